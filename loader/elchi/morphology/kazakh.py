"""Kazakh word forms (Cyrillic) to stems and features.

The suffixes after Muhamedowa, *Kazakh: A Comprehensive Grammar* (2016). "With" is a case here: -мен, -бен, -пен.
"""

from __future__ import annotations

from functools import lru_cache

from elchi.model import Analysis
from elchi.morphology import turkic
from elchi.morphology.turkic import Form, Suffixes

_AFTER_VOWEL = r"(?<=\w{2}[аәеёиоөұүуыіэюя])"
_AFTER_NASAL = r"(?<=\w{2}[мнң])"
_AFTER_VOICED = r"(?<=\w{2}[лрйзжғ])"
_AFTER_VOICELESS = r"(?<=\w{2}[кқпстфхцчшщһбвгд])"
_OPEN = r"(?<=\w{2}[аәеёиоөұүуыіэюямнң])"
_POSSESSIVE = "[ыі]м[ыі]з|м[ыі]з|[ыі]ң[ыі]з|ң[ыі]з|[ыі]м|с[ыі]|[ыі]"

_SUFFIXES = Suffixes(
    plural="[лдт][ае]р",
    possessive=_POSSESSIVE,
    cases=(
        ("Gen", "[ндт][ыі]ң"),
        ("Acc", "[ндт][ыі]|(?<=[ыі])н"),
        ("Dat", "[ғгқк][ае]|(?<=[ыі])н[ае]"),  # «Айдана» is no dative
        ("Attr", "н?[дт][ае]ғ[ыі]|н?[дт][ае]г[ыі]"),
        ("Loc", "н?[дт][ае]"),
        ("Abl", "[днт][ае]н"),
        ("Ins", "[мбп]ен"),
        ("Equ", "[шч][ае]"),
    ),
    derived="[лдт][ыі][қк]",
    clitic="м[ыі]з|с[ыі]з",
    voice="[ыі]с|с(?=[тқкпбу])",
    causative="[тд][ыі]р|[ғгқк][ыі]з",
    passive="[ыі]л|л|[ыі]н|н",
    ability="",
    negation="[мбп][ае]",
    forms=(
        Form("past", "[дт][ыі](?:м|ң|к|қ|ң[ыі]з)?", turkic.PAST),
        Form("evidential", "[ыі]?пт[ыі](?:м|ң|к|қ)?", turkic.PAST),
        Form("progressive", "у[дл][ае](?:м[ыі]н|м[ыі]з)?|ю[дл][ае]", turkic.PROGRESSIVE),
        Form("habitual", "(?:[ае]|й)т[ыі]н", turkic.FUTURE_PARTICIPLE, nominal=True),
        Form("future", "(?:[ае]|й)(?:д[ыі]|м[ыі]н|м[ыі]з|с[ыі]ң|с[ыі]з)", turkic.FUTURE),
        Form("intent", "[мбп](?:ақ|ек)(?:ш[ыі])?(?:м[ыі]н|м[ыі]з)?", turkic.INTENT),
        Form("participle", "[ғгқк][ае]н", turkic.PARTICIPLE, nominal=True),
        Form("noun", "у|ю", turkic.VERBAL_NOUN, nominal=True),
        Form("conditional", "с[ае](?:м|ң|қ|к|ң[ыі]з)?", turkic.CONDITIONAL),
        Form("optative", "с[ыі]н|[ае]?й[ыі][кқ]|[ае]?й[ыі]н", turkic.OPTATIVE),
        Form("aorist", "(?:[ае])?р|с", turkic.FUTURE_PARTICIPLE, nominal=True),
        Form("converb", "[ыі]?п|[ае]|й|[ғгқк][ае]л[ыі]|[ғгқк][ае]нш[ае]", turkic.CONVERB),
    ),
    guesses=(
        ("Gen", f"{_OPEN}н[ыі]ң|{_AFTER_VOICED}д[ыі]ң|{_AFTER_VOICELESS}т[ыі]ң"),
        ("Ins", f"{_OPEN}мен|(?<=\\w{{2}}[лрй])мен|(?<=\\w{{2}}[зж])бен|{_AFTER_VOICELESS}пен"),
        ("Abl", f"{_AFTER_VOWEL}д[ае]н|{_AFTER_VOICED}д[ае]н|{_AFTER_NASAL}н[ае]н|{_AFTER_VOICELESS}т[ае]н"),
        ("Acc", f"{_AFTER_VOWEL}н[ыі]|{_AFTER_VOICED}д[ыі]|{_AFTER_NASAL}д[ыі]|{_AFTER_VOICELESS}т[ыі]"),
        ("Dat", f"(?:{_OPEN}|{_AFTER_VOICED})(?:ға|ге)|{_AFTER_VOICELESS}(?:қа|ке)"),
        ("Attr", f"(?:{_OPEN}|{_AFTER_VOICED})(?:дағы|дегі)|{_AFTER_VOICELESS}(?:тағы|тегі)"),
        ("Loc", f"(?:{_OPEN}|{_AFTER_VOICED})(?:да|де)|{_AFTER_VOICELESS}(?:та|те)"),
    ),
    guessed_forms=(
        ("(?<=\\w{2})(?:м[ае]|б[ае]|п[ае])й(?:ды|ді)$", turkic.FUTURE | {"Polarity=Neg"}),
        ("(?<=\\w{2})(?:йды|йді|ады|еді)$", turkic.FUTURE),
        ("(?<=\\w{2})(?:[ыі][лн]д[ыі]|л[ае]нд[ыі]|[лдт][ае](?:д[ыі]|ст[ыі]|тт[ыі])|ст[ыі])$", turkic.PAST),
        ("(?<=\\w{3})(?:уда|уде)$", turkic.PROGRESSIVE),
        ("(?<=\\w{2})(?:мақ|мек|бақ|бек|пақ|пек)(?:шы|ші)?$", turkic.INTENT),
        ("(?<=\\w{2})(?:ған|ген|қан|кен)$", turkic.PARTICIPLE | {"Case=Nom"}),
    ),
    softened=(("ғ", "қ"), ("г", "к"), ("б", "п")),
    respelt=(("ю", "йу"), ("я", "йа")),
)  # fmt: skip


@lru_cache(maxsize=1)
def _grammar() -> turkic.Grammar:
    return turkic.compiled(
        _SUFFIXES,
        irregular={
            "жатыр": ("жат", turkic.PROGRESSIVE), "отыр": ("отыр", turkic.PROGRESSIVE),
            "тұр": ("тұр", turkic.PROGRESSIVE), "жүр": ("жүр", turkic.PROGRESSIVE),
            "еді": ("е", turkic.PAST), "екен": ("е", turkic.PAST),
        },
    )  # fmt: skip


def key(form: str) -> str:
    """Return the key of a Kazakh word form: in lower case, with one apostrophe and one hyphen.

    >>> key("Қазақстанның"), key("АҚШ-тың")
    ('қазақстанның', 'ақш-тың')
    """
    return form.lower().replace("’", "'").replace("ʼ", "'")


def citation(folded: str, pos: str) -> tuple[str, ...]:
    """Return the stems that a listed word may show before a suffix: министрлік, министрліг-і.

    >>> citation("министрлік", "noun"), citation("шық", "verb")
    (('министрлік', 'министрліг'), ('шық', 'шығ'))
    """
    return turkic.citation(_grammar(), folded, pos)


def analyse(form: str, folded: str, nouns: frozenset[str], verbs: frozenset[str]) -> tuple[Analysis, ...]:
    """Return the readings of a form, the longest stem first; guesses only where no stem is known.

    >>> [sorted(a.features) for a in analyse("Қытаймен", "қытаймен", frozenset({"қытай"}), frozenset())]
    [['Case=Ins']]
    """
    return turkic.analyse(_grammar(), form, folded, nouns, verbs)
