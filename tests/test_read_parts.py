"""Sources to parts: stretches that are read by themselves, and together give what the whole gives."""

import gzip
import io
import json
import pickle
import tempfile
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from elchi import read
from elchi.errors import ReadError
from elchi.model import Article
from elchi.read import Columns, Failure, Limits, Part


def line(number: int, text: str = "Элчи борди.") -> str:
    return json.dumps({"text": f"{text} {number}"}, ensure_ascii=False) + "\n"


def told(items: Iterable[read.Item]) -> list[object]:
    """Return items as values that can be compared: errors are equal by their words."""
    return [(item.origin, item.message) if isinstance(item, Failure) else item for item in items]


def by_parts(*sources: object, published: str | None = None, **options) -> list[object]:
    found: list[read.Item] = []
    for item in read.parts([str(source) for source in sources], **options):
        rest = {key: options[key] for key in ("limits", "columns") if key in options}
        found += read.part(item, published=published, **rest) if isinstance(item, Part) else [item]
    return told(found)


def whole(*sources: object, **options) -> list[object]:
    return told(read.articles([str(source) for source in sources], **options))


LINES = st.one_of(
    st.builds(lambda text, number: line(number, text).encode(), st.text(max_size=20), st.integers(0, 10**6)),
    st.sampled_from([b"\n", b"  \n", b"{\n", b"[1]\n", b'{"text": ""}\n', b"\xef\xbb\xbf\n", b"x" * 90 + b"\n"]),
    st.binary(max_size=10),
)


@settings(deadline=None)
@given(lines=st.lists(LINES, max_size=12), size=st.integers(1, 300))
def test_the_parts_of_records_are_the_whole(lines: list[bytes], size: int):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.jsonl")
        path.write_bytes(b"".join(lines))
        limits = Limits(text=80)
        assert by_parts(path, size=size, limits=limits) == whole(path, limits=limits)


@settings(deadline=None)
@given(count=st.integers(1, 40), size=st.integers(1, 400))
def test_no_record_is_in_two_parts_and_none_is_in_no_part(count: int, size: int):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.jsonl")
        path.write_text("".join(map(line, range(count))), encoding="utf-8")
        parts = [part for part in read.parts([str(path)], size=size) if isinstance(part, Part)]
        assert parts[0].start == 0
        assert parts[-1].stop is None
        assert [part.stop for part in parts[:-1]] == [part.start for part in parts[1:]]
        assert [sum(1 for _ in read.part(part)) for part in parts if part.stop] == [
            after.first - part.first for part, after in pairwise(parts)
        ]
        assert by_parts(path, size=size) == whole(path)


def test_a_part_holds_about_as_many_bytes_as_were_asked_for(tmp_path: Path):
    path = tmp_path / "a.jsonl"
    path.write_text("".join(map(line, range(1000))), encoding="utf-8")
    parts = list(read.parts([str(path)], size=2000))
    assert len(parts) == pytest.approx(path.stat().st_size / 2000, rel=0.1)


def test_a_small_file_is_one_part(tmp_path: Path):
    (tmp_path / "a.jsonl").write_text(line(1), encoding="utf-8")
    (tmp_path / "b.txt").write_text("Элчи кетди.", encoding="utf-8")
    assert list(read.parts([str(tmp_path)])) == [
        Part(str(tmp_path / "a.jsonl"), "a.jsonl"),
        Part(str(tmp_path / "b.txt"), "b.txt"),
    ]


def test_parts_come_one_by_one(tmp_path: Path):
    path = tmp_path / "a.jsonl"
    path.write_text(line(1) * 10, encoding="utf-8")
    parts = read.parts([str(path), str(tmp_path / "missing")], size=1)
    assert next(parts) == Part(str(path), str(path), stop=len(line(1).encode()))


def test_what_is_wrong_with_a_source_is_told_in_its_place(tmp_path: Path):
    (tmp_path / "a.txt").write_text("Элчи кетди.", encoding="utf-8")
    (tmp_path / "b.pdf").write_bytes(b"")
    sources = (tmp_path / "missing.jsonl", tmp_path, tmp_path / "a.txt")
    assert by_parts(*sources, published="2021-02-03")[:3] == whole(*sources, published="2021-02-03")[:3]


def test_a_text_that_is_longer_than_a_part_stays_whole(tmp_path: Path):
    (tmp_path / "a.txt").write_text("Элчи кетди. " * 50, encoding="utf-8")
    assert by_parts(tmp_path / "a.txt", size=10) == whole(tmp_path / "a.txt")


def test_compressed_records_are_one_part_where_nothing_is_spooled(tmp_path: Path):
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress("".join(map(line, range(50))).encode()))
    assert list(read.parts([str(path)], size=10)) == [Part(str(path), str(path))]


def test_what_can_be_read_only_once_is_refused_where_nothing_is_spooled():
    for source in ("-", "https://a.example/1"):
        with pytest.raises(ReadError, match="save it as a file"):
            read.parts(["a.txt", source])


def test_what_was_spooled_is_read_as_the_whole_is(tmp_path: Path):
    spool = tmp_path / "spool"
    spool.mkdir()
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress("".join(map(line, range(600))).encode() + b"{\n" + line(7).encode()))
    given = line(1000).encode() + b"[]\n"
    options = {"limits": Limits(characters=15), "columns": Columns(title="text")}
    found = by_parts(path, "-", spool=spool, size=80, stdin=io.BytesIO(given), published="2020", **options)
    assert found == whole(path, "-", stdin=io.BytesIO(given), published="2020", **options)
    assert len(list(spool.iterdir())) > 50


def test_of_damaged_records_that_were_spooled_what_came_before_is_kept(tmp_path: Path):
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress("".join(map(line, range(5000))).encode())[:-9])
    assert by_parts(path, spool=tmp_path, size=80) == whole(path)


def test_a_spooled_part_that_is_gone_is_no_failure_of_an_article(tmp_path: Path):
    (part,) = read.parts(["-"], spool=tmp_path, stdin=io.BytesIO(line(1).encode()))
    assert isinstance(part, Part)
    Path(part.path).unlink()
    with pytest.raises(FileNotFoundError):
        list(read.part(part))


def test_a_part_can_be_sent_to_another_process(tmp_path: Path):
    part = Part("a.jsonl", "a", 3, 17, 4)
    assert pickle.loads(pickle.dumps(part)) == part


def test_a_file_that_cannot_be_read_is_told_once(tmp_path: Path):
    assert len(by_parts(tmp_path / "missing.jsonl", spool=tmp_path)) == 1


def test_the_line_after_one_that_is_a_byte_too_long_is_read(tmp_path: Path):
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"x" * 40 + b"\n" + line(1, "а").encode())
    failure, article = read.articles([str(path)], limits=Limits(text=40))
    assert isinstance(failure, Failure)
    assert isinstance(article, Article)


def test_records_are_read_by_the_names_that_are_given(tmp_path: Path):
    path = tmp_path / "a.jsonl"
    path.write_text('{"body": "Элчи кетди.", "text": "desk", "when": "2021-02-03", "key": "1"}\n', encoding="utf-8")
    columns = Columns.parse("text=body,published=when, id=key")
    (article,) = read.articles([str(path)], columns=columns)
    assert isinstance(article, Article)
    assert (article.id, article.published, article.content) == ("1", "2021-02-03", "Элчи кетди.")
    assert article.metadata == (("text", "desk"),)
    (failure,) = read.articles([str(path)], columns=Columns(text="story"))
    assert isinstance(failure, Failure)
    assert "no 'story' in the record" in failure.message
