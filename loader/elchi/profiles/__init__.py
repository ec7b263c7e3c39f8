"""A store to the formats of others, without the words of its texts; what each profile says is told in its module.

Documents go one after the other, sorted by their ids, so memory does not grow with the store beyond the list of ids,
and equal stores give equal bytes.
"""

from __future__ import annotations

import json
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any

import pyoxigraph as ox

from elchi import vocab
from elchi.errors import QueryError, StoreError
from elchi.profiles import plover, schema_org, tables, web_annotation
from elchi.profiles.told import Told, documents, each

TABLES = "csv"
"""The profile that is a folder of files."""
_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the first day that a zip can tell


def write(store: ox.Store, file: IO[bytes], profile: str, document: str | None = None) -> None:
    """Write a store in a profile that is one file.

    Args:
        store: the graphs.
        file: open for bytes.
        profile: one of :data:`PROFILES`, but ``csv``.
        document: id or IRI of the only document wanted.

    Raises:
        QueryError: if the store does not have it.
    """
    for line in PROFILES[profile](store, document):
        file.write(line.encode())


def write_tables(store: ox.Store, path: Path, document: str | None = None) -> None:
    """Write the tables into a folder, or into a ``.zip``; it appears, or changes, when all of them are complete.

    Args:
        store: the graphs.
        path: folder, which may be there, or file.
        document: id or IRI of the only document wanted.

    Raises:
        QueryError: if the store does not have it.
        StoreError: if it cannot be written.
    """
    try:
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=f".{path.name}.") as made:
            tables.write(store, Path(made), document)
            if path.suffix == ".zip":
                _zipped(Path(made), path)
                return
            path.mkdir(exist_ok=True)
            for name in tables.files():
                (Path(made) / name).replace(path / name)
    except OSError as error:
        raise StoreError(f"{path}: cannot be written: {error.strerror or error}") from error


def _zipped(folder: Path, path: Path) -> None:
    """Put the tables into an archive without times, so that equal tables give equal bytes."""
    new = folder / "zip"
    with zipfile.ZipFile(new, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in tables.files():
            entry = zipfile.ZipInfo(name, _LONG_AGO)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            with (folder / name).open("rb") as source, archive.open(entry, "w", force_zip64=True) as target:
                shutil.copyfileobj(source, target)
    new.replace(path)


def _schema_org(store: ox.Store, document: str | None) -> Iterator[str]:
    nodes = (node for told in each(store, document) for node in schema_org.article(told))
    yield from _graph(schema_org.CONTEXT, nodes)


def _web_annotation(store: ox.Store, document: str | None) -> Iterator[str]:
    yield from _graph(vocab.ANNOTATION_CONTEXT, _pages(store, [key for _, key in documents(store, document)]))


def _pages(store: ox.Store, keys: list[str]) -> Iterator[dict[str, Any]]:
    total = 0
    for number, key in enumerate(keys):
        following = keys[number + 1] if number + 1 < len(keys) else None
        page = web_annotation.page(Told(store, key), total, following)
        total += len(page["items"])
        yield page
    yield web_annotation.collection(total, keys[0] if keys else None, keys[-1] if keys else None)


def _graph(context: object, nodes: Iterator[dict[str, Any]]) -> Iterator[str]:
    """Yield a JSON-LD document, a node on each line."""
    yield f'{{"@context": {_json(context)}, "@graph": ['
    for number, node in enumerate(nodes):
        yield f"{',' if number else ''}\n{_json(node)}"
    yield "\n]}\n"


def _plover(store: ox.Store, document: str | None) -> Iterator[str]:
    for told in each(store, document):
        yield from (f"{_json(event)}\n" for event in plover.events(told))


def _tables(store: ox.Store, document: str | None) -> Iterator[str]:
    raise QueryError("csv: several files; give a folder or a name in .zip with -o")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


PROFILES: dict[str, Callable[[ox.Store, str | None], Iterator[str]]] = {
    "schema-org": _schema_org,
    "web-annotation": _web_annotation,
    "plover": _plover,
    TABLES: _tables,
}
"""Name of a profile to what yields its lines."""
