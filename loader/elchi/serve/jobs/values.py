"""What a job is given, and what it answers with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import pyoxigraph as ox


@dataclass(frozen=True, slots=True)
class Served:
    """What is served: one snapshot of a store.

    Attributes:
        graph: the named graphs, without the store's own notes and, unless they are served, without the words of the
            articles; its default graph is the RDF merge of them, a set.
        folder: of the store.
        version: tells this snapshot from others.
    """

    graph: ox.Store
    folder: Path
    version: str


@dataclass(frozen=True, slots=True)
class Head:
    """How an answer begins: status, media type, further headers."""

    media_type: str
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()


class Reply(Protocol):
    """Where a job's answer goes; a stream that an engine can write to."""

    def begin(self, media_type: str, status: int = 200, headers: Sequence[tuple[str, str]] = ()) -> None:
        """Say how the answer begins; once, before the first byte."""

    def write(self, data: bytes) -> int:
        """Send bytes; return how many."""

    def flush(self) -> None:
        """Do nothing that the client would notice; engines ask for it."""
