"""A document's sentences to its stories: a digest tells several, and what one says is no context of another.

Where a page marks its stories (bulleted paragraphs of several sentences, leads in capitals), each mark opens one.
Under headings, and from paragraph to paragraph of a page that calls itself a digest, a part opens a story
if it names actors and none of those that the story before it names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from statistics import median

from elchi.events.view import View

_BULLETS = frozenset("•■●▪◾◆♦►▶➤✔*")
_ENDS = frozenset('.…:;,?!»”"')
_LEAST = 3  # marks that make a digest: two may be a list
_LONGEST_HEADING = 12  # tokens
_ACTORS = frozenset({"person", "state"})

_Part = tuple[View, ...]  # the sentences of a block, or of a heading and what stands below it


def split(views: Sequence[View]) -> list[tuple[View, ...]]:
    """Return the sentences of each story, counted from its first; one story holds all if the document is no digest."""
    told = _stories(views)
    if len(told) < 2:
        return told
    return [tuple(replace(view, index=index) for index, view in enumerate(story)) for story in told]


def _stories(views: Sequence[View]) -> list[tuple[View, ...]]:
    blocks = [tuple(group) for _, group in groupby(views, key=lambda view: view.sentence.block.span)]
    for marks in (_bulleted(blocks), _in_capitals(blocks)):
        if len(marks) >= _LEAST:
            return [_joined(parts) for parts in _parts(blocks, marks)]
    if blocks and any(view.hits("digest") for view in blocks[0]):
        return list(_unrelated(blocks))
    return _headed(blocks) or [tuple(views)]


def _bulleted(blocks: Sequence[_Part]) -> list[int]:
    """Return the blocks that open with a bullet, if they tell something: an item of a list is one sentence."""
    marked = [i for i, block in enumerate(blocks) if block[0].form(0) in _BULLETS]
    return marked if marked and median(len(blocks[i]) for i in marked) > 1 else []


def _in_capitals(blocks: Sequence[_Part]) -> list[int]:
    """Return the blocks that open with a sentence in capitals: «NO TRIP. The Kremlin has denied …»."""
    return [i for i, block in enumerate(blocks) if len(block) > 1 and _is_in_capitals(block[0])]


def _is_in_capitals(view: View) -> bool:
    shapes = [token.word.shape for token in view.sentence.tokens if token.word.shape not in {".", "9"}]
    return len(shapes) > 1 and all(shape in {"XX", "X"} for shape in shapes)


def _headed(blocks: Sequence[_Part]) -> list[tuple[View, ...]]:
    """Return the stories under headings; none where most parts go on with the actors of the part before."""
    below = [i for i in range(1, len(blocks) - 1) if _is_heading(blocks[i]) and not _is_heading(blocks[i + 1])]
    if len(below) < _LEAST:
        return []
    parts = [_joined(part) for part in _parts(blocks, below)]
    stories = list(_unrelated(parts))
    return stories if len(stories) > _LEAST and 2 * len(stories) > len(parts) else []


def _is_heading(block: _Part) -> bool:
    tokens = block[0].sentence.tokens
    return len(block) == 1 and len(tokens) <= _LONGEST_HEADING and tokens[-1].word.form not in _ENDS


def _parts(blocks: Sequence[_Part], marks: Sequence[int]) -> Iterator[Sequence[_Part]]:
    """Yield the blocks from each mark to the next, and what stands before the first."""
    for start, stop in zip((0, *marks), (*marks, len(blocks)), strict=True):
        if start < stop:
            yield blocks[start:stop]


def _joined(parts: Iterable[_Part]) -> tuple[View, ...]:
    return tuple(view for part in parts for view in part)


def _unrelated(parts: Sequence[_Part]) -> Iterator[tuple[View, ...]]:
    """Yield runs of parts, a new one where a part names actors and none that the run has; the first part alone."""
    if not parts:
        return
    yield parts[0]
    story: list[_Part] = []
    known: set[str] = set()
    for part in parts[1:]:
        actors = {entity.id for view in part for _, entity in view.mentions if entity.kind in _ACTORS}
        if actors and known and not actors & known:
            yield _joined(story)
            story, known = [], set()
        story.append(part)
        known |= actors
    if story:
        yield _joined(story)
