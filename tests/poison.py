"""A tagger that does what a record does that trips a fault in native code: for tests of what survives that.

It is installed as any package with an entry point is, so that worker processes find it, too.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from elchi.model import NamedSpan, Span

NAME = "poison"
EXIT, KILL, HANG, SLEEP, MEMORY = "ПОИЗОНЭКЗИТ", "ПОИЗОНКИЛЛ", "ПОИЗОНХЭНГ", "ПОИЗОНСЛИП", "ПОИЗОНМЕМОРИ"


class Poison:
    """Finds no names; ends, hangs or fills the process where the text holds a marker."""

    version = "1"

    def __call__(self, text: str, passages: Sequence[tuple[Span, str]]) -> list[NamedSpan]:
        if EXIT in text:
            os._exit(7)
        if KILL in text:
            os.kill(os.getpid(), signal.SIGKILL)
        if HANG in text:  # as code that holds on to the processor without ever coming back to Python
            signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM})
            time.sleep(3600)
        if SLEEP in text:
            time.sleep(3600)
        if MEMORY in text:
            bytearray(1 << 36)
        return []


def install(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the tagger be installed for this process and those that it starts."""
    info = folder / f"{NAME}-1.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {NAME}\nVersion: 1\n", encoding="utf-8")
    (info / "entry_points.txt").write_text(f"[elchi.taggers]\n{NAME} = {NAME}:Poison\n", encoding="utf-8")
    shutil.copy(__file__, folder)
    monkeypatch.setattr(sys, "path", [str(folder), *sys.path])
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(folder), os.environ.get("PYTHONPATH", "")]))
