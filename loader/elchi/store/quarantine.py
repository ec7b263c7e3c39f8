"""Documents that violate the shapes: their graph and the report, in files beside the store."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

_GRAPH, _REPORT = ".nq", ".report.txt"


def put(folder: Path, key: str, quads: Iterable[ox.Quad], report: str) -> Path:
    """Keep a graph and why it was refused; return the file that says why.

    Args:
        folder: the quarantine of a store.
        key: key of the document.
        quads: its graph.
        report: what the shapes say, for a person.
    """
    folder.mkdir(exist_ok=True)
    ox.serialize(quads, str(folder / f"{key}{_GRAPH}"), ox.RdfFormat.N_QUADS)
    path = folder / f"{key}{_REPORT}"
    path.write_text(report, encoding="utf-8")
    return path


def clear(folder: Path, key: str) -> bool:
    """Forget a document; return whether it was there."""
    files = [folder / f"{key}{suffix}" for suffix in (_GRAPH, _REPORT)]
    found = any(path.exists() for path in files)
    for path in files:
        path.unlink(missing_ok=True)
    return found


def reports(folder: Path) -> dict[str, str]:
    """Return key of document to report, sorted by key."""
    return {
        path.name.removesuffix(_REPORT): path.read_text(encoding="utf-8") for path in sorted(folder.glob(f"*{_REPORT}"))
    }
