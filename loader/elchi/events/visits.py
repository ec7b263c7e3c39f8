"""Visits: who travels where, in what rank, when, and whether it has come to pass.

Frame: a trigger of concept *visit* (noun or verb), or a verb of arrival or travel, with a goal that is a state
or a city. Visitor: genitive of the noun, else subject; host: the goal. An invitation is a proposed visit.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from elchi.events.context import Context, within
from elchi.events.factuality import Factuality, judge
from elchi.events.markers import Argument
from elchi.events.view import View, having
from elchi.events.when import date_of, ends
from elchi.model import Cue, Hit, Report, Role

_TRAVELLERS = frozenset({"person", "group", "state"})
_GOALS = frozenset({"state", "place"})
_KIND_WINDOW = 4
_PASSING = ("during", "after", "before", "first-time")


@dataclass(frozen=True, slots=True)
class _Frame:
    visitor: Argument | None
    goal: Argument | None
    rule: str


def find(views: Sequence[View], around: Context) -> list[Report]:
    """Return the reports of visits, without their sources."""
    found: list[Report] = []
    for view in having(views, "visit", "arrive", "travel", "depart", "invite"):
        for hit in view.hits("visit"):
            found.extend(_visit(view, hit, around))
        for hit in view.hits("arrive", "travel", "depart"):
            if hit.pos == "verb":
                found.extend(_journey(view, hit, around))
        for hit in view.hits("invite"):
            found.extend(_invitation(view, hit, around))
    return list(_complete(found, around))


def _visit(view: View, hit: Hit, around: Context) -> Iterable[Report]:
    first, last = view.clause(hit.first)
    inside = within(view.arguments, first, last)
    goal = _goal(view, hit, inside)
    visitor = _visitor(view, hit, inside, goal)
    passing = (
        any(view.has(c, hit.last + 1, hit.last + 2) for c in _PASSING) if view.turkic else _passing_before(view, hit)
    )
    judged = judge(view, hit, first=first, last=last, presupposed=passing)
    for guest in _alike(visitor, inside):
        for host in _alike(goal, inside):
            yield from _report(view, hit, _Frame(guest, host, "visit.trigger"), judged, around)


def _alike(argument: Argument | None, inside: Sequence[Argument]) -> list[Argument | None]:
    """Return an argument with those coordinated with it («посетит Катар и ОАЭ»): one visit each."""
    if argument is None:
        return [None]
    kinds = {argument.entity.kind}
    return [
        argument,
        *(a for a in inside if a is not argument and a.joined == argument.joined and a.entity.kind in kinds),
    ]


def _passing_before(view: View, hit: Hit) -> bool:
    return any(view.has(c, hit.first - 4, hit.first - 1) for c in _PASSING[:3])


def _goal(view: View, hit: Hit, inside: Sequence[Argument]) -> Argument | None:
    goals = [a for a in inside if a.entity.kind in _GOALS]
    if view.turkic:
        borne = _is_borne(view, hit)
        to = [a for a in goals if a.marker == "to" and (borne or a.mention.first < hit.last)]
        at = [a for a in goals if a.marker == "in" and "Attr=Yes" in a.mention.features and a.mention.first < hit.first]
        stays = "with" in view.concepts(hit.last + 1)  # «расмий ташриф билан Хитойда бўлади»
        stay = [a for a in goals if stays and a.marker == "in"]
        return next(reversed(to or at or stay or _visited(hit, goals)), None)
    to = [a for a in goals if a.marker == "to" and a.mention.first > hit.first] or [
        a for a in goals if a.marker == "to"
    ]
    if not to and hit.pos == "verb":
        to = [a for a in goals if a.mention.first > hit.last and a.marker in {"acc", "subject"}]
    if not to and view.analytic and _is_stay(view, hit):
        to = [a for a in goals if a.marker == "in"]
    stays = hit.pos == "verb" or view.has("stay", *view.clause(hit.first)) is not None
    if not to and stays:  # «находится в Египте с визитом»
        to = [a for a in goals if a.marker == "in"]
    return next(iter(to), None)


def _is_stay(view: View, hit: Hit) -> bool:
    """Return whether the guest has come where the clause says: «arrived in Ankara on a state visit»."""
    before = range(max(0, hit.first - 2 * _KIND_WINDOW), hit.first)
    return hit.pos == "noun" and any(view.form(i).lower() in {"on", "for"} for i in before)


def _is_borne(view: View, hit: Hit) -> bool:
    """Return whether somebody goes with a visit: «ресми сапармен Қытайға келді», «ziyaret için Katar'a geldi»."""
    if "Case=Ins" in hit.features or "with" in view.concepts(hit.last + 1):
        return True
    last = view.clause(hit.first)[1]
    goes = view.has("arrive", hit.last, last) or view.has("travel", hit.last, last)
    return goes is not None and bool({"for", "during"} & view.concepts(hit.last + 1))


def _visited(hit: Hit, goals: Sequence[Argument]) -> list[Argument]:
    """Return what Turkish visits without a direction: «Katar'ı ziyaret etti», «Katar ziyareti»."""
    if hit.pos == "verb":
        return [a for a in goals if a.marker == "acc" and a.mention.first < hit.last]
    return [a for a in goals if a.marker == "subject" and a.last + 1 == hit.first]


def _visitor(view: View, hit: Hit, inside: Sequence[Argument], goal: Argument | None) -> Argument | None:
    able = [a for a in inside if a.entity.kind in _TRAVELLERS and a is not goal]
    invitation = view.has("invite", *view.clause(hit.first))
    if invitation is not None and (guests := _guests(invitation, able)):
        return guests[0]
    if view.turkic:
        owners = [a for a in able if a.marker == "gen" and a.mention.last < hit.first]
        owners = [a for a in owners if "at-invitation" not in view.concepts(a.last + 1)]
        subjects = [a for a in able if a.marker in {"subject", "by"}]
        return next(iter(owners[-1:] or _people_first(subjects)), None)
    owners = [a for a in able if a.marker == "gen" and hit.last < a.mention.first <= hit.last + 8]
    if view.analytic:
        owners = _owners_in_english(hit, able) or owners
    if hit.pos == "verb":
        owners = []
    subjects = [a for a in able if a.marker == "subject"]
    carried = view.carried(view.clause(hit.first)[0])
    return next(iter(owners or _people_first(subjects)), carried)


def _owners_in_english(hit: Hit, able: Sequence[Argument]) -> list[Argument]:
    """Return whose visit it is: «Macron's visit to Egypt», «a visit by Macron»."""
    before = [a for a in able if a.marker == "gen" and hit.first - _KIND_WINDOW - 1 <= a.last < hit.first]
    return before or [a for a in able if a.marker == "by" and hit.last < a.first <= hit.last + _KIND_WINDOW]


def _guests(invitation: Hit, able: Sequence[Argument]) -> list[Argument]:
    """Return who is invited: the object, or the subject of «таклиф қилинди», «приглашён»."""
    wanted = {"subject"} if "Voice=Pass" in invitation.features else {"acc", "gen"}
    return [a for a in able if a.marker in wanted and (a.entity.kind == "person" or a.mention.kind == "office")]


def _people_first(arguments: Sequence[Argument]) -> list[Argument]:
    people = [a for a in arguments if a.entity.kind == "person" or a.mention.kind in {"office", "group"}]
    return people or [a for a in arguments if a.entity.kind == "state"]


def _journey(view: View, hit: Hit, around: Context) -> Iterable[Report]:
    first, last = view.clause(hit.first)
    if view.has("visit", first, last) is not None:
        return
    inside = within(view.arguments, first, last)
    wanted = {"from", "acc"} if hit.concept == "depart" else {"to"}
    if view.analytic:
        wanted = {"depart": {"from", "acc", "for", "to"}, "arrive": {"to", "in"}, "travel": {"to", "for"}}[hit.concept]
    goals = [a for a in inside if a.entity.kind in _GOALS and (a.marker in wanted or _is_object(view, a, hit))]
    if not view.turkic:
        goals = [a for a in goals if a.mention.first > hit.first] or goals
    travellers = _people_first(
        [a for a in inside if a.entity.kind in {"person", "group"} or a.mention.kind == "office"]
    )
    travellers = [a for a in travellers if a.marker == "subject"] or _carried(view, first)
    if goals and travellers:
        judged = judge(view, hit, first=first, last=last)
        for guest in _alike(travellers[0], inside):
            for host in goals if view.analytic else _alike(goals[-1 if view.turkic else 0], inside):
                yield from _report(view, hit, _Frame(guest, host, f"visit.{hit.concept}"), judged, around)


def _carried(view: View, first: int) -> list[Argument]:
    subject = view.carried(first)
    return [subject] if subject is not None and subject.entity.kind in {"person", "group"} else []


def _is_object(view: View, argument: Argument, hit: Hit) -> bool:
    """Return whether a Russian name with one form for both cases is what was left: «покинула США»."""
    return not view.turkic and hit.concept == "depart" and argument.mention.first == hit.last + 1


def _invitation(view: View, hit: Hit, around: Context) -> Iterable[Report]:
    first, last = view.clause(hit.first)
    inside = within(view.arguments, first, last)
    guests = _guests(hit, inside)
    goals = [a for a in inside if a.entity.kind in _GOALS and a.marker == "to"]
    if guests and goals:
        judged = Factuality("proposed", cues=(view.cue(hit),))
        yield from _report(view, hit, _Frame(guests[0], goals[0], "visit.invitation"), judged, around)


def _report(view: View, hit: Hit, frame: _Frame, judged: Factuality, around: Context) -> Iterable[Report]:
    host = around.state_of(frame.goal.entity.id) if frame.goal is not None else None
    visitor = frame.visitor.entity.id if frame.visitor is not None else _antecedent(view, hit, around)
    if visitor is not None and host is not None and around.state_of(visitor) == host:
        return
    if (visitor is None and host is None) or _is_private(visitor, around):
        return
    first, last = view.clause(hit.first)
    # the date of what is put off is the old one
    start, end = ends(date_of(view, hit, first, last) if judged.value != "postponed" else None)
    roles = [Role("visitor", visitor)] if visitor is not None else []
    roles += [Role("host", host)] if host is not None else []
    kind = _kind(view, hit)
    ordinal = view.has("first-time", first, last)
    cues = (view.cue(hit), *((view.cue(kind),) if kind is not None else ()), *judged.cues)
    yield Report(
        kind="Visit", evidence=view.span(first, last), cues=_unique(cues), rule=frame.rule, roles=tuple(roles),
        factuality=judged.value, certainty=judged.certainty, variety=_variety(kind), start=start, end=end,
        place=_place(frame.goal, view, first, last, host, around),
        ordinal=view.cue(ordinal).span if ordinal is not None else None,
        presupposed=judged.passing, confidence=_confidence(frame, passing=judged.passing),
    )  # fmt: skip


def _is_private(visitor: str | None, around: Context) -> bool:
    """Return whether a traveller of a story of sport or business holds no office: no visit of a state's."""
    entity = around.entities.get(visitor or "")
    return around.domestic and entity is not None and entity.kind == "person" and not entity.tenures


def _confidence(frame: _Frame, *, passing: bool) -> float:
    stated = frame.visitor is not None and frame.goal is not None
    return (0.9 if stated else 0.6) - (0.15 if passing else 0.0)


def _antecedent(view: View, hit: Hit, around: Context) -> str | None:
    """Return the person that «unga», «унинг», «его» or a bare noun points back to."""
    before = around.persons_before[view.index]
    return before[0] if before and hit.concept == "visit" else None


def _kind(view: View, hit: Hit) -> Hit | None:
    return view.has("visit-kind", hit.first - _KIND_WINDOW, hit.first)


def _variety(kind: Hit | None) -> str:
    return kind.concept.split(":", 1)[1] if kind is not None else "unspecified"


def _place(goal: Argument | None, view: View, first: int, last: int, host: str | None, around: Context) -> str | None:
    if goal is not None and goal.entity.kind == "place":
        return goal.entity.id
    for argument in within(view.arguments, first, last):
        if (
            argument.entity.kind == "place"
            and argument.marker in {"in", "to"}
            and around.state_of(argument.entity.id) == host
        ):
            return argument.entity.id
    return None


def _unique(cues: Iterable[Cue]) -> tuple[Cue, ...]:
    return tuple(dict.fromkeys(cues))


def _complete(found: Sequence[Report], around: Context) -> Iterable[Report]:
    """Yield the reports that name both sides, and those that another report of the document completes."""
    whole = {role: r for r in found if len(r.roles) == 2 for role in r.roles}
    for report in found:
        if len(report.roles) == 2:
            yield report
            continue
        fitting = whole.get(report.roles[0])
        if fitting is not None:
            yield replace(report, roles=fitting.roles, confidence=0.5)
