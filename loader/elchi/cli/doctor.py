"""``elchi doctor``: what is wrong with a store, and mending it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

import click
import pyoxigraph as ox
from rich.console import Console
from rich.text import Text

from elchi import vocab
from elchi.cli.command import NOT_CONFORMING, Command, quiet_option, store_option
from elchi.knowledge import known_authority
from elchi.store.doctor import Finding, Rules, examine
from elchi.store.mend import mend
from elchi.validate import SEVERITIES, Checker, lines_of, load_shapes
from elchi.validate import authority as known_of

_STYLES = {"error": "red", "warning": "yellow", "note": "cyan"}


@dataclass
class _Visit:
    """What one look at a store brought: its findings, and how many documents were looked at."""

    findings: list[Finding] = field(default_factory=list)
    documents: int = 0


@click.command(cls=Command, examples=("elchi doctor", "elchi doctor --mend", "elchi doctor --json --store elchi-store"))
@click.option("--mend", "mends", is_flag=True, help="Mend what can be mended, and look again.")
@click.option("--json", "as_json", is_flag=True, help="Write what was found, and done, as JSON.")
@store_option
@quiet_option
@click.pass_context
def doctor(context: click.Context, mends: bool, as_json: bool, folder: Path, quiet: bool) -> None:
    """Check a store, and mend what can be mended.

    Looks at its files, its database, its newest snapshot, each document (its note, its text, its provenance, the
    shapes) and the quarantine. Ends with exit code 1 where something is wrong, and was not mended. While a load is
    running, only what readers see is looked at.
    """
    visit, done = _look(folder, quiet=quiet), list[str]()
    if mends and any(finding.mends for finding in visit.findings):
        done = list(mend(folder, visit.findings))
        visit = _look(folder, quiet=quiet)
    wrong = [finding for finding in visit.findings if finding.severity != "note"]
    if as_json:
        click.echo(_json(folder, visit, done))
    else:
        _human(visit.findings, done)
    if not quiet:
        click.echo(_summary(folder, visit, wrong), err=True)
    context.exit(NOT_CONFORMING if wrong else 0)


def _look(folder: Path, *, quiet: bool) -> _Visit:
    """Examine a store, showing on a terminal how far that is."""
    visit, console = _Visit(), Console(stderr=True, quiet=quiet)
    with console.status("looking") as status:

        def told(key: str) -> None:
            visit.documents += 1
            status.update(Text(f"{visit.documents} documents looked at, {len(visit.findings)} findings, now {key}"))

        for finding in examine(folder, rules=_rules, told=told):
            visit.findings.append(finding)
    return visit


def _rules(store: ox.Store) -> Rules:
    """Return what tells the violations of a document, which may refer to the store's own authority data."""
    shared = store.quads_for_pattern(None, None, None, vocab.ENTITIES)
    checker = Checker(load_shapes(), {**known_authority(), **known_of(shared)})

    def violations(quads: Sequence[ox.Quad]) -> Iterator[str]:
        for result in checker.check(lines_of(quads)).results:
            if result.severity == SEVERITIES[0]:
                yield f"violates {result.rule}: {result.message}"

    return violations


def _human(findings: Iterable[Finding], done: Iterable[str]) -> None:
    console = Console(highlight=False)
    for line in done:
        click.echo(f"mended\t{line}")
    for finding in findings:
        if console.is_terminal:
            told = Text(f"{finding.severity:8}", style=_STYLES[finding.severity])
            console.print(told.append(f"{finding.subject}: {finding.what}: {finding.advice}", style="default"))
        else:
            click.echo("\t".join((finding.severity, finding.kind, finding.subject, finding.what, finding.advice)))


def _json(folder: Path, visit: _Visit, done: Sequence[str]) -> str:
    sound = all(finding.severity == "note" for finding in visit.findings)
    findings = [asdict(finding) for finding in visit.findings]
    report = {"store": str(folder), "sound": sound, "documents": visit.documents, "mended": done, "findings": findings}
    return json.dumps(report, ensure_ascii=False, indent=2)


def _summary(folder: Path, visit: _Visit, wrong: Sequence[Finding]) -> str:
    checked = f"{folder}: {visit.documents} document{'' if visit.documents == 1 else 's'} looked at"
    if not wrong:
        return f"{checked}: sound"
    mends = sum(finding.mends for finding in wrong)
    advice = f"; elchi doctor --mend mends {mends} of them" if mends else ""
    return f"{checked}: {len(wrong)} finding{'' if len(wrong) == 1 else 's'}{advice}"
