"""Snapshots of a store: what readers open while one process writes.

A snapshot is a folder of hard links that RocksDB makes in a moment (``backup``); a file names the newest one
and is replaced in one step. A reader holds a shared lock on the snapshot that it has open, so the writer
removes only snapshots that nobody reads; what it could not remove goes at a later publication.
"""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import pyoxigraph as ox

from elchi.store import durable

_CURRENT = "current"
LOCK = "lock"
"""File of a snapshot that its readers hold; the database does not know it."""
SERVED = "served"
"""Folder in a snapshot for what a server makes of it; it goes with the snapshot."""
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
    durable.make_folder(folder)
    number = 1 + max((int(path.name) for path in _finished(folder)), default=0)
    snapshot = folder / f"{number:08d}"
    half_made = folder / f".{snapshot.name}"
    durable.remove(half_made)
    live.backup(str(half_made))
    durable.touch(half_made / LOCK)
    durable.rename(half_made, snapshot)
    durable.replace(folder / _CURRENT, snapshot.name.encode())
    tidy(folder)


def published(folder: Path) -> bool:
    """Return whether there is a newest snapshot."""
    return (folder / _CURRENT).exists()


def seen(folder: Path) -> tuple[int, int] | None:
    """Return what changes whenever another snapshot becomes the newest, ``None`` while there is none."""
    try:
        found = (folder / _CURRENT).stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns


def tidy(folder: Path) -> None:
    """Remove the snapshots that are not the newest and that nobody reads."""
    newest = (folder / _CURRENT).read_text(encoding="ascii")
    for snapshot in _finished(folder):
        if snapshot.name != newest:
            remove_unread(snapshot)


def let_go(snapshot: Path, lock: IO[bytes]) -> None:
    """Close the lock of a snapshot; remove one that a newer one has replaced, if nobody else reads it.

    Raises:
        OSError: if it cannot be removed.
    """
    lock.close()
    if int(snapshot.name) < int((snapshot.parent / _CURRENT).read_text(encoding="ascii")):
        remove_unread(snapshot)


def leftovers(folder: Path) -> Iterator[Path]:
    """Yield snapshots that were not finished, and files that were not written to their end."""
    yield from sorted(folder.glob(".*"))


def open_newest(folder: Path) -> tuple[ox.Store, IO[bytes]]:
    """Return the newest snapshot, open, and the lock that keeps it while it is read.

    Raises:
        FileNotFoundError: if there is none.
        OSError: if it cannot be read.
    """
    snapshot, lock = hold_newest(folder)
    try:
        return ox.Store.read_only(str(snapshot)), lock
    except BaseException:
        lock.close()
        raise


def hold_newest(folder: Path) -> tuple[Path, IO[bytes]]:
    """Return the folder of the newest snapshot, and the lock that keeps it.

    Raises:
        FileNotFoundError: if there is none.
    """
    for _ in range(_TRIES):
        snapshot = folder / (folder / _CURRENT).read_text(encoding="ascii")
        try:
            lock = (snapshot / LOCK).open("rb")
        except FileNotFoundError:
            continue  # replaced and removed between the two lines above
        fcntl.flock(lock, fcntl.LOCK_SH)
        if (snapshot / LOCK).exists():
            return snapshot, lock
        lock.close()
    raise FileNotFoundError(f"{folder}: no snapshot stays long enough to be opened")


def _finished(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.name.isdigit())


def remove_unread(snapshot: Path) -> None:
    """Remove a snapshot, or another folder with a file ``lock``, unless a reader holds that."""
    try:
        # Network file systems give an exclusive lock only on a file that is open for writing.
        with (snapshot / LOCK).open("r+b") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            (snapshot / LOCK).unlink()
            durable.remove(snapshot)
    except BlockingIOError:
        return
    except FileNotFoundError:
        durable.remove(snapshot)
