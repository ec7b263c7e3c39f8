"""The explorer: one page for all views.

The page is the same at every address; its modules look at the address and ask the saved queries below
``/queries/explorer``.
"""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from elchi.serve.pages import POLICY, page

VIEWS = ("/", "/dyad", "/dyad/{one}/{other}", "/timeline", "/network", "/map")
"""Addresses whose page is drawn by the explorer; it also takes over the pages of documents and actors."""

_INLINE = POLICY.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")
"""The policy of the SPARQL editor, which sizes its parts by inline styles; scripts stay what they are elsewhere."""


async def shell(request: Request) -> Response:
    """Answer with the page of all views."""
    return page(request, "shell.html")


async def editor(request: Request) -> Response:
    """Answer with the page of the SPARQL editor."""
    answer = await shell(request)
    answer.headers["Content-Security-Policy"] = _INLINE
    return answer


ROUTES = [*(Route(path, shell) for path in VIEWS), Route("/query", editor)]
