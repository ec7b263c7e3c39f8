"""The sides of a meeting to who takes part: persons in the place of their states, and who is only pointed to.

«Президенты Италии и Германии» are the two persons where the document names them; «обе делегации», «the two
leaders» and a meeting told without its sides go back to the meeting that was told before.
"""

from __future__ import annotations

from collections.abc import Sequence

from elchi.events.context import Context, within
from elchi.events.markers import Argument
from elchi.events.sides import ACTING, Sides
from elchi.events.view import View
from elchi.model import Hit, Report

_POINTING = ("sides", "delegation", "leaders", "group:delegation", "group:leaders")
_LEADING = frozenset({"leaders", "group:leaders"})
_SENT = frozenset({"delegation", "group:delegation"})  # who speak for their states, whoever leads these
_ACTIVE = frozenset({"subject", "with", "between", "by", "attribute"})
_ACCREDITED = frozenset({"ambassador", "envoy"})
_NEAR = 3
_FURTHER = 5
_RECENT = 6
_CONTINUED = frozenset({"talks", "consultation", "meeting"})


def named(sides: Sequence[Argument], around: Context) -> list[str]:
    """Return who takes part by the words of the clause, persons in the place of the states that they speak for."""
    ids = list(dict.fromkeys(_principal(a, sides, around) for a in sides))
    spoken_for = {around.state_of(i) for i in ids if not i.startswith("state:")}
    return [i for i in ids if not (i.startswith("state:") and i in spoken_for)]


def _principal(argument: Argument, sides: Sequence[Argument], around: Context) -> str:
    """Return who an argument stands for: «the presidents of A and B» are persons, a ministry is its state."""
    entity = argument.entity
    if entity.kind == "group":
        owner = argument.mention.owner or ""
        return (
            _holder(argument.mention.key, owner, around)
            or around.side_of(owner)
            or (owner if owner in around.entities else entity.id)
        )
    if entity.kind == "organisation" and entity.code in ACTING:
        return around.state_of(entity.id) or entity.id
    if entity.kind == "state":
        beside = (a.mention.key for a in sides if a.joined == argument.joined and a.entity.kind == "group")
        return next((h for key in beside if (h := _holder(key, entity.id, around))), entity.id)
    return entity.id


def _holder(group: str, owner: str, around: Context) -> str | None:
    """Return who of a group of office-holders is of a state, if the document names him."""
    office = group.split(":", 1)[1].removesuffix("s")
    return around.head_of(owner) if office in {"leader", "other"} else around.holder(office, owner)


def are_two_sided(participants: Sequence[str], around: Context) -> bool:
    """Return whether those who take part come from two states or international bodies."""
    if len(participants) < 2:
        return False
    sides = {p: around.side_of(p) for p in participants if not around.is_local(p)}
    known = {side for side in sides.values() if side is not None}
    unknown = [p for p, side in sides.items() if side is None]
    if not around.diplomatic:
        return len(known) > 1 and not (around.everyday and _are_teams(participants))
    if known:
        return len(known) + bool(unknown) > 1
    return bool(around.pair()) and sum(not around.serves(p) for p in unknown) > 1


def resumed(company: Sequence[Argument], around: Context, earlier: Sequence[Report]) -> list[str]:
    """Return the sides of a meeting told before that some took part in: «after the meeting with Modi»."""
    others = named(company, around)
    told = ([role.entity for role in report.roles] for report in reversed(earlier[-_RECENT:]))
    return next((sides for sides in told if others and set(others) < set(sides)), [])


def partnered(participants: list[str], around: Context) -> list[str]:
    """Return the participants with the state that the document pairs theirs with: «Rome is ready for talks»."""
    if len(participants) != 1:
        return participants
    state, pair = around.state_of(participants[0]), around.pair()
    return list(pair) if state in pair else participants


def is_at_home(view: View, hit: Hit, sides: Sides) -> bool:
    """Return whether an office of no stated country meets an ambassador: it is of the country that he is sent to."""
    guests = [a for a in sides.found if a.mention.office in _ACCREDITED]
    if len(guests) != 1 or len(sides.found) != 1:
        return False
    first, _ = view.clause(hit.first)
    stop = min(guests[0].first, hit.first)
    return any(first <= office.first < stop for office in view.hits("office"))


def _are_teams(participants: Sequence[str]) -> bool:
    """Return whether states alone are named, who in a story of sport are teams that play."""
    return all(p.startswith("state:") for p in participants)


def completed(view: View, participants: list[str], around: Context, earlier: Sequence[Report]) -> list[str]:
    """Return the participants with the other side, where only one is named: who it was is said before.

    He took part in a meeting that was told («at his meeting with Modi»), or he meets who met another in this
    very sentence («talks of A with B, then a conversation with C»), or the person last spoken of.
    """
    if len(participants) != 1:
        return participants
    told = [[role.entity for role in report.roles] for report in reversed(earlier[-_RECENT:])]
    again = next((sides for sides in told if participants[0] in sides), None)
    if again is not None:
        return again
    beside = [sides[0] for sides, r in zip(told, reversed(earlier), strict=False) if _is_in(view, r)]
    for other in (*beside[:1], *around.persons_before[view.index][:1]):
        if around.state_of(other) not in {None, around.state_of(participants[0])}:
            return [other, *participants]
    return participants


def _is_in(view: View, report: Report) -> bool:
    inside = view.sentence.span.start <= report.evidence.start < view.sentence.span.stop
    return inside and report.rule != "meeting.gathering"


def pointed(view: View, hit: Hit, around: Context, earlier: Sequence[Report], *, ahead: bool) -> list[str]:
    """Return the sides that are only pointed to: «расмий делегациялар музокаралари», «обе стороны».

    Args:
        view: the sentence.
        hit: the noun or verb of meeting.
        around: the document.
        earlier: the meetings told before.
        ahead: whether the meeting is yet to come: who will meet for the sides is not known.
    """
    concept = _pointer(view, hit)
    if concept is None and _are_of_sides(view, hit):
        told = [role.entity for role in earlier[-1].roles] if earlier else []
        return list(dict.fromkeys(around.state_of(actor) or actor for actor in told or around.pair()))
    if concept is None:
        return _again(view, hit, around, earlier)
    if concept in _LEADING:
        met = next((r for r in reversed(earlier[-_RECENT:]) if len(_persons(r)) > 1), None)
        return _persons(met) if met is not None else _two_leaders(view, around) or list(around.pair())
    if concept in _SENT:
        return list(around.pair())
    told = [role.entity for role in earlier[-1].roles] if earlier else list(around.pair())
    return [around.state_of(actor) or actor for actor in told] if ahead else told


def _are_of_sides(view: View, hit: Hit) -> bool:
    """Return whether those who meet are only said to be of both sides: «experts from both sides», «эки өлкөнүн …»."""
    inside = [a for a in within(view.arguments, *view.clause(hit.first)) if a.marker in _ACTIVE | {"gen"}]
    sent = inside[0].mention if len(inside) == 1 else None
    if view.sentence.block.kind == "title":
        return False  # who meets is told below
    if sent is None or sent.kind != "group" or sent.owner is not None or "Number=Plur" not in sent.features:
        return False
    for sides in view.sentence.named.get("sides", ()):
        owns = view.turkic or "Case=Gen" in sides.features
        if owns and 0 < sent.first - sides.last <= _FURTHER:
            return True
        if not view.turkic and 0 < sides.first - sent.last <= _NEAR:
            return True
    return False


def _again(view: View, hit: Hit, around: Context, earlier: Sequence[Report]) -> list[str]:
    """Return the sides of talks that were told and go on: «the next round», «переговоры продолжаются»."""
    first, last = view.clause(hit.first)
    if hit.concept != "round" and not (hit.concept == "meeting:talks" and _is_subject(hit)):
        return []
    named = [a for a in within(view.arguments, first, last) if a.marker in _ACTIVE]
    if named or view.has("take-place", first, last) is None:
        return []
    told = next((r for r in reversed(earlier[-_RECENT:]) if r.variety in _CONTINUED), None)
    if told is None:
        return []
    actors = [role.entity for role in told.roles]
    return list(dict.fromkeys(around.state_of(a) or a for a in actors)) if hit.concept == "round" else actors


def _persons(report: Report) -> list[str]:
    return [role.entity for role in report.roles if role.entity.startswith("person:")]


def _two_leaders(view: View, around: Context) -> list[str]:
    """Return the two leaders last spoken of, if they are of two states."""
    leaders = [p for p in around.persons_before[view.index] if around.leads(p)][:2]
    return leaders if len({around.state_of(p) for p in leaders}) == 2 else []


def _pointer(view: View, hit: Hit) -> str | None:
    """Return the concept of the words that point to the sides: beside the noun, or as subject of its clause."""
    first, last = clause = view.clause(hit.first)
    start, stop = (hit.first - _NEAR, hit.first - 1) if view.turkic else (hit.last + 1, min(hit.last + _NEAR, last))
    for concept in _POINTING:
        for found in view.sentence.named.get(concept, ()):
            if _is_qualified(view, found):
                continue
            plural = "Number=Plur" in found.features
            if start <= found.first <= stop and (plural or concept == "sides"):
                return concept
            if first <= found.first < hit.first and plural and _is_subject(found) and _is_alone(view, found, clause):
                return concept
    return None


def _is_qualified(view: View, pointer: Hit) -> bool:
    """Return whether a name says whose the leaders are, so that they are no others': «лидеры стран Азии»."""
    last = len(view.sentence.tokens) - 1
    after = range(pointer.last + 1, min(pointer.last + _NEAR, last) + 1)
    near = range(max(1, pointer.first - 1), pointer.first) if view.turkic else after
    return any(view.sentence.tokens[i].word.shape in {"Xx", "XX"} for i in near)


def _is_alone(view: View, pointer: Hit, clause: tuple[int, int]) -> bool:
    """Return whether a clause names nobody but those it points to, who then are those who met."""
    named = [a for a in within(view.arguments, *clause) if a.marker in _ACTIVE or a.mention.kind == "group"]
    return all(a.first <= pointer.first <= a.last and a.mention.owner is None for a in named)


def _is_subject(hit: Hit) -> bool:
    cases = {feature for feature in hit.features if feature.startswith("Case=")}
    return not cases or "Case=Nom" in cases
