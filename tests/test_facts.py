import json

import pytest

from core import read
from elchi.facts import facts
from elchi.model import Reading
from properties import facts_are_the_rows
from readings import CALL, EMPTY, STATE_VISIT
from stores import added, store

QUESTIONS = ("actors", "treaties", "visits", "meetings", "statements", "dates")


@pytest.mark.parametrize("reading", [STATE_VISIT, CALL, EMPTY], ids=lambda r: r.article.id)
def test_facts_are_the_rows_of_the_saved_queries(reading: Reading) -> None:
    facts_are_the_rows(reading, store())


@pytest.mark.parametrize(
    ("text", "question", "column", "value"),
    [
        ("Кремль объявил о визите президента в Сербию.", "statements", "speaker", "Кремль"),
        ("Сейм Латвии одобрил закон о бюджете, сообщает газета.", "actors", "of", "LVA"),
        ("Ozarbayjonlik hamkasbi Rashid Aliyev bilan uchrashuv bo'lib o'tdi.", "actors", "of", "AZE"),
    ],
    ids=["a seat that speaks", "a body of a state that nobody speaks of", "a person without an office"],
)
def test_facts_of_a_text_are_the_rows(text: str, question: str, column: str, value: str) -> None:
    reading = read(text)
    with added(reading) as holding:
        facts_are_the_rows(reading, holding)
    assert value in {row[column] for row in facts(reading)[question]}


def test_words_that_stand_for_two_bodies_are_a_row_of_the_first() -> None:
    reading = read("Oʻzbekiston va Ummon tashqi siyosat idoralari oʻrtasida maslahatlashuvlar oʻtkazildi.")
    bodies = [entity for entity in reading.entities if entity.kind == "organisation"]
    assert len({mention.span for body in bodies for mention in body.mentions}) < len(bodies)
    with added(reading) as holding:
        facts_are_the_rows(reading, holding)


def test_facts_are_plain_json() -> None:
    assert json.loads(json.dumps(facts(STATE_VISIT))) == facts(STATE_VISIT)


def test_an_article_that_says_nothing_has_no_facts() -> None:
    assert facts(EMPTY) == {question: [] for question in QUESTIONS}


def test_a_former_office_says_so_and_the_first_office_counts() -> None:
    persons = {row["name"]: row for row in facts(STATE_VISIT)["actors"] if row["kind"] == "person"}
    assert persons["Лола Носирова"]["office"] == "envoy"
    assert persons["Лола Носирова"]["of"] == "БМТ"
