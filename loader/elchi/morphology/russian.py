"""Russian word forms to lemmas and features, by pymorphy3 (OpenCorpora dictionary).

pymorphy3 guesses surnames badly without a hint («Токаев» as a plural of «токай»), so a capitalised form
with the ending of a surname also gets readings from a small declension table (language.md section 3).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from elchi.model import Analysis, Features

if TYPE_CHECKING:
    from pymorphy3 import MorphAnalyzer

_POS = {
    "NOUN": "NOUN", "ADJF": "ADJ", "ADJS": "ADJ", "COMP": "ADJ", "VERB": "VERB", "INFN": "VERB",
    "PRTF": "VERB", "PRTS": "VERB", "GRND": "VERB", "NUMR": "NUM", "ADVB": "ADV", "NPRO": "PRON",
    "PRED": "ADV", "PREP": "ADP", "CONJ": "CCONJ", "PRCL": "PART", "INTJ": "INTJ",
}  # fmt: skip
_FEATURES = {
    "nomn": "Case=Nom", "gent": "Case=Gen", "gen1": "Case=Gen", "gen2": "Case=Gen", "datv": "Case=Dat",
    "accs": "Case=Acc", "acc2": "Case=Acc", "ablt": "Case=Ins", "loct": "Case=Loc", "loc1": "Case=Loc",
    "loc2": "Case=Loc", "sing": "Number=Sing", "plur": "Number=Plur", "masc": "Gender=Masc",
    "femn": "Gender=Fem", "neut": "Gender=Neut", "past": "Tense=Past", "pres": "Tense=Pres",
    "futr": "Tense=Fut", "perf": "Aspect=Perf", "impf": "Aspect=Imp", "pssv": "Voice=Pass",
    "Surn": "NameType=Sur", "Name": "NameType=Giv", "Patr": "NameType=Pat", "Geox": "NameType=Geo",
    "Abbr": "Abbr=Yes", "impr": "Mood=Imp",
}  # fmt: skip
_FORMS = {
    "INFN": "VerbForm=Inf",
    "PRTF": "VerbForm=Part",
    "PRTS": "VerbForm=Fin",
    "GRND": "VerbForm=Conv",
    "VERB": "VerbForm=Fin",
}
_MOST_READINGS = 6
_REMEMBERED = 5_000  # tags: the dictionary has about as many
_PLAIN = re.compile("[а-яa-z'-]*")
# (ending of the nominative, {ending of the form: case}); masculine, then feminine
_SURNAMES: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("ов", "Masc", {"ов": "Nom", "ова": "Gen", "ову": "Dat", "овым": "Ins", "ове": "Loc"}),
    ("ев", "Masc", {"ев": "Nom", "ева": "Gen", "еву": "Dat", "евым": "Ins", "еве": "Loc"}),
    ("ин", "Masc", {"ин": "Nom", "ина": "Gen", "ину": "Dat", "иным": "Ins", "ине": "Loc"}),
    ("ский", "Masc", {"ский": "Nom", "ского": "Gen", "скому": "Dat", "ским": "Ins", "ском": "Loc"}),
    ("ова", "Fem", {"ова": "Nom", "овой": "Gen", "ову": "Acc"}),
    ("ева", "Fem", {"ева": "Nom", "евой": "Gen", "еву": "Acc"}),
    ("ина", "Fem", {"ина": "Nom", "иной": "Gen", "ину": "Acc"}),
    ("ская", "Fem", {"ская": "Nom", "ской": "Gen", "скую": "Acc"}),
)  # fmt: skip
_SURNAME_ENDINGS = tuple(sorted({ending for _, _, endings in _SURNAMES for ending in endings}))
_SHORTEST_SURNAME = 4


def key(form: str) -> str:
    """Return the folded key of a Russian word form.

    >>> key("Подписанное"), key("ещё")
    ('подписанное', 'еще')
    """
    return form.lower().replace("ё", "е")


def citation(folded: str, pos: str) -> tuple[str, ...]:
    """Return the lemma as it is listed: pymorphy3 finds it from every form."""
    return (folded,)


def analyse(form: str, folded: str, nouns: frozenset[str], verbs: frozenset[str]) -> tuple[Analysis, ...]:
    """Return the readings of a form, the likeliest first.

    Args:
        form: the form as written.
        folded: its key.
        nouns: unused: the dictionary is large enough to need no word list.
        verbs: unused, likewise.

    >>> {a.lemma for a in analyse("Турции", "турции", frozenset(), frozenset())}
    {'турция'}
    """
    if not folded or not folded[0].isalpha() or not _is_named(folded):
        return ()
    readings = dict.fromkeys(
        Analysis(parse.normal_form.replace("ё", "е"), *_meaning(parse.tag))
        for parse in _analyser().parse(folded)[:_MOST_READINGS]
    )
    if form[:1].isupper():
        readings = dict.fromkeys([*_surnames(folded), *readings])
    return tuple(readings)


def _is_named(folded: str) -> bool:
    """Return whether pymorphy3 takes a form: it raises ValueError at a letter that Python's tables do not name."""
    return _PLAIN.fullmatch(folded) is not None or all(unicodedata.name(c, "") for c in folded)


@lru_cache(maxsize=1)
def _analyser() -> MorphAnalyzer:
    from pymorphy3 import MorphAnalyzer

    return MorphAnalyzer()


@lru_cache(maxsize=_REMEMBERED)
def _meaning(tag: Any) -> tuple[str, Features]:
    """Return the part of speech and the features that a tag of pymorphy3 stands for."""
    pos = str(tag.POS)
    features = {_FEATURES[g] for g in tag.grammemes if g in _FEATURES}
    if (form := _FORMS.get(pos)) is not None:
        features.add(form)
    return _POS.get(pos, "X"), frozenset(features)


def _surnames(folded: str) -> list[Analysis]:
    if not folded.endswith(_SURNAME_ENDINGS):
        return []
    readings = []
    for nominative, gender, endings in _SURNAMES:
        for ending, case in endings.items():
            stem = folded.removesuffix(ending)
            if stem != folded and len(stem) + len(nominative) >= _SHORTEST_SURNAME and len(stem) > 1:
                features = frozenset({f"Case={case}", f"Gender={gender}", "NameType=Sur", "Number=Sing"})
                readings.append(Analysis(stem + nominative, "PROPN", features))
    return readings
