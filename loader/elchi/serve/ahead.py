"""What the explorer's views ask first to answers that are kept: computed for each snapshot before anybody asks."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Any

from elchi import query
from elchi.serve import formats
from elchi.serve.answers import tag_of
from elchi.serve.failures import RefusedError
from elchi.serve.kept import Kept, Whole
from elchi.serve.saved import asking
from elchi.serve.workers import BrokenError, Pool

FIRST: tuple[tuple[str, dict[str, str]], ...] = (
    ("browse", {"limit": "21"}),
    ("labels", {"language": "en"}),
    ("labels", {"language": "uz-latn"}),
    ("search-facets", {}),
    ("timeline-months", {}),
    ("network", {}),
    ("map", {"only": "Visit"}),
    ("capitals", {}),
)
"""Queries of the explorer and their parameters: what its views ask before a reader has chosen anything."""
_LOOK = 1.0
"""Seconds between looks for a new snapshot."""


async def compute(pool: Pool, kept: Kept) -> None:
    """Keep the first answers of each snapshot, one after another; runs until it is cancelled."""
    done = ""
    while True:
        if pool.version != done:
            done = pool.version
            for name, given in FIRST:
                # What takes too long, or more than the server has to give now, is left to those who ask.
                with suppress(RefusedError, BrokenError):
                    await _compute(pool, kept, asked(name, given))
        await asyncio.sleep(_LOOK)


def asked(name: str, given: dict[str, str]) -> dict[str, Any]:
    """Return the arguments of the job that answers a query of :data:`FIRST` as the explorer asks it."""
    form, media_type = formats.chosen(None, ("json",), formats.ROWS)
    return asking(query.saved(f"explorer/{name}"), tuple(sorted(given.items())), form, media_type)


async def _compute(pool: Pool, kept: Kept, arguments: dict[str, Any]) -> None:
    answer = await pool.ask("saved", arguments)
    body = b"".join([chunk async for chunk in answer.chunks])
    kept.put(tag_of(answer.version, "saved", arguments), Whole(answer.head, body))
