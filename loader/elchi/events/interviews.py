"""Interviews: questions in their own lines, each with its answer behind it.

No verb says who answers: it is the person whom the lead, what stands before the first question, introduces, by a verb
of saying or as the first that it names.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from elchi.events.view import View
from elchi.model import Cue, Report, Role, Span

_FEWEST = 3  # questions that make an interview
_SAYING = ("say", "say-act", "report-verb", "quote-verb", "according-to")


def find(views: Sequence[View]) -> Iterator[Report]:
    """Yield a statement for every answer, in the order of the text; none if the text is no interview."""
    answers = list(_answers(views))
    if len(answers) < _FEWEST:
        return
    begin = answers[0][0] - 1
    while begin > 0 and not _breaks(views[begin - 1], views[begin]):
        begin -= 1  # the question's line may tell something first
    speaker = _guest(views[:begin])
    if speaker is None:
        return
    for first, last in answers:
        said = views[first].sentence
        yield Report(
            kind="Communication",
            evidence=said.span,
            cues=(Cue(views[first].span(0, 0), "say"),),
            rule="statement.answer",
            roles=(Role("speaker", speaker),),
            factuality="done",
            voice="narration",
            quotation=Span(said.span.start, views[last].sentence.span.stop),
            confidence=0.6,
        )


def _answers(views: Sequence[View]) -> Iterator[tuple[int, int]]:
    """Yield the first and last sentence of what stands between a question's line and the next one's."""
    questions = [i for i, view in enumerate(views[:-1]) if _asks(view) and _breaks(view, views[i + 1])]
    for question, following in pairwise((*questions, len(views))):
        last = following - 1
        while following < len(views) and last > question + 1 and not _breaks(views[last], views[last + 1]):
            last -= 1  # what begins the next question's line
        if last > question:
            yield question + 1, last


def _asks(view: View) -> bool:
    return view.form(len(view.sentence.tokens) - 1) == "?"


def _breaks(one: View, other: View) -> bool:
    """Return whether a sentence begins a line of its own behind another."""
    return "\n" in one.content[one.sentence.span.stop : other.sentence.span.start]


def _guest(lead: Sequence[View]) -> str | None:
    """Return the person who is introduced: the subject of a verb of saying, else who is named first."""
    named = [(view, a) for view in lead for a in view.arguments if a.entity.kind == "person"]
    speaking = [a for view, a in named if a.marker == "subject" and not view.sentence.named.keys().isdisjoint(_SAYING)]
    found = speaking or [a for _, a in named]
    return found[0].entity.id if found else None
