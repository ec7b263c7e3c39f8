"""A forked process that answers one question at a time until the server lets it go."""

from __future__ import annotations

import os
import pickle
import socket
import sys
import time
import traceback
from collections.abc import Mapping, Sequence
from typing import Any

from elchi.serve.failures import RefusedError
from elchi.serve.jobs import JOBS, Head, Served
from elchi.serve.workers import frames
from elchi.serve.workers.frames import Kind

MEMORY = 3
"""How a worker ends that cannot have the memory that it needs."""
_PIECE = 32 << 10
"""Bytes that are sent at once; what is smaller travels in one piece."""
_PATIENCE = 0.1
"""Seconds after which less is sent, too: clients want to see the first rows of a slow answer."""


class _LostError(Exception):
    """The server has closed the line."""


def answer_all(line: socket.socket, served: Served) -> None:
    """Answer questions until the server closes the line, or one makes this process unfit for more."""
    try:
        line.sendall(frames.frame(Kind.READY))
        while _answer(line, served, *_next(line)):
            pass
    except (_LostError, ConnectionError):
        return
    except MemoryError:
        os._exit(MEMORY)


def _next(line: socket.socket) -> tuple[str, Mapping[str, Any]]:
    """Return job and arguments of the next question."""
    data, size = b"", frames.LENGTH.size
    while len(data) < size:
        more = line.recv(_PIECE)
        if not more:
            raise _LostError
        data += more
        if len(data) >= frames.LENGTH.size:
            size = frames.LENGTH.size + frames.LENGTH.unpack_from(data)[0]
    job, arguments = pickle.loads(data[frames.LENGTH.size :])
    return job, arguments


def _answer(line: socket.socket, served: Served, job: str, arguments: Mapping[str, Any]) -> bool:
    """Answer one question; return whether another one may follow."""
    reply = _Sent(line)
    try:
        JOBS[job](served, arguments, reply)
        reply.end()
    except RefusedError as error:
        line.sendall(frames.refusal(Kind.REFUSED, error.status, error.message, error.headers))
    except (_LostError, MemoryError):
        raise
    except Exception:
        traceback.print_exc(file=sys.stderr)
        message = "the server failed to answer this; its log says why"
        line.sendall(frames.refusal(Kind.FAILED, 500, message))
        return False
    return True


class _Sent:
    """An answer that is sent in pieces; a :class:`elchi.serve.jobs.Reply`."""

    def __init__(self, line: socket.socket) -> None:
        self._line = line
        self._head: Head | None = None
        self._pieces: list[bytes] = []
        self._size = 0
        self._headed = False
        self._since = time.monotonic()

    def begin(self, media_type: str, status: int = 200, headers: Sequence[tuple[str, str]] = ()) -> None:
        self._head = Head(media_type, status, tuple(headers))

    def write(self, data: bytes) -> int:
        self._pieces.append(bytes(data))
        self._size += len(data)
        if self._size >= _PIECE or time.monotonic() - self._since > _PATIENCE:
            self._send(b"")
        return len(data)

    def flush(self) -> None:
        pass

    def end(self) -> None:
        self._send(frames.frame(Kind.END))

    def _send(self, last: bytes) -> None:
        """Send what there is of the answer, in one piece with its head or its end."""
        if self._head is None:
            raise RuntimeError("a job has to begin its answer before it writes")
        first = b"" if self._headed else frames.head(self._head)
        body = frames.frame(Kind.BYTES, b"".join(self._pieces)) if self._pieces else b""
        try:
            self._line.sendall(first + body + last)
        except OSError as error:
            raise _LostError from error
        self._headed, self._pieces, self._size = True, [], 0
        self._since = time.monotonic()
