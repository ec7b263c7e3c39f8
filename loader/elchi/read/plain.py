"""A plain text to an article."""

from __future__ import annotations

from elchi.characters import fit
from elchi.errors import ReadError
from elchi.model import Article
from elchi.read.encoding import decode
from elchi.read.fields import has_letters


def read(data: bytes, *, id: str, origin: str, declared: str | None = None, url: str | None = None) -> Article:
    """Return the article that a plain text is; its title is found later, among its blocks.

    Args:
        data: the whole text, in any encoding that can be told.
        id: the identity of the document.
        origin: where it was read, for messages.
        declared: the encoding that the source names.
        url: where it was fetched.

    Raises:
        ReadError: if there is nothing to read.
    """
    content = fit(decode(data, declared=declared))
    check(content)
    return Article(id=id, content=content, origin=origin, url=url)


def check(content: str) -> None:
    """Raise if a text has nothing to read.

    Raises:
        ReadError: if it is empty or has no letters.
    """
    if not content.strip():
        raise ReadError("the text is empty; an article was expected")
    if not has_letters(content):
        raise ReadError("the text has no letters; an article was expected")
