import gzip
import io
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from elchi import export, graph, query, vocab
from elchi.errors import QueryError, StoreError
from elchi.store import BOOKS
from readings import CALL, EMPTY, STATE_VISIT, VISIT_TEXT
from stores import memory, store


def written(source: ox.Store, format: str, **options: object) -> bytes:
    file = io.BytesIO()
    export.write(source, file, format=format, **options)  # type: ignore[arg-type]  # options by name
    return file.getvalue()


def in_graphs(source: ox.Store) -> set[ox.Quad]:
    text = vocab.text_graph("").value
    return {quad for quad in source if not quad.graph_name.value.startswith(text)}  # type: ignore[union-attr]  # only named graphs


@pytest.mark.parametrize("format", sorted(export.FORMATS))
def test_every_syntax_reads_back_as_what_was_written(format: str) -> None:
    form = export.FORMATS[format]
    found = set(ox.parse(written(store(), format), form))
    expected = in_graphs(store())
    if form.supports_datasets:
        assert found == expected
    else:
        assert {quad.triple for quad in found} == {quad.triple for quad in expected}


@pytest.mark.parametrize("format", sorted(export.FORMATS))
def test_equal_stores_give_equal_bytes(format: str) -> None:
    other = memory(EMPTY, STATE_VISIT, CALL)
    assert written(other, format) == written(store(), format)


@pytest.mark.parametrize("format", ["turtle", "rdfxml", "ntriples"])
def test_a_triple_of_several_graphs_is_written_once(format: str) -> None:
    twice = ox.Store()
    quads = graph.quads(CALL)
    person = next(q for q in quads if "/person/x-" in str(q.subject))
    twice.extend([*quads, ox.Quad(person.subject, person.predicate, person.object, ox.NamedNode("http://g/"))])
    triples = list(ox.parse(written(twice, format), export.FORMATS[format]))
    assert len(triples) == len(set(triples)) == len({quad.triple for quad in quads})


def test_lines_come_sorted() -> None:
    for format in ("nquads", "ntriples"):
        lines = written(store(), format).splitlines()
        assert lines == sorted(lines)
        assert len(lines) == len(set(lines))


@pytest.mark.parametrize("with_text", [False, True])
def test_lines_are_those_of_the_graphs_and_sorted_as_a_whole(with_text: bool) -> None:
    quads = list(export.quads(store(), with_text=with_text))
    assert list(export.lines(store(), "nquads", with_text=with_text)) == sorted(f"{q} .\n".encode() for q in quads)
    triples = {quad.triple for quad in quads}
    assert list(export.lines(store(), "ntriples", with_text=with_text)) == sorted(f"{t} .\n".encode() for t in triples)


def test_words_of_an_article_leave_only_when_asked_for() -> None:
    words = VISIT_TEXT[:60].encode().replace(b"\n", b"\\n")
    assert words not in written(store(), "nquads")
    assert words in written(store(), "nquads", with_text=True)


def test_notes_of_the_store_never_leave() -> None:
    source = memory(CALL)
    source.add(ox.Quad(vocab.document_graph("0"), vocab.SCHEMA("sha256"), ox.Literal("1"), BOOKS))
    assert BOOKS.value.encode() not in written(source, "nquads", with_text=True)


def test_one_document_is_its_graph_and_its_provenance() -> None:
    for name in (CALL.article.id, graph.name(CALL).document.value):
        found = set(ox.parse(written(store(), "nquads", document=name), ox.RdfFormat.N_QUADS))
        agent = {q for q in graph.quads(CALL) if "/agent/" in str(q.subject)}
        assert found == set(graph.quads(CALL)) - agent
        assert len(list(ox.parse(written(store(), "trig", document=name, with_text=True), ox.RdfFormat.TRIG))) == (
            len(found) + 3
        )
    with pytest.raises(QueryError, match="no such document"):
        written(store(), "nquads", document="nowhere")


def test_saved_queries_answer_on_an_export_too() -> None:
    other = ox.Store()
    other.load(written(store(), "nquads"), ox.RdfFormat.N_QUADS)
    for name in ("actors", "visits", "treaties"):
        assert query.run(other, name).table() == query.run(store(), name).table()


def test_rdflib_reads_the_turtle() -> None:
    triples = rdflib.Graph().parse(data=written(store(), "turtle", document=CALL.article.id), format="turtle")
    assert len(triples) > 100


@pytest.mark.parametrize("name", ["all.nq", "all.nq.gz", "all.ttl", "all.rdf.gz"])
def test_the_name_of_a_file_gives_syntax_and_compression(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    export.write_file(store(), path)
    data = path.read_bytes()
    plain = gzip.decompress(data) if name.endswith(".gz") else data
    assert plain == written(store(), "." + name.split(".")[1])
    export.write_file(store(), path)
    assert path.read_bytes() == data
    assert [file.name for file in tmp_path.iterdir()] == [name]


def test_what_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(QueryError, match="is no RDF syntax"):
        export.write_file(store(), tmp_path / "all.docx")
    with pytest.raises(StoreError, match="cannot be written"):
        export.write_file(store(), tmp_path / "missing" / "all.nq")
    assert list(tmp_path.iterdir()) == []
