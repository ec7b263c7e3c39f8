"""What the server and a worker say to each other over their socket.

The server sends a length and a pickled question; the worker answers with frames, each with its kind and length. What
a worker sends is JSON or bytes, never a pickle: it has run what strangers wrote.
"""

from __future__ import annotations

import json
import pickle
import struct
from collections.abc import Iterator, Mapping
from enum import IntEnum
from typing import Any

from elchi.serve.jobs.values import Head

LENGTH = struct.Struct("!I")
_FRAME = struct.Struct("!BI")


class Kind(IntEnum):
    """What a frame holds."""

    READY = 0
    """The worker can be asked."""
    HEAD = 1
    """How the answer begins."""
    BYTES = 2
    """A piece of the answer."""
    END = 3
    """The answer is complete; the worker can be asked again."""
    REFUSED = 4
    """Status, message and headers of a refusal; the worker can be asked again."""
    FAILED = 5
    """The same, after which the worker ends."""


def question(job: str, arguments: Mapping[str, Any]) -> bytes:
    """Return what asks a worker for a job."""
    packed = pickle.dumps((job, dict(arguments)), pickle.HIGHEST_PROTOCOL)
    return LENGTH.pack(len(packed)) + packed


def frame(kind: Kind, payload: bytes = b"") -> bytes:
    """Return a frame."""
    return _FRAME.pack(kind, len(payload)) + payload


def head(value: Head) -> bytes:
    """Return the frame of a head."""
    return frame(Kind.HEAD, json.dumps([value.media_type, value.status, value.headers]).encode())


def head_in(payload: bytes) -> Head:
    """Return the head that a frame holds.

    >>> head_in(head(Head("text/csv", 200, (("Link", "<a>"),)))[5:])
    Head(media_type='text/csv', status=200, headers=(('Link', '<a>'),))
    """
    media_type, status, headers = json.loads(payload)
    return Head(media_type, status, tuple((name, value) for name, value in headers))


def refusal(kind: Kind, status: int, message: str, headers: Mapping[str, str] | None = None) -> bytes:
    """Return the frame of a refusal."""
    return frame(kind, json.dumps([status, message, dict(headers or {})]).encode())


class Frames:
    """Bytes as they come to whole frames."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._rest = b""

    def feed(self, data: bytes) -> Iterator[tuple[int, bytes]]:
        """Yield kind and payload of the frames that are complete.

        >>> frames = Frames()
        >>> list(frames.feed(frame(Kind.END)[:3])), list(frames.feed(frame(Kind.END)[3:]))
        ([], [(3, b'')])
        """
        data = self._rest + data if self._rest else data
        start = 0
        while len(data) - start >= _FRAME.size:
            kind, size = _FRAME.unpack_from(data, start)
            stop = start + _FRAME.size + size
            if stop > len(data):
                break
            yield kind, data[start + _FRAME.size : stop]
            start = stop
        self._rest = data[start:]
