"""Mentions to arguments: which phrases stand by themselves, and in which role.

Roles are language-neutral *markers*: subject, gen, acc, to, in, from, with, between, by, for. Turkic
languages mark them by case suffixes and postpositions, Russian by prepositions and case, English by
prepositions and order; coordination shares a marker («Қозоғистон ва Туркия ўртасида», «между Казахстаном и
Турцией»).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from elchi.model import Entity, Features, Mention, value
from elchi.morphology import sets_off_topics

if TYPE_CHECKING:
    from elchi.events.view import View

_WHERE = frozenset({"place", "state"})
_OWNED = frozenset({"person", "office", "organisation", "group"})
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
_APPOSED = frozenset({"counterpart", "body"})  # what stands before a name: «с компанией …»
_OPENERS = frozenset('«“"„')
_CLOSERS = frozenset('»”"')
_LONGEST_BRACKET = 4


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


def arguments(view: View) -> Iterator[Argument]:
    """Yield the mentions that stand by themselves, in the order of the text, with their markers."""
    owned = [m for m, _ in view.mentions if m.kind in _OWNED or "capital" in view.concepts(m.last)]
    free = [pair for pair in view.mentions if not _is_embedded(view, pair[0], owned)]
    phrases = [(m, e, *_phrase(view, m)) for m, e in free]
    markers = [_marker(view, m, first, last) for m, _, first, last in phrases]
    pairs = [
        i
        for i in range(len(phrases) - 1)
        if (_coordinated(view, phrases[i][3], phrases[i + 1][2]) and not _turns(view, phrases[i], phrases[i + 1]))
        or _with_between(view, phrases[i][3], phrases[i + 1][2], markers[i + 1])
    ]
    if sets_off_topics(view.sentence.language):
        pairs = _without_topics(view, phrases, pairs)
    _join(view, phrases, pairs, markers)
    _share(view, pairs, markers)
    _share_adjectives(phrases, pairs, markers)
    if not view.turkic:
        _share_owners(phrases, pairs, markers)
    group = 0
    for i, ((mention, entity, first, last), marker) in enumerate(zip(phrases, markers, strict=True)):
        group += i - 1 not in pairs or markers[i - 1] != marker
        yield Argument(mention, entity, first, last, marker, group)


def _is_embedded(view: View, mention: Mention, owned: Sequence[Mention]) -> bool:
    """Return whether a mention only says whose office or body one of those that may have an owner is."""
    if mention.kind not in {"state", "organisation"}:
        return False
    for other in owned:
        if other is not mention and (
            (mention.key in (other.office_of, other.owner) and _near(mention, other)) or _heads(other, mention)
        ):
            return True
    return False


def _heads(head: Mention, body: Mention) -> bool:
    """Return whether an office is that of the body beside it: «глава МИД Франции» is of France."""
    if body.kind != "organisation" or body.owner is None or body.owner != head.office_of or head.office_span is None:
        return False
    return 1 in {body.span.start - head.office_span.stop, head.office_span.start - body.span.stop}


def _near(owner: Mention, owned: Mention) -> bool:
    if owner.span == owned.span or (owner.literal is not None and owner.first > owned.last):
        return False  # «президент Турции … посетить Анкару»
    return (abs(owned.first - owner.last) <= 7 and abs(owner.first - owned.last) <= 7) or owner.last + 1 == owned.first


def _phrase(view: View, mention: Mention) -> tuple[int, int]:
    first, last = mention.first, mention.last
    if mention.office_span is not None:
        first = min(first, view.token_at(mention.office_span.start))
    if first < mention.first and mention.kind == "person":
        people = [m for m, _ in view.mentions if m.kind == "person"]
        if any(first <= person.first < mention.first for person in people):
            return mention.first, last  # the office is shared: «президентлари Тўқаев ва Мирзиёев»
    owners = (mention.office_of, mention.owner)
    if owners == (None, None) or mention.kind == "place":
        return (_with_modifiers(view, first) if view.analytic else first), last
    for other, _ in view.mentions:
        if other is not mention and other.key in owners and other.kind in {"state", "organisation"}:
            if _predicates(view, other, mention):
                continue
            if 0 <= first - other.last <= 6 and (view.turkic or view.analytic or other.adjective):
                first = min(first, other.first)
            elif (
                not view.turkic and mention.kind in {"office", "organisation", "group"} and 0 < other.first - last <= 4
            ):
                last = other.last
    return _with_modifiers(view, first) if view.analytic else first, last


def _predicates(view: View, one: Mention, other: Mention) -> bool:
    """Return whether a verb stands between two mentions of an English sentence, a finite one in Russian."""
    start, stop = sorted((one, other), key=lambda m: m.first)
    is_verb = view.verb_features if view.analytic else view.is_finite
    return not view.turkic and any(is_verb(i) for i in range(start.last + 1, stop.first))


def _with_modifiers(view: View, first: int) -> int:
    """Return where an English phrase begins, its modifiers included: «her Cambodian counterpart Hun Manet»."""
    taken = {i for m, _ in view.mentions if not m.adjective for i in range(m.first, m.last + 1)}
    joints = {first - 1} if view.form(first - 1) in _JOINERS else set()
    if view.form(first - 1) == "," and "counterpart" in view.concepts(first - 2):
        first -= 1  # «his Cambodian counterpart, Hun Manet»
    while first > 0 and first - 1 not in taken | joints and _is_within_phrase(view, first - 1):
        first -= 1
    return first


def _marker(view: View, mention: Mention, first: int, last: int) -> str:
    if view.analytic:
        return _placed(view, mention, first)
    return _postposed(view, mention, last) if view.turkic else _preposed(view, mention, first)


def _postposed(view: View, mention: Mention, last: int) -> str:
    last = _closed(view, last)
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


def _closed(view: View, last: int) -> int:
    """Return the last token of a name with what closes it: «"Жетісу" АҚ», «Golden Group (GG) ile»."""
    while view.form(last + 1) in _CLOSERS or (last >= 0 and _is_legal_form(view, last + 1)):
        last += 1
    if view.form(last + 1) == "(":
        return next((i for i in range(last + 2, last + 2 + _LONGEST_BRACKET) if view.form(i) == ")"), last)
    return last


def _is_legal_form(view: View, index: int) -> bool:
    """Return whether a word is what kind of company the name before it is of: «АҚ», «A.Ş.»."""
    return "body:company" in view.concepts(index) and view.form(index).isupper()


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
    if index > 0 and any(a.pos == "ADP" for a in word.analyses):
        return _takes_object(view, index - 1)  # «brought up Lai»
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
        if not any(a.pos in {"ADJ", "NUM"} for a in word.analyses) and _APPOSED.isdisjoint(view.sentence.kinds[index]):
            break
    if "Case=Gen" in features and first > 0 and _follows_noun(view, first):
        return "gen"
    if "Case=Nom" in features and not _follows_verb_as_object(view, mention):
        return "subject"
    if {"Case=Gen", "Case=Acc"} <= features and first > 0 and _is_verb(view, first - 1):
        return "acc"
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
    return _is_verb(view, mention.first - 1)


def _is_verb(view: View, index: int) -> bool:
    """Return whether an active verb may stand here, which takes an object: «принял министра»."""
    analyses = view.sentence.tokens[index].word.analyses
    return any(a.pos == "VERB" and "Voice=Pass" not in a.features for a in analyses)


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


def _share_adjectives(
    phrases: Sequence[tuple[Mention, Entity, int, int]], pairs: Sequence[int], markers: list[str]
) -> None:
    """Let an adjective stand beside another's group: «переговоры российской и турецкой делегаций»."""
    for i in reversed(pairs):
        following = phrases[i + 1][0]
        if markers[i] == "attribute" and following.kind in {"group", "office"} and following.first > phrases[i + 1][2]:
            markers[i] = markers[i + 1]


def _share_owners(
    phrases: Sequence[tuple[Mention, Entity, int, int]], pairs: Sequence[int], markers: list[str]
) -> None:
    """Let a second owner stand beside the first one's office: «главы МИД Франции и Германии встретятся»."""
    shared: set[int] = set()
    for i in pairs:
        mention, _, _, last = phrases[i]
        owns = mention.kind in {"group", "office"} and last > mention.last
        if markers[i] == "subject" and markers[i + 1] == "gen" and (owns or i in shared):
            markers[i + 1] = markers[i]
        if markers[i] == markers[i + 1] and (owns or i in shared):
            shared.add(i + 1)


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


def _turns(view: View, one: tuple[Mention, Entity, int, int], other: tuple[Mention, Entity, int, int]) -> bool:
    """Return whether what follows is not joined to what stands before it.

    A comma may end a clause or «during a trip to Cairo, Rossi …»; «Киевдаги» only begins the next phrase.
    """
    if view.turkic:
        return "Attr=Yes" in other[0].features and "Attr=Yes" not in one[0].features
    if other[1].kind not in {"person", "group"} and other[0].kind != "office":
        return False
    if any(one[3] < last < other[2] for _, last in view.clauses):
        return True
    return one[1].kind in _WHERE and all(view.form(index) == "," for index in range(one[3] + 1, other[2]))


def _coordinated(view: View, last: int, first: int) -> bool:
    if view.turkic:
        last = _closed(view, last)
    first -= view.form(first - 1) in _OPENERS
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
