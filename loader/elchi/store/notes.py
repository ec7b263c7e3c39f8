"""What a store notes of its graphs, and which quads go with a document."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from elchi import vocab
from elchi.vocab import SCHEMA

BOOKS = vocab.iri("graph/store")
"""The store's own notes: the digest of what each graph was made from. Never exported."""


def note(graph: ox.NamedNode, digest: str) -> ox.Quad:
    """Return the note that a graph was made from what has this digest."""
    return ox.Quad(graph, SCHEMA("sha256"), ox.Literal(digest), BOOKS)


def noted(store: ox.Store, graph: ox.NamedNode) -> str | None:
    """Return the digest that is noted of a graph, ``None`` if there is no note."""
    found = store.quads_for_pattern(graph, SCHEMA("sha256"), None, BOOKS)
    return next((quad.object.value for quad in found if isinstance(quad.object, ox.Literal)), None)


def notes(store: ox.Store) -> Iterator[tuple[ox.NamedNode, str]]:
    """Yield every graph that there is a note of, with its digest."""
    for quad in store.quads_for_pattern(None, SCHEMA("sha256"), None, BOOKS):
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.Literal):
            yield quad.subject, quad.object.value


def key_in(graph: ox.NamedNode) -> str | None:
    """Return the key of the document that a graph of documents is named after, ``None`` for other graphs.

    >>> key_in(vocab.document_graph("1f")), key_in(vocab.ENTITIES)
    ('1f', None)
    """
    stem = vocab.document_graph("").value
    return graph.value.removeprefix(stem) if graph.value.startswith(stem) else None


def belonging(store: ox.Store, key: str) -> set[ox.Quad]:
    """Return all quads that go with a document: what it says, its words, its provenance, its note."""
    graph = vocab.document_graph(key)
    quads = set(store.quads_for_pattern(None, None, None, graph))
    quads |= set(store.quads_for_pattern(None, None, None, vocab.text_graph(key)))
    for about in (vocab.PROVENANCE, BOOKS):
        quads |= set(store.quads_for_pattern(graph, None, None, about))
    return quads
