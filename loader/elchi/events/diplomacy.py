"""What a story is about: whether it tells of states that deal with each other.

Names of states alone show nothing: players change clubs, tourists travel, storms cross borders. A story of
diplomacy shows who acts for two states or international bodies at least, by an office, a body or a group, or it has
an envoy of one, or words that only diplomacy uses. What a sentence leaves out is only then looked for elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from elchi.events.view import View, having
from elchi.model import Entity

_ABROAD = frozenset({"foreign_minister", "ambassador", "envoy", "secretary_general"})
_NATIONAL = _ABROAD | frozenset({
    "president", "vice_president", "monarch", "crown_prince", "prime_minister", "deputy_prime_minister",
    "defence_minister", "minister", "deputy_minister", "speaker", "spokesperson", "military_commander",
    "head_of_agency",
})  # fmt: skip
_STATE_BODIES = frozenset({"ministry", "government", "parliament", "military"})
_BRIEF = 3  # sentences
_HOME = ""  # «the minister», of no state that is named: of the one where the story is told
_TERMS = ("group:delegation", "bilateral", "body:ministry.foreign", "margins")


def is_told(views: Sequence[View], *, acting: bool, everyday: bool) -> bool:
    """Return whether a story tells of diplomacy; a brief, which need not introduce anybody, is taken to.

    Args:
        views: its sentences.
        acting: whether its document names who acts for states (:func:`are_acting`).
        everyday: whether it speaks of sport, business and the like: then who stands together need not negotiate.
    """
    if acting or len(views) <= _BRIEF:
        return True
    if any(not view.sentence.named.keys().isdisjoint(_TERMS) or _is_state_visit(view) for view in views):
        return True
    return not everyday and any(any(together(view)) for view in having(views, "instrument", "meeting"))


def are_acting(entities: Mapping[str, Entity]) -> bool:
    """Return whether somebody among the entities of a document, by their ids, acts for two states or for one abroad."""
    held: set[str] = set()
    sides: set[str] = set()
    for entity in entities.values():
        for office, of in _offices(entity):
            if office in _ABROAD and of is not None:
                return True
            held.add(_side(of, entities) if of is not None else _HOME)
        if entity.code in _STATE_BODIES and entity.of is not None:
            sides.add(entity.of)
        sides.update(m.owner for m in entity.mentions if m.kind == "group" and m.owner is not None)
    return len(held) > 1 or len(held - {_HOME} | sides) > 1


def _is_state_visit(view: View) -> bool:
    """Return whether a sentence tells of a visit of rank: «ресми сапар», «a state visit»."""
    ranks = view.hits("visit-kind:state", "visit-kind:official")
    return any(view.has("visit", rank.first, rank.last + 1) for rank in ranks)


def _offices(entity: Entity) -> Iterator[tuple[str, str | None]]:
    """Yield the national offices that an entity holds or is called by, each with what it is an office of."""
    for tenure in entity.tenures:
        if tenure.office in _NATIONAL:
            yield tenure.office, tenure.of
    for mention in entity.mentions:
        if mention.kind == "office" and mention.office in _NATIONAL and mention.office_of is not None:
            yield mention.office, mention.office_of


def _side(of: str, entities: Mapping[str, Entity]) -> str:
    """Return the state that an office is of, the body itself if it belongs to none."""
    body = entities.get(of)
    return body.of if body is not None and body.of is not None else of


def together(view: View) -> Iterator[tuple[str, str]]:
    """Yield the states that stand side by side: «Россия ва Украина ўртасида», «казахстанско-турецкий»."""
    states = [(m, e.id) for m, e in view.mentions if e.kind == "state"]
    for (one, first), (other, second) in pairwise(states):
        if first != second and 0 < other.first - one.last <= 2 and (one.last + 1 < other.first):
            between = view.form(one.last + 1)
            if between in {"-", "–", "—", ","} or "and" in view.concepts(one.last + 1):
                yield min(first, second), max(first, second)
