"""What the endpoint can do, as RDF (https://www.w3.org/TR/sparql11-service-description/)."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from elchi.serve import rdf
from elchi.serve.formats import Format
from elchi.vocab import ENTAILMENT, RDF, RDFS, SD, SYNTAX

_SYNTAXES = (
    "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV",
    "Turtle", "N-Triples", "JSON-LD", "TriG", "RDF_XML", "N-Quads",
)  # fmt: skip
"""The formats of answers, as the W3C's list of formats calls them."""


def written(address: str, form: Format) -> bytes:
    """Return the service description of the endpoint.

    Args:
        address: of the server's root.
        form: how it is to be written.
    """
    triples = list(_triples(address))
    if form.media_type in rdf.SYNTAXES:
        return rdf.written(triples, form.media_type, context=f"{address}/context.jsonld")
    return ox.serialize(triples, format=form.of_triples) or b""


def _triples(address: str) -> Iterator[ox.Triple]:
    endpoint = ox.NamedNode(f"{address}/sparql")
    service, dataset, graph = (ox.NamedNode(f"{endpoint.value}#{name}") for name in ("service", "dataset", "default"))
    yield ox.Triple(service, RDF("type"), SD("Service"))
    yield ox.Triple(service, SD("endpoint"), endpoint)
    yield ox.Triple(service, SD("supportedLanguage"), SD("SPARQL11Query"))
    yield ox.Triple(service, SD("feature"), SD("UnionDefaultGraph"))
    yield ox.Triple(service, SD("defaultEntailmentRegime"), ENTAILMENT("Simple"))
    for name in _SYNTAXES:
        yield ox.Triple(service, SD("resultFormat"), SYNTAX(name))
    yield ox.Triple(service, SD("defaultDataset"), dataset)
    yield ox.Triple(dataset, RDF("type"), SD("Dataset"))
    yield ox.Triple(dataset, SD("defaultGraph"), graph)
    yield ox.Triple(graph, RDF("type"), SD("Graph"))
    yield ox.Triple(dataset, RDFS("seeAlso"), ox.NamedNode(f"{address}/void"))
