"""The graphs that a query is about to a store of just those.

Engine trap: where a query names several graphs as its default graph, the engine answers once for each graph that holds
a triple. The standard wants their merge, a set, so the merge is made before.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import pyoxigraph as ox

from elchi import vocab
from elchi.query import guard


class Dataset(NamedTuple):
    """IRIs of the graphs whose merge is the default graph, and of those that ``GRAPH`` finds."""

    default: tuple[ox.NamedNode, ...] = ()
    named: tuple[ox.NamedNode, ...] = ()


def named(sparql: str, base: str | None = None) -> Dataset:
    """Return what a query says by ``FROM`` and ``FROM NAMED``; nothing if it says nothing, or is malformed.

    Args:
        sparql: a query.
        base: what its relative IRIs are resolved against.

    >>> named("PREFIX a: <http://a/> SELECT * FROM a:b FROM NAMED <http://c/> { ?s ?p 'FROM' }")
    Dataset(default=(<NamedNode value=http://a/b>,), named=(<NamedNode value=http://c/>,))
    """
    prologue, names = _clauses(sparql) if "FROM" in sparql.upper() else ("", ())
    if not names:
        return Dataset()
    values = " ".join(f"({str(apart).lower()} {name})" for apart, name in names)
    found: dict[bool, dict[ox.NamedNode, None]] = {False: {}, True: {}}
    try:
        # The engine knows best what a name with a prefix, or a relative IRI, is short for.
        rows = ox.Store().query(
            f"{prologue} SELECT ?apart ?graph {{ VALUES (?apart ?graph) {{ {values} }} }}",
            base_iri=base,
            prefixes=vocab.PREFIXES,
        )
    except SyntaxError:
        return Dataset()
    assert isinstance(rows, ox.QuerySolutions)
    for apart, graph in rows:
        found[apart.value == "true"][graph] = None
    return Dataset(tuple(found[False]), tuple(found[True]))


def query(
    store: ox.Store, sparql: str, dataset: Dataset, base: str | None = None
) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
    """Return the answer of a query over some graphs of a store.

    Args:
        store: the graphs.
        sparql: the query; :func:`elchi.query.guard.check` has looked at it.
        dataset: what it is about, whatever it says itself; all of the store if that is empty.
        base: what its relative IRIs are resolved against.

    Raises:
        SyntaxError: if it is malformed.
    """
    given: dict[str, Any] = {}
    if len(dataset.default) > 1:
        store = _merged(store, dataset)
        given = {"default_graph": ox.DefaultGraph(), "named_graphs": list(dataset.named)}
    elif dataset != Dataset():
        given = {"default_graph": list(dataset.default), "named_graphs": list(dataset.named)}
    return store.query(sparql, base_iri=base, prefixes=_used(sparql), **given)


def _used(sparql: str) -> dict[str, str]:
    """Return those of Elchi's prefixes that may stand in a query: the engine looks at each, and most use few.

    >>> sorted(_used("ASK { ?visit a elchi:Visit }"))
    ['elchi']
    """
    if "\\" in sparql:  # a letter may be written by its code point
        return vocab.PREFIXES
    return {prefix: iri for prefix, iri in vocab.PREFIXES.items() if f"{prefix}:" in sparql}


def _merged(store: ox.Store, dataset: Dataset) -> ox.Store:
    """Return a store of the graphs of a dataset, whose default graph is a set.

    Args:
        store: the graphs.
        dataset: those that are wanted.
    """
    made = ox.Store()
    for graph in dataset.default:
        made.extend(ox.Quad(*quad.triple) for quad in store.quads_for_pattern(None, None, None, graph))
    for graph in dataset.named:
        made.extend(store.quads_for_pattern(None, None, None, graph))
    return made


def _clauses(sparql: str) -> tuple[str, Sequence[tuple[bool, str]]]:
    """Return what stands before the form of a query, and the graphs of its clauses: whether ``NAMED``, the name."""
    prologue, names, before = "", [], ("", "")
    for place, text in guard.signs(sparql):
        if not prologue and text.upper() in guard.FORMS:
            prologue = sparql[:place] or " "
        if before[1] == "FROM" and text.upper() != "NAMED":
            names.append((False, text))
        elif before == ("FROM", "NAMED"):
            names.append((True, text))
        before = (before[1], text.upper())
    return prologue, names
