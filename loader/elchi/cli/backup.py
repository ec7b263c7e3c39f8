"""``elchi backup``: a store to a copy of it."""

from __future__ import annotations

from pathlib import Path

import click
from rich.console import Console
from rich.filesize import decimal
from rich.text import Text

from elchi.cli.command import Command, quiet_option, store_option
from elchi.store.backup import Size, back_up


@click.command(cls=Command, examples=("elchi backup news-backup", "elchi backup --copy news-copy"))
@click.argument("destination", metavar="DEST", type=click.Path(path_type=Path))
@click.option("--copy", "real", is_flag=True, help="Copy all bytes, where hard links to those of the store would do.")
@store_option
@quiet_option
def backup(destination: Path, real: bool, folder: Path, quiet: bool) -> None:
    """Copy the store into a new folder that is a store, too.

    DEST appears when it is complete; it holds what was last published, and the quarantine. A load may be running.
    On the same disk the copy takes hardly any room, because files are shared by hard links: that keeps a state, but
    protects from nothing that befalls the disk. A copy on another disk does.
    """
    console = Console(stderr=True, quiet=quiet)
    with console.status("copying") as status:

        def told(size: Size) -> None:
            status.update(Text(f"{size.files} files, {decimal(size.bytes)}"))

        size = back_up(folder, destination, real=real, told=told)
    if not quiet:
        click.echo(f"{destination}: {size.files} files, {decimal(size.bytes)}{_shared(size, folder)}", err=True)


def _shared(size: Size, folder: Path) -> str:
    if not size.linked:
        return ""
    return f"; {decimal(size.linked)} of them shared with {folder}: protects from mistakes, not from a failing disk"
