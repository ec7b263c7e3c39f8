"""A feed to its entries: RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0.

lxml parses it with everything external off, and no entity is ever expanded: references are replaced before the
parser sees them, which also mends the bare ampersands that many feeds have in their links.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from email.utils import parsedate_tz
from html.entities import html5
from urllib.parse import urljoin, urlsplit

from lxml import etree
from selectolax.lexbor import LexborHTMLParser

from elchi.characters import fit
from elchi.errors import ReadError
from elchi.read import fields
from elchi.read.encoding import decode

_KINDS = ("application/rss+xml", "application/atom+xml")
_ROOTS = {
    b"rss": b"",
    b"rdf": rb"purl\.org/rss/1\.0|my\.netscape\.com/rdf",
    b"feed": rb"w3\.org/2005/atom|purl\.org/atom",
}
_COMMENT = re.compile(rb"<!--.*?(?:-->|\Z)", re.DOTALL)
_TAG = re.compile(rb"<(?:[\w.-]+:)?([A-Za-z_][\w.-]*)")
_DECLARED = re.compile(rb"""<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w-]{2,40})""")
_HEAD = 16_384
_REFERENCE = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)(#\d{1,7};|#x[\da-fA-F]{1,6};|\w{1,31};)?")
_NO_FEED = "this feed cannot be read; RSS or Atom was expected"
_DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
_LONGEST = 2_000  # characters of a value that are looked at
_MAIL = re.compile(r"[^\s@]+@[^\s@]+(?:\s+\((.*)\))?")


@dataclass(frozen=True, slots=True)
class Entry:
    """What a feed says of an article; ``None`` where it does not. ``published`` is an ISO 8601 date."""

    link: str | None
    title: str | None
    published: str | None
    author: str | None
    publisher: str | None


@dataclass(frozen=True, slots=True)
class _Whole:
    """What a feed says of all its entries; ``hosts`` are its own: of its address and of its site."""

    title: str | None
    author: str | None
    hosts: frozenset[str | None]


def is_feed(data: bytes, media: str = "") -> bool:
    """Return whether an answer is a feed: by its media type, else by its first element.

    >>> is_feed(b"<?xml version='1.0'?><!-- <html> --><rss version='2.0'>"), is_feed(b"<html><body>")
    (True, False)
    """
    if media in _KINDS:
        return True
    head = _COMMENT.sub(b"", data[:_HEAD].replace(b"\x00", b"")).lower()
    root = _TAG.search(head) if head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<") else None
    named = _ROOTS.get(root[1]) if root is not None else None
    return named is not None and re.search(named, head) is not None


def entries(data: bytes, *, url: str, declared: str | None = None) -> tuple[Entry, ...]:
    """Return the entries of a feed, in its order.

    Args:
        data: the feed.
        url: where it came from; relative links are resolved against it.
        declared: the encoding that the server names.

    Raises:
        ReadError: if it is no feed, or in an encoding that cannot be told.
    """
    named = _DECLARED.search(data[:200])
    text = decode(data, declared=declared or (named[1].decode("ascii") if named else None))
    try:
        return _entries(_mended(text.lstrip()).encode("utf-8", "replace"), url)
    except (etree.XMLSyntaxError, UnicodeDecodeError) as error:  # nothing to recover; half a surrogate in a name
        raise ReadError(_NO_FEED) from error


def _entries(data: bytes, url: str) -> tuple[Entry, ...]:
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, encoding="utf-8"
    )
    root = etree.fromstring(data, parser, base_url=url)
    if root is None or _name(root) not in ("rss", "RDF", "feed"):
        raise ReadError(_NO_FEED)
    channels = [root, *(child for child in root if _name(child) == "channel")]
    whole = _whole(channels, url)
    return tuple(_entry(item, whole) for parent in channels for item in parent if _name(item) in ("item", "entry"))


def _mended(text: str) -> str:
    """Return XML without references to entities, but those of XML itself: others as the characters they stand for."""
    first, *rest = text.split("<![CDATA[")
    parts = [_REFERENCE.sub(_character, first)]
    for part in rest:
        inside, end, outside = part.partition("]]>")
        parts.append(f"<![CDATA[{inside}{end}{_REFERENCE.sub(_character, outside)}")
    return "".join(parts)


def _character(found: re.Match[str]) -> str:
    """Return what a reference stands for, as XML; html knows which numbers are of no character."""
    name = found[1] or ""
    return html.escape(html.unescape(found[0])) if name.startswith("#") or name in html5 else f"&amp;{name}"


def _whole(channels: list[etree._Element], url: str) -> _Whole:
    """Return what a feed says of itself: the publisher, else the title, which is what people call the service."""
    found = [_text(channel.find(f"{_DUBLIN_CORE}publisher")) for channel in channels]
    titles = (_plain(_text(_child(channel, "title"))) for channel in channels)
    return _Whole(
        title=next(filter(None, [*map(fields.name, found), *titles]), None),
        author=next(filter(None, map(_author, channels)), None),
        hosts=frozenset((_host(url), *(_host(link) for link in map(_link, channels) if link))),
    )


def _entry(item: etree._Element, whole: _Whole) -> Entry:
    link = _link(item)
    return Entry(
        link=link,
        title=_plain(_text(_child(item, "title"))),
        published=next(filter(None, map(_date, _dates(item))), None),
        author=_author(item) or whole.author,
        publisher=_publisher(item) or (whole.title if link and _host(link) in whole.hosts else None),
    )


def _link(item: etree._Element) -> str | None:
    """Return the address of the article: the link, else an identifier that is an address."""
    links = item.findall("{*}link")
    pages = [link for link in links if link.get("rel", "alternate") == "alternate" and link.get("href")]
    pages.sort(key=lambda link: link.get("type", "text/html") != "text/html")
    guid = _child(item, "guid")
    is_address = guid is not None and guid.get("isPermaLink", "true").strip() == "true"
    found = (
        _text(_child(item, "link"))
        or (pages[0].get("href", "") if pages else "")
        or (_text(guid) if is_address else "")
        or item.get("{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about", "")
    )
    found = "".join(found.split())
    try:
        return fit(urljoin((pages[0] if pages else item).base or "", found)) if 0 < len(found) < _LONGEST else None
    except ValueError:
        return None


def _dates(item: etree._Element) -> list[str]:
    named = [_text(_child(item, name)) for name in ("pubDate", "published", "issued")]
    return [*named, _text(item.find(f"{_DUBLIN_CORE}date"))]


def _date(value: str) -> str | None:
    """Return the day of a date of ISO 8601 or RFC 822, by the clock that it is written in.

    >>> _date("Sat, 30 Mar 24 23:30:00 +0500"), _date("2024-03-30T23:30:00-05:00"), _date("soon")
    ('2024-03-30', '2024-03-30', None)
    """
    known = fields.published(value)
    parsed = parsedate_tz(value[:100]) if known is None else None
    return known if parsed is None else fields.published("{:04}-{:02}-{:02}".format(*parsed[:3]))


def _author(item: etree._Element) -> str | None:
    """Return the name of the author, without the mail address that RSS puts before it."""
    author = _child(item, "author")
    name = _child(author, "name") if author is not None else None
    text = _text(name if name is not None else author) or _text(item.find(f"{_DUBLIN_CORE}creator"))
    mail = _MAIL.fullmatch(text[:200])
    return fields.name(mail[1] if mail else text)


def _publisher(item: etree._Element) -> str | None:
    """Return the publisher that an entry names: an aggregator's feed has entries of many."""
    source = _child(item, "source")
    title = _child(source, "title") if source is not None else None
    text = _text(title if title is not None else source) or _text(item.find(f"{_DUBLIN_CORE}publisher"))
    return fields.name(text)


def _host(url: str) -> str | None:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.") or None
    except ValueError:
        return None


def _name(element: etree._Element) -> str:
    """Return the local name of an element; empty for a comment, an instruction or a reference."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _child(element: etree._Element, name: str) -> etree._Element | None:
    """Return the first child of a name in the element's own namespace: a picture's title is not the entry's."""
    wanted = f"{element.tag.removesuffix(_name(element))}{name}"
    return next((child for child in element if child.tag == wanted), None)


def _text(element: etree._Element | None) -> str:
    return "" if element is None else "".join(element.itertext()).strip()[:_LONGEST]


def _plain(markup: str) -> str | None:
    """Return a title in one line without the markup that feeds have in it.

    >>> _plain("<b>Talks</b> at&nbsp;dawn"), _plain("")
    ('Talks at dawn', None)
    """
    is_markup = "<" in markup or "&" in markup
    return fields.name(LexborHTMLParser(markup).text(deep=True) if is_markup else markup)
