"""Invitations: whom somebody asks to come, and where."""

import pytest

from core import read, visits


@pytest.mark.parametrize(
    ("text", "visit"),
    [
        ("Polsha prezidenti Anjey Duda Samarqanddagi sammitga taklif etildi.", "duda > UZB unspecified proposed"),
        ("Польша президенти Анжей Дуда Самарқанддаги саммитга таклиф қилинди.", "duda > UZB unspecified proposed"),
        ("Польша Президенті Анджей Дуда Анкарадағы саммитке шақырылды.", "duda > TUR unspecified proposed"),
        ("Польшанын президенти Анджей Дуда Анкарадагы саммитке чакырылды.", "duda > TUR unspecified proposed"),
        ("Polonya Cumhurbaşkanı Andrzej Duda Antalya'daki foruma davet edildi.", "duda > TUR unspecified proposed"),
        ("Президент Польши Анджей Дуда приглашён на саммит в Анталье.", "duda > TUR unspecified proposed"),
        ("Polish President Andrzej Duda was invited to the forum in Antalya.", "duda > TUR unspecified proposed"),
    ],
)
def test_who_is_invited_to_a_summit_is_invited_to_its_place(text: str, visit: str) -> None:
    assert visits(read(text)) == [visit]


@pytest.mark.parametrize(
    ("text", "visit"),
    [
        ("Ресей сыртқы істер министрі Лавров түркиялық әріптесін Мәскеуге шақырды.", "TUR > RUS unspecified proposed"),
        (
            "Rossiya tashqi ishlar vaziri Lavrov gruziyalik hamkasbini Moskvaga taklif qildi.",
            "GEO > RUS unspecified proposed",
        ),
        (
            "Россия ташқи ишлар вазири Лавров грузиялик ҳамкасбини Москвага таклиф қилди.",
            "GEO > RUS unspecified proposed",
        ),
        ("Türkiye Dışişleri Bakanı Fidan, Gürcü mevkidaşını Ankara'ya davet etti.", "GEO > TUR unspecified proposed"),
        (
            "Turkish Foreign Minister Hakan Fidan invited his Georgian counterpart to Ankara.",
            "GEO > TUR unspecified proposed",
        ),
    ],
)
def test_a_colleague_is_invited_for_his_state(text: str, visit: str) -> None:
    assert visits(read(text)) == [visit]


def test_a_colleague_is_the_one_named_who_holds_the_same_office() -> None:
    text = (
        "Rossiya tashqi ishlar vaziri Lavrov gruziyalik hamkasbini Qozonga taklif qildi. "
        "Gruziya tashqi ishlar vaziri Ilya Darchiashvili rozi bo'ldi."
    )
    assert [one.split(" ", 1)[1] for one in visits(read(text))] == ["> RUS unspecified proposed"]
    assert not visits(read(text))[0].startswith("GEO")


@pytest.mark.parametrize(
    ("text", "visit"),
    [
        (
            "Президент Турции Эрдоган пригласил президента Польши Дуду посетить Анкару.",
            "duda > TUR unspecified proposed",
        ),
        ("Polonya Cumhurbaşkanı Duda, Ankara'yı ziyaret davetini kabul etti.", "duda > TUR unspecified planned"),
    ],
)
def test_who_is_asked_to_visit_visits(text: str, visit: str) -> None:
    assert visits(read(text)) == [visit]


@pytest.mark.parametrize(
    "text",
    [
        "Фермерлар Тошкентдаги йиғилишга таклиф қилинди.",
        "O'zbekiston bosh vaziri Samarqanddagi sammitga taklif etildi.",
        "Президент Турции Эрдоган пригласил инвесторов на ярмарку в Анкаре.",
        "Polonya Cumhurbaşkanı Andrzej Duda Antalya'daki foruma davet edilmedi.",
    ],
)
def test_no_visit_is_proposed_at_home_or_to_nobody(text: str) -> None:
    assert visits(read(text)) == []
