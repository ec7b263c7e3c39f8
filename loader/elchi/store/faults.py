"""What the operating system or RocksDB say to what a person can do about it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from elchi.errors import StoreError

_MEANINGS = (
    (("resource temporarily unavailable", "lock hold", "no locks available"),
     "another process is writing to it; wait until that has ended, or give another --store"),
    (("no space left", "disk quota"),
     "the disk is full; nothing of the last batch was written: make room and load it again"),
    (("permission denied", "read-only file system", "operation not permitted"),
     "it may not be written here; give a --store that you may write to"),
    (("corruption",),
     "the database is damaged; elchi doctor --mend saves what can be read of it"),
)  # fmt: skip
"""Parts of a message, in small letters, and what they mean to the caller."""


@contextmanager
def reported(path: Path) -> Iterator[None]:
    """Turn the faults of a disk or a database into a StoreError that says what to do.

    Args:
        path: folder of the store, for the message.

    Raises:
        StoreError: if the operating system or RocksDB refuses.

    >>> with reported(Path("here")):
    ...     raise OSError("IO error: No space left on device")
    Traceback (most recent call last):
    elchi.errors.StoreError: here: the disk is full; nothing of the last batch was written: make room and load it again
    """
    try:
        yield
    except FileNotFoundError as error:
        raise StoreError(f"{path}: there is no store; load an article into it first") from error
    except (OSError, RuntimeError) as error:
        raise StoreError(f"{path}: {_meaning(str(error))}") from error


def _meaning(message: str) -> str:
    low = message.lower()
    return next((meaning for signs, meaning in _MEANINGS if any(s in low for s in signs)), message)
