"""A file or a stream to its articles, by the reader of its kind; a big file to its parts."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple, TypeAlias

from elchi.errors import ReadError
from elchi.model import Article
from elchi.read import delimited, html, jsonl, plain
from elchi.read.compressed import DAMAGED, damaged, opened
from elchi.read.kinds import is_page, kind, uncompressed
from elchi.read.record import Columns
from elchi.read.values import Failure, Item, Limits, Part

Reader: TypeAlias = Callable[[BinaryIO, Part, Limits, Columns], Iterator[Item]]
Cutter: TypeAlias = Callable[[BinaryIO, Part, int, Limits, Columns], Iterator[tuple[int, int]]]


class _Format(NamedTuple):
    """How records of a kind are read, and where a file of them can be cut: places, and numbers of records there."""

    read: Reader
    cuts: Cutter


_FORMATS = {
    ".jsonl": _Format(jsonl.read, jsonl.cuts),
    ".csv": _Format(delimited.read, delimited.cuts),
    ".tsv": _Format(delimited.read, delimited.cuts),
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


def stretch(stream: BinaryIO, part: Part, limits: Limits, columns: Columns) -> Iterator[Item]:
    """Yield what a part of a stream holds; the stream stands at its beginning."""
    try:
        plainly = opened(stream)
        records = _FORMATS.get(kind(part.path, plainly))
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
            plainly = opened(stream)
            records = _FORMATS.get(kind(part.path, plainly)) if end > size and plainly is stream else None
            for at, number in () if records is None else records.cuts(stream, part, size, limits, columns):
                if at < end:
                    yield part._replace(start=start, stop=at, first=first)
                    start, first = at, number
    except (OSError, ReadError, *DAMAGED):
        pass
    yield part._replace(start=start, first=first)


def is_pressed(path: str) -> bool:
    """Return whether a file is compressed records, which cannot be cut; ``False`` where it cannot be read."""
    try:
        with Path(path).open("rb") as stream:
            plainly = opened(stream)
            return plainly is not stream and kind(path, plainly) in _FORMATS
    except (OSError, *DAMAGED):
        return False


def _whole(stream: BinaryIO, part: Part, limits: Limits) -> Article:
    """Return the article that a whole stream is: a page or a plain text."""
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
