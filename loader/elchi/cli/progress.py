"""How a long load shows that it goes on: a moving line on a terminal, else a plain line now and then."""

from __future__ import annotations

import json
import os
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import Self

import click
from rich.console import Console
from rich.status import Status
from rich.text import Text

from elchi.cli.command import PARTIAL, UNUSABLE
from elchi.model import Outcome
from elchi.read import Failure, Part, Skipped

_EVERY = 30.0
"""Seconds between two plain lines."""
_SHOWN = 0.2
"""Seconds between two changes of a moving one."""
_COUNTED = ("loaded", "replaced", "unchanged", "quarantined", "failed", "skipped")


class Line:
    """How far something is: a line that moves on a terminal, else a plain one now and then.

    Args:
        first: what it says at first.
        wanted: whether it may move.
    """

    def __init__(self, first: str, *, wanted: bool) -> None:
        """Begin; the clock starts now."""
        console = Console(stderr=True)
        self._status = Status(first, console=console) if console.is_terminal and wanted else None
        self._start = self._told = time.monotonic()

    @property
    def seconds(self) -> float:
        """Seconds since it began."""
        return time.monotonic() - self._start

    def start(self) -> None:
        """Show the moving line."""
        if self._status is not None:
            self._status.start()

    def stop(self) -> None:
        """Take the moving line away."""
        if self._status is not None:
            self._status.stop()

    def show(self, words: Callable[[], str], plain: Callable[[], None]) -> None:
        """Say how far it is, if it is time to: ``words`` are for the moving line, ``plain`` tells it otherwise."""
        now = time.monotonic()
        if now - self._told <= (_EVERY if self._status is None else _SHOWN):
            return
        self._told = now
        if self._status is None:
            plain()
        else:
            self._status.update(Text(words()))


class Progress:
    """Counts outcomes, tells of those that a person should look at, and how fast it goes; a context manager.

    Args:
        sources: what is loaded, to know how much there is of it.
        quiet: whether only troubles are told.
        as_json: whether each outcome is written to standard output as a line of JSON.
        json_log: whether all that goes to standard error is lines of JSON.
    """

    def __init__(
        self, sources: Iterable[str] = (), *, quiet: bool = False, as_json: bool = False, json_log: bool = False
    ) -> None:
        """Begin to count; the clock starts now."""
        self.states: Counter[str] = Counter()
        self._reasons: Counter[str] = Counter()
        self._quiet, self._as_json, self._json_log = quiet, as_json, json_log
        self._line = Line("reading", wanted=not quiet and not json_log)
        self._total = _Total(sources)
        self._read = 0

    def __enter__(self) -> Self:
        """Show the moving line."""
        self._line.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take the moving line away and write the summary, however the load ended."""
        self._line.stop()
        if self._json_log:
            self._log("summary", **self._figures(), reasons=dict(sorted(self._reasons.items())))
        elif not self._quiet:
            click.echo(self._summary(), err=True)

    def counted(self, parts: Iterable[Part | Failure | Skipped]) -> Iterator[Part | Failure | Skipped]:
        """Yield parts, and note how much of the sources they are."""
        for part in parts:
            if isinstance(part, Part) and not part.spooled:
                self._read += _stretch(part)
            yield part

    def add(self, outcome: Outcome) -> None:
        """Count an outcome, and tell of it where a person should know."""
        self.states[outcome.state] += 1
        if outcome.state == "skipped":
            self._reasons[outcome.message or "no reason"] += 1
        if self._as_json:
            click.echo(json.dumps({**asdict(outcome), "counts": dict(outcome.counts)}, ensure_ascii=False))
        if self._tells(outcome):
            self._tell(outcome)
        self._line.show(lambda: f"{self._pace()}, now {outcome.origin}", self._plain)

    def code(self, usable: Iterable[str]) -> int:
        """Return the exit code: 2 if there was nothing usable, 3 if something was not.

        Args:
            usable: the states of articles that came to something.
        """
        failed = self.states["failed"] + self.states["quarantined"]
        if not any(self.states[state] for state in usable):
            return UNUSABLE if failed or not self.states else 0
        return PARTIAL if failed else 0

    def _tells(self, outcome: Outcome) -> bool:
        """Return whether to tell of an outcome: troubles always, remarks unless quiet, skips never."""
        if outcome.state in ("failed", "quarantined"):
            return True
        return outcome.message is not None and outcome.state != "skipped" and not self._quiet

    def _tell(self, outcome: Outcome) -> None:
        if self._json_log:
            self._log("article", origin=outcome.origin, id=outcome.id, state=outcome.state, message=outcome.message)
        else:
            click.echo(f"{outcome.origin}: {outcome.state}: {outcome.message}", err=True)

    def _plain(self) -> None:
        if self._json_log:
            self._log("progress", **self._figures(), remaining=self._remaining())
        elif not self._quiet:
            click.echo(self._pace(), err=True)

    def _pace(self) -> str:
        """Return how many articles were read, how fast, and how long the rest will take where that is known."""
        left = self._remaining()
        rate = self.states.total() / max(self._line.seconds, 1e-9)
        ends = "" if left is None else f", {_clock(left)} left"
        return f"{self.states.total():,} articles read, {rate:.1f} a second{ends}"

    def _remaining(self) -> float | None:
        """Return the seconds that the rest will take, ``None`` where it is not known how much there is."""
        total = self._total.bytes
        if not total or not self._read:
            return None
        return self._line.seconds * max(total - self._read, 0) / self._read

    def _figures(self) -> dict[str, object]:
        return {"seconds": round(self._line.seconds, 3), **{state: self.states[state] for state in _COUNTED}}

    def _log(self, event: str, **values: object) -> None:
        click.echo(json.dumps({"event": event, **values}, ensure_ascii=False), err=True)

    def _summary(self) -> str:
        """Return how many of each state there are, and why some were skipped."""
        reasons = "; ".join(f"{count} {reason}" for reason, count in sorted(self._reasons.items()))
        counts = ", ".join(f"{self.states[state]} {state}" for state in _COUNTED)
        return f"{counts} ({reasons})" if reasons else counts


class _Total:
    """The bytes of all sources, ``None`` until they are known: folders are gone through meanwhile."""

    def __init__(self, sources: Iterable[str]) -> None:
        self.bytes: int | None = None
        paths = [Path(source) for source in sources]
        if paths and all(path.exists() for path in paths):
            threading.Thread(target=self._measure, args=(paths,), daemon=True).start()

    def _measure(self, paths: list[Path]) -> None:
        try:
            self.bytes = sum(_size(path) for path in paths)
        except OSError:  # a folder that changes meanwhile: then nobody knows
            return


def _size(path: Path) -> int:
    if not path.is_dir():
        return path.stat().st_size
    return sum(Path(parent, name).stat().st_size for parent, _, names in os.walk(path) for name in names)


def _stretch(part: Part) -> int:
    """Return the bytes of a part of a file."""
    try:
        return (Path(part.path).stat().st_size if part.stop is None else part.stop) - part.start
    except OSError:
        return 0


def _clock(seconds: float) -> str:
    """Return a duration as people read it.

    >>> _clock(75), _clock(7325)
    ('1:15', '2:02:05')
    """
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
