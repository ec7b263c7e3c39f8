"""Kazakh words: suffixes to stems and features."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elchi.morphology.kazakh import analyse, citation, key

NOUNS = frozenset(
    s
    for word in ["сапар", "кездесу", "келісім", "министр", "министрлік", "құжат", "ақш", "қазақстан", "түркия", "қытай"]
    for s in citation(word, "noun")
)
VERBS = frozenset(
    s
    for word in ["қой", "келіс", "кел", "кездес", "жүргіз", "қабылда", "шық", "де", "жоспарла", "ет"]
    for s in citation(word, "verb")
)


def readings(form: str) -> list[tuple[str, str, frozenset[str]]]:
    return [(a.lemma, a.pos, a.features) for a in analyse(form, key(form), NOUNS, VERBS)]


@pytest.mark.parametrize(
    ("form", "stem", "case"),
    [
        ("сапарының", "сапар", "Gen"),
        ("министрдің", "министр", "Gen"),
        ("министрін", "министр", "Acc"),
        ("министрлігіне", "министрлік", "Dat"),
        ("құжаттарға", "құжат", "Dat"),
        ("Қазақстанда", "қазақстан", "Loc"),
        ("Қазақстандағы", "қазақстан", "Loc"),
        ("Түркиядан", "түркия", "Abl"),
        ("Қытаймен", "қытай", "Ins"),
        ("келісімнен", "келісім", "Abl"),
        ("АҚШ-тың", "ақш", "Gen"),
        ("АҚШ-қа", "ақш", "Dat"),
    ],
)
def test_a_noun_shows_its_case(form: str, stem: str, case: str) -> None:
    assert any(lemma == stem and f"Case={case}" in found for lemma, _, found in readings(form))


@pytest.mark.parametrize(
    ("form", "stem", "features"),
    [
        ("кездесті", "кездес", "Tense=Past VerbForm=Fin"),
        ("қойылды", "қой", "Tense=Past Voice=Pass"),
        ("қояды", "қой", "Tense=Fut VerbForm=Fin"),
        ("қою", "қой", "VerbForm=Vnoun"),
        ("қабылдамады", "қабылда", "Polarity=Neg Tense=Past"),
        ("шығады", "шық", "Tense=Fut"),
        ("жоспарлануда", "жоспарла", "Aspect=Prog"),
        ("келмек", "кел", "Mood=Des"),
        ("келген", "кел", "VerbForm=Part Case=Nom"),
        ("келгенін", "кел", "Nominalised=Yes Case=Acc"),
        ("келсе", "кел", "Mood=Cnd"),
        ("деп", "де", "VerbForm=Conv"),
        ("кездесіпті", "кездес", "VerbForm=Fin Tense=Past"),
        ("қойысты", "қой", "VerbForm=Fin Tense=Past"),
    ],
)
def test_a_verb_shows_its_form(form: str, stem: str, features: str) -> None:
    verbs = [(lemma, found) for lemma, pos, found in readings(form) if pos == "VERB"]
    assert any(lemma == stem and set(features.split()) <= found for lemma, found in verbs)


@pytest.mark.parametrize(
    ("form", "stem", "case"),
    [
        ("Тоқаевтың", "тоқаев", "Gen"),
        ("Путинмен", "путин", "Ins"),
        ("Лавровпен", "лавров", "Ins"),
        ("Фиданға", "фидан", "Dat"),
        ("Бербоктан", "бербок", "Abl"),
    ],
)
def test_an_unknown_name_is_cut_where_the_suffix_fits_its_end(form: str, stem: str, case: str) -> None:
    assert (stem, "PROPN", frozenset({f"Case={case}"})) in readings(form)


@pytest.mark.parametrize("form", ["Сұлтан", "Астана", "Айдана", "Наурызбай"])
def test_an_unknown_name_that_only_ends_like_a_suffix_stays_whole(form: str) -> None:
    assert [lemma for lemma, _, _ in readings(form)] == [key(form)]


@pytest.mark.parametrize("form", ["кездесу", "кездесуде", "кездесуі"])
def test_a_verbal_noun_that_is_a_noun_of_its_own_is_no_verb(form: str) -> None:
    assert {pos for _, pos, _ in readings(form)} == {"NOUN"}


def test_the_longest_verb_stem_wins() -> None:
    assert {lemma for lemma, pos, _ in readings("келісті") if pos == "VERB"} == {"келіс"}


@given(st.text(alphabet="абғқнңдтыіжмеоөуүзлрс-", max_size=60))
def test_any_form_is_analysed_and_its_stem_begins_it(form: str) -> None:
    assert all(lemma for lemma, _, _ in readings(form))


def test_a_pronominal_n_needs_a_possessive_before_it() -> None:
    assert readings("Айдана") == [("айдана", "PROPN", frozenset({"Case=Nom"}))]
    assert "Case=Dat" in readings("министріне")[0][2]
