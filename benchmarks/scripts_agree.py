"""Compare what is read from Uzbek Latin articles with what is read from their Cyrillic writing.

The corpus holds articles of uz-Latn also as uz-Cyrl-derived, put into Cyrillic letter by letter. The
same actors, treaties, visits and dates must come out, by code and IRI: a share below the floor ends
with 1. What differs in only one letter of a name that no authority knows still has one IRI.

    python benchmarks/scripts_agree.py [--floor 0.95] [--show]
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections import Counter
from pathlib import Path

import road

PAIRS = ("uz-Latn", "uz-Cyrl-derived")
KEYS = {
    "actors": ("actor", "kind", "office", "of"),
    "treaties": ("kind", "parties", "status", "date", "count"),
    "visits": ("visitor", "visitorState", "hostState", "kind", "status", "start", "end"),
    "dates": ("value",),
}
NAMES = {"of", "parties", "visitor"}  # columns that print a name where there is no code: compared by IRI


def bare(value: str) -> str:
    """Return an IRI without the document that it lies in."""
    return re.sub(r"/doc/[0-9a-f]{16}/", "/doc/-/", value)


def facts(rows: dict[str, list[road.Row]], iris: dict[tuple[str, str], str]) -> dict[str, dict[str, Counter[str]]]:
    """Return, for each article and query, its facts as countable strings."""
    told: dict[str, dict[str, Counter[str]]] = {}
    for query, columns in KEYS.items():
        for row in rows[query]:
            document = row["document"]
            values = [value_of(row, column, document, iris) for column in columns]
            number = document.split("/")[1]
            told.setdefault(number, {}).setdefault(query, Counter())[" | ".join(values)] += 1
    return told


def value_of(row: road.Row, column: str, document: str, iris: dict[tuple[str, str], str]) -> str:
    """Return a column's value: codes and IRIs as they are, names as the IRI of the actor named so."""
    value = bare(row.get(column, "-"))
    if column not in NAMES:
        return value
    parts = sorted(iris.get((document, part.strip()), part.strip()) for part in value.split(";"))
    return "; ".join(parts)


def main() -> None:
    options = road.parser(__doc__)
    options.add_argument("--floor", type=float, default=0.95, help="least share that must agree (%(default)s)")
    options.add_argument("--show", action="store_true", help="list what differs")
    chosen = options.parse_args()
    corpus = road.reference(chosen.shared, "corpus")
    derived = {record["id"].split("/")[1] for record in road.records(corpus, PAIRS[1])}
    told = []
    with tempfile.TemporaryDirectory() as name:
        for language in PAIRS:
            found = [r for r in road.records(corpus, language) if r["id"].split("/")[1] in derived]
            source = road.write_records(Path(name, f"{language}.jsonl"), found)
            road.run(chosen.elchi, "load", source, "--store", Path(name, language))
            rows = road.answers(chosen.elchi, Path(name, language), list(KEYS))
            iris = {(row["document"], row["name"]): bare(row["actor"]) for row in rows["actors"]}
            told.append(facts(rows, iris))
    shares = []
    for query in KEYS:
        both = every = 0
        for number in sorted(derived):
            latin, cyrillic = (side.get(number, {}).get(query, Counter()) for side in told)
            both, every = both + (latin & cyrillic).total(), every + (latin | cyrillic).total()
            for side, here in (("Latin", latin - cyrillic), ("Cyrillic", cyrillic - latin)):
                for fact in sorted(here) if chosen.show else ():
                    print(f"{number} {query}, {side} only: {fact}")
        shares.append(both / every if every else 1.0)
        print(f"{query:10s} {both:4d} of {every:4d} agree  {shares[-1]:.3f}")
    sys.exit(min(shares) < chosen.floor)


if __name__ == "__main__":
    main()
