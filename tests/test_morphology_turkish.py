"""Turkish words: suffixes to stems and features."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elchi.morphology.turkish import analyse, citation, key

NOUNS = frozenset(
    s
    for word in [
        "ziyaret",
        "görüşme",
        "bakan",
        "bakanlık",
        "anlaşma",
        "protokol",
        "türkiye",
        "abd",
        "birliği",
        "kazakistan",
    ]
    for s in citation(word, "noun")
)
VERBS = frozenset(
    s
    for word in ["imzala", "et", "git", "görüş", "gel", "ol", "yap", "söyle", "gerçekleştir", "edil"]
    for s in citation(word, "verb")
)


def readings(form: str) -> list[tuple[str, str, frozenset[str]]]:
    return [(a.lemma, a.pos, a.features) for a in analyse(form, key(form), NOUNS, VERBS)]


@pytest.mark.parametrize(
    ("form", "stem", "case"),
    [
        ("ziyaretinin", "ziyaret", "Gen"),
        ("ziyaretini", "ziyaret", "Acc"),
        ("bakanına", "bakan", "Dat"),
        ("bakanıyla", "bakan", "Ins"),
        ("Bakanlığı'nın", "bakanlık", "Gen"),
        ("Bakanlığının", "bakanlık", "Gen"),
        ("görüşmelerde", "görüşme", "Loc"),
        ("anlaşmadan", "anlaşma", "Abl"),
        ("Türkiye’ye", "türkiye", "Dat"),
        ("ABD'nin", "abd", "Gen"),
        ("Kazakistan'daki", "kazakistan", "Loc"),
        ("Birliği'ne", "birliği", "Dat"),
    ],
)
def test_a_noun_shows_its_case(form: str, stem: str, case: str) -> None:
    assert any(lemma == stem and f"Case={case}" in found for lemma, _, found in readings(form))


@pytest.mark.parametrize(
    ("form", "stem", "features"),
    [
        ("imzaladı", "imzala", "Tense=Past VerbForm=Fin"),
        ("imzalandı", "imzala", "Voice=Pass Tense=Past"),
        ("imzalanacak", "imzala", "Tense=Fut Voice=Pass"),
        ("imzalayacağını", "imzala", "Tense=Fut Nominalised=Yes"),
        ("imzaladığını", "imzala", "Nominalised=Yes Tense=Past"),
        ("imzalamadı", "imzala", "Polarity=Neg"),
        ("imzalanabilir", "imzala", "Mood=Pot"),
        ("imzalanmalı", "imzala", "Mood=Des"),
        ("ediyor", "et", "Aspect=Prog"),
        ("edilen", "et", "VerbForm=Part Voice=Pass"),
        ("gidecek", "git", "Tense=Fut"),
        ("gelmiştir", "gel", "Tense=Past"),
        ("yapması", "yap", "VerbForm=Vnoun"),
    ],
)
def test_a_verb_shows_its_form(form: str, stem: str, features: str) -> None:
    verbs = [(lemma, found) for lemma, pos, found in readings(form) if pos == "VERB"]
    assert any(lemma == stem and set(features.split()) <= found for lemma, found in verbs)


@pytest.mark.parametrize(
    ("form", "stem", "case"),
    [
        ("Putin'in", "putin", "Gen"),
        ("Trump’a", "trump", "Dat"),
        ("Fidan'la", "fidan", "Ins"),
        ("Rubio'yu", "rubio", "Acc"),
        ("Lavrov'dan", "lavrov", "Abl"),
    ],
)
def test_an_unknown_name_is_cut_where_the_suffix_fits_its_end(form: str, stem: str, case: str) -> None:
    assert (stem, "PROPN", frozenset({f"Case={case}"})) in readings(form)


@pytest.mark.parametrize("form", ["Nadan", "Yerinde", "Kısıklının"])
def test_an_unknown_name_that_only_ends_like_a_suffix_stays_whole(form: str) -> None:
    assert [lemma for lemma, _, _ in readings(form)] == [key(form)]


@pytest.mark.parametrize("form", ["görüşme", "görüşmesi"])
def test_a_verbal_noun_that_is_a_noun_of_its_own_is_no_verb(form: str) -> None:
    assert {pos for _, pos, _ in readings(form)} == {"NOUN"}


def test_the_longest_verb_stem_wins() -> None:
    assert {lemma for lemma, pos, _ in readings("gerçekleştirdi") if pos == "VERB"} == {"gerçekleştir"}


@given(st.text(alphabet="abcçdeğgıiİIjklmnoöprsştuüvyz'", max_size=60))
def test_any_form_is_analysed_and_its_stem_begins_it(form: str) -> None:
    assert all(lemma for lemma, _, _ in readings(form))


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("İSTANBUL", "istanbul"),
        ("IRAK", "ırak"),
        ("Hâkim", "hakim"),
        ("İlişkiler", "ilişkiler"),
        ("Türkiye’nin", "türkiye'nin"),
    ],
)
def test_letters_are_folded_by_the_turkish_rule(written: str, folded: str) -> None:
    assert key(written) == folded


def test_a_listed_passive_is_a_form_of_its_active_as_well() -> None:
    assert {lemma for lemma, _, _ in readings("edildi")} == {"edil", "et"}


def test_a_listed_negation_is_a_form_of_its_verb_as_well() -> None:
    found = analyse("etmedi", "etmedi", frozenset(), frozenset({"et", "etme"}))
    assert [(a.lemma, "Polarity=Neg" in a.features) for a in found] == [("etme", False), ("et", True)]


@pytest.mark.parametrize("form", ["imzalayamazsa", "imzalamazsa", "imzalarsa", "imzalayacaksa"])
def test_a_condition_may_follow_any_tense(form: str) -> None:
    assert any({"Mood=Cnd"} <= features for _, _, features in readings(form))


@pytest.mark.parametrize("form", ["imzalamışlardı", "imzalayacaklardı", "imzalıyorlardı"])
def test_a_plural_stands_before_the_copula(form: str) -> None:
    assert [(lemma, pos) for lemma, pos, _ in readings(form)] == [("imzala", "VERB")]


@pytest.mark.parametrize(("form", "negated"), [("imzalıyor", False), ("imzalamıyor", True), ("imzalıyordu", False)])
def test_the_progressive_takes_the_vowel_of_its_stem(form: str, negated: bool) -> None:
    assert [(lemma, "Polarity=Neg" in found, "Aspect=Prog" in found) for lemma, _, found in readings(form)] == [
        ("imzala", negated, True)
    ]
