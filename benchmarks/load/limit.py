"""The least that any loader has to do: read the lines of an archive, have Oxigraph load the same quads.

    python benchmarks/load/limit.py archive.jsonl BATCHES STORE

The quads were written beforehand, a file of N-Quads for each bulk load, as big as the loader's batches, and are
taken as the loader takes them: IRIs are not looked at again.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

BATCH = 32 << 20
"""Bytes of N-Quads in a bulk load: as many as the loader's."""


def load(lines: Path, batches: Path, folder: Path) -> int:
    """Read the lines of an archive and load the quads of a folder; return how many articles there were."""
    with lines.open(encoding="utf-8") as archive:
        count = sum(1 for line in archive if json.loads(line)["text"])
    store = ox.Store(str(folder))
    for path in sorted(batches.glob("*.nq")):
        store.bulk_load(path.read_bytes(), ox.RdfFormat.N_QUADS, lenient=True)
    store.flush()
    return count


def write(documents: Iterable[bytes], folder: Path) -> Path:
    """Write the N-Quads of documents in files of :data:`BATCH`; return their folder, which is made."""
    folder.mkdir()
    waiting: list[bytes] = []
    number = size = 0
    for lines in documents:
        waiting.append(lines)
        size += len(lines)
        if size > BATCH:
            _file(folder, number).write_bytes(b"".join(waiting))
            waiting, size, number = [], 0, number + 1
    if waiting:
        _file(folder, number).write_bytes(b"".join(waiting))
    return folder


def _file(folder: Path, number: int) -> Path:
    return folder / f"{number:06}.nq"


if __name__ == "__main__":
    load(*map(Path, sys.argv[1:]))
