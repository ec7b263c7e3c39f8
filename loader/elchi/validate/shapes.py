"""Shapes files to one shapes graph that each engine reads alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from elchi import vocab
from elchi._resources import resource
from elchi.errors import ShapeError
from elchi.validate.report import Message

_LINTS = "ontology.ttl"  # rules for the ontology itself, not for data
_QUERIES = tuple(map(vocab.SH, ("select", "ask", "construct")))
_RULES = tuple(map(vocab.SH, ("sparql", "validator", "nodeValidator", "propertyValidator")))

# The terms on which the engines were compared; with any other in it, a shapes graph is pySHACL's.
_COMMON = """
    alternativePath and class closed datatype deactivated declare defaultValue description disjoint equals group
    hasValue ignoredProperties in inversePath languageIn lessThan lessThanOrEquals maxCount maxExclusive
    maxInclusive maxLength message minCount minExclusive minInclusive minLength name namespace node nodeKind not
    oneOrMorePath or order path pattern prefix prefixes property qualifiedMaxCount qualifiedMinCount
    qualifiedValueShape qualifiedValueShapesDisjoint select severity sparql targetClass targetNode
    targetObjectsOf targetSubjectsOf uniqueLang xone zeroOrMorePath zeroOrOnePath
"""

# What is said of nodes that are no shapes: prefixes and paths.
_SILENT = "declare prefix namespace alternativePath inversePath oneOrMorePath zeroOrMorePath zeroOrOnePath"


@dataclass(frozen=True, slots=True)
class Shapes:
    """Shapes that were read once, and the class hierarchy that data are checked against.

    ``text`` and ``hierarchy`` are N-Triples. Engines word messages in ways of their own, so a message in
    ``text`` is only its number in ``messages``. ``beyond`` names what only pySHACL is trusted with.
    """

    text: str
    hierarchy: bytes
    messages: tuple[Message, ...]
    beyond: tuple[str, ...] = ()


def load_shapes(*extra: Path | str) -> Shapes:
    """Return the shapes that ship with Elchi and those of further files.

    Args:
        extra: files in any RDF format, told by their extension; class axioms in them count too.

    Raises:
        ShapeError: if a file cannot be read, does not parse, has no shape in it, or a rule in SPARQL that
            reads elsewhere.
    """
    own = [file for file in resource("shapes").iterdir() if file.name.endswith(".ttl")]
    texts = [file.read_bytes() for file in sorted(own, key=str) if file.name != _LINTS]
    texts.append(resource("ontology", "prefixes.ttl").read_bytes())
    triples = [quad.triple for text in texts for quad in ox.parse(text, ox.RdfFormat.TURTLE)]
    for file in extra:
        triples += _triples_of(Path(file), triples)
    ontology = ox.parse(resource("ontology", "elchi.ttl").read_bytes(), ox.RdfFormat.TURTLE)
    return shapes_of(triples, (quad.triple for quad in ontology))


def shapes_of(triples: Iterable[ox.Triple], axioms: Iterable[ox.Triple] = ()) -> Shapes:
    """Return shapes from the triples that say them.

    Args:
        triples: of the shapes graph; class axioms among them count too.
        axioms: of an ontology; only its class hierarchy is used.
    """
    graph = list(dict.fromkeys(triples))
    below = vocab.RDFS("subClassOf")
    hierarchy = dict.fromkeys(triple for triple in (*axioms, *graph) if triple.predicate == below)
    messages, numbered = _numbered(graph)
    return Shapes(_lines(numbered), _lines(hierarchy).encode(), messages, _beyond(graph))


def _triples_of(file: Path, before: list[ox.Triple]) -> list[ox.Triple]:
    """Return the triples of a user's shapes file; ``before`` may declare prefixes for it."""
    try:
        triples = [quad.triple for quad in ox.parse(path=file, rename_blank_nodes=True)]
    except (OSError, ValueError, SyntaxError) as error:
        raise ShapeError(f"{file}: not a readable shapes graph: {error}") from error
    if not any(triple.predicate in vocab.SH for triple in triples):
        raise ShapeError(f"{file}: no shapes in it (nothing said in terms of {vocab.SH.iri})")
    queries = [triple for triple in triples if triple.predicate in _QUERIES]
    if queries:
        _refuse(queries, [*before, *triples], file)
    return triples


def _refuse(queries: list[ox.Triple], graph: list[ox.Triple], file: Path) -> None:
    """Raise if a query is no SPARQL or reads elsewhere, whichever engine would run it."""
    from elchi.validate.sparql import parsed  # rdflib is loaded only where somebody else's SPARQL is to be judged

    for query in queries:
        text = _prefixes(query.subject, graph) + getattr(query.object, "value", "").replace("$PATH", "<urn:path>")
        try:
            parsed(text)
        except ShapeError as error:
            raise ShapeError(f"{file}: {_owner(query.subject, graph)}: {error}") from error


def _owner(node: object, graph: list[ox.Triple]) -> object:
    """Return the shape that a rule stands in, or its own node if it has a name."""
    owners = [triple.subject for triple in graph if triple.object == node]
    return owners[0] if isinstance(node, ox.BlankNode) and owners else node


def _prefixes(node: object, graph: list[ox.Triple]) -> str:
    """Return the prefixes that a rule may use, those of imported ontologies too, as SPARQL declares them."""
    sh, values = vocab.SH, _by_subject(graph)
    ontologies = dict.fromkeys(values[node][sh("prefixes")])
    for _ in range(len(graph)):
        more = dict.fromkeys(imported for ontology in ontologies for imported in values[ontology][vocab.OWL("imports")])
        if more.keys() <= ontologies.keys():
            break
        ontologies |= more
    declared = [values[declaration] for ontology in ontologies for declaration in values[ontology][sh("declare")]]
    pairs = [(said[sh("prefix")], said[sh("namespace")]) for said in declared]
    return "".join(f"PREFIX {_word(prefix)}: <{_word(namespace)}>\n" for prefix, namespace in pairs)


def _word(values: list[object]) -> str:
    return "".join(value.value for value in values[:1] if isinstance(value, ox.Literal))


def _by_subject(graph: Iterable[ox.Triple]) -> dict[object, dict[object, list[object]]]:
    values: dict[object, dict[object, list[object]]] = defaultdict(lambda: defaultdict(list))
    for triple in graph:
        values[triple.subject][triple.predicate].append(triple.object)
    return values


def _numbered(graph: list[ox.Triple]) -> tuple[tuple[Message, ...], list[ox.Triple]]:
    """Return the message of each shape, and the graph with the numbers of these for messages.

    Of the messages of one shape the English one is taken, or one in no told language, or the first.
    """
    said = vocab.SH("message")
    words = _by_subject(triple for triple in graph if triple.predicate == said)
    rules = {triple.object for triple in graph if triple.predicate in _RULES}
    speakers = dict.fromkeys(triple.subject for triple in graph if _speaks(triple.predicate))
    messages = tuple(Message(_best(words[speaker][said]), speaker in rules) for speaker in speakers)
    rest = [triple for triple in graph if triple.predicate != said]
    numbers = [ox.Triple(speaker, said, ox.Literal(str(n))) for n, speaker in enumerate(speakers)]
    return messages, [*rest, *numbers]


def _speaks(predicate: ox.NamedNode) -> bool:
    return predicate in vocab.SH and predicate.value.removeprefix(vocab.SH.iri) not in _SILENT.split()


def _best(messages: Iterable[object]) -> str:
    literals = [message for message in messages if isinstance(message, ox.Literal)]
    return min(literals, key=lambda m: (m.language not in (None, "en"), m.value)).value if literals else ""


def _beyond(graph: Iterable[ox.Triple]) -> tuple[str, ...]:
    """Return what a shapes graph says in terms on which the engines were not compared."""
    terms = {t.value.removeprefix(vocab.SH.iri) for triple in graph if (t := triple.predicate) in vocab.SH}
    return tuple(f"sh:{term}" for term in sorted(terms.difference(_COMMON.split())))


def _lines(triples: Iterable[ox.Triple]) -> str:
    return "".join(f"{triple} .\n" for triple in triples)
