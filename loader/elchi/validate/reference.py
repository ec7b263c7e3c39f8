"""The reference engine: pySHACL, over graphs of rdflib.

Where a rule is a shape of its own, it is run once for all its focus nodes. Nothing is ever fetched:
pyoxigraph parses, pySHACL gets graphs, and a rule that names another source is refused.
"""

from __future__ import annotations

import logging
import re
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import pyoxigraph as ox
import pyshacl
import rdflib
from pyparsing import ParseException
from pyshacl.errors import ReportableRuntimeError
from rdflib.plugins.sparql.sparql import Query

from elchi import vocab
from elchi.errors import ShapeError
from elchi.validate.literals import literal
from elchi.validate.report import Finding, Term
from elchi.validate.shapes import Shapes
from elchi.validate.sparql import parsed

# A backslash and what it escapes, a class of characters, or the end of the string, which in Python's "$" may also
# be the place before a last line feed, but not in that of XPath.
_DOLLAR = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\$")

Triple = tuple[rdflib.term.Node, rdflib.term.Node, rdflib.term.Node]


def compiled(shapes: Shapes) -> Callable[[str], list[Finding]]:
    """Return a function that finds what is wrong with a graph, given as N-Quads that are read as one graph.

    The function raises ShapeError if a shape cannot be run.
    """
    with _quiet():
        graph = _filled(rdflib.Graph(bind_namespaces="none"), shapes.text)
    for shape, pattern in list(graph.subject_objects(_sh("pattern"))):
        graph.set((shape, _sh("pattern"), rdflib.Literal(_DOLLAR.sub(_end, str(pattern)))))
    return lambda lines: _found(graph, lines)


def _end(part: re.Match[str]) -> str:
    return r"\Z" if part[0] == "$" else part[0]


def _found(shapes: rdflib.Graph, lines: str) -> list[Finding]:
    with _quiet():
        data = _filled(_Data(bind_namespaces="none"), lines)
        return [_finding(report, node) for report, node in _run(data, shapes)]


class _Data(rdflib.Graph):
    """A data graph that has the text of a SPARQL rule parsed once for all documents.

    pySHACL would have it done for every document, even every focus node.
    """

    def query(self, query_object: str | Query, *args: Any, **kwargs: Any) -> rdflib.query.Result:
        query = parsed(query_object) if isinstance(query_object, str) else query_object
        return super().query(query, *args, **kwargs)


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep rdflib from logging a traceback or a warning for every ill-typed literal: a rule finds it."""
    logger = logging.getLogger("rdflib.term")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        with warnings.catch_warnings(action="ignore"):
            yield
    finally:
        logger.setLevel(level)


def _run(data: rdflib.Graph, shapes: rdflib.Graph) -> Iterator[tuple[rdflib.Graph, rdflib.term.Node]]:
    """Yield pySHACL's results, each with the graph that it stands in."""
    try:
        _, report, text = pyshacl.validate(data, shacl_graph=shapes, inplace=True)
    except (ReportableRuntimeError, NotImplementedError, ParseException, re.error) as error:
        raise ShapeError(f"a shape cannot be run: {error}") from error
    if not isinstance(report, rdflib.Graph):
        raise ShapeError(f"a shape cannot be run: {text}")
    for node in report.objects(None, _sh("result")):
        yield report, node


def _finding(report: rdflib.Graph, node: rdflib.term.Node) -> Finding:
    focus, path, value, shape = (
        report.value(node, _sh(name)) for name in ("focusNode", "resultPath", "value", "sourceShape")
    )
    said = map(str, report.objects(node, _sh("resultMessage")))
    return Finding(
        severity=str(report.value(node, _sh("resultSeverity"))),
        constraint=str(report.value(node, _sh("sourceConstraintComponent"))),
        shape=None if shape is None else _term(shape),
        focus=_term(focus),
        path=ox.NamedNode(str(path)) if isinstance(path, rdflib.URIRef) else None,
        value=None if value is None else _term(value),
        messages=tuple(sorted(int(number) for number in said if number.isdecimal())),
    )


def _sh(name: str) -> rdflib.URIRef:
    return rdflib.URIRef(vocab.SH(name).value)


def _filled(graph: rdflib.Graph, lines: str) -> rdflib.Graph:
    for triple in _triples(ox.parse(lines, ox.RdfFormat.N_QUADS)):
        graph.add(triple)
    return graph


def _triples(quads: Iterable[ox.Quad]) -> Iterator[Triple]:
    """Yield quads as rdflib's triples, each term made once."""
    made: dict[object, rdflib.term.Node] = {}
    for quad in quads:
        for term in (quad.subject, quad.predicate, quad.object):
            if term not in made:
                made[term] = _node(term)
        yield made[quad.subject], made[quad.predicate], made[quad.object]


def _node(term: object) -> rdflib.term.Node:
    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return rdflib.BNode(term.value)
    if isinstance(term, ox.Literal):
        return literal(term)
    raise ShapeError(f"{term}: quoted triples are not checked")


def _term(node: rdflib.term.Node | None) -> Term:
    if isinstance(node, rdflib.Literal):
        if node.language is not None:
            return ox.Literal(str(node), language=node.language)
        kind = vocab.XSD("string").value if node.datatype is None else str(node.datatype)
        return ox.Literal(str(node), datatype=ox.NamedNode(kind))
    if isinstance(node, rdflib.BNode):
        return ox.BlankNode(str(node))
    return ox.NamedNode(str(node))
