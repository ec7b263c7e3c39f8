"""A URL to what it answers, within limits and from public addresses only.

The host is resolved here and the connection is made to the address that was checked, at every redirect:
a name that answers differently the second time (DNS rebinding) reaches nothing private. Proxies and
passwords of the environment are not used.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Callable, Collection
from dataclasses import dataclass
from time import monotonic, sleep
from typing import Any
from urllib.parse import urljoin

import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import NewConnectionError
from urllib3.util.connection import create_connection

from elchi import __version__
from elchi.errors import FetchError, NotPublicError
from elchi.read.values import Limits
from elchi.replies import PART, Address, UnfitError, body, causes, reason, retry_after

PAGES = ("text/html", "application/xhtml+xml")
TEXTS = ("text/plain",)
XML = ("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/xml", "text/xml")
_ACCEPT = ", ".join((*PAGES, *(f"{kind};q=0.9" for kind in (*TEXTS, *XML))))
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w-]{2,40})", re.IGNORECASE)
TOO_MANY = 429
_PASSING = (TOO_MANY, 500, 502, 503, 504)
_REDIRECTS = (301, 302, 303, 307, 308)

Gate = Callable[[str], None]
"""What is asked before an address is."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a URL answered: the bytes, the address they came from in the end, and their type.

    ``media`` is empty where the server names none; ``is_public`` says that nothing private was reached.
    """

    data: bytes
    url: str
    media: str
    charset: str | None
    is_public: bool

    @property
    def is_page(self) -> bool:
        """Whether the server calls it HTML."""
        return self.media in PAGES


class _PassingError(FetchError):
    """A trouble that may be over soon; ``after`` is the time that the server asks to wait, in seconds."""

    def __init__(self, message: str, status: int | None = None, after: float | None = None) -> None:
        super().__init__(message, status)
        self.after = after


def fetch(
    url: str,
    *,
    allow_private: bool = False,
    limits: Limits | None = None,
    kinds: Collection[str] = (*PAGES, *TEXTS, *XML),
    gate: Gate | None = None,
) -> Answer:
    """Return what a URL answers; what may be over soon is tried again, a little later each time.

    Args:
        url: http or https.
        allow_private: allow private, loopback, link-local and other addresses that are not public.
        limits: sizes, times, the number of redirects and of retries.
        kinds: media types that are wanted; any if there are none.
        gate: called with each address before it is asked for; it may wait or raise. Its time is not counted.

    Raises:
        NotPublicError: if the address, or one that it leads to, is not public, and has to be.
        FetchError: if the address is refused otherwise, or the answer is of no wanted kind, too big, or too late.
    """
    return _Fetch(limits or Limits(), kinds, gate, allow_private=allow_private).answer(url)


class _Fetch:
    """One fetch, with the time that is left for it, and whether it has been at public addresses only."""

    def __init__(self, limits: Limits, kinds: Collection[str], gate: Gate | None, *, allow_private: bool) -> None:
        self._limits = limits
        self._kinds = kinds
        self._gate = gate
        self._allow_private = allow_private
        self._is_public = True
        self._deadline = monotonic() + limits.whole

    def answer(self, url: str) -> Answer:
        with requests.Session() as session:
            session.trust_env = False
            session.headers.update({"User-Agent": f"elchi/{__version__}", "Accept": _ACCEPT})
            _mount(session, _PublicAdapter())
            for number in range(self._limits.retries):
                try:
                    return self._followed(session, url)
                except _PassingError as error:
                    self._wait(error, self._limits.backoff * 2**number)
            return self._followed(session, url)

    def _wait(self, error: _PassingError, backoff: float) -> None:
        """Wait for the next try: as long as the server asks, else longer each time; not past the limits."""
        time = max(error.after or 0, backoff)
        if (error.after or 0) > self._limits.patience or monotonic() + time > self._deadline:
            raise error
        sleep(time)

    def _followed(self, session: requests.Session, url: str) -> Answer:
        at = url
        for _ in range(self._limits.redirects + 1):
            _check(at)
            self._ask(at)
            with self._get(session, at) as response:
                if response.status_code in _REDIRECTS and "location" in response.headers:
                    at = urljoin(at, response.headers["location"])
                    continue
                return self._read(response, at)
        raise FetchError(f"more than {self._limits.redirects} redirects, the last to {at}; give the final address")

    def _get(self, session: requests.Session, url: str) -> requests.Response:
        """Return the answer of an address; one that is not public is asked where that is allowed."""
        try:
            return _get(session, url, self._limits)
        except NotPublicError:
            if not self._allow_private:
                raise
        self._is_public = False
        session.close()
        _mount(session, HTTPAdapter())
        return _get(session, url, self._limits)

    def _ask(self, url: str) -> None:
        if self._gate is not None:
            before = monotonic()
            self._gate(url)
            self._deadline += monotonic() - before

    def _read(self, response: requests.Response, url: str) -> Answer:
        status = response.status_code
        said = f"the server answered {status} {response.reason}"
        if status in _PASSING:
            raise _PassingError(
                f"{said}; try again later", status, retry_after(response.headers.get("retry-after", ""))
            )
        if status != 200:
            raise FetchError(f"{said}; check the address", status)
        kind = response.headers.get("content-type", "")
        media = kind.partition(";")[0].strip().lower()
        if media and self._kinds and media not in self._kinds:
            raise FetchError(f"the answer is {media}; a page, a plain text or a feed was expected")
        charset = _CHARSET.search(kind)
        data = self._body(response)
        return Answer(data, url, media, charset[1] if charset else None, self._is_public)

    def _body(self, response: requests.Response) -> bytes:
        """Return the body, within the limits."""
        try:
            return body(response.iter_content(PART), self._limits.page, self._deadline)
        except UnfitError as error:
            raise FetchError(f"the answer {error}; a news page was expected, soon") from error
        except requests.RequestException as error:
            raise _PassingError(f"the answer broke off: {reason(error)}; try again later") from error


def _mount(session: requests.Session, adapter: HTTPAdapter) -> None:
    for scheme in ("http://", "https://"):
        session.mount(scheme, adapter)


def _check(url: str) -> None:
    try:
        Address.of(url)
    except UnfitError as error:
        raise FetchError(f"{error}; give that of a page, or save the page and give the file") from error


def _get(session: requests.Session, url: str, limits: Limits) -> requests.Response:
    try:
        return session.get(url, stream=True, allow_redirects=False, timeout=(limits.connect, limits.answer))
    except requests.Timeout as error:
        raise _PassingError("no answer in time; try again later") from error
    except (requests.RequestException, UnicodeError) as error:
        kind = _PassingError if _is_passing(error) else FetchError
        raise kind(f"cannot be fetched: {reason(error)}; check the address") from error


def _is_passing(error: BaseException) -> bool:
    """Return whether a connection may come about later: not where there is no such name or a wrong certificate."""
    if not isinstance(error, requests.ConnectionError) or isinstance(error, requests.exceptions.SSLError):
        return False
    names = [cause for cause in causes(error) if isinstance(cause, socket.gaierror)]
    return all(cause.errno == socket.EAI_AGAIN for cause in names)


def public_address(host: str, port: int) -> str:
    """Return an address of a host after checking that every address of it is public.

    Raises:
        NotPublicError: if one is not.
        OSError: if the host cannot be resolved.

    >>> public_address("127.0.0.1", 80)
    Traceback (most recent call last):
    elchi.errors.NotPublicError: 127.0.0.1 is 127.0.0.1, not a public address; allow private addresses to fetch it
    """
    found = [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    for address in found:
        if not _is_public(address):
            raise NotPublicError(f"{host} is {address}, not a public address; allow private addresses to fetch it")
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
