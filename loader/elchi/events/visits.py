"""Visits: who travels where, in what rank, when, and whether it has come to pass.

Frame: a trigger of concept *visit* (noun or verb), or a word of arrival or travel, with a goal that is a state
or a city. Visitor: genitive of the noun, else subject; host: the goal. An invitation is a proposed visit
(:mod:`elchi.events.invitations`). What shows a guest without a journey is in :mod:`elchi.events.guests`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from elchi.events import guests, invitations
from elchi.events.context import Context, within
from elchi.events.factuality import judge
from elchi.events.journeys import (
    GOALS,
    TRAVELLERS,
    Frame,
    alike,
    complete,
    people_first,
    points_back,
    region_beyond,
    report,
    told_before,
)
from elchi.events.markers import Argument
from elchi.events.view import View, having
from elchi.model import Hit, Report

_NEAR = 4
_EMBEDDED = frozenset({"VerbForm=Part", "VerbForm=Vnoun"})
_NOMINAL = _EMBEDDED | {"VerbForm=Conv"}  # «gitmesi», «gidebileceği», «giderek … katılması»
_PASSING = ("during", "after", "before", "first-time")


def find(views: Sequence[View], around: Context) -> list[Report]:
    """Return the reports of visits, without their sources."""
    found: list[Report] = []
    for view in having(views, "visit", "arrive", "travel", "depart", "invite"):
        for hit in view.hits("visit"):
            found.extend(_visit(view, hit, around))
        for hit in view.hits("arrive", "travel", "depart"):
            if hit.pos == "verb":
                found.extend(_journey(view, hit, around))
            elif hit.concept == "arrive":
                found.extend(_visit(view, hit, around))
        for hit in view.hits("invite"):
            found.extend(invitations.find(view, hit, around))
    found.extend(guests.find(views, around))
    return complete(found, around)


def _visit(view: View, hit: Hit, around: Context) -> Iterable[Report]:
    first, last = view.clause(hit.first)
    inside = within(view.arguments, first, last)
    goal = _goal(view, hit, inside)
    visitor = _visitor(view, hit, inside, goal)
    passing = (
        any(view.has(c, hit.last + 1, hit.last + 2) for c in _PASSING) if view.turkic else _passing_before(view, hit)
    )
    judged = judge(view, hit, first=first, last=last, presupposed=passing)
    if passing and judged.value == "done" and _is_ahead(view, hit):
        judged = replace(judged, value="planned")
    for guest in alike(visitor, inside):
        for host in alike(goal, inside):
            yield from report(view, hit, Frame(guest, host, "visit.trigger"), judged, around)


def _is_ahead(view: View, hit: Hit) -> bool:
    """Return whether a visit is only mentioned as what comes next: «ahead of his visit», «ташрифи арафасида»."""
    before = view.has("before", *((hit.last + 1, hit.last + 2) if view.turkic else (hit.first - _NEAR, hit.first - 1)))
    return before is not None and (view.turkic or hit.first - before.last <= 2)


def _passing_before(view: View, hit: Hit) -> bool:
    return any(view.has(c, hit.first - 4, hit.first - 1) for c in _PASSING[:3])


def _goal(view: View, hit: Hit, inside: Sequence[Argument]) -> Argument | None:
    goals = [a for a in inside if a.entity.kind in GOALS]
    if view.turkic:
        borne = _is_borne(view, hit)
        to = [a for a in goals if a.marker == "to" and (borne or a.mention.first < hit.last)]
        at = [a for a in goals if a.marker == "in" and "Attr=Yes" in a.mention.features and a.mention.first < hit.first]
        # «расмий ташриф билан Хитойда бўлади», «Хитойда меҳмон бўлди»
        carried = "Case=Ins" in hit.features or "with" in view.concepts(hit.last + 1)
        stays = carried or (hit.pos == "verb" and "stay" in view.concepts(hit.head))
        stay = [a for a in goals if stays and a.marker == "in"]
        return next(reversed(to or at or stay or _visited(hit, goals) or _reached(hit, goals)), None)
    to = [a for a in goals if a.marker == "to" and a.mention.first > hit.first] or [
        a for a in goals if a.marker == "to"
    ]
    if not to and hit.pos == "verb":
        to = [a for a in goals if a.mention.first > hit.last and a.marker in {"acc", "subject"}]
        to = to or _fronted(view, hit, goals, inside)
    if not to and view.analytic and (hit.concept == "arrive" or _is_stay(view, hit)):
        to = [a for a in goals if a.marker == "in"]
    stays = hit.pos == "verb" or view.has("stay", *view.clause(hit.first)) is not None
    if not to and stays:  # «находится в Египте с визитом»
        to = [a for a in goals if a.marker == "in"]
    return next(iter(to), None)


def _fronted(view: View, hit: Hit, goals: Sequence[Argument], inside: Sequence[Argument]) -> list[Argument]:
    """Return the object right before a Russian verb whose subject follows: «Москву посетил президент Сербии»."""
    if view.analytic or not any(a.first == hit.last + 1 and a.marker == "subject" for a in inside):
        return []
    return [a for a in goals if a.last == hit.first - 1 and a.marker in {"acc", "subject"}]


def _is_stay(view: View, hit: Hit) -> bool:
    """Return whether the guest has come where the clause says: «arrived in Ankara on a state visit»."""
    before = range(max(0, hit.first - 2 * _NEAR), hit.first)
    return hit.pos == "noun" and any(view.form(i).lower() in {"on", "for"} for i in before)


def _is_borne(view: View, hit: Hit) -> bool:
    """Return whether somebody goes with a visit: «ресми сапармен Қытайға келді», «ziyaret için Katar'a geldi»."""
    if "Case=Ins" in hit.features or "with" in view.concepts(hit.last + 1):
        return True
    last = view.clause(hit.first)[1]
    goes = view.has("arrive", hit.last, last) or view.has("travel", hit.last, last)
    return goes is not None and bool({"for", "during"} & view.concepts(hit.last + 1))


def _visited(hit: Hit, goals: Sequence[Argument]) -> list[Argument]:
    """Return what Turkish visits without a direction: «Katar'ı ziyaret etti», «Katar ziyareti», «Katar'ı ziyaret»."""
    if hit.pos == "verb":
        objects = [a for a in goals if a.marker == "acc" and a.mention.first < hit.last]
        if objects or hit.first == hit.last:
            return objects  # else «Katar ziyaretini tamamladı»
    return [a for a in goals if a.marker in {"subject", "acc"} and a.last + 1 == hit.first]


def _reached(hit: Hit, inside: Sequence[Argument]) -> list[Argument]:
    """Return the goal that a Turkic participle stands before: «ташриф билан келган Бокуда», «geldiği Bakü'de»."""
    if hit.pos != "verb" or not _EMBEDDED & hit.features:
        return []
    return [a for a in inside if a.entity.kind in GOALS and a.first == hit.last + 1]


def _visitor(view: View, hit: Hit, inside: Sequence[Argument], goal: Argument | None) -> Argument | None:
    able = [a for a in inside if a.entity.kind in TRAVELLERS and (goal is None or a.joined != goal.joined)]
    invitation = view.has("invite", *view.clause(hit.first))
    if invitation is not None and (asked := invitations.invited(invitation, able)):
        return asked[0]
    if view.turkic:
        if (guest := told_before(view, hit, able)) is not None:
            return guest
        owners = [a for a in able if a.marker == "gen" and a.mention.last < hit.first]
        owners = [a for a in owners if "at-invitation" not in view.concepts(a.last + 1)]
        subjects = [a for a in able if a.marker in {"subject", "by"}]
        return next(iter(owners[-1:] or people_first(subjects)), None)
    tail = view.has("at-invitation", hit.last, hit.last + 8)  # the owner of the invitation is the host
    reach = tail.first if tail is not None else hit.last + 8
    owners = [a for a in able if a.marker == "gen" and hit.last < a.mention.first <= reach]
    if view.analytic:
        owners = _owners_in_english(hit, able) or owners
    if hit.pos == "verb":
        owners = []
    subjects = [a for a in able if a.marker == "subject"]
    carried = view.carried(view.clause(hit.first)[0])
    return next(iter(owners or people_first(subjects)), carried)


def _owners_in_english(hit: Hit, able: Sequence[Argument]) -> list[Argument]:
    """Return whose visit it is: «Macron's visit to Egypt», «a visit by Macron»."""
    before = [a for a in able if a.marker == "gen" and hit.first - _NEAR - 1 <= a.last < hit.first]
    return before or [a for a in able if a.marker == "by" and hit.last < a.first <= hit.last + _NEAR]


def _journey(view: View, hit: Hit, around: Context) -> Iterable[Report]:
    first, last = view.clause(hit.first)
    if view.has("visit", first, last) is not None:
        return
    inside = within(view.arguments, first, last)
    wanted = {"from", "acc"} if hit.concept == "depart" else {"to"}
    if hit.concept == "arrive" and not view.turkic:
        wanted = {"to", "in"}  # «приземлился в Баку»
    if view.analytic:
        wanted = {"depart": {"from", "acc", "for", "to"}, "arrive": {"to", "in"}, "travel": {"to", "for"}}[hit.concept]
    goals = [a for a in inside if a.entity.kind in GOALS and (a.marker in wanted or _is_object(view, a, hit))]
    if not view.turkic:
        goals = [a for a in goals if a.mention.first > hit.first] or goals
    if view.turkic and not goals:
        goals = _reached(hit, inside)
    travellers = _travellers(view, hit, inside)
    if not travellers and goals and not view.turkic and points_back(view, hit, first):
        judged = judge(view, hit, first=first, last=last)
        for host in _hosts(view, goals, inside):
            yield from report(view, hit, Frame(None, host, "visit.pronoun"), judged, around)
    if travellers and (goals or region_beyond(view, hit, first, last)):
        judged = judge(view, hit, first=first, last=last)
        for guest in alike(travellers[0], inside):
            for host in _hosts(view, goals, inside):
                yield from report(view, hit, Frame(guest, host, f"visit.{hit.concept}"), judged, around)


def _hosts(view: View, goals: Sequence[Argument], inside: Sequence[Argument]) -> Sequence[Argument | None]:
    """Return where a journey goes: every goal in English, else the nearest and those beside it."""
    if view.analytic and goals:
        return goals
    return alike(goals[-1 if view.turkic else 0] if goals else None, inside)


def _travellers(view: View, hit: Hit, inside: Sequence[Argument]) -> list[Argument]:
    """Return who travels: the subject, or the owner of a Turkic verbal noun («президентнинг келиши»)."""
    able = people_first([a for a in inside if a.entity.kind in {"person", "group"} or a.mention.kind == "office"])
    if view.turkic and (guest := told_before(view, hit, able)) is not None:
        return [guest]
    if view.turkic and _NOMINAL & hit.features:
        owners = [a for a in able if a.marker == "gen" and a.last < hit.first and not _owns_another(view, a, hit)]
        if owners:
            return owners
    return [a for a in able if a.marker == "subject"] or _carried(view, view.clause(hit.first)[0])


def _owns_another(view: View, owner: Argument, hit: Hit) -> bool:
    """Return whether an owner is that of an unknown noun before the verbal one: «вазирнинг учоғи Бокуга қўниши»."""
    after = view.sentence.tokens[owner.last + 1].word
    if owner.last + 1 == hit.first or after.analyses or view.concepts(owner.last + 1):
        return False
    return after.shape == "x" and all(not m.first <= owner.last + 1 <= m.last for m, _ in view.mentions)


def _carried(view: View, first: int) -> list[Argument]:
    """Return who is the subject of the clause before, if this one has none: «… will see Rossi and fly on to Rome»."""
    subject = view.carried(first)
    if not view.analytic and first > 0:
        before = within(view.arguments, *view.clause(first - 1))
        subject = next((a for a in before if a.marker == "subject"), None)
    return [subject] if subject is not None and subject.entity.kind in {"person", "group"} else []


def _is_object(view: View, argument: Argument, hit: Hit) -> bool:
    """Return whether a Russian name with one form for both cases is what was left: «покинула США»."""
    return not view.turkic and hit.concept == "depart" and argument.mention.first == hit.last + 1
