"""Guests: visits that no word of travel tells.

Frames: who *attends* another state's parade, funeral or inauguration; who is *welcomed* at an airport or in a city
abroad; who is *due* there. The host is the state of the place, else that of the occasion, which the sentence before
may name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from elchi.events.context import Context, within
from elchi.events.factuality import Factuality, judge
from elchi.events.journeys import GOALS, Frame, alike, people_first, points_back, report, told_before
from elchi.events.markers import Argument
from elchi.events.view import View, having
from elchi.model import Features, Hit, Report

_FRAMES = ("attend", "arrive", "travel", "greet", "due-in", "be-there")
_BEFORE = 2  # sentences in which an occasion may have been named
_BESIDE = 3  # tokens between a city and its airport
_AHEAD = frozenset({"Tense=Fut", "Aspect=Prog"})
_NOT_AHEAD = frozenset({"Aspect=Prog", "Tense=Past"})
_TOLD_OTHERWISE = ("visit", "arrive", "travel", "meeting", "guest-occasion")
_THERE = ("in", "to")  # «будет в Баку» shows no case
_LIVES_AT = ("in", "to", "gen")


def find(views: Sequence[View], around: Context) -> Iterator[Report]:
    """Yield the reports of guests, without their sources."""
    occasions = _occasions(views, around)
    for view in having(views, *_FRAMES):
        if occasions:
            for hit in view.hits("attend", "arrive", "travel"):
                if hit.pos == "verb":
                    yield from _attendance(view, hit, occasions, around)
        for hit in view.hits("greet"):
            yield from _welcome(view, hit, around)
        for hit in view.hits("due-in"):
            yield from _due(view, hit, around)
        for hit in view.hits("be-there"):
            yield from _presence(view, hit, around)


def _occasions(views: Sequence[View], around: Context) -> dict[int, str]:
    """Return the host of the occasion that a sentence names, by the sentence's number."""
    hosts: dict[int, str] = {}
    for view in having(views, "guest-occasion"):
        for hit in view.hits("guest-occasion"):
            host = _host_of(view, hit, around) or next(reversed(hosts.values()), None)
            if host is not None:
                hosts.setdefault(view.index, host)
    return hosts


def _host_of(view: View, occasion: Hit, around: Context) -> str | None:
    """Return the state where an occasion takes place: that of the place, of its owner or of who holds it."""
    first, last = view.clause(occasion.first)
    inside = within(view.arguments, first, last)
    for marker in _LIVES_AT:
        for argument in inside:
            if argument.marker == marker and argument.entity.kind in GOALS:
                return around.state_of(argument.entity.id)
    if view.has("attend", first, last) is not None or view.has("arrive", first, last) is not None:
        return None
    holders = [a for a in people_first(inside) if a.marker == "subject"] if view.has("hold", first, last) else []
    return around.state_of(holders[0].entity.id) if holders else None


def _attendance(view: View, hit: Hit, occasions: Mapping[int, str], around: Context) -> Iterable[Report]:
    first, last = view.clause(hit.first)
    inside = within(view.arguments, first, last)
    host = _attended(view, hit, occasions, inside)
    if host is None:
        return
    guests = [a for a in people_first(inside) if a.marker == "subject" and a.entity.kind != "state"]
    if view.turkic:
        guests = [a for a in guests if a.last < hit.first]
    if guests and not any(around.state_of(a.entity.id) or a.entity.kind == "person" for a in guests):
        guests = [a for a in view.arguments if a.entity.kind == "person" and a.first > hit.last]
    judged = judge(view, hit, first=first, last=last)
    company = dict.fromkeys(b for a in guests for b in alike(a, view.arguments) if b is not None)
    if any(_is_official(view, guest, around) for guest in company):
        for guest in company:
            yield from report(view, hit, Frame(guest, None, "visit.attendance", host), judged, around)


def _attended(view: View, hit: Hit, occasions: Mapping[int, str], inside: Sequence[Argument]) -> str | None:
    """Return the host of the occasion that a verb of attending means: its own, or the one named just before."""
    if view.has("guest-occasion", *view.clause(hit.first)) is not None:
        goes = hit.concept != "attend" and any(a.marker == "to" and a.entity.kind in GOALS for a in inside)
        return None if goes else occasions.get(view.index)
    if hit.concept != "attend" or view.turkic or view.form(hit.last + 1) not in {",", "."}:
        return None
    return next((occasions[i] for i in range(view.index - 1, view.index - 1 - _BEFORE, -1) if i in occasions), None)


def _is_official(view: View, guest: Argument, around: Context) -> bool:
    """Return whether a guest speaks for a state: by an office, or as in «Norway's Jonas Berg»."""
    entity = around.entities.get(guest.entity.id)
    if around.state_of(guest.entity.id) is not None or (entity is not None and entity.tenures):
        return True
    return any(a.marker == "gen" and a.entity.kind == "state" and a.last + 1 == guest.first for a in view.arguments)


def _welcome(view: View, hit: Hit, around: Context) -> Iterable[Report]:
    """Yield the visit of who is welcomed in another state: «кутиб олди», «встретили в аэропорту»."""
    first, last = view.clause(hit.first)
    inside = within(view.arguments, first, last)
    passive = "Voice=Pass" in (hit.features if view.turkic else view.verb_features(hit.head))
    wanted = {"subject"} if passive else {"acc", "gen", "to"} if view.turkic else {"acc", "gen"}
    guests = [a for a in people_first(inside) if a.marker in wanted and a.entity.kind in {"person", "group"}]
    if not guests or around.state_of(guests[0].entity.id) is None:
        return
    airport = view.has("airport", first, last)
    places = [a for a in inside if a.entity.kind in GOALS and (a.marker == "in" or _names(a, airport))]
    if airport is not None:
        places += [a for a in inside if a.marker == ("by" if passive else "subject")]
    own = {around.state_of(guests[0].entity.id), None}
    host = next((s for a in places if (s := around.state_of(a.entity.id)) not in own), None)
    if host is not None:
        judged = judge(view, hit, first=first, last=last)
        yield from report(view, hit, Frame(guests[0], None, "visit.welcome", host), judged, around)


def _names(argument: Argument, airport: Hit | None) -> bool:
    """Return whether a place says where an airport is, on either side of it."""
    if airport is None:
        return False
    return 0 < airport.first - argument.last <= _BESIDE or argument.first == airport.last + 1


def _due(view: View, hit: Hit, around: Context) -> Iterable[Report]:
    """Yield the visits of those who are due somewhere: «is expected in Kyiv»."""
    first, last = view.clause(hit.first)
    inside = within(view.arguments, first, last)
    goals = [a for a in inside if a.entity.kind in GOALS and a.first == hit.last + 1]
    travellers = [
        a for a in inside if a.entity.kind in {"person", "group"} and a.marker == "subject" and a not in goals
    ]
    judged = Factuality("planned", cues=(view.cue(hit),))
    company = [a for a in (alike(travellers[0], inside) if goals and travellers else ()) if a is not None]
    for guest in company if any(_is_official(view, a, around) for a in company) else ():
        yield from report(view, hit, Frame(guest, goals[0], "visit.due"), judged, around)


def _presence(view: View, hit: Hit, around: Context) -> Iterable[Report]:
    """Yield the visits of those who will be abroad: «24 мая будет в Праге», «Прагада бўлади», «will be in Prague».

    Who has been somewhere need not have gone there for it: only the time to come, or what is expected, tells a journey,
    and in a Turkic language who is said to have been abroad and nothing else («Прагада бўлган эди»), or is named
    behind where he is («Прагада бўлиб турган вазир»).
    """
    first, last = view.clause(hit.first)
    embedded = view.turkic and "VerbForm=Part" in hit.features
    found = told_before(view, hit, view.arguments) if embedded else None
    if found is not None:
        yield from _staying(view, hit, found, around)
        return
    ahead = view.concepts(hit.first) & {"plan"} or _AHEAD & _verb_features(view, hit) or _was(view, hit)
    if not ahead or any(view.has(c, first, last) is not None for c in _TOLD_OTHERWISE):
        return
    inside = within(view.arguments, first, last)
    goals = [a for a in inside if a.entity.kind in GOALS and a.marker in _THERE and _is_beside(view, a, hit)]
    guests = [a for a in inside if a.entity.kind in {"person", "group"} and a.marker == "subject"]
    known = bool(guests) and _is_official(view, guests[0], around)
    if known and "Tense=Past" in ahead and around.state_of(guests[0].entity.id) is None:
        return
    if not goals or not (known or points_back(view, hit, first)):
        return
    judged = judge(view, hit, first=first, last=last)
    if judged.value in {"done", "ongoing"} and ahead.isdisjoint(_NOT_AHEAD):
        judged = replace(judged, value="planned")
    for guest in alike(guests[0], inside) if known else (None,):
        for goal in alike(goals[0], inside):
            yield from report(view, hit, Frame(guest, goal, "visit.presence"), judged, around)


def _staying(view: View, hit: Hit, guest: Argument, around: Context) -> Iterable[Report]:
    """Yield the visit of who is named behind a participle of being where he is a guest."""
    goals = [a for a in view.arguments if a.entity.kind in GOALS and a.marker == "in" and a.last < hit.first]
    first = goals[-1].last + 1 if goals else hit.first
    if not goals or hit.first - first > _BEFORE or view.has("visit", first, hit.first) is not None:
        return
    if around.state_of(guest.entity.id) is not None:
        judged = judge(view, hit, first=goals[-1].first, last=hit.last)
        yield from report(view, hit, Frame(guest, goals[-1], "visit.presence"), judged, around)


def _was(view: View, hit: Hit) -> frozenset[str]:
    """Return the mark of a Turkic past that a sentence ends with, or goes on from: «Прагада бўлди», «болгон эле»."""
    ends = len(view.sentence.tokens) - 1 - hit.last <= _BEFORE or "and" in view.concepts(hit.last + 1)
    return _NOT_AHEAD & hit.features if view.turkic and ends else frozenset()


def _verb_features(view: View, hit: Hit) -> Features:
    return hit.features if view.turkic else view.verb_features(hit.first)


def _is_beside(view: View, goal: Argument, hit: Hit) -> bool:
    """Return whether a place stands right by the verb of being there: before a Turkic one, else behind."""
    return goal.last + 1 == hit.first if view.turkic else 0 < goal.first - hit.last <= _BEFORE
