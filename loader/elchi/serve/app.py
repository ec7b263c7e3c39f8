"""The parts of the server put together."""

from __future__ import annotations

from collections.abc import Callable

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware

from elchi.serve import (
    assets,
    dumps,
    explorer,
    graphs,
    hosts,
    linked,
    middleware,
    operations,
    saved,
    sparql,
    terms,
    validation,
    void,
)
from elchi.serve.answers import failed, unrouted
from elchi.serve.failures import RefusedError
from elchi.serve.kept import Kept
from elchi.serve.middleware import Entry
from elchi.serve.options import Options
from elchi.serve.pages import refused
from elchi.serve.workers import Pool

PARTS = (sparql, graphs, saved, linked, terms, dumps, void, validation, operations, explorer, assets)
"""Modules with ``ROUTES``; the first that fits a path answers."""


def application(options: Options, pool: Pool, tell: Callable[[Entry], None] = lambda entry: None) -> Starlette:
    """Return the server as an ASGI application.

    Args:
        options: how it is run.
        pool: workers that have been started.
        tell: gets an entry for each request that was answered.
    """
    app = Starlette(
        routes=[route for part in PARTS for route in part.ROUTES],
        middleware=_around(options, tell),
        exception_handlers={RefusedError: refused, HTTPException: unrouted, Exception: failed},
    )
    # It would lead clients to the address in their Host header.
    app.router.redirect_slashes = False
    app.state.options = options
    app.state.pool = pool
    app.state.kept = Kept()
    return app


def _around(options: Options, tell: Callable[[Entry], None]) -> list[Middleware]:
    """Return what goes around every answer, the outermost first."""
    around = [
        Middleware(middleware.Logged, tell),
        Middleware(middleware.Secured, "*" in options.origins),
        Middleware(middleware.Limited),
    ]
    if options.is_private:
        around.append(Middleware(hosts.Known, options))
    if options.origins:
        around.append(_open(options.origins))
    if options.token is not None:
        around.append(Middleware(middleware.Guarded, options.token, options.root_path))
    return [*around, Middleware(middleware.Compressed)]


def _open(origins: tuple[str, ...]) -> Middleware:
    """Return what lets pages of other origins read the answers."""
    return Middleware(
        CORSMiddleware,
        allow_origins=origins,
        allow_methods=("GET", "HEAD", "POST", "OPTIONS"),
        allow_headers=("Authorization", "If-None-Match"),
        expose_headers=("ETag", "Link", "Content-Disposition", "Retry-After", "Server-Timing"),
        max_age=86400,
    )
