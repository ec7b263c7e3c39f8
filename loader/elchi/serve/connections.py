"""Connections that do not wait for ever."""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol

PATIENCE = 10.0
"""Seconds that the head of a connection's first request may take to arrive; those that follow have less."""


class Patient(H11Protocol):
    """HTTP as uvicorn speaks it, but for clients that open a connection and send nothing, or a byte now and then."""

    def connection_made(self, transport: Any) -> None:
        """Begin to wait."""
        super().connection_made(transport)
        self._waiting: asyncio.TimerHandle = self.loop.call_later(PATIENCE, self._late)

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no longer."""
        self._waiting.cancel()
        super().connection_lost(exc)

    def _late(self) -> None:
        if self.cycle is None:
            self.transport.close()
