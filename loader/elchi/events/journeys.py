"""A journey as a report: the visitor, the state that is visited, when and in what rank.

What the frames of :mod:`elchi.events.visits` and :mod:`elchi.events.guests` find is put together here, and
the reports of a document then lend each other what one of them leaves out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from elchi.events.context import Context, within
from elchi.events.factuality import Factuality
from elchi.events.markers import Argument
from elchi.events.view import View
from elchi.events.when import date_of, ends
from elchi.model import Cue, Hit, Report, Role, Span

TRAVELLERS = frozenset({"person", "group", "state"})
GOALS = frozenset({"state", "place"})
_KIND_WINDOW = 4
_NEAREST = 5
_ANTECEDENTS = 3
_BEARERS = ("arrive", "travel", "stay", "be-there")
_BACKWARD = "visit.antecedent"
_REGION = "visit.region"
_TROOPS, _DELEGATION = "group:military", "group:delegation"
_PRIVATE = frozenset({"company", "ngo", "media", "bank", "university", "other"})  # kinds of organisations
_Way = tuple[str | None, str | None, str]  # from which state, to which, and whether it comes to pass


@dataclass(frozen=True, slots=True)
class Frame:
    """Who travels where, by which rule; ``host`` is the id of a state that no argument names."""

    visitor: Argument | None
    goal: Argument | None
    rule: str
    host: str | None = None


def alike(argument: Argument | None, inside: Sequence[Argument]) -> list[Argument | None]:
    """Return an argument with those coordinated with it («посетит Катар и ОАЭ»): one visit each.

    Leaders may be named by one word and several states: «the leaders of France and Poland».
    """
    if argument is None:
        return [None]
    kinds = {argument.entity.kind}
    if argument.entity.kind == "group" and argument.mention.owner is not None:
        kinds |= {"state"}
    return [
        argument,
        *(a for a in inside if a is not argument and a.joined == argument.joined and a.entity.kind in kinds),
    ]


def people_first(arguments: Sequence[Argument]) -> list[Argument]:
    """Return the persons and groups among some arguments; the states, if there are none."""
    people = [a for a in arguments if a.entity.kind == "person" or a.mention.kind in {"office", "group"}]
    return people or [a for a in arguments if a.entity.kind == "state"]


def told_before(view: View, hit: Hit, able: Iterable[Argument]) -> Argument | None:
    """Return whom a Turkic participle of coming or staying stands before: «сапармен келген Чехия президенті».

    The verb is that of the visit itself or the one that bears it; what it stands before is its subject.
    """
    last = view.clause(hit.first)[1]
    verb = hit if hit.pos == "verb" else next((v for v in view.hits(*_BEARERS) if hit.last < v.first <= last), None)
    if verb is None or "VerbForm=Part" not in verb.features:
        return None
    return next((a for a in able if a.first == verb.last + 1 and _may_travel(a)), None)


def _may_travel(argument: Argument) -> bool:
    return argument.entity.kind in {"person", "group"} or argument.mention.kind == "office"


def region_beyond(view: View, hit: Hit, first: int, last: int) -> bool:
    """Return whether a journey goes to a part of the world: «heads to the Middle East», «Африкага жўнайди»."""
    region = view.has("region", first, last)
    if region is None:
        return False
    if view.turkic:
        return "Case=Dat" in region.features
    return region.first > hit.last and any("to" in view.concepts(i) for i in range(region.first - 2, region.first))


def points_back(view: View, hit: Hit, first: int) -> bool:
    """Return whether a pronoun alone says who travels: «she will fly to Riga», «он вылетит в Ригу»."""
    pronoun = view.has("person-pronoun", max(first, hit.first - _NEAREST), hit.first)
    return pronoun is not None and not any(pronoun.first < a.first < hit.first for a in view.arguments)


def report(view: View, hit: Hit, frame: Frame, judged: Factuality, around: Context) -> Iterable[Report]:
    """Yield the report of a visit, if its roles can be those of one.

    Args:
        view: the sentence.
        hit: what says that somebody travels.
        frame: who and where.
        judged: whether it comes to pass.
        around: what the document says elsewhere.
    """
    host = around.state_of(frame.goal.entity.id) if frame.goal is not None else frame.host
    rule, visitor = frame.rule, frame.visitor.entity.id if frame.visitor is not None else None
    if visitor is None and hit.concept == "visit" and (pointed := _antecedent(view, host, around)) is not None:
        rule, visitor = _BACKWARD, pointed
    elif visitor is None and host is not None and points_back(view, hit, view.clause(hit.first)[0]):
        rule, visitor = "visit.pronoun", _antecedent(view, host, around)
    if visitor is not None and host is not None and around.state_of(visitor) == host:
        return
    if (visitor is None and host is None) or _is_private(view, visitor, around) or _is_at_home(visitor, frame, around):
        return
    first, last = view.clause(hit.first)
    if host is None and frame.goal is None and region_beyond(view, hit, first, last):
        rule = _REGION
    moved = view.has("postpone", first, last) if judged.value == "postponed" else None
    start, end = ends(date_of(view, moved or hit, first, last))
    roles = [Role("visitor", visitor)] if visitor is not None else []
    roles += [Role("host", host)] if host is not None else []
    kind = _kind(view, hit)
    ordinal = view.has("first-time", first, last)
    cues = (view.cue(hit), *((view.cue(kind),) if kind is not None else ()), *judged.cues)
    yield Report(
        kind="Visit", evidence=view.span(first, last), cues=_unique(cues), rule=rule, roles=tuple(roles),
        factuality=judged.value, certainty=judged.certainty, variety=_variety(kind), start=start, end=end,
        place=_place(frame.goal, view, (first, last), host, around),
        ordinal=view.cue(ordinal).span if ordinal is not None else None,
        presupposed=judged.passing, confidence=_confidence(frame, passing=judged.passing),
    )  # fmt: skip


def _is_private(view: View, visitor: str | None, around: Context) -> bool:
    """Return whether nobody travels for a state: «leaders» of none, soldiers, the head of a club, a sportsman."""
    entity = around.entities.get(visitor or "")
    if entity is None:
        return False
    if entity.kind == "group":
        return entity.id.startswith(_TROOPS) or (
            around.state_of(entity.id) is None and not entity.id.startswith(_DELEGATION)
        )
    if entity.kind != "person":
        return False
    if not entity.tenures:
        tempting = bool(view.hits("domestic", "everyday")) and not view.hits("visit-kind")  # an artist's tour
        return around.domestic or not around.diplomatic or tempting
    served = [around.entities.get(tenure.of or "") for tenure in entity.tenures]
    return all(of is not None and of.kind == "organisation" and of.of is None and of.code in _PRIVATE for of in served)


def _is_at_home(visitor: str | None, frame: Frame, around: Context) -> bool:
    """Return whether a minister of no stated state travels to a city in a story of no other: his own."""
    if around.diplomatic or visitor is None or frame.goal is None:
        return False
    return frame.goal.entity.kind == "place" and around.state_of(visitor) is None


def _confidence(frame: Frame, *, passing: bool) -> float:
    stated = frame.visitor is not None and (frame.goal is not None or frame.host is not None)
    told = 0.6 if not stated else 0.9 if frame.goal is not None else 0.85  # a journey before a guest's presence
    return told - (0.15 if passing else 0.0)


def _antecedent(view: View, host: str | None, around: Context) -> str | None:
    """Return the person that «унга», «унинг», «его» or a bare noun points back to: the last one from abroad."""
    if not around.diplomatic:
        return None
    before = around.persons_before[view.index][:_ANTECEDENTS]
    foreign = [p for p in before if around.state_of(p) not in {None, host}]
    unknown = [p for p in before[:1] if around.state_of(p) is None]
    return next(iter(foreign or unknown), None)


def _kind(view: View, hit: Hit) -> Hit | None:
    found = view.has("visit-kind", hit.first - _KIND_WINDOW, hit.first)
    return None if found is not None and view.analytic and "Number=Plur" in found.features else found


def _variety(kind: Hit | None) -> str:
    return kind.concept.split(":", 1)[1] if kind is not None else "unspecified"


def _place(goal: Argument | None, view: View, clause: tuple[int, int], host: str | None, around: Context) -> str | None:
    if goal is not None and goal.entity.kind == "place":
        return goal.entity.id
    for argument in within(view.arguments, *clause):
        if (
            argument.entity.kind == "place"
            and argument.marker in {"in", "to"}
            and around.state_of(argument.entity.id) == host
        ):
            return argument.entity.id
    return None


def _unique(cues: Iterable[Cue]) -> tuple[Cue, ...]:
    return tuple(dict.fromkeys(cues))


def complete(found: Sequence[Report], around: Context) -> list[Report]:
    """Return the reports that name both sides, and those that another report of the document completes.

    A journey to a part of the world stands by itself unless the document names the states on the way; what only
    points back («the visit to Kyiv») is of those whom the document sends there.
    """
    named = _named(found, around)
    whole: dict[Role, Report] = {}
    for one in named:
        if len(one.roles) == 2 and one.rule != _BACKWARD:
            for role in one.roles:
                whole.setdefault(role, one)
    told = {r.roles for r in named if r.rule != _BACKWARD}
    kept = []
    for one in named:
        fitting = whole.get(one.roles[-1]) if one.rule == _BACKWARD else whole.get(one.roles[0])
        if one.rule == _BACKWARD and fitting is not None and one.roles not in told:
            kept.append(replace(one, roles=fitting.roles, confidence=0.5))
        elif len(one.roles) == 2:
            kept.append(one)
        elif one.rule != _REGION and fitting is not None:
            kept.append(replace(one, roles=fitting.roles, confidence=0.5))
        elif one.rule == _REGION and fitting is None:
            kept.append(one)
    return kept


def _named(found: Sequence[Report], around: Context) -> list[Report]:
    """Return the reports with one visitor for those who are once named and once called by their state alone.

    A minister without a name is not taken for the head of government who travels too: only groups are named.
    """
    by_name, by_state = _travels(found, around)
    groups = {one.evidence for one in found if (_ends(one)[0] or "").startswith("group:")} | _companies(found)
    in_order = _in_order(found, around)
    renamed = []
    for one in found:
        visitor, host = _ends(one)
        entity = around.entities.get(visitor or "")
        if entity is None or entity.kind == "person" or host is None or one.evidence not in groups:
            renamed.append(one)
            continue
        way = around.state_of(entity.id), host, one.factuality
        named = by_name.get(way, {})
        same = next(iter(named)) if len(named) == 1 else by_state.get(way, entity.id)
        same = in_order.get((entity.id, host), same)
        renamed.append(replace(one, roles=(Role("visitor", same), Role("host", host))))
    return renamed


def _companies(found: Sequence[Report]) -> set[Span]:
    """Return the clauses in which several states travel: «leaders of Italy and Greece»."""
    states: dict[Span, set[str]] = {}
    for one in found:
        visitor, _ = _ends(one)
        if visitor is not None and visitor.startswith("state:"):
            states.setdefault(one.evidence, set()).add(visitor)
    return {span for span, company in states.items() if len(company) > 1}


def _ends(one: Report) -> tuple[str | None, str | None]:
    """Return visitor and host of a report."""
    roles = {role.name: role.entity for role in one.roles}
    return roles.get("visitor"), roles.get("host")


def _travels(found: Sequence[Report], around: Context) -> tuple[dict[_Way, dict[str, None]], dict[_Way, str]]:
    """Return by states of visitor and host the persons who travel, and the first visitor that is called otherwise."""
    by_name: dict[_Way, dict[str, None]] = {}
    by_state: dict[_Way, str] = {}
    for one in found:
        visitor, host = _ends(one)
        entity = around.entities.get(visitor or "")
        if entity is None or entity.kind == "state":
            continue
        way = around.state_of(entity.id), host, one.factuality
        if entity.kind != "person":
            by_state.setdefault(way, entity.id)
        else:
            by_name.setdefault(way, {})[entity.id] = None
    return by_name, by_state


def _in_order(found: Sequence[Report], around: Context) -> dict[tuple[str, str], str]:
    """Return who is meant where as many leaders are named by their states as by their names, on one journey.

    «The leaders of Italy and Greece are due in Cairo. Rossi and Pavlou will …»: the lists have one order.
    """
    companies: dict[tuple[Span, str, str], dict[str, None]] = {}
    for one in found:
        visitor, host = _ends(one)
        if visitor is not None and host is not None:
            companies.setdefault((one.evidence, host, one.factuality), {})[visitor] = None
    stateless: dict[tuple[str, str, int], dict[str, None]] = {}
    for (_, host, value), company in companies.items():
        if all(around.entities[v].kind == "person" and around.state_of(v) is None for v in company):
            stateless.setdefault((host, value, len(company)), company)
    meant: dict[tuple[str, str], str] = {}
    for (_, host, value), company in companies.items():
        names = stateless.get((host, value, len(company)), {})
        if len(names) > 1 and all(around.entities[v].kind != "person" for v in company):
            meant.update(((v, host), name) for v, name in zip(company, names, strict=True))
    return meant
