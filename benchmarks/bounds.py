"""Measure what the worst texts and pages cost: CPU seconds, how they grow with the length, and memory.

    python benchmarks/bounds.py                        # 5 MB of every kind: an hour and a half (make bounds)
    python benchmarks/bounds.py --size 200000          # three minutes
    python benchmarks/bounds.py persons treaties       # the kinds whose names hold one of these words

The kinds are those of ``worst_texts.py`` and ``worst_pages.py`` in ``tests``. A text goes through reading and graph,
a page through its reader before; each in a process of its own that starts with the words of all languages compiled.
The exponent is that of the time between a quarter of the size and the size: 1 where four times the length takes four
times as long, 2 where it takes sixteen times. Ends with 1 where a kind is above a ceiling.
"""

from __future__ import annotations

import argparse
import gc
import math
import os
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

import worst
import worst_pages
import worst_texts
from elchi import graph, pipeline
from elchi.errors import ReadError
from elchi.lexicon import Lexicons, lexicons
from elchi.model import Article
from elchi.read import html

STEEPEST = 1.3  # exponent; what is quadratic in one part of many shows more
SLOWEST = 40.0  # CPU seconds for a million characters
LARGEST = 2_000.0  # bytes for a character
LEAST = 0.5  # seconds below which an exponent is noise
CLOCK = os.sysconf("SC_CLK_TCK")


class Cost(NamedTuple):
    """What one text cost: CPU seconds, and bytes beyond those that the process had before."""

    seconds: float
    memory: int


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("kinds", nargs="*", help="words of the names of kinds (all)")
    options.add_argument("--size", type=int, default=5_000_000, help="characters of a text (%(default)s)")
    chosen = options.parse_args()
    works = [(name, work) for name, work in _works() if not chosen.kinds or any(k in name for k in chosen.kinds)]
    above = 0
    print(f"{'':34s}{'CPU s':>8s}{'s/MB':>8s}{'exponent':>10s}{'bytes/char':>12s}")
    for name, work in works:
        quarter, whole = _cost(work, chosen.size // 4), _cost(work, chosen.size)
        exponent = math.log(whole.seconds / quarter.seconds, 4)
        rate, held = whole.seconds / chosen.size * 1e6, whole.memory / chosen.size
        steep = exponent > STEEPEST and whole.seconds > LEAST
        wrong = steep or rate > SLOWEST or held > LARGEST
        above += wrong
        print(f"{name:34s}{whole.seconds:8.2f}{rate:8.1f}{exponent:10.2f}{held:12.0f}{' !' * wrong}", flush=True)
    print(f"{len(works)} kinds, {above} above a ceiling (exponent {STEEPEST}, {SLOWEST} s/MB, {LARGEST} bytes/char)")
    sys.exit(above > 0)


def _works() -> Iterator[tuple[str, Callable[[int], None]]]:
    """Yield each kind's name and what reads a text of it, of so many characters."""
    words = lexicons()
    for kind in worst.NEWS.values():
        _read(kind.text(5_000), words)  # compiles all that is compiled when it is first needed
    for name, kind in worst_texts.TEXTS.items():
        yield name, partial(_text, kind, words)
    for name, kind in worst_pages.PAGES.items():
        yield f"page: {name}", partial(_page, kind, words)


def _text(kind: worst.Kind, words: Lexicons, size: int) -> None:
    _read(kind.text(size), words)


def _page(kind: worst.Kind, words: Lexicons, size: int) -> None:
    _read_page(kind.text(size), words)


def _read(content: str, words: Lexicons) -> None:
    article = Article(id="a", content=content, origin="a", published="2024-05-20")
    graph.nquads(pipeline.extract(article, lexicons=words))


def _read_page(page: str, words: Lexicons) -> None:
    try:
        article = html.read(page.encode(), id="a", origin="a")
    except ReadError:
        return
    _read(article.content, words)


def _cost(work: Callable[[int], None], size: int) -> Cost:
    """Return what a piece of work costs in a process of its own, so that none is helped or hindered by another."""
    gc.freeze()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.write(writing, " ".join(map(str, _measured(work, size))).encode())
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as answer:
        told = answer.read().split()
    os.waitpid(child, 0)
    if not told:
        sys.exit(f"the process that read {size:,} characters ended without an answer")
    return Cost(max(float(told[0]), 1 / CLOCK), int(told[1]))


def _measured(work: Callable[[int], None], size: int) -> Cost:
    gc.disable()  # it finds nothing, since a reading has no cycles, and its passes may take as long again
    before, start = _memory("VmRSS"), time.process_time()
    work(size)
    return Cost(time.process_time() - start, _memory("VmHWM") - before)


def _memory(field: str) -> int:
    """Return a figure of this process in bytes (Linux)."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith(field))


if __name__ == "__main__":
    main()
