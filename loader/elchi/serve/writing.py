"""Answers of the engine to a stream.

The engine asks of a stream that it can be written to and flushed; its stubs want all that a file can do. That is said
to the type checker here, and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import IO, Protocol, cast

import pyoxigraph as ox

Rows = ox.QuerySolutions | ox.QueryBoolean


class Sink(Protocol):
    """What the engine writes to."""

    def write(self, data: bytes) -> int:
        """Take bytes; return how many."""

    def flush(self) -> None:
        """Let nothing wait."""


def write_triples(
    found: Iterable[ox.Triple] | Iterable[ox.Quad],
    to: Sink,
    syntax: ox.RdfFormat,
    prefixes: Mapping[str, str] | None = None,
) -> None:
    """Write statements as they come, in a syntax, with the prefixes that it may use."""
    ox.serialize(found, cast(IO[bytes], to), syntax, prefixes=None if prefixes is None else dict(prefixes))


def write_rows(found: Rows, to: Sink, syntax: ox.QueryResultsFormat) -> None:
    """Write rows as they come, or a truth value."""
    found.serialize(cast(IO[bytes], to), syntax)
