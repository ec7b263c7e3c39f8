import csv
import io
import json

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from elchi import query, vocab
from elchi.errors import QueryError, RefusedQueryError
from elchi.query import guard
from elchi.query.saved import parse
from stores import store

VISITS = {"call/2": "TUR", "https://chinor.example/1": "UZB"}


def documents(name: str, **parameters: str) -> list[str]:
    return [row["document"] for row in query.run(store(), name, **parameters).records()]


@pytest.mark.parametrize(
    ("name", "parameters", "expected"),
    [
        ("visits", {}, list(VISITS)),
        ("visits", {"host": "TUR"}, ["call/2"]),
        ("visits", {"host": "tur"}, ["call/2"]),
        ("visits", {"host": "KAZ"}, []),
        ("visits", {"guest": "TUR"}, ["https://chinor.example/1"]),
        ("visits", {"guest": "TUR", "host": "TUR"}, []),
        ("visits", {"status": "postponed"}, ["call/2"]),
        ("visits", {"kind": "state"}, ["https://chinor.example/1"]),
        ("visits", {"document": "call/2"}, ["call/2"]),
        ("treaties", {"party": "UZB", "status": "signed"}, ["https://chinor.example/1"] * 2),
        ("treaties", {"kind": "memorandum"}, ["https://chinor.example/1"]),
        ("meetings", {"kind": "call"}, ["call/2"]),
        ("statements", {"status": "planned"}, []),
        ("actors", {"kind": "person", "document": "call/2"}, ["call/2"] * 2),
        ("state-timeline", {"state": "KAZ", "since": "2024-05", "until": "2024"}, ["call/2"]),
        ("sources-per-event", {"least": "2"}, ["https://chinor.example/1"] * 2),
    ],
)
def test_parameters_narrow_the_answer(name: str, parameters: dict[str, str], expected: list[str]) -> None:
    assert documents(name, **parameters) == expected


@pytest.mark.parametrize(
    ("name", "parameters", "message"),
    [
        ("visit", {}, "did you mean visits"),
        ("zzzzzz", {}, "there are actors"),
        ("visits", {"hosts": "TUR"}, "has no parameter 'hosts'; there are: document, kind, status, host, guest"),
        ("contradicting-counts", {"state": "TUR"}, "there are: none"),
        ("visits", {"host": "TR"}, "three-letter code"),
        ("visits", {"host": "QQQ"}, "no state has this"),
        ("visits", {"status": "finished"}, "expected one of cancelled, denied, done"),
        ("dyad", {"one": "TUR"}, "needs other="),
        ("state-timeline", {"state": "TUR", "since": "May 2022"}, "expected a year, a month or a day"),
        ("state-timeline", {"state": "TUR", "since": "2022-13"}, "since=2022-13"),
        ("sources-per-event", {"least": "-1"}, "expected a whole number"),
    ],
)
def test_a_wrong_question_says_what_would_be_right(name: str, parameters: dict[str, str], message: str) -> None:
    with pytest.raises(QueryError, match=message):
        query.run(store(), name, **parameters)


@pytest.mark.parametrize(
    "value", ['"} } SERVICE <http://127.0.0.1:9/> { ?a ?b ?c } #', "call/2' OR 1", "\\", "?document", ""]
)
def test_a_value_is_never_read_as_sparql(value: str) -> None:
    assert documents("dates", document=value) == []


def test_results_come_in_the_standard_formats() -> None:
    answer = query.run(store(), "visits", document="call/2")
    parsed = json.loads(answer.serialize("json"))
    assert parsed["head"]["vars"] == list(answer.columns)
    assert parsed["results"]["bindings"][0]["hostState"] == {"type": "literal", "value": "TUR"}
    assert "end" not in parsed["results"]["bindings"][0]
    rows = list(csv.DictReader(io.StringIO(answer.serialize("csv").decode())))
    assert rows[0]["visitor"] == "Алия Сапарова"
    assert answer.serialize("tsv").decode().startswith("?document\t?visit\t")
    assert b"http://www.w3.org/2005/sparql-results#" in answer.serialize("xml")
    with pytest.raises(QueryError, match="json, xml, csv, tsv"):
        answer.serialize("turtle")


def test_sparql_of_ones_own_knows_the_prefixes() -> None:
    answer = query.evaluate(store(), "SELECT DISTINCT ?v { ?v a elchi:Visit } ORDER BY ?v")
    assert answer.columns == ("v",)
    assert len(answer.table()) == 2


def test_ask_and_construct_have_formats_of_their_own() -> None:
    yes = query.evaluate(store(), "ASK { ?v a elchi:Visit }")
    assert yes.truth is True
    assert json.loads(yes.serialize("json"))["boolean"] is True
    triples = query.evaluate(store(), "CONSTRUCT { ?v a schema:Event } WHERE { ?v a elchi:Visit }")
    assert triples.triples is not None
    assert len(triples.triples) == 2
    assert b"schema:Event" in triples.serialize("turtle")
    with pytest.raises(QueryError, match="turtle, ntriples"):
        triples.serialize("csv")


@pytest.mark.parametrize(
    ("sparql", "message"),
    [
        ("SELECT ?v WHERE {\n ?v ?p }", r"^2:9: this is not expected here\n \?v \?p }\n        \^$"),
        ("SELEC ?v { }", "^1:"),
        (
            "SELECT ?v { ?v foo:bar 1 }",
            r"^1:23: prefix not found(.|\n)*not declared: foo:; known without PREFIX: code:",
        ),
        ("SELECT ?v (COUNT(?w) AS ?n) (STR(?v) AS ?n) { ?v ?p ?w } GROUP BY ?v", "^1:"),
        ("SELECT (?w AS ?n) (COUNT(?v) AS ?m) { ?v ?p ?w }", "^1:49: the SELECT contains"),
        ("", "^1:1"),
    ],
)
def test_a_malformed_query_says_where(sparql: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        query.evaluate(store(), sparql)


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { service SILENT <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * {{}SERVICE<http://127.0.0.1:9/>{}}",
        "PREFIX : <http://127.0.0.1:9/> SELECT * { SERVICE:x { ?s ?p ?o } }",
        "SELECT * { ?s ?p 1SERVICE<http://127.0.0.1:9/>{ ?s ?p ?o } }",
        "SELECT * { ?s ?p trueSERVICE<http://127.0.0.1:9/>{ ?s ?p ?o } }",
        "SELECT * { SERVIC\\u0045 <http://127.0.0.1:9/> { ?s ?p ?o } }",
        'SELECT * { ?s ?p "\\u0022 } SERVICE <http://127.0.0.1:9/> { ?s ?p "x" } }',
        "SELECT * { ?s ?p 'it''s' . SERVICE <http://127.0.0.1:9/> {} }",
        "SELECT * { # comment\n SERVICE <http://127.0.0.1:9/> {} }",
        "INSERT DATA { <http://a/> <http://b/> 1 }",
        "PREFIX add: <http://a/> DELETE WHERE { ?s ?p ?o }",
        "LOAD <http://127.0.0.1:9/>",
        "DROP ALL",
        "SELECT * {" + " " * guard.LONGEST + "}",
        "SELECT * " + "{" * 5000 + "}" * 5000,
        "SELECT * {" + "MINUS {}" * (guard.MOST + 1) + "}",
        "SELECT * { FILTER(" + "!" * (guard.MOST + 1) + "?x) }",
    ],
)
def test_no_query_reaches_the_network_or_changes_the_store(sparql: str) -> None:
    before = len(store())
    with pytest.raises(QueryError):
        query.evaluate(store(), sparql)
    assert len(store()) == before


@pytest.mark.parametrize(
    "sparql",
    [
        'SELECT ?service { ?s ?p "SERVICE" } # SERVICE',
        "SELECT ?s { ?s <http://example.org/SERVICE> ?o }",
        "PREFIX ex: <http://e/> SELECT ?s { ?s ex:service ?o . _:SERVICE ?p 'SERVICE'@service }",
        'SELECT ?s { ?s ?p """a "SERVICE" b""" }',
        "PREFIX service: <http://a/> SELECT ?s { ?s service:SERVICE 1 . service:a service:1SERVICE service: }",
        "SELECT (1 AS ?SERVICE) (2 AS ?x1service) {}",
        'SELECT ("\\u0022 } SERVICE <http://127.0.0.1:9/> { ?s ?p \\u0022x" AS ?text) {}',
        'SELECT ("SERVIC\\u0045 <http://127.0.0.1:9/>" AS ?text) {}',
        "PREFIX add: <http://a/> SELECT ?s { ?s add:drop ?o }",
        "SELECT ?s { ?s ?p ?o FILTER (?o < 3 && ?o > 1) } LIMIT 1",
    ],
)
def test_harmless_words_are_let_through(sparql: str) -> None:
    query.evaluate(store(), sparql)


@pytest.mark.parametrize(
    ("sparql", "refused"),
    [
        ("SELECT * { SERVICE <http://a/> { ?s ?p ?o } }", True),
        ("SELECT * { ?s ?p 1SERVICE<http://a/>{ ?s ?p ?o } }", True),
        ("SELECT * { service # silent?\n silent <http://a/> { ?service ?p 'service' } }", True),
        ("PREFIX service: <http://a/> SELECT * { service:a ?p ?o . SERVICE service:b { ?s ?p ?o } }", True),
        ("PREFIX : <http://a/> SELECT * { SERVICE:x { ?s ?p ?o } }", False),
        ("SELECT * { SERVICE { ?s ?p ?o } }", False),
        ("SELECT * { SERVICE <http://a/> { ?s ?p } }", False),
        ("SELECT * { SERVIC\\u0045 <http://a/> { ?s ?p ?o } }", False),
        ("LOAD <http://a/>", True),
        ("WITH <http://a/> DELETE { ?s ?p ?o } WHERE { SERVICE <http://b/> { ?s ?p ?o } }", True),
        ("PREFIX drop: <http://a/> INSERT DATA { drop:a drop:b 'SELECT' }", True),
        ("DROP", False),
        ("DELETE SELECT * {}", False),
        ("SELECT * { ?s ?p ?o } ; DROP ALL", False),
    ],
)
def test_what_is_refused_is_told_from_what_is_malformed(sparql: str, refused: bool) -> None:
    with pytest.raises(QueryError) as caught:
        query.evaluate(store(), sparql)
    assert isinstance(caught.value, RefusedQueryError) == refused, caught.value


def test_from_names_the_graphs_that_are_asked() -> None:
    ontology = vocab.ONTOLOGY_GRAPH
    count = "SELECT (COUNT(*) AS ?n) {} {{ ?s ?p ?o }}"
    (row,) = query.evaluate(store(), count.format(f"FROM {ontology}")).table()
    assert row == (str(len(list(store().quads_for_pattern(None, None, None, ontology)))),)
    assert query.evaluate(store(), count.format("FROM <http://127.0.0.1:9/>")).table() == [("0",)]
    twice = count.format(f"FROM {ontology} FROM {ontology} FROM NAMED {ontology}")
    assert query.evaluate(store(), twice).table() == [row]


def test_several_graphs_of_from_are_merged_as_a_set() -> None:
    s, p = ox.NamedNode("http://a/s"), ox.NamedNode("http://a/p")
    graphs = ox.Store()
    for graph, value in (("1", "x"), ("1", "y"), ("2", "x"), ("3", "z"), ("", "x")):
        graphs.add(ox.Quad(s, p, ox.Literal(value), ox.NamedNode(f"http://my.example/{graph}")))
    prologue = "BASE <http://my.example/> # FROM <http://a/>\nPREFIX my-own: <http://my.example/> PREFIX : <http://my.example/>"
    for clauses, expected in (
        ("FROM my-own:1 FROM <2>", "x y"),
        ("FROM :1 FROM <http://my.example/3>", "x y z"),
        ("from : FROM <2>", "x"),
        ("FROM <2> FROM NAMED my-own:1", "x"),
        ("FROM <2> FROM <2> FROM NAMED my-own:1", "x"),
        ("FROM NAMED <2> FROM NAMED <1>", ""),
    ):
        values = query.evaluate(graphs, f"{prologue} SELECT ?o {clauses} {{ ?s ?p ?o }} ORDER BY ?o")
        assert " ".join(value for (value,) in values.table()) == expected, clauses
    around = "SELECT ?o FROM <2> FROM <3> FROM NAMED <1> { GRAPH ?g { ?s my-own:p|!my-own:p ?o } } ORDER BY ?o"
    assert query.evaluate(graphs, f"{prologue} {around}").table() == [("x",), ("y",)]


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="SERVICE service\"'#<>{}:?@\\u0045\n.1-", max_size=80))
def test_what_the_guard_lets_through_asks_no_server(text: str) -> None:
    sparql = f"SELECT * {{ {text} <http://127.0.0.1:9/> {{ ?s ?p ?o }} }}"
    try:
        query.evaluate(store(), sparql)
    except QueryError:
        return
    except (OSError, RuntimeError) as error:  # what pyoxigraph raises when a server does not answer
        pytest.fail(f"{sparql!r}: {error}")


def test_a_header_that_cannot_be_read_is_said() -> None:
    with pytest.raises(QueryError, match="a parameter is"):
        parse("q", "# What?\n# param host\nSELECT * {}")
    with pytest.raises(QueryError, match="a column is"):
        parse("q", "# What?\n# column host\nSELECT * {}")


def test_a_default_stands_in_for_what_is_not_given() -> None:
    saved = parse("q", "# What?\n#\n# param kind string required = a b: which\n# column x: it\nSELECT * {}")
    assert saved.answers == "What?"
    assert saved.parameters[0].default == "a b"
    assert saved.parameters[0].required
