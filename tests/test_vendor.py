"""Libraries of the explorer: those of the lock, with their licences, and small enough together with our own files."""

from __future__ import annotations

import gzip
import importlib
import json
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]
STATIC = ROOT / "loader" / "elchi" / "serve" / "static"
BUDGET = 700_000
"""Bytes of scripts, styles and map data that the server ships, gzipped."""


@pytest.fixture
def vendor(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(ROOT / "tools")
    return importlib.import_module("vendor")


def test_the_files_are_those_of_the_lock(vendor: ModuleType) -> None:
    assert vendor.faults() == []


def test_a_changed_file_is_found(vendor: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vendor, "ROOT", tmp_path)
    monkeypatch.setattr(vendor, "packages", lambda: [{"folder": "a", "files": {"x": ["x.js", "00"]}}])
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "y.js").touch()
    assert vendor.faults() == ["a/x.js: is missing", "a/y.js: is not in the lock"]
    (tmp_path / "a" / "x.js").touch()
    assert vendor.faults()[0] == "a/x.js: differs from the lock"


def test_each_library_comes_with_the_text_of_its_licence(vendor: ModuleType) -> None:
    for folder in {package["folder"] for package in vendor.packages()}:
        assert (ROOT / folder / "LICENSE").stat().st_size > 500, folder


def test_nothing_is_fetched_but_by_name(vendor: ModuleType) -> None:
    lock = vendor.LOCK.read_text(encoding="utf-8")
    assert "://" not in lock
    assert all(package["integrity"].startswith("sha512-") for package in json.loads(lock)["packages"])


def test_what_the_server_ships_to_browsers_is_small() -> None:
    shipped = [path for path in STATIC.rglob("*") if path.suffix in {".js", ".mjs", ".css", ".json", ".svg"}]
    sizes = {path: len(gzip.compress(path.read_bytes(), 9)) for path in shipped}
    assert 400_000 < sum(sizes.values()) <= BUDGET, sizes
