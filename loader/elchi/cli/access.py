"""The options that say who asks a store elsewhere, the same for every command that asks one."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

import click

from elchi.remote.access import Access

P = ParamSpec("P")
R = TypeVar("R")

_PASSWORD = "ELCHI_PUSH_PASSWORD"
_TOKEN = "ELCHI_PUSH_TOKEN"


def access_options(command: Callable[..., R]) -> Callable[..., R]:
    """Add ``--user`` and ``--timeout``, which the command gets as ``access``.

    Password and token come from the environment alone: what stands on a command line others can see.
    """

    @wraps(command)
    def configured(*args: Any, user: str | None, timeout: float, **options: Any) -> R:
        access = Access(user, os.environ.get(_PASSWORD), os.environ.get(_TOKEN), answer=timeout)
        return command(*args, access=access, **options)

    made: Callable[..., R] = configured
    for option in reversed(_OPTIONS):
        made = option(made)
    return made


_OPTIONS = (
    click.option(
        "--user",
        metavar="NAME",
        envvar="ELCHI_PUSH_USER",
        show_envvar=True,
        help=f"User at the server; the password is in {_PASSWORD} or ~/.netrc, a bearer token in {_TOKEN}.",
    ),
    click.option(
        "--timeout",
        metavar="SECONDS",
        type=click.FloatRange(min=1),
        default=300.0,
        show_default=True,
        help="How long the server may be silent.",
    ),
)
