"""Text to lines, and lines to those that are page furniture as a whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from elchi.blocks.knowledge import Knowledge, key
from elchi.model import Span

_LINE = re.compile(r"\S(?:[^\n]*\S)?")
_LETTER = re.compile(r"[^\W\d_]")
_DATE = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d{2}-\d{2}")
_HEADER = re.compile(r"https?://\S+|\d{4}-\d\d-\d\d|[a-z]{2}(?:-[A-Za-z]{2,4})?|[\w.-]{1,60}\d+")
_CLOSED = '.!?…:;,»”")'

_LONGEST_LABEL = 120  # code points of a line that may be a label or a counter
_LONGEST_TEASER = 160
_TEASERS = 15
_WRAPPED_LINES = 6
_NARROWEST = 40
_MENU_ITEMS = 4
_LONGEST_ITEM = 30


def paragraphs(content: str) -> list[Span]:
    r"""Return the lines of a text that hold anything; lines wrapped at a width are joined.

    >>> [span.of("a b\n\n c \n") for span in paragraphs("a b\n\n c \n")]
    ['a b', 'c']
    """
    lines = [Span(*found.span()) for found in _LINE.finditer(content)]
    return _unwrapped(content, lines) if len(lines) >= _WRAPPED_LINES else lines


def _unwrapped(content: str, lines: list[Span]) -> list[Span]:
    """Join lines that go on in the next one, if most lines of the text do."""
    follows = [
        _size(line) >= _NARROWEST and content[line.stop - 1] not in _CLOSED and content[after.start].islower()
        for line, after in pairwise(lines)
    ]
    if sum(follows) * 10 < len(lines) * 3 or max(map(_size, lines)) > _LONGEST_LABEL:
        return lines
    widest = max(map(_size, lines))
    joined = [lines[0]]
    for before, line in pairwise(lines):
        gap = content[before.stop : line.start]
        indented = gap.rpartition("\n")[2].strip("\r") != ""
        open_ended = content[before.stop - 1] not in _CLOSED and content[line.start].islower()
        full = open_ended or _size(before) * 4 >= widest * 3
        heading = before.of(content).isupper()
        if gap.count("\n") > 1 or indented or not full or heading or line.of(content).isupper():
            joined.append(line)
        else:
            joined[-1] = Span(joined[-1].start, line.stop)
    return joined


def _size(line: Span) -> int:
    return line.stop - line.start


def furniture(content: str, lines: Sequence[Span], known: Knowledge) -> list[tuple[Span, str | None]]:
    """Return each line with ``boilerplate`` where all of it is page furniture, else with ``None``."""
    kinds: list[str | None] = [None] * len(lines)
    for at in range(_header(content, lines)):
        kinds[at] = "boilerplate"
    for at in _menu(content, lines, known):
        kinds[at] = "boilerplate"
    listing = 0
    for at, line in enumerate(lines):
        words = line.of(content) if _size(line) <= _LONGEST_TEASER else ""
        if kinds[at] is not None:
            continue
        if _is_heading(words, known):
            listing = _TEASERS
        elif listing and words and words[-1] not in ".!?…»”":
            listing -= 1
        elif _is_furniture(words, known):
            listing = 0
        else:
            listing = 0
            continue
        kinds[at] = "boilerplate"
    return list(zip(lines, kinds, strict=True))


def _header(content: str, lines: Sequence[Span]) -> int:
    """Return how many lines at the top are a record's header: its number, language, date, address."""
    for at, line in enumerate(lines[:6]):
        words = line.of(content) if _size(line) <= 300 else ""
        if _HEADER.fullmatch(words) is None:
            return 0
        if words.startswith("http"):
            return at + 1
    return 0


def _menu(content: str, lines: Sequence[Span], known: Knowledge) -> list[int]:
    """Return the indices of the lines of menus: items one below the other."""
    found: list[int] = []
    run: list[int] = []
    for at, line in enumerate([*lines, Span(0, 0)]):
        if 0 < _size(line) <= 40 and key(line.of(content)) in known.menu_items:
            run.append(at)
            continue
        if len(run) >= _MENU_ITEMS:
            found += run
        run = []
    return found


def _is_heading(words: str, known: Knowledge) -> bool:
    return 0 < len(words) <= 60 and key(words) in known.headings


def _is_furniture(words: str, known: Knowledge) -> bool:
    """Return whether a line says nothing of the story: a label, a counter, a rule, a share bar."""
    if not 0 < len(words) <= _LONGEST_LABEL:
        return False
    if _LETTER.search(words) is None:
        return _DATE.search(words) is None
    return (
        key(words) in known.lines
        or known.line.fullmatch(words) is not None
        or known.share.fullmatch(words) is not None
        or _is_barred_menu(words)
    )


def _is_barred_menu(words: str) -> bool:
    """Return whether a line is short items between upright bars."""
    items = words.split("|")
    return len(items) >= _MENU_ITEMS and all(len(item) <= _LONGEST_ITEM for item in items)
