"""Agreements that only a verb tells of: «Москва и Вашингтон договорились …», «… келишиб олди».

Only two states that agree as one subject, or one with the other, make a deal; a verb of agreeing alone, or one
state's consent, does not.
"""

from __future__ import annotations

from collections.abc import Iterator

from elchi.events.context import within
from elchi.events.factuality import judge
from elchi.events.view import View
from elchi.events.when import date_of
from elchi.model import Hit, Instrument, Report, Role

_CONFIDENCE = 0.8
_TALKING = ("meet", "negotiate", "converse")
_HOLDING = ("hold", "take-place", "continue", "visit")


def find(view: View) -> Iterator[tuple[Instrument, Report]]:
    """Yield the deals of a sentence that names no instrument, each with its report."""
    if view.hits("instrument", "domestic"):
        return
    for hit in view.hits("come-to-terms"):
        first, last = view.clause(hit.first)
        if _is_to_meet(view, hit, first, last):
            continue
        parties = _parties(view, first, last)
        if hit.pos == "verb" and len(parties) > 1:
            yield _deal(view, hit, (first, last), parties)


def _is_to_meet(view: View, hit: Hit, first: int, last: int) -> bool:
    """Return whether all that is agreed is to meet or to go on talking: «договорились продолжить переговоры»."""
    first, last = (first, hit.first - 1) if view.turkic else (hit.last + 1, last)
    if any(view.has(concept, first, last) is not None for concept in _TALKING):
        return True
    if not any(first <= word.first <= last for word in view.hits("meeting")):
        return False
    return any(view.has(concept, first, last) is not None for concept in _HOLDING)


def _parties(view: View, first: int, last: int) -> tuple[str, ...]:
    sides = [
        a for a in within(view.arguments, first, last) if a.marker in {"subject", "with"} and a.entity.kind == "state"
    ]
    together = any(a.joined == b.joined for a in sides for b in sides if a is not b) or any(
        a.marker == "with" for a in sides
    )
    return tuple(dict.fromkeys(a.entity.id for a in sides)) if together else ()


def _deal(view: View, hit: Hit, clause: tuple[int, int], parties: tuple[str, ...]) -> tuple[Instrument, Report]:
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
        confidence=_CONFIDENCE,
    )
    return Instrument(kind="deal", span=view.span(hit.first, hit.last), parties=parties), report
