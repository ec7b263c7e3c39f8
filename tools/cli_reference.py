"""The commands of elchi to docs/reference/cli.md: ``python tools/cli_reference.py [--check]``.

The page is made from the commands' own help, so it cannot say anything else. ``--check`` writes nothing and
ends with exit code 1 if the page is not up to date.
"""

from __future__ import annotations

import inspect
import sys
from pathlib import Path

import click

from elchi.cli import COMMANDS, main
from elchi.cli.command import Command

PAGE = Path(__file__).resolve().parents[1] / "docs" / "reference" / "cli.md"

HEAD = """# Command line

Written by `tools/cli_reference.py` from the commands' own help; do not edit.

Data go to standard output, everything else to standard error, so that output can be piped. Colours and tables
are for terminals only (`NO_COLOR` is obeyed). The folder of the store is `--store`, else `ELCHI_STORE`, else
`elchi-store` in the working folder.

| exit code | means |
|---|---|
| 0 | fine |
| 1 | it ran, and the data do not conform |
| 2 | wrong usage, or an input that cannot be read |
| 3 | some articles failed or were quarantined; the rest is loaded |
| 70 | a fault in Elchi itself |
| 130 | stopped by Ctrl-C; what was read, or sent, until then is there |
"""


def page() -> str:
    """Return the page: what holds for all commands, then one section for each."""
    group = click.Context(main, info_name="elchi", help_option_names=["-h", "--help"])
    sections = [_section(group, name) for name in COMMANDS]
    return "\n".join([HEAD, *sections])


def _section(group: click.Context, name: str) -> str:
    command = main.get_command(group, name)
    assert isinstance(command, Command)
    context = click.Context(command, info_name=name, parent=group, terminal_width=100, max_content_width=100)
    usage = command.get_usage(context).removeprefix("Usage: ")
    lines = [
        f"## elchi {name}",
        "",
        *_paragraphs(inspect.cleandoc(command.help or "")),
        "```console",
        f"$ {usage}",
        "```",
        "",
    ]
    lines += ["| option | what it does |", "|---|---|"]
    lines += [_option(context, parameter) for parameter in command.get_params(context) if _is_shown(parameter)]
    lines += ["", "```console", *(f"$ {example}" for example in command.examples), "```", ""]
    return "\n".join(lines)


def _paragraphs(text: str) -> list[str]:
    return [
        line
        for paragraph in click.formatting.wrap_text(text, 110, preserve_paragraphs=True).split("\n\n")
        for line in (paragraph, "")
    ]


def _is_shown(parameter: click.Parameter) -> bool:
    return isinstance(parameter, click.Option) and not parameter.hidden


def _option(context: click.Context, parameter: click.Parameter) -> str:
    record = parameter.get_help_record(context)
    assert record is not None
    spelling, what = (" ".join(part.split()).replace("|", "\\|") for part in record)
    return f"| `{spelling}` | {what} |"


def run(arguments: list[str]) -> int:
    """Write the page, or check it; return the exit code."""
    text = page()
    if "--check" in arguments:
        return int(not PAGE.exists() or PAGE.read_text(encoding="utf-8") != text)
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
