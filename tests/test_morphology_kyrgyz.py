"""Kyrgyz words: suffixes to stems and features."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elchi.morphology.kyrgyz import analyse, citation, key

NOUNS = frozenset(
    s
    for word in [
        "сапар",
        "жолугушуу",
        "келишим",
        "министр",
        "министрлик",
        "документ",
        "акш",
        "кыргызстан",
        "түркия",
        "кремль",
    ]
    for s in citation(word, "noun")
)
VERBS = frozenset(
    s
    for word in [
        "кой",
        "кел",
        "жолук",
        "сүйлөш",
        "жүргүз",
        "баала",
        "де",
        "пландаштыр",
        "эт",
        "макулдаш",
        "бар",
        "барла",
    ]
    for s in citation(word, "verb")
)


def readings(form: str) -> list[tuple[str, str, frozenset[str]]]:
    return [(a.lemma, a.pos, a.features) for a in analyse(form, key(form), NOUNS, VERBS)]


@pytest.mark.parametrize(
    ("form", "stem", "case"),
    [
        ("сапарынын", "сапар", "Gen"),
        ("министрдин", "министр", "Gen"),
        ("министрин", "министр", "Acc"),
        ("министрлигине", "министрлик", "Dat"),
        ("документтерге", "документ", "Dat"),
        ("Кыргызстанда", "кыргызстан", "Loc"),
        ("Кыргызстандагы", "кыргызстан", "Loc"),
        ("Түркиядан", "түркия", "Abl"),
        ("АКШнын", "акш", "Gen"),
        ("АКШ-га", "акш", "Dat"),
        ("Кремлдин", "кремль", "Gen"),
        ("жолугушуусунда", "жолугушуу", "Loc"),
    ],
)
def test_a_noun_shows_its_case(form: str, stem: str, case: str) -> None:
    assert any(lemma == stem and f"Case={case}" in found for lemma, _, found in readings(form))


@pytest.mark.parametrize(
    ("form", "stem", "features"),
    [
        ("келди", "кел", "Tense=Past VerbForm=Fin"),
        ("коюлду", "кой", "Tense=Past Voice=Pass"),
        ("коёт", "кой", "Tense=Fut"),
        ("коюу", "кой", "VerbForm=Vnoun"),
        ("баалоо", "баала", "VerbForm=Vnoun"),
        ("келбейт", "кел", "Polarity=Neg Tense=Fut"),
        ("пландаштырылууда", "пландаштыр", "Aspect=Prog"),
        ("бармакчы", "бар", "Mood=Des"),
        ("келген", "кел", "VerbForm=Part Case=Nom"),
        ("келсе", "кел", "Mood=Cnd"),
        ("жүргүзүп", "жүргүз", "VerbForm=Conv"),
        ("жолугат", "жолук", "Tense=Fut"),
    ],
)
def test_a_verb_shows_its_form(form: str, stem: str, features: str) -> None:
    verbs = [(lemma, found) for lemma, pos, found in readings(form) if pos == "VERB"]
    assert any(lemma == stem and set(features.split()) <= found for lemma, found in verbs)


@pytest.mark.parametrize(
    ("form", "stem", "case"),
    [
        ("Жапаровдун", "жапаров", "Gen"),
        ("Путинге", "путин", "Dat"),
        ("Фиданды", "фидан", "Acc"),
        ("Рубиодон", "рубио", "Abl"),
    ],
)
def test_an_unknown_name_is_cut_where_the_suffix_fits_its_end(form: str, stem: str, case: str) -> None:
    assert (stem, "PROPN", frozenset({f"Case={case}"})) in readings(form)


@pytest.mark.parametrize("form", ["Султан", "Айдана", "Талант"])
def test_an_unknown_name_that_only_ends_like_a_suffix_stays_whole(form: str) -> None:
    assert [lemma for lemma, _, _ in readings(form)] == [key(form)]


@pytest.mark.parametrize("form", ["жолугушуу", "жолугушууда"])
def test_a_verbal_noun_that_is_a_noun_of_its_own_is_no_verb(form: str) -> None:
    assert {pos for _, pos, _ in readings(form)} == {"NOUN"}


def test_the_longest_verb_stem_wins() -> None:
    assert {lemma for lemma, pos, _ in readings("барлады") if pos == "VERB"} == {"барла"}


@given(st.text(alphabet="абгкнңдтыижмеоөуүзлрсю-", max_size=60))
def test_any_form_is_analysed_and_its_stem_begins_it(form: str) -> None:
    assert all(lemma for lemma, _, _ in readings(form))
