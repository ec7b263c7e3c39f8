"""What a push asks of a store elsewhere, whichever protocol it speaks.

The target itself remembers what was sent, in a graph of notes: of each graph the digest that the store here notes of
it. A note is written when its graph is whole, and with it what ``graph/provenance`` says of that graph; so
whatever kills a push, what is noted is there, and the rest is sent again (docs/decisions/0019).
"""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple, Protocol

from elchi import vocab
from elchi.vocab import SCHEMA

NOTES = vocab.iri("graph/pushed").value
"""The graph of notes at the target."""
_DIGEST = SCHEMA("sha256")


class Graph(NamedTuple):
    """A named graph to send.

    ``triples`` and ``origin`` (what the graph of provenance says of it) are lines of N-Triples without a line end,
    sorted; ``digest`` is of what they were made from.
    """

    name: str
    digest: str
    triples: tuple[str, ...]
    origin: tuple[str, ...] = ()

    @property
    def note(self) -> str:
        """The note that it was sent, as a line of N-Triples."""
        return f'<{self.name}> {_DIGEST} "{self.digest}" .'


class Target(Protocol):
    """A store elsewhere. Any method may raise RemoteError; each may be repeated."""

    def notes(self) -> dict[str, str]:
        """Return the graphs that were sent before, with their digests."""
        ...

    def forget(self, graphs: Collection[str]) -> None:
        """Make ready for graphs that were sent before to be replaced or dropped: their notes may go."""
        ...

    def put(self, graph: Graph) -> None:
        """Put a graph in place of what it was, and what is said of its provenance; its note may wait."""
        ...

    def drop(self, graph: str) -> None:
        """Take a graph out, with its note and its provenance."""
        ...

    def settle(self) -> None:
        """Write the notes that wait."""
        ...
