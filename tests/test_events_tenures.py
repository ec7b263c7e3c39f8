"""Taking and leaving office: who, which office."""

import pytest

from core import actor, cyrillic, read


def changes(text: str) -> list[str]:
    reading = read(text)
    return [
        f"{actor(reading, r.roles[0].entity)} {r.office} {r.rule.removeprefix('office.')} {r.factuality}"
        for r in reading.reports
        if r.kind == "OfficeChange"
    ]


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("Премьер-министр Непала Пушпа Дахал ушёл в отставку.", "dahal prime_minister leave-office done"),
        ("Nepal bosh vaziri Pushpa Daxal iste'foga chiqdi.", "dahal prime_minister leave-office done"),
        ("Президент Исландии Халла Томасдоттир вступила в должность.", "tomasdotir president take-office done"),
    ],
)
def test_an_office_is_taken_or_left(text: str, change: str) -> None:
    for writing in (text, cyrillic(text)) if text.isascii() else (text,):
        assert changes(writing) == [change]


def test_an_office_that_nobody_named_takes_is_left_out() -> None:
    assert changes("Новый закон вступил в должность сторожа: так шутит автор колонки.") == []
