"""``elchi push`` and ``elchi query --endpoint``: what they print, and how they end."""

from __future__ import annotations

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

from cli_world import elchi, inside, make
from elchi import query, vocab
from elchi.remote import asking
from elchi.remote.session import Session
from elchi.store import Store
from rdf_server import Asked, Trouble, World, rdf_server
from rdf_stores import QUESTIONS
from serving import examples, running


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of two documents, in a folder of its own."""
    with inside(make(tmp_path_factory.mktemp("push"))) as folder:
        assert elchi("load", "article.txt", "corpus.jsonl", "-q").exit_code == 0
        return folder / "elchi-store"


@pytest.fixture
def world(loaded: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    for name in ("USER", "PASSWORD", "TOKEN"):
        monkeypatch.delenv(f"ELCHI_PUSH_{name}", raising=False)
    monkeypatch.setenv("ELCHI_STORE", str(loaded))
    monkeypatch.setattr("elchi.remote.session.sleep", lambda seconds: None)
    with rdf_server() as made:
        yield made


def test_a_push_says_what_it_did(world: World) -> None:
    first = elchi("push", f"{world.url}/store")
    assert (first.exit_code, first.stdout) == (0, "")
    assert first.stderr == "4 sent, 0 removed, 0 unchanged, 0 failed\n"
    assert elchi("push", f"{world.url}/store").stderr == "0 sent, 0 removed, 4 unchanged, 0 failed\n"


def test_a_quiet_push_says_nothing(world: World) -> None:
    result = elchi("push", f"{world.url}/store", "--quiet")
    assert (result.exit_code, result.output) == (0, "")


def test_a_push_tells_machines(world: World) -> None:
    result = elchi("push", f"{world.url}/store", "--json", "--json-log")
    assert [json.loads(line)["state"] for line in result.stdout.splitlines()] == ["sent"] * 4
    said = json.loads(result.stderr)
    assert said.pop("seconds") >= 0
    assert said == {"event": "summary", "sent": 4, "removed": 0, "unchanged": 0, "failed": 0}


def test_a_document_that_is_removed_here_is_pruned_there(world: World, loaded: Path, tmp_path: Path) -> None:
    elchi("push", f"{world.url}/update", "--method", "update", "--query-url", f"{world.url}/query")
    shutil.copytree(loaded, tmp_path / "less")
    assert elchi("remove", "call/1", "--store", str(tmp_path / "less"), "-q").exit_code == 0
    result = elchi("push", f"{world.url}/store", "--prune", "--store", str(tmp_path / "less"))
    assert result.stderr == "0 sent, 1 removed, 3 unchanged, 0 failed\n"
    assert vocab.document_graph(vocab.key("call/1")).value not in world.graphs()


def test_a_push_of_which_part_failed_ends_with_3(world: World) -> None:
    world.when = lambda asked: asked.method == "PUT"
    world.troubles = [Trouble(400, b"I do not like it")]
    result = elchi("push", f"{world.url}/store")
    assert result.exit_code == 3
    assert "failed: " in result.stderr and "400 Bad Request: I do not like it" in result.stderr
    assert result.stderr.endswith("3 sent, 0 removed, 0 unchanged, 1 failed\n")


def test_a_push_that_stops_on_its_way_ends_with_3(world: World) -> None:
    world.when = lambda asked: asked.method == "PUT" and "graph/doc" in (asked.graph or "")
    world.troubles = [Trouble(403, b"read-only from now on")]
    result = elchi("push", f"{world.url}/store")
    assert result.exit_code == 3
    assert "2 sent" in result.stderr and "403 Forbidden: read-only from now on; this user may not" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["/nowhere"], "404 Not Found: No such[1m page; check the address"),
        (["/store", "--document", "nowhere"], "nowhere: the store has no such document"),
        (["/store", "--document", "call/1", "--prune"], "--prune is for the whole store"),
        (["/store", "--query-url", "http://localhost/query"], "--query-url is for --method update"),
        (["/update", "--method", "update", "--query-url", "http://other.example/"], "is on another server"),
    ],
)
def test_what_cannot_be_pushed(world: World, arguments: list[str], message: str) -> None:
    result = elchi("push", world.url + arguments[0], *arguments[1:])
    assert result.exit_code == 2
    assert message in result.stderr.replace("No such [1m", "No such[1m")


def test_who_asks_stands_in_the_environment(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.login = ("me", "secret")
    assert elchi("push", f"{world.url}/store", "--user", "me").exit_code == 2
    monkeypatch.setenv("ELCHI_PUSH_PASSWORD", "secret")
    assert elchi("push", f"{world.url}/store", "--user", "me").exit_code == 0
    world.login, world.scheme = ("", "t0ken"), "bearer"
    monkeypatch.setenv("ELCHI_PUSH_TOKEN", "t0ken")
    assert elchi("query", "visits", "--endpoint", f"{world.url}/query").exit_code == 0


def test_ctrl_c_ends_a_push_and_what_was_sent_is_noted(world: World, loaded: Path) -> None:
    command = [sys.executable, "-m", "elchi", "push", f"{world.url}/store", "--store", str(loaded)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as running:

        def interrupt(asked: Asked) -> None:
            if asked.method == "PUT" and "graph/doc" in (asked.graph or ""):
                world.then = lambda asked: None
                os.kill(running.pid, signal.SIGINT)
                time.sleep(0.3)  # it goes on to nothing: the answer to its next request would be too late

        world.then = interrupt
        _, said = running.communicate(timeout=120)
    assert running.returncode == 130
    assert "stopped" in said
    again = elchi("push", f"{world.url}/store").stderr
    assert "4 unchanged" not in again and "0 sent" not in again
    assert elchi("push", f"{world.url}/store").stderr.startswith("0 sent, 0 removed, 4 unchanged")


@pytest.mark.parametrize("form", ["csv", "tsv", "json", "xml"])
def test_an_endpoint_gives_the_bytes_that_the_store_gives(world: World, form: str) -> None:
    elchi("push", f"{world.url}/store", "-q")
    for question in (["visits", "-p", "host=TUR"], ["--sparql", "SELECT ?v { GRAPH ?g { ?v a elchi:Visit } }"]):
        here = elchi("query", *question, "--format", form)
        there = elchi("query", *question, "--format", form, "--endpoint", f"{world.url}/query")
        assert (there.exit_code, there.stdout, there.stderr) == (0, here.stdout, here.stderr)
    triples = ["query", "--sparql", "CONSTRUCT { ?v a elchi:Visit } { GRAPH ?g { ?v a elchi:Visit } }"]
    assert elchi(*triples, "--endpoint", f"{world.url}/query").stdout == elchi(*triples).stdout != ""


def test_a_fault_of_an_endpoint_is_told(world: World) -> None:
    result = elchi("query", "--sparql", "SELECT nonsense", "--endpoint", f"{world.url}/query")
    assert result.exit_code == 2
    assert "400 Bad Request: malformed" in result.stderr


def test_our_own_server_gives_the_rows_that_the_store_gives() -> None:
    url = f"{running()}/sparql"
    with Store.open(examples()) as store, Session(url) as opened:
        for name, given in QUESTIONS:
            assert asking.run(opened, url, name, **given) == query.run(store.graph, name, **given), (name, given)


def test_our_own_server_takes_no_push_and_says_so(world: World) -> None:
    result = elchi("push", f"{running()}/sparql", "--method", "update")
    assert result.exit_code == 2
    assert re.search(r"/sparql: the server answered 4\d\d .+: .+", result.stderr), result.stderr
