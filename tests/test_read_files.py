"""Texts, JSONL, folders and standard input to articles."""

import gzip
import io
import json
import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from elchi import read
from elchi.errors import ReadError
from elchi.model import Article
from elchi.read import Failure, Limits, Skipped
from elchi.read.compressed import zstd
from elchi.read.folder import found as found_in

STORY = "Вазир Анқарага борди\n\nВазир душанба куни Анқарага етиб борди.\n"


def only(*sources: str | Path, **options) -> Article | Failure | Skipped:
    (item,) = read.articles([str(source) for source in sources], **options)
    return item


def told(item: object) -> str:
    """Return the message of a failure, after looking that it is one of ours."""
    assert isinstance(item, Failure)
    assert isinstance(item.error, ReadError)
    return item.message


def written(path: Path, *records: object) -> Path:
    path.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records), encoding="utf-8")
    return path


def test_a_text_file_is_an_article_known_by_its_name_as_given(tmp_path: Path, monkeypatch):
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert only("a.txt") == Article(id="a.txt", content=STORY, origin="a.txt")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_of_every_form_is_read(tmp_path: Path, encoding: str):
    (tmp_path / "a.txt").write_bytes(STORY.encode(encoding))
    assert only(tmp_path / "a.txt").content == STORY


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r", "cp866"])
def test_cyrillic_code_pages_are_told_apart(tmp_path: Path, encoding: str):
    story = "Посол прибыл в Осло\n\nПосол прибыл в Осло вечером в среду и встретился с министром.\n"
    (tmp_path / "a.txt").write_bytes(story.encode(encoding))
    assert only(tmp_path / "a.txt").content == story


def test_uzbek_in_a_cyrillic_code_page_is_read(tmp_path: Path):
    story = "Ўзбекистон вазири Анкарага борди ва у ерда музокара утказди."
    (tmp_path / "a.txt").write_bytes(story.encode("cp1251"))
    assert only(tmp_path / "a.txt").content == story


def test_a_letter_cut_in_two_spoils_nothing_else(tmp_path: Path):
    (tmp_path / "a.txt").write_bytes((STORY * 20).encode()[:-3])
    assert only(tmp_path / "a.txt").content.startswith(STORY)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "empty"),
        (b" \n\n ", "empty"),
        (b"12:30 -- 15%", "no letters"),
        (b"\x7fELF\x02\x01\x01\x00" + bytes(range(256)) * 8, "binary"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "binary"),
    ],
)
def test_what_is_no_text_is_a_failure(tmp_path: Path, data: bytes, message: str):
    (tmp_path / "a.txt").write_bytes(data)
    item = only(tmp_path / "a.txt")
    assert message in told(item)
    assert item.origin == str(tmp_path / "a.txt")


@pytest.mark.parametrize("name", ["", "a\0b", "\ud800.txt"])
def test_a_name_that_no_file_can_have_is_a_failure(name: str):
    (failure,) = read.articles([name])
    assert isinstance(failure, Failure)
    assert "no file can be called so" in failure.message
    failure.origin.encode()


def test_a_missing_file_is_a_failure(tmp_path: Path):
    assert "no such file" in told(only(tmp_path / "missing.txt"))


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_that_may_not_be_read_is_a_failure(tmp_path: Path):
    (tmp_path / "a.txt").touch(mode=0)
    assert "cannot be read" in told(only(tmp_path / "a.txt"))


def test_a_text_beyond_the_limit_is_a_failure(tmp_path: Path):
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")
    assert "longer than 20 bytes" in told(only(tmp_path / "a.txt", limits=Limits(text=20)))


def test_the_given_date_is_for_articles_that_state_none(tmp_path: Path):
    path = written(
        tmp_path / "a.jsonl", {"id": "1", "text": STORY, "published": "2021-02-03"}, {"id": "2", "text": STORY}
    )
    dates = [item.published for item in read.articles([str(path)], published="2020-01-01")]
    assert dates == ["2021-02-03", "2020-01-01"]


def test_a_record_with_every_key(tmp_path: Path):
    record = {
        "id": "x/1", "text": STORY, "url": "https://a.example/1", "title": "Вазир\nАнқарага борди", "published":
        "2021-02-03T10:00:00+05:00", "lang": "uz-cyrl", "publisher": "Намуна", "author": ["Анвар", "Нодира"],
        "tags": ["а", "б"], "section": "Жаҳон", "empty": "",
    }  # fmt: skip
    assert only(written(tmp_path / "a.jsonl", record)) == Article(
        id="x/1",
        content=STORY,
        origin=f"{tmp_path / 'a.jsonl'}:1",
        url="https://a.example/1",
        title="Вазир Анқарага борди",
        published="2021-02-03",
        language="uz-Cyrl",
        publisher="Намуна",
        author="Анвар",
        metadata=(("section", "Жаҳон"), ("tags", '["а", "б"]')),
    )


def test_a_record_is_known_by_id_then_url_then_file_and_line(tmp_path: Path):
    url = "https://a.example/1"
    path = written(tmp_path / "a.jsonl", {"id": 7, "text": "а"}, {"url": url, "text": "б"}, {"text": "в"})
    assert [item.id for item in read.articles([str(path)])] == ["7", url, f"{path}#3"]
    assert [item.id for item in read.articles([str(tmp_path)])] == ["7", url, "a.jsonl#3"]


def test_a_date_that_is_none_is_kept_as_metadata(tmp_path: Path):
    item = only(written(tmp_path / "a.jsonl", {"id": "1", "text": STORY, "published": "душанба"}))
    assert (item.published, item.metadata) == (None, (("published", "душанба"),))


@pytest.mark.parametrize(
    ("tag", "kept"), [("en-AA-bb-cc", "en-AA"), ("uz-Cyrl-Cyrl", "uz-Cyrl"), ("en-a", "en"), ("ru-123", "ru-123")]
)
def test_of_a_language_tag_stays_what_every_syntax_takes(tmp_path: Path, tag: str, kept: str):
    assert only(written(tmp_path / "a.jsonl", {"id": "1", "text": STORY, "lang": tag})).language == kept


@pytest.mark.parametrize("date", ["٢٠٢٢-٠٥-١٠", "２０２２", "१०.०५.२०२२"])
def test_a_date_in_other_digits_is_none(tmp_path: Path, date: str):
    item = only(written(tmp_path / "a.jsonl", {"id": "1", "text": STORY, "published": date}))
    assert (item.published, item.metadata) == (None, (("published", date),))


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('{"id": "1", "text": ', "not JSON"),
        ("[1, 2]", "a JSON array"),
        ('"text"', "a JSON string"),
        ("17", "a JSON number"),
        ('{"id": "1"}', "no 'text'"),
        ('{"text": 5}', "no 'text'"),
        ('{"text": ""}', "empty"),
        ('{"text": "123"}', "no letters"),
        ('{"id": [1], "text": "а"}', "'id' must be a string"),
        ('{"text": ' + "9" * 5000 + "}", "not a record"),
        ("[" * 100_000, "not a record"),
    ],
)
def test_a_broken_line_is_a_failure_and_the_rest_goes_on(tmp_path: Path, line: str, message: str):
    good = json.dumps({"id": "9", "text": STORY})
    (tmp_path / "a.jsonl").write_text(f"{line}\n\n{good}\n", encoding="utf-8")
    failure, article = read.articles([str(tmp_path / "a.jsonl")])
    assert message in told(failure)
    assert failure.origin == f"{tmp_path / 'a.jsonl'}:1"
    assert (article.id, article.origin) == ("9", f"{tmp_path / 'a.jsonl'}:3")


def test_half_a_character_in_a_record_is_replaced(tmp_path: Path):
    (tmp_path / "a.jsonl").write_text('{"id": "\\ud800", "text": "а\\udfff"}\n', encoding="utf-8")
    item = only(tmp_path / "a.jsonl")
    assert (item.id, item.content) == ("?", "а?")


def test_no_value_of_a_record_holds_what_xml_cannot(tmp_path: Path):
    line = '{"id": "1", "text": "а\\u0000", "title": "б\\u001b[1m", "tags": [{"a": "\\ud800\\u0001"}]}\n'
    (tmp_path / "a.jsonl").write_text(line, encoding="utf-8")
    item = only(tmp_path / "a.jsonl")
    assert (item.content, item.title) == ("а\ufffd", "б\ufffd[1m")
    assert item.metadata == (("tags", '[{"a": "?\\u0001"}]'),)


def test_the_column_of_a_broken_line_is_that_of_the_line(tmp_path: Path):
    (tmp_path / "a.jsonl").write_text('{"id": "1", "text":\n', encoding="utf-8")
    (failure,) = read.articles([str(tmp_path / "a.jsonl")])
    assert "at column 20" in told(failure)


def test_a_name_that_is_no_utf8_costs_nothing(tmp_path: Path):
    for name in (b"\xff.txt", b"\xfe.txt", b"\xff.pdf"):
        (tmp_path / os.fsdecode(name)).write_text("Посол прибыл.", encoding="utf-8")
    found = list(read.articles([str(tmp_path)]))
    assert [item.id for item in found if isinstance(item, Article)] == [r"\udcfe.txt", r"\udcff.txt"]
    assert all(item.origin.isprintable() for item in found)


def test_an_article_beyond_the_limit_is_a_failure_and_the_rest_goes_on(tmp_path: Path):
    path = written(tmp_path / "a.jsonl", {"id": "1", "text": "а" * 11}, {"id": "2", "text": "б" * 10})
    failure, article = read.articles([str(path)], limits=Limits(characters=10))
    assert "longer than 10 characters" in told(failure)
    assert article.id == "2"


def test_a_line_beyond_the_limit_is_a_failure_and_the_rest_goes_on(tmp_path: Path):
    path = written(tmp_path / "a.jsonl", {"id": "1", "text": "а" * 500}, {"id": "2", "text": "б"})
    failure, article = read.articles([str(path)], limits=Limits(text=100))
    assert "longer than 100 bytes" in told(failure)
    assert article.id == "2"


def test_compressed_records_are_read(tmp_path: Path):
    with gzip.open(tmp_path / "a.jsonl.gz", "wt", encoding="utf-8") as out:
        out.write(json.dumps({"id": "1", "text": STORY}))
    assert only(tmp_path / "a.jsonl.gz").id == "1"


def test_of_a_truncated_archive_what_came_before_is_kept(tmp_path: Path):
    lines = "".join(json.dumps({"id": str(n), "text": os.urandom(3000).hex()}) + "\n" for n in range(60))
    data = gzip.compress(lines.encode())
    (tmp_path / "a.jsonl.gz").write_bytes(data[: len(data) * 2 // 3])
    *articles, failure = read.articles([str(tmp_path / "a.jsonl.gz")])
    assert len(articles) > 20
    assert "cut off or damaged" in told(failure)
    assert failure.origin == f"{tmp_path / 'a.jsonl.gz'}:{len(articles) + 1}"


@pytest.mark.parametrize("start", [b"\x1f\x8b\x08\x00", b"\x28\xb5\x2f\xfd"])
def test_an_archive_that_is_none_is_a_failure(tmp_path: Path, start: bytes):
    (tmp_path / "a.jsonl.gz").write_bytes(start + b" nothing that was compressed")
    assert "damaged" in told(only(tmp_path / "a.jsonl.gz"))


def test_records_in_zstd_are_read_and_what_came_before_damage_is_kept(tmp_path: Path):
    lines = [json.dumps({"id": str(n), "text": "а " + os.urandom(3000).hex()}) + "\n" for n in range(600)]
    data = zstd.compress("".join(lines[:300]).encode()) + zstd.compress("".join(lines[300:]).encode())
    path = tmp_path / "a.jsonl.zst"
    path.write_bytes(data)
    assert [item.id for item in read.articles([str(tmp_path)])] == [str(n) for n in range(600)]
    path.write_bytes(data[: len(data) * 2 // 3])
    *articles, failure = read.articles([str(path)])
    assert len(articles) > 300
    assert "cut off or damaged" in told(failure)
    assert failure.origin == f"{path}:{len(articles) + 1}"


def test_a_folder_is_read_in_order_of_its_paths(tmp_path: Path):
    for name in ("b.txt", "a/2.txt", "a/10.txt", "c/d/1.txt", ".hidden/1.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(STORY + name, encoding="utf-8")
    assert [item.id for item in read.articles([str(tmp_path)])] == ["a/10.txt", "a/2.txt", "b.txt", "c/d/1.txt"]


NAMES = st.text("ab.-Я", min_size=1, max_size=3).filter(lambda name: name.strip("."))


@settings(deadline=None)
@given(places=st.sets(st.lists(NAMES, max_size=3).map(tuple), max_size=12))
def test_files_come_in_the_order_of_the_parts_of_their_paths(places: set[tuple[str, ...]]):
    with tempfile.TemporaryDirectory() as folder:
        for place in places:
            path = Path(folder, *place, "1.txt")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch()
        seen = [(*place, "1.txt") for place in places if not any(name.startswith(".") for name in place)]
        found = [path.relative_to(folder).parts for path in found_in(Path(folder)) if isinstance(path, Path)]
        assert found == sorted(seen)


def test_folders_are_listed_when_their_turn_comes(tmp_path: Path):
    for name in ("a/1.txt", "b/1.txt"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).touch()
    paths = found_in(tmp_path)
    assert next(paths) == tmp_path / "a" / "1.txt"
    (tmp_path / "b" / "0.txt").touch()
    assert next(paths) == tmp_path / "b" / "0.txt"


def test_links_to_folders_are_not_followed(tmp_path: Path):
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "b").symlink_to(tmp_path)
    (tmp_path / "c.txt").symlink_to(tmp_path / "a.txt")
    assert list(found_in(tmp_path)) == [tmp_path / "a.txt", tmp_path / "c.txt"]


def test_other_files_of_a_folder_are_skipped_and_said(tmp_path: Path):
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "b.json").write_text("{}", encoding="utf-8")
    _, skipped = read.articles([str(tmp_path)])
    assert isinstance(skipped, Skipped)
    assert skipped.origin == str(tmp_path / "b.json")


def test_a_pipe_in_a_folder_is_not_opened(tmp_path: Path):
    os.mkfifo(tmp_path / "a.txt")
    assert only(tmp_path) == Skipped(str(tmp_path / "a.txt"), "not a regular file")


def test_a_folder_without_articles_is_a_failure(tmp_path: Path):
    assert "no article in this folder" in told(only(tmp_path))


def test_a_file_of_another_ending_is_read_as_what_it_looks_like(tmp_path: Path):
    (tmp_path / "a.md").write_text(STORY, encoding="utf-8")
    written(tmp_path / "b.ndjson", {"id": "1", "text": STORY})
    found = list(read.articles([str(tmp_path / "a.md"), str(tmp_path / "b.ndjson")]))
    assert [item.id for item in found] == [str(tmp_path / "a.md"), "1"]


@pytest.mark.parametrize(
    ("data", "id"),
    [
        (STORY.encode(), "-"),
        (json.dumps({"text": STORY}).encode(), "-#1"),
        (gzip.compress(json.dumps({"id": "x", "text": STORY}).encode()), "x"),
        (f"<!DOCTYPE html><html><body><p>{STORY * 3}</p></body></html>".encode(), "-"),
    ],
)
def test_standard_input_is_read_as_what_it_looks_like(data: bytes, id: str):
    item = only("-", stdin=io.BytesIO(data))
    assert isinstance(item, Article)
    assert item.id == id
    assert "Анқарага" in item.content


def test_the_same_article_again_is_skipped_and_another_of_its_id_is_a_failure(tmp_path: Path):
    path = written(tmp_path / "a.jsonl", *({"id": "1", "text": text} for text in ("а", "а", "б")))
    first, again, other = read.articles([str(path)])
    assert isinstance(first, Article)
    assert isinstance(again, Skipped)
    assert "an id stands for one article" in told(other)


def test_articles_come_one_by_one(tmp_path: Path):
    def lines():
        yield json.dumps({"id": "1", "text": STORY}).encode() + b"\n"
        raise AssertionError("read too far")

    class Stream(io.RawIOBase):
        source = lines()

        def readable(self) -> bool:
            return True

        def readinto(self, buffer) -> int:
            line = next(self.source)
            buffer[: len(line)] = line
            return len(line)

    assert next(read.articles(["-"], stdin=io.BufferedReader(Stream()))).id == "1"
