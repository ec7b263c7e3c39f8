"""The word lists: they parse, are written as their README says, and do not contradict themselves."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from importlib.resources import files

import pymorphy3
import pytest

LANGUAGES = ("en", "kk", "ky", "ru", "tr", "uz")
LISTS = ("actors", "attribution", "events", "factuality", "markers")
INFLECTED = frozenset({"adj", "noun", "verb"})
NAMES = frozenset({"given-name", "surname"})
WHAT_A_WORD_CAN_BE_AT_ONCE = frozenset({"group"})


def entries(language: str) -> Iterator[tuple[str, str, str]]:
    """Yield (concept, part of speech, entry) of a language's lists."""
    for name in LISTS:
        source = files("elchi").joinpath("lexicon", language, f"{name}.toml")
        for concept, lists in tomllib.loads(source.read_text(encoding="utf-8")).items():
            for pos, words in lists.items():
                yield from ((concept, pos, word) for word in words)


@pytest.mark.parametrize("language", LANGUAGES)
def test_entries_are_lower_case_and_tidy(language: str) -> None:
    untidy = [(c, e) for c, _, e in entries(language) if e != " ".join(e.lower().split()) or not e]
    assert not untidy


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_concept_lists_an_entry_twice(language: str) -> None:
    listed = [(c, p, e) for c, p, e in entries(language)]
    assert len(listed) == len(set(listed))


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_entry_has_one_code_of_a_family(language: str) -> None:
    codes: dict[tuple[str, str], set[str]] = defaultdict(set)
    for concept, _, entry in entries(language):
        family, colon, code = concept.partition(":")
        if colon and family not in WHAT_A_WORD_CAN_BE_AT_ONCE:
            codes[family, entry].add(code)
    assert not {key: found for key, found in codes.items() if len(found) > 1}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_name_is_called_none(language: str) -> None:
    listed = defaultdict(set)
    for concept, _, entry in entries(language):
        listed[concept].add(entry)
    assert not (listed["given-name"] | listed["surname"]) & listed["not-a-name"]


def test_uzbek_is_written_in_latin_letters_with_the_straight_apostrophe() -> None:
    foreign = [(c, e) for c, _, e in entries("uz") if re.search(r"[^a-z0-9' ,.-]", e)]
    assert not foreign


def test_russian_inflected_entries_are_lemmas_word_by_word() -> None:
    analyser = pymorphy3.MorphAnalyzer()
    wrong = []
    for concept, pos, entry in entries("ru"):
        if pos not in INFLECTED or concept in NAMES:
            continue
        for word in re.findall(r"[а-яё]+(?!-)(?![а-яё])", entry):  # the first half of a hyphened word is no lemma
            if word not in {parse.normal_form for parse in analyser.parse(word)}:
                wrong.append((concept, entry, word))
    assert not wrong
