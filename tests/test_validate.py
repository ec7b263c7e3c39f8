"""Quads to a report."""

import contextlib
import logging
import socket
from dataclasses import replace
from pathlib import Path

import click
import pyoxigraph as ox
import pytest

from elchi import validate, vocab
from elchi.cli.command import engine_option
from elchi.errors import ShapeError
from elchi.validate import anchors, rust

ROOT = Path(__file__).resolve().parents[1]
VALID = ROOT / "tests" / "shapes" / "valid.ttl"
PREFIXES = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in vocab.PREFIXES.items())
KAZ, TUR, VISIT = vocab.iri("state/KAZ"), vocab.iri("state/TUR"), vocab.iri("doc/1f/event/0-visit")


@pytest.fixture(scope="module")
def shapes():
    return validate.load_shapes()


@pytest.fixture(params=validate.ENGINES)
def engine(request):
    return request.param


def quads():
    return list(ox.parse(path=str(VALID)))


def shared(quad):
    """Return whether a quad is authority data and not the document's."""
    return "/doc/" not in quad.subject.value


def own(tmp_path, body):
    """Return Elchi's shapes and one of a user's."""
    file = tmp_path / "own.ttl"
    file.write_text(PREFIXES + "@prefix my: <http://my.example/> .\n" + body, encoding="utf-8")
    return validate.load_shapes(file)


def found(report):
    return [(result.severity, result.rule) for result in report.results]


def name_of(term):
    return term.value.encode()


def visit(*more):
    return [
        ox.Quad(VISIT, vocab.RDF("type"), vocab.ELCHI("Visit")),
        ox.Quad(VISIT, vocab.ELCHI("factuality"), vocab.code("factuality", "done")),
        *(ox.Quad(VISIT, vocab.ELCHI(name), term) for name, term in more),
    ]


def test_findings_come_the_worst_first(shapes, engine):
    report = validate.check([ox.Quad(VISIT, vocab.RDF("type"), vocab.ELCHI("Visit"))], shapes, engine=engine)
    assert found(report) == [
        ("Violation", "E1"),
        ("Violation", "E2"),
        ("Warning", "V1"),
        ("Warning", "V2"),
    ]
    assert not report.conforms


def test_a_graph_with_warnings_conforms(shapes):
    document = [q for q in quads() if q.predicate != vocab.DCTERMS("title")]
    report = validate.check(document, shapes)
    assert found(report) == [("Warning", "D2")]
    assert report.conforms


def test_a_finding_says_where_and_what_to_mend(shapes, engine):
    other = vocab.code("factuality", "planned")
    report = validate.check(visit(("factuality", other)), shapes, engine=engine)
    (result,) = [r for r in report.results if r.rule == "E1"]
    assert (result.focus, result.path) == (VISIT, vocab.ELCHI("factuality"))
    assert result.message.startswith("E1 a merged event has one elchi:factuality")
    assert result.constraint == vocab.SH("MaxCountConstraintComponent")


def test_the_order_of_quads_does_not_matter(shapes):
    broken = [q for q in quads() if q.predicate != vocab.ELCHI("evidence")]
    there = validate.check(broken, shapes)
    assert there.results
    assert there == validate.check(reversed(broken), shapes)


def test_the_offender_of_a_rule_in_sparql_is_the_focus(shapes, engine):
    document = [q for q in quads() if q.predicate != vocab.NIF("endIndex")]
    wrong = ox.Literal("900", datatype=vocab.XSD("integer"))
    mentions = {q.subject for q in document if q.predicate == vocab.NIF("beginIndex")}
    document += [ox.Quad(mention, vocab.NIF("endIndex"), wrong) for mention in mentions]
    results = validate.check(document, shapes, engine=engine).results
    assert {r.focus for r in results if r.rule == "M6"} == mentions


def test_what_a_document_refers_to_is_looked_up_in_the_authority_data(shapes):
    document = [q for q in quads() if not shared(q)]
    assert "E5" in {r.rule for r in validate.check(document, shapes).results}
    known = validate.authority(q for q in quads() if shared(q))
    assert validate.check(document, shapes, known=known).results == ()


def test_only_what_the_document_refers_to_is_checked(shapes):
    nameless = ox.Quad(vocab.iri("state/UZB"), vocab.RDF("type"), vocab.ELCHI("State"))
    known = validate.authority([nameless])
    assert validate.check(quads(), shapes, known=known).results == ()
    elsewhere = validate.check(visit(("host", nameless.subject)), shapes, known=known)
    assert {"A1", "A4"} <= {r.rule for r in elsewhere.results}


def test_one_name_of_each_thing_is_kept_of_the_authority_data():
    label = vocab.SKOS("prefLabel")
    names = [ox.Literal("Kazakhstan", language="en"), ox.Literal("Казахстан", language="ru")]
    known = validate.authority([ox.Quad(KAZ, label, name) for name in names])
    assert [term.lines for term in known.values()] == [
        b'<%b> <%b> "Kazakhstan"@en .\n' % (name_of(KAZ), name_of(label))
    ]


def test_authority_data_of_several_sources_are_merged():
    label = vocab.SKOS("prefLabel")
    parts = [
        validate.authority([ox.Quad(KAZ, label, ox.Literal("Kazakhstan", language="en"))]),
        validate.authority([ox.Quad(KAZ, vocab.ELCHI("state"), TUR), ox.Quad(TUR, label, ox.Literal("x"))]),
    ]
    whole = validate.merged(*parts)
    assert {name: term.lines.count(b"\n") for name, term in whole.items()} == {
        b"<%b>" % name_of(KAZ): 2,
        b"<%b>" % name_of(TUR): 1,
    }


def test_each_graph_is_checked_by_itself_and_a_text_with_its_document(shapes):
    key = "ec654fac9599f62e"
    named = []
    for quad in quads():
        graph = vocab.ENTITIES if shared(quad) else vocab.document_graph(key)
        if quad.predicate == vocab.NIF("isString"):
            graph = vocab.text_graph(key)
            quad = ox.Quad(quad.subject, quad.predicate, ox.Literal("another text"))
        named.append(ox.Quad(quad.subject, quad.predicate, quad.object, graph))
    assert {r.rule for r in validate.check_graphs(named, shapes).results} == {"M5"}


def test_a_report_is_written_in_the_terms_of_shacl(shapes):
    report = validate.check(visit(("host", ox.Literal("Туркия", language="uz-cyrl"))), shapes)
    triples = set(ox.parse(report.graph(), ox.RdfFormat.TURTLE))
    sh = vocab.SH
    conforms = [t.object.value for t in triples if t.predicate == sh("conforms")]
    assert conforms == ["false"]
    assert len([t for t in triples if t.predicate == sh("result")]) == len(report.results)
    assert {t.object for t in triples if t.predicate == sh("focusNode")} >= {VISIT}
    assert report.graph() == report.graph()


def test_a_shape_of_ones_own_runs_beside_those_of_elchi(shapes, tmp_path, engine):
    mine = own(
        tmp_path,
        """my:Place a sh:PropertyShape ; sh:targetClass elchi:Visit ; sh:path elchi:place ; sh:minCount 1 ;
            sh:severity sh:Info ; sh:message "мамлакат айтилмаган"@uz-Cyrl , "the place is missing"@en .
        my:Day a sh:NodeShape ; sh:targetClass elchi:Visit ;
            sh:property [ sh:path elchi:earliest ; sh:minCount 1 ; sh:message "MY7 say when" ] ,
                [ sh:path elchi:latest ; sh:minCount 1 ] .""",
    )
    before = validate.check(quads(), shapes, engine=engine)
    results = validate.check(quads(), mine, engine=engine).results
    assert before.results == ()
    assert [(r.rule, r.severity, r.message) for r in results] == [("Place", "Info", "the place is missing")]
    undated = validate.check(visit(), mine, engine=engine).results
    assert {"MY7", "MinCountConstraintComponent"} <= {r.rule for r in undated}
    assert "does not meet MinCountConstraintComponent of the shape" in {r.message for r in undated}


def test_class_axioms_of_a_users_file_count(tmp_path, engine):
    mine = own(
        tmp_path,
        """my:Pilgrimage rdfs:subClassOf elchi:Visit . my:S a sh:NodeShape ; sh:targetClass my:None .""",
    )
    journey = [ox.Quad(VISIT, vocab.RDF("type"), ox.NamedNode("http://my.example/Pilgrimage"))]
    assert ("Warning", "V2") in found(validate.check(journey, mine, engine=engine))


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("my:S a sh:NodeShape ; sh:targetClass ,", "line 1"),
        ("<http://a> <http://b> <http://c> .", "no shapes in it"),
        (None, "not a readable shapes graph"),
    ],
)
def test_a_file_that_is_no_shapes_graph_is_refused(tmp_path, content, expected):
    file = tmp_path / "s.ttl"
    if content is not None:
        file.write_text(content, encoding="utf-8")
    with pytest.raises(ShapeError, match=expected) as error:
        validate.load_shapes(file)
    assert str(file) in str(error.value)


RULE = """my:S a sh:NodeShape ; sh:targetClass elchi:Document ; sh:sparql [
    sh:prefixes <https://w3id.org/elchi/prefixes> ; sh:select \"\"\"%s\"\"\" ] ."""


@pytest.mark.parametrize(
    ("select", "expected"),
    [
        ("SELECT $this FROM <http://127.0.0.1:9/g> WHERE { $this ?p ?o }", "another source"),
        (
            "SELECT $this WHERE { $this ?p ?o . FILTER EXISTS {SERVICE<http://127.0.0.1:9/q> {?a ?b ?c}} }",
            "another source",
        ),
        ("SELECT $this WHERE { $this nope:p ?o }", "does not parse"),
        ("SELECT $this WHERE { $this ?p }", "does not parse"),
        ("SELECT $this WHERE { VALUES ?x { 1 } $this ?p ?x }", "VALUES"),
        ("SELECT $this WHERE { $this ?p ?o . { SELECT ?o WHERE { ?s ?q ?o } } }", "nested"),
        ("SELECT $this WHERE { $this ?p ?o . \\\\u0053ERVICE <http://127.0.0.1:9/q> { ?a ?b ?c } }", "another source"),
    ],
)
def test_a_rule_that_reads_elsewhere_or_is_malformed_is_refused(tmp_path, monkeypatch, select, expected):
    def refuse(*_):
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    with pytest.raises(ShapeError, match=expected) as error:
        own(tmp_path, RULE % select)
    assert "own.ttl: <http://my.example/S>: " in str(error.value)


def test_the_names_of_the_engines_are_those_of_the_command_line():
    (option,) = engine_option(click.command()(lambda: None)).params
    assert option.type.choices == tuple(validate.ENGINES)
    assert option.default == next(iter(validate.ENGINES))


SELECT = """my:S a sh:NodeShape ; sh:targetClass elchi:Document ; sh:sparql [
    sh:select "SELECT $this WHERE { %s }" ] ."""


@pytest.mark.parametrize("silent", ["", "SILENT "])
@pytest.mark.parametrize("where", ["$this ?p ?o %s", "$this ?p ?o FILTER NOT EXISTS { %s }"])
def test_the_fast_engine_asks_nobody_even_if_a_rule_were_not_refused(where, silent, tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        address = f"http://127.0.0.1:{server.getsockname()[1]}/q"
        select = SELECT % (where % f"SERVICE {silent}<{address}> {{ ?a ?b ?c }}")
        turtle = PREFIXES + "@prefix my: <http://my.example/> .\n" + select
        shapes = validate.shapes_of(quad.triple for quad in ox.parse(turtle, ox.RdfFormat.TURTLE))
        with contextlib.suppress(ShapeError):
            rust.compiled(shapes)(validate.lines_of(quads()).decode())
        with pytest.raises(TimeoutError):
            server.accept()


@pytest.mark.parametrize(
    ("body", "because"),
    [
        (
            'my:S a sh:PropertyShape ; sh:targetClass elchi:Document ; sh:path schema:sha256 ; sh:pattern "^(?=A)" .',
            "look",
        ),
        (
            """my:C a sh:ConstraintComponent ; sh:parameter [ sh:path my:least ] ;
            sh:validator [ a sh:SPARQLAskValidator ; sh:ask "ASK { FILTER (STRLEN(STR($value)) >= $least) }" ] .
            my:S a sh:PropertyShape ; sh:targetClass elchi:Document ; sh:path schema:sha256 ; my:least 900 .""",
            "sh:parameter",
        ),
    ],
)
def test_what_the_fast_engine_is_not_trusted_with_is_the_references(body, because, tmp_path):
    mine = own(tmp_path, body)
    checker = validate.Checker(mine)
    assert (checker.engine, because in checker.because) == ("pyshacl", True)
    (result,) = checker.check(validate.lines_of(quads())).results
    assert result.path == vocab.SCHEMA("sha256")


def test_the_reference_checks_where_the_fast_engine_is_not_installed(shapes, monkeypatch):
    monkeypatch.setitem(validate.ENGINES, "shacl", "elchi.validate.nowhere")
    checker_of_no_package = validate.Checker(validate.load_shapes(ROOT / "shapes" / "ontology.ttl"))
    assert (checker_of_no_package.engine, checker_of_no_package.because) == (
        "pyshacl",
        "the package shacl is not installed",
    )


def test_blank_nodes_are_called_as_the_data_call_them(shapes, engine):
    nobody = ox.BlankNode("nobody")
    report = validate.check([ox.Quad(nobody, vocab.RDF("type"), vocab.ELCHI("Document"))], shapes, engine=engine)
    assert {result.focus for result in report.results} == {nobody}


def test_the_message_of_a_rule_names_what_it_found(tmp_path, engine):
    mine = own(
        tmp_path,
        """my:S a sh:NodeShape ; sh:targetClass elchi:Visit ; sh:sparql [
            sh:prefixes <https://w3id.org/elchi/prefixes> ; sh:message "{?value} stands at {$this}, {?nowhere}" ;
            sh:select "SELECT $this ?value WHERE { $this elchi:factuality ?value }" ] .""",
    )
    results = validate.check(visit(), mine, engine=engine).results
    done = vocab.code("factuality", "done").value
    assert f"{done} stands at {VISIT.value}, {{?nowhere}}" in {result.message for result in results}


def test_the_end_of_a_string_is_its_end(shapes, engine):
    digest = ox.Literal("a" * 64 + "\n")
    document = [q for q in quads() if q.predicate != vocab.SCHEMA("sha256")]
    document.append(ox.Quad(vocab.document("ec654fac9599f62e"), vocab.SCHEMA("sha256"), digest))
    results = validate.check(document, shapes, engine=engine).results
    assert [(r.rule, r.value) for r in results] == [("D1", digest)]


@pytest.mark.parametrize("written", ["1_000", " 5", "٥", "5.0", ""])
def test_a_number_is_what_the_standard_takes_for_one(shapes, engine, written):
    count = ox.Literal(written, datatype=vocab.XSD("integer"))
    results = validate.check(visit(("statedCount", count)), shapes, engine=engine).results
    wrong = {r.constraint for r in results if r.value == count and r.rule == "R10"}
    assert wrong == {vocab.SH("DatatypeConstraintComponent"), vocab.SH("MinInclusiveConstraintComponent")}


def test_a_pattern_that_does_not_compile_is_refused(tmp_path):
    mine = own(
        tmp_path,
        'my:S a sh:PropertyShape ; sh:targetClass elchi:Document ; sh:path schema:sha256 ; sh:pattern "(" .',
    )
    with pytest.raises(ShapeError, match="cannot be run"):
        validate.check(quads(), mine)


def test_an_ill_typed_literal_is_a_finding_and_no_noise(shapes, caplog):
    day = ox.Literal("2022-13-41", datatype=vocab.XSD("date"))
    with caplog.at_level(logging.WARNING):
        report = validate.check(visit(("latest", day)), shapes)
    assert ("Violation", "T3") in found(report)
    assert [r.value for r in report.results if r.rule == "T3"] == [day]
    assert caplog.records == []


def test_literals_are_taken_as_they_are_written(tmp_path):
    mine = own(
        tmp_path,
        """my:S a sh:PropertyShape ; sh:targetClass elchi:Visit ; sh:path elchi:statedCount ; sh:maxInclusive 1 .""",
    )
    written = ox.Literal("007", datatype=vocab.XSD("integer"))
    results = validate.check(visit(("statedCount", written)), mine).results
    assert written in {r.value for r in results}


TEXT, WORDS = vocab.text("1f"), vocab.mention("1f", 2, 5)


@pytest.mark.parametrize(
    ("content", "words", "offsets", "stand"),
    [
        ("а «б»\n", "«б»", ("2", "5"), True),
        ('a "b"\\', '"b"', ("2", "5"), True),
        ("a\t\u0085\u2028b", "\u0085\u2028b", ("2", "5"), True),
        ("a <b> .", "<b>", ("2", "5"), True),
        ("a b", "b", ("2", "5"), True),  # SUBSTR ends where the text does
        ("a bcd", "cbd", ("2", "5"), False),
        ("a bcd", "", ("5", "2"), False),
        ("a bcd", "bcd", ("+2", "5"), False),
        ("a bcd", "bcd", ("2", "9" * 40), False),
    ],
)
def test_where_words_stand_is_told_without_the_rule(shapes, content, words, offsets, stand):
    quads = [
        ox.Quad(TEXT, vocab.NIF("isString"), ox.Literal(content), vocab.text_graph("1f")),
        ox.Quad(WORDS, vocab.NIF("referenceContext"), TEXT),
        ox.Quad(WORDS, vocab.NIF("anchorOf"), ox.Literal(words)),
        *(
            ox.Quad(WORDS, vocab.NIF(name), ox.Literal(offset, datatype=vocab.XSD("integer")))
            for name, offset in zip(("beginIndex", "endIndex"), offsets, strict=True)
        ),
    ]
    assert anchors.stand(validate.lines_of(quads).decode()) is stand
    assert not stand or "M5" not in {result.rule for result in validate.check(quads, shapes).results}


def test_words_in_two_places_or_texts_are_left_to_the_rule():
    at = [(vocab.NIF("referenceContext"), TEXT), (vocab.NIF("anchorOf"), ox.Literal("b"))]
    at += [(vocab.NIF(name), ox.Literal(n)) for name, n in (("beginIndex", 2), ("endIndex", 3))]
    quads = [ox.Quad(WORDS, predicate, value) for predicate, value in at]
    text = ox.Quad(TEXT, vocab.NIF("isString"), ox.Literal("a b"))
    assert anchors.stand(validate.lines_of([*quads, text]).decode())
    for more in (ox.Literal(3), vocab.text("2e"), ox.Literal("c", language="en")):
        predicate = vocab.NIF("beginIndex" if more == ox.Literal(3) else "referenceContext")
        assert not anchors.stand(validate.lines_of([*quads, text, ox.Quad(WORDS, predicate, more)]).decode())


def test_a_changed_rule_is_not_left_out(shapes):
    assert anchors.without(shapes) is not None
    assert anchors.without(replace(shapes, text=shapes.text.replace("SUBSTR(?content", "SUBSTR( ?content"))) is None
    assert anchors.without(replace(shapes, text="")) is None
