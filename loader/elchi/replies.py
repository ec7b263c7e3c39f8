"""What servers elsewhere say about when to ask again, and what kept an answer from coming."""

from __future__ import annotations

from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from time import time as wall_clock


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
