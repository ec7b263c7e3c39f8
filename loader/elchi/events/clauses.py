"""A sentence to its clauses: where one finite verb's words end and the next one's begin."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from operator import itemgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from elchi.events.view import View

_FURTHEST_VERB = 15
_LAST = itemgetter(1)  # token of a clause
_DASHES = frozenset("—–-")
_CLAUSE_SIGNS = frozenset({";", ":", "—", "–"})
_CLAUSE_ENDS = frozenset({"", ".", ",", "!", "?", "…", ";", "»", "”", '"'})


def finite(view: View) -> list[int]:
    """Return the finite verbs of a sentence; «Моди» is no imperative where it names a person."""
    tokens = enumerate(view.sentence.tokens)
    found = [i for i, (_, _, w) in tokens if w.finite or (w.participle and view.form(i + 1) in _CLAUSE_ENDS)]
    if not found:
        return []
    named = {i for m, _ in view.mentions if m.kind in {"person", "organisation"} for i in range(m.first, m.last + 1)}
    return [i for i in found if i not in named]


def clause_around(view: View, index: int) -> tuple[int, int]:
    """Return the first and last token of the clause around a token.

    A Russian clause that a relative one interrupts goes on behind it: «Визит, который …, перенесён».
    """
    parts = view.clauses
    place = bisect_left(parts, index, key=_LAST)
    first, last = parts[place]
    if view.turkic or place + 2 >= len(parts) or any(first <= i <= last for i in view.finite):
        return first, last
    opener = parts[place + 1][0]
    relative = any("relative" in view.concepts(i) for i in (opener, opener + 1))
    return (first, parts[place + 2][1]) if relative else (first, last)


def clauses(view: View) -> Iterator[tuple[int, int]]:
    """Yield the clauses of a sentence, each with at most one chain of finite verbs.

    A clause ends at a semicolon, a colon or a spaced dash; at a comma after its finite verb if what follows
    has one too; in Russian also at a comma before a conjunction, a relative pronoun or a gerund.
    """
    start = 0
    for index in _joints(view):
        if _ends(view, start, index):
            yield start, index
            start = index + 1
    yield start, len(view.sentence.tokens) - 1


def _joints(view: View) -> list[int]:
    """Return the words that a clause may end with: signs, in English verbs of saying too."""
    tokens = view.sentence.tokens
    says = {i for hit in view.hits("say") for i in range(hit.first, hit.last + 1)} if view.analytic else ()
    return [i for i, (_, _, word) in enumerate(tokens[:-1]) if word.shape == "." or i in says]


def _ends(view: View, start: int, index: int) -> bool:
    """Return whether a clause that begins at one token ends at another."""
    begin, stop, word = view.sentence.tokens[index]
    if word.form == ",":
        if _opens(view, index + 1):
            return True
        return any(start <= i < index for i in view.finite) and _verb_ahead(view, index + 1)
    if word.form in _DASHES and any(d.span.start < begin < d.span.stop for d in view.dates):
        return False  # «30 May – 2 June»
    if word.form in _CLAUSE_SIGNS or (
        word.form == "-" and view.analytic and view.sentence.tokens[index - 1].stop != begin
    ):
        return stop != view.sentence.tokens[index + 1].start
    return view.analytic and _reports(view, index)


def _opens(view: View, index: int) -> bool:
    if view.turkic:
        return False
    word = view.sentence.tokens[index].word
    if (
        "clause-opener" in word.concepts
        or "clause-opener" in view.concepts(index)
        or (word.analyses and "VerbForm=Conv" in word.analyses[0].features)
    ):
        return True
    following = view.sentence.tokens[index + 1].word if index + 1 < len(view.sentence.tokens) else None
    return (
        following is not None and any(a.pos == "ADP" for a in word.analyses) and "clause-opener" in following.concepts
    )


def _reports(view: View, index: int) -> bool:
    """Return whether an English verb of saying ends here and what is said follows: «said (that) talks would …»."""
    if "say" not in view.concepts(index) or not view.is_finite(index):
        return False
    return view.form(index + 1) != "," and _verb_ahead(view, index + 1)


def _verb_ahead(view: View, start: int) -> bool:
    for index in range(start, min(start + _FURTHEST_VERB, len(view.sentence.tokens))):
        if view.form(index) == ",":
            return False
        if view.is_finite(index):
            return True
    return False
