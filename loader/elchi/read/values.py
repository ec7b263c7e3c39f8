"""What readers yield beside articles, and the limits that they keep."""

from __future__ import annotations

from dataclasses import dataclass

from elchi.errors import ReadError


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


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is read at most. Sizes in bytes, times in seconds.

    What reading an article costs grows with its words: a million characters take two minutes and some 4 GB.
    """

    text: int = 50_000_000  # one article as it comes: a plain text, a line of JSONL, a page
    characters: int = 1_000_000  # of the words of an article
    page: int = 20_000_000  # a page, and what is fetched from a URL, uncompressed
    redirects: int = 5
    connect: float = 10.0
    answer: float = 20.0  # between two parts of an answer
    whole: float = 60.0  # a fetch with all its redirects
