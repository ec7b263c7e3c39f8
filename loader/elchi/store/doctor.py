"""A store to what is wrong with it.

Nothing is changed here; :mod:`elchi.store.mend` does that. Documents are looked at one by one, so that memory
does not grow with their number. While a writer is at work only what readers see is looked at: the rest is in
motion. RocksDB checks the sum of every block that is read; a block that no check reads is not looked at.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Literal

import pyoxigraph as ox

from elchi import vocab
from elchi.errors import StoreError
from elchi.store import layout, quarantine, snapshots
from elchi.store.faults import reported
from elchi.store.notes import BOOKS, key_in, note, noted, notes
from elchi.vocab import NIF, PROV, SCHEMA

Kind = Literal["layout", "database", "snapshot", "leftover", "document", "shape", "shared", "writer"]
Severity = Literal["error", "warning", "note"]
Rules = Callable[[Sequence[ox.Quad]], Iterable[str]]
"""Quads of a document to what they violate."""

DAMAGE = (OSError, RuntimeError, ValueError)
"""What pyoxigraph raises where a database cannot be read."""
_AGAIN = "load its source again"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong with a store.

    Args:
        severity: ``error`` if what the store says is wrong or missing, ``warning`` if something is left to do,
            ``note`` if there is nothing to do.
        kind: which part of the store it is about.
        subject: a file's path, a document's key, or a graph's IRI.
        what: what is wrong.
        advice: what to do.
        mends: whether :func:`elchi.store.mend.mend` can do it.
    """

    severity: Severity
    kind: Kind
    subject: str
    what: str
    advice: str
    mends: bool = False


def examine(
    path: Path, *, rules: Callable[[ox.Store], Rules], told: Callable[[str], None] | None = None
) -> Iterator[Finding]:
    """Yield what is wrong with a store.

    Args:
        path: its folder.
        rules: database to what documents in it are checked with.
        told: is told the key of each document that is looked at.

    Raises:
        StoreError: if there is no store, it has another layout, or nothing of it can be opened.
    """
    with reported(path):
        damaged = list(_layout(path))
        yield from damaged
        lock = _free(path)
        if lock is None:
            yield Finding("note", "writer", str(path), "another process is writing to it",
                          "what readers see is examined; examine the rest when that has ended")  # fmt: skip
            yield from _examined(path, None, rules, told)
            return
        with closing(lock):
            yield from _leftovers(path)
            yield from _examined(path, path / layout.LIVE, rules, told)


def _layout(path: Path) -> Iterator[Finding]:
    """Tell of a damaged meta.json, where a store is all the same."""
    try:
        layout.check(path)
    except (StoreError, FileNotFoundError) as error:
        if (path / layout.SNAPSHOTS).is_dir() and "has layout" not in str(error):
            yield Finding("error", "layout", str(path / layout.META), "cannot be read", "write it anew", mends=True)
        else:
            raise


def _free(path: Path) -> IO[bytes] | None:
    """Return the lock of the writer, ``None`` if another process has it."""
    try:
        return layout.taken(path)
    except BlockingIOError:
        return None


def _leftovers(path: Path) -> Iterator[Finding]:
    for left in layout.leftovers(path):
        yield Finding("warning", "leftover", str(left), "is left of a process that was ended", "remove it", mends=True)
    if (path / layout.REMOVING).exists():
        yield Finding("warning", "leftover", str(path / layout.REMOVING),
                      "a removal was cut off: the database may still hold words of the document",
                      "write the database anew", mends=True)  # fmt: skip


def _examined(
    path: Path, live: Path | None, rules: Callable[[ox.Store], Rules], told: Callable[[str], None] | None
) -> Iterator[Finding]:
    """Examine the newest snapshot and, where nobody writes to it, the database."""
    database = newest = lock = None
    begun = (path / layout.UNPUBLISHED).exists() and not snapshots.published(path / layout.SNAPSHOTS)
    if live is not None and begun and not (live / "CURRENT").exists():
        yield Finding("note", "database", str(live), "is not there yet: the first load was cut off", "load into it")
        return
    if live is not None:
        try:
            database = ox.Store.read_only(str(live))
        except DAMAGE as error:
            yield Finding("error", "database", str(live), f"does not open: {error}",
                          "take it from the newest snapshot; newer documents are loaded anew", mends=True)  # fmt: skip
    try:
        newest, lock = snapshots.open_newest(path / layout.SNAPSHOTS)
    except DAMAGE as error:
        what = "nothing was published yet" if begun else f"the newest does not open: {error}"
        yield Finding("warning" if begun else "error", "snapshot", str(path / layout.SNAPSHOTS), what,
                      "publish the database again", mends=database is not None)  # fmt: skip
    if database is not None and newest is not None:
        yield from _published(path, database, newest)
    store = database or newest
    if store is None:
        raise StoreError(f"{path}: neither its database nor a snapshot opens; use a backup, or load into a new store")
    try:
        yield from _contents(store, rules, told, live=None if database is None else live)
        yield from _quarantined(path / layout.QUARANTINE)
    finally:
        if lock is not None:
            lock.close()


def _published(path: Path, live: ox.Store, newest: ox.Store) -> Iterator[Finding]:
    """Compare what readers see with what there is."""
    unseen = sum(note(graph, digest) not in newest for graph, digest in notes(live))
    gone = sum(noted(live, graph) is None for graph, _ in notes(newest))
    expected = (path / layout.UNPUBLISHED).exists()
    if unseen or gone:
        yield Finding("warning" if expected else "error", "snapshot", str(path / layout.SNAPSHOTS),
                      f"readers do not see {unseen} graphs as they are, and {gone} that are gone",
                      "publish the database", mends=True)  # fmt: skip
    elif expected:
        yield Finding("warning", "snapshot", str(path / layout.UNPUBLISHED),
                      "a publication was cut off", "publish the database", mends=True)  # fmt: skip


def _contents(
    store: ox.Store, rules: Callable[[ox.Store], Rules], told: Callable[[str], None] | None, *, live: Path | None
) -> Iterator[Finding]:
    """Look at all that a database holds; ``live`` is its folder if it is the store's own."""
    try:
        yield from _shared(store)
        yield from _graphs(store)
        yield from _origins(store)
        violations = rules(store)
        for graph, _ in notes(store):
            key = key_in(graph)
            if key is not None:
                if told is not None:
                    told(key)
                yield from _document(store, key, violations)
    except DAMAGE as error:
        advice = "write anew what can be read, and load the sources of the rest again"
        what = f"cannot be read to its end: {error}"
        yield Finding("error", "database", str(live or "newest snapshot"), what, advice, mends=live is not None)


def _shared(store: ox.Store) -> Iterator[Finding]:
    """See that the graphs that all documents share are there, if there are documents."""
    if not any(key_in(graph) for graph, _ in notes(store)):
        return
    for graph in (vocab.ONTOLOGY_GRAPH, vocab.ENTITIES):
        if not _has(store, graph):
            yield Finding(
                "error",
                "shared",
                graph.value,
                "is missing",
                "the next load puts it in",
                mends=noted(store, graph) is not None,
            )


def _graphs(store: ox.Store) -> Iterator[Finding]:
    """Tell of graphs that no note belongs to: the next load would mix them with what it reads."""
    texts, known = vocab.text_graph("").value, {vocab.ENTITIES, vocab.ONTOLOGY_GRAPH, vocab.PROVENANCE, BOOKS}
    for graph in store.named_graphs():
        if not isinstance(graph, ox.NamedNode) or graph in known or not _has(store, graph):
            continue
        key = graph.value.removeprefix(texts) if graph.value.startswith(texts) else key_in(graph)
        if key is None:
            yield Finding("note", "shared", str(graph), "is a graph that Elchi does not know", "nothing")
        elif noted(store, vocab.document_graph(key)) is None:
            yield _broken(key, "has no note of what it was made from")


def _origins(store: ox.Store) -> Iterator[Finding]:
    """Tell of provenance of documents that are not there."""
    for quad in store.quads_for_pattern(None, PROV("wasDerivedFrom"), None, vocab.PROVENANCE):
        graph = quad.subject
        key = key_in(graph) if isinstance(graph, ox.NamedNode) else None
        if key is not None and noted(store, vocab.document_graph(key)) is None:
            yield _broken(key, "is gone, but not its provenance")


def _document(store: ox.Store, key: str, rules: Rules) -> Iterator[Finding]:
    """Look at one document whose note is there."""
    graph, document = vocab.document_graph(key), vocab.document(key)
    quads = list(store.quads_for_pattern(None, None, None, graph))
    words = list(store.quads_for_pattern(None, None, None, vocab.text_graph(key)))
    if not quads:
        yield _broken(key, "is noted, but its graph is missing")
        return
    if len(list(store.quads_for_pattern(graph, SCHEMA("sha256"), None, BOOKS))) > 1:
        yield _broken(key, "is noted more than once")
    if [vocab.key(value) for value in _values(quads, document, SCHEMA("identifier"))] != [key]:
        yield _broken(key, "its id does not give its key")
    if not any(store.quads_for_pattern(graph, PROV("wasDerivedFrom"), document, vocab.PROVENANCE)):
        yield _broken(key, "its provenance is missing")
    if ox.Quad(vocab.text(key), NIF("sourceUrl"), document, vocab.text_graph(key)) not in words:
        yield _broken(key, "its text is missing, or another document's")
    texts = _values(words, vocab.text(key), NIF("isString"))
    if [hashlib.sha256(text.encode()).hexdigest() for text in texts] != _values(quads, document, SCHEMA("sha256")):
        yield _broken(key, "its text is not the one that it was read from")
    for violation in rules([*quads, *words]):
        yield Finding("error", "shape", key, violation, "`elchi validate` tells more; remove it and load it again")


def _quarantined(folder: Path) -> Iterator[Finding]:
    """See that each report has its graph; graphs without a report are leftovers."""
    for key in quarantine.keys(folder):
        if not (folder / quarantine.names(key)[0]).exists():
            yield Finding("warning", "leftover", str(folder / quarantine.names(key)[1]),
                          "the graph that it tells of is missing", _AGAIN, mends=True)  # fmt: skip


def _broken(key: str, what: str) -> Finding:
    advice = f"put what there is of it into the quarantine, and {_AGAIN}"
    return Finding("error", "document", key, what, advice, mends=True)


def _has(store: ox.Store, graph: ox.NamedNode) -> bool:
    return next(iter(store.quads_for_pattern(None, None, None, graph)), None) is not None


def _values(quads: Iterable[ox.Quad], subject: ox.NamedNode, predicate: ox.NamedNode) -> list[str]:
    return [
        q.object.value
        for q in quads
        if q.subject == subject and q.predicate == predicate and isinstance(q.object, ox.Literal)
    ]
