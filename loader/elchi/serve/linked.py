"""IRIs to what they name: a page for people, RDF for programs.

``/id/…`` names things, which HTTP cannot send, and says where a description is (303, "Cool URIs for the Semantic Web").
"""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import quote

import pyoxigraph as ox
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from elchi import vocab
from elchi.serve import rdf
from elchi.serve.answers import gather, options_of, respond
from elchi.serve.failures import RefusedError
from elchi.serve.negotiate import best
from elchi.serve.pages import SAFE, page

_HTML = "text/html"
_ANNOTATION = re.compile(r"doc/(\w+)/annotations?(?:/.*)?")
"""Paths of annotations, which the annotation page of their document describes."""


async def thing(request: Request) -> Response:
    """Send the client to the description of a thing that suits it."""
    subject = _subject(request.path_params["path"])
    if found := _ANNOTATION.fullmatch(request.path_params["path"]):
        return RedirectResponse(f"{options_of(request).address}/annotations/{found[1]}", 303)
    offered = (*rdf.SYNTAXES, _HTML)
    kind = best(request.headers.get("Accept"), offered)
    where = "page" if kind == _HTML else "data"
    location = _address(request, where, subject)
    headers = {"Vary": "Accept", "Link": _links(request, subject)}
    return RedirectResponse(location, 303, headers)


async def annotated(request: Request) -> Response:
    """Answer with the Web Annotations of a document."""
    return await respond(request, "annotations", {"key": request.path_params["key"]})


async def data(request: Request) -> Response:
    """Answer with what is said about a thing, in the syntax of the address or the one that the client likes."""
    path = request.path_params["path"]
    stem, dot, ending = path.rpartition(".")
    named = dot != "" and ending in rdf.ENDINGS
    kind = rdf.ENDINGS[ending] if named else best(request.headers.get("Accept"), tuple(rdf.SYNTAXES))
    subject = _subject(stem if named else path)
    suffix = next(name for name, media_type in rdf.ENDINGS.items() if media_type == kind)
    headers = {
        "Link": f'<{subject.value}>; rel="describes", {_links(request, subject)}',
        "Content-Location": f"{_address(request, 'data', subject)}.{suffix}",
    }
    context = f"{options_of(request).address}/context.jsonld"
    arguments = {"iri": subject.value, "media_type": kind, "context": context}
    return await respond(request, "describe", arguments, headers=headers)


async def shown(request: Request) -> Response:
    """Answer with the page of a thing."""
    subject = _subject(request.path_params["path"])
    told = json.loads(await gather(request, "page", {"iri": subject.value}))
    files = {media_type: f"{_address(request, 'data', subject)}.{name}" for name, media_type in rdf.ENDINGS.items()}
    answer = page(
        request,
        "thing.html",
        iri=subject.value,
        title=told["title"],
        kinds=told["kinds"],
        tables=told["tables"],
        left=told["left"],
        schema=_embedded(told["schema"]),
        files=files,
        anchor=lambda iri: iri.rpartition("#")[2] if iri.startswith(f"{subject.value}#") else None,
    )
    answer.headers["Link"] = f'<{subject.value}>; rel="describes", {_links(request, subject)}'
    return answer


def _subject(path: str) -> ox.NamedNode:
    """Return the IRI of a thing from the path below ``/id/``, ``/data/`` or ``/page/``, which is decoded already.

    Raises:
        RefusedError: 404, if the path can be none.
    """
    try:
        return vocab.iri(path)
    except ValueError as error:
        raise RefusedError(404, f"{path}: is no name of a thing") from error


def _address(request: Request, where: str, subject: ox.NamedNode) -> str:
    """Return where a thing is described; IRIs hold letters of any script, addresses of HTTP do not."""
    tail = quote(subject.value.removeprefix(vocab.BASE), safe=SAFE)
    return f"{options_of(request).address}/{where}/{tail}"


def _links(request: Request, subject: ox.NamedNode) -> str:
    """Return the value of ``Link``: the other descriptions of a thing."""
    stem = _address(request, "data", subject)
    files = [f'<{stem}.{name}>; rel="alternate"; type="{kind}"' for name, kind in rdf.ENDINGS.items()]
    page = f'<{_address(request, "page", subject)}>; rel="alternate"; type="{_HTML}"'
    return ", ".join((*files, page, f'<{stem}>; rel="describedby"'))


def _embedded(told: dict[str, Any] | None) -> str | None:
    """Return JSON that may stand in a script element: nothing in it can end the element."""
    if told is None:
        return None
    spelt = json.dumps(told, ensure_ascii=False, indent=1)
    return spelt.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


ROUTES = [
    Route("/id/{path:path}", thing),
    Route("/data/{path:path}", data),
    Route("/page/{path:path}", shown),
    Route("/annotations/{key}", annotated),
]
