"""What must hold for every input: said once, tried with made-up inputs by Hypothesis and by ``tests/fuzz``.

Each function raises ``AssertionError`` where a property does not hold; any other error that it lets through is a
finding too.
"""

from __future__ import annotations

import io
import json
import logging
import re
import unicodedata
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

import pyoxigraph as ox
import rdflib

from elchi import facts, graph, pipeline, query, read, text, validate, vocab
from elchi.api import Document
from elchi.characters import fit
from elchi.dates import bounds
from elchi.errors import ReadError
from elchi.knowledge import known_authority
from elchi.lexicon import lexicons
from elchi.model import Article, DateMention, Reading, Span
from elchi.read import Failure, Limits, Skipped
from stores import added

LIMITS = Limits(text=200_000, characters=50_000, page=100_000)
"""Low enough that an input of a test can reach them."""

_ISO = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
_PART = r"([0-9]{4}|[0-9]{3}X|XXXX)(-[0-9]{2}(-[0-9]{2})?)?"
_EDTF = re.compile(f"{_PART}(/{_PART})?")
# RFC 3987, section 2.2: a scheme, then no sign that an IRI may not hold, and every % before two hexadecimal digits.
_IRI = re.compile(r"""[a-z][a-z0-9+.-]*:([^\x00-\x20<>"{}|\\^`\x7f-\x9f\ue000-\uf8ff%]|%[0-9A-Fa-f]{2})+""")


def read_alike(sources: list[str], data: bytes = b"") -> list[Article]:
    """Return the articles of sources, or of ``data`` on standard input, after reading them twice.

    Asserts that nothing but the values promised comes, the same both times, within the limits.
    """
    first, second = (list(read.articles(sources, stdin=io.BytesIO(data), limits=LIMITS)) for _ in range(2))
    assert told(first) == told(second)
    for item in first:
        if isinstance(item, Failure):
            assert isinstance(item.error, ReadError)
            assert item.message.strip()
        elif not isinstance(item, Skipped):
            article_is_sound(item)
    return [item for item in first if isinstance(item, Article)]


def told(found: Iterable[read.Item]) -> list[object]:
    """Return what readers found as values that can be compared."""
    return [item if isinstance(item, Article) else (type(item), item.origin, item.message) for item in found]


def article_is_sound(article: Article) -> None:
    """Assert that an article has words, within the limits, and only values that every syntax can hold."""
    assert article.content.strip()
    assert len(article.content) <= LIMITS.characters
    assert article.id
    assert article.published is None or _ISO.fullmatch(article.published)
    for name in ("id", "content", "origin", "url", "title", "language", "publisher", "author"):
        value = getattr(article, name)
        assert value is None or value == fit(value), name
    for key, value in article.metadata:
        assert (key, value) == (fit(key), fit(value))


def text_is_normal(content: str) -> None:
    """Assert that a text is stored in one form only, which UTF-8 and every syntax can hold."""
    once = text.normalise(Article(id="t", content=content, origin="t"))
    again = text.normalise(Article(id="t", content=once.content, origin="t"))
    assert again == once
    assert unicodedata.is_normalized("NFC", once.content)
    assert fit(once.content) == once.content
    assert len(fit(content)) == len(content)
    assert "\r" not in once.content
    assert once.sha256 == sha256(once.content.encode("utf-8")).hexdigest()


def dates_are_sound(dates: Iterable[DateMention], content: str) -> None:
    """Assert that dates are EDTF, bounded in order, stand in the text in its order and overlap nowhere."""
    end = 0
    for date in dates:
        assert _EDTF.fullmatch(date.edtf), date.edtf
        assert (date.earliest is None) == (date.latest is None)
        assert (date.earliest, date.latest) == bounds(date.edtf)
        assert date.earliest is None or date.earliest <= (date.latest or "")
        assert date.edtf.startswith("XXXX") or date.earliest is not None, date.edtf
        words = date.span.of(content)
        assert end <= date.span.start < date.span.stop <= len(content)
        assert words == words.strip()
        assert any(sign.isalnum() for sign in words), words
        end = date.span.stop


def read_twice(article: Article) -> Reading:
    """Return what an article says, after asserting that it says the same twice, and where."""
    reading = pipeline.extract(article, lexicons=lexicons())
    assert pipeline.extract(article, lexicons=lexicons()) == reading
    reading_is_sound(reading)
    return reading


def reading_is_sound(reading: Reading) -> None:
    """Assert that every span of a reading slices its text, and that what is pointed to is there."""
    content = reading.text.content
    for path, span in spans(reading):
        assert 0 <= span.start < span.stop <= len(content), (path, span)
    dates_are_sound(reading.dates, content)
    end = 0
    for block in reading.blocks:
        assert end <= block.span.start
        assert block.span.of(content) == block.span.of(content).strip(), block
        end = block.span.stop
    for entity in reading.entities:
        for mention in entity.mentions:
            words = mention.span.of(content)
            assert words == words.strip()
            assert any(sign.isalnum() for sign in words), mention
    _rests_on_words(reading)
    _points_within(reading)


def _rests_on_words(reading: Reading) -> None:
    """Assert that the evidence of a report lies in a block that is read, and that its cues are no white space."""
    content = reading.text.content
    read_blocks = [block.span for block in reading.blocks if block.kind != "boilerplate" and block.repeats is None]
    for report in reading.reports:
        assert report.cues
        assert 0 < report.confidence <= 1
        assert any(block.holds(report.evidence) for block in read_blocks), report.evidence
        for cue in report.cues:
            words = cue.span.of(content)
            assert words == words.strip(), cue


def _points_within(reading: Reading) -> None:
    known = {entity.id for entity in reading.entities}
    assert len(known) == len(reading.entities)
    for entity in reading.entities:
        assert {tenure.of for tenure in entity.tenures} <= known | {None}
    for report in reading.reports:
        assert {*(role.entity for role in report.roles), *report.sources} <= known
        assert report.place is None or report.place in known
        assert report.instrument is None or 0 <= report.instrument < len(reading.instruments)
        assert report.nested_in is None or reading.reports[report.nested_in].kind == "Communication"
    for event in reading.events:
        assert event.reports
        assert all(0 <= number < len(reading.reports) for number in event.reports)
        assert all(0 <= number < len(reading.instruments) for number in event.instruments)
    for treaty in reading.treaties:
        assert treaty.instruments
        assert set(treaty.parties) <= known
        assert treaty.member_of is None or 0 <= treaty.member_of < len(reading.treaties)


def spans(value: object, path: str = "") -> Iterator[tuple[str, Span]]:
    """Yield every span below a value and where it was found; that of the date of publication is in no text."""
    if isinstance(value, Span):
        yield path, value
    elif is_dataclass(value):
        for field in fields(value):
            if field.name != "published":
                yield from spans(getattr(value, field.name), f"{path}.{field.name}")
    elif isinstance(value, tuple):
        for number, part in enumerate(value):
            yield from spans(part, f"{path}[{number}]")


def graph_is_sound(reading: Reading) -> list[ox.Quad]:
    """Return the quads of a document and its text, after asserting that they are sound and written as in a store."""
    written = graph.nquads(reading) + graph.text_nquads(reading)
    quads = list(ox.parse(written, ox.RdfFormat.N_QUADS))
    assert ox.serialize(quads, format=ox.RdfFormat.N_QUADS) == written
    assert [*graph.quads(reading), *graph.text_quads(reading)] == quads
    assert len(set(quads)) == len(quads)
    for quad in quads:
        for term in (quad.subject, quad.predicate, quad.object, quad.graph_name):
            assert not isinstance(term, ox.BlankNode)
            assert not isinstance(term, ox.NamedNode) or _IRI.fullmatch(term.value), term
    _mentions_slice(quads, reading.text.content)
    return quads


def _mentions_slice(quads: Iterable[ox.Quad], content: str) -> None:
    """Assert that the offsets of every mention cut its words, or what its digest is of, from the text."""
    said: dict[object, dict[ox.NamedNode, str]] = {}
    for quad in quads:
        if quad.predicate in _SLICING:
            said.setdefault(quad.subject, {})[quad.predicate] = quad.object.value
    for mention, values in said.items():
        begin, end = int(values[vocab.NIF("beginIndex")]), int(values[vocab.NIF("endIndex")])
        words = content[begin:end]
        assert words, mention
        assert values.get(vocab.NIF("anchorOf"), words) == words
        digest = sha256(words.encode()).hexdigest()
        assert values.get(vocab.ELCHI("textHash"), digest) == digest


_SLICING = (vocab.NIF("beginIndex"), vocab.NIF("endIndex"), vocab.NIF("anchorOf"), vocab.ELCHI("textHash"))


def every_syntax_holds(quads: list[ox.Quad]) -> None:
    """Assert that rdflib reads the same from N-Quads, and that Turtle, JSON-LD and RDF/XML lose nothing."""
    written = ox.serialize(quads, format=ox.RdfFormat.N_QUADS)
    logging.getLogger("rdflib.term").setLevel(logging.CRITICAL)  # it logs what it thinks of literals and IRIs
    dataset = rdflib.Dataset()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # its own, of its own
        dataset.parse(data=written, format="nquads")
    assert {tuple(map(str, quad)) for quad in dataset.quads()} == {_plain(quad) for quad in quads}
    triples = {quad.triple for quad in quads}
    for form in (ox.RdfFormat.TURTLE, ox.RdfFormat.JSON_LD, ox.RdfFormat.RDF_XML):
        written = ox.serialize(triples, format=form, prefixes=vocab.PREFIXES)
        assert {quad.triple for quad in ox.parse(written, form)} == triples, form


def _plain(quad: ox.Quad) -> tuple[str, ...]:
    return tuple(term.value for term in (quad.subject, quad.predicate, quad.object, quad.graph_name))


def facts_are_plain(reading: Reading) -> None:
    """Assert that the facts of a document are JSON in UTF-8 that reads back as it was."""
    told = json.loads(Document(reading).json().encode("utf-8"))
    rows = facts.facts(reading)
    assert {name: told[name] for name in rows} == rows


def facts_are_the_rows(reading: Reading, store: ox.Store) -> None:
    """Assert that the facts of a document are what the saved queries find in a store that holds its graph."""
    for question, facts_of in facts.facts(reading).items():
        rows = [{key: None if value is None else str(value) for key, value in row.items()} for row in facts_of]
        answer = query.run(store, question, document=reading.article.id)
        table = [dict(zip(answer.columns, [value or None for value in row], strict=True)) for row in answer.table()]
        for row in [*rows, *table]:
            row.pop("place", None)  # the queries give it in English where the authority data can
        assert rows == table, question


def graph_conforms(quads: Iterable[ox.Quad], *engines: str) -> None:
    """Assert that no shape finds a violation in a document's graph, and that several engines find the same.

    Args:
        quads: of the document and its text.
        engines: those that are asked; the one that a load asks if there are none.
    """
    lines = validate.lines_of(quads)
    reports = [checker(engine).check(lines) for engine in engines or ("shacl",)]
    assert all(report == reports[0] for report in reports)
    assert reports[0].conforms, [f"{r.rule} {r.focus}" for r in reports[0].results if r.severity == "Violation"]


@lru_cache(maxsize=2)
def checker(engine: str) -> validate.Checker:
    """Return an engine with the shapes that ship with Elchi, made ready once."""
    return validate.Checker(validate.load_shapes(), known_authority(), engine=engine)


def all_holds(article: Article) -> None:
    """Assert every property of an article's reading and graph."""
    reading = read_twice(article)
    facts_are_plain(reading)
    with added(reading) as store:
        facts_are_the_rows(reading, store)
    quads = graph_is_sound(reading)
    every_syntax_holds(quads)
    graph_conforms(quads, *validate.ENGINES)


def sources_of(folder: Path, data: bytes, ending: str) -> list[str]:
    """Return the sources of a file of some bytes with an ending such as ``.html``, made in ``folder``."""
    path = folder / f"fuzz{ending}"
    path.write_bytes(data)
    return [str(path)]
