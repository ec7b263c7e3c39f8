"""The parts of the server put together."""

from __future__ import annotations

from starlette.applications import Starlette

from elchi.serve import explorer, linked, operations, saved, sparql, terms
from elchi.serve.answers import refused
from elchi.serve.failures import RefusedError
from elchi.serve.options import Options
from elchi.serve.workers import Pool

PARTS = (sparql, saved, linked, terms, operations, explorer)
"""Modules with ``ROUTES``; the first that fits a path answers."""


def application(options: Options, pool: Pool) -> Starlette:
    """Return the server as an ASGI application.

    Args:
        options: how it is run.
        pool: workers that have been started.
    """
    app = Starlette(
        routes=[route for part in PARTS for route in part.ROUTES],
        exception_handlers={RefusedError: refused},
    )
    app.state.options = options
    app.state.pool = pool
    return app
