"""SPARQL to its answer, streamed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pyoxigraph as ox

from elchi import vocab
from elchi.errors import QueryError, RefusedQueryError
from elchi.query import datasets, guard
from elchi.query.datasets import Dataset
from elchi.serve.compact import compacted
from elchi.serve.failures import RefusedError
from elchi.serve.formats import FORMATS, Format
from elchi.serve.jobs.late import Late
from elchi.serve.jobs.values import Reply, Served
from elchi.serve.writing import write_rows, write_triples


def answer(served: Served, arguments: Mapping[str, Any], reply: Reply) -> None:
    """Answer a query.

    Args:
        served: the dataset.
        arguments: ``sparql``, the text; ``base``, the IRI that relative ones are resolved against; ``format``, a name
            of :data:`elchi.serve.formats.FORMATS` that fits the form of the query; ``media_type``, what it is sent as;
            ``default_graphs`` and ``named_graphs``, IRIs of the dataset that is asked, both empty for the one that the
            query names itself or else the whole; ``context``, address of the context that JSON-LD is compacted with, if
            it is to be: what has blank nodes is not.
        reply: where the answer goes.

    Raises:
        RefusedError: 400, if the query is malformed; 403, if it asks another server or is an update.
    """
    found = _found(served.graph, arguments)
    written = Late(reply, arguments["media_type"])
    form = FORMATS[arguments["format"]]
    if isinstance(found, ox.QueryTriples):
        _write(found, form, written, arguments.get("context"))
    else:
        write_rows(found, written, form.of_rows)
    written.end()


def _write(triples: Iterable[ox.Triple], form: Format, written: Late, context: str | None) -> None:
    if context is not None:
        triples = list(dict.fromkeys(triples))
        parts = (part for triple in triples for part in (triple.subject, triple.object))
        if all(isinstance(part, (ox.NamedNode, ox.Literal)) for part in parts):
            written.write(compacted(triples, context))
            return
    write_triples(triples, written, form.of_triples, vocab.PREFIXES)


def _found(graph: ox.Store, arguments: Mapping[str, Any]) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
    sparql, base = arguments["sparql"], arguments["base"]
    try:
        guard.check(sparql, base)
        asked = _asked(arguments) or datasets.named(sparql, base)
        return datasets.query(graph, sparql, asked, base)
    except SyntaxError as error:
        raise _refused(guard.malformed(sparql, error)) from error
    except QueryError as error:
        raise _refused(error) from error


def _refused(error: QueryError) -> RefusedError:
    return RefusedError(403 if isinstance(error, RefusedQueryError) else 400, str(error))


def _asked(arguments: Mapping[str, Any]) -> Dataset | None:
    """Return the dataset that a request names, ``None`` if it leaves that to the query."""
    default, named = (tuple(map(ox.NamedNode, arguments[name])) for name in ("default_graphs", "named_graphs"))
    return Dataset(default, named) if default or named else None
