"""Asks workers, one question each at a time."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

import pyoxigraph as ox

from elchi import store as stores
from elchi.export import quads
from elchi.serve.jobs import JOBS, Head, Served
from elchi.serve.options import Options


@dataclass(frozen=True, slots=True)
class Answer:
    """What a job answers: its head, then its bytes as they come."""

    head: Head
    chunks: AsyncIterator[bytes]


class _Kept:
    """An answer that is kept until it is complete."""

    def __init__(self) -> None:
        self.head = Head("text/plain")
        self.data: list[bytes] = []

    def begin(self, media_type: str, status: int = 200, headers: Sequence[tuple[str, str]] = ()) -> None:
        self.head = Head(media_type, status, tuple(headers))

    def write(self, data: bytes) -> int:
        self.data.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        pass


class Pool:
    """The workers of a server; an asynchronous context manager."""

    def __init__(self, options: Options) -> None:
        """Say what is served; nothing is started yet."""
        self._options = options

    async def __aenter__(self) -> Self:
        """Start the workers."""
        options = self._options
        with stores.reader(options.store) as opened:
            graph = ox.Store()
            found = list(quads(opened.graph, with_text=options.with_text))
            graph.extend(found)
            graph.extend(ox.Quad(*quad.triple) for quad in found)
        self._served = Served(graph, options.store, "1")
        return self

    async def __aexit__(self, *_: object) -> None:
        """Stop the workers."""

    @property
    def version(self) -> str:
        """Tells the snapshot that is served now from others."""
        return self._served.version

    async def ask(self, job: str, arguments: Mapping[str, Any], *, timeout: float | None = None) -> Answer:
        """Have a worker do a job.

        Args:
            job: name of one of :data:`elchi.serve.jobs.JOBS`.
            arguments: its arguments, plain values.
            timeout: seconds that it may take, if fewer than the server allows.

        Raises:
            RefusedError: if the job refuses, takes too long (503), or there are too many that wait (503).
        """
        kept = _Kept()
        await asyncio.to_thread(JOBS[job], self._served, arguments, kept)

        async def chunks() -> AsyncIterator[bytes]:
            for data in kept.data:
                yield data

        return Answer(kept.head, chunks())
