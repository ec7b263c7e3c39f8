"""Documents of a store to what the shapes find in them; runs in a process of its own, beside the server.

One document takes 17 ms, so of a large store a sample is checked: every second, every third, and so on. Each document
was checked before it was taken in; this says what is there now.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from elchi import vocab
from elchi.serve.workers.confine import deaf, die_with
from elchi.store import Store
from elchi.validate import Checker, Result, authority, lines_of, load_shapes

SAMPLE = 1_000
"""Documents that are checked at most."""
_MODEST = 10
"""How far others go before this process."""


def main(store: str, server: str) -> None:
    """Check a store and print what is found, as lines of JSON.

    Args:
        store: its folder.
        server: process id; this process ends with it.
    """
    die_with(int(server))
    deaf()
    os.nice(_MODEST)
    for line in checked(Path(store)):
        sys.stdout.write(f"{json.dumps(line, ensure_ascii=False)}\n")
        sys.stdout.flush()


def checked(store: Path) -> Iterator[dict[str, Any]]:
    """Yield what a check finds: first how many documents there are and are checked, then one after the other.

    Args:
        store: its folder.

    Raises:
        StoreError: if there is none.
    """
    rules = load_shapes()
    with Store.open(store) as opened:
        keys = opened.keys()
        chosen = keys[:: -(-len(keys) // SAMPLE) or 1]
        yield {"documents": len(keys), "chosen": len(chosen)}
        known = authority(opened.graph.quads_for_pattern(None, None, None, vocab.ENTITIES))
        checker = Checker(rules, known)
        for key in chosen:
            graphs = (vocab.document_graph(key), vocab.text_graph(key))
            quads = [q for name in graphs for q in opened.graph.quads_for_pattern(None, None, None, name)]
            results = checker.check(lines_of(quads)).results
            yield {"key": key, "things": len({quad.subject for quad in quads}), "results": list(_told(results))}


def _told(results: Iterable[Result]) -> Iterator[dict[str, Any]]:
    for result in results:
        yield {
            "severity": result.severity,
            "rule": result.rule,
            "focus": result.focus.value if isinstance(result.focus, ox.NamedNode) else None,
            "path": None if result.path is None else result.path.value,
            "message": result.message,
        }
