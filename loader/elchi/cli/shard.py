"""``elchi shard``: an archive to a folder of N-Quads files."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from contextlib import closing
from pathlib import Path

import click

from elchi.cli.command import Command, private_option, telling_options
from elchi.cli.config import config_options, ready
from elchi.cli.progress import Progress
from elchi.read import parts
from elchi.runners import local
from elchi.runners.spark import check, spark
from elchi.sharding import SIZE, Runner, lasting
from elchi.sharding import shard as outcomes_of
from elchi.shards import Config, Manifest, Split, folder


def _settings(context: click.Context, option: click.Parameter, value: tuple[str, ...]) -> dict[str, str]:
    if bad := next((one for one in value if "=" not in one), None):
        raise click.BadParameter(f"{bad!r} is no setting; give NAME=VALUE")
    return dict(one.split("=", 1) for one in value)


@click.command(
    cls=Command,
    examples=(
        "elchi shard corpus.jsonl -o shards",
        "elchi shard corpus.jsonl folder/ -o shards --jobs 2",
        "cat article.txt | elchi shard - -o shards --json",
    ),
)
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option(
    "-o",
    "--output",
    "out",
    metavar="DIR",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder of the shards; a new one, or that of an earlier elchi shard.",
)
@config_options
@private_option
@click.option(
    "--runner",
    type=click.Choice(["local", "spark"]),
    default="local",
    show_default=True,
    help="Who makes the shards: a pool of processes, or Apache Spark.",
)
@click.option(
    "--jobs", metavar="N", type=click.IntRange(1), help="Processes on this machine.  [default: all processors]"
)
@click.option("--master", metavar="URL", help="Where Spark runs: spark://host:7077, yarn, k8s://….  [default: here]")
@click.option(
    "--spark-conf",
    "settings",
    metavar="NAME=VALUE",
    multiple=True,
    callback=_settings,
    help="Setting of Spark (repeatable).",
)
@telling_options
@click.pass_context
def shard(
    context: click.Context,
    sources: tuple[str, ...],
    out: Path,
    config: Config,
    allow_private: bool,
    runner: str,
    jobs: int | None,
    master: str | None,
    settings: dict[str, str],
    as_json: bool,
    json_log: bool,
    quiet: bool,
) -> None:
    """Read an archive into shards: N-Quads files, on all processors or on Apache Spark.

    SOURCE is as for elchi load. Each shard is some thousand articles: N-Quads with a manifest, dead letters
    and merge keys. Shards that are finished are not made again. elchi load --from-shards takes them into a store;
    other stores read the N-Quads as they are.
    """
    run = _runner(runner, jobs, master, settings)
    ready(lasting(config), quiet=quiet)
    progress = Progress(sources, quiet=quiet, as_json=as_json, json_log=json_log)
    with folder.locked(out), progress:
        found = parts(
            sources,
            size=SIZE,
            spool=out / folder.SPOOL,
            allow_private=allow_private,
            limits=config.limits,
            columns=config.columns,
        )
        # Spark asks for all parts at once: how many it has asked for says nothing of how far it is.
        counted = progress.counted(found) if runner == "local" else found
        with closing(outcomes_of(counted, out, config=config, runner=run)) as outcomes:
            for outcome in outcomes:
                progress.add(outcome)
    if not (quiet or json_log):
        whole = folder.whole(out)
        click.echo(f"{out}: {whole.shards} shards, {whole.documents:,} documents, {whole.quads:,} quads", err=True)
    context.exit(progress.code(("loaded",)))


def _runner(name: str, jobs: int | None, master: str | None, settings: dict[str, str]) -> Runner:
    """Return who makes the shards.

    Raises:
        ShardError: if Spark is asked for and not there.
    """
    count = jobs or local.processors()
    if name == "local":
        if master is not None or settings:
            raise click.UsageError("--master and --spark-conf are for --runner spark")
        return lambda splits, config, out: local.pool(splits, config, out, jobs=count)
    if master is not None and jobs is not None:
        raise click.UsageError("--jobs is for this machine; --master says where Spark runs")
    check()

    def run(splits: Iterable[Split], config: Config, out: Path) -> Generator[Manifest, None, None]:
        return spark(splits, config, out, master=master or f"local[{count}]", settings=settings)

    return run
