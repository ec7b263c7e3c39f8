"""Documents to CSV tables with a Frictionless description: the six contract queries, and the documents themselves.

Rows and columns are those of the saved queries. The queries run over a store in memory that holds the shared graphs and
some hundred documents at a time, since what one document says adds no rows to another.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from elchi import __version__, query, vocab
from elchi.profiles.names import INTEGERS, IRIS, SCHEMES, TABLES
from elchi.profiles.told import Told, documents
from elchi.vocab import DCTERMS, SCHEMA

_AT_ONCE = 100
"""Documents whose quads are in memory at a time."""
_DOCUMENTS = (
    ("id", "what the document was loaded under"),
    ("iri", "IRI of the document"),
    ("title", "its headline"),
    ("published", "day of publication, ISO 8601"),
    ("language", "BCP 47 tags of the languages that it is written in, sorted"),
    ("url", "where it was published"),
    ("publisher", "who published it"),
)


def write(store: ox.Store, folder: Path, document: str | None = None) -> None:
    """Write the tables and their description into a folder.

    Args:
        store: the graphs.
        folder: it is there; files of the same names are replaced.
        document: id or IRI of the only document wanted.

    Raises:
        QueryError: if the store does not have it.
        OSError: if a file cannot be written.
    """
    keys = [key for _, key in documents(store, document)]
    with ExitStack() as files:
        sheets = {name: _sheet(files, folder, name) for name in ("documents", *TABLES)}
        for at in range(0, len(keys), _AT_ONCE):
            _write_part(store, keys[at : at + _AT_ONCE], sheets)
    described = json.dumps(description(), ensure_ascii=False, indent=2)
    (folder / "datapackage.json").write_text(described + "\n", encoding="utf-8")


def description() -> dict[str, Any]:
    """Return the data package: each table with the types, keys and codes of its columns."""
    return {
        "profile": "tabular-data-package",
        "name": "elchi",
        "title": "What documents say of diplomacy",
        "description": f"Written by Elchi {__version__}. Offsets count code points. "
        "An event is no claim that it happened: look at its status.",
        "resources": [_resource(name) for name in ("documents", *TABLES)],
    }


def files() -> tuple[str, ...]:
    """Return the names of the files, the description last."""
    return ("documents.csv", *(f"{name}.csv" for name in TABLES), "datapackage.json")


def _resource(name: str) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": [_field(name, *column) for column in _columns(name)]}
    schema["missingValues"] = [""]
    schema["primaryKey"] = ["id"] if name == "documents" else list(TABLES[name])
    if name != "documents":
        reference = {"resource": "documents", "fields": ["id"]}
        schema["foreignKeys"] = [{"fields": ["document"], "reference": reference}]
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "path": f"{name}.csv",
        "title": "The documents" if name == "documents" else query.saved(name).answers,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "quoteChar": '"', "doubleQuote": True, "lineTerminator": "\r\n", "header": True},
        "schema": schema,
    }


def _field(table: str, column: str, meaning: str) -> dict[str, Any]:
    field: dict[str, Any] = {"name": column, "type": "integer" if column in INTEGERS else "string"}
    if column in IRIS:
        field["format"] = "uri"
    field["description"] = meaning
    constraints: dict[str, Any] = {}
    if column in ("document", *TABLES.get(table, ("id",))):
        constraints["required"] = True
    if (scheme := SCHEMES.get((table, column))) is not None:
        constraints["enum"] = vocab.notations(scheme)
    return {**field, "constraints": constraints} if constraints else field


def _columns(name: str) -> tuple[tuple[str, str], ...]:
    return _DOCUMENTS if name == "documents" else query.saved(name).columns


def _sheet(opened: ExitStack, folder: Path, name: str) -> Any:
    """Return a writer of rows, the header written."""
    file = opened.enter_context((folder / f"{name}.csv").open("w", encoding="utf-8", newline=""))
    sheet = csv.writer(file)
    sheet.writerow([column for column, _ in _columns(name)])
    return sheet


def _write_part(store: ox.Store, keys: Sequence[str], sheets: Mapping[str, Any]) -> None:
    """Write the rows of some documents; their quads are let go before those of the next ones come."""
    part = _part(store, keys)
    sheets["documents"].writerows(_documents(part, keys))
    for name in TABLES:
        sheets[name].writerows(query.run(part, name).table())


def _part(store: ox.Store, keys: Sequence[str]) -> ox.Store:
    """Return a store of some documents and what all share."""
    part = ox.Store()
    graphs = [vocab.ENTITIES, vocab.ONTOLOGY_GRAPH, *(vocab.document_graph(key) for key in keys)]
    for graph in graphs:
        part.bulk_extend(store.quads_for_pattern(None, None, None, graph))
    return part


def _documents(store: ox.Store, keys: Iterable[str]) -> Iterator[tuple[str, ...]]:
    for key in keys:
        told = Told(store, key)
        outlet = told.value(told.iri, SCHEMA("publisher"))
        values = (
            told.value(told.iri, SCHEMA("identifier")),
            told.iri,
            told.value(told.iri, DCTERMS("title")),
            told.value(told.iri, SCHEMA("datePublished")),
            " ".join(told.values(told.iri, SCHEMA("inLanguage"))),
            told.value(told.iri, SCHEMA("url")),
            None if outlet is None else told.name(outlet),
        )
        yield tuple(value or "" for value in values)
