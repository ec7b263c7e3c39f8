"""How answers can be written: media types, short names, endings of files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from elchi.serve.failures import RefusedError
from elchi.serve.negotiate import best


@dataclass(frozen=True, slots=True)
class Format:
    """A syntax.

    Attributes:
        name: what ``format=`` says, and what a file in it ends with.
        media_type: its own.
        syntax: what the engine calls it.
        other_names: that ``format=`` may say, too.
        other_types: media types that clients ask for and mean this; they are answered with what they ask for.
    """

    name: str
    media_type: str
    syntax: ox.QueryResultsFormat | ox.RdfFormat
    other_names: tuple[str, ...] = ()
    other_types: tuple[str, ...] = ()

    @property
    def of_rows(self) -> ox.QueryResultsFormat:
        """The syntax of a format for rows."""
        assert isinstance(self.syntax, ox.QueryResultsFormat), f"{self.name} is for triples"
        return self.syntax

    @property
    def of_triples(self) -> ox.RdfFormat:
        """The syntax of a format for triples."""
        assert isinstance(self.syntax, ox.RdfFormat), f"{self.name} is for rows"
        return self.syntax


ROWS = (
    Format("json", "application/sparql-results+json", ox.QueryResultsFormat.JSON, other_types=("application/json",)),
    Format("xml", "application/sparql-results+xml", ox.QueryResultsFormat.XML, other_types=("application/xml",)),
    Format("csv", "text/csv", ox.QueryResultsFormat.CSV),
    Format("tsv", "text/tab-separated-values", ox.QueryResultsFormat.TSV),
)
"""For rows and truth values, the favourite first."""
GRAPHS = (
    Format("ttl", "text/turtle", ox.RdfFormat.TURTLE, ("turtle", "n3"), ("application/x-turtle", "text/n3")),
    Format("nt", "application/n-triples", ox.RdfFormat.N_TRIPLES, ("ntriples",), ("text/plain",)),
    Format("jsonld", "application/ld+json", ox.RdfFormat.JSON_LD, ("json-ld", "json"), ("application/json",)),
    Format("trig", "application/trig", ox.RdfFormat.TRIG),
    Format("rdfxml", "application/rdf+xml", ox.RdfFormat.RDF_XML, ("rdf", "rdf+xml", "xml"), ("application/xml",)),
    Format("nq", "application/n-quads", ox.RdfFormat.N_QUADS, ("nquads",)),
)
"""For triples."""
DATASETS = tuple(form for form in (GRAPHS[3], GRAPHS[5], GRAPHS[2]))
"""For quads."""
FORMATS: Mapping[str, Format] = {form.name: form for form in (*ROWS, *GRAPHS)}
"""Name to format."""


def chosen(accept: str | None, asked: Sequence[str], offered: Sequence[Format]) -> tuple[Format, str]:
    """Return the format of an answer, and the media type that it is sent as.

    Args:
        accept: header of the request, ``None`` if there is none.
        asked: what ``format=`` says, a name or a media type; it goes before ``accept``. Some clients say it in more
            than one way, so the first that is known is taken.
        offered: formats, the favourite first.

    Raises:
        RefusedError: 400, if ``format=`` names none of them; 406, if the client accepts none.

    >>> chosen("application/json", (), ROWS)[1], chosen("text/csv", ("table", "tsv"), ROWS)[1]
    ('application/json', 'text/tab-separated-values')
    """
    if asked:
        return _named(asked, offered)
    types = {form.media_type: form for form in offered}
    types |= {other: form for form in offered for other in form.other_types if other not in types}
    found = best(accept, list(types))
    return types[found], found


def _named(asked: Sequence[str], offered: Sequence[Format]) -> tuple[Format, str]:
    for name in (one.strip().lower() for one in asked):
        for form in offered:
            if name in (form.name, form.media_type, *form.other_names, *form.other_types):
                return form, form.media_type
    names = ", ".join(form.name for form in offered)
    raise RefusedError(400, f"format={asked[0][:40]}: this can be written as {names}")
