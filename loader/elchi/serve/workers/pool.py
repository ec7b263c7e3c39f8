"""Questions to workers: who is asked, when, and for how long.

A question has a worker to itself for half a second. One that takes longer makes room: it goes on beside the others, at
lower priority, and another worker takes its place. There are as many places for such slow ones as for quick ones; if
all are taken and somebody waits, a question that would need one is turned away. So a few questions that take very
long neither keep quick ones waiting nor take all memory.
"""

from __future__ import annotations

import asyncio
import math
import signal
from collections import deque
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Self

from elchi.errors import StoreError
from elchi.serve.failures import RefusedError
from elchi.serve.options import Options
from elchi.serve.workers import frames, worker
from elchi.serve.workers.generation import Generation
from elchi.serve.workers.line import Line
from elchi.serve.workers.question import Answer, Question
from elchi.store import layout, snapshots

_QUICK = 0.5
"""Seconds that a question has a place among the quick ones."""
_LOOK = 0.5
"""Seconds between looks for a new snapshot, and for a place for a slow question."""
_LEAVING = 0.25
"""Seconds after which it is worth while to see whether the client is still there."""
_STALLS = 10
"""How many times as long as for computing an answer may wait for its client."""


@dataclass(slots=True)
class _Run:
    """A question that a worker has."""

    generation: Generation
    line: Line
    timer: asyncio.TimerHandle
    slow: bool = False


class Pool:
    """The workers of a server; an asynchronous context manager."""

    def __init__(self, options: Options) -> None:
        """Say what is served; nothing is started yet."""
        self._options = options
        self._queue: deque[Question] = deque()
        self._runs: dict[Question, _Run] = {}
        self._retired: set[Generation] = set()
        self._tasks: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> Self:
        """Prepare the newest snapshot and start workers.

        Raises:
            StoreError: if there is no store.
        """
        self._seen = snapshots.seen(self._options.store / layout.SNAPSHOTS)
        self._current = await self._generation()
        self._fill()
        self._spawn(self._keep())
        return self

    async def __aexit__(self, *_: object) -> None:
        """Stop the workers, whatever they do."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for question in [*self._queue, *self._runs]:
            question.end(RefusedError(503, "the server stops"))
        for generation in [self._current, *self._retired]:
            await generation.close()

    @property
    def version(self) -> str:
        """Tells the snapshot that is served now from others."""
        return self._current.version

    async def ask(
        self,
        job: str,
        arguments: Mapping[str, Any],
        *,
        timeout: float | None = None,
        gone: Callable[[], Awaitable[None]] | None = None,
    ) -> Answer:
        """Have a worker do a job.

        Args:
            job: name of one of :data:`elchi.serve.jobs.JOBS`.
            arguments: its arguments, plain values.
            timeout: seconds that it may take, if fewer than the server allows.
            gone: returns when the client has left; then nobody needs the answer.

        Raises:
            RefusedError: if the job refuses, takes too long or too much memory (503), or there are too many that
                wait (503).
        """
        limit = self._options.timeout
        seconds = limit if timeout is None else min(timeout, limit)
        question = Question(frames.question(job, arguments), seconds, self._over)
        self._enqueue(question)
        loop = asyncio.get_running_loop()
        leaving = loop.call_later(_LEAVING, self._watch, question, gone) if gone is not None else None
        try:
            head = await question.head
        except asyncio.CancelledError:
            question.close()
            raise
        finally:
            if leaving is not None:
                leaving.cancel()
        return Answer(head, question, question.version)

    def _enqueue(self, question: Question) -> None:
        self._queue.append(question)
        self._fill()
        if question not in self._queue:
            return
        if len(self._queue) > self._options.queue + len(self._current.starting):
            self._queue.remove(question)
            raise RefusedError(503, "too many requests wait for an answer; try again", {"Retry-After": "2"})
        asyncio.get_running_loop().call_later(self._options.timeout, self._waited, question)

    def _waited(self, question: Question) -> None:
        """Turn away what has waited for too long."""
        if question in self._queue:
            seconds = self._options.timeout
            question.end(RefusedError(503, f"no worker was free within {seconds:g} s; try again", {"Retry-After": "5"}))

    def _watch(self, question: Question, gone: Callable[[], Awaitable[None]]) -> None:
        """Free the worker of a client that leaves before the answer has begun."""

        async def watch() -> None:
            await gone()
            question.close()

        task = self._spawn(watch())
        question.head.add_done_callback(lambda _: task.cancel())

    def _fill(self) -> None:
        """Give free workers to those who wait, and see that there are enough of them."""
        quick = sum(not run.slow for run in self._runs.values())
        while self._queue and self._current.idle and quick < self._options.workers:
            self._run(self._queue.popleft(), self._current.idle.pop())
            quick += 1
        there = quick + len(self._current.idle) + len(self._current.starting)
        for _ in range(there, self._options.workers):
            self._current.fork()
        for generation in [found for found in self._retired if not found.lines]:
            self._retired.discard(generation)
            self._spawn(generation.close())

    def _run(self, question: Question, line: Line) -> None:
        question.version = self._current.version
        delay = min(_QUICK, question.seconds)
        timer = asyncio.get_running_loop().call_later(delay, self._look, question)
        self._runs[question] = _Run(self._current, line, timer)
        line.ask(question)

    def _look(self, question: Question) -> None:
        """See whether a question has had its time."""
        run = self._runs[question]
        left = question.seconds - question.computed
        if left <= 0:
            message = f"this took more than {question.seconds:g} s and was stopped; ask for less"
            question.end(RefusedError(503, message, {"Retry-After": f"{math.ceil(question.seconds)}"}))
            return
        if question.stalled > _STALLS * question.seconds:
            question.end(RefusedError(503, "the client takes too long to read the answer"))
            return
        if not run.slow:
            self._make_room(question, run)
        if not question.ended:
            delay = left if run.slow else min(left, _LOOK)
            run.timer = asyncio.get_running_loop().call_later(max(delay, 0.01), self._look, question)

    def _make_room(self, question: Question, run: _Run) -> None:
        """Let a question go on beside the quick ones, if there is a place."""
        if sum(other.slow for other in self._runs.values()) < self._options.workers:
            run.slow = True
            run.generation.slow(run.line)
            self._fill()
        elif self._queue:
            message = "there are too many long queries; try again later, or ask for less"
            question.end(RefusedError(503, message, {"Retry-After": f"{math.ceil(self._options.timeout)}"}))

    def _over(self, question: Question) -> None:
        """Take a question off: its answer is complete, or nobody gets it any more."""
        run = self._runs.pop(question, None)
        if run is None:
            with suppress(ValueError):
                self._queue.remove(question)
            return
        run.timer.cancel()
        if run.slow or run.line.question is question:
            run.generation.kill(run.line)
            self._fill()

    def _died(self, line: Line, status: int | None) -> None:
        """Take note that a worker has ended."""
        if line.question is not None:
            line.question.end(self._reason(status))

    def _reason(self, status: int | None) -> RefusedError:
        """Return what a client is told whose worker has ended."""
        if status in (worker.MEMORY, -signal.SIGABRT, -signal.SIGKILL):
            megabytes = self._options.memory >> 20
            return RefusedError(503, f"this needs more memory than the {megabytes} MB that it may take; ask for less",
                                {"Retry-After": "60"})  # fmt: skip
        if status is None:
            return RefusedError(503, "the server has lost what it serves, and prepares it anew", {"Retry-After": "10"})
        return RefusedError(500, f"the process that was to answer this ended unexpectedly (status {status})")

    async def _generation(self) -> Generation:
        return await Generation(self._options, self._fill, self._died).start()

    async def _keep(self) -> None:
        """Serve each new snapshot, and the same one anew if its zygote has ended."""
        while True:
            await asyncio.sleep(_LOOK)
            seen = snapshots.seen(self._options.store / layout.SNAPSHOTS)
            if self._current.closed or seen != self._seen:
                self._seen = seen
                with suppress(StoreError):
                    await self._renew()

    async def _renew(self) -> None:
        new = await self._generation()
        if new.version == self._current.version and not self._current.closed:
            await new.close()
            return
        self._current, old = new, self._current
        self._retired.add(old)
        old.retire()
        self._fill()

    def _spawn(self, work: Awaitable[None]) -> asyncio.Task[None]:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task
