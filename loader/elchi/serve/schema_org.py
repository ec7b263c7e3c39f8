"""What is said about a thing to schema.org, as search engines read it in a page.

Only things that schema.org has a type for are told, with properties that the type has. An event that is denied is told
as a claim: a page must not assert what its sources deny.
"""

from __future__ import annotations

import re
from typing import Any

import pyoxigraph as ox

from elchi.serve.descriptions import Description
from elchi.serve.labels import kinds, label
from elchi.vocab import CODE, DCTERMS, ELCHI, SCHEMA, SKOS

_ACTORS = {"State": "Country", "Person": "Person", "Organisation": "Organization"}
_PLACES = {"City": "City", "Place": "Place"}
_TYPES = {**_ACTORS, **_PLACES}
_ROLES = ("visitor", "participant", "speaker", "signatory", "officeHolder", "party")
_STATUS = {
    "cancelled": "EventCancelled",
    "planned": "EventScheduled",
    "postponed": "EventPostponed",
}
_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_MENTIONED = 100
"""Actors and places that a page tells of a document at most."""


def described(graph: ox.Store, description: Description) -> dict[str, Any] | None:
    """Return what is said about a thing as an object of JSON-LD, ``None`` if schema.org has no type for it."""
    subject = description.subject
    classes = kinds(graph, subject)
    names = {kind.value.removeprefix(ELCHI.iri) for kind in classes if kind in ELCHI}
    if "Document" in names:
        told = _article(graph, description)
    elif actor := next((_ACTORS[name] for name in names if name in _ACTORS), None):
        told = {"@type": actor, **_named(description)}
    elif place := next((_PLACES[name] for name in sorted(names) if name in _PLACES), None):
        told = {"@type": place, **_named(description), **_position(graph, description)}
    elif "Event" in names:
        told = _event(graph, description)
    elif "Instrument" in names:
        told = {"@type": "CreativeWork", "name": label(graph, subject).text, **_subject(description)}
    else:
        return None
    return {"@context": "https://schema.org/", "@id": subject.value, **told}


def _article(graph: ox.Store, description: Description) -> dict[str, Any]:
    values = _Values(description)
    referred = {triple.object for triple in description.triples if triple.predicate == ELCHI("refersTo")}
    mentioned = sorted((term for term in referred if isinstance(term, ox.NamedNode)), key=str)
    return _without_empty(
        {
            "@type": "NewsArticle",
            "headline": values.first(DCTERMS("title")),
            "datePublished": values.first(SCHEMA("datePublished")),
            "inLanguage": values.first(SCHEMA("inLanguage")),
            "identifier": values.first(SCHEMA("identifier")),
            "url": values.first(SCHEMA("url")),
            "author": values.first(SCHEMA("author")),
            "publisher": _typed(_references(graph, values.iris(SCHEMA("publisher"))), "Person", "Organization"),
            "mentions": _references(graph, mentioned[:_MENTIONED]),
        }
    )


def _event(graph: ox.Store, description: Description) -> dict[str, Any]:
    values = _Values(description)
    name = label(graph, description.subject).text
    stem = f"{CODE('factuality').value}-"
    status = next((code.value.removeprefix(stem) for code in values.iris(ELCHI("factuality"))), "unknown")
    if status == "denied":
        return {"@type": "Claim", "name": f"{name}: denied"}
    actors = _references(graph, [term for role in _ROLES for term in values.iris(ELCHI(role))])
    hosts = _references(graph, values.iris(ELCHI("host")))
    places = _references(graph, values.iris(ELCHI("place")))
    start, end = values.first(ELCHI("edtf")), values.first(ELCHI("endEdtf"))
    return _without_empty(
        {
            "@type": "Event",
            "name": name,
            "description": f"{status}, as its sources tell",
            "eventStatus": f"https://schema.org/{_STATUS[status]}" if status in _STATUS else None,
            "startDate": start if start and _DAY.fullmatch(start) else None,
            "endDate": end if end and _DAY.fullmatch(end) else None,
            "about": _typed(actors, "Country"),
            "attendee": _typed(actors, "Person", "Organization"),
            "organizer": _typed(hosts, "Person", "Organization"),
            "location": _typed(places, "City", "Place") or _typed(hosts, "Country"),
        }
    )


def _named(description: Description) -> dict[str, Any]:
    """Return the names of an actor or a place, and who else knows it."""
    values = _Values(description)
    names = list(dict.fromkeys([*values.all(SKOS("prefLabel")), *values.all(SKOS("altLabel"))]))
    return _without_empty(
        {
            "name": next(iter(names), None),
            "alternateName": sorted(names[1:]),
            "sameAs": [term.value for term in values.iris(SKOS("exactMatch"))],
        }
    )


def _position(graph: ox.Store, description: Description) -> dict[str, Any]:
    values = _Values(description)
    latitude, longitude = values.first(SCHEMA("latitude")), values.first(SCHEMA("longitude"))
    within = _references(graph, values.iris(ELCHI("state")))
    return _without_empty(
        {
            "latitude": float(latitude) if latitude else None,
            "longitude": float(longitude) if longitude else None,
            "containedInPlace": _typed(within, "Country"),
        }
    )


def _subject(description: Description) -> dict[str, Any]:
    return _without_empty({"about": _Values(description).all(ELCHI("subject"))})


class _Values:
    """The values of a thing's properties, in the order of their writing; English names come first."""

    def __init__(self, description: Description) -> None:
        self._own = description.own

    def all(self, predicate: ox.NamedNode) -> list[str]:
        found = [t.object for t in self._own if t.predicate == predicate and isinstance(t.object, ox.Literal)]
        return [term.value for term in sorted(found, key=lambda term: (term.language != "en", term.value))]

    def first(self, predicate: ox.NamedNode) -> str | None:
        return next(iter(self.all(predicate)), None)

    def iris(self, predicate: ox.NamedNode) -> list[ox.NamedNode]:
        return [t.object for t in self._own if t.predicate == predicate and isinstance(t.object, ox.NamedNode)]


def _references(graph: ox.Store, nodes: list[ox.NamedNode]) -> list[dict[str, Any]]:
    """Return actors and places as objects with type and name, each once; other things are left out."""
    found = []
    for node in dict.fromkeys(nodes):
        names = [kind.value.removeprefix(ELCHI.iri) for kind in kinds(graph, node) if kind in ELCHI]
        kind = next((_TYPES[name] for name in names if name in _TYPES), None)
        if kind is not None:
            found.append({"@type": kind, "@id": node.value, "name": label(graph, node).text})
    return found


def _typed(references: list[dict[str, Any]], *wanted: str) -> list[dict[str, Any]]:
    return [one for one in references if one["@type"] in wanted]


def _without_empty(told: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in told.items() if value not in (None, [], "")}
