"""Uzbek Cyrillic to Uzbek Latin, by the rules of the 1995 alphabet.

Only this direction is a function of the letters (the way back has to guess ц, ь and э), so the tables of
this folder hold Uzbek names in Cyrillic letters and their Latin form is made here. ``ʻ`` (U+02BB) stands
in ``oʻ`` and ``gʻ``, ``ʼ`` (U+02BC) for ``ъ``. Letters that are not Uzbek Cyrillic stay as they are.
"""

from __future__ import annotations

import re

LETTERS = {
    **dict(zip("абвгдзийклмнопрстуфхқҳэы", "abvgdziyklmnoprstufxqhei", strict=True)),
    **{"ж": "j", "ч": "ch", "ш": "sh", "щ": "sh", "ў": "oʻ", "ғ": "gʻ", "ъ": "ʼ", "ь": ""},
    **{"ё": "yo", "ю": "yu", "я": "ya"},
}
VOWELS = frozenset("аеёиоуўэюяы")
SIGNS = frozenset("ъь")
DIGRAPH = re.compile(r"[ШЧЩЁЮЯЕ]")


def to_latin(text: str) -> str:
    """Return ``text`` in Latin letters.

    >>> to_latin("Ўзбекистон"), to_latin("Европа Иттифоқи"), to_latin("Вьетнам"), to_latin("Швейцария")
    ('Oʻzbekiston', 'Yevropa Ittifoqi', 'Vyetnam', 'Shveysariya')
    >>> to_latin("АҚШ"), to_latin("ЎзА"), to_latin("Исҳоқ"), to_latin("Греция"), to_latin("NATO")
    ('AQSH', 'OʻzA', 'Isʼhoq', 'Gretsiya', 'NATO')
    """
    return "".join(_letter(text, place) for place in range(len(text)))


def forms(text: str) -> tuple[str, ...]:
    """Return the Latin writings of a name: the regular one first, then those that the press has as well.

    These are ``Sh`` for ``SH`` in abbreviations, and ``ts`` for every ``ц``.

    >>> forms("АҚШ"), forms("Франция"), forms("Туркия")
    (('AQSH', 'AQSh'), ('Fransiya', 'Frantsiya'), ('Turkiya',))
    """
    abbreviated = re.sub(
        r"\b[^\W\d_a-zа-яёўқғҳ]{2,}\b",
        lambda word: DIGRAPH.sub(lambda letter: to_latin(letter[0]).capitalize(), word[0]),
        text,
    )
    spelt = text.replace("Ц", "Тс").replace("ц", "тс")
    return tuple(dict.fromkeys((to_latin(text), to_latin(abbreviated), to_latin(spelt))))


def _letter(text: str, place: int) -> str:
    """Return what the letter at ``place`` becomes."""
    letter = text[place]
    small = letter.lower()
    before = text[place - 1].lower() if place else ""
    if small == "е":
        latin = "ye" if not before.isalpha() or before in VOWELS or before in SIGNS else "e"
    elif small == "ц":
        latin = "ts" if before in VOWELS else "s"
    elif small == "ъ" and text[place + 1 : place + 2].lower() in frozenset("еёюя"):
        latin = ""
    elif small == "о" and before == "ь":
        latin = "yo"
    elif small == "ҳ" and before == "с":
        latin = "ʼh"
    else:
        latin = LETTERS.get(small, letter)
    if letter == small or len(latin) < 1:
        return latin
    return latin.upper() if _shouts(text, place) else latin.capitalize()


def _shouts(text: str, place: int) -> bool:
    """Return whether the neighbours of a capital letter are capitals too."""
    after, before = text[place + 1 : place + 2], text[place - 1 : place] if place else ""
    return after.isupper() or (not after.isalpha() and before.isupper())
