"""Saved queries with their parameters written into the text."""

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from elchi.query.filling import filled, spelt
from elchi.query.saved import parse

A = ox.NamedNode("http://a.example/1")
HEAD = "# What?\n# param a iri: one\n# column b: other\n"
LISTED = "# What?\n# param b string: one\n# column b: other\n"


@pytest.mark.parametrize(
    ("text", "name", "term", "expected"),
    [
        (f"{HEAD}SELECT ?b ?a {{ ?a ?p ?b }}", "a", A, "SELECT ?b { <http://a.example/1> ?p ?b }"),
        (f"{HEAD}SELECT ?b ?a {{ ?a ?p ?b }}", None, None, "SELECT ?b { ?a ?p ?b }"),
        (f"{LISTED}SELECT ?b {{ ?s ?p ?b }}", "b", ox.Literal("x"), 'SELECT ("x" AS ?b) { ?s ?p "x" }'),
        (
            f"{LISTED}SELECT ?b {{ ?s ?p ?b }} GROUP BY ?b ORDER BY DESC(?b) ?b",
            "b",
            ox.Literal("x"),
            'SELECT ("x" AS ?b) { ?s ?p "x" } GROUP BY ("x") ORDER BY DESC("x") ("x")',
        ),
        (
            f"{HEAD}SELECT ?b {{ {{ SELECT ?b ?a {{ ?a ?p ?b }} }} FILTER (?b != ?a) }}",
            "a",
            A,
            "SELECT ?b { { SELECT ?b { <http://a.example/1> ?p ?b } } FILTER (?b != <http://a.example/1>) }",
        ),
        (
            f"{HEAD}SELECT ?b {{ FILTER EXISTS {{ ?a ?ab '?a' }} # ?a\n}}",
            "a",
            A,
            "SELECT ?b { FILTER EXISTS { <http://a.example/1> ?ab '?a' } # ?a\n}",
        ),
        (
            f"{LISTED}SELECT ?b {{ VALUES (?c ?b) {{ (1 2) }} }}",
            "b",
            ox.Literal("2"),
            'SELECT ?b { VALUES (?c ?b) { (1 2) }   FILTER (?b = "2")\n}',
        ),
        (
            f"{LISTED}SELECT ?b {{ ?s ?p ?c BIND (STR(?c) AS ?b) }}",
            "b",
            ox.Literal("2"),
            'SELECT ?b { ?s ?p ?c BIND (STR(?c) AS ?b)   FILTER (?b = "2")\n}',
        ),
        (
            "# What?\n# param limit integer = 5: rows\n# column b: other\nSELECT ?b { ?b ?p 5 } LIMIT 5",
            "limit",
            ox.Literal(7),
            "SELECT ?b { ?b ?p 5 } LIMIT 7",
        ),
    ],
)
def test_values_are_written_where_their_variables_stand(
    text: str, name: str | None, term: ox.NamedNode | ox.Literal | None, expected: str
) -> None:
    bound = {} if name is None or term is None else {ox.Variable(name): term}
    written = filled(parse("x", text), bound)
    assert written[written.index("SELECT") :] == expected
    ox.Store().query(written)


@given(st.text(alphabet=st.one_of(st.sampled_from("\\\"'u0022U\n{}?"), st.characters(codec="utf-8"))))
def test_a_literal_is_read_as_it_was_meant(value: str) -> None:
    (row,) = ox.Store().query(f"SELECT ({spelt(ox.Literal(value))} AS ?it) {{}}")  # type: ignore[misc]  # it selects
    assert row[0] == ox.Literal(value)
