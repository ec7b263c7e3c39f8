"""Statements: who says something, in which words.

Frame: a verb of saying with its subject (before it in Turkic and Russian narration, after it behind a
quotation), or «X айтишича», «по словам X», «по данным X». The words quoted are the quotation marks' content.
"""

from __future__ import annotations

from collections.abc import Sequence

from elchi.events.context import Context, within
from elchi.events.factuality import judge
from elchi.events.markers import Argument
from elchi.events.quotes import quotation_near
from elchi.events.view import View, having
from elchi.model import Hit, Report, Role

_SPEAKERS = frozenset({"person", "organisation", "state", "group"})
_SAYING = ("say", "say-act", "report-verb", "quote-verb")
_ACCORDING = ("according-to", "citing")


def find(views: Sequence[View], around: Context) -> list[Report]:
    """Return the reports of statements, without their sources."""
    found: list[Report] = []
    for view in having(views, *_ACCORDING, *_SAYING):
        said: set[tuple[str, int]] = set()
        for hit in view.hits(*_ACCORDING, *_SAYING):
            speaker = _speaker(view, hit, around)
            if speaker is None:
                continue
            first, last = view.clause(hit.first)
            if (speaker, first) in said:
                continue
            said.add((speaker, first))
            found.append(_report(view, hit, speaker, first, last))
    return found


def _report(view: View, hit: Hit, speaker: str, first: int, last: int) -> Report:
    judged = judge(view, hit, first=hit.first, last=hit.last)
    quoted = quotation_near(view, hit)
    rule = "statement." + ("source" if hit.concept in _ACCORDING else "verb")
    return Report(
        kind="Communication",
        evidence=view.sentence.span,
        cues=(view.cue(hit),),
        rule=rule,
        roles=(Role("speaker", speaker),),
        factuality=judged.value if judged.value in {"done", "ongoing", "denied"} else "done",
        voice="narration",
        quotation=quoted,
        confidence=0.8 if quoted is not None else 0.7,
    )


def _speaker(view: View, hit: Hit, around: Context) -> str | None:
    first, last = view.clause(hit.first)
    everywhere = [a for a in view.arguments if a.entity.kind in _SPEAKERS]
    inside = list(within(everywhere, first, last))
    if hit.concept in _ACCORDING:
        return _source(view, hit, everywhere)
    subjects = [a for a in inside if a.marker == "subject"] or [a for a in everywhere if a.marker == "subject"]
    nearest = sorted(subjects, key=lambda a: (a.entity.kind == "state", _gap(a, hit), a.mention.first))
    if nearest:
        return nearest[0].entity.id
    before = around.persons_before[view.index]
    return before[0] if before else None


def _source(view: View, hit: Hit, arguments: Sequence[Argument]) -> str | None:
    if view.turkic:
        owners = [a for a in arguments if a.mention.last < hit.first and a.marker in {"gen", "subject", "to"}]
        return owners[-1].entity.id if owners else None
    after = [a for a in arguments if a.mention.first > hit.last]
    return after[0].entity.id if after else None


def _gap(argument: Argument, hit: Hit) -> int:
    return max(argument.mention.first - hit.last, hit.first - argument.mention.last)
