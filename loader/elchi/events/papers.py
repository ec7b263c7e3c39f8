"""An instrument's noun to what one passage tells of it: kind, parties, subject, count, step of its life."""

from __future__ import annotations

from dataclasses import replace

from elchi.events.context import Context
from elchi.events.deals import is_to_meet
from elchi.events.factuality import Factuality
from elchi.events.life import ISSUED, Life, event_of, is_of_none, is_talked_of, judged, life_of, step_before
from elchi.events.parties import (
    COMPANIES,
    MAIN_PAIR,
    STATED,
    Parties,
    alone,
    are_apart,
    complement,
    is_open_treaty,
    neighbours,
    parties_of,
)
from elchi.events.subjects import subject_of
from elchi.events.view import View
from elchi.events.when import date_of
from elchi.model import DateMention, Hit, Instrument, Report, Role

_COUNT_WINDOW = 5
_TERM_WINDOW = 6  # tokens between a truce and how long it is to hold
_NOT_TAKEN = frozenset({"denied", "planned", "postponed", "possible"})
_WISHED = frozenset({"proposed", "possible", "planned"})
_PHRASE = 14  # tokens that may hang on a noun: «an accord between … and … in December»
_BESIDE = 3  # tokens between a noun and the date that belongs to it
_FOR = frozenset({"for", "on-subject"})
_BY = 5  # tokens between a verb and the date that belongs to it
_SINCE = frozenset({"Ratification", "EntryIntoForce", "Extension", "Suspension", "Termination", "Violation"})
_HYPHENS = frozenset("-‑–")
_BOUNDS = frozenset({"sides", "leaders", "between", "with", "to", "in", "from", "after", "during", "sign"})
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
    clause = view.clause(hit.first)
    if _is_topic(view, hit, clause):
        return None
    life = None if listed else life_of(view, hit, *clause)
    if life is not None and life.hit.concept in {"agree", "achieve"} and _is_to_talk(view, hit, life, *clause):
        return None
    own = not listed or bool(complement(view, hit, clause))
    parties = _parties(view, hit, clause, around, life) if own else Parties(())  # an item has those of its list
    if eventful and not around.domestic and life is not None and len(parties.ids) < 2 and len(around.states) == 1:
        parties = Parties(around.states, (), MAIN_PAIR, "treaty.host")
    elif not listed and _is_domestic(view, parties, around):
        return None
    instrument = _instrument(view, hit, clause, parties)
    event, found = _step(view, hit, life, clause)
    if found.value == "denied" and (is_of_none(view, hit) or hit.concept == "instrument:document"):
        return None  # where none is signed there is none
    start = _date(view, hit, life, *clause)
    if start is None and life is not None and life.told and not life.described and found.value == "done":
        start = _only_date(view)
    if life is None and not listed and _tells_nothing(instrument, parties, found, start):
        return None
    exact = instrument.count_qualifier == "exact" and (instrument.count or 0) > 1
    report = Report(
        kind=event,
        evidence=view.span(*clause),
        cues=tuple(dict.fromkeys([view.cue(hit), *([view.cue(life.hit)] if life is not None else ()), *found.cues])),
        rule=parties.rule + (".verb" if life is not None and life.told else ""),
        roles=tuple([Role("party", p) for p in parties.ids] + [Role("signatory", p) for p in parties.signatories]),
        factuality=found.value,
        certainty=found.certainty,
        start=start,
        stated_count=instrument.count if exact else None,
        confidence=parties.confidence,
    )
    return instrument, report


def _instrument(view: View, hit: Hit, clause: tuple[int, int], parties: Parties) -> Instrument:
    kind = hit.concept.split(":", 1)[1]
    subject = subject_of(view, hit, *clause)
    count, qualifier = _count(view, hit)
    return Instrument(
        kind=kind,
        span=view.span(hit.first, hit.last),
        parties=parties.ids,
        subject=subject,
        subject_language=view.sentence.language if subject is not None else None,
        count=count,
        count_qualifier=qualifier,
        theme=_theme(view, hit),
        term=_term(view, hit) if kind == "ceasefire" else None,
    )


def _step(view: View, hit: Hit, life: Life | None, clause: tuple[int, int]) -> tuple[str, Factuality]:
    """Return the class of event that a clause tells in an instrument's life, and how it presents it."""
    kind = hit.concept.split(":", 1)[1]
    found = judged(view, hit, life, *clause)
    event = event_of(kind, life, found)
    if event == "Rejection":
        found = replace(found, value="done")
    if kind == "ceasefire" and life is None and found.value == "planned":
        found = replace(found, value="proposed")  # that the guns must fall silent is a demand
    left = step_before(view, hit, event, *clause) if life is not None and found.value in _NOT_TAKEN else None
    if left is not None and (found.value == "denied" or event == "Ratification"):
        return left, replace(found, value="done")
    if life is None and kind != "ceasefire" and is_talked_of(view, hit):
        return "Negotiation", replace(found, value="ongoing")
    if life is None and is_open_treaty(view, hit):
        return "EntryIntoForce", found  # what is spoken of as known to all is in force
    return event, found


def _tells_nothing(instrument: Instrument, parties: Parties, found: Factuality, start: DateMention | None) -> bool:
    """Return whether a noun without a verb is too little: no parties, no subject, no date, no call for a truce."""
    if instrument.kind == "document":
        return True
    wished = instrument.kind == "ceasefire" and bool(found.cues) and found.value in _WISHED
    return parties.confidence < STATED and instrument.subject is None and start is None and not wished


def signed_before(view: View, hit: Hit, told: Report) -> Report | None:
    """Return the signing that a passage mentions of what it says was ratified or ended since.

    «An accord that was signed last October», «2021 йилда имзоланган битим».
    """
    others = [one for one in view.hits("instrument") if one.first != hit.first]
    if told.kind not in _SINCE or told.factuality not in {"done", "ongoing"} or others or not view.dates:
        return None
    for verb in view.hits("sign"):
        low, high = (verb.first - _BY, verb.first - 1) if view.turkic else (verb.last + 1, verb.last + _BY)
        near = view.dates_in(low, high)
        if near:
            day = near[-1] if view.turkic else near[0]
            return replace(told, kind="Signing", factuality="done", start=day, cues=(view.cue(verb),))
    return None


def _parties(view: View, hit: Hit, clause: tuple[int, int], around: Context, life: Life | None) -> Parties:
    if life is not None and life.described and view.turkic and life.hit.first < hit.first:
        clause = clause[0], hit.last  # who signed it stands before it; what follows is another matter
    declared = life is not None and life.hit.concept == "declare"
    lone = view.has("unilateral", *clause) is not None
    if hit.concept == "instrument:ceasefire" and (declared or lone):
        single = alone(view, hit, clause, around)
        if single is not None or lone:
            return single or Parties(())
    acted = life.act if life is not None else hit.concept.split(":", 1)[1] in ISSUED
    return parties_of(view, hit, clause, around, acted=acted)


def _is_to_talk(view: View, hit: Hit, life: Life, first: int, last: int) -> bool:
    """Return whether an agreement is only one to go on talking: «agreement was reached to hold another round»."""
    if hit.concept not in {"instrument:agreement", "instrument:deal"} or hit.last > hit.first:
        return False
    return is_to_meet(view, hit if view.turkic or life.hit.last < hit.first else life.hit, first, last)


def _is_topic(view: View, hit: Hit, clause: tuple[int, int]) -> bool:
    """Return whether a noun only says what another paper is about: «бағдарламаны іске асыру туралы меморандум»."""
    if hit.concept == "instrument:ceasefire":
        return False
    for other in neighbours(view, hit):
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
    if around.everyday or view.hits("forged"):
        return True
    if parties.rule in {"treaty.open", "treaty.alone"}:
        return False
    if view.hits("domestic") or (around.domestic and parties.confidence <= MAIN_PAIR):
        return True
    homes = {around.state_of(p) for p in (*parties.ids, *parties.signatories)} - {None}
    if len(homes) > 1:
        return False
    bodies = [around.entities[p] for p in parties.ids if p in around.entities and not p.startswith("state:")]
    if any(b.code not in COMPANIES or (b.authority is not None and around.state_of(b.id) is None) for b in bodies):
        return False  # an international body
    if around.diplomatic and len(bodies) > 1 and any(around.state_of(b.id) is None for b in bodies):
        return False  # between companies whose home is not told, in a story of several states
    named = {e.id for _, e in view.mentions if e.kind == "state"}
    return not bodies or len({*around.states, *homes}) < 2 or not named - homes


def _date(view: View, hit: Hit, life: Life | None, first: int, last: int) -> DateMention | None:
    """Return the date of what the clause tells of an instrument; of a bare noun only what stands beside it."""
    for other in neighbours(view, hit):
        if first <= other.first < hit.first and are_apart(view, other, hit):
            first = other.last + 1
        if hit.last < other.first <= last and are_apart(view, hit, other):
            last = min(last, other.first - 1)
    if life is None:
        first, last = max(first, hit.first - _BESIDE), _end_of_phrase(view, hit, last)
    date = date_of(view, hit, first, last)
    return None if date is not None and _is_of_subject(view, date) else date


def _is_dateline(view: View, date: DateMention) -> bool:
    """Return whether a date says where and when the news was written: «PARIS, March 27 - …»."""
    return view.form(view.token_at(date.span.stop - 1) + 1) in _HYPHENS | {"—"}


def _only_date(view: View) -> DateMention | None:
    """Return the one day that the sentence names: «On Tuesday, when the talks ended, they signed …»."""
    days = {d.edtf: d for d in view.dates if d.precision == "day" and not _is_dateline(view, d)}
    return next(iter(days.values())) if len(days) == 1 else None


def _is_of_subject(view: View, date: DateMention) -> bool:
    """Return whether a date says for when a paper is: «a plan for 2025-2028», «2024 жылға арналған жоспар»."""
    first, last = view.token_at(date.span.start), view.token_at(date.span.stop - 1)
    if date.precision == "interval" and len(date.edtf) == len("2025/2028"):
        return True
    if date.precision != "year":
        return False
    beside = range(last + 1, last + 3) if view.turkic else range(first - 2, first)
    return any(not _FOR.isdisjoint(view.concepts(i)) for i in beside)


def _end_of_phrase(view: View, hit: Hit, last: int) -> int:
    """Return how far what hangs on a noun reaches: up to the next verb, in Turkic languages no further than it."""
    far = min(last, hit.last + (_BESIDE if view.turkic else _PHRASE))
    return next((i - 1 for i in range(hit.last + 1, far + 1) if view.is_finite(i)), far)


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


def _theme(view: View, hit: Hit) -> str | None:
    if is_open_treaty(view, hit):
        return "open"
    peace = hit.concept != "instrument:ceasefire" and "peace-paper" in view.concepts(hit.first)
    return "peace" if peace else None


def _term(view: View, hit: Hit) -> int | None:
    """Return for how long a truce is to hold, in the units of its words: 30 for «a 30-day ceasefire»."""
    for index in range(max(0, hit.first - _TERM_WINDOW), min(len(view.sentence.tokens), hit.last + _TERM_WINDOW)):
        if _measures(view, index + 1):
            word = view.sentence.tokens[index].word
            spelt = (c.split(":", 1)[1] for c in view.concepts(index) if c.startswith("number:"))
            number = word.form if word.shape == "9" else next(spelt, "")
            if number.isdigit() and not view.dates_in(index, index):
                return int(number)
    return None


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
