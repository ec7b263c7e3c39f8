"""A writer that is killed, loses its power or its room at any of its steps: tests/crashes.py tells how."""

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).with_name("crashes.py")


@pytest.mark.parametrize(
    ("scenario", "fault", "every"),
    [
        ("create", "kill", 5),
        ("create", "power", 6),
        ("create", "full", 7),
        ("change", "kill", 13),
        ("change", "disorder", 11),
        ("remove", "power", 17),
        ("remove", "disorder", 13),
        ("remove", "full", 17),
    ],
)
def test_the_next_writer_finds_whole_documents_and_ends_as_without_the_fault(
    scenario: str, fault: str, every: int
) -> None:
    command = [sys.executable, str(SCRIPT), scenario, fault, str(every)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    assert int(result.stdout.split()[0]) >= 4
