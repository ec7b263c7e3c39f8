"""SPARQL rules of shapes to queries that read nothing but the graph at hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

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
    unfit = {_UNFIT[name] for name in _parts(query.algebra) if name in _UNFIT}
    if query.algebra.datasetClause or "SERVICE" in unfit:
        raise ShapeError("a rule may not read from another source: leave out FROM and SERVICE")
    if unfit:
        raise ShapeError(f"SHACL allows no {' and no '.join(sorted(unfit))} in a SPARQL rule")
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
