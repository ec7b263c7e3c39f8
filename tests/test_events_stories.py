"""Digests to their stories: what one story names is no party, side or speaker of another."""

from __future__ import annotations

import pytest

from core import read

TITLE = "Что произошло за день\n\n"
STORIES = (
    "Польша и Литва начали учения. По словам министра Литвы Йонаса Вайткуса, они продлятся неделю.",
    "Чили и Боливия ратифицировали конвенцию о рыбной ловле. Её ждали десять лет.",
    "Кения и Уганда подписали протокол о поездах. Документ вступит в силу осенью.",
)
HEADINGS = ("Учения", "Рыба и право", "Железная дорога")


def parties(text: str) -> dict[str, tuple[str, ...]]:
    return {t.kind: tuple(sorted(p.removeprefix("state:") for p in t.parties)) for t in read(text).treaties}


ALONE = {"convention": ("BOL", "CHL"), "protocol": ("KEN", "UGA")}


@pytest.mark.parametrize("bullet", ["•", "■", "●"])
def test_a_bulleted_paragraph_of_several_sentences_is_a_story(bullet: str) -> None:
    assert parties(TITLE + "\n\n".join(f"{bullet} {story}" for story in STORIES)) == ALONE


def test_a_lead_in_capitals_opens_a_story() -> None:
    leads = ("УЧЕНИЯ НА ГРАНИЦЕ", "РЫБА И ПРАВО", "НОВАЯ ДОРОГА")
    assert parties(TITLE + "\n\n".join(f"{a}. {b}" for a, b in zip(leads, STORIES, strict=True))) == ALONE


def test_a_heading_opens_a_story_of_other_actors() -> None:
    more = ("Погода", "В Новой Зеландии сильный ветер. Мосты закрыты.")
    told = [*zip(HEADINGS, STORIES, strict=True), more]
    assert parties(TITLE + "\n\n".join(f"{a}\n\n{b}" for a, b in told)) == ALONE


def test_the_paragraphs_of_a_page_that_calls_itself_a_digest_are_stories_of_their_actors() -> None:
    assert parties("Утренний дайджест\n\n" + "\n\n".join(STORIES)) == ALONE


def test_a_part_that_goes_on_with_the_same_actors_is_the_same_story() -> None:
    again = "Чили начнёт ловить летом. Протокол подписан утром."
    told = parties("Утренний дайджест\n\n" + "\n\n".join([*STORIES[:2], again]))
    assert told["protocol"] == ("BOL", "CHL")


def test_headings_within_one_story_divide_nothing() -> None:
    text = (
        "Переговоры Кении и Уганды\n\nПрезиденты Кении и Уганды встретились в Найроби.\n\n"
        "О чём говорили\n\nКения и Уганда обсудили поезда.\n\nЧто дальше\n\nЛетом будет подписан договор о поездах.\n\n"
        "Кто против\n\nВ Кении протестуют водители."
    )
    assert parties(text)["treaty"] == ("KEN", "UGA")


def test_a_list_of_documents_is_no_digest() -> None:
    items = "\n\n".join(f"• соглашение о {what};" for what in ("поездах", "рыбной ловле", "туризме"))
    text = f"Кения и Уганда подписали документы\n\nКения и Уганда подписали:\n\n{items}\n\nОни вступят в силу осенью."
    assert {t.parties for t in read(text).treaties if t.kind == "agreement"} == {("state:KEN", "state:UGA")}


def test_instruments_of_later_stories_keep_their_reports() -> None:
    found = read(TITLE + "\n\n".join(f"• {story}" for story in STORIES))
    for report in found.reports:
        if report.instrument is not None:
            span = found.instruments[report.instrument].span
            block = next(b for b in found.blocks if b.span.start <= report.evidence.start < b.span.stop)
            assert block.span.start <= span.start < block.span.stop
