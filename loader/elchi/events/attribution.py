"""Who says so: the chain of sources of every report, and the statement that it is part of.

A report stands in somebody's mouth if its words lie within that statement's quotation, or in a sentence (of
indirect speech) that a verb of saying with a speaker governs. The innermost source comes first; what relays
it («деб хабар бермоқда … таяниб», «со ссылкой на») follows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from elchi.events.context import Context
from elchi.events.view import View
from elchi.model import Report, Span

_HEADLINE = 0.1


def attribute(reports: Sequence[Report], views: Sequence[View], around: Context) -> tuple[Report, ...]:
    """Return the reports, in order of their evidence, with their sources, voice and nesting."""
    ordered = sorted(reports, key=lambda r: (r.evidence.start, r.evidence.stop, r.kind, r.rule, r.roles))
    speeches = [i for i, r in enumerate(ordered) if r.kind == "Communication"]
    by_sentence: dict[Span, list[int]] = defaultdict(list)
    for index in speeches:
        by_sentence[ordered[index].evidence].append(index)
    sentences = [view.sentence.span for view in views]
    heads = [view.sentence.span for view in views if view.sentence.block.kind == "title"]
    return tuple(_attributed(i, r, ordered, speeches, by_sentence, sentences, heads) for i, r in enumerate(ordered))


def _weighed(report: Report, heads: Sequence[Span]) -> float:
    """Return the confidence of a report: a headline compresses, so it counts for less than the body."""
    in_headline = any(head.holds(report.evidence) for head in heads)
    return round(max(0.1, report.confidence - (_HEADLINE if in_headline else 0.0)), 2)


def _attributed(
    index: int,
    report: Report,
    reports: Sequence[Report],
    speeches: Sequence[int],
    by_sentence: dict[Span, list[int]],
    sentences: Sequence[Span],
    heads: Sequence[Span],
) -> Report:
    report = replace(report, confidence=_weighed(report, heads))
    quoting = next((s for s in speeches if s != index and _quotes(reports[s], report)), None)
    sentence = next((s for s in sentences if s.holds(report.evidence)), None)
    telling = [s for s in by_sentence.get(sentence, ()) if s != index] if sentence is not None else []
    if report.kind == "Communication":
        telling = [s for s in telling if reports[s].rule == "statement.source" and reports[s].roles != report.roles]
    chain = [s for s in ([quoting] if quoting is not None else []) + telling if s is not None]
    if not chain:
        return report
    sources = tuple(dict.fromkeys(reports[s].roles[0].entity for s in chain))
    nested = chain[0] if report.kind != "Communication" else None
    voice = "directSpeech" if quoting is not None else "indirectSpeech"
    return replace(report, sources=sources, voice=voice, nested_in=nested)


def _quotes(speech: Report, report: Report) -> bool:
    return (
        speech.quotation is not None
        and bool(report.cues)
        and speech.quotation.holds(report.cues[0].span)
        and report.kind != "Communication"
    )
