"""The values that flow from one stage to the next.

Every value is a dataclass that holds tuples and is never changed. A :class:`Span` counts code points of
``Text.content``, start inclusive, stop exclusive; nothing is claimed without one.
"""

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
    one word, ``concepts`` and ``kinds`` theirs.
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


@value
class Mention:
    """A span that names or describes an actor or a place, and how it stands in its sentence.

    ``sentence`` is the sentence's index, ``first`` and ``last`` its tokens; ``features`` are those of the
    head word; ``key`` is what is known before the document is looked at: an authority key such as
    ``state:KAZ``, or the folded name. ``literal`` is the authority key of what the words name literally
    where a capital or a seat stands for a government (metonymy).
    """

    span: Span
    kind: str  # state | person | office | organisation | place | group
    key: str
    name: str  # as written, nominative where it could be told
    language: str
    sentence: int
    first: int
    last: int
    features: Features = frozenset()
    adjective: bool = False  # "Turkish", "турецкий": names the state through its adjective
    literal: str | None = None
    variants: frozenset[str] = frozenset()  # folded surnames that a person's last word may be a form of
    office: str | None = None  # notation of the office that stands in apposition ("president")
    office_of: str | None = None  # key of the state or organisation whose office it is
    office_span: Span | None = None
    former: bool = False
    organisation_kind: str | None = None  # ministry, igo, media, …
    owner: str | None = None  # key of the state that an organisation belongs to


@value
class Tenure:
    """An office that a document says a person holds or held."""

    office: str  # notation of the OfficeKind scheme
    of: str | None  # id of the state or organisation
    former: bool
    evidence: Span


@value
class Entity:
    """An actor or place of this document.

    ``id`` is stable within the document and is what roles point to: ``state:KAZ``, ``organisation:UN``,
    ``person:tokayev qosim jomart``. ``authority`` is the IRI tail (``state/KAZ``) if the entity is one
    that the authority data know, else ``None``. ``names`` are (name, BCP 47 tag), the fullest first.
    """

    id: str
    kind: str
    name: str
    names: tuple[tuple[str, str], ...]
    mentions: tuple[Mention, ...]
    authority: str | None = None
    code: str | None = None  # alpha-3 of a state, kind of an organisation
    of: str | None = None  # id of the state that a body, a place or a person belongs to
    tenures: tuple[Tenure, ...] = ()
    sort_key: str = ""  # script-neutral folded name: what the IRI of an unlisted entity is made from


@value
class Resolved:
    """The entities of a document, and for each mention, in the mentions' order, the id of its entity."""

    entities: tuple[Entity, ...]
    links: tuple[str | None, ...]

    def by_id(self) -> dict[str, Entity]:
        """Return the entities by their id."""
        return {entity.id: entity for entity in self.entities}


@value
class DateMention:
    """A calendar expression: its EDTF value, how precise it is and how the value was got.

    ``basis``: stated (in full), inferredYear, relative, caption. ``earliest`` and ``latest`` are ISO
    days that bound the value, ``None`` where it has no year.
    """

    span: Span
    edtf: str
    precision: str  # day | week | month | season | year | decade | interval
    basis: str
    earliest: str | None = None
    latest: str | None = None


@dataclass(frozen=True, slots=True, order=True)
class Role:
    """A part that an entity plays in a report: ``visitor``, ``host``, ``party``, ``participant`` and so on."""

    name: str
    entity: str  # Entity.id


@value
class Cue:
    """A word or phrase that made a rule fire, and the lexicon concept that it stands for."""

    span: Span
    concept: str


@value
class Instrument:
    """An agreement or other document between actors, as one passage speaks of it.

    ``count`` is 1, the stated number, or ``None`` for "several"; ``member_of`` is the index in
    ``Reading.instruments`` of the set that it is said to be part of.
    """

    kind: str  # notation of the InstrumentKind scheme
    span: Span
    parties: tuple[str, ...] = ()  # Entity.id
    subject: str | None = None
    subject_language: str | None = None
    count: int | None = 1
    count_qualifier: str | None = None  # exact | atLeast | about | several
    member_of: int | None = None
    multilateral: bool = False


@value
class Report:
    """What one source says, in this document, of one eventuality.

    ``kind`` is the local name of an event class of the ontology (``Visit``, ``Signing``, …); ``variety``
    the visit or meeting kind; ``instrument`` an index into ``Reading.instruments``; ``sources`` the chain
    of who says so, innermost first, empty where the document speaks in its own voice; ``nested_in`` the
    index of the statement report that it is part of; ``confidence`` as docs/explanation/confidence.md says.
    """

    kind: str
    evidence: Span
    cues: tuple[Cue, ...]
    rule: str
    roles: tuple[Role, ...]
    factuality: str  # done | ongoing | planned | proposed | possible | postponed | cancelled | denied
    certainty: str = "certain"  # certain | probable | possible | uncommitted
    voice: str = "narration"  # narration | indirectSpeech | directSpeech
    sources: tuple[str, ...] = ()
    nested_in: int | None = None
    variety: str | None = None
    instrument: int | None = None
    start: DateMention | None = None
    end: DateMention | None = None
    place: str | None = None
    stated_count: int | None = None
    ordinal: Span | None = None  # "for the first time since …"
    quotation: Span | None = None  # the words quoted, for a Communication
    office: str | None = None  # for an OfficeChange
    presupposed: bool = False  # spoken of only in passing: "during the visit"
    confidence: float = 0.5


@value
class Event:
    """The reports of one document that speak of one eventuality, merged."""

    kind: str
    reports: tuple[int, ...]  # indices into Reading.reports, the one with the best evidence first
    factuality: str
    roles: tuple[Role, ...]
    variety: str | None = None
    instruments: tuple[int, ...] = ()  # indices into Reading.instruments
    start: DateMention | None = None
    end: DateMention | None = None
    place: str | None = None
    contested: bool = False


@value
class Treaty:
    """The passages of one document that speak of one instrument, merged, with its status in life."""

    instruments: tuple[int, ...]  # indices into Reading.instruments, the fullest first
    reports: tuple[int, ...]
    kind: str
    parties: tuple[str, ...]
    status: str  # notation of the InstrumentStatus scheme
    subject: str | None = None
    subject_language: str | None = None
    date: DateMention | None = None
    place: str | None = None
    count: int | None = 1
    count_qualifier: str | None = None
    member_of: int | None = None  # index into Reading.treaties


@value
class Reading:
    """All that was read from one article."""

    article: Article
    text: Text
    blocks: tuple[Block, ...] = ()
    language: str | None = None
    title: Span | None = None
    published: DateMention | None = None
    entities: tuple[Entity, ...] = ()
    dates: tuple[DateMention, ...] = ()
    instruments: tuple[Instrument, ...] = ()
    reports: tuple[Report, ...] = ()
    events: tuple[Event, ...] = ()
    treaties: tuple[Treaty, ...] = ()


@value
class Outcome:
    """What became of one article in a load: loaded, unchanged, replaced, quarantined or failed."""

    id: str
    origin: str
    state: str
    document: str | None = None  # IRI
    message: str | None = None
    counts: tuple[tuple[str, int], ...] = field(default=())
