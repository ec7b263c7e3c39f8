"""The benchmark of the load: its archive is what it says, and what is compared does the same work."""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from click.testing import CliRunner

import archive
import bench
import limit
import meter
import parts
import table
import yardsticks
from elchi import vocab
from elchi.cli import main
from elchi.model import Article
from elchi.read import articles
from elchi.store import BOOKS, Store

LANGUAGES = {"en", "kk", "ky", "ru", "tr", "uz-Cyrl", "uz-Latn"}


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return archive.write(tmp_path_factory.mktemp("archive") / "few.jsonl", 2)


@pytest.fixture(scope="module")
def few(lines: Path) -> list[Article]:
    return [found for found in articles([str(lines)]) if isinstance(found, Article)]


def quads_of(store: ox.Store) -> set[ox.Quad]:
    shared = {vocab.ONTOLOGY_GRAPH, vocab.ENTITIES, BOOKS}
    return {quad for quad in store if quad.graph_name not in shared}


@pytest.fixture(scope="module")
def loaded(lines: Path, tmp_path_factory: pytest.TempPathFactory) -> set[ox.Quad]:
    folder = tmp_path_factory.mktemp("store") / "store"
    done = CliRunner().invoke(main, ["load", str(lines), "--store", str(folder), "--quiet"])
    assert done.exit_code == 0, done.output
    with Store.open(folder) as store:
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


def test_the_limit_loads_the_quads_of_the_loader(lines: Path, loaded: set[ox.Quad], tmp_path: Path) -> None:
    batches = limit.write(parts.documents(lines), tmp_path / "batches")
    assert limit.load(lines, batches, tmp_path / "store") == 2
    assert quads_of(ox.Store(str(tmp_path / "store"))) == loaded


def test_batches_are_as_big_as_the_loader_s(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limit, "BATCH", 5)
    folder = limit.write([b"one\n", b"two\n", b"three\n"], tmp_path / "batches")
    assert [path.read_bytes() for path in sorted(folder.iterdir())] == [b"one\ntwo\n", b"three\n"]


def test_every_part_of_the_load_is_timed(lines: Path, tmp_path: Path) -> None:
    spent = parts.measure(lines, 2, tmp_path / "store")
    assert [*spent] == ["read", "extract", "graph", "validate", "store"]
    assert len(quads_of(ox.Store(str(tmp_path / "store")))) > 100


def test_a_command_costs_what_its_processes_cost() -> None:
    forks = "import os, subprocess, sys; subprocess.Popen([sys.executable, '-c', 'sum(range(2 * 10**7))'])"
    cost = meter.run([sys.executable, "-c", forks])  # leaves a child behind, which ends after it
    assert cost.cpu > meter.run([sys.executable, "-c", "pass"]).cpu + 0.1


def test_a_command_that_fails_ends_the_measurement() -> None:
    with pytest.raises(SystemExit, match="ended with 7"):
        meter.run([sys.executable, "-c", "raise SystemExit(7)"])


def test_a_folder_takes_the_bytes_of_its_files_once(tmp_path: Path) -> None:
    (tmp_path / "one").write_bytes(b"1" * 40_000)
    alone = meter.disk(tmp_path)
    (tmp_path / "linked").hardlink_to(tmp_path / "one")
    assert meter.disk(tmp_path) == alone >= 40_000


@pytest.mark.parametrize(
    ("found", "bounds", "held"),
    [([3.0, 1.0, 2.0], {"least": 2}, True), ([3.0, 1.0, 1.5], {"least": 2}, False), ([3.0], {"most": 2.9}, False)],
)
def test_a_median_is_held_against_its_bar(found: list[float], bounds: dict[str, float], held: bool) -> None:
    assert table.ratio("a, x b", found, **bounds).held is held


def test_results_are_written_into_their_place(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("a\n<!-- results: begin -->\nold\n<!-- results: end -->\nb\n", encoding="utf-8")
    table.write("new\n", page)
    table.write("newer\n", page)
    written = page.read_text(encoding="utf-8")
    assert written == "a\n<!-- results: begin -->\n\nnewer\n\n<!-- results: end -->\nb\n"


def test_the_page_of_the_results_has_a_place_for_them() -> None:
    assert "<!-- results: begin -->\n" in table.PAGE.read_text(encoding="utf-8")


def cost(cpu: float, wall: float = 1.0, memory: int = 10**8) -> meter.Cost:
    return meter.Cost(cpu, wall, memory, "")


def test_the_table_takes_ratios_within_a_turn() -> None:
    found = bench.Turns(disk=10**7)
    found.costs |= {"load": [cost(10.0, 10.0), cost(20.0, 20.0)], "two jobs": [cost(11.0, 5.0), cost(22.0, 10.0)]}
    found.costs |= {"limit": [cost(5.0), cost(10.0)], "reload": [cost(0.5), cost(1.0)]}
    found.costs |= {"local": [cost(4.0), cost(4.0)], "spark": [cost(5.0), cost(5.0)]}
    found.parts = [{"parts": {"extract": 3.0, "validate": 1.0}, "engines": {"shacl": 1.0, "pyshacl": 30.0}}] * 2
    first = {"disk": {"validate": 3.0}, "memory": {"validate": 2.0}, "inference": {"validate": 5.0}}
    found.straightforward = [first, {**first, "disk": {"validate": 4.0}, "memory": {"validate": 5.0}}]
    figures = {line.what: line.figure for line in bench.lines(found, bench.Options(articles=100), 500.0)}
    assert figures["the load, × the limit"] == "2.00 (2.00 to 2.00)"
    assert figures["the straightforward pipeline, × the load"] == "20.0 (20.00 to 20.00)"
    assert figures["wall time of one job, × two jobs"] == "2.00 (2.00 to 2.00)"
    assert figures["first load, × a load of the same again"] == "20.0 (20.00 to 20.00)"
    assert figures["shards of 100 articles: CPU of Spark, × processes"] == "1.25 (1.25 to 1.25)"
    assert figures["share of the parts: validate"].startswith("25 % (25 to 25)")
    assert figures["store, an article; a quad"] == "100 kB; 200 bytes"


def test_a_bench_measures_everything_once(tmp_path: Path) -> None:
    options = bench.Options(articles=5, parts=2, straightforward=1, turns=1)
    held = {line.what: line for line in bench.measured(options, tmp_path)}
    assert held["articles; quads of one"].figure.startswith("5; ")
    assert not (tmp_path / "store").exists()
