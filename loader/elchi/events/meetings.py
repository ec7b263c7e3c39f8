"""Meetings, talks, calls, summits: who meets whom.

Frame: a noun or verb of meeting; participants are what stands *between*, *with*, in the genitive of the noun, or
as the subject of the verb; they must come from at least two states or bodies.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from elchi.events import participants as who
from elchi.events.context import Context, within
from elchi.events.factuality import judge
from elchi.events.markers import Argument
from elchi.events.sides import Sides
from elchi.events.sides import sides as sides_of
from elchi.events.view import View, having
from elchi.events.when import date_of
from elchi.model import Hit, Report, Role

_VERBS = {
    "meet": "meeting",
    "negotiate": "talks",
    "converse-by-phone": "call",
    "host-reception": "meeting",
    "discuss": "talks",
}
_PASSING = ("during", "after", "before")
_REMOTE = ("phone",)
_AHEAD = frozenset({"planned", "proposed", "possible"})
_NEAR = 3


def find(views: Sequence[View], around: Context) -> list[Report]:
    """Return the reports of meetings, without their sources."""
    found: list[Report] = []
    for view in having(views, "meeting", *_VERBS):
        done: set[tuple[int, int]] = set()
        for hit in view.hits("meeting", *_VERBS):
            clause = view.clause(hit.first)
            if clause in done and hit.pos == "verb":
                continue
            reports = list(_meeting(view, hit, around, found))
            if reports:
                done.add(clause)
            found.extend(reports)
    return found


def _meeting(view: View, hit: Hit, around: Context, found: Sequence[Report]) -> Iterable[Report]:
    first, last = clause = view.clause(hit.first)
    variety = _variety(view, hit, clause)
    judged = judge(view, hit, first=first, last=last, presupposed=_is_in_passing(view, hit))
    sides = sides_of(view, hit, within(view.arguments, first, last))
    participants = who.named([a for a in sides.found if _speaks(a)], around)
    if not who.are_two_sided(participants, around) and sides.rule != "meeting.subject":
        participants = who.completed(view, participants, around, found)
    if not who.are_two_sided(participants, around):
        pointed = who.pointed(view, hit, around, found, ahead=judged.value in _AHEAD)
        participants, sides = (pointed, Sides(sides.found, "meeting.both")) if pointed else (participants, sides)
    participants = _levelled(participants, variety, around)
    if not who.are_two_sided(participants, around) or (sides.rule == "meeting.subject" and not _is_held(view, hit)):
        return
    yield Report(
        kind="Meeting",
        evidence=view.span(first, last),
        cues=(view.cue(hit), *judged.cues),
        rule=sides.rule,
        roles=tuple(Role("participant", p) for p in participants),
        factuality=judged.value,
        certainty=judged.certainty,
        variety=variety,
        start=date_of(view, hit, first, last),
        place=_place(view, first, last),
        presupposed=judged.passing,
        confidence=_confidence(sides, passing=judged.passing),
    )


def _is_in_passing(view: View, hit: Hit) -> bool:
    """Return whether the meeting is only presupposed: «after the talks», «учрашув давомида»."""
    start, stop = (hit.last + 1, hit.last + 2) if view.turkic else (hit.first - 3, hit.first - 1)
    return any(view.has(concept, start, stop) for concept in _PASSING)


def _confidence(sides: Sides, *, passing: bool) -> float:
    if not sides.found:
        return 0.35
    return (0.9 if len(sides.found) > 1 else 0.5) - (0.15 if passing else 0.0)


def _is_held(view: View, hit: Hit) -> bool:
    """Return whether the subject of the clause holds the meeting: not if the noun itself is the subject."""
    if hit.pos == "verb":
        return True
    if hit.concept == "meeting:conference":
        return False
    if view.analytic:
        return _held_before(view, hit)
    return "Case=Acc" in hit.features or (
        view.turkic and view.has("take-place", hit.last + 1, hit.last + 3) is not None
    )


def _held_before(view: View, hit: Hit) -> bool:
    """Return whether an English verb of holding governs the noun: «the ministers held (new) talks»."""
    near = range(max(0, hit.first - _NEAR - 1), hit.first)
    return any("VERB" in {a.pos for a in view.sentence.tokens[i].word.analyses} for i in near if view.has("hold", i, i))


def _levelled(participants: list[str], variety: str, around: Context) -> list[str]:
    """Return the sides of talks as states if one of them is: who offers talks to a state speaks for his own."""
    if variety != "talks" or not any(p.startswith("state:") for p in participants):
        return participants
    return list(dict.fromkeys(around.state_of(p) or p for p in participants))


def _speaks(argument: Argument) -> bool:
    """Return whether a side can meet: a group must speak for a state."""
    return argument.entity.kind != "group" or argument.mention.owner is not None


def _variety(view: View, hit: Hit, clause: tuple[int, int]) -> str:
    variety = _VERBS.get(hit.concept) or hit.concept.split(":", 1)[1]
    if variety in {"meeting", "talks"} and any(view.has(c, *clause) for c in _REMOTE):
        return "call"
    return variety


def _place(view: View, first: int, last: int) -> str | None:
    for argument in within(view.arguments, first, last):
        if argument.entity.kind == "place" and argument.marker == "in":
            return argument.entity.id
    return None
