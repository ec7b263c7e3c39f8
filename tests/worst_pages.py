"""The worst pages that could be thought of, a kind each, of any length."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from worst import Kind, english, latin

_STORY = "<p>" + "The president of Turkey arrived in Italy for talks with the prime minister. " * 3 + "</p>"
_OPEN = f"<html><head><title>Visit</title></head><body><article>{_STORY}"
_CLOSE = "</article></body></html>"


def _page(piece: Callable[[int], str], before: str = _OPEN, after: str = _CLOSE) -> Kind:
    return Kind(piece, before=before, after=after)


PAGES: Mapping[str, Kind] = {
    "paragraphs": _page(lambda n: f"<p>{english(n)}</p>"),
    "nested elements": _page(lambda n: "<div>"),
    "nested elements closed": _page(lambda n: "<div>" if n % 4000 < 2000 else "</div>"),
    "nested inline elements": _page(lambda n: "<b><i>"),
    "nested tables": _page(lambda n: "<table><tr><td>"),
    "nested lists": _page(lambda n: "<ul><li>"),
    "nested quotations": _page(lambda n: "<blockquote>word "),
    "attributes": _page(lambda n: f' a{n}="{n}"', before=_OPEN + "<p", after=">word</p>" + _CLOSE),
    "same attributes": _page(lambda n: ' class="a b"', before=_OPEN + "<p", after=">word</p>" + _CLOSE),
    "classes": _page(lambda n: f"c{n} ", before=_OPEN + '<p class="', after='">word</p>' + _CLOSE),
    "unclosed paragraphs": _page(lambda n: "<p>word "),
    "unclosed spans": _page(lambda n: "<span>word "),
    "unclosed links": _page(lambda n: '<a href="x">word '),
    "unclosed tag": _page(lambda n: "word ", before=_OPEN + "<p "),
    "open angles": _page(lambda n: "<"),
    "closing tags": _page(lambda n: "</p>"),
    "closing tags of nothing": _page(lambda n: "</x>"),
    "comments": _page(lambda n: "<!-- -->"),
    "open comments": _page(lambda n: "<!--"),
    "script": _page(lambda n: "var a = '<p>'; ", before=_OPEN + "<script>", after="</script>" + _CLOSE),
    "scripts": _page(lambda n: "<script>a</script>"),
    "data of the page": _page(
        lambda n: f'{{"@type": "NewsArticle", "headline": "{n}"}}, ',
        before=_OPEN + '<script type="application/ld+json">[',
        after="{}]</script>" + _CLOSE,
    ),
    "much data of the page": _page(
        lambda n: f'<script type="application/ld+json">{{"@type": "Thing", "name": "{n}"}}</script>'
    ),
    "open lists of data": _page(
        lambda n: "[", before=_OPEN + '<script type="application/ld+json">', after="</script>" + _CLOSE
    ),
    "entities": _page(lambda n: "&amp;"),
    "unknown entities": _page(lambda n: "&unknownentity"),
    "numeric entities": _page(lambda n: "&#1040;"),
    "ampersands": _page(lambda n: "&"),
    "rows": _page(lambda n: f"<tr><td>{n}</td><td>word</td></tr>", before=_OPEN + "<table>", after="</table>" + _CLOSE),
    "captions": _page(lambda n: f"<figure><figcaption>Caption {n} of a picture</figcaption></figure>"),
    "links": _page(lambda n: f'<a href="/{n}">Minister {latin(n)} came</a> '),
    "breaks": _page(lambda n: "word<br>"),
    "breaks alone": _page(lambda n: "<br>"),
    "images": _page(lambda n: f'<img src="{n}.jpg" alt="{latin(n)}">'),
    "metadata": _page(lambda n: f'<meta name="a{n}" content="{n}">', before="<html><head>", after="</head>" + _OPEN),
    "titles": _page(lambda n: "<h1>Visit</h1>"),
    "charsets": _page(lambda n: "<meta ", before="", after=_OPEN + _CLOSE),
    "long word": _page(lambda n: "a", before=_OPEN + "<p>"),
    "blanks": _page(lambda n: " \n"),
    "formatting elements": _page(lambda n: f"<b id={n}><p>"),
    "forms": _page(lambda n: "<select><option>word"),
    "templates": _page(lambda n: "<template>"),
    "svg": _page(lambda n: "<svg><g>"),
    "no story": _page(lambda n: "<div><div></div></div>", before="<html><body>", after="</body></html>"),
    "divisions": _page(lambda n: f"<div>Minister {latin(n)} came</div>", before="<html><body>", after="</body></html>"),
    "cells": _page(lambda n: f"<td>Minister {latin(n)} came</td>", before="<table><tr>", after="</tr></table>"),
}
"""All kinds of pages by name."""
