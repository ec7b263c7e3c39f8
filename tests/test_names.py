"""Names of every script and spelling to one rough key."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elchi.morphology.names import name_key


@pytest.mark.parametrize(
    "spellings",
    [
        ("Тўқаев", "To'qayev", "Toʻqayev", "To‘qayev", "Токаев", "Tokaev", "Tokayev", "Тоқаев"),
        ("Мирзиёев", "Mirziyoyev", "Мирзиеев"),
        ("Эрдўғон", "Erdoʻgʻon", "Эрдогон", "Erdoğon"),
        ("Жапаров", "Japarov", "Zhaparov"),
        ("Раҳмон", "Рахмон", "Rahmon", "Raxmon", "Rakhmon"),
        ("Лавров", "Lavrov"),
        ("Фидан", "Fidan"),
        ("Ҳусейн", "Хусейн", "Husein", "Huseyn"),
        ("Қосим-Жомарт", "Qosim-Jomart", "Qosim Jomart"),
        ("Кёвер", "Kyover", "Кевер"),
        ("Иванович", "Ivanovich"),
        ("Шмыгаль", "Shmigal"),
        ("Фиала", "Fiala"),
        ("Ниёзов", "Niyozov", "Ниезов"),
    ],
    ids=lambda spellings: spellings[0],
)
def test_spellings_of_one_name_share_a_key(spellings: tuple[str, ...]) -> None:
    assert len({name_key(spelling) for spelling in spellings}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("Тўқаев", "Тўқаева"), ("Лавров", "Левров"), ("Раҳмон", "Раҳимов"), ("Ким", "Хим"), ("Путин", "Ботин")],
)
def test_other_names_have_other_keys(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


def test_words_of_a_name_stay_apart() -> None:
    assert name_key("Хулуси  Акар") == "hulusi akar"


def test_signs_are_no_part_of_a_key() -> None:
    assert name_key("Ж. Тўқаев («Нур»)") == "j tokaev nur"


@given(st.text(max_size=60))
def test_any_text_has_a_key_of_small_latin_letters(text: str) -> None:
    assert all("a" <= sign <= "z" or sign == " " for sign in name_key(text))


@given(st.text(alphabet="абвгдежзиклмнопрстуфхцчшэюяўқғҳ -", max_size=40))
def test_a_key_does_not_depend_on_capitals(text: str) -> None:
    assert name_key(text) == name_key(text.upper())
