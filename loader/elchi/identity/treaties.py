"""Passages to treaties: which speak of one instrument, and where in its life it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from elchi.identity.compare import HAPPENED, clusters, dates_agree, most_precise
from elchi.model import Instrument, Report, Treaty
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
LIFE = (
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
"""Event classes of an instrument's life, the earlier first."""

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
_GENERIC = frozenset({"document", "deal"})


def treaties_of(reports: Sequence[Report], instruments: Sequence[Instrument]) -> list[Treaty]:
    """Return the treaties that the passages speak of, in the order of the text."""
    about = {r.instrument: i for i, r in enumerate(reports) if r.instrument is not None}
    told = [i for i in range(len(instruments)) if i in about]
    by_weight = sorted(told, key=lambda i: (-reports[about[i]].confidence, instruments[i].span.start))
    groups = clusters(
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
    if not dates_agree(told.start, retold.start):
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
        told, key=lambda r: (reports[r].factuality in HAPPENED, LIFE.index(reports[r].kind), reports[r].confidence)
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
        date=most_precise(reports[r].start for r in told),
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
