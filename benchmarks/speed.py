"""Compare the speed of reading with that of natasha's named-entity tagger.

Both read the Russian articles of the corpus in one process on one core; what counts is the process's CPU
time. Elchi runs its whole reading (``pipeline.extract``: text in, actors, dates, instruments and reports
out), natasha segments, tags names and stops there. Word lists and models are loaded, and one article is
read, before the clock starts.

    pip install -e ".[natasha]"
    python benchmarks/speed.py
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import road

TURNS = 4


def elchi_reader(articles: Sequence[road.Row]) -> tuple[Callable[[int], int], float]:
    """Return a function that reads an article by its number, and how many quads an article gives."""
    from elchi import graph, pipeline
    from elchi.lexicon import lexicons
    from elchi.model import Article

    words = lexicons()
    made = [Article(id=a["id"], content=a["text"], origin=a["id"], published=a.get("published")) for a in articles]
    quads = sum(len(graph.quads(pipeline.extract(article, lexicons=words))) for article in made)
    return lambda number: len(pipeline.extract(made[number], lexicons=words).reports), quads / len(made)


def natasha_reader(articles: Sequence[road.Row]) -> Callable[[int], int] | None:
    """Return a function that tags an article's names and returns how many there are; ``None`` without natasha."""
    try:
        from natasha import Doc, NewsEmbedding, NewsNERTagger, Segmenter
    except ImportError:
        return None
    segmenter, tagger = Segmenter(), NewsNERTagger(NewsEmbedding())

    def tag(number: int) -> int:
        doc = Doc(articles[number]["text"])
        doc.segment(segmenter)
        doc.tag_ner(tagger)
        return len(doc.spans)

    return tag


class Meter:
    """How many articles a reader reads per second of CPU time, over as many turns as it is given."""

    def __init__(self, read: Callable[[int], int], count: int) -> None:
        """Read one article, so that nothing is left to load."""
        self.read, self.count = read, count
        self.done = self.results = 0
        self.seconds = 0.0
        read(0)

    def turn(self, seconds: float) -> None:
        """Read whole rounds of the articles for at least ``seconds``."""
        start = time.process_time()
        while (spent := time.process_time() - start) < seconds:
            self.results += sum(map(self.read, range(self.count)))
            self.done += self.count
        self.seconds += spent

    @property
    def rate(self) -> float:
        """Articles per CPU second."""
        return self.done / self.seconds


def main() -> None:
    options = road.parser(__doc__)
    options.add_argument("--language", default="ru", help="language folder of the corpus (%(default)s)")
    options.add_argument("--articles", type=Path, help="JSONL file instead of the corpus")
    options.add_argument("--seconds", type=float, default=20, help="least CPU time of each (%(default)s)")
    options.add_argument("--times", type=float, default=5, help="how many times natasha is asked (%(default)s)")
    chosen = options.parse_args()
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    os.environ.update(dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1"))
    if chosen.articles is None:
        articles = road.records(road.reference(chosen.shared, "corpus"), chosen.language)
    else:
        articles = [json.loads(line) for line in chosen.articles.read_text(encoding="utf-8").splitlines()]
    letters = sum(len(article["text"]) for article in articles)
    print(f"{len(articles)} articles, {letters / len(articles):.0f} characters on average, one process")
    read, quads = elchi_reader(articles)
    tag = natasha_reader(articles)
    meters = [Meter(reader, len(articles)) for reader in (read, tag) if reader is not None]
    for _ in range(TURNS):  # by turns: what else the machine does slows both
        for meter in meters:
            meter.turn(chosen.seconds / TURNS)
    ours, *others = meters
    reports = ours.results / ours.done
    print(f"elchi    {ours.rate:8.1f} articles per CPU second  {reports:6.1f} reports, {quads:.1f} quads per article")
    if not others:
        sys.exit("natasha is not installed here: nothing to compare with (see --help)")
    theirs = others[0]
    names = theirs.results / theirs.done
    print(f"natasha  {theirs.rate:8.1f} articles per CPU second  {names:6.1f} names per article")
    print(f"ratio    {ours.rate / theirs.rate:8.1f}")
    sys.exit(ours.rate / theirs.rate < chosen.times)


if __name__ == "__main__":
    main()
