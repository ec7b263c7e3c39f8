"""A store in memory that holds the readings of readings.py, the ontology and the authority data."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

import pyoxigraph as ox

from elchi import graph, vocab
from elchi._resources import resource
from elchi.model import Reading
from readings import CALL, EMPTY, STATE_VISIT


def memory(*readings: Reading) -> ox.Store:
    store = ox.Store()
    for name, folder, files in (
        (vocab.ONTOLOGY_GRAPH, (), ("elchi.ttl", "codes.ttl")),
        (vocab.ENTITIES, ("authority",), ("states.ttl", "organisations.ttl", "places.ttl")),
    ):
        for file in files:
            store.load(resource("ontology", *folder, file).read_bytes(), ox.RdfFormat.TURTLE, to_graph=name)
    for reading in readings:
        store.extend(graph.quads(reading) + graph.text_quads(reading))
    return store


@lru_cache(maxsize=1)
def store() -> ox.Store:
    return memory(STATE_VISIT, CALL, EMPTY)


@lru_cache(maxsize=1)
def _shared() -> ox.Store:
    return memory()


@contextmanager
def added(reading: Reading) -> Iterator[ox.Store]:
    """Lend a store of one reading; what documents share is loaded once for all."""
    store, quads = _shared(), graph.quads(reading)
    store.extend(quads)
    try:
        yield store
    finally:
        for quad in quads:
            store.remove(quad)
