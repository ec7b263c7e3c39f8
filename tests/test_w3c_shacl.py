"""The W3C's test suite of SHACL: each engine gives the report that is expected of it.

The suite is no part of the project; it is looked for beside the checkout.
"""

from __future__ import annotations

from collections import Counter
from importlib import import_module
from pathlib import Path

import pyoxigraph as ox
import pytest

from elchi import validate, vocab
from elchi.errors import ShapeError

SUITE = Path(__file__).resolve().parents[2] / "shared" / "w3c" / "shacl"
MF = vocab.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
SHT = vocab.Namespace("http://www.w3.org/ns/shacl-test#")
SH = vocab.SH

EXCEPTIONS = {
    "shacl": {
        "sparql/pre-binding/unsupported-sparql-004": "runs a nested SELECT without $this; load_shapes refuses it",
    },
    "pyshacl": {
        "core/property/uniqueLang-002": 'rdflib reads "1"^^xsd:boolean as true',
        "sparql/node/prefixes-001": "does not look for prefixes in an ontology that another imports",
        "sparql/pre-binding/shapesGraph-001": "gives a rule no $shapesGraph, which the standard does not ask for",
    },
}
"""Engine to test to why it does not do there what is expected."""

Graph = list[ox.Triple]
Row = tuple[str | None, ...]


def _graph(path: Path) -> Graph:
    return [quad.triple for quad in ox.parse(path=path, base_iri=path.as_uri(), rename_blank_nodes=True)]


def _cases() -> list[Path]:
    files = sorted(SUITE.rglob("*.ttl"))
    return [path for path in files if any(triple.object == SHT("Validate") for triple in _graph(path))]


def _values(graph: Graph, subject: object, predicate: ox.NamedNode) -> list[object]:
    return [triple.object for triple in graph if triple.subject == subject and triple.predicate == predicate]


def _value(graph: Graph, subject: object, predicate: ox.NamedNode) -> object:
    return next(iter(_values(graph, subject, predicate)), None)


def _told(term: object) -> str | None:
    """Return a term as it is compared: what blank nodes are called is nobody's business."""
    return "_:" if isinstance(term, ox.BlankNode) else None if term is None else str(term)


def _expected(graph: Graph, report: object) -> Counter[Row] | None:
    """Return the results of a report, ``None`` where the shapes cannot be run."""
    if report == SHT("Failure"):
        return None
    names = ("focusNode", "value", "sourceConstraintComponent", "resultSeverity", "sourceShape", "resultPath")
    rows: Counter[Row] = Counter()
    for result in _values(graph, report, SH("result")):
        *row, path = (_value(graph, result, SH(name)) for name in names)
        rows[(*map(_told, row), str(path) if isinstance(path, ox.NamedNode) else None)] += 1
    return rows


def _found(engine: str, shapes: Graph, data: Graph) -> Counter[Row] | None:
    try:
        run = import_module(validate.ENGINES[engine]).compiled(validate.shapes_of(shapes))
        findings = run("".join(f"{triple} .\n" for triple in data))
    except ShapeError:
        return None
    return Counter(
        (
            *map(_told, (f.focus, f.value, ox.NamedNode(f.constraint), ox.NamedNode(f.severity), f.shape)),
            None if f.path is None else str(f.path),
        )
        for f in findings
    )


def _passes(engine: str, path: Path) -> bool:
    graph = _graph(path)
    (test,) = (triple.subject for triple in graph if triple.object == SHT("Validate"))
    action = _value(graph, test, MF("action"))
    shapes, data = (_graph(_file(_value(graph, action, SHT(part)))) for part in ("shapesGraph", "dataGraph"))
    return _found(engine, shapes, data) == _expected(graph, _value(graph, test, MF("result")))


def _file(name: object) -> Path:
    assert isinstance(name, ox.NamedNode)
    return Path(name.value.removeprefix("file://"))


@pytest.mark.skipif(not SUITE.is_dir(), reason=f"the W3C's SHACL tests are not in {SUITE}")
@pytest.mark.parametrize("engine", validate.ENGINES)
def test_an_engine_does_what_the_standard_expects_but_for_known_exceptions(engine: str) -> None:
    cases = _cases()
    assert len(cases) == 121
    failing = {str(path.relative_to(SUITE).with_suffix("")) for path in cases if not _passes(engine, path)}
    assert failing == EXCEPTIONS[engine].keys()
