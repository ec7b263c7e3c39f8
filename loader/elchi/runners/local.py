"""The unit of work on one machine: in this process, or in a pool of them.

A pool whose worker dies is given up by Python as a whole. Then the splits that were in work are run again, each
alone, so that the guard of the unit sees which record it is that kills; the rest goes on in a new pool.
Workers die with the process that started them, and leave Ctrl-C to it.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from pathlib import Path

from elchi.errors import LoaderError
from elchi.runners.bounds import bound_life, bound_memory
from elchi.shards import Config, Manifest, Split, process_split

_AHEAD = 2
"""Splits in work or finished for each worker: enough that none waits, few enough that little lies about."""
_STUCK = 3
"""How often a split may end its worker before any record is in work; then it is no record's fault."""

Unit = Callable[[Split], Manifest]


def processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def here(
    splits: Iterable[Split], config: Config, out: Path, *, digest_of: Callable[[str], str | None] | None = None
) -> Generator[Manifest, None, None]:
    """Yield the manifests of splits that are read in this process, one after the other.

    Args:
        splits: asked for one by one.
        config: how to read them.
        out: folder of the shards.
        digest_of: key of a document to the digest that a store has of it.

    Raises:
        LoaderError: if nothing can be read at all.
    """
    for split in splits:
        yield process_split(split, config, out, hard=False, digest_of=digest_of)


def pool(splits: Iterable[Split], config: Config, out: Path, *, jobs: int) -> Generator[Manifest, None, None]:
    """Yield the manifests of splits that are read in a pool of processes, in the order of the splits.

    One process and the caller take turns; several work while the caller does, a few splits ahead of it.
    Closing the iterator ends the processes.

    Args:
        splits: asked for as there is room.
        config: how to read them.
        out: folder of the shards.
        jobs: processes.

    Raises:
        LoaderError: if nothing can be read at all, or processes die at no record's fault.
    """
    unit = partial(process_split, config=config, out=out, run=f"{os.getpid()}.{time.time_ns()}")
    ahead = 1 if jobs == 1 else _AHEAD * jobs
    waiting, work = iter(splits), deque[tuple[Split, Future[Manifest]]]()
    workers = _Workers(jobs, unit)
    try:
        while True:
            broken = False
            try:
                _fill(work, waiting, workers, ahead)
                if not work:
                    return
                manifest = work[0][1].result()
            except BrokenProcessPool:
                broken = True
            if broken:
                workers.kill()
                yield from _alone([split for split, _ in work], unit, out)
                work.clear()
            else:
                work.popleft()
                yield manifest
    finally:
        workers.kill()


def _fill(work: deque[tuple[Split, Future[Manifest]]], waiting: Iterator[Split], workers: _Workers, ahead: int) -> None:
    """Give the workers splits until enough are in work."""
    while len(work) < ahead and (split := next(waiting, None)) is not None:
        work.append((split, Future()))  # so that it is not lost if the pool is broken by now
        work[-1] = split, workers.submit(split)


def _alone(splits: Iterable[Split], unit: Unit, out: Path) -> Iterator[Manifest]:
    """Yield the manifests of splits one of which has ended its worker, each run by itself.

    Raises:
        LoaderError: if a split ends its workers though no record of it is in work.
    """
    worker = _Workers(1, unit)
    try:
        for split in splits:
            yield _insisted(split, worker, out)
    finally:
        worker.kill()


def _insisted(split: Split, worker: _Workers, out: Path) -> Manifest:
    """Return the manifest of a split that ends its worker again and again, as often as that is a record's fault."""
    stuck, state = 0, _state(out, split)
    while True:
        try:
            return worker.submit(split).result()
        except BrokenProcessPool:
            worker.kill()
        before, state = state, _state(out, split)
        stuck = stuck + 1 if state == before else 0
        if stuck == _STUCK:
            raise LoaderError(_DYING)


_DYING = "worker processes end before they have read anything; is there memory for them? Try --jobs 1"


def _state(out: Path, split: Split) -> tuple[bytes, ...]:
    """Return what the guard of a split knows: it changes with each record that ends its worker."""
    files = (out / f"{split.name}.cursor", out / f"{split.name}.strikes")
    return tuple(file.read_bytes() if file.exists() else b"" for file in files)


_COLLECTED = (50_000, 20, 50)
"""Thresholds of the garbage collector: reading makes no cycles, and a collection walks through all lexicons."""


class _Workers:
    """A pool of processes that is started when it is first asked for something."""

    def __init__(self, jobs: int, unit: Unit) -> None:
        self._jobs = jobs
        self._unit = unit
        self._executor: ProcessPoolExecutor | None = None

    def submit(self, split: Split) -> Future[Manifest]:
        """Ask for a split."""
        if self._executor is None:
            context = multiprocessing.get_context("spawn")
            self._executor = ProcessPoolExecutor(self._jobs, context, _bind, (os.getpid(),))
        return self._executor.submit(self._unit, split)

    def kill(self) -> None:
        """End all processes at once; what they have half made is made anew."""
        executor, self._executor = self._executor, None
        if executor is None:
            return
        for process in list((executor._processes or {}).values()):  # kill_workers() from Python 3.14 on
            process.kill()
        executor.shutdown(wait=True, cancel_futures=True)


def _bind(parent: int) -> None:
    """Bound the life and the memory of a worker, and let it collect garbage seldom."""
    gc.set_threshold(*_COLLECTED)
    bound_life(parent)
    bound_memory()
