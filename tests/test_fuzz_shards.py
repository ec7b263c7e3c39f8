"""Splits become shards that hold every article, whatever is in the files (``tests/fuzzing.py``)."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pyoxigraph as ox
from hypothesis import given
from hypothesis import strategies as st

from elchi import read, vocab
from elchi.shards import Config, Manifest, process_split, splits
from fuzzing import documents, fuzzed, lines
from properties import LIMITS, sources_of

_CONFIG = Config(limits=LIMITS)


@fuzzed(30)
@given(st.lists(st.one_of(lines(), documents()), max_size=4), st.sampled_from((".jsonl", ".txt", ".html", "")))
def test_every_item_of_a_split_has_a_record_and_its_quads(found: list[bytes], ending: str) -> None:
    with TemporaryDirectory() as folder:
        sources = sources_of(Path(folder), b"\n".join(found), ending)
        (split,) = splits(read.parts(sources, limits=LIMITS))
        whole = process_split(split, _CONFIG, Path(folder), hard=False)
        items = [item for part in split.parts for item in read.part(part, limits=LIMITS)]
        assert [record.outcome.origin for record in whole.records] == [item.origin for item in items]
        assert Manifest.of(whole.json()) == whole
        _holds_the_documents(whole, (Path(folder) / f"{whole.name}.nq").read_bytes())


def _holds_the_documents(whole: Manifest, data: bytes) -> None:
    """Assert that each record's stretch of the quads is its document, and that nothing of ours failed."""
    for record in whole.records:
        assert record.outcome.state in ("loaded", "failed", "skipped"), record.outcome
        assert "a fault in Elchi" not in (record.outcome.message or "")
        graphs = {quad.graph_name for quad in ox.parse(data[record.start : record.stop], ox.RdfFormat.N_QUADS)}
        own = {vocab.document_graph(record.key), vocab.text_graph(record.key), vocab.PROVENANCE}
        assert graphs == (own if record.outcome.state == "loaded" else set())
    assert sum(record.stop - record.start for record in whole.records) == len(data) == whole.size
