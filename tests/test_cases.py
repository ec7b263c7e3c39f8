"""The golden cases are read as annotated, but for the misses that are known."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from casebook import CASES, ROOT, Reading, document, expected, misses, read_all

MOST_MISSES = 50  # of all cases together; it only falls


@pytest.fixture(scope="module")
def readings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Reading]:
    return read_all(tmp_path_factory.mktemp("cases") / "store")


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_a_case_is_read_as_annotated(folder: Path, readings: dict[str, Reading]) -> None:
    case = expected(folder)
    found = misses(case, *readings[document(case)])
    new = [line for line in found if line not in case["known_misses"]]
    gone = [line for line in case["known_misses"] if line not in found]
    assert not new, "newly missed:\n" + "\n".join(new)
    assert not gone, "no longer missed, take out of known_misses:\n" + "\n".join(gone)


def test_known_misses_only_become_fewer() -> None:
    known = {folder.name: expected(folder)["known_misses"] for folder in CASES}
    total = sum(map(len, known.values()))
    assert total <= MOST_MISSES, f"{total} known misses"


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_evidence_of_the_annotation_is_in_the_source(folder: Path) -> None:
    case = expected(folder)
    source = (ROOT / case["source"]).read_text(encoding="utf-8")
    if "record" in case:
        records = [json.loads(line) for line in source.splitlines()]
        source = next(record["text"] for record in records if record["id"] == case["record"])
    told = [e for part in ("agreements", "visits", "meetings", "statements") for e in case.get(part, [])]
    assert [e["evidence"] for e in told if e["evidence"] not in source] == []


def test_every_example_is_a_case() -> None:
    articles = [*(ROOT / "examples" / "articles").iterdir(), *(ROOT / "examples" / "pages").iterdir()]
    sources = {ROOT / expected(folder)["source"] for folder in CASES}
    assert {path for path in articles if path.is_file()} == sources
