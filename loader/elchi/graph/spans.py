"""Spans to mentions: every span that a document's graph points to, described once.

Several things may rest on the same characters (a sentence that is evidence of two reports), so spans are
gathered while the rest of the graph is built and written at its end, in the order of the text. The words
themselves are given only up to :data:`LONGEST` characters, which keeps an export from republishing the
article; evidence always carries their SHA-256 (NIF 2.1 foresees texts that may not be copied).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from elchi import vocab
from elchi.graph.literals import dated, integer, tagged
from elchi.model import DateMention, Span
from elchi.vocab import ELCHI, NIF, RDF

LONGEST = 120
"""How many characters of the text a mention may repeat."""

Triple = tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode | ox.Literal]


@dataclass(slots=True)
class _Marks:
    iri: ox.NamedNode
    evidence: bool = False
    referent: ox.NamedNode | None = None
    literal: ox.NamedNode | None = None
    lemma: ox.Literal | None = None
    date: DateMention | None = None


class Spans:
    """The spans of one text that its graph points to.

    Args:
        key: key of the document.
        content: its stored text.
    """

    def __init__(self, key: str, content: str) -> None:
        """Start with no span."""
        self._key = key
        self._content = content
        self._marks: dict[Span, _Marks] = {}

    def name(self, span: Span) -> ox.NamedNode:
        """Return the IRI of a span, which says where it lies; that alone does not describe it."""
        return vocab.mention(self._key, span.start, span.stop)

    def point(self, span: Span) -> ox.NamedNode:
        """Return the IRI of a span that a claim points to; it will be described."""
        return self._at(span).iri

    def evidence(self, span: Span) -> ox.NamedNode:
        """Return the IRI of a span that a claim rests on; its words will be hashed."""
        marks = self._at(span)
        marks.evidence = True
        return marks.iri

    def refer(self, span: Span, referent: ox.NamedNode, *, literal: ox.NamedNode | None = None) -> bool:
        """Say what a span refers to, and return whether it does: the first referent of a span stays.

        Args:
            span: the words.
            referent: what they stand for.
            literal: what they name if taken literally, where that is something else.
        """
        marks = self._at(span)
        if marks.referent is None:
            marks.referent, marks.literal = referent, literal
        return marks.referent == referent

    def call(self, span: Span, name: str, language: str | None) -> None:
        """Give the base form of the name of what a span refers to."""
        self._at(span).lemma = tagged(name, language)

    def date(self, mention: DateMention) -> ox.NamedNode | None:
        """Return the IRI of a date expression, or ``None`` if it does not stand in the text."""
        if mention.span.start >= mention.span.stop:
            return None
        marks = self._at(mention.span)
        marks.date = marks.date or mention
        return marks.iri

    def triples(self) -> Iterator[Triple]:
        """Yield the description of every span, in the order of the text."""
        text = vocab.text(self._key)
        for span in sorted(self._marks):
            yield from self._describe(span, self._marks[span], text)

    def _at(self, span: Span) -> _Marks:
        marks = self._marks.get(span)
        if marks is None:
            iri = vocab.mention(self._key, span.start, span.stop)
            marks = self._marks[span] = _Marks(iri)
        return marks

    def _describe(self, span: Span, marks: _Marks, text: ox.NamedNode) -> Iterator[Triple]:
        words = span.of(self._content)
        yield marks.iri, RDF("type"), ELCHI("Mention" if marks.date is None else "DateMention")
        yield marks.iri, NIF("referenceContext"), text
        yield marks.iri, NIF("beginIndex"), integer(span.start)
        yield marks.iri, NIF("endIndex"), integer(span.stop)
        short = len(words) <= LONGEST
        if short:
            yield marks.iri, NIF("anchorOf"), ox.Literal(words)
        if marks.evidence or not short:
            digest = hashlib.sha256(words.encode()).hexdigest()
            yield marks.iri, ELCHI("textHash"), ox.Literal(digest)
        if marks.referent is not None:
            yield marks.iri, ELCHI("refersTo"), marks.referent
        if marks.lemma is not None:
            yield marks.iri, NIF("lemma"), marks.lemma
        if marks.literal is not None:
            yield marks.iri, ELCHI("literalReferent"), marks.literal
            yield marks.iri, ELCHI("figure"), vocab.code("figure", "metonymy")
        if marks.date is not None:
            yield from dated(marks.iri, marks.date)
