"""Turkish word forms to stems and features.

The suffixes after Göksel and Kerslake, *Turkish: A Comprehensive Grammar* (2005). Proper names carry theirs behind an
apostrophe (Ankara'da), so that an unknown name is never cut anywhere else.
"""

from __future__ import annotations

from functools import lru_cache

from elchi.model import Analysis
from elchi.morphology import turkic
from elchi.morphology.turkic import Form, Suffixes

_FOLDED = str.maketrans("İIâîûÂÎÛ’‘`´ʼ", "iıaiuaiu'''''")
_I = "[ıiuü]"
_A = "[ae]"
_D = "[dt]"
_PERSON = f"(?:{_I}m|{_I}z|s{_I}n{_I}?z?|l{_A}r|y{_I}z|k|m|n{_I}z)?"
_TENSE = f"{_I}yor|y?{_A}c{_A}k|m{_I}ş|{_A}r|{_I}?r|m{_A}z|(?<=m{_A})z"  # before the conditional
_COPULA = f"(?:l{_A}r)?(?:y?{_D}{_I}|m{_I}ş|{_D}{_I}r)?"

_SUFFIXES = Suffixes(
    plural=f"l{_A}r",
    possessive=f"{_I}m{_I}z|m{_I}z|{_I}m|s{_I}|{_I}",
    cases=(
        ("Gen", f"n?{_I}n"),
        ("Acc", f"[yn]{_I}"),
        ("Dat", f"[yn]?{_A}"),
        ("Attr", f"n?{_D}{_A}ki(?:l{_A}r)?"),
        ("Loc", f"n?{_D}{_A}"),
        ("Abl", f"n?{_D}{_A}n"),
        ("Ins", f"y?l{_A}"),
        ("Equ", f"n?[cç]{_A}"),
    ),
    derived=f"l{_I}",
    clitic=f"{_D}{_I}r|y{_D}{_I}|ym{_I}ş|ken",
    voice=f"l{_A}ş|{_I}ş",
    causative=f"{_D}{_I}r|[ıiuü]?t|{_I}r",
    passive=f"{_I}l{_I}?n?|n{_I}l|{_I}n|n",
    ability=f"y?{_A}bil",
    negation=f"y?{_A}m{_A}|m{_A}",
    forms=(
        Form("past", f"{_D}{_I}(?:yd{_I}|ys{_A})?(?:m|n|k|n{_I}z|l{_A}r)?", turkic.PAST),
        Form("evidential", f"m{_I}ş{_COPULA}{_PERSON}", turkic.PAST),
        Form("progressive", f"{_I}?yor{_COPULA}{_PERSON}", turkic.PROGRESSIVE),
        Form("continuous", f"m{_A}kt{_A}{_COPULA}{_PERSON}", turkic.PROGRESSIVE),
        Form("future", f"y?{_A}c{_A}[kğ]{_COPULA}{_PERSON}", turkic.FUTURE),
        Form("prospective", f"y?{_A}c{_A}[kğ]", turkic.FUTURE_PARTICIPLE, nominal=True),
        Form("factive", f"{_D}{_I}[ğk]", turkic.PARTICIPLE, nominal=True),
        Form("necessity", f"m{_A}l{_I}{_COPULA}{_PERSON}", turkic.INTENT),
        Form("conditional", f"(?:{_TENSE})?s{_A}(?:m|n|k)?", turkic.CONDITIONAL),
        Form("noun", f"m{_A}", turkic.VERBAL_NOUN, nominal=True),
        Form("manner", f"y?{_I}ş", turkic.VERBAL_NOUN, nominal=True),
        Form("infinitive", f"m{_A}(?:k(?:t{_A}n|l{_A})?|ğ{_A}|kl{_A}|ks{_I}z{_I}n)", turkic.INFINITIVE),
        Form("participle", f"y?{_A}n", turkic.PARTICIPLE, nominal=True),
        Form("converb", f"y?{_I}p|y?{_A}r{_A}k|y?{_I}nc{_A}|m{_A}d{_A}n|y?{_A}|y?{_A}l{_I}", turkic.CONVERB),
        Form("optative", f"s{_I}n(?:l{_A}r)?|y?{_A}l{_I}m", turkic.OPTATIVE),
        Form("aorist", f"(?:{_A}r|{_I}r|r|(?<=m{_A})z){_COPULA}{_PERSON}", turkic.PRESENT),
    ),
    proper=(
        ("Gen", f"n?{_I}n"),
        ("Acc", f"[yn]?{_I}"),
        ("Dat", f"[yn]?{_A}"),
        ("Attr", f"n?{_D}{_A}ki(?:l{_A}r(?:{_I}n|{_I})?)?"),
        ("Loc", f"n?{_D}{_A}"),
        ("Abl", f"n?{_D}{_A}n"),
        ("Ins", f"y?l{_A}"),
        ("Equ", f"n?[cç]{_A}"),
    ),
    guessed_forms=(
        (f"(?<=\\w{{2}})m{_I}yor(?:d{_I})?$", turkic.PROGRESSIVE | {"Polarity=Neg"}),
        (f"(?<=\\w{{2}}){_I}?yor(?:d{_I}|l{_A}r)?$|(?<=\\w{{3}})m{_A}kt{_A}(?:d{_I}r)?$", turkic.PROGRESSIVE),
        (f"(?<=\\w{{2}})y?{_A}c{_A}k(?:t{_I}r?|l{_A}r)?$", turkic.FUTURE),
        (f"(?<=\\w{{2}})(?:m{_A}d{_I}|m{_A}m{_I}şt{_I}r?)$", turkic.PAST | {"Polarity=Neg"}),
        (f"(?<=\\w)(?:{_I}l|ın|un|l{_A}n|l{_A})d{_I}(?:l{_A}r)?$", turkic.PAST),
        (f"(?<=\\w)(?:l{_A}şt|tt|rd|şt|m{_I}şt){_I}(?:r|l{_A}r)?$", turkic.PAST),
    ),
    softened=(("ğ", "k"), ("b", "p"), ("c", "ç"), ("d", "t"), ("g", "k")),
    softens_verbs=("et", "git", "güt"),
    contracted=(("ıyor", "aıyor"), ("iyor", "eiyor"), ("uyor", "auyor"), ("üyor", "eüyor")),  # «imzalıyor» of «imzala»
)  # fmt: skip


@lru_cache(maxsize=1)
def _grammar() -> turkic.Grammar:
    return turkic.compiled(
        _SUFFIXES,
        irregular={
            "diyor": ("de", turkic.PROGRESSIVE),
            "diye": ("diye", turkic.CONVERB),
            "değil": ("değil", turkic.FINITE),
        },
    )


def key(form: str) -> str:
    """Return the key of a Turkish word form: in lower case by the rule of its alphabet, circumflexes left out.

    >>> key("İSTANBUL’da"), key("IRAK"), key("Hâkim")
    ("istanbul'da", 'ırak', 'hakim')
    """
    return form.replace("i̇", "i").translate(_FOLDED).lower()


def citation(folded: str, pos: str) -> tuple[str, ...]:
    """Return the stems that a listed word may show before a suffix: bakanlık, bakanlığ-ı; et, ed-er.

    >>> citation("bakanlık", "noun"), citation("et", "verb"), citation("imzala", "verb")
    (('bakanlık', 'bakanlığ', 'bakanlıg'), ('et', 'ed'), ('imzala',))
    """
    return turkic.citation(_grammar(), folded, pos)


def analyse(form: str, folded: str, nouns: frozenset[str], verbs: frozenset[str]) -> tuple[Analysis, ...]:
    """Return the readings of a form, the longest stem first; guesses only where no stem is known.

    >>> [sorted(a.features) for a in analyse("Ankara'da", "ankara'da", frozenset({"ankara"}), frozenset())]
    [['Case=Loc']]
    """
    return turkic.analyse(_grammar(), form, folded, nouns, verbs)
