"""``elchi export``: the store as RDF."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from elchi import profiles
from elchi.cli.command import Command, quiet_option, store_option
from elchi.cli.streams import output as stream_to
from elchi.cli.streams import suffix
from elchi.export import FORMATS, syntax, write, write_file
from elchi.store import Store


@click.command(
    cls=Command,
    examples=(
        "elchi export --format turtle",
        "elchi export -o news.trig.gz",
        "elchi export --document article.txt --format jsonld",
        "elchi export --profile plover -o events.jsonl",
        "elchi export --profile csv -o tables.zip",
    ),
)
@click.option(
    "-f",
    "--format",
    "form",
    metavar="FORMAT",
    help=f"{', '.join(FORMATS)}, a file ending or a media type.  [default: by the ending of -o, else trig]",
)
@click.option(
    "--profile",
    type=click.Choice(sorted(profiles.PROFILES)),
    help="Write in the words of others: JSON-LD with schema.org, W3C Web Annotations, event data, tables.",
)
@click.option("--document", metavar="DOCUMENT", help="Only this document, by its id or IRI.")
@click.option("--with-text", is_flag=True, help="Export the words of the articles, too: mind their rights.")
@store_option
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Write to FILE instead of standard output; a name in .gz is compressed. For csv a folder, or a name in .zip.",
)
@quiet_option
def export(
    form: str | None,
    profile: str | None,
    document: str | None,
    with_text: bool,
    folder: Path,
    output: Path | None,
    quiet: bool,
) -> None:
    """Write the store as RDF, or in the formats of others.

    What several documents say alike is one statement in the formats without graphs (turtle, ntriples, rdfxml). The
    words of the articles stay out unless --with-text asks for them; a --profile never has them.
    """
    if profile is not None:
        if form is not None or with_text:
            raise click.UsageError("--profile has a format of its own, without the texts: leave out the other")
        _in_words_of_others(profile, document, folder, output)
        if output is not None and str(output) != "-" and not quiet:
            click.echo(f"{output}: written as {profile}", err=True)
        return
    if output is not None and output.is_dir():
        raise click.BadParameter(f"{output} is a folder", param_hint="--output")
    name = syntax(form or suffix(output) or "trig")
    with Store.open(folder) as store:
        if output is None or str(output) == "-":
            write(store.graph, sys.stdout.buffer, format=name, document=document, with_text=with_text)
            sys.stdout.buffer.flush()
            return
        write_file(store.graph, output, format=name, document=document, with_text=with_text)
    if not quiet:
        click.echo(f"{output}: written as {name}", err=True)


def _in_words_of_others(profile: str, document: str | None, folder: Path, output: Path | None) -> None:
    with Store.open(folder) as store:
        if profile == profiles.TABLES and output is not None and str(output) != "-":
            profiles.write_tables(store.graph, output, document)
            return
        with stream_to(output) as stream:
            profiles.write(store.graph, stream, profile, document)
