"""Kill a writer before each of its steps in turn, cut its power or fill its disk, and see what the next one finds.

Runs in a process of its own that never opens a store, so that it can fork: one child does the work and
dies, another opens what is left. A step is anything that changes a folder (Python announces it to an audit
hook) or puts it on the disk (fsync), and each call of the database.

    python tests/crashes.py SCENARIO [kill|power|disorder|full] [EVERY]

It prints how many steps were tried, or what was wrong.

``power`` forgets what was not put on the disk, ``disorder`` all of that but removals (``powercut.py``); ``full`` lets
everything fail that needs room, from a step on. ``EVERY`` 3 tries every third step.
"""

from __future__ import annotations

import errno
import itertools
import os
import shutil
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pyoxigraph as ox

sys.path.insert(0, str(Path(__file__).parent))

from elchi import graph, vocab
from elchi.errors import StoreError
from elchi.model import Reading
from elchi.store import Store, reader
from powercut import Disk
from readings import CALL, EMPTY, STATE_VISIT

Seen = dict[str, frozenset[ox.Quad]]
CHANGES = ("os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link")
FREEING = ("os.rename", "os.remove", "os.rmdir")
SOURCE = b'<https://w3id.org/elchi/id/state/TUR> <http://www.w3.org/2004/02/skos/core#notation> "TUR" .'
CUTS = ("power", "disorder")
DEAD, REFUSED = 9, 3
ROOM = 1 << 30


def put(store: Store, reading: Reading, digest: str = "1") -> None:
    store.put(vocab.key(reading.article.id), graph.nquads(reading) + graph.text_nquads(reading), digest)


def create(path: Path) -> None:
    with Store.open(path, write=True) as store:
        store.share(vocab.ENTITIES, [SOURCE])
        put(store, CALL)


def change(path: Path) -> None:
    """A new document, a changed one, one in quarantine, one out of it."""
    with Store.open(path, write=True) as store:
        put(store, STATE_VISIT, digest="2")
        put(store, EMPTY)
        store.quarantine("bad", graph.nquads(CALL), "a report")
        store.publish()
        store.quarantine("bad", graph.nquads(CALL), "another report")


def remove(path: Path) -> None:
    with Store.open(path, write=True) as store:
        store.remove(CALL.article.id)


SCENARIOS: dict[str, tuple[Callable[[Path], None] | None, Callable[[Path], None]]] = {
    "create": (None, create),
    "change": (lambda path: before_change(path), change),
    "remove": (lambda path: before_change(path), remove),
}
"""Name to what is there before, and what is done then."""


def before_change(path: Path) -> None:
    create(path)
    with Store.open(path, write=True) as store:
        put(store, STATE_VISIT)
        store.quarantine("bad", b"", "an old report")


class Watched:
    """A database that tells of the calls that change it, and the disk of those that are durable."""

    def __init__(self, inner: ox.Store, path: Path, step: Callable[[str], None], disk: Disk | None) -> None:
        self._inner, self._path, self._step, self._disk = inner, path, step, disk
        if disk is not None:
            disk.written(path, inner)

    def __getattr__(self, name: str) -> Any:
        if name not in ("bulk_load", "bulk_extend", "update", "flush", "backup"):
            return getattr(self._inner, name)

        def call(*arguments: Any, **options: Any) -> Any:
            self._step(name)
            result = getattr(self._inner, name)(*arguments, **options)
            if self._disk is not None and name == "backup":
                self._disk.copied(Path(arguments[0]))
            elif self._disk is not None and name != "update":
                self._disk.written(self._path, self._inner)
            return result

        return call

    def __iter__(self) -> Iterator[ox.Quad]:
        return iter(self._inner)


def stopper(last: int, fault: str, disk: Disk | None) -> Callable[[str], None]:
    """Return what is told of every step: it ends the process, or fails, at the step whose number is ``last``."""
    count = 0

    def step(what: str) -> None:
        nonlocal count
        count += 1
        if fault == "full" and count >= last and what not in FREEING:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        if fault != "full" and count == last:
            if disk is not None:
                disk.leave(disk.images.with_name("left"))
            os._exit(DEAD)

    return step


def armed(last: int, fault: str, work: Callable[[Path], None], path: Path) -> None:
    """Work on a store, and have a fault before the step whose number is ``last``."""
    disk = Disk(path.parent, path.parent.with_name("images")) if fault in CUTS else None
    inside, sync, opened, step = path.parent, os.fsync, ox.Store, stopper(last, fault, disk)

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event not in (*CHANGES, "open"):
            return
        path, last = Path(str(arguments[0])), arguments[-1]
        if event != "open" and last not in (-1, None):  # rmtree names things within an open folder
            path = Path(f"/proc/self/fd/{last}").readlink() / path
        writes = event != "open" or (isinstance(arguments[1], str) and arguments[1] not in ("r", "rb"))
        if writes and path.is_relative_to(inside):
            step(event)
            if disk is not None and fault == "disorder" and event in ("os.remove", "os.rmdir"):
                disk.removed(path)

    def fsync(descriptor: int) -> None:
        step("fsync")
        sync(descriptor)
        if disk is not None:
            disk.synced(Path(f"/proc/self/fd/{descriptor}").readlink())

    def made(folder: str | None = None) -> Any:
        return opened() if folder is None else Watched(opened(folder), Path(folder), step, disk)

    made.read_only = opened.read_only  # type: ignore[attr-defined]  # stands in for the class
    os.fsync = fsync
    ox.Store = made  # type: ignore[assignment, misc]  # stands in for the class
    sys.addaudithook(hook)
    try:
        work(path)
    except StoreError as error:
        assert "disk is full" in str(error), error
        os._exit(REFUSED)


def seen(path: Path) -> tuple[Seen, dict[str, str]]:
    """Return what readers see, graph by graph, and what lies in quarantine."""
    with reader(path) as store:
        graphs = {
            str(name): frozenset(store.graph.quads_for_pattern(None, None, None, name))
            for name in store.graph.named_graphs()
        }
        return {name: quads for name, quads in graphs.items() if quads}, store.quarantined()


def child(work: Callable[[], None]) -> int:
    """Run something in a process of its own; return its exit code."""
    pid = os.fork()
    if pid == 0:
        try:
            work()
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def recovered(path: Path, again: Callable[[Path], None], clean: Path, *, words_gone: bool) -> None:
    """See that what a crash left opens, holds whole documents, and that doing it again ends as a clean run."""
    Store.open(path, write=True).close()
    whole(seen(path)[0])
    again(path)
    assert seen(path) == seen(clean), "not the same as without a crash"
    left = [str(file) for file in path.rglob("*") if file.name.startswith(".") or "bulk-" in file.name]
    assert not left, left
    if words_gone:
        words = CALL.text.content[:20].encode()
        assert not [file for file in path.rglob("*") if file.is_file() and words in file.read_bytes()], "words stay"


def whole(graphs: Seen) -> None:
    """See that each document is all there or not at all."""
    for reading in (CALL, STATE_VISIT, EMPTY):
        expected = {quad.graph_name: 0 for quad in graph.quads(reading) + graph.text_quads(reading)}
        for quad in graph.quads(reading) + graph.text_quads(reading):
            if quad in graphs.get(str(quad.graph_name), ()):
                expected[quad.graph_name] += 1
        present = [bool(count) for name, count in expected.items() if name != vocab.PROVENANCE]
        assert all(present) or not any(present), f"a part of {reading.article.id}"


def run(folder: Path, scenario: str, fault: str, every: int) -> int:
    """Return how many steps of the scenario were tried."""
    before, work = SCENARIOS[scenario]
    start, clean, path = folder / "start", folder / "clean" / "store", folder / "run" / "store"
    clean.parent.mkdir()
    if before is not None:
        assert child(lambda: before(start)) == 0
        shutil.copytree(start, clean)
    assert child(lambda: work(clean)) == 0
    for number in itertools.count(1, every):
        for used in ("run", "images"):
            shutil.rmtree(folder / used, ignore_errors=True)
        path.parent.mkdir()
        if before is not None:
            shutil.copytree(start, path)
        code = child(partial(armed, number, fault, work, path))
        if code == 0:
            return number // every
        assert code == (REFUSED if fault == "full" else DEAD), f"step {number}: ended with {code}"
        if fault in CUTS:
            shutil.rmtree(path.parent)
            (folder / "left").rename(path.parent)
        ended = child(lambda: recovered(path, work, clean, words_gone=scenario == "remove"))
        assert ended == 0, f"step {number}: the next writer ends with {ended}"
    raise AssertionError("no end")


def main(scenario: str, fault: str = "kill", every: str = "1") -> None:
    memory = Path("/dev/shm")  # a step puts much on the disk, and the disk is not what is tried here
    there = memory.is_dir() and shutil.disk_usage(memory).free > ROOM and os.access(memory, os.W_OK)
    with tempfile.TemporaryDirectory(dir=memory if there else None) as folder:
        sys.stdout.write(f"{run(Path(folder), scenario, fault, int(every))} steps\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
