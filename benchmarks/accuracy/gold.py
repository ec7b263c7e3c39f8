"""The annotated articles of this folder, and what Elchi reads in them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import elchi
from matching import Entry, Row

QUESTIONS = ("actors", "treaties", "visits", "meetings", "statements", "dates")
ARTICLES = Path(__file__).parent / "articles"


@dataclass(frozen=True, slots=True)
class Gold:
    """An article: ``name`` is ``language/number``; of a negative one only the events are annotated: there are none."""

    name: str
    text: str
    entry: Entry

    @property
    def language(self) -> str:
        """The language folder."""
        return self.name.split("/")[0]

    @property
    def negative(self) -> bool:
        """Whether the article tells of no diplomatic event."""
        return "states" not in self.entry


def read(folder: Path = ARTICLES) -> list[Gold]:
    """Return the annotated articles of a folder, in the order of their names."""
    found = []
    for path in sorted(folder.glob("*/*.json")):
        text = path.with_suffix(".txt").read_text(encoding="utf-8")
        found.append(Gold(f"{path.parent.name}/{path.stem}", text, json.loads(path.read_text(encoding="utf-8"))))
    return found


def digest(articles: Iterable[Gold]) -> str:
    """Return a hash of the texts and of their annotation: figures hold for these alone."""
    content = [[a.name, a.text, a.entry] for a in articles]
    return sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:16]


def rows(article: Gold) -> dict[str, list[Row]]:
    """Return what Elchi reads in an article: the rows of the six questions, unknown values left out."""
    told = json.loads(elchi.extract(article.text, id=article.name, published=article.entry["published"]).json())
    return {question: [_row(fact) for fact in told[question]] for question in QUESTIONS}


def _row(fact: dict[str, str | int | None]) -> Row:
    return {column: str(value) for column, value in fact.items() if value is not None}
