"""What tests on Spark need: a tagger that is a trap, a cluster of two workers on this machine, ends of processes."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path

TRAP = '''
import ctypes, os, signal, time

class Trap:
    """Kills or hangs the process that reads certain words; a moment passes with all others."""

    version = "1"

    def __call__(self, content, passages):
        if "(kills)" in content:
            os.kill(os.getpid(), signal.SIGKILL)
        if "(hangs)" in content:
            mutex = ctypes.create_string_buffer(64)
            for _ in range(2):  # a lock that is taken twice: no signal wakes it, and the interpreter's own is kept
                ctypes.PyDLL(None).pthread_mutex_lock(mutex)
        time.sleep(float(os.environ.get("TRAP_SECONDS", "0")))
        return ()
'''
SETTINGS = {
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.executor.memory": "512m",
}


def write_trap(folder: Path) -> Path:
    """Make a folder that holds the tagger ``trap`` as an installed package; return it."""
    about = folder / "trap-1.dist-info"
    about.mkdir(parents=True)
    (folder / "trap.py").write_text(TRAP, encoding="utf-8")
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: trap\nVersion: 1\n", encoding="utf-8")
    (about / "entry_points.txt").write_text("[elchi.taggers]\ntrap = trap:Trap\n", encoding="utf-8")
    return folder


@contextmanager
def cluster(folder: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """Run a standalone cluster on the loopback; yield its URL and its two workers, which have a core each."""
    url = f"spark://127.0.0.1:{_free_port()}"
    port, memory = url.rpartition(":")[2], ["--cores", "1", "--memory", "1g"]
    at = ["--host", "127.0.0.1", "--webui-port", "0"]
    started = [_start(folder / "master", "master.Master", *at, "--port", port)]
    try:
        for number in range(2):
            work = folder / f"worker{number}"
            started.append(_start(work, "worker.Worker", *at, *memory, "--work-dir", str(work / "work"), url))
        yield url, started[1:]
    finally:
        for process in started:
            kill_tree(process.pid)
            process.wait()


def _start(folder: Path, name: str, *arguments: str) -> subprocess.Popen[bytes]:
    folder.mkdir(parents=True)
    found = find_spec("pyspark")
    assert found is not None and found.origin is not None
    command = [str(Path(found.origin).parent / "bin" / "spark-class"), f"org.apache.spark.deploy.{name}", *arguments]
    local = {"SPARK_LOCAL_IP": "127.0.0.1", "SPARK_LOCAL_DIRS": str(folder), "TMPDIR": str(folder)}
    options = {"SPARK_DAEMON_JAVA_OPTS": f"-Djava.io.tmpdir={folder} -XX:-UsePerfData"}
    with (folder / "log").open("wb") as log:
        return subprocess.Popen(
            command, stdout=log, stderr=log, env={**os.environ, **local, **options, "PYSPARK_PYTHON": sys.executable}
        )


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def descendants(pid: int) -> list[int]:
    """Return the processes below a process, itself first."""
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            parents[int(stat.parent.name)] = int(stat.read_text().rpartition(")")[2].split()[1])
    found = [pid]
    for one in found:
        found += [child for child, parent in parents.items() if parent == one]
    return found


def kill_tree(pid: int) -> int:
    """End a process and all below it with -9; return how many there were."""
    ends = descendants(pid)
    for one in ends:
        with suppress(ProcessLookupError):
            os.kill(one, signal.SIGKILL)
    return len(ends)


def running(words: str) -> list[str]:
    """Return the command lines of living processes that hold some words."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            found.append(path.read_bytes().replace(b"\0", b" ").decode(errors="replace"))
    return [line for line in found if re.search(re.escape(words), line)]


def until(true: Callable[[], bool], seconds: float = 120) -> None:
    """Wait until something is so."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it never was so"
        time.sleep(0.05)
