"""Sources to shards that stay: a folder of N-Quads, manifests, dead letters and merge keys, whoever makes them.

Shards that are finished are not made again: the same command goes on where an earlier one was stopped, and makes
anew what has changed since. The same sources give the same files, whatever engine runs the unit of work.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias

import pyoxigraph as ox

from elchi import loading
from elchi.knowledge import Knowledge
from elchi.loading import Seen
from elchi.model import Outcome
from elchi.read import Failure, Part, Skipped
from elchi.shards import Config, Manifest, Split, files, folder, known, splits

SIZE = 4_000_000
"""Bytes of input in a shard, some thousand articles: stores and file systems like few files better than many."""

SHARED = "shared.nq.gz"
"""File of the ontology and the authority data, which an Elchi store has by itself and other stores have not."""

Runner: TypeAlias = Callable[[Iterable[Split], Config, Path], Generator[Manifest, None, None]]
"""What yields the manifests of splits, in their order (:mod:`elchi.runners`)."""


def shard(
    parts: Iterable[Part | Failure | Skipped], out: Path, *, config: Config, runner: Runner
) -> Generator[Outcome, None, None]:
    """Make shards of articles and yield what became of each, in their order.

    Args:
        parts: what :func:`elchi.read.parts` found, spooled in ``out / SPOOL`` where they have to be.
        out: folder of the shards, of this process alone (:func:`elchi.shards.folder.locked`).
        config: how to read.
        runner: who runs the unit of work.

    Raises:
        LoaderError: if nothing can be read, or the engine gives up.
    """
    kept = lasting(config)
    files.put(out / SHARED, files.pack(_shared(known(kept))), stays=True)
    spooled: deque[list[Path]] = deque()
    wanted = _noted(splits((_absolute(part) for part in parts), size=SIZE), spooled)
    with (
        closing(runner(wanted, kept, out)) as made,
        closing(Seen(out / folder.SPOOL / "seen.db")) as seen,
    ):
        for manifest in folder.finish(out, made):
            for path in spooled.popleft():
                path.unlink()
            for record in manifest.records:
                yield seen.again(record) or record.outcome


def _shared(using: Knowledge) -> bytes:
    """Return the graphs that all documents share as N-Quads, sorted."""
    graphs = loading.shared(using).items()
    triples = [(triple, graph) for graph, sources in graphs for source in sources for triple in _triples(source)]
    return "".join(sorted({f"{triple} {graph} .\n" for triple, graph in triples})).encode()


def _triples(turtle: bytes) -> Iterator[ox.Triple]:
    return (quad.triple for quad in ox.parse(turtle, ox.RdfFormat.TURTLE))


def lasting(config: Config) -> Config:
    """Return a configuration whose shards stay, and whose files are found from any folder."""
    authority = tuple(path.absolute() for path in config.authority)
    return replace(config, packed=True, authority=authority, folders=tuple(path.absolute() for path in config.folders))


def _absolute(part: Part | Failure | Skipped) -> Part | Failure | Skipped:
    """Return a part by a path that holds in any working folder, as on another machine."""
    return part._replace(path=str(Path(part.path).absolute())) if isinstance(part, Part) else part


def _noted(wanted: Iterable[Split], spooled: deque[list[Path]]) -> Iterator[Split]:
    """Yield splits, and note which files of theirs were made for them alone."""
    for split in wanted:
        spooled.append([Path(part.path) for part in split.parts if isinstance(part, Part) and part.spooled])
        yield split
