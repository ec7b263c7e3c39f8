"""The unit of work: one split in, one shard out, no matter which engine asks for it.

The same split and the same configuration give the same bytes on every machine. It may be killed at any moment
and asked for again, also twice at the same time: a shard that is finished is not made again, one that is not is
made anew. Design: ``docs/explanation/loading.md``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from elchi import read
from elchi.read import Failure, Item, Part, Skipped
from elchi.shards import files
from elchi.shards.guard import Guard
from elchi.shards.keys import table
from elchi.shards.making import Digests, Made, Tools, blamed, made, tools
from elchi.shards.values import Config, Manifest, Record, Split


def process_split(
    split: Split, config: Config, out: Path, *, run: str = "", hard: bool = True, digest_of: Digests | None = None
) -> Manifest:
    """Read the articles of a split and write what they say as a shard.

    Args:
        split: what to read.
        config: how to read it.
        out: folder of the shards.
        run: what tells this run from another one, for the guard.
        hard: whether a record that hangs where no time limit reaches ends this process: that of a worker may
            be ended, that of a user may not.
        digest_of: documents that are there already; those of ``config.store`` if ``None``.

    Returns:
        The manifest; that of before if the shard is there already.

    Raises:
        LoaderError: if nothing can be read at all: a shape that cannot be run, a word list that does not parse.
        OSError: if the shard cannot be written.
    """
    using = tools(config)
    using = using if digest_of is None else replace(using, digest_of=digest_of)
    empty = expected(split, config)
    done = files.made(out, empty)
    if done is not None:
        return done
    files.remove(out, split.name)
    with Guard(out / split.name, run=run, seconds=config.seconds if hard else None) as guard:
        shard = list(_made(split, config, using, guard))
    return _written(shard, out, empty)


def expected(split: Split, config: Config) -> Manifest:
    """Return the manifest of a shard as far as it is known before the shard is made.

    Raises:
        LoaderError: if nothing can be read at all.
    """
    knowledge = tools(config).knowledge.digest
    return Manifest(split.name, split.digest(), config.digest(knowledge), "", 0, 0, config.packed, ())


def _made(split: Split, config: Config, using: Tools, guard: Guard) -> Iterator[Made]:
    """Yield what the items of a split become, the guard knowing which one is in work."""
    number = 0
    for part in split.parts:
        for item in _items(part, config, guard.blamed, number):
            yield blamed(item) if number in guard.blamed else made(item, config, using)
            number += 1
            guard.at(number)


def _items(part: Part | Failure | Skipped, config: Config, left: frozenset[int], number: int) -> Iterator[Item]:
    """Return the items of a part that begins with the item of a number; pages that are left aside are not parsed."""
    if not isinstance(part, Part):
        return iter((part,))
    part = part._replace(without=frozenset(part.first + one - number for one in left if one >= number))
    return read.part(part, published=config.published, limits=config.limits, columns=config.columns)


def _written(shard: list[Made], out: Path, empty: Manifest) -> Manifest:
    """Write what the articles of a split have become; return the manifest."""
    stays, data = empty.packed, b"".join(one.lines for one in shard)
    whole = replace(
        empty,
        sha256=sha256(data).hexdigest(),
        quads=data.count(b"\n"),
        size=len(data),
        records=tuple(_placed(shard)),
    )
    path = files.quads_file(out, whole.name, packed=stays)
    files.put(path, files.pack(data) if stays else data, stays=stays)
    if stays:
        files.put(
            out / (whole.name + files.KEYS), files.pack(table(key for one in shard for key in one.keys)), stays=True
        )
    letters = [one.dead for one in shard if one.dead is not None]
    if letters:
        lines = "".join(json.dumps(letter, ensure_ascii=False) + "\n" for letter in letters)
        files.put(out / (whole.name + files.DEAD), lines.encode(), stays=stays)
    files.put(out / (whole.name + files.MANIFEST), whole.json().encode(), stays=stays)
    return whole


def _placed(shard: list[Made]) -> Iterator[Record]:
    """Yield the records with the places of their quads."""
    start = 0
    for one in shard:
        stop = start + len(one.lines)
        yield one.record._replace(start=start, stop=stop)
        start = stop
