"""Runs of capitalised words to names in their base form.

Turkic names are cut behind the stem, Russian ones declined back into the nominative: their words share a
case, and a given name tells the gender.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from elchi.lexicon import Lexicon
from elchi.mentions.scene import JOINERS, Scene
from elchi.model import Analysis, Features, Word, value
from elchi.morphology.names import name_key

_MASCULINE = {"Case=Gen": ("а",), "Case=Acc": ("а",), "Case=Dat": ("у",), "Case=Ins": ("ом", "ем"), "Case=Loc": ("е",)}
_VOWELS = frozenset("аеиоуыэюяьй")
_CERTAIN_SUFFIXES = frozenset({"Case=Gen", "Case=Abl", "Case=Ter"})
_NAME_SHAPES = frozenset({"Xx", "X"})
_NAME_TYPES = frozenset({"NameType=Sur", "NameType=Giv", "NameType=Pat"})
_CASE_ORDER = ("Nom", "Gen", "Dat", "Acc", "Ins", "Loc")


@value
class Run:
    """A run of words that may be a name: its tokens, its base form, and the surnames it may be of."""

    first: int
    last: int
    name: str
    features: Features
    variants: frozenset[str]
    words: int


def case_of(scene: Scene, index: int, attested: Counter[str]) -> Analysis | None:
    """Return the reading that cuts a case suffix off a Turkic name, ``None`` for the nominative."""
    word = scene.tokens[index].word
    cut = next((a for a in word.analyses if "Case=Nom" not in a.features and a.pos != "VERB"), None)
    if cut is None or any(a.lemma == word.key and a.pos == "NOUN" for a in word.analyses):
        return None
    if _CERTAIN_SUFFIXES & cut.features or attested[cut.lemma]:
        return cut
    if attested[word.key] > 1 or len(cut.lemma) < 4:
        return None
    return cut


def base_form(scene: Scene, first: int, last: int, attested: Counter[str]) -> Run:
    """Return a run with its name in the base form.

    Args:
        scene: the sentence.
        first: its first token.
        last: its last token.
        attested: how often each capitalised form stands in the document.
    """
    words = sum(1 for i in range(first, last + 1) if _is_name_word(scene, i, first))
    if scene.turkic:
        cut = case_of(scene, last, attested)
        name = scene.written(first, last, stem=cut.lemma if cut is not None else None)
        features = cut.features if cut is not None else frozenset({"Case=Nom"})
        variants = frozenset((name_key(name).split() or [""])[-1:]) | _joined(name)
        return Run(first, last, name, features, variants, words)
    if scene.analytic:
        return _plain(scene, first, last, words)
    return _inflected(scene, first, last, words)


def _is_name_word(scene: Scene, index: int, first: int) -> bool:
    """Return whether a token is a word of a name by itself, not the second half of a compound: «Кызыл-Арт»."""
    hyphened = index > first and scene.form(index - 1) in JOINERS
    return scene.tokens[index].word.shape in _NAME_SHAPES and not hyphened


def _plain(scene: Scene, first: int, last: int, words: int) -> Run:
    """Return a name of a language that declines none: only the possessive is taken off."""
    word = scene.tokens[last].word
    owner = next((a for a in word.analyses if "Case=Gen" in a.features and a.lemma != word.key), None)
    name = scene.written(first, last, stem=owner.lemma if owner is not None else None)
    features = frozenset({"Case=Gen"}) if is_possessive(word) else frozenset()
    return Run(first, last, name, features, _joined(name), words)


def _joined(name: str) -> frozenset[str]:
    last = name.split()[-1] if name.split() else name
    return frozenset({name_key(last)})


def _inflected(scene: Scene, first: int, last: int, words: int) -> Run:
    tokens = scene.tokens[first : last + 1]
    gaps = tuple("" if before.stop == after.start else " " for before, after in pairwise(tokens))
    words_of = tuple(_declined(scene.lexicon, token.word) for token in tokens)
    name = _nominative_name(words_of, scene.written(first, last), gaps)
    return Run(first, last, *name, words)


@lru_cache(maxsize=20_000)
def _declined(lexicon: Lexicon, word: Word) -> Word:
    """Return a word without its readings where it ends as names do that have one form for all cases."""
    known = any({"NameType=Giv", "NameType=Geo"} & a.features for a in word.analyses)
    fixed = word.shape == "Xx" and not known and word.key.endswith(tuple(lexicon.listed("indeclinable-ending")))
    return replace(word, analyses=()) if fixed else word


@lru_cache(maxsize=50_000)
def _nominative_name(
    words: tuple[Word, ...], written: str, gaps: tuple[str, ...]
) -> tuple[str, Features, frozenset[str]]:
    """Return a name in the nominative, the cases that it may stand in, and what its surname may be.

    Args:
        words: the words and signs of the name.
        written: the name as it stands in the text.
        gaps: what stands between each word and the next, a blank or nothing.
    """
    readings = {i: _name_readings(word) for i, word in enumerate(words) if word.shape == "Xx"}
    shared = _shared_cases(readings.values())
    if not shared:
        readings = {i: _likened(words[i], found, readings.get(len(words) - 1, ())) for i, found in readings.items()}
        shared = _shared_cases(readings.values())
    if not shared:  # only part of the name is declined: «Нарендрой Моди», «Абдель Фаттахом ас-Сиси»
        readings = {i: found for i, found in readings.items() if _shared_cases([found]) == {"Case=Ins"}}
        shared = _shared_cases(readings.values())
    case = next((f"Case={c}" for c in _CASE_ORDER if f"Case={c}" in shared), None)
    gender = _gender(readings, case)
    name = written
    if case not in {None, "Case=Nom"} or len(shared) > 1:
        parts = [_nominative(word, readings.get(i, ()), case, gender) for i, word in enumerate(words)]
        name = "".join(gap + part for gap, part in zip(("", *gaps), parts, strict=True))
    last = len(words) - 1
    lemmas = {a.lemma for a in readings.get(last, ())} | {words[last].key}
    features = _shared_cases([readings[last]]) & (shared or {"Case=Nom"}) if last in readings else shared
    return name, features, frozenset(name_key(lemma) for lemma in lemmas)


def _likened(word: Word, found: tuple[Analysis, ...], last: tuple[Analysis, ...]) -> tuple[Analysis, ...]:
    """Return the readings of an unknown given name as its family name shows them: «Ваагном Хачатуряном».

    Args:
        word: a word of the name.
        found: the readings that the dictionary guesses.
        last: those of the word that ends the name.
    """
    surnames = [a for a in last if "NameType=Sur" in a.features and "Gender=Masc" in a.features]
    cases = {f for a in surnames for f in a.features if f.startswith("Case=")}
    if found is last or not cases or "Case=Nom" in cases or _shared_cases([found]) & cases:
        return found
    likened = []
    for case in sorted(cases & _MASCULINE.keys()):
        stem = next((word.key.removesuffix(e) for e in _MASCULINE[case] if word.key.endswith(e)), "")
        if stem and stem[-1] not in _VOWELS:
            likened.append(Analysis(stem, "PROPN", frozenset({case, "Gender=Masc", "NameType=Giv"})))
    return tuple(likened) or found


def _shared_cases(readings: Iterable[tuple[Analysis, ...]]) -> frozenset[str]:
    cases = [frozenset(f for a in found for f in a.features if f.startswith("Case=")) for found in readings if found]
    return frozenset.intersection(*cases) if cases else frozenset()


def _name_readings(word: Word) -> tuple[Analysis, ...]:
    singular = [a for a in word.analyses if "Number=Plur" not in a.features]
    names = tuple(a for a in singular if _NAME_TYPES & a.features)
    return names or tuple(a for a in singular if a.pos == "NOUN")


def _gender(readings: dict[int, tuple[Analysis, ...]], case: str | None) -> str | None:
    for found in readings.values():
        genders = {
            f
            for a in found
            if case in a.features and "NameType=Giv" in a.features
            for f in a.features
            if f.startswith("Gender=")
        }
        if len(genders) == 1:
            return genders.pop()
    return None


def _nominative(word: Word, readings: tuple[Analysis, ...], case: str | None, gender: str | None) -> str:
    fitting = [a for a in readings if case in a.features] or list(readings)
    fitting = [a for a in fitting if gender is None or gender in a.features] or fitting
    lemma = fitting[0].lemma if fitting else word.key
    if lemma == word.key or lemma[:2] != word.key[:2] or abs(len(lemma) - len(word.form)) > 3:
        return word.form
    return lemma[:1].upper() + lemma[1:]


def is_possessive(word: Word) -> bool:
    """Return whether a form says that it owns what follows: «Kazakhstan's»."""
    return any("Case=Gen" in a.features for a in word.analyses)
