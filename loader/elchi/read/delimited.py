"""Rows of CSV and TSV to articles, one by one: a broken row is a failure and the rest goes on.

Fields are quoted as in RFC 4180, so that line breaks may stand in them. A quotation mark that is never closed
would swallow all that follows: after a broken row, reading goes on at the next line from which a whole row can
be read. The number of a row is that of the line that it begins on.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections import deque
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple, Self

from elchi.errors import ReadError
from elchi.model import Article
from elchi.read.compressed import DAMAGED, damaged
from elchi.read.encoding import decode
from elchi.read.kinds import uncompressed
from elchi.read.record import Columns, article
from elchi.read.values import Failure, Item, Limits, Part

_AGAIN = 4  # times the size of a broken stretch that may be read again to find whole rows in it
_SPARE = 1 << 16
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class _Row(NamedTuple):
    """A row, or what is wrong with it; ``end`` is where the next one begins, unless bytes are waiting to be reread."""

    line: int
    fields: list[str] | ReadError
    end: int | None


class _TooLongError(Exception):
    """A row beyond the limit; raised through the reader of the standard library."""


class _Lines:
    """The lines of a stream for one row after another; those of a broken one can be given back."""

    def __init__(self, stream: BinaryIO, limit: int) -> None:
        self.limit = limit
        self.number = 1  # of the next line
        self.at = 0  # bytes read from the stream
        self.taken: list[bytes] = []  # the lines of the row in work
        self.waiting: deque[bytes] = deque()
        self.is_foreign = False  # whether they are in another encoding than UTF-8
        self._stream = stream
        self._size = 0  # bytes of the row in work
        self._trouble = 0  # where what is read again began to be read
        self._again = 0  # bytes read again since

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> str:
        line = self.waiting.popleft() if self.waiting else self._fresh()
        self.taken.append(line)
        self.number += 1
        self._size += len(line)
        if self._size > self.limit:
            raise _TooLongError
        try:
            return line.decode()
        except UnicodeDecodeError:
            self.is_foreign = True
            return line.decode("utf-8", "surrogateescape")

    def mark(self) -> None:
        """Begin a row."""
        self.taken, self._size, self.is_foreign = [], 0, False
        if not self.waiting:
            self._trouble, self._again = self.at, 0

    def give_back(self, *, but: int) -> None:
        """Let the lines of the row be read again, except some of the first."""
        size = sum(map(len, self.taken[but:]))
        # Lines of a stretch that breaks again and again are passed over, or the work would grow with its square.
        if but and self._again + size > _AGAIN * (self.at - self._trouble) + _SPARE:
            return
        self._again += size
        self.waiting.extendleft(reversed(self.taken[but:]))
        self.number -= len(self.taken) - but

    def _fresh(self) -> bytes:
        line = part = self._stream.readline(self.limit + 1)
        if not line:
            raise StopIteration
        while part:
            self.at += len(part)
            part = b"" if part.endswith(b"\n") else self._stream.readline(self.limit)
        return line.removeprefix(codecs.BOM_UTF8) if self.number == 1 else line


class _Rows:
    """The rows of a table below its header."""

    def __init__(self, lines: _Lines, delimiter: str, width: int) -> None:
        self._lines = lines
        self._delimiter = delimiter
        self._width = width
        self._parser = csv.reader(lines, delimiter=delimiter, strict=True)

    def __iter__(self) -> Iterator[_Row]:
        lines = self._lines
        while (fields := self.next()) is not None:
            line = lines.number - len(lines.taken)
            if fields and not isinstance(fields, ReadError) and len(fields) != self._width:
                fields = ReadError(f"a row of {len(fields)} fields; {self._width} were expected, as in the header")
            if isinstance(fields, ReadError) and len(lines.taken) > 1:
                fields = self._passed(fields)
            if fields:
                yield _Row(line, fields, None if lines.waiting else lines.at)

    def next(self) -> list[str] | ReadError | None:
        """Return the fields of the next row: none of an empty line, an error of a broken one, ``None`` at the end."""
        self._lines.mark()
        try:
            fields = next(self._parser, None)
            return self._decoded() if self._lines.is_foreign and fields else fields
        except _TooLongError:
            return ReadError(f"the row is longer than {self._lines.limit:,} bytes; split the article")
        except csv.Error as error:
            return ReadError(f"not a row: {error}; a quotation mark within quotation marks must be doubled")
        except ReadError as error:
            return error

    def _decoded(self) -> list[str]:
        text = decode(b"".join(self._lines.taken))
        return next(csv.reader(io.StringIO(text, newline=""), delimiter=self._delimiter, strict=True), [])

    def _passed(self, error: ReadError) -> ReadError:
        """Go on to the line at which a whole row begins; return the error, with how many lines were passed over."""
        lines = self._lines
        start = lines.number - len(lines.taken)
        lines.give_back(but=1)
        while (fields := self.next()) is not None:
            if not isinstance(fields, ReadError) and len(fields) == self._width:
                lines.give_back(but=0)
                break
            lines.give_back(but=1)
        return ReadError(f"{error} ({lines.number - start} lines to the next whole row were passed over)")


class _Table(NamedTuple):
    """A table that is open: the names of its columns, and its rows."""

    header: tuple[str, ...]
    lines: _Lines
    rows: _Rows


def read(stream: BinaryIO, part: Part, limits: Limits, columns: Columns) -> Iterator[Item]:
    """Yield the articles of a table, whose first row names the columns.

    Args:
        stream: the table from its beginning.
        part: what the rows are called by, and which of them are read.
        limits: how long a row may be.
        columns: what the columns are called.

    Raises:
        ReadError: if the first row is no header, or a column that must be there is not.
    """
    header, lines, rows = _opened(stream, part.path, limits, columns)
    if part.start:
        stream.seek(part.start)
        lines.at, lines.number = 0, part.first
    try:
        for row in rows:
            yield _item(row, header, part, columns)
            if row.end is not None and row.end >= part.size:
                return
    except DAMAGED as error:
        yield Failure(f"{part.origin}:{lines.number}", damaged(error, f"line {lines.number - 1}"))


def cuts(stream: BinaryIO, part: Part, size: int, limits: Limits, columns: Columns) -> Iterator[tuple[int, int]]:
    """Yield where a table can be cut: the byte at which a row begins and its line, about every ``size`` bytes.

    Raises:
        ReadError: as :func:`read` does.
    """
    _, lines, rows = _opened(stream, part.path, limits, columns)
    wanted = size
    for row in rows:
        if row.end is not None and row.end >= wanted:
            yield row.end, lines.number
            wanted = row.end + size


def _item(row: _Row, header: tuple[str, ...], part: Part, columns: Columns) -> Article | Failure:
    origin = f"{part.origin}:{row.line}"
    try:
        if isinstance(row.fields, ReadError):
            raise row.fields
        record = dict(zip(header, row.fields, strict=True))
        return article(record, columns, name=f"{part.name}#{row.line}", origin=origin)
    except ReadError as error:
        return Failure(origin, error)


def _opened(stream: BinaryIO, path: str, limits: Limits, columns: Columns) -> _Table:
    """Return a table whose header is read: fields end at a tab in .tsv, else at a comma or a semicolon."""
    # The limit of the standard library is one for the whole process, and smaller than an article may be.
    csv.field_size_limit(max(limits.text, csv.field_size_limit()))
    lines = _Lines(stream, limits.text)
    found: list[tuple[str, ...]] = []
    for sign in "\t" if uncompressed(path).endswith(".tsv") else ",;":
        header = _header(lines, sign)
        if columns.missing(header) is None:
            return _Table(header, lines, _Rows(lines, sign, len(header)))
        found.append(header)
        lines.give_back(but=0)
    raise columns.lack(found[0])


def _header(lines: _Lines, delimiter: str) -> tuple[str, ...]:
    rows = _Rows(lines, delimiter, 0)
    while (fields := rows.next()) == []:
        pass
    if lines.taken and lines.taken[0].startswith(_WIDE):
        raise ReadError("a table in UTF-16; save it as UTF-8")
    if fields is None:
        raise ReadError("the table is empty; a first row with the names of the columns was expected")
    if isinstance(fields, ReadError):
        raise fields
    names = tuple(name.strip() or f"column {number}" for number, name in enumerate(fields, start=1))
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise ReadError(f"two columns are called {twice!r}; the first row must give each its own name")
    return names
