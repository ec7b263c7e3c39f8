"""Where the data folders are: inside the installed package, or beside the source root in a checkout."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path


def resource(folder: str, *parts: str) -> Traversable:
    """Return a file or folder of the data that ship with Elchi.

    Args:
        folder: one of ``ontology``, ``shapes``, ``queries``.
        parts: path below it.

    Raises:
        FileNotFoundError: if it is in neither place; the message says where it was looked for.

    >>> resource("ontology", "elchi.ttl").name
    'elchi.ttl'
    """
    installed = files("elchi").joinpath(folder, *parts)
    if installed.is_file() or installed.is_dir():
        return installed
    checkout = Path(__file__).resolve().parents[2].joinpath(folder, *parts)
    if checkout.exists():
        return checkout
    raise FileNotFoundError(f"{'/'.join((folder, *parts))}: neither in {installed} nor in {checkout}")
