"""Rows of Parquet to articles."""

import datetime
import sys
import tempfile
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from elchi import read
from elchi.errors import ReadError
from elchi.model import Article
from elchi.read import Columns, Failure, Part
from test_read_parts import by_parts, whole

pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")


def table(path: Path, columns: dict[str, object], **options) -> Path:
    pq.write_table(pa.table(columns), path, **options)
    return path


def only(path: Path, row: dict[str, object], **options) -> read.Item:
    (item,) = read.articles([str(table(path, row))], **options)
    return item


def told(item: object) -> str:
    assert isinstance(item, Failure)
    assert isinstance(item.error, ReadError)
    return item.message


def test_a_row_with_every_column(tmp_path: Path):
    row = {
        "id": [7], "url": ["https://a.example/7"], "title": ["Элчи кетди"], "published": [datetime.date(2021, 2, 3)],
        "lang": ["uz-cyrl"], "publisher": ["Намуна"], "author": [["Анвар", "Нодира"]], "text": ["Элчи."],
        "desk": ["хориж"], "empty": [None],
    }  # fmt: skip
    path = tmp_path / "a.parquet"
    assert only(path, row) == Article(
        id="7",
        content="Элчи.",
        origin=f"{path}:1",
        url="https://a.example/7",
        title="Элчи кетди",
        published="2021-02-03",
        language="uz-Cyrl",
        publisher="Намуна",
        author="Анвар",
        metadata=(("desk", "хориж"),),
    )


@pytest.mark.parametrize(
    ("published", "date"),
    [
        (pa.array(["2021-02"]), "2021-02"),
        (pa.array([2021]), "2021"),
        (pa.array([1612350000_123456789], pa.timestamp("ns")), "2021-02-03"),
        (pa.array([1612350000], pa.timestamp("s")), "2021-02-03"),
        (pa.array([1612386000], pa.timestamp("s", tz="Asia/Tashkent")), "2021-02-04"),
        (pa.array([10**14], pa.timestamp("s")), None),
    ],
)
def test_dates_of_every_kind_are_read(tmp_path: Path, published, date: str | None):
    item = only(tmp_path / "a.parquet", {"text": ["Элчи."], "published": published})
    assert isinstance(item, Article)
    assert item.published == date


def test_other_values_become_metadata_as_json_has_them(tmp_path: Path):
    values = {
        "text": [b"\xd0\xad\xd0\xbb\xd1\x87\xd0\xb8."], "n": [Decimal("1.50")], "x": [float("nan")],
        "tags": [["а", "б"]], "place": [{"lat": 1.5, "seen": datetime.datetime(2020, 1, 2, 3)}],
        "picture": [b"\x89PNG"],
    }  # fmt: skip
    item = only(tmp_path / "a.parquet", values)
    assert isinstance(item, Article)
    assert item.content == "Элчи."
    assert dict(item.metadata) == {
        "n": "1.50",
        "place": '{"lat": 1.5, "seen": "2020-01-02 03:00:00"}',
        "tags": '["а", "б"]',
    }


def test_a_value_that_python_does_not_reach_costs_its_row_only(tmp_path: Path):
    seen = pa.array([{"at": 10**14}, {"at": 1}], pa.struct({"at": pa.timestamp("s")}))
    path = table(tmp_path / "a.parquet", {"text": ["Элчи.", "Вазир."], "seen": seen})
    failure, article = read.articles([str(path)])
    assert "a value of the row cannot be read" in told(failure)
    assert isinstance(article, Article)


def test_bad_rows_are_failures_and_the_rest_goes_on(tmp_path: Path):
    path = table(tmp_path / "a.parquet", {"text": ["", "Элчи.", None, "12"], "id": ["1", "2", "3", "4"]})
    items = list(read.articles([str(path)]))
    assert [item.origin.removeprefix(str(path)) for item in items if isinstance(item, Failure)] == [":1", ":3", ":4"]
    assert [item.id for item in items if isinstance(item, Article)] == ["2"]


def test_columns_are_read_by_the_names_that_are_given(tmp_path: Path):
    columns = Columns(text="body", published="day")
    item = only(tmp_path / "a.parquet", {"body": ["Элчи."], "day": ["2021-02-03"]}, columns=columns)
    assert isinstance(item, Article)
    assert (item.content, item.published) == ("Элчи.", "2021-02-03")
    assert "no column 'body' among 'text'" in told(only(tmp_path / "b.parquet", {"text": ["Элчи."]}, columns=columns))


@pytest.mark.parametrize("data", [b"", b"PAR1 and nothing more PAR1", b"\x00" * 99])
def test_what_is_no_parquet_is_a_failure(tmp_path: Path, data: bytes):
    (tmp_path / "a.parquet").write_bytes(data)
    (failure,) = read.articles([str(tmp_path)])
    assert "not readable as Parquet" in told(failure)


def test_of_a_file_with_a_bit_turned_everything_is_an_article_or_a_failure(tmp_path: Path):
    path = table(tmp_path / "a.parquet", {"text": ["Посол прибыл."], "n": [1]}, compression="none")
    good = path.read_bytes()
    for at in range(len(good) - 250, len(good)):  # the description of the columns, types and all
        path.write_bytes(good[:at] + bytes([good[at] ^ 0x10]) + good[at + 1 :])
        assert {type(item) for item in read.articles([str(path)])} <= {Article, Failure}


def test_a_damaged_row_group_costs_nothing_else(tmp_path: Path):
    texts = [f"Элчи борди {number}." for number in range(30)]
    path = table(tmp_path / "a.parquet", {"text": texts}, row_group_size=10, compression="gzip", use_dictionary=False)
    at = pq.ParquetFile(path).metadata.row_group(1).column(0).data_page_offset
    data = bytearray(path.read_bytes())
    data[at : at + 60] = b"\xff" * 60
    path.write_bytes(bytes(data))
    items = list(read.articles([str(path)]))
    (failure,) = [item for item in items if isinstance(item, Failure)]
    assert "10 rows of row group 1 cannot be read" in failure.message
    assert failure.origin == f"{path}:11"
    assert [item.content for item in items if isinstance(item, Article)] == texts[:10] + texts[20:]


def test_a_stream_of_parquet_is_refused_with_what_to_do(tmp_path: Path):
    from test_read_warc import Pipe

    data = table(tmp_path / "a.parquet", {"text": ["Элчи."]}).read_bytes()
    (failure,) = read.articles(["-"], stdin=Pipe(data))
    assert "give the file by its name" in told(failure)


def test_without_pyarrow_the_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = table(tmp_path / "a.parquet", {"text": ["Элчи."]})
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    (failure,) = read.articles([str(path)])
    assert "elchi[parquet]" in told(failure)


@settings(deadline=None, max_examples=50)
@given(count=st.integers(0, 40), group=st.integers(1, 15), size=st.integers(1, 900))
def test_the_parts_of_a_table_are_the_whole(count: int, group: int, size: int):
    with tempfile.TemporaryDirectory() as folder:
        texts = [f"Элчи борди {number}." if number % 7 else "" for number in range(count)]
        path = table(Path(folder, "a.parquet"), {"text": pa.array(texts, pa.string())}, row_group_size=group)
        assert by_parts(path, size=size) == whole(path)


def test_row_groups_are_put_together_to_parts(tmp_path: Path):
    path = table(tmp_path / "a.parquet", {"text": [f"Элчи борди {n}. " * 40 for n in range(90)]}, row_group_size=10)
    weight = pq.ParquetFile(path).metadata.row_group(8).total_byte_size
    parts = [part for part in read.parts([str(path)], size=weight * 3) if isinstance(part, Part)]
    assert [(part.start, part.stop, part.first) for part in parts] == [(0, 3, 1), (3, 6, 31), (6, None, 61)]


def test_a_big_row_group_is_spooled(tmp_path: Path):
    (tmp_path / "spool").mkdir()
    path = table(tmp_path / "a.parquet", {"text": [f"Элчи борди {n}. " * 40 for n in range(90)]})
    parts = [part for part in read.parts([str(path)], size=4000, spool=tmp_path / "spool") if isinstance(part, Part)]
    assert len(parts) > 5
    assert all(part.spooled for part in parts)
    assert by_parts(path, size=4000, spool=tmp_path / "spool") == whole(path)
