"""A stream to what it holds uncompressed."""

from __future__ import annotations

import io
import sys
import zlib
from collections import deque
from typing import Any, cast

from elchi.errors import ReadError

if sys.version_info >= (3, 14):
    from compression import zstd as zstd
else:
    from backports import zstd as zstd

DAMAGED = (EOFError, zlib.error, zstd.ZstdError)
"""What reading a compressed stream raises where it is cut off or damaged."""

_GZIP = b"\x1f\x8b"
_ZSTD = b"\x28\xb5\x2f\xfd"
_BUFFER = 1 << 17  # as much as a frame of zstd gives at once
_PIECE = 1 << 15  # of a compressed file; what follows a member in it is copied


def opened(stream: io.BufferedReader[Any]) -> io.BufferedReader[Any]:
    """Return a stream that can be peeked into, uncompressed if it is in gzip or zstd."""
    if is_gzip(stream):
        return buffered(Members(stream, 0))
    return buffered(_Zstd(stream)) if stream.peek(4)[:4] == _ZSTD else stream


def is_gzip(stream: io.BufferedReader[Any]) -> bool:
    """Return whether what comes next in a stream is in gzip."""
    return stream.peek(2)[:2] == _GZIP


def buffered(stream: object) -> io.BufferedReader[Any]:
    """Return a stream that can be peeked into."""
    return stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(cast(io.RawIOBase, stream), _BUFFER)


class Members(io.RawIOBase):
    """What is in gzip, uncompressed, and where its members begin.

    A member can be read without those before it: archives of pages have one for each record.
    """

    def __init__(self, stream: io.BufferedReader[Any], start: int) -> None:
        """Read on from where a stream stands, which is the byte ``start`` of its file."""
        self._stream = stream
        self._engine: Any = None
        self._pressed = b""  # read, but not uncompressed
        self._read = start  # bytes of the file
        self._at = 0  # bytes given
        self._starts: deque[tuple[int, int]] = deque()

    def readable(self) -> bool:
        """Return that it can be read."""
        return True

    def start_of(self, at: int) -> int | None:
        """Return the byte of the file at which the uncompressed byte ``at`` begins a member; else ``None``.

        What was asked for once, and what comes before it, is forgotten.
        """
        start = None
        while self._starts and self._starts[0][0] <= at:
            place, pressed = self._starts.popleft()
            start = pressed if place == at else None
        return start

    def readinto(self, buffer: Any) -> int:
        """Fill a buffer with uncompressed bytes, as many as come at once.

        Raises:
            EOFError: if a member is cut off.
            zlib.error: if a member is damaged.
        """
        while self._engine is not None or self._begin():
            data = self._engine.decompress(self._pressed, len(buffer))
            self._pressed = self._engine.unconsumed_tail
            if self._engine.eof:
                self._pressed, self._engine = self._engine.unused_data, None
            elif not data and not self._fill():
                raise EOFError("its end is missing")
            if data:
                buffer[: len(data)] = data
                self._at += len(data)
                return len(data)
        return 0

    def _begin(self) -> bool:
        """Begin the next member, past the zeros that may stand before it; return whether there is one."""
        while not (pressed := self._pressed.lstrip(b"\0")):
            if not self._fill():
                return False
        self._starts.append((self._at, self._read - len(pressed)))
        self._pressed = pressed
        self._engine = zlib.decompressobj(16 + zlib.MAX_WBITS)
        return True

    def _fill(self) -> bool:
        data = self._stream.read1(_PIECE)
        self._read += len(data)
        self._pressed = data
        return bool(data)


class _Zstd(io.RawIOBase):
    """What is in zstd, uncompressed; what comes before damage is given first, which ``ZstdFile.readinto`` does not."""

    def __init__(self, stream: io.BufferedReader[Any]) -> None:
        self._file = zstd.ZstdFile(stream)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._file.read1(len(buffer))
        buffer[: len(data)] = data
        return len(data)


def damaged(error: Exception, where: str) -> ReadError:
    """Return the error to report, after what was read last."""
    return ReadError(f"the file is cut off or damaged after {where} ({error}); what came before was read; get it anew")
