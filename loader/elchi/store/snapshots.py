"""Snapshots of a store: what readers open while one process writes.

A snapshot is a folder of hard links that RocksDB makes in a moment (``backup``); a file names the newest one
and is replaced in one step. A reader holds a shared lock on the snapshot that it has open, so the writer
removes only snapshots that nobody reads; what it could not remove goes at a later publication.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pyoxigraph as ox

_CURRENT = "current"
_LOCK = "lock"
_TRIES = 5
"""How often a reader that lost its snapshot to a publication looks for the next one."""


def publish(live: ox.Store, folder: Path) -> None:
    """Make a snapshot of a store the newest one, and tidy up.

    Args:
        live: the store, as the writer has it open.
        folder: where its snapshots are.

    Raises:
        OSError: if it cannot be written.
    """
    folder.mkdir(exist_ok=True)
    number = 1 + max((int(path.name) for path in _finished(folder)), default=0)
    snapshot = folder / f"{number:08d}"
    half_made = folder / f".{snapshot.name}"
    _remove(half_made)
    live.backup(str(half_made))
    (half_made / _LOCK).touch()
    half_made.rename(snapshot)
    replace_text(folder / _CURRENT, snapshot.name)
    tidy(folder)


def tidy(folder: Path) -> None:
    """Remove the snapshots that are not the newest and that nobody reads."""
    newest = (folder / _CURRENT).read_text(encoding="ascii")
    for snapshot in _finished(folder):
        if snapshot.name != newest:
            _remove_unread(snapshot)


def open_newest(folder: Path) -> tuple[ox.Store, IO[bytes]]:
    """Return the newest snapshot, open, and the lock that keeps it while it is read.

    Raises:
        FileNotFoundError: if there is none.
        OSError: if it cannot be read.
    """
    for _ in range(_TRIES):
        snapshot = folder / (folder / _CURRENT).read_text(encoding="ascii")
        try:
            lock = (snapshot / _LOCK).open("rb")
        except FileNotFoundError:
            continue  # replaced and removed between the two lines above
        fcntl.flock(lock, fcntl.LOCK_SH)
        if (snapshot / _LOCK).exists():
            return ox.Store.read_only(str(snapshot)), lock
        lock.close()
    raise FileNotFoundError(f"{folder}: no snapshot stays long enough to be opened")


def replace_text(path: Path, text: str) -> None:
    """Write a small file so that a reader sees the old or the new one, and a power cut leaves one."""
    new = path.with_name(f".{path.name}.new")
    with new.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)
    with _opened(path.parent) as descriptor:
        os.fsync(descriptor)


@contextmanager
def _opened(folder: Path) -> Iterator[int]:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _finished(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.name.isdigit())


def _remove_unread(snapshot: Path) -> None:
    """Remove a snapshot unless a reader holds its lock."""
    try:
        with (snapshot / _LOCK).open("rb") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            (snapshot / _LOCK).unlink()
            _remove(snapshot)
    except BlockingIOError:
        return
    except FileNotFoundError:
        _remove(snapshot)


def _remove(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)
