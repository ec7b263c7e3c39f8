"""A sentence as the frames see it: what stands where, in which role, under which verb.

Roles are language-neutral *markers*: subject, gen, acc, to, in, from, with, between, by, for. Turkic
languages mark them by case suffixes and postpositions, Russian by prepositions and case; coordination
shares a marker («Қозоғистон ва Туркия ўртасида», «между Казахстаном и Турцией»).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from operator import itemgetter

from elchi.model import Cue, DateMention, Entity, Features, Hit, Mention, Sentence, Span, value
from elchi.morphology import is_analytic, is_turkic, sets_off_topics

_JOINERS = frozenset("-–—")
_POSTPOSITIONS = ("between", "by", "with", "for", "against", "from", "to", "in")
_CASES = (
    ("Case=Gen", "gen"),
    ("Case=Dat", "to"),
    ("Case=Loc", "in"),
    ("Case=Abl", "from"),
    ("Case=Acc", "acc"),
    ("Case=Ter", "to"),
    ("Case=Ins", "with"),
)
# Concept of an English preposition to the marker of what follows it.
_PREPOSED = {
    "between": "between", "with": "with", "from": "from", "to": "to", "of": "gen", "by": "by", "in": "in", "for": "for",
    "against": "against", "on-behalf": "on-behalf", "led-by": "led-by", "about": "about", "near": "in",
    "according-to": "source", "citing": "source", "after": "after", "before": "after", "during": "after",
    "comparison": "like", "margins": "in", "mediated-by": "through", "at-invitation": "invited-by",
}  # fmt: skip
_FURTHEST_PREPOSITION = 4
_FURTHEST_VERB = 15
_CLAUSE_SIGNS = frozenset({";", ":", "—", "–"})
_CLAUSE_ENDS = frozenset({"", ".", ",", "!", "?", "…", ";", "»", "”", '"'})
_SUBJECTS = frozenset({"person", "state", "group"})
_RELATIVES = frozenset({"who", "which", "whose"})
_NOTHING: frozenset[str] = frozenset()
_STOP = itemgetter(1)  # of a token


@value
class Argument:
    """A mention that stands by itself in the sentence, with the entity it is of and its marker.

    ``first`` and ``last`` are the tokens of the whole phrase, office words and owner included.
    """

    mention: Mention
    entity: Entity
    first: int
    last: int
    marker: str
    joined: int  # number of the group of coordinated arguments that it is in


@dataclass(slots=True)
class View:
    """One sentence with its hits, arguments and dates; built once, read by every frame.

    Most sentences hold no trigger of any frame: clauses and arguments are worked out when they are asked for.
    """

    index: int
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
            self._clauses = tuple(_clauses(self))
        return self._clauses

    @property
    def arguments(self) -> tuple[Argument, ...]:
        """The mentions that stand by themselves, in the order of the text."""
        if self._arguments is None:
            self._arguments = tuple(_arguments(self))
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
            self._around[index] = _clause_around(self, index)
        return self._around[index]

    @property
    def finite(self) -> frozenset[int]:
        """The tokens that are finite verbs (a Turkic participle counts at the end of its clause)."""
        if self._finite is None:
            self._finite = frozenset(_finite(self))
        return self._finite

    def carried(self, first: int) -> Argument | None:
        """Return the subject that an English clause without one goes on with: «Blinken, who …, met Netanyahu»."""
        before = [a for a in self.arguments if a.last < first and a.entity.kind in _SUBJECTS]
        opening = {self.form(first).lower(), self.form(first + 1).lower()}
        if not opening & _RELATIVES:
            before = [a for a in before if a.marker == "subject"]
        return before[-1] if before and self.analytic else None

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
    found = []
    for index, sentence in enumerate(sentences):
        found.append(
            View(
                index,
                sentence,
                content,
                turkic=is_turkic(sentence.language),
                mentions=tuple(by_sentence.get(index, ())),
                dates=_starting_in(ordered, sentence.span),
                caption_date=_caption_date(sentence, ordered),
                analytic=is_analytic(sentence.language),
            )
        )
    return found


def _starting_in(dates: Sequence[DateMention], span: Span) -> tuple[DateMention, ...]:
    first, stop = (bisect_left(dates, offset, key=lambda d: d.span.start) for offset in span)
    return tuple(dates[first:stop])


def _caption_date(sentence: Sentence, dates: Sequence[DateMention]) -> DateMention | None:
    """Return the one date that follows the sentence within its caption, if it stands in one."""
    if sentence.block.kind != "caption":
        return None
    after = _starting_in(dates, Span(sentence.span.stop, sentence.block.span.stop))
    return replace(after[0], basis="caption") if len(after) == 1 else None


def _finite(view: View) -> list[int]:
    """Return the finite verbs of a sentence; «Моди» is no imperative where it names a person."""
    tokens = enumerate(view.sentence.tokens)
    found = [i for i, (_, _, w) in tokens if w.finite or (w.participle and view.form(i + 1) in _CLAUSE_ENDS)]
    named = [(m.first, m.last) for m, _ in view.mentions if m.kind in {"person", "organisation"}] if found else []
    return [i for i in found if not any(first <= i <= last for first, last in named)]


def _clause_around(view: View, index: int) -> tuple[int, int]:
    place = next(i for i, c in enumerate(view.clauses) if c[0] <= index <= c[1])
    first, last = view.clauses[place]
    if view.turkic or place + 2 >= len(view.clauses) or any(first <= i <= last for i in view.finite):
        return first, last
    opener = view.clauses[place + 1][0]
    relative = any(view.sentence.tokens[i].word.key.startswith("котор") for i in (opener, opener + 1))
    return (first, view.clauses[place + 2][1]) if relative else (first, last)


def _clauses(view: View) -> Iterator[tuple[int, int]]:
    """Yield the clauses of a sentence, each with at most one chain of finite verbs.

    A clause ends at a semicolon, a colon or a spaced dash; at a comma after its finite verb if what follows
    has one too; in Russian also at a comma before a conjunction, a relative pronoun or a gerund.
    """
    tokens = view.sentence.tokens
    start = 0
    for index, (begin, stop, word) in enumerate(tokens[:-1]):
        if word.shape != "." and not view.analytic:
            continue
        spaced = stop != tokens[index + 1].start
        ended = word.form == "," and (
            _opens(view, index + 1) or (any(start <= i < index for i in view.finite) and _verb_ahead(view, index + 1))
        )
        dash = word.form in _CLAUSE_SIGNS or (view.analytic and word.form == "-" and tokens[index - 1].stop != begin)
        if (dash and spaced) or ended or (view.analytic and _reports(view, index)):
            yield start, index
            start = index + 1
    yield start, len(tokens) - 1


def _opens(view: View, index: int) -> bool:
    if view.turkic:
        return False
    word = view.sentence.tokens[index].word
    if (
        "clause-opener" in word.concepts
        or "clause-opener" in view.concepts(index)
        or "VerbForm=Conv" in frozenset().union(*(a.features for a in word.analyses[:1]))
    ):
        return True
    following = view.sentence.tokens[index + 1].word if index + 1 < len(view.sentence.tokens) else None
    return (
        following is not None and any(a.pos == "ADP" for a in word.analyses) and "clause-opener" in following.concepts
    )


def _reports(view: View, index: int) -> bool:
    """Return whether an English verb of saying ends here and what is said follows: «said (that) talks would …»."""
    if "say" not in view.concepts(index) or not view.is_finite(index):
        return False
    return view.form(index + 1) != "," and _verb_ahead(view, index + 1)


def _verb_ahead(view: View, start: int) -> bool:
    for index in range(start, min(start + _FURTHEST_VERB, len(view.sentence.tokens))):
        if view.form(index) == ",":
            return False
        if view.is_finite(index):
            return True
    return False


def _arguments(view: View) -> Iterator[Argument]:
    free = [pair for pair in view.mentions if not _is_embedded(pair[0], view.mentions)]
    phrases = [(m, e, *_phrase(view, m)) for m, e in free]
    markers = [_marker(view, m, first, last) for m, _, first, last in phrases]
    pairs = [
        i
        for i in range(len(phrases) - 1)
        if _coordinated(view, phrases[i][3], phrases[i + 1][2])
        or _with_between(view, phrases[i][3], phrases[i + 1][2], markers[i + 1])
    ]
    if sets_off_topics(view.sentence.language):
        pairs = _without_topics(view, phrases, pairs)
    _join(view, phrases, pairs, markers)
    _share(view, pairs, markers)
    if not view.turkic:
        _share_owners(phrases, pairs, markers)
    group = 0
    for i, ((mention, entity, first, last), marker) in enumerate(zip(phrases, markers, strict=True)):
        group += i - 1 not in pairs or markers[i - 1] != marker
        yield Argument(mention, entity, first, last, marker, group)


def _is_embedded(mention: Mention, mentions: Sequence[tuple[Mention, Entity]]) -> bool:
    """Return whether a mention only says whose office or body another one is."""
    if mention.kind not in {"state", "organisation"}:
        return False
    return any(
        other is not mention
        and (((mention.key in (other.office_of, other.owner)) and _near(mention, other)) or _heads(other, mention))
        for other, _ in mentions
        if other.kind in {"person", "office", "organisation", "group"}
    )


def _heads(head: Mention, body: Mention) -> bool:
    """Return whether an office is that of the body beside it: «глава МИД Франции» is of France."""
    if body.kind != "organisation" or body.owner is None or body.owner != head.office_of or head.office_span is None:
        return False
    return 1 in {body.span.start - head.office_span.stop, head.office_span.start - body.span.stop}


def _near(owner: Mention, owned: Mention) -> bool:
    if owner.span == owned.span:
        return False
    return (abs(owned.first - owner.last) <= 7 and abs(owner.first - owned.last) <= 7) or owner.last + 1 == owned.first


def _phrase(view: View, mention: Mention) -> tuple[int, int]:
    first, last = mention.first, mention.last
    if mention.office_span is not None:
        first = min(first, view.token_at(mention.office_span.start))
    people = [m for m, _ in view.mentions if m.kind == mention.kind == "person"]
    if any(first <= person.first < mention.first for person in people):
        return mention.first, last  # the office is shared: «президентлари Тўқаев ва Мирзиёев»
    owners = (mention.office_of, mention.owner)
    for other, _ in view.mentions if owners != (None, None) else ():
        if other is not mention and other.key in owners and other.kind in {"state", "organisation"}:
            if 0 <= first - other.last <= 6 and (view.turkic or view.analytic or other.adjective):
                first = min(first, other.first)
            elif (
                not view.turkic and mention.kind in {"office", "organisation", "group"} and 0 < other.first - last <= 4
            ):
                last = other.last
    return _with_modifiers(view, first) if view.analytic else first, last


def _with_modifiers(view: View, first: int) -> int:
    """Return where an English phrase begins, its modifiers included: «her Cambodian counterpart Hun Manet»."""
    taken = {i for m, _ in view.mentions if not m.adjective for i in range(m.first, m.last + 1)}
    joints = {first - 1} if view.form(first - 1) in _JOINERS else set()
    while first > 0 and first - 1 not in taken | joints and _is_within_phrase(view, first - 1):
        first -= 1
    return first


def _marker(view: View, mention: Mention, first: int, last: int) -> str:
    if view.analytic:
        return _placed(view, mention, first)
    return _postposed(view, mention, last) if view.turkic else _preposed(view, mention, first)


def _postposed(view: View, mention: Mention, last: int) -> str:
    after = view.concepts(last + 1)
    for marker in _POSTPOSITIONS:
        if marker in after and not (marker == "with" and _means_and(view, last + 1)):
            return marker
    if "Attr=Yes" in mention.features:
        return "in"
    for case, marker in _CASES:
        if case in mention.features:
            return marker
    return "attribute" if mention.adjective else "subject"


def _placed(view: View, mention: Mention, first: int) -> str:
    """Return the marker of an English phrase: its preposition, else its possessive, else its place by the verb."""
    if mention.adjective:
        return "attribute"
    index = first - 1
    while index >= max(0, first - _FURTHEST_PREPOSITION - 2):
        preposition = next((concept for concept in _PREPOSED if concept in view.concepts(index)), None)
        if preposition is not None:
            return _PREPOSED[preposition]
        if not _is_within_phrase(view, index):
            break
        index -= 1
    if "Case=Gen" in mention.features:
        return "gen"
    return "acc" if index >= 0 and _takes_object(view, index) else "subject"


def _is_within_phrase(view: View, index: int) -> bool:
    """Return whether a word may stand between an English preposition or verb and its noun."""
    word = view.sentence.tokens[index].word
    if view.concepts(index) & {"counterpart", "person-title", "former", "new"} or word.form in _JOINERS:
        return True
    if any(m.adjective and m.first <= index <= m.last for m, _ in view.mentions):
        return True
    return any(a.pos in {"ADJ", "NUM", "DET"} or "Case=Gen" in a.features for a in word.analyses)


def _takes_object(view: View, index: int) -> bool:
    """Return whether an English verb stands here that what follows is the object of."""
    word = view.sentence.tokens[index].word
    if view.concepts(index) & {"say", "quote-verb", "report-verb"} and "say-act" not in view.concepts(index):
        return False
    return any(a.pos == "VERB" for a in word.analyses) and "Voice=Pass" not in word.verb


def _means_and(view: View, index: int) -> bool:
    return "and" in view.concepts(index) and "with" not in view.concepts(index)


def _preposed(view: View, mention: Mention, first: int) -> str:
    features = mention.features
    if mention.adjective:
        return "attribute"
    for index in range(first - 1, max(-1, first - 1 - _FURTHEST_PREPOSITION), -1):
        word = view.sentence.tokens[index].word
        preposition = _preposition(view, index, features)
        if preposition is not None:
            return preposition
        if not any(a.pos in {"ADJ", "NUM"} for a in word.analyses) and "counterpart" not in view.concepts(index):
            break
    if "Case=Gen" in features and first > 0 and _follows_noun(view, first):
        return "gen"
    if "Case=Nom" in features and not _follows_verb_as_object(view, mention):
        return "subject"
    for case, marker in (
        ("Case=Gen", "gen"),
        ("Case=Acc", "acc"),
        ("Case=Ins", "by"),
        ("Case=Dat", "dative"),
        ("Case=Loc", "in"),
    ):
        if case in features:
            return marker
    return "subject"


def _follows_noun(view: View, first: int) -> bool:
    """Return whether a noun stands right before: what may be its genitive is («визит главы …»)."""
    before = view.sentence.tokens[first - 1].word
    if any(m.first <= first - 1 <= m.last for m, _ in view.mentions):
        return False
    return bool(before.analyses) and before.analyses[0].pos == "NOUN" and before.shape != "XX"


def _follows_verb_as_object(view: View, mention: Mention) -> bool:
    if mention.kind == "person" or "Case=Acc" not in mention.features or mention.first == 0:
        return False
    before = view.sentence.tokens[mention.first - 1].word
    return any(a.pos == "VERB" and "Voice=Pass" not in a.features for a in before.analyses)


def _preposition(view: View, index: int, features: Features) -> str | None:
    concepts = view.concepts(index)
    word = view.sentence.tokens[index].word
    if "between" in concepts:
        return "between"
    if "with" in concepts | word.concepts:
        return "from" if "Case=Ins" not in features and "Case=Gen" in features else "with"
    if "from" in concepts:
        return "from"
    if "in" in concepts or "to" in concepts:
        if {"in", "to"} <= word.concepts:
            return "in" if "Case=Loc" in features and "Case=Acc" not in features else "to"
        return "to" if "to" in concepts else "in"
    for marker in ("by", "for", "against", "about", "on-behalf", "led-by"):
        if marker in concepts:
            return marker
    return None


def _join(
    view: View, phrases: Sequence[tuple[Mention, Entity, int, int]], pairs: Sequence[int], markers: list[str]
) -> None:
    """Read "with" as "and" before another of its kind: «Türkiye ile Rusya imzaladı», «Erdoğan ile Putin görüştü»."""
    for i in reversed(pairs):
        index = phrases[i][3] + 1
        joins = phrases[i + 1][2] == index + 1 and {"and", "with"} <= view.concepts(index)
        alike = (phrases[i][1].kind == "person") == (phrases[i + 1][1].kind == "person")
        if joins and alike and markers[i] == "with" and markers[i + 1] in {"subject", "gen"}:
            markers[i] = markers[i + 1]


def _share(view: View, pairs: Sequence[int], markers: list[str]) -> None:
    """Give coordinated phrases one marker: the last one's in Turkic languages, the first one's in Russian."""
    if view.turkic:
        for i in reversed(pairs):
            if markers[i] in {"subject", "attribute"} or (markers[i] == "with" and markers[i + 1] == "between"):
                markers[i] = markers[i + 1]
    else:
        for i in pairs:
            if markers[i] in {"between", "with", "to", "in", "from", "by", "gen", "acc"} and markers[i + 1] in {
                "subject",
                "by",
                "gen",
                "acc",
                "dative",
                "in",
                "with",
            }:
                markers[i + 1] = markers[i]


def _share_owners(
    phrases: Sequence[tuple[Mention, Entity, int, int]], pairs: Sequence[int], markers: list[str]
) -> None:
    """Let a second owner stand beside the first one's office: «главы МИД Франции и Германии встретятся»."""
    for i in pairs:
        mention, _, _, last = phrases[i]
        if (
            markers[i] == "subject"
            and markers[i + 1] == "gen"
            and mention.kind in {"office", "group"}
            and last > mention.last
        ):
            markers[i + 1] = markers[i]


def _with_between(view: View, last: int, first: int, marker: str) -> bool:
    """Return whether «билан» only joins: «Киев билан Москва ўртасида»."""
    return view.turkic and marker == "between" and first == last + 2 and "with" in view.concepts(last + 1)


def _without_topics(view: View, phrases: Sequence[tuple[Mention, Entity, int, int]], pairs: Sequence[int]) -> list[int]:
    """Return the pairs without those of a subject and what its comma sets it off from: «Erdoğan, Putin ile»."""
    kept: list[int] = []
    for i in reversed(pairs):
        comma = all(view.form(index) == "," for index in range(phrases[i][3] + 1, phrases[i + 1][2]))
        persons = {phrases[n][1].kind == "person" for n in (i, i + 1)}
        if not comma or (kept[-1:] == [i + 1] and len(persons) == 1):
            kept.append(i)
    return kept[::-1]


def _coordinated(view: View, last: int, first: int) -> bool:
    between = range(last + 1, first)
    if not between:
        return False
    if len(between) > 3:
        return False
    joined = [view.form(i) in {","} | _JOINERS or "and" in view.concepts(i) for i in between]
    links = any("and" in view.concepts(i) or view.form(i) in {","} | _JOINERS for i in between)
    if not links or (view.turkic and not all(joined)):
        return False
    apart = [i for i, is_joined in zip(between, joined, strict=True) if not is_joined]
    return len(apart) < 2 and not any(view.is_finite(i) for i in apart)
