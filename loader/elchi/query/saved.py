"""The saved queries: files of SPARQL whose header says what they answer.

The header of a file is its first block of comment lines::

    # Who visited which state?
    #
    # param host state: visits to this state
    # param from since = 2020: only from then on
    # param person actor required: who
    # column visitor: names of the persons that travel

A parameter is a variable that is replaced by a term before the query runs and stays unbound if it is not given,
or ``limit`` or ``offset``, which change the number after that keyword; a column is a variable that the query projects.
A variable may be both. Queries in a folder are called ``folder/name``; the program lists them apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from importlib.resources.abc import Traversable

from elchi._resources import resource
from elchi.errors import QueryError

_PARAMETER = re.compile(
    r"param (?P<name>\w+) (?P<type>\w+)(?P<required> required)?(?: = (?P<default>[^:]+))?: (?P<text>.+)"
)
PAGING = ("limit", "offset")
"""Parameters that are no variables: each sets the number after the one such keyword of the query."""
_COLUMN = re.compile(r"column (?P<name>\w+): (?P<text>.+)")


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a saved query can be given: the name of its variable, the type of its value, its meaning."""

    name: str
    type: str
    text: str
    required: bool = False
    default: str | None = None


@dataclass(frozen=True, slots=True)
class Saved:
    """A saved query: its name, what it answers, its parameters, its columns with their meaning, its text."""

    name: str
    answers: str
    parameters: tuple[Parameter, ...]
    columns: tuple[tuple[str, str], ...]
    sparql: str


def names(folder: str = "") -> tuple[str, ...]:
    """Return the names of the saved queries in a folder, sorted; of those in none if it is empty.

    >>> "visits" in names()
    True
    """
    return tuple(name for name in _files() if name.rpartition("/")[0] == folder)


def folders() -> tuple[str, ...]:
    """Return the names of the folders of saved queries, sorted."""
    return tuple(sorted({name.rpartition("/")[0] for name in _files()} - {""}))


def saved(name: str) -> Saved:
    """Return a saved query.

    Raises:
        QueryError: if there is none of this name; the message gives the nearest ones.

    >>> saved("visits").parameters[3]
    Parameter(name='host', type='state', text='visits to this state', required=False, default=None)
    """
    file = _files().get(name)
    if file is None:
        near = get_close_matches(name, _files(), n=3, cutoff=0.5)
        hint = f"did you mean {' or '.join(near)}?" if near else f"there are {', '.join(names())}"
        raise QueryError(f"{name}: no saved query is called so; {hint}")
    return parse(name, file.read_text(encoding="utf-8"))


def parse(name: str, text: str) -> Saved:
    """Return the query that a file holds.

    Args:
        name: what it is called.
        text: the file.

    Raises:
        QueryError: if a line of the header is neither prose, nor a parameter, nor a column.
    """
    answers: list[str] = []
    parameters: list[Parameter] = []
    columns: list[tuple[str, str]] = []
    for line in _header(text):
        if line.startswith("param "):
            parameters.append(_parameter(name, line))
        elif line.startswith("column "):
            columns.append(_column(name, line))
        elif line:
            answers.append(line)
    return Saved(name, " ".join(answers), tuple(parameters), tuple(columns), text)


@lru_cache(maxsize=1)
def _files() -> dict[str, Traversable]:
    found = dict(_below(resource("queries"), ""))
    return {name: found[name] for name in sorted(found)}


def _below(folder: Traversable, name: str) -> Iterator[tuple[str, Traversable]]:
    for file in folder.iterdir():
        if file.is_dir():
            yield from _below(file, f"{name}{file.name}/")
        elif file.name.endswith(".rq"):
            yield name + file.name.removesuffix(".rq"), file


def _header(text: str) -> list[str]:
    lines = []
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        lines.append(line.removeprefix("#").strip())
    return lines


def _parameter(name: str, line: str) -> Parameter:
    match = _PARAMETER.fullmatch(line)
    if match is None:
        raise QueryError(f"{name}.rq: a parameter is 'param NAME TYPE [required] [= DEFAULT]: meaning', not {line!r}")
    required = match["required"] is not None
    return Parameter(match["name"], match["type"], match["text"], required, match["default"])


def _column(name: str, line: str) -> tuple[str, str]:
    match = _COLUMN.fullmatch(line)
    if match is None:
        raise QueryError(f"{name}.rq: a column is 'column NAME: meaning', not {line!r}")
    return match["name"], match["text"]
