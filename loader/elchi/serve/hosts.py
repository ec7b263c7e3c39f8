"""Names under which a server answers that only this machine may ask.

A page that somebody opens in a browser may lead its own name to 127.0.0.1 (DNS rebinding): to the browser the server
is then of that page's site, which may read all of it. The browser still sends the page's name as ``Host``, so a server
that asks for no token, and is not for everyone, knows its names and answers to no other.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from elchi.serve.options import Options

_OWN = ("localhost", "127.0.0.1", "::1")


class Known:
    """Refuses requests to a host that is none of the server's."""

    def __init__(self, app: ASGIApp, options: Options) -> None:
        """Wrap an application; what it is called follows from how it is run."""
        self._app = app
        self._names = _names(options)
        self._usual = self._names | {name + f":{options.port}".encode() for name in self._names}
        self._advice = (
            f"this server answers this machine only, by its own names: ask http://localhost:{options.port}; if people "
            "reach it by another name, start it with --base and that address, or with --public if everyone may ask\n"
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse with 421. A request without a host, of HTTP/1.0, comes from no browser."""
        app = self._app
        if scope["type"] == "http":
            host = next((value for name, value in scope["headers"] if name == b"host"), None)
            if host is not None and host not in self._usual and _bare(host) not in self._names:
                app = PlainTextResponse(self._advice, 421)
        await app(scope, receive, send)


def _names(options: Options) -> frozenset[bytes]:
    """Return the names of a server without ports, as a header has them."""
    base = urlsplit(options.address).hostname or ""
    return frozenset(_header(name).encode() for name in (*_OWN, options.host.lower(), base) if name)


def _header(host: str) -> str:
    """Return a host as a header names it: in ASCII, IPv6 addresses in brackets.

    >>> _header("::1"), _header("data.example.org"), _header("маълумот.example")
    ('[::1]', 'data.example.org', 'xn--80awbckye8c.example')
    """
    if ":" in host:
        return f"[{host}]"
    return host if host.isascii() else host.encode("idna").decode()


def _bare(host: bytes) -> bytes:
    """Return the name in a header, without its port.

    >>> _bare(b"LocalHost:80"), _bare(b"[::1]:80"), _bare(b"[::1]"), _bare(b"localhost")
    (b'localhost', b'[::1]', b'[::1]', b'localhost')
    """
    name, _, port = host.rpartition(b":")
    return (name if name and port.isdigit() else host).lower()
