"""Linked data, asked over HTTP."""

import asyncio
import csv
import io
import json
import re
from collections import Counter
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pyoxigraph as ox
import pytest
import rdflib
import requests

from cli_world import elchi
from elchi import query, vocab
from elchi.export import quads
from elchi.serve import descriptions, dumps
from elchi.serve.app import PARTS
from elchi.serve.descriptions import describe
from elchi.serve.failures import RefusedError
from elchi.store import Store, quarantine
from serving import ROOT as ROOT_FOLDER
from serving import examples, running, server

SAVED = [name for folder in ("", *query.folders()) for name in query.names(folder)]


def get(path: str, accept: str | None = None, **parameters: str) -> requests.Response:
    headers = {"Accept": accept} if accept else {}
    return requests.get(running() + path, params=parameters, headers=headers, timeout=60, allow_redirects=False)


@lru_cache(maxsize=1)
def world() -> dict[str, str]:
    """Return a value for each type of parameter that something in the examples answers to."""
    with Store.open(examples()) as store:
        visits = query.run(store.graph, "visits").records()
        visit = next(row for row in visits if row.get("hostState") and row.get("visitor"))
    return {
        "state": visit["hostState"].split("; ")[0], "actor": visit["visitor"].split("; ")[0], "iri": visit["visit"],
        "string": visit["document"], "since": "1990", "until": "2030", "integer": "1", "class": "Visit",
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
    assert "Accept" in answer.headers["Vary"].split(", ")


@pytest.mark.parametrize(
    ("path", "parameters", "status", "message"),
    [
        ("/queries/visit", {}, 404, "did you mean visits"),
        ("/queries/visit.rq", {}, 404, "did you mean visits"),
        ("/queries/visits", {"host": "Nowhere"}, 400, "three-letter code"),
        ("/queries/visits.rq", {"hosts": "UZB"}, 400, "has no parameter 'hosts'; there are: document"),
        ("/queries/dyad", {"one": "UZB"}, 400, "needs other="),
        ("/queries/dyad", {"one": "UZB", "other": ""}, 400, "needs other="),
        ("/queries/visits", {"format": "pdf"}, 400, "can be written as json, xml, csv, tsv"),
        ("/queries", {"format": "pdf"}, 400, "expected one of json, ttl"),
    ],
)
def test_a_wrong_address_says_what_would_be_right(
    path: str, parameters: dict[str, str], status: int, message: str
) -> None:
    answer = get(path, **parameters)
    assert (answer.status_code, message in answer.text) == (status, True), answer.text


def test_a_parameter_is_given_once() -> None:
    answer = requests.get(f"{running()}/queries/visits?host=UZB&host=KAZ", timeout=60)
    assert (answer.status_code, answer.text) == (400, "host is given more than once; one value is expected\n")


def test_no_more_parameters_are_read_than_anybody_needs() -> None:
    answer = requests.get(f"{running()}/queries/visits?{'a=1&' * 16_000}", timeout=60)
    assert (answer.status_code, answer.text) == (400, "the parameters cannot be read: Max number of fields exceeded\n")


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


MEDIA = {
    "ttl": "text/turtle",
    "jsonld": "application/ld+json",
    "nt": "application/n-triples",
    "rdf": "application/rdf+xml",
}
ROOT = "https://w3id.org/elchi/"


@lru_cache(maxsize=1)
def store() -> ox.Store:
    """Return what is served of the examples."""
    with Store.open(examples()) as opened:
        loaded = ox.Store()
        loaded.extend(quads(opened.graph))
    return loaded


@lru_cache(maxsize=1)
def minted() -> list[str]:
    """Return every IRI of ours that is the subject of a statement of the document with the most statements."""
    graph = max(
        (name for name in store().named_graphs() if "/graph/doc/" in name.value),
        key=lambda name: sum(1 for _ in store().quads_for_pattern(None, None, None, name)),
    )
    subjects = {quad.subject.value for quad in store().quads_for_pattern(None, None, None, graph)}  # type: ignore[union-attr]
    return sorted({*subjects, graph.value})


def triples(data: bytes, media_type: str) -> set[ox.Triple]:
    """Return the statements of a file; JSON-LD gets its context from the server that it names."""
    if media_type == "application/ld+json":
        told = json.loads(data)
        assert told["@context"] == f"{running()}/context.jsonld"
        told["@context"] = requests.get(told["@context"], timeout=60).json()["@context"]
        data = json.dumps(told).encode()
    form = ox.RdfFormat.from_media_type(media_type)
    assert form is not None
    return {quad.triple for quad in ox.parse(data, form)}


def path_of(iri: str) -> str:
    return "/" + iri.removeprefix(ROOT).partition("#")[0]


def test_every_iri_of_a_document_leads_to_what_is_said_about_it() -> None:
    said = {iri: {q.triple for q in store().quads_for_pattern(ox.NamedNode(iri), None, None, None)} for iri in minted()}
    for path in sorted({path_of(iri) for iri in minted()}):
        about = set().union(*(said[iri] for iri in minted() if path_of(iri) == path))
        for ending, media_type in MEDIA.items():
            named = get(path, media_type)
            assert named.status_code == 303, path
            answer = requests.get(named.headers["Location"], headers={"Accept": media_type}, timeout=60)
            assert answer.status_code == 200, path
            assert answer.headers["Content-Type"].startswith(media_type)
            assert answer.headers["Content-Location"].endswith(f".{ending}")
            assert about <= triples(answer.content, media_type), path
        named = get(path, "text/html")
        assert (named.status_code, requests.get(named.headers["Location"], timeout=60).status_code) == (303, 200), path


def test_every_term_and_shared_thing_that_documents_name_leads_somewhere() -> None:
    named = {quad.object.value for quad in store() if isinstance(quad.object, ox.NamedNode)}
    ours = {path_of(iri) for iri in named if iri.startswith(ROOT)}
    terms = {path for path in ours if not path.startswith("/id/")}
    assert {"/ns", "/codes"} <= terms
    assert [path for path in sorted(terms) if get(path, "text/turtle").status_code != 200] == []
    shared = {path for path in ours - terms if not path.startswith("/id/doc/")}
    assert len(shared) > 400
    assert [path for path in sorted(shared)[::20] if get(path.replace("/id/", "/data/")).status_code != 200] == []


THINGS = ["/state/UZB", "/place/tashkent", "/post/KAZ-president", "/agent/elchi-0.1.0", "/organisation/UN"]


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib's own, in its parser of JSON-LD
@pytest.mark.parametrize("path", [*THINGS, "document", "event", "text"])
def test_all_syntaxes_say_the_same(path: str) -> None:
    wanted = {"document": r"doc/\w+$", "event": r"doc/\w+/event/", "text": r"doc/\w+/text#"}.get(path)
    if wanted is not None:
        path = path_of(next(iri for iri in minted() if re.search(wanted, iri))).removeprefix("/id")
    files = {ending: get(f"/data{path}.{ending}").content for ending in MEDIA}
    expected = triples(files["nt"], "application/n-triples")
    assert expected
    for ending, media_type in MEDIA.items():
        assert triples(files[ending], media_type) == expected, ending
        if ending != "jsonld":
            assert len(rdflib.Graph().parse(data=files[ending], format=media_type)) == len(expected)
    told = json.loads(files["jsonld"]) | {
        "@context": requests.get(f"{running()}/context.jsonld", timeout=60).json()["@context"]
    }
    graph = rdflib.Graph().parse(data=json.dumps(told), format="json-ld")
    assert set(graph) == set(rdflib.Graph().parse(data=files["nt"], format="nt"))


def test_a_file_is_the_same_each_time_and_not_sent_twice() -> None:
    first = get("/data/state/KAZ.ttl")
    assert get("/data/state/KAZ.ttl").content == first.content
    assert b"@prefix" in first.content
    again = requests.get(
        f"{running()}/data/state/KAZ.ttl", headers={"If-None-Match": first.headers["ETag"]}, timeout=60
    )
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        (None, "/data/state/UZB"),
        ("*/*", "/data/state/UZB"),
        ("text/html", "/page/state/UZB"),
        ("text/turtle;q=0.5, text/html;q=0.2", "/data/state/UZB"),
        ("application/xhtml+xml, text/html;q=0.9, */*;q=0.8", "/page/state/UZB"),
        ("application/ld+json", "/data/state/UZB"),
    ],
)
def test_a_thing_sends_the_client_where_it_can_read(accept: str | None, expected: str) -> None:
    answer = get("/id/state/UZB", accept)
    assert (answer.status_code, answer.headers["Location"]) == (303, running() + expected)
    assert "Accept" in answer.headers["Vary"].split(", ")
    assert f'<{running()}/data/state/UZB.ttl>; rel="alternate"; type="text/turtle"' in answer.headers["Link"]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("person/Ўткир Ҳасан", "person/%D0%8E%D1%82%D0%BA%D0%B8%D1%80%20%D2%B2%D0%B0%D1%81%D0%B0%D0%BD"),
        ("person/%D0%8E%20x", "person/%D0%8E%20x"),
        ("doc/1f/text#char=1,2", "doc/1f/text"),
        ("person/a,b;c=d(e)", "person/a,b;c=d(e)"),
    ],
)
def test_names_of_any_script_keep_their_way(path: str, expected: str) -> None:
    assert get(f"/id/{path}", "text/turtle").headers["Location"] == f"{running()}/data/{expected}"


@pytest.mark.parametrize("path", ["graph/entities", "graph/provenance"])
def test_a_page_of_much_says_what_it_leaves_out(path: str) -> None:
    text = get(f"/page/{path}", "text/html").text
    assert text.count("<h2") <= 301
    assert path == "graph/provenance" or re.search(r"<p>\d+ more things belong to it", text)


@pytest.mark.parametrize("path", ["/id/state/UZB", "/data/state/UZB"])
def test_what_is_not_there_in_a_syntax_is_not_acceptable(path: str) -> None:
    assert get(path, "image/png").status_code == 406


@pytest.mark.parametrize(
    "path", ["state/XXX", "doc/0000000000000000", "doc/%FF", "a b", "%20%3Cscript%3E", "graph/doc/0"]
)
@pytest.mark.parametrize("where", ["data", "page"])
def test_of_what_is_unknown_nothing_is_said(where: str, path: str) -> None:
    answer = get(f"/{where}/{path}")
    assert (answer.status_code, "nothing is said" in answer.text) == (404, True)


def test_a_state_repeats_some_of_what_names_it() -> None:
    found = triples(get("/data/state/UZB.nt").content, "application/n-triples")
    incoming = [triple for triple in found if triple.object == ox.NamedNode(f"{ROOT}id/state/UZB")]
    assert 1 < max(Counter(triple.predicate for triple in incoming).values()) <= 50


def test_of_many_statements_some_are_repeated_and_all_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    named = ox.NamedNode(f"{ROOT}id/state/UZB")
    graph = ox.Store()
    for number in range(120):
        graph.add(ox.Quad(vocab.iri(f"doc/{number}/event/0"), vocab.ELCHI("host"), named))
    sorted_all = describe(graph, named)
    monkeypatch.setattr(descriptions, "SORTED", 100)
    first_of_index = describe(graph, named)
    for found in (sorted_all, first_of_index):
        assert found is not None
        [group] = found.incoming
        assert (group.count, len(set(group.triples))) == (120, descriptions.INCOMING)
        assert list(group.triples) == sorted(group.triples, key=str)
    assert sorted_all is not None
    numbers = sorted(str(vocab.iri(f"doc/{number}/event/0")) for number in range(120))
    assert [str(triple.subject) for triple in sorted_all.incoming[0].triples] == numbers[: descriptions.INCOMING]


def test_a_page_shows_the_statements_without_a_program() -> None:
    text = get("/page/state/UZB", "text/html").text
    assert f'<main id="view" tabindex="-1" data-iri="{ROOT}id/state/UZB">' in text
    assert f'<link rel="alternate" type="text/turtle" href="{running()}/data/state/UZB.ttl">' in text
    assert '<h1 lang="en">Uzbekistan</h1>' in text
    assert f'href="{running()}/page/place/tashkent"' in text
    told = json.loads(re.findall(r'<script type="application/ld.json">(.*?)</script>', text, re.DOTALL)[0])
    assert (told["@type"], told["name"]) == ("Country", "Uzbekistan")


HOSTILE = '</script><script>alert("1")</script><img src=x onerror=alert(2)>'


def test_markup_in_titles_and_names_stays_text(tmp_path: Path) -> None:
    text = f"Президент Сербии Драган Милович 12 апреля 2024 года прибыл с визитом в Баку. {HOSTILE}"
    article = {"id": HOSTILE, "title": f"{HOSTILE} Визит", "text": text, "publisher": HOSTILE, "date": "2024-04-12"}
    (tmp_path / "a.jsonl").write_text(json.dumps(article), encoding="utf-8")
    folder = str(tmp_path / "store")
    assert elchi("load", str(tmp_path / "a.jsonl"), "--store", folder, "--jobs", "1", "-q").exit_code == 0
    key = vocab.key(HOSTILE)
    with server(tmp_path / "store", "--with-text") as address:
        pages = [
            requests.get(f"{address}/page/{path}", timeout=60).text
            for path in (f"doc/{key}", f"doc/{key}/text", f"doc/{key}/actor/outlet", f"graph/doc/{key}")
        ]
    assert "&lt;/script&gt;&lt;script&gt;alert(" in pages[0]
    for page in pages:
        assert "<script>alert" not in page
        assert "<img" not in page
        for told in re.findall(r'<script type="application/ld.json">(.*?)</script>', page, re.DOTALL):
            assert HOSTILE in str(list(json.loads(told).values()))


@pytest.mark.parametrize(
    ("path", "file", "term"),
    [
        ("/ns", "ontology/elchi.ttl", "Visit"),
        ("/ns/0.1.0", "ontology/elchi.ttl", "Visit"),
        ("/codes", "ontology/codes.ttl", "visit-state"),
        ("/codes/0.1.0", "ontology/codes.ttl", "visit-state"),
        ("/alignments", "ontology/alignments.ttl", "Visit"),
        ("/prefixes", "ontology/prefixes.ttl", None),
        ("/shapes", "shapes/event.ttl", "E1"),
    ],
)
def test_terms_are_at_addresses_that_stay(path: str, file: str, term: str | None) -> None:
    turtle = get(path, "text/turtle")
    assert (ROOT_FOLDER / file).read_bytes() in turtle.content
    assert turtle.headers["Cache-Control"] == "public, max-age=86400"
    known = {"If-None-Match": turtle.headers["ETag"], "Accept": "text/turtle"}
    assert requests.get(running() + path, headers=known, timeout=60).status_code == 304
    assert len(rdflib.Graph().parse(data=turtle.text, format="turtle")) > 10
    text = get(path, "text/html").text
    assert term is None or f'<section id="{term}">' in text


@pytest.mark.parametrize("name", ["ns", "codes", "alignments"])
def test_all_syntaxes_of_terms_say_the_same(name: str) -> None:
    expected = triples(get(f"/{name}.ttl").content, "text/turtle")
    for ending, media_type in MEDIA.items():
        assert triples(get(f"/{name}.{ending}").content, media_type) == expected, ending
    assert get("/shapes.jsonld").status_code == 404
    assert "version 9 is not here" in get(f"/{name}/9").text or name == "alignments"


def test_every_term_of_the_ontology_has_an_anchor_with_its_labels() -> None:
    text = get("/ns", "text/html").text
    assert set(vocab.declared(vocab.ELCHI.iri, "elchi.ttl")) <= set(re.findall(r'<section id="([^"]+)">', text))
    assert all(f'<span lang="{language}">' in text for language in ("en", "ru", "uz-cyrl", "uz-latn"))
    query = re.search(r'href="/sparql[?]query=([^"]+ns%23Visit[^"]+)"', text)
    assert query is not None
    assert get("/sparql", query=unquote(query[1])).json()["results"]["bindings"]


@pytest.mark.parametrize("name", ["nq", "nt"])
def test_a_dump_has_the_bytes_of_an_export(name: str, tmp_path: Path) -> None:
    out = tmp_path / f"all.{name}.gz"
    assert elchi("export", "--store", str(examples()), "-o", str(out), "-q").exit_code == 0
    answer = get(f"/dump.{name}.gz")
    assert answer.headers["Content-Type"] == "application/gzip"
    assert answer.content == out.read_bytes()


def test_a_dump_that_cannot_begin_is_refused_with_what_else_there_is(monkeypatch: pytest.MonkeyPatch) -> None:
    async def late(*_: object) -> None:
        raise RefusedError(503, "this took more than 30 s", {"Retry-After": "30"})

    monkeypatch.setattr(dumps, "_part", late)
    with pytest.raises(RefusedError, match=r"30 s; /dump\.trig begins at once") as refused:
        asyncio.run(dumps._begun(None, dumps.DUMPS["nq.gz"]))  # type: ignore[arg-type]  # it only hands the request on
    assert (refused.value.status, refused.value.headers) == (503, {"Retry-After": "30"})


def test_dumps_with_graphs_hold_every_statement() -> None:
    expected = set(store())
    trig = get("/dump.trig").content
    assert set(ox.parse(trig, ox.RdfFormat.TRIG)) == expected
    told = get("/dump.jsonld").json()
    told["@context"] = requests.get(told["@context"], timeout=60).json()["@context"]
    assert set(ox.parse(json.dumps(told).encode(), ox.RdfFormat.JSON_LD)) == expected
    assert get("/dump.trig").content == trig


def test_a_dump_is_not_sent_twice() -> None:
    tag = requests.head(f"{running()}/dump.nq.gz", timeout=60).headers["ETag"]
    again = requests.get(f"{running()}/dump.nq.gz", headers={"If-None-Match": tag}, timeout=60)
    assert (again.status_code, again.content) == (304, b"")
    assert get("/dump.pdf").status_code == 404


VOID = "http://rdfs.org/ns/void#"


@pytest.mark.parametrize("path", ["/void", "/.well-known/void"])
def test_the_dataset_is_described_with_its_counts(path: str) -> None:
    graph = rdflib.Graph().parse(data=get(path, "text/turtle").text, format="turtle")
    dataset = rdflib.URIRef(f"{ROOT}void#dataset")
    merged = {quad.triple for quad in store()}
    types = Counter(triple.object for triple in merged if triple.predicate == vocab.RDF("type"))
    predicates = Counter(triple.predicate for triple in merged)

    def count(partition: str, what: str, number: str) -> dict[str, int]:
        nodes = graph.objects(dataset, rdflib.URIRef(VOID + partition))
        return {
            str(graph.value(node, rdflib.URIRef(VOID + what))): int(
                str(graph.value(node, rdflib.URIRef(VOID + number)))
            )
            for node in nodes
        }

    assert str(graph.value(dataset, rdflib.URIRef(f"{VOID}triples"))) == str(len(merged))
    subjects = str(len({triple.subject for triple in merged}))
    assert str(graph.value(dataset, rdflib.URIRef(f"{VOID}distinctSubjects"))) == subjects
    assert count("classPartition", "class", "entities") == {kind.value: number for kind, number in types.items()}  # type: ignore[union-attr]
    assert count("propertyPartition", "property", "triples") == {p.value: number for p, number in predicates.items()}
    for example in graph.objects(dataset, rdflib.URIRef(f"{VOID}exampleResource")):
        assert get(path_of(str(example)).replace("/id/", "/data/")).status_code == 200


@pytest.mark.parametrize("ending", [*MEDIA])
def test_the_dataset_is_described_the_same_in_all_syntaxes(ending: str) -> None:
    expected = triples(get("/void.ttl").content, "text/turtle")
    assert triples(get(f"/void.{ending}").content, MEDIA[ending]) == expected


def test_a_page_tells_how_much_there_is() -> None:
    text = get("/void", "text/html").text
    assert re.search(r"<p>\d+ statements about \d+ things, from 11 documents", text)
    assert f'<a href="{running()}/ns#Visit">elchi:Visit</a>' in text


def test_every_annotation_points_at_its_words() -> None:
    with Store.open(examples()) as opened:
        found = list(opened.graph.quads_for_pattern(None, vocab.NIF("isString"), None, None))
    words = {str(quad.subject)[1:-1]: str(quad.object.value) for quad in found}  # type: ignore[union-attr]
    seen = 0
    for source, text in words.items():
        answer = get(f"/annotations/{source.split('/')[-2]}")
        assert answer.headers["Content-Type"] == 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'
        told = answer.json()
        assert (told["@context"], told["type"]) == ("http://www.w3.org/ns/anno.jsonld", "AnnotationPage")
        assert get(path_of(told["id"])).headers["Location"] == answer.url
        for item in told["items"]:
            targets = item["target"] if isinstance(item["target"], list) else [item["target"]]
            for target in targets:
                assert target["source"] == source
                place, *quotes = target["selector"]
                for quote in quotes:
                    assert text[place["start"] : place["end"]] == quote["exact"]
                    assert len(quote["exact"]) <= 120
                    seen += 1
    assert seen > 100


@pytest.mark.parametrize("key", ["0000000000000000", "x%2Fy", "%3E"])
def test_annotations_of_no_document_are_not_found(key: str) -> None:
    assert get(f"/annotations/{key}").status_code == 404


def checked(address: str) -> dict[str, Any]:
    for _ in range(20):
        told: dict[str, Any] = requests.get(f"{address}/validation.json", timeout=60).json()
        if told["state"] != "running":
            return told
    raise AssertionError(told)


def test_the_store_is_held_against_the_shapes() -> None:
    told = checked(running())
    said = elchi("validate", "--store", str(examples()), "--format", "json")
    found = Counter(result["severity"] for result in json.loads(said.stdout)["results"])
    assert (told["state"], told["documents"], told["checked"]) == ("done", 11, 11)
    assert told["things"] > 900
    assert {severity: count for severity, count in told["counts"].items() if count} == dict(found)
    assert told["conforms"] is True
    assert {rule["rule"] for rule in told["rules"]} == {result["rule"] for result in json.loads(said.stdout)["results"]}
    graph = rdflib.Graph().parse(data=get("/validation", "text/turtle").text, format="turtle")
    sh = rdflib.Namespace("http://www.w3.org/ns/shacl#")
    assert [str(value) for value in graph.objects(None, sh.conforms)] == ["true"]
    assert len(set(graph.subjects(rdflib.RDF.type, sh.ValidationResult))) == sum(
        len(rule["examples"]) for rule in told["rules"]
    )
    text = get("/validation", "text/html").text
    assert "11 of 11 documents are checked" in text
    assert "What was checked conforms" in text


def test_documents_that_were_kept_out_are_shown_with_their_reports(tmp_path: Path) -> None:
    with Store.open(tmp_path / "store", write=True):
        pass
    quarantine.put(tmp_path / "store" / "quarantine", "1f", b"", "violation <b>D1</b>")
    with server(tmp_path / "store") as address:
        told = checked(address)
        text = requests.get(f"{address}/validation", headers={"Accept": "text/html"}, timeout=60).text
    assert told["quarantine"] == [{"key": "1f", "report": "violation <b>D1</b>"}]
    assert told["checked"] == 0
    assert "violation &lt;b&gt;D1&lt;/b&gt;" in text
    assert "Nothing was checked" in text


def test_the_reference_names_every_address() -> None:
    text = (ROOT_FOLDER / "docs/reference/http.md").read_text(encoding="utf-8")
    for part in PARTS:
        for route in part.ROUTES:
            stem = re.split(r"[{.]", route.path.removeprefix("/.well-known"))[0].rstrip("/") or "/"
            assert re.search(rf"`{re.escape(stem)}[`/.…]", text), route.path


def test_a_browser_that_asks_for_what_is_not_there_gets_a_page() -> None:
    missing = "/page/doc/0000000000000000"
    shown = get(missing, "text/html,application/xhtml+xml,*/*;q=0.8")
    assert (shown.status_code, shown.headers["Content-Type"]) == (404, "text/html; charset=utf-8")
    assert "js/main.js" in shown.text
    plain = get(missing, "text/plain")
    assert plain.headers["Content-Type"] == "text/plain; charset=utf-8"
