"""Triples to JSON-LD that is compacted with the context of the ontology.

The compaction algorithm of JSON-LD 1.1 for what Elchi says: no blank nodes, no lists, no named graphs. A value that the
definition of a term does not fit goes under the property's CURIE instead, written in full.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Any

import pyoxigraph as ox

from elchi._resources import resource
from elchi.vocab import RDF, XSD

_XSD_STRING = XSD("string").value
_XSD_INTEGER = XSD("integer").value
_XSD_BOOLEAN = XSD("boolean").value


def compacted(triples: Iterable[ox.Triple], context: str, first: ox.NamedNode | None = None) -> bytes:
    """Return triples as JSON-LD, one object for each subject, sorted.

    Args:
        triples: each once; their subjects are IRIs.
        context: address of the context that the file names.
        first: subject that comes before the others.
    """
    ordered = sorted(triples, key=lambda triple: (triple.subject != first, str(triple)))
    file = {"@context": context, "@graph": nodes(ordered)}
    return (json.dumps(file, ensure_ascii=False, indent=1) + "\n").encode()


def nodes(triples: Iterable[ox.Triple]) -> list[dict[str, Any]]:
    """Return one object for each subject of triples that are sorted."""
    return [_node(subject, group) for subject, group in groupby(triples, key=lambda triple: triple.subject)]


@dataclass(frozen=True, slots=True)
class _Term:
    """A term of the context: its name, and the type and container that its values have."""

    name: str
    type: str | None
    by_language: bool


@dataclass(frozen=True, slots=True)
class _Context:
    prefixes: Mapping[str, str]
    terms: Mapping[str, _Term]
    """By IRI."""

    def short(self, iri: str) -> str:
        """Return a CURIE, or the IRI where there is none."""
        for prefix, namespace in self.prefixes.items():
            if iri.startswith(namespace) and iri != namespace:
                return f"{prefix}:{iri.removeprefix(namespace)}"
        return iri

    def named(self, iri: str) -> str:
        """Return the term for a class, or what is short."""
        term = self.terms.get(iri)
        return term.name if term is not None else self.short(iri)


@lru_cache(maxsize=1)
def known() -> _Context:
    """Return what the context of the ontology defines."""
    defined = json.loads(resource("ontology", "context.jsonld").read_bytes())["@context"]
    prefixes = {name: value for name, value in defined.items() if isinstance(value, str) and value[-1] in "#/"}
    terms = {}
    for name, value in defined.items():
        definition = {"@id": value} if isinstance(value, str) else value
        if name in prefixes or not isinstance(definition, dict) or definition["@id"].startswith("@"):
            continue
        type = definition.get("@type")
        term = _Term(name, type and _expanded(type, prefixes), "@language" in definition.get("@container", ()))
        terms[_expanded(definition["@id"], prefixes)] = term
    return _Context(prefixes, terms)


def _expanded(curie: str, prefixes: Mapping[str, str]) -> str:
    prefix, _, local = curie.partition(":")
    return prefixes[prefix] + local if prefix in prefixes else curie


def _node(subject: ox.NamedNode | ox.BlankNode | ox.Triple, triples: Iterable[ox.Triple]) -> dict[str, Any]:
    assert isinstance(subject, ox.NamedNode), "Elchi has no blank nodes"
    context, node = known(), dict[str, Any](id=known().short(subject.value))
    for triple in triples:
        _add(node, context, triple.predicate, triple.object)
    return node


def _add(
    node: dict[str, Any],
    context: _Context,
    predicate: ox.NamedNode,
    value: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple,
) -> None:
    """Add a statement to the object of its subject."""
    if predicate == RDF("type") and isinstance(value, ox.NamedNode):
        _append(node, "type", context.named(value.value))
        return
    term = context.terms.get(predicate.value)
    if isinstance(value, ox.NamedNode):
        if term is not None and term.type == "@id":
            _append(node, term.name, context.short(value.value))
        else:
            _append(node, context.short(predicate.value), {"id": context.short(value.value)})
        return
    assert isinstance(value, ox.Literal), "Elchi has no blank nodes"
    if term is not None and term.by_language and value.language is not None:
        node.setdefault(term.name, {}).setdefault(value.language, []).append(value.value)
    elif term is not None and not term.by_language and term.type == value.datatype.value:
        _append(node, term.name, _native(value))
    elif term is not None and not term.by_language and term.type is None:
        _append(node, term.name, _full(value, context))
    else:
        _append(node, context.short(predicate.value), _full(value, context))


def _native(value: ox.Literal) -> str | int | bool:
    """Return a typed value as JSON, a number only where it comes back as it was."""
    kind = value.datatype.value
    if kind == _XSD_INTEGER and value.value == str(_number(value.value)):
        return int(value.value)
    if kind == _XSD_BOOLEAN and value.value in ("true", "false"):
        return value.value == "true"
    return value.value


def _number(text: str) -> int | None:
    return int(text) if text.lstrip("-").isdecimal() else None


def _full(value: ox.Literal, context: _Context) -> str | dict[str, str]:
    if value.language is not None:
        return {"@value": value.value, "@language": value.language}
    if value.datatype.value == _XSD_STRING:
        return value.value
    return {"@value": value.value, "@type": context.short(value.datatype.value)}


def _append(node: dict[str, Any], key: str, value: Any) -> None:
    """Set a value, or make a list of those that there are."""
    if key not in node:
        node[key] = value
    elif isinstance(node[key], list):
        node[key].append(value)
    else:
        node[key] = [node[key], value]
