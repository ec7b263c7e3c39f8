"""Command line to verbs: one small module per command, imported when it is called.

Data go to standard output, everything else to standard error. Exit codes: 0 fine, 1 the data do not
conform, 2 wrong usage or unreadable input, 3 some articles failed or were quarantined and the rest
loaded, 130 stopped by Ctrl-C.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

import click

from elchi import __version__
from elchi.cli.command import INTERRUPTED, Command, stop

COMMANDS = {
    "load": "Read articles and put what they say into the store.",
    "shard": "Read an archive into shards: N-Quads files, on all processors or on Apache Spark.",
    "query": "Answer a question: a saved query by name, or SPARQL.",
    "serve": "Serve the store over HTTP: SPARQL, linked data and an explorer.",
    "explain": "Show the words, the rule and the source behind a document or an event.",
    "validate": "Check the store or RDF files against the shapes.",
    "export": "Write the store as RDF, or in the formats of others.",
    "push": "Send the store to a SPARQL store elsewhere.",
    "extract": "Read one article without a store: text in, graph or facts out.",
    "remove": "Take documents out of the store: graph, text and derived facts.",
    "backup": "Copy the store into a new folder that is a store, too.",
    "doctor": "Check a store, and mend what can be mended.",
}
"""The commands in the order of use; what each does is the first line of its help, too."""


class Commands(click.Group):
    """The group of all commands; a command's module is imported only to run it or to show its help."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands, in the order of use."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command called ``cmd_name``, ``None`` if there is none."""
        if cmd_name not in COMMANDS:
            return None
        command = getattr(import_module(f"{__name__}.{cmd_name}"), cmd_name)
        return command if isinstance(command, Command) else None

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; Ctrl-C while its module is imported ends as it does later."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            stop("stopped", INTERRUPTED)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands with what they do, importing none of them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Every command shows examples: elchi load -h",
)
@click.version_option(__version__, message="%(prog)s %(version)s")
def main() -> None:
    """Elchi reads the news of diplomacy into linked data."""
