"""What a user writes for a parameter to the RDF term that it means."""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Callable, Mapping

import pyoxigraph as ox

from elchi import vocab
from elchi.errors import QueryError
from elchi.query.saved import Parameter, Saved
from elchi.vocab import ELCHI, RDF, XSD

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
"""What pyoxigraph lets a variable be bound to."""

_STATE = re.compile(r"[A-Za-z]{3}")
_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_SCHEMES = frozenset(
    {"factuality", "visit", "instrument", "status", "meeting", "office", "organisation", "certainty", "voice"}
)
"""The code lists that a parameter's type may name; its value is then a code of that list."""


def bind(query: Saved, given: Mapping[str, str], store: ox.Store) -> dict[ox.Variable, Term]:
    """Return the variables of a query with the terms that they are bound to.

    Args:
        query: a saved query.
        given: parameter to value, as written by the user.
        store: where the states that there are stand.

    Raises:
        QueryError: if a parameter is unknown, missing or of another type.
    """
    known = {parameter.name: parameter for parameter in query.parameters}
    for name in given:
        if name not in known:
            there = ", ".join(known) or "none"
            raise QueryError(f"{query.name}: has no parameter {name!r}; there are: {there}")
    bound: dict[ox.Variable, Term] = {}
    for parameter in query.parameters:
        value = given.get(parameter.name, parameter.default)
        if value is not None:
            bound[ox.Variable(parameter.name)] = _term(query, parameter, value, store)
        elif parameter.required:
            raise QueryError(f"{query.name}: needs {parameter.name}=… ({parameter.type}: {parameter.text})")
    return bound


def _term(query: Saved, parameter: Parameter, value: str, store: ox.Store) -> ox.NamedNode | ox.Literal:
    try:
        if parameter.type == "state":
            return _state(value, store)
        if parameter.type in _SCHEMES:
            return _code(parameter.type, value)
        return _TYPES[parameter.type](value)
    except ValueError as error:
        raise QueryError(f"{query.name}: {parameter.name}={value}: {error}") from error


def _state(value: str, store: ox.Store) -> ox.NamedNode:
    if _STATE.fullmatch(value) is None:
        raise ValueError("a state is given by its three-letter code, such as UZB")
    state = vocab.iri(f"state/{value.upper()}")
    if ox.Quad(state, RDF("type"), ELCHI("State"), vocab.ENTITIES) not in store:
        raise ValueError("no state has this three-letter code (ISO 3166-1 alpha-3)")
    return state


def _code(scheme: str, value: str) -> ox.Literal:
    try:
        vocab.code(scheme, value)
    except KeyError:
        codes = sorted(vocab.notations(scheme))
        raise ValueError(f"expected one of {', '.join(codes)}") from None
    return ox.Literal(value)


def _actor(value: str) -> ox.NamedNode | ox.Literal:
    """Return an IRI, whole or without its base, or a name as it stands in the documents."""
    if value.startswith((vocab.BASE, "person/", "organisation/", "state/", "doc/")):
        return _iri(value)
    return ox.Literal(value)


def _iri(value: str) -> ox.NamedNode:
    """Return an IRI that is given whole or without its base."""
    return vocab.iri(value.removeprefix(vocab.BASE))


def _class(value: str) -> ox.NamedNode:
    """Return the class of the ontology that has a name, such as Visit.

    >>> _class("Visit").value
    'https://w3id.org/elchi/ns#Visit'
    """
    if not value[:1].isupper():
        raise ValueError("expected the name of a class, such as Visit")
    try:
        return ELCHI(value)
    except KeyError:
        raise ValueError("no class of the ontology is called so") from None


def _integer(value: str) -> ox.Literal:
    if not (value.isascii() and value.isdigit()):
        raise ValueError("expected a whole number")
    return ox.Literal(str(int(value)), datatype=XSD("integer"))


def _since(value: str) -> ox.Literal:
    """Return the first day of a year, a month or a day.

    >>> _since("2022").value, _since("2022-05").value
    ('2022-01-01', '2022-05-01')
    """
    year, month, day = _parts(value)
    return _day(datetime.date(year, month or 1, day or 1))


def _until(value: str) -> ox.Literal:
    """Return the last day of a year, a month or a day.

    >>> _until("2024-02").value
    '2024-02-29'
    """
    year, month, day = _parts(value)
    month = month or 12
    return _day(datetime.date(year, month, day or calendar.monthrange(year, month)[1]))


def _parts(value: str) -> tuple[int, int | None, int | None]:
    match = _DATE.fullmatch(value)
    if match is None:
        raise ValueError("expected a year, a month or a day: 2022, 2022-05 or 2022-05-10")
    return int(match[1]), int(match[2]) if match[2] else None, int(match[3]) if match[3] else None


def _day(day: datetime.date) -> ox.Literal:
    return ox.Literal(day.isoformat(), datatype=XSD("date"))


_TYPES: Mapping[str, Callable[[str], ox.NamedNode | ox.Literal]] = {
    "actor": _actor,
    "class": _class,
    "integer": _integer,
    "iri": _iri,
    "since": _since,
    "string": ox.Literal,
    "until": _until,
}
"""Type of a parameter to what reads it; ``state`` and the code lists are read apart."""
