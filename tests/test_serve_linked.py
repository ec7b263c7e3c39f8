"""Saved queries and linked data, asked over HTTP."""

import csv
import io
import re
from functools import lru_cache
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib
import requests

from cli_world import elchi
from elchi import query, vocab
from elchi.store import Store
from serving import examples, running

SAVED = [name for folder in ("", *query.folders()) for name in query.names(folder)]


def get(path: str, accept: str | None = None, **parameters: str) -> requests.Response:
    headers = {"Accept": accept} if accept else {}
    return requests.get(running() + path, params=parameters, headers=headers, timeout=30, allow_redirects=False)


@lru_cache(maxsize=1)
def world() -> dict[str, str]:
    """Return a value for each type of parameter that something in the examples answers to."""
    with Store.open(examples()) as store:
        visits = query.run(store.graph, "visits").records()
        visit = next(row for row in visits if row.get("hostState") and row.get("visitor"))
    return {
        "state": visit["hostState"].split("; ")[0], "actor": visit["visitor"].split("; ")[0], "iri": visit["visit"],
        "string": visit["document"], "since": "1990", "until": "2030", "integer": "1",
    }  # fmt: skip


def values(name: str, *, optional: bool) -> dict[str, str]:
    known = world()
    return {
        parameter.name: known.get(parameter.type) or vocab.notations(parameter.type)[0]
        for parameter in query.saved(name).parameters
        if optional or parameter.required
    }


@pytest.mark.parametrize("optional", [False, True], ids=["required", "all"])
@pytest.mark.parametrize("name", SAVED)
def test_the_sparql_behind_a_query_gives_its_rows(name: str, optional: bool) -> None:
    given = values(name, optional=optional)
    rows = get(f"/queries/{name}", **given)
    assert rows.status_code == 200, rows.text
    text = get(f"/queries/{name}.rq", **given)
    assert text.headers["Content-Type"] == "application/sparql-query; charset=utf-8"
    behind = get("/sparql", "application/sparql-results+json", query=text.text)
    assert behind.json() == rows.json()
    assert rows.json()["head"]["vars"] == [column for column, _ in query.saved(name).columns]


def test_a_query_over_http_gives_the_rows_of_the_command() -> None:
    said = elchi("query", "visits", "--param", "host=uzb", "--format", "csv", "--store", str(examples())).stdout
    answer = get("/queries/visits", host="uzb", format="csv")
    assert list(csv.reader(io.StringIO(answer.content.decode()))) == list(csv.reader(io.StringIO(said)))
    assert len(said.splitlines()) > 1


@pytest.mark.parametrize(
    ("accept", "format", "expected"),
    [
        (None, None, "application/sparql-results+json"),
        ("text/html, */*;q=0.8", None, "application/sparql-results+json"),
        ("text/csv", None, "text/csv; charset=utf-8"),
        ("application/sparql-results+xml;q=0.5, text/tab-separated-values", None, "text/tab-separated-values"),
        ("text/csv", "xml", "application/sparql-results+xml"),
    ],
)
def test_rows_come_as_the_client_likes_them(accept: str | None, format: str | None, expected: str) -> None:
    answer = get("/queries/dates", accept, **({"format": format} if format else {}))
    assert answer.headers["Content-Type"].startswith(expected.split(";")[0])
    assert answer.headers["Vary"] == "Accept"


@pytest.mark.parametrize(
    ("path", "parameters", "status", "message"),
    [
        ("/queries/visit", {}, 404, "did you mean visits"),
        ("/queries/visit.rq", {}, 404, "did you mean visits"),
        ("/queries/visits", {"host": "Nowhere"}, 400, "three-letter code"),
        ("/queries/visits.rq", {"hosts": "UZB"}, 400, "has no parameter 'hosts'; there are: document"),
        ("/queries/dyad", {"one": "UZB"}, 400, "needs other="),
        ("/queries/dyad", {"one": "UZB", "other": ""}, 400, "needs other="),
        ("/queries/visits", {"format": "pdf"}, 400, "expected one of json, xml, csv, tsv"),
        ("/queries", {"format": "pdf"}, 400, "expected one of json, ttl"),
    ],
)
def test_a_wrong_address_says_what_would_be_right(
    path: str, parameters: dict[str, str], status: int, message: str
) -> None:
    answer = get(path, **parameters)
    assert (answer.status_code, message in answer.text) == (status, True), answer.text


def test_a_parameter_is_given_once() -> None:
    answer = requests.get(f"{running()}/queries/visits?host=UZB&host=KAZ", timeout=10)
    assert (answer.status_code, answer.text) == (400, "host is given more than once; one value is expected\n")


def test_the_queries_are_listed_as_json() -> None:
    listed = {one["name"]: one for one in get("/queries").json()["queries"]}
    assert list(listed) == SAVED
    kind: dict[str, Any] = next(p for p in listed["visits"]["parameters"] if p["name"] == "kind")
    assert (kind["type"], kind["required"], "state" in kind["values"]) == ("visit", False, True)


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib's own, in its parser of JSON-LD
@pytest.mark.parametrize(
    "accept", ["text/turtle", "application/ld+json", "application/n-triples", "application/rdf+xml"]
)
def test_the_queries_are_published_for_editors(accept: str) -> None:
    answer = get("/queries", accept)
    assert answer.headers["Content-Type"].startswith(accept)
    graph = rdflib.Graph().parse(data=answer.text, format=accept)
    found = graph.query(
        "PREFIX sh: <http://www.w3.org/ns/shacl#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>"
        "PREFIX schema: <http://schema.org/> SELECT ?comment ?query ?target"
        "{ ?it a sh:SPARQLExecutable ; rdfs:comment ?comment ; sh:select ?query ; schema:target ?target }"
    )
    assert len(found) == len(SAVED)
    for comment, text, target in found:  # type: ignore[misc]
        assert str(comment).endswith("?")
        assert str(target) == f"{running()}/sparql"
        ox.Store().query(str(text))


def test_a_page_lists_the_queries_with_forms() -> None:
    text = get("/queries", "text/html").text
    assert set(re.findall(r'<section id="([^"]+)">', text)) == set(SAVED)
    assert '<form action="/queries/visits" method="get">' in text
