"""Which date of a sentence is an event's, and its two ends where it is an interval.

The nearest of the clause; for one without a verb of its own, the date that opens the sentence («on Friday they signed
six papers, including a protocol»). What a paper is for («a programme for 2026», «2026 жылға») is no day of it.
"""

from __future__ import annotations

from dataclasses import replace

from elchi.events.view import View
from elchi.model import DateMention, Hit

_OPENING = 3  # tokens before a date that still opens its sentence
_DASHES = frozenset("-–—:")
_MOVED = ("plan", "postpone")
_LONG = frozenset({"decade"})


def date_of(view: View, trigger: Hit, first: int, last: int) -> DateMention | None:
    """Return the date of a trigger within its clause, leaving out «since 2019» and the like, else of the sentence."""
    if not view.dates:
        return view.caption_date
    found = [
        (min(abs(index - trigger.first), abs(index - trigger.last)), date.span.start, date)
        for date in view.dates_in(first, last)
        if not _is_since(view, trigger, index := view.token_at(date.span.start), first, last)
        and not is_term(view, date, first, last)
    ]
    return min(found)[2] if found else _opening(view, first, last) or view.caption_date


def _is_since(view: View, trigger: Hit, index: int, first: int, last: int) -> bool:
    since = view.has("since", first, last)
    if since is None:
        return False
    if index < since.first:
        return trigger.first > since.first or not view.turkic
    return not view.turkic and index > since.first


def is_term(view: View, date: DateMention, first: int, last: int) -> bool:
    """Return whether a date is what something is for, or how long it holds, rather than when it happens."""
    if date.precision in _LONG or (date.precision == "interval" and len(date.edtf) == len("2025/2027")):
        return True
    if date.precision != "year" or any(view.has(concept, first, last) is not None for concept in _MOVED):
        return False
    start, stop = view.token_at(date.span.start), view.token_at(date.span.stop - 1)
    features = {f for a in view.sentence.tokens[stop].word.analyses for f in a.features}
    if view.turkic:
        return "Case=Dat" in features
    return "for" in view.concepts(start - 1) or ("to" in view.concepts(start - 1) and "Case=Acc" in features)


def _opening(view: View, first: int, last: int) -> DateMention | None:
    """Return the date that opens the sentence: «On Monday, after the talks, he left», «…, including a protocol»."""
    date = view.dates[0]
    start, stop = view.token_at(date.span.start), view.token_at(date.span.stop)
    dateline = view.form(stop) in _DASHES  # «ROME, March 3 - …» is the reporter's day
    if start > _OPENING or first <= start or dateline or is_term(view, date, *view.clause(start)):
        return None
    bare = not view.hits("say") and not any(view.is_finite(i) for i in range(first, last + 1))
    alone = len(view.dates) == 1 and date.precision == "day"
    told = any(view.is_finite(i) for i in range(stop, first))  # the day of another event
    return date if bare or (alone and not told) else None


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
