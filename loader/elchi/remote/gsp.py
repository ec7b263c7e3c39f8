"""Graphs to a store that speaks the SPARQL 1.1 Graph Store Protocol: one PUT for each graph.

The protocol replaces, merges into and drops whole graphs. Notes and provenance are graphs that many documents
share: what is new in them is merged in, some documents at a time; before documents are replaced or dropped, both
graphs are fetched and put back without them, the notes last.
"""

from __future__ import annotations

from collections.abc import Callable, Collection

import pyoxigraph as ox

from elchi import vocab
from elchi.errors import RemoteError
from elchi.remote.session import Reply, Session
from elchi.remote.target import NOTES, Graph
from elchi.vocab import SCHEMA

_SENT = "text/turtle; charset=utf-8"  # N-Triples are Turtle, and Virtuoso takes application/n-triples only now and then
_WANTED = "application/n-triples, text/turtle;q=0.9"
_WAITING = 100
"""How many graphs may be sent before they are noted: what a killed push sends again at most."""


class GraphStore:
    """A graph store at an address that takes ``?graph=IRI``."""

    def __init__(self, session: Session, url: str) -> None:
        """Name the address; nothing is sent yet."""
        self._session = session
        self._url = url
        self._waiting: list[Graph] = []

    def notes(self) -> dict[str, str]:
        """Return the graphs that were sent before, with their digests."""
        noted = (triple for triple in self._fetch(NOTES) if triple.predicate == SCHEMA("sha256"))
        return {_name(triple): triple.object.value for triple in noted if isinstance(triple.object, ox.Literal)}

    def forget(self, graphs: Collection[str]) -> None:
        """Take graphs out of provenance and notes, in this order: a graph that is noted has its provenance."""
        gone = frozenset(graphs)
        for shared in (vocab.PROVENANCE.value, NOTES):
            self._rewrite(shared, lambda triple: _name(triple) not in gone)

    def put(self, graph: Graph) -> None:
        """Put a graph in place of what it was; its provenance and its note wait."""
        self._send("PUT", graph.name, graph.triples)
        self._waiting.append(graph)
        if len(self._waiting) >= _WAITING:
            self.settle()

    def drop(self, graph: str) -> None:
        """Take a graph out; its note and its provenance were forgotten before."""
        self._session.ask("DELETE", self._url, missing=True, params={"graph": graph})

    def settle(self) -> None:
        """Merge in the provenance and the notes that wait."""
        origin = sorted({line for graph in self._waiting for line in graph.origin})
        if origin:
            self._send("POST", vocab.PROVENANCE.value, origin)
        if self._waiting:
            self._send("POST", NOTES, [graph.note for graph in self._waiting])
        self._waiting.clear()

    def _rewrite(self, graph: str, keeps: Callable[[ox.Triple], bool]) -> None:
        before = self._fetch(graph)
        after = [triple for triple in before if keeps(triple)]
        if len(after) < len(before):
            self._send("PUT", graph, sorted(f"{triple} ." for triple in after))

    def _send(self, method: str, graph: str, lines: Collection[str]) -> None:
        body = "".join(f"{line}\n" for line in lines).encode()
        self._session.ask(method, self._url, params={"graph": graph}, data=body, headers={"Content-Type": _SENT})

    def _fetch(self, graph: str) -> list[ox.Triple]:
        """Return what a graph holds, nothing where there is none."""
        reply = self._session.ask("GET", self._url, missing=True, params={"graph": graph}, headers={"Accept": _WANTED})
        if reply.status == 404:
            return []
        try:
            return [quad.triple for quad in ox.parse(reply.data, _format(reply))]
        except (SyntaxError, ValueError) as error:
            raise RemoteError(
                f"{self._url}: answers {reply.kind}, which is no RDF graph: {error}; check that it is the address of "
                "the Graph Store Protocol"
            ) from error


def _name(triple: ox.Triple) -> str:
    return triple.subject.value if isinstance(triple.subject, ox.NamedNode) else ""


def _format(reply: Reply) -> ox.RdfFormat:
    """Return the syntax that a server says an answer has; N-Triples were called plain text once."""
    media = reply.media.partition(";")[0].strip().lower()
    found = None if media == "text/plain" else ox.RdfFormat.from_media_type(media)
    return found or ox.RdfFormat.TURTLE
