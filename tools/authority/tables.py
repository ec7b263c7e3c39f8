"""Hand-written tables to names: one TSV file per kind of thing, names of one language in one cell.

Cells hold names separated by ``; ``. In the column ``uz`` names are Uzbek Cyrillic, their Latin form follows
by rule or stands after ``=`` (``ЕХҲТ=YXHT/YEXHT``).
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import uzbek

FOLDER = Path(__file__).resolve().parent
LANGUAGES = ("en", "ru", "kk", "ky", "tr")


class Name(NamedTuple):
    """A name and its language, a lower-case BCP 47 tag."""

    text: str
    language: str


def rows(table: str) -> list[dict[str, str]]:
    """Return the rows of ``table.tsv``, each as column to cell.

    Raises:
        ValueError: where a row has another number of cells than the header.
    """
    lines = (FOLDER / f"{table}.tsv").read_text(encoding="utf-8").splitlines()
    header, *body = [line.split("\t") for line in lines if line and not line.startswith("#")]
    for cells in body:
        if len(cells) != len(header):
            raise ValueError(f"{table}.tsv: {len(cells)} cells instead of {len(header)}: {cells}")
    return [dict(zip(header, (cell.strip() for cell in cells), strict=True)) for cells in body]


def split(cell: str) -> list[str]:
    """Return the names of a cell.

    >>> split("АҚШ; Америка"), split("")
    (['АҚШ', 'Америка'], [])
    """
    return [name.strip() for name in cell.split("; ") if name.strip()]


def uzbek_names(cell: str) -> tuple[list[Name], list[Name]]:
    """Return the names of an Uzbek cell in Cyrillic and in Latin letters, each the preferred one first.

    >>> uzbek_names("Туркия; ЕХҲТ=YXHT")[1]
    [Name(text='Turkiya', language='uz-latn'), Name(text='YXHT', language='uz-latn')]
    """
    cyrillic, latin = [], []
    for name in split(cell):
        left, _, right = name.partition("=")
        cyrillic.append(Name(left, "uz-cyrl"))
        latin += [Name(form, "uz-latn") for form in (right.split("/") if right else uzbek.forms(left))]
    return cyrillic, latin


def labels(names: list[Name]) -> tuple[list[Name], list[Name]]:
    """Return the preferred and the other names: the first of each language is the preferred one."""
    preferred: dict[str, Name] = {}
    for name in names:
        preferred.setdefault(name.language, name)
    others = sorted(set(names) - set(preferred.values()))
    return sorted(preferred.values()), others


def row_names(row: dict[str, str]) -> list[Name]:
    """Return all names of a row, the preferred one of each language before the others."""
    cyrillic, latin = uzbek_names(row.get("uz", ""))
    plain = [Name(name, tag) for tag in LANGUAGES for name in split(row.get(tag, ""))]
    return [*plain, *cyrillic, *latin]
