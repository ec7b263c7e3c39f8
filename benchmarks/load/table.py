"""Figures to lines of a table, on the terminal and in the documentation."""

from __future__ import annotations

import importlib.metadata
import os
import platform
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

PAGE = Path(__file__).resolve().parents[2] / "docs" / "performance.md"
PACKAGES = ("pyoxigraph", "shacl", "rdflib", "pyshacl", "oxrdflib")
BUSY = 0.1
"""Processors that others may keep busy before the table warns."""


@dataclass(frozen=True, slots=True)
class Line:
    """What was measured, the figure, and the bar that it is held against, if there is one."""

    what: str
    figure: str
    bar: str = ""
    held: bool | None = None


def ratio(what: str, found: Sequence[float], *, least: float | None = None, most: float | None = None) -> Line:
    """Return the line of a ratio that was measured several times: median and spread, and whether it keeps its bar."""
    middle = median(found)
    figure = f"{middle:.2f}" if middle < 10 else f"{middle:.1f}"
    if len(found) > 1:
        figure += f" ({min(found):.2f} to {max(found):.2f})"
    if least is not None:
        return Line(what, figure, f"at least {least:g}", middle >= least)
    if most is not None:
        return Line(what, figure, f"at most {most:g}", middle <= most)
    return Line(what, figure)


def markdown(lines: Iterable[Line]) -> str:
    """Return the table."""
    rows = [f"| {line.what} | {line.figure} | {line.bar} | {_verdict(line)} |\n" for line in lines]
    return "".join(("| measured | figure | bar | |\n", "|---|---|---|---|\n", *rows))


def _verdict(line: Line) -> str:
    return "" if line.held is None else "kept" if line.held else "**missed**"


def circumstances(others: float) -> str:
    """Return on what, when, with which versions and in what company it was measured."""
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in ("elchi", *PACKAGES))
    where = f"{_processor()}, {os.cpu_count()} processors, {_memory():.0f} GB of memory, {platform.system()}"
    when = f"{datetime.now(UTC):%Y-%m-%d}"
    company = f"Other processes kept {others:.2f} processors busy meanwhile"
    company += ": **too many for the figures to count.**" if others > BUSY else "."
    return f"{when}: {where}, Python {platform.python_version()}; {versions}. {company}\n"


def write(text: str, page: Path = PAGE) -> None:
    """Put the results into the page that shows them."""
    before, begin, rest = page.read_text(encoding="utf-8").partition("<!-- results: begin -->\n")
    _, end, after = rest.partition("<!-- results: end -->")
    if not (begin and end):
        raise SystemExit(f"{page}: has no place for results between <!-- results: begin --> and <!-- results: end -->")
    page.write_text(f"{before}{begin}\n{text}\n{end}{after}", encoding="utf-8")


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    return next((line.partition(": ")[2] for line in lines if line.startswith("model name")), platform.machine())


def _memory() -> float:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
