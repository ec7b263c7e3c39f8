"""A folder of shards that stay: who may write to it, when it is whole, what an earlier run has left in it.

``shards.json`` says how many shards belong to the archive, and is there only when they all are: so that nobody takes
half of one, or the shards of two together, for an archive.
"""

from __future__ import annotations

import fcntl
import json
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

from elchi.errors import ReadError, ShardError
from elchi.shards import files
from elchi.shards.values import Manifest
from elchi.store import durable

MARK = "shards.json"
SPOOL = ".spool"
"""Folder of what can be read only once, or from its beginning only."""
ENGINE = ".run"
"""Folder of what an engine needs while it runs."""
_LOCK = ".lock"
_SHARD = re.compile(r"(\d{8})\.[a-z.]+")


@dataclass(frozen=True, slots=True)
class Whole:
    """What a complete folder holds; ``sha256`` is of the digests of all shards' N-Quads."""

    shards: int
    documents: int
    quads: int
    sha256: str


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Make a folder ready to be written to, and keep other processes from it until the block is left.

    Raises:
        ShardError: if another process writes to it, or it holds other things.
    """
    durable.make_folder(folder)
    if not (folder / _LOCK).exists() and any(folder.iterdir()):
        raise ShardError(f"{folder}: is not empty and holds no shards; give another folder with -o")
    with (folder / _LOCK).open("ab") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise ShardError(f"{folder}: another elchi shard writes to it; wait until it ends") from None
        _sweep(folder)
        durable.remove(folder / MARK)
        (folder / SPOOL).mkdir()
        try:
            yield
        finally:
            _sweep(folder)


def _sweep(folder: Path) -> None:
    """Remove what a process that was killed may have left; nobody else writes to the folder."""
    for pattern in (".[0-9]*", ".shared*", ".*.new", "*.cursor", "*.strikes"):
        for left in folder.glob(pattern):
            left.unlink(missing_ok=True)
    for name in (SPOOL, ENGINE):
        durable.remove(folder / name)


def finish(folder: Path, made: Iterable[Manifest]) -> Iterator[Manifest]:
    """Yield manifests, and after the last one see that the folder holds their shards and no other.

    Raises:
        ShardError: if a shard is not there.
    """
    count = documents = quads = 0
    digest = sha256()
    for manifest in made:
        yield manifest
        count, quads = count + 1, quads + manifest.quads
        documents += sum(record.outcome.state == "loaded" for record in manifest.records)
        digest.update(manifest.sha256.encode())
    _only(folder, count)
    mark = Whole(count, documents, quads, digest.hexdigest())
    durable.replace(folder / MARK, (json.dumps(asdict(mark)) + "\n").encode())


def _only(folder: Path, count: int) -> None:
    """Remove the shards of an earlier, longer run; see that the others are there."""
    numbers = {int(found[1]) for path in folder.iterdir() if (found := _SHARD.fullmatch(path.name))}
    for number in sorted(numbers):
        if number >= count:
            files.remove(folder, f"{number:08d}")
    missing = next((n for n in range(count) if not (folder / f"{n:08d}{files.MANIFEST}").exists()), None)
    if missing is not None:
        raise ShardError(
            f"{folder / f'{missing:08d}{files.MANIFEST}'}: went while it was needed; run elchi shard again"
        )


def whole(folder: Path) -> Whole:
    """Return what a folder holds.

    Raises:
        ReadError: if it holds no shards, or not all of them.
    """
    try:
        return Whole(**json.loads((folder / MARK).read_text(encoding="utf-8")))
    except FileNotFoundError:
        begun = (folder / _LOCK).exists()
        missing = (
            "not all shards are there; run elchi shard again" if begun else "no shards; give what elchi shard wrote"
        )
        raise ReadError(f"{folder}: {missing}") from None
    except (ValueError, TypeError) as error:
        raise ReadError(f"{folder / MARK}: is damaged; run elchi shard again") from error


def manifests(folder: Path) -> Iterator[Manifest]:
    """Yield the manifests of all shards in a folder, in their order; they are read one by one.

    Raises:
        ReadError: if there are no shards, one is not there, or its manifest is damaged.
    """
    for number in range(whole(folder).shards):
        name = f"{number:08d}"
        found = files.manifest(folder, name)
        if found is None:
            raise ReadError(f"{folder / (name + files.MANIFEST)}: is not there or damaged; run elchi shard again")
        yield found
