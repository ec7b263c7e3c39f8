"""An answer of a worker to a response, as fast as the client takes it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from elchi.serve.kept import LARGEST
from elchi.serve.workers import Answer, BrokenError

_log = logging.getLogger(__name__)


Ended = Callable[[bytes], None] | None
"""Gets an answer that has come to its end, if it is not too large to be kept."""


def response(answer: Answer, headers: Mapping[str, str], ended: Ended = None) -> Response:
    """Return the response for an answer; a short one has a length, a long one is streamed.

    Args:
        answer: of a worker.
        headers: further ones of the response.
        ended: gets the answer.
    """
    whole = answer.chunks.whole
    if whole is not None:
        if ended is not None:
            ended(whole)
        return Response(whole, answer.head.status, headers, answer.head.media_type)
    return _Streamed(answer, headers, ended)


def head(answer: Answer, headers: Mapping[str, str]) -> Response:
    """Return the response for who asks for nothing but the head of a long answer, whose length is not known.

    Args:
        answer: of a worker; its bytes are not read.
        headers: further ones of the response.
    """
    response = Response(None, answer.head.status, headers, answer.head.media_type)
    del response.headers["Content-Length"]
    return response


async def left(request: Request) -> None:
    """Return when the client has left; its request has to be read to its end before."""
    await _left(request.receive)


async def _left(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


class _Streamed(Response):
    """A response whose worker is let go as soon as the client leaves."""

    def __init__(self, answer: Answer, headers: Mapping[str, str], ended: Ended) -> None:
        self.status_code = answer.head.status
        self.media_type = answer.head.media_type
        self.background = None
        self.init_headers(headers)
        self._answer = answer
        self._ended = ended

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the answer; if it cannot be had to its end, the connection is cut, so that the client notices."""
        chunks = self._answer.chunks
        leaving = asyncio.create_task(_left(receive))
        leaving.add_done_callback(lambda _: chunks.close())
        try:
            await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
            sent = bytearray()
            async for data in chunks:
                await send({"type": "http.response.body", "body": data, "more_body": True})
                if self._ended is not None and len(sent) <= LARGEST:
                    sent += data
            if self._ended is not None:
                self._ended(bytes(sent))
            await send({"type": "http.response.body", "body": b"", "more_body": False})
        except BrokenError as error:
            _log.error("an answer was cut off: %s", error)
        finally:
            chunks.close()
            leaving.cancel()
