"""Sources to a store: split, read on all processors, taken in by one writer, one outcome for each article.

A bad article is an outcome, never the end of the run. Documents whose source and knowledge have not changed are
told by a digest before anything is extracted. A load may end at any moment: the same command run again goes on
where it was, and ends in the same store. How: ``docs/explanation/loading.md``.
"""

from __future__ import annotations

import signal
import sqlite3
import threading
import time
from collections import Counter
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path

import pyoxigraph as ox

from elchi import vocab
from elchi._resources import resource
from elchi.knowledge import Knowledge
from elchi.model import Outcome
from elchi.read import Failure, Part, Skipped
from elchi.runners import local
from elchi.shards import Config, Manifest, Record, Split, files, known, splits
from elchi.store import Store

PUBLISH = 30.0
"""Seconds between two snapshots: what readers see is so much older than what is there. One takes 0.2 s of CPU,
most of it for the bulk load of a batch that is not full yet."""

STATES = ("loaded", "unchanged", "replaced", "quarantined", "failed", "skipped")
"""What can become of an article, in the order of summaries."""
_TAKEN = ("loaded", "unchanged", "replaced")


@dataclass(frozen=True, slots=True)
class Plan:
    """How a load is run.

    Args:
        jobs: processes that read; ``None`` to read in this one, which a record may then end.
        reextract: whether documents are read anew though nothing has changed.
        limit: how many articles are taken in at most.
        publish: seconds between two snapshots.
    """

    jobs: int | None = None
    reextract: bool = False
    limit: int | None = None
    publish: float = PUBLISH


def load(
    parts: Iterable[Part | Failure | Skipped], store: Store, *, config: Config, plan: Plan | None = None
) -> Generator[Outcome, None, None]:
    """Put articles into a store and yield what became of each, in their order.

    Closing the iterator, or Ctrl-C, ends the run; what was taken in is published, nothing is half there.

    Args:
        parts: what :func:`elchi.read.parts` found; asked for as there is room.
        store: open for writing.
        config: how to read.
        plan: how to run.

    Raises:
        LoaderError: if nothing can be read: a word list that does not parse, a tagger that is not there.
        StoreError: if the store cannot be written.
    """
    how = plan or Plan()
    prepare(store, known(config))
    with closing(_run(splits(parts), store, config, how)) as manifests:
        yield from take(manifests, store.scratch, store, plan=how)


def _run(wanted: Iterator[Split], store: Store, config: Config, plan: Plan) -> Generator[Manifest, None, None]:
    """Yield the manifests of splits; a single one is not worth the start of a process."""
    first, out = list(islice(wanted, 2)), store.scratch
    spooled: dict[str, list[Path]] = {}
    noted = _noted(chain(first, wanted), spooled)
    if plan.jobs is None or len(first) == 1:
        made = local.here(noted, config, out, digest_of=None if plan.reextract else store.digest)
    else:
        made = local.pool(noted, replace(config, store=None if plan.reextract else store.path), out, jobs=plan.jobs)
    with closing(made):
        for manifest in made:
            yield manifest
            files.remove(out, manifest.name)
            for path in spooled.pop(manifest.name):
                path.unlink()


def _noted(wanted: Iterable[Split], spooled: dict[str, list[Path]]) -> Iterator[Split]:
    """Yield splits, and note which files of theirs were made for them alone."""
    for split in wanted:
        spooled[split.name] = [Path(part.path) for part in split.parts if isinstance(part, Part) and part.spooled]
        yield split


def take(
    manifests: Iterable[Manifest], folder: Path, store: Store, *, plan: Plan | None = None
) -> Generator[Outcome, None, None]:
    """Take shards into a store and yield what became of each article, in their order.

    Args:
        manifests: of the shards.
        folder: where the shards are.
        store: open for writing, with its shared graphs (:func:`prepare`).
        plan: how to run.

    Raises:
        ReadError: if a shard is not what its manifest says.
        StoreError: if the store cannot be written.
    """
    how = plan or Plan()
    taken, published = 0, time.monotonic()
    try:
        with closing(Seen(store.scratch / "seen.db")) as seen:
            for manifest in manifests:
                for outcome in _shard(manifest, folder, store, seen, how):
                    yield outcome
                    taken += outcome.state in _TAKEN
                    if taken == how.limit:
                        return
                if time.monotonic() - published > how.publish:
                    with undisturbed():
                        store.publish()
                    published = time.monotonic()
    finally:
        with undisturbed():
            store.publish()


def prepare(store: Store, using: Knowledge) -> None:
    """Put the ontology and the authority data into a store unless they are there, and publish what there is."""
    with undisturbed():
        for graph, sources in shared(using).items():
            store.share(graph, sources)
        store.publish()


def shared(using: Knowledge) -> dict[ox.NamedNode, tuple[bytes, ...]]:
    """Return the graphs that all documents share, each with the Turtle documents that it is made from."""
    ontology = tuple(resource("ontology", name).read_bytes() for name in ("elchi.ttl", "codes.ttl"))
    return {vocab.ONTOLOGY_GRAPH: ontology, vocab.ENTITIES: using.authority}


def summary(outcomes: Iterable[Outcome]) -> dict[str, int]:
    """Return how many outcomes there are of each state, in the order of :data:`STATES`.

    >>> summary([Outcome("a", "a.txt", "loaded"), Outcome("b", "b.txt", "failed")])["failed"]
    1
    """
    counts = Counter(outcome.state for outcome in outcomes)
    return {state: counts[state] for state in STATES}


@contextmanager
def undisturbed() -> Iterator[None]:
    """Hold Ctrl-C back until the block is done, then let it through."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    pressed: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, frame: pressed.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if pressed:
        raise KeyboardInterrupt


def _shard(manifest: Manifest, folder: Path, store: Store, seen: Seen, plan: Plan) -> Iterator[Outcome]:
    """Take one shard into the store."""
    lines = memoryview(files.quads(folder, manifest))
    dead = files.dead(folder, manifest)
    for record in manifest.records:
        repeated = seen.again(record)
        if repeated is not None:
            yield repeated
        elif record.outcome.state == "quarantined":
            yield _quarantined(record, store, next(letter for letter in dead if letter["id"] == record.outcome.id))
        elif record.outcome.state == "loaded":
            with undisturbed():
                state = store.put(
                    record.key, bytes(lines[record.start : record.stop]), record.digest, anew=plan.reextract
                )
            yield replace(record.outcome, state="loaded" if state == "new" else state)
        else:
            yield record.outcome


def _quarantined(record: Record, store: Store, letter: dict[str, str]) -> Outcome:
    with undisturbed():
        path = store.quarantine(record.key, letter["quads"].encode(), letter["report"])
    kept = "; what was read from it earlier stays" if store.digest(record.key) is not None else ""
    return replace(record.outcome, message=f"{record.outcome.message}; see {path}{kept}")


class Seen:
    """Which articles a run has met: the same one again is passed over, another one of the same id is a failure.

    On the disk, so that ten million articles take no more memory than ten.
    """

    def __init__(self, path: Path) -> None:
        """Begin a file of notes."""
        self._notes = sqlite3.connect(path, isolation_level=None)
        self._notes.execute("PRAGMA journal_mode = OFF")
        self._notes.execute("PRAGMA synchronous = OFF")
        self._notes.execute("CREATE TABLE seen (key TEXT PRIMARY KEY, content TEXT) WITHOUT ROWID")

    def again(self, record: Record) -> Outcome | None:
        """Note an article; return its outcome if its id was met before."""
        if not record.key:
            return None
        note = self._notes.execute("INSERT OR IGNORE INTO seen VALUES (?, ?)", (record.key, record.content))
        if note.rowcount:
            return None
        ((content,),) = self._notes.execute("SELECT content FROM seen WHERE key = ?", (record.key,))
        if content == record.content:
            return replace(record.outcome, state="skipped", message="the same article was read before", counts=())
        message = f"another article with the id {record.outcome.id!r} was read before; an id stands for one article"
        return replace(record.outcome, state="failed", message=message, counts=())

    def close(self) -> None:
        """Let go of the file."""
        self._notes.close()
