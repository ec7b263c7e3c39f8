"""Answers of the engine to values and bytes."""

from __future__ import annotations

import json
from dataclasses import dataclass

import pyoxigraph as ox

from elchi import vocab
from elchi.errors import QueryError

FORMATS = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
"""How rows and truth values can be written: the four SPARQL 1.1 result formats."""
GRAPHS = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "rdfxml": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
}
"""How the triples of CONSTRUCT and DESCRIBE can be written."""


@dataclass(frozen=True, slots=True)
class Result:
    """An answer: rows with their columns, or triples, or a truth value; the others are ``None``.

    ``rows`` hold terms, ``None`` where a column is unbound.
    """

    columns: tuple[str, ...] = ()
    rows: tuple[tuple[ox.NamedNode | ox.BlankNode | ox.Literal | None, ...], ...] | None = None
    triples: tuple[ox.Triple, ...] | None = None
    truth: bool | None = None

    def table(self) -> list[tuple[str, ...]]:
        """Return the rows as plain text, an empty string where a column is unbound."""
        return [tuple("" if term is None else term.value for term in row) for row in self.rows or ()]

    def records(self) -> list[dict[str, str]]:
        """Return the rows as dictionaries from column to plain text; unbound columns are left out."""
        return [
            {column: term.value for column, term in zip(self.columns, row, strict=True) if term is not None}
            for row in self.rows or ()
        ]

    def serialize(self, format: str) -> bytes:
        """Return the answer in a standard format.

        Args:
            format: ``json``, ``xml``, ``csv`` or ``tsv`` for rows and truth values; ``turtle``,
                ``ntriples``, ``rdfxml`` or ``jsonld`` for triples.

        Raises:
            QueryError: if the answer cannot be written so.
        """
        if self.triples is not None:
            return self._serialize_triples(format)
        if format not in FORMATS:
            raise QueryError(f"{format}: this answer can be written as {', '.join(FORMATS)}")
        answer = ox.parse_query_results(self._json(), FORMATS["json"])
        return answer.serialize(format=FORMATS[format]) or b""

    def _serialize_triples(self, format: str) -> bytes:
        if format not in GRAPHS:
            raise QueryError(f"{format}: this answer can be written as {', '.join(GRAPHS)}")
        triples = sorted(self.triples or (), key=str)
        return ox.serialize(triples, format=GRAPHS[format], prefixes=vocab.PREFIXES) or b""

    def _json(self) -> bytes:
        """Return rows or a truth value as SPARQL 1.1 Query Results JSON."""
        if self.truth is not None:
            return json.dumps({"head": {}, "boolean": self.truth}).encode()
        bindings = [
            {c: _binding(term) for c, term in zip(self.columns, row, strict=True) if term is not None}
            for row in self.rows or ()
        ]
        return json.dumps(
            {"head": {"vars": list(self.columns)}, "results": {"bindings": bindings}}, ensure_ascii=False
        ).encode()


def of_text(answer: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples) -> Result:
    """Return an answer with all its columns."""
    if isinstance(answer, ox.QueryBoolean):
        return Result(truth=bool(answer))
    if isinstance(answer, ox.QueryTriples):
        return Result(triples=tuple(answer))
    columns = tuple(variable.value for variable in answer.variables)
    return Result(columns=columns, rows=tuple(tuple(solution) for solution in answer))


def _binding(term: ox.NamedNode | ox.BlankNode | ox.Literal) -> dict[str, str]:
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    binding = {"type": "literal", "value": term.value}
    if term.language is not None:
        return {**binding, "xml:lang": term.language}
    if term.datatype != vocab.XSD("string"):
        binding["datatype"] = term.datatype.value
    return binding
