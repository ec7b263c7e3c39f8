"""The parts of the load, each by itself over the same articles, in one process.

    python benchmarks/load/parts.py archive.jsonl 1000 FOLDER

Articles go in groups through one part after the other, so that what the store does in threads of its own counts
as the store's. Each engine of the validation checks some of the articles besides.
"""

from __future__ import annotations

import itertools
import json
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

import pyoxigraph as ox

import limit
from elchi import graph, pipeline, validate
from elchi._resources import resource
from elchi.lexicon import lexicons
from elchi.model import Article, Reading
from elchi.read import articles

GROUP = 250
"""Articles that go through a part together."""
CHECKED = 100
"""Articles that each engine of the validation checks."""
FAST, REFERENCE = validate.ENGINES

In = TypeVar("In")
Out = TypeVar("Out")
Seconds = dict[str, float]


def measure(archive: Path, count: int, folder: Path) -> Seconds:
    """Return the CPU seconds of each part over the first articles of an archive."""
    spent: Seconds = {}
    checker, store = _checker(), ox.Store(str(folder))
    found = itertools.islice(_articles(archive), count)
    waiting = b""
    while group := _timed(spent, "read", lambda: list(itertools.islice(found, GROUP))):
        readings = _each(spent, "extract", _reading, group)
        lines = _each(spent, "graph", _lines, readings)
        _each(spent, "validate", checker.check, lines)
        waiting += b"".join(lines)
        if len(waiting) > limit.BATCH or len(group) < GROUP:
            _load(spent, store, waiting)
            waiting = b""
    _load(spent, store, waiting)
    _timed(spent, "store", store.flush)
    return spent


def engines(archive: Path, count: int) -> Seconds:
    """Return the CPU seconds of each engine over the first articles of an archive."""
    lines = [_lines(_reading(article)) for article in itertools.islice(_articles(archive), count)]
    spent: Seconds = {}
    for engine in validate.ENGINES:
        checker = _checker(engine)
        checker.check(lines[0])
        _each(spent, engine, checker.check, lines)
    return spent


def documents(archive: Path) -> Iterator[bytes]:
    """Yield the N-Quads of all articles of an archive, as the load makes them."""
    return map(_lines, map(_reading, _articles(archive)))


def _articles(archive: Path) -> Iterator[Article]:
    return (found for found in articles([str(archive)]) if isinstance(found, Article))


def _reading(article: Article) -> Reading:
    return pipeline.extract(article, lexicons=lexicons())


def _lines(reading: Reading) -> bytes:
    return graph.nquads(reading) + graph.text_nquads(reading)


def _checker(engine: str = FAST) -> validate.Checker:
    files = [path.read_bytes() for path in resource("ontology", "authority").iterdir() if path.name.endswith(".ttl")]
    known = validate.authority(quad for file in files for quad in ox.parse(file, ox.RdfFormat.TURTLE))
    return validate.Checker(validate.load_shapes(), known, engine=engine)


def _load(spent: Seconds, store: ox.Store, lines: bytes) -> None:
    _timed(spent, "store", lambda: store.bulk_load(lines, ox.RdfFormat.N_QUADS, lenient=True))


def _each(spent: Seconds, part: str, function: Callable[[In], Out], values: Iterable[In]) -> list[Out]:
    return _timed(spent, part, lambda: [function(value) for value in values])


def _timed(spent: Seconds, part: str, function: Callable[[], Out]) -> Out:
    start = time.process_time()
    result = function()
    spent[part] = spent.get(part, 0.0) + time.process_time() - start
    return result


def main(archive: str, count: str, folder: str) -> None:
    """Print the CPU seconds of the parts and of the engines for an article."""
    path, number = Path(archive), int(count)
    for article in itertools.islice(_articles(path), number):  # words are met before the clock starts
        _reading(article)
    checked = min(CHECKED, number)
    spent = {part: seconds / number for part, seconds in measure(path, number, Path(folder)).items()}
    ran = {engine: seconds / checked for engine, seconds in engines(path, checked).items()}
    print(json.dumps({"parts": spent, "engines": ran}))


if __name__ == "__main__":
    main(*sys.argv[1:])
