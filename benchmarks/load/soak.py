"""Kill a load at random moments, run the same command again, and see that it ends as one that nothing happened to.

    python benchmarks/load/soak.py [--articles 1000] [--kills 50] [--jobs 2] [--seed 1]

Every second load begins with a store that holds older versions of a third of the articles, so that documents are
replaced, too. The writer alone is killed by turns with all its processes. After each kill the doctor may find
things left to do, but no error; after the same command has run again, to its end, the export, the quarantine and the
doctor's verdict must be those of a load that ran through. As root, the disk is filled once, too (a tmpfs that is too
small, then made larger). Prints a table; ends with 1 where a row is not as it must be.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import archive
from elchi import export
from elchi.store import reader
from elchi.store.doctor import Finding, examine

ELCHI = (sys.executable, "-m", "elchi")
ORPHANS = 5.0
"""Seconds in which the workers of a killed writer must be gone."""


@dataclass(frozen=True, slots=True)
class World:
    """What every load of a soak shares: its source, how it is run, and how it ends when nothing happens."""

    folder: Path
    source: Path
    jobs: int
    fresh: float  # seconds of a load into a new store
    over: float  # seconds of a load over the older articles
    clean: str  # what the store then holds

    @property
    def older(self) -> Path:
        """A store with older versions of a third of the articles."""
        return self.folder / "older"


@dataclass(frozen=True, slots=True)
class Row:
    """What became of one load that was cut off."""

    what: str
    moment: float  # seconds after its start
    documents: int  # that readers saw then
    wrong: tuple[str, ...]


def soak(source: Path, folder: Path, *, kills: int, seed: int, jobs: int) -> Iterator[Row]:
    """Yield what became of each load.

    Args:
        source: the archive, JSON lines.
        folder: an empty folder to work in.
        kills: how many loads are killed.
        seed: of the moments.
        jobs: processes that read.
    """
    world, chance = prepared(source, folder, jobs), random.Random(seed)
    for number in range(kills):
        over, alone = number % 2 == 1, number % 4 < 2
        moment = chance.uniform(0, world.over if over else world.fresh)
        yield killed(world, moment, over=over, alone=alone)
    if os.geteuid() == 0:
        yield full(world)


def prepared(source: Path, folder: Path, jobs: int) -> World:
    """Write an older version of the archive, and load the archive twice without a fault."""
    older = folder / "older.jsonl"
    with source.open(encoding="utf-8") as lines, older.open("w", encoding="utf-8") as changed:
        for line in list(lines)[::3]:
            record = json.loads(line)
            changed.write(json.dumps({**record, "text": record["text"] + "\n\nAn older ending."}) + "\n")
    _through(older, folder / "older", jobs)
    shutil.copytree(folder / "older", folder / "over")
    over = _through(source, folder / "over", jobs)
    fresh = _through(source, folder / "fresh", jobs)
    clean = contents(folder / "fresh")
    assert clean == contents(folder / "over"), "the store depends on what was in it before"
    shutil.rmtree(folder / "over")
    return World(folder, source, jobs, fresh, over, clean)


def killed(world: World, moment: float, *, over: bool, alone: bool) -> Row:
    """Kill a load, the writer alone or all its processes, and load again."""
    store = world.folder / "store"
    if over:
        shutil.copytree(world.older, store)
    process = subprocess.Popen(_load(world.source, store, world.jobs), start_new_session=True, stderr=subprocess.PIPE)
    time.sleep(moment)
    (os.kill if alone else os.killpg)(process.pid, signal.SIGKILL)
    process.communicate()
    wrong = [] if _gone(process.pid) else ["its workers go on"]
    what = f"{'writer' if alone else 'all'} killed, {'older store' if over else 'new store'}"
    return _recovered(world, store, what, moment, wrong)


def full(world: World) -> Row:
    """Fill the disk in the middle of a load, make room, and load again."""
    disk = world.folder / "disk"
    disk.mkdir()
    size = sum(file.stat().st_size for file in (world.folder / "fresh" / "live").iterdir())
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size // 2}", "tmpfs", disk], check=True)
    try:
        begun = time.monotonic()
        done = subprocess.run(
            _load(world.source, disk / "store", world.jobs), capture_output=True, text=True, check=False
        )
        wrong = [] if done.returncode == 2 and "disk is full" in done.stderr else [f"said: {done.stderr[-300:]}"]
        moment = time.monotonic() - begun
        subprocess.run(["mount", "-o", f"remount,size={size * 4}", disk], check=True)
        return _recovered(world, disk / "store", "disk full", moment, wrong)
    finally:
        subprocess.run(["umount", disk], check=True)
        disk.rmdir()


def _recovered(world: World, store: Path, what: str, moment: float, wrong: list[str]) -> Row:
    """Look at what is left, load again, compare, and remove the store."""
    documents = 0
    if (store / "meta.json").exists():
        documents, findings = _examined(store)
        wrong += [f"{found.subject}: {found.what}" for found in findings if found.severity == "error"]
    _through(world.source, store, world.jobs)
    if contents(store) != world.clean:
        wrong.append("another store than without the fault")
    wrong += [f"after loading again: {found.what}" for found in _examined(store)[1]]
    shutil.rmtree(store)
    return Row(what, moment, documents, tuple(wrong))


def contents(store: Path) -> str:
    """Return a hash of all that a store holds: the words of the articles and the quarantine, too."""
    lines = io.BytesIO()
    with reader(store) as opened:
        export.write(opened.graph, lines, format="nquads", with_text=True)
    hashed = hashlib.sha256(lines.getvalue())
    for file in sorted((store / "quarantine").glob("*")):
        hashed.update(file.name.encode() + file.read_bytes())
    return hashed.hexdigest()


def _load(source: Path, store: Path, jobs: int) -> list[str]:
    return [*ELCHI, "load", str(source), "--store", str(store), "--jobs", str(jobs), "--quiet"]


def _through(source: Path, store: Path, jobs: int) -> float:
    """Load to the end; return the seconds that it took."""
    begun = time.monotonic()
    done = subprocess.run(_load(source, store, jobs), capture_output=True, text=True, check=False)
    assert done.returncode in (0, 3), done.stderr[-2000:]
    return time.monotonic() - begun


def _examined(store: Path) -> tuple[int, list[Finding]]:
    """Return how many documents the doctor looks at, and what it finds; the shapes held when they were loaded."""
    keys: list[str] = []
    findings = list(examine(store, rules=lambda database: lambda quads: (), told=keys.append))
    return len(keys), findings


def _gone(group: int) -> bool:
    """Return whether all processes of a group end in time."""
    until = time.monotonic() + ORPHANS
    while time.monotonic() < until:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    os.killpg(group, signal.SIGKILL)
    return False


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--articles", type=int, default=1000)
    options.add_argument("--kills", type=int, default=50)
    options.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    options.add_argument("--seed", type=int, default=1)
    chosen = options.parse_args()
    rows = failed = 0
    print(f"{'':4s}{'what':28s}{'after':>8s}{'documents':>11s}  ended")
    with tempfile.TemporaryDirectory() as name:
        source = archive.write(Path(name, "archive.jsonl"), chosen.articles)
        for row in soak(source, Path(name), kills=chosen.kills, seed=chosen.seed, jobs=chosen.jobs):
            rows, failed = rows + 1, failed + bool(row.wrong)
            ended = "; ".join(row.wrong) or "as without the fault"
            print(f"{rows:<4d}{row.what:28s}{row.moment:7.1f}s{row.documents:11d}  {ended}", flush=True)
    print(f"{rows - failed} of {rows} loads of {chosen.articles} articles ended as one that nothing happened to")
    sys.exit(failed > 0)


if __name__ == "__main__":
    main()
