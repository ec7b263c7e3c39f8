"""The W3C's tests of SPARQL over HTTP: protocol, service description, graph store; asked of a real server.

The tests are no part of the project; they are looked for beside the checkout.
"""

from __future__ import annotations

import atexit
import re
import tempfile
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox
import pytest
import rdflib
import requests
from rdflib.compare import isomorphic

from elchi import vocab
from elchi.store import Store
from serving import server

SUITE = Path(__file__).resolve().parents[2] / "shared" / "w3c"
MF = vocab.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
HT = vocab.Namespace("http://www.w3.org/2011/http#")
CNT = vocab.Namespace("http://www.w3.org/2011/content#")
RDF, RDFS, SD = vocab.RDF, vocab.RDFS, vocab.SD

UPDATES = {
    "update_dataset_default_graph",
    "update_dataset_default_graphs",
    "update_dataset_named_graphs",
    "update_dataset_full",
    "update_post_form",
    "update_post_direct",
    "update_base_uri",
}
"""Cases of the protocol that are not applicable: they change the store, which this service never does."""
FORMATS = {
    "boolean": {"application/sparql-results+json", "application/sparql-results+xml"},
    "tabular": {"application/sparql-results+json", "application/sparql-results+xml", "text/csv"},
    "RDF": {"text/turtle", "application/rdf+xml", "application/n-triples"},
}

pytestmark = pytest.mark.skipif(not SUITE.is_dir(), reason=f"the W3C's tests are not in {SUITE}")


class Manifest:
    """A manifest, and ways through it."""

    def __init__(self, folder: str) -> None:
        path = SUITE / folder / "manifest.ttl"
        found = ox.parse(path=path, base_iri=path.as_uri()) if path.is_file() else ()
        self.triples = [quad.triple for quad in found]

    def values(self, subject: object, predicate: ox.NamedNode) -> list[ox.Literal]:
        return [t.object for t in self.triples if t.subject == subject and t.predicate == predicate]  # type: ignore[misc]

    def text(self, subject: object, predicate: ox.NamedNode) -> str | None:
        return next((value.value for value in self.values(subject, predicate)), None)

    def items(self, subject: object, predicate: ox.NamedNode) -> Iterator[ox.Literal]:
        """Yield the members of a list."""
        for rest in self.values(subject, predicate):
            while rest != RDF("nil"):
                yield from self.values(rest, RDF("first"))
                (rest,) = self.values(rest, RDF("rest"))

    def cases(self) -> list[str]:
        (manifest,) = {t.subject for t in self.triples if t.object == MF("Manifest")} or {None}
        return [case.value.rpartition("#")[2] for case in self.items(manifest, MF("entries"))]

    def case(self, name: str) -> ox.NamedNode:
        return next(t.subject for t in self.triples if t.subject.value.endswith(f"#{name}"))  # type: ignore[return-value]


PROTOCOL, DESCRIPTION, GRAPHS = (Manifest(name) for name in ("protocol", "service-description", "http-rdf-update"))


class Exchange(NamedTuple):
    """What a test of the graph store sends and expects; the body is what has to be in the graph."""

    method: str
    status: int
    body: str


def exchange(name: str) -> Exchange:
    """Return what the prose of a test of the graph store says."""
    (said,) = (text for text in GRAPHS.values(GRAPHS.case(name), RDFS("comment")) if "#### Request" in text.value)
    request, response = said.value.split("#### Response")
    method = re.search(r"^ +([A-Z]+) \$", request, re.MULTILINE)
    status = re.search(r"^ +([0-9]{3}) ", response, re.MULTILINE)
    assert method is not None and status is not None, said.value
    body = response[response.find("@prefix") :] if "@prefix" in response else ""
    if method[1] == "HEAD" and status[1] == "200":
        body = "<http://$HOST$/> <http://$HOST$/> <http://$HOST$/> ."
    return Exchange(method[1], int(status[1]), body.replace("$HOST$", "www.example"))


def graph_of(name: str) -> str:
    return f"http://www.example/store/{name}.ttl"


def parsed(turtle: str) -> rdflib.Graph:
    return rdflib.Graph().parse(data=turtle.replace("$GRAPHSTORE$", "store"), format="turtle")


def statements() -> Iterator[ox.Quad]:
    """Yield what the cases expect to be in the store."""
    for path in sorted((SUITE / "protocol").glob("data*.nt")):
        graph = ox.NamedNode(f"http://kasei.us/2009/09/sparql/data/{path.stem}.rdf")
        for quad in ox.parse(path=path):
            yield ox.Quad(*quad.triple, graph)
    for name in GRAPHS.cases():
        body = exchange(name).body
        if body:
            lines = parsed(body).serialize(format="nt")
            for quad in ox.parse(lines, ox.RdfFormat.N_TRIPLES):
                yield ox.Quad(*quad.triple, ox.NamedNode(graph_of(name)))


@lru_cache(maxsize=1)
def address() -> str:
    """Return where a server of the cases' data answers; it stays until the tests end."""
    folder = tempfile.TemporaryDirectory(prefix="elchi-w3c-")
    atexit.register(folder.cleanup)
    with Store.open(Path(folder.name, "store"), write=True) as store:
        store.graph.extend(statements())
    context = server(Path(folder.name, "store"))
    found = context.__enter__()
    atexit.register(context.__exit__, None, None, None)
    return found


def sent(request: object) -> requests.Response:
    """Send a request of the manifest."""
    body = next(iter(PROTOCOL.values(request, HT("body"))), None)
    encoding = PROTOCOL.text(body, CNT("characterEncoding")) or "UTF-8"
    headers = {
        PROTOCOL.text(header, HT("fieldName")): PROTOCOL.text(header, HT("fieldValue"))
        for header in PROTOCOL.items(request, HT("headers"))
    }
    return requests.request(
        PROTOCOL.text(request, HT("methodName")) or "",
        f"{address()}{PROTOCOL.text(request, HT('absolutePath'))}",
        data=None if body is None else (PROTOCOL.text(body, CNT("chars")) or "").encode(encoding),
        headers=headers,  # type: ignore[arg-type]
        timeout=60,
    )


@pytest.mark.parametrize("name", PROTOCOL.cases())
def test_the_protocol_is_spoken(name: str) -> None:
    (action,) = PROTOCOL.values(PROTOCOL.case(name), MF("action"))
    first, *more = PROTOCOL.items(action, HT("requests"))
    answer = sent(first)
    if name in UPDATES:
        assert answer.status_code == 403
        return
    assert not more
    (response,) = PROTOCOL.values(first, HT("resp"))
    expected = {status.value[-3:] for status in PROTOCOL.values(response, MF("expectedStatus"))}
    assert f"{answer.status_code // 100}xx" in expected, answer.text
    form = PROTOCOL.text(response, MF("expectedFormat"))
    if form is not None:
        assert answer.headers["Content-Type"].partition(";")[0] in FORMATS[form]
    truth = PROTOCOL.text(response, MF("expectedBoolean"))
    if truth is not None:
        assert answer.json()["boolean"] is (truth == "true")


@pytest.mark.parametrize("name", DESCRIPTION.cases())
def test_the_service_is_described(name: str) -> None:
    answer = requests.get(f"{address()}/sparql", timeout=60)
    assert answer.headers["Content-Type"].startswith("text/turtle")
    graph = {quad.triple for quad in ox.parse(answer.content, ox.RdfFormat.TURTLE)}
    assert graph
    if name == "has-endpoint-triple":
        assert [t.object for t in graph if t.predicate == SD("endpoint")] == [ox.NamedNode(f"{address()}/sparql")]
    if name == "conforms-to-schema":
        kinds = {(t.subject, t.object) for t in graph if t.predicate == RDF("type")}
        for property, domain, range in (
            ("endpoint", "Service", None),
            ("feature", "Service", None),
            ("resultFormat", "Service", None),
            ("supportedLanguage", "Service", None),
            ("defaultEntailmentRegime", "Service", None),
            ("defaultDataset", "Service", "Dataset"),
            ("defaultGraph", "Dataset", "Graph"),
        ):
            found = [t for t in graph if t.predicate == SD(property)]
            assert found, property
            assert all((t.subject, SD(domain)) in kinds for t in found)
            assert range is None or all((t.object, SD(range)) in kinds for t in found)
        terms = {t.predicate for t in graph if t.predicate in SD} | {kind for _, kind in kinds}
        assert {term.value.rpartition("#")[2] for term in terms} <= {
            "Service", "Dataset", "Graph", "endpoint", "feature", "resultFormat", "supportedLanguage",
            "defaultEntailmentRegime", "defaultDataset", "defaultGraph",
        }  # fmt: skip


@pytest.mark.parametrize("name", GRAPHS.cases())
def test_the_graph_store_is_read(name: str) -> None:
    """Graphs are named by ``graph=`` only; writes, not applicable, are refused."""
    asked = exchange(name)
    answer = requests.request(
        asked.method,
        f"{address()}/store",
        params={"graph": graph_of(name)},
        headers={"Accept": "text/turtle"},
        timeout=60,
    )
    if asked.method not in ("GET", "HEAD"):
        assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD, OPTIONS")
        return
    assert answer.status_code == asked.status
    if asked.status == 200:
        assert answer.headers["Content-Type"] == "text/turtle; charset=utf-8"
    if asked.method == "GET" and asked.body:
        assert isomorphic(parsed(answer.text), parsed(asked.body))


def test_the_cases_that_are_not_applicable_are_those_that_write() -> None:
    cases = set(PROTOCOL.cases())
    assert len(cases) == 34
    assert cases >= UPDATES
    assert len(cases - UPDATES) == 27
