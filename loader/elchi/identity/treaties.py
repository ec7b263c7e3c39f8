"""Passages to treaties: which speak of one instrument, and where in its life it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from elchi.identity.compare import HAPPENED, clusters, dates_agree, most_precise
from elchi.model import DateMention, Instrument, Report, Treaty
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

_GENERIC = frozenset({"document", "deal"})
_WISHED = frozenset({"proposed", "possible"})
_GUESSED = 0.7  # below this confidence the parties are not named in the passage itself


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
    if one.family == other.family == "ceasefire" and (ours != theirs or not _terms_agree(one, other)):
        return False  # a truce of one side is another than that of both
    if one.theme != other.theme and not _may_be_either(one, other, told, retold):
        return False  # the two who make peace may make other papers
    if ours and theirs and not (ours <= theirs or theirs <= ours):
        return False
    if one.member_of is not None and other.member_of is not None and one.subject != other.subject:
        return False
    if told.evidence == retold.evidence and None not in {one.subject, other.subject} and one.subject != other.subject:
        return False  # listed side by side
    if _is_weak(told) or _is_weak(retold):
        return True
    same_step = told.kind == retold.kind  # one step in its life and another may well fall on different days
    return (not same_step or dates_agree(told.start, retold.start)) and _subjects_agree(one.subject, other.subject)


def _may_be_either(one: Instrument, other: Instrument, told: Report, retold: Report) -> bool:
    """Return whether a passage that names no theme and no parties may speak of a paper of some theme."""
    if "open" in {one.theme, other.theme}:
        return False
    plain = told if one.theme is None else retold
    return plain.confidence < _GUESSED


def _terms_agree(one: Instrument, other: Instrument) -> bool:
    return one.term is None or other.term is None or one.term == other.term


def _kinds_agree(one: Instrument, other: Instrument) -> bool:
    return one.family == other.family or _points_back(one, other) or _points_back(other, one)


def _points_back(one: Instrument, other: Instrument) -> bool:
    """Return whether a noun only points back to what was named: «документ», «the document»."""
    return one.kind == "document" and one.count == 1 and one.subject is None and other.family != "ceasefire"


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
    told = [reports[about[i]] for i in fullest]
    status = _status(max(told, key=_weight), chief.family)
    order = sorted(fullest, key=lambda i: _as_evidence(reports[about[i]], status, chief.family))
    with_subject = next((instruments[i] for i in fullest if instruments[i].subject is not None), chief)
    counted = next((instruments[i] for i in fullest if instruments[i].count_qualifier is not None), chief)
    member = next((instruments[i].member_of for i in fullest if instruments[i].member_of is not None), None)
    return Treaty(
        instruments=tuple(fullest),
        reports=tuple(about[i] for i in order),
        kind=next((instruments[i].kind for i in fullest if instruments[i].kind not in _GENERIC), chief.kind),
        parties=max((instruments[i].parties for i in fullest), key=len),
        status=status,
        subject=with_subject.subject,
        subject_language=with_subject.subject_language,
        date=_date(told, status),
        place=next((r.place for r in told if r.place), None),
        count=counted.count,
        count_qualifier=counted.count_qualifier,
        member_of=_whole(member, group, owner),
    )


def _weight(report: Report) -> tuple[int, bool, int, float]:
    """Return how much a passage says of where an instrument stands.

    Most that a verb tells of named parties, or that goes beyond the signing; then what happened, and what came last.
    """
    step, happened = LIFE.index(report.kind), report.factuality in HAPPENED
    named = report.confidence >= _GUESSED or (happened and step > LIFE.index("Signing"))
    return _by_verb(report) + named, happened, step, report.confidence


def _is_weak(report: Report) -> bool:
    """Return whether a passage only takes an instrument for known: no verb of its own, no parties."""
    return report.confidence < _GUESSED and report.factuality in HAPPENED and not _by_verb(report)


def _by_verb(report: Report) -> bool:
    """Return whether a verb says what becomes of the instrument, not its noun alone."""
    return report.rule.endswith((".verb", ".deal", ".member"))


def _as_evidence(report: Report, status: str, family: str) -> tuple[bool, bool, bool, float, int]:
    """Return the rank of a passage as evidence: first what tells the status, in full and with its day."""
    same = _status(report, family) == status
    return not same, not _by_verb(report), report.start is None, -report.confidence, report.evidence.start


def _date(told: Sequence[Report], status: str) -> DateMention | None:
    """Return the day of the signing, else of what the status says; what is only wished for has none."""
    if status in _WISHED:
        return None
    signed = [r for r in told if r.kind == "Signing" and r.factuality in HAPPENED]
    return most_precise(r.start for r in signed) or most_precise(r.start for r in told)


def _whole(member: int | None, group: Sequence[int], owner: dict[int, int]) -> int | None:
    """Return the number of the treaty that a group is a member of, unless that is the group itself."""
    if member is None or owner.get(member) == owner[group[0]]:
        return None
    return owner.get(member)


def _status(report: Report, family: str) -> str:
    if report.factuality in {"done", "ongoing"}:
        if report.kind == "Adoption" and family == "declaration":
            return "signed"
        return _DONE[report.kind]
    if report.factuality in {"cancelled", "denied"}:
        return _REVERSED[report.kind]
    if report.kind == "Negotiation" and report.factuality == "planned":
        return "under_negotiation"
    return {"postponed": "planned"}.get(report.factuality, report.factuality)
