"""Reports without a date to the day of the passage that they go on with.

«The prime ministers held talks on Wednesday. After that the sides signed nine papers»: what a sentence without any
date tells of the same actors, and ties by its words to what was told just before, happened on that day.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from elchi.events.context import Context
from elchi.events.view import View
from elchi.events.when import is_term
from elchi.model import DateMention, Report

_REACH = 3  # sentences looked back upon
_TIES = ("sides", "among-them", "after", "margins")  # «during the visit» may be any day of it
_TALKS = "meeting"  # «at the talks», of what is signed there
_SIGNED = frozenset({"Signing", "Adoption"})
_DATED = frozenset({"Meeting", "Visit", *_SIGNED})


def dated(reports: Sequence[Report], views: Sequence[View], around: Context) -> list[Report]:
    """Return the reports of a story in their order, those that go on with a dated passage with its day."""
    starts = [view.sentence.span.start for view in views]
    completed = list(reports)
    told: list[tuple[int, Report]] = []  # what happened on a known day, and in which sentence
    for number in sorted(range(len(reports)), key=lambda n: reports[n].evidence):
        report = reports[number]
        if report.factuality != "done" or report.kind not in _DATED:
            continue
        index = bisect_right(starts, report.evidence.start) - 1
        if (
            report.start is None
            and report.kind != "Visit"
            and not report.presupposed
            and _goes_on(views[index], report)
        ):
            day = _day_before(told, report, index, around) or _day_of_talks(views, report, index, around)
            report = completed[number] = report if day is None else replace(report, start=day)
        if report.start is not None and report.start.precision == "day" and report.end is None:
            told.append((index, report))
    return completed


def _goes_on(view: View, report: Report) -> bool:
    """Return whether a sentence has no date and a word that ties it to what was told before."""
    if not all(is_term(view, date, *view.clause(view.token_at(date.span.start))) for date in view.dates):
        return False
    return bool(view.hits(*_TIES)) or (report.kind in _SIGNED and bool(view.hits(_TALKS)))


def _day_before(told: Sequence[tuple[int, Report]], report: Report, index: int, around: Context) -> DateMention | None:
    """Return the day of the passage nearest before that is of the same actors."""
    sides = _sides(report, around)
    for place, other in reversed(told):
        if index - place > _REACH:
            return None
        if sides and len(sides & _sides(other, around)) >= min(2, len(sides)) and other.start is not None:
            return replace(other.start, basis="relative")
    return None


def _day_of_talks(views: Sequence[View], report: Report, index: int, around: Context) -> DateMention | None:
    """Return the one day of the sentence before in the paragraph, if it tells of talks of the same actors."""
    before, here = views[max(index - 1, 0)], views[index]
    days = [d for d in before.dates if d.precision == "day"]
    beside = before is not here and before.sentence.block.span == here.sentence.block.span
    if not beside or len(days) != 1 or not here.hits("after", _TALKS) or not before.hits(_TALKS, "meet", "negotiate"):
        return None
    named = {around.state_of(entity.id) for _, entity in before.mentions}
    return None if named.isdisjoint(_sides(report, around)) else replace(days[0], basis="relative")


def _sides(report: Report, around: Context) -> frozenset[str]:
    """Return the states, or else the bodies, that take part."""
    return frozenset(around.state_of(role.entity) or role.entity for role in report.roles)
