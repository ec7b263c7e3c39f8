"""Article to stored text: NFC, line feeds, no control characters, nothing else.

All offsets of a document are code points of the text made here, so it must never change once a
document was loaded: boilerplate is marked by :mod:`elchi.blocks`, not cut.
"""

from __future__ import annotations

import hashlib
import unicodedata

from elchi.characters import fit
from elchi.model import Article, Text

_BOM = "\ufeff"


def normalise(article: Article) -> Text:
    r"""Return the text to store: without byte order mark, line ends as LF, in Unicode NFC.

    Control characters are replaced, one for one.

    Args:
        article: as a reader found it.

    Returns:
        The text with the SHA-256 of its UTF-8 bytes, in hexadecimal.

    >>> normalise(Article(id="a", content="\ufeffи\u0306\r\nb\rc", origin="-")).content
    'й\nb\nc'
    """
    content = article.content.lstrip(_BOM)
    if "\r" in content:
        content = content.replace("\r\n", "\n").replace("\r", "\n")
    if not unicodedata.is_normalized("NFC", content):
        content = unicodedata.normalize("NFC", content)
    content = fit(content)
    return Text(content=content, sha256=hashlib.sha256(content.encode()).hexdigest())
