"""A reading to quads: what one document says, in one named graph, in a fixed order.

Three layers (docs/explanation/architecture.md): a *mention* is a span of the text, a *report* one source's
account of one eventuality, an *event* what the reports of the document speak of. The same reading gives the
same quads in the same order; there are no blank nodes, and no triple is given twice.
"""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from elchi import vocab
from elchi.graph import accounts, actors, document
from elchi.graph.accounts import main_span
from elchi.graph.actors import main_mentions
from elchi.graph.names import Names, name, state_of
from elchi.graph.spans import LONGEST, Spans, Triple
from elchi.model import Reading
from elchi.vocab import NIF, RDF

__all__ = [
    "LONGEST",
    "Names",
    "main_mentions",
    "main_span",
    "name",
    "nquads",
    "quads",
    "state_of",
    "text_nquads",
    "text_quads",
]


def quads(reading: Reading, *, time: str | None = None) -> list[ox.Quad]:
    """Return what :func:`nquads` writes, as quads."""
    return list(ox.parse(nquads(reading, time=time), ox.RdfFormat.N_QUADS))


def text_quads(reading: Reading) -> list[ox.Quad]:
    """Return what :func:`text_nquads` writes, as quads."""
    return list(ox.parse(text_nquads(reading), ox.RdfFormat.N_QUADS))


def nquads(reading: Reading, *, time: str | None = None) -> bytes:
    """Return what a document says, and where that comes from, as N-Quads.

    Lines are made before quads because the validator and the store both want lines, and a quad takes three
    times as long to make as its line.

    Args:
        reading: what was read from one article.
        time: ISO 8601 date or time of the run for the provenance; the day of publication if ``None``.
            The clock is never asked, so that the same article gives the same graph.

    Returns:
        The lines of ``graph/doc/K``: document, actors, instruments, events, reports, mentions; then
        those about that graph in ``graph/provenance``.
    """
    names = name(reading)
    spans = Spans(names.key, reading.text.content)
    for date in reading.dates:
        spans.date(date)
    triples = [
        *document.triples(reading, names),
        *actors.triples(reading, names, spans),
        *accounts.triples(reading, names, spans),
    ]
    if _speaks(reading):
        triples += document.outlet(reading, names)
    triples += spans.triples()
    provenance = document.provenance(reading, names, time)
    return _lines(triples, vocab.document_graph(names.key)) + _lines(provenance, vocab.PROVENANCE)


def text_nquads(reading: Reading) -> bytes:
    """Return the words of a document as N-Quads, in a graph of their own that is never exported unasked."""
    key = vocab.key(reading.article.id)
    text = vocab.text(key)
    triples: list[Triple] = [
        (text, RDF("type"), NIF("Context")),
        (text, NIF("isString"), ox.Literal(reading.text.content)),
        (text, NIF("sourceUrl"), vocab.document(key)),
    ]
    return _lines(triples, vocab.text_graph(key))


def _lines(triples: Iterable[Triple], graph: ox.NamedNode) -> bytes:
    end = f"{graph} .\n"
    lines: list[bytes] = []
    subject, head = None, ""
    for s, p, o in triples:
        if s is not subject:  # most stand beside others of their subject
            subject, head = s, str(s)
        # Few lines hold other letters than ASCII, and with them in one string all would be as wide as they are.
        lines.append(f"{head} {p!s} {o!s} {end}".encode())
    return b"".join(lines)


def _speaks(reading: Reading) -> bool:
    """Return whether something refers to the outlet: no actor is described that nothing refers to."""
    return reading.article.publisher is not None or any(not r.sources for r in reading.reports)
