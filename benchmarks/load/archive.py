"""An archive of any size out of our own annotated articles, which the load is measured on.

    python benchmarks/load/archive.py 5000 archive.jsonl

Article ``n`` is a function of ``n``: one of our articles with other states, surnames, days, months, years and
numbers, some of its paragraphs left out, the rest in another order, and paragraphs of others of its language as
background. The share of background is set so that an article is as long, and says as much, as those of a
corpus of real ones (``docs/performance.md``). Only the words of ``alternatives.toml`` and spellings of surnames
are new, so that most word forms have been met after the first thousand articles.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
ARTICLES = ROOT / "benchmarks" / "accuracy" / "articles"
EXAMPLES = ROOT / "examples" / "articles"
CASES = ROOT / "tests" / "cases"

QUIET = 0.4
"""The share of articles that are made of one that tells of no diplomacy."""
KEPT = 0.55
"""The share of an article's paragraphs, after title and lead, that are kept."""
BACKGROUND = (2, 6)
"""The fewest and the most paragraphs of other articles that are added."""

_LETTERS = ("bdgklmnprstvz", "aeiou", "бвгдзклмнпрст", "аеиоу")
_DAY = re.compile(r"(?<![\w.,:/])\d{1,2}(?![\w:]|[.,/]\d)")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_AMOUNT = re.compile(r"(?<![\w.,:/])(?!19|20)\d{3,}(?![\w:]|[.,/]\d)")

Words = dict[str, str]


@dataclass(frozen=True, slots=True)
class Seed:
    """An article of ours; ``pattern`` finds the words in it that are varied: those of the lists, and surnames."""

    language: str
    published: str
    paragraphs: tuple[str, ...]
    pattern: re.Pattern[str]
    tells: bool  # of diplomatic events


@dataclass(frozen=True, slots=True)
class Turn:
    """How one article differs from its seed: word for word, letter for letter in surnames, and in numbers."""

    words: Words
    letters: Words
    days: int
    years: int
    amounts: int


def write(path: Path, count: int, *, first: int = 0) -> Path:
    """Write the articles ``first`` to ``first + count`` as JSON lines, one at a time; return the path."""
    with path.open("w", encoding="utf-8") as lines:
        for record in records(count, first=first):
            lines.write(json.dumps(record, ensure_ascii=False) + "\n")
    return path


def records(count: int, *, first: int = 0) -> Iterator[dict[str, str]]:
    """Yield the articles ``first`` to ``first + count`` as records."""
    for number in range(first, first + count):
        yield record(number)


def record(number: int) -> dict[str, str]:
    """Return the article of a number."""
    random = Random(f"archive {number}")
    seed = random.choice(_telling(random.random() >= QUIET))
    turn = _turn(random, seed.language)
    return {
        "id": f"archive/{number}",
        "url": f"https://archive.example/{seed.language}/{number}",
        "published": _published(seed.published, turn),
        "publisher": random.choice(_file()["publishers"][seed.language]),
        "lang": seed.language,
        "text": "\n\n".join(_composed(random, seed, turn)),
    }


@cache
def seeds() -> tuple[Seed, ...]:
    """Return our articles: those of the accuracy benchmark, and the examples that the golden cases annotate."""
    found = []
    for path in sorted(ARTICLES.glob("*/*.json")):
        entry = json.loads(path.read_text(encoding="utf-8"))
        found.append(_seed(path.with_suffix(".txt").read_text(encoding="utf-8"), path.parent.name, entry))
    wire = (EXAMPLES / "wire.jsonl").read_text(encoding="utf-8").splitlines()
    texts = {found["id"]: found["text"] for found in map(json.loads, wire)}
    for path in sorted(CASES.glob("*/expected.json")):
        entry = json.loads(path.read_text(encoding="utf-8"))
        source = ROOT / entry["source"]
        if source.suffix in (".txt", ".jsonl"):
            text = texts[entry["record"]] if "record" in entry else source.read_text(encoding="utf-8")
            found.append(_seed(text, entry["lang"], entry))
    return tuple(found)


@cache
def _telling(tells: bool) -> tuple[Seed, ...]:
    return tuple(seed for seed in seeds() if seed.tells is tells)


def _seed(text: str, language: str, entry: dict[str, object]) -> Seed:
    stems = {word for rows in _rows(language) for row in rows for word in row}
    people = entry.get("persons")
    names = [person["name"] for person in people] if isinstance(people, list) else []
    stems |= {stem for name in names for stem in _surname(name)}
    longest = sorted(stems, key=lambda stem: (-len(stem), stem))
    return Seed(
        language=language,
        published=str(entry.get("published") or "2024-05-15"),
        paragraphs=tuple(part.strip() for part in text.split("\n\n") if part.strip()),
        pattern=re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest)) + ")"),
        tells=any(entry[part] for part in ("agreements", "visits", "meetings")),
    )


def _surname(name: str) -> list[str]:
    """Return the stem of the last word of a name that is long enough to be varied."""
    words = [word for word in name.split() if word[:1].isupper() and len(word) > 4 and word.isalpha()]
    return [word if len(word) < 7 else word[:-2] for word in words[1:][-1:]]


@cache
def _rows(language: str) -> list[list[list[str]]]:
    """Return the lists of rows of a language."""
    return [[[*map(str, row)] for row in rows] for rows in _file()[language].values()]


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads((HERE / "alternatives.toml").read_text(encoding="utf-8"))


@cache
def _background(language: str) -> tuple[tuple[Seed, str], ...]:
    """Return the paragraphs of a language that other articles may take: mostly such as tell of no event."""
    own = [seed for seed in seeds() if seed.language == language]
    return tuple((seed, part) for seed in own if not seed.tells for part in seed.paragraphs[1:])


def _turn(random: Random, language: str) -> Turn:
    words: Words = {}
    for rows in _rows(language):
        by = random.randrange(len(rows))
        for place, row in enumerate(rows):
            instead = rows[(place + by) % len(rows)]
            words.update(zip(row, instead, strict=False))
    letters: Words = {}
    for group in _LETTERS:
        letters.update(zip(group, random.sample(group, len(group)), strict=True))
    return Turn(words, letters, random.randrange(28), random.randrange(-8, 2), random.randrange(500))


def _composed(random: Random, seed: Seed, turn: Turn) -> list[str]:
    """Return the paragraphs of an article: title and lead first, then a choice of the rest among background."""
    lead = [(seed, part) for part in seed.paragraphs[:2]]
    rest = [(seed, part) for part in seed.paragraphs[2:] if random.random() < KEPT]
    others = [found for found in _background(seed.language) if found[0] is not seed]
    rest += random.sample(others, min(random.randint(*BACKGROUND), len(others)))
    random.shuffle(rest)
    return [_varied(source, part, turn) for source, part in lead + rest]


def _varied(seed: Seed, text: str, turn: Turn) -> str:
    text = seed.pattern.sub(lambda found: turn.words.get(found[0]) or _respelt(found[0], turn.letters), text)
    text = _DAY.sub(lambda found: _day(found[0], turn.days), text)
    text = _AMOUNT.sub(lambda found: str(int(found[0]) + turn.amounts), text)
    return _YEAR.sub(lambda found: str(int(found[0]) + turn.years), text)


def _respelt(stem: str, letters: Words) -> str:
    """Return a surname with other letters at its beginning; the end, which is inflected, stays."""
    first, second, rest = stem[0], stem[1], stem[2:]
    instead = letters.get(first.lower(), first.lower())
    return instead.upper() + letters.get(second, second) + rest


def _day(number: str, by: int) -> str:
    """Return another day of the month; numbers that are none stay."""
    return str((int(number) - 1 + by) % 28 + 1) if 1 <= int(number) <= 28 else number


def _published(date: str, turn: Turn) -> str:
    year, month, day = date.split("-")
    return f"{int(year) + turn.years}-{month}-{_day(day, turn.days):0>2}"


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    write(Path(sys.argv[2]), int(sys.argv[1]))
