"""A limit in seconds to a piece of work, so that one poisoned article costs no more than that.

The alarm clock of the process (``setitimer``, POSIX) interrupts Python code wherever it is, also within a
regular expression; code of other languages (a parser, a database) is interrupted when it comes back.
"""

from __future__ import annotations

import signal
import threading
import time
from types import FrameType, TracebackType
from typing import Any

from elchi.errors import TimeLimitError

ARTICLE = 60.0
"""Seconds for one article: an ordinary one takes hundredths, the longest and worst that readers let through 45."""

_ALARM: int | None = getattr(signal, "SIGALRM", None)  # Windows has none
_AT_ONCE = 1e-6  # an alarm of 0 seconds would be none


class time_limit:  # noqa: N801, a context manager that is used like a function, as those of contextlib are
    """Bound the time that a block may take.

    The limit holds in the main thread of a process; in other threads, and where there is no alarm clock, the
    block runs without one. What was set before, a handler or an alarm, is set again afterwards; of two limits
    around a block the earlier one ends it.

    Args:
        seconds: of the clock on the wall, more than 0.

    Raises:
        TimeLimitError: in the block, when its time is over.
        ValueError: if ``seconds`` is not more than 0.

    >>> with time_limit(60):
    ...     sum(range(10))
    45
    """

    __slots__ = ("_before", "_ends", "_running", "_seconds")

    def __init__(self, seconds: float) -> None:
        """Keep the limit for when the block is entered."""
        if not seconds > 0:
            raise ValueError(f"a time limit is more than 0 seconds, not {seconds}")
        self._seconds = seconds
        self._before: Any = None  # what handled alarms before
        self._ends = 0.0  # when the alarm that was set before is due, 0 without one
        self._running = False

    def __enter__(self) -> None:
        """Set the alarm, unless an earlier one is set."""
        if _ALARM is None or threading.current_thread() is not threading.main_thread():
            return
        left = signal.getitimer(signal.ITIMER_REAL)[0]
        if 0 < left <= self._seconds:
            return
        signal.setitimer(signal.ITIMER_REAL, 0)
        self._ends = time.monotonic() + left if left else 0.0
        self._before = signal.signal(_ALARM, self._expire)
        self._running = True
        signal.setitimer(signal.ITIMER_REAL, self._seconds)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Set what was set before."""
        self._restore()

    def _expire(self, number: int, frame: FrameType | None) -> None:
        # An exception may be raised on the way into __exit__, which then never runs: so all is restored here.
        self._restore()
        raise TimeLimitError(f"took more than {self._seconds:g} s; read it by itself, or leave it out")

    def _restore(self) -> None:
        if not self._running or _ALARM is None:
            return
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(_ALARM, self._before)  # an alarm that is due by now is handled before this takes effect
        self._running = False
        if self._ends:
            signal.setitimer(signal.ITIMER_REAL, max(self._ends - time.monotonic(), _AT_ONCE))
