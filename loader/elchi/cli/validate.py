"""``elchi validate``: the store, or RDF files, against the shapes."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import click
import pyoxigraph as ox
from rich.console import Console
from rich.table import Table
from rich.text import Text

from elchi import vocab
from elchi.cli.command import NOT_CONFORMING, Command, authority_option, engine_option, quiet_option, store_option
from elchi.errors import ReadError
from elchi.knowledge import known_authority
from elchi.store import Store
from elchi.validate import SEVERITIES, Authority, Checker, Report, Result, Shapes, check_graphs, lines_of, load_shapes
from elchi.validate import authority as known_of

_STYLES = {"Violation": "red", "Warning": "yellow", "Info": "cyan"}


@click.command(
    cls=Command,
    examples=(
        "elchi validate",
        "elchi validate --shapes own.ttl --fail-on warning",
        "elchi validate export.trig --format json",
    ),
)
@click.argument("files", nargs=-1, metavar="[FILE...]", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@store_option
@click.option(
    "--shapes",
    metavar="FILE",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Shapes of your own to check, too (repeatable).",
)
@authority_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["human", "turtle", "json"]),
    default="human",
    show_default=True,
    help="How to write the report.",
)
@click.option(
    "--fail-on",
    type=click.Choice(["violation", "warning", "info", "none"]),
    default="violation",
    show_default=True,
    help="The mildest finding that ends with exit code 1.",
)
@engine_option
@quiet_option
@click.pass_context
def validate(
    context: click.Context,
    files: tuple[Path, ...],
    folder: Path,
    shapes: tuple[Path, ...],
    authority: tuple[Path, ...],
    form: str,
    fail_on: str,
    engine: str,
    quiet: bool,
) -> None:
    """Check the store or RDF files against the shapes.

    FILE is RDF in any format, told by its suffix; without one, every document of the store is checked. Ends with
    exit code 1 where something does not conform.
    """
    rules, known = load_shapes(*shapes), known_authority(authority)
    checker = Checker(rules, known, engine=engine)
    if checker.because and not quiet:
        click.echo(f"elchi: {checker.engine} checks in place of {engine}: {checker.because}", err=True)
    engine = checker.engine
    reports = list(_of_files(files, rules, known, engine) if files else _of_store(folder, rules, known, engine))
    results = tuple(result for report in reports for result in report.results)
    {"human": _human, "turtle": _turtle, "json": _json}[form](results)
    if not quiet:
        click.echo(_summary(len(reports), "file" if files else "document", _once(results)), err=True)
    failing = {severity.lower() for severity in SEVERITIES[: _depth(fail_on)]}
    context.exit(NOT_CONFORMING if any(r.severity.lower() in failing for r in results) else 0)


def _depth(fail_on: str) -> int:
    """Return how many severities fail: all down to the one given."""
    order = [severity.lower() for severity in SEVERITIES]
    return 0 if fail_on == "none" else order.index(fail_on) + 1


def _of_files(files: tuple[Path, ...], rules: Shapes, known: Authority, engine: str) -> Iterator[Report]:
    for path in files:
        try:
            quads = list(ox.parse(path=path))
        except SyntaxError as error:
            raise ReadError(f"{path}:{error.lineno}:{error.offset}: {error.msg}") from error
        except ValueError as error:
            raise ReadError(
                f"{path}: no RDF format has this suffix; use .ttl, .trig, .nt, .nq, .jsonld or .rdf"
            ) from error
        yield check_graphs(quads, rules, known=known, engine=engine)


def _of_store(folder: Path, rules: Shapes, known: Authority, engine: str) -> Iterator[Report]:
    with Store.open(folder) as store:
        shared = store.graph.quads_for_pattern(None, None, None, vocab.ENTITIES)
        checker = Checker(rules, {**known, **known_of(shared)}, engine=engine)
        for key in store.keys():  # noqa: SIM118 (a store is no dict)
            graphs = (vocab.document_graph(key), vocab.text_graph(key))
            quads = (quad for name in graphs for quad in store.graph.quads_for_pattern(None, None, None, name))
            yield checker.check(lines_of(quads))


def _summary(checked: int, what: str, results: tuple[Result, ...]) -> str:
    found = Counter(result.severity for result in results)
    counted = ", ".join(f"{found[severity]} {severity.lower()}s" for severity in SEVERITIES)
    warning = "; nothing was checked" if checked == 0 else ""
    return f"{checked} {what}{'' if checked == 1 else 's'} checked: {counted}{warning}"


def _short(term: object) -> str:
    """Return a term as people write it: prefixed, or without the base of data."""
    value = str(getattr(term, "value", term)).removeprefix(vocab.BASE)
    for prefix, namespace in vocab.PREFIXES.items():
        if value.startswith(namespace):
            return f"{prefix}:{value.removeprefix(namespace)}"
    return value


def _human(results: tuple[Result, ...]) -> None:
    console = Console(highlight=False)
    if not console.is_terminal:
        for result in _once(results):
            click.echo(f"{result.severity.lower()}\t{result.rule}\t{_short(result.focus)}\t{_message(result)}")
        return
    if not results:
        return
    table = Table("severity", "rule", "what", "message", box=None)
    for result in _once(results):
        severity = Text(result.severity.lower(), style=_STYLES.get(result.severity, ""))
        table.add_row(severity, *map(Text, (result.rule, _short(result.focus), _message(result))))
    console.print(table)


def _once(results: tuple[Result, ...]) -> tuple[Result, ...]:
    """Return the results that tell a person something new: one value may break two constraints of one rule."""
    told = {(r.severity, r.rule, r.focus, r.path, r.value, r.message): r for r in reversed(results)}
    return tuple(reversed(told.values()))


def _message(result: Result) -> str:
    value = "" if result.value is None else f" (found: {_short(result.value)})"
    return f"{result.message}{value}"


def _turtle(results: tuple[Result, ...]) -> None:
    click.echo(Report(results).graph(), nl=False)


def _json(results: tuple[Result, ...]) -> None:
    rows = [
        {
            "severity": result.severity,
            "rule": result.rule,
            "focus": _value(result.focus),
            "path": _value(result.path),
            "value": _value(result.value),
            "message": result.message,
            "constraint": _value(result.constraint),
        }
        for result in results
    ]
    report = {"conforms": Report(results).conforms, "results": rows}
    click.echo(json.dumps(report, ensure_ascii=False, indent=2))


def _value(term: ox.NamedNode | ox.BlankNode | ox.Literal | None) -> str | None:
    return None if term is None else term.value
