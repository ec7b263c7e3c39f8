"""A store to a copy of it that is a store itself, while a writer may be at work.

What is copied is the newest snapshot, which nobody changes, and the quarantine. RocksDB never changes a
finished ``.sst`` file, and nobody a quarantined one, so these may be hard links: two names of one file.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from elchi.errors import StoreError
from elchi.store import Store, durable, layout, quarantine, snapshots
from elchi.store.faults import reported

_NOT_LINKED = (errno.EXDEV, errno.EPERM, errno.EMLINK, errno.EOPNOTSUPP, errno.EACCES)
"""Another disk, a file of another user, too many links, a file system without them."""


@dataclass(frozen=True, slots=True)
class Size:
    """How large a copy is: its files, their bytes, and how many of these are shared by hard links."""

    files: int = 0
    bytes: int = 0
    linked: int = 0

    def __add__(self, other: Size) -> Size:
        """Return the size of both."""
        return Size(self.files + other.files, self.bytes + other.bytes, self.linked + other.linked)


def back_up(path: Path, target: Path, *, real: bool = False, told: Callable[[Size], None] | None = None) -> Size:
    """Copy what readers of a store see into a new store; return its size.

    The copy appears under its name when it is complete and on the disk.

    Args:
        path: folder of the store.
        target: folder of the copy; it may not be there.
        real: whether to copy all bytes where hard links would do.
        told: is told the size so far after each file.

    Raises:
        StoreError: if there is no store, the target is there, or the disk refuses.
    """
    if target.exists():
        raise StoreError(f"{target}: is there already; give a folder that is not")
    if path.resolve() in target.resolve().parents:
        raise StoreError(f"{target}: lies in the store itself; give a folder outside of it")
    with reported(path):
        layout.check(path)
        snapshot, lock = snapshots.hold_newest(path / layout.SNAPSHOTS)
    draft = target.with_name(f".{target.name}{durable.NEW}")
    try:
        with lock:
            durable.remove(draft)
            durable.make_folder(draft)
            size = copy_database(snapshot, draft / layout.LIVE, real=real, told=told)
            size += _quarantine(path / layout.QUARANTINE, draft / layout.QUARANTINE, real=real)
        durable.replace(draft / layout.META, (path / layout.META).read_bytes())
        Store.open(draft, write=True).close()  # publishes it, so that readers can open it
        durable.rename(draft, target)
    except OSError as error:
        raise StoreError(f"{target}: cannot be written: {error.strerror or error}; nothing of it is left") from error
    finally:
        durable.remove(draft)
    return size


def copy_database(
    source: Path, target: Path, *, real: bool = False, told: Callable[[Size], None] | None = None
) -> Size:
    """Copy a database that nobody writes to, and put the copy on the disk; return its size.

    Args:
        source: its folder, such as a snapshot's.
        target: folder of the copy; it may not be there.
        real: whether to copy all bytes where hard links would do.
        told: is told the size so far after each file.

    Raises:
        OSError: if the disk refuses.
    """
    durable.make_folder(target)
    size = Size()
    for file in sorted(source.iterdir()):
        if file.name in (snapshots.LOCK, snapshots.SERVED):
            continue
        # CURRENT, MANIFEST and the write-ahead log are written on by whoever opens the copy.
        size += _copy(file, target / file.name, real=real or file.suffix != ".sst")
        if told is not None:
            told(size)
    durable.sync(target)
    return size


def _quarantine(source: Path, target: Path, *, real: bool) -> Size:
    """Copy the quarantine; a document that leaves it meanwhile is left out."""
    size = Size()
    for key in quarantine.keys(source):
        durable.make_folder(target)
        try:
            copied = [_copy(source / name, target / name, real=real) for name in quarantine.names(key)]
        except FileNotFoundError:
            quarantine.clear(target, key)
            continue
        size = sum(copied, size)
    if target.exists():
        durable.sync(target)
    return size


def _copy(file: Path, target: Path, *, real: bool) -> Size:
    if not real:
        try:
            os.link(file, target)
        except OSError as error:
            if error.errno not in _NOT_LINKED:
                raise
        else:
            size = target.stat().st_size
            return Size(1, size, size)
    shutil.copyfile(file, target)
    with target.open("rb") as copied:
        os.fsync(copied.fileno())
        return Size(1, os.fstat(copied.fileno()).st_size)
