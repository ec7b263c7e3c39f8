"""The ontology and what belongs to it, at addresses that stay."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from elchi._resources import resource


async def context(request: Request) -> Response:
    """Answer with the context that JSON-LD is compacted with."""
    return Response(resource("ontology", "context.jsonld").read_bytes(), media_type="application/ld+json")


ROUTES = [Route("/context.jsonld", context), Route("/ns/context.jsonld", context)]
