"""Records of a web archive (WARC 1.0, 1.1; ISO 28500) to articles: the pages that servers answered.

A page is known by the address it was got from, and read as one that is fetched. The date of a record is that
of the visit, not of the article: it is not used. Records are read one by one; of an archive in gzip, which has
a member for each record, parts can be read by themselves.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any, NamedTuple

from elchi.errors import NoArticleError, ReadError
from elchi.read import fields, html, response
from elchi.read.compressed import DAMAGED, Members, buffered, damaged, is_gzip
from elchi.read.kinds import is_page
from elchi.read.record import Columns
from elchi.read.values import LEFT_OUT, Failure, Item, Limits, Part, Skipped

_HEAD = 1 << 16  # bytes that the head of a record, or of a response, may have
_LONGEST_SIZE = 16  # digits; int() refuses more than 4,300
_NO_RESPONSE = "a WARC record other than a response"
_NOT_OK = "a response other than 200 OK"
_NO_PAGE = "a response that is no page"
_NO_ARTICLE = "a page without an article"


class _Record(NamedTuple):
    """The head of a record: what is wrong with it if there is none, and where it begins, if reading can begin there."""

    head: dict[str, str] | ReadError
    start: int | None


class _Archive:
    """An archive from the beginning of a record on."""

    def __init__(self, stream: io.BufferedReader[Any], start: int) -> None:
        self._members = Members(stream, start) if is_gzip(stream) else None
        self._stream = stream if self._members is None else buffered(self._members)
        self._start = start
        self._held = b""  # a line that was read too early
        self._at = 0  # bytes read
        self._left = 0  # bytes of the body in work

    def next(self) -> _Record | None:
        """Return the next record, ``None`` at the end; the body of the one before is passed over."""
        while self.read(_HEAD):
            pass
        at, line = self._at, self._line()
        while line in (b"\r\n", b"\n"):
            at, line = self._at, self._line()
        if not line:
            return None
        try:
            return _Record(self._head(line), self._place(at))
        except ReadError as error:
            self._pass()
            return _Record(error, None)

    def read(self, size: int) -> bytes:
        """Return at most ``size`` bytes of the record's body, none at its end.

        Raises:
            EOFError: if the archive ends within the body.
        """
        wanted = min(size, self._left)
        data = self._stream.read(wanted)
        if len(data) < wanted:
            raise EOFError("its end is missing")
        self._at += wanted
        self._left -= wanted
        return data

    def _head(self, line: bytes) -> dict[str, str]:
        if not line.startswith(b"WARC/"):
            raise ReadError("no WARC record where one was expected; what follows to the next one was passed over")
        lines = bytearray()
        while (line := self._line()) not in (b"\r\n", b"\n"):
            lines += line
            if not line or len(lines) > _HEAD:
                raise ReadError("the head of a WARC record is cut off or too long; get the archive anew")
        head = response.fields(bytes(lines))
        size = head.get("content-length", "")
        if not (size.isascii() and size.isdigit() and len(size) < _LONGEST_SIZE):
            raise ReadError("a WARC record without its length; what follows to the next one was passed over")
        self._left = int(size)
        return head

    def _pass(self) -> None:
        """Go on to the next line that begins a record."""
        line, begins = self._line(), True
        while line and not (begins and line.startswith(b"WARC/")):
            begins = line.endswith(b"\n")
            line = self._line()
        self._held = line
        self._at -= len(line)

    def _line(self) -> bytes:
        line, self._held = self._held or self._stream.readline(_HEAD), b""
        self._at += len(line)
        return line

    def _place(self, at: int) -> int | None:
        return self._start + at if self._members is None else self._members.start_of(at)


def read(stream: io.BufferedReader[Any], part: Part, limits: Limits, columns: Columns) -> Iterator[Item]:
    """Yield the articles of an archive, and what was passed over.

    Args:
        stream: the archive from its beginning, as it is compressed.
        part: what the records are called by, and which of them are read.
        limits: how long a page may be.
        columns: not used; a page has none.
    """
    if part.start:
        stream.seek(part.start)
    archive, number = _Archive(stream, part.start), part.first
    try:
        while (record := archive.next()) is not None:
            if part.stop is not None and record.start is not None and record.start >= part.stop:
                return
            head = ReadError(LEFT_OUT) if number in part.without else record.head
            yield _item(head, archive, f"{part.origin}:{number}", f"{part.name}#{number}", limits)
            number += 1
    except DAMAGED as error:
        yield Failure(f"{part.origin}:{number}", damaged(error, f"record {number - 1}"))


def cuts(
    stream: io.BufferedReader[Any], part: Part, size: int, limits: Limits, columns: Columns
) -> Iterator[tuple[int, int]]:
    """Yield where an archive can be cut: the byte at which a record begins and its number."""
    archive, number, wanted = _Archive(stream, 0), 1, size
    while (record := archive.next()) is not None:
        if record.start is not None and record.start >= wanted:
            yield record.start, number
            wanted = record.start + size
        number += 1


def _item(head: dict[str, str] | ReadError, archive: _Archive, origin: str, name: str, limits: Limits) -> Item:
    try:
        if isinstance(head, ReadError):
            raise head
        if head.get("warc-type") != "response":
            return Skipped(origin, _NO_RESPONSE)
        return _page(archive, (fields.address(head.get("warc-target-uri")) or "").strip("<>"), origin, name, limits)
    except NoArticleError:
        return Skipped(origin, _NO_ARTICLE)
    except ReadError as error:
        return Failure(origin, error)


def _page(archive: _Archive, address: str, origin: str, name: str, limits: Limits) -> Item:
    start = archive.read(_HEAD)
    if not start.startswith(b"HTTP/"):
        return Skipped(origin, _NO_PAGE)  # an answer of another service: DNS, FTP
    head = response.head(start)
    if head.status != 200:
        return Skipped(origin, _NOT_OK)
    if head.is_page is False:
        return Skipped(origin, _NO_PAGE)
    sent = start[head.size :] + archive.read(limits.page + _HEAD)
    data = response.body(sent, head, limits.page)
    if head.is_page is None and not is_page(data):
        return Skipped(origin, _NO_PAGE)
    return html.read(data, id=address or name, origin=origin, declared=head.charset, url=address or None)
