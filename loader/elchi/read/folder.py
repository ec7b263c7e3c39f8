"""A folder to its files, sorted by path, with what is passed over and why.

Only the names in the folders on the way to the file in work are held: there may be any number of others.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from elchi.errors import ReadError
from elchi.read.kinds import RECORDS, TEXTS, is_known
from elchi.read.values import Failure, Skipped, written

_KNOWN = " ".join((*TEXTS, *RECORDS))
_OTHER = "not a file of articles, as its ending tells"


def found(folder: Path) -> Iterator[Path | Failure | Skipped]:
    """Yield the files of a folder that hold articles, and its folders' in turn, in one order everywhere.

    Hidden folders are not entered and links to folders are not followed. A folder that cannot be read, and one
    without a file of a known ending in it or below it, is a failure.
    """
    barren = True
    for item in _below(folder):
        barren = barren and isinstance(item, Skipped) and item.message == _OTHER
        yield item
    if barren:
        yield Failure(written(folder), ReadError(f"no article in this folder; {_KNOWN} files were expected"))


def _below(folder: Path) -> Iterator[Path | Failure | Skipped]:
    """Yield what is below a folder in the order of paths, part by part; depth costs no recursion."""
    waiting: list[Iterator[tuple[Path, bool] | Failure]] = [_entries(folder)]
    while waiting:
        entry = next(waiting[-1], None)
        if entry is None:
            waiting.pop()
        elif isinstance(entry, Failure):
            yield entry
        elif entry[1]:
            waiting.append(_entries(entry[0]))
        else:
            yield _file(entry[0])


def _entries(folder: Path) -> Iterator[tuple[Path, bool] | Failure]:
    """Yield the files of a folder and the folders to enter, sorted by name, and whether each is a folder."""
    try:
        with os.scandir(folder) as entries:
            names = sorted((entry.name, entry.is_dir(follow_symlinks=False), entry.is_dir()) for entry in entries)
    except OSError as error:
        yield Failure(written(folder), ReadError(f"cannot be read: {error.strerror}; check its permissions"))
        return
    for name, is_folder, leads_to_folder in names:
        if is_folder == leads_to_folder and not (is_folder and name.startswith(".")):
            yield folder / name, is_folder


def _file(path: Path) -> Path | Skipped:
    if not is_known(path.name) or path.name.startswith("."):
        return Skipped(written(path), _OTHER)
    return path if path.is_file() else Skipped(written(path), "not a regular file")
