"""The engines find the same, message for message, in sound graphs and in broken ones.

``make test`` tries a few dozen broken graphs, ``make agreement`` hundreds: ``ELCHI_AGREEMENT`` is their number.
"""

from __future__ import annotations

import os
import random
import tomllib
from collections.abc import Sequence
from pathlib import Path

import pyoxigraph as ox
import pytest

from elchi import graph, pipeline, read, validate, vocab
from elchi.errors import ShapeError
from elchi.knowledge import known_authority
from elchi.lexicon import lexicons
from elchi.model import Article
from elchi.validate import anchors
from mutations import mutated

ROOT = Path(__file__).resolve().parents[1]
VALID = ROOT / "tests" / "shapes" / "valid.ttl"
CASES = tomllib.loads((ROOT / "tests" / "shapes" / "cases.toml").read_text(encoding="utf-8"))["case"]
PROLOGUE = f"BASE <{vocab.BASE}doc/ec654fac9599f62e/>\n" + "".join(
    f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in vocab.PREFIXES.items()
)
NUMBER = int(os.environ.get("ELCHI_AGREEMENT", "40"))

DAY, INTEGER = vocab.XSD("date"), vocab.XSD("integer")
MENTION, REPORT = "text#char=0,87", "report/0-visit"
APART = [
    # Python has no day before the year 1 or after 9999
    (REPORT, vocab.ELCHI("latest"), ox.Literal("10000-01-01", datatype=DAY), "pyshacl", {"T3", "T2"}),
    (REPORT, vocab.ELCHI("earliest"), ox.Literal("-0001-01-01", datatype=DAY), "pyshacl", {"T2"}),
    # in SPARQL, the package shacl counts to 64 bits
    (MENTION, vocab.NIF("endIndex"), ox.Literal("9" * 40, datatype=INTEGER), "pyshacl", {"M5", "M6"}),
]
"""What one engine finds and the other not: node, property, value, who finds more, rules. Elchi writes none of these."""


@pytest.fixture(scope="module")
def checkers() -> tuple[validate.Checker, validate.Checker]:
    shapes, known = validate.load_shapes(), known_authority()
    fast, reference = (validate.Checker(shapes, known, engine=engine) for engine in validate.ENGINES)
    assert (fast.engine, fast.because, reference.engine) == ("shacl", None, "pyshacl")
    return fast, reference


@pytest.fixture(scope="module")
def documents() -> list[list[ox.Quad]]:
    """Return the graphs of all examples with their texts, and as many graphs of the cases of the shapes."""
    words = lexicons()
    found = (item for item in read.articles([str(ROOT / "examples")]) if isinstance(item, Article))
    readings = [pipeline.extract(article, lexicons=words) for article in found]
    written = [[*graph.quads(reading), *graph.text_quads(reading)] for reading in readings]
    assert len(written) > 10
    return [*written, *(_case(case["update"]) for case in CASES[:: len(CASES) // len(written)])]


def _case(update: str) -> list[ox.Quad]:
    store = ox.Store()
    store.load(path=str(VALID), format=ox.RdfFormat.TURTLE)
    if update:
        store.update(PROLOGUE + update)
    return sorted(store, key=str)


def _outcome(checker: validate.Checker, quads: Sequence[ox.Quad]) -> object:
    try:
        return checker.check(validate.lines_of(quads)).results
    except ShapeError as error:  # such as a blank node where pySHACL wants a number
        return str(error)


@pytest.mark.parametrize("update", ["", *(case["update"] for case in CASES)], ids=["none", *(c["rule"] for c in CASES)])
def test_the_engines_agree_on_every_case_of_the_shapes(
    update: str, checkers: tuple[validate.Checker, validate.Checker]
) -> None:
    fast, reference = (_outcome(checker, _case(update)) for checker in checkers)
    assert fast == reference


def test_the_engines_agree_on_sound_documents(
    documents: list[list[ox.Quad]], checkers: tuple[validate.Checker, validate.Checker]
) -> None:
    differing = [quads[0] for quads in documents if len({_outcome(checker, quads) for checker in checkers}) > 1]
    assert differing == []


def test_where_a_graph_comes_from_is_no_matter_of_the_shapes(
    documents: list[list[ox.Quad]], checkers: tuple[validate.Checker, validate.Checker]
) -> None:
    fast, _ = checkers
    for quads in documents:
        rest = [quad for quad in quads if quad.graph_name != vocab.PROVENANCE]
        assert _outcome(fast, quads) == _outcome(fast, rest)


def test_a_long_document_is_checked_as_a_short_one_is(
    documents: list[list[ox.Quad]],
    checkers: tuple[validate.Checker, validate.Checker],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dice = random.Random(1)
    broken = [mutated(dice.choice(documents), dice) for _ in range(NUMBER)]
    tried = [*documents, *broken, *(_case(case["update"]) for case in CASES)]
    short = [_outcome(checkers[0], quads) for quads in tried]
    monkeypatch.setattr(validate.checker, "LONG", 0)
    assert [_outcome(checkers[0], quads) for quads in tried] == short
    stand = [anchors.stand(validate.lines_of(quads).decode()) for quads in tried]
    assert len(documents) // 2 < stand.count(True) < len(tried)


def test_the_engines_agree_on_broken_documents(
    documents: list[list[ox.Quad]], checkers: tuple[validate.Checker, validate.Checker]
) -> None:
    differing, found = [], 0
    for seed in range(NUMBER):
        dice = random.Random(seed)
        quads = mutated(dice.choice(documents), dice)
        fast, reference = (_outcome(checker, quads) for checker in checkers)
        found += bool(fast)
        if fast != reference:
            differing.append((seed, fast, reference))
    assert differing == []
    assert found > 0.9 * NUMBER, "most of what was broken was not found: is it checked at all?"


@pytest.mark.parametrize(("node", "name", "value", "who", "rules"), APART, ids=["after", "before", "large"])
def test_where_the_engines_differ_is_known(
    node: str,
    name: ox.NamedNode,
    value: ox.Literal,
    who: str,
    rules: set[str],
    checkers: tuple[validate.Checker, validate.Checker],
) -> None:
    subject = vocab.iri(f"doc/ec654fac9599f62e/{node}")
    quads = [quad for quad in _case("") if (quad.subject, quad.predicate) != (subject, name)]
    lines = validate.lines_of([*quads, ox.Quad(subject, name, value)])
    fast, reference = (set(checker.check(lines).results) for checker in checkers)
    more, less = (reference, fast) if who == "pyshacl" else (fast, reference)
    assert ({r.rule for r in more - less}, less - more) == (rules, set())
