"""A reading to merge keys: by what its actors, events and treaties may be the same as those of other documents.

The graph of a document knows nothing of other documents, and billions of quads are no table to group by. So each
shard has a narrow one beside it, sorted, tab-separated, with a head::

    kind      actor | event | treaty
    key       what two rows must have alike to be taken for one thing
    iri       of the actor, event or instrument in the shard
    document  IRI
    date      ISO 8601: of publication for an actor, the earliest day for an event or a treaty; or empty

A key has parts that ``|`` separates. The last is empty where it is not known: such keys are too wide to group by.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from elchi import graph
from elchi.graph import Names
from elchi.model import DateMention, Entity, Event, Reading, Treaty

_ACTORS = ("state", "person", "organisation")
_ENDS = str.maketrans("\t\r\n|", "    ")


class Key(NamedTuple):
    """One row of the table."""

    kind: str
    key: str
    iri: str
    document: str
    date: str


HEAD = "\t".join(Key._fields) + "\n"


def keys(reading: Reading) -> list[Key]:
    """Return the merge keys of a document, sorted, each once.

    An actor that the authority data know has their IRI as its key, another one its kind, its folded name and its
    state. An event has its class, the states (or bodies) that take part and the days that bound it; a treaty its
    kind, its parties and the days of its date.
    """
    names = graph.name(reading)
    by_id = {entity.id: entity for entity in reading.entities}
    return sorted({*_actors(reading, names, by_id), *_events(reading, names, by_id), *_treaties(reading, names, by_id)})


def table(rows: Iterable[Key]) -> bytes:
    r"""Return rows as lines, with the head, sorted.

    >>> table([])
    b'kind\tkey\tiri\tdocument\tdate\n'
    """
    return (HEAD + "".join("\t".join(row) + "\n" for row in sorted(rows))).encode()


def _actors(reading: Reading, names: Names, by_id: Mapping[str, Entity]) -> Iterator[Key]:
    published = reading.article.published or ""
    for entity in reading.entities:
        if entity.kind in _ACTORS:
            iri = names.entities[entity.id].value
            listed = entity.authority is not None or entity.kind == "state"
            key = iri if listed else f"{entity.kind}|{_folded(entity)}|{_state(entity, by_id) or ''}"
            yield Key("actor", key, iri, names.document.value, published)


def _events(reading: Reading, names: Names, by_id: Mapping[str, Entity]) -> Iterator[Key]:
    for iri, event in zip(names.events, reading.events, strict=True):
        days = _days(event.start, event.end)
        sides = _sides((role.entity for role in event.roles), by_id)
        yield Key("event", f"{event.kind}|{sides}|{days}", iri.value, names.document.value, _first(event))


def _treaties(reading: Reading, names: Names, by_id: Mapping[str, Entity]) -> Iterator[Key]:
    for iri, treaty in zip(names.treaties, reading.treaties, strict=True):
        days = _days(treaty.date, None)
        key = f"{treaty.kind}|{_sides(treaty.parties, by_id)}|{days}"
        yield Key("treaty", key, iri.value, names.document.value, _first(treaty))


def _first(told: Event | Treaty) -> str:
    start = told.start if isinstance(told, Event) else told.date
    return "" if start is None else start.earliest or ""


def _sides(ids: Iterable[str], by_id: Mapping[str, Entity]) -> str:
    """Return who takes part: the states, and what is of no state, sorted, each once."""
    return ",".join(sorted({_side(by_id[id], by_id) for id in ids}))


def _side(entity: Entity, by_id: Mapping[str, Entity]) -> str:
    return _state(entity, by_id) or entity.authority or _folded(entity)


def _state(entity: Entity, by_id: Mapping[str, Entity]) -> str | None:
    """Return the code of the state that an entity is, belongs to, or speaks for."""
    state = graph.state_of(entity, by_id)
    return None if state is None else state.code


def _folded(entity: Entity) -> str:
    return (entity.sort_key or entity.name).translate(_ENDS)


def _days(start: DateMention | None, end: DateMention | None) -> str:
    """Return the days that bound a time as an ISO 8601 interval, nothing where they are not known.

    >>> from elchi.model import Span
    >>> _days(DateMention(Span(0, 0), "2024-05", "month", "stated", "2024-05-01", "2024-05-31"), None)
    '2024-05-01/2024-05-31'
    >>> _days(None, None)
    ''
    """
    last = end or start
    if start is None or last is None or start.earliest is None or last.latest is None:
        return ""
    return f"{start.earliest}/{last.latest}"
