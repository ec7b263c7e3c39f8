"""Blocks to languages: a BCP 47 tag for each, by script, telling letters and function words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from elchi.model import Block, Text

_UZBEK_CYRILLIC = frozenset("ўқғҳЎҚҒҲ")


def tag(blocks: Sequence[Block], text: Text, hint: str | None = None) -> tuple[Block, ...]:
    """Return the blocks with their language filled in."""
    return tuple(replace(block, language=detect(block.span.of(text.content), hint=hint)) for block in blocks)


def detect(words: str, *, hint: str | None = None) -> str | None:
    """Return the language of a passage, or ``None`` where it cannot be told."""
    cyrillic = sum("\u0400" <= letter <= "\u04ff" for letter in words)
    latin = sum("a" <= letter <= "z" for letter in words.lower())
    if not cyrillic and not latin:
        return hint
    if latin > cyrillic:
        return "uz-Latn"
    return "ru" if _UZBEK_CYRILLIC.isdisjoint(words) else "uz-Cyrl"


def main(blocks: Sequence[Block]) -> str | None:
    """Return the language that most characters are written in, boilerplate aside."""
    letters: dict[str, int] = {}
    for block in blocks:
        if block.language is not None and block.kind != "boilerplate":
            size = block.span.stop - block.span.start
            letters[block.language] = letters.get(block.language, 0) + size
    return max(sorted(letters), key=letters.__getitem__) if letters else None
