"""Annotated facts to the rows that tell them: what counts as the same name, the same words, the same event.

The golden cases and the accuracy benchmark compare by these rules.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Any

LIKENESS = 0.8  # of two spellings of a surname

Entry = dict[str, Any]
Row = dict[str, str]

ONE_LETTER = str.maketrans("абвгдежзийклмнопрстуфхыэўқғҳәіңөұүһı", "abvgdejziyklmnoprstufxyeoqghainouuhi", "ьъ")
MORE_LETTERS = {"ё": "yo", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sh", "ю": "yu", "я": "ya"}
CYRILLIC = ONE_LETTER | str.maketrans(MORE_LETTERS)
RIVALS = (
    ("kh", "x"), ("zh", "j"), ("yo", "o"), ("ye", "e"), ("iy", "y"), ("ts", "s"), ("ai", "ay"),
    ("sh", "s"), ("ch", "c"), ("w", "v"),
)  # fmt: skip


def fold(name: str) -> str:
    """Return a name in a rough Latin key: script, case, apostrophes and rival spellings taken away."""
    key = unicodedata.normalize("NFD", re.sub("[ʻʼ‘’']", "", name.lower()).translate(CYRILLIC))
    for spelling, kept in RIVALS:
        key = key.replace(spelling, kept)
    return " ".join("".join(c for c in key.replace("-", " ") if c.isalnum() or c == " ").split())


def parts(value: str | None) -> list[str]:
    return [part.strip() for part in (value or "").split(";") if part.strip()]


def alike(one: str, other: str) -> bool:
    """Return whether two folded words are one in rival spellings: ``toqaev`` and ``tokaev``."""
    return one == other or (one[:1] == other[:1] and SequenceMatcher(None, one, other).ratio() >= LIKENESS)


def names(wanted: str, found: str) -> bool:
    """Return whether a found name is the wanted code, or has each word of the wanted name, be it written in two."""
    words = fold(found).split()
    words += [one + other for one, other in pairwise(words)]
    asked = fold(wanted).split()
    return wanted == found or (bool(asked) and all(any(alike(w, f) for f in words) for w in asked))


def overlap(wanted: Sequence[str], found: Sequence[str]) -> float:
    both = sum(any(names(w, f) for f in found) for w in wanted)
    return both / max(1, len(wanted) + len(found) - both) if wanted or found else 1.0


def pairs(
    wanted: list[Entry], rows: list[Row], likeness: Callable[[Entry, Row], float]
) -> list[tuple[Entry | None, Row | None]]:
    """Return wanted and found one to one, the likest first; what has no partner stands alone."""
    scored = sorted(
        ((likeness(w, r), i, j) for i, w in enumerate(wanted) for j, r in enumerate(rows)),
        key=lambda entry: (-entry[0], entry[1], entry[2]),
    )
    partner: dict[int, int] = {}
    for score, i, j in scored:
        if score > 0 and i not in partner and j not in partner.values():
            partner[i] = j
    matched = [(w, rows[partner[i]] if i in partner else None) for i, w in enumerate(wanted)]
    return [*matched, *((None, row) for j, row in enumerate(rows) if j not in partner.values())]


def touches(entry: Entry, row: Row, text: str) -> bool:
    """Return whether the row's evidence and the annotated words share a character."""
    start = text.index(entry["evidence"])
    return int(row["spanStart"]) < start + len(entry["evidence"]) and start < int(row["spanEnd"])
