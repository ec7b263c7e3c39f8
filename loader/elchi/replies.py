"""Where servers elsewhere are, how much of what they say is taken, when to ask again, and what kept an answer away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from email.utils import parsedate_to_datetime
from math import inf
from time import monotonic
from time import time as wall_clock
from typing import NamedTuple, Self
from urllib.parse import urlsplit

_PORTS = {"http": 80, "https": 443}
PART = 65_536
"""Bytes of a body that are looked at together."""


class UnfitError(ValueError):
    """An address or a body that is not taken; the message says why."""


class Address(NamedTuple):
    """Where a server is: scheme, host and port, which make its origin."""

    scheme: str
    host: str
    port: int

    @classmethod
    def of(cls, url: str) -> Self:
        """Return the address that a URL begins with.

        Raises:
            UnfitError: if it is none of HTTP, or holds a password.

        >>> Address.of("https://Store.example/rdf"), str(Address.of("http://store.example:8890/rdf?a=b"))
        (Address(scheme='https', host='store.example', port=443), 'http://store.example:8890')
        """
        try:
            parts = urlsplit(url)
            port = parts.port  # raises where it is no number
        except ValueError as error:
            raise UnfitError(f"{url} is no address: {error}") from error
        if parts.username is not None or parts.password is not None:
            raise UnfitError("an address with a password in it is not used: others see it")
        if parts.scheme not in _PORTS or not parts.hostname:
            raise UnfitError(f"{url} is no address of http or https")
        return cls(parts.scheme, parts.hostname, _PORTS[parts.scheme] if port is None else port)

    def __str__(self) -> str:
        """Return the origin, its port always said."""
        return f"{self.scheme}://{self.host}:{self.port}"


def body(parts: Iterable[bytes], most: int, until: float = inf) -> bytes:
    """Return a body whose parts come one by one, unpacked, so that a small one cannot grow beyond the limit.

    Args:
        parts: of it, in order.
        most: bytes that it may have.
        until: time of the monotonic clock by which it has to be here.

    Raises:
        UnfitError: if it is longer, or takes longer.

    >>> body([b"one", b"two"], 6)
    b'onetwo'
    """
    found = bytearray()
    for part in parts:
        found += part
        if len(found) > most:
            raise UnfitError(f"is longer than {most:,} bytes")
        if monotonic() > until:
            raise UnfitError("takes too long")
    return bytes(found)


def retry_after(value: str) -> float | None:
    """Return how many seconds a server asks to wait, ``None`` where it does not or not in a way of RFC 9110.

    Args:
        value: of the header ``Retry-After``, empty if there is none: seconds, or a date.

    >>> retry_after("120"), retry_after("Fri, 31 Dec 1999 23:59:59 GMT"), retry_after("soon")
    (120.0, 0.0, None)
    """
    value = value.strip()[:100]
    if value.isascii() and value.isdigit():
        return float(value)
    try:
        return max(0.0, parsedate_to_datetime(value).timestamp() - wall_clock())
    except ValueError:
        return None


def causes(error: BaseException | None) -> Iterator[BaseException]:
    """Yield an error, what caused it, what caused that, and so on."""
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def reason(error: BaseException) -> str:
    """Return the innermost reason of an error in one line.

    >>> reason(OSError("no   route"))
    'no route'
    """
    *_, innermost = causes(error)
    return " ".join(str(innermost).split())[:200] or type(innermost).__name__
