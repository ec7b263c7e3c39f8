"""A record to an article: of JSONL, of a table, whatever its keys are called there."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Self

from elchi.characters import fit
from elchi.errors import ReadError
from elchi.model import Article
from elchi.read import fields as values
from elchi.read import plain

_SHOWN = 12  # names of columns in a message


@dataclass(frozen=True, slots=True)
class Columns:
    """What the keys of a record, or the columns of a table, are called that mean something to Elchi."""

    id: str = "id"
    text: str = "text"
    url: str = "url"
    title: str = "title"
    published: str = "published"
    lang: str = "lang"
    publisher: str = "publisher"
    author: str = "author"

    @classmethod
    def parse(cls, names: str) -> Self:
        """Return the columns that ``key=name,key=name`` tells; the others have the names of the keys.

        Raises:
            ReadError: if a key is none of ours, or a name is missing.

        >>> Columns.parse("text=body, published=date").text
        'body'
        >>> Columns.parse("story=text")  # doctest: +ELLIPSIS
        Traceback (most recent call last):
        elchi.errors.ReadError: 'story=text' is no KEY=NAME, where KEY is one of id text ...
        """
        given = {}
        for pair in filter(None, (part.strip() for part in names.split(","))):
            key, _, name = (part.strip() for part in pair.partition("="))
            if key not in KEYS or not name:
                raise ReadError(f"{pair!r} is no KEY=NAME, where KEY is one of {' '.join(KEYS)}")
            given[key] = name
        return cls(**given)

    def names(self) -> frozenset[str]:
        """Return what the columns are called."""
        return frozenset(getattr(self, key) for key in KEYS)

    def missing(self, header: Iterable[str]) -> str | None:
        """Return the first column that a table lacks though it must be there: the text, and what was named."""
        there = frozenset(header)
        wanted = ("text", *(key for key in KEYS if getattr(self, key) != key))
        return next((name for key in wanted if (name := getattr(self, key)) not in there), None)

    def lack(self, header: Sequence[str]) -> ReadError:
        """Return the error of a table that lacks a column."""
        there = ", ".join(map(repr, header[:_SHOWN])) + (", …" if len(header) > _SHOWN else "")
        return ReadError(f"no column {self.missing(header)!r} among {there}; name the columns, as in text=body")


KEYS = tuple(field.name for field in fields(Columns))


def article(record: Mapping[str, object], columns: Columns, *, name: str, origin: str) -> Article:
    """Return the article of a record; keys that mean nothing to Elchi become its metadata.

    Args:
        record: values by their key.
        columns: what the keys are called.
        name: the identity of a record without id and url.
        origin: where it was read, for messages.

    Raises:
        ReadError: if a value is missing or of the wrong kind.
    """
    text = record.get(columns.text)
    if not isinstance(text, str):
        raise ReadError(f"no {columns.text!r} in the record; its value must be the article as a string")
    content = fit(text)
    plain.check(content)
    url = _string(record, columns.url)
    stated = record.get(columns.published)
    date = values.published(stated)
    known = columns.names()
    rest = {key: value for key, value in record.items() if key not in known}
    if date is None and stated not in (None, ""):
        rest[columns.published] = stated
    return Article(
        id=_id(record, columns.id) or url or name,
        content=content,
        origin=origin,
        url=url,
        title=values.name(record.get(columns.title)),
        published=date,
        language=values.language(record.get(columns.lang)),
        publisher=values.name(record.get(columns.publisher)),
        author=values.name(record.get(columns.author)),
        metadata=values.metadata(rest),
    )


def _id(record: Mapping[str, object], key: str) -> str | None:
    value = record.get(key)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return _string(record, key)


def _string(record: Mapping[str, object], key: str) -> str | None:
    value = record.get(key)
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise ReadError(f"{key!r} must be a string, not {json.dumps(value)[:40]}")
    return fit(value.strip()) or None
