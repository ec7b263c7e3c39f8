"""What any part of the server raises to answer with an error."""

from __future__ import annotations

from collections.abc import Mapping


class RefusedError(Exception):
    """A request that is answered with an error.

    Attributes:
        status: of HTTP, 400 or above.
        message: plain text for the client: what is wrong, and what to do.
        headers: further ones of the answer.
    """

    def __init__(self, status: int, message: str, headers: Mapping[str, str] | None = None) -> None:
        """Say what is wrong."""
        super().__init__(status, message, dict(headers or {}))
        self.status = status
        self.message = message
        self.headers = dict(headers or {})
