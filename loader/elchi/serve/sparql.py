"""The SPARQL 1.1 Protocol, its query part."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from elchi.serve.answers import respond
from elchi.serve.failures import RefusedError


async def sparql(request: Request) -> Response:
    """Answer a query."""
    if request.method == "POST":
        form = await request.form()
        text = form.get("query")
    else:
        text = request.query_params.get("query")
    if not isinstance(text, str):
        raise RefusedError(400, "give the query as query=")
    return await respond(request, "query", {"sparql": text})


ROUTES = [Route("/sparql", sparql, methods=["GET", "POST"])]
