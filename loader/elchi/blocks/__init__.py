"""Text to blocks: title, captions, paragraphs, and what is not the story.

The stored text is never changed; what a page prints around a story (menus, share bars, teasers, credits,
footers) becomes ``boilerplate`` blocks, which no later stage reads. General marks of such stretches come
first: counters in a row, lists of headlines with clock times, boxes printed twice, runs of menu items. Set
phrases of languages and sites are data (``lexicon/sites/boilerplate.toml``).
"""

from __future__ import annotations

from elchi.blocks.knowledge import knowledge
from elchi.blocks.lines import furniture, paragraphs
from elchi.blocks.marks import Mark, inside
from elchi.blocks.roles import assign
from elchi.model import Article, Block, Span, Text

__all__ = ["segment"]


def segment(article: Article, text: Text) -> tuple[Block, ...]:
    r"""Return the blocks of a text in order.

    Every character but white space lies in exactly one block.

    Args:
        article: whose ``title``, if it is known, tells where the headline stands.
        text: what to cut.

    Returns:
        Blocks without a language; ``repeats`` is the span of the earlier block with the same words.

    >>> article = Article(id="a", content="Сарлавҳа\n\nБиринчи гап.\n\nМавзуга доир:", origin="-")
    >>> text = Text(article.content, "")
    >>> [(block.kind, block.span.of(text.content)) for block in segment(article, text)]
    [('title', 'Сарлавҳа'), ('paragraph', 'Биринчи гап.'), ('boilerplate', 'Мавзуга доир:')]
    """
    content, known = text.content, knowledge()
    lines = paragraphs(content)
    marks: list[Mark] = []
    for line, kind in furniture(content, lines, known):
        if kind is None:
            marks += _filled(content, line, inside(content, *line, known))
        else:
            marks.append(Mark(*line, kind))
    return assign(content, marks, article.title, known)


def _filled(content: str, line: Span, marks: list[Mark]) -> list[Mark]:
    """Return the marks of a line with the story between them, without the white space at the edges."""
    filled: list[Mark] = []
    at = line.start
    for mark in [*marks, Mark(line.stop, line.stop, "")]:
        filled += _trimmed(content, Mark(at, mark.start, "paragraph"))
        filled += _trimmed(content, mark)
        at = mark.stop
    return filled


def _trimmed(content: str, mark: Mark) -> list[Mark]:
    """Return the mark without white space at its edges, or nothing where it holds nothing else."""
    words = content[mark.start : mark.stop]
    start = mark.start + len(words) - len(words.lstrip())
    stop = mark.start + len(words.rstrip())
    return [Mark(start, stop, mark.kind)] if start < stop else []
