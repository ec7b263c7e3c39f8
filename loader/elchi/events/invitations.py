"""Invitations: visits that are proposed to somebody, to a state, a city or what takes place there.

Frame: a verb of inviting with its object («пригласил президента в Баку»), or its subject in the passive. The host is
where the invitation points: a goal («Bokuga»), or the place of a summit or a ceremony («Bokudagi sammitga»). Who is
invited may be called a colleague: the one of the state whose adjective stands before the word, else the last one
named who holds the same office elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from elchi.events.context import Context, within
from elchi.events.factuality import Factuality, judge
from elchi.events.journeys import GOALS, Frame, report
from elchi.events.markers import Argument
from elchi.events.view import View
from elchi.model import Entity, Hit, Report

_OCCASIONS = ("meeting", "guest-occasion")


def find(view: View, hit: Hit, around: Context) -> Iterable[Report]:
    """Yield the visit that an invitation proposes, if it says who is to come where."""
    first, last = view.clause(hit.first)
    inside = within(view.arguments, first, last)
    goal = _goal(view, hit, inside)
    if goal is None:
        return
    asked = invited(hit, inside)[:1]
    guest = _named(view, hit, asked[0], around) if asked else _peer(view, hit, inside, around)
    if guest is not None and judge(view, hit, first=first, last=last).value != "denied":
        judged = Factuality("proposed", cues=(view.cue(hit),))
        yield from report(view, hit, Frame(guest, goal, "visit.invitation"), judged, around)


def invited(invitation: Hit, able: Sequence[Argument]) -> list[Argument]:
    """Return who is invited: the object, or the subject of «таклиф қилинди», «приглашён»."""
    wanted = {"subject"} if _is_passive(invitation) else {"acc", "gen"}
    return [a for a in able if a.marker in wanted and (a.entity.kind == "person" or _is_called_by_office(a))]


def _is_called_by_office(argument: Argument) -> bool:
    """Return whether somebody is meant without a name: «the president», «his Georgian counterpart»."""
    return argument.mention.kind == "office" or (argument.mention.kind == "group" and argument.entity.kind == "state")


def _is_passive(invitation: Hit) -> bool:
    return "Voice=Pass" in invitation.features


def _goal(view: View, hit: Hit, inside: Sequence[Argument]) -> Argument | None:
    """Return where somebody is invited to: what *to* points at, else the place of an occasion."""
    goals = [a for a in inside if a.entity.kind in GOALS]
    to = [a for a in goals if a.marker == "to"]
    return next(iter(to or [a for a in goals if a.marker == "in" and _is_of_occasion(view, hit, a)]), None)


def _is_of_occasion(view: View, hit: Hit, place: Argument) -> bool:
    """Return whether a place is that of what somebody is invited to: «Lahey'deki zirveye», «to a summit in Rome»."""
    if view.turkic:
        occasions = (o for o in view.hits(*_OCCASIONS) if place.last < o.first and o.last < hit.first)
        return any("Case=Dat" in o.features for o in occasions)
    return any(hit.last < o.first <= place.first for o in view.hits(*_OCCASIONS))


def _named(view: View, hit: Hit, guest: Argument, around: Context) -> Argument:
    """Return a guest by his name, where he is called the colleague of somebody whose office he holds for his state."""
    if guest.mention.kind != "group":
        return guest
    host = _host(view, hit, around)
    holders = (around.holder(office, guest.entity.id) for office in _offices(host))
    known = next((holder for holder in holders if holder is not None), None)
    return guest if known is None else replace(guest, entity=around.entities[known])


def _peer(view: View, hit: Hit, inside: Sequence[Argument], around: Context) -> Argument | None:
    """Return the colleague of whom no state is said («invited his counterpart»): the last one named before."""
    host, anybody = _host(view, hit, around), next(iter(inside), None)
    if host is None or anybody is None or not any(_is_invited(view, hit, c) for c in view.hits("counterpart")):
        return None
    own, offices = around.state_of(host.id), _offices(host)
    for person in around.persons_before[view.index]:
        serves = not offices or not set(offices).isdisjoint(_offices(around.entities[person]))
        if serves and around.state_of(person) not in {None, own}:
            return replace(anybody, entity=around.entities[person])
    return None


def _host(view: View, hit: Hit, around: Context) -> Entity | None:
    """Return the person who invites."""
    marker = "by" if _is_passive(hit) else "subject"
    inside = within(view.arguments, *view.clause(hit.first))
    found = next((a.entity.id for a in inside if a.entity.kind == "person" and a.marker == marker), None)
    return around.entities[found] if found is not None else None


def _offices(person: Entity | None) -> tuple[str, ...]:
    return tuple(t.office for t in person.tenures if not t.former) if person is not None else ()


def _is_invited(view: View, hit: Hit, colleague: Hit) -> bool:
    """Return whether a word for a colleague stands where the one who is invited does."""
    if view.clause(colleague.first) != view.clause(hit.first):
        return False
    if view.analytic:
        return (colleague.first < hit.first) == _is_passive(hit)
    return ("Case=Nom" if _is_passive(hit) else "Case=Acc") in colleague.features
