"""Bodies that two states have together: «азербайджано-туркменская комиссия соберётся», «ikki davlat kengashi majlisi».

Their session is a meeting of the two states, which stand as adjectives or owners beside the body.
"""

from __future__ import annotations

from elchi.events.markers import Argument
from elchi.events.view import View
from elchi.model import Hit

_NEAR = 6
_BEHIND = 4
_OWNING = frozenset({"gen", "between"})


def members(view: View, hit: Hit) -> tuple[Argument, ...]:
    """Return the states whose common body holds a meeting, and who attends it for them; empty if there is none.

    Args:
        view: the sentence.
        hit: the noun or verb of meeting.
    """
    for body in view.hits("joint-body", "body:other"):
        if _meets(view, body, hit):
            states = _states(view, body)
            if len({a.entity.id for a in states}) > 1:
                return (*states, *_attending(view, hit))
    return ()


def _meets(view: View, body: Hit, hit: Hit) -> bool:
    """Return whether a body is what meets: the subject of the verb, the owner of the noun."""
    if hit.pos == "verb":
        first, last = view.clause(hit.first)
        return first <= body.first <= last and (body.first < hit.first or not view.turkic)
    if 0 < hit.first - body.last <= _BEHIND:
        return view.turkic or view.analytic
    return not view.turkic and 0 < body.first - hit.last <= _NEAR


def _states(view: View, body: Hit) -> tuple[Argument, ...]:
    """Return the states that stand before a body as adjectives or owners, or behind it as owners."""
    named = [a for a in view.arguments if a.entity.kind == "state"]
    before = [a for a in named if 0 < body.first - a.last <= _NEAR]
    found = [a for a in named if before and a.joined == before[-1].joined]
    if len(found) < 2 and not view.turkic:
        found = [a for a in named if a.marker in _OWNING and 0 < a.first - body.last <= _NEAR]
    return tuple(found)


def _attending(view: View, hit: Hit) -> tuple[Argument, ...]:
    """Return the persons who are said to take part: they do so for their states."""
    first, last = view.clause(hit.first)
    if view.has("attend", first, last) is None:
        return ()
    return tuple(a for a in view.arguments if a.entity.kind == "person" and a.marker == "subject")
