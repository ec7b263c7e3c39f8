"""``elchi serve``: the store over HTTP."""

from __future__ import annotations

from pathlib import Path

import click

from elchi.cli.command import Command, store_option


@click.command(cls=Command, examples=("elchi serve", "elchi serve --port 8080 --timeout 10"))
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="Address to bind.")
@click.option("--port", default=7878, show_default=True, metavar="PORT", help="Port to bind; 0 takes a free one.")
@click.option("--timeout", default=30.0, show_default=True, metavar="SECONDS", help="How long a request may compute.")
@click.option("--workers", default=2, show_default=True, metavar="N", help="Processes that answer.")
@click.option("--with-text", is_flag=True, help="Serve the words of the articles, too: mind their rights.")
@store_option
def serve(host: str, port: int, timeout: float, workers: int, with_text: bool, folder: Path) -> None:
    """Serve the store over HTTP: SPARQL, linked data and an explorer."""
    from elchi.serve import Options, serve

    options = Options(folder, host=host, port=port, timeout=timeout, workers=workers, with_text=with_text)
    serve(options, lambda address: click.echo(f"elchi: {folder} is served at {address} (Ctrl-C stops)", err=True))
