"""Lines of JSON to articles, one by one: a broken line is a failure and the rest goes on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import BinaryIO

from elchi.characters import fit
from elchi.errors import ReadError
from elchi.model import Article
from elchi.read import fields, plain
from elchi.read.compressed import DAMAGED, damaged
from elchi.read.encoding import decode
from elchi.read.values import Failure, Limits

KEYS = ("id", "text", "url", "title", "published", "lang", "publisher", "author")


def read(lines: BinaryIO, *, name: str, origin: str, limits: Limits) -> Iterator[Article | Failure]:
    """Yield the articles of a stream of records.

    Args:
        lines: the stream, read line by line.
        name: what stands before ``#line`` in the identity of a record without id and url.
        origin: the file as messages call it.
        limits: how long a line may be.
    """
    number = 0
    while True:
        try:
            line = lines.readline(limits.text + 1)
        except DAMAGED as error:
            yield Failure(f"{origin}:{number + 1}", damaged(error, f"line {number}"))
            return
        if not line:
            return
        number += 1
        where = f"{origin}:{number}"
        if len(line) > limits.text:
            _skip_line(lines, limits.text)
            yield Failure(where, ReadError(f"the line is longer than {limits.text:,} bytes; split the article"))
        elif line.strip(b" \t\r\n\xef\xbb\xbf"):
            yield _record(line, name=f"{name}#{number}", origin=where)


def _skip_line(stream: BinaryIO, size: int) -> None:
    while (part := stream.readline(size)) and not part.endswith(b"\n"):
        pass


def _record(line: bytes, *, name: str, origin: str) -> Article | Failure:
    try:
        return _article(_parsed(line), name=name, origin=origin)
    except ReadError as error:
        return Failure(origin, error)


def _parsed(line: bytes) -> dict[str, object]:
    try:
        record = json.loads(decode(line).rstrip())
    except json.JSONDecodeError as error:
        raise ReadError(f"not JSON: {error.msg} at column {error.colno}; one record a line was expected") from error
    except (RecursionError, ValueError) as error:
        raise ReadError(f"not a record: {error}; one JSON object a line was expected") from error
    if not isinstance(record, dict):
        raise ReadError(f"a JSON {_kind(record)}; an object with the key 'text' was expected")
    return record


def _kind(value: object) -> str:
    names = {list: "array", str: "string", bool: "boolean", type(None): "null"}
    return names.get(type(value), "number")


def _article(record: dict[str, object], *, name: str, origin: str) -> Article:
    """Return the article of a record.

    Raises:
        ReadError: if a value is missing or of the wrong kind.
    """
    text = record.get("text")
    if not isinstance(text, str):
        raise ReadError("no 'text' in the record; its value must be the article as a string")
    content = fit(text)
    plain.check(content)
    url = _string(record, "url")
    date = fields.published(record.get("published"))
    rest = {key: value for key, value in record.items() if key not in KEYS}
    if date is None and record.get("published") not in (None, ""):
        rest["published"] = record["published"]
    return Article(
        id=_id(record) or url or name,
        content=content,
        origin=origin,
        url=url,
        title=fields.name(record.get("title")),
        published=date,
        language=fields.language(record.get("lang")),
        publisher=fields.name(record.get("publisher")),
        author=fields.name(record.get("author")),
        metadata=fields.metadata(rest),
    )


def _id(record: dict[str, object]) -> str | None:
    value = record.get("id")
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return _string(record, "id")


def _string(record: dict[str, object], key: str) -> str | None:
    value = record.get(key)
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise ReadError(f"{key!r} must be a string, not {json.dumps(value)[:40]}")
    return fit(value.strip()) or None
