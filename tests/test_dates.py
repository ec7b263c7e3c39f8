"""Dates: calendar expressions of our own making, and what they must read as."""

from __future__ import annotations

import json
import time
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elchi.dates import Grammar, compile_grammar, find
from elchi.errors import LexiconError
from elchi.model import DateMention, Span

CASES = Path(__file__).with_name("dates.tsv")
SENTENCES = Path(__file__).resolve().parents[2] / "shared" / "design" / "sentences.jsonl"
PRECISIONS = {"d": "day", "w": "week", "m": "month", "y": "year", "r": "interval"}
WEDNESDAY = "2025-05-14"


def cases() -> list[list[str]]:
    lines = CASES.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


@cache
def grammars() -> dict[str, Grammar]:
    return {language: compile_grammar(language) for language in ("en", "kk", "ky", "ru", "tr", "uz")}


def read(text: str, language: str, published: str | None = None) -> tuple[DateMention, ...]:
    return find(text, [(Span(0, len(text)), language)], grammars=grammars(), published=published)


def values(text: str, language: str, published: str | None = None) -> list[str]:
    return [mention.edtf for mention in read(text, language, published)]


def test_a_language_without_a_grammar_is_an_error_that_names_it() -> None:
    with pytest.raises(LexiconError, match="xx: no date grammar"):
        compile_grammar("xx")


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("patterns = [", "not a readable date grammar"),
        ("[classes.month]\n5 = 'may'\n[grammar]", "no list of words"),
        ("[classes.month]\n5 = ['may']\n[grammar]\npatterns = ['{mnth}']", "mnth"),
        ("[classes.month]\n5 = ['may']\n[grammar]\npatterns = ['{month} (']", r"'\{month\} \('"),
        ("[classes.month]\n5 = ['may']\n[classes.OF]\nforms = ['of']\n[grammar]\npatterns = ['{OF}']", "catches none"),
    ],
)
def test_a_broken_grammar_is_an_error_that_names_the_entry(tmp_path: Path, written: str, message: str) -> None:
    (tmp_path / "xx").mkdir()
    (tmp_path / "xx" / "dates.toml").write_text(written, encoding="utf-8")
    with pytest.raises(LexiconError, match=message):
        compile_grammar("xx", folders=[tmp_path])


def test_a_grammar_of_ones_own_is_read_instead(tmp_path: Path) -> None:
    (tmp_path / "ru").mkdir()
    (tmp_path / "ru" / "dates.toml").write_text(
        "[classes.offset]\n-1 = ['давеча']\n[grammar]\npatterns = ['{offset}']", encoding="utf-8"
    )
    own = {"ru": compile_grammar("ru", folders=[tmp_path])}
    (mention,) = find("Давеча прибыл", [(Span(0, 13), "ru")], grammars=own, published=WEDNESDAY)
    assert mention.edtf == "2025-05-13"


@pytest.mark.parametrize(("text", "edtf"), [("may 2022", "2022-05"), ("may2022", "2022-05"), ("mayor2022", None)])
def test_a_word_ends_where_a_blank_may_be_missing(tmp_path: Path, text: str, edtf: str | None) -> None:
    (tmp_path / "xx").mkdir()
    (tmp_path / "xx" / "dates.toml").write_text(
        "[classes.month]\n5 = ['may']\n[grammar]\npatterns = ['{month} ?(?:or)?{year}']", encoding="utf-8"
    )
    own = {"xx": compile_grammar("xx", folders=[tmp_path])}
    found = find(text, [(Span(0, len(text)), "xx")], grammars=own, published=WEDNESDAY)
    assert [mention.edtf for mention in found] == ([] if edtf is None else [edtf])


def test_a_stretch_in_another_language_is_passed_over() -> None:
    assert read("2022-05-10", "zz") == ()


def test_offsets_are_code_points_of_the_text() -> None:
    text = "Аввал 💬 сўнг: 10 майга ўтар кечаси."
    (mention,) = read(text, "uz-Cyrl", "2022-05-11")
    assert mention.span.of(text) == "10 майга"


def test_only_the_stretches_given_are_read() -> None:
    text = "10 мая 2022 года. 11 мая 2022 года."
    (mention,) = find(text, [(Span(17, 35), "ru")], grammars=grammars(), published=None)
    assert mention.edtf == "2022-05-11"


@pytest.mark.skipif(not SENTENCES.exists(), reason="the reference sentences are not beside this checkout")
@pytest.mark.parametrize("language", ["en", "kk", "ky", "ru", "tr", "uz-Cyrl", "uz-Latn"])
def test_the_reference_sentences_are_read_whole(language: str) -> None:
    for line in SENTENCES.read_text(encoding="utf-8").splitlines():
        sentence = json.loads(line)
        if sentence["lang"] == language:
            found = [(m.edtf, m.precision) for m in read(sentence["text"], language, "2022-05-11")]
            assert found == [(d["value"], PRECISIONS[d["prec"]]) for d in sentence["dates"]], sentence["text"]


@pytest.mark.parametrize(("language", "published", "text", "expected"), cases())
def test_expressions_read_as_their_values(language: str, published: str, text: str, expected: str) -> None:
    found = values(text, language, None if published == "-" else published)
    assert found == ([] if expected == "-" else expected.split("; "))


@pytest.mark.parametrize(
    ("text", "published", "precision", "basis", "earliest", "latest"),
    [
        ("29 марта 2022 года", None, "day", "stated", "2022-03-29", "2022-03-29"),
        ("29 марта", WEDNESDAY, "day", "inferredYear", "2025-03-29", "2025-03-29"),
        ("29 марта", None, "day", "stated", None, None),
        ("вчера", WEDNESDAY, "day", "relative", "2025-05-13", "2025-05-13"),
        ("на прошлой неделе", WEDNESDAY, "week", "relative", "2025-05-05", "2025-05-11"),
        ("в феврале 2024 года", None, "month", "stated", "2024-02-01", "2024-02-29"),
        ("в 2019 году", None, "year", "stated", "2019-01-01", "2019-12-31"),
        ("в 90-х годах", None, "decade", "stated", "1990-01-01", "1999-12-31"),
        ("летом 2022 года", None, "season", "stated", "2022-06-01", "2022-08-31"),
        ("10–12 мая 2022 года", None, "interval", "stated", "2022-05-10", "2022-05-12"),
        ("во втором квартале 2025 года", None, "interval", "stated", "2025-04-01", "2025-06-30"),
    ],
)
def test_precision_basis_and_bounds(
    text: str, published: str | None, precision: str, basis: str, earliest: str | None, latest: str | None
) -> None:
    (mention,) = read(text, "ru", published)
    assert (mention.precision, mention.basis) == (precision, basis)
    assert (mention.earliest, mention.latest) == (earliest, latest)


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        ("2023-12-05T10:00:00+05:00", ["2023-12-04", "2024", "2023-11"]),
        ("2023-12", ["2024", "2023-11"]),
        ("2023", ["2024", "2023-11"]),
        ("XXXX-12-05", ["XXXX-11"]),
        ("not a date", ["XXXX-11"]),
        ("2023-13-45", ["XXXX-11"]),
    ],
)
def test_a_vague_publication_date_resolves_what_it_can(published: str, expected: list[str]) -> None:
    assert values("Вчера, в следующем году, в ноябре", "ru", published) == expected


@pytest.mark.parametrize("apostrophe", "ʻʼ'‘’`")
def test_every_apostrophe_is_read(apostrophe: str) -> None:
    assert values(f"O{apostrophe}tgan yil", "uz-Latn", WEDNESDAY) == ["2024"]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("tr", "12 ARALIK 2022", ["2022-12-12"]),
        ("tr", "20 NİSAN 2022, 20 Nisan 2022", ["2022-04-20", "2022-04-20"]),
        ("tr", "12 Aralık 2022", ["2022-12-12"]),
        ("en", "10 Auguſt 2022, 2022", []),
        ("uz-Latn", "١٠-may", []),
    ],
)
def test_letters_and_digits_of_other_alphabets(language: str, text: str, expected: list[str]) -> None:
    assert values(text, language, WEDNESDAY) == expected


@given(st.text(max_size=200), st.sampled_from(["en", "kk", "ky", "ru", "tr", "uz"]))
def test_any_text_is_read_without_an_error(text: str, language: str) -> None:
    read(text, language, WEDNESDAY)


@given(
    st.lists(st.sampled_from([*"0123456789 .-–,'", "may ", "йил ", "bu ", "мая ", "с ", "по ", "2022 "]), max_size=60)
)
def test_mentions_lie_in_order_within_their_stretch(pieces: list[str]) -> None:
    text = "".join(pieces)
    for language in ("uz-Latn", "ru"):
        mentions = read(text, language, WEDNESDAY)
        ends = [0, *(end for mention in mentions for end in mention.span), len(text)]
        assert ends == sorted(ends)
        assert all(text[m.span.start : m.span.stop].strip() for m in mentions)


@pytest.mark.parametrize("piece", ["10-", "2022, ", "май ", "A'", "1 и ", "с 10 ", "сегодня ", "o'", "\u00a0", "x'x"])
def test_reading_takes_linear_time(piece: str) -> None:
    def seconds(length: int) -> float:
        text = piece * length
        best = float("inf")
        for _ in range(3):
            started = time.process_time()
            read(text, "ru", WEDNESDAY), read(text, "uz-Latn", WEDNESDAY)
            best = min(best, time.process_time() - started)
        return best

    assert any(seconds(4_000) < 12 * seconds(1_000) + 0.05 for _ in range(3))
