"""SPARQL to its answer, streamed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pyoxigraph as ox

from elchi import vocab
from elchi.serve.failures import RefusedError
from elchi.serve.jobs.values import Reply, Served


def answer(served: Served, arguments: Mapping[str, Any], reply: Reply) -> None:
    """Answer a query.

    Args:
        served: the dataset.
        arguments: ``sparql``, the text.
        reply: where the answer goes.

    Raises:
        RefusedError: if the query is malformed.
    """
    try:
        found = served.graph.query(arguments["sparql"], prefixes=vocab.PREFIXES)
    except SyntaxError as error:
        raise RefusedError(400, str(error)) from error
    if isinstance(found, ox.QueryTriples):
        reply.begin("text/turtle")
        ox.serialize(found, reply, ox.RdfFormat.TURTLE, prefixes=vocab.PREFIXES)  # type: ignore[arg-type]
    else:
        reply.begin("application/sparql-results+json")
        found.serialize(reply, ox.QueryResultsFormat.JSON)  # type: ignore[arg-type]
