"""``elchi push``: the store to a SPARQL store elsewhere."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from types import TracebackType
from typing import Self

import click

from elchi.cli.access import access_options
from elchi.cli.command import PARTIAL, UNUSABLE, Command, stop, store_option, telling_options
from elchi.cli.progress import Line
from elchi.errors import RemoteError
from elchi.remote.access import Access
from elchi.remote.gsp import GraphStore
from elchi.remote.pushing import Scope, Sent
from elchi.remote.pushing import push as sent
from elchi.remote.session import Session
from elchi.remote.target import Target
from elchi.remote.update import BATCH, Endpoint
from elchi.store import Store

_COUNTED = ("sent", "removed", "unchanged", "failed")


@click.command(
    cls=Command,
    examples=(
        "elchi push http://localhost:7878/store",
        "elchi push http://localhost:7878/update --method update --query-url http://localhost:7878/query",
        "elchi push http://localhost:8890/sparql-graph-crud-auth --user dba --prune",
    ),
)
@click.argument("url", metavar="URL")
@store_option
@click.option(
    "--method",
    type=click.Choice(["gsp", "update"]),
    default="gsp",
    show_default=True,
    help="Protocol that URL speaks: Graph Store Protocol, or SPARQL Update.",
)
@click.option("--query-url", metavar="URL", help="Where the store of --method update answers queries.  [default: URL]")
@click.option(
    "--document", "documents", metavar="DOCUMENT", multiple=True, help="Only this document, by id or IRI (repeatable)."
)
@click.option("--with-text", is_flag=True, help="Send the words of the articles, too: mind their rights.")
@click.option("--prune", is_flag=True, help="Take out at URL what was sent there before and is not sent now.")
@click.option("--again", is_flag=True, help="Send what has not changed since it was sent, too.")
@click.option(
    "--batch",
    metavar="N",
    type=click.IntRange(1),
    default=BATCH,
    show_default=True,
    help="Triples in one request of --method update.",
)
@access_options
@telling_options
@click.pass_context
def push(
    context: click.Context,
    url: str,
    folder: Path,
    method: str,
    query_url: str | None,
    documents: tuple[str, ...],
    with_text: bool,
    prune: bool,
    again: bool,
    batch: int,
    access: Access,
    as_json: bool,
    json_log: bool,
    quiet: bool,
) -> None:
    """Send the store to a SPARQL store elsewhere.

    URL takes the Graph Store Protocol or SPARQL 1.1 Update; graphs there have the names that they have here. What
    has not changed since it was sent is not sent again, so a push that was stopped goes on when the same command is
    run again. What others keep at URL is not touched.
    """
    if documents and prune:
        raise click.UsageError("--prune is for the whole store; leave out --document")
    if method == "gsp" and query_url is not None:
        raise click.UsageError("--query-url is for --method update")
    telling = _Telling(quiet=quiet, as_json=as_json, json_log=json_log)
    scope = Scope(documents, with_text, prune, again)
    with Store.open(folder) as store, Session(url, access) as session, telling:
        target: Target = GraphStore(session, url)
        if method == "update":
            target = Endpoint(session, url, queries=query_url, batch=batch)
        try:
            with closing(sent(store.graph, target, scope)) as run:
                for graph in run:
                    telling.add(graph)
        except RemoteError as error:
            telling.stopped = error
    if telling.stopped is not None:
        stop(str(telling.stopped), telling.code())
    context.exit(telling.code())


class _Telling:
    """Counts graphs and tells of those that failed; a context manager that writes the summary at its end.

    ``stopped`` is the error that ended the push before its time.
    """

    def __init__(self, *, quiet: bool, as_json: bool, json_log: bool) -> None:
        self.stopped: RemoteError | None = None
        self._states: Counter[str] = Counter()
        self._quiet, self._as_json, self._json_log = quiet, as_json, json_log
        self._line = Line("asking what is there", wanted=not quiet and not json_log)

    def __enter__(self) -> Self:
        self._line.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._line.stop()
        self._tell("summary", self._summary, quietly=self._quiet)

    def add(self, graph: Sent) -> None:
        """Count a graph, and tell of it where a person should know."""
        self._states[graph.state] += 1
        if self._as_json:
            click.echo(json.dumps(graph._asdict()))
        if graph.message is not None:
            self._tell("graph", lambda: f"{graph.graph}: {graph.state}: {graph.message}", **graph._asdict())
        self._line.show(self._summary, lambda: self._tell("progress", self._summary, quietly=self._quiet))

    def code(self) -> int:
        """Return the exit code: 2 if nothing is at the target, 3 if something is and something is not."""
        if self.stopped is None and not self._states["failed"]:
            return 0
        return PARTIAL if any(self._states[state] for state in ("sent", "removed", "unchanged")) else UNUSABLE

    def _tell(self, event: str, line: Callable[[], str], *, quietly: bool = False, **values: object) -> None:
        if self._json_log:
            figures = values or {"seconds": round(self._line.seconds, 3), **self._counts()}
            click.echo(json.dumps({"event": event, **figures}, ensure_ascii=False), err=True)
        elif not quietly:
            click.echo(line(), err=True)

    def _counts(self) -> dict[str, int]:
        return {state: self._states[state] for state in _COUNTED}

    def _summary(self) -> str:
        return ", ".join(f"{count:,} {state}" for state, count in self._counts().items())
