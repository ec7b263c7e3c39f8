"""One document's graph to values that the profiles write: what is said of a thing, where, and what it is called."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

import pyoxigraph as ox

from elchi import vocab
from elchi.errors import QueryError
from elchi.store import key_of
from elchi.vocab import ELCHI, NIF, RDF, SCHEMA, SKOS

HAPPENED = ("done", "ongoing")
"""Codes of events that are told as real."""
_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")


class Span(NamedTuple):
    """Where words stand in the document's text, in code points, and the words where they are short."""

    start: int
    stop: int
    words: str | None


class Told:
    """What one document says. IRIs are strings; lists are in the order of the text, then of the IRIs.

    What is not said in the document's graph is looked up in the graph of entities.

    Args:
        store: the graphs.
        key: key of the document.
    """

    def __init__(self, store: ox.Store, key: str) -> None:
        """Read the document's graph."""
        self.key = key
        self.iri = vocab.document(key).value
        self._store = store
        self._said: dict[str, dict[ox.NamedNode, list[ox.NamedNode | ox.Literal]]] = defaultdict(dict)
        self._looked_up: set[str] = set()
        self._things: dict[str, list[str]] = {}
        self._reports: dict[str, list[str]] = defaultdict(list)
        for quad in store.quads_for_pattern(None, None, None, vocab.document_graph(key)):
            self._add(quad)
        self._called = self._lemmas()

    def things(self, kind: str) -> list[str]:
        """Return what the document says to be of a class of Elchi, such as ``Report``."""
        if kind not in self._things:
            wanted = ELCHI(kind)
            found = [thing for thing, said in self._said.items() if wanted in said.get(RDF("type"), ())]
            own = [thing for thing in found if thing.startswith(self.iri)]
            self._things[kind] = sorted(own, key=lambda thing: (self.place_in_text(thing), thing))
        return self._things[kind]

    def reports(self, event: str) -> list[str]:
        """Return the reports of an event."""
        if not self._reports:
            for report in self.things("Report"):
                for told in self.values(report, ELCHI("reportsEvent")):
                    self._reports[told].append(report)
        return self._reports.get(event, [])

    def kind(self, thing: str) -> str:
        """Return the class of a thing without its namespace: the narrowest one of an event."""
        names = [term.value.removeprefix(ELCHI.iri) for term in self._all(thing).get(RDF("type"), ()) if term in ELCHI]
        return next((name for name in sorted(names) if name not in ("Event", "Actor")), "Event" if names else "")

    def values(self, thing: str, term: ox.NamedNode) -> list[str]:
        """Return the values of a property, sorted."""
        return sorted({value.value for value in self._all(thing).get(term, ())})

    def value(self, thing: str, term: ox.NamedNode) -> str | None:
        """Return the value of a property, the first one of several, ``None`` if there is none."""
        return next(iter(self.values(thing, term)), None)

    def code(self, thing: str, name: str) -> str | None:
        """Return the notation of the code that a property of Elchi has."""
        value = self.value(thing, ELCHI(name))
        return None if value is None else value.removeprefix(vocab.CODE.iri).partition("-")[2]

    def roles(self, thing: str, *names: str) -> list[str]:
        """Return who has a part in an event, by the names of the properties."""
        return list(dict.fromkeys(actor for name in names for actor in self.values(thing, ELCHI(name))))

    def spans(self, thing: str) -> list[Span]:
        """Return the evidence of a thing, or where a mention is itself."""
        mentions = self.values(thing, ELCHI("evidence")) or [thing]
        found = [span for mention in mentions if (span := self._span(mention)) is not None]
        return sorted(found)

    def place_in_text(self, thing: str) -> int:
        """Return where a thing is first spoken of; -1 if it is nowhere."""
        return min((span.start for span in self.spans(thing)), default=-1)

    def name(self, thing: str) -> str | None:
        """Return what a thing is called: in English where it is listed, else as the document writes it."""
        said = self._all(thing)
        labels = [t for t in said.get(SKOS("prefLabel"), ()) if isinstance(t, ox.Literal)]
        english = next((label.value for label in labels if label.language == "en"), None)
        others = sorted(term.value for term in (*labels, *said.get(SKOS("altLabel"), ())))
        return english or self._called.get(thing) or next(iter(others), None)

    def state(self, thing: str) -> str | None:
        """Return the alpha-3 code of a state, or of the state that an actor or a place belongs to."""
        if self.kind(thing) == "State":
            return self.value(thing, SKOS("notation"))
        owner = self.value(thing, ELCHI("state"))
        return None if owner is None else self.value(owner, SKOS("notation"))

    def date(self, thing: str, name: str = "edtf") -> str | None:
        """Return a date if ISO 8601 can write it: a year, a month or a day without any mark of doubt."""
        value = self.value(thing, ELCHI(name))
        return value if value is not None and _DATE.fullmatch(value) else None

    def mentions(self) -> list[str]:
        """Return the mentions of actors, places and dates."""
        return [m for m in self.things("Mention") + self.things("DateMention") if self.values(m, ELCHI("refersTo"))
                or self.value(m, ELCHI("edtf"))]  # fmt: skip

    def _add(self, quad: ox.Quad) -> None:
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode | ox.Literal):
            self._said[quad.subject.value].setdefault(quad.predicate, []).append(quad.object)

    def _all(self, thing: str) -> dict[ox.NamedNode, list[ox.NamedNode | ox.Literal]]:
        if thing not in self._looked_up and not thing.startswith(self.iri):
            self._looked_up.add(thing)
            for quad in self._store.quads_for_pattern(ox.NamedNode(thing), None, None, vocab.ENTITIES):
                self._add(quad)
        return self._said.get(thing, {})

    def _span(self, mention: str) -> Span | None:
        start, stop = self.value(mention, NIF("beginIndex")), self.value(mention, NIF("endIndex"))
        if start is None or stop is None:
            return None
        return Span(int(start), int(stop), self.value(mention, NIF("anchorOf")))

    def _lemmas(self) -> dict[str, str]:
        """Return for each actor the base form of its first mention that has one."""
        found: dict[str, tuple[int, str]] = {}
        for mention, said in self._said.items():
            span = self._span(mention) if NIF("lemma") in said else None
            for actor in said.get(ELCHI("refersTo"), ()) if span is not None else ():
                first = (span.start, said[NIF("lemma")][0].value)  # type: ignore[union-attr]  # checked above
                found[actor.value] = min(found.get(actor.value, first), first)
        return {actor: lemma for actor, (_, lemma) in found.items()}


def documents(store: ox.Store, document: str | None = None) -> list[tuple[str, str]]:
    """Return id and key of the documents in a store, sorted by id.

    Args:
        store: the graphs.
        document: id or IRI of the only one that is wanted.

    Raises:
        QueryError: if the store does not have it.
    """
    graph = None if document is None else vocab.document_graph(key_of(document))
    stem = vocab.document_graph("").value
    found = [
        (quad.object.value, quad.graph_name.value.removeprefix(stem))
        for quad in store.quads_for_pattern(None, SCHEMA("identifier"), None, graph)
        if isinstance(quad.object, ox.Literal)
        and isinstance(quad.graph_name, ox.NamedNode)
        and quad.graph_name.value.startswith(stem)
    ]
    if document is not None and not found:
        raise QueryError(f"{document}: the store has no such document")
    return sorted(found)


def each(store: ox.Store, document: str | None = None) -> Iterator[Told]:
    """Yield what the documents say, one after the other, sorted by their ids.

    Raises:
        QueryError: if the store does not have the document that is wanted.
    """
    return (Told(store, key) for _, key in documents(store, document))
