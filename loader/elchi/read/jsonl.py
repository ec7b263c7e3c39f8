"""Lines of JSON to articles, one by one: a broken line is a failure and the rest goes on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import BinaryIO

from elchi.errors import ReadError
from elchi.model import Article
from elchi.read.compressed import DAMAGED, damaged
from elchi.read.encoding import decode
from elchi.read.record import Columns, article
from elchi.read.values import Failure, Item, Limits, Part

_BLOCK = 1 << 20


def read(lines: BinaryIO, part: Part, limits: Limits, columns: Columns) -> Iterator[Item]:
    """Yield the articles of a stream of records.

    Args:
        lines: the stream from its beginning.
        part: what the records are called by, and which of them are read.
        limits: how long a line may be.
        columns: what the keys are called.
    """
    if part.start:
        lines.seek(part.start)
    number, left = part.first, part.size
    while left > 0:
        try:
            line = lines.readline(limits.text + 1)
        except DAMAGED as error:
            yield Failure(f"{part.origin}:{number}", damaged(error, f"line {number - 1}"))
            return
        if not line:
            return
        where = f"{part.origin}:{number}"
        if len(line) > limits.text:
            left -= _skip_line(lines, line, limits.text)
            yield Failure(where, ReadError(f"the line is longer than {limits.text:,} bytes; split the article"))
        elif line.strip(b" \t\r\n\xef\xbb\xbf"):
            yield _record(line, columns, name=f"{part.name}#{number}", origin=where)
        number += 1
        left -= len(line)


def cuts(stream: BinaryIO, part: Part, size: int, limits: Limits, columns: Columns) -> Iterator[tuple[int, int]]:
    """Yield where a stream can be cut: the byte at which a line begins and its number, about every ``size`` bytes."""
    at, lines, wanted = 0, 1, size
    while block := stream.read(_BLOCK):
        done = 0
        while at + len(block) >= wanted and (end := block.find(b"\n", max(wanted - at - 1, done))) >= 0:
            lines += block.count(b"\n", done, end + 1)
            done = end + 1
            yield at + done, lines
            wanted = at + done + size
        lines += block.count(b"\n", done)
        at += len(block)


def _skip_line(stream: BinaryIO, start: bytes, size: int) -> int:
    """Read on to the end of a line that is too long, and return how many bytes that were."""
    skipped, part = 0, start
    while part and not part.endswith(b"\n"):
        part = stream.readline(size)
        skipped += len(part)
    return skipped


def _record(line: bytes, columns: Columns, *, name: str, origin: str) -> Article | Failure:
    try:
        return article(_parsed(line, columns), columns, name=name, origin=origin)
    except ReadError as error:
        return Failure(origin, error)


def _parsed(line: bytes, columns: Columns) -> dict[str, object]:
    try:
        record = json.loads(decode(line).rstrip())
    except json.JSONDecodeError as error:
        raise ReadError(f"not JSON: {error.msg} at column {error.colno}; one record a line was expected") from error
    except (RecursionError, ValueError) as error:
        raise ReadError(f"not a record: {error}; one JSON object a line was expected") from error
    if not isinstance(record, dict):
        raise ReadError(f"a JSON {_kind(record)}; an object with the key {columns.text!r} was expected")
    return record


def _kind(value: object) -> str:
    names = {list: "array", str: "string", bool: "boolean", type(None): "null"}
    return names.get(type(value), "number")
