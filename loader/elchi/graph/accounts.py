"""Reports, events and treaties to triples.

A *report* is what one source says, in this document, of one eventuality; an *event* merges the reports that
speak of the same one; an *instrument* merges the passages that speak of one agreement. None of them is a
claim that something happened: ``elchi:factuality`` and ``elchi:status`` say that.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from elchi import vocab
from elchi.graph.literals import dated, decimal, integer, tagged
from elchi.graph.names import Names
from elchi.graph.spans import LONGEST, Spans, Triple
from elchi.model import DateMention, Event, Reading, Report, Role, Span, Treaty
from elchi.vocab import ELCHI, RDF

_UNSPECIFIED = {"Visit": "unspecified", "Meeting": "meeting"}


def triples(reading: Reading, names: Names, spans: Spans) -> Iterator[Triple]:
    """Yield instruments, events and reports, each in the order of the reading."""
    treaty_of = {passage: number for number, treaty in enumerate(reading.treaties) for passage in treaty.instruments}
    for number, treaty in enumerate(reading.treaties):
        yield from _treaty(names.treaties[number], treaty, reading, names, spans)
    for number, event in enumerate(reading.events):
        treaties = sorted({treaty_of[i] for i in event.instruments if i in treaty_of})
        signed = [names.treaties[i] for i in treaties]
        yield from _event(names.events[number], event, signed, reading, names, spans)
    event_of = {i: number for number, event in enumerate(reading.events) for i in event.reports}
    for number, report in enumerate(reading.reports):
        node = names.reports[number]
        yield from _report(node, report, names, spans)
        yield from _source(node, report, names)
        if number in event_of:
            yield node, ELCHI("reportsEvent"), names.events[event_of[number]]
        yield from _count(node, report, reading)
        if report.instrument is not None and report.instrument in treaty_of:
            yield node, ELCHI("instrument"), names.treaties[treaty_of[report.instrument]]


def main_span(treaty: Treaty, reading: Reading) -> Span:
    """Return the evidence of an instrument: the sentence of its first report, else its own words."""
    if treaty.reports:
        return reading.reports[treaty.reports[0]].evidence
    return reading.instruments[treaty.instruments[0]].span


def is_set(treaty: Treaty) -> bool:
    """Return whether an instrument stands for several."""
    return treaty.count != 1


def _treaty(node: ox.NamedNode, treaty: Treaty, reading: Reading, names: Names, spans: Spans) -> Iterator[Triple]:
    yield node, RDF("type"), ELCHI("Instrument")
    yield node, ELCHI("inDocument"), names.document
    yield node, ELCHI("instrumentKind"), vocab.code("instrument", treaty.kind)
    yield node, ELCHI("status"), vocab.code("status", treaty.status)
    for party in dict.fromkeys(treaty.parties):
        yield node, ELCHI("party"), names.entities[party]
    if treaty.subject is not None:
        yield node, ELCHI("subject"), tagged(_cut(treaty.subject), treaty.subject_language)
    yield from _when(node, treaty.date, None, spans)
    if treaty.place is not None:
        yield node, ELCHI("place"), names.entities[treaty.place]
    yield from _set(node, treaty)
    if treaty.member_of is not None:
        yield node, ELCHI("memberOf"), names.treaties[treaty.member_of]
    yield node, ELCHI("evidence"), spans.evidence(main_span(treaty, reading))
    for passage in treaty.instruments:
        spans.refer(reading.instruments[passage].span, node)


def _set(node: ox.NamedNode, treaty: Treaty) -> Iterator[Triple]:
    """Yield that an instrument is a set and how many it holds, as far as the words say."""
    if not is_set(treaty):
        return
    yield node, RDF("type"), ELCHI("InstrumentSet")
    if treaty.count is None:
        yield node, ELCHI("minMembers"), integer(2)
    elif treaty.count_qualifier == "atLeast":
        yield node, ELCHI("minMembers"), integer(treaty.count)
    else:
        yield node, ELCHI("totalMembers"), integer(treaty.count)
    if treaty.count_qualifier is not None:
        yield node, ELCHI("countQualifier"), vocab.code("count", treaty.count_qualifier)


def _event(
    node: ox.NamedNode,
    event: Event,
    treaties: Iterable[ox.NamedNode],
    reading: Reading,
    names: Names,
    spans: Spans,
) -> Iterator[Triple]:
    yield node, RDF("type"), ELCHI("Event")
    yield node, RDF("type"), ELCHI(event.kind)
    yield node, ELCHI("inDocument"), names.document
    yield node, ELCHI("factuality"), vocab.code("factuality", event.factuality)
    yield from _parts(node, event.roles, event.place, names)
    yield from _variety(node, event.kind, event.variety)
    for treaty in treaties:
        yield node, ELCHI("instrument"), treaty
    yield from _when(node, event.start, event.end, spans)
    if event.contested:
        yield node, ELCHI("contested"), ox.Literal(True)
    yield node, ELCHI("evidence"), spans.evidence(reading.reports[event.reports[0]].evidence)


def _report(node: ox.NamedNode, report: Report, names: Names, spans: Spans) -> Iterator[Triple]:
    yield node, RDF("type"), ELCHI("Report")
    yield node, ELCHI("inDocument"), names.document
    yield node, ELCHI("eventType"), ELCHI(report.kind)
    yield node, ELCHI("factuality"), vocab.code("factuality", report.factuality)
    yield node, ELCHI("certainty"), vocab.code("certainty", report.certainty)
    yield node, ELCHI("voice"), vocab.code("voice", report.voice)
    yield from _parts(node, report.roles, report.place, names)
    yield from _variety(node, report.kind, report.variety)
    if report.office is not None:
        yield node, ELCHI("office"), vocab.code("office", report.office)
    yield from _when(node, report.start, report.end, spans)
    yield node, ELCHI("rule"), ox.Literal(report.rule)
    yield node, ELCHI("confidence"), decimal(report.confidence)
    yield node, ELCHI("evidence"), spans.evidence(report.evidence)
    for span in dict.fromkeys(cue.span for cue in report.cues):
        yield node, ELCHI("cue"), spans.name(span)
    if report.ordinal is not None:
        yield node, ELCHI("ordinalClaim"), spans.point(report.ordinal)
    if report.quotation is not None:
        yield node, ELCHI("quotation"), spans.evidence(report.quotation)


def _count(node: ox.NamedNode, report: Report, reading: Reading) -> Iterator[Triple]:
    """Yield the number that a report gives, and how the instrument that it speaks of words it."""
    if report.stated_count is not None:
        passage = None if report.instrument is None else reading.instruments[report.instrument]
        qualifier = "exact" if passage is None or passage.count_qualifier is None else passage.count_qualifier
        yield node, ELCHI("statedCount"), integer(report.stated_count)
        yield node, ELCHI("countQualifier"), vocab.code("count", qualifier)


def _source(node: ox.NamedNode, report: Report, names: Names) -> Iterator[Triple]:
    """Yield who says it: the innermost source, those it passed through, the report that it is part of."""
    if report.sources:
        innermost, *relays = dict.fromkeys(report.sources)
        yield node, ELCHI("assertedBy"), names.entities[innermost]
        for relay in relays:
            yield node, ELCHI("relayedBy"), names.entities[relay]
    else:
        yield node, ELCHI("assertedBy"), names.outlet
    if report.nested_in is not None:
        yield node, ELCHI("nestedIn"), names.reports[report.nested_in]


def _parts(node: ox.NamedNode, roles: Iterable[Role], place: str | None, names: Names) -> Iterator[Triple]:
    for role in dict.fromkeys(roles):
        yield node, ELCHI(role.name), names.entities[role.entity]
    if place is not None:
        yield node, ELCHI("place"), names.entities[place]


def _variety(node: ox.NamedNode, kind: str, variety: str | None) -> Iterator[Triple]:
    """Yield the kind of a visit or a meeting: where the words give none, the code that says so."""
    default = _UNSPECIFIED.get(kind)
    if default is not None:
        yield node, ELCHI(f"{kind.lower()}Kind"), vocab.code(kind.lower(), variety or default)


def _when(node: ox.NamedNode, start: DateMention | None, end: DateMention | None, spans: Spans) -> Iterator[Triple]:
    yield from dated(node, start, end)
    for name, date in (("dateMention", start), ("endDateMention", end)):
        mention = None if date is None else spans.date(date)
        if mention is not None:
            yield node, ELCHI(name), mention


def _cut(words: str) -> str:
    """Return words of the text, no more of them than a mention may repeat.

    >>> _cut("савдо"), len(_cut("савдо ва иқтисодиёт " * 9))
    ('савдо', 108)
    """
    if len(words) <= LONGEST:
        return words
    return words[:LONGEST].rsplit(maxsplit=1)[0]
