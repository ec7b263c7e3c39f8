"""A folder to its files, sorted by path, with what is passed over and why."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from elchi.errors import ReadError
from elchi.read.values import Failure, Skipped, written

ENDINGS = (".txt", ".html", ".htm", ".jsonl", ".jsonl.gz")


def found(folder: Path) -> Iterator[Path | Failure | Skipped]:
    """Yield the files of a folder that hold articles, and its folders' in turn, in one order everywhere.

    Hidden folders are not entered and links to folders are not followed.
    """
    troubles: list[OSError] = []
    paths: list[Path] = []
    for parent, folders, names in os.walk(folder, onerror=troubles.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        paths += [Path(parent, name) for name in names]
    for error in sorted(troubles, key=str):
        yield Failure(
            written(Path(error.filename)), ReadError(f"cannot be read: {error.strerror}; check its permissions")
        )
    paths.sort(key=lambda path: path.relative_to(folder).parts)
    for path in paths:
        if not path.name.lower().endswith(ENDINGS) or path.name.startswith("."):
            yield Skipped(written(path), "not a .txt, .html, .htm, .jsonl or .jsonl.gz file")
        elif not path.is_file():
            yield Skipped(written(path), "not a regular file")
        else:
            yield path
    if not troubles and not any(path.name.lower().endswith(ENDINGS) for path in paths):
        yield Failure(
            written(folder),
            ReadError("no article in this folder; .txt, .html, .htm or .jsonl[.gz] files were expected"),
        )
