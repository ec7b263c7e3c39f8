"""A document's N-Quads to a report: which engine runs, and what of the authority data it sees."""

from __future__ import annotations

import io
import logging
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import lru_cache
from importlib import import_module

import pyoxigraph as ox

from elchi import vocab
from elchi.errors import ShapeError
from elchi.validate import anchors
from elchi.validate.authority import Authority, about, authority
from elchi.validate.report import Finding, Report, joined, report
from elchi.validate.shapes import Shapes

ENGINES = {"shacl": "elchi.validate.rust", "pyshacl": "elchi.validate.reference"}
"""Name of an engine to its module, which is imported only to run it."""

FAST, REFERENCE = ENGINES

LONG = 2_000_000
"""Characters of N-Quads from which on the words of mentions are looked up before the shapes run."""

_LOG = logging.getLogger(__name__)

Engine = Callable[[str], list[Finding]]


class Checker:
    """Checks one document after another against the same shapes.

    ``engine`` is the engine that runs; it is ``pyshacl`` where the one asked for cannot, and ``because``
    says why, ``None`` where nothing was to be said.

    Args:
        shapes: from :func:`elchi.validate.load_shapes`.
        known: authority data; what a document refers to of them is checked along.
        engine: one of :data:`ENGINES`.

    Raises:
        ShapeError: if a shape cannot be run.
    """

    __slots__ = ("_lean", "_run", "because", "engine", "known", "shapes")

    def __init__(self, shapes: Shapes, known: Authority | None = None, *, engine: str = FAST) -> None:
        """Make an engine ready."""
        self.shapes, self.known = shapes, known or {}
        self.because = _unfit(shapes) if engine == FAST else None
        self.engine = engine if self.because is None else REFERENCE
        self._run = _compiled(self.engine, shapes)
        self._lean = anchors.without(shapes)

    def check(self, lines: bytes) -> Report:
        """Return what the shapes find in one document.

        Args:
            lines: N-Quads as pyoxigraph writes them: all graphs of the document, its text too. They are
                read as one graph.

        Raises:
            ShapeError: if a shape cannot be run.
        """
        whole = b"".join((lines, about(lines, self.known), self.shapes.hierarchy)).decode()
        return report(self._found(whole), self.shapes.messages)

    def _found(self, text: str) -> list[Finding]:
        if self.engine == REFERENCE:
            return self._run(text)
        try:
            found = self._fast(text)(text)
        except ShapeError as error:
            _LOG.warning("%s checks a document because %s cannot: %s", REFERENCE, FAST, error)
        else:
            if not any(isinstance(term, ox.BlankNode) for finding in found for term in (finding.focus, finding.value)):
                return found
        # The fast engine gives blank nodes names of its own, under which nobody finds them in the data.
        return _compiled(REFERENCE, self.shapes)(text)

    def _fast(self, text: str) -> Engine:
        """Return the fast engine, spared the rule that takes the square of a long text if that has nothing to find."""
        if self._lean is not None and len(text) > LONG and anchors.stand(text):
            return _compiled(FAST, self._lean)
        return self._run


def check(quads: Iterable[ox.Quad], shapes: Shapes, *, known: Authority | None = None, engine: str = FAST) -> Report:
    """Return what the shapes find in one document's quads.

    Args:
        quads: consumed once; their graphs are read as one.
        shapes: from :func:`elchi.validate.load_shapes`.
        known: authority data; what the quads refer to of them is checked along.
        engine: one of :data:`ENGINES`.

    Raises:
        ShapeError: if a shape cannot be run.

    >>> from elchi.validate import load_shapes
    >>> visit = ox.Quad(vocab.document("1f"), vocab.RDF("type"), vocab.ELCHI("Document"))
    >>> report = check([visit], load_shapes())
    >>> report.conforms, [result.rule for result in report.results]
    (False, ['D1', 'D7', 'D2', 'D4', 'D8', 'D5'])
    """
    return Checker(shapes, known, engine=engine).check(lines_of(quads))


def check_graphs(
    quads: Iterable[ox.Quad], shapes: Shapes, *, known: Authority | None = None, engine: str = FAST
) -> Report:
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
    checker = Checker(shapes, shared, engine=engine)
    return joined(result for graph in graphs.values() for result in checker.check(lines_of(graph)).results)


def lines_of(quads: Iterable[ox.Quad]) -> bytes:
    """Return quads as N-Quads, in their order: what :meth:`Checker.check` reads."""
    out = io.BytesIO()
    ox.serialize(quads, out, ox.RdfFormat.N_QUADS)
    return out.getvalue()


@lru_cache(maxsize=8)
def _compiled(engine: str, shapes: Shapes) -> Engine:
    compiled: Engine = import_module(ENGINES[engine]).compiled(shapes)
    return compiled


def _unfit(shapes: Shapes) -> str | None:
    """Return why the fast engine cannot run these shapes, ``None`` if it can."""
    if shapes.beyond:
        return f"the shapes use {', '.join(shapes.beyond)}"
    try:
        _compiled(FAST, shapes)
    except ImportError:
        return f"the package {FAST} is not installed"
    except ShapeError as error:
        return str(error)
    return None
