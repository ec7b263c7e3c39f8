"""The values that are understood: mentions, entities, dates, reports, events, treaties, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from elchi.model.text import Article, Block, Features, Span, Text, value

_FAMILIES = {
    **dict.fromkeys(("treaty", "agreement", "deal", "contract", "convention"), "agreement"),
    **dict.fromkeys(("declaration", "statement", "communique"), "declaration"),
    **dict.fromkeys(("roadmap", "programme"), "programme"),
}


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
class NamedSpan:
    """A name that a named-entity tagger found: its place, what it names, its nominative where the tagger tells it."""

    span: Span
    kind: str  # person | organisation
    name: str | None = None


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
    theme: str | None = None  # peace: ends a war; open: a treaty that any state may join
    term: int | None = None  # for how many days, hours … a truce is to hold

    @property
    def family(self) -> str:
        """The kinds that one paper may be called by have one family: an accord is a deal, a treaty or a contract."""
        return _FAMILIES.get(self.kind, self.kind)


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
