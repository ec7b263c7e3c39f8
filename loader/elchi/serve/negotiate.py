"""What a client accepts to what it is sent (RFC 9110, section 12.5.1)."""

from __future__ import annotations

from collections.abc import Sequence

from elchi.serve.failures import RefusedError


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
    ranges = [_range(part) for part in accept.split(",") if part.strip()]
    rated = [(_quality(kind, ranges), -number) for number, kind in enumerate(offered)]
    quality, number = max(rated)
    if quality <= 0:
        raise RefusedError(406, f"this is available as {', '.join(offered)}")
    return offered[-number]


def _range(part: str) -> tuple[str, float]:
    kind, *parameters = (piece.strip() for piece in part.split(";"))
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "q":
            try:
                return kind.lower(), float(value)
            except ValueError:
                return kind.lower(), 0.0
    return kind.lower(), 1.0


def _quality(kind: str, ranges: Sequence[tuple[str, float]]) -> float:
    """Return the quality that the most specific range gives a media type."""
    for wanted in (kind, f"{kind.split('/')[0]}/*", "*/*"):
        found = [quality for name, quality in ranges if name == wanted]
        if found:
            return max(found)
    return 0.0
