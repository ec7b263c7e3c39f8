"""Quotations: what stands between quotation marks of any style."""

from __future__ import annotations

import re
from functools import lru_cache

from elchi.events.view import View
from elchi.model import Hit, Span

_QUOTED = re.compile(r"«[^»]{2,3000}»|“[^”]{2,3000}”|„[^“”]{2,3000}[“”]|\"[^\"]{2,3000}\"")
_SHORTEST = 20
_REACH = 40


@lru_cache(maxsize=8)  # the sentences of a passage ask for the same stretch
def quotations(content: str, span: Span) -> tuple[Span, ...]:
    """Return the quotations of a stretch of text, without their marks.

    >>> [s.of("деди у: «Биз тайёрмиз»") for s in quotations("деди у: «Биз тайёрмиз»", Span(0, 22))]
    ['Биз тайёрмиз']
    """
    return tuple([Span(m.start() + 1, m.end() - 1) for m in _QUOTED.finditer(content, span.start, span.stop)])


def quotation_near(view: View, hit: Hit) -> Span | None:
    """Return the quotation that a verb of saying introduces or closes, if it is more than a few words."""
    block = view.sentence.block.span
    reach = Span(max(block.start, view.sentence.span.start - 1500), min(block.stop, view.sentence.span.stop + 1500))
    verb = view.span(hit.first, hit.last)
    near = [
        q for q in quotations(view.content, reach)
        if q.stop - q.start >= _SHORTEST and (0 <= verb.start - q.stop <= _REACH or 0 <= q.start - verb.stop <= _REACH)
    ]  # fmt: skip
    return near[0] if near else None
