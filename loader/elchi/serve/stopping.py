"""The server's end: what runs is answered, then it stops."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn

GRACE = 5
"""Seconds that running answers have to end after the server was told to stop."""


class Server(uvicorn.Server):
    """One that returns when it was told to stop, so that its workers can be ended; its model kills the process.

    Attributes:
        interrupted: whether it was told so with Ctrl-C.
    """

    interrupted = False

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Hear SIGTERM and SIGINT while the block runs."""
        before = {number: signal.signal(number, self.handle_exit) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            self.interrupted = signal.SIGINT in self._captured_signals
            for number, handler in before.items():
                signal.signal(number, handler)
