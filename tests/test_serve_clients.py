"""Programs that people ask endpoints with: each gets the rows that ``elchi query`` gives."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
from functools import lru_cache
from urllib.parse import urlencode

import pandas
import pytest
import rdflib
from rdflib.compare import isomorphic
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, GET, JSON, JSONLD, N3, POST, POSTDIRECTLY, RDFXML, TURTLE, URLENCODED, XML, SPARQLWrapper

from cli_world import elchi
from serving import examples, running

ROWS = """PREFIX elchi: <https://w3id.org/elchi/ns#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?state ?label ?code WHERE {
  GRAPH ?g { ?state a elchi:State ; skos:prefLabel ?label ; skos:notation ?code }
  FILTER(?code IN ("UZB", "TUR", "KGZ"))
} ORDER BY ?state ?label LANG(?label)"""
TRIPLES = """PREFIX elchi: <https://w3id.org/elchi/ns#>
PREFIX schema: <http://schema.org/>
CONSTRUCT { ?visit a schema:Event } WHERE { GRAPH ?g { ?visit a elchi:Visit } }"""
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # what rdflib says of itself
CURL = shutil.which("curl")
Rows = list[tuple[str, ...]]


@lru_cache(maxsize=1)
def expected() -> Rows:
    """Return the rows that the command gives, a language behind its label."""
    said = elchi("query", "--sparql", ROWS, "--format", "json", "--store", str(examples())).stdout
    rows = bound(json.loads(said))
    assert len(rows) > 10
    assert any("Ў" in label or "ў" in label for _, label, _ in rows)
    return rows


@lru_cache(maxsize=1)
def plain() -> Rows:
    """Return the rows without languages, as CSV has them."""
    said = elchi("query", "--sparql", ROWS, "--format", "csv", "--store", str(examples())).stdout
    return [tuple(row) for row in csv.reader(io.StringIO(said))][1:]


@lru_cache(maxsize=1)
def graph() -> rdflib.Graph:
    """Return the triples that the command gives."""
    said = elchi("query", "--sparql", TRIPLES, "--format", "ntriples", "--store", str(examples())).stdout
    found = rdflib.Graph().parse(data=said, format="nt")
    assert len(found) > 2
    return found


def bound(answer: dict[str, dict[str, list[dict[str, dict[str, str]]]]]) -> Rows:
    """Return the rows of SPARQL's JSON."""
    return [
        tuple(row[name]["value"] + "@" * ("xml:lang" in row[name]) + row[name].get("xml:lang", "") for name in row)
        for row in answer["results"]["bindings"]
    ]


def typed(result: object) -> Rows:
    """Return the rows of an rdflib result."""
    return [
        tuple(str(term) + (f"@{term.language}" if getattr(term, "language", None) else "") for term in row)
        for row in result
    ]  # type: ignore[attr-defined]


def endpoint() -> str:
    return f"{running()}/sparql"


def wrapper(sparql: str, form: str, method: str, how: str) -> SPARQLWrapper:
    asked = SPARQLWrapper(endpoint(), returnFormat=form)
    asked.setQuery(sparql)
    asked.setMethod(method)
    asked.setRequestMethod(how)
    return asked


WAYS = [(GET, URLENCODED), (POST, URLENCODED), (POST, POSTDIRECTLY)]


@pytest.mark.parametrize(("method", "how"), WAYS)
def test_sparqlwrapper_gets_rows(method: str, how: str) -> None:
    assert bound(wrapper(ROWS, JSON, method, how).queryAndConvert()) == expected()
    xml = wrapper(ROWS, XML, method, how).query().response.read()
    assert typed(rdflib.query.Result.parse(io.BytesIO(xml), format="xml")) == expected()
    table = wrapper(ROWS, CSV, method, how).queryAndConvert().decode()
    assert [tuple(row) for row in csv.reader(io.StringIO(table))][1:] == plain()


@pytest.mark.parametrize(("method", "how"), WAYS)
@pytest.mark.parametrize(
    ("form", "syntax"), [(TURTLE, "turtle"), (N3, "turtle"), (RDFXML, "xml"), (XML, "xml"), (JSONLD, "json-ld")]
)
def test_sparqlwrapper_gets_triples(form: str, syntax: str, method: str, how: str) -> None:
    data = wrapper(TRIPLES, form, method, how).query().response.read()
    assert isomorphic(rdflib.Graph().parse(data=data, format=syntax), graph())


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv"])
def test_an_rdflib_store_gets_rows(form: str, method: str) -> None:
    store = SPARQLStore(endpoint(), method=method, returnFormat=form)  # type: ignore[arg-type]
    rows = typed(store.query(ROWS))
    assert rows == (plain() if form == "csv" else expected())


def test_an_rdflib_store_gets_triples() -> None:
    found = SPARQLStore(endpoint(), returnFormat="xml").query(TRIPLES).graph
    assert found is not None
    assert isomorphic(found, graph())


@pytest.mark.parametrize("form", ["turtle", "xml", "nt", "json-ld", None])
def test_rdflib_reads_an_address(form: str | None) -> None:
    found = rdflib.Graph().parse(f"{endpoint()}?{urlencode({'query': TRIPLES})}", format=form)
    assert isomorphic(found, graph())


def test_rdflib_reads_the_description_of_the_service() -> None:
    assert (None, None, rdflib.URIRef(endpoint())) in rdflib.Graph().parse(endpoint())


def test_pandas_reads_an_address() -> None:
    address = f"{endpoint()}?{urlencode({'query': ROWS, 'format': 'csv'})}"
    table = pandas.read_csv(address, keep_default_na=False)
    assert list(table.columns) == ["state", "label", "code"]
    assert [tuple(row) for row in table.itertuples(index=False)] == plain()
    accepted = pandas.read_csv(f"{endpoint()}?{urlencode({'query': ROWS})}", storage_options={"Accept": "text/csv"})
    assert len(accepted) == len(plain())


@pytest.mark.skipif(CURL is None, reason="there is no curl")
@pytest.mark.parametrize(
    "flags",
    [
        ["--get", "--data-urlencode", f"query={ROWS}"],
        ["--data-urlencode", f"query={ROWS}"],
        ["--data", ROWS, "-H", "Content-Type: application/sparql-query"],
        ["--data", ROWS, "-H", "Content-Type: application/sparql-query", "--compressed"],
        [
            "--data",
            ROWS,
            "-H",
            "Content-Type: application/sparql-query",
            "-H",
            "Transfer-Encoding: chunked",
            "--http1.1",
        ],
    ],
)
def test_curl_gets_rows(flags: list[str]) -> None:
    assert CURL is not None
    said = subprocess.run([CURL, "-sS", "-H", "Accept: text/csv", *flags, endpoint()], capture_output=True, check=True)
    assert [tuple(row) for row in csv.reader(io.StringIO(said.stdout.decode()))][1:] == plain()
