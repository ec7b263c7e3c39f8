"""A file or a stream to its articles, by the reader of its kind; a big file to its parts."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from elchi.errors import ReadError
from elchi.model import Article
from elchi.read import delimited, html, jsonl, parquet, plain, warc
from elchi.read.compressed import DAMAGED, damaged, is_gzip, opened
from elchi.read.kinds import is_page, kind, uncompressed
from elchi.read.record import Columns
from elchi.read.values import LEFT_OUT, Failure, Item, Limits, Part

Stream: TypeAlias = "io.BufferedReader[Any]"


class _Format(NamedTuple):
    """How records of a kind are read, and where a file of them can be cut: places, and numbers of records there."""

    read: Callable[[Stream, Part, Limits, Columns], Iterator[Item]]
    cuts: Callable[[Stream, Part, int, Limits, Columns], Iterator[tuple[int, int]]]
    raw: bool = False  # whether it is read as it is compressed


_FORMATS = {
    ".jsonl": _Format(jsonl.read, jsonl.cuts),
    ".csv": _Format(delimited.read, delimited.cuts),
    ".tsv": _Format(delimited.read, delimited.cuts),
    ".parquet": _Format(parquet.read, parquet.cuts),
    ".warc": _Format(warc.read, warc.cuts, raw=True),
}


def read(part: Part, limits: Limits, columns: Columns) -> Iterator[Item]:
    """Yield what a part of a file holds; what keeps it from being read is a failure."""
    try:
        with Path(part.path).open("rb") as stream:
            yield from stretch(stream, part, limits, columns)
    except FileNotFoundError:
        yield Failure(part.origin, ReadError("no such file; give a file, a folder, an http(s) address, or -"))
    except OSError as error:
        yield Failure(part.origin, ReadError(f"cannot be read: {error.strerror}"))


def stretch(stream: Stream, part: Part, limits: Limits, columns: Columns) -> Iterator[Item]:
    """Yield what a part of a stream holds; the stream stands at its beginning."""
    try:
        records, plainly = _format(stream, part.path)
        if records is None:
            yield _whole(plainly, part, limits)
        else:
            yield from records.read(plainly, part, limits, columns)
    except DAMAGED as error:
        yield Failure(part.origin, damaged(error, "its beginning"))
    except ReadError as error:
        yield Failure(part.origin, error)


def cut(part: Part, size: int, limits: Limits, columns: Columns) -> Iterator[Part]:
    """Yield the parts of a file, in order, of about ``size`` bytes each; of one that cannot be cut, itself.

    What keeps a file from being read is told when its parts are.
    """
    start, first = 0, 1
    try:
        with Path(part.path).open("rb") as stream:
            end = stream.seek(0, io.SEEK_END)
            stream.seek(0)
            records, plainly = _format(stream, part.path)
            can_be = records is not None and plainly is stream and end > size
            for at, number in records.cuts(stream, part, size, limits, columns) if records and can_be else ():
                if at < end:
                    yield part._replace(start=start, stop=at, first=first)
                    start, first = at, number
    except (OSError, ReadError, *DAMAGED):
        pass
    yield part._replace(start=start, first=first)


def is_whole(path: str, size: int) -> bool:
    """Return whether a file is records that cannot be cut into parts of ``size``; ``False`` if it cannot be read."""
    try:
        with Path(path).open("rb") as stream:
            records, plainly = _format(stream, path)
            if records is None or plainly is not stream:
                return records is not None
            return records.read is parquet.read and parquet.is_coarse(stream, size)
    except (OSError, ReadError, *DAMAGED):
        return False


def _format(stream: Stream, path: str) -> tuple[_Format | None, Stream]:
    """Return how the records of a stream are read, if it has any, and the stream that they are read from."""
    packed = is_gzip(stream)
    plainly = opened(stream)
    records = _FORMATS.get(kind(path, plainly))
    if records is not None and records.raw and packed and stream.seekable():
        stream.seek(0)
        return records, stream
    return records, plainly


def _whole(stream: Stream, part: Part, limits: Limits) -> Article:
    """Return the article that a whole stream is: a page or a plain text."""
    if part.first in part.without:
        raise ReadError(LEFT_OUT)
    data = stream.read(limits.text + 1)
    if len(data) > limits.text:
        raise ReadError(
            f"longer than {limits.text:,} bytes; one article was expected: split it, or write records as .jsonl"
        )
    ending = uncompressed(part.path)
    page = ending.endswith((".html", ".htm")) or (not ending.endswith(".txt") and is_page(data))
    if page and len(data) > limits.page:
        raise ReadError(f"the page is longer than {limits.page:,} bytes; save its text as .txt")
    return (html.read if page else plain.read)(data, id=part.name, origin=part.origin)
