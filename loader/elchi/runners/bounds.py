"""What a worker process may not do: outlive the one that started it, or take all memory of the machine."""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import sys
from pathlib import Path

MEMORY = 4 << 30
"""Bytes that a worker may take beyond what it starts with: a record that needs more fails, and not the machine."""
_PR_SET_PDEATHSIG = 1


def bound_life(parent: int) -> None:
    """Bind this process to its parent's life, and leave Ctrl-C to the parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform != "linux":
        return
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it died before it could be bound to
        os._exit(1)


def bound_memory() -> None:
    """Bound the memory of this process."""
    if sys.platform != "linux":
        return
    taken = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (taken + MEMORY, resource.RLIM_INFINITY))
