"""What a command costs: CPU time of all its processes, wall time, peak memory; and whether others were at work."""

from __future__ import annotations

import ctypes
import os
import resource
import subprocess
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

_PERIOD = 0.25
"""Seconds between two looks at the memory."""
_SUBREAPER = 36  # PR_SET_CHILD_SUBREAPER of prctl(2)


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run cost: seconds of CPU and of wall time, bytes of memory at the peak (shared pages counted once)."""

    cpu: float
    wall: float
    memory: int
    output: str


def run(command: Sequence[str | Path], *, allowed: Sequence[int] = (0,)) -> Cost:
    """Run a command to its end and return what it cost, orphans of its children included.

    Raises:
        SystemExit: if it ends with a code that is not allowed.
    """
    ctypes.CDLL(None).prctl(_SUBREAPER, 1)  # orphans come to this process, which then knows what they spent
    before, start = _spent(), time.monotonic()
    with subprocess.Popen(
        list(map(str, command)), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        peak = _Peak(process.pid)
        peak.start()
        output, errors = process.communicate()
        wall = time.monotonic() - start
        peak.end()
    _reap()
    if process.returncode not in allowed:
        raise SystemExit(f"{' '.join(map(str, command))} ended with {process.returncode}\n{errors[-2000:]}")
    # The kernel leaves out what a process spends whose parent ignores its end, as that of Spark's workers does.
    return Cost(max(_spent() - before, sum(peak.spent.values())), wall, peak.most, output)


def disk(folder: Path) -> int:
    """Return the bytes that a folder takes on the disk, hard links counted once."""
    found = {status.st_ino: status.st_blocks * 512 for path in folder.rglob("*") if (status := path.lstat())}
    return sum(found.values())


class Others:
    """How busy other processes kept the machine while this one and its children were measured."""

    def __init__(self) -> None:
        """Begin to count."""
        self._start = time.monotonic()
        self._busy, self._own = _busy(), _spent(resource.RUSAGE_SELF) + _spent()

    def share(self) -> float:
        """Return how many processors others kept busy on average."""
        own = _spent(resource.RUSAGE_SELF) + _spent() - self._own
        return max(0.0, (_busy() - self._busy - own) / (time.monotonic() - self._start))


class _Peak(threading.Thread):
    """Watches the memory of a process and of all below it, and the CPU time of all below this one."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.most = 0
        self.spent: dict[tuple[int, str], float] = {}  # by process and start
        self._pid = pid
        self._over = threading.Event()

    def run(self) -> None:
        while not self._over.wait(_PERIOD):
            self.most = max(self.most, sum(_memory(pid) for pid in _tree(self._pid)))
            for pid in set(_tree(os.getpid())) - {os.getpid()}:
                self._note(pid)

    def _note(self, pid: int) -> None:
        fields = _read(Path(f"/proc/{pid}/stat")).rpartition(")")[2].split()
        if fields:
            self.spent[pid, fields[19]] = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def end(self) -> None:
        self._over.set()
        self.join()


def _tree(pid: int) -> Iterator[int]:
    yield pid
    for path in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in _read(path).split():
            yield from _tree(int(child))


def _memory(pid: int) -> int:
    """Return the proportional set size of a process in bytes, 0 if it has ended."""
    lines = _read(Path(f"/proc/{pid}/smaps_rollup")).splitlines()
    return sum(int(line.split()[1]) << 10 for line in lines if line.startswith("Pss:"))


def _read(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:  # it has ended meanwhile
        return ""


def _reap() -> None:
    """Take leave of all orphans, waiting for those that are still ending."""
    until = time.monotonic() + 10
    while time.monotonic() < until:
        try:
            if os.waitpid(-1, os.WNOHANG) == (0, 0):
                time.sleep(0.05)
        except ChildProcessError:
            return


def _spent(whose: int = resource.RUSAGE_CHILDREN) -> float:
    usage = resource.getrusage(whose)
    return usage.ru_utime + usage.ru_stime


def _busy() -> float:
    """Return the seconds that all processors together have worked since the start of the machine."""
    user, nice, system, _, _, irq, softirq, *_ = map(int, _read(Path("/proc/stat")).splitlines()[0].split()[1:])
    return (user + nice + system + irq + softirq) / os.sysconf("SC_CLK_TCK")
