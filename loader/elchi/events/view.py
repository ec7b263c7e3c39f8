"""A sentence as the frames see it: what stands where, in which role, under which verb."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from operator import itemgetter

from elchi.events.clauses import clause_around, clauses, finite
from elchi.events.markers import Argument, arguments
from elchi.model import Cue, DateMention, Entity, Features, Hit, Mention, Sentence, Span
from elchi.morphology import is_analytic, is_turkic

_SUBJECTS = frozenset({"person", "state", "group"})
_RELATIVES = frozenset({"who", "which", "whose"})
_NOTHING: frozenset[str] = frozenset()
_STOP = itemgetter(1)  # of a token


@dataclass(slots=True)
class View:
    """One sentence with its hits, arguments and dates; built once, read by every frame.

    Most sentences hold no trigger of any frame: clauses and arguments are worked out when they are asked for.
    """

    index: int  # among the sentences of its story
    sentence: Sentence
    content: str
    turkic: bool
    mentions: tuple[tuple[Mention, Entity], ...]
    dates: tuple[DateMention, ...]
    caption_date: DateMention | None  # of a picture's caption: the date that stands behind its sentence
    analytic: bool  # whether word order and prepositions alone tell who does what
    _clauses: tuple[tuple[int, int], ...] = ()
    _around: dict[int, tuple[int, int]] = field(default_factory=dict)
    _arguments: tuple[Argument, ...] | None = None
    _finite: frozenset[int] | None = None

    @property
    def clauses(self) -> tuple[tuple[int, int], ...]:
        """The clauses of the sentence, each as its first and last token."""
        if not self._clauses:
            self._clauses = tuple(clauses(self))
        return self._clauses

    @property
    def arguments(self) -> tuple[Argument, ...]:
        """The mentions that stand by themselves, in the order of the text."""
        if self._arguments is None:
            self._arguments = tuple(arguments(self))
        return self._arguments

    def concepts(self, index: int) -> frozenset[str]:
        """Return the concepts of the entries that cover a token, none outside the sentence."""
        return self.sentence.concepts[index] if 0 <= index < len(self.sentence.concepts) else _NOTHING

    def hits(self, *concepts: str) -> Sequence[Hit]:
        """Return the hits of some concepts, or of those below them (``instrument`` finds ``instrument:treaty``)."""
        return self.sentence.hits_of(*concepts)

    def has(self, concept: str, first: int, last: int) -> Hit | None:
        """Return the first hit of a concept that starts between two tokens, inclusive."""
        for hit in self.sentence.named.get(concept, ()):
            if first <= hit.first <= last:
                return hit
        return None

    def form(self, index: int) -> str:
        """Return the form at an index, empty outside the sentence."""
        return self.sentence.tokens[index].word.form if 0 <= index < len(self.sentence.tokens) else ""

    def span(self, first: int, last: int) -> Span:
        """Return the span from one token to another."""
        tokens = self.sentence.tokens
        return Span(tokens[first].start, tokens[last].stop)

    def cue(self, hit: Hit) -> Cue:
        """Return a hit as a cue."""
        return Cue(self.span(hit.first, hit.last), hit.concept)

    def token_at(self, offset: int) -> int:
        """Return the index of the token that holds a code point, or of the next one."""
        tokens = self.sentence.tokens
        return min(bisect_right(tokens, offset, key=_STOP), len(tokens) - 1)

    def dates_in(self, first: int, last: int) -> list[DateMention]:
        """Return the dates within some tokens."""
        span = self.span(max(0, first), min(last, len(self.sentence.tokens) - 1))
        return [d for d in self.dates if span.start <= d.span.start < span.stop]

    def clause(self, index: int) -> tuple[int, int]:
        """Return the first and last token of the clause around a token.

        A Russian clause that a relative one interrupts goes on behind it: «Визит, который …, перенесён».
        """
        if index not in self._around:
            self._around[index] = clause_around(self, index)
        return self._around[index]

    @property
    def finite(self) -> frozenset[int]:
        """The tokens that are finite verbs (a Turkic participle counts at the end of its clause)."""
        if self._finite is None:
            self._finite = frozenset(finite(self))
        return self._finite

    def carried(self, first: int) -> Argument | None:
        """Return the subject that an English clause without one goes on with: «Blinken, who …, met Netanyahu»."""
        if not self.analytic:
            return None
        before = [a for a in self.arguments if a.last < first and a.entity.kind in _SUBJECTS]
        opening = {self.form(first).lower(), self.form(first + 1).lower()}
        if not opening & _RELATIVES:
            before = [a for a in before if a.marker == "subject"]
        return before[-1] if before else None

    def is_finite(self, index: int) -> bool:
        """Return whether a token is a finite verb."""
        return index in self.finite

    def verb_features(self, index: int) -> Features:
        """Return the features of the verb readings of a token, of the likeliest in Russian."""
        return self.sentence.tokens[index].word.verb


def views(
    content: str, sentences: Sequence[Sentence], linked: Iterable[tuple[Mention, Entity]], dates: Iterable[DateMention]
) -> list[View]:
    """Return a view of each sentence.

    Args:
        content: the stored text.
        sentences: its sentences.
        linked: the mentions that have an entity.
        dates: the calendar expressions of the text, in its order.
    """
    by_sentence: dict[int, list[tuple[Mention, Entity]]] = defaultdict(list)
    for mention, entity in linked:
        by_sentence[mention.sentence].append((mention, entity))
    ordered = sorted(dates, key=lambda d: d.span)
    starts = [date.span.start for date in ordered]
    found = []
    for index, sentence in enumerate(sentences):
        found.append(
            View(
                index,
                sentence,
                content,
                turkic=is_turkic(sentence.language),
                mentions=tuple(by_sentence.get(index, ())),
                dates=_starting_in(ordered, starts, sentence.span),
                caption_date=_caption_date(sentence, ordered, starts),
                analytic=is_analytic(sentence.language),
            )
        )
    return found


def having(views: Iterable[View], *names: str) -> list[View]:
    """Return the views that hold a hit of some concepts or kinds: most hold none that a frame begins with."""
    return [view for view in views if not view.sentence.named.keys().isdisjoint(names)]


def _starting_in(dates: Sequence[DateMention], starts: Sequence[int], span: Span) -> tuple[DateMention, ...]:
    return tuple(dates[bisect_left(starts, span.start) : bisect_left(starts, span.stop)]) if dates else ()


def _caption_date(sentence: Sentence, dates: Sequence[DateMention], starts: Sequence[int]) -> DateMention | None:
    """Return the one date that follows the sentence within its caption, if it stands in one."""
    if sentence.block.kind != "caption":
        return None
    after = _starting_in(dates, starts, Span(sentence.span.stop, sentence.block.span.stop))
    return replace(after[0], basis="caption") if len(after) == 1 else None
