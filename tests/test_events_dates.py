"""Which date is an event's: beside its words, before the sentence, in the passage that it goes on with, or none."""

import pytest

from core import read
from elchi.model import Reading

PUBLISHED = "2025-05-14"


def days(reading: Reading, *kinds: str) -> list[str | None]:
    return [e.start.edtf if e.start else None for e in reading.events if e.kind in kinds]


def signed(text: str) -> list[str | None]:
    return [t.date.edtf if t.date else None for t in read(text, published=PUBLISHED).treaties]


@pytest.mark.parametrize(
    "text",
    [
        "Latvia and Finland signed a cooperation programme for 2026.",
        "Latvia and Finland signed a cooperation programme for 2026-2028.",
        "Латвия и Финляндия подписали программу сотрудничества на 2026 год.",
        "Латвия и Финляндия подписали программу сотрудничества на 2026–2028 годы.",
        "Latviya va Finlyandiya 2026-2028-yillarga mo'ljallangan hamkorlik dasturini imzoladi.",
        "Латвия мен Финляндия 2026 жылға арналған ынтымақтастық бағдарламасына қол қойды.",
        "Латвия менен Финляндия 2026–2028-жылдарга кызматташуу программасына кол койду.",
        "Letonya ve Finlandiya 2026-2028 iş birliği programını imzaladı.",
    ],
)
def test_the_years_that_a_paper_is_for_are_not_its_day(text: str) -> None:
    assert signed(text) == [None]


def test_the_year_of_a_signing_is_its_date() -> None:
    assert signed("Latvia and Finland signed a cooperation programme in 2019.") == ["2019"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Latvia ratified on Tuesday an agreement with Malta on fishing that was signed in March 2024.", "2024-03"),
        ("Латвия во вторник ратифицировала соглашение с Мальтой, подписанное в марте 2024 года.", "2024-03"),
        ("Letonya, Malta ile 2019'da imzaladığı balıkçılık anlaşmasını dün feshetti.", "2019"),
        ("Latviya va Malta o'rtasida 2024-yil mart oyida imzolangan bitim kecha kuchga kirdi.", "2024-03"),
    ],
)
def test_what_is_ratified_or_ended_keeps_the_day_of_its_signing(text: str, day: str) -> None:
    assert signed(text) == [day]


@pytest.mark.parametrize(
    "text",
    [
        "The presidents of Latvia and Finland held talks in Riga on Monday. After the talks the two sides signed "
        "an agreement on fishing.",
        "В понедельник президенты Латвии и Финляндии провели переговоры в Риге. По итогам переговоров стороны "
        "подписали соглашение о рыболовстве.",
        "Dushanba kuni Latviya va Finlyandiya prezidentlari Rigada muzokara o'tkazdi. Muzokara yakunida tomonlar "
        "baliqchilik to'g'risida bitim imzoladi.",
        "Дүйсенбі күні Латвия мен Финляндия президенттері Ригада келіссөз өткізді. Келіссөз соңында тараптар "
        "балық аулау туралы келісімге қол қойды.",
        "Pazartesi günü Letonya ve Finlandiya cumhurbaşkanları Riga'da görüştü. Görüşmenin ardından taraflar "
        "balıkçılık anlaşması imzaladı.",
    ],
)
def test_what_the_sides_sign_after_talks_has_the_day_of_the_talks(text: str) -> None:
    assert signed(text) == ["2025-05-12"]


@pytest.mark.parametrize(
    "text",
    [
        # nothing ties the second sentence to the first
        "The presidents of Latvia and Finland held talks in Riga on Monday. Latvia and Finland signed an agreement.",
        # other actors
        "The presidents of Latvia and Finland held talks in Riga on Monday. After that Malta and Cyprus signed "
        "an agreement on fishing.",
        # yet to come
        "The presidents of Latvia and Finland held talks in Riga on Monday. After the talks the two sides will sign "
        "an agreement on fishing.",
    ],
)
def test_a_day_is_not_taken_over_without_a_tie(text: str) -> None:
    assert signed(text) == [None]


def test_a_list_without_a_verb_has_the_day_that_opens_its_sentence() -> None:
    text = "On Monday Latvia and Finland signed six documents, including a protocol on fishing."
    assert signed(text) == ["2025-05-12", "2025-05-12"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Визит премьер-министра Латвии в Финляндию, намеченный на 15 июня, перенесён на начало июля.", "2025-07"),
        ("Letonya Başbakanı'nın gelecek hafta salı günü Finlandiya'ya yapacağı ziyaret ertelendi.", "2025-05-20"),
    ],
)
def test_a_visit_that_is_put_off_has_its_new_day_or_else_the_old_one(text: str, day: str) -> None:
    assert days(read(text, published=PUBLISHED), "Visit") == [day]
