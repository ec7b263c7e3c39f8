"""Rows of Parquet to articles, a few at a time; needs pyarrow (``elchi[parquet]``).

A part is a number of row groups. A row group that cannot be read is a failure, and the next one is read.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from math import isfinite
from typing import Any

from elchi.errors import ReadError
from elchi.model import Article
from elchi.read.encoding import decode
from elchi.read.record import Columns, article
from elchi.read.values import Failure, Item, Limits, Part

_BATCH = 4_000_000  # bytes of rows that are held at a time, about
_MOST_ROWS = 256
_COARSE = 4  # times the size of a part that a row group may have


def read(stream: io.BufferedReader[Any], part: Part, limits: Limits, columns: Columns) -> Iterator[Item]:
    """Yield the articles of row groups.

    Args:
        stream: the file; one that can be read from any place.
        part: what the rows are called by, and which row groups are read.
        limits: not used; an article that is too long is told by all that was read.
        columns: what the columns are called.

    Raises:
        ReadError: if it is no Parquet, lacks a column that must be there, or pyarrow is not installed.
    """
    file = _opened(stream)
    names = file.schema_arrow.names
    if columns.missing(names) is not None:
        raise columns.lack(names)
    wanted = [field.name for field in file.schema_arrow if field.name in columns.names() or not _is_binary(field.type)]
    number = part.first
    for group in range(part.start, file.num_row_groups if part.stop is None else part.stop):
        for offset, row in enumerate(_rows(file, group, wanted), start=number):
            yield _item(row, offset, part, columns)
        number += file.metadata.row_group(group).num_rows


def cuts(
    stream: io.BufferedReader[Any], part: Part, size: int, limits: Limits, columns: Columns
) -> Iterator[tuple[int, int]]:
    """Yield where a file can be cut: the row group and the number of its first row, about every ``size`` bytes.

    Raises:
        ReadError: if it is no Parquet, or pyarrow is not installed.
    """
    number, held = 1, 0
    for group, (rows, weight) in enumerate(_groups(stream)):
        if held and held + weight > size:
            yield group, number
            held = 0
        number, held = number + rows, held + weight


def is_coarse(stream: io.BufferedReader[Any], size: int) -> bool:
    """Return whether a row group is much bigger than ``size`` bytes.

    Raises:
        ReadError: if it is no Parquet, or pyarrow is not installed.
    """
    return any(weight > _COARSE * size for _, weight in _groups(stream))


def _groups(stream: io.BufferedReader[Any]) -> list[tuple[int, int]]:
    """Return of each row group how many rows and uncompressed bytes it has."""
    metadata = _opened(stream).metadata
    groups = (metadata.row_group(number) for number in range(metadata.num_row_groups))
    return [(group.num_rows, group.total_byte_size) for group in groups]


def _opened(stream: io.BufferedReader[Any]) -> Any:
    try:
        from pyarrow import ArrowException, parquet
    except ImportError as error:
        raise ReadError("Parquet is read by pyarrow; pip install 'elchi[parquet]'") from error
    if not stream.seekable():
        raise ReadError("Parquet is not read from a stream; give the file by its name, uncompressed")
    try:
        # Without these two a whole row group would be held in memory.
        file = parquet.ParquetFile(stream, pre_buffer=False, buffer_size=1 << 20)
        _ = file.schema_arrow  # raises where a type is none
    except (OSError, ValueError, ArrowException) as error:
        raise ReadError(f"not readable as Parquet: {_line(error)}; get it anew") from error
    return file


def _rows(file: Any, group: int, names: list[str]) -> Iterator[dict[str, object] | ReadError]:
    """Yield the rows of a row group, and what keeps the rest of it from being read."""
    about = file.metadata.row_group(group)
    size = max(1, min(_MOST_ROWS, _BATCH * about.num_rows // max(1, about.total_byte_size)))
    read = 0
    try:
        for batch in file.iter_batches(size, row_groups=[group], columns=names, use_threads=False):
            yield from _records(batch)
            read += batch.num_rows
    except (OSError, ValueError, NotImplementedError) as error:
        left = about.num_rows - read
        yield ReadError(f"{left} rows of row group {group} cannot be read: {_line(error)}; get the file anew")


def _records(batch: Any) -> Iterable[dict[str, object] | ReadError]:
    """Return the rows of a batch; dates and times as text, as Python's own do not reach as far."""
    from pyarrow import RecordBatch, string, types

    texts = [column.cast(string()) if types.is_temporal(column.type) else column for column in batch.columns]
    plain = RecordBatch.from_arrays(texts, names=batch.schema.names)
    try:
        return list(plain.to_pylist())
    except (ValueError, OverflowError):
        return [_record(plain.slice(row, 1)) for row in range(plain.num_rows)]


def _record(row: Any) -> dict[str, object] | ReadError:
    try:
        return dict(row.to_pylist()[0])
    except (ValueError, OverflowError) as error:
        return ReadError(f"a value of the row cannot be read: {_line(error)}")


def _item(row: dict[str, object] | ReadError, number: int, part: Part, columns: Columns) -> Article | Failure:
    origin = f"{part.origin}:{number}"
    try:
        if isinstance(row, ReadError):
            raise row
        record = {key: _plain(value) for key, value in row.items()}
        return article(record, columns, name=f"{part.name}#{number}", origin=origin)
    except ReadError as error:
        return Failure(origin, error)


def _plain(value: object) -> object:
    """Return a value as JSON has it."""
    if isinstance(value, bytes):
        return _text(value)
    if isinstance(value, float) and not isfinite(value):
        return None
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    return value if value is None or isinstance(value, str | int | float) else str(value)


def _text(value: bytes) -> str | None:
    try:
        return decode(value)
    except ReadError:
        return None


def _is_binary(kind: Any) -> bool:
    from pyarrow import types

    return bool(types.is_binary(kind) or types.is_large_binary(kind) or types.is_fixed_size_binary(kind))


def _line(error: Exception) -> str:
    return " ".join(str(error).split())[:200]
