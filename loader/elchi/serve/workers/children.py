"""Work that is done in a child: RocksDB leaves threads behind, and a process with threads does not fork safely."""

from __future__ import annotations

import os
import pickle
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO, NoReturn

from elchi.errors import StoreError
from elchi.serve.workers.confine import die_with

_SILENT = 2.0
"""Seconds that work may take before it tells of its progress, and between two times."""


@contextmanager
def child(work: Callable[[IO[bytes]], None]) -> Iterator[IO[bytes]]:
    """Do work in a child, and yield what it writes.

    Raises:
        OSError, RuntimeError, StoreError: what the work raises.
        StoreError: if it raises anything else, or the child is killed.
    """
    out, into = os.pipe()
    failed, told = os.pipe()
    parent = os.getpid()
    process = os.fork()
    if process == 0:
        os.close(out)
        _work(work, into, told, parent)
    os.close(into)
    os.close(told)
    with os.fdopen(failed, "rb") as message:
        with os.fdopen(out, "rb") as written:
            yield written
        error = message.read()
    _, status = os.waitpid(process, 0)
    if error:
        raise pickle.loads(error)
    if status != 0:
        raise StoreError(f"the process that prepares the store ended with status {status}")


def _work(work: Callable[[IO[bytes]], None], into: int, told: int, parent: int) -> NoReturn:
    """Work as a child, and end at once: RocksDB's threads would hold up an orderly end."""
    try:
        die_with(parent)
        with os.fdopen(into, "wb") as file:
            work(file)
    except (OSError, RuntimeError, StoreError) as error:
        os.write(told, pickle.dumps(error))
    except BaseException as error:
        sys.excepthook(type(error), error, error.__traceback__)
        os.write(told, pickle.dumps(StoreError("the store cannot be prepared; the lines above say why")))
    os._exit(0)


class Counted:
    """A file for lines that tells on stderr how many went through, where that takes a while."""

    def __init__(self, file: IO[bytes], told: str) -> None:
        """Wrap a file.

        Args:
            file: where the lines go.
            told: what is told, with ``{}`` in place of the number.
        """
        self._file = file
        self._told = told
        self._lines = 0
        self._since = time.monotonic()

    def write(self, data: bytes) -> int:
        """Write lines; return how many bytes."""
        self._lines += data.count(b"\n")
        if time.monotonic() - self._since > _SILENT:
            sys.stderr.write(f"elchi: {self._told.format(f'{self._lines:,}')}\n")
            self._since = time.monotonic() + 2 * _SILENT
        return self._file.write(data)

    def flush(self) -> None:
        """Do nothing: the file is flushed when it is closed."""
