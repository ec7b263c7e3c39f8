"""SPARQL rules of shapes to queries that read nothing but the graph at hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from rdflib import Variable
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query

from elchi.errors import ShapeError

_UNFIT = {"ServiceGraphPattern": "SERVICE", "Minus": "MINUS", "values": "VALUES"}


@lru_cache(maxsize=256)
def parsed(text: str) -> Query:
    """Return the query of a rule, parsed once: rdflib takes some 25 ms of CPU for that.

    Raises:
        ShapeError: if it is no SPARQL, reads from another source, or uses what SHACL does not allow in rules.
    """
    try:
        query = prepareQuery(text)
    except Exception as error:  # rdflib raises bare ones: an undeclared prefix is an Exception
        raise ShapeError(f"a SPARQL rule does not parse: {error}") from error
    parts = list(_parts(query.algebra))
    unfit = {_UNFIT[name] for name, _ in parts if name in _UNFIT}
    if query.algebra.datasetClause or "SERVICE" in unfit:
        raise ShapeError("a rule may not read from another source: leave out FROM and SERVICE")
    if unfit:
        raise ShapeError(f"SHACL allows no {' and no '.join(sorted(unfit))} in a SPARQL rule")
    selected = [part["PV"] for name, part in parts if name == "Project"]
    if any(Variable("this") not in variables for variables in selected[query.algebra.name == "AskQuery" :]):
        raise ShapeError("each SELECT of a SPARQL rule, nested ones too, must select $this")
    return query


def _parts(algebra: object) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield all operators of a SPARQL algebra, each with its name."""
    if isinstance(algebra, Mapping):
        yield str(getattr(algebra, "name", "")), algebra
        for part in algebra.values():
            yield from _parts(part)
    elif isinstance(algebra, (list, tuple)) and not isinstance(algebra, str):
        for part in algebra:
            yield from _parts(part)
