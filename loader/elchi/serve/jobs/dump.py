"""The dataset to a part of a dump.

A dump of a large store takes longer than a job may, so it is asked for part by part: what is shared and comes before
the documents, the documents, some hundreds at a time, and the rest.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

import pyoxigraph as ox

from elchi import vocab
from elchi.export import LINES, document_keys, document_lines, shared_lines
from elchi.serve.compact import nodes
from elchi.serve.jobs.values import Reply, Served


def keys(served: Served, arguments: Mapping[str, Any], reply: Reply) -> None:
    """Answer with the keys of the documents, sorted, one a line."""
    reply.begin("text/plain")
    reply.write("\n".join(document_keys(served.graph)).encode())


def part(served: Served, arguments: Mapping[str, Any], reply: Reply) -> None:
    """Answer with a part of a dump.

    Args:
        served: the dataset.
        arguments: ``format``: ``nquads``, ``ntriples``, ``trig`` or ``jsonld``; ``part``: ``before``, ``after`` or the
            keys of documents.
        reply: where the answer goes.
    """
    form, wanted = arguments["format"], arguments["part"]
    if form in LINES:
        lines = _lines(served.graph, form, wanted)
        first = next(lines, b"")
        reply.begin("application/octet-stream")
        reply.write(first)
        for line in lines:
            reply.write(line)
        return
    reply.begin("application/octet-stream")
    write = _trig if form == "trig" else _json
    for name in _graphs(served.graph, wanted):
        reply.write(write(name, sorted(served.graph.quads_for_pattern(None, None, None, name), key=str)))


def _lines(graph: ox.Store, form: str, wanted: str | tuple[str, ...]) -> Iterator[bytes]:
    if isinstance(wanted, str):
        before, after = shared_lines(graph, form)
        yield from before if wanted == "before" else after
        return
    for key in wanted:
        yield from document_lines(graph, form, key, with_text=True)


def _graphs(graph: ox.Store, wanted: str | tuple[str, ...]) -> list[ox.NamedNode]:
    """Return the graphs of a part, sorted: those of documents, then the others."""
    if not isinstance(wanted, str):
        return [vocab.document_graph(key) for key in wanted]
    names = [name for name in graph.named_graphs() if isinstance(name, ox.NamedNode)]
    documents = vocab.document_graph("").value
    others = sorted((name for name in names if not name.value.startswith(documents)), key=str)
    return others if wanted == "after" else []


def _trig(name: ox.NamedNode, quads: list[ox.Quad]) -> bytes:
    """Return a graph in TriG; the prefixes stand once at the beginning of the file."""
    data = ox.serialize(quads, format=ox.RdfFormat.TRIG, prefixes=vocab.PREFIXES) or b""
    return b"".join(line for line in data.splitlines(keepends=True) if not line.startswith(b"@prefix "))


def _json(name: ox.NamedNode, quads: list[ox.Quad]) -> bytes:
    """Return a graph as a member of a list of JSON-LD."""
    member = {"id": name.value, "@graph": nodes(quad.triple for quad in quads)}
    return b",\n" + json.dumps(member, ensure_ascii=False).encode()
