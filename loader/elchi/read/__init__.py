"""Sources to articles: text, HTML and JSONL files, folders, URLs, standard input.

These are the only rooms that touch the outside on the way in. Every bad input becomes a :class:`Failure`
that says where it was, what was expected and what to do; nothing that it stands beside is lost.
"""

from __future__ import annotations

import hashlib
import io
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO

from elchi.errors import ReadError
from elchi.model import Article
from elchi.read import folder, html, jsonl, plain, url
from elchi.read.compressed import DAMAGED, damaged, opened
from elchi.read.values import Failure, Limits, Skipped

__all__ = ["Failure", "Limits", "Skipped", "articles"]

_STANDARD_INPUT = "-"


def articles(
    sources: Sequence[str],
    *,
    published: str | None = None,
    allow_private: bool = False,
    stdin: BinaryIO | None = None,
    limits: Limits | None = None,
) -> Iterator[Article | Failure | Skipped]:
    """Yield the articles of all sources, one by one, in the order of the sources.

    An article is known by its record's ``id``, else its record's ``url``, else the path below the folder that
    was given, or the file as it was given, with ``#line`` for a record; a page that was fetched by its URL.

    Args:
        sources: files, folders, http(s) addresses, or ``-`` for standard input.
        published: ISO 8601 date of articles that state none.
        allow_private: fetch from private and local addresses too.
        stdin: what ``-`` stands for; the process's own if ``None``.
        limits: how much is read at most.

    Yields:
        Articles, and in their places what is not one.
    """
    kept = limits or Limits()
    found = (item for source in sources for item in _source(source, allow_private, stdin, kept))
    for item in _once(found):
        if not isinstance(item, Article):
            yield item
        elif len(item.content) > kept.characters:
            yield Failure(item.origin, ReadError(_too_big(kept)))
        elif item.published is None and published is not None:
            yield replace(item, published=published)
        else:
            yield item


def _source(
    source: str, allow_private: bool, stdin: BinaryIO | None, limits: Limits
) -> Iterator[Article | Failure | Skipped]:
    if source == _STANDARD_INPUT:
        return _stream(stdin or sys.stdin.buffer, name=source, origin=source, limits=limits)
    if source.lower().startswith(("http://", "https://")):
        return _page(source, allow_private, limits)
    path = Path(source)
    return _folder(path, limits) if path.is_dir() else _file(path, name=folder.written(source), limits=limits)


def _folder(path: Path, limits: Limits) -> Iterator[Article | Failure | Skipped]:
    for item in folder.found(path):
        if isinstance(item, Path):
            yield from _file(item, name=folder.written(item.relative_to(path)), limits=limits)
        else:
            yield item


def _file(path: Path, *, name: str, limits: Limits) -> Iterator[Article | Failure]:
    """Yield what a file holds; one of another ending is read as what its first bytes look like."""
    origin = folder.written(path)
    try:
        if path.stat().st_size > limits.text and not path.name.lower().endswith((".jsonl", ".gz")):
            raise ReadError(_too_long(limits))
        with path.open("rb") as stream:
            yield from _stream(stream, name=name, origin=origin, limits=limits, ending=path.name.lower())
    except FileNotFoundError:
        yield Failure(origin, ReadError("no such file; give a file, a folder, an http(s) address, or -"))
    except OSError as error:
        yield Failure(origin, ReadError(f"cannot be read: {error.strerror}"))
    except ReadError as error:
        yield Failure(origin, error)


def _stream(
    stream: BinaryIO, *, name: str, origin: str, limits: Limits, ending: str = ""
) -> Iterator[Article | Failure]:
    """Yield what a stream holds: of a kind that its name tells, else of the kind that it begins like."""
    try:
        plainly = opened(stream)
        ending = ending.removesuffix(".gz")
        if ending.endswith(".jsonl") or (not ending.endswith(folder.ENDINGS) and _has_records(plainly)):
            yield from jsonl.read(plainly, name=name, origin=origin, limits=limits)
        else:
            yield _whole(plainly.read(limits.text + 1), ending, name=name, origin=origin, limits=limits)
    except DAMAGED as error:
        yield Failure(origin, damaged(error, "its beginning"))
    except ReadError as error:
        yield Failure(origin, error)


def _whole(data: bytes, ending: str, *, name: str, origin: str, limits: Limits) -> Article:
    if len(data) > limits.text:
        raise ReadError(_too_long(limits))
    is_page = ending.endswith((".html", ".htm")) or (not ending.endswith(".txt") and _is_page(data))
    if is_page and len(data) > limits.page:
        raise ReadError(f"the page is longer than {limits.page:,} bytes; save its text as .txt")
    read = html.read if is_page else plain.read
    return read(data, id=name, origin=origin)


def _has_records(stream: io.BufferedReader[Any]) -> bool:
    """Return whether a stream begins like JSONL."""
    return stream.peek(64)[:64].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")


def _is_page(data: bytes) -> bool:
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return start.startswith((b"<!doctype html", b"<html", b"<head", b"<body", b"<?xml")) or b"<html" in start


def _too_long(limits: Limits) -> str:
    return f"longer than {limits.text:,} bytes; one article was expected: split it, or write records as .jsonl"


def _too_big(limits: Limits) -> str:
    return f"longer than {limits.characters:,} characters; one article was expected: split it into several"


def _page(address: str, allow_private: bool, limits: Limits) -> Iterator[Article | Failure]:
    try:
        answer = url.fetch(address, allow_private=allow_private, limits=limits)
        read = html.read if answer.is_page or _is_page(answer.data) else plain.read
        yield read(answer.data, id=address, origin=address, declared=answer.charset, url=answer.url)
    except ReadError as error:
        yield Failure(address, error)


def _once(found: Iterable[Article | Failure | Skipped]) -> Iterator[Article | Failure | Skipped]:
    """Yield each article once: the same one again is passed over, another one of the same id is a failure."""
    seen: dict[int, int] = {}
    for item in found:
        if not isinstance(item, Article):
            yield item
            continue
        key, content = _digest(item.id), _digest(item.content)
        if key not in seen:
            seen[key] = content
            yield item
        elif seen[key] == content:
            yield Skipped(item.origin, "the same article was read before")
        else:
            message = f"another article with the id {item.id!r} was read before; an id stands for one article"
            yield Failure(item.origin, ReadError(message))


def _digest(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8).digest(), "big")
