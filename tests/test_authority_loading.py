"""Authority data: what ships, what a user adds, what is refused."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from elchi import pipeline
from elchi.errors import LexiconError
from elchi.lexicon import Authority, lexicons, load_authority
from elchi.model import Article

NEW_STATE = """
@prefix elchi: <https://w3id.org/elchi/ns#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<https://w3id.org/elchi/id/state/ZZA> a elchi:State ;
    skos:prefLabel "Zamboniya"@uz-latn , "Замбония"@ru , "Zambonia"@en ;
    skos:altLabel "Замбонская Республика"@ru ;
    elchi:demonym "замбонский"@ru ;
    elchi:capital <https://w3id.org/elchi/id/place/zambo> .
<https://w3id.org/elchi/id/place/zambo> a elchi:City ;
    skos:prefLabel "Замбо"@ru ;
    elchi:state <https://w3id.org/elchi/id/state/ZZA> .
<https://w3id.org/elchi/id/organisation/ZU> a elchi:Organisation ;
    skos:prefLabel "Замбонский союз"@ru ;
    elchi:organisationKind <https://w3id.org/elchi/codes#organisation-igo> .
"""


@pytest.fixture(scope="module")
def added(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("authority") / "mine.ttl"
    path.write_text(NEW_STATE, encoding="utf-8")
    return path


def test_every_thing_has_a_key_of_its_kind_and_code() -> None:
    for key, thing in load_authority().things.items():
        assert key == f"{thing.kind}:{thing.iri.rsplit('/', 1)[-1]}"


def test_a_capital_knows_its_state_and_a_seat_its_government() -> None:
    things = load_authority().things
    capitals = {thing.capital_of for thing in things.values() if thing.capital_of is not None}
    seats = {thing.seat_of for thing in things.values() if thing.seat_of is not None}
    assert {"state:UZB", "state:KAZ", "state:TUR"} <= capitals
    assert {"state:USA", "state:RUS"} <= seats


def test_a_name_is_given_in_the_language_asked_for_else_in_english() -> None:
    authority = load_authority()
    assert authority.name("state:TUR", "uz-Cyrl") == "Туркия"
    assert authority.name("state:TUR", "ru") == "Турция"
    assert authority.name("state:TUR", "xx") == authority.name("state:TUR", "en")
    assert authority.name("state:none", "ru") == "state:none"


def test_a_users_thing_is_read_with_its_names(added: Path) -> None:
    authority = load_authority(added)
    state, city, union = (authority.things[key] for key in ("state:ZZA", "place:zambo", "organisation:ZU"))
    assert ("Замбония", "ru", True) in state.names
    assert ("Замбонская Республика", "ru", False) in state.names
    assert state.demonyms == (("замбонский", "ru"),)
    assert city.capital_of == "state:ZZA"
    assert city.state == "state:ZZA"
    assert union.organisation_kind == "igo"


def test_a_users_thing_is_found_in_a_text(added: Path) -> None:
    known = lexicons(authority_files=(added,))
    russian, uzbek = known.get("ru"), known.get("uz")
    assert russian is not None
    assert uzbek is not None
    assert [entry.concept for entry in russian.word("Замбонией").starts] == ["state:ZZA"]
    assert [entry.concept for entry in russian.word("замбонского").starts] == ["demonym:ZZA"]
    assert [entry.concept for entry in uzbek.word("Замбонияга").starts] == ["state:ZZA"]


def test_a_name_in_another_language_is_not_looked_for(added: Path) -> None:
    uzbek = lexicons(authority_files=(added,)).get("uz")
    assert uzbek is not None
    assert "place:zambo" not in [entry.concept for entry in uzbek.word("Замбо").starts]


def test_a_file_that_is_not_turtle_is_named(tmp_path: Path) -> None:
    broken = tmp_path / "broken.ttl"
    broken.write_text("<a> <b> .", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"broken\.ttl: not a readable Turtle file"):
        load_authority(broken)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match=r"nowhere\.ttl"):
        load_authority(tmp_path / "nowhere.ttl")


_CARRIERS = {
    "en": "The office of {} answered on Monday.",
    "ru": "{} сообщила подробности в понедельник.",
    "uz-latn": "Kecha {} bu haqda xabar berdi va yangi bayonot e'lon qildi.",
    "uz-cyrl": "Кеча {} бу ҳақда хабар берди ва янги баёнот эълон қилди.",
    "kk": "Кеше {} бұл туралы хабарлады және жаңа мәлімдеме жасады.",
    "ky": "Кечээ {} бул тууралуу билдирди жана жаңы билдирүү жасады.",
    "tr": "Dün {} bu konuda bilgi verdi ve yeni bir açıklama yaptı.",
}
_READ_AS_ANOTHER = {("tr", "Nijerya"), ("kk", "түрікмен")}  # Niger with a suffix; everybody's word for a Turkmen


@pytest.mark.parametrize("language", _CARRIERS)
def test_every_state_is_found_by_its_names_adjectives_and_capital(language: str) -> None:
    known = lexicons()
    missed = []
    for key, name in _names_of_states(known.authority, language):
        text = _CARRIERS[language].format(name)
        article = Article(id="t", content=text, origin="t", language=language[:2])
        reading = pipeline.extract(article, lexicons=known)
        found = {m.key if m.kind == "state" else m.owner for e in reading.entities for m in e.mentions}
        if key not in found and (language, name) not in _READ_AS_ANOTHER:
            missed.append((key, name))
    assert missed == []


def _names_of_states(authority: Authority, language: str) -> Iterator[tuple[str, str]]:
    for thing in authority.things.values():
        if thing.kind == "state":
            names = [n for n, tag, _ in thing.names if tag == language]
            assert names, f"{thing.key} has no name in {language}"
            yield from ((thing.key, name) for name in [*names, *(n for n, tag in thing.demonyms if tag == language)])
        elif thing.capital_of is not None:
            yield from ((thing.capital_of, n) for n, tag, preferred in thing.names if preferred and tag == language)
