"""Reports to events and treaties: which tell of the same thing, and what the merged value keeps."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core import is_linear
from elchi.identity import merge
from elchi.model import Cue, DateMention, Entity, Instrument, Report, Role, Span


def report(kind: str, at: int, *roles: tuple[str, str], factuality: str = "done", **more: object) -> Report:
    values: dict[str, object] = {
        "evidence": Span(at, at + 10),
        "cues": (Cue(Span(at, at + 3), kind.lower()),),
        "rule": "test",
        "roles": tuple(Role(*role) for role in roles),
        "factuality": factuality,
    }
    return Report(kind=kind, **{**values, **more})  # type: ignore[arg-type]  # fields by name


def visit(at: int, guest: str, host: str, **more: object) -> Report:
    return report("Visit", at, ("visitor", guest), ("host", host), **more)  # type: ignore[arg-type]  # fields by name


def day(edtf: str, precision: str = "day") -> DateMention:
    earliest, _, latest = edtf.partition("/")
    return DateMention(Span(0, 1), edtf, precision, "stated", earliest, latest or earliest)


def signing(index: int, at: int, kind: str = "Signing", factuality: str = "done", **more: object) -> Report:
    return report(kind, at, factuality=factuality, instrument=index, rule="test.verb", **more)


def paper(at: int, **more: object) -> Instrument:
    values: dict[str, object] = {"kind": "agreement", "span": Span(at, at + 5), "parties": ("state:A", "state:B")}
    return Instrument(**{**values, **more})  # type: ignore[arg-type]  # fields by name


def test_two_reports_of_one_visit_are_one_event() -> None:
    events = merge([visit(0, "person:x", "state:A"), visit(50, "person:x", "state:A")], []).events
    assert [event.reports for event in events] == [(0, 1)]


@pytest.mark.parametrize(
    "other",
    [
        visit(50, "person:y", "state:A"),
        visit(50, "person:x", "state:B"),
        report("Meeting", 50, ("participant", "person:x"), ("participant", "state:A")),
    ],
    ids=["another visitor", "another host", "another kind"],
)
def test_what_differs_in_a_role_or_kind_is_another_event(other: Report) -> None:
    assert len(merge([visit(0, "person:x", "state:A"), other], []).events) == 2


def test_other_days_are_other_events() -> None:
    one = visit(0, "person:x", "state:A", start=day("2024-05-01"))
    other = visit(50, "person:x", "state:A", start=day("2024-06-01"))
    assert len(merge([one, other], []).events) == 2


def test_a_day_within_a_month_is_the_same_and_the_day_is_kept() -> None:
    one = visit(0, "person:x", "state:A", start=day("2024-05-01/2024-05-31", "month"))
    other = visit(50, "person:x", "state:A", start=day("2024-05-07"))
    events = merge([one, other], []).events
    assert [event.start.edtf for event in events if event.start] == ["2024-05-07"]


def test_the_best_evidence_stands_first() -> None:
    weak = visit(0, "person:x", "state:A", confidence=0.5)
    strong = visit(50, "person:x", "state:A", confidence=0.9)
    assert merge([weak, strong], []).events[0].reports == (1, 0)


def test_a_kind_that_one_report_states_is_kept() -> None:
    plain = visit(0, "person:x", "state:A", variety="unspecified", confidence=0.9)
    ranked = visit(50, "person:x", "state:A", variety="state", confidence=0.5)
    assert merge([plain, ranked], []).events[0].variety == "state"


def test_contradicting_reports_make_a_contested_event() -> None:
    same = {"start": day("2024-05-07")}
    events = merge(
        [visit(0, "p", "state:A", **same), visit(50, "p", "state:A", factuality="denied", **same)], []
    ).events
    assert [(event.factuality, event.contested) for event in events] == [("done", True)]


def test_statements_are_never_merged() -> None:
    told = [report("Communication", n, ("speaker", "person:x")) for n in (0, 50)]
    assert len(merge(told, []).events) == 2


def test_a_meeting_of_some_is_the_meeting_of_all() -> None:
    few = report("Meeting", 0, ("participant", "a"), ("participant", "b"))
    all_ = report("Meeting", 50, ("participant", "a"), ("participant", "b"), ("participant", "c"))
    events = merge([few, all_], []).events
    assert [len(event.roles) for event in events] == [3]


def test_a_call_is_no_meeting_in_person() -> None:
    sides = (("participant", "a"), ("participant", "b"))
    told = [report("Meeting", 0, *sides, variety="call"), report("Meeting", 50, *sides, variety="meeting")]
    assert len(merge(told, []).events) == 2


@pytest.mark.parametrize(
    ("kind", "factuality", "status"),
    [
        ("Signing", "done", "signed"), ("Signing", "planned", "planned"), ("Signing", "possible", "possible"),
        ("Signing", "cancelled", "cancelled"), ("Signing", "denied", "cancelled"), ("Signing", "proposed", "proposed"),
        ("Signing", "postponed", "planned"), ("Negotiation", "ongoing", "under_negotiation"),
        ("Negotiation", "planned", "under_negotiation"), ("Negotiation", "proposed", "proposed"),
        ("Negotiation", "denied", "rejected"), ("Adoption", "done", "agreed"), ("Adoption", "denied", "rejected"),
        ("Ratification", "done", "ratified"), ("Ratification", "planned", "planned"),
        ("Ratification", "denied", "rejected"), ("EntryIntoForce", "done", "in_force"),
        ("Extension", "done", "extended"), ("Suspension", "done", "suspended"), ("Suspension", "denied", "in_force"),
        ("Termination", "done", "terminated"), ("Termination", "cancelled", "in_force"),
        ("Violation", "done", "violated"), ("Rejection", "done", "rejected"),
    ],
)  # fmt: skip
def test_the_status_is_a_function_of_class_and_factuality(kind: str, factuality: str, status: str) -> None:
    treaties = merge([signing(0, 0, kind, factuality)], [paper(0)]).treaties
    assert [treaty.status for treaty in treaties] == [status]


def test_a_joint_statement_that_is_adopted_counts_as_signed() -> None:
    treaties = merge([signing(0, 0, "Adoption")], [paper(0, kind="statement")]).treaties
    assert [treaty.status for treaty in treaties] == ["signed"]


def test_passages_of_one_instrument_are_one_treaty_with_the_fullest_facts() -> None:
    told = [signing(0, 0, confidence=0.6), signing(1, 50, start=day("2024-05-07"), confidence=0.9)]
    papers = [paper(0, subject="savdo"), paper(50, kind="treaty")]
    (treaty,) = merge(told, papers).treaties
    assert (treaty.subject, treaty.date.edtf if treaty.date else None, treaty.kind) == ("savdo", "2024-05-07", "treaty")


@pytest.mark.parametrize(
    "other",
    [
        paper(50, kind="memorandum"),
        paper(50, parties=("state:A", "state:C")),
        paper(50, count=14, count_qualifier="exact"),
        paper(50, subject="turizm"),
    ],
    ids=["kind", "parties", "count", "subject"],
)
def test_what_an_instrument_states_otherwise_makes_it_another(other: Instrument) -> None:
    assert len(merge([signing(0, 0), signing(1, 50)], [paper(0, subject="savdo"), other]).treaties) == 2


@pytest.mark.parametrize(
    ("one", "other", "treaties"),
    [
        ("oʻzaro savdo", "harbiy hamkorlik", 2),
        ("ўзаро савдо", "ҳарбий ҳамкорлик", 2),
        ("trade – and visas", "missile defence", 2),
        ("oʻzaro savdo", "ракетная оборона", 1),
    ],
)
def test_subjects_are_compared_within_one_script(one: str, other: str, treaties: int) -> None:
    papers = [paper(0, subject=one), paper(50, subject=other)]
    assert len(merge([signing(0, 0), signing(1, 50)], papers).treaties) == treaties


def test_a_bare_document_points_back_to_what_was_named() -> None:
    treaties = merge([signing(0, 0), signing(1, 50)], [paper(0, subject="savdo"), paper(50, kind="document")]).treaties
    assert [treaty.kind for treaty in treaties] == ["agreement"]


def test_a_member_knows_its_set() -> None:
    papers = [paper(0, kind="document", count=14, count_qualifier="exact"), paper(50, kind="memorandum", member_of=0)]
    treaties = merge([signing(0, 0), signing(1, 50)], papers).treaties
    assert [(treaty.kind, treaty.member_of) for treaty in treaties] == [("document", None), ("memorandum", 0)]


def test_a_set_that_is_merged_with_a_single_instrument_holds_nothing() -> None:
    whole = paper(0, count=None, subject="savdo")
    single = paper(30, subject="savdo aloqalari")
    member = paper(60, kind="memorandum", subject="turizm", member_of=0)
    treaties = merge(
        [signing(0, 0, confidence=0.5), signing(1, 30, confidence=0.9), signing(2, 60)], [whole, single, member]
    ).treaties
    sets = {number for number, treaty in enumerate(treaties) if treaty.count != 1}
    assert all(treaty.member_of in {None, *sets} for treaty in treaties)
    assert len(treaties) == 2


def test_every_life_event_points_to_its_treaty() -> None:
    merged = merge([signing(0, 0), signing(0, 50, "Ratification")], [paper(0)])
    assert merged.events
    assert all(event.instruments for event in merged.events)


@settings(max_examples=40)
@given(
    st.lists(
        st.tuples(st.sampled_from("xyz"), st.sampled_from("AB"), st.sampled_from(["done", "planned"])), max_size=12
    )
)
def test_every_report_is_in_exactly_one_event(told: list[tuple[str, str, str]]) -> None:
    reports = [visit(20 * n, f"person:{g}", f"state:{h}", factuality=f) for n, (g, h, f) in enumerate(told)]
    merged = merge(reports, [])
    assert sorted(index for event in merged.events for index in event.reports) == list(range(len(reports)))


def test_merging_takes_linear_time() -> None:
    def work(size: int) -> None:
        merge([visit(20 * n, f"person:{n}", "state:A") for n in range(size)], [])

    assert is_linear(work, 1000)


def meeting(at: int, *who: str, **more: object) -> Report:
    return report("Meeting", at, *(("participant", actor) for actor in who), variety="talks", **more)  # type: ignore[arg-type]  # fields by name


def leader(key: str, state: str) -> Entity:
    return Entity(key, "person", key, (), (), of=state)


def test_talks_of_two_states_are_those_of_their_leaders() -> None:
    leaders = [leader("person:x", "state:A"), leader("person:y", "state:B")]
    told = [meeting(0, "state:A", "state:B", confidence=0.9), meeting(50, "person:x", "person:y")]
    (event,) = merge(told, [], leaders).events
    assert [role.entity for role in event.roles] == ["person:x", "person:y"]
    assert event.reports == (1, 0)


def test_two_persons_of_a_state_meet_apart() -> None:
    people = [leader("person:x", "state:A"), leader("person:y", "state:B"), leader("person:z", "state:A")]
    told = [meeting(0, "person:x", "person:y"), meeting(50, "person:z", "person:y")]
    assert len(merge(told, [], people).events) == 2


def test_a_report_with_a_date_and_a_place_is_the_evidence() -> None:
    told = [meeting(0, "state:A", "state:B"), meeting(50, "state:A", "state:B", start=day("2024-05-01"))]
    assert merge(told, []).events[0].reports == (1, 0)


def test_what_only_takes_a_paper_for_known_makes_no_other_of_it() -> None:
    known = report("Adoption", 50, instrument=1)
    assert len(merge([signing(0, 0), known], [paper(0, subject="savdo"), paper(50, subject="turizm")]).treaties) == 1


@pytest.mark.parametrize(
    ("one", "other", "treaties"),
    [
        (paper(0, kind="ceasefire", term=30), paper(50, kind="ceasefire", term=3), 2),
        (paper(0, kind="ceasefire", term=30), paper(50, kind="ceasefire"), 1),
        (paper(0, kind="ceasefire"), paper(50, kind="ceasefire", parties=("state:A",)), 2),
        (paper(0, theme="peace"), paper(50), 2),
        (paper(0, theme="open"), paper(50, theme="open"), 1),
    ],
)
def test_truces_of_other_lengths_and_papers_of_other_themes_are_others(
    one: Instrument, other: Instrument, treaties: int
) -> None:
    assert (
        len(merge([signing(0, 0, confidence=0.9), signing(1, 50, confidence=0.9)], [one, other]).treaties) == treaties
    )
