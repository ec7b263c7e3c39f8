"""A thing to its description: RDF, or what a page shows of it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import groupby, islice
from typing import Any

import pyoxigraph as ox

from elchi import vocab
from elchi.serve import rdf, schema_org
from elchi.serve.descriptions import Description, describe
from elchi.serve.failures import RefusedError
from elchi.serve.jobs.values import Reply, Served
from elchi.serve.labels import kinds, label
from elchi.serve.tables import linked, rows, value
from elchi.vocab import FOAF, RDF, RDFS, VOID

PARTS = 300
"""Things that belong to a thing, such as the mentions of a text, that its page shows."""


def data(served: Served, arguments: Mapping[str, Any], reply: Reply) -> None:
    """Answer with what the dataset says about a thing.

    Args:
        served: the dataset.
        arguments: ``iri`` of the thing; ``media_type``, one of :data:`elchi.serve.rdf.SYNTAXES`; ``context``, address
            of the context that JSON-LD names.
        reply: where the answer goes.

    Raises:
        RefusedError: 404, if nothing is said about it.
    """
    found = _found(served, arguments["iri"])
    triples = found.everything.union(_about_itself(found))
    media_type = arguments["media_type"]
    file = rdf.written(triples, media_type, context=arguments["context"], first=found.subject)
    reply.begin(media_type)
    reply.write(file)


def page(served: Served, arguments: Mapping[str, Any], reply: Reply) -> None:
    """Answer with what a page shows of a thing, as JSON: ``title``, ``kinds``, ``tables``, ``left``, ``schema``.

    Args:
        served: the dataset.
        arguments: ``iri`` of the thing.
        reply: where the answer goes.

    Raises:
        RefusedError: 404, if nothing is said about it.
    """
    found = _found(served, arguments["iri"])
    graph = served.graph
    shown = {
        "title": value(label(graph, found.subject)),
        "kinds": [linked(graph, kind) for kind in kinds(graph, found.subject)],
        "tables": list(_tables(graph, found)),
        "left": max(0, len({triple.subject for triple in found.triples} - {found.subject}) - PARTS),
        "schema": schema_org.described(graph, found),
    }
    reply.begin("application/json")
    reply.write(json.dumps(shown, ensure_ascii=False).encode())


def _found(served: Served, iri: str) -> Description:
    try:
        found = describe(served.graph, ox.NamedNode(iri))
    except ValueError:
        found = None
    if found is None:
        raise RefusedError(404, f"nothing is said about {iri} here")
    return found


def _about_itself(found: Description) -> Iterator[ox.Triple]:
    """Yield what the file says of itself: what it is about, to which dataset it belongs, what it leaves out."""
    file = vocab.named(f"data/{found.subject.value.removeprefix(vocab.BASE)}")
    yield ox.Triple(file, RDF("type"), FOAF("Document"))
    yield ox.Triple(file, FOAF("primaryTopic"), found.subject)
    yield ox.Triple(file, VOID("inDataset"), vocab.named("void#dataset"))
    for group in found.incoming:
        if group.count > len(group.triples):
            note = (
                f"{group.count} statements have it as {group.predicate.value}; "
                f"{len(group.triples)} are repeated here, ask the SPARQL endpoint for the others."
            )
            yield ox.Triple(file, RDFS("comment"), ox.Literal(note, language="en"))


def _tables(graph: ox.Store, found: Description) -> Iterator[dict[str, Any]]:
    """Yield tables: what is said of the thing, of what belongs to it, and what has it as object."""
    yield {"about": None, "rows": list(rows(graph, found.own)), "incoming": False}
    parts = sorted((triple for triple in found.triples if triple.subject != found.subject), key=str)
    for subject, triples in islice(groupby(parts, key=lambda triple: triple.subject), PARTS):
        yield {"about": linked(graph, subject), "rows": list(rows(graph, triples)), "incoming": False}
    naming = [
        {
            "property": linked(graph, group.predicate),
            "values": [linked(graph, triple.subject) for triple in group.triples],
            "count": group.count,
        }
        for group in found.incoming
    ]
    if naming:
        yield {"about": None, "rows": naming, "incoming": True}
