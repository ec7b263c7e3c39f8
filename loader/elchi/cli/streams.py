"""Where data go: standard output, or a file that appears only when it is complete."""

from __future__ import annotations

import gzip
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO


@contextmanager
def output(path: Path | None) -> Iterator[IO[bytes]]:
    """Yield a binary stream to ``path``, or to standard output if it is ``None`` or ``-``.

    A file is written under another name beside its place and renamed at the end, so that a run that
    fails leaves nothing half written. The name ``.gz`` compresses, without a time stamp: the same
    data give the same bytes.

    Args:
        path: the file to write.
    """
    if path is None or str(path) == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    draft = path.with_name(f".{path.name}.part")
    try:
        with draft.open("wb") as raw:
            if path.suffix == ".gz":
                with gzip.GzipFile(filename="", fileobj=raw, mode="wb", mtime=0) as packed:
                    yield packed  # type: ignore[misc]  # a GzipFile writes bytes like any stream
            else:
                yield raw
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def suffix(path: Path | None) -> str:
    """Return the suffix that tells the format of ``path``, without ``.gz``; empty if there is none.

    >>> suffix(Path("all.nq.gz")), suffix(Path("facts.json")), suffix(None)
    ('nq', 'json', '')
    """
    if path is None:
        return ""
    plain = path.with_suffix("") if path.suffix == ".gz" else path
    return plain.suffix.lstrip(".").lower()
