"""Show how the golden cases of the tests are read: each difference from the annotation, and how many.

    python benchmarks/cases.py             # print the differences; + is new, - is gone
    python benchmarks/cases.py --write     # and keep them as the known misses of the cases

Reads ``tests/cases`` with the comparer of the tests (``tests/casebook.py``). ``--write`` is for a change
that mends misses, or that is worth a new one; the number in ``tests/test_cases.py`` then wants changing too.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

import casebook


def keep(folder: Path, found: list[str]) -> None:
    """Put differences in the place of a case's known misses, leaving the rest of the file as it is."""
    path = folder / "expected.json"
    lines = ",\n".join(f"  {json.dumps(line, ensure_ascii=False)}" for line in found)
    listed = f'"known_misses": [\n{lines}\n ]' if found else '"known_misses": []'
    content = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r'"known_misses": \[.*\]', lambda _: listed, content, flags=re.S), encoding="utf-8")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--write", action="store_true", help="keep the differences as known misses")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        readings = casebook.read_all(Path(name, "store"))
    total = 0
    for folder in casebook.CASES:
        case = casebook.expected(folder)
        found = casebook.misses(case, *readings[casebook.document(case)])
        total += len(found)
        print(f"{folder.name}: {len(found)}")
        for line in sorted({*found, *case["known_misses"]}):
            sign = " " if line in found and line in case["known_misses"] else "+" if line in found else "-"
            print(f"  {sign} {line}")
        if chosen.write:
            keep(folder, found)
    print(f"{total} misses in {len(casebook.CASES)} cases")


if __name__ == "__main__":
    main()
