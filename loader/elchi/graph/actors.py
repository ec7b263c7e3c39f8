"""Entities to triples: mentions of actors and places, descriptions of those that no authority lists.

What the authority data know is only referred to: its description stands in one graph for all documents.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate
from operator import attrgetter

import pyoxigraph as ox

from elchi import vocab
from elchi.graph.literals import tagged
from elchi.graph.names import Names, state_of
from elchi.graph.spans import Spans, Triple
from elchi.model import Entity, Mention, Reading, Span, Tenure
from elchi.vocab import ELCHI, ORG, RDF, SKOS

_CLASSES = {
    "state": "State",
    "person": "Person",
    "organisation": "Organisation",
    "place": "Place",
    "group": "ActorGroup",
}

_START = attrgetter("start")


def triples(reading: Reading, names: Names, spans: Spans) -> Iterator[Triple]:
    """Yield what the document's graph says of its entities, in the order of the reading.

    Mentions are only handed to ``spans``, which describes them at the end.
    """
    by_id = {entity.id: entity for entity in reading.entities}
    labelled: set[tuple[ox.NamedNode, str | None]] = set()
    described: dict[Triple, None] = {}  # two entities may share an IRI
    for entity in sorted(reading.entities, key=_is_seat):  # what a seat stands for takes the words, the seat is literal
        _mention(entity, names, spans)
        if _is_seat(entity):
            described.update(dict.fromkeys(_acting_seat(entity, names)))
        if entity.authority is None and entity.kind != "state":
            described.update(dict.fromkeys(_describe(entity, names, by_id, labelled)))
    yield from described
    yield from _tenures(reading, names, spans)


def _is_seat(entity: Entity) -> bool:
    """Return whether an entity is a building that acts: «the Kremlin said»."""
    return entity.kind == "organisation" and entity.id.startswith("place:")


def _acting_seat(entity: Entity, names: Names) -> Iterator[Triple]:
    node = names.entities[entity.id]
    yield node, RDF("type"), ELCHI("Organisation")
    yield node, SKOS("altLabel"), tagged(entity.name, entity.names[0][1])


def main_mentions(reading: Reading, names: Names) -> dict[str, Mention]:
    """Return the first mention in the text of each entity, by its id: the one that its row in a query shows.

    Of words that stand for several ("the foreign ministries of both") the graph says the first one only; who
    has no other words has no mention here. A seat has the words that stand for its government literally.
    """
    found: dict[str, Mention] = {}
    referents: dict[Span, ox.NamedNode] = {}
    for entity in sorted(reading.entities, key=_is_seat):
        node = names.entities[entity.id]
        for mention in sorted(entity.mentions, key=lambda mention: mention.span):
            if referents.setdefault(mention.span, node) == node or _is_seat(entity):
                found.setdefault(entity.id, mention)
    return found


def _mention(entity: Entity, names: Names, spans: Spans) -> None:
    """Hand on the mentions of an entity; the first in the text also gives its name in the base form."""
    referent = names.entities[entity.id]
    first: Mention | None = None
    for mention in sorted(entity.mentions, key=lambda mention: mention.span):
        literal = None if mention.literal is None else vocab.iri(mention.literal.replace(":", "/", 1))
        if spans.refer(mention.span, referent, literal=literal) and first is None:
            first = mention
            spans.call(mention.span, entity.name, mention.language)


def _describe(
    entity: Entity,
    names: Names,
    by_id: Mapping[str, Entity],
    labelled: set[tuple[ox.NamedNode, str | None]],
) -> Iterator[Triple]:
    node = names.entities[entity.id]
    yield node, RDF("type"), ELCHI(_CLASSES[entity.kind])
    if names.local(node):
        yield node, ELCHI("inDocument"), names.document
    yield from _labels(node, entity, labelled, local=names.local(node))
    if entity.kind == "organisation" and entity.code is not None:
        yield node, ELCHI("organisationKind"), vocab.code("organisation", entity.code)
    state = state_of(entity, by_id)
    if state is not None:
        yield node, ELCHI("state"), names.entities[state.id]


def _labels(
    node: ox.NamedNode, entity: Entity, labelled: set[tuple[ox.NamedNode, str | None]], *, local: bool
) -> Iterator[Triple]:
    """Yield the names of an entity, one preferred in each language.

    Of a thing that other documents name too, only the fullest name is preferred: two documents that
    shorten it differently would otherwise prefer two names in one language.
    """
    for number, (name, language) in enumerate(entity.names or ((entity.name, "und"),)):
        label = tagged(name, language)
        preferred = (local or number == 0) and (node, label.language) not in labelled
        labelled.add((node, label.language))
        yield node, SKOS("prefLabel" if preferred else "altLabel"), label


def _tenures(reading: Reading, names: Names, spans: Spans) -> Iterator[Triple]:
    number = 0
    passages = _Passages(report.evidence for report in reading.reports)
    for entity in reading.entities:
        for tenure in entity.tenures:
            number += 1
            node = vocab.iri(f"doc/{names.key}/tenure/{number}")
            yield from _tenure(node, names.entities[entity.id], tenure, names)
            yield node, ELCHI("evidence"), spans.evidence(passages.around(tenure.evidence))


class _Passages:
    """The passages that reports rest on, so kept that those around a span are found without a look at all others.

    Args:
        spans: the passages; each lies within one sentence.
    """

    def __init__(self, spans: Iterable[Span]) -> None:
        """Sort the passages, with how far those up to each one reach."""
        self._spans = sorted(set(spans))
        self._reached = list(accumulate((span.stop for span in self._spans), max))

    def around(self, words: Span) -> Span:
        """Return the shortest passage that holds some words, the words themselves where none does.

        So of an office the passage that says whose it is, too.
        """
        held = []
        index = bisect_right(self._spans, words.start, key=_START) - 1
        while index >= 0 and self._reached[index] >= words.stop:
            if self._spans[index].holds(words):
                held.append(self._spans[index])
            index -= 1
        return min(held, key=lambda span: (span.stop - span.start, span), default=words)


def _tenure(node: ox.NamedNode, holder: ox.NamedNode, tenure: Tenure, names: Names) -> Iterator[Triple]:
    yield node, RDF("type"), ELCHI("Tenure")
    yield node, ELCHI("inDocument"), names.document
    yield node, ORG("member"), holder
    yield node, ELCHI("office"), vocab.code("office", tenure.office)
    if tenure.of is not None:
        yield node, ELCHI("officeOf"), names.entities[tenure.of]
    if tenure.former:
        yield node, ELCHI("former"), ox.Literal(True)
