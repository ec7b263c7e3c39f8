"""Graphs to a store that speaks SPARQL 1.1 Update: old data deleted and new inserted, some triples a request.

The first request for a graph takes out its note, its provenance and its triples; the last one writes the note. Where
one request is enough, readers see the graph before or after, as far as the store's transactions go.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

import pyoxigraph as ox

from elchi import vocab
from elchi.remote.asking import select
from elchi.remote.session import Session
from elchi.remote.target import NOTES, Graph
from elchi.vocab import SCHEMA

BATCH = 1000
"""Triples in one request: Virtuoso 7.2 takes 3,000 of ours and breaks off at 5,000 (memory of its parser)."""
_PAGE = 5000
"""Notes in one answer; stores cut long answers without a word, Virtuoso at 10,000 rows."""


class Endpoint:
    """A store that takes updates at one address, and queries at the same or another.

    Args:
        session: connections to its server.
        url: where it takes updates.
        queries: where it answers queries; the same address if ``None``.
        batch: triples in one request.
    """

    def __init__(self, session: Session, url: str, *, queries: str | None = None, batch: int = BATCH) -> None:
        """Name the addresses; nothing is sent yet."""
        self._session = session
        self._url = url
        self._queries = queries or url
        self._batch = batch

    def notes(self) -> dict[str, str]:
        """Return the graphs that were sent before, with their digests."""
        found: dict[str, str] = {}
        last = ""
        while rows := list(self._page(last)):
            found.update(rows)
            last = rows[-1][0]
        return found

    def forget(self, graphs: Collection[str]) -> None:
        """Do nothing: each graph's own requests take out what was there."""

    def put(self, graph: Graph) -> None:
        """Put a graph in place of what it was, with its provenance and its note."""
        pieces = [graph.triples[at : at + self._batch] for at in range(0, len(graph.triples), self._batch)] or [()]
        *full, last = (_inserted(graph.name, piece) for piece in pieces)
        said = _inserted(vocab.PROVENANCE.value, graph.origin)
        requests = [*full, f"{last} {said} {_inserted(NOTES, (graph.note,))}"]
        for number, data in enumerate(requests):
            inserts = f"INSERT DATA {{ {data} }}"
            self._update(inserts if number else f"{_removal(graph.name)} ;\n{inserts}")

    def drop(self, graph: str) -> None:
        """Take a graph out, with its note and its provenance."""
        self._update(_removal(graph))

    def settle(self) -> None:
        """Do nothing: no note waits."""

    def _page(self, last: str) -> Iterator[tuple[str, str]]:
        """Yield the notes of graphs whose names come after a name, sorted by name."""
        query = (
            f"SELECT ?graph ?digest WHERE {{ GRAPH <{NOTES}> {{ ?graph {SCHEMA('sha256')} ?digest }} "
            f"FILTER (STR(?graph) > {ox.Literal(last)}) }} ORDER BY STR(?graph) LIMIT {_PAGE}"
        )
        for row in select(self._session, self._queries, query).table():
            yield row[0], row[1]

    def _update(self, text: str) -> None:
        kind = {"Content-Type": "application/sparql-update; charset=utf-8"}
        self._session.ask("POST", self._url, data=text.encode(), headers=kind)


def _inserted(graph: str, lines: Collection[str]) -> str:
    """Return data of one graph, nothing where there are none."""
    body = "\n".join(lines)
    return f"GRAPH <{graph}> {{\n{body}\n}}" if lines else ""


def _removal(graph: str) -> str:
    """Return the update that takes out a graph; its note goes first."""
    noted = " ;\n".join(
        f"DELETE WHERE {{ GRAPH <{shared}> {{ <{graph}> ?p ?o }} }}" for shared in (NOTES, vocab.PROVENANCE.value)
    )
    return f"{noted} ;\nDROP SILENT GRAPH <{graph}>"
