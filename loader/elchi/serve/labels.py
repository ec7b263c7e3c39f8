"""A thing to what people call it."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import unquote

import pyoxigraph as ox

from elchi import vocab
from elchi.vocab import DCTERMS, ELCHI, NIF, RDF, RDFS, SKOS

_NAMES = (SKOS("prefLabel"), RDFS("label"), DCTERMS("title"), SKOS("altLabel"), NIF("anchorOf"))
_LANGUAGES = ("en", "ru", "uz-cyrl", "uz-latn")
_ROLES = ("visitor", "participant", "speaker", "signatory", "officeHolder", "party", "host")


class Label(NamedTuple):
    """What something is called, and in which language, ``None`` if that is not said."""

    text: str
    language: str | None = None


def label(graph: ox.Store, node: ox.NamedNode) -> Label:
    """Return what a thing is called: in English if there is such a name, else in the first language that has one.

    Events, reports and instruments have no names: they are told by their kind, who takes part, and when.
    """
    return _name(graph, node) or _told(graph, node) or Label(local(node))


def kinds(graph: ox.Store, node: ox.NamedNode) -> list[ox.NamedNode]:
    """Return the classes of a thing, Elchi's own and special ones first."""
    found = [term for term in _objects(graph, node, RDF("type")) if isinstance(term, ox.NamedNode)]
    general = (ELCHI("Event"), ELCHI("LifeCycleEvent"))
    return sorted(found, key=lambda kind: (kind not in ELCHI, kind in general, kind.value))


def local(node: ox.NamedNode) -> str:
    """Return the part of an IRI that tells it from others near it.

    >>> local(ox.NamedNode("https://w3id.org/elchi/id/state/KAZ")), local(ox.NamedNode("http://schema.org/url"))
    ('state/KAZ', 'url')
    """
    if node.value.startswith(vocab.BASE):
        return unquote(node.value.removeprefix(vocab.BASE))
    return node.value.rpartition("#")[2].rstrip("/").rpartition("/")[2] or node.value


def _name(graph: ox.Store, node: ox.NamedNode) -> Label | None:
    for predicate in _NAMES:
        names = [term for term in _objects(graph, node, predicate) if isinstance(term, ox.Literal)]
        if names:
            best = min(names, key=lambda name: (_rank(name.language), name.value))
            return Label(best.value, best.language)
    return None


def _told(graph: ox.Store, node: ox.NamedNode) -> Label | None:
    """Return what an event, a report or an instrument is: kind, actors, date."""
    classes = kinds(graph, node)
    if not classes or classes[0] not in ELCHI:
        return None
    kind = _first(graph, node, ELCHI("instrumentKind")) or _first(graph, node, ELCHI("eventType")) or classes[0]
    said = _name(graph, kind) or Label(local(kind))
    actors = [actor for role in _ROLES for actor in _objects(graph, node, ELCHI(role))]
    names = [_name(graph, actor) for actor in dict.fromkeys(actors) if isinstance(actor, ox.NamedNode)]
    together = ", ".join(name.text for name in names if name is not None)
    when = [term.value for term in _objects(graph, node, ELCHI("edtf")) if isinstance(term, ox.Literal)]
    return Label(said.text + (f": {together}" if together else "") + (f" ({when[0]})" if when else ""))


def _first(graph: ox.Store, node: ox.NamedNode, predicate: ox.NamedNode) -> ox.NamedNode | None:
    return next((term for term in _objects(graph, node, predicate) if isinstance(term, ox.NamedNode)), None)


def _objects(graph: ox.Store, node: ox.NamedNode, predicate: ox.NamedNode) -> list[ox.NamedNode | ox.Literal]:
    found = (quad.object for quad in graph.quads_for_pattern(node, predicate, None, ox.DefaultGraph()))
    return sorted((term for term in found if isinstance(term, (ox.NamedNode, ox.Literal))), key=str)


def _rank(language: str | None) -> int:
    return _LANGUAGES.index(language) if language in _LANGUAGES else len(_LANGUAGES)
