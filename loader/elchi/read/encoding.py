"""Bytes to text: byte order mark, UTF-8, what the source declares, Cyrillic code pages, a guess.

Windows-1251 and KOI8-R put Cyrillic letters in the same bytes in another order; the one that gives words
in lower case is the right one, because KOI8-R has the two cases where Windows-1251 has the other.
"""

from __future__ import annotations

import codecs
import re

from elchi.errors import ReadError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with the same bytes
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CODE_PAGES = ("cp1251", "koi8-r", "cp866")
# Western names are what servers say when they do not know; others (punycode, unicode_escape) are no encodings of pages.
_NAMED = re.compile(
    r"windows-?125[013-8]|cp125[013-8]|cp866|ibm866|koi8|iso-?8859-?[2-9]|mac-?cyr|ptcp?154|kz", re.IGNORECASE
)
_WORD = re.compile(r"(?<!\w)[А-ЯЁа-яёўЎіІ]?[а-яёўі]+(?!\w)")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_SAMPLE = 20_000
_BROKEN = 1000  # one bad byte in so many is an accident in UTF-8, not another encoding


def decode(data: bytes, *, declared: str | None = None) -> str:
    """Return the text that bytes stand for, without byte order mark.

    Args:
        data: the whole input.
        declared: the encoding that the source names (``charset`` of a page), believed if it fits.

    Raises:
        ReadError: if the bytes are no text, or in an encoding that cannot be told.

    >>> decode("Посол прибыл".encode("koi8-r")), decode("Посол прибыл".encode("cp1251"))
    ('Посол прибыл', 'Посол прибыл')
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _text(data[len(mark) :].decode(name, "replace"))
    if b"\x00" in data[:_SAMPLE]:
        return _text(_wide(data))
    return _text(_utf8(data) or _declared(data, declared) or _code_page(data) or _guessed(data))


def _text(content: str) -> str:
    """Return the text if it is one: control characters are the mark of a binary file."""
    sample = content[:_SAMPLE]
    if len(_CONTROL.findall(sample)) > len(sample) // 100:
        raise ReadError("this is a binary file, not text; give a .txt, .html or .jsonl file")
    return content


def _wide(data: bytes) -> str:
    """Return the text of UTF-16 without a mark, told by where the zero bytes of spaces and digits lie."""
    sample = data[:_SAMPLE]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    name = "utf-16-le" if odd > even else "utf-16-be"
    try:
        if min(even, odd) * 10 <= max(even, odd):
            return data.decode(name)
    except UnicodeDecodeError:
        pass
    raise ReadError("this is a binary file, not text; give a .txt, .html or .jsonl file")


def _utf8(data: bytes) -> str | None:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        repaired = data.decode("utf-8", "replace")
    # Where nearly all of many non-ASCII characters are right, some were only cut in two.
    return repaired if repaired.count("\ufffd") * _BROKEN < len(data) and _has_words(repaired) else None


def _has_words(text: str) -> bool:
    sample = text[:_SAMPLE]
    return sum(letter > "\x7f" and letter != "\ufffd" for letter in sample) > 20 * sample.count("\ufffd")


def _declared(data: bytes, declared: str | None) -> str | None:
    """Return the text in the encoding that the source names, if it is one of a script other than Western."""
    if declared is None or _NAMED.match(declared) is None:
        return None
    try:
        return data.decode(declared)
    except (LookupError, UnicodeError):
        return None


def _code_page(data: bytes) -> str | None:
    """Return the text in the Cyrillic code page that makes the most words in natural case, if most are."""
    sample = data[:_SAMPLE]
    best, most, text = "", 0, ""
    for name in _CODE_PAGES:
        tried = sample.decode(name, "replace")
        size = sum(map(len, _WORD.findall(tried)))
        if size > most:
            best, most, text = name, size, tried
    return data.decode(best, "replace") if most and most * 2 > len(_CYRILLIC.findall(text)) else None


def _guessed(data: bytes) -> str:
    from charset_normalizer import from_bytes  # only where all else failed: it is slow

    found = from_bytes(data[:_SAMPLE]).best()
    if found is None:
        raise ReadError("its encoding cannot be told; save it as UTF-8")
    return data.decode(found.encoding, "replace")
