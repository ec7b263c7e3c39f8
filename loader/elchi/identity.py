"""Reports of one document to its events and treaties: which tell of the same thing.

Two reports are of one event if they are of one class and their roles, dates and factuality do not
contradict each other; two passages speak of one instrument if kind, parties, count and subject agree as
far as they are stated. The merged value keeps what is stated most precisely; IRIs are made from the
first report's place, so they are a function of the document alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from elchi.model import DateMention, Event, Instrument, Report, Role, Treaty
from elchi.morphology.names import name_key

# What an instrument's status is, by event class and factuality (crosswalk of the InstrumentStatus scheme).
_DONE = {
    "Negotiation": "under_negotiation", "Adoption": "agreed", "Signing": "signed", "Ratification": "ratified",
    "EntryIntoForce": "in_force", "Extension": "extended", "Suspension": "suspended", "Termination": "terminated",
    "Violation": "violated", "Rejection": "rejected",
}  # fmt: skip
_REVERSED = {
    "Negotiation": "rejected", "Adoption": "rejected", "Signing": "cancelled", "Ratification": "rejected",
    "EntryIntoForce": "rejected", "Extension": "rejected", "Suspension": "in_force", "Termination": "in_force",
    "Violation": "in_force", "Rejection": "in_force",
}  # fmt: skip
_RANK = ("done", "ongoing", "cancelled", "postponed", "denied", "planned", "proposed", "possible")
_LATER = (
    "Negotiation",
    "Adoption",
    "Signing",
    "Ratification",
    "EntryIntoForce",
    "Extension",
    "Rejection",
    "Suspension",
    "Violation",
    "Termination",
)
_LIFE = frozenset(_LATER)
_GROUPS = {
    "treaty": "agreement",
    "agreement": "agreement",
    "deal": "agreement",
    "contract": "agreement",
    "convention": "agreement",
    "document": "document",
    "memorandum": "memorandum",
    "declaration": "declaration",
    "statement": "declaration",
    "communique": "declaration",
    "protocol": "protocol",
    "ceasefire": "ceasefire",
    "roadmap": "programme",
    "programme": "programme",
}
_LONGEST_VISIT = 7  # days
_GENERIC = frozenset({"document", "deal"})
_MOST_EVENTS = 60
_MOST_REPORTS = 20
_HAPPENED = frozenset({"done", "ongoing"})
_NEGATIVE = frozenset({"cancelled", "denied", "postponed"})


@dataclass(frozen=True, slots=True)
class Merged:
    """The events and treaties of a document."""

    events: tuple[Event, ...]
    treaties: tuple[Treaty, ...]


def merge(reports: Sequence[Report], instruments: Sequence[Instrument]) -> Merged:
    """Return the events and treaties that the reports tell of, in the order of the text."""
    treaties = _treaties(reports, instruments)
    events: list[Event] = []
    said = [i for i, r in enumerate(reports) if r.kind == "Communication"]
    events += [_event((i,), reports) for i in said]  # every statement is an event of its own
    plain = [i for i, r in enumerate(reports) if r.kind not in _LIFE and r.kind != "Communication"]
    for group in _clusters(plain, lambda a, b: _same_event(reports[a], reports[b])):
        events.append(_event(group, reports))
    for treaty in treaties:
        by_class: dict[str, list[int]] = {}
        for report in treaty.reports:
            by_class.setdefault(reports[report].kind, []).append(report)
        for kind in sorted(by_class):
            events.append(_event(by_class[kind], reports, instruments=treaty.instruments))
    ordered = sorted(events, key=lambda e: (reports[e.reports[0]].evidence.start, e.kind, e.reports))
    return Merged(tuple(ordered), tuple(treaties))


def _clusters(indices: Iterable[int], same: Callable[[int, int], bool]) -> list[list[int]]:
    """Return groups such that each member is the same as every other.

    Only the latest groups and the first members of each are looked at: no piece of news tells of more, and a
    text that pretends to must not cost the square of its length.
    """
    groups: list[list[int]] = []
    for index in indices:
        recent = groups[-_MOST_EVENTS:]
        home = next((g for g in recent if all(same(index, other) for other in g[:_MOST_REPORTS])), None)
        if home is None:
            groups.append([index])
        else:
            home.append(index)
    return groups


def _same_event(one: Report, other: Report) -> bool:
    if one.kind != other.kind:
        return False
    journey = _is_one_journey(one, other)
    if not _dates_agree(one.start, other.start) and not journey:
        return False
    ours, theirs = _by_role(one), _by_role(other)
    if one.kind == "Meeting":
        if (one.variety == "call") != (other.variety == "call"):
            return False
        small, large = sorted((ours.get("participant", set()), theirs.get("participant", set())), key=len)
        return small <= large and _open_and_done_apart(one, other)
    if any(ours[name] != theirs[name] for name in ours.keys() & theirs.keys()):
        return False
    return journey or _open_and_done_apart(one, other)


def _open_and_done_apart(one: Report, other: Report) -> bool:
    """Return whether the factualities can be of one event: what happened is not what is yet to come."""
    if one.presupposed or other.presupposed:
        return True
    if one.start is None and other.start is None:
        return True
    if (one.factuality in _HAPPENED) == (other.factuality in _HAPPENED):
        return True
    return one.start is not None and other.start is not None and one.start.edtf == other.start.edtf


def _is_one_journey(one: Report, other: Report) -> bool:
    """Return whether two visits lie so close that the later is a stop of the first."""
    if one.kind != "Visit" or one.start is None or other.start is None:
        return False
    days = [date.fromisoformat(d.earliest) for d in (one.start, other.start) if d.earliest is not None]
    return len(days) == 2 and abs((days[0] - days[1]).days) <= _LONGEST_VISIT


def _dates_agree(one: DateMention | None, other: DateMention | None) -> bool:
    if one is None or other is None or one.earliest is None or other.earliest is None:
        return True
    return one.earliest <= (other.latest or other.earliest) and other.earliest <= (one.latest or one.earliest)


def _by_role(report: Report) -> dict[str, set[str]]:
    roles: dict[str, set[str]] = {}
    for role in report.roles:
        roles.setdefault(role.name, set()).add(role.entity)
    return roles


def _event(group: Sequence[int], reports: Sequence[Report], *, instruments: tuple[int, ...] = ()) -> Event:
    if len(group) == 1:
        return _single(group[0], reports[group[0]], instruments)
    best = sorted(group, key=lambda i: (-reports[i].confidence, reports[i].evidence.start, i))
    told = [reports[i] for i in best]
    roles: dict[Role, None] = {}
    for report in told:
        roles.update(dict.fromkeys(report.roles))
    return Event(
        kind=told[0].kind,
        reports=tuple(best),
        factuality=_factuality(told),
        roles=tuple(roles),
        variety=next((r.variety for r in told if r.variety not in {None, "unspecified"}), told[0].variety),
        instruments=instruments,
        start=_most_precise(r.start for r in told),
        end=_most_precise(r.end for r in told),
        place=next((r.place for r in told if r.place is not None), None),
        contested=any(r.factuality in _HAPPENED for r in told) and any(r.factuality in _NEGATIVE for r in told),
    )


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


def _most_precise(dates: Iterable[DateMention | None]) -> DateMention | None:
    known = [d for d in dates if d is not None]
    order = {"day": 0, "interval": 1, "week": 2, "month": 3}
    return min(known, key=lambda d: (order.get(d.precision, 4), d.span.start), default=None)


def _treaties(reports: Sequence[Report], instruments: Sequence[Instrument]) -> list[Treaty]:
    about = {r.instrument: i for i, r in enumerate(reports) if r.instrument is not None}
    told = [i for i in range(len(instruments)) if i in about]
    by_weight = sorted(told, key=lambda i: (-reports[about[i]].confidence, instruments[i].span.start))
    groups = _clusters(
        by_weight,
        lambda a, b: (
            a != instruments[b].member_of
            and b != instruments[a].member_of
            and _same_instrument(instruments[a], instruments[b], reports[about[a]], reports[about[b]])
        ),
    )
    groups.sort(key=lambda g: min(instruments[i].span.start for i in g))
    owner = {i: n for n, group in enumerate(groups) for i in group}
    treaties = [_treaty(group, instruments, reports, about, owner) for group in groups]
    # A set that was merged with a single instrument is no set any more, and holds nothing.
    sets = {number for number, treaty in enumerate(treaties) if treaty.count != 1}
    return [t if t.member_of in {None, *sets} else replace(t, member_of=None) for t in treaties]


def _same_instrument(one: Instrument, other: Instrument, told: Report, retold: Report) -> bool:
    if not _kinds_agree(one, other) or not _counts_agree(one, other):
        return False
    ours, theirs = set(one.parties), set(other.parties)
    if ours and theirs and not (ours <= theirs or theirs <= ours):
        return False
    if one.member_of is not None and other.member_of is not None and one.subject != other.subject:
        return False
    if not _dates_agree(told.start, retold.start):
        return False
    if told.evidence == retold.evidence and None not in {one.subject, other.subject} and one.subject != other.subject:
        return False  # listed side by side
    return _subjects_agree(one.subject, other.subject)


def _kinds_agree(one: Instrument, other: Instrument) -> bool:
    return _GROUPS[one.kind] == _GROUPS[other.kind] or _points_back(one) or _points_back(other)


def _points_back(one: Instrument) -> bool:
    """Return whether a noun only points back to what was named: «документ», «the document»."""
    return one.kind == "document" and one.count == 1 and one.subject is None


def _counts_agree(one: Instrument, other: Instrument) -> bool:
    if one.count_qualifier is None and other.count_qualifier is None:
        return True
    return one.count == other.count and one.count_qualifier == other.count_qualifier


def _subjects_agree(one: str | None, other: str | None) -> bool:
    if one is None or other is None:
        return True
    ours = {w[:5] for w in name_key(one).split() if len(w) > 3}
    theirs = {w[:5] for w in name_key(other).split() if len(w) > 3}
    if not ours or not theirs or not ours.isdisjoint(theirs):
        return True
    return _is_cyrillic(one) != _is_cyrillic(other)  # in two languages: their words say nothing


def _is_cyrillic(words: str) -> bool:
    return any("\u0400" <= letter <= "\u04ff" for letter in words)


def _treaty(
    group: Sequence[int],
    instruments: Sequence[Instrument],
    reports: Sequence[Report],
    about: dict[int, int],
    owner: dict[int, int],
) -> Treaty:
    fullest = sorted(
        group, key=lambda i: (-reports[about[i]].confidence, instruments[i].subject is None, instruments[i].span.start)
    )
    chief = instruments[fullest[0]]
    told = [about[i] for i in fullest]
    last = max(
        told, key=lambda r: (reports[r].factuality in _HAPPENED, _LATER.index(reports[r].kind), reports[r].confidence)
    )
    with_subject = next((instruments[i] for i in fullest if instruments[i].subject is not None), chief)
    counted = next((instruments[i] for i in fullest if instruments[i].count_qualifier is not None), chief)
    member = next((instruments[i].member_of for i in fullest if instruments[i].member_of is not None), None)
    return Treaty(
        instruments=tuple(fullest),
        reports=tuple(told),
        kind=next((instruments[i].kind for i in fullest if instruments[i].kind not in _GENERIC), chief.kind),
        parties=max((instruments[i].parties for i in fullest), key=len),
        status=_status(reports[last], chief.kind),
        subject=with_subject.subject,
        subject_language=with_subject.subject_language,
        date=_most_precise(reports[r].start for r in told),
        place=next((reports[r].place for r in told if reports[r].place), None),
        count=counted.count,
        count_qualifier=counted.count_qualifier,
        member_of=_whole(member, group, owner),
    )


def _whole(member: int | None, group: Sequence[int], owner: dict[int, int]) -> int | None:
    """Return the number of the treaty that a group is a member of, unless that is the group itself."""
    if member is None or owner.get(member) == owner[group[0]]:
        return None
    return owner.get(member)


def _status(report: Report, kind: str) -> str:
    if report.factuality in {"done", "ongoing"}:
        if report.kind == "Adoption" and _GROUPS[kind] == "declaration":
            return "signed"
        return _DONE[report.kind]
    if report.factuality in {"cancelled", "denied"}:
        return _REVERSED[report.kind]
    if report.kind == "Negotiation" and report.factuality == "planned":
        return "under_negotiation"
    return {"postponed": "planned"}.get(report.factuality, report.factuality)
