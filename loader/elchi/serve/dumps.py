"""The whole dataset as one file, in four formats.

``/dump.nq.gz`` and ``/dump.nt.gz`` have the bytes that ``elchi export`` writes.
"""

from __future__ import annotations

import asyncio
import gzip
import io
from collections.abc import AsyncIterator
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from elchi import vocab
from elchi.export import PACKING
from elchi.serve.answers import options_of, pool_of, unchanged
from elchi.serve.failures import RefusedError
from elchi.serve.workers import Answer, BrokenError

_AT_ONCE = 500
"""Documents of a part: about 300,000 statements, a second or two."""
_PIECE = 1 << 20
"""Bytes that are compressed at once."""


@dataclass(frozen=True, slots=True)
class Dump:
    """A file: the job's name for its format, its media type, whether it is compressed."""

    format: str
    media_type: str
    packed: bool


DUMPS = {
    "nq.gz": Dump("nquads", "application/gzip", True),
    "nt.gz": Dump("ntriples", "application/gzip", True),
    "trig": Dump("trig", "application/trig", False),
    "jsonld": Dump("jsonld", "application/ld+json", False),
}
"""Ending of the address to file."""


async def dump(request: Request) -> Response:
    """Answer with the dataset; a new snapshot in the meantime cuts the file off, and the client notices."""
    ending = request.path_params["ending"]
    if ending not in DUMPS:
        raise RefusedError(404, f"there are {', '.join(f'/dump.{one}' for one in DUMPS)}")
    wanted = DUMPS[ending]
    answer = await pool_of(request).ask("keys", {})
    headers = unchanged(request, answer.version, f"dump.{ending}")
    if isinstance(headers, Response):
        answer.chunks.close()
        return headers
    headers["Content-Disposition"] = f'attachment; filename="elchi.{ending}"'
    keys = tuple(b"".join([chunk async for chunk in answer.chunks]).decode().split())
    if request.method == "HEAD":
        return Response(None, headers=headers, media_type=wanted.media_type)
    plain = _framed(request, wanted, await _begun(request, wanted), keys, answer.version)
    return StreamingResponse(_packed(plain) if wanted.packed else plain, 200, headers, wanted.media_type)


async def _begun(request: Request, wanted: Dump) -> Answer:
    """Return the first part, which may take long, so that a refusal is not told in the middle of a file.

    Raises:
        RefusedError: if it cannot be had, with what else there is.
    """
    try:
        return await _part(request, wanted, "before")
    except RefusedError as error:
        hint = "; /dump.trig begins at once, elchi export takes all the time that it needs"
        raise RefusedError(error.status, f"{error.message}{hint}", error.headers) from error


async def _framed(
    request: Request, wanted: Dump, first_part: Answer, keys: tuple[str, ...], version: str
) -> AsyncIterator[bytes]:
    """Yield the parts of a file with what stands around them."""
    if wanted.format == "trig":
        yield "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in sorted(vocab.PREFIXES.items())).encode()
    elif wanted.format == "jsonld":
        yield f'{{"@context": "{options_of(request).address}/context.jsonld", "@graph": [\n'.encode()
    first = wanted.format == "jsonld"
    async for chunk in _parts(request, wanted, first_part, keys, version):
        yield chunk.removeprefix(b",\n") if first else chunk
        first = False
    if wanted.format == "jsonld":
        yield b"\n]}\n"


async def _parts(
    request: Request, wanted: Dump, first: Answer, keys: tuple[str, ...], version: str
) -> AsyncIterator[bytes]:
    stretches = [keys[start : start + _AT_ONCE] for start in range(0, len(keys), _AT_ONCE)]
    parts: tuple[str | tuple[str, ...], ...] = ("before", *stretches, "after")
    for part in parts:
        answer = first if part == "before" else await _part(request, wanted, part)
        try:
            if answer.version != version:
                raise BrokenError("the store has changed since the dump began")
            async for chunk in answer.chunks:
                yield chunk
        finally:
            answer.chunks.close()


async def _part(request: Request, wanted: Dump, part: str | tuple[str, ...]) -> Answer:
    return await pool_of(request).ask("part", {"format": wanted.format, "part": part})


async def _packed(plain: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """Yield a stream compressed as ``elchi export`` does: no name and no time in it."""
    out = io.BytesIO()
    with gzip.GzipFile(filename="", fileobj=out, mode="wb", compresslevel=PACKING, mtime=0) as file:
        waiting: list[bytes] = []
        async for chunk in plain:
            waiting.append(chunk)
            if sum(map(len, waiting)) >= _PIECE:
                await asyncio.to_thread(file.write, b"".join(waiting))
                waiting.clear()
                yield out.getvalue()
                out.seek(0)
                out.truncate()
        file.write(b"".join(waiting))
    yield out.getvalue()


ROUTES = [Route("/dump.{ending}", dump)]
