"""Tables that fit a terminal, records where they do not."""

import io
from collections.abc import Sequence

import pytest
from rich.console import Console

from elchi.cli.table import fitted
from elchi.vocab import BASE

COLUMNS = ("document", "event", "place", "words")
ROWS = [
    ("a.txt", f"{BASE}doc/0123456789abcdef/event/1-visit", "", "қисқа"),
    ("b.txt", f"{BASE}doc/fedcba9876543210/event/22-visit", "", "анча узунроқ сўзлар қатори"),
]


def _lines(width: int, rows: Sequence[Sequence[str]] = ROWS) -> list[str]:
    drawn = io.StringIO()
    Console(width=width, color_system=None, file=drawn).print(fitted(COLUMNS, rows, width))
    return [line.rstrip() for line in drawn.getvalue().splitlines()]


def test_a_wide_terminal_shows_all() -> None:
    head, first, second = _lines(120)
    assert head.split() == list(COLUMNS)
    assert "doc/0123456789abcdef/event/1-visit" in first
    assert second.endswith("анча узунроқ сўзлар қатори")


def test_a_narrower_one_shortens_iris_and_leaves_empty_columns_out() -> None:
    lines = _lines(50)
    assert lines[0].split() == ["document", "event", "words"]
    assert "…/event/22-visit" in "\n".join(lines)


def test_a_narrow_one_gets_records() -> None:
    lines = _lines(24)
    assert lines[0] == "document  a.txt"
    assert "".join(lines[1:4]) == "eventdoc/0123456789abcdef/event/1-visit"


@pytest.mark.parametrize("width", [24, 50, 80, 120])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    assert max(map(len, _lines(width))) <= width


def test_no_rows_are_a_heading() -> None:
    assert [line.split() for line in _lines(80, [])] == [list(COLUMNS)]
