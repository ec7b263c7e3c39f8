"""A job's answer to a response of HTTP."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from elchi.serve import streaming
from elchi.serve.failures import RefusedError
from elchi.serve.options import Options
from elchi.serve.workers import Pool


def pool_of(request: Request) -> Pool:
    """Return the workers of the server that got a request."""
    found: Pool = request.app.state.pool
    return found


def options_of(request: Request) -> Options:
    """Return how the server that got a request is run."""
    found: Options = request.app.state.options
    return found


async def respond(
    request: Request,
    job: str,
    arguments: Mapping[str, Any],
    *,
    headers: Mapping[str, str] | None = None,
    timeout: float | None = None,
) -> Response:
    """Have a job done and stream its answer; what the client has already is not sent again.

    Args:
        request: of the client; its ``If-None-Match`` is looked at.
        job: name of one of :data:`elchi.serve.jobs.JOBS`.
        arguments: of the job; with the version of what is served they make the ``ETag``.
        headers: further ones of the answer.
        timeout: seconds that it may take, if fewer than the server allows.

    Raises:
        RefusedError: if the job refuses, or cannot be done now.
    """
    pool = pool_of(request)
    tag = _tag(pool.version, job, arguments)
    more = {"ETag": tag, "Vary": "Accept", **(headers or {})}
    if tag in [known.strip() for known in request.headers.get("If-None-Match", "").split(",")]:
        return Response(status_code=304, headers=more)
    answer = await pool.ask(job, arguments, timeout=timeout, gone=lambda: streaming.left(request))
    more["ETag"] = _tag(answer.version, job, arguments)
    more.update(answer.head.headers)
    return streaming.response(answer, more)


async def gather(request: Request, job: str, arguments: Mapping[str, Any]) -> bytes:
    """Have a job done and return its whole answer, for what is made of it here; raises what :func:`respond` does."""
    answer = await pool_of(request).ask(job, arguments)
    return b"".join([chunk async for chunk in answer.chunks])


async def refused(request: Request, error: Exception) -> Response:
    """Return the response for a refusal: its message as plain text."""
    if not isinstance(error, RefusedError):
        raise error
    return PlainTextResponse(f"{error.message}\n", error.status, error.headers)


def _tag(version: str, job: str, arguments: Mapping[str, Any]) -> str:
    spelt = repr((version, job, sorted(arguments.items())))
    return f'"{hashlib.sha256(spelt.encode()).hexdigest()[:32]}"'
