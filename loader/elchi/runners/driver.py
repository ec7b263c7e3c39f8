"""The process that drives Spark, and what Spark's workers do for it.

Apart from :mod:`elchi.runners.spark`, because this process is Spark's: Java prints to its streams, and dies with it.
"""

from __future__ import annotations

import os
import pickle
import re
import sys
import traceback
from collections.abc import Iterable, Iterator
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from elchi.errors import LoaderError, ShardError
from elchi.runners.bounds import bound_life, bound_memory
from elchi.shards import Config, Manifest, Split, process_split
from elchi.shards.unit import expected

if TYPE_CHECKING:
    from pyarrow import RecordBatch
    from pyspark.sql import SparkSession

PLAN, JOB, ERROR, REASON = "plan", "job", "error", "reason"
"""Files in the folder of the engine: the splits, the job, why nothing can be read, why Spark gave up."""
ATTEMPTS = 8
"""How often Spark tries a split: a record takes two processes with it before it is left aside."""
_LOCAL = re.compile(r"local(?:\[(?P<workers>\d+|\*)(?:,\d+)?\])?")
_LAST = re.compile(r"^(?:[\w.]*(?:Error|Exception)\b.*|.*exited unexpectedly.*)$", re.MULTILINE)
# The driver only hands out numbers: a second compiler and a parallel collector cost it a third of its time.
_JAVA = "-Djava.io.tmpdir={tmp} -XX:-UsePerfData -XX:+UseSerialGC -XX:TieredStopAtLevel=1"
_LEAVE = 20


class Job(NamedTuple):
    """What the driver is to do: the splits of a plan, ``parent`` being the process that waits for them."""

    out: Path
    config: Config
    run: str
    splits: int
    master: str
    settings: dict[str, str]
    parent: int


def main() -> None:
    """Drive the job of a folder to its end; the exit code is 0 if Spark has run all splits."""
    work = Path(sys.argv[1])
    job: Job = pickle.loads((work / JOB).read_bytes())
    bound_life(job.parent)
    session = None
    try:
        session = _session(job, work)
        unit = partial(_made, work=work, job=job)
        session.range(0, job.splits, 1, job.splits).mapInArrow(unit, "id long").collect()
    except Exception as error:  # whatever Spark, Java or a worker has met, it is for the process that waits
        (work / REASON).write_text(f"Spark gave up: {reason(str(error))}", encoding="utf-8")
        traceback.print_exc()
        sys.exit(1)
    finally:
        if session is not None:
            _stop(session)


def reason(trace: str) -> str:
    r"""Return the line of a trace of Java and Python that says what went wrong.

    >>> reason("Job aborted: …\n Traceback …\nOSError: [Errno 28] No space left on device\n\n\tat Task.java")
    'OSError: [Errno 28] No space left on device'
    """
    lines = [line.strip() for line in _LAST.findall(trace)]
    python = [line for line in lines if not line.startswith(("org.", "java."))]
    return next(reversed(python or lines), trace.strip().partition("\n")[0])


def settings(job: Job, work: Path) -> dict[str, str]:
    """Return the settings of Spark, those of the user last."""
    local = _LOCAL.fullmatch(job.master)
    own = {
        "spark.master": f"local[{local['workers'] or 1},{ATTEMPTS}]" if local else job.master,
        "spark.app.name": "elchi",
        "spark.task.maxFailures": str(ATTEMPTS),
        "spark.speculation": "false",
        "spark.ui.enabled": "false",
        "spark.sql.warehouse.dir": str(work / "warehouse"),
        "spark.driver.extraJavaOptions": _JAVA.format(tmp=work / "tmp"),
    }
    if local:
        own |= dict.fromkeys(("spark.driver.host", "spark.driver.bindAddress"), "127.0.0.1")
        own |= {"spark.local.dir": str(work / "tmp")}
    return own | job.settings


def _session(job: Job, work: Path) -> SparkSession:
    from pyspark.sql import SparkSession

    return SparkSession.builder.config(map=dict(settings(job, work))).getOrCreate()


def _stop(session: SparkSession) -> None:
    """Stop Spark, and wait until Java has gone with all that it has laid about."""
    gateway = session.sparkContext._gateway
    session.stop()
    java = getattr(gateway, "proc", None)  # None where spark-submit has started it
    if gateway is not None and java is not None:
        gateway.shutdown()
        java.stdin.close()
        java.wait(_LEAVE)


def _made(batches: Iterable[RecordBatch], *, work: Path, job: Job) -> Iterator[RecordBatch]:
    """Make the shards of the splits that a task is given by their places in the plan; on a worker."""
    _bounded()
    for batch in batches:
        for place in batch.column(0).to_pylist():
            _make(place, work, job)
        yield batch


@lru_cache(maxsize=1)
def _bounded() -> None:
    bound_memory()


def _make(place: int, work: Path, job: Job) -> None:
    """Make a shard. An error that holds for all of them is written down, not raised: Spark would only try it again.

    Raises:
        OSError: if files cannot be read or written here; another worker may have more luck.
    """
    split: Split
    awaited: Manifest
    split, awaited = pickle.loads((work / PLAN / str(place)).read_bytes())
    try:
        if not expected(split, job.config).made_as(awaited):
            raise ShardError(_OTHER)
        process_split(split, job.config, job.out, run=job.run)
    except LoaderError as error:
        draft = work / f"{ERROR}.{os.getpid()}"
        draft.write_text(str(error), encoding="utf-8")
        draft.replace(work / ERROR)


_OTHER = (
    "a worker sees other sources, words or another version of Elchi than the driver; "
    "paths, contents and times of change must be the same on all machines"
)
