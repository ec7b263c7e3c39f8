"""A store to the requests that make another store hold the same: what is new or changed there goes, the rest stays.

What a graph was made from has a digest here (:mod:`elchi.store.notes`), and the target has notes of the digests that it
was sent, so a push compares two lists and sends what differs: the same push again sends nothing, one that was
stopped goes on. Graphs go in the order of their names, those that documents share first.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Generator, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import NamedTuple

import pyoxigraph as ox

from elchi import vocab
from elchi.errors import QueryError, RemoteError
from elchi.remote.target import Graph, Target
from elchi.store import key_of
from elchi.store.notes import key_in, noted, notes

_OF_ITS_DATA = (400, 409, 413, 422, 500)
"""Statuses that may be about the graph that was sent; any other would meet the next one, too."""
_OURS = re.compile(rf"{re.escape(vocab.iri('graph').value)}/(?:doc|text)/[0-9a-f]{{16}}")
"""Graphs of documents and texts: nothing else is taken out, whatever the notes at the target name."""
_IN_A_ROW = 3
"""Graphs that fail one after the other before a push gives up."""


class Sent(NamedTuple):
    """What became of a graph: ``sent``, ``removed``, ``unchanged`` or ``failed``, then with a message."""

    graph: str
    state: str
    message: str | None = None


@dataclass(frozen=True, slots=True)
class Scope:
    """What to push: all documents, or those given by id or IRI; ``again`` also what is there already.

    ``with_text`` sends the words of the articles, ``prune`` takes out what was sent before and is not to be there.
    """

    documents: tuple[str, ...] = ()
    with_text: bool = False
    prune: bool = False
    again: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """Graphs to send and to take out, sorted; those that stay; those to send that the target has in another state."""

    digests: dict[str, str]
    sends: tuple[str, ...]
    removes: tuple[str, ...]
    stays: tuple[str, ...]
    replaces: frozenset[str]


def push(store: ox.Store, target: Target, scope: Scope | None = None) -> Generator[Sent, None, None]:
    """Make a store elsewhere hold what a store here does; yield what becomes of each graph.

    The iterator may be closed at any time: what was sent until then is noted at the target.

    Args:
        store: the graphs.
        target: the other store.
        scope: what to push.

    Raises:
        QueryError: if a document is not in the store.
        RemoteError: if the target cannot be reached or refuses what is no fault of one graph.
    """
    work = plan(digests(store, scope or Scope()), target.notes(), scope or Scope())
    yield from (Sent(graph, "unchanged") for graph in work.stays)
    if known := {*work.replaces, *work.removes}:
        target.forget(known)
    try:
        yield from _carried_out(store, target, work)
    except RemoteError as error:
        if error.status is not None:  # it still answers
            with suppress(RemoteError):
                target.settle()
        raise
    except BaseException:
        target.settle()
        raise
    target.settle()


def digests(store: ox.Store, scope: Scope) -> dict[str, str]:
    """Return the graphs that a push is about, with the digests that the store notes of them.

    Raises:
        QueryError: if a document is not in the store.
    """
    if scope.documents:
        found = dict(_noted(store, document) for document in scope.documents)
    else:
        found = {graph.value: digest for graph, digest in notes(store)}
    if scope.with_text:
        for graph, digest in list(found.items()):
            if (key := key_in(ox.NamedNode(graph))) is not None:
                found[vocab.text_graph(key).value] = digest
    return found


def plan(here: dict[str, str], there: dict[str, str], scope: Scope) -> Plan:
    """Return what to send and what to take out.

    Args:
        here: graph to digest in the store.
        there: graph to digest as the target notes it.
        scope: what to push.
    """
    sends = tuple(sorted((graph for graph in here if scope.again or there.get(graph) != here[graph]), key=_rank))
    removes = tuple(sorted(name for name in there.keys() - here.keys() if _OURS.fullmatch(name))) if scope.prune else ()
    stays = tuple(sorted(here.keys() - set(sends), key=_rank))
    return Plan(here, sends, removes, stays, frozenset(there.keys() & set(sends)))


def _rank(graph: str) -> tuple[bool, str]:
    """Return what puts the graphs that all documents share before theirs."""
    return graph not in (vocab.ENTITIES.value, vocab.ONTOLOGY_GRAPH.value), graph


def _noted(store: ox.Store, document: str) -> tuple[str, str]:
    graph = vocab.document_graph(key_of(document))
    digest = noted(store, graph)
    if digest is None:
        raise QueryError(f"{document}: the store has no such document")
    return graph.value, digest


def _carried_out(store: ox.Store, target: Target, work: Plan) -> Iterator[Sent]:
    failures = 0
    for graph, removed in [*((name, True) for name in work.removes), *((name, False) for name in work.sends)]:
        try:
            if removed:
                target.drop(graph)
            else:
                target.put(_graph(store, graph, work.digests[graph]))
        except RemoteError as error:
            failures += 1
            if error.status not in _OF_ITS_DATA:
                raise
            yield Sent(graph, "failed", str(error))
            if failures == _IN_A_ROW:
                raise RemoteError(f"{failures} graphs in a row were refused; the rest was not tried") from error
        else:
            failures = 0
            yield Sent(graph, "removed" if removed else "sent")


def _graph(store: ox.Store, name: str, digest: str) -> Graph:
    """Return a graph with what the graph of provenance says of it."""
    graph = ox.NamedNode(name)
    triples = _lines(store.quads_for_pattern(None, None, None, graph))
    origin = list(store.quads_for_pattern(graph, None, None, vocab.PROVENANCE))
    for agent in {quad.object for quad in origin if isinstance(quad.object, ox.NamedNode)}:
        origin += store.quads_for_pattern(agent, None, None, vocab.PROVENANCE)
    return Graph(name, digest, triples, _lines(origin))


def _lines(quads: Collection[ox.Quad] | Iterator[ox.Quad]) -> tuple[str, ...]:
    return tuple(sorted(f"{quad.triple} ." for quad in quads))
