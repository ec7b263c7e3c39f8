"""A stream to what it holds uncompressed."""

from __future__ import annotations

import gzip
import io
import zlib
from typing import Any, BinaryIO, cast

from elchi.errors import ReadError

DAMAGED = (EOFError, zlib.error, gzip.BadGzipFile)
"""What reading a compressed stream raises where it is cut off or damaged."""

_GZIP = b"\x1f\x8b"


def opened(stream: BinaryIO) -> io.BufferedReader[Any]:
    """Return a stream that can be peeked into, uncompressed if it is in gzip."""
    buffered = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(cast(io.RawIOBase, stream))
    if buffered.peek(2)[:2] != _GZIP:
        return buffered
    return io.BufferedReader(cast(io.RawIOBase, gzip.GzipFile(fileobj=buffered)))


def damaged(error: Exception, where: str) -> ReadError:
    """Return the error to report, after what was read last."""
    return ReadError(
        f"the compressed file is cut off or damaged after {where} ({error}); what came before was read; get it anew"
    )
