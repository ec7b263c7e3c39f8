"""Reports of one document to its events and treaties: which tell of the same thing.

Two reports are of one event if they are of one class and their roles, dates and factuality do not
contradict each other; two passages speak of one instrument if kind, parties, count and subject agree as
far as they are stated. The merged value keeps what is stated most precisely; IRIs are made from the
first report's place, so they are a function of the document alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from elchi.identity.compare import HAPPENED, clusters, dates_agree, most_precise
from elchi.identity.meetings import is_of_states, same_sides, states_of, without_states
from elchi.identity.treaties import LIFE, treaties_of
from elchi.model import Entity, Event, Instrument, Report, Role, Treaty

_RANK = ("done", "ongoing", "cancelled", "postponed", "denied", "planned", "proposed", "possible")
_LONGEST_VISIT = 7  # days
_DATED, _PLACED = 0.2, 0.1  # what a date and a place of its own are worth beside a report's confidence
_NEGATIVE = frozenset({"cancelled", "denied", "postponed"})


@dataclass(frozen=True, slots=True)
class Merged:
    """The events and treaties of a document."""

    events: tuple[Event, ...]
    treaties: tuple[Treaty, ...]


def merge(reports: Sequence[Report], instruments: Sequence[Instrument], entities: Iterable[Entity] = ()) -> Merged:
    """Return the events and treaties that the reports tell of, in the order of the text.

    Args:
        reports: what the document reports.
        instruments: the passages that speak of treaties.
        entities: the actors of the document: a meeting of presidents is one of their states.
    """
    states = states_of(entities)
    treaties = treaties_of(reports, instruments)
    events: list[Event] = []
    said = [i for i, r in enumerate(reports) if r.kind == "Communication"]
    events += [_event((i,), reports) for i in said]  # every statement is an event of its own
    plain = [i for i, r in enumerate(reports) if r.kind not in LIFE and r.kind != "Communication"]
    plain.sort(key=lambda i: is_of_states(reports[i]))  # whose meeting it was is known before states join it
    for group in clusters(plain, lambda a, b: _same_event(reports[a], reports[b], states)):
        events.append(_event(group, reports, states=states))
    for treaty in treaties:
        by_class: dict[str, list[int]] = {}
        for report in treaty.reports:
            by_class.setdefault(reports[report].kind, []).append(report)
        for kind in sorted(by_class):
            events.append(_event(by_class[kind], reports, instruments=treaty.instruments))
    ordered = sorted(events, key=lambda e: (reports[e.reports[0]].evidence.start, e.kind, e.reports))
    return Merged(tuple(ordered), tuple(treaties))


def _same_event(one: Report, other: Report, states: Mapping[str, str]) -> bool:
    if one.kind != other.kind:
        return False
    journey = _is_one_journey(one, other)
    if not dates_agree(one.start, other.start) and not journey:
        return False
    if one.kind == "Meeting":
        return same_sides(one, other, states) and _open_and_done_apart(one, other, undated=False)
    ours, theirs = _by_role(one), _by_role(other)
    if any(ours[name] != theirs[name] for name in ours.keys() & theirs.keys()):
        return False
    return journey or _open_and_done_apart(one, other)


def _open_and_done_apart(one: Report, other: Report, *, undated: bool = True) -> bool:
    """Return whether the factualities can be of one event: what happened is not what is yet to come."""
    if one.presupposed or other.presupposed:
        return True
    if undated and one.start is None and other.start is None:
        return True
    if (one.factuality in HAPPENED) == (other.factuality in HAPPENED):
        return True
    return one.start is not None and other.start is not None and one.start.edtf == other.start.edtf


def _is_one_journey(one: Report, other: Report) -> bool:
    """Return whether two visits lie so close that the later is a stop of the first."""
    if one.kind != "Visit" or one.start is None or other.start is None:
        return False
    days = [date.fromisoformat(d.earliest) for d in (one.start, other.start) if d.earliest is not None]
    return len(days) == 2 and abs((days[0] - days[1]).days) <= _LONGEST_VISIT


def _by_role(report: Report) -> dict[str, set[str]]:
    roles: dict[str, set[str]] = {}
    for role in report.roles:
        roles.setdefault(role.name, set()).add(role.entity)
    return roles


def _event(
    group: Sequence[int],
    reports: Sequence[Report],
    *,
    instruments: tuple[int, ...] = (),
    states: Mapping[str, str] | None = None,
) -> Event:
    if len(group) == 1:
        return _single(group[0], reports[group[0]], instruments)
    best = sorted(group, key=lambda i: (is_of_states(reports[i]), -_worth(reports[i]), reports[i].evidence.start, i))
    told = [reports[i] for i in best]
    roles: dict[Role, None] = {}
    for report in told:
        roles.update(dict.fromkeys(report.roles))
    return Event(
        kind=told[0].kind,
        reports=tuple(best),
        factuality=_factuality(told),
        roles=without_states(roles, states or {}) if told[0].kind == "Meeting" else tuple(roles),
        variety=_variety(told),
        instruments=instruments,
        start=most_precise(r.start for r in told),
        end=most_precise(r.end for r in told),
        place=next((r.place for r in told if r.place is not None), None),
        contested=any(r.factuality in HAPPENED for r in told) and any(r.factuality in _NEGATIVE for r in told),
    )


def _variety(told: Sequence[Report]) -> str | None:
    """Return the kind that is stated; a conversation by telephone is a call whatever else it is called."""
    kinds = [r.variety for r in told if r.variety not in {None, "unspecified"}]
    return "call" if "call" in kinds else next(iter(kinds), told[0].variety)


def _worth(report: Report) -> float:
    """Return how well a report tells its event: when and where count, too."""
    dated = report.kind in {"Meeting", "Visit"} and report.start is not None
    placed = report.kind == "Meeting" and report.place is not None
    return report.confidence + _DATED * dated + _PLACED * placed


def _single(index: int, report: Report, instruments: tuple[int, ...]) -> Event:
    return Event(
        kind=report.kind,
        reports=(index,),
        factuality=report.factuality,
        roles=tuple(dict.fromkeys(report.roles)),
        variety=report.variety,
        instruments=instruments,
        start=report.start,
        end=report.end,
        place=report.place,
    )


def _factuality(told: Iterable[Report]) -> str:
    values = {r.factuality for r in told if not r.presupposed} or {r.factuality for r in told}
    return next(v for v in _RANK if v in values)
