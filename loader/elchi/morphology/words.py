"""What counts as a word: the one pattern that texts and word lists are cut by.

Words keep their inner apostrophes and end where the script or the case changes, because pages run
sentences together («uchrashdi.Foto», «передаетTengrinews.kz»). Hyphens and signs are tokens of their own;
a domain name is one token.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_LATIN = (
    "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪİĮŁŃŇŌŐŘŚŞŠŤŪŮŰŹŻŽƏÝŇ",
    "a-zß-öø-ÿāăąćčďđēėęěğģīıįłńňōőřśşšťūůűźżžəý",
)
_CYRILLIC = ("А-ЯЁЎҚҒҲӘІҢҮҰӨҺЇЄҐӢӮҶ", "а-яёўқғҳәіңүұөһїєґӣӯҷ")
_APOSTROPHE = "['ʻʼ‘’`´]"


def _pattern(upper: str, lower: str) -> str:
    tail = f"[{lower}]+(?:{_APOSTROPHE}[{lower}]+)*"
    return f"[{upper}](?:{_APOSTROPHE}?[{upper}])*(?:{_APOSTROPHE}?{tail})?|{tail}"


_DOMAIN = (
    r"(?<![\w.])[A-Za-z0-9][A-Za-z0-9-]{0,40}\.(?:kz|uz|ru|com|org|net|info|media|kg|tj|az|ua|by|news)(?![A-Za-z0-9])"
)
_DOMAIN_CYRILLIC = r"[А-ЯЁ][а-яё]{1,40}\.(?:ру|рф)(?![а-яё])"
_GLUED_DOMAIN = r"(?<=[а-яё])[A-Z][A-Za-z0-9-]{0,40}\.(?:kz|uz|ru|com|org|net|info|media|kg)(?![A-Za-z0-9])"
# Kazakh and Kyrgyz hang suffixes on an abbreviation by a hyphen («АҚШ-тың», «АКШ-га»).
_SUFFIXED = (
    r"[А-ЯЁҚҒӘІҢҮҰӨҺ]{2,8}-(?:[нтд][ыиіуү][нң]|[нтд][ыіиуү]|[кгқғ][аеоө]|н[ае]|[дт][аеоө]|[нтд][аеоө]н|[мбп]ен"
    r"|[дт][ае]ғ[ыі]|[дт][аеоө]г[ыиіуү])(?![\w-])"
)
WORD = re.compile(
    "|".join(
        [
            _DOMAIN,
            _GLUED_DOMAIN,
            _DOMAIN_CYRILLIC,
            _SUFFIXED,
            _pattern(*_LATIN),
            _pattern(*_CYRILLIC),
            r"\d+(?:[.,]\d+)*",
            r"[^\W\d_]+",
            r"[^\s]",
        ]
    )
)


def words(text: str, start: int = 0, stop: int | None = None) -> Iterator[re.Match[str]]:
    """Yield the words, numbers and signs of a stretch of text, in order.

    Args:
        text: any text.
        start: first code point to look at.
        stop: code point to stop before; the end of the text if ``None``.

    >>> [m.group() for m in words("uchrashdi.Foto O‘zbekiston 15-may, передаетTengrinews.kz")]
    ['uchrashdi', '.', 'Foto', 'O‘zbekiston', '15', '-', 'may', ',', 'передает', 'Tengrinews.kz']
    """
    return WORD.finditer(text, start, len(text) if stop is None else stop)
