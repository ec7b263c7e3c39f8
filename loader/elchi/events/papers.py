"""An instrument's noun to what one passage tells of it: kind, parties, subject, count, step of its life."""

from __future__ import annotations

from dataclasses import replace

from elchi.events.context import Context
from elchi.events.life import ISSUED, Life, event_of, judged, life_of
from elchi.events.parties import COMPANIES, STATED, Parties, are_apart, parties_of
from elchi.events.subjects import subject_of
from elchi.events.view import View
from elchi.events.when import date_of
from elchi.model import Cue, DateMention, Hit, Instrument, Report, Role

_COUNT_WINDOW = 5
_BESIDE = 3  # tokens between a noun and the date that belongs to it
_HYPHENS = frozenset("-‑–")
_BOUNDS = frozenset({"sides", "leaders", "between", "with", "to", "in", "from", "after", "during", "sign"})
_MAIN_PAIR_CONFIDENCE = 0.4
_NEAR_SUBJECT = 3  # tokens between what a paper is about and its noun


def told_of(view: View, hit: Hit, around: Context, *, eventful: bool, listed: bool) -> tuple[Instrument, Report] | None:
    """Return what a passage tells of an instrument, ``None`` where it is none between states or tells nothing.

    Args:
        view: the sentence.
        hit: the instrument's noun.
        around: the document.
        eventful: whether a story of diplomacy tells of a visit or a meeting; then what is signed may have the one
            state that it names for a party.
        listed: whether the noun is an item of a list, whose head tells what becomes of it.
    """
    kind = hit.concept.split(":", 1)[1]
    first, last = view.clause(hit.first)
    if _is_topic(view, hit, (first, last)):
        return None
    life = None if listed else life_of(view, hit, first, last)
    parties = _parties(view, hit, (first, last), around, life)
    if eventful and life is not None and len(parties.ids) < 2 and len(around.states) == 1:
        parties = Parties(around.states, (), _MAIN_PAIR_CONFIDENCE, "treaty.host")
    elif not listed and _is_domestic(view, parties, around):
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
    if (
        life is None
        and not listed
        and (kind == "document" or (parties.confidence < STATED and subject is None and start is None))
    ):
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


def _parties(view: View, hit: Hit, clause: tuple[int, int], around: Context, life: Life | None) -> Parties:
    if life is not None and life.described and view.turkic and life.hit.first < hit.first:
        clause = clause[0], hit.last  # who signed it stands before it; what follows is another matter
    acted = life.act if life is not None else hit.concept.split(":", 1)[1] in ISSUED
    return parties_of(view, hit, clause, around, acted=acted)


def _is_topic(view: View, hit: Hit, clause: tuple[int, int]) -> bool:
    """Return whether a noun only says what another paper is about: «бағдарламаны іске асыру туралы меморандум»."""
    if hit.concept == "instrument:ceasefire":
        return False
    for other in view.hits("instrument"):
        if not clause[0] <= other.first <= clause[1] or other.first == hit.first:
            continue
        low, high = (hit, other) if view.turkic else (other, hit)
        if low.last >= high.first or any(_sets_apart(view, i) for i in range(low.last + 1, high.first)):
            continue
        near = range(high.first - _NEAR_SUBJECT, high.first) if view.turkic else (low.last + 1,)
        if any(i > low.last and "on-subject" in view.concepts(i) for i in near) and not are_apart(view, low, high):
            return True
    return False


def _sets_apart(view: View, index: int) -> bool:
    return view.form(index) in {",", ";"} or "and" in view.concepts(index)


def _is_domestic(view: View, parties: Parties, around: Context) -> bool:
    """Return whether a paper is one state's own affair: a contract at home, or between companies of one state."""
    if view.hits("domestic") or (around.domestic and parties.confidence < STATED):
        return True
    homes = {around.state_of(p) for p in (*parties.ids, *parties.signatories)} - {None}
    if len(homes) > 1:
        return False
    bodies = [around.entities[p] for p in parties.ids if p in around.entities and not p.startswith("state:")]
    if any(b.code not in COMPANIES or (b.authority is not None and around.state_of(b.id) is None) for b in bodies):
        return False  # an international body
    named = {e.id for _, e in view.mentions if e.kind == "state"}
    return not bodies or len({*around.states, *homes}) < 2 or not named - homes


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
