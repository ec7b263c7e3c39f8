"""The unit of work on Apache Spark: on this machine, on a standalone cluster, on YARN or Kubernetes.

Spark only says which machine makes which shard; splits and shards are files in a folder that all of them share. The
driver is a process of its own (:mod:`elchi.runners.driver`), so that what Spark and Java print, keep and leave behind
is theirs. A manifest is yielded as soon as it is there.

Spark tries a split again on another worker if its process or its machine dies. It gives up after some attempts: if
any split has got on by then, because a shard was finished or a record was blamed, the rest is run again.
"""

from __future__ import annotations

import os
import pickle
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Generator, Iterable, Mapping
from contextlib import closing, suppress
from importlib.util import find_spec
from pathlib import Path

from elchi.errors import ShardError
from elchi.runners import driver
from elchi.shards import Config, Manifest, Split, files, folder
from elchi.shards.unit import expected
from elchi.store import durable

LOG = "spark.log"
"""What Spark, Java and the workers of this machine print; it stays where something went wrong."""
_POLL = 0.1
_LEAVE = 30.0
"""Seconds that a driver has to end by itself when all is done."""
_NEEDED = ("pyspark", "pandas", "pyarrow")
_START = "from elchi.runners import driver; driver.main()"


def spark(
    splits: Iterable[Split], config: Config, out: Path, *, master: str, settings: Mapping[str, str] | None = None
) -> Generator[Manifest, None, None]:
    """Yield the manifests of splits that are read on Spark, in the order of the splits.

    All splits are asked for before the first is read. Closing the iterator ends the processes.

    Args:
        splits: their files, and those of ``config``, are the same for all workers under the same paths.
        config: how to read them.
        out: folder of the shards, the same for all workers, too.
        master: ``local[N]``, ``spark://host:port``, ``yarn``, ``k8s://…``.
        settings: of Spark, by name; they win over those of Elchi.

    Raises:
        ShardError: if Spark or Java is missing, or Spark gives up.
        LoaderError: if nothing can be read at all.
    """
    check()
    (out / LOG).unlink(missing_ok=True)
    plan = out / folder.ENGINE / driver.PLAN
    plan.mkdir(parents=True)
    awaited, waiting = [], 0
    for split in splits:
        awaited.append(expected(split, config))
        if files.made(out, awaited[-1]) is None:
            files.remove(out, split.name)
            (plan / str(waiting)).write_bytes(pickle.dumps((split, awaited[-1])))
            waiting += 1
    job = driver.Job(out, config, f"{os.getpid()}.{time.time_ns()}", waiting, master, dict(settings or {}), os.getpid())
    with closing(_Driver(job)) as running:
        yield from (running.manifest(one) for one in awaited)
        running.leave()


def check() -> None:
    """See that what Spark needs is there.

    Raises:
        ShardError: if it is not.
    """
    missing = [name for name in _NEEDED if find_spec(name) is None]
    if missing:
        raise ShardError(f"Spark needs {', '.join(missing)}; install them with: pip install 'elchi[spark]'")
    home = os.environ.get("JAVA_HOME")
    if shutil.which("java" if home is None else str(Path(home, "bin", "java"))) is None:
        raise ShardError("Spark needs Java 17 or newer; install it, or set JAVA_HOME to where it is")


class _Driver:
    """The process that drives Spark, started when the first shard is waited for."""

    def __init__(self, job: driver.Job) -> None:
        self._job = job
        self._work = job.out / folder.ENGINE
        self._log = job.out / LOG
        self._process: subprocess.Popen[bytes] | None = None
        self._before: list[bytes | int] = []

    def manifest(self, awaited: Manifest) -> Manifest:
        """Wait for the manifest of a shard.

        Raises:
            ShardError: if Spark gives up, or a worker has found that nothing can be read.
        """
        while True:
            runs = self._process is not None and self._process.poll() is None
            found = files.made(self._job.out, awaited)
            if found is not None:
                return found
            if not runs:
                self._start(awaited)
            self._raise_if(self._work / driver.ERROR)
            time.sleep(_POLL)

    def _start(self, awaited: Manifest) -> None:
        """Start the process, or start it again if it has got on."""
        state = self._state()
        if self._process is not None and state == self._before:
            self._raise_if(self._work / driver.REASON)
            missing = self._job.out / (awaited.name + files.MANIFEST)
            raise ShardError(f"{missing}: not there though Spark has ended; is the folder shared? See {self._log}")
        self._before = state
        scratch = self._work / "tmp"
        scratch.mkdir(exist_ok=True)
        (self._work / driver.JOB).write_bytes(pickle.dumps(self._job))
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-c", _START, str(self._work)],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env={"PYSPARK_PYTHON": sys.executable, **os.environ, "TMPDIR": str(scratch)},
                start_new_session=True,
            )

    def _state(self) -> list[bytes | int]:
        """Return what changes whenever a split gets on: how many shards are there, which records are blamed."""
        out = self._job.out
        strikes = [path.read_bytes() for path in sorted(out.glob("*.strikes"))]
        return [sum(1 for _ in out.glob(f"[0-9]*{files.MANIFEST}")), *strikes]

    def _raise_if(self, said: Path) -> None:
        """Raise what was said, if anything was."""
        with suppress(FileNotFoundError):
            raise ShardError(f"{said.read_text(encoding='utf-8')}; see {self._log}")

    def leave(self) -> None:
        """Let the process end by itself: all is done."""
        if self._process is not None:
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(_LEAVE)
        self._log.unlink(missing_ok=True)

    def close(self) -> None:
        """End the process, its Java and its workers, and remove what they needed."""
        if self._process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
        durable.remove(self._work)
