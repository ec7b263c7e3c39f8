"""English words: forms by rule and by table, and the reading that a sentence leaves them."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from elchi.lexicon import lexicons
from elchi.model import Analysis, Token, Word
from elchi.morphology.english import analyse, auxiliary, citation, key
from elchi.morphology.words import words

NOUNS = frozenset({"visit", "treaty", "country", "agreement", "minister", "talks", "meeting", "hamas", "plan"})
VERBS = frozenset(
    {"visit", "sign", "ratify", "agree", "plan", "arrive", "meet", "hold", "cancel", "postpone", "meeting"}
)


def readings(form: str) -> tuple[Analysis, ...]:
    return analyse(form, key(form), NOUNS, VERBS)


def read(sentence: str) -> tuple[Token, ...]:
    """Return the tokens of a sentence as the shipped lexicon reads them in context."""
    lexicon = lexicons().get("en")
    assert lexicon is not None
    return tuple(lexicon.in_context([Token(*m.span(), lexicon.word(m.group())) for m in words(sentence)]))


def word(tokens: Sequence[Token], form: str) -> Word:
    return next(token.word for token in tokens if token.word.form == form)


@pytest.mark.parametrize(
    ("form", "lemma", "pos", "feature"),
    [
        ("visits", "visit", "NOUN", "Number=Plur"), ("treaties", "treaty", "NOUN", "Number=Plur"),
        ("countries", "country", "NOUN", "Number=Plur"), ("Turkey's", "turkey", "PROPN", "Case=Gen"),
        ("Turkey’s", "turkey", "PROPN", "Case=Gen"), ("signed", "sign", "VERB", "Tense=Past"),
        ("ratified", "ratify", "VERB", "Tense=Past"), ("planned", "plan", "VERB", "Tense=Past"),
        ("cancelled", "cancel", "VERB", "Tense=Past"), ("arrived", "arrive", "VERB", "Tense=Past"),
        ("agreed", "agree", "VERB", "Tense=Past"), ("arriving", "arrive", "VERB", "VerbForm=Part"),
        ("planning", "plan", "VERB", "VerbForm=Part"), ("met", "meet", "VERB", "Tense=Past"),
        ("held", "hold", "VERB", "VerbForm=Part"), ("ratifies", "ratify", "VERB", "Tense=Pres"),
        ("postpones", "postpone", "VERB", "Tense=Pres"), ("women", "woman", "NOUN", "Number=Plur"),
        ("will", "will", "VERB", "Tense=Fut"), ("might", "might", "VERB", "Mood=Pot"),
        ("didn't", "didn't", "VERB", "Polarity=Neg"), ("their", "their", "DET", "Poss=Yes"),
    ],
)  # fmt: skip
def test_a_form_has_its_dictionary_form_and_features(form: str, lemma: str, pos: str, feature: str) -> None:
    assert any((a.lemma, a.pos) == (lemma, pos) and feature in a.features for a in readings(form))


def test_a_name_in_s_is_no_plural() -> None:
    assert {a.lemma for a in readings("Hamas")} == {"hamas"}


def test_a_month_is_no_auxiliary() -> None:
    assert all(a.pos != "VERB" for a in readings("May"))
    assert any("Mood=Pot" in a.features for a in readings("may"))


def test_a_country_in_capitals_is_no_pronoun() -> None:
    assert {a.pos for a in readings("US")} == {"PROPN"}
    assert {a.pos for a in readings("us")} == {"PRON"}


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("won't", ("future", "", True)),
        ("they've", ("have", "Pres", False)),
        ("he's", ("be", "Pres", False)),
        ("sign", None),
    ],
)
def test_contractions_hold_an_auxiliary(form: str, expected: tuple[str, str, bool] | None) -> None:
    assert auxiliary(form) == expected


def test_listed_words_stand_in_their_dictionary_form() -> None:
    assert citation("agreement", "noun") == ("agreement",)


@pytest.mark.parametrize(
    ("sentence", "verb", "expected"),
    [
        ("They signed the treaty.", "signed", {"VerbForm=Fin", "Tense=Past"}),
        ("The treaty was signed.", "signed", {"VerbForm=Fin", "Tense=Past", "Voice=Pass"}),
        ("The treaty has been signed.", "signed", {"Tense=Past", "Voice=Pass", "Aspect=Perf"}),
        ("The treaty will be signed.", "signed", {"Tense=Fut", "Voice=Pass"}),
        ("The treaty is to be signed.", "signed", {"Tense=Fut", "Voice=Pass"}),
        ("The minister is visiting Egypt.", "visiting", {"Tense=Pres", "Aspect=Prog"}),
        ("The minister is going to visit Egypt.", "visit", {"Tense=Fut"}),
        ("The minister may visit Egypt.", "visit", {"Mood=Pot"}),
        ("The minister did not visit Egypt.", "visit", {"Tense=Past", "Polarity=Neg"}),
        ("The minister won't visit Egypt.", "visit", {"Tense=Fut", "Polarity=Neg"}),
        ("The minister has to visit Egypt.", "visit", {"Mood=Nec"}),
        ("The minister agreed to visit Egypt.", "visit", {"VerbForm=Inf"}),
        ("They visit Egypt.", "visit", {"VerbForm=Fin", "Tense=Pres"}),
        ("Petrov visits Egypt.", "visits", {"VerbForm=Fin", "Tense=Pres"}),
    ],
)
def test_auxiliaries_lend_the_verb_their_features(sentence: str, verb: str, expected: set[str]) -> None:
    assert expected <= word(read(sentence), verb).verb


@pytest.mark.parametrize(
    ("sentence", "form"),
    [
        ("The visit to Egypt is over.", "visit"),
        ("His visits were short.", "visits"),
        ("After the meeting they left.", "meeting"),
        ("Egypt's plans are new.", "plans"),
        ("A deal with Iran is near.", "deal"),
        ("During talks they agreed.", "talks"),
    ],
)
def test_a_word_in_a_noun_phrase_is_no_verb(sentence: str, form: str) -> None:
    assert all(a.pos != "VERB" for a in word(read(sentence), form).analyses)


def test_the_apostrophe_of_a_plural_makes_a_genitive() -> None:
    assert any("Case=Gen" in a.features for a in word(read("The sides' talks ended."), "sides").analyses)


def test_a_participle_behind_a_comma_opens_a_clause() -> None:
    assert "VerbForm=Conv" in word(read("He left, signing the treaty."), "signing").verb


@pytest.mark.parametrize("form", ["", "14", "«", "-", "…"])
def test_what_is_no_word_has_no_readings(form: str) -> None:
    assert readings(form) == ()


@settings(max_examples=60)
@given(st.text(max_size=60))
def test_any_text_can_be_read(text: str) -> None:
    assert [token.word.form for token in read(text)] == [m.group() for m in words(text)]
