"""A reading to plain facts: the six contract questions of one document, as values that JSON can hold.

The rows are those that the saved queries ``actors``, ``treaties``, ``visits``, ``meetings``, ``statements`` and
``dates`` give for the document's graph, column by column; what is not known is ``None``. A test holds the
two together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from elchi import graph
from elchi.graph import Names, main_mentions, main_span
from elchi.model import DateMention, Entity, Event, Reading, Span, Tenure, Treaty

Row = dict[str, str | int | None]
Facts = dict[str, list[Row]]

_ACTORS = ("state", "person", "organisation")


def facts(reading: Reading) -> Facts:
    """Return the rows of the six questions, each in the order of the text.

    Args:
        reading: what was read from one article.
    """
    return _Document(reading).facts()


class _Document:
    """A reading with its entities and names at hand."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.names: Names = graph.name(reading)
        self.mentions = main_mentions(reading, self.names)
        self.by_id: Mapping[str, Entity] = {entity.id: entity for entity in reading.entities}

    def facts(self) -> Facts:
        events = list(enumerate(self.reading.events))
        found: Facts = {
            "actors": [row for entity in self.reading.entities for row in self._actor(entity)],
            "treaties": [self._treaty(n, treaty) for n, treaty in enumerate(self.reading.treaties)],
            "visits": [self._visit(n, event) for n, event in events if event.kind == "Visit"],
            "meetings": [self._meeting(n, event) for n, event in events if event.kind == "Meeting"],
            "statements": [self._statement(n, e) for n, e in events if e.kind == "Communication"],
            "dates": [self._date(date) for date in self.reading.dates],
        }
        return {question: sorted(rows, key=_in_text_order) for question, rows in found.items()}

    def _actor(self, entity: Entity) -> Iterable[Row]:
        mention = self.mentions.get(entity.id)
        if mention is None or entity.kind not in _ACTORS:
            return
        tenure = entity.tenures[0] if entity.tenures else None
        yield {
            "document": self.reading.article.id,
            "actor": self.names.entities[entity.id].value,
            "kind": entity.kind,
            "name": entity.name,
            "office": None if tenure is None else f"former_{tenure.office}" if tenure.former else tenure.office,
            "of": self._of(entity, tenure),
            **_place(mention.span),
        }

    def _of(self, entity: Entity, tenure: Tenure | None) -> str | None:
        if entity.kind == "state":
            return entity.code
        if entity.kind == "person" and tenure is not None and tenure.of is not None:
            return self._called(tenure.of)
        state = graph.state_of(entity, self.by_id)
        if state is None and entity.authority is not None and entity.of is not None:  # a state that nobody speaks of
            return entity.of.removeprefix("state:")
        return None if state is None else state.code

    def _treaty(self, number: int, treaty: Treaty) -> Row:
        return {
            "document": self.reading.article.id,
            "treaty": self.names.treaties[number].value,
            "kind": treaty.kind,
            "parties": _joined(self._called(party) for party in treaty.parties),
            "subject": treaty.subject,
            "status": treaty.status,
            "date": None if treaty.date is None else treaty.date.edtf,
            "count": treaty.count,
            **_place(main_span(treaty, self.reading)),
        }

    def _visit(self, number: int, event: Event) -> Row:
        visitors = [self.by_id[role.entity] for role in event.roles if role.name == "visitor"]
        hosts = [self.by_id[role.entity] for role in event.roles if role.name == "host"]
        return {
            "document": self.reading.article.id,
            "visit": self.names.events[number].value,
            "visitor": _joined(visitor.name for visitor in visitors if visitor.kind != "state"),
            "visitorState": _joined(self._states(visitors)),
            "hostState": _joined(self._states(hosts)),
            "place": self._place_name(event.place),
            "kind": event.variety or "unspecified",
            "status": event.factuality,
            "start": _edtf(event.start),
            "end": _edtf(event.end),
            **self._evidence(event),
        }

    def _meeting(self, number: int, event: Event) -> Row:
        return {
            "document": self.reading.article.id,
            "meeting": self.names.events[number].value,
            "participants": _joined(self._called(role.entity) for role in event.roles),
            "kind": event.variety or "meeting",
            "status": event.factuality,
            "date": _edtf(event.start),
            "place": self._place_name(event.place),
            **self._evidence(event),
        }

    def _statement(self, number: int, event: Event) -> Row:
        speakers = {role.entity for role in event.roles if role.name == "speaker"}
        sources = {source for report in event.reports for source in self.reading.reports[report].sources}
        return {
            "document": self.reading.article.id,
            "statement": self.names.events[number].value,
            "speaker": _joined(self._called(speaker) for speaker in speakers),
            "relayedBy": _joined(self._called(source) for source in sources - speakers),
            "status": event.factuality,
            **self._evidence(event),
        }

    def _date(self, date: DateMention) -> Row:
        words = date.span.of(self.reading.text.content)
        return {
            "document": self.reading.article.id,
            "text": words if len(words) <= graph.LONGEST else None,
            "value": date.edtf,
            **_place(date.span),
        }

    def _evidence(self, event: Event) -> Row:
        return _place(self.reading.reports[event.reports[0]].evidence)

    def _called(self, entity_id: str) -> str:
        """Return the alpha-3 code of a state, the name of anything else."""
        entity = self.by_id[entity_id]
        return entity.code if entity.kind == "state" and entity.code is not None else entity.name

    def _states(self, entities: Iterable[Entity]) -> Iterable[str]:
        states = (graph.state_of(entity, self.by_id) for entity in entities)
        return (state.code for state in states if state is not None and state.code is not None)

    def _place_name(self, entity_id: str | None) -> str | None:
        return None if entity_id is None else self.by_id[entity_id].name


def _joined(names: Iterable[str]) -> str | None:
    """Return names as one text, sorted, each once; ``None`` for none."""
    return "; ".join(sorted(set(names))) or None


def _edtf(date: DateMention | None) -> str | None:
    return None if date is None else date.edtf


def _place(span: Span) -> Row:
    return {"spanStart": span.start, "spanEnd": span.stop}


def _in_text_order(row: Row) -> tuple[int, str, int]:
    start, stop = row["spanStart"], row["spanEnd"]
    iri = next((value for key, value in row.items() if key in _THINGS), "")
    return int(start or 0), str(iri), int(stop or 0)


_THINGS = frozenset({"actor", "treaty", "visit", "meeting", "statement"})
