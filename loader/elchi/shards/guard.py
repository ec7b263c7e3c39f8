"""A record that kills or hangs the process that reads it is found out and left aside.

No pool and no cluster does that: the death of a process looks like any other, and the split is tried again
until the run gives up. So a small file says which record is in work. A process that finds the file of a dead
one of the same run gives that record a strike; a record with two is not read again. Measured design:
a file of a few bytes, mapped into memory, costs no system call per record.
"""

from __future__ import annotations

import faulthandler
import mmap
import os
import time
from collections import Counter
from pathlib import Path
from types import TracebackType
from typing import IO

STRIKES = 2
"""How many processes a record may take with it before it is left aside."""
_GRACE = 10.0
"""Seconds at most between the time limit, which Python code obeys, and the end of a process that does not."""
_REARM = 1.0
_NONE = (1 << 64) - 1


class Guard:
    """Watches over the records of one split in one process; a context manager.

    ``blamed`` are the records that have taken as many processes with them as they may.

    Args:
        path: where the two files of the split stand, without their endings.
        run: what tells this run from another: only deaths of the same run count.
        seconds: after how long without a new record the process ends itself, ``None`` for never.
    """

    def __init__(self, path: Path, *, run: str, seconds: float | None) -> None:
        """Take over what an earlier process of the run has left."""
        self._cursor = path.with_suffix(".cursor")
        self._strikes = path.with_suffix(".strikes")
        self._run = run.encode()
        self._seconds = None if seconds is None else seconds + min(seconds, _GRACE)
        self._armed = float("-inf")
        self.blamed = frozenset(number for number, count in self._counted().items() if count >= STRIKES)

    def _counted(self) -> Counter[int]:
        """Return the strikes of all records, with one for the record that an earlier process died of."""
        run, *numbers = self._strikes.read_text().split() if self._strikes.exists() else [""]
        strikes = Counter(map(int, numbers)) if run.encode() == self._run else Counter()
        left = self._cursor.read_bytes() if self._cursor.exists() else b""
        number = int.from_bytes(left[:8], "little") if left[8:] == self._run else _NONE
        if number != _NONE:
            strikes[number] += 1
        self._strikes.write_text(" ".join([self._run.decode(), *map(str, sorted(strikes.elements()))]))
        return strikes

    def __enter__(self) -> Guard:
        """Open the cursor, at the first record."""
        self._cursor.write_bytes(_NONE.to_bytes(8, "little") + self._run)
        with self._cursor.open("r+b") as file:
            self._map = mmap.mmap(file.fileno(), 8)
        self._log: IO[str] = Path(os.devnull).open("w")
        self.at(0)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Forget the split: whatever ended it was no death."""
        if self._seconds is not None:
            faulthandler.cancel_dump_traceback_later()
        self._log.close()
        self._map.close()
        self._cursor.unlink(missing_ok=True)
        self._strikes.unlink(missing_ok=True)

    def at(self, number: int) -> None:
        """Say which record is in work."""
        self._map[:8] = number.to_bytes(8, "little")
        if self._seconds is not None and (now := time.monotonic()) - self._armed > _REARM:
            faulthandler.dump_traceback_later(self._seconds, exit=True, file=self._log)
            self._armed = now
