"""``elchi export --profile``: where it writes, and what it refuses."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from cli_world import elchi, inside
from serving import examples


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("ELCHI_STORE", str(examples()))
    with inside(tmp_path):
        yield tmp_path


def test_a_profile_goes_to_standard_output_or_to_a_file(folder: Path) -> None:
    shown = elchi("export", "--profile", "plover")
    assert shown.exit_code == 0 and json.loads(shown.stdout.splitlines()[0])["has_event"] is True
    result = elchi("export", "--profile", "plover", "-o", "events.jsonl.gz")
    assert (result.stdout, result.stderr) == ("", "events.jsonl.gz: written as plover\n")
    assert gzip.decompress((folder / "events.jsonl.gz").read_bytes()).decode() == shown.stdout


def test_tables_go_to_a_folder_twice(folder: Path) -> None:
    for _ in range(2):
        assert elchi("export", "--profile", "csv", "-o", "tables", "-q").exit_code == 0
    assert (folder / "tables" / "datapackage.json").is_file()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--profile", "csv"], "give a folder or a name in .zip with -o"),
        (["--profile", "plover", "--with-text"], "--profile has a format of its own"),
        (["--profile", "plover", "--format", "csv"], "--profile has a format of its own"),
        (["--profile", "plover", "--document", "nowhere"], "nowhere: the store has no such document"),
        (["--profile", "csv", "-o", "no/such/folder"], "no/such/folder: cannot be written"),
        (["-o", "."], ". is a folder"),
    ],
)
def test_what_cannot_be_exported(folder: Path, arguments: list[str], message: str) -> None:
    result = elchi("export", *arguments)
    assert result.exit_code == 2
    assert message in result.stderr
