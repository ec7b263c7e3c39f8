"""Sentences to mentions: spans that name or describe states, persons, offices, organisations, places.

In this order, each room working on the tokens that the ones before left over: names in the authority
data (``gazetteer``), bodies and media by their head nouns (``bodies``) or without one (``companies``),
offices (``offices``), persons by a grammar of names (``persons``), the names of a tagger where one is used
(``tagged``), who holds which office (``holders``), groups (``groups``), unknown names that a paper is
signed with (``partners``), the abbreviations that a text introduces (``aliases``). All rules run on lexicon
hits and universal features, so that a new language is a folder of words.
"""

from __future__ import annotations

from collections.abc import Sequence

from elchi.lexicon import Lexicons
from elchi.mentions import (
    aliases,
    bodies,
    capitals,
    companies,
    gazetteer,
    groups,
    holders,
    offices,
    partners,
    persons,
    tagged,
)
from elchi.mentions.scene import scenes
from elchi.model import Mention, NamedSpan, Sentence

__all__ = ["find"]


def find(
    content: str, sentences: Sequence[Sentence], *, lexicons: Lexicons, named: Sequence[NamedSpan] = ()
) -> tuple[Mention, ...]:
    """Return the mentions of a document, in the order of the text.

    Args:
        content: the stored text.
        sentences: its sentences, with their hits.
        lexicons: the compiled lexicons, for the authority data and the folding of names.
        named: what a named-entity tagger found.
    """
    read = scenes(content, sentences, lexicons)
    for scene in read:
        gazetteer.find(scene)
        bodies.find(scene)
        companies.find(scene)
        capitals.find(scene)
        offices.find(scene)
    persons.find(read)
    tagged.add(read, named)
    for scene in read:
        holders.attach(scene)
        holders.befriend(scene)
        groups.find(scene)
        partners.find(scene)
    aliases.find(read)
    return tuple(sorted((m for scene in read for m in scene.mentions), key=_order))


def _order(mention: Mention) -> tuple[int, int, str, str]:
    return mention.span.start, -mention.span.stop, mention.kind, mention.key
