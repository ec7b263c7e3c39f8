"""Sentences, entities and dates to reports and instruments: the frames.

Each frame (visits, meetings, treaties, statements, offices) looks for its trigger concepts in the view of a
sentence, fills its roles by markers, judges factuality from the words around, and says which rule it was.
Who says so is added last, for all reports of a sentence alike (``attribution``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from elchi.events import attribution, meetings, sequel, statements, stories, tenures, treaties, visits
from elchi.events.context import Cast, cast, context
from elchi.events.view import View, views
from elchi.model import DateMention, Instrument, Mention, Report, Resolved, Sentence

__all__ = ["Told", "extract"]


@dataclass(frozen=True, slots=True)
class Told:
    """The reports of a document and the instruments that they speak of."""

    reports: tuple[Report, ...]
    instruments: tuple[Instrument, ...]


def extract(
    content: str,
    sentences: Sequence[Sentence],
    mentions: Sequence[Mention],
    resolved: Resolved,
    dates: Sequence[DateMention],
) -> Told:
    """Return what a document reports.

    Args:
        content: the stored text.
        sentences: its sentences, with their hits.
        mentions: its mentions, in the order of the text.
        resolved: its entities, and which mention is of which.
        dates: its calendar expressions.
    """
    by_id = resolved.by_id()
    linked = [
        (m, by_id[link]) for m, link in zip(mentions, resolved.links, strict=True) if link is not None and link in by_id
    ]
    seen = views(content, sentences, linked, dates)
    actors = cast(by_id)
    reports: list[Report] = []
    instruments: list[Instrument] = []
    for story in stories.split(seen):
        told = _moved(_story(story, actors), len(instruments))
        reports.extend(told.reports)
        instruments.extend(told.instruments)
    return Told(attribution.attribute(reports, seen), tuple(instruments))


def _story(views: Sequence[View], actors: Cast) -> Told:
    """Return what the sentences of one story report, without sources."""
    around = context(views, actors)
    told = [*visits.find(views, around), *meetings.find(views, around)]
    signed, instruments = treaties.find(views, around, eventful=around.diplomatic and bool(told))
    told = sequel.dated([*told, *signed], views, around)
    told += [*tenures.find(views, around), *statements.find(views, around)]
    return Told(tuple(told), tuple(instruments))


def _moved(told: Told, by: int) -> Told:
    """Return what is told with its instruments counted on from those of the stories before."""
    if not by:
        return told
    reports = (r if r.instrument is None else replace(r, instrument=r.instrument + by) for r in told.reports)
    listed = (i if i.member_of is None else replace(i, member_of=i.member_of + by) for i in told.instruments)
    return Told(tuple(reports), tuple(listed))
