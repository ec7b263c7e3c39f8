"""Shards on Apache Spark: those of one process to the byte, whatever is killed meanwhile. See ``make spark``."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from functools import partial
from importlib.util import find_spec
from pathlib import Path

import pytest

import spark_world
from cli_world import CALL, VISIT
from elchi import sharding
from elchi.model import Outcome
from elchi.read import parts
from elchi.runners import driver, local
from elchi.runners.spark import spark
from elchi.shards import Config, folder

pytestmark = [
    pytest.mark.skipif(find_spec("pyspark") is None, reason="PySpark is not installed: make spark"),
    pytest.mark.skipif(shutil.which("java") is None, reason="Spark needs Java"),
    pytest.mark.skipif("ELCHI_SPARK" not in os.environ, reason="takes minutes: make spark"),
]
SIZE = 1_500
TWO = partial(spark, master="local[2]")
SLOW = Config(tagger="trap", seconds=8.0)


@pytest.fixture(autouse=True)
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make shards of some articles only; have a tagger that is a trap."""
    monkeypatch.setattr(sharding, "SIZE", SIZE)
    trap = spark_world.write_trap(tmp_path / "trap")
    monkeypatch.syspath_prepend(str(trap))
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, [str(trap), os.environ.get("PYTHONPATH")])))


def _write(path: Path, count: int, **marked: tuple[int, ...]) -> Path:
    """Write an archive, the articles of some numbers marked with a word."""
    words = {number: word for word, numbers in marked.items() for number in numbers}
    lines = []
    for number in range(count):
        text = (VISIT, CALL)[number % 2] + (f" ({words[number]})" if number in words else "")
        record = {"id": f"a/{number}", "text": text, "published": "2024-06-02"}
        lines.append(json.dumps(record, ensure_ascii=False) + "\n")
    path.write_text("".join(lines), encoding="utf-8")
    return path


def _shard(archive: Path, out: Path, runner: sharding.Runner, config: Config | None = None) -> list[Outcome]:
    with folder.locked(out):
        found = parts([str(archive)], size=SIZE, spool=out / folder.SPOOL)
        return list(sharding.shard(found, out, config=config or Config(), runner=runner))


def _bytes(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in out.iterdir()}


def _temporary() -> set[str]:
    """Return what Spark and Java may have left in the temporary folder of this machine."""
    kinds = ("spark-*", "blockmgr-*", "pyspark-*", "artifact*", "lib*", "hsperfdata*/*")
    folder = Path(tempfile.gettempdir())
    return {str(path) for kind in kinds for path in folder.glob(kind)}


def _failed(outcomes: list[Outcome]) -> list[str]:
    return [outcome.id for outcome in outcomes if outcome.state == "failed" and "killed or hung" in str(outcome)]


def test_spark_writes_the_bytes_that_one_process_writes_and_leaves_nothing(tmp_path: Path) -> None:
    archive = _write(tmp_path / "archive.jsonl", 40)
    before = _temporary()
    outcomes = _shard(archive, tmp_path / "spark", TWO)
    assert _shard(archive, tmp_path / "here", local.here) == outcomes
    assert _bytes(tmp_path / "spark") == _bytes(tmp_path / "here")
    assert len(_bytes(tmp_path / "spark")) > 20
    assert _temporary() <= before
    assert spark_world.running(str(tmp_path / "spark")) == []


def test_a_record_that_kills_or_hangs_its_worker_is_left_aside_as_in_a_pool(tmp_path: Path) -> None:
    archive = _write(tmp_path / "archive.jsonl", 40, kills=(5, 20, 21), hangs=(30,))
    outcomes = _shard(archive, tmp_path / "spark", TWO, SLOW)
    assert [outcome.state for outcome in outcomes].count("loaded") == 36
    lines = [f"archive.jsonl:{number + 1}" for number in (5, 20, 21, 30)]
    assert [outcome.origin.rpartition("/")[2] for outcome in outcomes if outcome.state == "failed"] == lines
    assert len(_failed(outcomes)) == 4
    _shard(archive, tmp_path / "pool", partial(local.pool, jobs=2), SLOW)
    assert _bytes(tmp_path / "spark") == _bytes(tmp_path / "pool")


def test_more_such_records_than_spark_has_patience_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sharding, "SIZE", 100_000)  # all in one split
    kills = tuple(range(0, 12, 2))
    assert len(kills) * 2 > driver.ATTEMPTS
    outcomes = _shard(_write(tmp_path / "archive.jsonl", 14, kills=kills), tmp_path / "spark", TWO, SLOW)
    assert len(_failed(outcomes)) == len(kills)
    assert [outcome.state for outcome in outcomes].count("loaded") == 14 - len(kills)


def test_a_worker_of_a_cluster_that_is_killed_loses_and_repeats_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive, out = _write(tmp_path / "archive.jsonl", 80), tmp_path / "spark"
    monkeypatch.setenv("TRAP_SECONDS", "0.25")
    outcomes: list[Outcome] = []
    with spark_world.cluster(tmp_path / "cluster") as (url, workers):
        runner = partial(spark, master=url, settings=spark_world.SETTINGS)
        load = threading.Thread(target=lambda: outcomes.extend(_shard(archive, out, runner, SLOW)))
        load.start()
        spark_world.until(lambda: len(list(out.glob("0*.json"))) > 2 and _both_work(workers), 300)
        assert spark_world.kill_tree(workers[0].pid) > 2
        assert len(list(out.glob("0*.json"))) < 20, "it was over by then"
        load.join(300)
        assert not load.is_alive()
    assert [outcome.id for outcome in outcomes] == [f"a/{number}" for number in range(80)]
    assert {outcome.state for outcome in outcomes} == {"loaded"}
    monkeypatch.setenv("TRAP_SECONDS", "0")
    _shard(archive, tmp_path / "here", local.here, SLOW)
    assert _bytes(out) == _bytes(tmp_path / "here")


def _both_work(workers: list[subprocess.Popen[bytes]]) -> bool:
    """Return whether both workers have an executor with a process of Python."""
    return all(len(spark_world.descendants(worker.pid)) > 3 for worker in workers)


def test_a_run_that_was_killed_goes_on_and_leaves_no_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive, out = _write(tmp_path / "archive.jsonl", 3_000), tmp_path / "spark"
    monkeypatch.setattr(sharding, "SIZE", 100_000)
    code = (
        "from elchi import sharding; sharding.SIZE = 100_000; import elchi.cli.shard as c; c.SIZE = 100_000; c.shard()"
    )
    options = ["-o", str(out), "--runner", "spark", "--jobs", "2", "--quiet"]
    with subprocess.Popen([sys.executable, "-c", code, str(archive), *options]) as process:
        spark_world.until(lambda: len(list(out.glob("0*.json"))) > 1, 300)
        process.send_signal(signal.SIGKILL)
    spark_world.until(lambda: spark_world.running(str(out)) == [], 10)
    done = {path.name: path.stat().st_mtime_ns for path in out.glob("0*.json")}
    assert not (out / folder.MARK).exists()
    assert spark_world.running(str(out)) == []
    with folder.locked(out):
        found = parts([str(archive)], size=100_000, spool=out / folder.SPOOL)
        outcomes = list(sharding.shard(found, out, config=Config(), runner=TWO))
    assert [outcome.id for outcome in outcomes] == [f"a/{number}" for number in range(3_000)]
    after = {path.name: path.stat().st_mtime_ns for path in out.glob("0*.json")}
    assert len(after) > len(done)
    assert {name: after[name] for name in done} == done
