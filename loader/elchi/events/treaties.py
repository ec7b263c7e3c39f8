"""Treaties and other instruments: what is agreed between whom, about what, and where in its life it stands.

Frame: a noun of concept *instrument*, with the verb of its clause that says what becomes of it (signed, ratified,
proposed, violated …, after the Vienna Convention on the Law of Treaties). Parties stand *between*, *with*, as
adjectives («казахстанско-турецкий»), as coordinated subjects or as signatories; where the clause names none, the
sentence, then the document's main pair answers. A count makes a set; what is listed «among them» is its
member.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from elchi.events import deals
from elchi.events.context import Context
from elchi.events.life import ISSUED, Life, event_of, judged, life_of
from elchi.events.parties import COUNTERPART, STATED, Parties, are_apart, parties_of
from elchi.events.subjects import subject_of
from elchi.events.view import View, having
from elchi.events.when import date_of
from elchi.model import Cue, DateMention, Hit, Instrument, Report, Role

_COUNT_WINDOW = 5
_BESIDE = 3  # tokens between a noun and the date that belongs to it
_HYPHENS = frozenset("-‑–")
_BOUNDS = frozenset({"sides", "leaders", "between", "with", "to", "in", "from", "after", "during", "sign"})
_MAIN_PAIR_CONFIDENCE = 0.4
_SHARED_CONFIDENCE = 0.5
_MODELS = 4  # passages that name their parties, looked back upon


def find(views: Sequence[View], around: Context, *, eventful: bool) -> tuple[list[Report], list[Instrument]]:
    """Return the reports of instruments' lives, without their sources, and the instruments they are about.

    Args:
        views: the sentences.
        around: the document.
        eventful: whether the document tells of a visit or a meeting; then what is signed may have the one
            state that it names for a party.
    """
    reports: list[Report] = []
    instruments: list[Instrument] = []
    last_set: int | None = None
    for view in having(views, "instrument", "agree"):
        among = view.hits("among-them")
        for hit in view.hits("instrument"):
            found = _instrument(view, hit, around, eventful=eventful)
            if found is None:
                continue
            instrument, report = found
            is_member = False
            if (
                any(view.turkic or word.first < hit.first for word in among)
                and last_set is not None
                and instrument.count_qualifier is None
            ):
                is_member = True
                instrument = replace(instrument, member_of=last_set)
                report = _as_member(report, reports[last_set])
                if not instrument.parties:
                    instrument = replace(instrument, parties=instruments[last_set].parties)
            instruments.append(instrument)
            reports.append(replace(report, instrument=len(instruments) - 1))
            if instrument.count is None or instrument.count > 1:
                last_set = len(instruments) - 1 if not is_member else last_set
        for instrument, report in deals.find(view):
            instruments.append(instrument)
            reports.append(replace(report, instrument=len(instruments) - 1))
    return _with_shared_parties(reports, instruments), instruments


def _with_shared_parties(reports: list[Report], instruments: list[Instrument]) -> list[Report]:
    """Give the passages that do not name their parties those of the nearest passage before them that does."""
    known: dict[str, list[tuple[str, ...]]] = {}
    for report in reversed(reports):
        if report.instrument is not None and report.confidence >= STATED:
            one = instruments[report.instrument]
            known[one.family] = [one.parties]  # the first of its family answers where none stands before
    completed = []
    for report in reports:
        if report.instrument is not None:
            one = instruments[report.instrument]
            if report.confidence >= STATED:
                known[one.family] = [one.parties, *known[one.family][:_MODELS]]
            elif report.confidence < _SHARED_CONFIDENCE:
                side = set(one.parties[:1]) if report.rule.startswith(COUNTERPART) else set()
                parties = next((p for p in known.get(one.family, ()) if side <= set(p)), None)
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
        confidence=0.8,
    )


def _instrument(view: View, hit: Hit, around: Context, *, eventful: bool) -> tuple[Instrument, Report] | None:
    kind = hit.concept.split(":", 1)[1]
    first, last = view.clause(hit.first)
    life = life_of(view, hit, first, last)
    parties = parties_of(view, hit, (first, last), around, acted=kind in ISSUED if life is None else life.act)
    if eventful and life is not None and len(parties.ids) < 2 and len(around.states) == 1:
        parties = Parties(around.states, (), _MAIN_PAIR_CONFIDENCE, "treaty.host")
    elif _is_domestic(view, parties, around):
        return None
    subject = subject_of(view, hit, first, last)
    count, qualifier = _count(view, hit)
    found = judged(view, hit, life, first, last)
    event = event_of(kind, life, found)
    if event == "Rejection":
        found = replace(found, value="done")
    if found.value == "denied" and view.has("not-yet", first, last) is not None:
        event, found = "Negotiation", replace(found, value="ongoing")
    start = _date(view, hit, life, first, last)
    if life is None and (kind == "document" or (parties.confidence < STATED and subject is None and start is None)):
        return None
    instrument = Instrument(
        kind=kind,
        span=view.span(hit.first, hit.last),
        parties=parties.ids,
        subject=subject,
        subject_language=view.sentence.language if subject is not None else None,
        count=count,
        count_qualifier=qualifier,
    )
    roles = [Role("party", p) for p in parties.ids] + [Role("signatory", p) for p in parties.signatories]
    cues: tuple[Cue, ...] = (view.cue(hit), *((view.cue(life.hit),) if life is not None else ()), *found.cues)
    report = Report(
        kind=event,
        evidence=view.span(first, last),
        cues=tuple(dict.fromkeys(cues)),
        rule=parties.rule + (".verb" if life is not None and life.told else ""),
        roles=tuple(roles),
        factuality=found.value,
        certainty=found.certainty,
        start=start,
        stated_count=count if qualifier == "exact" and count is not None and count > 1 else None,
        confidence=parties.confidence,
    )
    return instrument, report


def _is_domestic(view: View, parties: Parties, around: Context) -> bool:
    if view.hits("domestic") or (around.domestic and parties.confidence < STATED):
        return True
    states = {around.state_of(p) for p in (*parties.ids, *parties.signatories)} - {None}
    foreign = len(states) > 1 or any(p.startswith(("organisation:", "body:")) for p in parties.ids)
    return not foreign


def _date(view: View, hit: Hit, life: Life | None, first: int, last: int) -> DateMention | None:
    """Return the date of what the clause tells of an instrument; of a bare noun only what stands beside it."""
    for other in view.hits("instrument"):
        if first <= other.first < hit.first and are_apart(view, other, hit):
            first = other.last + 1
        if hit.last < other.first <= last and are_apart(view, hit, other):
            last = min(last, other.first - 1)
    if life is None:
        first, last = max(first, hit.first - _BESIDE), min(last, hit.last + _BESIDE)
    return date_of(view, hit, first, last)


def _count(view: View, hit: Hit) -> tuple[int | None, str | None]:
    """Return how many instruments the words stand for: 1, a number, or ``None`` for an open plural."""
    if hit.concept == "instrument:ceasefire":
        return 1, None  # «a three-day truce»
    for index in range(hit.first - 1, max(-1, hit.first - 1 - _COUNT_WINDOW), -1):
        word = view.sentence.tokens[index].word
        if _measures(view, index + 1) or _ends_phrase(view, index):
            break
        if word.shape == "9" and word.form.isdigit() and len(word.form) < 4 and not view.dates_in(index, index):
            return int(word.form), "exact"
        number = next((c.split(":", 1)[1] for c in view.concepts(index) if c.startswith("number:")), None)
        if number is not None:
            return int(number), "exact"
        if any(c.split(":", 1)[0] == "count-word" for c in view.concepts(index)):
            return None, "several"
        if not view.turkic and word.analyses and word.analyses[0].pos == "NOUN" and word.shape != "9":
            break
    if "Number=Plur" in hit.features and "Number=Sing" not in hit.features:
        return None, None
    return 1, None


def _measures(view: View, index: int) -> bool:
    """Return whether a number before a word measures it rather than counting papers: «five-year», «30 кунлик»."""
    return "magnitude" in view.concepts(index) or (
        view.form(index) in _HYPHENS and "magnitude" in view.concepts(index + 1)
    )


def _ends_phrase(view: View, index: int) -> bool:
    """Return whether a word cannot stand between a number and the noun that it counts."""
    word = view.sentence.tokens[index].word
    if word.shape == "." and word.form not in '«»“”"-':
        return True
    if view.is_finite(index) or not _BOUNDS.isdisjoint(view.concepts(index)):
        return True
    return view.analytic and bool(word.analyses) and word.analyses[0].pos in {"DET", "ADP", "PRON"}
