"""Statements: who says something, in which words.

Frame: a verb of saying with its subject (before it in Turkic and Russian narration, after it behind a
quotation), or «X айтишича», «по словам X», «по данным X», or a name before a colon. The words quoted are the
quotation marks' content. Who speaks is for :mod:`elchi.events.speakers` to say.
"""

from __future__ import annotations

from collections.abc import Sequence

from elchi.events import interviews
from elchi.events.context import Context
from elchi.events.factuality import judge
from elchi.events.quotes import quotation_near
from elchi.events.speakers import ACCORDING, Speakers
from elchi.events.view import View
from elchi.model import Cue, Hit, Report, Role

_SAYING = ("say", "say-act", "report-verb", "quote-verb")


def find(views: Sequence[View], around: Context) -> list[Report]:
    """Return the reports of statements, without their sources."""
    found: list[Report] = []
    speakers = Speakers(views, around)
    for view in views:
        if _may_head(view) and (heading := speakers.heading(view)) is not None:
            found.append(_heading(view, heading))
        if view.sentence.named.keys().isdisjoint((*ACCORDING, *_SAYING)):
            continue
        said: set[tuple[str, int]] = set()
        for hit in view.hits(*ACCORDING, *_SAYING):
            speaker = speakers.of(view, hit)
            if speaker is None:
                continue
            first, _ = view.clause(hit.first)
            if (speaker, first) in said:
                continue
            said.add((speaker, first))
            found.append(_report(view, hit, speaker))
    return [*found, *interviews.find(views)]


def _may_head(view: View) -> bool:
    """Return whether a sentence may name a speaker before a colon; one with a verb of saying tells him by that."""
    if view.sentence.block.kind == "title":
        return True
    return ":" in view.content[view.sentence.span.start : view.sentence.span.stop] and not view.hits(*_SAYING)


def _report(view: View, hit: Hit, speaker: str) -> Report:
    judged = judge(view, hit, first=hit.first, last=hit.last)
    quoted = quotation_near(view, hit)
    rule = "statement." + ("source" if hit.concept in ACCORDING else "verb")
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


def _heading(view: View, speaker: str) -> Report:
    colon = next(i for i in range(len(view.sentence.tokens)) if view.form(i) == ":")
    return Report(
        kind="Communication",
        evidence=view.sentence.span,
        cues=(Cue(view.span(colon, colon), "say"),),
        rule="statement.heading",
        roles=(Role("speaker", speaker),),
        factuality="done",
        voice="narration",
        confidence=0.6,
    )
