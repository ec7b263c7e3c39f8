"""A snapshot to what is served of it.

Served are the named graphs without the store's own notes and, unless they are asked for, without the words of the
articles. The default graph is the RDF merge of these graphs: what several documents say of one person stands there
once. (The engine's own union of graphs repeats it, and so miscounts.)

Measured on pyoxigraph 0.5.13: in memory, a quad takes 0.85 kB and 15 µs, its share of the default graph included.
RocksDB leaves threads behind in each process that has opened a store, and a process with threads does not fork
safely; so this process leaves all that to children.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import pyoxigraph as ox

from elchi import __version__, vocab
from elchi.errors import StoreError
from elchi.serve.workers.confine import die_with
from elchi.store import BOOKS, layout, snapshots
from elchi.store.faults import reported

_MERGE = "INSERT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }"


@dataclass(frozen=True, slots=True)
class Prepared:
    """What is served, ready for workers.

    Attributes:
        version: tells the snapshot from others, those of other stores included.
        opened: returns the dataset; is called in each worker.
        hold: keeps the snapshot while it is served.
    """

    version: str
    opened: Callable[[], ox.Store]
    hold: IO[bytes]


def prepare(store: Path, *, with_text: bool) -> Prepared:
    """Prepare the newest snapshot of a store.

    Args:
        store: its folder.
        with_text: whether the words of the articles are served.

    Raises:
        StoreError: if there is no store, or it cannot be read.
    """
    with reported(store):
        layout.check(store)
        snapshot, hold = snapshots.hold_newest(store / layout.SNAPSHOTS)
        version = _version(snapshot, with_text=with_text)
        graph = _in_memory(snapshot, with_text=with_text)
    return Prepared(version, lambda: graph, hold)


def _version(snapshot: Path, *, with_text: bool) -> str:
    """Return what a snapshot is told from others by: RocksDB's own list of what is in which file."""
    digest = hashlib.sha256(repr((__version__, with_text)).encode())
    for file in sorted(file for file in snapshot.iterdir() if file.is_file() and file.name != snapshots.LOCK):
        digest.update(f"\n{file.name} {file.stat().st_size}\n".encode())
        if file.suffix != ".sst":
            digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def _in_memory(snapshot: Path, *, with_text: bool) -> ox.Store:
    graph = ox.Store()
    with _child(lambda file: _write(snapshot, file, with_text=with_text)) as lines:
        graph.bulk_load(lines, ox.RdfFormat.N_QUADS, lenient=True)
    graph.update(_MERGE)
    return graph


def _write(snapshot: Path, file: IO[bytes], *, with_text: bool) -> None:
    """Write what is served of a snapshot as N-Quads."""
    opened = ox.Store.read_only(str(snapshot))
    graphs = [graph for graph in opened.named_graphs() if _is_served(graph, with_text=with_text)]
    quads = (quad for graph in graphs for quad in opened.quads_for_pattern(None, None, None, graph))
    ox.serialize(quads, file, ox.RdfFormat.N_QUADS)


def _is_served(graph: ox.NamedNode | ox.BlankNode, *, with_text: bool) -> bool:
    return graph != BOOKS and (with_text or not graph.value.startswith(vocab.text_graph("").value))


@contextmanager
def _child(work: Callable[[IO[bytes]], None]) -> Iterator[IO[bytes]]:
    """Do work in a child, and yield what it writes.

    Raises:
        StoreError: if the work fails, with its message.
    """
    out, into = os.pipe()
    failed, told = os.pipe()
    me = os.getpid()
    child = os.fork()
    if child == 0:
        os.close(out)
        _work(work, into, told, me)
    os.close(into)
    os.close(told)
    with open(failed, "rb") as message:  # noqa: PTH123
        with open(out, "rb") as written:  # noqa: PTH123
            yield written
        error = message.read()
    os.waitpid(child, 0)
    if error:
        raise pickle.loads(error)


def _work(work: Callable[[IO[bytes]], None], into: int, told: int, parent: int) -> None:
    """Work as a child, and end; RocksDB's threads would hold up an orderly end."""
    try:
        die_with(parent)
        with open(into, "wb") as file:
            work(file)
    except (OSError, RuntimeError, StoreError) as error:
        os.write(told, pickle.dumps(error))
    except BaseException as error:
        sys.excepthook(type(error), error, error.__traceback__)
        os.write(told, pickle.dumps(StoreError("the store cannot be prepared")))
    os._exit(0)
