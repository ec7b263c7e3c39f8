"""The benchmark of the load: its archive is what it says, and what is compared does the same work."""

from __future__ import annotations

import json
from collections import Counter
from itertools import count
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

import archive
import yardsticks
from elchi import vocab
from elchi.loading import load, summary
from elchi.model import Article
from elchi.read import Part, articles, spool
from elchi.shards import Config
from elchi.store import BOOKS, Store

LANGUAGES = {"en", "kk", "ky", "ru", "tr", "uz-Cyrl", "uz-Latn"}


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> list[Article]:
    path = archive.write(tmp_path_factory.mktemp("archive") / "few.jsonl", 2)
    return [found for found in articles([str(path)]) if isinstance(found, Article)]


def quads_of(store: ox.Store) -> set[ox.Quad]:
    shared = {vocab.ONTOLOGY_GRAPH, vocab.ENTITIES, BOOKS}
    return {quad for quad in store if quad.graph_name not in shared}


@pytest.fixture(scope="module")
def loaded(few: list[Article], tmp_path_factory: pytest.TempPathFactory) -> set[ox.Quad]:
    with Store.open(tmp_path_factory.mktemp("store") / "store", write=True) as store:
        parts = spool.write(few, store.scratch, Part("-", "-"), size=10**6, numbers=count(1))
        counts = summary(load(parts, store, config=Config()))
        assert counts["loaded"] == len(few)
        return quads_of(store.graph)


def test_an_article_is_a_function_of_its_number() -> None:
    assert [*archive.records(3, first=7)] == [*archive.records(10)][7:]


def test_all_articles_differ_and_all_languages_are_there() -> None:
    found = [*archive.records(500)]
    assert len({record["text"] for record in found}) == len({record["id"] for record in found}) == 500
    assert set(Counter(record["lang"] for record in found)) == LANGUAGES


def test_articles_are_as_long_as_real_ones() -> None:
    lengths = [len(record["text"]) for record in archive.records(500)]
    assert 1500 < sum(lengths) / len(lengths) < 2400


def test_what_is_published_is_a_date_and_says_so(tmp_path: Path) -> None:
    path = archive.write(tmp_path / "some.jsonl", 200)
    found = [*articles([str(path)])]
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert [a.published for a in found if isinstance(a, Article)] == [record["published"] for record in records]


def test_the_straightforward_pipeline_stores_the_quads_of_the_loader(few: list[Article], loaded: set[ox.Quad]) -> None:
    data = rdflib.Dataset(store="Oxigraph")
    spent = yardsticks.Spent()
    assert yardsticks.check_and_store(few, data, spent) == [True, True]
    assert quads_of(data.store._inner) == loaded
    assert {*spent.seconds} == {"extract", "graph", "validate", "store"}


def test_the_limit_loads_the_quads_of_the_loader(few: list[Article], loaded: set[ox.Quad], tmp_path: Path) -> None:
    lines = archive.write(tmp_path / "few.jsonl", len(few))
    batches = yardsticks.write_batches(yardsticks.documents(few), tmp_path)
    assert yardsticks.limit(lines, batches, tmp_path / "store") == len(few)
    assert quads_of(ox.Store(str(tmp_path / "store"))) == loaded
