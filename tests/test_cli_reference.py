"""The help of the commands, and the page that is made from it."""

import importlib.util
from pathlib import Path
from types import ModuleType

import click
import pytest

from cli_world import elchi
from elchi import __version__
from elchi.cli import COMMANDS, main
from elchi.cli.command import Command

TOOL = Path(__file__).parents[1] / "tools" / "cli_reference.py"


def _command(name: str) -> Command:
    command = main.get_command(click.Context(main), name)
    assert isinstance(command, Command)
    return command


def _tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("cli_reference", TOOL)
    assert spec is not None and spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    return tool


def test_the_reference_says_what_the_commands_say() -> None:
    tool = _tool()
    assert tool.run(["--check"]) == 0, "run tools/cli_reference.py"


@pytest.mark.parametrize("name", COMMANDS)
def test_a_commands_help_begins_as_the_list_of_commands_does(name: str) -> None:
    assert (_command(name).help or "").splitlines()[0] == COMMANDS[name]


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("option", ["-h", "--help"])
def test_every_command_has_help_with_examples(name: str, option: str) -> None:
    result = elchi(name, option)
    assert result.exit_code == 0
    assert f"\n  elchi {name}" in result.stdout or f"| elchi {name}" in result.stdout


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_says_what_it_does(name: str) -> None:
    options = [p for p in _command(name).params if isinstance(p, click.Option)]
    assert [option.name for option in options if not option.help] == []


def test_the_version_is_the_packages() -> None:
    assert elchi("--version").stdout == f"elchi {__version__}\n"


def test_an_unknown_command_is_wrong_usage() -> None:
    result = elchi("lode")
    assert result.exit_code == 2
    assert "lode" in result.stderr
