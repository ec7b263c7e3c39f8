"""Rows of CSV and TSV to articles."""

import csv
import gzip
import io
import tempfile
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from elchi import read
from elchi.errors import ReadError
from elchi.model import Article
from elchi.read import Columns, Failure, Limits
from test_read_parts import by_parts, whole

HEAD = "id,text\n"


def table(path: Path, *rows: list[str], **dialect) -> Path:
    with path.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out, **dialect).writerows(rows)
    return path


def found(path: Path, **options) -> list[tuple[str, str]]:
    """Return the id and the text of each article, the place and the message of each failure."""
    items = read.articles([str(path)], **options)
    return [
        (item.id, item.content) if isinstance(item, Article) else (item.origin.removeprefix(str(path)), item.message)
        for item in items
    ]


def bad(text: str, tmp_path: Path, name: str = "a.csv", **options) -> str:
    (tmp_path / name).write_text(text, encoding="utf-8")
    (item,) = read.articles([str(tmp_path / name)], **options)
    assert isinstance(item, Failure)
    assert isinstance(item.error, ReadError)
    return item.message


def test_a_row_with_every_column(tmp_path: Path):
    path = table(
        tmp_path / "a.csv",
        ["id", "url", "title", "published", "lang", "publisher", "author", "text", "desk", "note"],
        ["7", "https://a.example/7", "Элчи кетди", "2021-02-03T10:00", "ru", "Намуна", "Анвар", "Элчи.", "хориж", ""],
    )
    assert list(read.articles([str(path)])) == [
        Article(
            id="7",
            content="Элчи.",
            origin=f"{path}:2",
            url="https://a.example/7",
            title="Элчи кетди",
            published="2021-02-03",
            language="ru",
            publisher="Намуна",
            author="Анвар",
            metadata=(("desk", "хориж"),),
        )
    ]


def test_line_breaks_separators_and_quotation_marks_stand_in_quoted_fields(tmp_path: Path):
    text = 'Биринчи сатр,\n\n"иккинчи" сатр;\r\nучинчи\tсатр'
    path = table(tmp_path / "a.csv", ["text", "n"], [text, "1"], ["Яна бир.", "2"])
    assert found(path) == [(f"{path}#2", text), (f"{path}#6", "Яна бир.")]


@pytest.mark.parametrize(("name", "sign"), [("a.tsv", "\t"), ("a.csv", ";"), ("a.CSV", ",")])
def test_fields_end_at_the_sign_that_the_ending_or_the_header_tells(tmp_path: Path, name: str, sign: str):
    path = table(tmp_path / name, ["id", "text"], ["1", "Элчи, вазир; котиб"], delimiter=sign)
    assert found(path) == [("1", "Элчи, вазир; котиб")]


def test_columns_are_read_by_the_names_that_are_given(tmp_path: Path):
    path = table(tmp_path / "a.csv", ["nr", "body", "text"], ["1", "Элчи кетди.", "хориж"])
    (article,) = read.articles([str(path)], columns=Columns(text="body", id="nr"))
    assert isinstance(article, Article)
    assert (article.id, article.content, article.metadata) == ("1", "Элчи кетди.", (("text", "хориж"),))


def test_a_table_without_the_columns_that_must_be_there_is_a_failure(tmp_path: Path):
    assert "no column 'text' among 'id', 'body'" in bad("id,body\n1,а\n", tmp_path)
    message = bad("id,text\n1,а\n", tmp_path, columns=Columns(published="date"))
    assert "no column 'date' among 'id', 'text'" in message


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "the table is empty"),
        ("\n\n", "the table is empty"),
        ("text,a,a\nб,в,г\n", "two columns are called 'a'"),
        ('"text,a\nб,в\n', "unexpected end of data"),
    ],
)
def test_a_first_row_that_is_no_header_is_a_failure(tmp_path: Path, text: str, message: str):
    assert message in bad(text, tmp_path)


def test_a_table_in_utf16_is_a_failure(tmp_path: Path):
    (tmp_path / "a.csv").write_bytes("id,text\n1,Элчи\n".encode("utf-16"))
    ((_, message),) = found(tmp_path / "a.csv")
    assert "save it as UTF-8" in message


def test_a_column_without_a_name_is_called_by_its_number(tmp_path: Path):
    path = table(tmp_path / "a.csv", ["", "text"], ["17", "Элчи."])
    (article,) = read.articles([str(path)])
    assert isinstance(article, Article)
    assert article.metadata == (("column 1", "17"),)


def test_a_byte_order_mark_is_no_part_of_the_first_name(tmp_path: Path):
    (tmp_path / "a.csv").write_text('"id",text\n1,Элчи.\n', encoding="utf-8-sig")
    assert found(tmp_path / "a.csv") == [("1", "Элчи.")]


def test_a_row_in_a_cyrillic_code_page_is_read(tmp_path: Path):
    text = "Посол прибыл в Осло\nи встретился там с министром."
    path = tmp_path / "a.csv"
    path.write_bytes(f'id,text\n1,"{text}"\n'.encode("cp1251") + f'2,"{text}"\n'.encode())
    assert found(path) == [("1", text), ("2", text)]


def test_a_row_of_another_number_of_fields_is_a_failure_and_the_rest_goes_on(tmp_path: Path):
    (tmp_path / "a.csv").write_text(HEAD + "1,а,б\n\n2\n3,в\n", encoding="utf-8")
    long, short, article = found(tmp_path / "a.csv")
    assert long == (":2", "a row of 3 fields; 2 were expected, as in the header")
    assert short == (":4", "a row of 1 fields; 2 were expected, as in the header")
    assert article == ("3", "в")


@pytest.mark.parametrize("broken", ['1,"а', '1,"а\nб\n\nв', '1,"а" б', '1,"а "б" в"'])
def test_a_quotation_mark_out_of_place_costs_its_row_only(tmp_path: Path, broken: str):
    (tmp_path / "a.csv").write_text(f'{HEAD}0,г\n{broken}\n2,"д\nе"\n3,ё\n', encoding="utf-8")
    first, failure, *rest = found(tmp_path / "a.csv")
    assert first == ("0", "г")
    assert failure[0] == ":3"
    assert "not a row" in failure[1]
    assert rest == [("2", "д\nе"), ("3", "ё")]


def test_a_quotation_mark_that_is_never_closed_costs_its_row_only(tmp_path: Path):
    rows = "".join(f"{number},а\n" for number in range(2, 2000))
    (tmp_path / "a.csv").write_text(f'{HEAD}1,"а\n{rows}', encoding="utf-8")
    failure, *rest = found(tmp_path / "a.csv")
    assert failure[0] == ":2"
    assert len(rest) == 1998


def test_a_row_beyond_the_limit_is_a_failure_and_the_rest_goes_on(tmp_path: Path):
    (tmp_path / "a.csv").write_text(f'{HEAD}1,{"а" * 200}\n2,"{"б" * 50}\n{"в" * 60}"\n3,г\n', encoding="utf-8")
    *failures, article = found(tmp_path / "a.csv", limits=Limits(text=150))
    assert [place for place, _ in failures] == [":2", ":3"]
    assert all("longer than 150 bytes" in message for _, message in failures)
    assert article == ("3", "г")


def test_an_article_may_be_longer_than_the_fields_of_the_standard_library(tmp_path: Path):
    path = table(tmp_path / "a.csv", ["id", "text"], ["1", "а" * 300_000])
    assert [len(text) for _, text in found(path)] == [300_000]


def test_what_breaks_again_and_again_is_read_in_linear_time(tmp_path: Path):
    def seconds(lines: int) -> float:
        # Every line opens a field when read from its start, and leaves it open when read within one.
        (tmp_path / "a.csv").write_text(HEAD + 'а",",""\nб,в\n' * lines, encoding="utf-8")
        start = time.process_time()
        assert found(tmp_path / "a.csv", limits=Limits(text=20_000))
        return time.process_time() - start

    assert any(seconds(8000) < 20 * max(seconds(1000), 0.01) for _ in range(3))


@pytest.mark.parametrize("pack", [gzip.compress, None])
def test_a_compressed_table_is_read_and_what_comes_before_damage_is_kept(tmp_path: Path, pack):
    rows = "".join(f'{number},"Элчи кетди,\n{number}"\n' for number in range(3000))
    data = (pack or _zstd)((HEAD + rows).encode())
    path = tmp_path / ("a.csv.gz" if pack else "a.csv.zst")
    path.write_bytes(data)
    assert len(found(path)) == 3000
    path.write_bytes(data[: len(data) * 2 // 3])
    *articles, failure = found(path)
    assert "cut off or damaged" in failure[1]
    assert all(text.startswith("Элчи кетди") for _, text in articles)


def _zstd(data: bytes) -> bytes:
    from elchi.read.compressed import zstd

    out = io.BytesIO()
    with zstd.ZstdFile(out, "w") as stream:
        for start in range(0, len(data), 10_000):
            stream.write(data[start : start + 10_000])
            stream.flush()
    return out.getvalue()


PIECES = st.sampled_from(
    ['"', '""', ",", "\n", "\r\n", "\r", "а", "б,в\n", '1,"г\nд"\n', "2,е\n", "\ufeff", " ", "\x00"]
)


@settings(deadline=None)
@given(pieces=st.lists(PIECES, max_size=60), size=st.integers(1, 60))
def test_the_parts_of_a_table_are_the_whole(pieces: list[str], size: int):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.csv")
        path.write_bytes(("n,text\n" + "".join(pieces)).encode())
        limits = Limits(text=40)
        assert by_parts(path, size=size, limits=limits) == whole(path, limits=limits)


@settings(deadline=None)
@given(rows=st.lists(st.tuples(st.text(max_size=9), st.text(max_size=9)), max_size=20), size=st.integers(1, 90))
def test_what_the_standard_library_wrote_is_read_as_it_was(rows: list[tuple[str, str]], size: int):
    with tempfile.TemporaryDirectory() as folder:
        kept = [(f"x{a}".replace("\r", " "), f"б{b}".replace("\r", " ")) for a, b in rows if _fits(a + b)]
        path = table(Path(folder, "a.csv"), ["kind", "text"], *map(list, kept))
        items = [item for item in read.articles([str(path)]) if isinstance(item, Article)]
        assert [item.content for item in items] == [text for _, text in kept]
        assert by_parts(path, size=size) == whole(path)


def _fits(text: str) -> bool:
    """Return whether a text can be written at all, and stays as it is when read."""
    from elchi.characters import fit

    return text == fit(text)


def test_the_parts_of_a_table_know_its_header(tmp_path: Path):
    path = table(tmp_path / "a.csv", ["id", "text", "desk"], *([str(n), f"Элчи\n{n}", "х"] for n in range(99)))
    parts = [part for part in read.parts([str(path)], size=300) if isinstance(part, read.Part)]
    assert len(parts) > 5
    assert by_parts(path, size=300) == whole(path)


def test_a_table_without_text_is_told_once(tmp_path: Path):
    path = table(tmp_path / "a.csv", ["id", "body"], *([str(n), "Элчи"] for n in range(99)))
    assert len(by_parts(path, size=100)) == 1
