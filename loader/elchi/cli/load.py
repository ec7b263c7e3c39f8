"""``elchi load``: articles into the store."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from contextlib import closing, nullcontext
from dataclasses import asdict
from pathlib import Path

import click
from rich.console import Console
from rich.status import Status
from rich.text import Text

from elchi.cli.command import (
    PARTIAL,
    UNUSABLE,
    Command,
    authority_option,
    lexicon_option,
    quiet_option,
    reading_options,
    store_option,
    tagger_option,
)
from elchi.loading import knowledge
from elchi.loading import load as outcomes_of
from elchi.model import Outcome
from elchi.read import articles
from elchi.store import Store

_IN_STORE = ("loaded", "unchanged", "replaced", "quarantined")
_COUNTED = ("loaded", "replaced", "unchanged", "quarantined", "failed", "skipped")


@click.command(
    cls=Command,
    examples=(
        "elchi load article.txt",
        "elchi load --published 2022-05-11 page.html",
        "elchi load corpus.jsonl folder/ --store news",
        "cat article.txt | elchi load -",
    ),
)
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@store_option
@reading_options
@authority_option
@lexicon_option
@tagger_option
@click.option("--time", metavar="TIME", help="Time of the run for the provenance, ISO 8601.  [default: none]")
@click.option("--json", "as_json", is_flag=True, help="Write an outcome for each article as a line of JSON.")
@quiet_option
@click.pass_context
def load(
    context: click.Context,
    sources: tuple[str, ...],
    folder: Path,
    published: str | None,
    allow_private: bool,
    authority: tuple[Path, ...],
    lexicon: tuple[Path, ...],
    tagger: str | None,
    time: str | None,
    as_json: bool,
    quiet: bool,
) -> None:
    """Read articles and put what they say into the store.

    SOURCE is a text, HTML or JSONL file (.gz too), a folder of them, a URL, or - for standard input. An article
    that has not changed since it was loaded is passed over; one that has changed is replaced.
    """
    tally = _Tally(as_json=as_json, quiet=quiet)
    with_what = knowledge(authority=authority, folders=lexicon, tagger=tagger)
    found = articles(sources, published=published, allow_private=allow_private)
    with Store.open(folder, write=True) as store:
        run = outcomes_of(found, store, knowledge=with_what, time=time)
        try:
            with closing(run), tally:
                for outcome in run:
                    tally.add(outcome)
        finally:
            if not quiet:
                click.echo(tally.line(), err=True)
    context.exit(tally.code())


class _Tally:
    """Counts outcomes, and tells of those that a person should look at while the run goes on."""

    def __init__(self, *, as_json: bool, quiet: bool) -> None:
        self.as_json = as_json
        self.states: Counter[str] = Counter()
        self.reasons: Counter[str] = Counter()
        console = Console(stderr=True)
        showing = console.is_terminal and not quiet
        self._status = Status("reading", console=console) if showing else None
        self._shown = self._status or nullcontext()
        self._quiet = quiet

    def __enter__(self) -> None:
        self._shown.__enter__()

    def __exit__(self, *error: object) -> None:
        self._shown.__exit__(None, None, None)

    def add(self, outcome: Outcome) -> None:
        self.states[outcome.state] += 1
        if outcome.state == "skipped":
            self.reasons[outcome.message or "no reason"] += 1
        if self.as_json:
            click.echo(json.dumps({**asdict(outcome), "counts": dict(outcome.counts)}, ensure_ascii=False))
        if self._told(outcome):
            click.echo(f"{outcome.origin}: {outcome.state}: {outcome.message}", err=True)
        if self._status is not None:
            self._status.update(Text(f"{self.states.total()} read, now {outcome.origin}"))

    def _told(self, outcome: Outcome) -> bool:
        """Return whether to tell of an outcome: troubles always, remarks unless quiet, skips never."""
        if outcome.state in ("failed", "quarantined"):
            return True
        return outcome.message is not None and outcome.state != "skipped" and not self._quiet

    def line(self) -> str:
        """Return the summary: how many of each state, and why some were skipped."""
        return ", ".join(f"{self.states[state]} {state}" for state in _COUNTED) + _because(self.reasons)

    def code(self) -> int:
        """Return the exit code: 2 if nothing was usable, 3 if something was not."""
        if not any(self.states[state] for state in _IN_STORE):
            return UNUSABLE
        return PARTIAL if self.states["failed"] or self.states["quarantined"] else 0


def _because(reasons: Counter[str]) -> str:
    parts: Iterable[str] = (f"{count} {reason}" for reason, count in sorted(reasons.items()))
    return f" ({'; '.join(parts)})" if reasons else ""
