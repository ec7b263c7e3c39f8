"""Agreements that only a verb tells of: «Москва и Вашингтон договорились …», «… келишиб олди».

Only two states that agree as one subject, or one with the other, make a deal; a verb of agreeing alone, or one
state's consent, does not.
"""

from __future__ import annotations

from collections.abc import Iterator

from elchi.events.context import Context, within
from elchi.events.factuality import judge
from elchi.events.parties import MAIN_PAIR
from elchi.events.view import View
from elchi.events.when import date_of
from elchi.model import Hit, Instrument, Report, Role

_CONFIDENCE = 0.8
_TALKING = ("meet", "negotiate", "converse")
_ABOUT = frozenset({"on-subject", "about"})
_HOLDING = ("hold", "take-place", "continue", "visit")


def find(view: View, around: Context) -> Iterator[tuple[Instrument, Report]]:
    """Yield the deals of a sentence that names no instrument, each with its report."""
    if view.hits("instrument", "domestic"):
        return
    for hit in view.hits("come-to-terms"):
        first, last = view.clause(hit.first)
        if is_to_meet(view, hit, first, last):
            continue
        parties = _parties(view, first, last)
        if hit.pos == "verb" and len(parties) > 1:
            yield _deal(view, hit, (first, last), parties, _CONFIDENCE)
        elif hit.pos == "verb" and len(around.pair()) > 1 and _is_of_sides(view, hit, first, last):
            yield _deal(view, hit, (first, last), around.pair(), MAIN_PAIR)


def is_to_meet(view: View, hit: Hit, first: int, last: int) -> bool:
    """Return whether all that is agreed is to meet or to go on talking: «договорились продолжить переговоры».

    Args:
        view: the sentence.
        hit: the word of agreeing, whose object stands before it in Turkic languages, behind it in others.
        first: first token of the clause.
        last: last token of the clause.
    """
    if any(first <= h.first <= last and _is_object(view, h) for h in view.hits("meeting")):
        return True
    first, last = (first, hit.first - 1) if view.turkic else (hit.last + 1, last)
    if any(view.has(concept, first, last) is not None for concept in _TALKING):
        return True
    if not any(first <= word.first <= last for word in view.hits("meeting")):
        return False
    return any(view.has(concept, first, last) is not None for concept in _HOLDING)


def _is_object(view: View, hit: Hit) -> bool:
    """Return whether a meeting is what is agreed on: «о встрече договорились», «agreed on a meeting»."""
    near = range(hit.last + 1, hit.last + 2) if view.turkic else range(hit.first - 2, hit.first)
    return any(not _ABOUT.isdisjoint(view.concepts(i)) for i in near)


def _is_of_sides(view: View, hit: Hit, first: int, last: int) -> bool:
    """Return whether «the sides» agree to do something, or that is agreed without a word of who: «… kelishib olindi».

    What they agree to has to be told: that they agree is no news.
    """
    if any(a.marker in {"subject", "with"} for a in within(view.arguments, first, last)):
        return False
    sides = view.has("sides", first, last) is not None or view.has("leaders", first, last) is not None
    features = view.verb_features(hit.head)
    if view.turkic:
        before = view.sentence.tokens[hit.first - 1].word if hit.first > first else None
        told = before is not None and any({"VerbForm=Vnoun", "Case=Dat"} <= a.features for a in before.analyses)
        return told and (sides or "Voice=Pass" in features)
    return sides and hit.last < last and "VerbForm=Inf" in view.verb_features(hit.last + 1 + view.analytic)


def _parties(view: View, first: int, last: int) -> tuple[str, ...]:
    sides = [
        a for a in within(view.arguments, first, last) if a.marker in {"subject", "with"} and a.entity.kind == "state"
    ]
    together = any(a.joined == b.joined for a in sides for b in sides if a is not b) or any(
        a.marker == "with" for a in sides
    )
    return tuple(dict.fromkeys(a.entity.id for a in sides)) if together else ()


def _deal(
    view: View, hit: Hit, clause: tuple[int, int], parties: tuple[str, ...], confidence: float
) -> tuple[Instrument, Report]:
    judged = judge(view, hit, first=clause[0], last=clause[1])
    report = Report(
        kind="Adoption",
        evidence=view.span(*clause),
        cues=(view.cue(hit), *judged.cues),
        rule="treaty.deal",
        roles=tuple(Role("party", p) for p in parties),
        factuality=judged.value,
        certainty=judged.certainty,
        start=date_of(view, hit, *clause),
        confidence=confidence,
    )
    return Instrument(kind="deal", span=view.span(hit.first, hit.last), parties=parties), report
