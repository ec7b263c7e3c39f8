"""An address to articles: the page there, or the pages that a feed there names.

A page, or a feed, that the user names is his own request. What a feed names is not: there Elchi is a robot,
asks robots.txt, and pauses between two requests to a host.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from time import monotonic
from urllib.parse import urlsplit

from elchi.errors import DisallowedError, FetchError, ReadError
from elchi.model import Article
from elchi.read import feed, html, plain
from elchi.read.feed import Entry
from elchi.read.kinds import is_page
from elchi.read.robots import Robots
from elchi.read.url import TOO_MANY, XML, Answer, Gate, fetch
from elchi.read.values import Failure, Item, Limits, Skipped

KNOWN = "already in the store"
"""Why an entry of a feed is passed over that was loaded before."""

Known = Callable[[str], bool]
"""Whether a document of an id is in the store."""


def articles(address: str, *, allow_private: bool, limits: Limits, known: Known | None = None) -> Iterator[Item]:
    """Yield the article of a page; of a feed, those of the pages that it names, in its order.

    Args:
        address: http or https.
        allow_private: fetch from private and local addresses too; a public feed still leads to public ones only.
        limits: sizes, times, entries.
        known: tells the ids of documents that are there already: entries are passed over without being fetched.
    """
    try:
        answer = fetch(address, allow_private=allow_private, limits=limits)
        if not feed.is_feed(answer.data, answer.media):
            yield _article(answer, address)
            return
        found = _feed(answer, limits)
    except ReadError as error:
        yield Failure(address, error)
        return
    if not found:
        yield Skipped(address, "a feed without entries")
    yield from _Visit(allow_private and not answer.is_public, limits, known).entries(found, address)


def _article(answer: Answer, address: str) -> Article:
    """Return the article of a page.

    Raises:
        ReadError: if there is none.
    """
    if answer.media in XML and b"<html" not in answer.data[:1024].lower():
        raise FetchError(f"the answer is {answer.media}, but no feed; a page, a plain text or a feed was expected")
    read = html.read if answer.is_page or is_page(answer.data) else plain.read
    return read(answer.data, id=address, origin=address, declared=answer.charset, url=answer.url)


def _feed(answer: Answer, limits: Limits) -> tuple[Entry, ...]:
    if len(answer.data) > limits.feed:
        raise ReadError(f"the feed is longer than {limits.feed:,} bytes; give a shorter one, or the pages themselves")
    return feed.entries(answer.data, url=answer.url, declared=answer.charset)


class _Visit:
    """One feed, its pages fetched one by one."""

    def __init__(self, allow_private: bool, limits: Limits, known: Known | None) -> None:
        self._allow_private = allow_private
        self._limits = limits
        self._known = known
        self._robots = Robots(self._anything, limits)
        self._closed: set[str | None] = set()

    def entries(self, found: Iterable[Entry], address: str) -> Iterator[Item]:
        """Yield what becomes of each entry; the rest of a feed that is too long comes with the next run."""
        asked: set[str] = set()
        latest = monotonic() + self._limits.visit
        for number, entry in enumerate(found, start=1):
            link = entry.link
            if link is None:
                yield Failure(f"{address}#{number}", ReadError("the entry has no link; one to a page was expected"))
            elif link in asked:
                yield Skipped(link, "the same article was read before")
            elif self._known is not None and self._known(link):
                yield Skipped(link, KNOWN)
            elif len(asked) == self._limits.entries or monotonic() > latest:
                message = f"{len(asked)} pages were fetched, as many as one run does; load the feed again for the rest"
                yield Failure(address, ReadError(message))
                return
            else:
                asked.add(link)
                yield self._page(link, entry)

    def _page(self, link: str, entry: Entry) -> Item:
        try:
            answer = self._fetched(link)
            if feed.is_feed(answer.data, answer.media):
                raise ReadError("a feed in a feed; its address has to be given itself")
            return _filled(_article(answer, link), entry)
        except DisallowedError as error:
            return Skipped(link, str(error))
        except ReadError as error:
            return Failure(link, error)

    def _fetched(self, link: str) -> Answer:
        """Return what a page answers, of a host that has not had enough of us."""
        host = _host(link)
        if host in self._closed:
            raise FetchError(f"not asked for, because {host} had too many requests already; load the feed again later")
        try:
            return fetch(link, allow_private=self._allow_private, limits=self._limits, gate=self._robots.admit)
        except FetchError as error:
            if error.status == TOO_MANY:
                self._closed.add(host)
            raise

    def _anything(self, url: str, gate: Gate) -> Answer:
        return fetch(url, allow_private=self._allow_private, limits=self._limits, kinds=(), gate=gate)


def _filled(article: Article, entry: Entry) -> Article:
    """Return an article with what its feed says where its page says nothing.

    The page is nearer to the words, and the same page reads the same whether a feed or a user names it.
    """
    return replace(
        article,
        title=entry.title if article.title is None else article.title,
        published=entry.published if article.published is None else article.published,
        publisher=entry.publisher if article.publisher is None else article.publisher,
        author=entry.author if article.author is None else article.author,
    )


def _host(url: str) -> str | None:
    try:
        return urlsplit(url).hostname
    except ValueError:
        return None
