"""A saved query and its parameters to rows, or to the SPARQL that gives them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pyoxigraph as ox

from elchi.errors import QueryError
from elchi.query import Saved, bind, filled
from elchi.serve.failures import RefusedError
from elchi.serve.formats import FORMATS
from elchi.serve.jobs.values import Reply, Served
from elchi.serve.writing import write_rows


def rows(served: Served, arguments: Mapping[str, Any], reply: Reply) -> None:
    """Answer a saved query.

    Args:
        served: the dataset.
        arguments: ``query``, a saved one; ``given``, pairs of parameter and value; ``format``, a name of
            :data:`elchi.serve.formats.ROWS`; ``media_type``, what it is sent as.
        reply: where the answer goes.

    Raises:
        RefusedError: 400, if a parameter is wrong or missing.
    """
    form = FORMATS[arguments["format"]]
    solutions = served.graph.query(_text(served, arguments))
    assert isinstance(solutions, ox.QuerySolutions), "every saved query selects"
    reply.begin(arguments["media_type"])
    write_rows(solutions, reply, form.of_rows)


def sparql(served: Served, arguments: Mapping[str, Any], reply: Reply) -> None:
    """Answer with the text of a saved query whose parameters are filled in; arguments and errors as in :func:`rows`."""
    text = _text(served, arguments)
    reply.begin("application/sparql-query; charset=utf-8")
    reply.write(text.encode())


def _text(served: Served, arguments: Mapping[str, Any]) -> str:
    query: Saved = arguments["query"]
    try:
        return filled(query, bind(query, dict(arguments["given"]), served.graph))
    except QueryError as error:
        raise RefusedError(400, str(error)) from error
