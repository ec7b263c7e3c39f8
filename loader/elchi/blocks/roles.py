"""Marks to blocks: which one is the title, which are captions, which repeat an earlier one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from elchi.blocks.knowledge import GLUE, Knowledge, key
from elchi.blocks.marks import Mark
from elchi.model import Block, Span

_LONGEST_TITLE = 220
_LONGEST_GIVEN = 1000  # code points of a title that a source gives: what is longer is no headline
_LONGEST_CAPTION = 250
_TITLE_AMONG = 12  # the headline stands among so many first stretches
_LONGEST_LABEL = 60
_REPEATED = 25  # code points of a stretch that may be called a repetition


def assign(content: str, marks: list[Mark], title: str | None, known: Knowledge) -> tuple[Block, ...]:
    """Return the blocks that the marks stand for, in order."""
    marks = _with_title(content, marks, title, known)
    marks = _with_captions(content, marks)
    return tuple(_repeating(content, _split(content, marks)))


def _with_title(content: str, marks: list[Mark], title: str | None, known: Knowledge) -> list[Mark]:
    """Return the marks with the headline told from the rest, and the site's name cut off it."""
    story = [at for at, mark in enumerate(marks) if mark.kind == "paragraph"][:_TITLE_AMONG]
    if not story or any(mark.kind == "title" for mark in marks):
        return marks
    stretches = [marks[at] for at in story]
    index = _known_title(content, stretches, title)
    if index is not None:
        end = _title_end(content, stretches[index], title or "")
    else:
        index = _printed_twice(content, stretches)
        end = stretches[index].stop
        if index == 0 and not _reads_as_title(content, stretches):
            return marks
    at = story[index]
    pieces = [
        *_without_site(content, Mark(marks[at].start, end, "title"), known),
        *_stripped(content, Mark(end, marks[at].stop, "paragraph")),
    ]
    before = [mark._replace(kind="boilerplate") for mark in marks[:at]]
    return [*before, *pieces, *marks[at + 1 :]]


def _known_title(content: str, story: list[Mark], title: str | None) -> int | None:
    """Return which stretch begins with the title that the source gave."""
    wanted = key(title or "")
    if not 5 <= len(wanted) <= _LONGEST_GIVEN:
        return None
    for at, mark in enumerate(story):
        if key(content[mark.start : mark.start + len(wanted) + 60]).startswith(wanted):
            return at
    return None


def _title_end(content: str, mark: Mark, title: str) -> int:
    """Return where the headline ends in a stretch that begins with it."""
    size = len(" ".join(title.split()))
    if mark.stop - mark.start <= size + 60 and "\n" not in content[mark.start : mark.stop]:
        return mark.stop
    return mark.start + len(title.strip())


def _printed_twice(content: str, stretches: list[Mark]) -> int:
    """Return which short line among the first is printed again further down; 0 where none is.

    Pages print the headline at the end of their trail of links and again above the story. A line
    that is repeated at once is a caption.
    """
    words = [content[mark.start : mark.stop] for mark in stretches]
    for at, line in enumerate(words[:4]):
        short = all(len(other) <= _LONGEST_LABEL for other in words[:at])
        if short and _REPEATED <= len(line) <= _LONGEST_TITLE and line in words[at + 2 :]:
            return at
    return 0


def _reads_as_title(content: str, stretches: list[Mark]) -> bool:
    """Return whether the first stretch is a line of its own, short and no full sentence."""
    if len(stretches) < 2:
        return False
    title, after = stretches[:2]
    gap = content[title.stop : after.start].count("\n")
    size = title.stop - title.start
    if not gap or size > _LONGEST_TITLE:
        return False
    closed = content[title.stop - 1] in ".;,"
    return not closed or (gap > 1 and after.stop - after.start > size)


def _without_site(content: str, title: Mark, known: Knowledge) -> list[Mark]:
    found = known.site.search(content, title.start, title.stop)
    if found is None:
        return [title]
    rest = Mark(found.start(), title.stop, "boilerplate")
    return [Mark(title.start, found.start(), "title"), *_stripped(content, rest)]


def _stripped(content: str, mark: Mark) -> list[Mark]:
    start, stop = mark.start, mark.stop
    while start < stop and content[start].isspace():
        start += 1
    while start < stop and content[stop - 1].isspace():
        stop -= 1
    return [Mark(start, stop, mark.kind)] if start < stop else []


def _with_captions(content: str, marks: list[Mark]) -> list[Mark]:
    """Return the marks with captions told: printed twice in a row, or short and open below the title."""
    kinds = [mark.kind for mark in marks]
    first = kinds.index("title") + 1 if "title" in kinds else len(kinds)
    lead = True
    for at, mark in enumerate(marks):
        after = marks[at + 1] if at + 1 < len(marks) else None
        if mark.kind != "paragraph":
            continue
        twice = after is not None and _same(content, mark, after)
        if at < first and not twice:
            continue
        if twice:
            kinds[at] = kinds[at + 1] = "caption"
        elif lead and kinds[at] == "paragraph" and first <= at < first + 3:
            lead = after is not None and _is_lead_caption(content, mark, after)
            kinds[at] = "caption" if lead else "paragraph"
    told = zip(marks, kinds, strict=True)
    return [mark if mark.kind == kind else mark._replace(kind=kind) for mark, kind in told]


def _same(content: str, one: Mark, other: Mark) -> bool:
    size = one.stop - one.start
    return (
        other.kind == "paragraph"
        and _REPEATED <= size <= 2 * _LONGEST_CAPTION
        and size == other.stop - other.start
        and content[one.start : one.stop] == content[other.start : other.stop]
    )


def _is_lead_caption(content: str, mark: Mark, after: Mark) -> bool:
    """Return whether a short line without a full stop stands on its own above a longer paragraph."""
    size = mark.stop - mark.start
    return (
        size <= _LONGEST_CAPTION
        and content[mark.stop - 1] not in '.!?…:;,»”"'
        and "\n" in content[mark.stop : after.start]
        and not content[mark.start].isdigit()
    )


def _split(content: str, marks: list[Mark]) -> list[Mark]:
    """Return the marks, paragraphs cut where a glued sentence of theirs is told a second time."""
    if GLUE.search(content) is None:
        return marks
    cut = [_sentences(content, mark) for mark in marks]
    count: dict[str, int] = {}
    for mark in (mark for pieces in cut for mark in pieces):
        words = content[mark.start : mark.stop]
        count[words] = count.get(words, 0) + 1
    split: list[Mark] = []
    for mark, pieces in zip(marks, cut, strict=True):
        begin = mark.start
        for piece in pieces:
            size = piece.stop - piece.start
            if size >= _REPEATED and count[content[piece.start : piece.stop]] > 1:
                if begin < piece.start:
                    split.append(Mark(begin, piece.start, mark.kind))
                split.append(piece)
                begin = piece.stop
        if begin < mark.stop:
            split.append(Mark(begin, mark.stop, mark.kind))
    return split


def _sentences(content: str, mark: Mark) -> list[Mark]:
    """Return what stands between glued sentence ends; a mark that is no paragraph is one piece."""
    if mark.kind != "paragraph":
        return [mark]
    ends = [found.end() for found in GLUE.finditer(content, mark.start, mark.stop) if found.end() < mark.stop]
    return [Mark(begin, end, mark.kind) for begin, end in pairwise([mark.start, *ends, mark.stop])]


def _repeating(content: str, marks: list[Mark]) -> Iterator[Block]:
    """Yield the blocks, those that repeat an earlier one word for word pointing at it."""
    seen: dict[str, Span] = {}
    for mark in marks:
        block = Block(Span(mark.start, mark.stop), mark.kind)
        words = content[mark.start : mark.stop]
        if mark.kind == "boilerplate" or len(words) < _REPEATED:
            yield block
        elif words in seen:
            yield replace(block, repeats=seen[words])
        else:
            seen[words] = block.span
            yield block
