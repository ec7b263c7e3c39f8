"""What those who run the server ask it."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from elchi import __version__
from elchi.serve.answers import pool_of


async def healthz(request: Request) -> Response:
    """Say that the server is there, and what it serves."""
    return JSONResponse({"status": "ok", "elchi": __version__, "snapshot": pool_of(request).version})


ROUTES = [Route("/healthz", healthz)]
