"""An article to the triples of its document, and of where its graph comes from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pyoxigraph as ox

from elchi import __version__, vocab
from elchi.graph.literals import dated, day, is_day, named, tagged
from elchi.graph.names import Names
from elchi.graph.spans import LONGEST, Triple
from elchi.model import Reading
from elchi.vocab import DCTERMS, ELCHI, PROV, RDF, SCHEMA, SKOS, XSD

_TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?")
_MOST_METADATA = 20
"""How many other keys of a record are kept; they are the source's, and unbounded."""


def triples(reading: Reading, names: Names) -> Iterator[Triple]:
    """Yield what is known of the document itself: what it calls itself, who published it and when."""
    article, node = reading.article, names.document
    yield node, RDF("type"), ELCHI("Document")
    yield node, RDF("type"), SCHEMA("NewsArticle")
    yield node, SCHEMA("identifier"), ox.Literal(article.id)
    yield node, SCHEMA("sha256"), ox.Literal(reading.text.sha256)
    if article.url is not None:
        yield node, SCHEMA("url"), ox.Literal(article.url, datatype=XSD("anyURI"))
    title = _title(reading)
    if title is not None:
        yield node, DCTERMS("title"), title
    for language in _languages(reading):
        yield node, SCHEMA("inLanguage"), ox.Literal(language)
    if article.publisher is not None:
        yield node, SCHEMA("publisher"), names.outlet
    if article.author is not None:
        yield node, SCHEMA("author"), ox.Literal(article.author)
    yield from _published(reading, node)
    for key, value in article.metadata[:_MOST_METADATA]:
        if len(key) + len(value) < LONGEST:
            yield node, SCHEMA("additionalProperty"), ox.Literal(f"{key}={value}")


def outlet(reading: Reading, names: Names) -> Iterator[Triple]:
    """Yield the actor that speaks where the document speaks in its own voice."""
    article = reading.article
    label = article.publisher or _host(article.url)
    yield names.outlet, RDF("type"), ELCHI("Organisation")
    yield names.outlet, ELCHI("inDocument"), names.document
    yield names.outlet, ELCHI("organisationKind"), vocab.code("organisation", "media")
    if label is None:
        yield names.outlet, SKOS("prefLabel"), tagged("the document itself", "en")
    else:
        yield names.outlet, SKOS("prefLabel"), named(label, reading.language)


def _host(url: str | None) -> str | None:
    """Return the host of an address, ``None`` where it has none or is no address.

    >>> _host("https://a.example/1"), _host("http://[")
    ('a.example', None)
    """
    try:
        return urlsplit(url).hostname if url is not None else None
    except ValueError:
        return None


def provenance(reading: Reading, names: Names, time: str | None) -> Iterator[Triple]:
    """Yield from what, by which version of the software and when the document's graph was made.

    Args:
        reading: what was read.
        names: its IRIs.
        time: ISO 8601 date or time of the run; the day of publication where the caller gives none.
    """
    graph = vocab.document_graph(names.key)
    agent = vocab.iri(f"agent/elchi-{__version__}")
    yield graph, RDF("type"), PROV("Entity")
    yield graph, PROV("wasDerivedFrom"), names.document
    yield graph, PROV("wasAttributedTo"), agent
    yield graph, DCTERMS("source"), ox.Literal(reading.article.url or reading.article.id)
    if time is None and reading.article.published is not None:
        time = reading.article.published
    if time is not None:
        literal = day(time) if is_day(time) else ox.Literal(time)
        yield graph, DCTERMS("date"), literal
    yield agent, RDF("type"), PROV("SoftwareAgent")
    yield agent, SKOS("prefLabel"), tagged("Elchi", "en")
    yield agent, SCHEMA("softwareVersion"), ox.Literal(__version__)


def _title(reading: Reading) -> ox.Literal | None:
    article = reading.article
    if reading.title is not None:
        language = next(
            (block.language for block in reading.blocks if block.span.holds(reading.title)),
            reading.language,
        )
        title = article.title or reading.title.of(reading.text.content)
        return tagged(title, language or reading.language)
    if article.title is not None:
        return tagged(article.title, reading.language)
    return None


def _languages(reading: Reading) -> list[str]:
    """Return the tags of the languages that the story is written in, sorted."""
    found = {block.language for block in reading.blocks if block.kind != "boilerplate"}
    found.add(reading.language)
    return sorted(tag for tag in found if tag is not None and _TAG.fullmatch(tag))


def _published(reading: Reading, node: ox.NamedNode) -> Iterator[Triple]:
    if reading.published is None:
        return
    if is_day(reading.published.edtf):
        yield node, SCHEMA("datePublished"), day(reading.published.edtf)
    yield from dated(node, reading.published)
