"""Compare the speed of reading with that of natasha's named-entity tagger.

Both read the Russian articles of the corpus in one process on one core; what counts is the process's CPU
time. Elchi runs its whole reading (``pipeline.extract``: text in, actors, dates, instruments and reports
out), natasha segments, tags names and stops there. Word lists and models are loaded, and one article is
read, before the clock starts.

natasha is no dependency of Elchi: give this script an environment that has both.

    python -m venv /tmp/speed && /tmp/speed/bin/pip install -e . -r benchmarks/requirements-speed.txt
    taskset -c 0 /tmp/speed/bin/python benchmarks/speed.py
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import road


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


def rate(read: Callable[[int], int], count: int, seconds: float) -> tuple[float, float]:
    """Return articles per CPU second and results per article, over whole rounds of at least ``seconds``."""
    read(0)
    done = results = 0
    start = time.process_time()
    while time.process_time() - start < seconds:
        results += sum(read(number) for number in range(count))
        done += count
    return done / (time.process_time() - start), results / done


def main() -> None:
    options = road.parser(__doc__)
    options.add_argument("--language", default="ru", help="language folder of the corpus (%(default)s)")
    options.add_argument("--articles", type=Path, help="JSONL file instead of the corpus")
    options.add_argument("--seconds", type=float, default=20, help="least CPU time of each (%(default)s)")
    options.add_argument("--times", type=float, default=5, help="how many times natasha is asked (%(default)s)")
    chosen = options.parse_args()
    if chosen.articles is None:
        articles = road.records(road.reference(chosen.shared, "corpus"), chosen.language)
    else:
        articles = [json.loads(line) for line in chosen.articles.read_text(encoding="utf-8").splitlines()]
    letters = sum(len(article["text"]) for article in articles)
    print(f"{len(articles)} articles, {letters / len(articles):.0f} characters on average, one process")
    read, quads = elchi_reader(articles)
    ours, reports = rate(read, len(articles), chosen.seconds)
    print(f"elchi    {ours:8.1f} articles per CPU second  {reports:6.1f} reports, {quads:.1f} quads per article")
    tag = natasha_reader(articles)
    if tag is None:
        sys.exit("natasha is not installed here: nothing to compare with (see --help)")
    theirs, names = rate(tag, len(articles), chosen.seconds)
    print(f"natasha  {theirs:8.1f} articles per CPU second  {names:6.1f} names per article")
    print(f"ratio    {ours / theirs:8.1f}")
    sys.exit(ours / theirs < chosen.times)


if __name__ == "__main__":
    main()
