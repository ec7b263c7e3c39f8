"""Kazakh articles of our own to facts: who visits, meets, signs, and how sure it is."""

from __future__ import annotations

import pytest

from turkic_articles import read, roles


@pytest.mark.parametrize(
    ("content", "visitor", "host", "kind", "factuality"),
    [
        (
            "Грузия Президенті Давид Берадзе мемлекеттік сапармен Астанаға келді.",
            "Давид Берадзе",
            "state:KAZ",
            "state",
            "done",
        ),
        (
            "Түркия Сыртқы істер министрі Мурат Демир 20 мамырда Қазақстанға ресми сапармен барады.",
            "Мурат Демир",
            "state:KAZ",
            "official",
            "planned",
        ),
        (
            "Германия канцлері Карл Вебердің Украинаға сапары кейінге қалдырылды.",
            "Карл Вебер",
            "state:UKR",
            "unspecified",
            "postponed",
        ),
    ],
)
def test_a_visit_has_a_guest_a_host_and_a_factuality(
    content: str, visitor: str, host: str, kind: str, factuality: str
) -> None:
    found = read(content)
    visits = [e for e in found.events if e.kind == "Visit"]
    assert [(e.variety, e.factuality) for e in visits] == [(kind, factuality)]
    assert roles(found, "Visit") == {(visitor, host)}


@pytest.mark.parametrize(
    ("content", "participants", "kind"),
    [
        (
            "Ресей президенті Иван Соколов АҚШ президенті Джон Миллермен телефон арқылы сөйлесті.",
            {"Иван Соколов", "Джон Миллер"},
            "call",
        ),
        (
            "Премьер-министр Асқар Сапаров Қырғызстан премьер-министрі Бакыт Осмоновпен келіссөз жүргізді.",
            {"Асқар Сапаров", "Бакыт Осмонов"},
            "talks",
        ),
    ],
)
def test_a_meeting_has_its_participants(content: str, participants: set[str], kind: str) -> None:
    found = read(content)
    assert [set(sides) for sides in roles(found, "Meeting")] == [participants]
    assert {e.variety for e in found.events if e.kind == "Meeting"} == {kind}


def test_a_meeting_agreed_on_is_planned() -> None:
    found = read("Қазақстан мен Мальта премьер-министрлері күзде кездесуге келісті.")
    assert [event.factuality for event in found.events if event.kind == "Meeting"] == ["planned"]


@pytest.mark.parametrize(
    ("content", "kind", "parties", "status"),
    [
        (
            "Қазақстан мен Өзбекстан арасында көлік саласындағы ынтымақтастық туралы келісімге қол қойылды.",
            "agreement",
            {"state:KAZ", "state:UZB"},
            "signed",
        ),
        (
            "Қазақстан Парламенті Катармен инвестицияларды қорғау туралы келісімді ратификациялады.",
            "agreement",
            {"state:KAZ", "state:QAT"},
            "ratified",
        ),
        (
            "Армения мен Грузия меморандумға қол қоюды жоспарлап отыр.",
            "memorandum",
            {"state:ARM", "state:GEO"},
            "planned",
        ),
    ],
)
def test_an_instrument_has_its_parties_and_its_status(content: str, kind: str, parties: set[str], status: str) -> None:
    found = read(content)
    assert [(t.kind, set(t.parties), t.status) for t in found.treaties] == [(kind, parties, status)]


@pytest.mark.parametrize(
    ("content", "person", "office", "owner"),
    [
        (
            "Ресей Сыртқы істер министрлігінің ресми өкілі Анна Белова мәлімдеді.",
            "Анна Белова",
            "spokesperson",
            "state:RUS",
        ),
        ("АҚШ-тың арнайы өкілі Джон Миллер келді.", "Джон Миллер", "envoy", "state:USA"),
    ],
)
def test_a_person_holds_an_office(content: str, person: str, office: str, owner: str) -> None:
    found = read(content)
    holder = next(e for e in found.entities if e.kind == "person" and e.name == person)
    assert [(t.office, t.of) for t in holder.tenures] == [(office, owner)]


@pytest.mark.parametrize(
    "content",
    [
        "Футбол клубы ойыншымен үш жылдық келісімшартқа қол қойды.",
        "Президент Асқар Сапаров Түркістан облысына жұмыс сапарымен барды.",
    ],
)
def test_what_is_domestic_is_no_event(content: str) -> None:
    found = read(content)
    assert not found.treaties
    assert not [e for e in found.events if e.kind in {"Visit", "Meeting"}]


@pytest.mark.parametrize(
    ("content", "status"),
    [
        ("Чили мен Перу шекара туралы келісімге қол қоюдан бас тартты.", "rejected"),
        ("Чили мен Перу арасындағы балық аулау туралы келісім 2019 жылдан бері күшінде.", "in_force"),
    ],
)
def test_a_refusal_is_no_termination_and_force_needs_no_verb(content: str, status: str) -> None:
    assert [t.status for t in read(content).treaties] == [status]


def test_a_given_name_of_two_letters_is_found() -> None:
    found = read("Польша президенті Ян Ковальскийдің Тбилисиге сапары кейінге шегерілді.")
    assert roles(found, "Visit") == {("Ян Ковальский", "state:GEO")}


def test_a_broken_truce_is_violated_and_one_instrument() -> None:
    found = read("Чили мен Боливия арасындағы оқ атуды тоқтату туралы уағдаластық бұзылды.")
    assert [(t.kind, t.status) for t in found.treaties] == [("ceasefire", "violated")]


def test_who_runs_a_club_is_no_visitor() -> None:
    assert not [
        e for e in read("Клуб президенті Серік Оспанов өткен аптада Португалияға барды.").events if e.kind == "Visit"
    ]
