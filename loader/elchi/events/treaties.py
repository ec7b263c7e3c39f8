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
from elchi.events.factuality import Factuality, judge
from elchi.events.parties import STATED, Parties, parties_of
from elchi.events.subjects import subject_of
from elchi.events.view import View, having
from elchi.events.when import date_of
from elchi.model import Cue, Hit, Instrument, Report, Role

# Concept of the verb to the event class of ontology/elchi.ttl; the first that the clause holds wins.
_LIFE = (
    ("ratify", "Ratification"),
    ("enter-into-force", "EntryIntoForce"),
    ("extend", "Extension"),
    ("suspend", "Suspension"),
    ("terminate", "Termination"),
    ("violate", "Violation"),
    ("reject", "Rejection"),
    ("sign", "Signing"),
    ("adopt", "Adoption"),
    ("agree", "Adoption"),
    ("achieve", "Adoption"),
    ("negotiate", "Negotiation"),
    ("discuss", "Negotiation"),
)
_ISSUED = frozenset({"statement", "declaration", "communique"})
_COUNT_WINDOW = 5
_MAIN_PAIR_CONFIDENCE = 0.4
_SHARED_CONFIDENCE = 0.5


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
            if among and last_set is not None and instrument.count_qualifier is None:
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
    """Give the passages that name no parties those of the passage of the same kind that names them best."""
    stated: dict[str, tuple[str, ...]] = {}
    for report in sorted(reports, key=lambda r: (-r.confidence, r.evidence.start)):
        if report.instrument is not None and report.confidence >= STATED:
            stated.setdefault(instruments[report.instrument].kind, instruments[report.instrument].parties)
    completed = []
    for report in reports:
        index = report.instrument
        if index is not None and report.confidence < _SHARED_CONFIDENCE and instruments[index].kind in stated:
            parties = stated[instruments[index].kind]
            instruments[index] = replace(instruments[index], parties=parties)
            report = replace(report, roles=tuple(Role("party", p) for p in parties), confidence=_SHARED_CONFIDENCE)
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
    life = _life(view, hit, first, last)
    parties = parties_of(view, hit, (first, last), around)
    if eventful and life is not None and len(parties.ids) < 2 and len(around.states) == 1:
        parties = Parties(around.states, (), _MAIN_PAIR_CONFIDENCE, "treaty.host")
    elif _is_domestic(view, parties, around):
        return None
    subject = subject_of(view, hit, first, last)
    count, qualifier = _count(view, hit)
    judged = _judged(view, hit, life, first, last)
    event = _event(kind, life, judged)
    if event == "Rejection":
        judged = replace(judged, value="done")
    if judged.value == "denied" and view.has("not-yet", first, last) is not None:
        event, judged = "Negotiation", replace(judged, value="ongoing")
    if event is None or (life is None and (kind == "document" or (parties.confidence < STATED and subject is None))):
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
    cues: tuple[Cue, ...] = (view.cue(hit), *((view.cue(life),) if life is not None else ()), *judged.cues)
    report = Report(
        kind=event,
        evidence=view.span(first, last),
        cues=tuple(dict.fromkeys(cues)),
        rule=parties.rule + (".verb" if life else ""),
        roles=tuple(roles),
        factuality=judged.value,
        certainty=judged.certainty,
        start=date_of(view, hit, first, last),
        stated_count=count if qualifier == "exact" and count is not None and count > 1 else None,
        confidence=parties.confidence,
    )
    return instrument, report


def _life(view: View, hit: Hit, first: int, last: int) -> Hit | None:
    """Return the word that says what becomes of the instrument: after it in Turkic languages, else the nearest."""
    for concept, _ in _LIFE:
        if view.turkic:
            found = view.has(concept, hit.last + 1, last) or _participle(view, concept, first, hit.first)
        else:
            found = _nearest(view, concept, hit, first, last)
        if found is not None and found.first != hit.first:
            return _called_off(view, hit, found) or found
    return None


def _called_off(view: View, hit: Hit, verb: Hit) -> Hit | None:
    """Return the act that does not come to pass: «битимни имзолаш бекор қилинди» ends no agreement."""
    if "cancel" not in view.concepts(verb.first):
        return None
    inner = (view.has(concept, hit.last + 1, verb.first - 1) for concept, _ in _LIFE)
    return next((act for act in inner if act is not None), None)


def _participle(view: View, concept: str, first: int, stop: int) -> Hit | None:
    """Return a participle that stands before the noun: «имзоланган декларация»."""
    found = view.has(concept, max(first, stop - 4), stop - 1)
    return found if found is not None and "VerbForm=Part" in found.features else None


def _nearest(view: View, concept: str, hit: Hit, first: int, last: int) -> Hit | None:
    inside = [h for h in view.hits(concept) if first <= h.first <= last and h.concept == concept]
    return min(inside, key=lambda h: (abs(h.first - hit.first), h.first), default=None)


def _judged(view: View, hit: Hit, life: Hit | None, first: int, last: int) -> Factuality:
    trigger = life if life is not None and life.pos == "verb" else hit
    judged = judge(view, trigger, first=first, last=last)
    if judged.value == "denied" and life is not None and life.concept == "reject":
        return Factuality("done", cues=judged.cues)
    return judged


def _event(kind: str, life: Hit | None, judged: Factuality) -> str | None:
    if life is not None and judged.value == "denied" and any(c.concept in {"refuse", "reject"} for c in judged.cues):
        return "Rejection"
    if life is not None and life.concept == "agree" and judged.value == "ongoing":
        return "Negotiation"
    if life is not None:
        return dict(_LIFE)[life.concept]
    if kind in _ISSUED and judged.value in {"done", "ongoing"}:
        return "Adoption"
    if judged.value in {"planned", "proposed", "possible", "cancelled", "denied", "postponed"}:
        return "Signing" if kind != "ceasefire" else "Adoption"
    return "Adoption"


def _is_domestic(view: View, parties: Parties, around: Context) -> bool:
    if view.hits("domestic") or (around.domestic and parties.rule == "treaty.document"):
        return True
    states = {around.state_of(p) for p in (*parties.ids, *parties.signatories)} - {None}
    foreign = len(states) > 1 or any(p.startswith(("organisation:", "body:")) for p in parties.ids)
    return not foreign


def _count(view: View, hit: Hit) -> tuple[int | None, str | None]:
    """Return how many instruments the words stand for: 1, a number, or ``None`` for an open plural."""
    for index in range(hit.first - 1, max(-1, hit.first - 1 - _COUNT_WINDOW), -1):
        word = view.sentence.tokens[index].word
        if "magnitude" in view.concepts(index + 1):
            break
        if word.shape == "9" and word.form.isdigit() and len(word.form) < 4 and not view.dates_in(index, index):
            return int(word.form), "exact"
        number = next((c.split(":", 1)[1] for c in view.concepts(index) if c.startswith("number:")), None)
        if number is not None:
            return int(number), "exact"
        if any(c.split(":", 1)[0] == "count-word" for c in view.concepts(index)):
            return None, "several"
        if word.shape == "." and word.form not in '«»“”"-':
            break
        if view.turkic and view.is_finite(index):
            break
    if "Number=Plur" in hit.features and "Number=Sing" not in hit.features:
        return None, None
    return 1, None
