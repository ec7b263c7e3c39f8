"""A file or a stream to its articles: of the kind that its name tells, else of the kind that it begins like."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, TypeAlias

from elchi.errors import ReadError
from elchi.model import Article
from elchi.read import html, jsonl, plain
from elchi.read.compressed import DAMAGED, damaged, opened
from elchi.read.folder import ENDINGS
from elchi.read.record import Columns
from elchi.read.values import Failure, Item, Limits, Part

Reader: TypeAlias = Callable[[BinaryIO, Part, Limits, Columns], Iterator[Item]]


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
    """Yield what a stream holds from ``part.start`` to ``part.stop``; the stream stands at its beginning."""
    try:
        plainly = opened(stream)
        reader = _READERS.get(kind(part.path, plainly), _whole)
        if part.start:
            plainly.seek(part.start)
        yield from reader(plainly, part, limits, columns)
    except DAMAGED as error:
        yield Failure(part.origin, damaged(error, "its beginning"))
    except ReadError as error:
        yield Failure(part.origin, error)


def cut(part: Part, size: int) -> Iterator[Part]:
    """Yield the parts of a file, in order, of about ``size`` bytes each; of one that cannot be cut, itself.

    What keeps a file from being read is told when its parts are.
    """
    start, first = 0, 1
    try:
        with Path(part.path).open("rb") as stream:
            end = stream.seek(0, io.SEEK_END)
            stream.seek(0)
            for at, number in _cuts(stream, part.path, size) if end > size else ():
                if at < end:
                    yield part._replace(start=start, stop=at, first=first)
                    start, first = at, number
    except (OSError, *DAMAGED):
        pass
    yield part._replace(start=start, first=first)


def is_pressed(path: str) -> bool:
    """Return whether a file is compressed records, which cannot be cut; ``False`` where it cannot be read."""
    try:
        with Path(path).open("rb") as stream:
            plainly = opened(stream)
            return plainly is not stream and kind(path, plainly) in _CUTS
    except (OSError, *DAMAGED):
        return False


def kind(path: str, stream: io.BufferedReader[Any]) -> str:
    """Return what a file is: an ending that tells it, else what its first bytes look like."""
    ending = path.lower().removesuffix(".gz")
    named = next((name for name in (*_READERS, *ENDINGS) if ending.endswith(name)), None)
    if named is not None:
        return named
    return ".jsonl" if stream.peek(64)[:64].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") else ""


def _cuts(stream: io.BufferedReader[Any], path: str, size: int) -> Iterator[tuple[int, int]]:
    plainly = opened(stream)
    cuts = _CUTS.get(kind(path, plainly)) if plainly is stream else None
    return cuts(stream, size) if cuts is not None else iter(())


def is_page(data: bytes) -> bool:
    """Return whether bytes begin like a page."""
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return start.startswith((b"<!doctype html", b"<html", b"<head", b"<body", b"<?xml")) or b"<html" in start


def _whole(stream: BinaryIO, part: Part, limits: Limits, columns: Columns) -> Iterator[Article]:
    """Yield the article that a whole stream is: a page or a plain text."""
    data = stream.read(limits.text + 1)
    if len(data) > limits.text:
        raise ReadError(
            f"longer than {limits.text:,} bytes; one article was expected: split it, or write records as .jsonl"
        )
    ending = part.path.lower().removesuffix(".gz")
    page = ending.endswith((".html", ".htm")) or (not ending.endswith(".txt") and is_page(data))
    if page and len(data) > limits.page:
        raise ReadError(f"the page is longer than {limits.page:,} bytes; save its text as .txt")
    yield (html.read if page else plain.read)(data, id=part.name, origin=part.origin)


_READERS: dict[str, Reader] = {".jsonl": jsonl.read}
_CUTS: dict[str, Callable[[BinaryIO, int], Iterator[tuple[int, int]]]] = {".jsonl": jsonl.cuts}
