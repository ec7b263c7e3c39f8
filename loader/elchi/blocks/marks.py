"""A line to marks: the stretches inside it that are not the story.

A page that was saved as one line has its menu, headline, story, share bar and lists of other stories in
a row; a story whose paragraphs were joined has picture credits and teasers between its sentences. Every
finder returns the stretches that it is sure of, and the rest stays the story.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from elchi.blocks.knowledge import LISTED, Knowledge

_HEADLINE = 400  # code points within which the date line must follow the menu
_MENU_ITEMS = 4
_LIST_ITEMS = 4
_LIST_GAP = 260  # code points from one item's end to the next; headlines have 40 to 200
_TEASER = 350
_BOX = 800
_TAIL = 200
_FOOTER = 300
_BYLINE = 80
_CAPTION = 250
_BETWEEN = " \t|/•·\u00a0"
_SENTENCE_END = re.compile(r"[.!?…][»”\")]?")


class Mark(NamedTuple):
    """A stretch ``[start, stop)`` of a text and the kind of block that it is."""

    start: int
    stop: int
    kind: str


def inside(content: str, start: int, stop: int, known: Knowledge) -> list[Mark]:
    """Return the marks of one line in order, none touching another's code points."""
    marks: list[Mark] = []
    begin, end = start, stop
    if stop - start > _HEADLINE:
        head = _head(content, start, stop, known)
        begin = head[-1].stop if head else start
        tail = _tail(content, begin, stop, known)
        end = tail[0].start if tail and tail[-1].stop == stop else stop
        marks = [*head, *tail]
    marks += _boxes(content, begin, end, known)
    marks += _teasers(content, begin, end, known)
    marks += _footers(content, begin, end, known)
    marks += _credits(content, begin, end, known)
    return _apart(marks)


def _head(content: str, start: int, stop: int, known: Knowledge) -> list[Mark]:
    """Return menu, headline and date line at the start of a page in one line."""
    menu = _menu(content, start, min(stop, start + 1000), known)
    if menu == start:
        return []
    marks = [Mark(start, menu, "boilerplate")]
    date = known.dateline.search(content, menu, min(stop, menu + _HEADLINE))
    if date is None:
        return marks
    marks.append(Mark(menu, date.start(), "title"))
    if ":" in date["when"]:
        return [*marks, Mark(date.start(), date.end(), "boilerplate")]
    when = date.span("when")
    return [
        *marks,
        Mark(date.start(), when[0], "boilerplate"),
        Mark(*when, "paragraph"),
        Mark(when[1], date.end(), "boilerplate"),
    ]


def _menu(content: str, start: int, stop: int, known: Knowledge) -> int:
    """Return where the menu at ``start`` ends, or ``start`` where none begins."""
    return max(_run(content, start, stop, items) for items in known.menus)


def _run(content: str, start: int, stop: int, items: re.Pattern[str]) -> int:
    """Return where a run of menu items ends: none stands there twice, so the headline may begin with one."""
    seen: set[str] = set()
    end = at = start
    while (found := items.match(content, at, stop)) is not None and found["item"] not in seen:
        seen.add(found["item"])
        end = at = found.end()
        while at < stop and content[at] in _BETWEEN:
            at += 1
    return end if len(seen) >= _MENU_ITEMS else start


def _tail(content: str, start: int, stop: int, known: Knowledge) -> list[Mark]:
    """Return the share bar and the lists of other stories that end a page in one line."""
    share = _share(content, start, stop, known)
    if share is not None and _ends_story(content, share.stop, stop, known):
        return [Mark(share.start, stop, "boilerplate")]
    marks = [] if share is None else [share]
    listed = _list(content, start, stop, known)
    return marks if listed is None else _apart([*marks, listed])


def _ends_story(content: str, start: int, stop: int, known: Knowledge) -> bool:
    """Return whether what follows a share bar is short, a footer, or a list of other stories."""
    if stop - start <= _TAIL:
        return True
    if known.heading.match(content, start + 1, stop) or known.footer.match(content, start + 1, stop):
        return True
    ends = [found.end() for found in LISTED.finditer(content, start, stop)]
    return len(ends) >= _LIST_ITEMS and ends[_LIST_ITEMS - 1] - start <= _LIST_ITEMS * _LIST_GAP


def _list(content: str, start: int, stop: int, known: Knowledge) -> Mark | None:
    """Return the longest run of headlines that each end in a clock or a date and a view count."""
    ends = [found.end() for found in LISTED.finditer(content, start, stop)]
    runs: list[list[int]] = []
    for end in ends:
        if runs and end - runs[-1][-1] <= _LIST_GAP:
            runs[-1].append(end)
        else:
            runs.append([end])
    best = max(runs, key=len, default=[])
    if len(best) < _LIST_ITEMS:
        return None
    floor = max(start, best[0] - _LIST_GAP)
    heading = known.heading.search(content, floor, best[0])
    if heading is not None:
        first = heading.start()
    else:
        first = max(content.rfind(sign, floor, best[0]) for sign in (". ", "! ", "? ", "» ", '" '))
        first = floor if first < 0 else first + 2
    return Mark(first, stop if stop - best[-1] <= _LIST_GAP else best[-1], "boilerplate")


def _boxes(content: str, start: int, stop: int, known: Knowledge) -> Iterator[Mark]:
    """Yield teaser boxes that the page printed twice, one after the other, each ending in "… ago"."""
    for word in known.ago:
        before = -1
        at = content.find(word, start, stop)
        while at >= 0:
            end = at + len(word)
            size = end - before - 1
            if (
                before >= 0
                and 20 <= size <= _BOX
                and before - size >= start
                and content[before - size : before] == content[before + 1 : end]
            ):
                yield Mark(before - size, end, "boilerplate")
            before = end
            at = content.find(word, end, stop)


def _teasers(content: str, start: int, stop: int, known: Knowledge) -> Iterator[Mark]:
    """Yield teasers that a set phrase opens, up to their time or the end of their sentence."""
    for found in known.teaser.finditer(content, start, stop):
        limit = min(stop, found.end() + _TEASER)
        time = known.teaser_end.search(content, found.end(), limit)
        if time is not None:
            yield Mark(found.start(), time.end(), "boilerplate")
        elif limit == stop:
            yield Mark(found.start(), stop, "boilerplate")


def _footers(content: str, start: int, stop: int, known: Knowledge) -> Iterator[Mark]:
    """Yield what closes a page: a request to subscribe with what follows it, a share bar, a byline."""
    for found in known.footer.finditer(content, start, stop):
        if stop - found.start() <= _FOOTER:
            yield Mark(found.start(), stop, "boilerplate")
            break
        end = _SENTENCE_END.search(content, found.end(), found.end() + _FOOTER)
        if end is not None:
            yield Mark(found.start(), end.end(), "boilerplate")
    share = _share(content, max(start, stop - _TAIL), stop, known)
    if share is not None:
        yield Mark(share.start, stop, "boilerplate")
    byline = known.byline.search(content, max(start, stop - _BYLINE), stop)
    if byline is not None:
        yield Mark(*byline.span(), "boilerplate")


def _share(content: str, start: int, stop: int, known: Knowledge) -> Mark | None:
    """Return the first share bar that begins at the start of a word."""
    for found in known.share.finditer(content, start, stop):
        if found.start() == start or not content[found.start() - 1].isalnum():
            return Mark(*found.span(), "boilerplate")
    return None


def _credits(content: str, start: int, stop: int, known: Knowledge) -> Iterator[Mark]:
    """Yield picture credits, and what stands unfinished before them: the caption."""
    for word in known.credit.finditer(content, start, stop):
        at = word.start()
        if at > start and (content[at - 1].isupper() or content[at - 1] in "-_@/"):
            continue
        found = known.credited.match(content, at, stop)
        if found is None:
            continue
        caption = _caption(content, start, at)
        if caption < at:
            yield Mark(caption, at, "caption")
        yield Mark(*found.span(), "boilerplate")


def _caption(content: str, start: int, stop: int) -> int:
    """Return where the unfinished words before a credit begin; ``stop`` where there are none.

    Where the whole line before the credit is short, all of it is the caption.
    """
    if stop - start <= _CAPTION:
        return start
    ends = [found.end() for found in _SENTENCE_END.finditer(content, stop - _CAPTION, stop)]
    return ends[-1] if ends else stop


def _apart(marks: list[Mark]) -> list[Mark]:
    """Return the marks in order, each beginning where the one before it ended or later."""
    apart: list[Mark] = []
    for mark in sorted(marks):
        floor = apart[-1].stop if apart else mark.start
        if mark.stop > floor:
            apart.append(Mark(max(mark.start, floor), mark.stop, mark.kind))
    return apart
