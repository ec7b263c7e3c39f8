"""Plain values to RDF literals in the form that a store keeps.

Oxigraph rewrites literals that are not canonical (``0.50``, ``uz-Cyrl``), and then what was written and
what is stored differ; so only canonical forms are made here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import pyoxigraph as ox

from elchi import vocab
from elchi.model import DateMention
from elchi.morphology import is_cyrillic
from elchi.vocab import EDTF, ELCHI, XSD

_TAG = re.compile(r"[a-z]{2,3}(-[a-z]{4})?(-([a-z]{2}|[0-9]{3}))?", re.IGNORECASE | re.ASCII)
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def tagged(text: str, language: str | None) -> ox.Literal:
    """Return a text with its language tag, ``und`` where that is unknown or no tag.

    >>> tagged("элчи", "uz-Cyrl").language, tagged("…", None).language, tagged("…", "en-aa-bb").language
    ('uz-cyrl', 'und', 'und')
    """
    known = language is not None and _TAG.fullmatch(language) is not None
    return ox.Literal(text, language=language if known and language else "und")


def named(text: str, language: str | None) -> ox.Literal:
    """Return a proper name, tagged with ``language`` only if it is written in that language's script.

    >>> named("Kun.uz", "uz-Cyrl").language, named("Элчи", "uz-Cyrl").language
    ('en', 'uz-cyrl')
    """
    cyrillic = is_cyrillic(language or "")
    if _CYRILLIC.search(text) is not None:
        return tagged(text, language if cyrillic else "ru")
    if _LATIN.search(text) is not None and (cyrillic or not language):
        return tagged(text, "en")
    return tagged(text, language)


@lru_cache(maxsize=16384)
def integer(number: int) -> ox.Literal:
    """Return a whole number."""
    return ox.Literal(str(number), datatype=XSD("integer"))


def decimal(number: float) -> ox.Literal:
    """Return a number to two places, as short as it goes.

    >>> decimal(0.5).value, decimal(1).value, decimal(0.333).value
    ('0.5', '1', '0.33')
    """
    short = f"{number:.2f}".rstrip("0").rstrip(".")
    return ox.Literal(short, datatype=XSD("decimal"))


def day(iso: str) -> ox.Literal:
    """Return a day of the calendar."""
    return ox.Literal(iso, datatype=XSD("date"))


def is_day(date: str) -> bool:
    """Return whether an ISO date is given to the day.

    >>> is_day("2022-05-10"), is_day("2022-05")
    (True, False)
    """
    return _DAY.fullmatch(date) is not None


def edtf(value: str) -> ox.Literal:
    """Return a date as an Extended Date/Time Format literal."""
    return ox.Literal(value, datatype=EDTF("EDTF"))


def dated(
    subject: ox.NamedNode, start: DateMention | None, end: DateMention | None = None
) -> Iterator[tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode | ox.Literal]]:
    """Yield the date of a subject: as words gave it, and the days that bound it.

    Args:
        subject: a date mention, report, event, instrument or document.
        start: its date, or that of its start.
        end: the date of its end where that is stated apart.
    """
    if start is not None:
        yield subject, ELCHI("edtf"), edtf(start.edtf)
        if start.earliest is not None:
            yield subject, ELCHI("earliest"), day(start.earliest)
    if end is not None:
        yield subject, ELCHI("endEdtf"), edtf(end.edtf)
    latest = _latest(start, end)
    if latest is not None:
        yield subject, ELCHI("latest"), day(latest)
    basis = start or end
    if basis is not None:
        yield subject, ELCHI("dateBasis"), vocab.code("dateBasis", basis.basis)


def _latest(start: DateMention | None, end: DateMention | None) -> str | None:
    """Return the last day of two dates; an end that lies before the start does not move it."""
    days = [date.latest for date in (start, end) if date is not None and date.latest is not None]
    return max(days, default=None)
