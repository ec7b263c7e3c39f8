"""Statements to what a table on a page shows of them: plain values, which travel between processes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

import pyoxigraph as ox

from elchi import vocab
from elchi.serve import rdf
from elchi.serve.labels import Label, label, local


def rows(graph: ox.Store, triples: Iterable[ox.Triple]) -> Iterator[dict[str, Any]]:
    """Yield property and values, for triples of one subject that are sorted."""
    for predicate, group in groupby(triples, key=lambda triple: triple.predicate):
        values = [_shown(graph, triple.object) for triple in group]
        yield {"property": linked(graph, predicate), "values": values, "count": len(values)}


def _shown(graph: ox.Store, term: object) -> dict[str, Any]:
    if isinstance(term, ox.NamedNode):
        ours = term.value.startswith(vocab.ROOT)
        return linked(graph, term) if ours else {**value(Label(rdf.short(term))), "iri": term.value}
    assert isinstance(term, ox.Literal), "Elchi has no blank nodes"
    return value(Label(term.value, term.language))


def linked(graph: ox.Store, node: object) -> dict[str, Any]:
    """Return an IRI with what it is called."""
    assert isinstance(node, ox.NamedNode), "Elchi names everything by an IRI"
    named = label(graph, node) if node.value.startswith(vocab.ROOT) else Label(local(node))
    return {**value(named), "iri": node.value}


def value(named: Label) -> dict[str, Any]:
    """Return words with their language."""
    return {"text": named.text, "language": named.language, "iri": None}
