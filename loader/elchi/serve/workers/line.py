"""The server's end of the line to one worker."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import cast

from elchi.serve.failures import RefusedError
from elchi.serve.workers.frames import Frames, Kind, head_in
from elchi.serve.workers.question import Question


class Line(asyncio.Protocol):
    """Sends a worker questions, one at a time, and gives them what it answers.

    Attributes:
        number: of the worker.
        question: that it answers, ``None`` if it is free.
    """

    def __init__(self, number: int, free: Callable[[Line], None]) -> None:
        """Wait for the worker; ``free`` is called whenever it can be asked."""
        self.number = number
        self.question: Question | None = None
        self._free = free
        self._frames = Frames()
        self._transport: asyncio.Transport | None = None
        self._closed = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Take the transport."""
        self._transport = cast(asyncio.Transport, transport)
        if self._closed:
            transport.close()

    def ask(self, question: Question) -> None:
        """Ask the worker, which is free."""
        assert self._transport is not None
        self.question = question
        question.start(self._pause)
        self._transport.write(question.asked)

    def close(self) -> None:
        """Let the worker go: it ends when it has nothing to do."""
        self._closed = True
        if self._transport is not None:
            self._transport.abort()

    def data_received(self, data: bytes) -> None:
        """Take what the worker says."""
        for kind, payload in self._frames.feed(data):
            if kind == Kind.READY:
                self._free(self)
            elif self.question is not None:
                self._heard(self.question, kind, payload)

    def _heard(self, question: Question, kind: int, payload: bytes) -> None:
        if kind == Kind.HEAD:
            question.begin(head_in(payload))
        elif kind == Kind.BYTES:
            question.put(payload)
        else:
            if kind != Kind.FAILED:
                self.question = None
            question.end(None if kind == Kind.END else RefusedError(*json.loads(payload)))
            if kind != Kind.FAILED:
                self._free(self)

    def _pause(self, stop: bool) -> None:
        if self._transport is None or self._transport.is_closing():
            return
        if stop:
            self._transport.pause_reading()
        else:
            self._transport.resume_reading()
