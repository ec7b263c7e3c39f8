"""The explorer: one page for all views.

The page is the same at every address; its modules look at the address and ask the saved queries below
``/queries/explorer``.
"""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from elchi.serve.pages import page

VIEWS = ("/", "/dyad", "/dyad/{one}/{other}", "/timeline", "/network", "/map", "/query", "/validation")
"""Addresses whose page is drawn by the explorer; it also takes over the pages of documents and actors."""


async def shell(request: Request) -> Response:
    """Answer with the page of all views."""
    return page(request, "shell.html")


ROUTES = [Route(path, shell) for path in VIEWS]
