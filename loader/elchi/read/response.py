"""An HTTP response as it was sent to what it carries: status, type, and the body without its codings (RFC 9112).

Archives often keep a body decoded under headers that still name its codings; one that does not begin as its
coding does is taken as it is.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator
from typing import NamedTuple

from elchi.errors import ReadError
from elchi.read.compressed import DAMAGED, zstd

_END = re.compile(rb"\r?\n\r?\n")
_STATUS = re.compile(rb"HTTP/\d(?:\.\d)? +(\d{3})")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w-]{2,40})", re.IGNORECASE)
_CHUNK = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]*)?\r?\n")
_PAGES = ("text/html", "application/xhtml+xml")


class Head(NamedTuple):
    """The head of a response, and at which byte of it the body begins."""

    status: int
    fields: dict[str, str]  # by their names in small letters
    size: int

    @property
    def is_page(self) -> bool | None:
        """Whether the body is a page; ``None`` if the response does not say."""
        media = self.fields.get("content-type", "").partition(";")[0].strip().lower()
        return media in _PAGES if media else None

    @property
    def charset(self) -> str | None:
        """The encoding that the server named."""
        found = _CHARSET.search(self.fields.get("content-type", ""))
        return found[1] if found else None


def head(start: bytes) -> Head:
    r"""Return the head of a response that begins with ``start``.

    Raises:
        ReadError: if it is no HTTP response, or its head goes on beyond ``start``.

    >>> found = head(b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=koi8-r\r\n\r\n<html>")
    >>> found.status, found.is_page, found.charset, found.size
    (200, True, 'koi8-r', 60)
    """
    status, end = _STATUS.match(start), _END.search(start)
    if status is None or end is None:
        raise ReadError("no HTTP response in the record; one with its status and headers was expected")
    return Head(int(status[1]), fields(start[: end.start()]), end.end())


def fields(lines: bytes) -> dict[str, str]:
    """Return the header fields in lines, by their names in small letters; of one that comes twice, the first."""
    found: dict[str, str] = {}
    for line in lines.decode("utf-8", "replace").splitlines():
        name, colon, value = line.partition(":")
        if colon:
            found.setdefault(name.strip().lower(), value.strip())
    return found


def body(data: bytes, of: Head, limit: int) -> bytes:
    """Return the body of a response without its transfer and content codings.

    Args:
        data: the body as it was sent.
        of: the head of the response.
        limit: bytes that it may have.

    Raises:
        ReadError: if it is damaged, longer, or coded in a way that is not known.
    """
    if "chunked" in of.fields.get("transfer-encoding", "").lower():
        data = _joined(data)
    for coding in reversed(of.fields.get("content-encoding", "").lower().split(",")):
        data = _decoded(data, coding.strip(), limit)
    if len(data) > limit:
        raise ReadError(f"the page is longer than {limit:,} bytes; a news page was expected")
    return data


def _joined(data: bytes) -> bytes:
    """Return the chunks of a body in one; the body itself if it is in none."""
    return b"".join(_chunks(data)) if _CHUNK.match(data) else data


def _chunks(data: bytes) -> Iterator[bytes]:
    at = 0
    while (found := _CHUNK.match(data, at)) and (size := int(found[1], 16)):
        yield data[found.end() : found.end() + size]
        at = found.end() + size
        at += 2 if data[at : at + 2] == b"\r\n" else 1


def _decoded(data: bytes, coding: str, limit: int) -> bytes:
    if coding in ("", "identity"):
        return data
    if coding not in _DECODERS:
        raise ReadError(f"the page is coded as {coding[:40]!r}; one of {', '.join(_DECODERS)} was expected")
    try:
        return _DECODERS[coding](data, limit + 1)
    except DAMAGED as error:
        if data.lstrip()[:1] == b"<":
            return data
        raise ReadError(f"the page is damaged or cut off ({error}); get it anew") from error


def _gzip(data: bytes, size: int, *, form: int = 16 + zlib.MAX_WBITS) -> bytes:
    engine = zlib.decompressobj(form)
    done = engine.decompress(data, size)
    if len(done) < size and not engine.eof:
        raise EOFError("its end is missing")
    return done


def _deflate(data: bytes, size: int) -> bytes:
    try:
        return _gzip(data, size, form=zlib.MAX_WBITS)
    except zlib.error:
        return _gzip(data, size, form=-zlib.MAX_WBITS)  # without the head that it should have: some servers send it so


def _zstd(data: bytes, size: int) -> bytes:
    return zstd.ZstdDecompressor().decompress(data, size)


def _brotli(data: bytes, size: int) -> bytes:
    try:
        import brotli
    except ImportError as error:
        raise ReadError("the page is coded in Brotli; pip install 'elchi[warc]' to read it") from error
    try:
        return bytes(brotli.Decompressor().process(data, output_buffer_limit=size))
    except brotli.error as error:
        raise EOFError(str(error)) from error


_DECODERS: dict[str, Callable[[bytes, int], bytes]] = {
    "gzip": _gzip, "x-gzip": _gzip, "deflate": _deflate, "br": _brotli, "zstd": _zstd,
}  # fmt: skip
