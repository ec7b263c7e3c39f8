"""Quads to a validation report: SHACL over one document at a time, before it enters the store.

The engine is pySHACL with the shapes of ``shapes/``, where every rule is a shape of its own: such a
rule is run once for all its focus nodes, so that a document costs tens of milliseconds. Nothing is
ever fetched: pyoxigraph parses, pySHACL gets graphs, and a rule that names another source is refused.
A *Violation* means that the graph is malformed; a *Warning* or *Info* that the article is incomplete.
"""

from __future__ import annotations

import io
import logging
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pyshacl
import rdflib
from pyparsing import ParseException
from pyshacl.errors import ReportableRuntimeError
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query

from elchi import vocab
from elchi._resources import resource
from elchi.errors import ShapeError

SEVERITIES = ("Violation", "Warning", "Info")
"""From the worst to the mildest."""

Term = ox.NamedNode | ox.BlankNode | ox.Literal
Triple = tuple[rdflib.term.Node, rdflib.term.Node, rdflib.term.Node]
Authority = Mapping[rdflib.term.Node, tuple[Triple, ...]]
"""What is known of each thing that documents may refer to; :func:`authority` makes one."""

_LINTS = "ontology.ttl"  # rules for the ontology itself, not for data
_RULE = re.compile(r"[A-Z]+[0-9]+\b")


@dataclass(frozen=True, slots=True)
class Result:
    """One finding: how bad it is, which rule found it, about which node, and what to mend.

    ``path`` is the property that the rule looks at, ``None`` where it is no single one; ``value`` the
    value at fault, ``None`` where something is missing.
    """

    severity: str
    rule: str
    focus: Term
    path: ox.NamedNode | None
    value: Term | None
    message: str


@dataclass(frozen=True, slots=True)
class Report:
    """The findings about a graph, the worst first."""

    results: tuple[Result, ...] = ()

    @property
    def conforms(self) -> bool:
        """Whether nothing is malformed; warnings and infos are allowed."""
        return all(result.severity != SEVERITIES[0] for result in self.results)

    def graph(self) -> str:
        """Return the report in Turtle, in the terms of the SHACL standard.

        >>> "sh:conforms true" in Report().graph()
        True
        """
        turtle = io.BytesIO()
        ox.serialize(_report(self), turtle, ox.RdfFormat.TURTLE, prefixes=_PREFIXES)
        return turtle.getvalue().decode()


@dataclass(frozen=True, slots=True)
class Shapes:
    """Shapes that were read once, and the class hierarchy that data are checked against."""

    graph: rdflib.Graph
    hierarchy: tuple[Triple, ...]


def load_shapes(*extra: Path | str) -> Shapes:
    """Return the shapes that ship with Elchi and those of further files.

    Args:
        extra: files in any RDF format, told by their extension; class axioms in them count too.

    Raises:
        ShapeError: if a file cannot be read, does not parse, or has no shape in it.
    """
    own = [file for file in resource("shapes").iterdir() if file.name.endswith(".ttl")]
    texts = [file.read_bytes() for file in sorted(own, key=str) if file.name != _LINTS]
    texts.append(resource("ontology", "prefixes.ttl").read_bytes())
    quads = [quad for text in texts for quad in ox.parse(text, ox.RdfFormat.TURTLE)]
    for file in extra:
        quads += _shapes_of(Path(file))
    axioms = [*ox.parse(resource("ontology", "elchi.ttl").read_bytes(), ox.RdfFormat.TURTLE), *quads]
    hierarchy = tuple(_triples(q for q in axioms if q.predicate == vocab.RDFS("subClassOf")))
    return Shapes(_filled(rdflib.Graph(bind_namespaces="none"), _triples(quads)), hierarchy)


def authority(quads: Iterable[ox.Quad]) -> Authority:
    """Return authority data in the form that :func:`check` looks them up in.

    Of the names of a thing only one is kept: they are most of the data, and whether they are in
    order is a question to the authority data themselves, not to every document.
    """
    names = {vocab.SKOS("altLabel"), vocab.SKOS("hiddenLabel"), vocab.ELCHI("demonym")}
    named: set[object] = set()
    kept = []
    for quad in quads:
        if quad.predicate == vocab.SKOS("prefLabel"):
            if quad.subject in named:
                continue
            named.add(quad.subject)
        if quad.predicate not in names:
            kept.append(quad)
    known: dict[rdflib.term.Node, list[Triple]] = defaultdict(list)
    for triple in _triples(kept):
        known[triple[0]].append(triple)
    return {subject: tuple(triples) for subject, triples in known.items()}


def check(quads: Iterable[ox.Quad], shapes: Shapes, *, known: Authority | None = None) -> Report:
    """Return what the shapes find in one document's quads.

    Args:
        quads: consumed once; their graphs are read as one.
        shapes: from :func:`load_shapes`.
        known: authority data; what the quads refer to of them is checked along.

    Raises:
        ShapeError: if a shape cannot be run.

    >>> from pyoxigraph import Quad
    >>> visit = Quad(vocab.document("1f"), vocab.RDF("type"), vocab.ELCHI("Document"))
    >>> report = check([visit], load_shapes())
    >>> report.conforms, [result.rule for result in report.results]
    (False, ['D1', 'D7', 'D2', 'D4', 'D8', 'D5'])
    """
    with _quiet():
        triples = list(_triples(quads))
        data = _filled(_Data(bind_namespaces="none"), triples)
        _filled(data, _about(triples, known or {}))
        _filled(data, shapes.hierarchy)
        found = {_result(report, node) for report, node in _run(data, shapes)}
    return Report(tuple(sorted(found, key=_order)))


def check_graphs(quads: Iterable[ox.Quad], shapes: Shapes, *, known: Authority | None = None) -> Report:
    """Return what the shapes find in a file or store, each of its graphs taken by itself.

    A document's text is checked with the document. Checking all as one graph would take a time
    that grows faster than the data.
    """
    graphs: dict[str, list[ox.Quad]] = defaultdict(list)
    texts = vocab.text_graph("").value
    for quad in quads:
        name = "" if isinstance(quad.graph_name, ox.DefaultGraph) else quad.graph_name.value
        if name.startswith(texts):
            name = vocab.document_graph(name.removeprefix(texts)).value
        graphs[name].append(quad)
    shared = {**(known or {}), **authority(graphs.get(vocab.ENTITIES.value, ()))}
    reports = [check(graph, shapes, known=shared) for _, graph in sorted(graphs.items())]
    return Report(tuple(sorted({r for report in reports for r in report.results}, key=_order)))


def _shapes_of(file: Path) -> list[ox.Quad]:
    """Return the quads of a user's shapes file."""
    try:
        quads = list(ox.parse(path=file, rename_blank_nodes=True))
    except (OSError, ValueError, SyntaxError) as error:
        raise ShapeError(f"{file}: not a readable shapes graph: {error}") from error
    if not any(quad.predicate in vocab.SH for quad in quads):
        raise ShapeError(f"{file}: no shapes in it (nothing said in terms of {vocab.SH.iri})")
    return quads


def _about(triples: Iterable[Triple], known: Authority) -> Iterator[Triple]:
    """Yield what is known of the things referred to, and of the things that these refer to."""
    seen: set[rdflib.term.Node] = set()
    frontier = {triple[2] for triple in triples if triple[2] in known}
    for _ in range(2):
        seen |= frontier
        reached = [triple for node in frontier for triple in known[node]]
        yield from reached
        frontier = {triple[2] for triple in reached if triple[2] in known} - seen


class _Data(rdflib.Graph):
    """A data graph that parses the text of a SPARQL rule once for all documents.

    rdflib takes some 25 ms of CPU to parse one; pySHACL would have it done for every document.
    """

    def query(self, query_object: str | Query, *args: Any, **kwargs: Any) -> rdflib.query.Result:
        query = _prepared(query_object) if isinstance(query_object, str) else query_object
        return super().query(query, *args, **kwargs)


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep rdflib from logging a traceback for every ill-typed literal: a rule finds it."""
    logger = logging.getLogger("rdflib.term")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)


@lru_cache(maxsize=256)
def _prepared(text: str) -> Query:
    try:
        query = prepareQuery(text)
    except Exception as error:  # rdflib raises bare ones: an undeclared prefix is an Exception
        raise ShapeError(f"a SPARQL rule does not parse: {error}") from error
    if query.algebra.datasetClause or "ServiceGraphPattern" in set(_parts(query.algebra)):
        raise ShapeError("a rule may not read from another source: leave out FROM and SERVICE")
    return query


def _parts(algebra: object) -> Iterator[str]:
    """Yield the names of all operators of a SPARQL algebra."""
    if isinstance(algebra, Mapping):
        yield str(getattr(algebra, "name", ""))
        for part in algebra.values():
            yield from _parts(part)
    elif isinstance(algebra, (list, tuple)) and not isinstance(algebra, str):
        for part in algebra:
            yield from _parts(part)


def _run(data: rdflib.Graph, shapes: Shapes) -> Iterator[tuple[rdflib.Graph, rdflib.term.Node]]:
    """Yield pySHACL's results, each with the graph that it stands in."""
    try:
        _, report, text = pyshacl.validate(data, shacl_graph=shapes.graph, inplace=True)
    except (ReportableRuntimeError, NotImplementedError, ParseException, re.error) as error:
        raise ShapeError(f"a shape cannot be run: {error}") from error
    if not isinstance(report, rdflib.Graph):
        raise ShapeError(f"a shape cannot be run: {text}")
    for node in report.objects(None, _sh("result")):
        yield report, node


def _result(report: rdflib.Graph, node: rdflib.term.Node) -> Result:
    focus, path, value = (report.value(node, _sh(n)) for n in ("focusNode", "resultPath", "value"))
    shape = report.value(node, _sh("sourceShape"))
    if focus == shape and value is not None:  # a rule that looks at the whole graph at once
        focus, value = value, None
    messages = sorted(report.objects(node, _sh("resultMessage")), key=_foreign)
    message = str(messages[0]) if messages else ""
    kind = report.value(node, _sh("sourceConstraintComponent"))
    name = shape if isinstance(shape, rdflib.URIRef) else kind
    numbered = _RULE.match(message)
    return Result(
        severity=_local(report.value(node, _sh("resultSeverity"))),
        rule=numbered[0] if numbered else _local(name),
        focus=_term(focus),
        path=ox.NamedNode(str(path)) if isinstance(path, rdflib.URIRef) else None,
        value=None if value is None else _term(value),
        message=message,
    )


def _foreign(message: rdflib.term.Node) -> tuple[bool, str]:
    """Return a key that puts a message in English, or in no told language, first."""
    return getattr(message, "language", None) not in (None, "en"), str(message)


def _order(result: Result) -> tuple[int, str, int, str, str]:
    rank = SEVERITIES.index(result.severity) if result.severity in SEVERITIES else len(SEVERITIES)
    letters = result.rule.rstrip("0123456789")
    number = int(result.rule.removeprefix(letters) or 0)
    return rank, letters, number, str(result.focus), f"{result.path} {result.value} {result.message}"


def _local(term: rdflib.term.Node | None) -> str:
    return re.split(r"[#/]", str(term))[-1]


def _sh(name: str) -> rdflib.URIRef:
    return rdflib.URIRef(vocab.SH(name).value)


def _filled(graph: rdflib.Graph, triples: Iterable[Triple]) -> rdflib.Graph:
    for triple in triples:
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
    if not isinstance(term, ox.Literal):
        raise ShapeError(f"{term}: quoted triples are not checked")
    plain = term.language is not None or term.datatype == vocab.XSD("string")
    kind = None if plain else rdflib.URIRef(term.datatype.value)
    # Lexical forms are kept as they are, without switching rdflib's normalising off for everybody.
    return rdflib.Literal(term.value, lang=term.language, datatype=kind, normalize=False)


def _term(node: rdflib.term.Node | None) -> Term:
    if isinstance(node, rdflib.Literal):
        if node.language is not None:
            return ox.Literal(str(node), language=node.language)
        kind = vocab.XSD("string").value if node.datatype is None else str(node.datatype)
        return ox.Literal(str(node), datatype=ox.NamedNode(kind))
    if isinstance(node, rdflib.BNode):
        return ox.BlankNode(str(node))
    return ox.NamedNode(str(node))


_PREFIXES = {name: vocab.PREFIXES[name] for name in ("sh", "xsd")}


def _report(report: Report) -> Iterator[ox.Triple]:
    """Yield the triples of a report."""
    sh, this = vocab.SH, ox.BlankNode("report")
    conforms = ox.Literal(report.conforms)
    yield ox.Triple(this, vocab.RDF("type"), sh("ValidationReport"))
    yield ox.Triple(this, sh("conforms"), conforms)
    for number, result in enumerate(report.results):
        node = ox.BlankNode(f"r{number}")
        yield ox.Triple(this, sh("result"), node)
        yield ox.Triple(node, vocab.RDF("type"), sh("ValidationResult"))
        yield ox.Triple(node, sh("resultSeverity"), sh(result.severity))
        yield ox.Triple(node, sh("focusNode"), result.focus)
        if result.path is not None:
            yield ox.Triple(node, sh("resultPath"), result.path)
        if result.value is not None:
            yield ox.Triple(node, sh("value"), result.value)
        yield ox.Triple(node, sh("resultMessage"), ox.Literal(result.message))
