"""What ``make fuzz`` drives works: its targets take their seeds, and a finding is kept and can be run again."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import pytest

import fuzz
from fuzz_targets import TARGETS, mutated, seeds, words


@pytest.mark.parametrize("name", TARGETS)
def test_a_target_takes_its_seeds_and_any_bytes(name: str) -> None:
    for data in (b"", b"\x00", b"\xff\xfe\xfd\xfc", *islice(seeds(name), 3)):
        TARGETS[name](data)


def test_the_words_that_the_fuzzer_is_told_are_of_every_script() -> None:
    found = "".join(words())
    assert {"ў", "қ", "ğ", "ө", "z"} <= set(found)
    assert "" not in words()


def test_a_harmed_text_keeps_to_its_size() -> None:
    data = next(iter(seeds("pipeline")))
    harmed = {mutated(data, 400, seed) for seed in range(50)}
    assert len(harmed) > 25
    assert max(map(len, harmed)) <= 400


def test_a_finding_is_kept_once_and_fails_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(data: bytes) -> None:
        raise KeyError(data)

    monkeypatch.setattr(fuzz, "FINDINGS", tmp_path)
    monkeypatch.setitem(TARGETS, "broken", broken)
    for data in (b"first", b"second"):
        fuzz.attempt(broken, data)
    (kept,) = tmp_path.iterdir()
    assert kept.name.startswith("broken-KeyError-test_fuzz_targets-")
    assert kept.read_bytes() == b"first"
    monkeypatch.setattr("sys.argv", ["fuzz.py", "--replay", str(kept)])
    with pytest.raises(KeyError):
        fuzz.main()
