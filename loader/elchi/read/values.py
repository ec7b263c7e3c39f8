"""What readers yield beside articles, the stretches that they read, and the limits that they keep."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, TypeAlias

from elchi.errors import ReadError
from elchi.model import Article


def written(path: Path | str) -> str:
    r"""Return a path as text; bytes of a name that are no UTF-8 are written as escapes.

    >>> written(Path("a", "\udcff.txt"))
    'a/\\udcff.txt'
    """
    return str(path).encode("utf-8", "backslashreplace").decode()


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that is no article: where it was, and what is wrong with it.

    ``origin`` is ``path`` or ``path:line``; ``error`` says what was expected and what to do.
    """

    origin: str
    error: ReadError

    @property
    def message(self) -> str:
        """The error in words.

        >>> Failure("a.txt", ReadError("empty")).message
        'empty'
        """
        return str(self.error)


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something that was passed over on purpose, and why; the reasons are few, so that they can be counted."""

    origin: str
    message: str


Item: TypeAlias = Article | Failure | Skipped
"""What a reader yields."""


LEFT_OUT = "left out as the caller asked"
"""What stands in the place of a page that is not parsed."""


class Part(NamedTuple):
    """A stretch of a source that is read by itself: a whole file, or some of its records.

    ``start`` and ``stop`` count bytes of the file, or row groups of Parquet; ``stop`` is ``None`` at the end of the
    file. ``first`` is the number of the first record, so that a part calls its records what the whole file would.
    Pages whose numbers are in ``without`` are not parsed: a failure stands in their place.
    """

    path: str
    name: str  # what stands before #line in the identity of a record without id and url
    start: int = 0
    stop: int | None = None
    first: int = 1
    spooled: bool = False  # whether the file holds what was read already: see read/spool.py
    without: frozenset[int] = frozenset()

    @property
    def origin(self) -> str:
        """The file as messages call it."""
        return written(self.path)

    @property
    def size(self) -> float:
        """How many bytes or row groups it has; without end if the file's end is its own."""
        return float("inf") if self.stop is None else self.stop - self.start


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is read at most. Sizes in bytes, times in seconds.

    What reading an article costs grows with its length: half a million characters of ordinary news take 5 seconds of
    CPU and 0.4 GB, of the worst text 15 seconds and 0.8 GB, and up to 30 to validate (docs/explanation/limits.md).
    """

    text: int = 50_000_000  # one article as it comes: a plain text, a record, a page
    characters: int = 500_000  # of the words of an article
    page: int = 20_000_000  # a page, and what is fetched from a URL, uncompressed
    redirects: int = 5
    connect: float = 10.0
    answer: float = 20.0  # between two parts of an answer
    whole: float = 60.0  # a fetch with all its redirects and retries
    retries: int = 3  # of a fetch that may do better the next time
    backoff: float = 1.0  # before the first retry; doubled before each other one
    patience: float = 30.0  # what a server may ask to wait for, before a retry and between requests
    pause: float = 1.0  # between two requests to a host, where pages are fetched that the user did not name
    feed: int = 5_000_000  # a feed
    entries: int = 500  # entries of a feed that are fetched in one run
    visit: float = 3600.0  # a feed with all its entries
