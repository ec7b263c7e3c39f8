"""``elchi explain``: the words, the rule and the source behind what the store holds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import click
from rich.console import Console
from rich.text import Text

from elchi.cli.command import Command, store_option
from elchi.explain import Dated, Explanation, Reason
from elchi.explain import explain as explanation
from elchi.model import Span
from elchi.store import Store

_STYLES = {"done": "green", "ongoing": "green", "cancelled": "red", "denied": "red"}
_BASES = {
    "stated": "as stated",
    "inferredYear": "year taken from the date of publication or from a full date of the text",
    "relative": "counted from the date of publication",
    "caption": "from the caption",
}


@click.command(
    cls=Command,
    examples=("elchi explain article.txt", "elchi explain article.txt --format json"),
)
@click.argument("target", metavar="DOCUMENT|EVENT")
@click.option(
    "--format",
    "form",
    type=click.Choice(["human", "json"]),
    default="human",
    show_default=True,
    help="How to show it.",
)
@store_option
def explain(target: str, form: str, folder: Path) -> None:
    """Show the words, the rule and the source behind a document or an event.

    DOCUMENT is the id or IRI of a document; EVENT the IRI of an event, a report or an instrument, with or
    without its base.
    """
    with Store.open(folder) as store:
        found = explanation(store.graph, target)
    if form == "json":
        click.echo(json.dumps(asdict(found), ensure_ascii=False, indent=2))
        return
    console = Console(highlight=False, soft_wrap=True)
    for line in _lines(found):
        if console.is_terminal:
            console.print(line)
        else:
            click.echo(line.plain)


def _lines(found: Explanation) -> Iterator[Text]:
    """Yield the lines of the report on a document."""
    yield Text(found.title or found.id, style="bold")
    about = [f"id {found.id}", f"published {found.published or 'unknown'}", ", ".join(found.languages)]
    yield Text("  " + " · ".join(part for part in about if part))
    yield Text("  " + found.document, style="dim")
    if not found.reasons:
        yield Text("  No event was read in it.")
    for reason in found.reasons:
        yield Text()
        yield from _reason(reason)


def _reason(reason: Reason) -> Iterator[Text]:
    head = Text(reason.kind, style="bold")
    head.append(f"  {reason.factuality}", style=_STYLES.get(reason.factuality or "", "yellow"))
    head.append(f", {reason.certainty}" if reason.certainty not in (None, "certain") else "", style="")
    yield head
    yield Text("  ") + marked(reason.words, reason.cues)
    for name, value in _fields(reason):
        yield Text(f"  {name:<12} ", style="dim") + Text(value)


def _fields(reason: Reason) -> Iterator[tuple[str, str]]:
    for role, value in reason.roles:
        yield _spaced(role), value
    if reason.start is not None:
        yield "when", _date(reason.start)
    if reason.end is not None:
        yield "until", _date(reason.end)
    yield "says", _sources(reason)
    yield "rule", f"{reason.rule}, confidence {reason.confidence}"
    yield "words at", f"{reason.span.start}–{reason.span.stop}"
    if reason.event is not None:
        yield "event", reason.event


def _sources(reason: Reason) -> str:
    innermost, *relays = reason.sources or ("the document itself",)
    through = "".join(f", through {relay}" for relay in relays)
    return f"{innermost}{through} ({_spaced(reason.voice or 'narration')})"


def _date(date: Dated) -> str:
    words = f" from “{date.words}”" if date.words else ""
    basis = _BASES.get(date.basis or "", date.basis or "")
    return f"{date.edtf}{words}{', ' if basis else ''}{basis}"


def _spaced(name: str) -> str:
    """Return a camel-case name as words.

    >>> _spaced("directSpeech"), _spaced("host")
    ('direct speech', 'host')
    """
    return "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in name)


def marked(words: str, cues: tuple[Span, ...]) -> Text:
    """Return the words with each cue in brackets, and bold on a terminal.

    >>> marked("Делегация прибыла с визитом", (Span(10, 17), Span(20, 27))).plain
    'Делегация [прибыла] с [визитом]'
    """
    line, at = Text(), 0
    for cue in cues:
        if cue.start < at:
            continue  # two cues may share words
        line.append(words[at : cue.start])
        line.append(f"[{words[cue.start : cue.stop]}]", style="bold yellow")
        at = cue.stop
    line.append(words[at:])
    line.plain = " ".join(line.plain.split()) if "\n" in line.plain else line.plain
    return line
