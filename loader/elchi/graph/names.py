"""A reading to the IRIs of what it speaks of.

Every IRI is a function of the document's id and of what was read, never of the order in which documents
come: authority data keep theirs, people and state bodies get one that other documents can reach too
(``person/x-…``, ``organisation/KAZ-…``), everything else lives below the document. Collisions within a
document are told apart by ``-2``, ``-3``, … in the order of the text.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from elchi import vocab
from elchi.model import Entity, Event, Reading, Report, Treaty

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Names:
    """The IRIs of one document and its things; tuples run parallel to those of the reading."""

    key: str
    document: ox.NamedNode
    outlet: ox.NamedNode
    entities: Mapping[str, ox.NamedNode]  # by Entity.id
    reports: tuple[ox.NamedNode, ...]
    events: tuple[ox.NamedNode, ...]
    treaties: tuple[ox.NamedNode, ...]

    def local(self, entity: ox.NamedNode) -> bool:
        """Return whether an IRI lies below the document's own."""
        return entity.value.startswith(self.document.value)


def name(reading: Reading) -> Names:
    """Return the IRIs of a reading's document, entities, reports, events and treaties."""
    key = vocab.key(reading.article.id)
    below = f"doc/{key}"
    by_id = {entity.id: entity for entity in reading.entities}
    return Names(
        key=key,
        document=vocab.document(key),
        outlet=vocab.iri(f"{below}/actor/outlet"),
        entities=_entities(reading.entities, by_id, below),
        reports=_numbered(f"{below}/report/{_tail(report)}" for report in reading.reports),
        events=_numbered(f"{below}/event/{_event_tail(e, reading)}" for e in reading.events),
        treaties=_numbered(f"{below}/instrument/{_begin(t, reading)}" for t in reading.treaties),
    )


def state_of(entity: Entity, by_id: Mapping[str, Entity]) -> Entity | None:
    """Return the state that an entity is or belongs to, by itself or through its first office.

    Args:
        entity: an entity of the document.
        by_id: the document's entities by their id.
    """
    if entity.kind == "state":
        return entity
    for owner in (entity.of, *(tenure.of for tenure in entity.tenures)):
        body = by_id.get(owner) if owner is not None else None
        if body is not None and body.kind != "state" and body.of is not None:
            body = by_id.get(body.of)
        if body is not None and body.kind == "state":
            return body
    return None


def slug(text: str) -> str:
    """Return a text as part of an IRI: its words in small letters, joined by hyphens.

    >>> slug("Ozodlik radiosi (RFE/RL)"), slug("…")
    ('ozodlik-radiosi-rfe-rl', 'x-b4935894c8ce')
    """
    words = _WORD.findall(text.lower())
    return "-".join(words) or f"x-{_digest(text)}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _entities(entities: Iterable[Entity], by_id: Mapping[str, Entity], below: str) -> dict[str, ox.NamedNode]:
    taken: dict[str, int] = {}
    found: dict[str, ox.NamedNode] = {}
    for entity in entities:
        tail = entity.authority or _shared(entity, by_id)
        if tail is None:
            tail = _free(_local(entity, below), taken)
        found[entity.id] = vocab.iri(tail)
    return found


def _shared(entity: Entity, by_id: Mapping[str, Entity]) -> str | None:
    """Return the IRI tail of an unlisted entity that other documents can name too, if it has one."""
    if entity.kind == "state" and entity.code is not None:
        return f"state/{entity.code}"
    state = state_of(entity, by_id)
    if state is None or state.code is None:
        return None
    sort_key = entity.sort_key or entity.name
    if entity.kind == "person":
        return f"person/x-{_digest(f'{sort_key}|{state.code}')}"
    if entity.kind == "organisation":
        return f"organisation/{state.code}-{slug(sort_key)}"
    return None


def _local(entity: Entity, below: str) -> str:
    folder = entity.kind if entity.kind in ("person", "place") else "actor"
    return f"{below}/{folder}/{slug(entity.sort_key or entity.name)}"


def _free(tail: str, taken: dict[str, int]) -> str:
    """Return a tail that is not taken yet, numbered if need be, and take it.

    Args:
        tail: what is wanted.
        taken: the tails that are taken, each with the last number that it was given.
    """
    candidate, number = tail, taken.get(tail, 1)
    while candidate in taken:
        number += 1
        candidate = f"{tail}-{number}"
    taken[tail] = number
    taken[candidate] = taken.get(candidate, 1)
    return candidate


def _numbered(tails: Iterable[str]) -> tuple[ox.NamedNode, ...]:
    taken: dict[str, int] = {}
    return tuple(vocab.iri(_free(tail, taken)) for tail in tails)


def _tail(report: Report) -> str:
    return f"{report.evidence.start}-{report.kind.lower()}"


def _event_tail(event: Event, reading: Reading) -> str:
    return f"{reading.reports[event.reports[0]].evidence.start}-{event.kind.lower()}"


def _begin(treaty: Treaty, reading: Reading) -> str:
    return str(reading.instruments[treaty.instruments[0]].span.start)
