"""Apache Spark on this machine against a pool of as many processes, over one archive: CPU of all processes.

    python benchmarks/load/on_spark.py 50000 --turns 3

Both make the same shards, in turns, so that what else the machine does falls on both; the digests must be equal.
A process is looked at every quarter of a second until it ends: what the workers of Spark spend is not added to
that of their parent, which ignores their end, so that the sums of the kernel would leave them out.
"""

from __future__ import annotations

import argparse
import ctypes
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

import archive
from meter import Others

_PERIOD = 0.25
_SUBREAPER = 36  # PR_SET_CHILD_SUBREAPER of prctl(2): orphans stay below this process
_TICK = os.sysconf("SC_CLK_TCK")


def run(command: Sequence[str]) -> tuple[float, float]:
    """Run a command; return the CPU time of all processes below this one, and the wall time, in seconds."""
    spent: dict[tuple[int, int], float] = {}
    start = time.monotonic()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        while process.poll() is None or len(_below()) > 0:
            for pid, began, seconds in _below():
                spent[pid, began] = seconds
            time.sleep(_PERIOD)
            _bury(process.pid)
    if process.returncode:
        sys.exit(f"{' '.join(command)} ended with {process.returncode}")
    return sum(spent.values()), time.monotonic() - start


def _below() -> list[tuple[int, int, float]]:
    """Return pid, start and seconds of CPU of all processes below this one."""
    rows = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:  # it has ended meanwhile
            continue
        rows[int(path.parent.name)] = (int(fields[1]), int(fields[19]), (int(fields[11]) + int(fields[12])) / _TICK)
    found, ends = [], [os.getpid()]
    for pid in ends:
        ends += [child for child, row in rows.items() if row[0] == pid]
        found.append(pid)
    return [(pid, *rows[pid][1:]) for pid in found[1:]]


def _bury(command: int) -> None:
    """Take leave of orphans that have ended; the command itself is waited for elsewhere."""
    for pid, _, _ in _below():
        if pid != command and _state(pid) == "Z":
            try:
                os.waitpid(pid, os.WNOHANG)
            except ChildProcessError:  # another's child
                continue


def _state(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return ""


def main() -> None:
    """Measure, and print a line for each turn and the median of the ratios."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=int)
    parser.add_argument("--turns", type=int, default=1)
    parser.add_argument("--jobs", default="2")
    options = parser.parse_args()
    ctypes.CDLL(None).prctl(_SUBREAPER, 1)
    ratios = []
    with tempfile.TemporaryDirectory(prefix="elchi-spark-") as name:
        folder = Path(name)
        source = archive.write(folder / "archive.jsonl", options.articles)
        for turn in range(options.turns):
            others, wholes, costs = Others(), [], []
            for runner in ("local", "spark") if turn % 2 == 0 else ("spark", "local"):
                flags = ["-o", str(folder / "shards"), "--runner", runner, "--jobs", options.jobs, "--quiet"]
                costs.append((runner, *run([sys.executable, "-m", "elchi", "shard", str(source), *flags])))
                wholes.append((folder / "shards" / "shards.json").read_text())
                shutil.rmtree(folder / "shards")
            if len(set(wholes)) != 1:
                sys.exit(f"the shards differ: {wholes}")
            found = {runner: (cpu, wall) for runner, cpu, wall in costs}
            ratios.append(found["spark"][0] / found["local"][0])
            both = "; ".join(f"{runner} {cpu:.0f} s of CPU, {wall:.0f} s" for runner, (cpu, wall) in found.items())
            print(f"{both}; Spark's CPU × {ratios[-1]:.2f}; others kept {others.share():.1f} processors busy")
    print(f"{options.articles:,} articles, {options.jobs} processes: Spark's CPU × {median(ratios):.2f} the pool's")


if __name__ == "__main__":
    main()
