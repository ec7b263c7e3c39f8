"""The straightforward pipeline, which the load is compared with.

    python benchmarks/load/yardsticks.py archive.jsonl 100 STORE

It is what one writes with the libraries that the field reaches for first, as their READMEs show them: rdflib's
terms, ``pyshacl.validate`` with shapes that were parsed once, an rdflib ``Dataset`` on disk through oxrdflib (of
the stores that rdflib can write to, the one that is kept up and fast), an article at a time. The reading is
Elchi's own, so that the same quads are made. In its favour: no inference, though the example in pySHACL's README
asks for that of RDFS (it is measured besides), only what an article refers to of the authority data, words met
before the clock starts, start-up not counted, and the faster of a store on disk and one in memory.
"""

from __future__ import annotations

import itertools
import json
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path

import pyoxigraph as ox
import pyshacl
import rdflib
from rdflib.namespace import SKOS

from elchi import graph, pipeline, vocab
from elchi.lexicon import lexicons
from elchi.model import Article
from elchi.read import articles

ROOT = Path(__file__).resolve().parents[2]
_NAMES = (SKOS.altLabel, SKOS.hiddenLabel, rdflib.URIRef(vocab.ELCHI("demonym").value))

INFERRED = 20
"""Articles that are checked with inference, too."""

Triple = tuple[rdflib.term.Node, rdflib.term.Node, rdflib.term.Node]


@dataclass(slots=True)
class Spent:
    """CPU seconds by part, and over how many articles."""

    seconds: dict[str, float] = field(default_factory=dict)
    articles: int = 0

    def each(self) -> dict[str, float]:
        """Return the seconds for an article."""
        return {part: seconds / self.articles for part, seconds in self.seconds.items()}

    @contextmanager
    def on(self, part: str) -> Iterator[None]:
        """Add what the block takes to a part."""
        start = time.process_time()
        yield
        self.seconds[part] = self.seconds.get(part, 0.0) + time.process_time() - start


def straightforward(articles: Sequence[Article], folder: Path) -> dict[str, Spent]:
    """Return what it spends with a store on disk, with one in memory, and on a few articles with inference, too."""
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
    found["inference"] = Spent()
    check_and_store(articles[:INFERRED], rdflib.Dataset(), found["inference"], inference="rdfs")
    return found


def check_and_store(
    articles: Iterable[Article], data: rdflib.Dataset, spent: Spent, *, inference: str = "none"
) -> list[bool]:
    """Read, check and store articles one by one; return whether each conforms, warnings being allowed."""
    shapes, ontology, verdicts = _shapes(), _ontology(), []
    for article in articles:
        with spent.on("extract"):
            reading = pipeline.extract(article, lexicons=lexicons())
        with spent.on("graph"):
            quads = [*map(_quad, graph.quads(reading))]
            text = [*map(_quad, graph.text_quads(reading))]
        with spent.on("validate"):
            one = rdflib.Graph()
            for s, p, o, _ in quads + text:
                one.add((s, p, o))
            for triple in [*_referred(one)]:
                one.add(triple)
            conforms, _, _ = pyshacl.validate(
                one, shacl_graph=shapes, ont_graph=ontology, inference=inference, allow_warnings=True
            )
        with spent.on("store"):
            named = {name: data.graph(rdflib.URIRef(str(name))) for _, _, _, name in quads + text}
            data.addN((s, p, o, named[name]) for s, p, o, name in quads + text)
        spent.articles += 1
        verdicts.append(conforms)
    return verdicts


def on_disk(folder: Path) -> rdflib.Dataset:
    """Return a dataset that oxrdflib keeps in a folder."""
    data = rdflib.Dataset(store="Oxigraph")
    data.open(str(folder))
    return data


@cache
def _shapes() -> rdflib.Graph:
    """Return the shapes that documents are checked with."""
    shapes = rdflib.Graph()
    for path in sorted((ROOT / "shapes").glob("*.ttl")):
        if path.name != "ontology.ttl":
            shapes.parse(path)
    return shapes.parse(ROOT / "ontology" / "prefixes.ttl")


@cache
def _ontology() -> rdflib.Graph:
    """Return the ontology, whose classes the shapes speak of."""
    return rdflib.Graph().parse(ROOT / "ontology" / "elchi.ttl")


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


def main(archive: str, count: str, folder: str) -> None:
    """Print the CPU seconds for an article of each part, with either store."""
    found = (article for article in articles([archive]) if isinstance(article, Article))
    chosen = list(itertools.islice(found, int(count)))
    spent = straightforward(chosen, Path(folder))
    print(json.dumps({name: one.each() for name, one in spent.items()}))


if __name__ == "__main__":
    main(*sys.argv[1:])
