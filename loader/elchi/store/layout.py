"""The folder of a store: who may write to it, what it must hold, what a crash may have left in it.

A mark is an empty file that is there while something is to be done: the next writer does it.
"""

from __future__ import annotations

import fcntl
import json
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from elchi.errors import StoreError
from elchi.store import durable, quarantine, snapshots

LAYOUT = 1
"""Version of the folder's layout; a store of another one is refused."""
META = "meta.json"
LIVE = "live"
SNAPSHOTS = "snapshots"
QUARANTINE = "quarantine"
SCRATCH = "work"
UNPUBLISHED = "unpublished"
"""Mark: the database holds more than the newest snapshot."""
REMOVING = "removing"
"""Mark: a document is taken out, and the database not written anew yet."""

_LOCK = "lock"
_OLD, _NEW = "live.old", "live.new"
_BULK = "bulk-*.sst"
"""Files that a bulk load fills and RocksDB then takes over; those of a load that was killed stay for ever."""


def locked(path: Path) -> IO[bytes]:
    """Return the lock of the one process that writes, making the folder where there is none.

    That of RocksDB would not do: a removal lets go of the database while it puts another in its place.

    Raises:
        StoreError: if the folder holds other things than a store.
        OSError: if another process has the lock, or the disk refuses.
    """
    durable.make_folder(path)
    begun = {_LOCK, UNPUBLISHED, f".{META}{durable.NEW}"}
    if not (path / META).exists() and any(found.name not in begun for found in path.iterdir()):
        raise StoreError(f"{path}: is not empty and no store; give another --store")
    return taken(path)


def taken(path: Path) -> IO[bytes]:
    """Return the lock of the one process that writes to a store that is there.

    Raises:
        OSError: if another process has the lock, or the disk refuses.
    """
    lock = (path / _LOCK).open("ab")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BaseException:
        lock.close()
        raise
    return lock


def prepare(path: Path) -> None:
    """Fill a new store's folder, or put right what a crash has left; the caller has the lock.

    Raises:
        StoreError: if the layout is another one, or the database is gone.
        OSError: if the disk refuses.
    """
    if not (path / META).exists():
        durable.touch(path / UNPUBLISHED)
        durable.replace(path / META, json.dumps({"layout": LAYOUT}).encode())
    check(path)
    live, old = path / LIVE, path / _OLD
    if old.exists() and not live.exists():
        durable.rename(old, live)
    if not snapshots.published(path / SNAPSHOTS):
        durable.touch(path / UNPUBLISHED)
    elif not live.exists():
        raise StoreError(f"{path}: its database is gone; elchi doctor --mend takes it from the newest snapshot")
    for left in leftovers(path):
        durable.remove(left)


def exchange(path: Path) -> None:
    """Put the database in ``live.new`` in the place of the one in ``live``, if there is one; none may be open."""
    live, old = path / LIVE, path / _OLD
    if live.exists():
        durable.rename(live, old)
    durable.rename(path / _NEW, live)
    durable.remove(old)


def new_database(path: Path) -> Path:
    """Return where the database is made that :func:`exchange` puts in place."""
    return path / _NEW


def leftovers(path: Path) -> Iterator[Path]:
    """Yield what a crash may have left, and nothing needs any more; the caller has the lock."""
    if (path / LIVE).exists():
        yield from (left for left in (path / _OLD, path / _NEW) if left.exists())
        yield from bulk_files(path)
    yield from path.glob(SCRATCH)
    yield from path.glob(f".*{durable.NEW}")
    yield from snapshots.leftovers(path / SNAPSHOTS)
    yield from quarantine.leftovers(path / QUARANTINE)


def bulk_files(path: Path) -> list[Path]:
    """Return what is there of bulk loads, which is left over where none is running."""
    return sorted((path / LIVE).glob(_BULK))


def check(path: Path) -> None:
    """See that a folder is a store of this layout.

    Raises:
        StoreError: if it has another one.
        FileNotFoundError: if it is no store.
    """
    try:
        layout = json.loads((path / META).read_text(encoding="utf-8"))["layout"]
    except (ValueError, KeyError, TypeError) as error:
        raise StoreError(f"{path}: {META} is damaged; elchi doctor --mend writes it anew") from error
    if layout != LAYOUT:
        raise StoreError(
            f"{path}: has layout {layout}, this version reads layout {LAYOUT}; load the articles into a new store"
        )
