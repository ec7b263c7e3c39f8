"""The Python face: extract, Document, Store, and what they hand to rdflib."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

import elchi
from cli_world import CALL, VISIT, make
from elchi import vocab
from elchi.errors import LoaderError

# rdflib 7.6 uses what it has deprecated itself.
RDFLIB_WARNS = pytest.mark.filterwarnings(r"ignore:Dataset\.:DeprecationWarning")


@pytest.fixture(scope="module")
def doc() -> elchi.Document:
    return elchi.extract(VISIT, published="2022-05-11", id="visit")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> elchi.Store:
    folder = make(tmp_path_factory.mktemp("api"))
    store = elchi.Store(folder / "elchi-store")
    outcomes = store.load(
        [folder / "article.txt", folder / "corpus.jsonl"], config=elchi.Config(published="2022-05-11")
    )
    assert [outcome.state for outcome in outcomes] == ["loaded", "loaded"]
    return store


def test_a_text_gives_its_facts(doc: elchi.Document) -> None:
    assert doc.language == "uz-Cyrl"
    assert [(visit["hostState"], visit["kind"], visit["status"]) for visit in doc.visits] == [("TUR", "state", "done")]
    assert [treaty["kind"] for treaty in doc.treaties] == ["memorandum"]
    assert {"KAZ", "TUR"} <= {actor["of"] for actor in doc.actors}
    assert "2022-05-10" in {date["value"] for date in doc.dates}
    assert isinstance(doc.meetings, list) and isinstance(doc.statements, list)


def test_the_id_is_the_callers_else_the_url_else_a_hash_of_the_text() -> None:
    assert elchi.extract("Матн", id="a", url="https://example.org/1").id == "a"
    assert elchi.extract("Матн", url="https://example.org/1").id == "https://example.org/1"
    assert elchi.extract("Матн").id == elchi.extract("Матн").id != elchi.extract("Бошқа матн").id


def test_what_the_caller_says_of_a_text_is_read_as_that_of_a_record() -> None:
    doc = elchi.extract(
        VISIT, published="11.05.2022", language="ru_RU", title=" Сафар\n", id="a\ud800", url=" ", publisher="\x1b[1m"
    )
    article = doc.reading.article
    assert (article.published, article.language, article.title) == ("2022-05-11", "ru-RU", "Сафар")
    assert (article.id, article.url, article.publisher) == ("a?", None, "\ufffd[1m")
    assert elchi.extract("Матн \udfff").reading.text.content == "Матн ?"


@pytest.mark.parametrize("date", ["yesterday", "2022-13", "0000", ""])
def test_a_date_of_publication_that_is_none_is_said_at_once(tmp_path: Path, date: str) -> None:
    with pytest.raises(LoaderError, match="is no date of publication; give 2022-05-11"):
        elchi.extract("Матн", published=date)
    with pytest.raises(LoaderError, match="is no date of publication; give 2022-05-11"):
        elchi.Store(tmp_path / "store").load([], config=elchi.Config(published=date))
    assert not (tmp_path / "store").exists()


@RDFLIB_WARNS
def test_the_graph_is_an_rdflib_dataset_with_a_union(doc: elchi.Document) -> None:
    graph = doc.graph()
    assert isinstance(graph, rdflib.Dataset)
    rows = list(graph.query("SELECT DISTINCT ?visit WHERE { ?visit a elchi:Visit }"))
    assert len(rows) == len(doc.visits)


@RDFLIB_WARNS
def test_no_statement_is_lost_or_changed_on_the_way_to_rdflib(doc: elchi.Document) -> None:
    lines = doc.graph().serialize(format="nquads").splitlines()
    assert set(ox.parse("\n".join(lines).encode(), ox.RdfFormat.N_QUADS)) == set(doc.quads())


def test_literals_keep_their_lexical_form() -> None:
    quad = ox.Quad(
        vocab.iri("a"), vocab.ELCHI("confidence"), ox.Literal("0.50", datatype=vocab.XSD("decimal")), ox.DefaultGraph()
    )
    ((_, _, literal, _),) = elchi.api.dataset([quad]).quads()
    assert str(literal) == "0.50"
    assert rdflib.NORMALIZE_LITERALS is True


def test_the_facts_can_be_had_as_json(doc: elchi.Document) -> None:
    facts = json.loads(doc.json())
    assert (facts["id"], facts["document"]) == ("visit", doc.iri)
    assert facts["visits"] == doc.visits
    assert "\n" not in doc.json(indent=None)


def test_the_title_is_the_sources_or_the_texts(doc: elchi.Document) -> None:
    assert doc.title == "Қозоғистон президенти Туркияга борди"
    assert elchi.extract(CALL, title="Звонок").title == "Звонок"


def test_a_store_answers_saved_queries(store: elchi.Store) -> None:
    rows = store.query("visits", host="TUR")
    assert [row["document"][-11:] for row in rows] == ["article.txt"]


def test_a_store_answers_sparql(store: elchi.Store) -> None:
    result = store.sparql("SELECT DISTINCT ?id WHERE { ?d a elchi:Document ; schema:identifier ?id } ORDER BY ?id")
    assert [row["id"][-11:] for row in result.records()] == ["article.txt", "call/1"]
    assert store.sparql("ASK { ?s a elchi:Visit }").truth is True


def test_a_store_exports_and_hands_out_a_graph(store: elchi.Store, tmp_path: Path) -> None:
    store.export(tmp_path / "all.nq")
    count = sum(1 for _ in ox.parse(path=tmp_path / "all.nq"))
    assert len(store.graph()) == count > 100


def test_a_store_is_a_context_manager_and_removes(tmp_path: Path) -> None:
    folder = make(tmp_path)
    with elchi.Store(folder / "elchi-store") as store:
        store.load(folder / "corpus.jsonl")
        assert store.remove("call/1") is True
        assert store.remove("call/1") is False
        assert store.query("actors") == []


def test_errors_are_elchis_own(tmp_path: Path) -> None:
    with pytest.raises(elchi.StoreError, match="no store"):
        elchi.Store(tmp_path / "none").query("visits")
    with pytest.raises(elchi.QueryError, match="did you mean visits"):
        elchi.Store(make(tmp_path) / "elchi-store").query("vists")
    assert issubclass(elchi.QueryError, elchi.LoaderError)


def test_public_names_are_all_there() -> None:
    assert [name for name in elchi.__all__ if not hasattr(elchi, name)] == []
    assert dir(elchi) == sorted(elchi.__all__)
    with pytest.raises(AttributeError):
        _ = elchi.nothing  # type: ignore[attr-defined]  # that is the point


def test_importing_the_api_leaves_rdflib_alone() -> None:
    code = "import elchi; elchi.extract; import rdflib; assert rdflib.NORMALIZE_LITERALS is True"
    subprocess.run([sys.executable, "-c", code], check=True)
