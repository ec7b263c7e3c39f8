"""Who says so: sources of a report, chains of them, whose words they are."""

import pytest

from core import actor, read
from elchi.model import Reading, Report


def of_kind(reading: Reading, *kinds: str) -> Report:
    return next(report for report in reading.reports if report.kind in kinds)


def sources(reading: Reading, *kinds: str) -> list[str]:
    return [actor(reading, source) for source in of_kind(reading, *kinds).sources]


@pytest.mark.parametrize(
    ("text", "voice"),
    [
        ("Президент Литвы посетил Латвию.", "narration"),
        ("Пресс-секретарь Кремля Дмитрий Песков сообщил, что президент Литвы посетил Латвию.", "indirectSpeech"),
        (
            "«Президент Литвы посетил Латвию, и мы этому рады», — заявил пресс-секретарь Кремля Дмитрий Песков.",
            "directSpeech",
        ),
    ],
)
def test_a_report_knows_in_whose_voice_it_is_told(text: str, voice: str) -> None:
    assert of_kind(read(text), "Visit").voice == voice


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("Канада и Мексика подписали договор о воде.", []),
        ("Как сообщает Reuters, Канада и Мексика подписали договор о воде.", ["Reuters"]),
        ("Reuters xabariga ko'ra, Kanada va Meksika suv to'g'risida shartnoma imzoladi.", ["Reuters"]),
        ("Reuters хабарига кўра, Канада ва Мексика сув тўғрисида шартнома имзолади.", ["Reuters"]),
    ],
)
def test_a_report_names_its_source(text: str, chain: list[str]) -> None:
    assert sources(read(text), "Signing") == chain


def test_a_chain_of_sources_is_kept() -> None:
    text = (
        "Канада и Мексика подписали договор о воде, сообщило агентство Reuters "
        "со ссылкой на министерство иностранных дел Канады."
    )
    chain = sources(read(text), "Signing")
    assert set(chain) == {"министерство иностранных дел Канады", "Reuters"}


def test_a_quoted_report_is_nested_in_its_statement() -> None:
    text = "«Президент Литвы посетил Латвию, и мы этому рады», — заявил пресс-секретарь Кремля Дмитрий Песков."
    reading = read(text)
    visit = of_kind(reading, "Visit")
    assert visit.nested_in is not None
    assert reading.reports[visit.nested_in].kind == "Communication"
    assert actor(reading, visit.sources[0]) == "peskov"


def test_a_statement_does_not_attribute_itself() -> None:
    reading = read("Пресс-секретарь Кремля Дмитрий Песков сообщил, что президент Литвы посетил Латвию.")
    assert of_kind(reading, "Communication").sources == ()


def test_what_another_sentence_says_is_not_attributed() -> None:
    text = "Президент Литвы посетил Латвию. Пресс-секретарь Кремля Дмитрий Песков сообщил о ценах на газ."
    assert sources(read(text), "Visit") == []


def test_a_headline_weighs_less_than_the_body() -> None:
    title = "Президент Литвы посетил Латвию"
    body = "Президент Литвы Гитанас Науседа посетил Латвию и провёл там два дня, встретившись со студентами."
    reading = read(f"{title}\n\n{body}", title=title)
    head, told = (r for r in reading.reports if r.kind == "Visit")
    assert head.confidence < told.confidence


def test_confidence_lies_between_nothing_and_certainty() -> None:
    text = "«Мы подпишем договор с Латвией», — заявил президент Литвы Гитанас Науседа, посетивший Ригу 3 мая."
    assert all(0 < report.confidence < 1 for report in read(text).reports)
