"""A writer that is killed, or whose disk is full, at any of its steps: tests/crashes.py tells how."""

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).with_name("crashes.py")


@pytest.mark.parametrize(
    ("scenario", "fault", "every"),
    [
        ("create", "kill", 3),
        ("create", "full", 6),
        ("change", "kill", 8),
        ("change", "full", 13),
        ("remove", "kill", 9),
        ("remove", "full", 15),
    ],
)
def test_the_next_writer_finds_whole_documents_and_ends_as_without_the_fault(
    scenario: str, fault: str, every: int
) -> None:
    command = [sys.executable, str(SCRIPT), scenario, fault, str(every)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    assert int(result.stdout.split()[0]) >= 4
