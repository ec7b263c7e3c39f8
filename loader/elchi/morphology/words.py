"""What counts as a word: the one pattern that texts and word lists are cut by.

Words keep their inner apostrophes and end where the script or the case changes, because pages run
sentences together («uchrashdi.Foto», «передаетTengrinews.kz»). One small Latin letter among Cyrillic ones
belongs to their word: brands are written so («Миcрософт», «Неw Ёрк»). Hyphens and signs are tokens of their
own; a domain name is one token.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files

_EXTENDED = [chr(code) for code in (*range(0x100, 0x250), *range(0x1E00, 0x1F00))]  # «Ionuț», «Trọng»
_LATIN = (
    "A-ZÀ-ÖØ-ÞƏ" + "".join(c for c in _EXTENDED if c.isupper()),
    "a-zß-öø-ÿə" + "".join(c for c in _EXTENDED if c.islower()),
)
_CYRILLIC = ("А-ЯЁЎҚҒҲӘІҢҮҰӨҺЇЄҐӢӮҶ", "а-яёўқғҳәіңүұөһїєґӣӯҷ")
_APOSTROPHE = "['ʻʼ‘’`´]"


def _pattern(upper: str, lower: str, *, guest: str = "") -> str:
    run = f"[{lower}]+(?:{guest}[{lower}]*)*" if guest else f"[{lower}]+"
    tail = f"{run}(?:{_APOSTROPHE}{run})*"
    return f"[{upper}](?:{_APOSTROPHE}?[{upper}])*(?:{_APOSTROPHE}?{tail})?|{tail}"


# Kazakh and Kyrgyz hang suffixes on an abbreviation by a hyphen («АҚШ-тың», «АКШ-га»).
_SUFFIXED = (
    r"[А-ЯЁҚҒӘІҢҮҰӨҺ]{2,8}-(?:[нтд][ыиіуү][нң]|[нтд][ыіиуү]|[кгқғ][аеоө]|н[ае]|[дт][аеоө]|[нтд][аеоө]н|[мбп]ен"
    r"|[дт][ае]ғ[ыі]|[дт][аеоө]г[ыиіуү])(?![\w-])"
)


@lru_cache(maxsize=1)
def _word() -> re.Pattern[str]:
    endings = tomllib.loads(files("elchi").joinpath("lexicon", "sites", "domains.toml").read_text(encoding="utf-8"))
    latin, cyrillic = ("|".join(endings[script]) for script in ("latin", "cyrillic"))
    site = rf"[A-Za-z0-9-]{{0,40}}\.(?:{latin})(?![A-Za-z0-9])"
    patterns = [
        rf"(?<![\w.])[A-Za-z0-9]{site}",
        rf"(?<=[а-яё])[A-Z]{site}",
        rf"[А-ЯЁ][а-яё]{{1,40}}\.(?:{cyrillic})(?![а-яё])",
        _SUFFIXED,
        _pattern(*_LATIN),
        _pattern(*_CYRILLIC, guest="[a-z](?![A-Za-z])"),
        r"\d+(?:[.,]\d+)*",
        r"[^\W\d_]+",
        r"[^\s]",
    ]
    return re.compile("|".join(patterns))


def words(text: str, start: int = 0, stop: int | None = None) -> Iterator[re.Match[str]]:
    """Yield the words, numbers and signs of a stretch of text, in order.

    Args:
        text: any text.
        start: first code point to look at.
        stop: code point to stop before; the end of the text if ``None``.

    >>> [m.group() for m in words("uchrashdi.Foto O‘zbekiston 15-may, передаетTengrinews.kz")]
    ['uchrashdi', '.', 'Foto', 'O‘zbekiston', '15', '-', 'may', ',', 'передает', 'Tengrinews.kz']
    """
    return _word().finditer(text, start, len(text) if stop is None else stop)
