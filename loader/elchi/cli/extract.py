"""``elchi extract``: text in, graph or facts out, without a store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import IO

import click
import pyoxigraph as ox

from elchi import graph, taggers, vocab
from elchi.api import Document
from elchi.cli.command import (
    PARTIAL,
    UNUSABLE,
    Command,
    authority_option,
    columns_option,
    lexicon_option,
    output_option,
    private_option,
    published_option,
    quiet_option,
    tagger_option,
)
from elchi.cli.streams import output as opened
from elchi.cli.streams import suffix
from elchi.export import FORMATS, syntax
from elchi.lexicon import Lexicons, lexicons
from elchi.model import Article
from elchi.pipeline import extract as reading
from elchi.read import Columns, Item, Skipped, articles


@click.command(
    cls=Command,
    examples=(
        "elchi extract article.txt",
        "elchi extract article.txt --published 2022-05-11 --format turtle",
        "elchi extract corpus.jsonl --format jsonl -o facts.jsonl.gz",
        "elchi extract archive.csv --columns text=body,published=date",
    ),
)
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option(
    "-f",
    "--format",
    "form",
    metavar="FORMAT",
    help=f"json, jsonl (a line for each article), {', '.join(FORMATS)}.  [default: by the ending of -o, else json]",
)
@click.option("--with-text", is_flag=True, help="Write the words of the article, too (RDF with graphs only).")
@published_option
@columns_option
@private_option
@authority_option
@lexicon_option
@tagger_option
@output_option
@quiet_option
@click.pass_context
def extract(
    context: click.Context,
    sources: tuple[str, ...],
    form: str | None,
    with_text: bool,
    published: str | None,
    columns: Columns,
    allow_private: bool,
    authority: tuple[Path, ...],
    lexicon: tuple[Path, ...],
    tagger: str | None,
    output: Path | None,
    quiet: bool,
) -> None:
    """Read one article without a store: text in, graph or facts out.

    SOURCE is as for load; where it holds several articles, what they say comes one after the other.
    """
    name = form or suffix(output) or "json"
    name = name if name in ("json", "jsonl") else syntax(name)
    words = lexicons(authority_files=authority, folders=lexicon)
    chosen = None if tagger is None else taggers.named(tagger)
    good: list[str] = []
    bad: list[str] = []
    found = articles(sources, published=published, allow_private=allow_private, columns=columns)
    with opened(output) as stream:
        _write(_documents(_good(found, bad), words, chosen, good), stream, name, with_text)
    if bad:
        context.exit(PARTIAL if good else UNUSABLE)


def _good(found: Iterator[Item], bad: list[str]) -> Iterator[Article]:
    """Yield the articles; say what is none, and note it in ``bad`` unless it was passed over on purpose."""
    for item in found:
        if isinstance(item, Article):
            yield item
        elif not isinstance(item, Skipped):
            bad.append(item.origin)
            click.echo(f"{item.origin}: failed: {item.message}", err=True)


def _documents(
    found: Iterator[Article], words: Lexicons, tagger: taggers.Named | None, good: list[str]
) -> Iterator[Document]:
    for article in found:
        good.append(article.id)
        yield Document(reading(article, lexicons=words, tagger=tagger))


def _write(documents: Iterator[Document], stream: IO[bytes], name: str, with_text: bool) -> None:
    if name in ("json", "jsonl"):
        for document in documents:
            stream.write(f"{document.json(indent=2 if name == 'json' else None)}\n".encode())
        return
    form = FORMATS[name]
    quads = (quad for document in documents for quad in _quads(document, with_text))
    statements = quads if form.supports_datasets else (quad.triple for quad in quads)
    ox.serialize(statements, stream, form, prefixes=vocab.PREFIXES)


def _quads(document: Document, with_text: bool) -> list[ox.Quad]:
    return [*document.quads(), *(graph.text_quads(document.reading) if with_text else ())]
