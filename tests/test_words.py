"""Text to words: one pattern for texts and word lists."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import APOSTROPHES, is_linear
from elchi.morphology.words import words


def cut(text: str) -> list[str]:
    return [found.group() for found in words(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Вазир келди.", ["Вазир", "келди", "."]),
        ("2022-yil 10-may", ["2022", "-", "yil", "10", "-", "may"]),
        ("премьер-министр", ["премьер", "-", "министр"]),
        ("5,6 млрд", ["5,6", "млрд"]),
        ("«Газпром»", ["«", "Газпром", "»"]),
        ("АҚШнинг", ["АҚШнинг"]),
        ("AQSHga", ["AQSHga"]),
        ("тугади.Расм", ["тугади", ".", "Расм"]),
        ("переданоTengri", ["передано", "Tengri"]),
        ("тугадиfoto", ["тугади", "foto"]),
        ("Неw Ёрк ва Миcрософт", ["Неw", "Ёрк", "ва", "Миcрософт"]),
        ("gazeta.uz ma'lum qildi", ["gazeta.uz", "ma'lum", "qildi"]),
        ("на сайте vesti.com", ["на", "сайте", "vesti.com"]),
        ("Лента.ру пишет", ["Лента.ру", "пишет"]),
        ("А. Ниёзов", ["А", ".", "Ниёзов"]),
        ("Эрдўған—Тўқаев", ["Эрдўған", "—", "Тўқаев"]),
        ("Ångström Łódź", ["Ångström", "Łódź"]),
        ("北京 كابول", ["北京", "كابول"]),
    ],
)
def test_a_text_is_cut_into_words_numbers_and_signs(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


@pytest.mark.parametrize("sign", APOSTROPHES)
def test_an_apostrophe_inside_a_word_belongs_to_it(sign: str) -> None:
    word = f"O{sign}zbekiston"
    assert cut(f"{word} sha{sign}ni") == [word, f"sha{sign}ni"]


@pytest.mark.parametrize("sign", sorted(set(APOSTROPHES) - set("ʻʼ")))  # these two are letters
def test_an_apostrophe_around_a_word_is_a_quotation_mark(sign: str) -> None:
    assert cut(f"{sign}tinchlik{sign} bitimi")[1] == "tinchlik"


def test_a_stretch_of_a_text_is_cut_at_its_own_offsets() -> None:
    text = "Вазир Анқарага келди"
    assert [found.span() for found in words(text, 6, 14)] == [(6, 14)]


@given(st.text(max_size=200))
def test_words_hold_every_character_but_white_space_once_and_in_order(text: str) -> None:
    assert "".join(cut(text)) == "".join(text.split())


@pytest.mark.parametrize("piece", ["a", "o'", "а", "А", "1", "1.", "a.", "a.uz", "-", "'", "Aʻ", "aА", "ж.", "жa"])
def test_cutting_takes_linear_time(piece: str) -> None:
    assert is_linear(lambda size: cut(piece * size), 30_000)
