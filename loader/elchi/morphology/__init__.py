"""Word forms to stems and Universal Dependencies features, one small module per language family.

A family module offers ``key(form)``, the folded form that word lists are matched on, and
``analyse(form, key, stems)``, the readings of the form, least stripped first. ``family(language)``
names the module and the lexicon folder that serve a BCP 47 tag.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from elchi.model import Analysis, Token, Word
from elchi.morphology import english, english_context, kazakh, kyrgyz, russian, turkish, uzbek


@dataclass(frozen=True, slots=True)
class Morphology:
    """How the words of one language are folded and analysed."""

    key: Callable[[str], str]
    analyse: Callable[[str, str, frozenset[str], frozenset[str]], tuple[Analysis, ...]]
    citation: Callable[[str, str], tuple[str, ...]]  # (key, part of speech) -> stems to know it by
    head_last: bool  # whether the last word of a noun phrase is its head
    turkic: bool  # whether owners stand before what they own, and cases are suffixes and postpositions
    script: str | None = None  # ISO 15924 code of its letters, where it has only one
    topic_comma: bool = False  # whether a comma sets the subject off from the rest («Erdoğan, Tokayev ile görüştü»)
    analytic: bool = False  # whether word order and prepositions alone tell who does what
    in_context: Callable[[Sequence[Token]], list[Word]] | None = None  # words with the readings a sentence leaves


_FAMILIES: dict[str, Morphology] = {
    "en": Morphology(
        english.key,
        english.analyse,
        english.citation,
        head_last=True,
        turkic=False,
        script="Latn",
        analytic=True,
        in_context=english_context.in_context,
    ),
    "kk": Morphology(kazakh.key, kazakh.analyse, kazakh.citation, head_last=True, turkic=True, script="Cyrl"),
    "ky": Morphology(kyrgyz.key, kyrgyz.analyse, kyrgyz.citation, head_last=True, turkic=True, script="Cyrl"),
    "tr": Morphology(
        turkish.key, turkish.analyse, turkish.citation, head_last=True, turkic=True, script="Latn", topic_comma=True
    ),
    "uz": Morphology(uzbek.key, uzbek.analyse, uzbek.citation, head_last=True, turkic=True),
    "ru": Morphology(russian.key, russian.analyse, russian.citation, head_last=False, turkic=False, script="Cyrl"),
}


@lru_cache(maxsize=256)
def family(language: str | None) -> str | None:
    """Return the lexicon folder that reads a language, or ``None`` if Elchi does not read it.

    >>> family("uz-Cyrl"), family("ru"), family("ja")
    ('uz', 'ru', None)
    """
    primary = (language or "").split("-")[0].lower()
    return primary if primary in _FAMILIES else None


@lru_cache(maxsize=256)
def is_turkic(language: str) -> bool:
    """Return whether a language (BCP 47) marks roles as Turkic languages do; ``False`` for what is not read.

    >>> is_turkic("uz-Latn"), is_turkic("ru")
    (True, False)
    """
    name = family(language)
    return name is not None and _FAMILIES[name].turkic


@lru_cache(maxsize=256)
def is_analytic(language: str) -> bool:
    """Return whether a language (BCP 47) marks roles by word order and prepositions alone.

    >>> is_analytic("en-GB"), is_analytic("ru")
    (True, False)
    """
    name = family(language)
    return name is not None and _FAMILIES[name].analytic


def is_cyrillic(language: str) -> bool:
    """Return whether a language (BCP 47) is written in Cyrillic letters.

    >>> is_cyrillic("kk"), is_cyrillic("uz-Cyrl"), is_cyrillic("uz-Latn"), is_cyrillic("tr")
    (True, True, False, False)
    """
    name = family(language)
    return language.lower().endswith("-cyrl") or (name is not None and _FAMILIES[name].script == "Cyrl")


@lru_cache(maxsize=256)
def sets_off_topics(language: str) -> bool:
    """Return whether a language (BCP 47) sets the subject off by a comma.

    >>> sets_off_topics("tr"), sets_off_topics("kk")
    (True, False)
    """
    name = family(language)
    return name is not None and _FAMILIES[name].topic_comma


def morphology(name: str) -> Morphology:
    """Return the morphology of a family.

    Raises:
        KeyError: if there is none of that name.
    """
    return _FAMILIES[name]


def families() -> tuple[str, ...]:
    """Return the names of the families that Elchi reads, sorted."""
    return tuple(sorted(_FAMILIES))
