"""Elchi reads the news of diplomacy into linked data.

>>> import elchi
>>> elchi.__version__ == elchi.__version__.strip()
True
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from elchi.api import Document, Store, extract
    from elchi.errors import (
        FetchError,
        LexiconError,
        LoaderError,
        QueryError,
        ReadError,
        ShapeError,
        StoreError,
        TimeLimitError,
    )
    from elchi.loading import Plan
    from elchi.shards import Config

__version__ = "0.1.0"

__all__ = [
    "Config",
    "Document",
    "FetchError",
    "LexiconError",
    "LoaderError",
    "Plan",
    "QueryError",
    "ReadError",
    "ShapeError",
    "Store",
    "StoreError",
    "TimeLimitError",
    "__version__",
    "extract",
]

_API = frozenset({"Config", "Document", "Plan", "Store", "extract"})


def __getattr__(name: str) -> object:
    """Import a public name when it is first asked for: ``import elchi`` alone stays quick."""
    if name not in __all__:
        raise AttributeError(f"module 'elchi' has no attribute {name!r}")
    module = import_module("elchi.api" if name in _API else "elchi.errors")
    return getattr(module, name)


def __dir__() -> list[str]:
    """Return the public names."""
    return list(__all__)
