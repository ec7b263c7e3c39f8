"""Meetings, talks, calls, summits: who meets whom.

Frame: a noun or verb of meeting; participants are what stands *between*, *with*, in the genitive of the noun, or
as the subject of the verb; they must come from at least two states or bodies.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from elchi.events.context import Context, within
from elchi.events.factuality import judge
from elchi.events.markers import Argument
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
_SIDES = frozenset({"person", "state", "group"})
_PASSING = ("during", "after", "before")
_REMOTE = ("phone",)
_BOTH = ("sides", "delegation", "leaders", "group:delegation", "group:leaders")
_NEAR = 3


@dataclass(frozen=True, slots=True)
class _Found:
    sides: tuple[Argument, ...]
    rule: str


def find(views: Sequence[View], around: Context) -> list[Report]:
    """Return the reports of meetings, without their sources."""
    found: list[Report] = []
    for view in having(views, "meeting", *_VERBS):
        done: set[tuple[int, int]] = set()
        for hit in view.hits("meeting", *_VERBS):
            clause = view.clause(hit.first)
            if clause in done and hit.pos == "verb":
                continue
            reports = list(_meeting(view, hit, clause, around))
            if reports:
                done.add(clause)
            found.extend(reports)
    return found


def _meeting(view: View, hit: Hit, clause: tuple[int, int], around: Context) -> Iterable[Report]:
    first, last = clause
    sides = _sides(view, hit, within(view.arguments, first, last))
    variety = _variety(view, hit, clause)
    participants = _participants([a for a in sides.sides if _speaks(a)], around)
    if not _two_sided(participants, around) and sides.rule != "meeting.subject":
        participants = _with_antecedent(view, participants, around)
    if not _two_sided(participants, around) and _means_both(view, hit):
        participants, sides = list(around.pair()), _Found(sides.sides, "meeting.both")
    participants = _levelled(participants, variety, around)
    if not _two_sided(participants, around) or (sides.rule == "meeting.subject" and not _is_held(view, hit)):
        return
    passing = (
        any(view.has(c, hit.last + 1, hit.last + 2) for c in _PASSING)
        if view.turkic
        else any(view.has(c, hit.first - 3, hit.first - 1) for c in _PASSING)
    )
    judged = judge(view, hit, first=first, last=last, presupposed=passing)
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
        confidence=(0.9 if len(sides.sides) > 1 else 0.5) - (0.15 if judged.passing else 0.0),
    )


def _means_both(view: View, hit: Hit) -> bool:
    """Return whether the sides are only pointed to: «расмий делегациялар музокаралари», «обе стороны»."""
    start, stop = (hit.first - _NEAR, hit.first - 1) if view.turkic else (hit.last + 1, hit.last + _NEAR)
    stop = min(stop, len(view.sentence.tokens) - 1)
    found = [h for concept in _BOTH if (h := view.has(concept, start, stop)) is not None]
    return any(h.concept == "sides" or "Number=Plur" in h.features for h in found)


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


def _sides(view: View, hit: Hit, inside: Sequence[Argument]) -> _Found:
    """Return who stands on the sides of a meeting, by the strongest marker that names two of them."""
    able = [a for a in inside if a.entity.kind in _SIDES or a.mention.organisation_kind == "igo"]
    if hit.concept == "host-reception":
        markers = {"subject", "acc", "by"} if view.turkic else {"subject", "acc"}
        chosen = [a for a in able if a.marker in markers and (a.entity.kind != "state" or _is_side(a))]
        return _Found(tuple(chosen), "meeting.reception")
    if hit.concept == "discuss":
        return _Found(tuple(a for a in able if a.marker in {"subject", "with"} and _is_side(a)), "meeting.discussion")
    groups = _groups(able)
    between = [g for g in groups if g[0].marker == "between"]
    if between:
        return _Found(tuple(a for g in between for a in g), "meeting.between")
    own = _own(view, hit, groups)
    if len(own) > 1:
        return _Found(own, "meeting.of")
    wanted = {"with", "dative", "to"} if hit.concept == "converse-by-phone" else {"with"}
    if view.analytic and hit.pos == "verb":
        wanted = wanted | {"acc"}  # «Putin met Xi»
    if view.has("propose", *view.clause(hit.first)) is not None:  # «предложил Ирану провести переговоры»
        wanted = wanted | ({"to"} if view.turkic else {"dative"})
    company = _nearest([g for g in groups if g[0].marker in wanted], hit, forwards=not view.turkic)
    limit = company[0].mention.first if company and view.turkic else hit.first
    subject = _nearest(
        [g for g in groups if g[0].marker == "subject" and g[-1].mention.last < limit], hit, forwards=False
    )
    subject = subject or _nearest(
        [g for g in groups if g[0].marker == "subject" and g is not company], hit, forwards=True
    )
    carried = view.carried(view.clause(hit.first)[0])
    if carried is not None and not own and not subject:
        subject = (carried,)
    if company and not own and not subject:
        after = [g for g in _groups(view.arguments) if g[0].marker == "subject" and g[0].entity.kind in _SIDES]
        subject = _nearest([g for g in after if g[0].mention.first > hit.last], hit, forwards=True)
    return _Found((*(own or subject), *company), "meeting.with" if company else "meeting.subject")


def _groups(arguments: Sequence[Argument]) -> list[tuple[Argument, ...]]:
    """Return the arguments by coordination: «Россия ва Украина» is one group."""
    return [tuple(group) for _, group in groupby(arguments, key=lambda a: a.joined)]


def _own(view: View, hit: Hit, groups: Sequence[tuple[Argument, ...]]) -> tuple[Argument, ...]:
    """Return the group that the noun belongs to: before it in Turkic languages, in the genitive after it in Russian."""
    if hit.pos == "verb":
        return ()
    for group in groups:
        first, last = group[0].first, group[-1].last
        if view.analytic and last < hit.first <= last + _NEAR and (group[0].marker == "gen" or _hyphened(view, group)):
            return group
        if view.turkic and last < hit.first and group[0].marker == "gen" and _has_company(view, hit, groups, last):
            return group
        if view.turkic and last < hit.first <= last + 3 and (group[0].marker == "gen" or len(group) > 1):
            return group
        if not view.turkic and hit.last < first <= hit.last + 3 and group[0].marker == "gen":
            return group
    return ()


def _hyphened(view: View, group: Sequence[Argument]) -> bool:
    """Return whether sides are joined by a hyphen before their noun: «US-China trade talks»."""
    return len(group) > 1 and view.form(group[0].last + 1) in {"-", "–", "/"}


def _has_company(view: View, hit: Hit, groups: Sequence[tuple[Argument, ...]], after: int) -> bool:
    """Return whether only company stands between an owner and its noun: «вазирнинг … билан музокаралари»."""
    between = [g[0].marker for g in groups if after < g[0].first and g[-1].last < hit.first]
    return between == ["with"] and "Poss=Yes" in hit.features


def _nearest(groups: Sequence[tuple[Argument, ...]], hit: Hit, *, forwards: bool) -> tuple[Argument, ...]:
    """Return the group nearest to the trigger, the ones on the preferred side first."""

    def distance(group: tuple[Argument, ...]) -> tuple[bool, int]:
        after = group[0].mention.first > hit.last
        return after != forwards, abs(group[0].mention.first - hit.first)

    return min(groups, key=distance, default=())


def _is_side(argument: Argument) -> bool:
    return argument.entity.kind == "person" or argument.mention.kind in {"office", "group"}


def _participants(sides: Sequence[Argument], around: Context) -> list[str]:
    """Return who takes part, persons in the place of the states that they speak for."""
    ids = list(dict.fromkeys(_principal(a, around) for a in sides))
    spoken_for = {around.state_of(i) for i in ids if not i.startswith("state:")}
    return [i for i in ids if not (i.startswith("state:") and i in spoken_for)]


def _principal(argument: Argument, around: Context) -> str:
    if argument.entity.kind == "group":
        return around.state_of(argument.mention.owner or "") or argument.entity.id
    return argument.entity.id


def _two_sided(participants: Sequence[str], around: Context) -> bool:
    if len(participants) < 2:
        return False
    sides = [around.side_of(p) for p in participants if not around.is_local(p)]
    known = {s for s in sides if s is not None}
    unknown = sides.count(None)
    return len(known) > 1 or (len(known) == 1 and unknown > 0) or (unknown > 1 and bool(around.pair()))


def _with_antecedent(view: View, participants: list[str], around: Context) -> list[str]:
    """Return the participants with the person last spoken of, where only one is named."""
    if len(participants) != 1:
        return participants
    for person in around.persons_before[view.index][:1]:
        if around.state_of(person) not in {None, around.state_of(participants[0])}:
            return [person, *participants]
    return participants


def _place(view: View, first: int, last: int) -> str | None:
    for argument in within(view.arguments, first, last):
        if argument.entity.kind == "place" and argument.marker == "in":
            return argument.entity.id
    return None
