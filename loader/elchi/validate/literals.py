"""Literals of RDF to literals of rdflib that compare as XML Schema has it.

rdflib takes a value from whatever Python can read (``"1_000"`` as an integer, ``"yes"`` as a boolean) and
orders values of different kinds, pySHACL relies on it; the standards say that an ill-typed literal has no
value and that a number and a day do not compare.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pyoxigraph as ox
import rdflib
from rdflib.plugins.sparql.sparql import SPARQLTypeError

from elchi import vocab

_FORMS = {
    vocab.XSD(kind).value: re.compile(pattern)
    for kind, pattern in {
        "boolean": "true|false|1|0",
        "integer": r"[+-]?[0-9]+",
        "decimal": r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)",
        "double": r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?|[+-]?INF|NaN",
        "date": r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:Z|[+-][0-9]{2}:[0-9]{2})?",
    }.items()
}


class Exact(rdflib.Literal):
    """A literal that has a value only where its form is one of its datatype."""

    __slots__ = ()

    @property
    def ill_typed(self) -> bool:
        """Whether the form is none of the datatype."""
        form = _FORMS.get(str(self.datatype))
        return bool(super().ill_typed) or (form is not None and form.fullmatch(self) is None)

    @property
    def value(self) -> Any:
        """The value in terms of Python, ``None`` where there is none."""
        return None if self.ill_typed else super().value

    def toPython(self) -> Any:  # noqa: N802 (rdflib's name)
        """Return the value; SPARQL's arithmetic asks for it.

        Raises:
            SPARQLTypeError: if the literal is ill-typed.
        """
        if self.ill_typed:
            raise SPARQLTypeError(f"{self!r} has no value")
        return super().toPython()

    def eq(self, other: Any) -> bool:
        """Return whether the values are equal.

        Raises:
            TypeError: if they do not compare.
        """
        if super().__eq__(other):
            return True
        if _order(self, other) is None:
            raise TypeError(f"{self!r} and {other!r} do not compare")
        return _order(self, other) == 0

    def __lt__(self, other: Any) -> bool:
        """Return whether the value is less than the other's."""
        return _order(self, other) == -1

    def __le__(self, other: Any) -> bool:
        """Return whether the value is at most the other's."""
        return _order(self, other) in (-1, 0)

    def __gt__(self, other: Any) -> bool:
        """Return whether the value is more than the other's."""
        return _order(self, other) == 1

    def __ge__(self, other: Any) -> bool:
        """Return whether the value is at least the other's."""
        return _order(self, other) in (0, 1)

    __eq__ = rdflib.Literal.__eq__
    __hash__ = rdflib.Literal.__hash__


def literal(term: ox.Literal) -> rdflib.Literal:
    """Return a literal as rdflib has it, its lexical form as it is written."""
    plain = term.language is not None or term.datatype == vocab.XSD("string")
    kind = None if plain else rdflib.URIRef(term.datatype.value)
    # Lexical forms are kept as they are, without switching rdflib's normalising off for everybody.
    return Exact(term.value, lang=term.language, datatype=kind, normalize=False)


def _order(one: Any, two: Any) -> int | None:
    """Return -1, 0 or 1, ``None`` where the values do not compare."""
    first: Any = getattr(one, "value", None)
    second: Any = getattr(two, "value", None)
    kind = _kind(first)
    if kind is None or kind is not _kind(second):
        return None
    try:
        return int(first > second) - int(first < second) if first == first and second == second else None
    except TypeError:  # a time with a zone and one without
        return None


def _kind(value: object) -> type | None:
    for kind, members in ((bool, bool), (float, (int, float, Decimal)), (datetime, datetime), (date, date), (str, str)):
        if isinstance(value, members):
            return kind
    return None
