"""What the frames may ask of the document: states of actors, the main pair, who was last spoken of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from elchi.events import diplomacy
from elchi.events.markers import Argument
from elchi.events.view import View, having
from elchi.model import Entity

_TITLE_WEIGHT = 3
_RIVALS = 5
_HEADS = ("president", "monarch", "prime_minister", "other")  # who leads a state, the likeliest first
_ALSO = {  # what else an office may be called: «the Russian leader», «the ministers of France and Germany»
    "president": ("other",), "monarch": ("other",), "prime_minister": ("other",), "minister": ("foreign_minister",),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Context:
    """Facts of a whole story, most often of the whole document, that a sentence alone does not hold."""

    entities: dict[str, Entity]
    states: tuple[str, ...]  # ids of the states, the most spoken of first
    pairs: tuple[tuple[str, str], ...]  # of states, those most often named together and at all first
    foes: tuple[str, ...]  # the two states that the document sets beside words of war most, if it speaks of peace
    diplomatic: bool  # whether the document tells of states that deal with each other
    everyday: bool  # whether it does not, but tells of sport, work, travel, crime and the like
    domestic: bool  # whether the document speaks of sport, property, crime or business
    persons_before: tuple[tuple[str, ...], ...]  # per sentence: ids of persons named before it, latest first
    holders: dict[tuple[str, str], str]  # office and id of a state -> id of the one person who holds it

    def state_of(self, identifier: str) -> str | None:
        """Return the id of the state that an entity is, belongs to or speaks for; ``None`` if the text names none.

        A city's state need not be named: who arrives in Tokyo arrives in Japan.
        """
        entity = self.entities.get(identifier)
        if entity is None or entity.kind == "state":
            return entity.id if entity is not None else None
        of = entity.of
        if entity.kind == "place":
            return of
        if of is not None and not of.startswith("state:"):
            of = self.entities[of].of if of in self.entities else None
        return of if of in self.entities else None

    def side_of(self, identifier: str) -> str | None:
        """Return the id of the state, or of the international body, that an entity stands for at a table."""
        state = self.state_of(identifier)
        entity = self.entities.get(identifier)
        if state is not None or entity is None:
            return state
        if entity.kind == "person":
            bodies = [self.entities[t.of] for t in entity.tenures if t.of in self.entities]
            return next((b.id for b in bodies if b.code == "igo"), None) or next((b.of for b in bodies if b.of), None)
        return entity.id if entity.code == "igo" else None

    def is_local(self, identifier: str) -> bool:
        """Return whether an entity is a mayor or a governor of whom no state is said: no side of foreign talks."""
        entity = self.entities.get(identifier)
        offices = {t.office for t in entity.tenures} if entity is not None else set()
        return bool(offices & {"mayor", "governor"}) and self.state_of(identifier) is None

    def holder(self, office: str, state: str) -> str | None:
        """Return the id of the person who holds an office of a state, if the document names just one."""
        offices = (office, *_ALSO.get(office, ()))
        return next((self.holders[o, state] for o in offices if (o, state) in self.holders), None)

    def head_of(self, state: str) -> str | None:
        """Return the id of the person who leads a state, if the document names one."""
        return next((p for office in _HEADS if (p := self.holder(office, state)) is not None), None)

    def leads(self, person: str) -> bool:
        """Return whether a person leads a state."""
        state = self.state_of(person)
        return state is not None and self.head_of(state) == person

    def serves(self, person: str) -> bool:
        """Return whether somebody holds office but leads no state: of no stated country, he is most likely at home."""
        entity = self.entities.get(person)
        offices = {t.office for t in entity.tenures if not t.former} if entity is not None else set()
        return bool(offices) and offices.isdisjoint(_HEADS)

    def pair(self) -> tuple[str, ...]:
        """Return the two states that the document speaks of most, and together; none if it tells of no diplomacy."""
        return self.pairs[0] if self.pairs and self.diplomatic else ()


@dataclass(frozen=True, slots=True)
class Cast:
    """The actors of a whole document, which all its stories share."""

    entities: dict[str, Entity]
    holders: dict[tuple[str, str], str]  # as in Context
    acting: bool  # whether they act for states that deal with each other


def cast(entities: Mapping[str, Entity]) -> Cast:
    """Return the actors of a document by their ids, looked through once however many stories it tells."""
    return Cast(dict(entities), _holders(entities.values()), diplomacy.are_acting(entities))


def context(views: Sequence[View], actors: Cast) -> Context:
    """Return the context of the sentences of one story."""
    weights: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    persons: list[tuple[str, ...]] = []
    latest: tuple[str, ...] = ()
    for view in views:
        persons.append(latest)
        for mention, entity in view.mentions:
            if entity.kind == "state":
                weights[entity.id] += _TITLE_WEIGHT if view.sentence.block.kind == "title" else 1
            elif entity.kind == "person" and mention.kind in {"person", "office"}:
                latest = (entity.id, *(p for p in latest if p != entity.id))[:6]
        for pair in diplomacy.together(view):
            pairs[pair] += 1
    ranked = sorted(weights, key=lambda s: -weights[s])  # of two alike the one that is named first
    for pair in combinations(sorted(ranked[:_RIVALS]), 2):
        pairs[pair] = 2 * pairs[pair] + min(weights[pair[0]], weights[pair[1]])
    paired = sorted(pairs, key=lambda p: (-pairs[p], -weights[p[0]] - weights[p[1]], p))
    domestic = any("domestic" in view.sentence.named for view in views)
    everyday = domestic or any("everyday" in view.sentence.named for view in views)
    diplomatic = diplomacy.is_told(views, acting=actors.acting, everyday=everyday)
    return Context(
        entities=actors.entities,
        states=tuple(ranked),
        pairs=tuple(paired),
        foes=_foes(views, paired),
        diplomatic=diplomatic,
        everyday=everyday and not diplomatic,
        domestic=domestic,
        persons_before=tuple(persons),
        holders=actors.holders,
    )


def _holders(entities: Iterable[Entity]) -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], set[str]] = {}
    for entity in entities:
        for tenure in entity.tenures:
            if tenure.of is not None and not tenure.former:
                found.setdefault((tenure.office, tenure.of), set()).add(entity.id)
    return {key: next(iter(persons)) for key, persons in found.items() if len(persons) == 1}


def _foes(views: Sequence[View], paired: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """Return the two states that fight: a truce is theirs, whoever mediates it or calls for it."""
    if not having(views, "instrument:ceasefire", "peace-paper"):
        return ()
    counts: Counter[tuple[str, str]] = Counter()
    for view in having(views, "fighting", "instrument:ceasefire", "peace-paper"):
        named = tuple(dict.fromkeys(e.id for _, e in view.mentions if e.kind == "state"))[:_RIVALS]
        counts.update(combinations(sorted(named), 2))
        for pair in diplomacy.together(view):
            counts[pair] += 2
    rank = {pair: number for number, pair in enumerate(paired)}
    if not counts:
        return paired[0] if paired else ()
    return min(counts, key=lambda p: (-counts[p], rank.get(p, len(rank)), p))


def within(arguments: Sequence[Argument], first: int, last: int) -> list[Argument]:
    """Return the arguments whose words lie within some tokens."""
    return [a for a in arguments if first <= a.mention.first <= last]
