"""Connections that do not wait for ever, nor take all memory, nor leave in doubt where a request ends."""

from __future__ import annotations

import asyncio
from typing import Any

from httptools import HttpParserError, HttpParserUpgrade
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from elchi.serve.middleware import LARGEST_HEADERS, LONGEST_ADDRESS

PATIENCE = 10.0
"""Seconds that the head of a request may take to arrive."""
LARGEST = 2 * (LONGEST_ADDRESS + LARGEST_HEADERS)
"""Bytes that the parser may hold: of a head, or of what follows the body."""

_MUCH = 64 << 10
"""Bytes that are sent at once."""
_READ = (64 << 10) - 1
"""Bytes of an address that uvicorn's parser reads."""


class Gathered:
    """A transport that sends in one call of the system what is written in one turn of the loop: head and body."""

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        """Wrap the transport of a loop."""
        self._transport = transport
        self._loop = loop
        self._pieces: list[bytes] = []
        self._size = 0

    def write(self, data: bytes) -> None:
        """Send bytes, at the end of this turn at the latest."""
        if not self._pieces:
            self._loop.call_soon(self._send)
        self._pieces.append(data)
        self._size += len(data)
        if self._size > _MUCH:
            self._send()

    def close(self) -> None:
        """Close when all is sent."""
        self._send()
        self._transport.close()

    def __getattr__(self, name: str) -> Any:
        """Return what else the transport can do."""
        return getattr(self._transport, name)

    def _send(self) -> None:
        pieces, self._pieces, self._size = self._pieces, [], 0
        if pieces and not self._transport.is_closing():
            self._transport.write(b"".join(pieces))


class Patient(HttpToolsProtocol):
    """HTTP as uvicorn speaks it, with the limits and checks that its fast parser lacks."""

    _held = 0
    _waiting: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        """Begin to wait: for clients that open a connection and send nothing, or a byte now and then."""
        gathered: Any = Gathered(transport, self.loop)
        super().connection_made(gathered)
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no longer."""
        self._wait_no_longer()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take bytes; the parser sets no limit to what it holds."""
        self._unset_keepalive_if_required()
        self._held += len(data)
        try:
            self._feed(memoryview(data))
        except HttpParserError as error:
            self.send_400_response(f"This is no request of HTTP: {error}".encode("ascii", "replace").decode())
            return
        if self._held > LARGEST:
            self.send_400_response("The head of the request is too large.")
        elif self._held and self._waiting is None and self._is_idle():
            self._wait()

    def on_headers_complete(self) -> None:
        """Answer; of an address, uvicorn's parser reads no more than 64 KiB, and who refuses it has to see its length.

        Raises:
            HttpParserError: if it is not clear what is asked, and of whom.
        """
        self._held = 0
        self._check()
        if self.parser.should_upgrade():
            return
        self._wait_no_longer()
        address, self.url = self.url, self.url[:_READ]
        super().on_headers_complete()
        if len(address) > _READ:
            self.scope["query_string"] = address
        self.headers = []  # trailers, which come later, are none of the request's headers
        # Who is refused before the body may send it or not: nobody could tell the next request from it.
        self.cycle.keep_alive &= not self.expect_100_continue

    def on_body(self, body: bytes) -> None:
        """Take a piece of a body; who reads it sets the limit."""
        self._held = 0
        super().on_body(body)

    def on_message_complete(self) -> None:
        """Take the end of a request."""
        self._held = 0
        if not self.parser.should_upgrade():
            super().on_message_complete()

    def _feed(self, data: memoryview) -> None:
        """Give bytes to the parser.

        Clients in Java offer to go on in HTTP/2, with requests that have a body, too, which the parser takes for the
        other protocol. They are answered in this one: the request is read once more, without the offer.
        """
        while data:
            try:
                self.parser.feed_data(data)
                return
            except HttpParserUpgrade as offered:
                data = data[offered.args[0] :]
                kept = [b"%b: %b\r\n" % header for header in self.headers if header[0] != b"upgrade"]
                line = b"%b %b HTTP/1.1\r\n" % (self.parser.get_method(), self.url)
                self.parser.feed_data(b"".join([line, *kept, b"\r\n"]))

    def _check(self) -> None:
        """Refuse a head that others between the client and us could read in another way (RFC 9112, 3.2 and 6.1)."""
        version = self.parser.get_http_version()
        hosts = sum(name == b"host" for name, _ in self.headers)
        codings = [value.lower() for name, value in self.headers if name == b"transfer-encoding"]
        if version not in ("1.0", "1.1") or self.parser.get_method() == b"CONNECT":
            raise HttpParserError("not in this version")
        if hosts > 1 or (hosts == 0 and version == "1.1"):
            raise HttpParserError("one Host is expected")
        if codings and (codings != [b"chunked"] or version == "1.0"):
            raise HttpParserError("no Transfer-Encoding but chunked is known")

    def _is_idle(self) -> bool:
        return self.cycle is None or self.cycle.response_complete

    def _wait(self) -> None:
        self._waiting = self.loop.call_later(PATIENCE, self._late)

    def _wait_no_longer(self) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None

    def _late(self) -> None:
        self._waiting = None
        if self._is_idle():
            self.transport.close()
