"""Names to IRIs: the terms of the ontology and of the vocabularies it reuses, and those of data.

The only module that spells an IRI. Terms of Elchi are checked against the ontology when they are
asked for, so that a misspelt one fails where it stands; minted terms are pyoxigraph's and are kept.
How IRIs of data are built is told in ontology/README.md.
"""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from urllib.parse import quote

import pyoxigraph as ox

from elchi._resources import resource

ROOT = "https://w3id.org/elchi/"
"""Where the IRIs of everything that is Elchi's begin; a server answers for the path below it."""
BASE = f"{ROOT}id/"
"""Where the IRIs of data begin."""

PREFIXES = {
    "code": "https://w3id.org/elchi/codes#",
    "dcterms": "http://purl.org/dc/terms/",
    "edtf": "http://id.loc.gov/datatypes/edtf/",
    "elchi": "https://w3id.org/elchi/ns#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "nif": "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "http://schema.org/",
    "sh": "http://www.w3.org/ns/shacl#",
    "shp": "https://w3id.org/elchi/shapes#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""Prefix to namespace, as ontology/prefixes.ttl declares them too."""
DESCRIPTIVE = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "entailment": "http://www.w3.org/ns/entailment/",
    "formats": "http://www.w3.org/ns/formats/",
    "oa": "http://www.w3.org/ns/oa#",
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "void": "http://rdfs.org/ns/void#",
}
"""Prefix to namespace of what speaks of the dataset; neither shapes nor saved queries use them."""


class Namespace:
    """The terms of one vocabulary; calling it with a local name mints the term.

    Args:
        iri: where the names of its terms begin.
        source: file in ``ontology/`` that declares them all, or ``None`` where any name will do.

    >>> RDFS("label")
    <NamedNode value=http://www.w3.org/2000/01/rdf-schema#label>
    """

    __slots__ = ("_terms", "iri", "source")

    def __init__(self, iri: str, *, source: str | None = None) -> None:
        """Name a vocabulary; nothing is read yet."""
        self.iri = iri
        self.source = source
        self._terms: dict[str, ox.NamedNode] = {}

    def __call__(self, name: str) -> ox.NamedNode:
        """Return the term called ``name``.

        Raises:
            KeyError: if the vocabulary is Elchi's own and has no such term.
        """
        term = self._terms.get(name)
        return self._first(name) if term is None else term

    def _first(self, name: str) -> ox.NamedNode:
        """Return a term that was not asked for before, and keep it."""
        if self.source is None:
            return self._terms.setdefault(name, ox.NamedNode(self.iri + name))
        if not self._terms:
            self._terms = declared(self.iri, self.source)
        try:
            return self._terms[name]
        except KeyError:
            raise KeyError(f"no term {self.iri}{name} in ontology/{self.source}") from None

    def __contains__(self, term: object) -> bool:
        """Return whether ``term`` is an IRI that begins as this vocabulary's do."""
        return isinstance(term, ox.NamedNode) and term.value.startswith(self.iri)


@lru_cache(maxsize=4096)
def _named(iri: str) -> ox.NamedNode:
    """Return the IRI as a term, the same one each time."""
    return ox.NamedNode(iri)


@lru_cache(maxsize=4)
def declared(iri: str, source: str) -> dict[str, ox.NamedNode]:
    """Return local name to term for all subjects of an ontology file that begin with ``iri``.

    >>> sorted(declared(PREFIXES["elchi"], "elchi.ttl"))[:2]
    ['Actor', 'ActorGroup']
    """
    turtle = resource("ontology", source).read_bytes()
    subjects = {quad.subject for quad in ox.parse(turtle, ox.RdfFormat.TURTLE)}
    return {
        subject.value.removeprefix(iri): subject
        for subject in subjects
        if isinstance(subject, ox.NamedNode) and subject.value.startswith(iri)
    }


ELCHI = Namespace(PREFIXES["elchi"], source="elchi.ttl")
CODE = Namespace(PREFIXES["code"], source="codes.ttl")
DCAT = Namespace(DESCRIPTIVE["dcat"])
DCTERMS = Namespace(PREFIXES["dcterms"])
EDTF = Namespace(PREFIXES["edtf"])
ENTAILMENT = Namespace(DESCRIPTIVE["entailment"])
FOAF = Namespace(PREFIXES["foaf"])
NIF = Namespace(PREFIXES["nif"])
OA = Namespace(DESCRIPTIVE["oa"])
ORG = Namespace(PREFIXES["org"])
OWL = Namespace(PREFIXES["owl"])
PROV = Namespace(PREFIXES["prov"])
RDF = Namespace(PREFIXES["rdf"])
RDFS = Namespace(PREFIXES["rdfs"])
SCHEMA = Namespace(PREFIXES["schema"])
SH = Namespace(PREFIXES["sh"])
SD = Namespace(DESCRIPTIVE["sd"])
SHP = Namespace(PREFIXES["shp"])
SKOS = Namespace(PREFIXES["skos"])
SYNTAX = Namespace(DESCRIPTIVE["formats"])
VOID = Namespace(DESCRIPTIVE["void"])
XSD = Namespace(PREFIXES["xsd"])


def code(scheme: str, notation: str) -> ox.NamedNode:
    """Return the concept of a code list that has this notation.

    Args:
        scheme: ``factuality``, ``visit``, ``instrument``, ``status``, ``meeting``, ``office``,
            ``organisation``, ``certainty``, ``voice``, ``dateBasis``, ``count`` or ``figure``.
        notation: the plain code, such as ``planned``.

    Raises:
        KeyError: if the list has no such code.

    >>> code("visit", "state").value
    'https://w3id.org/elchi/codes#visit-state'
    >>> code("visit", "secret")
    Traceback (most recent call last):
    KeyError: 'no term https://w3id.org/elchi/codes#visit-secret in ontology/codes.ttl'
    """
    return CODE(f"{scheme}-{notation}")


def iri(tail: str) -> ox.NamedNode:
    """Return the IRI of a datum from what follows the base, such as ``state/KAZ``.

    Signs that an IRI may not hold are percent-encoded; letters of any script stay.

    >>> iri("state/KAZ").value
    'https://w3id.org/elchi/id/state/KAZ'
    >>> iri("doc/1f/actor/some experts").value
    'https://w3id.org/elchi/id/doc/1f/actor/some%20experts'
    """
    return _named(BASE + _UNSAFE.sub(lambda sign: quote(sign[0]), tail))


def notations(scheme: str) -> list[str]:
    """Return the codes of a code list, sorted.

    >>> notations("figure")
    ['metonymy']
    """
    stem = f"{CODE.iri}{scheme}-"
    terms = declared(CODE.iri, "codes.ttl").values()
    return sorted(term.value.removeprefix(stem) for term in terms if term.value.startswith(stem))


def named(path: str) -> ox.NamedNode:
    """Return the IRI of what is served at a path below the root, such as ``queries/visits``."""
    return ox.NamedNode(ROOT + path)


# RFC 3987: controls, delimiters, private use and non-characters.
_UNSAFE = re.compile('[\x00-\x20"%<>\\\\^`{|}\x7f-\x9f\ue000-\uf8ff\ufdd0-\ufdef\ufff0-\uffff\U000e0000-\U0010ffff]')


def key(document_id: str) -> str:
    """Return the key of a document: the first 16 hex digits of its id's SHA-256.

    >>> key("https://example.org/1")
    '18c17418f5ad82f0'
    """
    return hashlib.sha256(document_id.encode()).hexdigest()[:16]


def document(key: str) -> ox.NamedNode:
    """Return the IRI of a document from its key, the first 16 hex digits of its id's SHA-256."""
    return iri(f"doc/{key}")


def text(key: str) -> ox.NamedNode:
    """Return the IRI of a document's text, which its mentions' offsets count in."""
    return iri(f"doc/{key}/text")


def mention(key: str, start: int, stop: int) -> ox.NamedNode:
    """Return the IRI of a span of a document's text, after RFC 5147.

    >>> mention("1f", 16, 25).value
    'https://w3id.org/elchi/id/doc/1f/text#char=16,25'
    """
    return ox.NamedNode(f"{BASE}doc/{key}/text#char={start},{stop}")


def document_graph(key: str) -> ox.NamedNode:
    """Return the name of the graph that holds what a document says."""
    return iri(f"graph/doc/{key}")


def text_graph(key: str) -> ox.NamedNode:
    """Return the name of the graph that holds a document's words; never exported unasked."""
    return iri(f"graph/text/{key}")


ENTITIES = iri("graph/entities")
"""The graph of authority data: states, bodies, places."""
ONTOLOGY_GRAPH = iri("graph/ontology")
"""The graph of ontology and code lists."""
PROVENANCE = iri("graph/provenance")
"""The graph that says from what, by which version and when the document graphs were made."""
ANNOTATION_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
"""The JSON-LD context that every Web Annotation names."""
