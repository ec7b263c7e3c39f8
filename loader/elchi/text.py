"""Article to stored text: NFC, line feeds, no control characters, nothing else.

All offsets of a document are code points of the text made here, so it must never change once a
document was loaded: boilerplate is marked by :mod:`elchi.blocks`, not cut.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata

from elchi.characters import fit
from elchi.model import Article, Text

_BOM = "\ufeff"
# Putting marks in order costs the square of their number. No language writes thirty on one letter: as the Stream-Safe
# Text Format has it (Unicode Standard Annex #15, section 13), a joiner parts those that are more.
_MOST_MARKS = 30
_JOINER = "\u034f"
_MARKS = re.compile(rf"[^\x00-\x7f\w\s]{{{_MOST_MARKS + 1},}}")  # no letters: marks, or signs


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
    content = _MARKS.sub(_parted, content)
    if not unicodedata.is_normalized("NFC", content):
        content = unicodedata.normalize("NFC", content)
    content = fit(content)
    return Text(content=content, sha256=hashlib.sha256(content.encode()).hexdigest())


def _parted(run: re.Match[str]) -> str:
    """Return signs with a joiner behind so many combining marks that follow each other."""
    parted: list[str] = []
    marks = 0
    for sign in run.group():
        marks = marks + 1 if unicodedata.combining(sign) else 0
        if marks > _MOST_MARKS:
            parted.append(_JOINER)
            marks = 1
        parted.append(sign)
    return "".join(parted)
