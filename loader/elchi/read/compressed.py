"""A stream to what it holds uncompressed."""

from __future__ import annotations

import gzip
import io
import sys
import zlib
from typing import Any, BinaryIO, cast

from elchi.errors import ReadError

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

DAMAGED = (EOFError, zlib.error, gzip.BadGzipFile, zstd.ZstdError)
"""What reading a compressed stream raises where it is cut off or damaged."""

_GZIP = b"\x1f\x8b"
_ZSTD = b"\x28\xb5\x2f\xfd"
_BUFFER = 1 << 17  # as much as a frame of zstd gives at once


def opened(stream: BinaryIO) -> io.BufferedReader[Any]:
    """Return a stream that can be peeked into, uncompressed if it is in gzip or zstd."""
    buffered = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(cast(io.RawIOBase, stream))
    start = buffered.peek(4)[:4]
    if start[:2] == _GZIP:
        return _buffered(gzip.GzipFile(fileobj=buffered))
    return _buffered(zstd.ZstdFile(buffered)) if start == _ZSTD else buffered


def damaged(error: Exception, where: str) -> ReadError:
    """Return the error to report, after what was read last."""
    return ReadError(
        f"the compressed file is cut off or damaged after {where} ({error}); what came before was read; get it anew"
    )


def _buffered(stream: object) -> io.BufferedReader[Any]:
    return io.BufferedReader(cast(io.RawIOBase, stream), _BUFFER)
