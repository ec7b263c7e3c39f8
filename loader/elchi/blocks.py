"""Text to blocks: title, captions, paragraphs, boilerplate."""

from __future__ import annotations

import re

from elchi.model import Article, Block, Span, Text

_LINE = re.compile(r"[^\n]*\S[^\n]*")


def segment(article: Article, text: Text) -> tuple[Block, ...]:
    """Return the blocks of a text in order; the first line is the title."""
    lines = [match.span() for match in _LINE.finditer(text.content)]
    return tuple(
        Block(Span(start, stop), "title" if at == 0 and len(lines) > 1 else "paragraph")
        for at, (start, stop) in enumerate(lines)
    )
