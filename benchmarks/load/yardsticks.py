"""What the load is compared with: the straightforward pipeline from above, the store's own limit from below.

*Straightforward* is what one writes with the libraries that the field reaches for first, as their READMEs show
them: rdflib's terms, ``pyshacl.validate`` with shapes that were parsed once, an rdflib ``Dataset`` on disk through
oxrdflib (of the stores that rdflib can write to, the one that is kept up and fast), an article at a time. The
reading is Elchi's own, so that the same quads are made. In its favour: no inference, only the class hierarchy as
ontology, only what an article refers to of the authority data, words met before the clock starts, start-up not
counted, and the faster of a store on disk and one in memory.

*Limit* is the least that any loader has to do: read the lines, have Oxigraph load the same quads, which were
written beforehand, in batches of the loader's size.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path

import pyoxigraph as ox
import pyshacl
import rdflib
from rdflib.namespace import RDFS, SKOS

from elchi import graph, pipeline, vocab
from elchi.lexicon import lexicons
from elchi.model import Article

ROOT = Path(__file__).resolve().parents[2]
BATCH = 32 << 20
"""Bytes of N-Quads in a bulk load: as many as the loader's."""

_NAMES = (SKOS.altLabel, SKOS.hiddenLabel, rdflib.URIRef(vocab.ELCHI("demonym").value))

Triple = tuple[rdflib.term.Node, rdflib.term.Node, rdflib.term.Node]


@dataclass(slots=True)
class Spent:
    """CPU seconds by part, and how many quads there were."""

    seconds: dict[str, float] = field(default_factory=dict)
    quads: int = 0

    @contextmanager
    def on(self, part: str) -> Iterator[None]:
        """Add what the block takes to a part."""
        start = time.process_time()
        yield
        self.seconds[part] = self.seconds.get(part, 0.0) + time.process_time() - start


def straightforward(articles: Sequence[Article], folder: Path) -> dict[str, Spent]:
    """Return what the straightforward pipeline spends with a store on disk and with one in memory."""
    found: dict[str, Spent] = {}
    makers: dict[str, Callable[[], rdflib.Dataset]] = {"disk": lambda: on_disk(folder), "memory": rdflib.Dataset}
    for article in articles:  # words and shapes are met before the clock starts
        pipeline.extract(article, lexicons=lexicons())
    check_and_store(articles[:1], rdflib.Dataset(), Spent())
    for name, make in makers.items():
        spent = found[name] = Spent()
        data = make()
        check_and_store(articles, data, spent)
        with spent.on("store"):
            data.close()
    return found


def check_and_store(articles: Iterable[Article], data: rdflib.Dataset, spent: Spent) -> list[bool]:
    """Read, check and store articles one by one; return whether each conforms, warnings being allowed."""
    shapes, hierarchy, verdicts = _shapes(), _hierarchy(), []
    for article in articles:
        with spent.on("extract"):
            reading = pipeline.extract(article, lexicons=lexicons())
        with spent.on("graph"):
            quads = [*map(_quad, graph.quads(reading))]
            text = [*map(_quad, graph.text_quads(reading))]
        with spent.on("validate"):
            one = rdflib.Graph()
            for s, p, o, _ in quads:
                one.add((s, p, o))
            for triple in [*_referred(one)]:
                one.add(triple)
            conforms, _, _ = pyshacl.validate(one, shacl_graph=shapes, ont_graph=hierarchy, allow_warnings=True)
        with spent.on("store"):
            named = {name: data.graph(name) for _, _, _, name in quads + text}
            data.addN((s, p, o, named[name]) for s, p, o, name in quads + text)
        spent.quads += len(quads) + len(text)
        verdicts.append(conforms)
    return verdicts


def on_disk(folder: Path) -> rdflib.Dataset:
    """Return a dataset that oxrdflib keeps in a folder."""
    data = rdflib.Dataset(store="Oxigraph")
    data.open(str(folder))
    return data


def limit(lines: Path, batches: Sequence[Path], folder: Path) -> int:
    """Read the lines of an archive and load its quads, a file for each batch; return how many articles there were."""
    with lines.open(encoding="utf-8") as archive:
        count = sum(1 for line in archive if json.loads(line)["text"])
    store = ox.Store(str(folder))
    for path in batches:
        store.bulk_load(path.read_bytes(), ox.RdfFormat.N_QUADS)
    store.flush()
    return count


def documents(articles: Iterable[Article]) -> Iterator[bytes]:
    """Yield the quads of articles as the loader stores them, each article's as N-Quads."""
    for article in articles:
        reading = pipeline.extract(article, lexicons=lexicons())
        quads = [*graph.quads(reading), *graph.text_quads(reading)]
        yield ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b""


def write_batches(documents: Iterable[bytes], folder: Path) -> list[Path]:
    """Write the N-Quads of documents in files of :data:`BATCH`, as the loader would hand them on; return the files."""
    paths: list[Path] = []
    waiting: list[bytes] = []
    size = 0
    for lines in documents:
        waiting.append(lines)
        size += len(lines)
        if size > BATCH:
            paths.append(_batch(waiting, folder, len(paths)))
            waiting, size = [], 0
    if waiting:
        paths.append(_batch(waiting, folder, len(paths)))
    return paths


def _batch(documents: list[bytes], folder: Path, number: int) -> Path:
    path = folder / f"batch-{number:05}.nq"
    path.write_bytes(b"".join(documents))
    return path


@cache
def _shapes() -> rdflib.Graph:
    """Return the shapes that documents are checked with."""
    shapes = rdflib.Graph()
    for path in sorted((ROOT / "shapes").glob("*.ttl")):
        if path.name != "ontology.ttl":
            shapes.parse(path)
    return shapes.parse(ROOT / "ontology" / "prefixes.ttl")


@cache
def _hierarchy() -> rdflib.Graph:
    """Return what the ontology says of classes and those above them."""
    hierarchy = rdflib.Graph()
    for triple in rdflib.Graph().parse(ROOT / "ontology" / "elchi.ttl").triples((None, RDFS.subClassOf, None)):
        hierarchy.add(triple)
    return hierarchy


@cache
def _authority() -> rdflib.Graph:
    """Return the authority data without their many names, of which each thing keeps one."""
    authority = rdflib.Graph()
    for path in sorted((ROOT / "ontology" / "authority").glob("*.ttl")):
        for s, p, o in rdflib.Graph().parse(path):
            if p not in _NAMES and not (p == SKOS.prefLabel and (s, p, None) in authority):
                authority.add((s, p, o))
    return authority


def _referred(one: rdflib.Graph) -> Iterator[Triple]:
    """Yield what the authority data say of the things that a graph refers to, and of those that these refer to."""
    seen: set[rdflib.term.Node] = set()
    frontier = set(one.objects())
    for _ in range(2):
        reached = [triple for node in frontier - seen for triple in _authority().triples((node, None, None))]
        yield from reached
        seen |= frontier
        frontier = {triple[2] for triple in reached}


def _quad(quad: ox.Quad) -> tuple[rdflib.term.Node, rdflib.term.Node, rdflib.term.Node, rdflib.term.Node]:
    return _node(quad.subject), _node(quad.predicate), _node(quad.object), _node(quad.graph_name)


@lru_cache(maxsize=1 << 16)
def _node(term: ox.NamedNode | ox.Literal) -> rdflib.term.Node:
    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    if term.language is not None:
        return rdflib.Literal(term.value, lang=term.language)
    plain = term.datatype == vocab.XSD("string")
    return rdflib.Literal(term.value, datatype=None if plain else rdflib.URIRef(term.datatype.value), normalize=False)
