"""``elchi query``: saved queries and SPARQL."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import NamedTuple

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from elchi.cli.access import access_options
from elchi.cli.command import Command, output_option, quiet_option, store_option
from elchi.cli.streams import output, suffix
from elchi.cli.table import show
from elchi.errors import QueryError
from elchi.query import Result, Saved, evaluate, names, run, saved
from elchi.remote.access import Access
from elchi.store import Store

_SUFFIXES = {
    "json": "json", "srj": "json", "csv": "csv", "tsv": "tsv", "xml": "xml", "srx": "xml", "txt": "table",
    "ttl": "turtle", "nt": "ntriples", "rdf": "rdfxml", "jsonld": "jsonld",
}  # fmt: skip
_FORMATS = ("table", "json", "csv", "tsv", "xml", "turtle", "ntriples", "rdfxml", "jsonld")


@click.command(
    cls=Command,
    examples=(
        "elchi query",
        "elchi query visits",
        "elchi query visits --param host=TUR --format json",
        "elchi query --sparql 'SELECT DISTINCT ?visit WHERE { GRAPH ?g { ?visit a elchi:Visit } }'",
        "elchi query --file q.rq -o answer.csv",
        "elchi query visits --param host=TUR --endpoint http://localhost:7878/query",
    ),
)
@click.argument("name", required=False)
@click.option("-p", "--param", "parameters", metavar="NAME=VALUE", multiple=True, help="A parameter of a saved query.")
@click.option("--sparql", metavar="QUERY", help="Ask this SPARQL query; Elchi's prefixes are declared.")
@click.option("--file", "file", metavar="FILE", type=click.Path(dir_okay=False, allow_dash=True, path_type=Path),
              help="Ask the SPARQL query in FILE; - is standard input.")  # fmt: skip
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(_FORMATS),
    help="How to write the answer.  [default: by the suffix of -o, else a table on a terminal, else csv; "
    "turtle for triples]",
)
@click.option("--endpoint", metavar="URL", help="Ask the SPARQL endpoint at URL in place of the store.")
@store_option
@access_options
@output_option
@quiet_option
def query(
    name: str | None,
    parameters: tuple[str, ...],
    sparql: str | None,
    file: Path | None,
    form: str | None,
    endpoint: str | None,
    folder: Path,
    access: Access,
    output: Path | None,
    quiet: bool,
) -> None:
    """Answer a question: a saved query by name, or SPARQL.

    With --endpoint, the question goes to a SPARQL endpoint elsewhere, whose own default graph it is about.

    Without NAME, --sparql and --file, lists the saved queries: name, what it answers, its parameters.
    """
    if sum(given is not None for given in (name, sparql, file)) > 1:
        raise click.UsageError("give one of NAME, --sparql and --file")
    if parameters and name is None:
        raise click.UsageError("--param goes with the NAME of a saved query")
    if name is None and sparql is None and file is None:
        _list()
        return
    with _asked(folder) if endpoint is None else _elsewhere(endpoint, access) as asked:
        if name is not None:
            result = asked.saved(name, **_pairs(parameters))
        else:
            where, text = ("query", sparql) if sparql is not None else _text(file)
            result = _located(where, asked, text or "")
    _write(result, form or _SUFFIXES.get(suffix(output)), output)
    if result.rows is not None and not quiet:
        click.echo(f"{len(result.rows)} row{'' if len(result.rows) == 1 else 's'}", err=True)


class _Asked(NamedTuple):
    """Whom a question goes to: what answers a saved query, and what answers SPARQL."""

    saved: Callable[..., Result]
    text: Callable[[str], Result]


@contextmanager
def _asked(folder: Path) -> Iterator[_Asked]:
    with Store.open(folder) as store:
        yield _Asked(partial(run, store.graph), partial(evaluate, store.graph))


@contextmanager
def _elsewhere(url: str, access: Access) -> Iterator[_Asked]:
    from elchi.remote import asking  # here, for what needs no network need not wait for requests
    from elchi.remote.session import Session

    with Session(url, access) as session:
        yield _Asked(partial(asking.run, session, url), partial(asking.evaluate, session, url))


def _pairs(parameters: tuple[str, ...]) -> dict[str, str]:
    pairs = dict(parameter.partition("=")[::2] for parameter in parameters)
    wrong = [parameter for parameter in parameters if "=" not in parameter]
    if wrong:
        raise click.BadParameter(f"{wrong[0]!r}: give NAME=VALUE", param_hint="--param")
    return pairs


def _text(file: Path | None) -> tuple[str, str]:
    """Return where a query comes from, for messages, and its text."""
    if file is None or str(file) == "-":
        return "standard input", sys.stdin.read()
    try:
        return str(file), file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise QueryError(f"{file}: not UTF-8: {error.reason} at byte {error.start}") from error


def _located(where: str, asked: _Asked, text: str) -> Result:
    try:
        return asked.text(text)
    except QueryError as error:
        raise QueryError(f"{where}:{error}") from error


def _list() -> None:
    """Print the saved queries, one line each; on a terminal in columns."""
    found = [saved(name) for name in names()]
    console = Console(highlight=False)
    if not console.is_terminal:
        for one in found:
            click.echo("\t".join((one.name, one.answers, _usage(one))))
        return
    table = Table("query", "answers", "parameters", box=None)
    for one in found:
        table.add_row(one.name, one.answers, Text(_usage(one)))
    console.print(table)


def _usage(one: Saved) -> str:
    """Return the parameters of a query as in a synopsis: optional ones in brackets."""
    spelt = [f"{p.name}={p.type.upper()}" for p in one.parameters]
    return " ".join(s if p.required else f"[{s}]" for s, p in zip(spelt, one.parameters, strict=True))


def _write(result: Result, form: str | None, path: Path | None) -> None:
    """Write an answer in the format that was asked for, or in the one that fits."""
    console = Console(highlight=False)
    if form is None and result.triples is not None:
        form = "turtle"
    elif form is None:
        form = "table" if console.is_terminal and path is None else "csv"
    if form == "table" and path is None and result.triples is None:
        _table(result, console)
        return
    data = _plain_table(result) if form == "table" else result.serialize(form)
    with output(path) as stream:
        stream.write(data)


def _table(result: Result, console: Console) -> None:
    if result.truth is not None:
        console.print("true" if result.truth else "false")
        return
    show(console, result.columns, result.table())
    if not result.rows:
        click.echo("nothing found", err=True)


def _plain_table(result: Result) -> bytes:
    """Return a table as a file holds it."""
    drawn = io.StringIO()
    _table(result, Console(width=200, color_system=None, file=drawn))
    return drawn.getvalue().encode()
