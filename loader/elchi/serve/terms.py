"""The ontology and what belongs to it, at addresses that stay.

The files are small and part of the software, so they are read here, once, and no worker is asked.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import lru_cache, partial
from itertools import groupby
from typing import Any
from urllib.parse import quote, urlencode

import pyoxigraph as ox
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from elchi import vocab
from elchi._resources import resource
from elchi.serve import rdf
from elchi.serve.answers import has, options_of
from elchi.serve.failures import RefusedError
from elchi.serve.labels import kinds, label, local
from elchi.serve.negotiate import best
from elchi.serve.pages import page
from elchi.serve.tables import rows, value
from elchi.vocab import OWL, SH, SKOS

_TITLES = {
    "ns": "The ontology",
    "codes": "Code lists",
    "alignments": "Links to other vocabularies",
    "shapes": "Shapes",
    "prefixes": "Prefixes",
}
_FILES = {"ns": "elchi.ttl", "codes": "codes.ttl", "alignments": "alignments.ttl", "prefixes": "prefixes.ttl"}
_HTML = "text/html"
_TURTLE = "text/turtle"
_SYNTAXES = {"shapes": (_TURTLE,), "prefixes": (_TURTLE,)}
"""What is offered of files with blank nodes: as they are written."""
_EXAMPLES = 100


async def context(request: Request) -> Response:
    """Answer with the context that JSON-LD is compacted with."""
    return _kept(request, resource("ontology", "context.jsonld").read_bytes(), rdf.JSON_LD)


async def vocabulary(name: str, request: Request) -> Response:
    """Answer with a file of terms: as RDF, or as a page with an anchor for each term.

    Args:
        name: ``ns``, ``codes``, ``alignments``, ``shapes`` or ``prefixes``.
        request: of the client; the ending of its path tells the syntax.
    """
    offered = _SYNTAXES.get(name, tuple(rdf.SYNTAXES))
    version = request.path_params.get("version")
    if version is not None and vocab.named(f"{name}/{version}") not in _versions():
        raise RefusedError(404, f"version {version} is not here; /{name} is the one that the data are written in")
    ending = request.path_params.get("ending")
    if ending is not None and rdf.ENDINGS.get(ending) not in offered:
        raise RefusedError(404, f"this is available as {', '.join(offered)}")
    kind = best(request.headers.get("Accept"), (*offered, _HTML)) if ending is None else rdf.ENDINGS[ending]
    if kind != _HTML:
        return _kept(request, _written(name, kind, f"{options_of(request).address}/context.jsonld"), kind)
    return page(
        request,
        "terms.html",
        title=_TITLES[name],
        name=name,
        files={kind: f"{name}.{ending}" for ending, kind in rdf.ENDINGS.items() if kind in offered},
        terms=list(_terms(name)),
    )


def _kept(request: Request, file: bytes, media_type: str) -> Response:
    """Return a file that changes with the software only."""
    tag = f'W/"{hashlib.sha256(file).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Cache-Control": "public, max-age=86400", "Vary": "Accept"}
    if has(request, tag):
        return Response(status_code=304, headers=headers)
    return Response(file, media_type=media_type, headers=headers)


@lru_cache(maxsize=32)
def _written(name: str, media_type: str, context: str) -> bytes:
    """Return a file of terms; in Turtle as it is in the project, comments included."""
    if media_type == _TURTLE:
        return b"\n".join(_sources(name))
    triples = {quad.triple for quad in ox.parse(_sources(name)[0], ox.RdfFormat.TURTLE)}
    return rdf.written(triples, media_type, context=context)


def _sources(name: str) -> list[bytes]:
    if name != "shapes":
        return [resource("ontology", _FILES[name]).read_bytes()]
    files = [file for file in resource("shapes").iterdir() if file.name.endswith(".ttl")]
    return [file.read_bytes() for file in sorted(files, key=lambda file: file.name)]


@lru_cache(maxsize=8)
def _terms(name: str) -> tuple[dict[str, Any], ...]:
    """Return the terms of a file as its page shows them, in the order of their IRIs."""
    known, wanted = _known(), ox.Store()
    for source in _sources(name):
        wanted.extend(ox.parse(source, ox.RdfFormat.TURTLE))
    triples = sorted((quad.triple for quad in wanted), key=str)
    ours = (t for t in triples if isinstance(t.subject, ox.NamedNode) and t.subject.value.startswith(vocab.ROOT))
    shown = (t for t in ours if not isinstance(t.object, ox.BlankNode))
    return tuple(_term(known, subject, list(group)) for subject, group in groupby(shown, key=lambda t: t.subject))


def _term(known: ox.Store, subject: Any, triples: list[ox.Triple]) -> dict[str, Any]:
    messages = (t.object for t in triples if t.predicate == SH("message"))
    title = next((message.value for message in messages if isinstance(message, ox.Literal)), None)
    return {
        "iri": subject.value,
        "anchor": local(subject),
        "title": {**value(label(known, subject)), **({"text": title} if title else {})},
        "short": rdf.short(subject),
        "rows": list(rows(known, triples)),
        "using": _using(known, subject),
    }


@lru_cache(maxsize=1)
def _known() -> ox.Store:
    """Return the ontology and the codes, which tell what other terms are called."""
    known = ox.Store()
    for name in ("ns", "codes"):
        known.extend(ox.parse(_sources(name)[0], ox.RdfFormat.TURTLE))
    return known


@lru_cache(maxsize=1)
def _versions() -> frozenset[Any]:
    """Return the IRIs of the versions of ontology and codes that are here."""
    return frozenset(quad.object for quad in _known().quads_for_pattern(None, OWL("versionIRI"), None, None))


def _using(known: ox.Store, term: ox.NamedNode) -> str | None:
    """Return the query string that asks for data with a term, ``None`` if it is of no kind that data use."""
    classes = {kind.value for kind in kinds(known, term)}
    if OWL("Class").value in classes:
        pattern = f"?thing a <{term.value}>"
    elif {OWL("ObjectProperty").value, OWL("DatatypeProperty").value} & classes:
        pattern = f"?thing <{term.value}> ?value"
    elif SKOS("Concept").value in classes:
        pattern = f"?thing ?property <{term.value}>"
    else:
        return None
    return urlencode({"query": f"SELECT * {{ {pattern} }} LIMIT {_EXAMPLES}"}, quote_via=quote)


def _routes() -> Iterator[Route]:
    yield Route("/context.jsonld", context)
    yield Route("/ns/context.jsonld", context)
    for name in _TITLES:
        yield Route(f"/{name}", partial(vocabulary, name))
        yield Route(f"/{name}.{{ending}}", partial(vocabulary, name))
    for name in ("ns", "codes"):
        yield Route(f"/{name}/{{version}}", partial(vocabulary, name))


ROUTES = list(_routes())
