"""``elchi serve``: the store over HTTP."""

from __future__ import annotations

import ipaddress
import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import click

from elchi.cli.command import Command, quiet_option, store_option

if TYPE_CHECKING:
    from elchi.serve import Entry


@click.command(
    cls=Command,
    examples=(
        "elchi serve",
        "elchi serve --port 8080 --timeout 10 --workers 4",
        "elchi serve --host 0.0.0.0 --token secret",
        "elchi serve --root-path /elchi --base https://data.example.org/elchi",
    ),
)
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="Address to bind.")
@click.option(
    "--port", default=7878, show_default=True, metavar="PORT", type=click.IntRange(0, 65535),
    help="Port to bind; 0 takes a free one.",
)  # fmt: skip
@click.option(
    "--base", metavar="URL",
    help="Address under which clients reach the server, for links.  [default: the one that is bound]",
)  # fmt: skip
@click.option(
    "--root-path", default="", metavar="PATH", help="Path that a proxy in front takes off the addresses: /elchi."
)
@click.option("--token", envvar="ELCHI_TOKEN", show_envvar=True, metavar="TOKEN", help="What clients have to send.")
@click.option("--public", is_flag=True, help="Let others than this machine ask without a token.")
@click.option(
    "--cors", "cors", multiple=True, metavar="ORIGIN",
    help="Origin whose pages may ask (repeatable); * is all, none is none.  "
    "[default: * with --token or --public, else none]",
)  # fmt: skip
@click.option(
    "--timeout", default=30.0, show_default=True, metavar="SECONDS", type=click.FloatRange(min=0, min_open=True),
    help="How long a request may compute.",
)  # fmt: skip
@click.option(
    "--workers", default=2, show_default=True, metavar="N", type=click.IntRange(min=1), help="Processes that answer."
)
@click.option(
    "--queue", default=64, show_default=True, metavar="N", type=click.IntRange(min=0),
    help="Requests that may wait for a worker; more are turned away.",
)  # fmt: skip
@click.option(
    "--memory", default=2048, show_default=True, metavar="MB", type=click.IntRange(min=64),
    help="What a request may take on top of the data.",
)  # fmt: skip
@click.option("--with-text", is_flag=True, help="Serve the words of the articles, too: mind their rights.")
@click.option("--json-log", is_flag=True, help="Write the log of requests as lines of JSON.")
@store_option
@quiet_option
def serve(folder: Path, memory: int, json_log: bool, quiet: bool, **given: Any) -> None:
    """Serve the store over HTTP: SPARQL, linked data and an explorer.

    Each request is told on standard error: time, client, method, path, status, bytes, milliseconds.
    """
    from elchi.serve import Options, serve

    _check(given["host"], given["token"], given["public"])
    given["root_path"] = _root_path(given["root_path"])
    given["base"] = _base(given["base"])
    given["cors"] = _origins(given["cors"])
    options = Options(folder, memory=memory << 20, **given)
    ready = f"elchi: {folder} is served at {{}} (Ctrl-C stops)"
    serve(
        options,
        lambda address: None if quiet else click.echo(ready.format(address), err=True),
        lambda entry: None if quiet else click.echo(_line(entry, as_json=json_log), err=True),
    )


def _check(host: str, token: str | None, public: bool) -> None:
    """Return if a server may be reached as widely as it would be.

    Raises:
        click.UsageError: if others than this machine could ask, and it is not said that they may.
    """
    if token is not None and not (token.isascii() and token.isprintable() and token.strip() == token and token):
        raise click.UsageError("--token: expected letters, digits and signs of ASCII")
    if token is None and not public and not _is_loopback(host):
        raise click.UsageError(
            f"--host {host} lets other machines ask: give a --token that they have to send, or say --public"
        )


def _is_loopback(host: str) -> bool:
    """Return whether an address is this machine's own.

    >>> _is_loopback("127.0.0.1"), _is_loopback("::1"), _is_loopback("localhost"), _is_loopback("0.0.0.0")
    (True, True, True, False)
    """
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _root_path(path: str) -> str:
    path = path.rstrip("/")
    if path and not path.startswith("/"):
        raise click.UsageError(f"--root-path {path}: a path begins with a slash: /{path}")
    return path


def _base(url: str | None) -> str | None:
    if url is None:
        return None
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise click.UsageError(f"--base {url}: expected an address such as https://data.example.org/elchi")
    return url.rstrip("/")


def _origins(given: tuple[str, ...]) -> tuple[str, ...] | None:
    """Return the origins whose pages may ask, ``None`` if nothing is said of it.

    >>> _origins(()), _origins(("none",)), _origins(("https://Page.example/",))
    (None, (), ('https://page.example',))
    """
    if not given:
        return None
    return tuple(_origin(one) for one in given if one != "none")


def _origin(given: str) -> str:
    """Return an origin as browsers write it; what differs from that would fit no page."""
    if given == "*":
        return given
    parts = urlsplit(given)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path not in ("", "/") or "@" in given:
        raise click.UsageError(f"--cors {given}: expected an origin such as https://page.example, * or none")
    return f"{parts.scheme}://{parts.netloc.lower()}"


def _line(entry: Entry, *, as_json: bool) -> str:
    """Return a line of the log."""
    fields = asdict(entry)
    if as_json:
        return json.dumps(fields)
    return " ".join(str(value) for value in fields.values())
