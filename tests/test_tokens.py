"""Blocks to sentences: where they end and where they do not."""

import pytest

from core import is_linear, tools
from elchi.model import Block, Span
from elchi.tokens import tokenise


def sentences(text: str, language: str = "uz-Latn", kind: str = "paragraph") -> list[str]:
    block = Block(Span(0, len(text)), kind, language)
    return [sentence.span.of(text) for sentence in tokenise(text, (block,), lexicons=tools())]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Vazir keldi. U jo'nadi.", "uz-Latn", 2),
        ("Vazir keldi! Nega? Bilmadim…", "uz-Latn", 3),
        ("Министр прибыл.Фото агентства", "ru", 2),
        ("Вазир келди.\nУ жўнади", "uz-Cyrl", 2),
        ("Savdo 5,6 mlrd. dollarga yetdi.", "uz-Latn", 1),
        ("Savdo 2.5 foiz oshdi.", "uz-Latn", 1),
        ("Встреча прошла в 2022 г. в Анкаре.", "ru", 1),
        ("Его принял А. Ниязов. Они говорили.", "ru", 2),
        ("Uni A. B. Niyozov qabul qildi.", "uz-Latn", 1),
        ("«Биз тайёрмиз!» — деди вазир.", "uz-Cyrl", 1),
        ("«Мы готовы?» — спросил министр.", "ru", 1),
        ("«Биз тайёрмиз.» Вазир жўнади.", "uz-Cyrl", 2),
        ("gazeta.uz yozdi. Vazir rad etdi.", "uz-Latn", 2),
        ("Nima bo'ldi?!", "uz-Latn", 1),
    ],
)  # fmt: skip
def test_a_sentence_ends_where_a_reader_would_end_it(text: str, language: str, expected: int) -> None:
    assert len(sentences(text, language)) == expected


def test_a_closing_mark_belongs_to_the_sentence_that_it_closes() -> None:
    assert sentences("«Биз тайёрмиз.» Вазир жўнади.", "uz-Cyrl") == ["«Биз тайёрмиз.»", "Вазир жўнади."]


def test_every_token_stands_where_its_span_says() -> None:
    text = "  Vazir «O‘zbekiston»ga 10-may kuni keldi.Foto: gazeta.uz"
    block = Block(Span(2, len(text)), "paragraph", "uz-Latn")
    for sentence in tokenise(text, (block,), lexicons=tools()):
        for token in sentence.tokens:
            assert token.span.of(text) == token.word.form
        assert sentence.span == (sentence.tokens[0].span.start, sentence.tokens[-1].span.stop)


def test_offsets_are_those_of_the_whole_text() -> None:
    text = "Menyu\n\nVazir keldi."
    block = Block(Span(7, len(text)), "paragraph", "uz-Latn")
    assert [s.span for s in tokenise(text, (block,), lexicons=tools())] == [Span(7, 19)]


@pytest.mark.parametrize(
    "block",
    [
        Block(Span(0, 12), "boilerplate", "uz-Latn"),
        Block(Span(0, 12), "paragraph", "ja"),
        Block(Span(0, 12), "paragraph", None),
        Block(Span(0, 12), "paragraph", "uz-Latn", repeats=Span(20, 32)),
        Block(Span(0, 0), "paragraph", "uz-Latn"),
    ],
    ids=["boilerplate", "language without a lexicon", "unknown language", "repeated", "empty"],
)
def test_some_blocks_are_passed_over(block: Block) -> None:
    assert tokenise("Vazir keldi.", (block,), lexicons=tools()) == ()


def test_what_has_no_stops_is_cut_into_bounded_sentences() -> None:
    text = "vazir keldi va " * 1000
    block = Block(Span(0, len(text)), "paragraph", "uz-Latn")
    found = tokenise(text, (block,), lexicons=tools())
    assert max(len(sentence.tokens) for sentence in found) <= 301
    assert sum(len(sentence.tokens) for sentence in found) == 3000


@pytest.mark.parametrize("piece", ["vazir ", "vazir. ", ". ", "« ", "»", "A. ", "— ", "\n", "a\n"])
def test_cutting_takes_linear_time(piece: str) -> None:
    assert is_linear(lambda size: sentences("Vazir " + piece * size), 8_000)
