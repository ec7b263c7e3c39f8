"""Records of web archives to articles."""

import gzip
import io
import tempfile
import zlib
from pathlib import Path

import brotli
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from elchi import read
from elchi.errors import ReadError
from elchi.model import Article
from elchi.read import Failure, Limits, Part, Skipped, html
from elchi.read.compressed import zstd
from test_read_parts import by_parts, whole

WORDS = "Посол прибыл в Осло вечером в среду и встретился там с министром иностранных дел."
PAGE = f"<!DOCTYPE html><html><head><title>Посол</title></head><body><p>{WORDS}</p></body></html>"
HTML = "Content-Type: text/html; charset=utf-8"


def page(number: int = 1) -> bytes:
    return PAGE.replace("Осло", f"Осло-{number}").encode()


def record(block: bytes, address: str = "https://a.example/1", kind: str = "response") -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2019-01-02T03:04:05Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def answer(body: bytes, *fields: str, status: str = "200 OK") -> bytes:
    return "\r\n".join((f"HTTP/1.1 {status}", *fields, "", "")).encode() + body


def numbered(number: int) -> bytes:
    return record(answer(page(number), HTML), f"https://a.example/{number}")


def only(path: Path, *records: bytes, **options) -> Article | Failure | Skipped:
    path.write_bytes(b"".join(records))
    (item,) = read.articles([str(path)], **options)
    return item


def told(item: object) -> str:
    assert isinstance(item, Failure)
    assert isinstance(item.error, ReadError)
    return item.message


def test_a_page_is_known_by_the_address_that_it_was_got_from(tmp_path: Path):
    path = tmp_path / "a.warc"
    assert only(path, numbered(7)) == Article(
        id="https://a.example/7",
        content="Посол\n\n" + WORDS.replace("Осло", "Осло-7"),
        origin=f"{path}:1",
        url="https://a.example/7",
        title="Посол",
    )


def test_the_date_of_a_visit_is_not_that_of_publication(tmp_path: Path):
    item = only(tmp_path / "a.warc", numbered(1), published="2020-05-06")
    assert isinstance(item, Article)
    assert item.published == "2020-05-06"


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (record(b"software: x\r\n", kind="warcinfo"), "a WARC record other than a response"),
        (record(answer(page(), HTML), kind="request"), "a WARC record other than a response"),
        (record(b"20190102030405\na.example. 3600 IN A 1.2.3.4\n"), "a response that is no page"),
        (record(answer(page(), HTML, status="404 Not Found")), "a response other than 200 OK"),
        (record(answer(b"\x89PNG", "Content-Type: image/png")), "a response that is no page"),
        (record(answer(b"User-agent: *\n", "Content-Type: text/plain")), "a response that is no page"),
        (record(answer(b"{}")), "a response that is no page"),
        (record(answer(b"<html><body><a href='/'>1</a></body></html>", HTML)), "a page without an article"),
    ],
)
def test_what_is_no_page_with_an_article_is_passed_over_for_one_of_few_reasons(
    tmp_path: Path, given: bytes, message: str
):
    assert only(tmp_path / "a.warc", given) == Skipped(f"{tmp_path / 'a.warc'}:1", message)


def test_a_response_without_a_type_is_read_if_it_looks_like_a_page(tmp_path: Path):
    assert isinstance(only(tmp_path / "a.warc", record(answer(page()))), Article)


@pytest.mark.parametrize("encoding", ["koi8-r", "cp1251", "utf-8"])
def test_the_encoding_is_what_the_server_named(tmp_path: Path, encoding: str):
    given = record(answer(PAGE.encode(encoding), f"Content-Type: text/html; charset={encoding}"))
    item = only(tmp_path / "a.warc", given)
    assert isinstance(item, Article)
    assert WORDS in item.content


def chunked(body: bytes) -> bytes:
    parts = [body[start : start + 50] for start in range(0, len(body), 50)]
    return b"".join(b"%x;a=b\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


CODED = [
    ("gzip", gzip.compress),
    ("x-gzip", gzip.compress),
    ("deflate", zlib.compress),
    ("deflate", lambda body: zlib.compress(body)[2:-4]),
    ("br", brotli.compress),
    ("zstd", zstd.compress),
    ("identity", bytes),
    ("gzip", bytes),
    ("br", bytes),
    ("deflate", bytes),
    ("zstd", bytes),
]


@pytest.mark.parametrize(("coding", "packed"), CODED)
def test_a_body_is_read_as_it_is_coded_or_as_it_is(tmp_path: Path, coding: str, packed):
    for block in (
        answer(packed(page()), HTML, f"Content-Encoding: {coding}"),
        answer(chunked(packed(page())), HTML, f"content-encoding:{coding}", "Transfer-Encoding: chunked"),
        answer(packed(page()), HTML, f"Content-Encoding: {coding}", "Transfer-Encoding: chunked"),
    ):
        item = only(tmp_path / "a.warc", record(block))
        assert isinstance(item, Article)
        assert "Осло-1" in item.content


@pytest.mark.parametrize(
    ("block", "message"),
    [
        (answer(b"\x00\x01", HTML, "Content-Encoding: compress"), "coded as 'compress'"),
        (answer(gzip.compress(page())[:-9], HTML, "Content-Encoding: gzip"), "damaged or cut off"),
        (answer(b"\x00" * 9, HTML, "Content-Encoding: br"), "damaged or cut off"),
        (answer(b"\x00" * 9, HTML, "Content-Encoding: zstd"), "damaged or cut off"),
        (answer(gzip.compress(b" " * 5000), HTML, "Content-Encoding: gzip"), "longer than 2,000 bytes"),
        (answer(b" " * 2001, HTML), "longer than 2,000 bytes"),
        (answer(b" " * 200_000, HTML), "longer than 2,000 bytes"),
        (b"HTTP/1.1 200 OK\r\nX: " + b"x" * 70_000, "no HTTP response"),
        (b"HTTP/9", "no HTTP response"),
    ],
)
def test_a_response_that_cannot_be_read_is_a_failure_and_the_rest_goes_on(tmp_path: Path, block: bytes, message: str):
    (tmp_path / "a.warc").write_bytes(record(block) + numbered(2))
    failure, article = read.articles([str(tmp_path / "a.warc")], limits=Limits(page=2000))
    assert message in told(failure)
    assert isinstance(article, Article)
    assert article.origin == f"{tmp_path / 'a.warc'}:2"


@pytest.mark.parametrize(
    "broken",
    [
        b"no record at all\r\n" * 3,
        numbered(9).replace(b"Content-Length: ", b"Content-Length: x"),
        numbered(9).replace(b"Content-Length: ", b"Length: "),
        numbered(9).replace(b"Content-Length: ", b"Content-Length: " + b"9" * 5_000),
        b"WARC/1.0\r\n" + b"X: y\r\n" * 20_000 + b"\r\n",
        b"x" * 200_000 + b" WARC/1.0\r\n",
    ],
)
def test_what_is_no_record_is_a_failure_and_the_rest_goes_on(tmp_path: Path, broken: bytes):
    (tmp_path / "a.warc").write_bytes(numbered(1) + broken + numbered(2))
    first, failure, second = read.articles([str(tmp_path / "a.warc")])
    told(failure)
    assert [getattr(item, "id", None) for item in (first, second)] == ["https://a.example/1", "https://a.example/2"]


@pytest.mark.parametrize("packed", [bytes, gzip.compress, zstd.compress])
def test_of_an_archive_that_is_cut_off_what_came_before_is_kept(tmp_path: Path, packed):
    path = tmp_path / "a.warc"
    last = packed(numbered(3))
    path.write_bytes(packed(numbered(1)) + packed(numbered(2)) + last[: len(last) * 3 // 4])
    first, second, failure = read.articles([str(path)])
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert "cut off or damaged after record 2" in told(failure)
    assert failure.origin == f"{path}:3"


def test_of_a_damaged_archive_what_came_before_is_kept(tmp_path: Path):
    data = bytearray(b"".join(gzip.compress(numbered(number)) for number in range(3)))
    at = len(gzip.compress(numbered(0))) + 40
    data[at : at + 9] = b"\xff" * 9
    first, failure = read.articles([str(_write(tmp_path / "a.warc.gz", bytes(data)))])
    assert isinstance(first, Article)
    assert "cut off or damaged" in told(failure)


def _write(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("packed", [bytes, gzip.compress, zstd.compress])
def test_an_archive_is_read_from_standard_input_and_from_folders(tmp_path: Path, packed):
    data = packed(numbered(1)) + packed(numbered(2))
    _write(tmp_path / f"a.warc{'' if packed is bytes else '.gz' if packed is gzip.compress else '.zst'}", data)
    (tmp_path / "b.bin").write_bytes(data)
    named = [item.id for item in read.articles([str(tmp_path)]) if isinstance(item, Article)]
    piped = [item.id for item in read.articles(["-"], stdin=Pipe(data)) if isinstance(item, Article)]
    like = [item.id for item in read.articles([str(tmp_path / "b.bin")]) if isinstance(item, Article)]
    assert named == piped == like == ["https://a.example/1", "https://a.example/2"]


class Pipe(io.BytesIO):
    """A stream that cannot go back."""

    def seekable(self) -> bool:
        return False

    def seek(self, offset: int, whence: int = 0) -> int:
        raise io.UnsupportedOperation("seek")


def test_lines_of_a_record_may_end_as_on_unix(tmp_path: Path):
    block = b"HTTP/1.1 200 OK\nContent-Type: text/html\n\n" + page()
    given = b"WARC/1.0\nWARC-Type: response\nWARC-Target-URI: <https://a.example/1>\nContent-Length: %d\n\n" % len(
        block
    )
    item = only(tmp_path / "a.warc", given + block + b"\n\n")
    assert isinstance(item, Article)
    assert item.id == "https://a.example/1"


def test_a_page_without_an_address_is_known_by_its_number(tmp_path: Path):
    given = numbered(1).replace(b"WARC-Target-URI", b"X")
    item = only(tmp_path / "a.warc", given)
    assert isinstance(item, Article)
    assert (item.id, item.url) == (f"{tmp_path / 'a.warc'}#1", None)


PIECES = st.one_of(
    st.integers(0, 30).map(numbered),
    st.sampled_from([b"junk\r\n", b"\r\n", record(b"x", kind="request"), b"WARC/1.0\r\n\r\n"]),
)


@settings(deadline=None, max_examples=50)
@given(pieces=st.lists(PIECES, max_size=9), size=st.integers(1, 2000), step=st.integers(0, 2), cut=st.floats(0, 2))
def test_the_parts_of_an_archive_are_the_whole(pieces: list[bytes], size: int, step: int, cut: float):
    data = b"".join(pieces)
    if step:  # a member for each record, or for two
        data = b"".join(gzip.compress(b"".join(pieces[at : at + step])) for at in range(0, len(pieces), step))
    with tempfile.TemporaryDirectory() as folder:
        path = _write(Path(folder, "a.warc"), data[: int(len(data) * min(1.0, cut))])
        found = [item for item in whole(path) if not isinstance(item, Skipped) or "before" not in item.message]
        assert _once(by_parts(path, size=size)) == found


def _once(items: list[object]) -> list[object]:
    """Leave out articles that came before."""
    seen: set[str] = set()
    kept = []
    for item in items:
        if not isinstance(item, Article) or item.id not in seen:
            kept.append(item)
        if isinstance(item, Article):
            seen.add(item.id)
    return kept


def test_compressed_records_are_cut_at_their_members(tmp_path: Path):
    packed = [gzip.compress(numbered(number)) for number in range(9)]
    path = _write(tmp_path / "a.warc.gz", b"".join(packed))
    parts = [part for part in read.parts([str(path)], size=1, spool=tmp_path) if isinstance(part, Part)]
    assert [part.first for part in parts] == list(range(1, 10))
    assert [part.start for part in parts] == [len(b"".join(packed[:number])) for number in range(9)]


def test_an_archive_that_is_compressed_as_a_whole_is_one_part(tmp_path: Path):
    path = _write(tmp_path / "a.warc.gz", gzip.compress(b"".join(map(numbered, range(9)))))
    assert list(read.parts([str(path)], size=1)) == [Part(str(path), str(path))]
    assert len(by_parts(path, size=1)) == 9


def test_a_page_that_is_left_out_is_not_parsed_and_the_others_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = _write(tmp_path / "a.warc", b"".join(numbered(number) for number in (1, 2, 3)))
    parsed: list[str] = []
    parse = html.read
    monkeypatch.setattr(html, "read", lambda data, **given: parsed.append(given["id"]) or parse(data, **given))
    (whole_file,) = read.parts([str(path)])
    first, second, third = read.part(whole_file._replace(without=frozenset({2})))
    assert isinstance(first, Article) and isinstance(third, Article)
    assert isinstance(second, Failure) and second.origin.endswith("a.warc:2")
    assert parsed == ["https://a.example/1", "https://a.example/3"]
