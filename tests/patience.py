"""Waiting for what comes, however busy the machine is, and telling a slow program from a slow machine."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

ENOUGH = 60.0
"""Seconds after which what has not come will not come; no test that passes waits so long."""
_NAP = 0.01
_HOPS = 10
"""How often processes wait for each other on the way of one answer, at most."""


def eventually(true: Callable[[], object], seconds: float = ENOUGH) -> None:
    """Return as soon as something is true."""
    stop = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < stop, f"this was not so for {seconds:g} s"
        time.sleep(0.02)


def takes(work: Callable[[], object], least: float, most: float) -> bool:
    """Return whether work takes so many seconds, in one of three tries; a machine that is late itself has more."""
    return any(_takes(work, least, most) for _ in range(3))


def _takes(work: Callable[[], object], least: float, most: float) -> bool:
    with _lateness() as late:
        began = time.monotonic()
        work()
        took = time.monotonic() - began
    return least < took < most + _HOPS * max(late)


@contextmanager
def _lateness() -> Iterator[list[float]]:
    """Measure how late one wakes up who sleeps a moment, while a block runs."""
    over, late = threading.Event(), [0.0]

    def sleep() -> None:
        while not over.is_set():
            began = time.monotonic()
            time.sleep(_NAP)
            late.append(time.monotonic() - began - _NAP)

    sleeper = threading.Thread(target=sleep)
    sleeper.start()
    try:
        yield late
    finally:
        over.set()
        sleeper.join()
