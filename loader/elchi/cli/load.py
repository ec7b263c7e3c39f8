"""``elchi load``: articles into the store."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import closing
from pathlib import Path

import click

from elchi.cli.command import Command, private_option, store_option, telling_options
from elchi.cli.config import config_options, ready
from elchi.cli.progress import Progress
from elchi.loading import Plan, prepare, take
from elchi.loading import load as outcomes_of
from elchi.model import Outcome
from elchi.read import parts
from elchi.runners.local import processors
from elchi.shards import SIZE, Config, known
from elchi.shards import folder as shard_folder
from elchi.store import Store

_IN_STORE = ("loaded", "unchanged", "replaced", "quarantined")


@click.command(
    cls=Command,
    examples=(
        "elchi load article.txt",
        "elchi load --published 2022-05-11 page.html",
        "elchi load corpus.jsonl folder/ --store news",
        "elchi load archive.csv --columns text=body,published=date",
        "elchi load corpus.jsonl --jobs 2 --since 2022 --lang uz,ru --only-diplomacy",
        "cat article.txt | elchi load -",
    ),
)
@click.argument("sources", nargs=-1, metavar="SOURCE...")
@store_option
@config_options
@private_option
@click.option("--jobs", metavar="N", type=click.IntRange(1), help="Processes that read.  [default: all processors]")
@click.option("--limit", metavar="N", type=click.IntRange(1), help="End when N articles are in the store.")
@click.option("--reextract", is_flag=True, help="Read anew what has not changed since it was loaded, too.")
@click.option(
    "--from-shards",
    "shards",
    metavar="DIR",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Take in the shards of a folder in place of sources.",
)
@telling_options
@click.pass_context
def load(
    context: click.Context,
    sources: tuple[str, ...],
    folder: Path,
    config: Config,
    allow_private: bool,
    jobs: int | None,
    limit: int | None,
    reextract: bool,
    shards: Path | None,
    as_json: bool,
    json_log: bool,
    quiet: bool,
) -> None:
    """Read articles and put what they say into the store.

    SOURCE is a file of text, HTML, records (JSONL, CSV, TSV, Parquet) or a web archive (WARC), compressed too (.gz,
    .zst), a folder of them, a URL of a page or a feed, or - for standard input. An article that has not changed since
    it was loaded is passed over; one that has changed is replaced; of a feed (RSS, Atom) only pages that are not in
    the store are fetched. A load that was stopped goes on when the same command is run again.
    """
    if bool(sources) == (shards is not None):
        raise click.UsageError("give sources, or --from-shards DIR")
    ready(config, quiet=quiet)
    plan = Plan(jobs=jobs or processors(), reextract=reextract, limit=limit)
    progress = Progress(sources, quiet=quiet, as_json=as_json, json_log=json_log)
    with Store.open(folder, write=True) as store, progress:
        if shards is None:
            found = parts(
                sources,
                size=SIZE,
                spool=store.scratch,
                allow_private=allow_private,
                limits=config.limits,
                columns=config.columns,
                known=None if reextract else store.has,
            )
            run = outcomes_of(progress.counted(found), store, config=config, plan=plan)
        else:
            run = _from_shards(shards, store, config, plan)
        with closing(run):
            for outcome in run:
                progress.add(outcome)
    context.exit(progress.code(_IN_STORE))


def _from_shards(shards: Path, store: Store, config: Config, plan: Plan) -> Generator[Outcome, None, None]:
    prepare(store, known(config))
    return take(shard_folder.manifests(shards), shards, store, plan=plan)
