"""What was read once, kept in files of our own until it is asked for: of what cannot be cut or read again.

Standard input and fetched pages come once, and a compressed file has no middle to begin at. The files are
pickles: they are read from where they were written, a private folder, and never taken from elsewhere.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator
from pathlib import Path

from elchi.model import Article
from elchi.read.values import Item, Part

_MOST = 256  # items in a file


def write(found: Iterable[Item], folder: Path, part: Part, *, size: int, numbers: Iterator[int]) -> Iterator[Part]:
    """Write items to files of a few hundred each, and yield the part that each file is.

    Args:
        found: what was read; consumed one by one.
        folder: where the files are made.
        part: the source.
        size: characters after which a file is full.
        numbers: what the files are called by; none comes twice.
    """
    first = 1
    for items in _batches(found, size):
        path = folder / f"{next(numbers):08}.items"
        path.write_bytes(pickle.dumps(items, protocol=pickle.HIGHEST_PROTOCOL))
        yield Part(str(path), part.name, first=first, spooled=True)
        first += len(items)


def read(part: Part) -> Iterator[Item]:
    """Yield the items of a part that was written here.

    Raises:
        OSError: if the file is gone.
    """
    yield from pickle.loads(Path(part.path).read_bytes())


def _batches(found: Iterable[Item], size: int) -> Iterator[list[Item]]:
    batch: list[Item] = []
    characters = 0
    for item in found:
        batch.append(item)
        characters += len(item.content) if isinstance(item, Article) else 0
        if len(batch) == _MOST or characters >= size:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch
