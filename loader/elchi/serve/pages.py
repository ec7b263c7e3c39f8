"""Values to pages of HTML: every value is escaped unless a template says that it is markup."""

from __future__ import annotations

from functools import lru_cache, partial
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from elchi import vocab
from elchi.serve import answers, assets
from elchi.serve.answers import options_of
from elchi.serve.failures import RefusedError
from elchi.serve.negotiate import best

POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; object-src 'none'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
"""What pages may load (Content Security Policy): nothing from elsewhere, nothing inline."""

SAFE = "/%:@!$&'()*+,;=~#"
"""Signs of an IRI that an address keeps."""


def page(request: Request, template: str, **values: Any) -> HTMLResponse:
    """Return a page.

    Args:
        request: what it answers.
        template: name of a file in ``templates/``.
        values: what the template shows, besides ``link``, which tells where an IRI leads.
    """
    options = options_of(request)
    root = options.root_path.rstrip("/")
    text = (
        _templates()
        .get_template(template)
        .render(
            root=root,
            static=assets.address(root),
            iris=vocab.ROOT,
            with_text=options.with_text,
            link=partial(address_of, request),
            **values,
        )
    )
    return HTMLResponse(text, headers={"Content-Security-Policy": POLICY, "Vary": "Accept"})


async def refused(request: Request, error: Exception) -> Response:
    """Return the response for a refusal: a page where a browser asked for one, plain text elsewhere."""
    asked = f"{request.scope.get('root_path', '')}/page/"
    if not isinstance(error, RefusedError) or not request.url.path.startswith(asked) or not _wants_page(request):
        return await answers.refused(request, error)
    response = page(request, "refused.html", message=error.message)
    response.status_code = error.status
    response.headers.update(error.headers)
    return response


def _wants_page(request: Request) -> bool:
    try:
        return best(request.headers.get("Accept"), ["text/plain", "text/html"]) == "text/html"
    except RefusedError:
        return False


def address_of(request: Request, iri: str) -> str | None:
    """Return where people can read about what an IRI names, ``None`` if a browser cannot go there.

    Elchi's own things have pages on this server; of others, only addresses of the web are links.
    """
    if iri.startswith(vocab.BASE):
        tail = f"page/{iri.removeprefix(vocab.BASE)}"
    elif iri.startswith(vocab.ROOT):
        tail = iri.removeprefix(vocab.ROOT)
    else:
        return iri if iri.startswith(("http://", "https://")) else None
    return f"{options_of(request).address}/{quote(tail, safe=SAFE)}"


@lru_cache(maxsize=1)
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("elchi.serve"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
