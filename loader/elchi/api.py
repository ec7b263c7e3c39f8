"""The Python face: text in, facts or an rdflib graph out; a store to load, query and export.

>>> import elchi
>>> doc = elchi.extract("Делегация Казахстана прибыла с визитом в Турцию.", published="2022-05-10")
>>> doc.language
'ru'

rdflib stands at the edge only: it is imported when a graph is asked for, and its global switches stay as the
user set them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from os import PathLike
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

import pyoxigraph as ox

from elchi import export, facts, graph, loading, pipeline, query, read, store, taggers, vocab
from elchi.characters import fit
from elchi.lexicon import lexicons
from elchi.loading import Plan
from elchi.model import Article, Outcome, Reading
from elchi.query import Result
from elchi.read import fields
from elchi.shards import SIZE, Config, known

if TYPE_CHECKING:
    import rdflib

Fact = facts.Row
"""One visit, treaty, …: columns of the saved query of that name to plain values, ``None`` where not known."""


@dataclass(frozen=True, slots=True)
class Document:
    """What one text says. ``reading`` is all that was read; the rest are views of it."""

    reading: Reading

    @property
    def id(self) -> str:
        """The id that the document's IRI is made from."""
        return self.reading.article.id

    @property
    def iri(self) -> str:
        """The document's IRI."""
        return vocab.document(vocab.key(self.id)).value

    @property
    def language(self) -> str | None:
        """BCP 47 tag of the main language, ``None`` if it is not known."""
        return self.reading.language

    @property
    def title(self) -> str | None:
        """The headline: the source's, or the one that the text begins with."""
        span = self.reading.title
        return self.reading.article.title or (None if span is None else span.of(self.reading.text.content))

    @property
    def actors(self) -> list[Fact]:
        """States, persons and organisations, with the offices that people hold."""
        return self._facts("actors")

    @property
    def treaties(self) -> list[Fact]:
        """Treaties and other instruments, with their parties and status."""
        return self._facts("treaties")

    @property
    def visits(self) -> list[Fact]:
        """Visits: who, where, when, and whether they took place."""
        return self._facts("visits")

    @property
    def meetings(self) -> list[Fact]:
        """Meetings, talks and calls."""
        return self._facts("meetings")

    @property
    def statements(self) -> list[Fact]:
        """Who said what, and through whom it reaches us."""
        return self._facts("statements")

    @property
    def dates(self) -> list[Fact]:
        """Dates as EDTF values, whether or not an event uses them."""
        return self._facts("dates")

    def _facts(self, what: str) -> list[Fact]:
        return facts.facts(self.reading)[what]

    def json(self, *, indent: int | None = 2) -> str:
        """Return the document and all its facts as JSON.

        Args:
            indent: spaces for each level, ``None`` for a single line.
        """
        head = {
            "id": self.id,
            "document": self.iri,
            "title": self.title,
            "language": self.language,
            "published": self.reading.article.published,
        }
        return json.dumps({**head, **facts.facts(self.reading)}, ensure_ascii=False, indent=indent)

    def quads(self) -> list[ox.Quad]:
        """Return the graph as pyoxigraph's quads, in a fixed order."""
        return graph.quads(self.reading)

    def graph(self) -> rdflib.Dataset:
        """Return the graph as an rdflib dataset, whose default graph is the union of all."""
        return dataset(self.quads())


def extract(
    text: str,
    *,
    published: str | None = None,
    language: str | None = None,
    title: str | None = None,
    id: str | None = None,
    url: str | None = None,
    publisher: str | None = None,
    tagger: str | None = None,
) -> Document:
    """Return what a text says.

    Args:
        text: the article; offsets of evidence count its code points, NFC and with line feeds.
        published: date of publication (ISO 8601); dates without a year are read by it.
        language: BCP 47 tag, where it is known.
        title: headline, where the text does not begin with it.
        id: what the document's IRI is made from; the URL, or a hash of the text, if ``None``.
        url: where it was published.
        publisher: who published it.
        tagger: name of an installed named-entity tagger whose names are added.

    Raises:
        ReadError: if ``published`` is no date.
        TaggerError: if there is no such tagger, or its answer cannot be used.
    """
    content = fit(text)
    name = fit(id or url or f"sha256:{sha256(content.encode()).hexdigest()}")
    article = Article(
        id=name,
        content=content,
        origin=name,
        url=fields.address(url),
        title=fields.name(title),
        published=fields.given(published),
        language=fields.language(language),
        publisher=fields.name(publisher),
    )
    return Document(pipeline.extract(article, lexicons=lexicons(), tagger=_tagger(tagger)))


@lru_cache(maxsize=4)
def _tagger(name: str | None) -> taggers.Named | None:
    return None if name is None else taggers.named(name)


class Store:
    """A store in a folder; a context manager.

    Each call opens what it needs: reading sees the newest snapshot, loading and removing lock the store.

    >>> Store("no-such-folder").query("visits")
    Traceback (most recent call last):
    elchi.errors.StoreError: no-such-folder: there is no store; load an article into it first
    """

    def __init__(self, path: str | PathLike[str]) -> None:
        """Name the folder; nothing is opened yet."""
        self.path = Path(path)

    def __enter__(self) -> Self:
        """Return the store itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Nothing stays open between calls, so nothing is closed."""

    def load(
        self,
        sources: str | PathLike[str] | Iterable[str | PathLike[str]],
        *,
        config: Config | None = None,
        plan: Plan | None = None,
    ) -> list[Outcome]:
        """Load articles and return what became of each.

        Args:
            sources: files, folders or URLs, or one of them.
            config: how to read them: date of publication, further words and actors, languages, …
            plan: how to run. More than one process (``Plan(jobs=4)``) needs the guard that the module
                :mod:`multiprocessing` asks for: ``if __name__ == "__main__":``.

        Raises:
            ReadError: if a date of ``config`` is none.
            TaggerError: if there is no such tagger.
            StoreError: if the store cannot be written.
        """
        many = [sources] if isinstance(sources, str | PathLike) else list(sources)
        how = config or Config()
        known(how)  # what is wrong with it is said before a store is made
        with store.Store.open(self.path, write=True) as opened:
            found = read.parts(
                [str(source) for source in many],
                size=SIZE,
                spool=opened.scratch,
                limits=how.limits,
                columns=how.columns,
                known=None if plan is not None and plan.reextract else opened.has,
            )
            with closing(loading.load(found, opened, config=how, plan=plan)) as run:
                return list(run)

    def query(self, name: str, /, **parameters: str) -> list[dict[str, str]]:
        """Return the rows of a saved query as dictionaries; a column that is unbound is left out.

        Args:
            name: one of those that ``elchi query`` lists.
            parameters: those that the query states, written as on the command line.

        Raises:
            QueryError: if there is no such query or parameter.
            StoreError: if there is no store.
        """
        with store.Store.open(self.path) as opened:
            return query.run(opened.graph, name, **parameters).records()

    def sparql(self, text: str) -> Result:
        """Return the answer of a SPARQL query: ``rows``, ``triples`` or ``truth``; ``records()`` are dictionaries.

        Args:
            text: the query; Elchi's prefixes are declared, the default graph is the union of all.

        Raises:
            QueryError: if it is malformed, an update, or asks another server.
            StoreError: if there is no store.
        """
        with store.Store.open(self.path) as opened:
            return query.evaluate(opened.graph, text)

    def graph(self) -> rdflib.Dataset:
        """Return all graphs but the texts as an rdflib dataset; for stores that fit into memory."""
        with store.Store.open(self.path) as opened:
            return dataset(export.quads(opened.graph))

    def export(self, path: str | PathLike[str], *, format: str | None = None, with_text: bool = False) -> None:
        """Write all graphs into a file, compressed if its name ends in ``.gz``.

        Args:
            path: the file.
            format: the syntax; that of the file's ending if ``None``.
            with_text: whether the words of the articles go along.

        Raises:
            QueryError: if the syntax is unknown.
            StoreError: if there is no store, or the file cannot be written.
        """
        with store.Store.open(self.path) as opened:
            export.write_file(opened.graph, Path(path), format=format, with_text=with_text)

    def remove(self, document: str) -> bool:
        """Take a document out, by its id or IRI; return whether it was there.

        Raises:
            StoreError: if there is no store, or it cannot be written.
        """
        with store.Store.open(self.path, write=True, create=False) as opened:
            return opened.remove(document)


def dataset(quads: Iterable[ox.Quad]) -> rdflib.Dataset:
    """Return quads as an rdflib dataset whose default graph is the union of all graphs.

    Lexical forms are kept as they are: rdflib's normalising is left out for each literal, not switched off.

    Args:
        quads: consumed once.
    """
    import rdflib

    made = rdflib.Dataset(default_union=True)
    for prefix, namespace in sorted(vocab.PREFIXES.items()):
        made.bind(prefix, namespace)
    for quad in quads:
        name = quad.graph_name
        into = made.graph(rdflib.URIRef(name.value)) if isinstance(name, ox.NamedNode) else made.default_graph
        into.add((_node(quad.subject), _node(quad.predicate), _node(quad.object)))
    return made


def _node(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> rdflib.term.Node:
    import rdflib

    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return rdflib.BNode(term.value)
    if not isinstance(term, ox.Literal):
        raise TypeError(f"{term}: rdflib has no term for a triple")
    if term.language is not None:
        return rdflib.Literal(term.value, lang=term.language)
    kind = None if term.datatype == vocab.XSD("string") else rdflib.URIRef(term.datatype.value)
    return rdflib.Literal(term.value, datatype=kind, normalize=False)
