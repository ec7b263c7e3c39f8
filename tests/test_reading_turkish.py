"""Turkish articles of our own to facts: who visits, meets, signs, and how sure it is."""

from __future__ import annotations

import pytest

from turkic_articles import names, read, roles


@pytest.mark.parametrize(
    ("content", "visitor", "host", "kind", "factuality"),
    [
        (
            "Gürcistan Cumhurbaşkanı David Beradze, Kazakistan'ı ziyaret etti.",
            "David Beradze",
            "state:KAZ",
            "unspecified",
            "done",
        ),
        (
            "Özbekistan Dışişleri Bakanı Rustam Karimov, 20 Mayıs'ta Irak'a resmi ziyarette bulunacak.",
            "Rustam Karimov",
            "state:IRQ",
            "official",
            "planned",
        ),
        (
            "Rusya Devlet Başkanı İvan Sokolov'un Çin ziyareti ertelendi.",
            "İvan Sokolov",
            "state:CHN",
            "unspecified",
            "postponed",
        ),
        (
            "Suriye Cumhurbaşkanı Hasan Demir, çalışma ziyareti için Türkiye'ye geldi.",
            "Hasan Demir",
            "state:TUR",
            "working",
            "done",
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
            "Rusya Devlet Başkanı İvan Sokolov, ABD Başkanı John Miller ile telefonda görüştü.",
            {"İvan Sokolov", "John Miller"},
            "call",
        ),
        (
            "Kazakistan Başbakanı Askar Saparov ile Kırgızistan Başbakanı Bakıt Osmonov, Ankara'da bir araya geldi.",
            {"Askar Saparov", "Bakıt Osmonov"},
            "meeting",
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
            "Türkiye ile Özbekistan arasında ulaştırma alanında iş birliği anlaşması imzalandı.",
            "agreement",
            {"state:TUR", "state:UZB"},
            "signed",
        ),
        (
            "Türkiye, Irak ve Katar mutabakat zaptı imzaladı.",
            "memorandum",
            {"state:TUR", "state:IRQ", "state:QAT"},
            "signed",
        ),
        (
            "İki ülke değil, Ermenistan ve Gürcistan protokol imzalayacak.",
            "protocol",
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
        ("Rusya Dışişleri Bakanlığı Sözcüsü Anna Belova açıkladı.", "Anna Belova", "spokesperson", "state:RUS"),
        ("ABD Özel Temsilcisi John Miller geldi.", "John Miller", "envoy", "state:USA"),
        (
            "Eski Bakan Ali Kaya konuştu, İngiltere Başbakanı Tom Brown dinledi.",
            "Tom Brown",
            "prime_minister",
            "state:GBR",
        ),
    ],
)
def test_a_person_holds_an_office(content: str, person: str, office: str, owner: str) -> None:
    found = read(content)
    holder = next(e for e in found.entities if e.kind == "person" and e.name == person)
    assert [(t.office, t.of) for t in holder.tenures] == [(office, owner)]


@pytest.mark.parametrize(
    "content",
    [
        "Kulüp, futbolcu ile üç yıllık sözleşme imzaladı.",
        "İzmir Büyükşehir Belediye Başkanı Ali Kaya, Parti Genel Başkanı Can Demir ile görüştü.",
    ],
)
def test_what_is_domestic_is_no_event(content: str) -> None:
    found = read(content)
    assert not found.treaties
    assert not [e for e in found.events if e.kind in {"Visit", "Meeting"}]


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ("Belge Ticaret Bakanlığında imzalandı.", "Ticaret Bakanlığı"),
        ("Büyükelçi, Dışişleri Bakanlığına çağrıldı.", "Dışişleri Bakanlığı"),
        ("Karar, Türkiye Büyük Millet Meclisinden geçti.", "Türkiye Büyük Millet Meclisi"),
    ],
)
def test_a_body_without_apostrophe_is_named_in_the_nominative(content: str, name: str) -> None:
    assert name in names(read(content), "organisation")


def test_a_name_in_its_own_spelling_begins_with_a_dotless_capital() -> None:
    found = read("İrlanda Başbakanı Ian Murphy, Danimarka Başbakanı Ingrid Larsen ile görüştü.")
    assert names(found, "person") == {"Ian Murphy", "Ingrid Larsen"}


@pytest.mark.parametrize(("verb", "factuality"), [("gelebilir", "possible"), ("gelecek", "planned")])
def test_what_may_be_is_possible_though_it_lies_ahead(verb: str, factuality: str) -> None:
    found = read(f"Peru Devlet Başkanı Luis Quispe gelecek yıl Ankara'ya {verb}.")
    assert [e.factuality for e in found.events if e.kind == "Visit"] == [factuality]


def test_who_runs_a_club_is_no_visitor() -> None:
    assert not [e for e in read("Sportif direktör Kaan Erdinç geçen hafta Porto'ya gitti.").events if e.kind == "Visit"]
