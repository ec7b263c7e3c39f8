"""A reply that does not begin before there is something to say."""

from __future__ import annotations

from elchi.serve.jobs.values import Reply


class Late:
    """A stream that begins the reply with its first byte: until then, errors still have a status of their own."""

    def __init__(self, reply: Reply, media_type: str) -> None:
        """Say where the answer will go, and as what."""
        self._reply = reply
        self._media_type = media_type
        self._begun = False

    def write(self, data: bytes) -> int:
        """Send bytes; return how many."""
        self._begin()
        return self._reply.write(data)

    def flush(self) -> None:
        """Do nothing; engines ask for it."""

    def end(self) -> None:
        """Begin the reply if there was nothing to write."""
        self._begin()

    def _begin(self) -> None:
        if not self._begun:
            self._reply.begin(self._media_type)
            self._begun = True
