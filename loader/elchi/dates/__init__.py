"""Texts to their calendar expressions, in EDTF.

One pass looks for digits and for the first letters of the words that a date can begin with; only there
the patterns of the language's grammar are tried, and the longest wins. What is found is then read against
the publication date: rules in :mod:`elchi.dates.values`, words in ``lexicon/<language>/dates.toml``.

Clock times, durations and ages are no dates. Without a publication date words such as "yesterday" give
nothing, and a day and month take the year of the first full date of the text, else ``XXXX``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from elchi.dates.edtf import bounds
from elchi.dates.grammar import Grammar, Pattern, compile_grammar, folded
from elchi.dates.values import Anchor, Parts, Setting, anchor_of, value_of
from elchi.model import DateMention, Span

__all__ = ["Grammar", "bounds", "compile_grammar", "find"]

_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|')*")
# No stop ends an abbreviation or an initial ("U.S.", "Sh. Aliyev"); a line that ends without a sign may go on.
_CLAUSE = re.compile(r"[!?;]|(?<![A-Z])(?<!\b\w)\.(?=\s|$)|\n\s*\n")
_BESIDE = re.compile(r"[\s,(–—-]{1,3}")
_BARE = re.compile(r"[\d\s,-]+")  # days of a list before the one that names the month
_AND = re.compile(r"(?:-|st|nd|rd|th)?(?:,?\s[^\W\d_]{1,6}|,)\s")
_NEAR = 120  # code points on either side in which the verb is looked for
_AFTER = 300  # code points between a day and what counts from it


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    stop: int
    parts: Parts
    grammar: Grammar
    limits: Span


def find(
    content: str,
    spans: Iterable[tuple[Span, str]],
    *,
    grammars: Mapping[str, Grammar],
    published: str | None,
) -> tuple[DateMention, ...]:
    """Return the calendar expressions of a text.

    Args:
        content: the stored text.
        spans: the stretches to read (code points), each with its BCP 47 tag.
        grammars: by BCP 47 tag or its first subtag; a stretch in a language without one is passed over.
        published: ISO 8601 date of publication (``2022-05-10``, ``2022-05`` or ``2022``), if known.

    Returns:
        The mentions in the order of the text, none within another. ``basis`` is ``stated``,
        ``inferredYear`` or ``relative``; that a date stands in a caption is for the caller to say.

    >>> text = "Музокаралар 10-12 май кунлари ўтди."
    >>> uzbek = {"uz": compile_grammar("uz")}
    >>> [m.edtf for m in find(text, [(Span(0, 35), "uz-Cyrl")], grammars=uzbek, published="2022-05-11")]
    ['2022-05-10/2022-05-12']
    >>> find("14 та ҳужжат", [(Span(0, 12), "uz-Cyrl")], grammars=uzbek, published="2022-05-11")
    ()
    """
    text = folded(content)
    found: list[_Found] = []
    for span, language in sorted(spans):
        grammar = grammars.get(language) or grammars.get(language.partition("-")[0])
        if grammar is not None:
            found.extend(_joined(list(_scan(text, span, grammar)), text))
    anchor = anchor_of(published)
    year = _full_year(found) if anchor is None else None
    return tuple(_mentions(found, text, anchor, year))


def _scan(text: str, span: Span, grammar: Grammar) -> Iterator[_Found]:
    """Yield what the patterns catch, left to right, traps left out."""
    end = span.start
    for at, word in _starts(text, span, grammar):
        if at < end or (word.isdigit() and not _is_free(text, at)):
            continue
        best: re.Match[str] | None = None
        chosen: Pattern | None = None
        for pattern in grammar.begun[word]:
            match = pattern.regex.match(text, at, span.stop)
            if match is not None and (best is None or match.end() > best.end()):
                best, chosen = match, pattern
        if best is None or chosen is None:
            continue
        end = best.end()
        if not chosen.trap:
            stop = at + len(best.group().rstrip(" \t\n\u00a0-–,"))
            yield _Found(at, stop, _parts(best, chosen, grammar), grammar, span)


def _starts(text: str, span: Span, grammar: Grammar) -> Iterator[tuple[int, str]]:
    """Yield the words and numbers that a pattern may begin with, and where they stand."""
    at, begun = span.start, grammar.pieces
    for piece in text[span.start : span.stop].split(" "):
        for begin, word in begun[piece]:
            yield at + begin, word
        at += len(piece) + 1


def _is_free(text: str, at: int) -> bool:
    """Return whether a number begins here, not the rest of a time, a price, a code or a range."""
    before = text[max(0, at - 2) : at]
    if not before:
        return True
    last, first = before[-1], before[0] if len(before) == 2 else " "
    if last in ".,:/":
        return not first.isdigit()
    if last in "-–":
        return not first.isalnum()
    return not last.isupper() and last not in "+№#$€"


def _parts(match: re.Match[str], pattern: Pattern, grammar: Grammar) -> Parts:
    """Return what a match says; a word in letters that only look alike to a machine ("ſ" for "s") says nothing."""
    parts: dict[str, int | str] = dict(pattern.constants)
    for name, words in match.groupdict().items():
        if words is not None:
            values = grammar.values.get(name.rstrip("2"), {})
            value = int(words) if words.isdigit() else values.get(" ".join(words.lower().split()))
            if value is None:
                return {}
            parts[name] = value
    return parts


def _joined(found: list[_Found], text: str) -> list[_Found]:
    """Merge what is one date: "15 May, Thursday", and the days that follow each other in "24 and 25 October"."""
    joined: list[_Found] = []
    for one in found:
        before = joined[-1] if joined else None
        if before is not None and _is_pair(before, one) and _BESIDE.fullmatch(text, before.stop, one.start):
            joined[-1] = _Found(before.start, one.stop, {**before.parts, **one.parts}, one.grammar, one.limits)
        elif before is not None and _is_run(before, one, text) and _AND.fullmatch(text, before.stop, one.start):
            both = {**before.parts, **one.parts, "day": before.parts["day"], "day2": one.parts["day"]}
            joined[-1] = _Found(before.start, one.stop, both, one.grammar, one.limits)
        else:
            joined.append(one)
    return joined


def _is_pair(one: _Found, other: _Found) -> bool:
    bare, dated = ("weekday" in one.parts, "weekday" in other.parts), ("day" in one.parts, "day" in other.parts)
    return (bare, dated) in (((True, False), (False, True)), ((False, True), (True, False)))


def _is_run(one: _Found, other: _Found, text: str) -> bool:
    last, following = one.parts.get("day2", one.parts.get("day")), other.parts.get("day")
    consecutive = isinstance(last, int) and following == last + 1 and "day2" not in other.parts
    return consecutive and _BARE.fullmatch(text, one.start, one.stop) is not None and "month" in one.parts


def _full_year(found: Iterable[_Found]) -> int | None:
    """Return the year of the first full date: the date line or the caption, as a rule."""
    for one in found:
        if {"day", "month", "year"} <= one.parts.keys():
            return int(one.parts["year"])
    return None


def _mentions(found: Iterable[_Found], text: str, anchor: Anchor | None, year: int | None) -> Iterator[DateMention]:
    """Yield the mentions of what has a value, each read against the day that was told just before it."""
    before: DateMention | None = None
    for one in found:
        near = before if before is not None and one.start - before.span.stop <= _AFTER else None
        day = near.edtf.rpartition("/")[2] if near else None
        value = value_of(one.parts, Setting(anchor, year, partial(_tense, text, one), day))
        if value is None:
            continue
        earliest, latest = bounds(value.edtf)
        if earliest is None and not value.edtf.startswith("X"):  # "next spring", said in 9999
            continue
        span = Span(one.start, one.stop)
        mention = DateMention(span, value.edtf, value.precision, value.basis, earliest, latest)
        yield mention
        if len(value.edtf.rpartition("/")[2]) == len("2022-05-10") and value.precision != "week":
            before = mention


def _tense(text: str, one: _Found) -> str | None:
    """Return the tense of the nearest word of the clause that shows one, on the verb's usual side first."""
    grammar = one.grammar
    right = min(one.limits.stop, one.stop + _NEAR)
    left = max(one.limits.start, one.start - _NEAR)
    stop = _CLAUSE.search(text, one.stop, right)
    after = _WORD.finditer(text, one.stop, stop.start() if stop else right)
    starts = [left, *(m.end() for m in _CLAUSE.finditer(text, left, one.start))]
    before = _WORD.finditer(text, starts[-1], one.start)
    words = [(grammar.verb == "before", m.start() - one.stop, m.start(), m.group().lower()) for m in after]
    words += [(grammar.verb == "after", one.start - m.end(), m.start(), m.group().lower()) for m in before]
    for *_, start, word in sorted(words):
        if word.startswith(grammar.future_stems) or (grammar.future_leads and _is_led(text[left:start], grammar)):
            return "future"
        ahead, behind = _ending(word, grammar.future), _ending(word, grammar.past)
        if ahead or behind:  # of "-дады" and "-ады" the longer one says more
            return "future" if ahead > behind else "past"
    return None


def _ending(word: str, endings: tuple[str, ...]) -> int:
    """Return the length of the longest of the endings that a word has."""
    return max((len(e) for e in endings if word.endswith(e)), default=0) if word.endswith(endings) else 0


def _is_led(before: str, grammar: Grammar) -> bool:
    """Return whether what stands before a verb points ahead: "is to", "be"."""
    words = before.split()  # "may" and "will" in small letters only: not the month, not the name
    return bool(words) and (words[-1] in grammar.future_leads or " ".join(words[-2:]) in grammar.future_leads)
