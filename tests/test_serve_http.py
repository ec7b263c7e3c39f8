"""The endpoint's manners: each method, Accept header and error, asked of a real server."""

from __future__ import annotations

import asyncio
import gzip
import json
import re
import socket
from pathlib import Path
from urllib.parse import urlsplit

import pyoxigraph as ox
import pytest
import requests
import uvicorn
from starlette.applications import Starlette
from uvicorn.server import ServerState

from cli_world import elchi
from elchi.serve import connections
from serving import examples, running, server

SELECT = "SELECT DISTINCT ?visit { ?visit a elchi:Visit } ORDER BY ?visit"
ASK = "ASK { ?visit a elchi:Visit }"
CONSTRUCT = "CONSTRUCT { ?visit a schema:Event } WHERE { ?visit a elchi:Visit }"
DESCRIBE = "DESCRIBE ?visit { ?visit a elchi:Visit }"
JSON, XML, CSV, TSV = (f"application/sparql-results+{kind}" for kind in ("json", "xml", "csv", "tsv"))
CSV, TSV = "text/csv", "text/tab-separated-values"
TURTLE, TRIPLES, LD = "text/turtle", "application/n-triples", "application/ld+json"
FIREFOX = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
COMUNICA = (
    "application/n-quads,application/trig;q=0.95,application/ld+json;q=0.9,application/n-triples;q=0.8,"
    "application/sparql-results+json;q=1.0,text/turtle;q=0.6,application/rdf+xml;q=0.5,text/html;q=0.2"
)


def ask(sparql: str | None = None, path: str = "/sparql", **more: object) -> requests.Response:
    """Ask the server of all tests; ``accept`` is a header, what else is given are parameters."""
    headers = {"Accept": more.pop("accept", None)}
    parameters = {**({} if sparql is None else {"query": sparql}), **more}
    return requests.get(running() + path, parameters, headers=headers, timeout=60, allow_redirects=False)  # type: ignore[arg-type]


def words(answer: requests.Response, name: str) -> set[str]:
    """Return the members of a header."""
    return set(answer.headers.get(name, "").split(", "))


def kind(answer: requests.Response) -> str:
    return answer.headers["Content-Type"].partition(";")[0]


@pytest.mark.parametrize(
    ("sparql", "accept", "expected"),
    [
        (SELECT, None, JSON),
        (SELECT, "", JSON),
        (SELECT, "*/*", JSON),
        (SELECT, XML, XML),
        (SELECT, "text/csv", CSV),
        (SELECT, "text/*", CSV),
        (SELECT, "text/*, text/csv;q=0.1", TSV),
        (SELECT, f"{TSV};q=0.9, {XML};q=0.8", TSV),
        (SELECT, f"{TSV};q=0.8, {XML};q=0.9", XML),
        (SELECT, f"{JSON};q=0, */*;q=0.1", XML),
        (SELECT, "application/json", "application/json"),
        (SELECT, 'application/ld+json;profile="a,b;q=0.3", text/csv;q=0.2', CSV),
        (SELECT, FIREFOX, "application/xml"),
        (SELECT, COMUNICA, JSON),
        (ASK, None, JSON),
        (ASK, "text/csv", CSV),
        (CONSTRUCT, None, TURTLE),
        (CONSTRUCT, TRIPLES, TRIPLES),
        (CONSTRUCT, LD, LD),
        (CONSTRUCT, "application/trig", "application/trig"),
        (CONSTRUCT, "application/rdf+xml", "application/rdf+xml"),
        (CONSTRUCT, "application/n-quads", "application/n-quads"),
        (CONSTRUCT, COMUNICA, "application/n-quads"),
        (DESCRIBE, "text/turtle;q=0.1, application/ld+json;q=0.2", LD),
        (None, None, TURTLE),
        (None, "*/*", TURTLE),
        (None, LD, LD),
        (None, COMUNICA, "application/n-quads"),
    ],
)
def test_the_client_chooses_the_format(sparql: str | None, accept: str | None, expected: str) -> None:
    answer = ask(sparql, accept=accept)
    assert (answer.status_code, kind(answer)) == (200, expected)
    assert ("charset=utf-8" in answer.headers["Content-Type"]) == expected.startswith("text/")
    assert "Accept" in answer.headers["Vary"].split(", ")


@pytest.mark.parametrize(
    ("sparql", "name", "expected"),
    [
        (SELECT, "json", JSON),
        (SELECT, "xml", XML),
        (SELECT, "csv", CSV),
        (SELECT, "tsv", TSV),
        (SELECT, "text/csv", CSV),
        (CONSTRUCT, "ttl", TURTLE),
        (CONSTRUCT, "turtle", TURTLE),
        (CONSTRUCT, "nt", TRIPLES),
        (CONSTRUCT, "jsonld", LD),
        (CONSTRUCT, "json-ld", LD),
        (CONSTRUCT, "trig", "application/trig"),
        (CONSTRUCT, "rdfxml", "application/rdf+xml"),
        (CONSTRUCT, "xml", "application/rdf+xml"),
        (None, "nt", TRIPLES),
    ],
)
def test_format_goes_before_the_accept_header(sparql: str | None, name: str, expected: str) -> None:
    answer = ask(sparql, accept="text/html", format=name)
    assert (answer.status_code, kind(answer)) == (200, expected)


def test_tables_that_are_asked_for_by_name_are_files() -> None:
    assert ask(SELECT, format="csv").headers["Content-Disposition"] == 'attachment; filename="answer.csv"'
    assert ask(SELECT).headers["Content-Disposition"] == 'inline; filename="answer.json"'


def test_each_format_says_the_same() -> None:
    expected = ask(SELECT).json()["results"]["bindings"]
    assert len(expected) > 2
    for name, form in (("xml", ox.QueryResultsFormat.XML), ("tsv", ox.QueryResultsFormat.TSV)):
        rows = ox.parse_query_results(ask(SELECT, format=name).content, form)
        assert [row["visit"].value for row in rows] == [row["visit"]["value"] for row in expected]  # type: ignore[union-attr]
    assert ask(SELECT, format="csv").text.split() == ["visit", *(row["visit"]["value"] for row in expected)]
    graphs = [
        {quad.triple for quad in ox.parse(ask(CONSTRUCT, format=name).content, form)}
        for name, form in (
            ("ttl", ox.RdfFormat.TURTLE),
            ("nt", ox.RdfFormat.N_TRIPLES),
            ("jsonld", ox.RdfFormat.JSON_LD),
            ("trig", ox.RdfFormat.TRIG),
            ("rdfxml", ox.RdfFormat.RDF_XML),
        )
    ]
    assert len(graphs[0]) == len(expected)
    assert all(graph == graphs[0] for graph in graphs)


@pytest.mark.parametrize(
    ("parameters", "status", "said"),
    [
        ({"query": "SELECT * {\n ?s ?p }"}, 400, r"^2:9: this is not expected here\n \?s \?p }\n        \^\n$"),
        ({"query": "SELECT * { ?s foo:bar ?o }"}, 400, "^1:22: prefix not found(.|\n)*not declared: foo:; known"),
        ({"query": "<script>alert(1)</script>"}, 400, "^1:"),
        ({"query": ""}, 400, "^1:1"),
        ({"query": [ASK, ASK]}, 400, "query= is given 2 times"),
        ({"query": ASK, "format": "pdf"}, 400, "json, xml, csv, tsv"),
        ({"query": CONSTRUCT, "format": "csv"}, 400, "ttl, nt, jsonld"),
        ({"query": ASK, "timeout": "soon"}, 400, "timeout=soon"),
        ({"query": ASK, "timeout": "-1"}, 400, "above 0"),
        ({"query": ASK, "default-graph-uri": "a b"}, 400, "default-graph-uri=a b: an absolute IRI"),
        ({"query": ASK, "named-graph-uri": "people"}, 400, "named-graph-uri=people"),
        ({"query": "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"}, 403, "SERVICE is refused"),
        ({"query": "LOAD <http://127.0.0.1:9/>"}, 403, "LOAD is refused"),
        ({"query": "DELETE WHERE { ?s ?p ?o }"}, 403, "DELETE is refused"),
        ({"update": "DROP ALL"}, 403, "updates are refused"),
        ({"query": ASK, "update": "DROP ALL"}, 403, "updates are refused"),
    ],
)
def test_errors_are_told_as_plain_text(parameters: dict[str, str], status: int, said: str) -> None:
    for answer in (
        requests.get(f"{running()}/sparql", parameters, timeout=60),
        requests.post(f"{running()}/sparql/", parameters, timeout=60),
    ):
        assert (answer.status_code, answer.headers["Content-Type"]) == (status, "text/plain; charset=utf-8")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert re.search(said, answer.text), answer.text


@pytest.mark.parametrize(
    ("sparql", "accept"),
    [(SELECT, "text/html"), (SELECT, TURTLE), (CONSTRUCT, JSON), (ASK, "*/*;q=0"), (None, JSON), (None, "image/png")],
)
def test_what_the_client_cannot_read_is_not_sent(sparql: str | None, accept: str) -> None:
    answer = ask(sparql, accept=accept)
    if (sparql, accept) != (None, "text/html"):
        assert answer.status_code == 406
        assert "this is available as" in answer.text


def test_people_are_led_to_the_editor_and_programs_are_not() -> None:
    answer = ask(accept=FIREFOX)
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{running()}/query")
    assert ask(accept="text/html;q=0.2, text/turtle;q=0.1").status_code == 303
    assert ask(accept="text/turtle;q=0.2, text/html;q=0.1").status_code == 200


@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        (ASK.encode(), {"Content-Type": "application/sparql-query"}, 200),
        (ASK.encode(), {"Content-Type": "application/sparql-query; charset=UTF-8"}, 200),
        (b"query=ASK+%7B%7D", {"Content-Type": "application/x-www-form-urlencoded"}, 200),
        ('ASK { ?s ?p "ўзбек" }'.encode(), {"Content-Type": "application/sparql-query"}, 200),
        (ASK.encode(), {"Content-Type": "text/plain"}, 415),
        (b"query=ASK+%7B%7D", {}, 415),
        (b'{"query": "ASK {}"}', {"Content-Type": "application/json"}, 415),
        (ASK.encode("utf-16"), {"Content-Type": "application/sparql-query; charset=UTF-16"}, 415),
        (ASK.encode("utf-16"), {"Content-Type": "application/sparql-query"}, 400),
        (gzip.compress(ASK.encode()), {"Content-Type": "application/sparql-query", "Content-Encoding": "gzip"}, 415),
        (b"query=%FF", {"Content-Type": "application/x-www-form-urlencoded"}, 400),
        (b"\xff", {"Content-Type": "application/x-www-form-urlencoded"}, 400),
        (b"", {"Content-Type": "application/x-www-form-urlencoded"}, 400),
        (b"DROP ALL", {"Content-Type": "application/sparql-update"}, 403),
        (b"ASK {} #" + b"a" * 100_000, {"Content-Type": "application/sparql-query"}, 413),
        (b"a" * 1_100_000, {"Content-Type": "application/sparql-query"}, 413),
    ],
)
def test_bodies_are_read_as_they_say_that_they_are(body: bytes, headers: dict[str, str], status: int) -> None:
    answer = requests.post(f"{running()}/sparql", body, headers=headers, timeout=60)
    assert answer.status_code == status, answer.text


def test_a_body_in_pieces_is_bounded_too() -> None:
    pieces = (b"a" * 1000 for _ in range(1200))
    kind = {"Content-Type": "application/sparql-query"}
    try:
        status = requests.post(f"{running()}/sparql", pieces, headers=kind, timeout=60).status_code
    except requests.ConnectionError:
        status = 413  # the server hangs up while the client still sends
    assert status == 413
    good = requests.post(f"{running()}/sparql", iter([b"ASK", b" {}"]), headers=kind, timeout=60)
    assert good.json()["boolean"] is True


def raw(request: bytes) -> bytes:
    """Send bytes to the server; return what it says first."""
    host, port = urlsplit(running()).netloc.split(":")
    with socket.create_connection((host, int(port)), timeout=60) as connection:
        try:
            connection.sendall(request)
            return connection.recv(65536)
        except ConnectionError:  # it hangs up while we still send
            return b"HTTP/1.1 400"


def whole(*pieces: bytes) -> bytes:
    """Send bytes to the server, piece by piece; return all that it says until it hangs up."""
    with socket.create_connection((urlsplit(running()).hostname, urlsplit(running()).port), timeout=30) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for piece in pieces:
            connection.sendall(piece)
        return b"".join(iter(lambda: connection.recv(65536), b""))


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\n\r\n", b"411"),
        (b"GET /sparql?query=" + b"a" * 70_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n", b"414"),
        (b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * 40_000 + b"\r\n\r\n", b"431"),
        (b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * 2_000_000 + b"\r\n\r\n", b"400"),
        (b"GET /sparql?query=%FF HTTP/1.1\r\nHost: localhost\r\n\r\n", b"400"),
        (b"HELLO\r\n\r\n", b"400"),
    ],
)
def test_requests_that_are_too_long_or_no_http_are_refused(request_: bytes, status: bytes) -> None:
    assert raw(request_).split()[1] == status


def test_a_client_that_leaves_in_the_middle_is_no_fault_of_ours(tmp_path: Path) -> None:
    log = tmp_path / "log"
    with server(examples(), log=log) as address:
        host, port = urlsplit(address).netloc.split(":")
        for head in (b"Content-Length: 100", b"Transfer-Encoding: chunked"):
            with socket.create_connection((host, int(port)), timeout=60) as connection:
                connection.sendall(
                    b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\n"
                )
                connection.sendall(head + b"\r\n\r\n2\r\nAS")
        query = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(STR(?a) < STR(?d)) }"
        with pytest.raises(requests.Timeout):
            requests.get(f"{address}/sparql", {"query": query}, timeout=1)
        assert requests.get(f"{address}/sparql", {"query": ASK}, timeout=60).status_code == 200
    said = log.read_text()
    assert "Traceback" not in said
    assert said.count(" /sparql 499 ") == 3


@pytest.mark.parametrize("path", ["/sparql", "/sparql/", "/store", "/store?default", "/healthz"])
@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "PROPFIND"])
def test_nothing_can_be_written(method: str, path: str) -> None:
    answer = requests.request(method, running() + path, data="x", timeout=60)
    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]
    assert f"not {method}" in answer.text


def test_options_says_what_is_possible() -> None:
    answer = requests.options(f"{running()}/sparql", timeout=60)
    assert (answer.status_code, answer.headers["Allow"]) == (204, "GET, HEAD, OPTIONS, POST")


@pytest.mark.parametrize("path", ["/nothing", "/sparqlx", "/sparql/x", "//"])
def test_what_is_not_there_is_said_so(path: str) -> None:
    assert requests.get(running() + path, timeout=60).status_code == 404


@pytest.mark.parametrize("sparql", [None, SELECT, "SELECT * { ?s ?p ?o }", "SELECT * { ?s ?p"])
def test_head_is_get_without_a_body(sparql: str | None) -> None:
    parameters = None if sparql is None else {"query": sparql}
    get = requests.get(f"{running()}/sparql", parameters, timeout=60)
    head = requests.head(f"{running()}/sparql", params=parameters, timeout=60)
    assert (head.status_code, head.content) == (get.status_code, b"")
    for name in ("Content-Type", "ETag", "Vary", "Content-Disposition"):
        assert words(head, name) == words(get, name)


@pytest.mark.parametrize("sparql", [None, SELECT])
def test_what_the_client_has_is_not_sent_again(sparql: str | None) -> None:
    first = ask(sparql)
    tag = first.headers["ETag"]
    assert first.headers["Cache-Control"] == "no-cache"
    for known in (tag, tag.removeprefix("W/"), f'"x", {tag}', "*"):
        again = requests.get(
            f"{running()}/sparql",
            {} if sparql is None else {"query": sparql},
            headers={"If-None-Match": known},
            timeout=60,
        )
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["ETag"] == tag
        assert words(again, "Vary") == words(first, "Vary")
    assert ask(sparql, accept="*/*;q=0.1").headers["ETag"] == tag
    assert ask(sparql, format="nt" if sparql is None else "csv").headers["ETag"] != tag
    assert ask(ASK).headers["ETag"] != tag


def test_answers_of_the_clock_and_of_chance_are_not_kept() -> None:
    for call in ("NOW()", "rand()", "UUID()", "STRUUID()"):
        answer = ask(f"SELECT ({call} AS ?x) {{}}")
        assert answer.headers["Cache-Control"] == "no-store"
        assert "ETag" not in answer.headers


def test_long_answers_are_streamed_and_short_ones_have_a_length() -> None:
    assert any(int(ask(ASK).headers.get("Content-Length", 0)) > 0 for _ in range(5))  # not if a busy worker pauses
    answer = ask("SELECT * { ?a ?b ?c . ?c ?d ?e }")
    assert answer.headers["Transfer-Encoding"] == "chunked"
    assert len(answer.json()["results"]["bindings"]) > 1000


def test_answers_are_compressed_for_those_who_can_read_it() -> None:
    sparql = "SELECT * { ?a ?b ?c }"
    plain, packed, refused = (
        requests.get(f"{running()}/sparql", {"query": sparql}, headers={"Accept-Encoding": coding}, timeout=60)
        for coding in ("identity", "gzip, br", "gzip;q=0, identity")
    )
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in refused.headers
    assert plain.headers["ETag"] == packed.headers["ETag"]
    assert plain.json() == packed.json() == refused.json()
    assert all("Accept-Encoding" in answer.headers["Vary"] for answer in (plain, packed, refused))


def test_the_time_that_an_answer_took_is_told() -> None:
    assert re.fullmatch(r"answer;dur=\d+\.\d", ask(SELECT).headers["Server-Timing"])


def test_browsers_are_told_to_be_careful() -> None:
    for answer in (ask(ASK), ask("SELEC"), requests.get(f"{running()}/nothing", timeout=60)):
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
        assert "unsafe" not in answer.headers["Content-Security-Policy"]
        assert "Server" not in answer.headers


def test_relative_iris_are_below_the_endpoint() -> None:
    (row,) = ask("SELECT (STR(<x>) AS ?iri) {}").json()["results"]["bindings"]
    assert row["iri"]["value"] == f"{running()}/x"


def test_the_default_graph_is_the_merge_of_all() -> None:
    merged, apart = (
        int(
            ask(f"SELECT (COUNT(*) AS ?n) {{ {{ SELECT {what} ?s ?p ?o {{ {where} }} }} }}", format="csv").text.split()[
                1
            ]
        )
        for what, where in (("", "?s ?p ?o"), ("DISTINCT", "GRAPH ?g { ?s ?p ?o }"))
    )
    assert merged == apart > 1000


def graphs() -> list[str]:
    return ask("SELECT DISTINCT ?g { GRAPH ?g { ?s a elchi:Document } } ORDER BY ?g", format="csv").text.split()[1:]


def count(what: str, **more: object) -> int:
    return int(ask(f"SELECT (COUNT(*) AS ?n) {what}", format="csv", **more).text.split()[1])


def test_a_request_names_the_graphs_that_are_asked() -> None:
    one, two, *_ = graphs()
    inside, around = "{ ?s ?p ?o }", "{ GRAPH ?g { ?s ?p ?o } }"
    first, second = count(inside, **{"default-graph-uri": one}), count(inside, **{"default-graph-uri": two})
    assert first and second
    assert count(f"FROM <{one}> {inside}") == first
    assert count(around, **{"default-graph-uri": one}) == 0
    assert count(inside, **{"named-graph-uri": one}) == 0
    assert count(around, **{"named-graph-uri": [one, two]}) == first + second
    assert count(f"FROM <{two}> FROM NAMED <{two}> {inside}", **{"default-graph-uri": one}) == first
    assert count(f"FROM NAMED <{two}> {around}", **{"default-graph-uri": one}) == 0
    assert count(inside, **{"default-graph-uri": "http://127.0.0.1:9/none"}) == 0
    both = count(f"{{ SELECT DISTINCT ?s ?p ?o {{ VALUES ?g {{ <{one}> <{two}> }} {around} }} }}")
    assert count(inside, **{"default-graph-uri": [one, two]}) == both
    assert count(f"FROM <{one}> FROM <{two}> {inside}") == both


@pytest.mark.parametrize(
    ("parameters", "accept", "expected"),
    [
        ({"default": ""}, None, TURTLE),
        ({"default": ""}, TRIPLES, TRIPLES),
        ({"graph": "?"}, LD, LD),
        ({"graph": "?"}, "application/rdf+xml;q=0.5, text/csv", "application/rdf+xml"),
        ({"graph": "?", "format": "nt"}, None, TRIPLES),
        ({}, None, "application/trig"),
        ({}, "application/n-quads", "application/n-quads"),
        ({"format": "jsonld"}, None, LD),
        ({}, TURTLE, 406),
        ({"default": "", "graph": "?"}, None, 400),
        ({"graph": ["?", "http://a/"]}, None, 400),
        ({"graph": "people"}, None, 400),
        ({"graph": "http://127.0.0.1:9/none"}, None, 404),
        ({"default": ""}, JSON, 406),
        ({"default": "", "format": "csv"}, None, 400),
    ],
)
def test_the_graph_store_is_read(parameters: dict[str, str], accept: str | None, expected: str | int) -> None:
    one = graphs()[0]
    given = {name: one if value == "?" else value for name, value in parameters.items()}
    answer = ask(path="/store", accept=accept, **given)
    assert (answer.status_code if isinstance(expected, int) else kind(answer)) == expected, answer.text
    if answer.status_code == 200:
        again = {"If-None-Match": answer.headers["ETag"], "Accept": accept}
        assert requests.get(f"{running()}/store", given, headers=again, timeout=60).status_code == 304


def test_a_graph_has_the_statements_that_a_query_finds() -> None:
    one = graphs()[0]
    found = {quad.triple for quad in ox.parse(ask(path="/store", graph=one).content, ox.RdfFormat.TURTLE)}
    assert len(found) == count("{ ?s ?p ?o }", **{"default-graph-uri": one})
    merge = {quad.triple for quad in ox.parse(ask(path="/store", default="").content, ox.RdfFormat.TURTLE)}
    assert len(merge) == count("{ ?s ?p ?o }")
    quads = list(ox.parse(ask(path="/store", format="nq").content, ox.RdfFormat.N_QUADS))
    assert {quad.triple for quad in quads} == merge
    assert len(quads) == count("{ GRAPH ?g { ?s ?p ?o } }")


@pytest.mark.parametrize("parameters", [{"graph": "?"}, {"graph": "http://127.0.0.1:9/none"}, {"default": ""}, {}])
def test_head_of_a_graph_tells_whether_it_is_there(parameters: dict[str, str]) -> None:
    given = {name: graphs()[0] if value == "?" else value for name, value in parameters.items()}
    head = requests.head(f"{running()}/store", params=given, timeout=60)
    assert head.content == b""
    assert head.status_code == (404 if "none" in str(given) else 200)


def test_a_client_may_lower_the_time_of_its_query() -> None:
    sparql = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(STR(?a) < STR(?d)) }"
    answer = ask(sparql, timeout="0.5")
    assert answer.status_code == 503
    assert "0.5 s" in answer.text
    assert "Retry-After" in answer.headers


@pytest.mark.parametrize("sparql", ["ASK {} #" + "{" * 5000, "SELECT * " + "{" * 5000 + "}" * 5000])
def test_a_query_as_deep_as_a_well_harms_nobody(sparql: str) -> None:
    assert requests.post(f"{running()}/sparql", {"query": sparql}, timeout=60).status_code == (400, 200)["#" in sparql]


@pytest.mark.parametrize("chain", ["!" * 60_000 + "true", "true" + " || true" * 12_000])
def test_a_chain_that_the_engine_has_no_stack_for_is_refused(chain: str) -> None:
    answer = requests.post(f"{running()}/sparql", {"query": f"ASK {{ FILTER({chain}) }}"}, timeout=60)
    assert (answer.status_code, "too long a chain" in answer.text) == (400, True), answer.text
    assert ask(ASK).status_code == 200


def test_the_answer_of_a_saved_query_is_kept_for_the_next_who_asks() -> None:
    first, second = (ask(path="/queries/treaties", party="KAZ", format="csv") for _ in range(2))
    assert "answer;dur=" in first.headers["Server-Timing"]
    assert second.headers["Server-Timing"] == "kept"
    assert (first.content, first.headers["ETag"]) == (second.content, second.headers["ETag"])
    assert ask(path="/queries/treaties", party="TUR", format="csv").content != first.content
    assert requests.head(f"{running()}/queries/treaties?party=KAZ&format=csv", timeout=60).content == b""


@pytest.mark.parametrize(
    "doubtful",
    [
        b"GET /healthz\r\n\r\n",
        b"GET /healthz HTTP/1.1\r\n\r\n",
        b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n\r\n",
        b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nX : a\r\n\r\n",
        b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nX: a\r\n b\r\n\r\n",
        b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nX: a\x00b\r\n\r\n",
        b"CONNECT localhost:80 HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"POST /healthz HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        b"POST /healthz HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
        b"POST /healthz HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: gzip, chunked\r\n\r\n",
        b"POST /healthz HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n",
    ],
)
def test_a_head_that_could_be_read_in_two_ways_is_refused(doubtful: bytes) -> None:
    answer = whole(doubtful + b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
    assert (answer.split()[1], answer.count(b"HTTP/1.1 ")) == (b"400", 1)


def test_head_and_body_are_sent_together() -> None:
    sent: list[bytes] = []

    class Wire(asyncio.Transport):
        def write(self, data: bytes) -> None:  # type: ignore[override]
            sent.append(data)

        def is_closing(self) -> bool:
            return bool(sent) and sent[-1] == b"closed"

        def close(self) -> None:
            sent.append(b"closed")

    async def turns() -> None:
        wire = connections.Gathered(Wire(), asyncio.get_running_loop())
        for piece in (b"head", b"body"):
            wire.write(piece)
        await asyncio.sleep(0)
        for piece in (b"x" * 70_000, b"y", b"z"):
            wire.write(piece)
        wire.close()
        wire.write(b"late")
        await asyncio.sleep(0)

    asyncio.run(turns())
    assert sent == [b"headbody", b"x" * 70_000, b"yz", b"closed"]


@pytest.mark.parametrize("sparql", ["{} # " + "я" * 5000, "{}"])
def test_the_form_of_long_and_short_queries_chooses_the_format(sparql: str) -> None:
    assert kind(requests.post(f"{running()}/sparql", {"query": f"ASK {sparql}"}, timeout=20)) == JSON
    assert kind(requests.post(f"{running()}/sparql", {"query": f"CONSTRUCT {{}} {sparql}"}, timeout=20)) == TURTLE


@pytest.mark.parametrize("pieces", [1, 2])
def test_who_offers_another_version_is_answered_in_this_one(pieces: int) -> None:
    offer = b"Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n"
    get = b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nHost: localhost\r\n" + offer + b"\r\n"
    post = b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\n" + offer
    post += b"Content-Length: 6\r\n\r\nASK {}"
    last = b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    together = get + post + post + last
    cut = len(get + post) - 3 if pieces == 2 else len(together)
    assert whole(together[:cut], together[cut:]).count(b'"boolean":true') == 4


def test_who_waits_to_send_a_body_and_is_refused_has_to_connect_anew() -> None:
    waits = b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 9\r\n"
    assert whole(waits + b"\r\n").split()[1] == b"415"
    waits += b"Content-Type: application/sparql-query\r\n\r\n"
    assert whole(waits, b"ASK {   }").startswith(b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200")


@pytest.mark.parametrize(
    "begun",
    [
        b"GET /healthz?",
        b"GET /healthz HTTP/1.1\r\nHost: ",
        b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nTrailer: ",
    ],
)
def test_a_head_without_end_is_cut_off(begun: bytes) -> None:
    with socket.create_connection((urlsplit(running()).hostname, urlsplit(running()).port), 10) as line:
        with pytest.raises(ConnectionError):
            line.sendall(begun)
            for _ in range(1000):
                line.sendall(b"x" * 65536)
        assert requests.get(f"{running()}/healthz", timeout=20).status_code == 200


def test_a_connection_that_does_not_come_to_the_point_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "PATIENCE", 0.2)
    config = uvicorn.Config(Starlette(), http=connections.Patient, log_config=None)

    async def held() -> bytes:
        state = ServerState()
        listening = await asyncio.get_running_loop().create_server(
            lambda: connections.Patient(config, state, {}), "127.0.0.1", 0
        )
        async with listening:
            reader, writer = await asyncio.open_connection(*listening.sockets[0].getsockname())
            writer.write(b"GET /healthz HTTP/1.1\r\nHost: ")
            said = await asyncio.wait_for(reader.read(), 60)
            writer.close()
            return said

    assert asyncio.run(held()) == b""


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        (["--host", "0.0.0.0"], "give a --token that they have to send, or say --public"),
        (["--host", "::"], "--public"),
        (["--host", "192.0.2.1", "--token", ""], "--token"),
        (["--token", "два"], "--token"),
        (["--base", "data.example.org"], "--base data.example.org: expected an address"),
        (["--cors", "page.example"], "--cors page.example: expected an origin"),
        (["--root-path", "elchi"], "a path begins with a slash: /elchi"),
        (["--port", "70000"], "--port"),
        (["--timeout", "0"], "--timeout"),
        (["--store", "/nowhere"], "/nowhere"),
    ],
)
def test_what_cannot_be_served_is_told(flags: list[str], said: str) -> None:
    result = elchi("serve", "--port", "0", "--store", str(examples()), *flags)
    assert result.exit_code == 2
    assert said in result.stderr


def test_an_address_that_is_taken_is_told() -> None:
    port = running().rpartition(":")[2]
    result = elchi("serve", "--port", port, "--store", str(examples()))
    assert result.exit_code == 2
    assert "in use" in result.stderr


def test_a_token_may_stand_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ELCHI_TOKEN", "from-outside")
    with server(examples(), "--host", "0.0.0.0") as address:
        assert requests.get(f"{address}/sparql", timeout=60).status_code == 401


def test_a_token_is_asked_for() -> None:
    with server(examples(), "--token", "tell-me-so", "--timeout", "5") as address:
        for headers in (
            {},
            {"Authorization": "Bearer tell-me"},
            {"Authorization": b"Basic \xe9"},
            {"Authorization": "x"},
        ):
            answer = requests.get(f"{address}/sparql", headers=headers, timeout=60)
            assert answer.status_code == 401, headers
            assert answer.headers["WWW-Authenticate"].startswith("Bearer")
        bearer = {"Authorization": "Bearer tell-me-so"}
        good = requests.get(f"{address}/sparql", {"query": ASK}, headers=bearer, timeout=60)
        assert good.headers["Cache-Control"] == "private, no-cache"
        assert good.json()["boolean"] is True
        assert requests.get(f"{address}/sparql", auth=("anyone", "tell-me-so"), timeout=60).status_code == 200
        assert requests.get(f"{address}/healthz", timeout=60).status_code == 200
        asked = {"Origin": "https://page.example", "Access-Control-Request-Method": "GET"}
        assert requests.options(f"{address}/sparql", headers=asked, timeout=60).status_code == 200
        by_name = requests.get(f"{address}/sparql", headers=bearer | {"Host": "store.example"}, timeout=60)
        assert by_name.status_code == 200


def test_behind_a_proxy_addresses_are_those_of_the_base(tmp_path: Path) -> None:
    base, page = "https://data.example.org/elchi", "https://page.example"
    log = tmp_path / "log"
    with server(examples(), "--base", base, "--root-path", "/elchi/", "--cors", page, "--json-log", log=log) as address:
        said = requests.get(f"{address}/sparql", headers={"Accept-Encoding": "identity"}, timeout=60)
        assert f"<{base}/sparql#service>" in said.text
        assert "Access-Control-Allow-Origin" not in said.headers
        led = requests.get(f"{address}/sparql", headers={"Accept": "text/html"}, allow_redirects=False, timeout=60)
        assert led.headers["Location"] == f"{base}/query"
        for origin, allowed in ((page, page), ("https://other.example", None)):
            answer = requests.get(f"{address}/healthz", headers={"Origin": origin}, timeout=60)
            assert answer.headers.get("Access-Control-Allow-Origin") == allowed
        forged = {"X-Forwarded-For": "192.0.2.7 GET /admin 200"}
        requests.get(f"{address}/no%0Athing?query=secret", headers=forged, timeout=60)
    lines = [json.loads(line) for line in log.read_text().splitlines()[1:]]
    assert [line["status"] for line in lines] == [200, 303, 200, 200, 404]
    assert lines[0].keys() == {"time", "client", "method", "path", "status", "bytes", "milliseconds"}
    assert (lines[0]["path"], lines[0]["bytes"]) == ("/elchi/sparql", len(said.content))
    assert lines[-1]["path"] == "/elchi/no%0Athing"
    assert lines[-1]["client"] == "192.0.2.7%20GET%20/admin%20200"


@pytest.mark.parametrize(
    ("sparql", "compacted"),
    [
        (CONSTRUCT, True),
        ("CONSTRUCT { ?visit a schema:Event ; schema:about [] } WHERE { ?visit a elchi:Visit }", False),
    ],
)
def test_json_ld_is_compacted_for_who_asks_for_it(sparql: str, compacted: bool) -> None:
    long = ask(sparql, accept=LD).json()
    answer = ask(sparql, accept=f'{LD};profile="http://www.w3.org/ns/json-ld#compacted"')
    assert (answer.status_code, kind(answer)) == (200, LD)
    found = answer.json()
    if not compacted:
        assert len(found) == len(long)
        return
    assert found["@context"].endswith("/context.jsonld")
    assert len(found["@graph"]) == len(long) > 2
    assert all(node["type"] == "schema:Event" for node in found["@graph"])
