"""Kyrgyz word forms to stems and features.

The suffixes after Kara, *Kyrgyz* (2003) and the grammar of the literary language (Кудайбергенов et al. 1980): those of
Kazakh, with rounded vowels and long ones (-уу, -оо) besides.
"""

from __future__ import annotations

from functools import lru_cache

from elchi.model import Analysis
from elchi.morphology import turkic
from elchi.morphology.turkic import Form, Suffixes

_I = "[ыиуү]"
_A = "[аеоө]"
_D = "[дт]"
_LONG = "(?:уу|үү|оо|өө|ою|өю)"
_AFTER_VOWEL = r"(?<=\w{2}[аеёиоөуүыэюя])"
_AFTER_VOICED = r"(?<=\w{2}[лмнңрйзжг])"
_AFTER_VOICELESS = r"(?<=\w{2}[кпстфхцчшщ])"
_AFTER_LABIAL = r"(?<=\w{2}[бвгд])"
_HARD = f"(?:{_AFTER_VOICELESS}|{_AFTER_LABIAL})"
_SOFT = f"(?:{_AFTER_VOWEL}|{_AFTER_VOICED}|{_AFTER_LABIAL})"

_SUFFIXES = Suffixes(
    plural=f"[лдт]{_A}р",
    possessive=f"{_I}б{_I}з|б{_I}з|{_I}м|с{_I}|{_I}",
    cases=(
        ("Gen", f"[ндт]{_I}н"),
        ("Acc", f"[ндт]{_I}|(?<={_I})н"),
        ("Dat", f"[гк]{_A}|(?<={_I})н{_A}"),
        ("Attr", f"н?{_D}{_A}г{_I}"),
        ("Loc", f"н?{_D}{_A}"),
        ("Abl", f"[днт]{_A}н"),
        ("Equ", f"ч{_A}"),
    ),
    derived=f"[лдт]{_I}к",
    clitic=f"б{_I}з|с{_I}з",
    voice=f"{_I}ш|ш",
    causative=f"{_D}{_I}р|[гк]{_I}з",
    passive=f"{_I}л|л|{_I}н|н",
    ability="",
    negation=f"[бп]{_A}",
    forms=(
        Form("past", f"{_D}{_I}(?:м|ң|к)?", turkic.PAST),
        Form("evidential", f"{_I}?пт{_I}р", turkic.PAST),
        Form("progressive", f"{_LONG}д{_A}", turkic.PROGRESSIVE),
        Form("future", f"(?:{_A}|й)т", turkic.FUTURE),
        Form("plural", f"(?:{_A}|й){_I}?ш{_A}т|{_I}ш{_A}т|ш{_A}т", turkic.FUTURE),
        Form("intent", f"[мбп]{_A}к(?:ч{_I})?", turkic.INTENT),
        Form("participle", f"[гк]{_A}н", turkic.PARTICIPLE, nominal=True),
        Form("agent", f"(?:{_A}|й)?т?{_I}?ч{_I}", turkic.FUTURE_PARTICIPLE, nominal=True),
        Form("noun", _LONG, turkic.VERBAL_NOUN, nominal=True),
        Form("manner", f"{_I}ш|ш", turkic.VERBAL_NOUN, nominal=True),
        Form("conditional", f"с{_A}(?:м|ң|к)?", turkic.CONDITIONAL),
        Form("optative", f"с{_I}н|{_A}?йл{_I}|{_A}л{_I}", turkic.OPTATIVE),
        Form("aorist", f"{_A}{{0,2}}р|с", turkic.FUTURE_PARTICIPLE, nominal=True),
        Form("converb", f"{_I}?п|{_A}|й|[гк]{_A}н[чи]{_A}|[гк]{_A}л{_I}", turkic.CONVERB),
    ),
    guesses=(
        ("Gen", f"{_AFTER_VOWEL}н{_I}н|{_AFTER_VOICED}д{_I}н|{_AFTER_LABIAL}д{_I}н|{_AFTER_VOICELESS}т{_I}н"),
        ("Abl", f"{_SOFT}д{_A}н|{_AFTER_VOICELESS}т{_A}н"),
        ("Acc", f"{_AFTER_VOWEL}н{_I}|{_AFTER_VOICED}д{_I}|{_AFTER_LABIAL}д{_I}|{_AFTER_VOICELESS}т{_I}"),
        ("Dat", f"(?:{_AFTER_VOWEL}|{_AFTER_VOICED})г{_A}|{_HARD}к{_A}|{_AFTER_LABIAL}г{_A}"),
        ("Attr", f"{_SOFT}д{_A}г{_I}|{_AFTER_VOICELESS}т{_A}г{_I}"),
        ("Loc", f"{_SOFT}д{_A}|{_AFTER_VOICELESS}т{_A}"),
    ),
    guessed_forms=(
        (f"(?<=\\w{{2}})[бп]{_A}йт$", turkic.FUTURE | {"Polarity=Neg"}),
        (f"(?<=\\w{{2}})(?:[аеоө]т|йт|{_I}ш{_A}т)$", turkic.FUTURE),
        (f"(?<=\\w{{2}})(?:{_I}[лнш]{_D}{_I}|л{_A}(?:нд|шт|тт|д){_I})$", turkic.PAST),
        (f"(?<=\\w{{3}}){_LONG}д{_A}$", turkic.PROGRESSIVE),
        (f"(?<=\\w{{2}})[гк]{_A}н$", turkic.PARTICIPLE | {"Case=Nom"}),
    ),
    softened=(("г", "к"), ("б", "п"), ("", "ь")),
    respelt=(("ю", "йу"), ("я", "йа"), ("ё", "йо"), ("ое", "ойо")),
    contracted=(("оо", "аоо"), ("өө", "еөө"), ("өө", "өөө")),
)


@lru_cache(maxsize=1)
def _grammar() -> turkic.Grammar:
    return turkic.compiled(
        _SUFFIXES,
        irregular={
            "жатат": ("жат", turkic.PROGRESSIVE), "турат": ("тур", turkic.PROGRESSIVE),
            "отурат": ("отур", turkic.PROGRESSIVE), "жүрөт": ("жүр", turkic.PROGRESSIVE),
            "эле": ("э", turkic.PAST), "экен": ("э", turkic.PAST),
        },
    )  # fmt: skip


def key(form: str) -> str:
    """Return the key of a Kyrgyz word form: in lower case.

    >>> key("Кыргызстандын"), key("АКШга")
    ('кыргызстандын', 'акшга')
    """
    return form.lower().replace("’", "'").replace("ʼ", "'")


def citation(folded: str, pos: str) -> tuple[str, ...]:
    """Return the stems that a listed word may show before a suffix: министрлик, министрлиг-и.

    >>> citation("министрлик", "noun"), citation("жолук", "verb")
    (('министрлик', 'министрлиг'), ('жолук', 'жолуг'))
    """
    return turkic.citation(_grammar(), folded, pos)


def analyse(form: str, folded: str, nouns: frozenset[str], verbs: frozenset[str]) -> tuple[Analysis, ...]:
    """Return the readings of a form, the longest stem first; guesses only where no stem is known.

    >>> [sorted(a.features) for a in analyse("Түркияга", "түркияга", frozenset({"түркия"}), frozenset())]
    [['Case=Dat']]
    """
    return turkic.analyse(_grammar(), form, folded, nouns, verbs)
