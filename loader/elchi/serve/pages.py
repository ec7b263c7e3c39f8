"""Values to pages of HTML: every value is escaped unless a template says that it is markup."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from elchi.serve.answers import options_of


def page(request: Request, template: str, **values: Any) -> HTMLResponse:
    """Return a page.

    Args:
        request: what it answers.
        template: name of a file in ``templates/``.
        values: what the template shows.
    """
    return HTMLResponse(rendered(options_of(request).root_path, template, **values))


def rendered(root: str, template: str, **values: Any) -> str:
    """Return the text of a page.

    Args:
        root: path before the server's own, for links.
        template: name of a file in ``templates/``.
        values: what the template shows.
    """
    return _templates().get_template(template).render(root=root.rstrip("/"), **values)


@lru_cache(maxsize=1)
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("elchi.serve"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
