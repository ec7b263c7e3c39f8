"""What a document rests on, told from its graph and its text."""

import pyoxigraph as ox
import pytest

import readings
from elchi import graph, vocab
from elchi.errors import QueryError
from elchi.explain import Explanation, Reason, explain

ID = readings.STATE_VISIT.article.id


@pytest.fixture(scope="module")
def store() -> ox.Store:
    store = ox.Store()
    for reading in (readings.STATE_VISIT, readings.CALL):
        store.extend(graph.quads(reading))
        store.extend(graph.text_quads(reading))
    return store


def _only(found: Explanation, rule: str) -> Reason:
    return next(reason for reason in found.reasons if reason.rule == rule)


def test_a_document_is_found_by_id_and_by_iri(store: ox.Store) -> None:
    iri = vocab.document(vocab.key(ID)).value
    assert explain(store, ID) == explain(store, iri) == explain(store, iri.removeprefix(vocab.BASE))


def test_the_reasons_stand_in_the_order_of_the_text(store: ox.Store) -> None:
    spans = [reason.span for reason in explain(store, ID).reasons]
    assert spans == sorted(spans)
    assert len(spans) == len(readings.STATE_VISIT.reports)


def test_the_words_and_the_cues_come_from_the_text(store: ox.Store) -> None:
    visit = _only(explain(store, ID), "visit.come")
    assert [cue.of(visit.words) for cue in visit.cues] == ["давлат ташрифи", "келди"]


def test_a_date_tells_the_words_it_was_read_from(store: ox.Store) -> None:
    start = _only(explain(store, ID), "visit.come").start
    assert start is not None
    assert (start.edtf, start.basis, start.words) == ("2024-01-29", "inferredYear", "29 январь куни")


def test_the_sources_stand_innermost_first(store: ox.Store) -> None:
    assert _only(explain(store, ID), "signing.member").sources == ("Ташқи ишлар вазирлиги", "Чинор")


def test_an_instrument_is_told_by_kind_subject_and_status(store: ox.Store) -> None:
    assert ("instrument", "memorandum “энергетика” (signed)") in _only(explain(store, ID), "signing.member").roles


def test_an_event_has_the_reports_that_tell_of_it(store: ox.Store) -> None:
    whole = explain(store, ID)
    event = next(reason.event for reason in whole.reasons if reason.kind == "Signing")
    assert event is not None
    assert explain(store, event).reasons == tuple(r for r in whole.reasons if r.event == event)


def test_a_report_has_itself_only(store: ox.Store) -> None:
    report = explain(store, ID).reasons[0].report
    assert [reason.report for reason in explain(store, report).reasons] == [report]


@pytest.mark.parametrize("target", ["no such id", "doc/0123456789abcdef", "doc/0123456789abcdef/event/1-visit"])
def test_what_is_not_there_is_said(store: ox.Store, target: str) -> None:
    with pytest.raises(QueryError, match=target):
        explain(store, target)


def test_a_thing_that_a_document_does_not_have_is_said(store: ox.Store) -> None:
    with pytest.raises(QueryError, match="nothing in document"):
        explain(store, vocab.document(vocab.key(ID)).value + "/event/9999-visit")
