"""Documents to JSON-LD in the words of schema.org: a ``NewsArticle`` each, with what it is about and whom it mentions.

Events are ``Event`` only where they are told as done, ongoing, planned, cancelled or postponed, which schema.org can
say. What is denied, proposed or merely possible, and what somebody says, is a ``Claim`` that appears in the article.
"""

from __future__ import annotations

from typing import Any

from elchi.profiles.names import ACTORS, EVENT_STATUS, ORGANISATIONS
from elchi.profiles.told import HAPPENED, Told
from elchi.vocab import DCTERMS, ELCHI, SCHEMA

Node = dict[str, Any]

CONTEXT = {
    "@vocab": SCHEMA.iri,
    "url": {"@type": "@id"},
    "eventStatus": {"@type": "@id"},
    "additionalType": {"@type": "@id"},
}
"""A context that needs no network."""
_TAKING_PART = ("visitor", "participant", "officeHolder")
_STATED = ("party", "host", "signatory")


def article(told: Told) -> list[Node]:
    """Return the nodes of one document: the article first, then the claims that appear in it."""
    events = told.things("Event")
    real = [event for event in events if _is_event(told, event)]
    claims = [_claim(told, event) for event in events if event not in real]
    node: Node = {
        "@id": told.iri,
        "@type": "NewsArticle",
        "identifier": told.value(told.iri, SCHEMA("identifier")),
        "headline": told.value(told.iri, DCTERMS("title")),
        "inLanguage": told.values(told.iri, SCHEMA("inLanguage")),
        "datePublished": told.value(told.iri, SCHEMA("datePublished")),
        "url": told.value(told.iri, SCHEMA("url")),
        "author": [{"@type": "Person", "name": name} for name in told.values(told.iri, SCHEMA("author"))],
        "publisher": _publisher(told),
        "about": [_event(told, event) for event in real]
        + [_instrument(told, one) for one in told.things("Instrument")],
        "mentions": [actor(told, one) for one in _mentioned(told)],
    }
    return [filled(node), *claims]


def thing(told: Told, iri: str) -> Node | None:
    """Return the node of one thing below a document, ``None`` if schema.org has no type for it.

    Args:
        told: what the document says.
        iri: of the document itself, an event or an instrument.
    """
    if iri == told.iri:
        return article(told)[0]
    if iri in told.things("Event"):
        return _event(told, iri) if _is_event(told, iri) else _claim(told, iri)
    return _instrument(told, iri) if iri in told.things("Instrument") else None


def actor(told: Told, thing: str) -> Node:
    """Return an actor or a place with its name."""
    kind = told.kind(thing)
    base = ACTORS.get(kind, "City" if kind == "City" else "Place")
    found = ORGANISATIONS.get(told.code(thing, "organisationKind") or "", base) if kind == "Organisation" else base
    code = told.state(thing) if kind == "State" else None
    return filled({"@id": thing, "@type": found, "name": told.name(thing), "identifier": code})


def filled(node: Node) -> Node:
    """Return a node without what is not known."""
    return {name: value for name, value in node.items() if value not in (None, [], {})}


def _is_event(told: Told, event: str) -> bool:
    status = told.code(event, "factuality")
    return told.kind(event) != "Communication" and (status in HAPPENED or status in EVENT_STATUS)


def _event(told: Told, event: str) -> Node:
    status = EVENT_STATUS.get(told.code(event, "factuality") or "")
    places = [*told.roles(event, "place"), *told.roles(event, "host")]
    attending = [one for one in told.roles(event, *_TAKING_PART) if told.kind(one) != "State"]
    stated = [one for one in told.roles(event, *_STATED, *_TAKING_PART) if one not in attending]
    return filled(
        {
            "@id": event,
            "@type": "Event",
            "additionalType": ELCHI(told.kind(event)).value,
            "name": _called(told, event),
            "eventStatus": None if status is None else SCHEMA(status).value,
            "startDate": told.date(event),
            "endDate": told.date(event, "endEdtf"),
            "location": [actor(told, place) for place in places if _is_place(told, place)],
            "attendee": [actor(told, one) for one in attending],
            "about": [actor(told, one) for one in stated] + [{"@id": i} for i in told.roles(event, "instrument")],
        }
    )


def _is_place(told: Told, thing: str) -> bool:
    return told.kind(thing) not in ("Person", "Organisation", "ActorGroup")


def _claim(told: Told, event: str) -> Node:
    speakers = told.roles(event, "speaker")
    others = told.roles(event, *_TAKING_PART, *_STATED)
    return filled(
        {
            "@id": event,
            "@type": "Claim",
            "additionalType": ELCHI(told.kind(event)).value,
            "name": f"{told.code(event, 'factuality')}: {_called(told, event)}",
            "author": [{"@id": speaker} for speaker in speakers if not _is_place(told, speaker)],
            "about": [{"@id": one} for one in [*others, *(s for s in speakers if _is_place(told, s))]],
            "appearance": {"@id": told.iri},
        }
    )


def _instrument(told: Told, thing: str) -> Node:
    return filled(
        {
            "@id": thing,
            "@type": "CreativeWork",
            "additionalType": told.value(thing, ELCHI("instrumentKind")),
            "name": told.code(thing, "instrumentKind"),
            "abstract": told.value(thing, ELCHI("subject")),
            "creativeWorkStatus": told.code(thing, "status"),
            "temporal": told.value(thing, ELCHI("edtf")),
            "mentions": [actor(told, party) for party in told.roles(thing, "party")],
        }
    )


def _called(told: Told, event: str) -> str:
    kind = told.code(event, "visitKind") or told.code(event, "meetingKind")
    named = told.kind(event).lower() if kind in (None, "unspecified") else f"{told.kind(event).lower()} ({kind})"
    return named if not (parts := _parts(told, event)) else f"{named}: {', '.join(parts)}"


def _parts(told: Told, event: str) -> list[str]:
    everybody = told.roles(event, *_TAKING_PART, *_STATED, "speaker")
    return [name for one in everybody if (name := told.name(one)) is not None]


def _publisher(told: Told) -> Node | None:
    outlet = told.value(told.iri, SCHEMA("publisher"))
    return None if outlet is None else actor(told, outlet)


def _mentioned(told: Told) -> list[str]:
    """Return whom and what the text names, each once, in the order of the first mention."""
    found = (thing for mention in told.things("Mention") for thing in told.values(mention, ELCHI("refersTo")))
    return list(dict.fromkeys(found))
