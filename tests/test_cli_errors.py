"""Bad input: each has a clear message on standard error, its exit code, and loses nothing else."""

from __future__ import annotations

import gzip
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import Result

from cli_world import CALL, VISIT, elchi, inside, make
from elchi import vocab
from elchi.store import Store


@pytest.fixture
def world(tmp_path: Path) -> Iterator[Path]:
    with inside(make(tmp_path)) as folder:
        yield folder


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a store that tests only read, or copy."""
    folder = make(tmp_path_factory.mktemp("loaded"))
    with inside(folder):
        assert elchi("load", "article.txt", "-q").exit_code == 0
    return folder


@pytest.fixture
def store(tmp_path: Path, loaded: Path) -> str:
    return str(shutil.copytree(loaded / "elchi-store", tmp_path / "copy"))


def _loaded(result: Result) -> str:
    return result.stderr.splitlines()[-1]


def test_a_missing_file_is_named_and_the_rest_is_loaded(world: Path) -> None:
    result = elchi("load", "nowhere.txt", "article.txt")
    assert result.exit_code == 3
    assert re.search(r"^nowhere\.txt: .*(no such|not found|not there|there is no)", result.stderr, re.M)
    assert _loaded(result).startswith("1 loaded")


def test_nothing_but_a_missing_file_is_unreadable_input(world: Path) -> None:
    result = elchi("load", "nowhere.txt")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Traceback" not in result.stderr


def test_a_folder_without_articles_is_said(world: Path) -> None:
    Path("empty").mkdir()
    result = elchi("load", "empty")
    assert result.exit_code == 2
    assert "empty" in result.stderr


def test_other_files_of_a_folder_are_skipped_and_counted(world: Path) -> None:
    result = elchi("load", "folder")
    assert result.exit_code == 0
    assert re.search(r"2 loaded.*1 skipped \(1 ", _loaded(result))


BAD_FILES = {
    "empty.txt": b"",
    "blank.txt": b" \n\t\n",
    "binary.txt": bytes(range(256)) * 40,
    "short.jsonl.gz": gzip.compress(json.dumps({"text": CALL}).encode())[:-9],
    "page.html": b"<html><body><nav><a href='/'>Main</a></nav></body></html>",
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_is_named_and_the_rest_is_loaded(world: Path, name: str) -> None:
    Path(name).write_bytes(BAD_FILES[name])
    result = elchi("load", name, "article.txt")
    assert result.exit_code == 3
    assert re.search(rf"^{re.escape(name)}(:\d+)?: failed: \S", result.stderr, re.M)
    assert _loaded(result).startswith("1 loaded")


def test_a_text_in_another_encoding_is_read(world: Path) -> None:
    Path("old.txt").write_bytes((CALL * 3).encode("windows-1251"))
    assert elchi("load", "old.txt").exit_code == 0
    actors = elchi("query", "actors", "--format", "csv").stdout
    assert "KAZ" in actors


def test_a_broken_line_is_told_with_its_number(world: Path) -> None:
    good = json.dumps({"id": "good", "text": CALL}, ensure_ascii=False)
    Path("lines.jsonl").write_text(f"{good}\n{{broken\n{good.replace('good', 'last')}\n", encoding="utf-8")
    result = elchi("load", "lines.jsonl")
    assert result.exit_code == 3
    assert re.search(r"^lines\.jsonl:2: failed: ", result.stderr, re.M)
    assert _loaded(result).startswith("2 loaded")


def test_a_text_of_fifty_megabytes_ends_soon(world: Path) -> None:
    with Path("huge.txt").open("w", encoding="utf-8") as file:
        for _ in range(500):
            file.write("слово " * 10_000)
    begun = time.monotonic()
    result = elchi("load", "huge.txt", "article.txt")
    assert result.exit_code == 3
    assert "huge.txt: failed: " in result.stderr
    assert _loaded(result).startswith("1 loaded")
    assert time.monotonic() - begun < 240  # some seconds; what grows with the square takes days


def test_a_text_with_no_letters_is_said(world: Path) -> None:
    Path("figures.txt").write_text("12 345\n67 %\n", encoding="utf-8")
    result = elchi("load", "figures.txt")
    assert result.exit_code == 2
    assert re.search(r"^figures\.txt: .*letter", result.stderr, re.M)


def test_an_unknown_language_is_loaded_without_facts_and_said(world: Path) -> None:
    Path("greek.txt").write_text("Ο υπουργός εξωτερικών έφτασε χθες στην πρωτεύουσα για συνομιλίες.\n" * 3, "utf-8")
    result = elchi("load", "greek.txt")
    assert result.exit_code == 0
    assert "greek.txt: loaded: language not known; loaded without facts" in result.stderr
    assert "No event was read in it." in elchi("explain", "greek.txt").stdout


def test_a_language_that_is_known_but_not_read_is_said(world: Path) -> None:
    hungarian = "A magyar külügyminiszter kedden Bécsben tárgyalt az osztrák kancellárral a közös határ kérdéseiről."
    Path("hungarian.txt").write_text(hungarian, "utf-8")
    result = elchi("load", "hungarian.txt")
    assert result.exit_code == 0
    assert "hungarian.txt: loaded: in hu, which is not read; loaded without facts" in result.stderr


def test_a_date_that_is_none_is_wrong_usage(world: Path) -> None:
    result = elchi("load", "article.txt", "--published", "yesterday")
    assert result.exit_code == 2
    assert "'yesterday' is no date" in result.stderr


def test_a_broken_authority_file_is_named(world: Path) -> None:
    Path("own.ttl").write_text("@prefix : <", encoding="utf-8")
    result = elchi("load", "article.txt", "--authority", "own.ttl", "--store", "new")
    assert result.exit_code == 2
    assert "own.ttl" in result.stderr
    assert not Path("new").exists()


def test_malformed_sparql_is_told_with_line_and_column(store: str) -> None:
    result = elchi("query", "--store", store, "--sparql", "SELECT ?s\nWHERE { ?s ?p }")
    assert (result.exit_code, result.stdout) == (2, "")
    assert re.search(r"query:2:\d+: ", result.stderr)


def test_malformed_sparql_in_a_file_is_told_with_its_name(store: str, world: Path) -> None:
    Path("q.rq").write_text("SELECT * WHERE {\n ?s none:such ?o }", encoding="utf-8")
    result = elchi("query", "--store", store, "--file", "q.rq")
    assert result.exit_code == 2
    assert re.search(r"q\.rq:\d+:\d+: ", result.stderr)


def test_an_unknown_query_name_has_the_nearest_ones(store: str) -> None:
    result = elchi("query", "vists", "--store", store)
    assert result.exit_code == 2
    assert "did you mean visits" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("visits", "--param", "hots=TUR"), "host"),
        (("visits", "--param", "host"), "NAME=VALUE"),
        (("visits", "--sparql", "ASK {}"), "give one of"),
        (("--param", "host=TUR"), "NAME of a saved query"),
        (("--sparql", "DELETE WHERE { ?s ?p ?o }"), "refused"),
        (("--sparql", "SELECT * { SERVICE <http://localhost:1/> { ?s ?p ?o } }"), "SERVICE is refused"),
    ],
)
def test_wrong_use_of_query_is_told(store: str, arguments: tuple[str, ...], said: str) -> None:
    result = elchi("query", *arguments, "--store", store)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr


@pytest.mark.parametrize(
    "command", [("query", "visits"), ("explain", "x"), ("validate",), ("export",), ("remove", "x")]
)
def test_a_store_that_is_not_there_is_said(tmp_path: Path, command: tuple[str, ...]) -> None:
    result = elchi(*command, "--store", str(tmp_path / "none"))
    assert result.exit_code == 2
    assert re.search("none.*no store", result.stderr)


def test_a_store_that_another_process_writes_to_is_said(store: str, world: Path) -> None:
    with Store.open(store, write=True):
        result = elchi("load", "corpus.jsonl", "--store", store)
        assert elchi("query", "visits", "--store", store).exit_code == 0
    assert result.exit_code == 2
    assert "another process is writing" in result.stderr


def test_a_store_of_another_version_is_said(store: str) -> None:
    (Path(store) / "meta.json").write_text('{"layout": 99}', encoding="utf-8")
    result = elchi("query", "visits", "--store", store)
    assert result.exit_code == 2
    assert "99" in result.stderr


def test_a_folder_that_is_no_store_is_left_alone(world: Path) -> None:
    result = elchi("load", "article.txt", "--store", "folder")
    assert result.exit_code == 2
    assert "no store" in result.stderr
    assert sorted(path.name for path in Path("folder").iterdir()) == ["call.txt", "more.jsonl.gz", "notes.md"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_store_that_cannot_be_written_is_said(store: str, world: Path) -> None:
    closed = (Path(store), Path(store) / "live")
    for path in closed:
        path.chmod(0o500)
    result = elchi("load", "corpus.jsonl", "--store", store)
    for path in closed:
        path.chmod(0o700)  # so that it can be removed
    assert result.exit_code == 2
    assert "may not be written" in result.stderr


def test_a_full_disk_is_said(store: str, world: Path) -> None:
    """A limit on the size of files stands for a full disk: both make RocksDB's writing fail."""
    code = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); "
        "resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000)); "
        "from elchi.cli import main; main()"
    )
    command = [sys.executable, "-c", code, "load", "corpus.jsonl", "--store", store]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert elchi("query", "visits", "--store", store).exit_code == 0


def test_ctrl_c_leaves_whole_documents_and_ends_with_130(world: Path) -> None:
    (world / "many").mkdir()
    for number in range(600):
        (world / "many" / f"{number:03}.txt").write_text(f"{VISIT}\n{number}", encoding="utf-8")
    # A shell lets what it runs in the background ignore Ctrl-C; here it must be heard.
    command = ["env", "--default-signal=INT", sys.executable, "-m", "elchi", "load", "--json", "--jobs", "1", "many"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None and process.stderr is not None
        first = json.loads(process.stdout.readline())
        process.send_signal(signal.SIGINT)
        loaded = [first, *map(json.loads, process.stdout.read().splitlines())]
        assert process.wait(timeout=120) == 130
        assert b"Traceback" not in process.stderr.read()
    assert {outcome["state"] for outcome in loaded} == {"loaded"}
    assert len(loaded) < 600
    with Store.open(world / "elchi-store") as store:
        there = {vocab.document(key).value for key in store.keys()}  # noqa: SIM118 (a store is no dict)
    assert there >= {outcome["document"] for outcome in loaded}


def test_a_fault_of_ours_is_one_line_without_debug(store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*arguments: object, **options: object) -> None:
        raise ZeroDivisionError("oops")

    monkeypatch.setattr("elchi.cli.query.run", broken)
    result = elchi("query", "visits", "--store", store)
    assert result.exit_code == 70
    assert "ZeroDivisionError: oops" in result.stderr and "--debug" in result.stderr
    with pytest.raises(ZeroDivisionError):
        elchi("query", "visits", "--store", store, "--debug")
