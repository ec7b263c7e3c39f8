"""The saved queries over HTTP: what there is, the rows of one, the SPARQL behind them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import pyoxigraph as ox
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from elchi import vocab
from elchi.errors import QueryError
from elchi.query import Parameter, Saved, folders, names
from elchi.query import saved as find
from elchi.serve import formats, inputs, rdf
from elchi.serve.answers import kept_of, options_of, respond, static
from elchi.serve.failures import RefusedError
from elchi.serve.formats import Format
from elchi.serve.negotiate import best
from elchi.serve.pages import page
from elchi.vocab import RDF, RDFS, SCHEMA, SH, XSD

_LISTS = {"json": "application/json", **rdf.ENDINGS, "html": "text/html"}


async def listed(request: Request) -> Response:
    """Answer with all saved queries: as JSON, as RDF, or as a page with a form for each."""
    kind = _chosen(request, _LISTS)
    if kind == "text/html":
        return page(request, "queries.html", queries=[described(query) for query in _all()])
    if kind == "application/json":
        told = {"queries": [described(query) for query in _all()]}
        return static(request, json.dumps(told, ensure_ascii=False).encode(), kind)
    endpoint = ox.NamedNode(f"{options_of(request).address}/sparql")
    triples = [triple for query in _all() for triple in _triples(query, endpoint)]
    file = rdf.written(triples, kind, context=f"{options_of(request).address}/context.jsonld")
    return static(request, file, kind)


async def answered(request: Request) -> Response:
    """Answer a saved query; parameters are those of the address."""
    query = _known(request.path_params["name"])
    accept, named = request.headers.get("Accept"), inputs.of_address(request).all("format")
    form, media_type = formats.chosen(accept, named, formats.ROWS)
    asked = asking(query, _given(request), form, media_type)
    return await respond(request, "saved", asked, kept=kept_of(request))


def asking(query: Saved, given: tuple[tuple[str, str], ...], form: Format, media_type: str) -> dict[str, Any]:
    """Return the arguments of the job that answers a saved query.

    Args:
        query: which.
        given: parameters and their values, sorted.
        form: of the answer.
        media_type: that it is sent as.
    """
    return {"query": query, "given": given, "format": form.name, "media_type": media_type}


async def spelt(request: Request) -> Response:
    """Answer with the SPARQL of a saved query, its parameters filled in."""
    query = _known(request.path_params["name"])
    return await respond(request, "sparql-of-saved", {"query": query, "given": _given(request)})


def described(query: Saved) -> dict[str, Any]:
    """Return what a saved query is, as the JSON of the list tells it."""
    return {
        "name": query.name,
        "answers": query.answers,
        "parameters": [_parameter(parameter) for parameter in query.parameters],
        "columns": [{"name": name, "text": text} for name, text in query.columns],
    }


def _parameter(parameter: Parameter) -> dict[str, Any]:
    return {
        "name": parameter.name,
        "type": parameter.type,
        "text": parameter.text,
        "required": parameter.required,
        "default": parameter.default,
        "values": _codes().get(parameter.type),
    }


@lru_cache(maxsize=1)
def _codes() -> dict[str, list[str]]:
    """Return the codes that parameters may have, by their list."""
    types = {parameter.type for query in _all() for parameter in query.parameters}
    return {type: codes for type in sorted(types) if (codes := vocab.notations(type))}


@lru_cache(maxsize=1)
def _all() -> tuple[Saved, ...]:
    return tuple(find(name) for folder in ("", *folders()) for name in names(folder))


def _triples(query: Saved, endpoint: ox.NamedNode) -> Iterator[ox.Triple]:
    """Yield what says that a query is there, as editors look for it, and what its parameters mean."""
    subject = vocab.named(f"queries/{query.name}")
    yield ox.Triple(subject, RDF("type"), SH("SPARQLExecutable"))
    yield ox.Triple(subject, RDF("type"), SH("SPARQLSelectExecutable"))
    yield ox.Triple(subject, RDFS("label"), ox.Literal(query.name))
    yield ox.Triple(subject, RDFS("comment"), ox.Literal(query.answers, language="en"))
    yield ox.Triple(subject, SH("select"), ox.Literal(query.sparql))
    yield ox.Triple(subject, SCHEMA("target"), endpoint)
    for parameter in query.parameters:
        variable = vocab.named(f"queries/{query.name}#{parameter.name}")
        yield ox.Triple(subject, SH("parameter"), variable)
        yield ox.Triple(variable, RDF("type"), SH("Parameter"))
        yield ox.Triple(variable, SH("path"), variable)
        yield ox.Triple(variable, SH("name"), ox.Literal(parameter.name))
        yield ox.Triple(variable, SH("description"), ox.Literal(f"{parameter.text} ({parameter.type})", language="en"))
        optional = ox.Literal(str(not parameter.required).lower(), datatype=XSD("boolean"))
        yield ox.Triple(variable, SH("optional"), optional)
        if parameter.default is not None:
            yield ox.Triple(variable, SH("defaultValue"), ox.Literal(parameter.default))


def _known(name: str) -> Saved:
    """Return the query of a name.

    Raises:
        RefusedError: 404, with those that are called nearly so.
    """
    try:
        return find(name)
    except QueryError as error:
        raise RefusedError(404, str(error)) from error


def _given(request: Request) -> tuple[tuple[str, str], ...]:
    """Return the parameters of a query, sorted; those that a form left empty are not given.

    Raises:
        RefusedError: 400, if one is given twice, or they cannot be read.
    """
    pairs = [(name, value) for name, value in inputs.of_address(request).pairs if name != "format" and value]
    twice = [name for name, times in Counter(name for name, _ in pairs).items() if times > 1]
    if twice:
        raise RefusedError(400, f"{min(twice)} is given more than once; one value is expected")
    return tuple(sorted(pairs))


def _chosen(request: Request, offered: dict[str, str]) -> str:
    """Return the media type that ``format=`` names, or that the client likes best.

    Raises:
        RefusedError: 400, if ``format=`` names none of them; 406, if the client accepts none.
    """
    asked = request.query_params.get("format")
    if asked is None:
        return best(request.headers.get("Accept"), tuple(offered.values()))
    if asked not in offered:
        raise RefusedError(400, f"format={asked}: expected one of {', '.join(offered)}")
    return offered[asked]


ROUTES = [
    Route("/queries", listed),
    Route("/queries/{name:path}.rq", spelt),
    Route("/queries/{name:path}", answered),
]
