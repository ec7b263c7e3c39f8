import json

import pytest

from elchi import query
from elchi.facts import facts
from elchi.model import Reading
from readings import CALL, EMPTY, STATE_VISIT
from stores import store

QUESTIONS = ("actors", "treaties", "visits", "meetings", "statements", "dates")


@pytest.mark.parametrize("reading", [STATE_VISIT, CALL, EMPTY], ids=lambda r: r.article.id)
@pytest.mark.parametrize("question", QUESTIONS)
def test_facts_are_the_rows_of_the_saved_queries(question: str, reading: Reading) -> None:
    rows = [
        {column: None if value is None else str(value) for column, value in row.items()}
        for row in facts(reading)[question]
    ]
    answer = query.run(store(), question, document=reading.article.id)
    table = [dict(zip(answer.columns, [value or None for value in row], strict=True)) for row in answer.table()]
    for row in [*rows, *table]:
        row.pop("place", None)  # the queries give it in English where the authority data can
    assert rows == table


def test_facts_are_plain_json() -> None:
    assert json.loads(json.dumps(facts(STATE_VISIT))) == facts(STATE_VISIT)


def test_an_article_that_says_nothing_has_no_facts() -> None:
    assert facts(EMPTY) == {question: [] for question in QUESTIONS}


def test_a_former_office_says_so_and_the_first_office_counts() -> None:
    persons = {row["name"]: row for row in facts(STATE_VISIT)["actors"] if row["kind"] == "person"}
    assert persons["Лола Носирова"]["office"] == "envoy"
    assert persons["Лола Носирова"]["of"] == "БМТ"
