"""What the benchmarks share: the road from articles to answers, and where the reference material is."""

from __future__ import annotations

import argparse
import json
import os
import shlex
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"

Row = dict[str, str]


def parser(description: str | None) -> argparse.ArgumentParser:
    """Return a parser with the options of every benchmark that runs the command."""
    options = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--elchi", default=default_command(), help="how the command is called (%(default)s)")
    options.add_argument("--shared", type=Path, default=SHARED, help="reference material (%(default)s)")
    return options


def default_command() -> str:
    """Return the command of the checkout's environment, or the one on the path."""
    installed = ROOT / ".venv" / "bin" / "elchi"
    return str(installed) if installed.exists() else "elchi"


def reference(shared: Path, *parts: str) -> Path:
    """Return a file or folder of the reference material; end with a message if it is absent."""
    path = shared.joinpath(*parts)
    if not path.exists():
        sys.exit(f"{path}: not here. It holds texts of publishers, which are no part of Elchi; see --shared.")
    return path


def run(command: str, *arguments: str | Path, environment: Mapping[str, str] | None = None) -> str:
    """Run the command and return its standard output; end with its message if it fails."""
    words = [*shlex.split(command), *map(str, arguments)]
    done = subprocess.run(words, capture_output=True, text=True, env={**os.environ, **(environment or {})}, check=False)
    if done.returncode not in (0, 3):  # 3: some articles were quarantined, which is said below
        sys.exit(f"{shlex.join(words)} ended with {done.returncode}\n{done.stderr[-2000:]}")
    if done.returncode == 3:
        print(f"some articles were quarantined:\n{done.stderr[-1000:]}", file=sys.stderr)
    return done.stdout


def answers(command: str, store: Path, queries: Sequence[str]) -> dict[str, list[Row]]:
    """Return the rows of saved queries."""
    rows = {}
    for query in queries:
        answer = json.loads(run(command, "query", query, "--store", store, "--format", "json"))
        bindings = answer["results"]["bindings"]
        rows[query] = [{name: value["value"] for name, value in binding.items()} for binding in bindings]
    return rows


def records(folder: Path, language: str) -> list[Row]:
    """Return the articles of a language folder of the corpus as records, with id and publication date."""
    found = []
    for path in sorted((folder / language).glob("*.txt")):
        record = {"id": f"{language}/{path.stem}", "text": path.read_text(encoding="utf-8")}
        gold = path.with_suffix(".json")
        published = json.loads(gold.read_text(encoding="utf-8")).get("published") if gold.exists() else None
        found.append({**record, "published": published} if published else record)
    return found


def write_records(path: Path, found: Sequence[Row]) -> Path:
    """Write records as JSON lines; return the path."""
    lines = [json.dumps(record, ensure_ascii=False) + "\n" for record in found]
    path.write_text("".join(lines), encoding="utf-8")
    return path
