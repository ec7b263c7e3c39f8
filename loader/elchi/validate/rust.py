"""The engine of the load: the package ``shacl``, written in Rust, over text in and text out."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pyoxigraph as ox
import shacl

from elchi.errors import ShapeError
from elchi.validate.report import Finding, Term
from elchi.validate.shapes import Shapes


def compiled(shapes: Shapes) -> Callable[[str], list[Finding]]:
    """Return a function that finds what is wrong with a graph, given as N-Quads that are read as one graph.

    Raises:
        ShapeError: if the engine cannot run a shape; the function raises it, too.
    """
    try:
        ready = shacl.Shapes.from_text(shapes.text, format="ntriples")
    except ValueError as error:
        raise _unrunnable(error) from error
    return lambda lines: _found(ready, lines)


def _found(ready: shacl.Shapes, lines: str) -> list[Finding]:
    try:
        results = ready.validate_text(lines, format="nquads").results
    except ValueError as error:
        raise _unrunnable(error) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # what a fault in Rust becomes; it has no importable class
            raise
        raise _unrunnable(error) from error
    if not results:
        return []
    terms = _terms([term for r in results for term in (r.source_shape, r.focus_node, r.value)])
    return [_finding(result, next(terms), next(terms), next(terms)) for result in results]


def _unrunnable(error: BaseException) -> ShapeError:
    return ShapeError(f"a shape cannot be run: {' '.join(str(error).split())}")


def _finding(result: shacl.Result, shape: Term | None, focus: Term | None, value: Term | None) -> Finding:
    path = result.path
    named = path is not None and path.startswith("<") and path.find(">") == len(path) - 1
    assert focus is not None  # a result without a focus node is none
    return Finding(
        severity=result.severity_iri,
        constraint=result.component_iri,
        shape=shape,
        focus=focus,
        path=ox.NamedNode(path[1:-1]) if path is not None and named else None,
        value=value,
        messages=tuple(int(message) for message in result.messages),
    )


def _terms(written: list[str | None]) -> Iterator[Term | None]:
    """Yield terms from how N-Triples write them; one run of the parser serves all."""
    lines = "".join(f"<x:> <x:> {term} .\n" for term in written if term is not None)
    parsed = iter(ox.parse(lines, ox.RdfFormat.N_TRIPLES))
    for term in written:
        yield None if term is None else _plain(next(parsed).object)


def _plain(term: object) -> Term:
    if isinstance(term, (ox.NamedNode, ox.BlankNode, ox.Literal)):
        return term
    raise ShapeError(f"{term}: quoted triples are not checked")
