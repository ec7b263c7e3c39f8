"""Names of any script to a rough Latin key, by which spellings of one name meet.

Тўқаев, Toʻqayev and Токаев share a key: letters are romanised, then the differences between the usual
romanisations (q/k, x/h, y-glides, double letters, signs) are taken away. For comparing only; never shown.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_CYRILLIC = str.maketrans(
    {
        "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "j", "з": "z",
        "и": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r",
        "с": "s", "т": "t", "у": "u", "ф": "f", "х": "h", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sh",
        "ъ": "", "ы": "i", "ь": "", "э": "e", "ю": "u", "я": "a", "ў": "o", "қ": "k", "ғ": "g",
        "ҳ": "h", "ә": "a", "і": "i", "ң": "n", "ү": "u", "ұ": "u", "ө": "o", "һ": "h", "ї": "i",
        "є": "e", "ґ": "g", "ӣ": "i", "ӯ": "u", "ҷ": "j", "ı": "i", "ş": "sh", "ç": "ch", "ğ": "g",
    }
)  # fmt: skip
_RIVALS = (
    ("kh", "h"), ("zh", "j"), ("dj", "j"), ("gh", "g"), ("yo", "e"), ("ye", "e"), ("ya", "a"), ("yu", "u"),
    ("iy", "i"), ("y", "i"), ("q", "k"), ("x", "h"), ("w", "v"), ("ck", "k"), ("ph", "f"), ("ts", "s"),
)  # fmt: skip
_DOUBLE = re.compile(r"(.)\1+")
_NO_VOWELS = str.maketrans("", "", "aeiou")
_NOT_LETTERS = re.compile(r"[^a-z ]+")


@lru_cache(maxsize=50_000)
def name_key(name: str) -> str:
    """Return the rough key of a name; words stay apart, hyphens and full stops become spaces.

    >>> name_key("Тўқаев"), name_key("Toʻqayev"), name_key("Токаев"), name_key("Мирзиёев") == name_key("Mirziyoyev")
    ('tokaev', 'tokaev', 'tokaev', True)
    """
    folded = name.lower().replace("-", " ").replace(".", " ").translate(_CYRILLIC)
    folded = "".join(c for c in unicodedata.normalize("NFD", folded) if not unicodedata.combining(c))
    folded = _NOT_LETTERS.sub("", folded)
    for rival, common in _RIVALS:
        folded = folded.replace(rival, common)
    return " ".join(_DOUBLE.sub(r"\1", folded).split())


def skeleton(key: str) -> str:
    """Return a key without its vowels, which rival romanisations differ in most.

    >>> skeleton(name_key("Erdoğan")), skeleton(name_key("Эрдўған"))
    ('rdgn', 'rdgn')
    """
    return key.translate(_NO_VOWELS)


def agree(one: str, other: str) -> bool:
    """Return whether two given names, as keys, may be one: by their beginning, an initial, or but for vowels."""
    return (
        one[:3] == other[:3]
        or (min(len(one), len(other)) == 1 and one[0] == other[0])
        or skeleton(one) == skeleton(other)
    )
