"""A push to real stores and questions to them: run by ``make integration``, else skipped."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
import requests
from requests.auth import HTTPDigestAuth

from cli_world import CALL, elchi
from elchi import query, vocab
from elchi.export import quads
from elchi.remote.target import NOTES
from elchi.store import Store
from rdf_stores import ASKED_FOR, QUESTIONS, STORES, Server
from serving import examples

pytestmark = [pytest.mark.integration, ASKED_FOR]
METHODS = pytest.mark.parametrize("method", ["gsp", "update"])

NOT_PORTABLE = {
    ("virtuoso", "planned-not-done"): "Virtuoso 7.2 gives one row of five, with another class",
    ("virtuoso", "sources-per-event", "least"): "Virtuoso 7.2 fails to compile it: SQ156, Bad dfe in sqlo_place_exp",
}
"""What a server does not do as the standard says."""


@pytest.fixture(scope="module", params=sorted(STORES))
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with STORES[request.param](tmp_path_factory.mktemp(request.param)) as running:  # type: ignore[attr-defined]
        yield running


@pytest.fixture(autouse=True)
def access(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the commands know who asks and where the store is."""
    monkeypatch.setenv("ELCHI_STORE", str(examples()))
    monkeypatch.setenv("NETRC", os.devnull)
    for name, value in (("USER", server.user), ("PASSWORD", server.password)):
        if value is None:
            monkeypatch.delenv(f"ELCHI_PUSH_{name}", raising=False)
        else:
            monkeypatch.setenv(f"ELCHI_PUSH_{name}", value)


@pytest.fixture
def empty(server: Server) -> Server:
    """Empty the server of what earlier tests left."""
    for graph in {*graphs(), NOTES}:
        response = requests.delete(server.gsp, params={"graph": graph}, auth=login(server), timeout=60)
        assert response.ok or response.status_code == 404, response.text
    return server


def login(server: Server) -> HTTPDigestAuth | None:
    return None if server.user is None else HTTPDigestAuth(server.user, server.password or "")


def local() -> dict[str, set[ox.Triple]]:
    """Return the graphs of the store, without the texts."""
    found: dict[str, set[ox.Triple]] = {}
    with Store.open(examples()) as store:
        for quad in quads(store.graph):
            found.setdefault(quad.graph_name.value, set()).add(quad.triple)  # type: ignore[union-attr]
    return found


def graphs() -> set[str]:
    return {*local(), *(name.replace("/graph/doc/", "/graph/text/") for name in local())}


def there(server: Server, graph: str) -> set[ox.Triple]:
    headers = {"Accept": "application/n-triples"}
    response = requests.get(server.gsp, params={"graph": graph}, headers=headers, auth=login(server), timeout=60)
    if response.status_code == 404:
        return set()
    return {quad.triple for quad in ox.parse(response.content, ox.RdfFormat.N_TRIPLES)}


def told(server: Server, triples: set[ox.Triple]) -> set[ox.Triple]:
    """Return triples as a server gives them back: Virtuoso keeps truth values as 0 and 1, and decimals short."""
    if server.name == "oxigraph":
        return triples
    return {ox.Triple(one.subject, one.predicate, _plain(one.object)) for one in triples}  # type: ignore[arg-type]


def _plain(term: object) -> object:
    if isinstance(term, ox.Literal) and term.datatype.value.rpartition("#")[2] in ("boolean", "decimal", "integer"):
        return ox.Literal({"true": "1", "false": "0"}.get(term.value, term.value))
    return term


def command(server: Server, method: str) -> list[str]:
    if method == "gsp":
        return ["push", server.gsp]
    return ["push", server.update, "--method", "update", "--query-url", server.query]


def pushed(server: Server, method: str, *options: str) -> str:
    result = elchi(*command(server, method), *options)
    assert result.exit_code == 0, result.stderr
    return result.stderr.splitlines()[-1]


@METHODS
def test_a_push_makes_the_server_hold_the_same(empty: Server, method: str) -> None:
    wanted = local()
    sent = len(wanted) - 1  # provenance goes with the graphs that it is about
    assert pushed(empty, method) == f"{sent} sent, 0 removed, 0 unchanged, 0 failed"
    for graph, triples in wanted.items():
        assert told(empty, there(empty, graph)) == told(empty, triples), graph
    assert not any(there(empty, graph) for graph in graphs() - wanted.keys())
    assert pushed(empty, method) == f"0 sent, 0 removed, {sent} unchanged, 0 failed"


@METHODS
def test_only_a_changed_document_goes_again(empty: Server, method: str, tmp_path: Path) -> None:
    pushed(empty, method)
    shutil.copytree(examples(), tmp_path / "store")
    (tmp_path / "phone-call.txt").write_text(CALL, encoding="utf-8")
    elchi("load", str(tmp_path / "phone-call.txt"), "--store", str(tmp_path / "store"), "-q")
    assert elchi("remove", "village.txt", "--store", str(tmp_path / "store"), "-q").exit_code == 0
    before = there(empty, NOTES)
    line = pushed(empty, method, "--store", str(tmp_path / "store"), "--prune")
    assert line.startswith("1 sent, 1 removed, ") or line.startswith("2 sent, 1 removed, ")
    assert there(empty, NOTES) != before
    assert there(empty, vocab.document_graph(vocab.key("village.txt")).value) == set()
    prov = there(empty, vocab.PROVENANCE.value)
    assert not any(triple.subject == vocab.document_graph(vocab.key("village.txt")) for triple in prov)
    assert pushed(empty, method, "--store", str(tmp_path / "store"), "--prune").startswith("0 sent, 0 removed")
    pushed(empty, method, "--prune")
    assert told(empty, there(empty, vocab.PROVENANCE.value)) == told(empty, local()[vocab.PROVENANCE.value])


@METHODS
def test_a_push_that_was_killed_goes_on(empty: Server, method: str) -> None:
    arguments = [sys.executable, "-m", "elchi", *command(empty, method), "--json", "--quiet"]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        for _ in range(4):
            assert '"sent"' in running.stdout.readline()
        running.send_signal(signal.SIGKILL)
    pushed(empty, method)
    for graph, triples in local().items():
        assert told(empty, there(empty, graph)) == told(empty, triples), graph
    assert pushed(empty, method).startswith("0 sent, 0 removed")


@METHODS
def test_what_one_method_sent_the_other_does_not_send_again(empty: Server, method: str) -> None:
    pushed(empty, method)
    assert pushed(empty, "update" if method == "gsp" else "gsp").startswith("0 sent, 0 removed")


def test_texts_come_and_go(empty: Server) -> None:
    pushed(empty, "gsp", "--with-text")
    text = vocab.text_graph(vocab.key("village.txt")).value
    assert len(there(empty, text)) == 3
    pushed(empty, "update", "--prune")
    assert there(empty, text) == set()


@pytest.fixture(scope="module")
def filled(server: Server) -> Server:
    environment = {"ELCHI_STORE": str(examples()), "ELCHI_PUSH_PASSWORD": server.password or ""}
    user = [] if server.user is None else ["--user", server.user]
    with pytest.MonkeyPatch.context() as patch:
        for name, value in environment.items():
            patch.setenv(name, value)
        assert elchi(*command(server, "gsp"), *user, "-q").exit_code == 0
    return server


@pytest.mark.parametrize(("name", "parameters"), QUESTIONS, ids=[f"{q[0]}-{'-'.join(q[1])}" for q in QUESTIONS])
def test_a_saved_query_gives_the_same_rows(filled: Server, name: str, parameters: dict[str, str]) -> None:
    for excused in ((filled.name, name), (filled.name, name, *parameters)):
        if excused in NOT_PORTABLE:
            pytest.skip(NOT_PORTABLE[excused])
    given = [word for pair in parameters.items() for word in ("--param", "=".join(pair))]
    here = elchi("query", name, *given, "--format", "json")
    answer = elchi("query", name, *given, "--format", "json", "--endpoint", filled.query)
    assert answer.exit_code == 0, answer.stderr
    assert _rows(filled, answer.stdout_bytes) == _rows(filled, here.stdout_bytes)


def _rows(server: Server, data: bytes) -> tuple[tuple[str, ...], Counter[object]]:
    """Return columns and rows; their order is the server's where ORDER BY leaves it open."""
    answer = ox.parse_query_results(data, ox.QueryResultsFormat.JSON)
    assert isinstance(answer, ox.QuerySolutions)
    columns = tuple(variable.value for variable in answer.variables)
    rows = (tuple(_plain(term) if server.name == "virtuoso" else term for term in row) for row in answer)
    return columns, Counter(rows)


def test_the_questions_are_about_something() -> None:
    with Store.open(examples()) as store:
        found = {name: len(query.run(store.graph, name, **given).rows or ()) for name, given in QUESTIONS}
    assert [name for name, rows in found.items() if not rows] == ["contradicting-counts", "contradicting-status"]


def test_triples_and_truth_values_come_from_a_server(filled: Server) -> None:
    pattern = "{ GRAPH ?g { ?v a elchi:Visit } }"
    for question in (f"CONSTRUCT {{ ?v a elchi:Visit }} {pattern}", f"ASK {pattern}"):
        here = elchi("query", "--sparql", question)
        answer = elchi("query", "--sparql", question, "--endpoint", filled.query)
        assert (answer.exit_code, answer.stdout) == (0, here.stdout), answer.stderr


def test_a_wrong_query_is_told_in_the_servers_words(filled: Server) -> None:
    result = elchi("query", "--sparql", "SELECT nonsense", "--endpoint", filled.query)
    assert result.exit_code == 2
    assert "400 Bad Request: " in result.stderr and "nonsense" in result.stderr + "nonsense" * (filled.user is None)


def test_a_wrong_password_ends_a_push_at_once(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    if server.user is None:
        pytest.skip("Oxigraph asks nobody who he is")
    monkeypatch.setenv("ELCHI_PUSH_PASSWORD", "wrong")
    for method in ("gsp", "update"):
        result = elchi(*command(server, method), "--again")
        assert result.exit_code == 2
        assert "401 Unauthorized" in result.stderr


def test_an_update_that_is_too_big_is_told_and_smaller_ones_go(empty: Server) -> None:
    if empty.name != "virtuoso":
        pytest.skip("only Virtuoso has a limit that the examples reach")
    result = elchi(*command(empty, "update"), "--batch", "10000")
    assert result.exit_code == 3
    assert "SP030: SPARQL compiler" in result.stderr and "memory exhausted" in result.stderr
    assert pushed(empty, "update").startswith("1 sent")


def test_a_push_to_the_wrong_address_says_so(server: Server) -> None:
    result = elchi("push", server.query, "-q")
    assert result.exit_code == 2
    assert f"{server.query}: " in result.stderr
