"""An article's rows against its annotation: what is found, missed, added, and how much of the found is right."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import lru_cache
from pathlib import Path

from gold import Gold
from matching import Entry, Row, fold, names, overlap, pairs, parts, touches

KINDS = ("states", "persons", "organisations", "treaties", "visits", "meetings", "dates")
EVENTS = {"treaties": "agreements", "visits": "visits", "meetings": "meetings"}
SHARES = ("office", "of", "kind", "status", "date", "evidence", "attribution", "open taken for done")

_HALF = 0.5  # of the parties or participants must be the same
_BODY = 0.75  # likeness of two names of one body


@lru_cache(maxsize=1)
def classes() -> dict[str, dict[str, str]]:
    """Return the families of agreements' kinds and the classes of statuses (``classes.toml``)."""
    return tomllib.loads(Path(__file__).with_name("classes.toml").read_text(encoding="utf-8"))


@dataclass(slots=True)
class Score:
    """Counts of one kind of fact; ``right`` of ``asked`` are the details of what was found."""

    hit: int = 0
    found: int = 0
    wanted: int = 0
    right: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)

    def ask(self, detail: str, right: bool) -> None:
        """Count one detail of a fact that was found."""
        self.asked[detail] += 1
        self.right[detail] += right

    def add(self, other: Score) -> None:
        """Take in the counts of another article."""
        self.hit, self.found, self.wanted = self.hit + other.hit, self.found + other.found, self.wanted + other.wanted
        self.right.update(other.right)
        self.asked.update(other.asked)

    @property
    def precision(self) -> float:
        """Share of the found that is wanted; 1 if nothing was found."""
        return self.hit / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Share of the wanted that is found; 1 if nothing was wanted."""
        return self.hit / self.wanted if self.wanted else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.found + self.wanted
        return 2 * self.hit / both if both else 1.0


@dataclass(frozen=True, slots=True)
class Verdict:
    """The scores of an article by kind, and a line for each fact missed or added."""

    scores: dict[str, Score]
    lines: tuple[str, ...]


def judge(article: Gold, rows: dict[str, list[Row]]) -> Verdict:
    """Return how the rows of an article agree with its annotation."""
    scores: dict[str, Score] = {}
    lines: list[str] = []
    for kind, part in EVENTS.items():
        scores[kind] = _events(article, kind, article.entry[part], rows[kind], lines)
    if article.negative:
        scores["events in negatives"] = Score(found=sum(len(rows[kind]) for kind in EVENTS))
        return Verdict(scores, tuple(lines))
    scores["states"] = _sets("states", set(article.entry["states"]), _states(rows["actors"]), lines)
    scores["persons"] = _persons(article.entry["persons"], rows["actors"], lines)
    scores["organisations"] = _bodies(article.entry["organisations"], rows["actors"], lines)
    scores["statements"] = _statements(article, rows["statements"], lines)
    wanted = {d["value"] for d in article.entry["dates"]} - {None}
    scores["dates"] = _sets("dates", wanted, {row["value"] for row in rows["dates"] if "value" in row}, lines)
    return Verdict(scores, tuple(f"{article.name} {line}" for line in lines))


def _states(actors: Sequence[Row]) -> set[str]:
    return {row["of"] for row in actors if row["kind"] == "state" and "of" in row}


def _sets(kind: str, wanted: set[str], found: set[str], lines: list[str]) -> Score:
    lines.extend(f"{kind} missed: {value}" for value in sorted(wanted - found))
    lines.extend(f"{kind} extra: {value}" for value in sorted(found - wanted))
    return Score(len(wanted & found), len(found), len(wanted))


def _matched(
    kind: str, wanted: list[Entry], rows: list[Row], like: Callable[[Entry, Row], float], lines: list[str]
) -> tuple[Score, list[tuple[Entry, Row]]]:
    """Return the score of one kind of fact and the pairs that were found."""
    matched = []
    for entry, row in pairs(wanted, rows, like):
        if entry is not None and row is not None:
            matched.append((entry, row))
        elif entry is not None:
            lines.append(f"{kind} missed: {_shown(entry)}")
        elif row is not None:
            lines.append(f"{kind} extra: {_shown(row)}")
    return Score(len(matched), len(rows), len(wanted)), matched


def _shown(fact: Entry | Row) -> str:
    hidden = {"document", "latin", "actor", "treaty", "visit", "meeting", "spanStart", "spanEnd"}
    return ", ".join(f"{k} {v}" for k, v in fact.items() if k not in hidden and v not in (None, []))


def _persons(wanted: list[Entry], actors: Sequence[Row], lines: list[str]) -> Score:
    rows = [row for row in actors if row["kind"] == "person"]
    score, matched = _matched("persons", wanted, rows, lambda e, r: float(names(e["surname"], r["name"])), lines)
    for entry, row in matched:
        if entry["office"] is not None:
            score.ask("office", entry["office"] == row.get("office"))
        if entry["of"] is not None:
            score.ask("of", entry["of"] == row.get("of") or _one_body(entry["of"], row.get("of", "")))
        lines.extend(_wrong(entry, row, ("office", "of"), entry["name"]))
    return score


def _wrong(entry: Entry, row: Row, columns: Sequence[str], label: str) -> list[str]:
    asked = [c for c in columns if entry[c] is not None and entry[c] != row.get(c)]
    return [f"{label}, {c}: {entry[c]}, got {row.get(c)}" for c in asked]


def _bodies(wanted: list[Entry], actors: Sequence[Row], lines: list[str]) -> Score:
    rows = [row for row in actors if row["kind"] == "organisation"]
    return _matched("organisations", wanted, rows, lambda e, r: float(_one_body(e["name"], r["name"])), lines)[0]


def _one_body(one: str, other: str) -> bool:
    """Return whether two names are of one body: alike, or the second holds the first with its owner's name."""
    first, second = fold(one), fold(other)
    return bool(first) and (first in second or SequenceMatcher(None, first, second).ratio() >= _BODY)


def _statements(article: Gold, rows: list[Row], lines: list[str]) -> Score:
    """Return how many annotated speakers are heard, and whether the words found are given to the right one."""
    score = Score()
    for entry in article.entry["statements"]:
        told = [row for row in rows if entry["evidence"] and touches(entry, row, article.text)]
        if told and entry["speaker"]:
            score.ask("attribution", any(names(entry["speaker"], row.get("speaker", "")) for row in told))
    speakers = {entry["speaker"] for entry in article.entry["statements"]} - {None}
    heard = {s for s in speakers if any(names(s, row.get("speaker", "")) for row in rows)}
    lines.extend(f"statements missed: {speaker}" for speaker in sorted(speakers - heard))
    score.add(Score(len(heard), len(heard), len(speakers)))  # the main ones are annotated: no precision
    return score


def _events(article: Gold, kind: str, wanted: list[Entry], rows: list[Row], lines: list[str]) -> Score:
    score, matched = _matched(kind, wanted, rows, _LIKENESS[kind], lines)
    for entry, row in matched:
        meant, told = (classes()["status"].get(fact.get("status")) for fact in (entry, row))
        score.ask("status", meant == told)
        if meant == "open":
            score.ask("open taken for done", told == "done")
        score.ask("kind", entry["kind"] == row.get("kind"))
        if entry["evidence"]:
            score.ask("evidence", touches(entry, row, article.text))
        if (date := entry.get("date") or entry.get("start")) is not None:
            score.ask("date", date == (row.get("date") or row.get("start")))
        if meant != told:
            lines.append(f"{kind} status {entry['status']}, got {row.get('status')}: {entry['evidence']}")
    return score


def _like_treaty(entry: Entry, row: Row) -> float:
    family = classes()["family"]
    same = overlap(entry["parties"], parts(row.get("parties")))
    if family[entry["kind"]] != family.get(row.get("kind")) or same < _HALF:
        return 0.0
    return same + 0.1 * (entry["kind"] == row.get("kind")) + 0.1 * (entry["status"] == row.get("status"))


def _like_visit(entry: Entry, row: Row) -> float:
    by_state = entry["visitor_state"] is not None and entry["visitor_state"] in parts(row.get("visitorState"))
    by_name = entry["visitor"] is not None and names(entry["visitor"], row.get("visitor", ""))
    if (entry["host_state"] or "") != row.get("hostState", "") or not (by_state or by_name):
        return 0.0
    return by_name + 0.5 * by_state + 0.1 * (entry["status"] == row.get("status"))


def _like_meeting(entry: Entry, row: Row) -> float:
    same = overlap(entry["participants"], parts(row.get("participants")))
    return same + 0.1 * (entry["kind"] == row.get("kind")) if same >= _HALF else 0.0


_LIKENESS: dict[str, Callable[[Entry, Row], float]] = {
    "treaties": _like_treaty,
    "visits": _like_visit,
    "meetings": _like_meeting,
}
