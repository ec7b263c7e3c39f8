"""A real server over the examples, started once for all tests that ask it."""

from __future__ import annotations

import atexit
import re
import shutil
import signal
import subprocess
import sys
import tempfile
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
def server(store: Path, *flags: str) -> Iterator[str]:
    """Run ``elchi serve`` on a free port; yield its address, without a slash at the end."""
    command = [sys.executable, "-m", "elchi", "serve", "--store", str(store), "--port", "0", *flags]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as running:
        try:
            assert running.stderr is not None
            line = running.stderr.readline()
            found = re.search(r"http://\S+(?=/ )", line)
            assert found is not None, line + running.stderr.read()
            yield found[0]
        finally:
            running.send_signal(signal.SIGTERM)
            running.wait(timeout=10)


@lru_cache(maxsize=1)
def running() -> str:
    """Return the address of a server over the examples that stays until the tests end."""
    context = server(examples())
    address = context.__enter__()
    atexit.register(context.__exit__, None, None, None)
    return address
