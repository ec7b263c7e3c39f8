"""Sentences, entities and dates to reports and instruments: the frames.

Each frame (visits, meetings, treaties, statements, offices) looks for its trigger concepts in the view of a
sentence, fills its roles by markers, judges factuality from the words around, and says which rule it was.
Who says so is added last, for all reports of a sentence alike (``attribution``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from elchi.events import attribution, meetings, statements, tenures, treaties, visits
from elchi.events.context import context
from elchi.events.view import views
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
    around = context(seen, resolved)
    told: list[Report] = []
    told.extend(visits.find(seen, around))
    told.extend(meetings.find(seen, around))
    signed, instruments = treaties.find(seen, around, eventful=bool(told))
    told.extend(signed)
    told.extend(tenures.find(seen, around))
    told.extend(statements.find(seen, around))
    return Told(attribution.attribute(told, seen, around), tuple(instruments))
