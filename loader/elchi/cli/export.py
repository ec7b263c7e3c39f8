"""``elchi export``: the store as RDF."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from elchi.cli.command import Command, output_option, quiet_option, store_option
from elchi.cli.streams import suffix
from elchi.export import FORMATS, syntax, write, write_file
from elchi.store import Store


@click.command(
    cls=Command,
    examples=(
        "elchi export --format turtle",
        "elchi export -o news.trig.gz",
        "elchi export --document article.txt --format jsonld",
    ),
)
@click.option(
    "-f",
    "--format",
    "form",
    metavar="FORMAT",
    help=f"{', '.join(FORMATS)}, a file ending or a media type.  [default: by the ending of -o, else trig]",
)
@click.option("--document", metavar="DOCUMENT", help="Only this document, by its id or IRI.")
@click.option("--with-text", is_flag=True, help="Export the words of the articles, too: mind their rights.")
@store_option
@output_option
@quiet_option
def export(
    form: str | None, document: str | None, with_text: bool, folder: Path, output: Path | None, quiet: bool
) -> None:
    """Write the store as RDF.

    What several documents say alike is one statement in the formats without graphs (turtle, ntriples, rdfxml). The
    words of the articles stay out unless --with-text asks for them.
    """
    name = syntax(form or suffix(output) or "trig")
    with Store.open(folder) as store:
        if output is None or str(output) == "-":
            write(store.graph, sys.stdout.buffer, format=name, document=document, with_text=with_text)
            sys.stdout.buffer.flush()
            return
        write_file(store.graph, output, format=name, document=document, with_text=with_text)
    if not quiet:
        click.echo(f"{output}: written as {name}", err=True)
