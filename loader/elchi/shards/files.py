"""The files of a shard: quads, dead letters and the manifest, which is written last.

A file is there whole or not at all: it gets its name when it is complete. Where shards stay (``packed``),
what was written is on the disk before the name is, and before the manifest says so. Files of ``S``::

    S.nq or S.nq.gz   N-Quads of all documents, one after the other
    S.dead.jsonl      what failed, was blamed or violates the shapes: a JSON object a line, with the reason
    S.keys.tsv.gz     merge keys (:mod:`elchi.shards.keys`), where shards stay
    S.json            the manifest
"""

from __future__ import annotations

import gzip
import json
import os
import zlib
from hashlib import sha256
from pathlib import Path

from elchi.errors import ReadError
from elchi.shards.values import Manifest
from elchi.store import durable

PACKED, PLAIN, DEAD, KEYS, MANIFEST = ".nq.gz", ".nq", ".dead.jsonl", ".keys.tsv.gz", ".json"
_LEVEL = 6


def quads_file(folder: Path, name: str, *, packed: bool) -> Path:
    """Return where the quads of a shard stand."""
    return folder / (name + (PACKED if packed else PLAIN))


def put(path: Path, data: bytes, *, stays: bool) -> None:
    """Write a file that appears when it is complete; no two processes write the same draft.

    Args:
        path: the file.
        data: what it holds.
        stays: whether it must be on the disk before it appears.
    """
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    with draft.open("wb") as file:
        file.write(data)
        if stays:
            file.flush()
            os.fsync(file.fileno())
    draft.replace(path)
    if stays:
        durable.sync(path.parent)


def pack(data: bytes) -> bytes:
    """Return data compressed with gzip, the same bytes for the same data."""
    return gzip.compress(data, _LEVEL, mtime=0)


def quads(folder: Path, manifest: Manifest) -> bytes:
    """Return the N-Quads of a shard.

    Of shards that stay the digest is compared; those of a load were written a moment ago, beside the store's lock.

    Raises:
        ReadError: if they are not those that the manifest tells of.
    """
    path = quads_file(folder, manifest.name, packed=manifest.packed)
    try:
        data = gzip.decompress(path.read_bytes()) if manifest.packed else path.read_bytes()
    except (OSError, EOFError, zlib.error) as error:
        raise ReadError(f"{path}: cannot be read ({error}); delete it, and elchi shard makes it anew") from error
    if len(data) != manifest.size or (manifest.packed and sha256(data).hexdigest() != manifest.sha256):
        raise ReadError(f"{path}: is not what its manifest tells of; delete it, and elchi shard makes it anew")
    return data


def dead(folder: Path, manifest: Manifest) -> list[dict[str, str]]:
    """Return the dead letters of a shard, as far as they have quads: documents that violate the shapes.

    Raises:
        ReadError: if they are not there.
    """
    if not any(record.outcome.state == "quarantined" for record in manifest.records):
        return []
    path = folder / (manifest.name + DEAD)
    try:
        with path.open(encoding="utf-8") as lines:
            return [letter for letter in map(json.loads, lines) if "quads" in letter]
    except (OSError, ValueError) as error:
        raise ReadError(
            f"{path}: cannot be read ({error}); delete {manifest.name}{MANIFEST}, and elchi shard makes it anew"
        ) from error


def manifest(folder: Path, name: str) -> Manifest | None:
    """Return the manifest of a shard, ``None`` where there is none that can be read."""
    try:
        return Manifest.of((folder / (name + MANIFEST)).read_text(encoding="utf-8"))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def made(folder: Path, expected: Manifest) -> Manifest | None:
    """Return the manifest of a shard that is there, and was made from the same and in the same way."""
    done = manifest(folder, expected.name)
    there = quads_file(folder, expected.name, packed=expected.packed).exists()
    return done if done is not None and there and done.made_as(expected) else None


def remove(folder: Path, name: str) -> None:
    """Remove what there is of a shard."""
    for ending in (MANIFEST, PLAIN, PACKED, DEAD, KEYS):
        (folder / (name + ending)).unlink(missing_ok=True)
