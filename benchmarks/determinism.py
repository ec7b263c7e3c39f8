"""Load the same articles in four ways and compare the exports.

Twice in the same order under two hash seeds, in reverse order, and again over a store that has them
already: the sorted N-Quads of every store must have one hash.

    python benchmarks/determinism.py [--articles FILE.jsonl]
"""

from __future__ import annotations

import hashlib
import sys
import tempfile
from pathlib import Path

import road

LANGUAGES = ("seed", "uz-Cyrl", "uz-Cyrl-derived", "uz-Latn", "ru")


def export_hash(command: str, store: Path) -> str:
    """Return the hash of the sorted N-Quads of a store."""
    lines = road.run(command, "export", "--store", store, "--format", "nquads").splitlines()
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()


def main() -> None:
    options = road.parser(__doc__)
    options.add_argument("--articles", type=Path, help="JSONL file instead of the corpus")
    options.add_argument("--language", action="append", help="language folder of the corpus (repeatable)")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        articles = chosen.articles
        if articles is None:
            corpus = road.reference(chosen.shared, "corpus")
            languages = chosen.language or LANGUAGES
            found = [record for language in languages for record in road.records(corpus, language)]
            articles = road.write_records(folder / "forward.jsonl", found)
        lines = articles.read_text(encoding="utf-8").splitlines(keepends=True)
        backward = folder / "backward.jsonl"
        backward.write_text("".join(reversed(lines)), encoding="utf-8")
        loads = {
            "in order, seed 1": ("one", articles, "1"),
            "in order, seed 2": ("two", articles, "2"),
            "reverse order, seed 1": ("three", backward, "1"),
            "loaded a second time": ("one", articles, "2"),
        }
        hashes = {}
        for what, (store, source, seed) in loads.items():
            environment = {"PYTHONHASHSEED": seed}
            road.run(chosen.elchi, "load", source, "--store", folder / store, environment=environment)
            hashes[what] = export_hash(chosen.elchi, folder / store)
            print(f"{what:24s} {hashes[what]}")
    print(f"{len(lines)} articles: {'one export' if len(set(hashes.values())) == 1 else 'DIFFERENT exports'}")
    sys.exit(len(set(hashes.values())) > 1)


if __name__ == "__main__":
    main()
