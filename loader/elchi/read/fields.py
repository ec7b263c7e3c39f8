"""Fields of a source (dates, language tags, names) to what an article holds."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date

from elchi.characters import fit
from elchi.errors import ReadError

_DATE = re.compile(r"(\d{4})(?:-?(\d{2})(?:-?(\d{2}))?)?(?=$|[T ]\d)", re.ASCII)
_DOTTED = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})(?=$|\D)", re.ASCII)
# BCP 47 (RFC 5646): language, script, region; the variants and extensions that may follow tell nothing here.
_TAG = re.compile(r"([A-Za-z]{2,3}(?:[-_][A-Za-z]{4})?(?:[-_](?:[A-Za-z]{2}|[0-9]{3}))?)(?:[-_][A-Za-z0-9]{1,8})*")
_LETTER = re.compile(r"[^\W\d_]")


def published(value: object) -> str | None:
    """Return an ISO 8601 date, as precise as the value is, or ``None`` where it is no date.

    The day is that of the source's own clock: a time zone moves nothing.

    >>> published("2022-05-10T23:30:00+05:00"), published("2022-05"), published("11.05.2022")
    ('2022-05-10', '2022-05', '2022-05-11')
    >>> published("2022-13-40") is None, published("yesterday") is None
    (True, True)
    """
    text = str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""
    found = _DATE.match(text)
    if found is not None:
        year, month, day = found.groups()
    elif (dotted := _DOTTED.match(text)) is not None:
        day, month, year = (part.zfill(2) for part in dotted.groups())
    else:
        return None
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    return "-".join(part for part in (year, month, day) if part)


def given(date: str | None) -> str | None:
    """Return a date of publication that the caller gives, for articles that state none or to choose among them.

    Raises:
        ReadError: if it is no date.

    >>> given("2022-05-10"), given(None)
    ('2022-05-10', None)
    >>> given("yesterday")
    Traceback (most recent call last):
    elchi.errors.ReadError: 'yesterday' is no date of publication; give 2022-05-11, 2022-05 or 2022
    """
    if date is None:
        return None
    found = published(date)
    if found is None:
        raise ReadError(f"{date!r} is no date of publication; give 2022-05-11, 2022-05 or 2022")
    return found


def language(value: object) -> str | None:
    """Return a BCP 47 tag of language, script and region in its usual case, or ``None`` where the value is none.

    >>> language("uz-cyrl"), language("ru_RU"), language("ru-u-ca-buddhist"), language("Uzbek language")
    ('uz-Cyrl', 'ru-RU', 'ru', None)
    """
    found = _TAG.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None:
        return None
    first, *rest = re.split("[-_]", found[1])
    cased = [part.title() if len(part) == 4 else part.upper() if len(part) == 2 else part for part in rest]
    return "-".join([first.lower(), *cased])


def name(value: object) -> str | None:
    r"""Return a name in one line, or ``None``: of a text, of a thing with a ``name``, of the first of a list.

    >>> name({"@type": "Person", "name": " Anvar\n Karimov "}), name([]), name("")
    ('Anvar Karimov', None, None)
    """
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, Mapping):
        value = value.get("name")
    if not isinstance(value, str):
        return None
    return fit(" ".join(value.split())) or None


def address(value: object) -> str | None:
    """Return an address as it was written, or ``None`` where there is none.

    >>> address(" https://a.example/1 "), address(""), address(None)
    ('https://a.example/1', None, None)
    """
    return (fit(value).strip() or None) if isinstance(value, str) else None


def metadata(rest: Mapping[str, object]) -> tuple[tuple[str, str], ...]:
    """Return other keys with their values as text, sorted by key; empty values are left out."""
    texts = (
        (fit(key), fit(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)))
        for key, value in rest.items()
        if value not in (None, "", [], {})
    )
    return tuple(sorted(texts))


def has_letters(text: str) -> bool:
    """Return whether there is anything to read.

    >>> has_letters("12:30 — 15%"), has_letters("4 май")
    (False, True)
    """
    return _LETTER.search(text) is not None
