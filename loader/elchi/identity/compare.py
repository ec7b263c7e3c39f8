"""What events and treaties are compared by alike: how passages are grouped, whether dates can be one."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from elchi.model import DateMention

HAPPENED = frozenset({"done", "ongoing"})
"""Factualities of what took or takes place."""

_MOST_EVENTS = 60
_MOST_REPORTS = 20


def clusters(indices: Iterable[int], same: Callable[[int, int], bool]) -> list[list[int]]:
    """Return groups such that each member is the same as every other.

    Only the latest groups and the first members of each are looked at: no piece of news tells of more, and a
    text that pretends to must not cost the square of its length.
    """
    groups: list[list[int]] = []
    for index in indices:
        recent = groups[-_MOST_EVENTS:]
        home = next((g for g in recent if all(same(index, other) for other in g[:_MOST_REPORTS])), None)
        if home is None:
            groups.append([index])
        else:
            home.append(index)
    return groups


def dates_agree(one: DateMention | None, other: DateMention | None) -> bool:
    """Return whether two dates can be one, as far as they are known."""
    if one is None or other is None or one.earliest is None or other.earliest is None:
        return True
    return one.earliest <= (other.latest or other.earliest) and other.earliest <= (one.latest or one.earliest)


def most_precise(dates: Iterable[DateMention | None]) -> DateMention | None:
    """Return the date that is known most precisely, the earlier in the text of two alike."""
    known = [d for d in dates if d is not None]
    order = {"day": 0, "interval": 1, "week": 2, "month": 3}
    return min(known, key=lambda d: (order.get(d.precision, 4), d.span.start), default=None)
