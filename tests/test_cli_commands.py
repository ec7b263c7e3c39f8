"""What the commands do when all is well: on which stream, in which format, with which exit code."""

from __future__ import annotations

import gzip
import json
import os
import pty
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import click
import pyoxigraph as ox
import pytest

from cli_world import elchi, inside, make
from elchi import vocab
from elchi.cli import COMMANDS, main
from elchi.cli.command import Command
from elchi.vocab import ELCHI, RDF
from rdf_server import rdf_server


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with articles and the store made from three of them."""
    with inside(make(tmp_path_factory.mktemp("world"))) as folder:
        result = elchi("load", "article.txt", "corpus.jsonl", "page.html", "--published", "2024-05-11")
        assert result.exit_code == 0, result.stderr
        yield folder


def _examples() -> Iterator[tuple[str, str]]:
    for name in COMMANDS:
        command = main.get_command(click.Context(main), name)
        assert isinstance(command, Command)
        if name != "serve":  # it runs until it is stopped
            yield from ((name, example) for example in command.examples)


@pytest.mark.parametrize(("name", "example"), list(_examples()))
def test_the_examples_in_the_help_run(tmp_path: Path, name: str, example: str) -> None:
    with inside(make(tmp_path)), rdf_server() as world:
        example = re.sub(r"http://localhost:\d+", world.url, example)
        world.store.add(ox.Quad(vocab.iri("state/TUR"), RDF("type"), ELCHI("State"), vocab.ENTITIES))
        if name not in ("load", "extract"):
            assert elchi("load", "article.txt", "-q").exit_code == 0
            assert elchi("export", "--document", "article.txt", "-o", "export.trig", "-q").exit_code == 0
        *before, line = example.split(" | ")
        stdin = Path(shlex.split(before[0])[1]).read_bytes() if before else None
        result = elchi(*shlex.split(line)[1:], stdin=stdin)
        assert result.exit_code == (1 if "--fail-on" in line else 0), result.stderr


def test_load_says_what_it_did_on_standard_error_only(world: Path, tmp_path: Path) -> None:
    shutil.copytree(world / "elchi-store", tmp_path / "store")
    result = elchi("load", "article.txt", "folder", "--store", str(tmp_path / "store"), "--published", "2024-05-11")
    assert result.stdout == ""
    line = "2 loaded, 0 replaced, 1 unchanged, 0 quarantined, 0 failed, 1 skipped"
    assert result.stderr.splitlines()[-1].startswith(line)


def test_loading_again_changes_nothing(world: Path) -> None:
    before = elchi("export", "--format", "nquads").stdout
    result = elchi("load", "article.txt", "corpus.jsonl", "page.html", "--published", "2024-05-11")
    assert "0 loaded, 0 replaced, 3 unchanged" in result.stderr
    assert elchi("export", "--format", "nquads").stdout == before


def test_quiet_says_nothing(world: Path) -> None:
    result = elchi("load", "article.txt", "--published", "2024-05-11", "-q")
    assert (result.stdout, result.stderr) == ("", "")


def test_the_outcomes_can_be_had_as_json_lines(world: Path) -> None:
    result = elchi("load", "article.txt", "nowhere.txt", "--published", "2024-05-11", "--json")
    states = [json.loads(line)["state"] for line in result.stdout.splitlines()]
    assert states == ["unchanged", "failed"]


def test_the_list_of_queries_has_a_line_for_each(world: Path) -> None:
    lines = elchi("query").stdout.splitlines()
    assert {"actors", "dates", "meetings", "statements", "treaties", "visits"} <= {x.split("\t")[0] for x in lines}
    assert any("[host=STATE]" in line for line in lines)


def test_rows_come_as_csv_where_no_terminal_is(world: Path) -> None:
    lines = elchi("query", "visits").stdout.splitlines()
    assert lines[0].startswith("document,visit,visitor,visitorState,hostState,place")
    assert any(line.startswith("article.txt,") for line in lines)


@pytest.mark.parametrize("form", ["json", "csv", "tsv", "xml"])
def test_rows_come_in_the_standard_formats(world: Path, form: str) -> None:
    text = elchi("query", "visits", "--format", form).stdout
    known = {
        "json": ox.QueryResultsFormat.JSON,
        "csv": ox.QueryResultsFormat.CSV,
        "tsv": ox.QueryResultsFormat.TSV,
        "xml": ox.QueryResultsFormat.XML,
    }[form]
    if form == "csv":
        assert "article.txt" in text
    elif form == "xml":
        assert ElementTree.fromstring(text).tag.endswith("sparql")
    else:
        answer = ox.parse_query_results(text.encode(), known)
        assert isinstance(answer, ox.QuerySolutions)
        assert "visitor" in [variable.value for variable in answer.variables]


def test_a_parameter_narrows_the_answer(world: Path) -> None:
    every = json.loads(elchi("query", "visits", "--format", "json").stdout)["results"]["bindings"]
    some = json.loads(elchi("query", "visits", "--param", "host=TUR", "--format", "json").stdout)["results"]["bindings"]
    assert {row["hostState"]["value"] for row in some} == {"TUR"}
    assert len(some) < len(every)


def test_the_format_follows_the_name_of_the_file(world: Path, tmp_path: Path) -> None:
    assert elchi("query", "visits", "-o", str(tmp_path / "v.json")).exit_code == 0
    assert json.loads((tmp_path / "v.json").read_text(encoding="utf-8"))["results"]["bindings"]
    assert elchi("query", "visits", "-o", str(tmp_path / "v.csv.gz")).exit_code == 0
    assert b"article.txt" in gzip.decompress((tmp_path / "v.csv.gz").read_bytes())
    assert elchi("query", "visits", "-o", str(tmp_path / "v.txt")).exit_code == 0
    assert "visitorState" in (tmp_path / "v.txt").read_text(encoding="utf-8")


def test_construct_gives_turtle_and_ask_a_truth_value(world: Path) -> None:
    turtle = elchi("query", "--sparql", "CONSTRUCT { ?v a elchi:Visit } WHERE { GRAPH ?g { ?v a elchi:Visit } }").stdout
    assert list(ox.parse(turtle.encode(), ox.RdfFormat.TURTLE))
    assert json.loads(elchi("query", "--sparql", "ASK { ?s ?p ?o }", "-f", "json").stdout)["boolean"] is True


def test_a_query_can_come_from_standard_input(world: Path) -> None:
    result = elchi("query", "--file", "-", stdin="SELECT (1 AS ?one) {}")
    assert result.stdout.split() == ["one", "1"]


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
def _on_a_terminal(*arguments: str) -> tuple[int, str]:
    """Return the exit code of a command and what it shows on a terminal."""
    leader, follower = pty.openpty()
    command = [sys.executable, "-m", "elchi", *arguments]
    env = {**os.environ, "TERM": "xterm", "COLUMNS": "200"}
    code = subprocess.run(command, stdout=follower, stderr=follower, env=env, check=False).returncode
    os.close(follower)
    shown = os.read(leader, 100_000).decode(errors="replace")
    os.close(leader)
    return code, shown


def test_brackets_of_names_and_values_are_no_markup_of_the_terminal(world: Path, tmp_path: Path) -> None:
    (tmp_path / "[").mkdir()
    (tmp_path / "[" / "b].txt").write_text("Делегация Казахстана прибыла в Турцию.", encoding="utf-8")
    code, shown = _on_a_terminal("load", str(tmp_path), "--store", str(tmp_path / "store"))
    assert (code, "fault" in shown) == (0, False)
    (tmp_path / "wrong.ttl").write_text(
        "<https://w3id.org/elchi/id/doc/0123456789abcdef> a <https://w3id.org/elchi/ns#Document> ;"
        ' <https://w3id.org/elchi/ns#edtf> "[/b]" .',
        encoding="utf-8",
    )
    code, shown = _on_a_terminal("validate", str(tmp_path / "wrong.ttl"))
    assert (code, "[/b]" in shown) == (1, True)


def test_a_terminal_gets_a_table(world: Path) -> None:
    code, shown = _on_a_terminal("query", "visits")
    assert code == 0
    assert "visitorState" in shown and "," not in shown.splitlines()[0]


def test_explain_marks_the_cues_and_names_the_rule(world: Path) -> None:
    text = elchi("explain", "article.txt").stdout
    assert re.search(r"\[.*ташриф.*\]", text)
    for part in ("Visit  ", "rule", "says", "host", "confidence"):
        assert part in text
    assert "\x1b" not in text


def test_a_table_shows_iris_as_explain_takes_them(world: Path) -> None:
    table = elchi("query", "visits", "--param", "host=TUR", "--format", "table").stdout
    shown = re.search(r"doc/\w{16}/event/[\w-]+", table.replace("\n", " "))
    assert shown is not None and "https://" not in table


def test_an_event_can_be_explained_by_itself_and_as_json(world: Path) -> None:
    rows = json.loads(elchi("query", "visits", "--param", "host=TUR", "--format", "json").stdout)["results"]["bindings"]
    result = elchi("explain", rows[0]["visit"]["value"], "--format", "json")
    reasons = json.loads(result.stdout)["reasons"]
    assert {reason["kind"] for reason in reasons} == {"Visit"}


def test_a_conforming_store_validates(world: Path) -> None:
    result = elchi("validate")
    assert result.exit_code == 0
    assert re.search(r"3 documents checked: 0 violations, \d+ warnings, \d+ infos", result.stderr)


def test_shapes_of_ones_own_are_checked_too(world: Path) -> None:
    strict = elchi("validate", "--shapes", "own.ttl", "--fail-on", "warning", "--format", "json")
    assert strict.exit_code == 1
    found = json.loads(strict.stdout)
    assert found["conforms"] is True
    assert "OWN1" in {row["rule"] for row in found["results"]}
    assert elchi("validate", "--shapes", "own.ttl").exit_code == 0


def test_the_reference_engine_finds_in_the_store_what_the_fast_one_finds(world: Path) -> None:
    found = [elchi("validate", "--engine", engine, "--format", "json").stdout for engine in ("shacl", "pyshacl")]
    assert found[0] == found[1]
    assert json.loads(found[0])["results"]


def test_it_is_told_that_another_engine_checks(world: Path, tmp_path: Path) -> None:
    (tmp_path / "ahead.ttl").write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> .\n"
        '[] a sh:PropertyShape ; sh:targetClass <http://a.example/C> ; sh:path sh:name ; sh:pattern "^(?!x)" .',
        encoding="utf-8",
    )
    result = elchi("validate", "--shapes", str(tmp_path / "ahead.ttl"))
    assert result.exit_code == 0
    assert "elchi: pyshacl checks in place of shacl: a shape cannot be run" in result.stderr


def test_a_value_that_breaks_a_rule_in_two_ways_is_told_once(world: Path, tmp_path: Path) -> None:
    (tmp_path / "twice.ttl").write_text(
        "@prefix elchi: <https://w3id.org/elchi/ns#> .\n"
        '<http://a.example/r> elchi:statedCount "none"^^<http://www.w3.org/2001/XMLSchema#integer> .',
        encoding="utf-8",
    )
    told = [line for line in elchi("validate", str(tmp_path / "twice.ttl")).stdout.splitlines() if "R10" in line]
    rows = json.loads(elchi("validate", str(tmp_path / "twice.ttl"), "--format", "json").stdout)["results"]
    assert (len(told), len([row for row in rows if row["rule"] == "R10"])) == (1, 2)


def test_a_file_that_violates_ends_with_1(world: Path, tmp_path: Path) -> None:
    lines = elchi("export", "--document", "article.txt", "--format", "nquads").stdout.splitlines()
    broken = [re.sub(r'"0\.\d+"', '"7.5"', line) if "#confidence>" in line else line for line in lines]
    (tmp_path / "broken.nq").write_text("\n".join(broken), encoding="utf-8")
    result = elchi("validate", str(tmp_path / "broken.nq"), "--format", "turtle")
    assert result.exit_code == 1
    assert list(ox.parse(result.stdout.encode(), ox.RdfFormat.TURTLE))


def test_a_file_that_is_no_rdf_is_told_with_its_line(world: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.ttl").write_text("<a> <b> .\n", encoding="utf-8")
    result = elchi("validate", str(tmp_path / "bad.ttl"))
    assert result.exit_code == 2
    assert re.search(r"bad\.ttl:1:\d+: ", result.stderr)


@pytest.mark.parametrize("form", ["turtle", "trig", "ntriples", "nquads", "jsonld", "rdfxml"])
def test_an_export_can_be_read_and_holds_no_article(world: Path, form: str) -> None:
    text = elchi("export", "--format", form).stdout
    syntax = {
        "turtle": ox.RdfFormat.TURTLE,
        "trig": ox.RdfFormat.TRIG,
        "ntriples": ox.RdfFormat.N_TRIPLES,
        "nquads": ox.RdfFormat.N_QUADS,
        "jsonld": ox.RdfFormat.JSON_LD,
        "rdfxml": ox.RdfFormat.RDF_XML,
    }[form]
    assert sum(1 for _ in ox.parse(text.encode(), syntax)) > 100
    assert "isString" not in text


def test_the_text_is_exported_where_it_is_asked_for(world: Path) -> None:
    assert "isString" in elchi("export", "--with-text", "--format", "nquads").stdout


def test_extract_needs_no_store(tmp_path: Path) -> None:
    with inside(make(tmp_path, store=False)):
        facts = json.loads(elchi("extract", "article.txt", "--published", "2022-05-11").stdout)
        turtle = elchi("extract", "article.txt", "--format", "turtle").stdout
        assert not Path("elchi-store").exists()
    assert facts["id"] == "article.txt"
    assert [visit["hostState"] for visit in facts["visits"]] == ["TUR"]
    assert list(ox.parse(turtle.encode(), ox.RdfFormat.TURTLE))


def test_extract_and_load_make_the_same_graph(tmp_path: Path) -> None:
    with inside(make(tmp_path)):
        elchi("load", "article.txt", "-q")
        exported = elchi("export", "--document", "article.txt", "--format", "nquads").stdout
        extracted = elchi("extract", "article.txt", "--format", "nquads").stdout
    graph = "/id/graph/doc/"
    assert {line for line in exported.splitlines() if graph in line.split()[-2]} == {
        line for line in extracted.splitlines() if graph in line.split()[-2]
    }


def test_several_articles_are_extracted_line_by_line(tmp_path: Path) -> None:
    with inside(make(tmp_path)):
        result = elchi("extract", "folder", "nowhere.txt", "--format", "jsonl")
    assert result.exit_code == 3
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == ["call.txt", "call/2"]


def test_a_removed_document_leaves_nothing(tmp_path: Path) -> None:
    with inside(make(tmp_path)):
        elchi("load", "article.txt", "corpus.jsonl", "-q")
        assert elchi("remove", "article.txt").exit_code == 0
        assert "article.txt" not in elchi("export", "--with-text", "--format", "nquads").stdout
        assert "call/1" in elchi("query", "actors").stdout
        again = elchi("remove", "article.txt")
    assert again.exit_code == 2
    assert "no such document" in again.stderr


def test_the_store_can_be_named_by_the_environment(
    world: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ELCHI_STORE", str(tmp_path / "elsewhere"))
    assert elchi("load", "article.txt", "-q").exit_code == 0
    assert (tmp_path / "elsewhere" / "meta.json").exists()


def test_a_reader_that_goes_away_is_no_error(world: Path) -> None:
    command = f"{shlex.quote(sys.executable)} -m elchi export --format nquads | head -1"
    done = subprocess.run(["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
