"""The wheel holds the package and its data, no more and no less than what is tracked."""

import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

import elchi

ROOT = Path(__file__).parents[1]
DATA = {"ontology": (".ttl", ".jsonld"), "shapes": (".ttl",), "queries": (".rq",)}


def _tracked() -> list[str]:
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if done.returncode:
        pytest.skip("not a git checkout: nothing says which files belong to the project")
    return [name for name in done.stdout.decode().split("\0") if name and (ROOT / name).exists()]


def _expected(names: list[str]) -> set[str]:
    package = {"elchi/" + n.removeprefix("loader/elchi/") for n in names if n.startswith("loader/elchi/")}
    data = {
        f"elchi/{name}"
        for name in names
        for folder, suffixes in DATA.items()
        if name.startswith(f"{folder}/") and name.endswith(suffixes)
    }
    return package | data


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    out = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (path,) = out.glob("*.whl")
    return {name for name in zipfile.ZipFile(path).namelist() if ".dist-info/" not in name}


def test_the_wheel_holds_every_tracked_file_of_package_and_data(wheel: set[str]) -> None:
    assert _expected(_tracked()) - wheel == set()


def test_the_wheel_holds_nothing_outside_the_package(wheel: set[str]) -> None:
    assert {name for name in wheel if not name.startswith("elchi/")} == set()


def test_the_citation_names_the_version() -> None:
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f"\nversion: {elchi.__version__}\n" in citation


def test_the_changelog_has_a_place_for_what_is_new() -> None:
    assert "## [Unreleased]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_the_licence_is_the_declared_one() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    licence = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert project["license"] == "Apache-2.0"
    assert "Apache License" in licence and "Version 2.0, January 2004" in licence


def test_importing_elchi_and_asking_for_help_imports_nothing_heavy() -> None:
    code = (
        "import sys, elchi, elchi.cli; elchi.cli.main(['--help'], standalone_mode=False); "
        "heavy = {'rdflib', 'pyshacl', 'shacl', 'pyoxigraph', 'trafilatura', 'pymorphy3', 'requests', 'rich'}; "
        "sys.exit(', '.join(sorted(heavy & set(sys.modules))) or None)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_reading_files_imports_nothing_for_the_network() -> None:
    code = "import sys, elchi.shards; sys.exit('requests' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
