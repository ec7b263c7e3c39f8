"""Triples to one of the syntaxes that are offered, and the names by which clients ask for them."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from elchi import vocab

SYNTAXES = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
}
"""Media type to syntax, the favourite first."""
ENDINGS = {
    "ttl": "text/turtle",
    "jsonld": "application/ld+json",
    "nt": "application/n-triples",
    "rdf": "application/rdf+xml",
}
"""What an address ends with, or ``format=`` says, to media type."""


def written(triples: Iterable[ox.Triple], media_type: str) -> bytes:
    """Return triples as a file: sorted, so that equal graphs give equal bytes.

    Args:
        triples: in any order, each once.
        media_type: one of :data:`SYNTAXES`.
    """
    ordered = sorted(triples, key=str)
    return ox.serialize(ordered, format=SYNTAXES[media_type], prefixes=vocab.PREFIXES) or b""
