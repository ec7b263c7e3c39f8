"""Who stands on the sides of a meeting, as the clause marks them.

Sides stand *between*, *with*, in the genitive of the noun, or as the subject of the verb; the strongest marker
that names two of them is believed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from elchi.events.commissions import members
from elchi.events.markers import Argument
from elchi.events.view import View
from elchi.model import Hit

_SIDES = frozenset({"person", "state", "group"})
_MEETING = ("meet", "negotiate", "converse", "converse-by-phone")
_NEAR = 3
_FAR = 8
ACTING = frozenset({"ministry", "government", "parliament", "agency"})  # bodies that stand for their state


@dataclass(frozen=True, slots=True)
class Sides:
    """The arguments that name the sides of a meeting, and the rule that found them."""

    found: tuple[Argument, ...]
    rule: str
    company: tuple[Argument, ...] = ()  # those of them who stand "with"


def sides(view: View, hit: Hit, inside: Sequence[Argument]) -> Sides:
    """Return who stands on the sides of a meeting, by the strongest marker that names two of them.

    Args:
        view: the sentence.
        hit: the noun or verb of meeting.
        inside: the arguments of its clause.
    """
    occasions = [h for h in view.hits("meeting") if is_occasion(view, h)]
    able = [a for a in inside if _may_take_part(a) and not any(_is_near(a, h) for h in occasions)]
    if hit.concept == "host-reception":
        return Sides(_received(view, hit, able), "meeting.reception")
    if is_occasion(view, hit):
        return Sides((), "meeting.occasion")
    if hit.concept == "round":
        return Sides((), "meeting.round")
    joint = members(view, hit)
    if joint:
        return Sides(joint, "meeting.joint")
    groups = _groups(able)
    if hit.concept == "converse":
        groups = [g for g in groups if any(_is_side(a) for a in g)]
    if hit.concept == "discuss":
        sided = [g for g in groups if g[0].marker in {"subject", "with"} and any(_is_side(a) for a in g)]
        return Sides(tuple(a for g in sided for a in g), "meeting.discussion")
    between = [g for g in groups if g[0].marker == "between" and belongs(view, hit, g[0].first, g[-1].last)]
    if between:
        return Sides(tuple(a for g in between for a in g), "meeting.between")
    own = _own(view, hit, groups)
    if len(own) > 1:
        return Sides(own, "meeting.of")
    near = [g for g in groups if belongs(view, hit, g[0].first, g[-1].last)]
    wanted = _wanted(view, hit)
    company = _nearest([g for g in near if g[0].marker in wanted], hit, forwards=not view.turkic)
    addressed = _addressed(view, hit)
    company += _nearest([g for g in near if g[0].marker in addressed and g is not company], hit, forwards=False)
    if hit.concept == "converse" and not company:
        return Sides((), "meeting.subject")  # who speaks need not speak with anybody
    subject = own if any(speaks(a) for a in own) else _subject(view, hit, groups, company)
    return Sides((*subject, *company), "meeting.with" if company else "meeting.subject", company)


def _received(view: View, hit: Hit, able: Sequence[Argument]) -> tuple[Argument, ...]:
    """Return who receives and who is received."""
    passive = view.turkic or "Voice=Pass" in view.verb_features(hit.head)
    markers = {"subject", "acc", "by"} if passive else {"subject", "acc"}
    return tuple(a for a in able if a.marker in markers and (a.entity.kind != "state" or _is_side(a)))


def speaks(argument: Argument) -> bool:
    """Return whether a side can meet: a group must speak for somebody."""
    return argument.entity.kind != "group" or argument.mention.owner is not None


def _may_take_part(argument: Argument) -> bool:
    mention = argument.mention
    if argument.entity.kind in _SIDES or mention.organisation_kind == "igo":
        return True
    return mention.organisation_kind in ACTING and mention.owner is not None and argument.marker in {"with", "between"}


def _is_near(argument: Argument, occasion: Hit) -> bool:
    """Return whether a body only says whose gathering it is at which others meet: «NATO sammiti chetida»."""
    apart = max(occasion.first - argument.last, argument.first - occasion.last)
    return argument.entity.kind == "organisation" and apart <= _NEAR


def _wanted(view: View, hit: Hit) -> set[str]:
    """Return the markers of the other side: «позвонил Рубио», «Putin met Xi»."""
    wanted = {"with", "dative", "to"} if hit.concept == "converse-by-phone" else {"with"}
    if view.analytic and hit.concept == "converse":
        wanted.add("to")
    if view.analytic and hit.pos == "verb":
        wanted.add("acc")
    return wanted


def _addressed(view: View, hit: Hit) -> set[str]:
    """Return the markers of those to whom a meeting is proposed: «предложил Ирану переговоры»."""
    if view.has("propose", *view.clause(hit.first)) is None:
        return set()
    return {"to"} if view.turkic or view.analytic else {"dative"}


def is_occasion(view: View, hit: Hit) -> bool:
    """Return whether a gathering only says where others meet: «sammit chetida uchrashdi», «met on its sidelines»."""
    if hit.pos == "verb" or "margins" not in view.sentence.named:
        return False
    near = (hit.last + 1, hit.last + 2) if view.turkic else (hit.first - _NEAR - 1, hit.first - 1)
    if view.has("margins", *near) is None:
        return False
    first, last = view.clause(hit.first)
    others = (h.first for h in view.hits("meeting", *_MEETING) if first <= h.first <= last)
    return any(other > hit.last if view.turkic else other != hit.first for other in others)


def belongs(view: View, hit: Hit, first: int, last: int) -> bool:
    """Return whether some words tell of this meeting and not of another in its clause.

    In Turkic languages they belong to the next meeting behind them, elsewhere to the last one before them.
    """
    start, stop = view.clause(hit.first)
    inside = [h for h in view.hits("meeting", *_MEETING) if start <= h.first <= stop]
    told = [h.first for h in inside if h is hit or not is_occasion(view, h)]
    before = [i for i in told if i < first]
    after = [i for i in told if i > last]
    if view.turkic:
        return hit.first == (after[0] if after else before[-1] if before else hit.first)
    return hit.first == (before[-1] if before else after[0] if after else hit.first)


def _subject(
    view: View, hit: Hit, groups: Sequence[tuple[Argument, ...]], company: tuple[Argument, ...]
) -> tuple[Argument, ...]:
    """Return the subject of the meeting: of its clause, else the one that the sentence goes on with."""
    limit = company[0].mention.first if company and view.turkic else hit.first
    marker = "gen" if _is_nominal(view, hit) and any(g[0].marker == "gen" for g in groups) else "subject"
    subjects = [g for g in groups if g[0].marker == marker and any(speaks(a) for a in g)]
    found = _nearest([g for g in subjects if g[-1].mention.last < limit], hit, forwards=False)
    found = found or _nearest([g for g in subjects if g is not company], hit, forwards=True)
    if found:
        return found
    carried = view.carried(view.clause(hit.first)[0])
    if carried is not None:
        return (carried,)
    if not company:
        return ()
    after = [g for g in _groups(view.arguments) if g[0].marker == "subject" and g[0].entity.kind in _SIDES]
    return _nearest([g for g in after if g[0].mention.first > hit.last], hit, forwards=True)


def _is_nominal(view: View, hit: Hit) -> bool:
    """Return whether a Turkic verb is used as a noun, its subject in the genitive: «Modining uchrashishi»."""
    return view.turkic and hit.pos == "verb" and not {"VerbForm=Fin", "VerbForm=Conv"} & hit.features


def _groups(arguments: Sequence[Argument]) -> list[tuple[Argument, ...]]:
    """Return the arguments by coordination: «Россия ва Украина» is one group."""
    return [tuple(group) for _, group in groupby(arguments, key=lambda a: a.joined)]


def _own(view: View, hit: Hit, groups: Sequence[tuple[Argument, ...]]) -> tuple[Argument, ...]:
    """Return the group that the noun belongs to: before it in Turkic languages, in the genitive after it in Russian."""
    if hit.pos == "verb":
        return ()
    for group in groups:
        first, last = group[0].first, group[-1].last
        if view.analytic and last < hit.first <= last + _NEAR and group[0].marker == "gen":
            return group
        if view.turkic and last < hit.first and group[0].marker == "gen" and _has_company(view, hit, groups, last):
            return group
        bare = len(group) > 1 and ("Case=Loc" not in hit.features or "Poss=Yes" in hit.features)
        if view.turkic and last < hit.first <= last + 3 and (group[0].marker == "gen" or bare):
            return group
        if view.turkic and last < hit.first <= last + _FAR and group[0].marker == "gen" and _is_owned(view, hit, last):
            return group
        if not view.turkic and last < hit.first <= last + _NEAR and _hyphened(view, group):
            return group
        if not view.turkic and hit.last < first <= hit.last + 3 and group[0].marker == "gen":
            return group
    return ()


def _is_owned(view: View, hit: Hit, after: int) -> bool:
    """Return whether a noun may have its owner further off: «президентларининг … режалаштирилган учрашуви»."""
    between = range(after + 1, hit.first)
    taken = {i for a in view.arguments for i in (a.first, a.last) if a.marker != "in"}
    return "Poss=Yes" in hit.features and not any(view.is_finite(i) or i in taken for i in between)


def _hyphened(view: View, group: Sequence[Argument]) -> bool:
    """Return whether sides are joined by a hyphen before their noun: «US-China talks», «узбекско-кыргызские»."""
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
    """Return whether an argument names people, not only their state."""
    return argument.entity.kind == "person" or argument.mention.kind in {"office", "group"}
