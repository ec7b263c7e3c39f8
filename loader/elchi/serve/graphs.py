"""The Graph Store Protocol, its read part (https://www.w3.org/TR/sparql11-http-rdf-update/).

Without ``default`` and ``graph=``, all named graphs are sent; the default graph is their merge and is left out.
"""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from elchi.serve import formats, inputs
from elchi.serve.answers import respond
from elchi.serve.failures import RefusedError
from elchi.serve.formats import DATASETS, GRAPHS


async def store(request: Request) -> Response:
    """Answer with a graph, or with all of them."""
    parameters = inputs.of_address(request)
    graphs = inputs.iris(parameters, "graph")
    default = bool(parameters.all("default"))
    if len(graphs) + default > 1:
        raise RefusedError(400, "give one of default and graph=, once")
    offered = GRAPHS if graphs or default else DATASETS
    form, media_type = formats.chosen(request.headers.get("Accept"), parameters.all("format"), offered)
    name = graphs[0] if graphs else "default" if default else None
    arguments = {"graph": name, "format": form.name, "media_type": media_type}
    headers = {"Content-Disposition": f'inline; filename="graph.{form.name}"'}
    return await respond(request, "graph", arguments, headers=headers)


ROUTES = [Route("/store", store)]
