"""SPARQL to its answer, streamed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pyoxigraph as ox

from elchi import vocab
from elchi.errors import QueryError, RefusedQueryError
from elchi.query import guard
from elchi.serve.failures import RefusedError
from elchi.serve.formats import FORMATS
from elchi.serve.jobs.values import Reply, Served


def answer(served: Served, arguments: Mapping[str, Any], reply: Reply) -> None:
    """Answer a query.

    Args:
        served: the dataset.
        arguments: ``sparql``, the text; ``base``, the IRI that relative ones are resolved against; ``format``, a name
            of :data:`elchi.serve.formats.FORMATS` that fits the form of the query; ``media_type``, what it is sent as;
            ``default_graphs`` and ``named_graphs``, IRIs of the dataset that is asked, both empty for the one that the
            query names itself or else the whole.
        reply: where the answer goes.

    Raises:
        RefusedError: 400, if the query is malformed; 403, if it asks another server or is an update.
    """
    found = _found(served.graph, arguments)
    written = _Late(reply, arguments["media_type"])
    form = FORMATS[arguments["format"]]
    if isinstance(found, ox.QueryTriples):
        ox.serialize(found, written, form.syntax, prefixes=vocab.PREFIXES)  # type: ignore[arg-type]
    else:
        found.serialize(written, form.syntax)  # type: ignore[arg-type]
    written.end()


def _found(graph: ox.Store, arguments: Mapping[str, Any]) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
    sparql, base = arguments["sparql"], arguments["base"]
    try:
        guard.check(sparql, base)
        dataset = _dataset(arguments["default_graphs"], arguments["named_graphs"])
        return graph.query(sparql, base_iri=base, prefixes=vocab.PREFIXES, **dataset)
    except SyntaxError as error:
        raise _refused(guard.malformed(sparql, error)) from error
    except QueryError as error:
        raise _refused(error) from error


def _refused(error: QueryError) -> RefusedError:
    return RefusedError(403 if isinstance(error, RefusedQueryError) else 400, str(error))


def _dataset(default: Sequence[str], named: Sequence[str]) -> dict[str, Any]:
    """Return the dataset of a query as the engine takes it; nothing if the request does not say."""
    if not default and not named:
        return {}
    return {
        "default_graph": [ox.NamedNode(iri) for iri in default],
        "named_graphs": [ox.NamedNode(iri) for iri in named],
    }


class _Late:
    """A stream that begins the reply with its first byte: until then, errors still have a status of their own."""

    def __init__(self, reply: Reply, media_type: str) -> None:
        self._reply = reply
        self._media_type = media_type
        self._begun = False

    def write(self, data: bytes) -> int:
        self._begin()
        return self._reply.write(data)

    def flush(self) -> None:
        pass

    def end(self) -> None:
        """Begin the reply if there was nothing to write."""
        self._begin()

    def _begin(self) -> None:
        if not self._begun:
            self._reply.begin(self._media_type)
            self._begun = True
