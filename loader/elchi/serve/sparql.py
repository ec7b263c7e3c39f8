"""The SPARQL 1.1 Protocol, its query part (https://www.w3.org/TR/sparql11-protocol/).

Beyond the standard, ``format=`` names a syntax where a client cannot set headers, and ``timeout=`` lowers the seconds
that a query may take.
"""

from __future__ import annotations

import asyncio
import math
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from elchi.query import guard
from elchi.serve import description, formats, inputs
from elchi.serve.answers import options_of, respond, static
from elchi.serve.failures import RefusedError
from elchi.serve.formats import GRAPHS, ROWS, Format
from elchi.serve.inputs import Parameters
from elchi.serve.negotiate import best

_FORM = "application/x-www-form-urlencoded"
_QUERY = "application/sparql-query"
_UPDATE = "application/sparql-update"
_COMPACTED = "http://www.w3.org/ns/json-ld#compacted"
"""Profile by which clients ask for JSON-LD in short (https://www.w3.org/TR/json-ld11/#iana-considerations)."""
_EDITOR = "/query"
"""Where people, rather than programs, ask."""
_SHORT = 4000
"""Characters of what is asked; what is longer is looked at beside the loop, which has others to serve, and not kept."""


class Plan(NamedTuple):
    """How a query is answered: its format, what that is sent as, whether the answer lasts as long as the data."""

    form: Format
    media_type: str
    lasts: bool


async def sparql(request: Request) -> Response:
    """Answer a query; describe the service if there is none."""
    parameters = await _parameters(request)
    if parameters.all("update"):
        raise _changes_nothing()
    text = parameters.one("query")
    if text is None and request.method == "POST":
        raise RefusedError(400, "give the query as query=")
    if text is None:
        return _described(request, parameters)
    if len(text) > guard.LONGEST:
        raise RefusedError(413, f"the query has {len(text)} characters; at most {guard.LONGEST} are read")
    return await _answered(request, parameters, text)


async def _answered(request: Request, parameters: Parameters, text: str) -> Response:
    asked = parameters.all("format")
    form, media_type, lasts = await _plan(text, request.headers.get("Accept"), asked)
    arguments = {
        "sparql": text,
        "base": f"{options_of(request).address}/sparql",
        "format": form.name,
        "media_type": media_type,
        "default_graphs": inputs.iris(parameters, "default-graph-uri"),
        "named_graphs": inputs.iris(parameters, "named-graph-uri"),
    }
    if form.name == "jsonld" and _COMPACTED in request.headers.get("Accept", ""):
        arguments["context"] = f"{options_of(request).address}/context.jsonld"
    headers = {"Content-Disposition": _disposition(form, asked)}
    if not lasts:
        headers["Cache-Control"] = "no-store"
    return await respond(request, "query", arguments, headers=headers, timeout=_timeout(parameters))


async def _parameters(request: Request) -> Parameters:
    """Return the parameters of a request, wherever they stand.

    Raises:
        RefusedError: if they cannot be read, or the body is an update.
    """
    given = inputs.of_address(request)
    if request.method != "POST":
        return given
    kind = inputs.media_type(request, (_FORM, _QUERY, _UPDATE))
    if kind == _UPDATE:
        raise _changes_nothing()
    data = await inputs.body(request)
    if kind == _FORM:
        return given + Parameters.parse(data)
    try:
        return given + Parameters((("query", data.decode()),))
    except UnicodeDecodeError as error:
        raise RefusedError(400, f"the query is not UTF-8: {error.reason} at byte {error.start}") from error


def _changes_nothing() -> RefusedError:
    return RefusedError(403, "updates are refused: this service only reads; use elchi load and elchi remove")


async def _plan(text: str, accept: str | None, asked: tuple[str, ...]) -> Plan:
    """Return how a query is answered; who asks for the same in a short one is told what is known already."""
    if len(text) + len(accept or "") + sum(map(len, asked)) <= _SHORT:
        return _known(text, accept, asked)
    return await asyncio.to_thread(_planned, text, accept, asked)


def _planned(text: str, accept: str | None, asked: tuple[str, ...]) -> Plan:
    """Return how a query is answered; a malformed one fails later, where its place can be told.

    Raises:
        RefusedError: if none of the formats fits.
    """
    offered = GRAPHS if guard.form(text) in ("CONSTRUCT", "DESCRIBE") else ROWS
    return Plan(*formats.chosen(accept, asked, offered), guard.is_lasting(text))


_known = lru_cache(maxsize=1024)(_planned)


def _timeout(parameters: Parameters) -> float | None:
    """Return the seconds that a client gives its query.

    Raises:
        RefusedError: 400, if they are no positive number.
    """
    given = parameters.one("timeout")
    if given is None:
        return None
    try:
        seconds = float(given)
    except ValueError:
        seconds = math.nan
    if not 0 < seconds < math.inf:
        raise RefusedError(400, f"timeout={given[:40]}: a number of seconds above 0 is expected")
    return seconds


def _disposition(form: Format, asked: Sequence[str]) -> str:
    """Return how a browser treats an answer: tables that were asked for by name are files to keep."""
    kept = asked and form.name in ("csv", "tsv")
    return f'{"attachment" if kept else "inline"}; filename="answer.{form.name}"'


def _described(request: Request, parameters: Parameters) -> Response:
    """Answer with the service description, or lead a person to the editor."""
    accept, asked = request.headers.get("Accept"), parameters.all("format")
    if not asked and accept is not None:
        types = [form.media_type for form in GRAPHS]
        if best(accept, [*types, "text/html"]) == "text/html":
            return RedirectResponse(f"{options_of(request).address}{_EDITOR}", 303, {"Vary": "Accept"})
    form, media_type = formats.chosen(accept, asked, GRAPHS)
    return static(request, description.written(options_of(request).address, form), media_type)


ROUTES = [Route(path, sparql, methods=["GET", "POST"]) for path in ("/sparql", "/sparql/")]
