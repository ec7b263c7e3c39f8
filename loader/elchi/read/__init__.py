"""Sources to articles: texts, pages, records, web archives, in files and folders; URLs, feeds, standard input.

These are the only rooms that touch the outside on the way in. Every bad input becomes a :class:`Failure`
that says where it was, what was expected and what to do; nothing that it stands beside is lost.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from elchi.errors import ReadError
from elchi.model import Article
from elchi.read import fields, folder, source
from elchi.read import spool as spools
from elchi.read.compressed import buffered
from elchi.read.record import Columns
from elchi.read.values import Failure, Item, Limits, Part, Skipped, written

if TYPE_CHECKING:
    from elchi.read import web

__all__ = ["Columns", "Failure", "Item", "Limits", "Part", "Skipped", "articles", "part", "parts"]

_STANDARD_INPUT = "-"
_SMALL = 8
"""A file that cannot be cut, of less than one in so many bytes of a part, is read as it is, not spooled first."""


def articles(
    sources: Sequence[str],
    *,
    published: str | None = None,
    allow_private: bool = False,
    stdin: BinaryIO | None = None,
    limits: Limits | None = None,
    columns: Columns | None = None,
    known: web.Known | None = None,
) -> Iterator[Item]:
    """Yield the articles of all sources, one by one, in the order of the sources.

    An article is known by its record's ``id``, else its record's ``url``, else the path below the folder that
    was given, or the file as it was given, with ``#line`` for a record; a page that was fetched by its URL.

    Args:
        sources: files, folders, http(s) addresses of pages and feeds, or ``-`` for standard input.
        published: ISO 8601 date of articles that state none.
        allow_private: fetch from private and local addresses too.
        stdin: what ``-`` stands for; the process's own if ``None``.
        limits: how much is read at most.
        columns: what the keys of records are called.
        known: tells which ids are in the store: an entry of a feed that is, is passed over without being fetched.

    Yields:
        Articles, and in their places what is not one.

    Raises:
        ReadError: if ``published`` is no date; at once.
    """
    published = fields.given(published)
    live = _Live(allow_private, stdin, limits or Limits(), columns or Columns(), known)
    return _once(
        chain.from_iterable(
            part(place, published=published, limits=limits, columns=columns)
            if isinstance(place, Part)
            else _finished(live.read(place), published, live.limits)
            if isinstance(place, str)
            else (place,)
            for place in _places(sources)
        )
    )


def parts(
    sources: Sequence[str],
    *,
    size: int = 4_000_000,
    spool: Path | None = None,
    allow_private: bool = False,
    stdin: BinaryIO | None = None,
    limits: Limits | None = None,
    columns: Columns | None = None,
    known: web.Known | None = None,
) -> Iterator[Part | Failure | Skipped]:
    """Yield the parts of all sources, lazily and in order; read one by one they give what :func:`articles` gives.

    Only articles that come twice are not noticed. Big files of records are cut; what cannot be cut or read again
    (compressed records, standard input, URLs) is read here and kept in files of ``spool``.

    Args:
        sources: as for :func:`articles`.
        size: bytes of a part, about.
        spool: a folder of the caller's own, which exists and stays until the parts are read.
        allow_private: fetch from private and local addresses too.
        stdin: what ``-`` stands for; the process's own if ``None``.
        limits: how much is read at most.
        columns: what the keys of records are called.
        known: as for :func:`articles`.

    Raises:
        ReadError: if ``spool`` is ``None`` and a source can be read only once; at once, before any part.
    """
    live = _Live(allow_private, stdin, limits or Limits(), columns or Columns(), known)
    once = next(filter(_is_live, sources), None)
    if spool is None and once is not None:
        raise ReadError(f"{once} can be read only once, and not in parts; save it as a file and give that")
    return _parts(sources, live, size, spool)


def part(
    part: Part,
    *,
    published: str | None = None,
    limits: Limits | None = None,
    columns: Columns | None = None,
) -> Iterator[Item]:
    """Yield what a part holds, as :func:`articles` does.

    Args:
        part: as :func:`parts` made it, with the same limits and columns.
        published: ISO 8601 date of articles that state none.
        limits: how much is read at most.
        columns: what the keys of records are called.

    Raises:
        OSError: if the part was spooled and its file is gone.
        ReadError: if ``published`` is no date; at once.
    """
    published = fields.given(published)
    kept = limits or Limits()
    found = spools.read(part) if part.spooled else source.read(part, kept, columns or Columns())
    return _finished(found, published, kept)


def _parts(sources: Sequence[str], live: _Live, size: int, spool: Path | None) -> Iterator[Part | Failure | Skipped]:
    numbers = count(1)
    for place in _places(sources):
        if isinstance(place, str) and spool is not None:
            # Pages come seconds apart: each is taken in before the next is asked for, and none is lost by Ctrl-C.
            much = size if place == _STANDARD_INPUT else 1
            yield from spools.write(live.read(place), spool, Part(place, place), size=much, numbers=numbers)
        elif isinstance(place, Part) and spool is not None and _is_spooled(place, size):
            found = source.read(place, live.limits, live.columns)
            yield from spools.write(found, spool, place, size=size, numbers=numbers)
        elif isinstance(place, Part):
            yield from source.cut(place, size, live.limits, live.columns)
        elif not isinstance(place, str):
            yield place


def _is_spooled(part: Part, size: int) -> bool:
    """Return whether a file is too big for a part, and cannot be cut."""
    try:
        return Path(part.path).stat().st_size > size // _SMALL and source.is_whole(part.path, size)
    except OSError:
        return False


def _is_live(source: str) -> bool:
    """Return whether a source can be read only once."""
    return source == _STANDARD_INPUT or source.lower().startswith(("http://", "https://"))


def _is_name(source: str) -> bool:
    r"""Return whether a file can be called so: an empty name would be the folder that one stands in.

    >>> _is_name("a.txt"), _is_name(""), _is_name("\0"), _is_name("\ud800")
    (True, False, False, False)
    """
    try:
        return bool(source) and b"\0" not in os.fsencode(source)
    except UnicodeEncodeError:
        return False


def _places(sources: Iterable[str]) -> Iterator[Part | str | Failure | Skipped]:
    """Yield the files of sources as parts, what can be read only once as it was given, and what is neither."""
    for given in sources:
        path = Path(given)
        if _is_live(given):
            yield given
        elif not _is_name(given):
            message = "no file can be called so; give a file, a folder, an http(s) address, or -"
            yield Failure(written(given), ReadError(message))
        elif path.is_dir():
            for item in folder.found(path):
                yield Part(str(item), written(item.relative_to(path))) if isinstance(item, Path) else item
        else:
            yield Part(given, written(given))


@dataclass(frozen=True, slots=True)
class _Live:
    """How what can be read only once is read: standard input and URLs."""

    allow_private: bool
    stdin: BinaryIO | None
    limits: Limits
    columns: Columns
    known: web.Known | None

    def read(self, given: str) -> Iterator[Item]:
        if given != _STANDARD_INPUT:
            from elchi.read import web  # 0.1 s of imports that few processes need

            name = written(given)  # bytes that are no UTF-8 belong in no address and can be in no message
            return web.articles(name, allow_private=self.allow_private, limits=self.limits, known=self.known)
        stream = buffered(self.stdin or sys.stdin.buffer)
        return source.stretch(stream, Part(given, given), self.limits, self.columns)


def _finished(found: Iterable[Item], published: str | None, limits: Limits) -> Iterator[Item]:
    """Yield what was found, articles with the date that was given for those without, and none that is too long."""
    for item in found:
        if not isinstance(item, Article):
            yield item
        elif len(item.content) > limits.characters:
            message = f"longer than {limits.characters:,} characters; one article was expected: split it into several"
            yield Failure(item.origin, ReadError(message))
        elif item.published is None and published is not None:
            yield replace(item, published=published)
        else:
            yield item


def _once(found: Iterable[Item]) -> Iterator[Item]:
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
