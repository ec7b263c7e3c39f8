"""The bytes of a request to what it asks: parameters and bodies, within limits, in UTF-8."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self
from urllib.parse import parse_qsl

import pyoxigraph as ox
from starlette.requests import ClientDisconnect, Request

from elchi.serve.failures import RefusedError

LARGEST = 1 << 20
"""Bytes of a body; larger ones are refused. A query at its longest, all Cyrillic and percent-encoded, has 600,000."""
_FIELDS = 1000
_PATIENCE = 30.0
"""Seconds that the body of a request may take to arrive."""
_UTF8 = frozenset({"utf-8", "utf8", "us-ascii", "ascii"})


@dataclass(frozen=True, slots=True)
class Parameters:
    """Pairs of name and value, in the order of the request."""

    pairs: tuple[tuple[str, str], ...] = ()

    @classmethod
    def parse(cls, encoded: bytes) -> Self:
        """Return what is encoded as ``application/x-www-form-urlencoded``.

        Raises:
            RefusedError: 400, if it is not UTF-8 or has too many fields.
        """
        try:
            text = encoded.decode()
            pairs = parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=_FIELDS)
        except UnicodeDecodeError:
            raise RefusedError(400, "the parameters are not UTF-8") from None
        except ValueError as error:
            raise RefusedError(400, f"the parameters cannot be read: {error}") from error
        return cls(tuple(pairs))

    def __add__(self, other: Parameters) -> Parameters:
        """Return both, one after the other."""
        return Parameters(self.pairs + other.pairs)

    def all(self, name: str) -> tuple[str, ...]:
        """Return all values of a parameter."""
        return tuple(value for key, value in self.pairs if key == name)

    def one(self, name: str) -> str | None:
        """Return the value of a parameter, ``None`` if it is not given.

        Raises:
            RefusedError: 400, if it is given more than once.
        """
        values = self.all(name)
        if len(values) > 1:
            raise RefusedError(400, f"{name}= is given {len(values)} times; once is expected")
        return values[0] if values else None


def of_address(request: Request) -> Parameters:
    """Return the parameters after the question mark of an address.

    Raises:
        RefusedError: 400, as of :meth:`Parameters.parse`.
    """
    return Parameters.parse(request.scope["query_string"])


def iris(parameters: Parameters, name: str) -> tuple[str, ...]:
    """Return the IRIs that a parameter gives, each once.

    Raises:
        RefusedError: 400, if one is no absolute IRI.
    """
    given = tuple(dict.fromkeys(parameters.all(name)))
    for iri in given:
        try:
            ox.NamedNode(iri)
        except ValueError as error:
            raise RefusedError(400, f"{name}={iri[:200]}: an absolute IRI is expected ({error})") from error
    return given


def media_type(request: Request, expected: Sequence[str]) -> str:
    """Return the media type of a request's body.

    Args:
        request: with a body.
        expected: media types that can be read.

    Raises:
        RefusedError: 415, if it is another one, is not said, or the body is compressed or not UTF-8.
    """
    kind, *parameters = (part.strip().lower() for part in request.headers.get("Content-Type", "").split(";"))
    if kind not in expected:
        said = f"not {kind[:60]}" if kind else "and it is not said"
        raise RefusedError(415, f"the Content-Type is expected to be {' or '.join(expected)}, {said}")
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "charset" and value.strip().strip('"') not in _UTF8:
            raise RefusedError(415, f"the text is expected in UTF-8, not {value[:20]}")
    if request.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise RefusedError(415, "the body is expected without Content-Encoding")
    return kind


async def body(request: Request) -> bytes:
    """Return the body of a request.

    Raises:
        RefusedError: 411, if its length is not said; 413, if it is larger than :data:`LARGEST`; 408, if it does not
            arrive in time.
    """
    length = request.headers.get("Content-Length")
    if length is None and "Transfer-Encoding" not in request.headers:
        raise RefusedError(411, "a body is expected, with its Content-Length")
    if length is not None and int(length) > LARGEST:
        raise _too_large()
    try:
        async with asyncio.timeout(_PATIENCE):
            return await _read(request)
    except ClientDisconnect:
        raise RefusedError(499, "the client left before its request was there") from None
    except TimeoutError:
        raise RefusedError(408, f"the body did not arrive within {_PATIENCE:g} s", {"Connection": "close"}) from None


async def _read(request: Request) -> bytes:
    read = bytearray()
    async for chunk in request.stream():
        read += chunk
        if len(read) > LARGEST:
            raise _too_large()
    return bytes(read)


def _too_large() -> RefusedError:
    return RefusedError(413, f"the body is larger than {LARGEST} bytes", {"Connection": "close"})
