"""A thing to what the dataset says about it.

A document is described by its whole graph, its text by the mentions in it, a graph by what is in it. Everything else
is described by the statements with it as subject, those about the words that they rest on, the reports of an event,
and by the statements with it as object: of these the first of each property, and how many there are.
"""

from __future__ import annotations

import heapq
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

import pyoxigraph as ox

from elchi import vocab
from elchi.vocab import ELCHI

INCOMING = 50
"""Statements of one property with the thing as object that its description repeats."""
SORTED = 500
"""So many statements of one property are sorted to find the first; of more, the first are those of the index."""

_DOCUMENT = re.compile(re.escape(vocab.document("").value) + r"([^/#]+)(/text)?")
_GRAPHS = vocab.iri("graph/").value


@dataclass(frozen=True, slots=True)
class Incoming:
    """Statements of one property that have the thing as object: some of them, and how many there are."""

    predicate: ox.NamedNode
    triples: tuple[ox.Triple, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Description:
    """What is said about a thing.

    Attributes:
        subject: the thing.
        triples: that belong to it, in no order, each once.
        incoming: what has it as object, in the order of the properties' IRIs.
    """

    subject: ox.NamedNode
    triples: frozenset[ox.Triple]
    incoming: tuple[Incoming, ...] = field(default=())

    @property
    def own(self) -> list[ox.Triple]:
        """The statements with it as subject, sorted."""
        return sorted((triple for triple in self.triples if triple.subject == self.subject), key=str)

    @property
    def everything(self) -> frozenset[ox.Triple]:
        """What belongs to it, and what has it as object."""
        return self.triples.union(*(group.triples for group in self.incoming))


def describe(graph: ox.Store, subject: ox.NamedNode) -> Description | None:
    """Return what is said about a thing, ``None`` if there is nothing.

    Args:
        graph: as it is served: the default graph is the merge of the named ones.
        subject: the thing.
    """
    if subject.value.startswith(_GRAPHS):
        description = Description(subject, frozenset((*_about(graph, subject), *_within(graph, subject))))
    elif found := _DOCUMENT.fullmatch(subject.value):
        description = _document(graph, subject, found[1], text=found[2] is not None)
    else:
        description = _thing(graph, subject)
    return description if description.triples or description.incoming else None


def key_of(subject: ox.NamedNode) -> str | None:
    """Return the key of the document that a thing belongs to, ``None`` if it belongs to none.

    >>> key_of(vocab.iri("doc/1f/event/0-visit")), key_of(vocab.iri("state/KAZ"))
    ('1f', None)
    """
    below = vocab.document("").value
    return subject.value.removeprefix(below).partition("/")[0] if subject.value.startswith(below) else None


def _document(graph: ox.Store, subject: ox.NamedNode, key: str, *, text: bool) -> Description:
    name = vocab.document_graph(key)
    said = _within(graph, name)
    if not text:
        return Description(subject, frozenset((*said, *_about(graph, name), *_about(graph, subject))))
    mentions = (triple for triple in said if str(triple.subject).startswith(f"<{subject.value}#"))
    return Description(subject, frozenset((*mentions, *_about(graph, subject))))


def _thing(graph: ox.Store, subject: ox.NamedNode) -> Description:
    triples = set(_about(graph, subject))
    incoming = tuple(_incoming(graph, subject))
    for group in incoming:
        if group.predicate == ELCHI("reportsEvent"):
            for report in group.triples:
                triples.update(_about(graph, report.subject))
    words = {triple.object for triple in triples if _is_span(triple.object)}
    for span in words:
        triples.update(_about(graph, span))
    return Description(subject, frozenset(triples), incoming)


def _incoming(graph: ox.Store, subject: ox.NamedNode) -> Iterator[Incoming]:
    for predicate, count in _counted(graph, subject):
        quads = graph.quads_for_pattern(None, predicate, subject, ox.DefaultGraph())
        triples = (quad.triple for quad in (quads if count <= SORTED else islice(quads, INCOMING)))
        yield Incoming(predicate, tuple(heapq.nsmallest(INCOMING, triples, key=str)), count)


def _counted(graph: ox.Store, subject: ox.NamedNode) -> list[tuple[ox.NamedNode, int]]:
    """Return the properties that have a thing as object, in the order of their IRIs, and how often."""
    rows = graph.query(f"SELECT ?property (COUNT(*) AS ?count) {{ ?thing ?property {subject} }} GROUP BY ?property")
    assert isinstance(rows, ox.QuerySolutions), "it selects"
    counted = [(row["property"], int(row["count"].value)) for row in rows]
    return sorted(counted, key=lambda pair: str(pair[0]))


def _is_span(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> bool:
    return isinstance(term, ox.NamedNode) and "/text#" in term.value


def _about(graph: ox.Store, subject: object) -> Iterable[ox.Triple]:
    assert isinstance(subject, ox.NamedNode), "Elchi names everything by an IRI"
    return (quad.triple for quad in graph.quads_for_pattern(subject, None, None, ox.DefaultGraph()))


def _within(graph: ox.Store, name: ox.NamedNode) -> list[ox.Triple]:
    return [quad.triple for quad in graph.quads_for_pattern(None, None, None, name)]
