"""Store to RDF in one of six syntaxes.

Syntaxes with graphs get the quads as they stand; those without get the union of all graphs as a set, because
what several documents say of one person is one statement there. Lines of N-Quads and N-Triples come sorted,
so that equal stores give equal bytes; the others come graph by graph, sorted within. The graphs that hold the
words of the articles are left out unless asked for, the store's own notes always.
"""

from __future__ import annotations

import gzip
from bisect import bisect
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, cast

import pyoxigraph as ox

from elchi import vocab
from elchi.errors import QueryError, StoreError
from elchi.store import BOOKS, key_of

FORMATS = {
    "turtle": ox.RdfFormat.TURTLE,
    "trig": ox.RdfFormat.TRIG,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "nquads": ox.RdfFormat.N_QUADS,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdfxml": ox.RdfFormat.RDF_XML,
}
"""Name of a syntax to what pyoxigraph calls it."""
LINES = ("nquads", "ntriples")
"""Syntaxes of one statement a line."""
PACKING = 6
"""Level of compression: 9 takes more than twice the time and saves a fortieth."""
_ALIASES = {
    "ttl": "turtle",
    "nt": "ntriples",
    "nq": "nquads",
    "json-ld": "jsonld",
    "rdf": "rdfxml",
    "xml": "rdfxml",
    "owl": "rdfxml",
}
_MEDIA_TYPES = {form.media_type: name for name, form in FORMATS.items()}
_TEXTS = vocab.text_graph("").value


def syntax(name: str) -> str:
    """Return the name of a syntax that is given by name, file ending or media type.

    Raises:
        QueryError: if it is none of them.

    >>> syntax("ttl"), syntax(".nq"), syntax("application/ld+json")
    ('turtle', 'nquads', 'jsonld')
    """
    low = name.lower().removeprefix(".")
    found = _ALIASES.get(low) or _MEDIA_TYPES.get(low) or low
    if found not in FORMATS:
        raise QueryError(f"{name}: is no RDF syntax; there are {', '.join(FORMATS)}")
    return found


def write_file(
    store: ox.Store, path: Path, *, format: str | None = None, document: str | None = None, with_text: bool = False
) -> None:
    """Write a store into a file, compressed if its name ends with ``.gz``; it appears when it is complete.

    Args:
        store: the graphs.
        path: the file.
        format: the syntax; that of the file's ending if ``None``.
        document: id or IRI of the one document to write.
        with_text: whether the words of the articles go along.

    Raises:
        QueryError: if the syntax or the document is unknown.
        StoreError: if the file cannot be written.
    """
    packed = path.suffix == ".gz"
    form = syntax(format or (path.with_suffix("") if packed else path).suffix)
    new = path.with_name(f".{path.name}.new")
    try:
        with new.open("wb") as plain:
            if packed:
                # No name and no time in the header: equal stores give equal files.
                with gzip.GzipFile(filename="", fileobj=plain, mode="wb", compresslevel=PACKING, mtime=0) as file:
                    write(store, cast(IO[bytes], file), format=form, document=document, with_text=with_text)
            else:
                write(store, plain, format=form, document=document, with_text=with_text)
        new.replace(path)
    except OSError as error:
        raise StoreError(f"{path}: cannot be written: {error.strerror or error}") from error
    finally:
        new.unlink(missing_ok=True)


def write(
    store: ox.Store,
    file: IO[bytes],
    *,
    format: str,
    document: str | None = None,
    with_text: bool = False,
) -> None:
    """Write a store, or one document of it, to an open file.

    Args:
        store: the graphs.
        file: open for bytes.
        format: name of the syntax.
        document: id or IRI of the one document to write.
        with_text: whether the words of the articles go along.

    Raises:
        QueryError: if the syntax is unknown or the store has no such document.
    """
    name = syntax(format)
    form = FORMATS[name]
    found = quads(store, document=document, with_text=with_text)
    if name in LINES:
        file.writelines(lines(store, name, with_text=with_text) if document is None else _sorted_lines(name, found))
    elif form.supports_datasets:
        ox.serialize(found, file, form, prefixes=vocab.PREFIXES)
    else:
        ox.serialize(_union(found), file, form, prefixes=vocab.PREFIXES)


def quads(store: ox.Store, *, document: str | None = None, with_text: bool = False) -> Iterator[ox.Quad]:
    """Yield what an export holds, graph by graph in the order of their names, sorted within.

    Args:
        store: the graphs.
        document: id or IRI of the one document wanted: its graph, its provenance, its words.
        with_text: whether the words of the articles go along.

    Raises:
        QueryError: if the store has no such document.
    """
    if document is not None:
        yield from _of_document(store, document, with_text=with_text)
        return
    graphs = sorted(graph.value for graph in store.named_graphs() if isinstance(graph, ox.NamedNode))
    for graph in graphs:
        if graph != BOOKS.value and (with_text or not graph.startswith(_TEXTS)):
            yield from _sorted(store.quads_for_pattern(None, None, None, ox.NamedNode(graph)))


def lines(store: ox.Store, format: str, *, with_text: bool = False) -> Iterator[bytes]:
    """Yield what an export in N-Quads or N-Triples holds, line by line, sorted, each line once.

    Only what is said of shared things is sorted as a whole; the rest comes document by document, as the order of their
    IRIs is that of the lines.

    Args:
        store: the graphs.
        format: one of :data:`LINES`.
        with_text: whether the words of the articles go along.
    """
    before, after = shared_lines(store, format)
    yield from before
    for key in document_keys(store):
        yield from document_lines(store, format, key, with_text=with_text)
    yield from after


def document_keys(store: ox.Store) -> list[str]:
    """Return the keys of the documents that a store has, sorted."""
    name = vocab.document_graph("").value
    return sorted(graph.value.removeprefix(name) for graph in store.named_graphs() if graph.value.startswith(name))


def document_lines(store: ox.Store, format: str, key: str, *, with_text: bool = False) -> list[bytes]:
    """Return the lines about a document and what lies below it, sorted; arguments as of :func:`lines`."""
    below = vocab.document(key).value
    graphs = (vocab.document_graph(key), *((vocab.text_graph(key),) if with_text else ()))
    found = (quad for graph in graphs for quad in store.quads_for_pattern(None, None, None, graph))
    return _sorted_lines(format, (quad for quad in found if _iri(quad.subject).startswith(below)))


def shared_lines(store: ox.Store, format: str) -> tuple[list[bytes], list[bytes]]:
    """Return the lines about all else: those that come before the documents', and those that come after.

    Args:
        store: the graphs.
        format: one of :data:`LINES`.
    """
    below = vocab.document("").value
    things = f'SELECT DISTINCT ?s {{ GRAPH ?g {{ ?s ?p ?o }} FILTER (!STRSTARTS(STR(?s), "{below}")) }}'
    solutions = store.query(things)
    assert isinstance(solutions, ox.QuerySolutions)
    subjects = [solution["s"] for solution in solutions]
    found = (quad for subject in subjects for quad in store.quads_for_pattern(subject, None, None, None))
    ordered = _sorted_lines(format, (quad for quad in found if _leaves(quad)))
    place = bisect(ordered, f"<{below}".encode())
    return ordered[:place], ordered[place:]


def _leaves(quad: ox.Quad) -> bool:
    """Return whether a statement about no document is exported: it is in a graph, and no note of the store."""
    return isinstance(quad.graph_name, ox.NamedNode) and quad.graph_name != BOOKS


def _sorted_lines(format: str, statements: Iterator[ox.Quad]) -> list[bytes]:
    found: Iterable[ox.Quad | ox.Triple] = statements if format == "nquads" else {quad.triple for quad in statements}
    return sorted(f"{statement} .\n".encode() for statement in found)


def _iri(term: ox.NamedNode | ox.BlankNode | ox.Triple) -> str:
    return term.value if isinstance(term, ox.NamedNode) else ""


def _of_document(store: ox.Store, document: str, *, with_text: bool) -> Iterator[ox.Quad]:
    key = key_of(document)
    graph = vocab.document_graph(key)
    if not store.contains_named_graph(graph):
        raise QueryError(f"{document}: the store has no such document")
    yield from _sorted(store.quads_for_pattern(None, None, None, graph))
    yield from _sorted(store.quads_for_pattern(graph, None, None, vocab.PROVENANCE))
    if with_text:
        yield from _sorted(store.quads_for_pattern(None, None, None, vocab.text_graph(key)))


def _sorted(statements: Iterator[ox.Quad]) -> list[ox.Quad]:
    return sorted(statements, key=str)


def _union(statements: Iterator[ox.Quad]) -> Iterator[ox.Triple]:
    """Yield each triple once.

    What lies below a document stands in that document's graph alone, so only the triples about shared
    things have to be remembered.
    """
    below = vocab.document("").value
    seen: set[ox.Triple] = set()
    for quad in statements:
        triple = quad.triple
        if isinstance(quad.subject, ox.NamedNode) and quad.subject.value.startswith(below):
            yield triple
        elif triple not in seen:
            seen.add(triple)
            yield triple
