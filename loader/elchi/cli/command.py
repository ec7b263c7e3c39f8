"""What all commands share: examples in the help, options, and errors turned into messages.

The boundary of the process is :meth:`Command.invoke`: an error that the caller can decide about
becomes one line on standard error and exit code 2, never a traceback unless ``--debug`` asks for it.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import click

from elchi.errors import LoaderError

NOT_CONFORMING = 1
UNUSABLE = 2
PARTIAL = 3
FAULT = 70
INTERRUPTED = 130

P = ParamSpec("P")
R = TypeVar("R")
Option = Callable[[Callable[P, R]], Callable[P, R]]


class Command(click.Command):
    """A command whose help shows ``examples`` and whose errors are messages.

    Args:
        examples: command lines that run as they stand; the tests run them.
        options: what :class:`click.Command` takes.
    """

    def __init__(self, *, examples: Sequence[str] = (), **options: Any) -> None:
        """Add ``--debug`` to the options of the command."""
        super().__init__(**options)
        self.examples = tuple(examples)
        self.params.append(
            click.Option(["--debug"], is_flag=True, expose_value=False, help="Show where an error arose.")
        )

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples below the options."""
        with formatter.section("Examples"):
            for example in self.examples:
                formatter.write_text(example)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse, and remember whether ``--debug`` was given."""
        ctx.meta["elchi.debug"] = "--debug" in args
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; end with a message and an exit code where it fails."""
        if ctx.meta["elchi.debug"]:
            return super().invoke(ctx)
        try:
            return super().invoke(ctx)
        except LoaderError as error:
            stop(str(error), UNUSABLE)
        except BrokenPipeError:
            # The reader of our output (head, less) went away: that is its right.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(0)
        except (KeyboardInterrupt, click.Abort):
            stop("stopped", INTERRUPTED)
        except OSError as error:
            stop(os_message(error), UNUSABLE)
        except (click.ClickException, click.exceptions.Exit):
            raise
        except Exception as error:
            fault = f"a fault in Elchi: {type(error).__name__}: {error}"
            stop(f"{fault}\nRun it again with --debug to see where, and report it.", FAULT)


def stop(message: str, code: int) -> None:
    """Print ``message`` on standard error and end with exit code ``code``.

    Raises:
        click.exceptions.Exit: always.
    """
    click.echo(f"elchi: {message}", err=True)
    raise click.exceptions.Exit(code)


def os_message(error: OSError) -> str:
    """Return what an operating system error says, the file first.

    >>> os_message(FileNotFoundError(2, "No such file or directory", "notes.ttl"))
    'notes.ttl: no such file or directory'
    >>> os_message(OSError(28, "No space left on device"))
    'the disk is full; make room and run the same command again'
    """
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "the disk is full; make room and run the same command again"
    reason = (error.strerror or str(error)).strip()
    reason = reason[:1].lower() + reason[1:]
    return f"{error.filename}: {reason}" if error.filename else reason


def store_option(command: Callable[P, R]) -> Callable[P, R]:
    """Add ``--store``, which ``ELCHI_STORE`` sets too."""
    return click.option(
        "--store",
        "folder",
        metavar="DIR",
        envvar="ELCHI_STORE",
        default="elchi-store",
        show_default=True,
        show_envvar=True,
        type=click.Path(file_okay=False, path_type=Path),
        help="Folder of the store.",
    )(command)


def authority_option(command: Callable[P, R]) -> Callable[P, R]:
    """Add ``--authority``: the user's own actors and places."""
    return click.option(
        "--authority",
        "authority",
        metavar="FILE",
        multiple=True,
        envvar="ELCHI_AUTHORITY",
        show_envvar=True,
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        help="Turtle file of actors and places to add to Elchi's own (repeatable).",
    )(command)


def lexicon_option(command: Callable[P, R]) -> Callable[P, R]:
    """Add ``--lexicon``: the user's own words."""
    return click.option(
        "--lexicon",
        "lexicon",
        metavar="DIR",
        multiple=True,
        envvar="ELCHI_LEXICON",
        show_envvar=True,
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        help="Folder of word lists to add to Elchi's own (TOML; repeatable).",
    )(command)


def tagger_option(command: Callable[P, R]) -> Callable[P, R]:
    """Add ``--tagger``: names that an installed package finds."""
    return click.option(
        "--tagger",
        metavar="NAME",
        envvar="ELCHI_TAGGER",
        show_envvar=True,
        help="Installed named-entity tagger whose names are added to Elchi's own.",
    )(command)


def engine_option(command: Callable[P, R]) -> Callable[P, R]:
    """Add ``--engine``: who checks graphs against the shapes."""
    return click.option(
        "--engine",
        # those of elchi.validate.ENGINES, which is not imported here: the help of a command must come at once
        type=click.Choice(["shacl", "pyshacl"]),
        envvar="ELCHI_ENGINE",
        default="shacl",
        show_default=True,
        show_envvar=True,
        help="SHACL engine: the fast one, or the reference.",
    )(command)


def output_option(command: Callable[P, R]) -> Callable[P, R]:
    """Add ``-o``, where the data go."""
    return click.option(
        "-o",
        "--output",
        metavar="FILE",
        type=click.Path(dir_okay=False, path_type=Path),
        help="Write to FILE instead of standard output; a name in .gz is compressed.",
    )(command)


def quiet_option(command: Callable[P, R]) -> Callable[P, R]:
    """Add ``--quiet``: no progress and no summary, errors only."""
    return click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")(command)


def telling_options(command: Callable[P, R]) -> Callable[P, R]:
    """Add ``--json``, ``--json-log`` and ``--quiet``: how a long run tells of what it does."""
    command = quiet_option(command)
    command = click.option("--json-log", is_flag=True, help="Write troubles, progress and summary as lines of JSON.")(
        command
    )
    return click.option("--json", "as_json", is_flag=True, help="Write an outcome for each article as a line of JSON.")(
        command
    )


def private_option(command: Callable[P, R]) -> Callable[P, R]:
    """Add ``--allow-private``: what may be fetched."""
    return click.option("--allow-private", is_flag=True, help="Fetch URLs of private and local addresses, too.")(
        command
    )


def published_option(command: Callable[P, R]) -> Callable[P, R]:
    """Add ``--published``: the date of articles that state none."""
    return click.option(
        "--published",
        metavar="DATE",
        callback=day,
        help="Date of publication (2022-05-11, 2022-05 or 2022) of articles that state none.",
    )(command)


def columns_option(command: Callable[P, R]) -> Callable[P, R]:
    """Add ``--columns``: what the keys of records are called."""
    return click.option(
        "--columns",
        metavar="KEY=NAME,...",
        default="",
        callback=_columns,
        help="What the keys or columns of records are called: text=body,published=date.",
    )(command)


def _columns(context: click.Context, option: click.Parameter, value: str) -> object:
    from elchi.read import Columns  # here, so that the help of a command comes at once

    return Columns.parse(value)


def day(context: click.Context, option: click.Parameter, value: str | None) -> str | None:
    """Return a date of publication as it was given, if it is one."""
    if value is None:
        return None
    year, _, rest = value.partition("-")
    month, _, day = rest.partition("-")
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        good = False
    else:
        good = [len(part) for part in value.split("-")] in ([4], [4, 2], [4, 2, 2])
    if not good:
        raise click.BadParameter(f"{value!r} is no date; give 2022-05-11, 2022-05 or 2022")
    return value
