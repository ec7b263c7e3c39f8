"""Who agrees: the parties of an instrument, looked for from its own noun outwards.

What hangs on the noun itself («the agreement between …», «X мен Y арасындағы келісім») comes first, then who acts
in its clause, then its sentence. Where only one side is named, the state that the document most often sets beside
it is the other; where none is, the document's main pair answers.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

from elchi.events.context import Context, within
from elchi.events.markers import Argument
from elchi.events.view import View
from elchi.model import Hit

STATED = 0.7
"""Confidence of a passage that names its parties."""

MAIN_PAIR = 0.4
"""Confidence of parties that are those whom the document speaks of most."""

COUNTERPART = "treaty.counterpart"
"""Rule of a passage that names one side only: the other is the state most often set beside it."""

COMPANIES = frozenset({"company", "bank", "university"})
"""Kinds of bodies that sign in their own name and have a home."""

_ONE_SIDE_CONFIDENCE = 0.6
_DECLARING = frozenset({"subject", "by", "between", "with"})
_FEWEST = 3  # states that are counted rather than named
_NEIGHBOURS = 4
_FIRST = attrgetter("first")
_MOST = 6
_OWN = frozenset({"between", "with"})
_ACTING = frozenset({"between", "with", "subject", "gen", "attribute", "by"})
_OUTSIDE = frozenset({"between", "with", "subject"})
_SUBJECT = frozenset({"subject"})
_BETWEEN = frozenset({"between"})
_CLOSE = 3  # tokens between a truce and with whom it is
_STATE_BODIES = frozenset({"ministry", "government", "parliament", "military"})
_PRIVATE = (  # who binds no state
    "private-side", "body:company", "body:court", "office:executive", "everyday:work", "domestic:business",
)  # fmt: skip
_BARGAINS = frozenset({"instrument:contract", "instrument:agreement", "instrument:treaty", "instrument:deal"})
_APART = frozenset({"after", "before"})  # what separates two instruments of one clause


@dataclass(frozen=True, slots=True)
class Parties:
    """The ids of the parties and of who signs for them, how sure that is, and by which rule."""

    ids: tuple[str, ...]
    signatories: tuple[str, ...] = ()
    confidence: float = 0.2
    rule: str = "treaty.none"


def parties_of(view: View, hit: Hit, clause: tuple[int, int], around: Context, *, acted: bool) -> Parties:
    """Return the parties of an instrument.

    Args:
        view: the sentence.
        hit: the instrument's noun.
        clause: first and last token of its clause.
        around: the document.
        acted: whether the clause tells an act of the parties: else its subject only speaks of the instrument.
    """
    if is_open_treaty(view, hit):
        return _joined_by(view, hit, clause, around, acted=acted)
    truce = hit.concept == "instrument:ceasefire"
    own = complement(view, hit, clause)
    if truce:
        own = [a for a in own if a.marker == "between" or _is_beside(view, a, hit)]
    one: Parties | None = None
    for candidates, markers, confidence, rule in _tiers(view, hit, clause, own, acted=acted):
        found = _stated(view, hit, candidates, markers, around)
        if len(found.ids) > 1:
            return replace(found, confidence=confidence, rule=rule)
        one = one or (found if found.ids and _may_be_alone(hit, found.ids[0]) else None)
    if truce or "peace-paper" in view.concepts(hit.first):
        found = _of_foes(one, around)
        return replace(found, confidence=STATED) if own and found.rule == COUNTERPART else found
    if one is not None and any(a.marker == "between" for a in own):
        return replace(one, confidence=_ONE_SIDE_CONFIDENCE, rule="treaty.one")  # the other has a name unknown
    counted = _counted(view, clause, around)
    if counted is None and _is_private(view, hit, clause if one is not None else (0, len(view.sentence.tokens))):
        return Parties(()) if one is None else replace(one, confidence=_ONE_SIDE_CONFIDENCE, rule="treaty.one")
    return counted or _completed(one, around)


def _tiers(
    view: View, hit: Hit, clause: tuple[int, int], own: Sequence[Argument], *, acted: bool
) -> Iterator[tuple[Sequence[Argument], frozenset[str], float, str]]:
    """Yield whom to ask for the parties, the nearest first: the arguments, their markers, confidence and rule."""
    truce = hit.concept == "instrument:ceasefire"
    foreign = [*_others(view, hit, clause), *_within(view, hit), *_of_talks(view, clause)]
    inside = [a for a in within(view.arguments, *clause) if a not in foreign]
    yield own, _OWN, 0.9, "treaty.clause"
    yield inside, _BETWEEN if truce else _ACTING if acted else _ACTING - _SUBJECT, 0.9, "treaty.clause"
    if _is_alone(view, hit):
        outside = [a for a in view.arguments if a not in foreign]
        yield outside, _BETWEEN if truce else _OUTSIDE if acted else _OWN, STATED, "treaty.sentence"


def _may_be_alone(hit: Hit, identifier: str) -> bool:
    """Return whether one side is enough to go by: cities have no contracts that are news abroad."""
    return hit.concept == "instrument:memorandum" or not identifier.startswith("place:")


def _counted(view: View, clause: tuple[int, int], around: Context) -> Parties | None:
    """Return the states that «the five states» are: the ones that the document names first and most."""
    for index in range(clause[0], clause[1]):
        number = next((c.split(":", 1)[1] for c in view.concepts(index) if c.startswith("number:")), "")
        several = number.isdigit() and _FEWEST <= int(number) <= len(around.states)
        if several and not view.concepts(index + 1).isdisjoint({"sides", "leaders", "state-words"}):
            return Parties(around.states[: int(number)], (), STATED, "treaty.counted")
    return None


def is_open_treaty(view: View, hit: Hit) -> bool:
    """Return whether any state may join a treaty: the UN Charter, a convention."""
    return hit.concept == "instrument:convention" or "open-treaty" in view.concepts(hit.first)


def _joined_by(view: View, hit: Hit, clause: tuple[int, int], around: Context, *, acted: bool) -> Parties:
    """Return who joins or leaves a treaty that is open to all; who only speaks of it or breaks it is not asked."""
    own = complement(view, hit, clause)
    named = _within(view, hit)
    acting = [a for a in within(view.arguments, *clause) if acted and a.marker in _ACTING and a not in named]
    found = _stated(view, hit, own or acting, _ACTING, around)
    return replace(found, confidence=STATED, rule="treaty.open")


def _of_foes(one: Parties | None, around: Context) -> Parties:
    """Return the two who fight, with the side that is named first: a third who speaks of peace is no party."""
    if not around.foes:
        return _completed(one, around)
    if one is None or one.ids[0] not in around.foes:
        return Parties(around.foes, (), MAIN_PAIR, "treaty.foes")
    other = next(f for f in around.foes if f != one.ids[0])
    return replace(one, ids=(one.ids[0], other), confidence=MAIN_PAIR, rule=COUNTERPART)


def alone(view: View, hit: Hit, clause: tuple[int, int], around: Context) -> Parties | None:
    """Return the one side that declares a truce of its own accord, ``None`` where both or another do."""
    inside = [a for a in within(view.arguments, *clause) if a.marker in _DECLARING]
    found = _stated(view, hit, inside or [a for a in view.arguments if a.last < clause[0]], _DECLARING, around)
    if len(found.ids) != 1 or found.ids[0] not in around.foes:
        return None
    return replace(found, confidence=STATED, rule="treaty.alone")


def _completed(one: Parties | None, around: Context) -> Parties:
    """Return the one side that is named with its counterpart, or the main pair where none is named.

    A story that tells of no diplomacy has neither: whose agreement it is, the states it names do not say.
    """
    if one is not None and not one.ids[0].startswith("state:"):
        return replace(one, confidence=_ONE_SIDE_CONFIDENCE, rule="treaty.one")  # its counterpart is nobody's guess
    if one is not None and around.diplomatic:
        known = next((p for p in around.pairs if one.ids[0] in p), None)
        if known is not None:
            other = known[1] if known[0] == one.ids[0] else known[0]
            return replace(one, ids=(one.ids[0], other), confidence=MAIN_PAIR, rule=COUNTERPART)
    pair = around.pair()
    if len(pair) == 2:
        return Parties(pair, (), MAIN_PAIR, "treaty.document")
    return Parties(())


def complement(view: View, hit: Hit, clause: tuple[int, int]) -> list[Argument]:
    """Return what stands between or with and hangs on the noun itself, not on its verb or another noun."""
    joining = [a for a in within(view.arguments, *clause) if a.marker in _OWN]
    if view.turkic:
        return [a for a in joining if a.last < hit.first and _reaches(view, a.last + 1, hit.first - 1)]
    return [a for a in joining if a.first > hit.last and _reaches(view, hit.last + 1, a.first - 1)]


def _is_beside(view: View, argument: Argument, hit: Hit) -> bool:
    """Return whether a truce is one with somebody, not what is spoken of with him: «a ceasefire with …»."""
    return 0 < (hit.first - argument.last if view.turkic else argument.first - hit.last) <= _CLOSE


def _reaches(view: View, first: int, last: int) -> bool:
    """Return whether nothing between two words takes what follows for its own."""
    return not any(
        _is_other_noun(view, index)
        or (view.is_finite(index) and not _is_participle(view, index))
        or not _APART.isdisjoint(view.concepts(index))
        for index in range(first, last + 1)
    )


def _is_other_noun(view: View, index: int) -> bool:
    return "instrument" in view.sentence.kinds[index]


def _is_participle(view: View, index: int) -> bool:
    """Return whether a word may be a participle that only tells more of the noun: «the accord signed with …»."""
    return not view.turkic and bool(view.concepts(index) & {"sign", "agree"})


def _of_talks(view: View, clause: tuple[int, int]) -> list[Argument]:
    """Return with whom talks were, not the paper: «signed it after talks with …»."""
    if view.turkic:
        return []
    beside = [a for a in within(view.arguments, *clause) if a.marker == "with"]
    return [
        a for a in beside if any("meeting" in view.sentence.kinds[i] for i in range(max(0, a.first - _CLOSE), a.first))
    ]


def _within(view: View, hit: Hit) -> list[Argument]:
    """Return what is only part of an instrument's name: «the Paris agreement»."""
    return [a for a in view.arguments if hit.first <= a.mention.first <= hit.last]


def _others(view: View, hit: Hit, clause: tuple[int, int]) -> list[Argument]:
    """Return the arguments that hang on other instruments of the clause, which a verb or an «after» sets apart."""
    found = []
    for other in neighbours(view, hit):
        if not clause[0] <= other.first <= clause[1]:
            continue
        low, high = sorted((hit, other), key=lambda h: h.first)
        if are_apart(view, low, high):
            found += complement(view, other, clause)
    return found


def _is_alone(view: View, hit: Hit) -> bool:
    """Return whether no instrument of another clause may be what the rest of the sentence speaks of."""
    first, last = view.clause(hit.first)
    return all(first <= other.first <= last for other in view.hits("instrument"))


def neighbours(view: View, hit: Hit) -> Sequence[Hit]:
    """Return the instruments named next to one in its sentence, itself left out; a few, so that work stays linear."""
    hits = view.hits("instrument")
    at = bisect_left(hits, hit.first, key=_FIRST)
    return [h for h in hits[max(0, at - _NEIGHBOURS) : at + _NEIGHBOURS] if h.first != hit.first]


def are_apart(view: View, one: Hit, other: Hit) -> bool:
    """Return whether a verb or an «after» stands between two instruments: they are not signed in one breath."""
    return any(
        view.is_finite(index) or not _APART.isdisjoint(view.concepts(index))
        for index in range(one.last + 1, other.first)
    )


def _stated(view: View, hit: Hit, candidates: Sequence[Argument], markers: frozenset[str], around: Context) -> Parties:
    between = [a for a in candidates if a.marker == "between"]
    able: Iterable[Argument] = (
        between
        if len({around.state_of(a.entity.id) or a.entity.id for a in between}) > 1
        else [a for a in candidates if a.marker in markers]
    )
    groups = Counter(a.joined for a in candidates)
    beside = any(a.marker in _OWN and _signs_itself(a) for a in candidates)
    ids: dict[str, None] = {}
    signatories: dict[str, None] = {}
    for argument in able:
        if argument.mention.adjective and argument.marker in _OWN and argument.last < hit.first - _CLOSE:
            continue  # «с бразильским клубом»: the adjective is not the paper's
        own = groups[argument.joined] > 1 or (beside and _signs_itself(argument))
        identifier = _side(argument, around, joined=own)
        if identifier is None or (hit.concept in _BARGAINS and _is_home(view, argument)):
            continue
        if argument.entity.kind == "person":
            signatories[argument.entity.id] = None
        ids[identifier] = None
    return Parties(tuple(ids)[:_MOST], tuple(signatories), 0.0, "")


def _is_private(view: View, hit: Hit, within_tokens: tuple[int, int]) -> bool:
    """Return whether a bargain is with a firm, a worker or the like, which have no state for their counterpart."""
    first, last = within_tokens
    return hit.concept in _BARGAINS and any(first <= word.first <= last for word in view.hits(*_PRIVATE))


def _is_home(view: View, argument: Argument) -> bool:
    """Return whether a state is only where somebody private is from: «a Polish firm», «Хитой компанияси»."""
    if argument.entity.kind != "state":
        return False
    near = [word for word in view.hits(*_PRIVATE) if argument.last < word.first <= argument.last + 2]
    return any(argument.mention.adjective or argument.marker == "gen" or "Poss=Yes" in word.features for word in near)


def _signs_itself(argument: Argument) -> bool:
    """Return whether a body signs in its own name, being no arm of a state."""
    return argument.entity.kind == "organisation" and argument.entity.code not in _STATE_BODIES


def _employer(argument: Argument, around: Context) -> str | None:
    """Return the company or the like for which a person signs, ``None`` for one who acts for a state."""
    for tenure in argument.entity.tenures:
        body = around.entities.get(tenure.of or "")
        if body is not None and body.kind == "organisation" and body.code in COMPANIES:
            return body.id
    return None


def _side(argument: Argument, around: Context, *, joined: bool) -> str | None:
    """Return the party that an argument stands for: a state, or the body that signs in its own name."""
    entity = argument.entity
    if entity.kind == "state" and argument.marker == "with" and "Case=Gen" in argument.mention.features:
        return None  # «with Chile's help»
    if entity.kind == "person":
        return _employer(argument, around) or around.state_of(entity.id)
    if entity.kind in {"group", "state"}:
        return around.state_of(entity.id) or around.state_of(argument.mention.owner or "")
    if entity.kind == "place" and (argument.marker in _OWN or (joined and argument.marker == "subject")):
        return entity.id  # a city or a region signs in its own name
    if entity.kind != "organisation":
        return None
    if entity.code in _STATE_BODIES or (entity.code == "agency" and argument.mention.owner is not None):
        return around.state_of(entity.id) or around.state_of(argument.mention.owner or "")
    signing = entity.code == "igo" or entity.code in COMPANIES
    if joined or argument.marker in _OWN or (signing and argument.marker in {"subject", "by"}):
        return entity.id
    return None
