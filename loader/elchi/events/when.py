"""Which date of a clause is the event's, and its two ends where it is an interval."""

from __future__ import annotations

from dataclasses import replace

from elchi.events.view import View
from elchi.model import DateMention, Hit

_OPENING = 3  # tokens
_DASHES = frozenset("-–—:")


def date_of(view: View, trigger: Hit, first: int, last: int) -> DateMention | None:
    """Return the date nearest to a trigger within its clause, leaving out «since 2019» and the like."""
    since = view.has("since", first, last)
    found = []
    for date in view.dates_in(first, last):
        index = view.token_at(date.span.start)
        if since is not None and index < since.first and (trigger.first > since.first or not view.turkic):
            continue
        if since is not None and not view.turkic and index > since.first:
            continue
        found.append((min(abs(index - trigger.first), abs(index - trigger.last)), date.span.start, date))
    return min(found)[2] if found else _frame_date(view, first) or view.caption_date


def _frame_date(view: View, first: int) -> DateMention | None:
    """Return the one date of a sentence where it stands before all else: «On Monday, after the talks, he left»."""
    if len(view.dates) != 1 or first == 0 or view.dates[0].precision != "day":
        return None
    date = view.dates[0]
    start, stop = view.token_at(date.span.start), view.token_at(date.span.stop)
    dateline = view.form(stop) in _DASHES  # «ROME, March 3 - …» is the reporter's day
    told = any(view.is_finite(i) for i in range(stop, first))  # the day of another event
    return date if start <= _OPENING and not dateline and not told else None


def ends(date: DateMention | None) -> tuple[DateMention | None, DateMention | None]:
    """Return the start and the end of an interval of days, else the date and nothing.

    >>> from elchi.model import Span
    >>> interval = DateMention(Span(0, 9), "2022-05-10/2022-05-12", "interval", "stated", "2022-05-10", "2022-05-12")
    >>> [d.edtf for d in ends(interval) if d is not None]
    ['2022-05-10', '2022-05-12']
    """
    if date is None or date.precision != "interval" or "/" not in date.edtf:
        return date, None
    start, _, end = date.edtf.partition("/")
    if len(start) != 10 or len(end) != 10:
        return date, None
    first = replace(date, edtf=start, precision="day", latest=date.earliest)
    return first, replace(date, edtf=end, precision="day", earliest=date.latest)
