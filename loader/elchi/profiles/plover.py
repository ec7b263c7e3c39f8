"""Documents to event records with the field names of PLOVER: one line of JSON for each event that is told as real.

Planned, proposed, possible, postponed, cancelled and denied events are left out: event data are counted, and whoever
counts lines has to be right. So are events that have no category there, such as statements. Nothing is guessed: an
event whose day is not known has no ``date``, but bounds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import pyoxigraph as ox

from elchi import __version__
from elchi._resources import resource
from elchi.profiles.names import CODES, OFFICES, QUADS, SECTORS
from elchi.profiles.told import HAPPENED, Told
from elchi.vocab import DCTERMS, ELCHI, ORG, SCHEMA

Record = dict[str, Any]

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_HOSTED = ("host",)
_ACTING = ("visitor", "participant", "party", "signatory")


def events(told: Told) -> Iterator[Record]:
    """Yield the records of one document, in the order of the text."""
    for event in told.things("Event"):
        category, _, mode = _category(told, event).partition("/")
        acting = told.roles(event, *_ACTING)
        if category and acting and told.code(event, "factuality") in HAPPENED:
            yield _record(told, event, (category, mode), acting)


@lru_cache(maxsize=1)
def categories() -> dict[str, str]:
    """Return what the ontology says of PLOVER: IRI of a class or a code to ``CATEGORY`` or ``CATEGORY/mode``.

    >>> categories()[ELCHI("Visit").value]
    'CONSULT/visit'
    """
    turtle = resource("ontology", "alignments.ttl").read_bytes()
    return {
        quad.subject.value: quad.object.value
        for quad in ox.parse(turtle, ox.RdfFormat.TURTLE)
        if quad.predicate == ELCHI("plover")
        and isinstance(quad.subject, ox.NamedNode)
        and isinstance(quad.object, ox.Literal)
    }


def _category(told: Told, event: str) -> str:
    known = categories()
    meeting = told.value(event, ELCHI("meetingKind")) or ""
    return known.get(meeting) or known.get(ELCHI(told.kind(event)).value, "")


def _record(told: Told, event: str, category: tuple[str, str], acting: list[str]) -> Record:
    hosts = [host for host in told.roles(event, *_HOSTED) if host not in acting]
    instruments = told.roles(event, "instrument")
    span = told.spans(event)[0]
    return _known(
        {
            "id": event,
            "has_event": True,
            **_dates(told, event),
            "source": [_actor(told, one) for one in acting],
            "recipient": [_actor(told, one) for one in hosts],
            "event": [category[0]],
            "mode": [category[1]] if category[1] else None,
            "quad_code": QUADS[category[0]],
            "event_loc": next((_location(told, place) for place in told.roles(event, "place")), None),
            "link": instruments[0] if instruments else None,
            "text_info": {"start": span.start, "end": span.stop},
            "cite_info": _citation(told),
            "coder": f"elchi {__version__}",
            "elchi_type": told.kind(event),
            "elchi_factuality": told.code(event, "factuality"),
            "elchi_contested": told.value(event, ELCHI("contested")) == "true" or None,
            "elchi_sources": _sources(told, event),
        }
    )


def _dates(told: Told, event: str) -> Record:
    """Return the day where it is known, and what is known of it as EDTF and as bounds."""
    said, end = told.value(event, ELCHI("edtf")), told.value(event, ELCHI("endEdtf"))
    return {
        "date": said if said is not None and _DAY.fullmatch(said) else None,
        "enddate": end if end is not None and _DAY.fullmatch(end) else None,
        "elchi_edtf": said,
        "elchi_earliest": told.value(event, ELCHI("earliest")),
        "elchi_latest": told.value(event, ELCHI("latest")),
    }


def _actor(told: Told, actor: str) -> Record:
    kind = told.code(actor, "organisationKind") or ""
    office = _office(told, actor)
    return _known(
        {
            "code": told.state(actor) or CODES.get(kind),
            "sector": SECTORS.get(kind) or (OFFICES.get(office) if office else None),
            "actor_text": told.name(actor),
            "identifier_id": actor,
            "office": office,
        }
    )


def _office(told: Told, person: str) -> str | None:
    """Return the office that the document says a person holds; none if it is held no more."""
    for tenure in told.things("Tenure"):
        if told.value(tenure, ORG("member")) == person:
            return None if told.value(tenure, ELCHI("former")) == "true" else told.code(tenure, "office")
    return None


def _location(told: Told, place: str) -> Record:
    latitude, longitude = told.value(place, SCHEMA("latitude")), told.value(place, SCHEMA("longitude"))
    return _known(
        {
            "name": told.name(place),
            "latitude": None if latitude is None else float(latitude),
            "longitude": None if longitude is None else float(longitude),
            "cc3": told.state(place),
        }
    )


def _citation(told: Told) -> Record:
    outlet = told.value(told.iri, SCHEMA("publisher"))
    return _known(
        {
            "citation": told.value(told.iri, SCHEMA("identifier")),
            "url": told.value(told.iri, SCHEMA("url")),
            "title": told.value(told.iri, DCTERMS("title")),
            "language": next((tag.partition("-")[0] for tag in told.values(told.iri, SCHEMA("inLanguage"))), None),
            "publication": None if outlet is None else told.name(outlet),
            "published": told.value(told.iri, SCHEMA("datePublished")),
            "codebook": "PLOVER draft 0.8",
        }
    )


def _sources(told: Told, event: str) -> list[str]:
    """Return the names of those who say so, sorted."""
    names = (told.name(source) for report in told.reports(event) for source in told.roles(report, "assertedBy"))
    return sorted({name for name in names if name is not None})


def _known(record: Record) -> Record:
    """Return a record without what is not known, but for the date: that it is not known has to be seen."""
    return {name: value for name, value in record.items() if name == "date" or value not in (None, [], {})}
