"""Readers keep their promises whatever bytes come (``tests/fuzzing.py``)."""

from __future__ import annotations

import gzip
import io
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from elchi import read
from fuzzing import ENDINGS, documents, fuzzed, lines
from properties import LIMITS, read_alike, sources_of, told


@fuzzed(150)
@given(documents(), st.sampled_from(ENDINGS))
def test_any_bytes_in_a_file_are_articles_or_failures(tmp_path: Path, data: bytes, ending: str) -> None:
    packed = gzip.compress(data, mtime=0) if ending.endswith(".gz") else data
    read_alike(sources_of(tmp_path, packed, ending))


@fuzzed(100)
@given(documents())
def test_any_bytes_on_standard_input_are_articles_or_failures(data: bytes) -> None:
    read_alike(["-"], data)


@fuzzed(60)
@given(documents(), st.sampled_from((".jsonl", ".csv", ".tsv", ".warc", ".warc.gz")), st.integers(1, 4_000))
def test_parts_read_one_by_one_give_what_the_whole_gives(tmp_path: Path, data: bytes, ending: str, size: int) -> None:
    sources = sources_of(tmp_path, gzip.compress(data, mtime=0) if ending.endswith(".gz") else data, ending)
    whole = read.part(read.Part(sources[0], sources[0]), limits=LIMITS)
    parts = read.parts(sources, size=size, limits=LIMITS)
    assert told(item for part in parts for item in read.part(part, limits=LIMITS)) == told(whole)


@fuzzed(100)
@given(st.text(st.characters(codec=None, exclude_characters="]"), max_size=12))
def test_any_name_of_a_source_is_read_or_refused(tmp_path: Path, name: str) -> None:
    items = list(read.articles([f"http://[{name}", f"{tmp_path}/none/{name}"], limits=LIMITS))
    assert [type(item) for item in items] == [read.Failure, read.Failure]
    for item in items:
        f"{item.origin} {item.message}".encode()


@fuzzed(60)
@given(documents(), st.integers(0, 400), st.integers(0, 255))
def test_a_damaged_compressed_file_loses_only_what_was_damaged(data: bytes, at: int, byte: int) -> None:
    packed = bytearray(gzip.compress(data, mtime=0))
    packed[at % len(packed)] = byte
    read_alike(["-"], bytes(packed))


@fuzzed(200)
@given(st.lists(lines(), min_size=1, max_size=4))
def test_every_line_of_json_is_an_article_or_a_failure(found: list[bytes]) -> None:
    data = b"\n".join(found)
    assert len(list(read.articles(["-"], stdin=io.BytesIO(b"{}\n" + data), limits=LIMITS))) == 1 + len(found)
    read_alike(["-"], b"{}\n" + data)
