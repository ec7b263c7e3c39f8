"""Values to pages of HTML: every value is escaped unless a template says that it is markup."""

from __future__ import annotations

from functools import lru_cache, partial
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from elchi import vocab
from elchi.serve import assets
from elchi.serve.answers import options_of

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
