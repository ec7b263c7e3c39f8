"""Triples to Turtle that a person can read and that has one form only: sorted, no blank nodes."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable

from tables import Name, labels

ID = "https://w3id.org/elchi/id/"
PREFIXES = {
    "code": "https://w3id.org/elchi/codes#",
    "elchi": "https://w3id.org/elchi/ns#",
    "geonames": "https://sws.geonames.org/",
    "opc": "http://publications.europa.eu/resource/authority/country/",
    "org": "http://www.w3.org/ns/org#",
    "organisation": f"{ID}organisation/",
    "place": f"{ID}place/",
    "post": f"{ID}post/",
    "schema": "http://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "state": f"{ID}state/",
    "wd": "http://www.wikidata.org/entity/",
}

Triple = tuple[str, str, str]


def literal(text: str, language: str | None = None) -> str:
    """Return a Turtle literal.

    >>> literal("AQSh", "uz-latn"), literal("KZ")
    ('"AQSh"@uz-latn', '"KZ"')
    """
    quoted = json.dumps(text, ensure_ascii=False)
    return quoted if language is None else f"{quoted}@{language}"


def naming(subject: str, names: list[Name]) -> list[Triple]:
    """Return the label triples of ``subject``: one skos:prefLabel a language, the others skos:altLabel."""
    preferred, others = labels(names)
    return [
        *((subject, "skos:prefLabel", literal(*name)) for name in preferred),
        *((subject, "skos:altLabel", literal(*name)) for name in others),
    ]


def document(note: str, triples: Iterable[Triple]) -> str:
    """Return a Turtle document: ``note`` as comment, the prefixes in use, one block a subject."""
    blocks: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    used = set()
    for subject, predicate, value in triples:
        blocks[subject][predicate].add(value)
        used |= {match[1] for term in (subject, predicate, value) if (match := re.match(r"(\w+):", term))}
    lines = [f"# {line}".rstrip() for line in note.splitlines()]
    lines += [f"@prefix {name}: <{PREFIXES[name]}> ." for name in sorted(used)]
    for subject in sorted(blocks):
        lines += ["", *_block(subject, blocks[subject])]
    return "\n".join(lines) + "\n"


def _block(subject: str, predicates: dict[str, set[str]]) -> list[str]:
    """Return the lines of one subject; the type comes first."""
    kind = predicates.pop("a")
    lines = [f"{subject} a {', '.join(sorted(kind))}"]
    for predicate in sorted(predicates):
        values = sorted(predicates[predicate])
        lines[-1] += " ;"
        lines.append(f"    {predicate} {values[0]}")
        for value in values[1:]:
            lines[-1] += " ,"
            lines.append(f"        {value}")
    lines[-1] += " ."
    return lines
