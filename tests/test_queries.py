"""Every saved query on the readings of readings.py, with the rows that it must give."""

import re
from dataclasses import replace

import pytest

from elchi import graph, query
from elchi._resources import resource
from elchi.model import Reading, Tenure
from readings import CALL, STATE_VISIT
from stores import memory, store

VISIT = "https://chinor.example/1"
Row = tuple[str, ...]


def short(reading: Reading, iri: str) -> str:
    return iri.removeprefix(graph.name(reading).document.value + "/")


def rows(name: str, columns: str, **parameters: str) -> list[Row]:
    """Return the wanted columns, IRIs without what they all begin with."""
    found = []
    for record in query.run(store(), name, **parameters).records():
        reading = CALL if record.get("document") == "call/2" else STATE_VISIT
        found.append(tuple(short(reading, record.get(column, "")) for column in columns.split()))
    return found


CASES: list[tuple[str, str, dict[str, str], list[Row]]] = [
    (
        "actors",
        "name kind office of",
        {"document": VISIT},
        [
            ("Туркия", "state", "", "TUR"),
            ("Ҳасан Демир", "person", "president", "TUR"),
            ("Ўзбекистон", "state", "", "UZB"),
            ("Ташқи ишлар вазирлиги", "organisation", "", "UZB"),
            ("Чинор", "organisation", "", ""),
            ("БМТ", "organisation", "", ""),
            ("Лола Носирова", "person", "envoy", "БМТ"),
        ],
    ),
    (
        "treaties",
        "kind parties subject status date count",
        {},
        [
            ("statement", "TUR", "", "signed", "2024-01-29", "1"),
            ("document", "TUR; UZB", "", "signed", "", "5"),
            ("memorandum", "TUR; UZB", "энергетика", "signed", "", "1"),
            ("agreement", "", "савдо", "planned", "2025", "1"),
            ("treaty", "TUR", "", "in_force", "", ""),
        ],
    ),
    (
        "visits",
        "visitor visitorState hostState place kind status start end",
        {},
        [
            ("Алия Сапарова", "KAZ", "TUR", "", "unspecified", "postponed", "2024-05", ""),
            ("Ҳасан Демир", "TUR", "UZB", "Tashkent", "state", "done", "2024-01-29", ""),
        ],
    ),
    (
        "meetings",
        "participants kind status date",
        {},
        [
            ("Алия Сапарова; Эмре Кайя", "call", "done", "XXXX-03-05"),
            ("TUR; Лола Носирова", "talks", "done", ""),
        ],
    ),
    ("statements", "speaker relayedBy status", {}, [("Ҳасан Демир", "", "done")]),
    (
        "dates",
        "text value",
        {"document": VISIT},
        [("29 января 2024 года", "2024-01-29"), ("29 январь куни", "2024-01-29"), ("2025 йилда", "2025")],
    ),
    (
        "dyad",
        "type status start",
        {"one": "TUR", "other": "UZB"},
        [("Visit", "done", "2024-01-29"), ("Signing", "done", ""), ("Signing", "done", "")],
    ),
    ("dyad", "type", {"one": "KAZ", "other": "UZB"}, []),
    (
        "state-timeline",
        "type status start",
        {"state": "KAZ"},
        [("Visit", "postponed", "2024-05"), ("Meeting", "done", "XXXX-03-05")],
    ),
    (
        "person-timeline",
        "type role start",
        {"person": "демир"},
        [
            ("Adoption", "signatory", "2024-01-29"),
            ("Visit", "visitor", "2024-01-29"),
            ("Communication", "speaker", ""),
        ],
    ),
    (
        "person-timeline",
        "type role",
        {"person": graph.name(CALL).entities["person:kaya emre"].value},
        [("Meeting", "participant")],
    ),
    ("planned-not-done", "type status start", {}, [("Signing", "planned", "2025")]),
    ("planned-not-done", "type", {"until": "2024"}, []),
    ("one-sided", "type side sources", {"state": "KAZ"}, [("Visit", "KAZ", "KAZ")]),
    (
        "one-sided",
        "type side sources",
        {},
        [("Visit", "KAZ", "KAZ"), ("Signing", "UZB", "Ташқи ишлар вазирлиги")],
    ),
    (
        "evidence",
        "source status rule confidence words",
        {"thing": graph.name(STATE_VISIT).events[1].value},
        [
            ("Кунчиқар", "done", "signing.passive", "0.8", "Тошкентда олтита ҳужжат имзоланди"),
            ("Ташқи ишлар вазирлиги", "done", "signing.passive", "0.85", ""),
        ],
    ),
    (
        "evidence",
        "report rule",
        {"thing": graph.name(STATE_VISIT).treaties[4].value.partition("/id/")[2]},
        [("report/527-termination", "termination.leave")],
    ),
    (
        "imprecise-dates",
        "type value basis",
        {},
        [
            ("Visit", "2024-05", "stated"),
            ("Meeting", "XXXX-03-05", "stated"),
            ("Visit", "2024-01-29", "inferredYear"),
            ("Signing", "2025", "stated"),
            ("Instrument", "2025", "stated"),
        ],
    ),
    (
        "contradicting-counts",
        "event less lessSource more moreSource",
        {},
        [("event/211-signing", "5", "Ташқи ишлар вазирлиги", "6", "Кунчиқар")],
    ),
    (
        "contradicting-status",
        "event type yes no",
        {},
        [("event/464-meeting", "Meeting", "Кунчиқар", "айрим экспертлар")],
    ),
    (
        "attribution-chains",
        "report source relays speaker voice",
        {},
        [
            ("report/142-visit", "KAZ", "", "", "indirectSpeech"),
            ("report/211-signing", "Ташқи ишлар вазирлиги", "Чинор", "", "indirectSpeech"),
            ("report/211-signing-2", "Ташқи ишлар вазирлиги", "Чинор", "", "indirectSpeech"),
            ("report/365-signing", "Ҳасан Демир", "", "Ҳасан Демир", "directSpeech"),
            ("report/419-meeting", "айрим экспертлар", "", "", "indirectSpeech"),
        ],
    ),
    (
        "metonyms",
        "text meant literal",
        {},
        [("Акорде", "KAZ", "Akorda"), ("Тошкентга", "UZB", "Tashkent"), ("Анқара", "TUR", "Ankara")],
    ),
    ("metonyms", "text", {"state": "KAZ"}, [("Акорде",)]),
    ("members-of-a-set", "set total named kinds unnamed", {}, [("instrument/227", "5", "1", "memorandum", "4")]),
    (
        "office-holders",
        "name office former of",
        {},
        [
            ("Эмре Кайя", "foreign_minister", "false", "TUR"),
            ("Алия Сапарова", "foreign_minister", "false", "KAZ"),
            ("Ҳасан Демир", "president", "false", "TUR"),
            ("Лола Носирова", "envoy", "false", "БМТ"),
            ("Лола Носирова", "minister", "true", ""),
        ],
    ),
    ("office-holders", "name", {"state": "TUR", "office": "president"}, [("Ҳасан Демир",)]),
    (
        "quotes-of-a-person",
        "words",
        {"person": "ҲАСАН ДЕМИР"},
        [("«Савдо битимини 2025 йилда имзолаймиз»",)],
    ),
    (
        "unnamed-sources",
        "source type status certainty",
        {},
        [("айрим экспертлар", "Meeting", "denied", "possible")],
    ),
    (
        "sources-per-event",
        "type reports count sources",
        {"least": "2"},
        [
            ("Signing", "2", "2", "Кунчиқар; Ташқи ишлар вазирлиги"),
            ("Meeting", "2", "2", "Кунчиқар; айрим экспертлар"),
        ],
    ),
    (
        "graph-provenance",
        "document source date",
        {},
        [("empty", "empty", ""), (VISIT, VISIT, "2024-01-30"), ("call/2", "call/2", "")],
    ),
]


@pytest.mark.parametrize(("name", "columns", "parameters", "expected"), CASES, ids=[case[0] for case in CASES])
def test_answers(name: str, columns: str, parameters: dict[str, str], expected: list[Row]) -> None:
    assert rows(name, columns, **parameters) == expected


def test_every_query_has_a_case() -> None:
    assert {case[0] for case in CASES} == set(query.names())


@pytest.mark.parametrize("name", query.names())
def test_the_header_tells_all_variables_that_the_query_projects(name: str) -> None:
    saved = query.saved(name)
    (head,) = re.findall(r"\nSELECT (?:DISTINCT )?((?:\?\w+ )+)WHERE", saved.sparql)
    projected = head.replace("?", "").split()
    shown = [column for column, _ in saved.columns]
    hidden = [p.name for p in saved.parameters if p.name not in shown]
    assert projected in (shown, shown + hidden)
    assert saved.answers.endswith("?")


@pytest.mark.parametrize("name", ["actors", "treaties", "visits", "meetings", "statements", "dates"])
def test_what_other_documents_say_adds_no_rows(name: str) -> None:
    others = [replace(CALL, article=replace(CALL.article, id=f"call/{number}")) for number in range(3, 6)]
    many = memory(STATE_VISIT, CALL, *others)
    for document in (VISIT, "call/2"):
        alone = query.run(store(), name, document=document).table()
        assert query.run(many, name, document=document).table() == alone


def test_an_office_of_nobody_in_particular_makes_one_row() -> None:
    entities = tuple(
        replace(entity, tenures=(Tenure("minister", None, True, entity.mentions[0].span),))
        if entity.id == "person:nosirova lola"
        else entity
        for entity in STATE_VISIT.entities
    )
    changed = memory(replace(STATE_VISIT, entities=entities))
    found = query.run(changed, "actors", kind="person").records()
    assert [(row["name"], row["office"], row.get("of")) for row in found] == [
        ("Ҳасан Демир", "president", "TUR"),
        ("Лола Носирова", "former_minister", None),
    ]


@pytest.mark.parametrize(("factuality", "left"), [("done", []), ("cancelled", ["plan"]), ("planned", ["plan", "then"])])
def test_a_plan_is_done_when_another_document_tells_it_as_done(factuality: str, left: list[str]) -> None:
    def told(document: str, factuality: str) -> Reading:
        reports = tuple(replace(report, factuality=factuality) for report in CALL.reports)
        events = tuple(replace(event, factuality=factuality) for event in CALL.events)
        return replace(CALL, article=replace(CALL.article, id=document), reports=reports, events=events)

    both = memory(told("plan", "planned"), told("then", factuality))
    found = {row["document"] for row in query.run(both, "planned-not-done").records()}
    assert sorted(found) == left


def test_the_readme_lists_every_query_with_what_it_answers() -> None:
    text = resource("queries", "README.md").read_text(encoding="utf-8")
    for name in query.names():
        assert f"| [{name}]({name}.rq) | {query.saved(name).answers} |" in text
