"""Kyrgyz articles of our own to facts: who visits, meets, signs, and how sure it is."""

from __future__ import annotations

import pytest

from turkic_articles import names, read, roles


@pytest.mark.parametrize(
    ("content", "visitor", "host", "kind", "factuality"),
    [
        (
            "Грузиянын президенти Давид Берадзе Бишкекке мамлекеттик сапар менен келди.",
            "Давид Берадзе",
            "state:KGZ",
            "state",
            "done",
        ),
        (
            "Түркиянын тышкы иштер министри Мурат Демир 20-майда Кыргызстанга расмий сапар менен келет.",
            "Мурат Демир",
            "state:KGZ",
            "official",
            "planned",
        ),
        (
            "Тажикстандын президенти Рустам Каримовдун Кыргызстанга сапары кийинкиге жылдырылды.",
            "Рустам Каримов",
            "state:KGZ",
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
            "Россиянын президенти Иван Соколов АКШнын президенти Джон Миллер менен телефон аркылуу сүйлөштү.",
            {"Иван Соколов", "Джон Миллер"},
            "call",
        ),
        (
            "Казакстандын министри Аскар Сапаров Кыргызстандын министри Бакыт Осмонов менен сүйлөшүү жүргүздү.",
            {"Аскар Сапаров", "Бакыт Осмонов"},
            "talks",
        ),
    ],
)
def test_a_meeting_has_its_participants(content: str, participants: set[str], kind: str) -> None:
    found = read(content)
    assert [set(sides) for sides in roles(found, "Meeting")] == [participants]
    assert {e.variety for e in found.events if e.kind == "Meeting"} == {kind}


@pytest.mark.parametrize(
    ("content", "kind", "parties", "status"),
    [
        (
            "Кыргызстан менен Өзбекстандын ортосунда транспорт боюнча келишимге кол коюлду.",
            "agreement",
            {"state:KGZ", "state:UZB"},
            "signed",
        ),
        (
            "Кыргызстан менен Тажикстан чек ара тууралуу макулдашууга кол коюуну пландаштырууда.",
            "agreement",
            {"state:KGZ", "state:TJK"},
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
            "Россиянын тышкы иштер министрлигинин расмий өкүлү Анна Белова билдирди.",
            "Анна Белова",
            "spokesperson",
            "state:RUS",
        ),
        ("АКШнын атайын өкүлү Джон Миллер келди.", "Джон Миллер", "envoy", "state:USA"),
    ],
)
def test_a_person_holds_an_office(content: str, person: str, office: str, owner: str) -> None:
    found = read(content)
    holder = next(e for e in found.entities if e.kind == "person" and e.name == person)
    assert [(t.office, t.of) for t in holder.tenures] == [(office, owner)]


@pytest.mark.parametrize(
    "content",
    [
        "Футбол клубу оюнчу менен үч жылдык келишимге кол койду.",
        "Президент Аскар Сапаров Ош облусуна иш сапары менен барды.",
    ],
)
def test_what_is_domestic_is_no_event(content: str) -> None:
    found = read(content)
    assert not found.treaties
    assert not [e for e in found.events if e.kind in {"Visit", "Meeting"}]


@pytest.mark.parametrize(
    ("content", "status"),
    [
        ("Чили менен Перу чек ара тууралуу келишимге кол коюудан баш тартты.", "rejected"),
        ("Чили менен Перунун балык кармоо келишими 2019-жылдан бери күчүндө.", "in_force"),
    ],
)
def test_a_refusal_is_no_termination_and_force_needs_no_verb(content: str, status: str) -> None:
    assert [t.status for t in read(content).treaties] == [status]


def test_an_abbreviation_used_once_gives_way_to_the_full_name() -> None:
    found = read("Бириккен Улуттар Уюмунун (БУУ) башкы катчысы Пауло Рибейро Оттавага келди.")
    assert names(found, "organisation") == {"Бириккен Улуттар Уюму (БУУ)"}


def test_a_broken_truce_is_violated_and_one_instrument() -> None:
    found = read("Чили менен Боливиянын ортосундагы ок атышууну токтотуу макулдашуусу бузулду.")
    assert [(t.kind, t.status) for t in found.treaties] == [("ceasefire", "violated")]


def test_who_runs_a_club_is_no_visitor() -> None:
    assert not [
        e
        for e in read("Клубдун президенти Азамат Сыдыков өткөн жумада Португалияга барды.").events
        if e.kind == "Visit"
    ]
