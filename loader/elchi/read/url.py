"""A URL to what it answers, within limits and from public addresses only.

The host is resolved here and the connection is made to the address that was checked, at every redirect:
a name that answers differently the second time (DNS rebinding) reaches nothing private. Proxies and
passwords of the environment are not used.
"""

from __future__ import annotations

import ipaddress
import re
import socket
import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import NewConnectionError
from urllib3.util.connection import create_connection

from elchi import __version__
from elchi.errors import FetchError
from elchi.read.values import Limits

_PAGES = ("text/html", "application/xhtml+xml")
_TEXTS = ("text/plain",)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w-]{2,40})", re.IGNORECASE)
_REDIRECTS = (301, 302, 303, 307, 308)
_PART = 65_536


@dataclass(frozen=True, slots=True)
class Answer:
    """What a URL answered: the bytes, the address they came from in the end, and their type."""

    data: bytes
    url: str
    is_page: bool
    charset: str | None


def fetch(url: str, *, allow_private: bool = False, limits: Limits | None = None) -> Answer:
    """Return what a URL answers.

    Args:
        url: http or https.
        allow_private: allow private, loopback, link-local and other addresses that are not public.
        limits: sizes, times and the number of redirects.

    Raises:
        FetchError: if the address is refused, or the answer is no page or text, too big, or too late.
    """
    kept = limits or Limits()
    deadline = time.monotonic() + kept.whole
    with requests.Session() as session:
        session.trust_env = False
        session.headers.update({"User-Agent": f"elchi/{__version__}", "Accept": "text/html, text/plain;q=0.9"})
        for scheme in ("http://", "https://"):
            session.mount(scheme, HTTPAdapter() if allow_private else _PublicAdapter())
        at = url
        for _ in range(kept.redirects + 1):
            _check(at)
            with _get(session, at, kept) as response:
                if response.status_code in _REDIRECTS and "location" in response.headers:
                    at = urljoin(at, response.headers["location"])
                    continue
                return _answer(response, at, deadline, kept)
    raise FetchError(f"more than {kept.redirects} redirects, the last to {at}; give the final address")


def _check(url: str) -> None:
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 - raises where it is no number
    except ValueError as error:
        raise FetchError(f"{url} is no address: {error}") from error
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise FetchError(f"{url} is not fetched: only http and https addresses are")
    if parts.username is not None or parts.password is not None:
        raise FetchError("an address with a password in it is not fetched; save the page and give the file")


def _get(session: requests.Session, url: str, limits: Limits) -> requests.Response:
    try:
        return session.get(url, stream=True, allow_redirects=False, timeout=(limits.connect, limits.answer))
    except requests.Timeout as error:
        raise FetchError("no answer in time; try again later") from error
    except (requests.RequestException, UnicodeError) as error:
        raise FetchError(f"cannot be fetched: {_reason(error)}; check the address") from error


def _reason(error: BaseException) -> str:
    """Return the innermost reason of an error in one line."""
    while error.__cause__ is not None or error.__context__ is not None:
        error = error.__cause__ or error.__context__  # type: ignore[assignment]
    return " ".join(str(error).split())[:200] or type(error).__name__


def _answer(response: requests.Response, url: str, deadline: float, limits: Limits) -> Answer:
    if response.status_code != 200:
        raise FetchError(f"the server answered {response.status_code} {response.reason}; check the address")
    kind = response.headers.get("content-type", "")
    media = kind.partition(";")[0].strip().lower()
    if media and media not in (*_PAGES, *_TEXTS):
        raise FetchError(f"the answer is {media}; a page or a plain text was expected")
    charset = _CHARSET.search(kind)
    data = _body(response, deadline, limits)
    return Answer(data, url, media in _PAGES, charset[1] if charset else None)


def _body(response: requests.Response, deadline: float, limits: Limits) -> bytes:
    """Return the body, uncompressed as it comes, so that a small answer cannot grow beyond the limit."""
    data = bytearray()
    try:
        for part in response.iter_content(_PART):
            data += part
            if len(data) > limits.page:
                raise FetchError(f"the answer is longer than {limits.page:,} bytes; a news page was expected")
            if time.monotonic() > deadline:
                raise FetchError(f"the answer took longer than {limits.whole:g} seconds; try again later")
    except requests.RequestException as error:
        raise FetchError(f"the answer broke off: {_reason(error)}; try again later") from error
    return bytes(data)


def public_address(host: str, port: int) -> str:
    """Return an address of a host after checking that every address of it is public.

    Raises:
        FetchError: if one is not.
        OSError: if the host cannot be resolved.

    >>> public_address("127.0.0.1", 80)
    Traceback (most recent call last):
    elchi.errors.FetchError: 127.0.0.1 is 127.0.0.1, not a public address; allow private addresses to fetch it
    """
    found = [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    for address in found:
        if not _is_public(address):
            raise FetchError(f"{host} is {address}, not a public address; allow private addresses to fetch it")
    return found[0]


def _is_public(address: str) -> bool:
    """Return whether an address is one of the open internet; one inside another counts as the inner one.

    >>> [_is_public(a) for a in ("8.8.8.8", "10.0.0.1", "::ffff:10.0.0.1", "fe80::1%eth0", "2002:7f00:1::")]
    [True, False, False, False, False]
    """
    parsed = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed in _TRANSLATED:
            return _is_public(str(ipaddress.IPv4Address(int(parsed) & 0xFFFFFFFF)))
        inner = parsed.ipv4_mapped or parsed.sixtofour or (parsed.teredo and parsed.teredo[1])
        if inner:
            return _is_public(str(inner))
    return parsed.is_global and not parsed.is_multicast


_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")


class _PublicConnection(HTTPConnection):
    """A connection to an address that was checked; certificates are still checked against the name."""

    def _new_conn(self) -> socket.socket:
        return _connected(self)


class _PublicSecureConnection(HTTPSConnection):
    def _new_conn(self) -> socket.socket:
        return _connected(self)


def _connected(connection: HTTPConnection) -> socket.socket:
    try:
        address = public_address(connection.host.strip("[]"), connection.port)
        return create_connection(
            (address, connection.port), connection.timeout, socket_options=connection.socket_options
        )
    except OSError as error:
        raise NewConnectionError(connection, str(error)) from error


class _PublicPool(HTTPConnectionPool):
    ConnectionCls = _PublicConnection


class _PublicSecurePool(HTTPSConnectionPool):
    ConnectionCls = _PublicSecureConnection


class _PublicAdapter(HTTPAdapter):
    """Connects to public addresses only."""

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = {"http": _PublicPool, "https": _PublicSecurePool}
