"""The dataset to its description: VoID with partitions, DCAT with distributions, PROV.

Counting goes through the whole dataset: 12 s over 12 million statements, once for each snapshot.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph as ox
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from elchi import vocab
from elchi.serve import rdf
from elchi.serve.answers import gather, options_of, pool_of, static
from elchi.serve.dumps import DUMPS
from elchi.serve.labels import local
from elchi.serve.negotiate import best
from elchi.serve.pages import page
from elchi.vocab import DCAT, DCTERMS, ELCHI, FOAF, PROV, RDF, RDFS, SCHEMA, VOID, XSD

_HTML = "text/html"
_PROPERTIES = "SELECT ?name (COUNT(*) AS ?count) { ?s ?name ?o } GROUP BY ?name"
_CLASSES = "SELECT ?name (COUNT(*) AS ?count) (SAMPLE(?s) AS ?example) { ?s a ?name } GROUP BY ?name"
_SUBJECTS = "SELECT (COUNT(DISTINCT ?s) AS ?count) { ?s ?p ?o }"
_AGENTS = "SELECT ?name ?version { ?name a prov:SoftwareAgent ; schema:softwareVersion ?version }"


@dataclass(frozen=True, slots=True)
class Partition:
    """The statements with a property, or the things of a class, how many there are, and one of them."""

    name: str
    count: int
    example: str | None = None


@dataclass(frozen=True, slots=True)
class Statistics:
    """What a snapshot holds: counts over the merge of its graphs; partitions are sorted by name."""

    properties: tuple[Partition, ...]
    classes: tuple[Partition, ...]
    subjects: int
    agents: tuple[tuple[str, str], ...]

    @property
    def statements(self) -> int:
        """How many statements there are."""
        return sum(partition.count for partition in self.properties)

    def things(self, kind: ox.NamedNode) -> int:
        """Return how many things of a class there are."""
        return next((partition.count for partition in self.classes if partition.name == kind.value), 0)


async def void(request: Request) -> Response:
    """Answer with the description of the dataset, as RDF or as a page."""
    ending = request.path_params.get("ending")
    known = rdf.ENDINGS.get(ending) if ending is not None else None
    kind = known or best(request.headers.get("Accept"), (*rdf.SYNTAXES, _HTML))
    counted = await _statistics(request)
    address = options_of(request).address
    if kind == _HTML:
        return page(
            request,
            "void.html",
            counted=counted,
            documents=counted.things(ELCHI("Document")),
            dumps=list(DUMPS),
            short=lambda iri: rdf.short(ox.NamedNode(iri)),
        )
    triples = set(described(counted, address))
    first = vocab.named("void#dataset")
    file = rdf.written(triples, kind, context=f"{address}/context.jsonld", first=first)
    return static(request, file, kind)


def described(counted: Statistics, address: str) -> Iterator[ox.Triple]:
    """Yield the description of the dataset.

    Args:
        counted: what it holds.
        address: of the server's root.
    """
    dataset, endpoint = vocab.named("void#dataset"), ox.NamedNode(f"{address}/sparql")
    for kind in (VOID("Dataset"), DCAT("Dataset"), PROV("Entity")):
        yield ox.Triple(dataset, RDF("type"), kind)
    yield ox.Triple(
        dataset, DCTERMS("title"), ox.Literal("What the news reports of diplomacy, read by Elchi", language="en")
    )
    yield ox.Triple(
        dataset,
        DCTERMS("description"),
        ox.Literal(
            "Actors, treaties, visits, meetings and statements, who reports them, and the words they rest on.",
            language="en",
        ),
    )
    yield ox.Triple(dataset, VOID("sparqlEndpoint"), endpoint)
    yield ox.Triple(dataset, VOID("uriSpace"), ox.Literal(vocab.BASE))
    yield ox.Triple(dataset, FOAF("homepage"), ox.NamedNode(f"{address}/"))
    for namespace in vocab.PREFIXES.values():
        if any(part.name.startswith(namespace) for part in (*counted.properties, *counted.classes)):
            yield ox.Triple(dataset, VOID("vocabulary"), ox.NamedNode(namespace))
    yield from _counts(dataset, counted)
    yield from _distributions(dataset, endpoint, address)
    for agent, version in counted.agents:
        yield ox.Triple(dataset, PROV("wasAttributedTo"), ox.NamedNode(agent))
        yield ox.Triple(ox.NamedNode(agent), RDF("type"), PROV("SoftwareAgent"))
        yield ox.Triple(ox.NamedNode(agent), SCHEMA("softwareVersion"), ox.Literal(version))
    loads = vocab.PROVENANCE
    yield ox.Triple(dataset, VOID("subset"), loads)
    yield ox.Triple(
        loads, RDFS("comment"), ox.Literal("From which document each graph was made, and by what.", language="en")
    )


def _counts(dataset: ox.NamedNode, counted: Statistics) -> Iterator[ox.Triple]:
    yield ox.Triple(dataset, VOID("triples"), _number(counted.statements))
    yield ox.Triple(dataset, VOID("distinctSubjects"), _number(counted.subjects))
    yield ox.Triple(dataset, VOID("properties"), _number(len(counted.properties)))
    yield ox.Triple(dataset, VOID("classes"), _number(len(counted.classes)))
    yield ox.Triple(dataset, VOID("documents"), _number(counted.things(ELCHI("Document"))))
    for part in counted.classes:
        node = vocab.named(f"void#class-{_name(part)}")
        yield ox.Triple(dataset, VOID("classPartition"), node)
        yield ox.Triple(node, VOID("class"), ox.NamedNode(part.name))
        yield ox.Triple(node, VOID("entities"), _number(part.count))
        if part.example is not None and part.example.startswith(vocab.BASE):
            yield ox.Triple(dataset, VOID("exampleResource"), ox.NamedNode(part.example))
    for part in counted.properties:
        node = vocab.named(f"void#property-{_name(part)}")
        yield ox.Triple(dataset, VOID("propertyPartition"), node)
        yield ox.Triple(node, VOID("property"), ox.NamedNode(part.name))
        yield ox.Triple(node, VOID("triples"), _number(part.count))


def _distributions(dataset: ox.NamedNode, endpoint: ox.NamedNode, address: str) -> Iterator[ox.Triple]:
    for ending, dump in DUMPS.items():
        node, file = vocab.named(f"void#dump.{ending}"), ox.NamedNode(f"{address}/dump.{ending}")
        yield ox.Triple(dataset, VOID("dataDump"), file)
        yield ox.Triple(dataset, DCAT("distribution"), node)
        yield ox.Triple(node, RDF("type"), DCAT("Distribution"))
        yield ox.Triple(node, DCAT("downloadURL"), file)
        yield ox.Triple(node, DCTERMS("format"), ox.Literal(dump.media_type))
    service = vocab.named("void#service")
    yield ox.Triple(service, RDF("type"), DCAT("DataService"))
    yield ox.Triple(service, DCAT("endpointURL"), endpoint)
    yield ox.Triple(service, DCAT("servesDataset"), dataset)


def _number(count: int) -> ox.Literal:
    return ox.Literal(str(count), datatype=XSD("integer"))


def _name(part: Partition) -> str:
    """Return a name for a partition that no other has: the CURIE of what it is about, without its colon."""
    curie = rdf.short(ox.NamedNode(part.name))
    return curie.replace(":", "-") if "/" not in curie else local(ox.NamedNode(part.name))


async def _statistics(request: Request) -> Statistics:
    """Return what the snapshot holds that is served now; it is counted once, whoever asks meanwhile."""
    state, version = request.app.state, pool_of(request).version
    kept: tuple[str, asyncio.Future[Statistics]] | None = getattr(state, "statistics", None)
    if kept is None or kept[0] != version or (kept[1].done() and kept[1].exception() is not None):
        kept = (version, asyncio.ensure_future(_counted(request)))
        state.statistics = kept
    return await asyncio.shield(kept[1])


async def _counted(request: Request) -> Statistics:
    """Count, one thing after the other; what was counted before a failure is not counted again."""
    queries = (_PROPERTIES, _CLASSES, _SUBJECTS, _AGENTS)
    properties, classes, subjects, agents = [await _asked(request, sparql) for sparql in queries]
    return Statistics(
        tuple(sorted((Partition(row["name"], int(row["count"])) for row in properties), key=_by_name)),
        tuple(sorted((Partition(row["name"], int(row["count"]), row["example"]) for row in classes), key=_by_name)),
        int(subjects[0]["count"]),
        tuple(sorted((row["name"], row["version"]) for row in agents)),
    )


def _by_name(part: Partition) -> str:
    return part.name


async def _asked(request: Request, sparql: str) -> list[dict[str, str]]:
    """Return the rows of a query over the whole dataset, as text."""
    arguments = {
        "sparql": sparql,
        "base": vocab.ROOT,
        "format": "json",
        "media_type": "application/json",
        "default_graphs": (),
        "named_graphs": (),
    }
    bindings = json.loads(await gather(request, "query", arguments))["results"]["bindings"]
    return [{name: term["value"] for name, term in row.items()} for row in bindings]


ROUTES = [
    Route("/void", void),
    Route("/.well-known/void", void),
    Route("/void.{ending}", void),
]
