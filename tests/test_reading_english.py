"""English sentences of news, in our own words: who is who, what took place, and what was only planned."""

from __future__ import annotations

import pytest

from elchi import pipeline
from elchi.lexicon import lexicons
from elchi.model import Article, Reading


def read(text: str) -> Reading:
    article = Article(id="x", content=text, origin="x", published="2025-05-11", language="en")
    return pipeline.extract(article, lexicons=lexicons())


def names(reading: Reading) -> dict[str, str]:
    return {e.id: e.id[6:] if e.kind == "state" else e.name for e in reading.entities}


def visits(text: str) -> list[tuple[str, str, str]]:
    """Return (visitor, host, factuality) of each visit."""
    reading = read(text)
    of = names(reading)
    found = [({r.name: of[r.entity] for r in e.roles}, e.factuality) for e in reading.events if e.kind == "Visit"]
    return [(roles.get("visitor", ""), roles.get("host", ""), factuality) for roles, factuality in found]


def meetings(text: str) -> list[tuple[str | None, str, set[str]]]:
    """Return (variety, factuality, participants) of each meeting."""
    reading = read(text)
    of = names(reading)
    return [
        (e.variety, e.factuality, {of[r.entity] for r in e.roles if r.name == "participant"})
        for e in reading.events
        if e.kind == "Meeting"
    ]


def treaties(text: str) -> list[tuple[str, str, set[str]]]:
    """Return (kind, status, parties) of each instrument."""
    reading = read(text)
    of = names(reading)
    return [(t.kind, t.status, {of[p] for p in t.parties}) for t in reading.treaties]


def offices(text: str) -> dict[str, tuple[str, str | None]]:
    """Return the first office of each person, and whose it is."""
    return {e.name: (e.tenures[0].office, e.tenures[0].of) for e in read(text).entities if e.tenures}


def speakers(text: str) -> set[str]:
    reading = read(text)
    of = names(reading)
    return {of[r.roles[0].entity] for r in reading.reports if r.kind == "Communication"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Kazakh President Kassym-Jomart Tokayev and Japan's Foreign Minister Takeshi Iwaya spoke.",
            {
                "Kassym-Jomart Tokayev": ("president", "state:KAZ"),
                "Takeshi Iwaya": ("foreign_minister", "state:JPN"),
            },
        ),
        (
            "The Serbian president, Aleksandar Vučić, met Kaja Kallas, the European Union's chief diplomat.",
            {
                "Aleksandar Vučić": ("president", "state:SRB"),
                "Kaja Kallas": ("foreign_minister", "organisation:EU"),
            },
        ),
        ("The head of the IAEA, Rafael Grossi, spoke.", {"Rafael Grossi": ("head_of_agency", "organisation:IAEA")}),
        ("Ambassador of Japan to Uzbekistan Hatori Takashi spoke.", {"Hatori Takashi": ("ambassador", "state:JPN")}),
        ("Fico, Slovakia's Berlin-friendly prime minister, spoke.", {"Fico": ("prime_minister", "state:SVK")}),
        ("US Vice President JD Vance spoke.", {"JD Vance": ("vice_president", "state:USA")}),
        ("South Korean President Lee Jae-myung spoke.", {"Lee Jae-myung": ("president", "state:KOR")}),
        (
            "Iranian Foreign Ministry spokesman Esmaeil Baqaei spoke.",
            {"Esmaeil Baqaei": ("spokesperson", "state:IRN")},
        ),
        (
            "Brazil's president, Luiz Inácio Lula da Silva, said on Monday that the talks were over.",
            {"Luiz Inácio Lula da Silva": ("president", "state:BRA")},
        ),
    ],
)
def test_a_person_has_the_office_beside_the_name(text: str, expected: dict[str, tuple[str, str | None]]) -> None:
    assert offices(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Japan's Prime Minister Fumio Kishida will visit India next week.",
            [("Fumio Kishida", "IND", "planned")],
        ),
        ("Macron's visit to Egypt was postponed, France said.", [("Macron", "EGY", "postponed")]),
        ("Shavkat Mirziyoyev paid an official visit to Germany.", [("Shavkat Mirziyoyev", "DEU", "done")]),
        ("Annalena Baerbock cancelled her trip to Australia.", [("Annalena Baerbock", "AUS", "cancelled")]),
        ("Zelensky invited Erdogan to visit Ukraine.", [("Erdogan", "UKR", "proposed")]),
        ("Antony Blinken, who is visiting Israel, met the press.", [("Antony Blinken", "ISR", "ongoing")]),
        ("Putin is expected to travel to China in May.", [("Putin", "CHN", "planned")]),
        ("Kim Jong Un may visit Russia later this year.", [("Kim Jong Un", "RUS", "possible")]),
        ("Polish President Andrzej Duda left for the United States.", [("Andrzej Duda", "USA", "done")]),
        ("Andrzej Duda did not visit Hungary.", [("Andrzej Duda", "HUN", "denied")]),
        ("The town was visited by tourists from Spain.", []),
    ],
)
def test_a_visit_has_visitor_host_and_factuality(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert visits(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Uzbek Foreign Minister Bakhtiyor Saidov met with his Turkish counterpart Hakan Fidan.",
            [("meeting", "done", {"Bakhtiyor Saidov", "Hakan Fidan"})],
        ),
        (
            "French President Emmanuel Macron spoke by phone with Russian President Vladimir Putin.",
            [("call", "done", {"Emmanuel Macron", "Vladimir Putin"})],
        ),
        ("Talks between Armenia and Azerbaijan will resume soon.", [("talks", "planned", {"ARM", "AZE"})]),
        ("The US-China trade talks ended in Geneva.", [("talks", "done", {"USA", "CHN"})]),
        (
            "Egypt's President Abdel Fattah el-Sisi received Jordan's King Abdullah.",
            [("meeting", "done", {"Abdel Fattah el-Sisi", "Abdullah"})],
        ),
        (
            "Thai Prime Minister Anutin Charnvirakul and his Cambodian counterpart Hun Manet agreed to resume talks.",
            [("talks", "planned", {"Anutin Charnvirakul", "Hun Manet"})],
        ),
        (
            "The leaders of Kazakhstan, Kyrgyzstan and Uzbekistan held a summit.",
            [("summit", "done", {"KAZ", "KGZ", "UZB"})],
        ),
        ("Russia was ready for talks with the United States.", [("talks", "proposed", {"RUS", "USA"})]),
        ("French President Emmanuel Macron met the ministers of his cabinet.", []),
    ],
)
def test_a_meeting_has_its_sides(text: str, expected: list[tuple[str, str, set[str]]]) -> None:
    assert meetings(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Turkey and Iraq have signed a joint communique.", [("communique", "signed", {"TUR", "IRQ"})]),
        ("Japan and Nepal are to sign a border treaty.", [("treaty", "planned", {"JPN", "NPL"})]),
        ("Poland could sign a peace deal with Belarus.", [("deal", "possible", {"POL", "BLR"})]),
        ("Azerbaijan suspended the visa-free agreement with Russia.", [("agreement", "suspended", {"AZE", "RUS"})]),
        (
            "The parliament of Kyrgyzstan ratified an agreement with Tajikistan.",
            [("agreement", "ratified", {"KGZ", "TJK"})],
        ),
        ("Hungary refused to sign the declaration with Ukraine.", [("declaration", "rejected", {"HUN", "UKR"})]),
        ("Iran and Oman reached a deal brokered by China.", [("deal", "agreed", {"IRN", "OMN"})]),
        (
            "The presidents of Kazakhstan and Turkey signed 15 documents, including a memorandum on defence.",
            [("document", "signed", {"KAZ", "TUR"}), ("memorandum", "signed", {"KAZ", "TUR"})],
        ),
        ("The club signed a contract with a Spanish footballer.", []),
    ],
)
def test_an_instrument_has_parties_and_status(text: str, expected: list[tuple[str, str, set[str]]]) -> None:
    assert treaties(text) == expected


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('"We shall sign it," said Turkish President Recep Tayyip Erdogan.', "Recep Tayyip Erdogan"),
        ("Talks are going well, Charles Michel told reporters.", "Charles Michel"),
        ("According to Dmitry Peskov, the visit is off.", "Dmitry Peskov"),
        ("Lavrov said Russia was ready.", "Lavrov"),
    ],
)
def test_who_says_so(text: str, speaker: str) -> None:
    assert speaker in speakers(text)


def test_lines_wrapped_at_a_width_are_one_sentence() -> None:
    text = (
        "TWO STATES SIGN PACT\n"
        "ANKARA, March 3 - Turkey and Nepal signed an agreement here\n"
        "today to write off a part of the older state debt of Nepal\n"
        "that had been due for years, officials of both of the\n"
        "governments said at the end of a long day in the afternoon.\n"
        "    The paper was signed by the Turkish Finance Minister Ali\n"
        "Demir after a round of talks that had gone on for some four\n"
        "days in the capital and had been difficult, they also said.\n"
    )
    assert offices(text) == {"Ali Demir": ("minister", "state:TUR")}
    assert {kind for kind, *_ in treaties(text)} == {"agreement"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Chilean Foreign Minister Alberto van Klaveren met his Danish counterpart, Lars Lokke Rasmussen, in Oslo.",
            {"Alberto van Klaveren", "Lars Lokke Rasmussen"},
        ),
        (
            "Chilean President Gabriel Boric was received by Danish King Frederik on Monday.",
            {"Gabriel Boric", "Frederik"},
        ),
        ("Danish officials met a Chilean delegation in Oslo.", {"DNK", "CHL"}),
        ("The Danish side held talks with the Chilean side.", {"DNK", "CHL"}),
    ],
)
def test_a_meeting_names_its_sides_in_many_ways(text: str, expected: set[str]) -> None:
    assert [found[2] for found in meetings(text)] == [expected]


def test_a_verb_may_have_its_particle_before_the_object() -> None:
    text = "Danish officials brought up Chilean writer Ana Rojas in talks with their Norwegian counterparts in Oslo."
    assert [found[2] for found in meetings(text)] == [{"DNK", "NOR"}]


def test_those_to_whom_talks_are_proposed_take_part() -> None:
    text = (
        "Danish Prime Minister Mette Frederiksen will propose to Norway a summit with Chilean President Gabriel Boric."
    )
    assert [found[2] for found in meetings(text)] == [{"Mette Frederiksen", "Gabriel Boric", "NOR"}]
