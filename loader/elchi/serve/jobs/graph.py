"""A graph, or all of them, streamed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pyoxigraph as ox

from elchi import vocab
from elchi.serve.failures import RefusedError
from elchi.serve.formats import FORMATS
from elchi.serve.jobs.late import Late
from elchi.serve.jobs.values import Reply, Served
from elchi.serve.writing import write_triples


def graph(served: Served, arguments: Mapping[str, Any], reply: Reply) -> None:
    """Answer with a graph.

    Args:
        served: the dataset.
        arguments: ``graph``, its IRI, ``default``, or ``None`` for all named graphs; ``format``, a name of
            :data:`elchi.serve.formats.FORMATS`; ``media_type``, what it is sent as.
        reply: where the answer goes.

    Raises:
        RefusedError: 404, if there is no such graph.
    """
    written = Late(reply, arguments["media_type"])
    statements = _statements(served.graph, arguments["graph"])
    write_triples(statements, written, FORMATS[arguments["format"]].of_triples, vocab.PREFIXES)
    written.end()


def _statements(store: ox.Store, name: str | None) -> Iterator[ox.Quad] | Iterator[ox.Triple]:
    if name is None:
        return _all(store)
    graph = ox.DefaultGraph() if name == "default" else ox.NamedNode(name)
    if isinstance(graph, ox.NamedNode) and not store.contains_named_graph(graph):
        raise RefusedError(404, f"no graph is called {name}; SELECT ?g {{ GRAPH ?g {{}} }} lists those that there are")
    return (quad.triple for quad in store.quads_for_pattern(None, None, None, graph))


def _all(store: ox.Store) -> Iterator[ox.Quad]:
    """Yield the statements of all named graphs, graph by graph."""
    for graph in sorted(store.named_graphs(), key=str):
        yield from store.quads_for_pattern(None, None, None, graph)
