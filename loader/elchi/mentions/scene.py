"""A sentence while its mentions are being found: its hits by place, and which tokens are spoken for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypedDict, Unpack

from elchi.lexicon import Authority, Lexicon, Lexicons
from elchi.model import Features, Mention, Sentence, Span, Token, Word
from elchi.morphology import is_analytic, is_turkic

JOINERS = frozenset("-–—")
_NOTHING: frozenset[str] = frozenset()


class Details(TypedDict, total=False):
    """What some mentions have beside their place, name and form; see :class:`elchi.model.Mention`."""

    adjective: bool
    literal: str | None
    variants: frozenset[str]
    office: str | None
    office_of: str | None
    office_span: Span | None
    former: bool
    organisation_kind: str | None
    owner: str | None


@dataclass(slots=True)
class Scene:
    """The working state of one sentence; lives only inside :func:`elchi.mentions.find`."""

    index: int
    sentence: Sentence
    content: str
    lexicon: Lexicon
    authority: Authority
    tokens: tuple[Token, ...]
    turkic: bool  # whether the language puts owners before what they own and marks cases by suffixes
    analytic: bool  # whether word order and prepositions alone tell who does what
    owners: dict[int, Mention] = field(default_factory=dict)  # token -> mention that covers it
    mentions: list[Mention] = field(default_factory=list)

    def word(self, index: int) -> Word | None:
        """Return the word at an index, ``None`` outside the sentence."""
        return self.tokens[index].word if 0 <= index < len(self.tokens) else None

    def form(self, index: int) -> str:
        """Return the form at an index, empty outside the sentence."""
        return self.tokens[index].word.form if 0 <= index < len(self.tokens) else ""

    def concepts(self, index: int) -> frozenset[str]:
        """Return the concepts of the hits that cover a token, none outside the sentence."""
        return self.sentence.concepts[index] if 0 <= index < len(self.sentence.concepts) else _NOTHING

    def kinds(self, index: int) -> frozenset[str]:
        """Return the kinds of the hits that cover a token, none outside the sentence."""
        return self.sentence.kinds[index] if 0 <= index < len(self.sentence.kinds) else _NOTHING

    def begins(self, index: int) -> bool:
        """Return whether an entry begins at a token."""
        covering = [hit.first for hit in self.sentence.hits if hit.first <= index <= hit.last]
        return index in covering if covering else bool(self.concepts(index))

    def is_free(self, first: int, last: int) -> bool:
        """Return whether no mention covers any of the tokens."""
        return self.owners.keys().isdisjoint(range(first, last + 1)) if first != last else first not in self.owners

    def add(self, mention: Mention, *, cover: bool = True) -> None:
        """Record a mention; its tokens are spoken for unless ``cover`` is false."""
        self.mentions.append(mention)
        if cover:
            for index in range(mention.first, mention.last + 1):
                self.owners.setdefault(index, mention)

    def replace(self, old: Mention, new: Mention) -> None:
        """Put a completed mention in the place of an earlier one."""
        self.mentions[next(i for i, m in enumerate(self.mentions) if m is old)] = new
        for index, owner in self.owners.items():
            if owner is old:
                self.owners[index] = new

    def span(self, first: int, last: int) -> Span:
        """Return the span from one token to another."""
        return Span(self.tokens[first].start, self.tokens[last].stop)

    def make(
        self, kind: str, key: str, first: int, last: int, *, name: str, features: Features, **more: Unpack[Details]
    ) -> Mention:
        """Return a mention of this sentence over some of its tokens."""
        span, language = self.span(first, last), self.sentence.language
        return Mention(span, kind, key, name, language, self.index, first, last, features, **more)

    def written(self, first: int, last: int, *, stem: str | None = None) -> str:
        """Return the words from one token to another, the last one cut to a stem if one is given."""
        words = " ".join(self.content[self.tokens[first].start : self.tokens[last].stop].split())
        if stem is None:
            return words
        form = self.form(last)
        return words[: len(words) - len(form)] + cut(form, stem, self.lexicon)


def cut(form: str, stem: str, lexicon: Lexicon) -> str:
    """Return the start of a form whose key is ``stem``, the whole form where there is none."""
    for stop in range(len(form), 0, -1):
        if lexicon.word(form[:stop]).key == stem:
            return form[:stop]
    return form


def scenes(content: str, sentences: Sequence[Sentence], lexicons: Lexicons) -> list[Scene]:
    """Return a scene for each sentence, its hits indexed by the tokens that they cover."""
    found = []
    for index, sentence in enumerate(sentences):
        lexicon = lexicons.get(sentence.language)
        if lexicon is None:
            continue
        found.append(
            Scene(
                index,
                sentence,
                content,
                lexicon,
                lexicons.authority,
                tokens=sentence.tokens,
                turkic=is_turkic(sentence.language),
                analytic=is_analytic(sentence.language),
            )
        )
    return found
