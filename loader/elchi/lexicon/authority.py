"""Authority data (Turtle) to things with names: states, places, organisations.

Reads the terms of ``ontology/authority``: ``skos:prefLabel`` and ``skos:altLabel`` per language,
``elchi:demonym``, ``elchi:compoundForm``, ``elchi:state``, ``elchi:capital``, ``elchi:seatOf`` and
``elchi:organisationKind``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from elchi import vocab
from elchi._resources import resource
from elchi.errors import LexiconError
from elchi.lexicon.holders import load_holders

_KINDS = {
    "State": "state",
    "City": "place",
    "Place": "place",
    "Organisation": "organisation",
    "Person": "person",
}


@dataclass(frozen=True, slots=True)
class Thing:
    """One entry of the authority data.

    ``key`` is its kind and code (``state:KAZ``, ``place:ankara``), ``iri`` its full IRI, ``names`` are
    (name, lower-case BCP 47 tag, preferred), ``capital_of`` and ``seat_of`` keys of the state whose
    government the name may stand for.
    """

    key: str
    kind: str
    iri: str
    names: tuple[tuple[str, str, bool], ...]
    demonyms: tuple[tuple[str, str], ...] = ()
    compounds: tuple[tuple[str, str], ...] = ()
    state: str | None = None
    capital_of: str | None = None
    seat_of: str | None = None
    organisation_kind: str | None = None


class Authority:
    """All things of the authority data by key; immutable."""

    def __init__(self, things: Iterable[Thing]) -> None:
        """Index things by their key."""
        self.things = {thing.key: thing for thing in things}
        self.holders = load_holders()
        self._capitals = {t.capital_of: t.key for t in self.things.values() if t.capital_of is not None}

    def get(self, key: str) -> Thing | None:
        """Return the thing of a key, or ``None``."""
        return self.things.get(key)

    def capital(self, state: str) -> str | None:
        """Return the key of a state's capital, ``None`` if it is not known."""
        return self._capitals.get(state)

    def name(self, key: str, language: str) -> str:
        """Return the preferred name of a thing in a language, else in English, else its key."""
        thing = self.things.get(key)
        if thing is None:
            return key
        preferred = {tag: name for name, tag, is_preferred in thing.names if is_preferred}
        return preferred.get(language.lower()) or preferred.get("en") or key


def load_authority(*extra: Path) -> Authority:
    """Return the authority data that ship with Elchi, and those of the user's Turtle files.

    Args:
        extra: further Turtle files in the terms of ``ontology/authority``.

    Raises:
        LexiconError: if a file is not Turtle; the message says which and where.
    """
    triples: dict[str, dict[str, list[ox.NamedNode | ox.Literal]]] = defaultdict(lambda: defaultdict(list))
    folder = resource("ontology", "authority")
    shipped = sorted((f for f in folder.iterdir() if f.name.endswith(".ttl")), key=lambda f: f.name)
    for source in [*shipped, *extra]:
        try:
            for quad in ox.parse(source.read_bytes(), format=ox.RdfFormat.TURTLE):
                if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode | ox.Literal):
                    triples[quad.subject.value][quad.predicate.value].append(quad.object)
        except (SyntaxError, OSError) as error:
            raise LexiconError(f"{source}: not a readable Turtle file: {error}") from error
    keys = {iri: key for iri, facts in triples.items() if (key := _key(iri, facts)) is not None}
    capitals = {city.value: keys[iri] for iri in keys for city in triples[iri].get(vocab.ELCHI("capital").value, ())}
    return Authority(_thing(iri, key, triples[iri], keys, capitals) for iri, key in sorted(keys.items()))


Facts = dict[str, list[ox.NamedNode | ox.Literal]]


def _key(iri: str, facts: Facts) -> str | None:
    for node in facts.get(vocab.RDF("type").value, ()):
        kind = _KINDS.get(node.value.removeprefix(vocab.ELCHI.iri))
        if kind is not None:
            return f"{kind}:{iri.rsplit('/', 1)[-1]}"
    return None


def _thing(iri: str, key: str, facts: Facts, keys: dict[str, str], capitals: dict[str, str]) -> Thing:
    names = [(n.value, _tag(n), True) for n in facts.get(vocab.SKOS("prefLabel").value, ())]
    names += [(n.value, _tag(n), False) for n in facts.get(vocab.SKOS("altLabel").value, ())]
    kind_of_body = facts.get(vocab.ELCHI("organisationKind").value, [])
    return Thing(
        key=key,
        kind=key.split(":", 1)[0],
        iri=iri,
        names=tuple(sorted(names)),
        demonyms=tuple(sorted((n.value, _tag(n)) for n in facts.get(vocab.ELCHI("demonym").value, ()))),
        compounds=tuple(sorted((n.value, _tag(n)) for n in facts.get(vocab.ELCHI("compoundForm").value, ()))),
        state=_first(facts, "state", keys),
        capital_of=capitals.get(iri),
        seat_of=_first(facts, "seatOf", keys),
        organisation_kind=kind_of_body[0].value.rsplit("-", 1)[-1] if kind_of_body else None,
    )


def _first(facts: Facts, name: str, keys: dict[str, str]) -> str | None:
    found = sorted(keys[node.value] for node in facts.get(vocab.ELCHI.iri + name, ()) if node.value in keys)
    return found[0] if found else None


def _tag(node: ox.NamedNode | ox.Literal) -> str:
    return (node.language or "") if isinstance(node, ox.Literal) else ""
