"""Parts of sources to splits: what one process reads in one go."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from elchi.read import Failure, Part, Skipped
from elchi.shards.values import Split

SIZE = 400_000
"""Bytes of input in a split, some hundred articles: little is lost with it, and starting it costs nothing."""
_MOST = 200
"""Parts of a split at most: files of a few bytes are some work, too."""


def splits(parts: Iterable[Part | Failure | Skipped], *, size: int = SIZE) -> Iterator[Split]:
    """Yield parts in splits of about a size, in their order; the parts are asked for one by one.

    A part of a file that was cut is as long as a split already; whole files are put together.

    Args:
        parts: what :func:`elchi.read.parts` yields.
        size: bytes of input in a split.

    >>> parts = [Part("a", "a", 0, 9), Part("a", "a", 9), Part("b", "b"), Part("c", "c")]
    >>> [len(split.parts) for split in splits(parts)]
    [1, 1, 2]
    """
    number, together, weight = 0, list[Part | Failure | Skipped](), 0
    for part in parts:
        more = _size(part, size)
        if together and (weight + more > size or len(together) == _MOST):
            yield Split(number, tuple(together))
            number, together, weight = number + 1, [], 0
        together.append(part)
        weight += more
        if weight >= size:  # the next part may be long in coming: a page that is still to be fetched
            yield Split(number, tuple(together))
            number, together, weight = number + 1, [], 0
    if together:
        yield Split(number, tuple(together))


def _size(part: Part | Failure | Skipped, full: int) -> int:
    """Return the bytes of a part; those of a file that cannot be asked for do not count."""
    if not isinstance(part, Part):
        return 0
    if part.start or part.stop is not None or part.spooled:
        return full
    try:
        return Path(part.path).stat().st_size
    except OSError:
        return 0
