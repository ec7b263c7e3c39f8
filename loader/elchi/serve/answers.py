"""A job's answer to a response of HTTP."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from time import perf_counter
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from elchi.serve import streaming
from elchi.serve.failures import RefusedError
from elchi.serve.kept import Kept, Whole
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


def kept_of(request: Request) -> Kept:
    """Return the answers that the server that got a request keeps."""
    found: Kept = request.app.state.kept
    return found


async def respond(
    request: Request,
    job: str,
    arguments: Mapping[str, Any],
    *,
    headers: Mapping[str, str] | None = None,
    timeout: float | None = None,
    kept: Kept | None = None,
) -> Response:
    """Have a job done and stream its answer; what the client has already is not sent again.

    Args:
        request: of the client; its ``If-None-Match`` is looked at.
        job: name of one of :data:`elchi.serve.jobs.JOBS`.
        arguments: of the job; with the version of what is served they make the ``ETag``.
        headers: further ones of the answer; ``Cache-Control: no-store`` is for one that is another each time.
        timeout: seconds that it may take, if fewer than the server allows.
        kept: answers that need no job any more; this one comes to them.

    Raises:
        RefusedError: if the job refuses, or cannot be done now.
    """
    pool = pool_of(request)
    started = perf_counter()
    version = pool.version
    tag = tag_of(version, job, arguments)
    more = {**_revalidated(request, tag), **(headers or {})}
    keep = more["Cache-Control"] != "no-store"
    if keep and has(request, tag):
        return Response(status_code=304, headers=more)
    if kept is not None and (whole := kept.get(tag)) is not None:
        more["Server-Timing"] = "kept"
        return Response(whole.body, whole.head.status, {**more, **dict(whole.head.headers)}, whole.head.media_type)
    answer = await pool.ask(job, arguments, timeout=timeout, gone=lambda: streaming.left(request))
    if answer.version != version:
        more["ETag"] = tag = tag_of(answer.version, job, arguments)
    if not keep:
        del more["ETag"]
    more["Server-Timing"] = f"answer;dur={(perf_counter() - started) * 1000:.1f}"
    more.update(answer.head.headers)
    if request.method == "HEAD" and answer.chunks.whole is None:
        answer.chunks.close()
        return streaming.head(answer, more)
    ended = None if kept is None else lambda body: kept.put(tag, Whole(answer.head, body))
    return streaming.response(answer, more, ended)


async def gather(request: Request, job: str, arguments: Mapping[str, Any]) -> bytes:
    """Return the whole answer of a job, for what is made of it here; it is kept for the next who asks.

    Raises what :func:`respond` does.
    """
    pool, kept = pool_of(request), kept_of(request)
    if (whole := kept.get(tag_of(pool.version, job, arguments))) is not None:
        return whole.body
    answer = await pool.ask(job, arguments)
    body = b"".join([chunk async for chunk in answer.chunks])
    kept.put(tag_of(answer.version, job, arguments), Whole(answer.head, body))
    return body


def static(request: Request, data: bytes, media_type: str) -> Response:
    """Return a response that takes no job; what the client has already is not sent again.

    Args:
        request: of the client.
        data: the whole answer.
        media_type: of it.
    """
    headers = _revalidated(request, f'W/"{hashlib.sha256(data).hexdigest()[:32]}"')
    if has(request, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    return Response(data, headers=headers, media_type=media_type)


def unchanged(request: Request, version: str, name: str) -> Response | dict[str, str]:
    """Return the response for a client that has an answer already, else the headers by which it can tell later.

    Args:
        request: of the client.
        version: of what is served.
        name: tells the answer from others of that version.
    """
    headers = _revalidated(request, tag_of(version, name, {}))
    return Response(status_code=304, headers=headers) if has(request, headers["ETag"]) else headers


def has(request: Request, tag: str) -> bool:
    """Return whether a client says that it has the answer with a tag already."""
    known = [one.strip().removeprefix("W/") for one in request.headers.get("If-None-Match", "").split(",")]
    return tag.removeprefix("W/") in known or known == ["*"]


async def refused(request: Request, error: Exception) -> Response:
    """Return the response for a refusal: its message as plain text."""
    if not isinstance(error, RefusedError):
        raise error
    return PlainTextResponse(f"{error.message}\n", error.status, error.headers)


async def unrouted(request: Request, error: Exception) -> Response:
    """Return the response where no route fits: nothing is there, or not with this method.

    ``OPTIONS`` asks which methods there are.
    """
    if not isinstance(error, HTTPException):
        raise error
    headers = dict(error.headers or {})
    if "Allow" in headers:
        headers["Allow"] = ", ".join(sorted({*headers["Allow"].split(", "), "OPTIONS"}))
    if error.status_code == 405 and request.method == "OPTIONS":
        return Response(status_code=204, headers=headers)
    said = {
        404: "nothing is here; / is the explorer, /sparql the endpoint, /queries the saved queries",
        405: f"this server only reads: not {request.method}, but {headers.get('Allow')}",
    }
    return PlainTextResponse(f"{said.get(error.status_code, error.detail)}\n", error.status_code, headers)


async def failed(request: Request, error: Exception) -> Response:
    """Return the response for a fault of our own; what it was is for the log alone."""
    return PlainTextResponse("a fault in Elchi; its log says which\n", 500, {"X-Content-Type-Options": "nosniff"})


def _revalidated(request: Request, tag: str) -> dict[str, str]:
    """Return the headers by which caches keep an answer: they ask each time whether it still holds."""
    private = "private, " if options_of(request).token is not None else ""
    return {"ETag": tag, "Vary": "Accept", "Cache-Control": f"{private}no-cache"}


def tag_of(version: str, job: str, arguments: Mapping[str, Any]) -> str:
    """Return the tag of an answer; a weak one, since it is the same whether or not the answer is compressed.

    Args:
        version: of what it is computed from.
        job: that computes it.
        arguments: of the job.
    """
    spelt = repr((version, job, sorted(arguments.items())))
    return f'W/"{hashlib.blake2b(spelt.encode(), digest_size=16).hexdigest()}"'
