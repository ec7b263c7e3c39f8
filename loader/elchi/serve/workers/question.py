"""A question that was asked, from the queue to the last byte of its answer."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from elchi.serve.failures import RefusedError
from elchi.serve.jobs.values import Head

_MUCH = 256 << 10
"""Bytes that may wait for the client; then the worker has to wait."""


class BrokenError(Exception):
    """An answer that has begun and cannot be ended; the client has to see that."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a job answers.

    Attributes:
        head: how it begins.
        chunks: its bytes as they come; raises :class:`BrokenError` if they cannot be had to their end. Who does not
            take them to their end closes it.
        version: of what it was answered from.
    """

    head: Head
    chunks: Question
    version: str


class Question:
    """What was asked, and the answer as far as it is there; an asynchronous iterator of its bytes.

    Attributes:
        asked: what is sent to the worker.
        seconds: that the answer may be computed.
        head: how the answer begins, or the refusal.
        ended: whether nothing more will come.
        version: of what it is answered from.
    """

    def __init__(self, asked: bytes, seconds: float, over: Callable[[Question], None]) -> None:
        """Wait for an answer.

        Args:
            asked: what is sent to the worker.
            seconds: that the answer may be computed.
            over: is called once, when nothing more will come or nobody waits for it.
        """
        self.asked = asked
        self.seconds = seconds
        self.head: asyncio.Future[Head] = asyncio.get_running_loop().create_future()
        self.ended = False
        self.version = ""
        self._over = over
        self._pieces: deque[bytes] = deque()
        self._size = 0
        self._error: Exception | None = None
        self._awaited: asyncio.Future[None] | None = None
        self._pause: Callable[[bool], None] = lambda _: None
        self._started = 0.0
        self._stalled = 0.0
        self._stalled_since: float | None = None

    def start(self, pause: Callable[[bool], None]) -> None:
        """Begin to count the time; ``pause`` tells the worker to wait (``True``) and to go on."""
        self._pause = pause
        self._started = time.monotonic()

    @property
    def stalled(self) -> float:
        """Seconds that the worker had to wait for the client."""
        now = 0.0 if self._stalled_since is None else time.monotonic() - self._stalled_since
        return self._stalled + now

    @property
    def computed(self) -> float:
        """Seconds that the worker has had."""
        return time.monotonic() - self._started - self.stalled

    @property
    def whole(self) -> bytes | None:
        """The answer if all of it is there, ``None`` if more is to come."""
        return b"".join(self._pieces) if self.ended and self._error is None else None

    def begin(self, head: Head) -> None:
        """Take the head."""
        if not self.head.done():
            self.head.set_result(head)

    def put(self, data: bytes) -> None:
        """Take bytes; if too many wait for the client, stop the worker."""
        self._pieces.append(data)
        self._size += len(data)
        if self._size > _MUCH and self._stalled_since is None:
            self._stalled_since = time.monotonic()
            self._pause(True)
        self._wake()

    def end(self, error: RefusedError | None = None) -> None:
        """Take the end, or what keeps the answer from it."""
        if self.ended:
            return
        self.ended = True
        if error is not None:
            self._error = BrokenError(error.message)
            if not self.head.done():
                self.head.set_exception(error)
        self._over(self)
        self._wake()

    def close(self) -> None:
        """Wait no longer for the answer."""
        self.end(RefusedError(499, "the client has left"))

    def __aiter__(self) -> Question:
        """Return itself: an answer can be taken once."""
        return self

    async def __anext__(self) -> bytes:
        """Return the next bytes.

        Raises:
            BrokenError: if the answer cannot be had to its end.
        """
        while not self._pieces or self._error is not None:
            if self._error is not None:
                raise self._error
            if self.ended:
                raise StopAsyncIteration
            self._awaited = asyncio.get_running_loop().create_future()
            await self._awaited
        return self._take()

    def _take(self) -> bytes:
        """Return all bytes that are there, and let a worker that was stopped go on."""
        data = b"".join(self._pieces)
        self._pieces.clear()
        self._size = 0
        if self._stalled_since is not None:
            self._stalled, self._stalled_since = self.stalled, None
            self._pause(False)
        return data

    def _wake(self) -> None:
        if self._awaited is not None and not self._awaited.done():
            self._awaited.set_result(None)
