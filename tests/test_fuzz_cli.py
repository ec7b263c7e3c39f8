"""The command line ends as its manual says, whatever comes on standard input (``tests/fuzzing.py``)."""

from __future__ import annotations

import json

import pyoxigraph as ox
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from elchi.cli import main
from elchi.export import FORMATS
from fuzzing import documents, fuzzed

PARTIAL, UNUSABLE = 3, 2


@fuzzed(25)
@given(documents(), st.sampled_from(["json", "jsonl", *FORMATS]))
def test_extract_ends_with_facts_or_with_a_message(data: bytes, form: str) -> None:
    done = CliRunner().invoke(main, ["extract", "-", "--format", form], input=data)
    assert done.exit_code in (0, PARTIAL, UNUSABLE), done.stderr
    assert (done.exit_code == 0) == (done.stderr == "")
    assert all(line.startswith("-") and ": failed: " in line for line in done.stderr.splitlines()), done.stderr
    if form == "json":
        assert done.exit_code == UNUSABLE or done.stdout.startswith("{")
    elif form == "jsonl":
        assert all(json.loads(line)["document"] for line in done.stdout.splitlines())
    else:
        assert (done.exit_code == UNUSABLE) == (not list(ox.parse(done.stdout_bytes, FORMATS[form])))
