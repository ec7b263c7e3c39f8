"""A saved query with its parameters to plain SPARQL, as any endpoint takes it.

The terms stand in a ``VALUES`` at the head of the outermost group, where the patterns and filters of that group see
them as they see what pyoxigraph substitutes. They are written as RDF terms, so nothing in a value can end its
string or IRI and become part of the query.
"""

from __future__ import annotations

from collections.abc import Mapping

import pyoxigraph as ox

from elchi.query.guard import group_start
from elchi.query.parameters import Term
from elchi.query.saved import Saved


def filled(query: Saved, bound: Mapping[ox.Variable, Term]) -> str:
    r"""Return the text of a saved query with values for its parameters.

    Args:
        query: the saved query.
        bound: variable to term, as :func:`elchi.query.parameters.bind` makes them.

    >>> from elchi.query import saved
    >>> text = filled(saved("visits"), {ox.Variable("status"): ox.Literal('do"ne')})
    >>> next(line.strip() for line in text.splitlines() if "VALUES" in line)
    'VALUES (?status) { ("do\\"ne") }'
    """
    if not bound:
        return query.sparql
    place = group_start(query.sparql)
    variables = " ".join(str(variable) for variable in bound)
    terms = " ".join(str(term) for term in bound.values())
    return f"{query.sparql[:place]}\n  VALUES ({variables}) {{ ({terms}) }}{query.sparql[place:]}"
