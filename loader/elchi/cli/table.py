"""Rows to what a terminal shows: a table, or records one below the other where a table has no room."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rich.cells import cell_len
from rich.console import Console, Group
from rich.table import Table
from rich.text import Text

from elchi import vocab

_BELOW = re.compile(r"doc/[0-9a-f]{16}(?=/)")
_WORD = 40
"""Cells of the longest word that a column is kept wide enough for; longer ones are folded."""
_SQUEEZE = 1.25
"""How much too wide a table may be: a few folded words are read more easily than records."""


def fitted(columns: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> Table | Group:
    """Return the rows as a table that fits, else as records.

    IRIs are told without their base, as ``elchi explain`` takes them; where room is short, columns without a
    value are left out, and IRIs within a document lose its key.

    Args:
        columns: their names.
        rows: plain text, empty where there is no value.
        width: of the terminal, in cells.
    """
    plain = [[cell.removeprefix(vocab.BASE) for cell in row] for row in rows]
    if _total(_least(columns, plain)) <= width:
        return _table(columns, plain, width)
    used = [n for n in range(len(columns)) if any(row[n] for row in plain)]
    names = [columns[n] for n in used]
    short = [[_BELOW.sub("…", row[n]) for n in used] for row in plain]
    if _total(_least(names, short)) <= width * _SQUEEZE:
        return _table(names, short, width)
    return Group(*(_record(columns, row) for row in plain))


def show(console: Console, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print rows so that they fit."""
    console.print(fitted(columns, rows, console.width))


def _least(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> list[int]:
    """Return the cells that each column asks for: its name and its longest word whole."""
    return [
        max(cell_len(name), min(_WORD, max((cell_len(word) for row in rows for word in row[n].split()), default=0)))
        for n, name in enumerate(columns)
    ]


def _total(widths: Sequence[int]) -> int:
    """Return the width of a table, two cells between columns."""
    return sum(widths) + 2 * (len(widths) - 1)


def _table(columns: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> Table:
    table = Table(header_style="bold", box=None, pad_edge=False)
    least = _least(columns, rows)
    spare = width - _total(least)
    for n, (name, wide) in enumerate(zip(columns, least, strict=True)):
        extra = max(0, min(spare, max((cell_len(row[n]) for row in rows), default=0) - wide))
        spare -= extra
        table.add_column(Text(name), overflow="fold", width=wide + extra if spare >= 0 else None)
    for row in rows:
        table.add_row(*map(Text, row))
    return table


def _record(columns: Sequence[str], row: Sequence[str]) -> Text:
    """Return a row as lines of name and value, a blank line after them."""
    longest = max(map(len, columns))
    filled = [(name, value) for name, value in zip(columns, row, strict=True) if value]
    lines = Text()
    for name, value in filled:
        lines.append(f"{name:<{longest}}  ", style="bold").append(f"{value}\n")
    return lines
