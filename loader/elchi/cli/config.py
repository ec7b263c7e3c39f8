"""The options that say how articles are read, the same for every command that makes shards of them."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

import click

from elchi.cli.command import (
    authority_option,
    columns_option,
    day,
    engine_option,
    lexicon_option,
    published_option,
    tagger_option,
)
from elchi.shards import Config
from elchi.shards.making import tools

P = ParamSpec("P")
R = TypeVar("R")


def config_options(command: Callable[..., R]) -> Callable[..., R]:
    """Add the options of a :class:`elchi.shards.Config`, which the command gets as ``config``."""

    @wraps(command)
    def configured(*args: Any, **options: Any) -> R:
        config = Config(**{name: options.pop(option) for name, option in _NAMES.items()})
        return command(*args, config=config, **options)

    made: Callable[..., R] = configured
    for option in reversed(_OPTIONS):
        made = option(made)
    return made


def ready(config: Config, *, quiet: bool) -> None:
    """Make ready what articles are read with, before anything is written, and say which engine checks.

    Raises:
        LoaderError: if a word list does not parse, or there is no such tagger.
    """
    checker = tools(config).checker
    if checker.because and not quiet:
        click.echo(f"elchi: {checker.engine} checks in place of {config.engine}: {checker.because}", err=True)


def _tags(context: click.Context, option: click.Parameter, value: str | None) -> tuple[str, ...]:
    return tuple(tag.strip() for tag in (value or "").split(",") if tag.strip())


_NAMES = {
    "published": "published",
    "columns": "columns",
    "engine": "engine",
    "authority": "authority",
    "folders": "lexicon",
    "tagger": "tagger",
    "since": "since",
    "languages": "lang",
    "only_diplomacy": "only_diplomacy",
    "time": "time",
}
"""Field of the configuration to option."""
_OPTIONS = (
    published_option,
    columns_option,
    authority_option,
    lexicon_option,
    tagger_option,
    engine_option,
    click.option(
        "--since",
        metavar="DATE",
        callback=day,
        help="Pass over articles that were published before DATE, or on no known day.",
    ),
    click.option(
        "--lang", metavar="TAGS", callback=_tags, help="Pass over articles that are not in these languages: uz,ru."
    ),
    click.option("--only-diplomacy", is_flag=True, help="Pass over articles in which nothing was found."),
    click.option("--time", metavar="TIME", help="Time of the run for the provenance, ISO 8601.  [default: none]"),
)
