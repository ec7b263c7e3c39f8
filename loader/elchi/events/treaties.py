"""Treaties and other instruments: what is agreed between whom, about what, and where in its life it stands.

Frame: a noun of concept *instrument*, with the verb of its clause that says what becomes of it (signed, ratified,
proposed, violated …, after the Vienna Convention on the Law of Treaties). Parties stand *between*, *with*, as
adjectives («казахстанско-турецкий»), as coordinated subjects or as signatories; where the clause names none, the
sentence, then the document's main pair answers. A count makes a set; what is listed «among them» is its
member.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from elchi.events import deals
from elchi.events.context import Context
from elchi.events.papers import signed_before, told_of
from elchi.events.parties import COUNTERPART, STATED
from elchi.events.view import View, having
from elchi.model import Hit, Instrument, Report, Role

_SHARED_CONFIDENCE = 0.5
_ITEM_CONFIDENCE = 0.8
_MODELS = 4  # passages that name their parties, looked back upon
_GAP = 2  # sentences that a list may be interrupted for


def find(views: Sequence[View], around: Context, *, eventful: bool) -> tuple[list[Report], list[Instrument]]:
    """Return the reports of instruments' lives, without their sources, and the instruments they are about.

    Args:
        views: the sentences.
        around: the document.
        eventful: whether a story of diplomacy tells of a visit or a meeting; then what is signed may have the one
            state that it names for a party.
    """
    told = _Told()
    for view in having(views, "instrument", "come-to-terms"):
        told.turn_to(view)
        for hit in _distinct(view.hits("instrument")):
            listed = told.lists(view, hit)
            found = told_of(view, hit, around, eventful=eventful, listed=listed)
            if found is not None:
                told.add(view, hit, found, listed=listed)
                signed = signed_before(view, hit, found[1])
                if signed is not None:
                    told.append(found[0], signed)
        for instrument, report in deals.find(view, around):
            told.append(instrument, report)
    return _with_shared_parties(told.kept(), told.instruments), told.instruments


def _distinct(hits: Iterable[Hit]) -> list[Hit]:
    """Return one hit of those over the same words: what is called by its kind is no mere document."""
    found: dict[tuple[int, int], Hit] = {}
    for hit in hits:
        at = (hit.first, hit.last)
        if at not in found or found[at].concept == "instrument:document":
            found[at] = hit
    return list(found.values())


@dataclass(slots=True)
class _Told:
    """What was told so far, and the sets and lists that may have members yet."""

    reports: list[Report] = field(default_factory=list)
    instruments: list[Instrument] = field(default_factory=list)
    last_set: int | None = None  # the set that «among them» looks back upon
    head: int | None = None  # the passage whose list is being told: «подписаны следующие документы: …»
    sentence: int = 0  # number of the sentence turned to last
    listing: bool = False  # whether it opened the list or went on with it
    spent: set[int] = field(default_factory=set)  # passages that only announced a list

    def turn_to(self, view: View) -> None:
        """Go on to the next sentence: a list ends where a sentence holds no item of it."""
        if not self.listing or view.index - self.sentence > _GAP:
            self.head = None
        self.sentence = view.index
        self.listing = False

    def lists(self, view: View, hit: Hit) -> bool:
        """Return whether a noun is an item of the list that is open, or of those «among them»."""
        if self.last_set is not None and _is_among(view, hit) and view.has("sign", *view.clause(hit.first)) is None:
            return True
        if self.head is None:
            return False
        first, last = view.clause(hit.first)
        return not any(view.is_finite(i) for i in range(first, last + 1))

    def add(self, view: View, hit: Hit, found: tuple[Instrument, Report], *, listed: bool) -> None:
        """Record a passage: by itself, as an item of a list, or as a member of a set."""
        instrument, report = found
        among = _is_among(view, hit)
        if listed and self.head is not None:
            self._add_item(instrument, report, self.head)
        elif among and self.last_set is not None and instrument.count_qualifier is None:
            whole = self.reports[self.last_set]
            parties = instrument.parties or self.instruments[self.last_set].parties
            report = replace(report, roles=report.roles or tuple(Role("party", p) for p in parties))
            self.append(replace(instrument, member_of=self.last_set, parties=parties), _as_member(report, whole))
        else:
            self.append(instrument, report)
            if instrument.count != 1:
                self.last_set = len(self.instruments) - 1
            if _opens_list(view, hit, report):
                self.head, self.listing = len(self.instruments) - 1, True

    def _add_item(self, instrument: Instrument, report: Report, head: int) -> None:
        whole, announced = self.reports[head], self.instruments[head]
        exact = announced.count_qualifier == "exact"
        if report.confidence < STATED:
            instrument = replace(instrument, parties=announced.parties)
            report = replace(report, roles=tuple(r for r in whole.roles if r.name == "party"))
        self.append(replace(instrument, member_of=head if exact else None), _as_member(report, whole))
        self.listing = True
        if not exact:
            self.spent.add(head)

    def append(self, instrument: Instrument, report: Report) -> None:
        """Record a passage by itself."""
        self.instruments.append(instrument)
        self.reports.append(replace(report, instrument=len(self.instruments) - 1))

    def kept(self) -> list[Report]:
        """Return the reports, without those that only announced what was then listed."""
        announced = {_as_announced(self.instruments[index]) for index in self.spent}
        return [
            report
            for index, report in enumerate(self.reports)
            if index not in self.spent and _as_announced(self.instruments[index]) not in announced
        ]


def _is_among(view: View, hit: Hit) -> bool:
    """Return whether «among them» stands in the sentence, and before the noun where that has to be so."""
    return any(view.turkic or word.first < hit.first for word in view.hits("among-them"))


def _as_announced(one: Instrument) -> tuple[str, int | None, str | None, str | None]:
    """Return what two passages share that both announce a list, a headline and the sentence before it."""
    return one.kind, one.count, one.count_qualifier, one.subject


def _opens_list(view: View, hit: Hit, report: Report) -> bool:
    """Return whether a colon ends the clause of what was signed: «обменялись документами: …»."""
    last = view.clause(hit.first)[1]
    return report.rule.endswith(".verb") and view.form(last) == ":"


def _with_shared_parties(reports: list[Report], instruments: list[Instrument]) -> list[Report]:
    """Give the passages that do not name their parties those of the nearest passage before them that does."""
    known: dict[str, list[tuple[str, ...]]] = {}
    for report in reversed(reports):
        if report.instrument is not None and report.confidence >= STATED:
            one = instruments[report.instrument]
            if one.theme == "open" or not all(p.startswith("state:") for p in one.parties or ("",)):
                continue
            known[one.family] = [one.parties]  # the first of its family answers where none stands before
    completed = []
    for report in reports:
        if report.instrument is not None:
            one = instruments[report.instrument]
            if report.confidence >= STATED and one.parties and one.theme != "open":
                known[one.family] = [one.parties, *known.get(one.family, ())[:_MODELS]]
            elif report.confidence < _SHARED_CONFIDENCE:
                side = set(one.parties[:1]) if report.rule.startswith(COUNTERPART) else set()
                lone = one.family != "ceasefire" or report.factuality in {"done", "ongoing"}
                parties = next(
                    (p for p in known.get(one.family, ()) if side <= set(p) and (lone or len(p) > 1)),
                    None,
                )
                if parties is not None:
                    instruments[report.instrument] = replace(one, parties=parties)
                    report = replace(
                        report, roles=tuple(Role("party", p) for p in parties), confidence=_SHARED_CONFIDENCE
                    )
        completed.append(report)
    return completed


def _as_member(report: Report, whole: Report) -> Report:
    """Return the report of a named member, with the fate of its set where its own clause has no verb."""
    if report.rule.endswith("verb"):
        return report
    return replace(
        report,
        kind=whole.kind,
        factuality=whole.factuality,
        certainty=whole.certainty,
        rule="treaty.member",
        confidence=_ITEM_CONFIDENCE,
    )
