"""A page to an article: title, captions and paragraphs, with what its head says of it.

The story is found by the rule of the site if there is one (``lexicon/sites/pages.toml``), else by
trafilatura (Barbaresi 2021), which is slower and drops captions. Nothing is fetched and no script is run.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from selectolax.lexbor import LexborHTMLParser, LexborNode

from elchi.characters import fit
from elchi.errors import NoArticleError, ReadError, TimeLimitError
from elchi.limits import ARTICLE, time_limit
from elchi.model import Article
from elchi.read import fields
from elchi.read.encoding import decode
from elchi.read.head import Head, head_of

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{2,40})""", re.IGNORECASE)
_BLOCKS = re.compile(
    "address|article|aside|blockquote|body|d[dlt]|div|fieldset|fig(?:caption|ure)|footer|form|h[1-6r]|header|li"
    "|main|nav|ol|p|pre|section|t(?:able|body|foot|head|[dhr])|ul"
)
_NOT_TEXT = re.compile("script|style|noscript|template|iframe|svg|button|select|textarea|object|video|audio")
# Elements that are not closed nest; selectors cost the square of the depth (50,000 levels: 5 seconds).
_OPENED = re.compile(r"<(?!br|p|li|img|meta|link|t[dr]|hr|input|source|option)[a-z]", re.IGNORECASE)
_DEEPEST = 10_000
# A parser compares each attribute of a tag with those before it (10,000: 0.2 s); no tag of a page has a hundred.
_LONG_TAG = re.compile(r"<[a-z][^<>]{10000,}", re.IGNORECASE)
_QUOTED = re.compile(r"\"[^\"<>]*\"|'[^'<>]*'")
_MOST_ATTRIBUTES = 2000
# Formatting that is not closed goes on in every block that follows, in elements of its own (a million: 2.5 seconds).
_FORMATTED = re.compile(r"<(/?)(?:a|b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)[\s>]", re.IGNORECASE)
_BLOCK = re.compile(r"<(?:p|div|li|td|h[1-6]|blockquote|section|article)[\s>]", re.IGNORECASE)
_MOST_REPEATED = 1_000_000
# What trafilatura does grows with the square of the elements: 30,000 tags cost 2 seconds, 100,000 half a minute.
_MOST_TAGS = 30_000
_MOST_CAPTIONS = 100
_LEAST = 40  # letters and spaces below which a page has no story
_LONGEST_DATE = 60


@dataclass(frozen=True, slots=True)
class Rule:
    """How the pages of a site are built: CSS selectors."""

    name: str
    body: str
    title: str
    caption: str
    date: str
    drop: str


def read(data: bytes, *, id: str, origin: str, declared: str | None = None, url: str | None = None) -> Article:
    """Return the article of a page: its title, then captions and paragraphs, blank lines between them.

    Args:
        data: the page.
        id: the identity of the document.
        origin: where it was read, for messages.
        declared: the encoding that the server named.
        url: where it was fetched; else the address that the page gives itself.

    Raises:
        NoArticleError: if there is no article in the page.
        ReadError: if it cannot be read at all, or takes longer than an article may.
    """
    try:
        with time_limit(ARTICLE):
            return _read(data, id=id, origin=origin, declared=declared, url=url)
    except TimeLimitError as error:
        raise ReadError(str(error)) from error


def _read(data: bytes, *, id: str, origin: str, declared: str | None, url: str | None) -> Article:
    named = _CHARSET.search(data[:4096])
    page = decode(data, declared=declared or (named[1].decode("ascii") if named else None))
    _check(page)
    tree = LexborHTMLParser(page)
    head = head_of(tree)
    rule = next((rule for rule in rules() if tree.css_first(rule.body) is not None), None)
    title, parts = (None, ()) if rule is None else _by_rule(tree, rule)
    title = title or head.title
    if sum(map(len, parts)) < _LEAST:
        parts = _generic(page, tree, title)
    if rule is not None and head.published is None:
        parts = (*_dateline(tree, rule), *parts)
    if sum(map(len, parts)) < _LEAST or not fields.has_letters("".join(parts)):
        raise NoArticleError("no article was found in this page; save its text as .txt, or give another page")
    return _article(head, title, parts, id=id, origin=origin, url=url)


def _check(page: str) -> None:
    """Raise if parsing a page would cost far more than its length: what that grows with is counted.

    Raises:
        ReadError: if elements are nested too deeply, a tag has too many attributes, or formatting is left open.
    """
    if len(_OPENED.findall(page)) - page.count("</") > _DEEPEST:
        raise ReadError("the elements of this page are nested too deeply; save its text as .txt")
    if any(len(_QUOTED.sub("", tag[0]).split()) > _MOST_ATTRIBUTES for tag in _LONG_TAG.finditer(page)):
        raise ReadError("a tag of this page has too many attributes; save its text as .txt")
    formatted = Counter(_FORMATTED.findall(page))
    if (formatted[""] - formatted["/"]) * len(_BLOCK.findall(page)) > _MOST_REPEATED:
        raise ReadError("too much formatting in this page is not closed; save its text as .txt")


def _article(
    head: Head, title: str | None, parts: tuple[str, ...], *, id: str, origin: str, url: str | None
) -> Article:
    content = "\n\n".join((title, *parts) if title else parts)
    return Article(
        id=id,
        content=fit(content),
        origin=origin,
        url=url or head.url,
        title=title,
        published=head.published,
        language=head.language,
        publisher=head.publisher,
        author=head.author,
    )


@lru_cache(maxsize=1)
def rules() -> tuple[Rule, ...]:
    """Return the rules of known sites, in the order of their file."""
    source = files("elchi").joinpath("lexicon", "sites", "pages.toml")
    tables = tomllib.loads(source.read_text(encoding="utf-8"))["site"]
    return tuple(Rule(**{key: table.get(key, "") for key in Rule.__slots__}) for table in tables)


def _by_rule(tree: LexborHTMLParser, rule: Rule) -> tuple[str | None, tuple[str, ...]]:
    """Return title and paragraphs of a page that a rule fits; captions above the body come first."""
    body = tree.css_first(rule.body)
    heading = tree.css_first(rule.title) if rule.title else None
    title = fields.name(heading.text(deep=True, separator=" ")) if heading is not None else None
    captions = [fields.name(node.text(deep=True)) for node in (tree.css(rule.caption) if rule.caption else ())]
    dropped = frozenset(node.mem_id for node in (body.css(rule.drop) if body is not None and rule.drop else ()))
    paragraphs = tuple(_paragraphs(body, dropped)) if body is not None else ()
    told = frozenset(paragraphs)
    lead = tuple(dict.fromkeys(text for text in captions if text and text not in told))
    return title, (*lead, *paragraphs)


def _paragraphs(root: LexborNode, dropped: frozenset[int]) -> Iterator[str]:
    """Yield the paragraphs below an element: text runs up to where a block begins or ends, or two breaks."""
    words: list[str] = []
    broken = False
    for kind, text in _events(root, dropped):
        if kind == "text":
            words.append(text)
            broken = broken and not text.strip()
        elif kind == "break" and not broken:
            words.append(" ")
            broken = True
        else:
            yield from _flushed(words)
            words, broken = [], False
    yield from _flushed(words)


def _flushed(words: list[str]) -> Iterator[str]:
    paragraph = " ".join("".join(words).split())
    if paragraph:
        yield paragraph


def _events(root: LexborNode, dropped: frozenset[int]) -> Iterator[tuple[str, str]]:
    """Yield texts, line breaks and the edges of blocks in order; depth costs no recursion."""
    stack: list[LexborNode | None] = [root]
    while stack:
        node = stack.pop()
        if node is None:
            yield "edge", ""
        elif node.is_text_node:
            yield "text", node.text_content or ""
        elif node.tag == "br":
            yield "break", ""
        elif node.is_element_node and not _NOT_TEXT.fullmatch(node.tag or "") and node.mem_id not in dropped:
            if _BLOCKS.fullmatch(node.tag or ""):
                yield "edge", ""
                stack.append(None)
            stack += reversed(list(node.iter(include_text=True)))


def _dateline(tree: LexborHTMLParser, rule: Rule) -> tuple[str, ...]:
    """Return the date that the page shows: the only one there is where its head has none."""
    node = tree.css_first(rule.date) if rule.date else None
    date = fields.name(node.text(deep=True)) if node is not None else None
    return (date,) if date and len(date) <= _LONGEST_DATE else ()


def _generic(page: str, tree: LexborHTMLParser, title: str | None) -> tuple[str, ...]:
    """Return the paragraphs that trafilatura takes for the story, and captions that it leaves out.

    Of a page with more tags than any news page has, the story is where most text stands.
    """
    from trafilatura import extract  # loads much: a third of a second

    short = page.count("<") <= _MOST_TAGS
    text = (extract(page, include_comments=False, include_tables=False) if short else None) or ""
    paragraphs = tuple(line for line in (" ".join(line.split()) for line in text.split("\n")) if line)
    if sum(map(len, paragraphs)) < _LEAST:
        paragraphs = _densest(tree)
    paragraphs = _below(paragraphs, title)
    pictured = tree.css("article figcaption, main figcaption")[:_MOST_CAPTIONS]
    captions = (fields.name(node.text(deep=True)) for node in pictured)
    lead = dict.fromkeys(caption for caption in captions if caption and caption not in text)
    return (*lead, *paragraphs)


def _densest(tree: LexborHTMLParser) -> tuple[str, ...]:
    """Return the paragraphs of the element with the most text directly in it: pages laid out in tables."""
    best, most = None, _LEAST
    for node in tree.css("td, div, article, section, main, body"):
        size = sum(
            len(child.text(deep=True).strip())
            for child in node.iter(include_text=True)
            if child.is_text_node or child.tag in ("p", "b", "i", "em", "strong", "span", "font")
        )
        if size > most:
            best, most = node, size
    return tuple(_paragraphs(best, frozenset())) if best is not None else ()


def _below(parts: tuple[str, ...], title: str | None) -> tuple[str, ...]:
    """Return the paragraphs below the title, where it is among the first: it is put before them once."""
    at = parts[:5].index(title) if title in parts[:5] else -1
    return parts[at + 1 :]
