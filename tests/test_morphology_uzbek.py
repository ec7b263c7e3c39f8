"""Uzbek words: one key for both scripts, suffixes to features."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import apostrophes, cyrillic, is_linear
from elchi.model import Features
from elchi.morphology.uzbek import analyse, citation, key

NOUNS = frozenset(
    {"tashrif", "vazir", "vazirlik", "vazirlig", "turkiya", "o'zbekiston", "bitim", "davlat", "delegatsiya"}
)
VERBS = frozenset({"imzola", "kel", "uchrash", "bor", "muhokama qil", "qil"})


def readings(form: str) -> list[tuple[str, str, Features]]:
    return [(a.lemma, a.pos, a.features) for a in analyse(form, key(form), NOUNS, VERBS)]


def features(form: str, pos: str) -> Features:
    return next(found for _, kind, found in readings(form) if kind == pos)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Тўқаев", "to'qayev"),
        ("Европа", "yevropa"),
        ("поезд", "poyezd"),
        ("объект", "obyekt"),
        ("Эрон", "eron"),
        ("ғалаба", "g'alaba"),
        ("ҳужжат", "hujjat"),
        ("чўққи", "cho'qqi"),
        ("шартнома", "shartnoma"),
        ("делегация", "delegatsiya"),
        ("цирк", "sirk"),
        ("сентябрь", "sentabr"),
        ("октябрь", "oktabr"),
        ("июнь", "iyun"),
        ("маъно", "ma'no"),
        ("ёш", "yosh"),
        ("юбилей", "yubiley"),
    ],
)
def test_a_cyrillic_word_is_folded_to_its_latin_spelling(written: str, folded: str) -> None:
    assert key(written) == folded


@pytest.mark.parametrize("written", apostrophes("o'zbekiston"))
def test_every_apostrophe_is_one_letter(written: str) -> None:
    assert key(written) == "o'zbekiston"


@pytest.mark.parametrize(
    "latin",
    [
        "To'qayevning",
        "shartnomasidan",
        "g'arbiy",
        "choyxona",
        "yo'lovchi",
        "muzokaralarga",
        "elchixonalardagi",
        "Yevropa",
    ],
)
def test_both_scripts_have_one_key(latin: str) -> None:
    assert key(cyrillic(latin)) == key(latin)


@pytest.mark.parametrize(
    ("form", "case"),
    [
        ("Turkiya", "Nom"), ("Turkiyaning", "Gen"), ("Turkiyani", "Acc"), ("Turkiyaga", "Dat"), ("Turkiyada", "Loc"),
        ("Turkiyadan", "Abl"), ("Turkiyagacha", "Ter"), ("Туркиянинг", "Gen"), ("Туркияда", "Loc"),
        ("vazirlikka", "Dat"), ("tashrifiga", "Dat"), ("tashrifini", "Acc"), ("vazirlarining", "Gen"),
    ],
)  # fmt: skip
def test_a_case_is_read_off_its_suffix(form: str, case: str) -> None:
    assert f"Case={case}" in features(form, "NOUN")


def test_a_final_k_is_voiced_before_a_possessive() -> None:
    assert citation("vazirlik", "noun") == ("vazirlik", "vazirlig")
    assert readings("vazirligida")[0][0] == "vazirlik"


def test_a_word_in_locative_may_be_an_attribute() -> None:
    assert {"Case=Loc", "Attr=Yes"} <= features("Turkiyadagi", "NOUN")


def test_a_plural_and_a_possessive_are_told() -> None:
    assert {"Number=Plur", "Poss=Yes"} <= features("vazirlari", "NOUN")
    assert "Number=Plur" not in features("vaziri", "NOUN")


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("imzoladi", {"VerbForm=Fin", "Tense=Past"}),
        ("imzolandi", {"VerbForm=Fin", "Tense=Past", "Voice=Pass"}),
        ("imzolashdi", {"VerbForm=Fin", "Tense=Past"}),
        ("imzolagandi", {"VerbForm=Fin", "Tense=Past"}),
        ("imzolaydi", {"VerbForm=Fin", "Tense=Fut"}),
        ("imzolanadi", {"VerbForm=Fin", "Tense=Fut", "Voice=Pass"}),
        ("imzolamadi", {"VerbForm=Fin", "Tense=Past", "Polarity=Neg"}),
        ("imzolamaydi", {"VerbForm=Fin", "Tense=Fut", "Polarity=Neg"}),
        ("imzolamoqda", {"VerbForm=Fin", "Aspect=Prog"}),
        ("imzolayapti", {"VerbForm=Fin", "Aspect=Prog"}),
        ("imzolamoqchi", {"VerbForm=Fin", "Mood=Des"}),
        ("imzolagan", {"VerbForm=Part", "Tense=Past"}),
        ("imzolaydigan", {"VerbForm=Part", "Tense=Fut"}),
        ("imzolashi", {"VerbForm=Vnoun"}),
        ("imzolasa", {"VerbForm=Fin", "Mood=Cnd"}),
        ("imzolasin", {"VerbForm=Fin", "Mood=Opt"}),
        ("imzolab", {"VerbForm=Conv"}),
        ("имзолади", {"VerbForm=Fin", "Tense=Past"}),
        ("имзоланмаган", {"VerbForm=Part", "Voice=Pass", "Polarity=Neg"}),
        ("келмоқда", {"VerbForm=Fin", "Aspect=Prog"}),
    ],
)  # fmt: skip
def test_a_verb_shows_tense_voice_and_polarity(form: str, expected: set[str]) -> None:
    assert expected <= features(form, "VERB")


def test_a_noun_of_its_own_is_no_form_of_a_verb() -> None:
    found = analyse("kelishuv", "kelishuv", frozenset({"kelishuv"}), frozenset({"kelish", "kel"}))
    assert [(a.lemma, a.pos) for a in found] == [("kelishuv", "NOUN")]


def test_an_abstract_noun_says_that_it_is_derived() -> None:
    assert "Derivation=Lik" in features("davlatlik", "NOUN")


def test_the_case_of_an_unknown_name_is_guessed_beside_the_whole_word() -> None:
    assert readings("Erdo'g'anning") == [
        ("erdo'g'anning", "PROPN", frozenset({"Case=Nom"})),
        ("erdo'g'an", "PROPN", frozenset({"Case=Gen"})),
    ]


def test_an_unknown_verb_is_guessed_by_its_ending() -> None:
    assert readings("bezatildi") == [("bezatil", "VERB", frozenset({"VerbForm=Fin", "Tense=Past"}))]


def test_an_unknown_word_in_lower_case_has_no_reading() -> None:
    assert readings("qarag'ay") == []


@given(st.text(max_size=40))
def test_any_text_has_a_key_and_readings(text: str) -> None:
    for reading in analyse(text, key(text), NOUNS, VERBS):
        assert reading.lemma


@given(st.text(alphabet="абвгдежзийклмнопрстуфхцчшъэюяёўқғҳ", max_size=30))
def test_the_key_of_a_cyrillic_word_is_latin(text: str) -> None:
    assert key(text).isascii()


@given(st.text(alphabet="abdefghijklmnopqrstuvxyz'", max_size=30))
def test_a_key_is_its_own_key(text: str) -> None:
    assert key(key(text)) == key(text)


def test_the_key_of_a_long_word_takes_linear_time() -> None:
    assert is_linear(lambda size: [key(letter * size) for letter in "аеўцяъ"], 100_000)
