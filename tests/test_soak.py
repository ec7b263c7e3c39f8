"""The short form of ``make soak``: a load that is killed and run again ends as one that ran through."""

import json
import os
from pathlib import Path

import pytest

import soak
from cli_world import CALL


def test_a_load_that_is_killed_and_run_again_ends_as_one_that_ran_through(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[1] / "loader"))
    monkeypatch.setattr(os, "geteuid", lambda: 1000)  # no disk is filled
    source = tmp_path / "calls.jsonl"
    records = [{"id": f"call/{number}", "text": f"{CALL}\nНомер {number}."} for number in range(40)]
    source.write_text("".join(f"{json.dumps(record, ensure_ascii=False)}\n" for record in records), encoding="utf-8")
    rows = list(soak.soak(source, tmp_path, kills=2, seed=5, jobs=1))
    assert [row.wrong for row in rows] == [(), ()]
