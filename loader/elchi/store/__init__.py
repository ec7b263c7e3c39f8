"""Quads to a store on disk: one named graph per document, one writer, readers on snapshots.

Measured on pyoxigraph 0.5: a transaction for each new document costs 5 ms and 1 kB a quad, a bulk load of
many 2 ms and 0.2 kB, so new documents wait and go in together; a document that is there already is changed
by the difference of its quads, in one transaction. Only bulk loads and ``flush`` are sure to be on the disk,
so every publication flushes first. Layout of the folder::

    meta.json     version of the layout
    lock          held by the one process that writes
    live/         RocksDB, open in the one process that writes
    unpublished   is there while live/ holds more than the newest snapshot
    removing      is there while live/ remembers the words of a document that was taken out
    snapshots/    what readers open; the file ``current`` names the newest
    quarantine/   documents that violated the shapes, with the reports
    work/         what a load needs while it runs
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from pathlib import Path
from types import TracebackType
from typing import IO, Self

import pyoxigraph as ox

from elchi import vocab
from elchi.errors import StoreError
from elchi.store import durable, layout, quarantine, snapshots
from elchi.store.faults import reported
from elchi.store.layout import LAYOUT
from elchi.store.notes import BOOKS, belonging, key_in, note, noted, notes

__all__ = ["BOOKS", "LAYOUT", "Store", "key_of", "reader"]

_BATCH = 32 << 20
"""Bytes of N-Quads that wait for a bulk load: less shows the load's fixed cost, more is only memory."""


class Store:
    """An open store; a context manager that publishes and closes it.

    ``graph`` is the pyoxigraph store behind it, for queries and exports; what waits is not in it yet.
    """

    def __init__(self, path: Path, graph: ox.Store, *, lock: IO[bytes], writes: bool) -> None:
        """Wrap what :meth:`open` has opened; ``lock`` is a writer's, or that of a reader's snapshot."""
        self.path = path
        self.graph = graph
        self._lock = lock
        self._writes = writes
        self._waiting: dict[str, tuple[bytes, str]] = {}
        self._bytes = 0

    @classmethod
    def open(cls, path: str | Path, *, write: bool = False, create: bool = True) -> Self:
        """Open a store: its newest snapshot to read, or the store itself to write.

        Args:
            path: the folder.
            write: whether to write. One process at a time can.
            create: whether a writer makes the store if it is not there.

        Raises:
            StoreError: if it is not there (reading), is locked by another writer, has another
                layout, or the disk refuses.
        """
        path = Path(path)
        with reported(path):
            if not write:
                layout.check(path)
                graph, lock = snapshots.open_newest(path / layout.SNAPSHOTS)
                return cls(path, graph, lock=lock, writes=False)
            if not create:
                layout.check(path)
            lock = layout.locked(path)
            try:
                layout.prepare(path)
                store = cls(path, ox.Store(str(path / layout.LIVE)), lock=lock, writes=True)
                store._end_removal()
                return store
            except BaseException:
                lock.close()
                raise

    def __enter__(self) -> Self:
        """Return the store itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the store; what was put before an error or an interruption is kept."""
        self.close()

    def close(self) -> None:
        """Publish what is not published yet, and let the store go."""
        try:
            if self._writes:
                self.publish()
                durable.remove(self.path / layout.SCRATCH)
        finally:
            self.graph = ox.Store()
            self._lock.close()

    def keys(self) -> list[str]:
        """Return the keys of the documents in the store, sorted."""
        keys = (key_in(graph) for graph, _ in notes(self.graph))
        return sorted({*(key for key in keys if key is not None), *self._waiting})

    def digest(self, key: str) -> str | None:
        """Return the digest that a document was put with, ``None`` if it is not there."""
        waiting = self._waiting.get(key)
        return noted(self.graph, vocab.document_graph(key)) if waiting is None else waiting[1]

    def has(self, document_id: str) -> bool:
        """Return whether a document of an id is there."""
        return self.digest(vocab.key(document_id)) is not None

    def put(self, key: str, lines: bytes, digest: str, *, anew: bool = False) -> str:
        """Put what a document says into the store, in place of what it said before.

        A new document waits and goes in with others; one that is there is changed at once, in one
        transaction. Both are on the disk, and seen by readers, after :meth:`publish`.

        Args:
            key: key of the document.
            lines: N-Quads of all of its graphs: what it says, its words, its provenance. They must be well-formed:
                IRIs are taken as they are.
            digest: of everything that they were made from, the software's version included.
            anew: whether to put it though the digest is that of before.

        Returns:
            ``new``, ``replaced``, or ``unchanged`` if the digest is that of before.

        Raises:
            StoreError: if the disk refuses.
        """
        before = self.digest(key)
        if before == digest and not anew:
            return "unchanged"
        lines += f"{note(vocab.document_graph(key), digest)} .\n".encode()
        with reported(self.path):
            quarantine.clear(self.path / layout.QUARANTINE, key)
            if before is None or key in self._waiting:
                self._wait(key, lines, digest)
            else:
                self._change(belonging(self.graph, key), set(ox.parse(lines, ox.RdfFormat.N_QUADS)))
        return "new" if before is None else "replaced"

    def _wait(self, key: str, lines: bytes, digest: str) -> None:
        """Let a document wait; when there is enough for a bulk load, put all in."""
        self._bytes += len(lines) - len(self._waiting.get(key, (b"",))[0])
        self._waiting[key] = lines, digest
        if self._bytes > _BATCH:
            self.flush()

    def remove(self, document: str) -> bool:
        """Take a document out: its graph, its words, its provenance, its quarantined files.

        RocksDB keeps the words of a removed text in the store's dictionary, so what is left is written
        anew and published: this takes about as long as loading it did.

        Args:
            document: the id that it was loaded under, or its IRI.

        Returns:
            Whether it was there.

        Raises:
            StoreError: if the disk refuses.
        """
        key = key_of(document)
        with reported(self.path):
            self.flush()
            quarantined = quarantine.clear(self.path / layout.QUARANTINE, key)
            stored = belonging(self.graph, key)
            if stored:
                durable.touch(self.path / layout.REMOVING)
                self._change(stored, set())
                self._end_removal()
        return bool(stored) or quarantined

    def share(self, graph: ox.NamedNode, sources: Iterable[bytes]) -> bool:
        """Make a graph that all documents share (ontology, authority data) hold what its sources say.

        Args:
            graph: its name.
            sources: Turtle documents; they may not hold blank nodes.

        Returns:
            Whether it said anything else before.

        Raises:
            StoreError: if a source is not such Turtle, or the disk refuses.
        """
        sources = list(sources)
        digest = hashlib.sha256(b"\0".join(sources)).hexdigest()
        if noted(self.graph, graph) == digest:
            return False
        before = set(self.graph.quads_for_pattern(None, None, None, graph))
        before |= set(self.graph.quads_for_pattern(graph, None, None, BOOKS))
        quads = {ox.Quad(t.subject, t.predicate, t.object, graph) for s in sources for t in _parse(s)}
        with reported(self.path):
            self._change(before, quads | {note(graph, digest)})
        return True

    def quarantine(self, key: str, lines: bytes, report: str) -> Path:
        """Keep a graph that violates the shapes out of the store; return the file that says why.

        Args:
            key: key of the document.
            lines: N-Quads of its graph.
            report: what the shapes say, for a person.
        """
        with reported(self.path):
            return quarantine.put(self.path / layout.QUARANTINE, key, lines, report)

    def quarantined(self) -> dict[str, str]:
        """Return key to report of every document in quarantine, sorted by key."""
        return quarantine.reports(self.path / layout.QUARANTINE)

    def flush(self) -> None:
        """Put the documents that wait into the database, all or none, and see them on the disk."""
        with reported(self.path):
            if self._waiting:
                durable.touch(self._unpublished)
                lines = b"".join(lines for lines, _ in self._waiting.values())
                self._bulk_load(lines)
                self._waiting.clear()
                self._bytes = 0
            self.graph.flush()

    def _bulk_load(self, lines: bytes) -> None:
        try:
            # The validator has parsed the same lines, IRIs and all; to judge these again is half of the parsing.
            self.graph.bulk_load(lines, ox.RdfFormat.N_QUADS, lenient=True)
        except (OSError, RuntimeError):
            # On a full disk they would keep what was loaded before from being published.
            for left in layout.bulk_files(self.path):
                durable.remove(left)
            raise

    def publish(self) -> None:
        """Put what waits into the database and let readers that open the store from now on see it.

        Where nothing has changed, the newest snapshot stays.

        Raises:
            StoreError: if the disk refuses.
        """
        with reported(self.path):
            self.flush()
            if self._unpublished.exists():
                snapshots.publish(self.graph, self.path / layout.SNAPSHOTS)
                self._unpublished.unlink()
            else:
                snapshots.tidy(self.path / layout.SNAPSHOTS)

    @property
    def scratch(self) -> Path:
        """A folder for what a writer needs meanwhile; empty when the store is opened, gone when it is closed."""
        folder = self.path / layout.SCRATCH
        folder.mkdir(exist_ok=True)
        return folder

    @property
    def _unpublished(self) -> Path:
        return self.path / layout.UNPUBLISHED

    def _change(self, before: AbstractSet[ox.Quad], after: AbstractSet[ox.Quad]) -> None:
        """Take out and put in what differs, in one transaction."""
        durable.touch(self._unpublished)
        if not before:
            self.graph.bulk_extend(sorted(after, key=str))
            return
        update = f"DELETE DATA {{ {_data(before - after)} }} ; INSERT DATA {{ {_data(after - before)} }}"
        self.graph.update(update)

    def _end_removal(self) -> None:
        """Do what remains of a removal that has begun, in this process or one that was killed."""
        mark = self.path / layout.REMOVING
        if mark.exists():
            self._rewrite()
            self.publish()
            mark.unlink()

    def _rewrite(self) -> None:
        """Write the database anew, without what it remembers of removed texts."""
        durable.touch(self._unpublished)
        new = ox.Store(str(layout.new_database(self.path)))
        new.bulk_extend(self.graph)
        new.flush()
        del new  # RocksDB lets a folder go with the last reference to it
        self.graph, self._writes = ox.Store(), False  # should the exchange fail, there is nothing to publish
        layout.exchange(self.path)
        self.graph, self._writes = ox.Store(str(self.path / layout.LIVE)), True


def reader(path: str | Path) -> Store:
    """Open the newest snapshot of a store to read.

    Raises:
        StoreError: if there is none.
    """
    return Store.open(path)


def key_of(document: str) -> str:
    """Return the key of a document that is given by its id or its IRI.

    >>> key_of("https://w3id.org/elchi/id/doc/416f5d3e4e42ba54"), key_of("call/2")
    ('416f5d3e4e42ba54', '82bbcd873c211130')
    """
    stem = vocab.document("").value
    return document.removeprefix(stem) if document.startswith(stem) else vocab.key(document)


def _parse(source: bytes) -> Iterable[ox.Triple]:
    try:
        triples = [quad.triple for quad in ox.parse(source, ox.RdfFormat.TURTLE)]
    except SyntaxError as error:
        raise StoreError(f"no Turtle: {error}") from error
    if any(isinstance(term, ox.BlankNode) for triple in triples for term in triple):
        raise StoreError("shared data may not hold blank nodes: give everything an IRI")
    return triples


def _data(quads: Iterable[ox.Quad]) -> str:
    return " ".join(
        f"GRAPH {quad.graph_name} {{ {quad.subject} {quad.predicate} {quad.object} }}"
        for quad in sorted(quads, key=str)
    )
