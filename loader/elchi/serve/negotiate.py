"""What a client accepts to what it is sent (RFC 9110, section 12.5)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from elchi.serve.failures import RefusedError

_PART = re.compile(r'(?:[^,"]|"(?:[^"\\]|\\.)*"?)+')  # commas stand in quoted values, too
_QUALITY = re.compile(r";\s*q\s*=\s*([0-9.]+)", re.IGNORECASE)


def best(accept: str | None, offered: Sequence[str]) -> str:
    """Return the media type that a client likes best.

    Args:
        accept: header of the request, ``None`` if there is none.
        offered: media types, the server's favourite first.

    Raises:
        RefusedError: 406, if it accepts none of them.

    >>> best("text/html;q=0.2, text/turtle", ["text/html", "text/turtle"])
    'text/turtle'
    """
    if not accept or not accept.strip():
        return offered[0]
    ranges = _ranges(accept)
    rated = [(_of_kind(kind, ranges), -number) for number, kind in enumerate(offered)]
    quality, number = max(rated)
    if quality <= 0:
        raise RefusedError(406, f"this is available as {', '.join(offered)}")
    return offered[-number]


@lru_cache(maxsize=256)
def encodes(accept: str, coding: str) -> bool:
    """Return whether a client takes answers in a coding such as ``gzip``.

    >>> encodes("gzip, br", "gzip"), encodes("gzip;q=0, *", "gzip"), encodes("", "gzip")
    (True, False, False)
    """
    ranges = _ranges(accept)
    for wanted in (coding, "*"):
        found = [quality for name, quality in ranges if name == wanted]
        if found:
            return max(found) > 0
    return False


def _ranges(header: str) -> list[tuple[str, float]]:
    """Return the members of a header with their quality; parameters other than that are passed over."""
    return [_range(part) for part in _PART.findall(header) if part.strip()]


def _range(part: str) -> tuple[str, float]:
    kind = part.partition(";")[0].strip().lower()
    quality = _QUALITY.search(part)
    if quality is None:
        return kind, 1.0
    try:
        return kind, min(float(quality[1]), 1.0)
    except ValueError:
        return kind, 0.0


def _of_kind(kind: str, ranges: Sequence[tuple[str, float]]) -> float:
    """Return the quality that the most specific range gives a media type."""
    for wanted in (kind, f"{kind.split('/')[0]}/*", "*/*"):
        found = [quality for name, quality in ranges if name == wanted]
        if found:
            return max(found)
    return 0.0
