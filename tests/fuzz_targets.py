"""Bytes to the properties that they must not break: what the coverage-guided fuzzer drives, and replays.

A target takes any bytes, makes of them what a stage takes, and raises where a property of ``tests/properties.py``
does not hold.
"""

from __future__ import annotations

import atexit
import shutil
import tempfile
import tomllib
import zlib
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from random import Random

from elchi import dates
from elchi.characters import fit
from elchi.model import Article, Span
from fuzzing import (
    ENDINGS,
    HARMS,
    LANGUAGES,
    PUBLISHED,
    ROOT,
    SIGNS,
    Edit,
    archived,
    pages,
    passages,
    records,
    table,
)
from properties import (
    LIMITS,
    dates_are_sound,
    facts_are_plain,
    facts_are_the_rows,
    graph_conforms,
    graph_is_sound,
    read_alike,
    read_twice,
    sources_of,
    text_is_normal,
)
from stores import added

_CHECKED = 8  # one graph in so many is held against the shapes and asked the queries: it costs more than all the rest
_WORDS = 4_000  # how many words of the lexicon the fuzzer is told
_LONGEST_WORD = 40


def readers(data: bytes) -> None:
    """A file: the first byte tells its ending, the rest is in it."""
    read_alike(sources_of(_folder(), data[1:], ENDINGS[data[0] % len(ENDINGS)] if data else ""))


def html(data: bytes) -> None:
    """A page."""
    read_alike(sources_of(_folder(), data, ".html"))


def text(data: bytes) -> None:
    """A text, to be stored."""
    text_is_normal(_text(data))


def calendar(data: bytes) -> None:
    """A text whose first two bytes tell its language and the date of publication, to be read for dates."""
    if len(data) > 2:
        content, language = fit(_text(data[2:])), LANGUAGES[data[0] % len(LANGUAGES)]
        stretch = (Span(0, len(content)), language)
        found = dates.find(content, [stretch], grammars=_grammars(), published=_published(data[1]))
        dates_are_sound(found, content)


def pipeline(data: bytes) -> None:
    """A text whose first byte tells the date of publication, to be read as an article."""
    if len(data) > 1:
        _read(Article(id="fuzz", content=_text(data[1:]), origin="fuzz", published=_published(data[0])), data)


def record(data: bytes) -> None:
    """A line of JSON, read and written as far as it is one."""
    for article in read_alike(["-"], b'{"text": 1}\n' + data):
        _read(article, data)


TARGETS: dict[str, Callable[[bytes], None]] = {
    target.__name__: target for target in (readers, html, text, calendar, pipeline, record)
}
"""What can be fuzzed, by name."""


def seeds(target: str) -> Iterator[bytes]:
    """Yield what a target begins with: our own articles, pages and records."""
    if target == "html":
        yield from pages()
    if target == "record":
        yield from records()
    if target == "readers":
        yield from (bytes([ENDINGS.index(ending)]) + data for ending, data in _files())
    if target in ("text", "calendar", "pipeline"):
        for number, passage in enumerate(passages()):
            yield bytes([number % 250]) * (2 if target == "calendar" else 1) + passage.encode()


def _files() -> Iterator[tuple[str, bytes]]:
    """Yield files of every kind: their endings, and what is in them."""
    for page in pages():
        yield ".html", page
        yield ".warc", archived(page, "https://a.example/1", "text/html", "200 OK")
    for line in records():
        yield ".jsonl", line
    for passage in passages()[::50]:
        yield ".txt", passage.encode()
        yield ".csv", table(["id", "text", "title"], [["1", passage, 'a "b"']], ",")
        yield ".tsv", table(["url", "text"], [["https://a.example/1", passage]], "\t")


def words() -> list[str]:
    """Return words of our lexicons and the signs that break readers, for the fuzzer to put into its inputs."""
    files = sorted((ROOT / "loader" / "elchi" / "lexicon").rglob("*.toml"))
    found = sorted({word for path in files for word in _strings(tomllib.loads(path.read_text(encoding="utf-8")))})
    short = [word for word in found if len(word) <= _LONGEST_WORD]
    return [word for word in (*short[:: len(short) // _WORDS + 1], *SIGNS) if word]


def mutated(data: bytes, size: int, seed: int) -> bytes:
    """Return a text with one more harm done to it.

    Args:
        data: the text in UTF-8.
        size: how long it may become, in bytes.
        seed: what decides which harm.
    """
    chosen = Random(seed)
    sign = chosen.choice(passages()) if chosen.random() < 0.3 else chosen.choice(SIGNS)
    reach = chosen.choice((0, 1, 5, 40, 400))
    edit = Edit(chosen.choice(HARMS), chosen.randrange(20_000), reach, sign)
    head, rest = data[:2], data[2:].decode("utf-8", "replace")
    return (head + edit.of(rest).encode("utf-8", "surrogatepass"))[:size]


def _read(article: Article, data: bytes) -> None:
    reading = read_twice(article)
    facts_are_plain(reading)
    quads = graph_is_sound(reading)
    if zlib.crc32(data) % _CHECKED == 0:
        graph_conforms(quads)
        with added(reading) as store:
            facts_are_the_rows(reading, store)


def _text(data: bytes) -> str:
    """Return bytes as text; those that are no UTF-8 become halves of characters."""
    return data.decode("utf-8", "surrogateescape")[: LIMITS.characters]


def _published(byte: int) -> str | None:
    return (None, *PUBLISHED)[byte % (len(PUBLISHED) + 1)]


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from _strings(part)


@lru_cache(maxsize=1)
def _grammars() -> dict[str, dates.Grammar]:
    return {name: dates.compile_grammar(name) for name in sorted({tag[:2] for tag in LANGUAGES})}


@lru_cache(maxsize=1)
def _folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="elchi-fuzz-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder
