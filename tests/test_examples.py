"""The demo runs as it stands, and its session ends well."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Return a folder that holds the examples only: the demo's store goes there."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    return tmp_path


def demo(checkout: Path, command: str) -> subprocess.CompletedProcess[str]:
    script = checkout / "examples" / "demo.sh"
    return subprocess.run(["bash", str(script), command], capture_output=True, text=True, timeout=300, check=False)


def test_demo_runs_from_a_fresh_checkout(checkout: Path) -> None:
    done = demo(checkout, str(Path(sys.executable).with_name("elchi")))
    assert done.returncode == 0, done.stderr
    assert "11 loaded" in done.stderr
    assert "2022-05-10" in done.stdout
    assert (checkout / "demo-store").is_dir()


def test_demo_says_which_command_is_missing(checkout: Path) -> None:
    done = demo(checkout, "no-such-elchi")
    assert done.returncode == 2
    assert done.stderr == "demo: no-such-elchi: no such command\n"
    assert not (checkout / "demo-store").exists()
