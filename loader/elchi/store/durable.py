"""Files and folders that are still there after a power cut.

A file's bytes and its name go to the disk apart: the bytes when the file is synced, the name when its
folder is. What is written here is there whole, under its name, when the function returns; a process that
is killed, or a full disk, leaves the old state and at most a hidden file that ends in ``.new``.
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path

NEW = ".new"
"""Ending of the hidden file that becomes another one when it is complete."""


def replace(path: Path, content: bytes) -> None:
    """Write a file so that a reader sees the old or the new one.

    Raises:
        OSError: if it cannot be written; the old one is untouched.
    """
    new = path.with_name(f".{path.name}{NEW}")
    with new.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)
    sync(path.parent)


def touch(path: Path) -> None:
    """Make an empty file, unless it is there."""
    if not path.exists():
        path.touch()
        sync(path.parent)


def make_folder(path: Path) -> None:
    """Make a folder and those above it, unless they are there."""
    missing = [folder for folder in (path, *path.parents) if not folder.exists()]
    for folder in reversed(missing):
        folder.mkdir(exist_ok=True)
        sync(folder.parent)


def rename(path: Path, target: Path) -> None:
    """Give a file or folder another name in its folder."""
    path.rename(target)
    sync(path.parent)


def remove(path: Path) -> None:
    """Remove a file, or a folder with all that is in it, if it is there."""
    if path.is_dir() and not path.is_symlink():
        while path.exists():
            # Another process may be removing it, too.
            with suppress(FileNotFoundError):
                shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def sync(folder: Path) -> None:
    """Put on the disk which names a folder holds."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
