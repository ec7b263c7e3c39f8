"""Answers of saved queries that are kept while their snapshot is served, those asked for last.

The views of the explorer ask the same of everybody. What they ask first is computed beforehand, so that over a large
store, too, nobody waits for it.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

from elchi.serve.jobs.values import Head

LARGEST = 2 << 20
"""Bytes of an answer that is kept."""
_ROOM = 64 << 20
"""Bytes of all answers that are kept."""


@dataclass(frozen=True, slots=True)
class Whole:
    """An answer to its last byte."""

    head: Head
    body: bytes


class Kept:
    """Answers by their tag, which tells the version of what they were computed from.

    >>> kept = Kept(room=8)
    >>> for tag in "abc":
    ...     kept.put(tag, Whole(Head("text/csv"), tag.encode() * 4))
    >>> kept.get("a"), kept.get("c").body
    (None, b'cccc')
    """

    def __init__(self, room: int = _ROOM) -> None:
        """Keep nothing yet, and never more than ``room`` bytes."""
        self._room = room
        self._size = 0
        self._answers: OrderedDict[str, Whole] = OrderedDict()

    def get(self, tag: str) -> Whole | None:
        """Return the answer with a tag, ``None`` if it is not there."""
        if tag in self._answers:
            self._answers.move_to_end(tag)
        return self._answers.get(tag)

    def put(self, tag: str, whole: Whole) -> None:
        """Keep an answer, unless it is very large; those that nobody asked for the longest time make room."""
        if len(whole.body) > LARGEST or tag in self._answers:
            return
        self._answers[tag] = whole
        self._size += len(whole.body)
        while self._size > self._room:
            self._size -= len(self._answers.popitem(last=False)[1].body)
