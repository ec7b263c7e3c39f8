"""What goes into the unit of work and what comes out of it: splits, how to read them, manifests."""

from __future__ import annotations

import json
from dataclasses import astuple, dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple, Self

from elchi.limits import ARTICLE
from elchi.model import Outcome
from elchi.read import Columns, Failure, Limits, Part, Skipped


class Split(NamedTuple):
    """Some hundred articles that are read by one process in one go, by their place in the load.

    What is not readable at all keeps its place among the parts.
    """

    number: int
    parts: tuple[Part | Failure | Skipped, ...]

    @property
    def name(self) -> str:
        """The name of the shard's files, without their endings; names sort as the numbers do.

        >>> Split(12, ()).name
        '00000012'
        """
        return f"{self.number:08d}"

    def digest(self) -> str:
        """Return a digest of what the split is made of; a file counts by its path, size and time of change.

        One that was spooled counts by its content: it is written anew by each run.
        """
        hashed = sha256()
        for part in self.parts:
            state = _state(part) if isinstance(part, Part) else ()
            hashed.update(repr((part, state)).encode("utf-8", "backslashreplace"))
        return hashed.hexdigest()


def _state(part: Part) -> tuple[object, ...]:
    try:
        found = Path(part.path).stat()
        if part.spooled:
            return (sha256(Path(part.path).read_bytes()).digest(),)
    except OSError:
        return ()
    return found.st_size, found.st_mtime_ns


@dataclass(frozen=True, slots=True)
class Config:
    """How splits are read. Small, and the same in every process: all else is made from it once.

    Args:
        authority: Turtle files of the user's actors and places.
        folders: folders of the user's word lists.
        tagger: name of an installed named-entity tagger.
        engine: the SHACL engine.
        time: ISO 8601 time of the run, for the provenance; the day of publication if ``None``.
        published: date of publication of articles that state none.
        columns: what the keys of records are called.
        since: ISO 8601 date; articles that were published before are passed over.
        languages: BCP 47 tags; articles in other languages are passed over. All are read if empty.
        only_diplomacy: whether articles in which nothing was found are passed over.
        store: folder of a store whose documents are passed over where nothing has changed.
        limits: how much is read at most.
        seconds: how long the reading of one article may take.
        packed: whether shards are compressed, and synced to the disk: those that stay.
    """

    authority: tuple[Path, ...] = ()
    folders: tuple[Path, ...] = ()
    tagger: str | None = None
    engine: str = "shacl"
    time: str | None = None
    published: str | None = None
    columns: Columns = field(default_factory=Columns)
    since: str | None = None
    languages: tuple[str, ...] = ()
    only_diplomacy: bool = False
    store: Path | None = None
    limits: Limits = field(default_factory=Limits)
    seconds: float = ARTICLE
    packed: bool = False

    def digest(self, knowledge: str) -> str:
        """Return a digest of all that decides what becomes of an article.

        Args:
            knowledge: that of what is read with (:class:`elchi.knowledge.Knowledge`).
        """
        return sha256(repr((knowledge, astuple(replace(self, store=None)))).encode()).hexdigest()


class Record(NamedTuple):
    """What became of one article: the outcome, and where the quads of its document stand.

    ``digest`` is of all that the document is made from, ``content`` of its words; ``start`` and ``stop``
    are bytes of the shard's N-Quads. All are empty where there is no document.
    """

    outcome: Outcome
    key: str = ""
    digest: str = ""
    content: str = ""
    start: int = 0
    stop: int = 0


@dataclass(frozen=True, slots=True)
class Manifest:
    """What one split became. Written last: a shard without one does not exist.

    ``sha256`` is of the uncompressed N-Quads; ``source`` and ``config`` are digests of what it was made from.
    """

    name: str
    source: str
    config: str
    sha256: str
    quads: int
    size: int
    packed: bool
    records: tuple[Record, ...]

    def made_as(self, other: Manifest) -> bool:
        """Return whether both are of the same articles, read in the same way."""
        return (self.name, self.source, self.config) == (other.name, other.source, other.config)

    def json(self) -> str:
        """Return the manifest as a line of JSON, the same for the same manifest."""
        head = {name: getattr(self, name) for name in _HEAD}
        return json.dumps({**head, "records": [_row(record) for record in self.records]}, ensure_ascii=False)

    @classmethod
    def of(cls, text: str) -> Self:
        """Return the manifest that :meth:`json` wrote.

        Raises:
            ValueError: if it is none.
        """
        values: dict[str, Any] = json.loads(text)
        records = tuple(_record(row) for row in values["records"])
        return cls(**{name: values[name] for name in _HEAD}, records=records)


_HEAD = ("name", "source", "config", "sha256", "quads", "size", "packed")


def _row(record: Record) -> list[object]:
    outcome = record.outcome
    told = [outcome.id, outcome.origin, outcome.state, outcome.document, outcome.message, dict(outcome.counts)]
    return [told, *record[1:]]


def _record(row: list[Any]) -> Record:
    (id, origin, state, document, message, counts), *rest = row
    return Record(Outcome(id, origin, state, document, message, tuple(counts.items())), *rest)
