"""The values before anything is understood: articles, blocks, words, sentences and what the lexicon hits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar, dataclass_transform

_Class = TypeVar("_Class")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def value(cls: type[_Class]) -> type[_Class]:
    """Make a class a dataclass that the type checker keeps from being changed.

    At run time ``frozen=True`` would make its construction three times as slow, and an article takes some
    hundred of them.
    """
    return dataclass(slots=True, unsafe_hash=True)(cls)


Features = frozenset[str]
"""Universal Dependencies features of a word, such as ``Case=Gen`` or ``Tense=Past``."""


class Span(NamedTuple):
    """Half-open interval of code points of ``Text.content``."""

    start: int
    stop: int

    def of(self, content: str) -> str:
        """Return the characters that the span cuts from ``content``.

        >>> Span(0, 2).of("элчи")
        'эл'
        """
        return content[self.start : self.stop]

    def holds(self, other: Span) -> bool:
        """Return whether ``other`` lies within this span.

        >>> Span(0, 9).holds(Span(3, 9)), Span(0, 9).holds(Span(3, 10))
        (True, False)
        """
        return self.start <= other.start and other.stop <= self.stop


@value
class Article:
    """One article as a reader found it.

    ``published`` is an ISO 8601 date (``2022-05-10``, ``2022-05`` or ``2022``); ``language`` a BCP 47
    tag given by the source; ``origin`` says where it was read (``path`` or ``path:line``), for messages.
    """

    id: str
    content: str
    origin: str
    url: str | None = None
    title: str | None = None
    published: str | None = None
    language: str | None = None
    publisher: str | None = None
    author: str | None = None
    metadata: tuple[tuple[str, str], ...] = ()


@value
class Block:
    """A stretch of the text that is read as one: title, caption, paragraph, or boilerplate (not read).

    ``language`` is a BCP 47 tag (``uz-Cyrl``, ``uz-Latn``, ``ru``, …) or ``None`` where unknown.
    """

    span: Span
    kind: str  # title | caption | paragraph | boilerplate
    language: str | None = None
    repeats: Span | None = None  # the earlier block that this one repeats word for word


@value
class Text:
    """The stored text of an article: NFC, line feeds, otherwise untouched."""

    content: str
    sha256: str


@value
class Analysis:
    """One reading of a word form: its stem or lemma (folded), part of speech and features."""

    lemma: str
    pos: str  # NOUN | VERB | ADJ | PROPN | X (Universal Dependencies)
    features: Features = frozenset()


@value
class Entry:
    """A lexicon or gazetteer entry: the stems that each of its words may show, and its concept.

    ``proper`` entries must start with a capital; of an abbreviation the first ``capitals`` letters must
    all be capitals.
    """

    concept: str
    pos: str  # noun | verb | adj | adv | adp | fixed | name
    words: tuple[frozenset[str], ...]
    proper: bool = False
    capitals: int = 0


class Label(NamedTuple):
    """What a one-word entry says of a form."""

    concept: str
    kind: str
    pos: str
    features: Features


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """What lexicon and morphology know of one word form, without its context: worked out once for each form.

    ``key`` is the folded form (lower case, one apostrophe, Uzbek in Latin letters); ``analyses`` come
    least stripped first, ``stems`` are their lemmas and the key; ``shape`` is ``Xx`` (a capital first),
    ``XX`` (capitals), ``X`` (one capital), ``x``, ``9`` or ``.``.

    ``starts`` are the entries that may begin here, the longest first: ``longer`` tells by the stems of the
    next word which of them may go on there, ``named`` whether there are names among them, ``alone`` are those of
    one word that make hits, ``concepts`` and ``kinds`` those of all of one word.
    """

    form: str
    key: str
    shape: str
    analyses: tuple[Analysis, ...]
    stems: frozenset[str]
    starts: tuple[Entry, ...]
    longer: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    named: bool = False
    alone: tuple[Label, ...] = ()
    concepts: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    abbreviation: bool = False  # a full stop behind it ends no sentence
    finite: bool = False  # a finite verb wherever it stands
    participle: bool = False  # a participle that is finite at the end of its clause (Turkic languages)
    verb: Features = frozenset()  # of the readings as a verb: in Turkic languages of two, else of the likeliest


class Token(NamedTuple):
    """A word, number or sign at its place in the text: code points ``start`` to ``stop`` (exclusive)."""

    start: int
    stop: int
    word: Word

    @property
    def span(self) -> Span:
        """The token's span."""
        return Span(self.start, self.stop)


@value
class Sentence:
    """A sentence: its span, the block that it stands in, its language and its tokens.

    ``hits`` come in the order of their first tokens; ``named`` are the same by concept and by kind;
    ``concepts`` and ``kinds`` are, token by token, those of the hits that cover it.
    """

    span: Span
    block: Block
    language: str
    tokens: tuple[Token, ...]
    hits: tuple[Hit, ...]
    named: Mapping[str, Sequence[Hit]]
    concepts: tuple[frozenset[str], ...]
    kinds: tuple[frozenset[str], ...]

    def hits_of(self, *names: str) -> Sequence[Hit]:
        """Return the hits of some concepts or kinds (``instrument`` finds ``instrument:treaty``), in their order."""
        if len(names) == 1:
            return self.named.get(names[0], ())
        found = [name for name in names if name in self.named]
        if len(found) < 2:
            return self.named[found[0]] if found else ()
        return [hit for hit in self.hits if hit.concept in found or hit.kind in found]


class Hit(NamedTuple):
    """A lexicon or gazetteer entry found in a sentence: tokens ``first`` to ``last`` (inclusive)."""

    first: int
    last: int
    concept: str  # "visit", "state:KAZ", "office:president", …
    kind: str  # what stands before the colon of the concept: "visit", "state", "office"
    pos: str  # that of the entry
    features: Features  # of the head word: the form that the whole entry stands in
    head: int  # token of the head word: the last in Turkic languages, the first noun in Russian
