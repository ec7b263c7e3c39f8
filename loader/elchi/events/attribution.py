"""Who says so: the chain of sources of every report, and the statement that it is part of.

A report stands in somebody's mouth if its words lie within that statement's quotation, or in a sentence (of
indirect speech) that a verb of saying with a speaker governs. The innermost source comes first; what relays
it («деб хабар бермоқда … таяниб», «со ссылкой на») follows.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from operator import itemgetter

from elchi.events.view import View
from elchi.model import Report, Span

_START = itemgetter(0)  # of a span
_HEADLINE = 0.1
_LONGEST_QUOTATION = 3000  # code points, as in events.quotes


@dataclass(frozen=True, slots=True)
class _Speeches:
    """Where the statements of a document stand: what is asked for each report is found by bisection."""

    sentences: tuple[Span, ...]  # of the document, in order
    by_sentence: dict[Span, list[int]]  # the statements of a sentence
    quotations: tuple[tuple[Span, int], ...]  # in order, each with the first statement that quotes it

    def telling(self, words: Span) -> list[int]:
        """Return the statements of the sentence that holds some words."""
        index = bisect_right(self.sentences, words.start, key=_START) - 1
        if index < 0 or not self.sentences[index].holds(words):
            return []
        return self.by_sentence.get(self.sentences[index], [])

    def quoting(self, words: Span) -> int | None:
        """Return the first statement whose quotation holds some words."""
        if not self.quotations:
            return None
        found = None
        index = bisect_right(self.quotations, words.start, key=lambda q: q[0].start) - 1
        while index >= 0 and self.quotations[index][0].start >= words.start - _LONGEST_QUOTATION:
            quotation, speech = self.quotations[index]
            if quotation.holds(words) and (found is None or speech < found):
                found = speech
            index -= 1
        return found


def attribute(reports: Sequence[Report], views: Sequence[View]) -> tuple[Report, ...]:
    """Return the reports, in order of their evidence, with their sources, voice and nesting."""
    ordered = sorted(reports, key=lambda r: (r.evidence.start, r.evidence.stop, r.kind, r.rule, r.roles))
    speeches = _speeches(ordered, views)
    heads = [view.sentence.span for view in views if view.sentence.block.kind == "title"]
    return tuple(_attributed(i, r, ordered, speeches, _confidence(r, heads)) for i, r in enumerate(ordered))


def _speeches(reports: Sequence[Report], views: Sequence[View]) -> _Speeches:
    by_sentence: dict[Span, list[int]] = defaultdict(list)
    quotations: dict[Span, int] = {}
    for index, report in enumerate(reports):
        if report.kind == "Communication":
            by_sentence[report.evidence].append(index)
            if report.quotation is not None:
                quotations.setdefault(report.quotation, index)
    sentences = tuple(sorted(view.sentence.span for view in views))
    return _Speeches(sentences, by_sentence, tuple(sorted(quotations.items())))


def _confidence(report: Report, heads: Sequence[Span]) -> float:
    """Return a report's confidence: a headline compresses, so it counts for less than the body."""
    in_headline = any(head.holds(report.evidence) for head in heads)
    return round(max(0.1, report.confidence - (_HEADLINE if in_headline else 0.0)), 2)


def _attributed(
    index: int, report: Report, reports: Sequence[Report], speeches: _Speeches, confidence: float
) -> Report:
    is_speech = report.kind == "Communication"
    quoting = None if is_speech or not report.cues else speeches.quoting(report.cues[0].span)
    telling = [s for s in speeches.telling(report.evidence) if s != index]
    if is_speech:
        telling = [s for s in telling if reports[s].rule == "statement.source" and reports[s].roles != report.roles]
    chain = ([quoting] if quoting is not None else []) + telling
    if not chain:
        return report if report.confidence == confidence else replace(report, confidence=confidence)
    sources = tuple(dict.fromkeys(reports[s].roles[0].entity for s in chain))
    voice = "directSpeech" if quoting is not None else "indirectSpeech"
    return replace(
        report, sources=sources, voice=voice, nested_in=None if is_speech else chain[0], confidence=confidence
    )
