"""The head of a page to what it says of its article: JSON-LD of schema.org, OpenGraph, meta elements."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser

from elchi.read import fields

_ARTICLES = frozenset(("Article", "NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "BlogPosting"))
_LONGEST = 500_000  # characters of a JSON-LD block that are read
_DATES = (
    'meta[property="article:published_time"]',
    'meta[itemprop="datePublished"]',
    'meta[name="pubdate"]',
    'meta[name="date"]',
    'meta[name="DC.date.issued"]',
)


@dataclass(frozen=True, slots=True)
class Head:
    """What a page says of its article; ``None`` where it does not."""

    title: str | None = None
    published: str | None = None
    language: str | None = None
    publisher: str | None = None
    author: str | None = None
    url: str | None = None


def head_of(tree: LexborHTMLParser) -> Head:
    """Return what a page says of its article: JSON-LD before OpenGraph before other elements."""
    ld = next(_articles(tree), {})
    site = _meta(tree, 'meta[property="og:site_name"]')
    return Head(
        title=fields.name(ld.get("headline")) or _title(tree, site),
        published=fields.published(ld.get("datePublished")) or _published(tree),
        language=fields.language(ld.get("inLanguage")) or fields.language(_attribute(tree, "html[lang]", "lang")),
        publisher=fields.name(ld.get("publisher")) or site,
        author=fields.name(ld.get("author")) or _meta(tree, 'meta[name="author"]'),
        url=fields.address(_attribute(tree, 'link[rel="canonical"]', "href"))
        or fields.address(_meta(tree, 'meta[property="og:url"]')),
    )


def _articles(tree: LexborHTMLParser) -> Iterator[dict[str, object]]:
    """Yield the article objects of the page's JSON-LD; blocks that do not parse are passed over."""
    for node in tree.css('script[type="application/ld+json"]'):
        source = node.text_content or node.text(deep=True)
        if len(source) > _LONGEST:
            continue
        try:
            parsed = json.loads(source, strict=False)
        except (ValueError, RecursionError):
            continue
        graph = parsed.get("@graph", parsed) if isinstance(parsed, dict) else parsed
        for thing in graph if isinstance(graph, list) else [graph]:
            kinds = thing.get("@type") if isinstance(thing, dict) else None
            if not _ARTICLES.isdisjoint(kinds if isinstance(kinds, list) else [str(kinds)]):
                yield thing


def _title(tree: LexborHTMLParser, site: str | None) -> str | None:
    """Return the page's own title, without the name of the site behind it."""
    given = _meta(tree, 'meta[property="og:title"]')
    if given is not None:
        return given
    heading = tree.css_first("h1")
    if heading is not None and (text := fields.name(heading.text(deep=True))):
        return text
    node = tree.css_first("title")
    title = fields.name(node.text(deep=True)) if node is not None else None
    for sign in (" - ", " — ", " – ", " | "):
        if title and site and title.endswith(sign + site):
            return title.removesuffix(sign + site)
    return title


def _published(tree: LexborHTMLParser) -> str | None:
    for selector in _DATES:
        date = fields.published(_meta(tree, selector))
        if date is not None:
            return date
    return fields.published(_attribute(tree, "time[datetime]", "datetime"))


def _meta(tree: LexborHTMLParser, selector: str) -> str | None:
    return fields.name(_attribute(tree, selector, "content"))


def _attribute(tree: LexborHTMLParser, selector: str, key: str) -> str | None:
    node = tree.css_first(selector)
    return node.attributes.get(key) if node is not None else None
