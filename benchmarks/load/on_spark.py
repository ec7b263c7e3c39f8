"""Apache Spark on this machine against a pool of as many processes, over one archive: CPU of all processes.

    python benchmarks/load/on_spark.py 50000 --turns 3

Both make the same shards, in turns, so that what else the machine does falls on both; the digests must be equal.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from pathlib import Path
from statistics import median

import archive
import meter

RUNNERS = ("local", "spark")


def turn(source: Path, out: Path, jobs: str) -> float:
    """Make the shards of an archive with both; return what Spark's cost, in those of the pool."""
    others, costs, wholes = meter.Others(), {}, set()
    for runner in RUNNERS:
        flags = ["-o", str(out), "--runner", runner, "--jobs", jobs, "--quiet"]
        cost = costs[runner] = meter.run([sys.executable, "-m", "elchi", "shard", str(source), *flags], allowed=(0, 3))
        wholes.add((out / "shards.json").read_text())
        shutil.rmtree(out)
        print(f"{runner}: {cost.cpu:.1f} s of CPU, {cost.wall:.1f} s, {cost.memory / 1e6:.0f} MB", flush=True)
    if len(wholes) != 1:
        sys.exit(f"the shards differ: {wholes}")
    ratio = costs["spark"].cpu / costs["local"].cpu
    print(
        f"CPU x {ratio:.2f}, others kept {others.share():.1f} processors busy; {json.loads(wholes.pop())}", flush=True
    )
    return ratio


def main() -> None:
    """Measure, and print what each turn found and the median of the ratios."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=int)
    parser.add_argument("--turns", type=int, default=1)
    parser.add_argument("--jobs", default="2")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="elchi-spark-") as name:
        source = archive.write(Path(name) / "archive.jsonl", options.articles)
        found = [turn(source, Path(name) / "shards", options.jobs) for _ in range(options.turns)]
    print(f"{options.articles:,} articles, {options.jobs} processes: Spark's CPU x {median(found):.2f} the pool's")


if __name__ == "__main__":
    main()
