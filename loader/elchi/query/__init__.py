"""A question to its answer: saved queries by name, SPARQL by its text.

Parameters become RDF terms, which are filled in where their variables stand; what users write is never pasted.
Engine trap: of one triple that stands in n graphs the union default graph answers n times, so saved queries
name their graphs; in queries of one's own say ``DISTINCT``.
"""

from __future__ import annotations

import pyoxigraph as ox

from elchi import vocab
from elchi.query import datasets
from elchi.query.datasets import Dataset
from elchi.query.filling import filled
from elchi.query.guard import check, malformed
from elchi.query.parameters import bind
from elchi.query.results import Result, of_text
from elchi.query.saved import Parameter, Saved, folders, names, saved

__all__ = ["Parameter", "Result", "Saved", "bind", "evaluate", "filled", "folders", "names", "run", "saved"]


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
    asked = datasets.named(sparql)
    try:
        if asked != Dataset():
            return of_text(datasets.query(store, sparql, asked))
        return of_text(store.query(sparql, prefixes=vocab.PREFIXES, use_default_graph_as_union=True))
    except SyntaxError as error:
        raise malformed(sparql, error) from error
