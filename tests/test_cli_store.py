"""``elchi doctor`` and ``elchi backup``: what they say, on which stream, with which exit code."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from cli_world import elchi, inside, make
from elchi import vocab
from elchi.store import Store, durable, layout
from elchi.vocab import SCHEMA

KEY = vocab.key("article.txt")


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with inside(make(tmp_path_factory.mktemp("loaded"))) as folder:
        assert elchi("load", "article.txt", "page.html", "-q").exit_code == 0
        return folder


@pytest.fixture
def world(loaded: Path, tmp_path: Path) -> Iterator[Path]:
    with inside(Path(shutil.copytree(loaded, tmp_path / "world"))) as folder:
        yield folder


def _change(folder: Path, update: str) -> None:
    with Store.open(folder / "elchi-store", write=True) as store:
        store.graph.update(update)
        durable.touch(folder / "elchi-store" / layout.UNPUBLISHED)


def test_a_store_that_was_loaded_is_sound(world: Path) -> None:
    result = elchi("doctor")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "elchi-store: 2 documents looked at: sound\n"
    assert elchi("doctor", "-q").output == ""


def test_a_finding_is_a_line_and_exit_code_1_until_it_is_mended(world: Path) -> None:
    _change(world, f"DROP GRAPH {vocab.text_graph(KEY)}")
    result = elchi("doctor")
    assert result.exit_code == 1
    assert result.stdout.startswith(f"error\tdocument\t{KEY}\tits text is missing")
    assert "2 documents looked at: 2 findings; elchi doctor --mend mends 2 of them" in result.stderr
    result = elchi("doctor", "--mend")
    assert (result.exit_code, result.stdout) == (0, f"mended\t{KEY}: put into the quarantine; load its source again\n")
    assert "1 document looked at: sound" in result.stderr
    assert "1 loaded" in elchi("load", "article.txt").stderr
    assert elchi("doctor").exit_code == 0


def test_the_findings_can_be_had_as_json(world: Path) -> None:
    assert json.loads(elchi("doctor", "--json").stdout) == {
        "store": "elchi-store",
        "sound": True,
        "documents": 2,
        "mended": [],
        "findings": [],
    }
    (world / "elchi-store" / "live.new").mkdir()
    report = json.loads(elchi("doctor", "--json").stdout)
    assert (report["sound"], [finding["kind"] for finding in report["findings"]]) == (False, ["leftover"])
    report = json.loads(elchi("doctor", "--json", "--mend").stdout)
    assert (report["sound"], len(report["mended"])) == (True, 1)


def test_a_document_that_violates_the_shapes_is_told_and_stays(world: Path) -> None:
    tag = f'{vocab.document(KEY)} {SCHEMA("inLanguage")} "no_tag"'
    _change(world, f"INSERT DATA {{ GRAPH {vocab.document_graph(KEY)} {{ {tag} }} }}")
    result = elchi("doctor", "--mend")
    assert result.exit_code == 1
    assert result.stdout.startswith(f"error\tshape\t{KEY}\tviolates D3: ")
    assert "2 documents looked at: 1 finding\n" in result.stderr


def test_what_is_no_store_is_unusable(world: Path) -> None:
    result = elchi("doctor", "--store", "nowhere")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "there is no store" in result.stderr
    assert elchi("backup", "copy", "--store", "nowhere").exit_code == 2


def test_a_backup_says_how_large_it_is_and_what_it_is_worth(world: Path) -> None:
    result = elchi("backup", "kept")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.startswith("kept: ")
    assert "shared with elchi-store: protects from mistakes, not from a failing disk" in result.stderr
    assert "shared" not in elchi("backup", "copied", "--copy").stderr
    assert elchi("backup", "silent", "--quiet").output == ""
    export = elchi("export", "--format", "nquads").stdout
    for copy in ("kept", "copied", "silent"):
        assert elchi("export", "--format", "nquads", "--store", copy).stdout == export
        assert elchi("doctor", "--store", copy).exit_code == 0
    result = elchi("backup", "kept")
    assert (result.exit_code, result.stderr) == (2, "elchi: kept: is there already; give a folder that is not\n")
