"""What is said about a thing to schema.org, as search engines read it in a page.

Documents, events and instruments are told as the profile tells them; here are actors and places, whom no single
document describes.
"""

from __future__ import annotations

from typing import Any

import pyoxigraph as ox

from elchi.profiles import schema_org
from elchi.profiles.told import Told
from elchi.serve.descriptions import Description, key_of
from elchi.serve.labels import kinds, label
from elchi.vocab import ELCHI, SCHEMA, SKOS

_TYPES = {"State": "Country", "Person": "Person", "Organisation": "Organization", "City": "City", "Place": "Place"}


def described(graph: ox.Store, description: Description) -> dict[str, Any] | None:
    """Return what is said about a thing as an object of JSON-LD, ``None`` if schema.org has no type for it."""
    subject = description.subject
    key = key_of(subject)
    told = None if key is None else schema_org.thing(Told(graph, key), subject.value)
    if told is None:
        names = [kind.value.removeprefix(ELCHI.iri) for kind in kinds(graph, subject) if kind in ELCHI]
        type = next((_TYPES[name] for name in names if name in _TYPES), None)
        told = None if type is None else {"@id": subject.value, "@type": type, **_known(graph, description)}
    return None if told is None else {"@context": schema_org.CONTEXT, **told}


def _known(graph: ox.Store, description: Description) -> dict[str, Any]:
    """Return the names of an actor or a place, where it lies, and who else knows it."""
    names = [*_texts(description, SKOS("prefLabel")), *_texts(description, SKOS("altLabel"))]
    positions = [_texts(description, SCHEMA(name)) for name in ("latitude", "longitude")]
    latitude, longitude = (float(values[0]) if values else None for values in positions)
    within = _iris(description, ELCHI("state")) if latitude is not None else []
    return schema_org.filled(
        {
            "name": next(iter(names), None),
            "alternateName": sorted(set(names[1:]) - set(names[:1])),
            "latitude": latitude,
            "longitude": longitude,
            "containedInPlace": [
                {"@id": state.value, "@type": "Country", "name": label(graph, state).text} for state in within
            ],
            "sameAs": [other.value for other in _iris(description, SKOS("exactMatch"))],
            "identifier": _texts(description, SKOS("notation")),
        }
    )


def _texts(description: Description, predicate: ox.NamedNode) -> list[str]:
    """Return the values of a property, English ones first."""
    found = [t.object for t in description.own if t.predicate == predicate and isinstance(t.object, ox.Literal)]
    return [term.value for term in sorted(found, key=lambda term: (term.language != "en", term.value))]


def _iris(description: Description, predicate: ox.NamedNode) -> list[ox.NamedNode]:
    return [t.object for t in description.own if t.predicate == predicate and isinstance(t.object, ox.NamedNode)]
