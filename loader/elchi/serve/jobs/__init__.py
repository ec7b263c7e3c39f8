"""What a worker process can be asked to do with the store.

A job reads what is served and writes an answer. It runs in a process that is killed when its time is over, so it may
take long; its arguments travel there, so they are plain values. It can open no file: what jobs need beside it is
read by :func:`learn` before.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from elchi import vocab
from elchi.query import guard
from elchi.serve import compact
from elchi.serve.jobs import annotation, describe, dump, graph, query, saved
from elchi.serve.jobs.values import Head, Reply, Served

__all__ = ["JOBS", "Head", "Job", "Reply", "Served", "learn"]

Job = Callable[[Served, Mapping[str, Any], Reply], None]
"""What is served, the arguments, where the answer goes."""

JOBS: Mapping[str, Job] = {
    "annotations": annotation.page,
    "describe": describe.data,
    "graph": graph.graph,
    "keys": dump.keys,
    "page": describe.page,
    "part": dump.part,
    "query": query.answer,
    "saved": saved.rows,
    "sparql-of-saved": saved.sparql,
}
"""Name to job."""


def learn() -> None:
    """Read what jobs need to know of the ontology and of languages, and keep it."""
    guard.prepare()
    vocab.ELCHI("Event")
    vocab.CODE("factuality")
    compact.known()
