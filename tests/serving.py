"""A real server over the examples, started once for all tests that ask it."""

from __future__ import annotations

import atexit
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from cli_world import elchi

ROOT = Path(__file__).parents[1]


@lru_cache(maxsize=1)
def examples() -> Path:
    """Return a store of the examples; whoever changes it takes a copy."""
    folder = Path(tempfile.mkdtemp(prefix="elchi-serving-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    sources = [str(ROOT / "examples" / name) for name in ("articles", "pages")]
    assert elchi("load", *sources, "--store", str(folder / "store"), "--jobs", "1", "-q").exit_code in (0, 3)
    return folder / "store"


@contextmanager
def server(store: Path, *flags: str, log: Path | None = None) -> Iterator[str]:
    """Run ``elchi serve`` on a free port; yield its address, without a slash at the end; ``log`` gets what it says."""
    command = [sys.executable, "-m", "elchi", "serve", "--store", str(store), "--port", "0", *flags]
    with tempfile.TemporaryDirectory() as folder:
        said = log or Path(folder, "log")
        with said.open("wb") as file, subprocess.Popen(command, stderr=file) as running:
            try:
                yield _address(running, said)
            finally:
                running.send_signal(signal.SIGTERM)
                running.wait(timeout=60)


def _address(running: subprocess.Popen[bytes], said: Path) -> str:
    """Return where a server that has been started answers."""
    for _ in range(2400):
        found = re.search(r"http://\S+(?=/ )", said.read_text())
        if found is not None:
            return found[0]
        if running.poll() is not None:
            break
        time.sleep(0.05)
    raise AssertionError(f"the server does not start: {said.read_text()}")


@lru_cache(maxsize=1)
def running() -> str:
    """Return the address of a server over the examples that stays until the tests end."""
    context = server(examples())
    address = context.__enter__()
    atexit.register(context.__exit__, None, None, None)
    return address
