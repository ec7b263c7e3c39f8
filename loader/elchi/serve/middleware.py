"""What goes around every answer: the log, limits, headers that browsers obey, the token, compression."""

from __future__ import annotations

import base64
import hmac
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from time import perf_counter

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from elchi.serve.negotiate import encodes

LONGEST_ADDRESS = 64 << 10
"""Bytes of a path with its query string; who asks more sends a POST."""
LARGEST_HEADERS = 32 << 10
"""Bytes of all headers of a request together."""
POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)
"""What pages may load and run. An answer that needs more brings a Content-Security-Policy of its own."""
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": POLICY,
}

_SMALL = 1000
"""Bytes of an answer that are not worth compressing."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A request that was answered.

    Attributes:
        time: when it came, ISO 8601 in UTC.
        client: address that it came from.
        method: of HTTP.
        path: as it was sent, percent-encoded, without parameters.
        status: of the answer; 499 if the client left before there was one.
        bytes: of the answer's body.
        milliseconds: from its first to its last byte.
    """

    time: str
    client: str
    method: str
    path: str
    status: int
    bytes: int
    milliseconds: float


class Logged:
    """Tells of each request when it has been answered."""

    def __init__(self, app: ASGIApp, tell: Callable[[Entry], None]) -> None:
        """Wrap an application; ``tell`` gets the entries."""
        self._app = app
        self._tell = tell

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, and tell."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        time, started = datetime.now(UTC), perf_counter()
        status, sent = 499, 0

        async def counted(message: Message) -> None:
            nonlocal status, sent
            if message["type"] == "http.response.start":
                status = message["status"]
            sent += len(message.get("body", b"")) if scope["method"] != "HEAD" else 0
            await send(message)

        try:
            await self._app(scope, receive, counted)
        except Exception:
            status = 500
            raise
        finally:
            client = _shown(scope["client"][0].encode()) if scope.get("client") else "-"
            spent = round((perf_counter() - started) * 1000, 1)
            shown = time.isoformat(timespec="milliseconds")
            self._tell(Entry(shown, client, scope["method"], _shown(scope.get("raw_path") or b""), status, sent, spent))


def _shown(raw: bytes) -> str:
    """Return what a client sent for the log; spaces, control characters and all but ASCII are encoded.

    So a line stays a line, and a column a column, whatever stands in a path or in ``X-Forwarded-For``.

    >>> _shown(b"/id/a b"), _shown(b"::1")
    ('/id/a%20b', '::1')
    """
    return "".join(chr(byte) if 32 < byte < 127 else f"%{byte:02X}" for byte in raw)


class Limited:
    """Refuses requests whose address or headers are too long."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap an application."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse with 414 or 431."""
        app = self._app
        if scope["type"] == "http":
            if len(scope.get("raw_path") or b"") + len(scope["query_string"]) > LONGEST_ADDRESS:
                app = PlainTextResponse(f"the address is longer than {LONGEST_ADDRESS} bytes; send a POST\n", 414)
            elif sum(len(name) + len(value) for name, value in scope["headers"]) > LARGEST_HEADERS:
                app = PlainTextResponse(f"the headers have more than {LARGEST_HEADERS} bytes\n", 431)
        await app(scope, receive, send)


class Secured:
    """Adds the headers by which browsers protect readers and caches tell answers apart, where they are missing."""

    def __init__(self, app: ASGIApp, open_to_all: bool) -> None:
        """Wrap an application.

        Args:
            app: the application.
            open_to_all: whether pages of all origins may read the answers. It is said in each answer, whether or not a
                page asks for it, because caches give the one for the other.
        """
        self._app = app
        added = {**_HEADERS, **({"Access-Control-Allow-Origin": "*"} if open_to_all else {})}
        self._headers = [(name.lower().encode(), value.encode()) for name, value in added.items()]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with more headers."""

        async def secured(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = dict(message["headers"])
                message["headers"] += [header for header in self._headers if header[0] not in given]
                if b"accept-encoding" not in given.get(b"vary", b"").lower():
                    MutableHeaders(scope=message).add_vary_header("Accept-Encoding")
            await send(message)

        await self._app(scope, receive, secured)


class Guarded:
    """Asks for a token, but for ``/healthz``.

    Programs send it as a bearer token; browsers, which cannot, as the password of any user.
    """

    def __init__(self, app: ASGIApp, token: str, root_path: str) -> None:
        """Wrap an application; ``token`` is what clients have to send."""
        self._app = app
        self._token = token.encode()
        self._open = f"{root_path.rstrip('/')}/healthz"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse with 401."""
        app = self._app
        if scope["type"] == "http" and scope["path"] != self._open:
            given = _given(Headers(scope=scope).get("Authorization", ""))
            if given is None or not hmac.compare_digest(given, self._token):
                challenge = {"WWW-Authenticate": 'Bearer realm="elchi", Basic realm="elchi", charset="UTF-8"'}
                app = PlainTextResponse("a token is needed: Authorization: Bearer …\n", 401, challenge)
        await app(scope, receive, send)


def _given(authorization: str) -> bytes | None:
    """Return the token of a request, ``None`` if it has none.

    >>> _given("Bearer one"), _given("basic YTpvbmU="), _given("Basic %"), _given("Basic é"), _given("")
    (b'one', b'one', None, None, None)
    """
    scheme, _, value = authorization.partition(" ")
    if scheme.lower() == "bearer":
        return value.strip().encode()
    if scheme.lower() != "basic":
        return None
    try:
        return base64.b64decode(value, validate=True).partition(b":")[2]
    except ValueError:  # no Base64, or not even ASCII
        return None


class Compressed:
    """Compresses answers for clients that take gzip: quickly, since the network is mostly near."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap an application."""
        self._app = app
        self._compressing = GZipMiddleware(app, minimum_size=_SMALL, compresslevel=5)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, compressed or not."""
        taken = scope["type"] == "http" and encodes(Headers(scope=scope).get("Accept-Encoding", ""), "gzip")
        taken = taken and not scope["path"].endswith(".gz")
        await (self._compressing if taken else self._app)(scope, receive, send)
