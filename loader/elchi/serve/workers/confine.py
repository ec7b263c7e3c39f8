"""What a process of the pool may do: live no longer than its parent, take so much memory, open nothing.

The engine follows ``SERVICE`` wherever it points, and has no switch for that. The text of a query is looked at before
(:mod:`elchi.query.guard`); what is here holds whatever the text says. A filter of the kernel (seccomp) refuses
workers to make sockets, run programs and open files for writing; a store on disk has to open files for reading while
it is asked, one in memory nothing at all, so its workers have no file descriptor left either.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import resource
import signal
import struct
from pathlib import Path
from typing import NamedTuple

_PR_SET_PDEATHSIG = 1
_PR_SET_SECCOMP = 22
_PR_SET_NO_NEW_PRIVS = 38
_SECCOMP_MODE_FILTER = 2
_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
"""Instructions of the filter: load a word of the call, compare it, look for bits in it, return."""
_ALLOW = 0x7FFF0000
_REFUSE = 0x00050000 | errno.EACCES
_NUMBER, _MACHINE, _ARGUMENTS = 0, 4, 16
"""Where the call's number stands, the machine, and the arguments of eight bytes each."""
_OTHER_ABI = 0x40000000
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC


class _Calls(NamedTuple):
    """Numbers of system calls on one kind of machine; those that open files with the place of their flags."""

    machine: int
    opening: tuple[tuple[int, int], ...]
    refused: tuple[int, ...]


_CALLS = {
    # open, openat; creat, socket, connect, bind, listen, socketpair, execve, execveat, io_uring_setup, openat2
    "x86_64": _Calls(0xC000003E, ((2, 1), (257, 2)), (85, 41, 42, 49, 50, 53, 59, 322, 425, 437)),
    # openat; socket, socketpair, bind, listen, connect, execve, execveat, io_uring_setup, openat2
    "aarch64": _Calls(0xC00000B7, ((56, 2),), (198, 199, 200, 201, 203, 221, 281, 425, 437)),
}
"""From Linux's tables of system calls and its include/uapi/linux/audit.h."""


def die_with(parent: int) -> None:
    """Have the kernel kill this process when its parent ends.

    Args:
        parent: process id; if it has ended already, this process ends here.
    """
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def deaf() -> None:
    """Leave it to the server to hear Ctrl-C and the end of a service: it ends the others when answers are given."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)


def isolate() -> bool:
    """Refuse this process and its threads to come, for ever, sockets, programs, and files to write to.

    Returns:
        Whether this machine can do that.
    """
    calls = _CALLS.get(platform.machine())
    if calls is None:
        return False
    steps = _filter(calls)
    kept = ctypes.create_string_buffer(b"".join(steps))
    program = struct.pack("@HP", len(steps), ctypes.addressof(kept))
    libc = ctypes.CDLL(None)
    libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    return bool(libc.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, program) == 0)


def _filter(calls: _Calls) -> list[bytes]:
    """Return the instructions of the filter.

    Each jumps over so many of the next ones when it is true, and so many when it is not; ``None`` jumps to the last.
    """
    steps: list[tuple[int, int, int | None, int | None]] = [
        (_LOAD, _MACHINE, 0, 0),
        (_EQUAL, calls.machine, 0, None),
        (_LOAD, _NUMBER, 0, 0),
        (_AT_LEAST, _OTHER_ABI, None, 0),
        *((_EQUAL, number, None, 0) for number in calls.refused),
    ]
    for number, argument in calls.opening:
        steps += [
            (_EQUAL, number, 0, 3),
            (_LOAD, _ARGUMENTS + 8 * argument, 0, 0),
            (_ANY_BIT, _WRITING, None, 0),
            (_RETURN, _ALLOW, 0, 0),
        ]
    steps += [(_RETURN, _ALLOW, 0, 0), (_RETURN, _REFUSE, 0, 0)]
    return [
        struct.pack("=HBBI", code, *(len(steps) - 2 - at if jump is None else jump for jump in jumps), value)
        for at, (code, value, *jumps) in enumerate(steps)
    ]


def starve(memory: int) -> None:
    """Keep this process, for ever, from taking much more memory than it has.

    Args:
        memory: bytes of addresses that it may take on top.
    """
    limit = memory + int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard != resource.RLIM_INFINITY:
        limit = min(limit, hard)
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def close_up() -> None:
    """Keep this process, for ever, from opening anything."""
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))
