"""A pool of processes: what kills, hangs or fills one of them costs itself and nothing else."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

import poison
from cli_world import CALL, VISIT
from elchi import export
from elchi.loading import Plan, load
from elchi.model import Outcome
from elchi.read import Limits, parts
from elchi.runners.local import pool
from elchi.shards import Config, files, splits
from elchi.store import Store
from patience import ENOUGH, eventually

TEXTS = (VISIT, CALL)


@pytest.fixture
def poisoned(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Config:
    poison.install(tmp_path / "site", monkeypatch)
    return Config(tagger=poison.NAME, seconds=4.0)


def write(folder: Path, *, records: int = 24, bad: Sequence[tuple[int, str]] = ()) -> Path:
    """Write an archive with markers in some of its records; return its file."""
    marks = dict(bad)
    lines = (
        json.dumps({"id": f"r{n}", "text": f"{TEXTS[n % 2]}\n{n} {marks.get(n, '')}"}, ensure_ascii=False)
        for n in range(records)
    )
    path = folder / "archive.jsonl"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def run(path: Path, store: Path, config: Config, jobs: int | None) -> list[Outcome]:
    with Store.open(store, write=True) as opened:
        found = parts([str(path)], size=4_000, spool=opened.scratch)
        return list(load(found, opened, config=config, plan=Plan(jobs=jobs)))


def lines_of(store: Path) -> list[str]:
    with Store.open(store) as opened:
        return sorted(map(str, export.quads(opened.graph)))


def states(outcomes: Sequence[Outcome]) -> dict[str, str]:
    return {outcome.id: outcome.state for outcome in outcomes if outcome.state != "loaded"}


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    folder = tmp_path_factory.mktemp("clean")
    assert not states(run(write(folder), folder / "store", Config(), None))
    return lines_of(folder / "store")


@pytest.mark.parametrize("jobs", [1, 2])
def test_any_number_of_processes_gives_the_same_store(tmp_path: Path, clean: list[str], jobs: int) -> None:
    outcomes = run(write(tmp_path), tmp_path / "store", Config(), jobs)
    assert [outcome.id for outcome in outcomes] == [f"r{n}" for n in range(24)]
    assert lines_of(tmp_path / "store") == clean


def test_records_that_kill_or_hang_their_process_are_left_aside(tmp_path: Path, poisoned: Config) -> None:
    """Two in one split, one alone, one that only Python code hangs in, and one that wants all the memory."""
    bad = ((3, poison.EXIT), (4, poison.KILL), (12, poison.HANG), (17, poison.SLEEP), (21, poison.MEMORY))
    outcomes = run(write(tmp_path, bad=bad), tmp_path / "store", poisoned, 2)
    assert states(outcomes) == {f"r{number}": "failed" for number, _ in bad}
    said = {outcome.id: outcome.message or "" for outcome in outcomes if outcome.state == "failed"}
    assert all("killed or hung, twice" in said[id] for id in ("r3", "r4", "r12"))
    assert "took more than 4 s" in said["r17"]
    assert "MemoryError" in said["r21"]
    with Store.open(tmp_path / "store") as opened:
        assert len(opened.keys()) == 24 - len(bad)


def test_nothing_is_read_twice_that_a_dead_process_had_finished(tmp_path: Path, poisoned: Config) -> None:
    path = write(tmp_path, bad=[(20, poison.EXIT)])
    out = tmp_path / "shards"
    out.mkdir()
    wanted = [*splits(parts([str(path)], size=4_000))]
    made = [*pool(iter(wanted), poisoned, out, jobs=2)]
    assert [manifest.name for manifest in made] == [split.name for split in wanted]
    times = {path: path.stat().st_mtime_ns for path in out.iterdir()}
    assert [*pool(iter(wanted), poisoned, out, jobs=2)] == made
    assert {path: path.stat().st_mtime_ns for path in out.iterdir()} == times
    assert {path.suffix for path in times} == {".nq", ".jsonl", ".json"}
    letters = "".join(path.read_text(encoding="utf-8") for path in sorted(out.glob(f"*{files.DEAD}")))
    assert [json.loads(line)["id"] for line in letters.splitlines()] == ["r20"]


def _children(process: subprocess.Popen[str]) -> list[int]:
    return [child.pid for child in psutil.Process(process.pid).children() if "spawn_main" in _command(child)]


def _command(process: psutil.Process) -> str:
    with suppress(psutil.Error):
        return " ".join(process.cmdline())
    return ""


def _started(path: Path, store: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "elchi", "load", str(path), "--store", str(store), "--jobs", "2", "--json"]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """An archive of several splits, long enough to be met while it is loaded."""
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(500):
        (folder / f"{number:03}.txt").write_text(f"{TEXTS[number % 2]}\n{number}", encoding="utf-8")
    return folder


def test_a_killed_worker_costs_nothing(many: Path, tmp_path: Path) -> None:
    with _started(many, tmp_path / "store") as process:
        assert process.stdout is not None and process.stderr is not None
        eventually(lambda: _children(process))
        os.kill(_children(process)[-1], signal.SIGKILL)
        outcomes = [json.loads(line) for line in process.stdout]
        assert process.wait(timeout=ENOUGH) == 0, process.stderr.read()
    assert [outcome["state"] for outcome in outcomes] == ["loaded"] * 500


def test_workers_die_with_the_process_that_started_them(many: Path, tmp_path: Path) -> None:
    with _started(many, tmp_path / "store") as process:
        assert process.stdout is not None
        process.stdout.readline()
        workers = _children(process)
        assert workers
        process.kill()
        process.wait()
        eventually(lambda: not any(map(_alive, workers)))
    outcomes = run(many, tmp_path / "store", Config(), None)
    assert {outcome.state for outcome in outcomes} <= {"loaded", "unchanged"}
    assert not (tmp_path / "store" / "work").exists()


def _alive(pid: int) -> bool:
    with suppress(psutil.NoSuchProcess):
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    return False


def test_limits_reach_the_workers(tmp_path: Path) -> None:
    long = write(tmp_path, bad=[(5, "яна " * 100)])
    outcomes = run(long, tmp_path / "store", Config(limits=Limits(characters=500)), 2)
    assert [number for number, outcome in enumerate(outcomes) if outcome.state == "failed"] == [5]
