"""Measure the load: its parts, the whole, and how both compare, as one table of ratios in CPU time.

    python benchmarks/load/bench.py                # 5,000 articles, some ten minutes
    python benchmarks/load/bench.py --long         # and how it grows up to 50,000 articles; half an hour more
    python benchmarks/load/bench.py --spark        # and Spark on this machine against processes
    python benchmarks/load/bench.py --write        # and put the table into docs/performance.md

Every line is of the same run: each turn measures all of them, one after the other, and a ratio is taken within a
turn; the table gives the median of the turns, and their spread. CPU time is user and system time of all processes of a
command, start-up included. Ends with 1 where a bar is missed. docs/performance.md says what stands for what.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

import archive
import limit
import meter
import parts
import table
from meter import Cost
from table import Line, ratio

HERE = Path(__file__).resolve().parent
GROWTH = (1_000, 50_000)
"""How many articles the growth is measured on, besides those of the other lines."""
RUNNERS = ("local", "spark")
PARTIAL = 3
"""The code that the load ends with where some articles were quarantined."""


@dataclass(frozen=True, slots=True)
class Options:
    """What to measure: articles in all, those that go through the parts and the pipeline beside it, turns."""

    articles: int = 5_000
    parts: int = 1_000
    straightforward: int = 100
    turns: int = 3
    long: bool = False
    spark: bool = False


@dataclass(slots=True)
class Turns:
    """What each turn found: costs of whole loads by name, seconds an article of the parts and of the pipeline."""

    costs: dict[str, list[Cost]] = field(default_factory=lambda: defaultdict(list))
    parts: list[dict[str, dict[str, float]]] = field(default_factory=list)
    straightforward: list[dict[str, dict[str, float]]] = field(default_factory=list)
    disk: int = 0


class Bench:
    """Measures in a folder of its own."""

    def __init__(self, folder: Path, options: Options) -> None:
        """Write the archive, and its quads for the limit."""
        self.folder, self.options = folder, options
        self.archive = archive.write(folder / "archive.jsonl", options.articles)
        self.batches = limit.write(parts.documents(self.archive), folder / "batches")
        self.quads = sum(path.read_bytes().count(b"\n") for path in self.batches.iterdir()) / options.articles

    def load(self, *flags: str, source: Path | None = None) -> Cost:
        """Load an archive into the store, which is made anew unless it is there."""
        places = [str(source or self.archive), "--store", str(self.folder / "store")]
        return meter.run([sys.executable, "-m", "elchi", "load", *places, "--quiet", *flags], allowed=(0, PARTIAL))

    def shard(self, runner: str, *, source: Path | None = None) -> Cost:
        """Make the shards of an archive on two processors."""
        places = [str(source or self.archive), "-o", str(self.folder / "shards")]
        flags = ["--runner", runner, "--jobs", "2", "--quiet"]
        cost = meter.run([sys.executable, "-m", "elchi", "shard", *places, *flags], allowed=(0, PARTIAL))
        self._clear("shards")
        return cost

    def turn(self, found: Turns) -> None:
        """Measure everything once."""
        found.costs["load"].append(self.load("--jobs", "1"))
        found.disk = meter.disk(self.folder / "store")
        found.costs["reload"].append(self.load("--jobs", "1"))
        self._clear("store")
        found.costs["limit"].append(self._script("limit", self.archive, self.batches, self.folder / "store"))
        self._clear("store")
        found.costs["two jobs"].append(self.load("--jobs", "2"))
        self._clear("store")
        if self.options.spark:
            for runner in RUNNERS:
                found.costs[runner].append(self.shard(runner))
        split = self._script("parts", self.archive, self.options.parts, self.folder / "store")
        found.parts.append(json.loads(split.output))
        self._clear("store")
        plain = self._script("yardsticks", self.archive, self.options.straightforward, self.folder / "store")
        found.straightforward.append(json.loads(plain.output))
        self._clear("store")

    def growth(self) -> Iterator[tuple[int, Cost, int]]:
        """Yield what loads of other sizes cost, and the bytes of their stores; each is measured once."""
        for count in GROWTH:
            source = archive.write(self.folder / "other.jsonl", count)
            cost = self.load("--jobs", "1", source=source)
            yield count, cost, meter.disk(self.folder / "store")
            self._clear("store")

    def _script(self, name: str, *arguments: Path | int) -> Cost:
        return meter.run([sys.executable, HERE / f"{name}.py", *map(str, arguments)])

    def _clear(self, name: str) -> None:
        shutil.rmtree(self.folder / name, ignore_errors=True)


def lines(found: Turns, options: Options, quads: float) -> Iterator[Line]:
    """Yield the lines of the table, without those of growth."""
    count, costs = options.articles, found.costs
    loads = costs["load"]
    each = [cost.cpu / count for cost in loads]
    yield Line("articles; quads of one", f"{count:,}; {quads:.0f}", "at most 600", quads <= 600)
    yield Line("whole load, one job", f"{1000 * median(each):.1f} ms of CPU an article")
    plain = [min(sum(turn["disk"].values()), sum(turn["memory"].values())) for turn in found.straightforward]
    yield ratio("the straightforward pipeline, × the load", _over(plain, each), least=25)
    inferring = [sum(turn["inference"].values()) for turn in found.straightforward]
    yield ratio("the same with inference, as in its README, × the load", _over(inferring, each))
    yield ratio("the load, × the limit", [a.cpu / b.cpu for a, b in zip(loads, costs["limit"], strict=True)], most=3)
    yield from _parts([turn["parts"] for turn in found.parts])
    engines = [turn["engines"] for turn in found.parts]
    yield ratio("pySHACL, × the engine of the load", [one[parts.REFERENCE] / one[parts.FAST] for one in engines])
    two = costs["two jobs"]
    yield ratio(
        "wall time of one job, × two jobs", [a.wall / b.wall for a, b in zip(loads, two, strict=True)], least=1.6
    )
    yield ratio("CPU of two jobs, × one job", [b.cpu / a.cpu for a, b in zip(loads, two, strict=True)])
    again = [a.cpu / b.cpu for a, b in zip(loads, costs["reload"], strict=True)]
    yield ratio("first load, × a load of the same again", again, least=10)
    if costs["spark"]:
        yield _spark(count, costs["local"], costs["spark"])
    memory = [f"{median(cost.memory for cost in costs[name]) / 1e6:.0f} MB" for name in ("load", "two jobs")]
    yield Line("memory at the peak, one job; two jobs", "; ".join(memory))
    yield Line("store, an article; a quad", _sizes(found.disk, count, quads))


def growth(found: Turns, options: Options, quads: float, others: Iterator[tuple[int, Cost, int]]) -> Iterator[Line]:
    """Yield what loads of other sizes cost beside that of the other lines."""
    count = options.articles
    rate = median(cost.cpu for cost in found.costs["load"]) / count
    memory = median(cost.memory for cost in found.costs["load"])
    for size, cost, disk in others:
        bars = {"least": 0.85} if size > count else {}
        yield ratio(f"articles a CPU second at {size:,}, × those at {count:,}", [rate / (cost.cpu / size)], **bars)
        bars = {"most": 1.2} if size > count else {}
        yield ratio(f"memory at the peak at {size:,}, × that at {count:,}", [cost.memory / memory], **bars)
        yield Line(f"store at {size:,}, an article; a quad", _sizes(disk, size, quads))


def _spark(count: int, pool: list[Cost], spark: list[Cost]) -> Line:
    found = [a.cpu / b.cpu for a, b in zip(spark, pool, strict=True)]
    return ratio(f"shards of {count:,} articles: CPU of Spark, × processes", found, most=1.3)


def _parts(turns: list[dict[str, float]]) -> Iterator[Line]:
    """Yield what each part takes, and its share of all of them."""
    for part in turns[0]:
        shares = [100 * turn[part] / sum(turn.values()) for turn in turns]
        each = 1000 * median(turn[part] for turn in turns)
        figure = f"{median(shares):.0f} % ({min(shares):.0f} to {max(shares):.0f}), {each:.2f} ms"
        bar = ("at most 35 %", median(shares) <= 35) if part == "validate" else ("", None)
        yield Line(f"share of the parts: {part}", figure, *bar)


def _over(above: list[float], below: list[float]) -> list[float]:
    return [a / b for a, b in zip(above, below, strict=True)]


def _sizes(disk: int, count: int, quads: float) -> str:
    return f"{disk / count / 1000:.0f} kB; {disk / count / quads:.0f} bytes"


def measured(options: Options, folder: Path) -> list[Line]:
    """Return the lines of the whole table, telling of each turn as it goes."""
    bench, found = Bench(folder, options), Turns()
    for number in range(options.turns):
        print(f"turn {number + 1} of {options.turns}", file=sys.stderr, flush=True)
        bench.turn(found)
    held = [*lines(found, options, bench.quads)]
    if options.long:
        print("growth", file=sys.stderr, flush=True)
        held += growth(found, options, bench.quads, bench.growth())
    if options.long and options.spark:
        source = archive.write(folder / "other.jsonl", max(GROWTH))
        held.append(_spark(max(GROWTH), *([bench.shard(runner, source=source)] for runner in RUNNERS)))
    return held


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    standard = Options()
    parser.add_argument("--articles", type=int, default=standard.articles, help="of the archive (%(default)s)")
    parser.add_argument("--parts", type=int, default=standard.parts, help="that go through the parts (%(default)s)")
    parser.add_argument("--straightforward", type=int, default=standard.straightforward, help="likewise (%(default)s)")
    parser.add_argument(
        "--turns", type=int, default=standard.turns, help="how often everything is measured (%(default)s)"
    )
    parser.add_argument("--long", action="store_true", help="measure loads of other sizes too")
    parser.add_argument("--spark", action="store_true", help="measure Spark too")
    parser.add_argument("--write", action="store_true", help="put the table into the documentation")
    parser.add_argument("--folder", type=Path, help="where to work; a temporary folder by default")
    chosen = vars(parser.parse_args())
    write, folder = chosen.pop("write"), chosen.pop("folder")
    others = meter.Others()
    with tempfile.TemporaryDirectory(dir=folder, prefix="elchi-bench-") as name:
        found = measured(Options(**chosen), Path(name))
    text = f"{table.markdown(found)}\n{table.circumstances(others.share())}"
    print(text)
    if write:
        table.write(text)
    sys.exit(any(line.held is False for line in found))


if __name__ == "__main__":
    main()
