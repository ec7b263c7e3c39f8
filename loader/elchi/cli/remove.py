"""``elchi remove``: a takedown."""

from __future__ import annotations

from pathlib import Path

import click

from elchi.cli.command import UNUSABLE, Command, quiet_option, store_option
from elchi.store import Store


@click.command(cls=Command, examples=("elchi remove article.txt",))
@click.argument("documents", nargs=-1, required=True, metavar="DOCUMENT...")
@store_option
@quiet_option
@click.pass_context
def remove(context: click.Context, documents: tuple[str, ...], folder: Path, quiet: bool) -> None:
    """Take documents out of the store: graph, text and derived facts.

    DOCUMENT is the id that an article was loaded under, or the IRI of its document.
    """
    missing = []
    with Store.open(folder, write=True, create=False) as store:
        for document in documents:
            if not store.remove(document):
                missing.append(document)
            elif not quiet:
                click.echo(f"{document}: removed", err=True)
    for document in missing:
        click.echo(f"elchi: {document}: no such document in {folder}", err=True)
    context.exit(UNUSABLE if missing else 0)
