"""Triples to one of the syntaxes that are offered, and the names by which clients ask for them."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from elchi import vocab
from elchi.serve.compact import compacted
from elchi.serve.formats import FORMATS

JSON_LD = "application/ld+json"
_OFFERED = {"ttl": "ttl", "jsonld": "jsonld", "nt": "nt", "rdf": "rdfxml"}
ENDINGS = {ending: FORMATS[name].media_type for ending, name in _OFFERED.items()}
"""What an address ends with, or ``format=`` says, to media type."""
SYNTAXES = {FORMATS[name].media_type: FORMATS[name].of_triples for name in _OFFERED.values()}
"""Media type to syntax, the favourite first."""
_PREFIXES = {**vocab.PREFIXES, **vocab.DESCRIPTIVE}


def written(triples: Iterable[ox.Triple], media_type: str, *, context: str, first: ox.NamedNode | None = None) -> bytes:
    """Return triples as a file: sorted, so that equal graphs give equal bytes.

    Args:
        triples: in any order, each once.
        media_type: one of :data:`SYNTAXES`.
        context: address of the context that JSON-LD names.
        first: subject that comes before the others.
    """
    if media_type == JSON_LD:
        return compacted(triples, context, first)
    ordered = sorted(triples, key=lambda triple: (triple.subject != first, str(triple)))
    data = ox.serialize(ordered, format=SYNTAXES[media_type], prefixes=_PREFIXES) or b""
    return _tidy(data) if media_type == "text/turtle" else data


def short(node: ox.NamedNode) -> str:
    """Return an IRI with one of the prefixes that Turtle is written with, where one fits.

    >>> short(vocab.ELCHI("Visit"))
    'elchi:Visit'
    """
    for prefix, namespace in _PREFIXES.items():
        if node.value.startswith(namespace):
            return f"{prefix}:{node.value.removeprefix(namespace)}"
    return node.value


def _tidy(turtle: bytes) -> bytes:
    """Return Turtle whose prefixes are sorted, those only that are used: the engine writes all, in any order."""
    lines = turtle.decode().splitlines(keepends=True)
    prefixes = sorted(line for line in lines if line.startswith("@prefix "))
    body = "".join(line for line in lines if not line.startswith("@prefix "))
    used = [line for line in prefixes if line.split()[1] in body]
    return ("".join(used) + "\n" + body).encode()
