"""Russian words: dictionary forms and features, surnames that the dictionary lacks."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from elchi.model import Analysis, Features
from elchi.morphology.russian import analyse, citation, key


def readings(form: str) -> tuple[Analysis, ...]:
    return analyse(form, key(form), frozenset(), frozenset())


def of(form: str, lemma: str) -> list[Features]:
    return [reading.features for reading in readings(form) if reading.lemma == lemma]


@pytest.mark.parametrize(
    ("form", "lemma", "expected"),
    [
        ("договора", "договор", {"Case=Gen", "Number=Sing"}),
        ("договоры", "договор", {"Case=Nom", "Number=Plur"}),
        ("Турцию", "турция", {"Case=Acc"}),
        ("Турцией", "турция", {"Case=Ins"}),
        ("Казахстане", "казахстан", {"Case=Loc"}),
        ("Казахстану", "казахстан", {"Case=Dat"}),
        ("подписали", "подписать", {"VerbForm=Fin", "Tense=Past"}),
        ("подпишут", "подписать", {"VerbForm=Fin", "Tense=Fut"}),
        ("подписывают", "подписывать", {"VerbForm=Fin", "Tense=Pres"}),
        ("подписан", "подписать", {"VerbForm=Fin", "Voice=Pass"}),
        ("подписанный", "подписать", {"VerbForm=Part", "Voice=Pass"}),
        ("подписать", "подписать", {"VerbForm=Inf"}),
        ("подписав", "подписать", {"VerbForm=Conv"}),
        ("турецкого", "турецкий", {"Case=Gen"}),
        ("Владимира", "владимир", {"NameType=Giv", "Gender=Masc"}),
    ],
)
def test_a_form_has_its_dictionary_form_and_features(form: str, lemma: str, expected: set[str]) -> None:
    assert any(expected <= found for found in of(form, lemma))


@pytest.mark.parametrize(
    ("form", "lemma", "case"),
    [
        ("Токаев", "токаев", "Nom"), ("Токаева", "токаев", "Gen"), ("Токаеву", "токаев", "Dat"),
        ("Токаевым", "токаев", "Ins"), ("Токаеве", "токаев", "Loc"), ("Жапарова", "жапаров", "Gen"),
        ("Путину", "путин", "Dat"), ("Зеленского", "зеленский", "Gen"), ("Зеленскому", "зеленский", "Dat"),
        ("Валиевой", "валиева", "Gen"), ("Захаровой", "захарова", "Gen"), ("Саидовскую", "саидовская", "Acc"),
    ],
)  # fmt: skip
def test_a_surname_is_declined_without_a_dictionary(form: str, lemma: str, case: str) -> None:
    assert any({f"Case={case}", "NameType=Sur"} <= found for found in of(form, lemma))


def test_a_surname_is_only_guessed_from_a_capital() -> None:
    assert of("Основа", "основ")
    assert not of("основа", "основ")


def test_yo_and_ye_are_one_letter() -> None:
    assert key("Заявлённый") == "заявленный"
    assert {r.lemma for r in readings("ведёт")} == {r.lemma for r in readings("ведет")}


def test_listed_words_stand_in_their_dictionary_form() -> None:
    assert citation("соглашение", "noun") == ("соглашение",)


@pytest.mark.parametrize("form", ["", "14", "«", "-", "…"])
def test_what_is_no_word_has_no_readings(form: str) -> None:
    assert readings(form) == ()


def test_readings_do_not_repeat() -> None:
    for form in ("договоры", "Токаева", "стали", "Турции"):
        assert len(set(readings(form))) == len(readings(form))


@settings(max_examples=60)
@given(st.text(max_size=30))
@example("а\U00017000")
@example("\U00017000")
def test_any_text_can_be_analysed(text: str) -> None:
    for reading in readings(text):
        assert "ё" not in reading.lemma
