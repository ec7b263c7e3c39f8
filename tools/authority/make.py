"""Write the authority data: tables, CLDR, rigour and GeoNames to ontology/authority/*.ttl.

python tools/authority/make.py           writes the files
python tools/authority/make.py --check   compares them instead: exit 1 and a list where one differs
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import organisations
import places
import posts
import states
import ttl

TARGET = Path(__file__).resolve().parents[2] / "ontology" / "authority"
PARTS = {"states": states, "places": places, "organisations": organisations, "posts": posts}


def documents() -> dict[Path, str]:
    """Return what each file must hold."""
    return {TARGET / f"{name}.ttl": ttl.document(part.NOTE, part.triples()) for name, part in PARTS.items()}


def main() -> int:
    """Write or check the files; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="compare, write nothing")
    check = parser.parse_args().check
    wanted = documents()
    stale = [path for path, text in wanted.items() if not path.is_file() or path.read_text(encoding="utf-8") != text]
    for path in stale:
        if check:
            print(f"{path.name}: differs from what the tables make; run tools/authority/make.py")
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(wanted[path], encoding="utf-8")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
