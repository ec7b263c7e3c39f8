"""A question to its answer: saved queries by name, SPARQL by its text.

Parameters become RDF terms, which are filled in where their variables stand; what users write is never pasted.
Engine trap: of one triple that stands in n graphs the union default graph answers n times, so saved queries
name their graphs; in queries of one's own say ``DISTINCT``.
"""

from __future__ import annotations

import re

import pyoxigraph as ox

from elchi import vocab
from elchi.errors import QueryError
from elchi.query.filling import filled
from elchi.query.guard import check, names_graphs
from elchi.query.parameters import bind
from elchi.query.results import FORMATS, Result, of_text
from elchi.query.saved import Parameter, Saved, folders, names, saved

__all__ = ["FORMATS", "Parameter", "Result", "Saved", "bind", "evaluate", "filled", "folders", "names", "run", "saved"]

_PLACE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_REASON = re.compile(r"\b[A-Z][a-z]+(?: \w+){2,}")  # a sentence among the signs that the parser expected


def run(store: ox.Store, name: str, /, **parameters: str) -> Result:
    """Return the answer of a saved query.

    Args:
        store: the graphs.
        name: of the query; :func:`names` lists them.
        parameters: value of a parameter, as a user writes it.

    Raises:
        QueryError: if there is no such query or parameter, or a value is of another type.
    """
    query = saved(name)
    bound = bind(query, parameters, store)
    return of_text(store.query(filled(query, bound)))


def evaluate(store: ox.Store, sparql: str) -> Result:
    """Return the answer of a SPARQL query over all graphs together, or over those of its ``FROM``.

    Elchi's prefixes are declared.

    Raises:
        QueryError: if it is malformed (the message begins with line:column), an update, or asks
            another server.
    """
    check(sparql)
    try:
        # The engine would take the union of all graphs in place of those that FROM names.
        union = not names_graphs(sparql)
        answer = store.query(sparql, prefixes=vocab.PREFIXES, use_default_graph_as_union=union)
    except SyntaxError as error:
        raise QueryError(_located(str(error))) from error
    return of_text(answer)


def _located(message: str) -> str:
    """Return what the parser says, its place first and its list of what could stand there cut.

    >>> _located("error at 2:9: expected one of Prefix not found, ['%'], [':']")
    '2:9: prefix not found'
    >>> _located("error at 1:1: expected SELECT")
    '1:1: expected SELECT'
    """
    match = _PLACE.match(message)
    if match is None:
        return message
    line, column, rest = match.groups()
    reason = _REASON.search(rest)
    if reason is not None:
        rest = reason[0].lower()
    return f"{line}:{column}: {' '.join(rest.split())[:200]}"
