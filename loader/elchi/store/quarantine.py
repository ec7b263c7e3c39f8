"""Documents that violate the shapes: their graph and the report, in files beside the store.

The report is written last and removed first: a graph without one is what a crash left.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from elchi.store import durable

_GRAPH, _REPORT = ".nq", ".report.txt"


def put(folder: Path, key: str, lines: bytes, report: str) -> Path:
    """Keep a graph and why it was refused, on the disk; return the file that says why.

    Args:
        folder: the quarantine of a store.
        key: key of the document.
        lines: N-Quads of its graph.
        report: what the shapes say, for a person.
    """
    durable.make_folder(folder)
    durable.replace(folder / f"{key}{_GRAPH}", lines)
    path = folder / f"{key}{_REPORT}"
    durable.replace(path, report.encode())
    return path


def clear(folder: Path, key: str) -> bool:
    """Forget a document; return whether it was there."""
    files = [folder / f"{key}{suffix}" for suffix in (_REPORT, _GRAPH)]
    found = any(path.exists() for path in files)
    for path in files:
        path.unlink(missing_ok=True)
    if found:
        durable.sync(folder)
    return found


def keys(folder: Path) -> list[str]:
    """Return the keys of the documents in quarantine, sorted."""
    return sorted(path.name.removesuffix(_REPORT) for path in folder.glob(f"*{_REPORT}"))


def names(key: str) -> tuple[str, str]:
    """Return the names of a document's files, the graph's first."""
    return f"{key}{_GRAPH}", f"{key}{_REPORT}"


def reports(folder: Path) -> dict[str, str]:
    """Return key of document to report, sorted by key."""
    return {key: (folder / f"{key}{_REPORT}").read_text(encoding="utf-8") for key in keys(folder)}


def leftovers(folder: Path) -> Iterator[Path]:
    """Yield files that a crash left: half written, or graphs that no report belongs to."""
    yield from sorted(folder.glob(f".*{durable.NEW}"))
    for path in sorted(folder.glob(f"*{_GRAPH}")):
        if not path.with_name(f"{path.name.removesuffix(_GRAPH)}{_REPORT}").exists():
            yield path
