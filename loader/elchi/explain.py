"""Graph to reasons: for each report its words, the cues in them, the rule, the sources and the date.

Reads one document's graph and its text; the offsets of the mentions cut the words out of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph as ox

from elchi import vocab
from elchi.errors import QueryError
from elchi.model import Span
from elchi.vocab import CODE, DCTERMS, ELCHI, NIF, RDF, RDFS, SCHEMA, SKOS

_KEY = re.compile(r"(?:^|/)doc/([0-9a-f]{16})(?=/|#|$)")
_CHARS = re.compile(r"#char=(\d+),(\d+)$")
_LABELS = (SKOS("prefLabel"), SCHEMA("name"), RDFS("label"), SKOS("notation"))


@dataclass(frozen=True, slots=True)
class Dated:
    """A date as a report has it: EDTF value, how it was got, and the words that it was read from."""

    edtf: str
    basis: str | None
    words: str | None


@dataclass(frozen=True, slots=True)
class Reason:
    """Why one report is in the graph.

    ``words`` are the evidence; ``cues`` are spans within ``words``, in order; ``sources`` are the
    names of who says so, innermost first, empty where the document speaks in its own voice.
    """

    report: str
    event: str | None
    kind: str
    span: Span
    words: str
    cues: tuple[Span, ...]
    rule: str | None
    roles: tuple[tuple[str, str], ...]
    factuality: str | None
    certainty: str | None
    voice: str | None
    sources: tuple[str, ...]
    start: Dated | None
    end: Dated | None
    quotation: str | None
    confidence: float | None


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a document, or one thing in it, rests on: the reasons, in the order of the text."""

    id: str
    document: str
    title: str | None
    languages: tuple[str, ...]
    published: str | None
    reasons: tuple[Reason, ...]


def explain(store: ox.Store, target: str) -> Explanation:
    """Return what a document, an event, a report or an instrument rests on.

    Args:
        store: the graphs, those of the texts included.
        target: id of a document, or the IRI of a document or of a thing in one; an IRI may be
            given without its base (``doc/…/event/427-visit``).

    Raises:
        QueryError: if the store has no such thing.
    """
    document, thing = _find(store, target)
    facts = _Facts(store, _key(document))
    reports = _reports(facts, document, thing)
    if thing is not None and not reports:
        raise QueryError(f"{target}: nothing in document {document.value} is called so")
    reasons = sorted((_reason(facts, report) for report in reports), key=_in_text_order)
    return Explanation(
        id=facts.text_of(document, SCHEMA("identifier")) or document.value,
        document=document.value,
        title=facts.text_of(document, DCTERMS("title")),
        languages=tuple(sorted(facts.texts(document, SCHEMA("inLanguage")))),
        published=facts.text_of(document, ELCHI("edtf")),
        reasons=tuple(reasons),
    )


def _in_text_order(reason: Reason) -> tuple[Span, str]:
    return reason.span, reason.report


def _find(store: ox.Store, target: str) -> tuple[ox.NamedNode, ox.NamedNode | None]:
    """Return the document that ``target`` names or lies in, and the thing if it is not the document."""
    found = _KEY.search(target.split("#")[0])
    if found:
        document = vocab.document(found[1])
        thing = _iri(target)
    else:
        named = [quad.subject for quad in store.quads_for_pattern(None, SCHEMA("identifier"), ox.Literal(target), None)]
        documents = sorted({s.value for s in named if isinstance(s, ox.NamedNode)})
        if not documents:
            raise QueryError(f"{target}: no document has this id or IRI")
        document = thing = ox.NamedNode(documents[0])
    graph = vocab.document_graph(_key(document))
    if next(store.quads_for_pattern(None, None, None, graph), None) is None:
        raise QueryError(f"{target}: no such document in the store")
    return document, None if thing == document else thing


def _iri(target: str) -> ox.NamedNode:
    tail = target.removeprefix(vocab.BASE)
    return ox.NamedNode(vocab.BASE + tail.lstrip("/"))


def _key(document: ox.NamedNode) -> str:
    return document.value.rpartition("/")[2]


def _reports(facts: _Facts, document: ox.NamedNode, thing: ox.NamedNode | None) -> list[ox.NamedNode]:
    """Return the reports of the document, or those that are, speak of or tell of ``thing``."""
    every = facts.subjects(RDF("type"), ELCHI("Report"))
    if thing is None:
        return every
    links = (ELCHI("reportsEvent"), ELCHI("instrument"))
    return [r for r in every if r == thing or any(thing in facts.objects(r, p) for p in links)]


class _Facts:
    """The quads of one document, by subject, with its text and the names of the entities."""

    def __init__(self, store: ox.Store, key: str) -> None:
        self.store = store
        self.by_subject: dict[object, list[ox.Quad]] = {}
        for quad in store.quads_for_pattern(None, None, None, vocab.document_graph(key)):
            self.by_subject.setdefault(quad.subject, []).append(quad)
        texts = store.quads_for_pattern(None, NIF("isString"), None, vocab.text_graph(key))
        self.content = next((q.object.value for q in texts if isinstance(q.object, ox.Literal)), "")

    def subjects(self, predicate: ox.NamedNode, value: ox.NamedNode) -> list[ox.NamedNode]:
        """Return the IRIs that have ``value``, sorted."""
        having = [
            subject
            for subject, quads in self.by_subject.items()
            if isinstance(subject, ox.NamedNode) and any(q.predicate == predicate and q.object == value for q in quads)
        ]
        return sorted(having, key=lambda subject: subject.value)

    def objects(self, subject: object, predicate: ox.NamedNode) -> list[ox.NamedNode | ox.Literal]:
        """Return the values of a property, sorted."""
        values = [q.object for q in self.by_subject.get(subject, ()) if q.predicate == predicate]
        terms = [v for v in values if isinstance(v, ox.NamedNode | ox.Literal)]
        return sorted(terms, key=str)

    def texts(self, subject: object, predicate: ox.NamedNode) -> list[str]:
        """Return the values of a property as plain text."""
        return [value.value for value in self.objects(subject, predicate)]

    def text_of(self, subject: object, predicate: ox.NamedNode) -> str | None:
        """Return the first value of a property as plain text."""
        return next(iter(self.texts(subject, predicate)), None)

    def code_of(self, subject: object, predicate: ox.NamedNode) -> str | None:
        """Return the notation of a coded value: ``planned`` of ``code:factuality-planned``."""
        value = self.text_of(subject, predicate)
        return None if value is None else value.removeprefix(CODE.iri).partition("-")[2]

    def words(self, span: Span) -> str:
        """Return the characters of the text that a span cuts out."""
        return span.of(self.content)

    def name(self, term: ox.NamedNode | ox.Literal) -> str:
        """Return a name for a term: its label in the language of the text if there is one."""
        if isinstance(term, ox.Literal):
            return term.value
        if CODE.iri in term.value:
            return term.value.removeprefix(CODE.iri).partition("-")[2]
        for predicate in _LABELS:
            labels = [
                quad.object
                for quad in self.store.quads_for_pattern(term, predicate, None, None)
                if isinstance(quad.object, ox.Literal)
            ]
            if labels:
                return min(labels, key=self._preference).value
        return term.value.removeprefix(vocab.BASE)

    def _preference(self, label: ox.Literal) -> tuple[bool, bool, str, str]:
        tag = label.language or ""
        return label.value not in self.content, tag != "en", tag, label.value


def _spans(terms: Iterable[ox.NamedNode | ox.Literal]) -> list[Span]:
    found = (_CHARS.search(term.value) for term in terms)
    return sorted(Span(int(m[1]), int(m[2])) for m in found if m)


def _reason(facts: _Facts, report: ox.NamedNode) -> Reason:
    evidence = _spans(facts.objects(report, ELCHI("evidence")))
    span = evidence[0] if evidence else Span(0, 0)
    cues = [
        Span(cue.start - span.start, cue.stop - span.start)
        for cue in _spans(facts.objects(report, ELCHI("cue")))
        if span.holds(cue)
    ]
    asserted = facts.objects(report, ELCHI("assertedBy"))
    relayed = facts.objects(report, ELCHI("relayedBy"))
    quotation = _spans(facts.objects(report, ELCHI("quotation")))
    confidence = facts.text_of(report, ELCHI("confidence"))
    kind = facts.text_of(report, ELCHI("eventType")) or ELCHI.iri + "Report"
    return Reason(
        report=report.value,
        event=facts.text_of(report, ELCHI("reportsEvent")),
        kind=kind.removeprefix(ELCHI.iri),
        span=span,
        words=facts.words(span),
        cues=tuple(cues),
        rule=facts.text_of(report, ELCHI("rule")),
        roles=_roles(facts, report),
        factuality=facts.code_of(report, ELCHI("factuality")),
        certainty=facts.code_of(report, ELCHI("certainty")),
        voice=facts.code_of(report, ELCHI("voice")),
        sources=tuple(facts.name(term) for term in [*asserted, *relayed]),
        start=_dated(facts, report, "edtf", "dateMention"),
        end=_dated(facts, report, "endEdtf", "endDateMention"),
        quotation=facts.words(quotation[0]) if quotation else None,
        confidence=None if confidence is None else float(confidence),
    )


_ROLES = (
    "visitor",
    "host",
    "place",
    "visitKind",
    "meetingKind",
    "participant",
    "speaker",
    "party",
    "signatory",
    "instrument",
    "officeHolder",
    "office",
    "officeOf",
    "statedCount",
)


def _roles(facts: _Facts, report: ox.NamedNode) -> tuple[tuple[str, str], ...]:
    return tuple((role, _role_name(facts, term)) for role in _ROLES for term in facts.objects(report, ELCHI(role)))


def _role_name(facts: _Facts, term: ox.NamedNode | ox.Literal) -> str:
    """Return the name of what plays a role; an instrument is told by kind, subject and status."""
    kind = facts.code_of(term, ELCHI("instrumentKind"))
    if kind is None:
        return facts.name(term)
    about = facts.text_of(term, ELCHI("subject"))
    status = facts.code_of(term, ELCHI("status"))
    return "".join((kind, f" “{about}”" if about else "", f" ({status})" if status else ""))


def _dated(facts: _Facts, report: ox.NamedNode, value: str, mention: str) -> Dated | None:
    edtf = facts.text_of(report, ELCHI(value))
    if edtf is None:
        return None
    spans = _spans(facts.objects(report, ELCHI(mention)))
    basis = facts.code_of(report, ELCHI("dateBasis"))
    return Dated(edtf, basis, facts.words(spans[0]) if spans else None)
