"""A reading to quads: what one document says, in one named graph, in a fixed order.

Three layers (docs/explanation/architecture.md): a *mention* is a span of the text, a *report* one source's
account of one eventuality, an *event* what the reports of the document speak of. The same reading gives the
same quads in the same order; there are no blank nodes, and no triple is given twice.
"""

from __future__ import annotations

import pyoxigraph as ox

from elchi import vocab
from elchi.graph import accounts, actors, document
from elchi.graph.accounts import main_span
from elchi.graph.actors import main_mention
from elchi.graph.names import Names, name, state_of
from elchi.graph.spans import LONGEST, Spans
from elchi.model import Reading
from elchi.vocab import NIF, RDF

__all__ = ["LONGEST", "Names", "main_mention", "main_span", "name", "quads", "state_of", "text_quads"]


def quads(reading: Reading, *, time: str | None = None) -> list[ox.Quad]:
    """Return what a document says, and where that comes from.

    Args:
        reading: what was read from one article.
        time: ISO 8601 date or time of the run for the provenance; the day of publication if ``None``.
            The clock is never asked, so that the same article gives the same graph.

    Returns:
        The quads of ``graph/doc/K``: document, actors, instruments, events, reports, mentions; then
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
    quad, graph = ox.Quad, vocab.document_graph(names.key)
    found = [quad(s, p, o, graph) for s, p, o in triples]
    found += [quad(s, p, o, vocab.PROVENANCE) for s, p, o in document.provenance(reading, names, time)]
    return found


def text_quads(reading: Reading) -> list[ox.Quad]:
    """Return the words of a document, in a graph of their own that is never exported unasked."""
    key = vocab.key(reading.article.id)
    text, graph = vocab.text(key), vocab.text_graph(key)
    return [
        ox.Quad(text, RDF("type"), NIF("Context"), graph),
        ox.Quad(text, NIF("isString"), ox.Literal(reading.text.content), graph),
        ox.Quad(text, NIF("sourceUrl"), vocab.document(key), graph),
    ]


def _speaks(reading: Reading) -> bool:
    """Return whether something refers to the outlet: no actor is described that nothing refers to."""
    return reading.article.publisher is not None or any(not r.sources for r in reading.reports)
