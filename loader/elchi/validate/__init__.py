"""Quads to a validation report: SHACL over one document at a time, before it enters the store.

Two engines read the same shapes and give the same report: ``shacl``, written in Rust, which a load can
afford, and ``pyshacl``, the reference. A *Violation* means that the graph is malformed; a *Warning* or
*Info* that the article is incomplete.
"""

from elchi.validate.authority import Authority, authority, merged
from elchi.validate.checker import ENGINES, Checker, check, check_graphs, lines_of
from elchi.validate.report import SEVERITIES, Report, Result
from elchi.validate.shapes import Shapes, load_shapes, shapes_of

__all__ = [
    "ENGINES",
    "SEVERITIES",
    "Authority",
    "Checker",
    "Report",
    "Result",
    "Shapes",
    "authority",
    "check",
    "check_graphs",
    "lines_of",
    "load_shapes",
    "merged",
    "shapes_of",
]
