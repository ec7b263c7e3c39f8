"""Titles, names and texts full of markup: the explorer shows them and runs nothing."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from elchi import store as stores
from elchi import vocab
from elchi.vocab import ELCHI, NIF, SCHEMA, SKOS
from serving import examples, server

pytestmark = pytest.mark.ui
BAD = (
    "<img src=x onerror=window.hacked=1><script>window.hacked=1</script>"
    '<a href="javascript:window.hacked=1">"\'>&lt;</a>'
)
WORDS = (
    SCHEMA("headline"),
    SKOS("prefLabel"),
    SKOS("altLabel"),
    NIF("lemma"),
    NIF("anchorOf"),
    ELCHI("subject"),
    SCHEMA("publisher"),
)
PATHS = (
    "/", "/?text=script", "/page/doc/5b855dc4206326a8", "/page/state/KAZ", "/dyad/KAZ/TUR", "/timeline", "/network",
    "/network?among=actors", "/map", "/validation", "/queries",
)  # fmt: skip


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("untrusted") / "store"
    shutil.copytree(examples(), folder)
    spoil(folder)
    with server(folder, "--with-text") as running:
        yield running


def spoil(folder: Path) -> None:
    """Put markup before each name, title and word of a store, and scripts into the addresses of documents."""
    with stores.Store.open(folder, write=True) as opened:
        for quad in list(opened.graph):
            if quad.predicate in WORDS and isinstance(quad.object, ox.Literal):
                opened.graph.remove(quad)
                opened.graph.add(ox.Quad(quad.subject, quad.predicate, spoilt(quad.object), quad.graph_name))
            if quad.predicate in (SCHEMA("url"), vocab.DCTERMS("source")):
                opened.graph.remove(quad)
                opened.graph.add(
                    ox.Quad(quad.subject, quad.predicate, ox.NamedNode("javascript:window.hacked=1"), quad.graph_name)
                )
        opened.graph.flush()
        Path(folder, "unpublished").touch()
        opened.publish()


def spoilt(literal: ox.Literal) -> ox.Literal:
    if literal.language is not None:
        return ox.Literal(BAD + literal.value, language=literal.language)
    return ox.Literal(BAD + literal.value)


@pytest.mark.parametrize("path", PATHS)
def test_markup_in_the_data_is_text(pages: Callable[..., Any], address: str, path: str) -> None:
    with pages() as page:
        page.goto(address + path)
        page.wait_for_selector("main h1")
        page.wait_for_load_state("networkidle")
        page.wait_for_selector("[aria-busy]", state="detached")
        for summary in page.locator("main details summary").all():
            summary.click()
        for mark in page.locator("a.mark").all()[:4]:
            mark.focus()
        assert page.evaluate("window.hacked") is None
        assert page.locator("img[src=x], a[href^='javascript'], main script").count() == 0
        if path not in ("/validation", "/queries"):
            assert "<img src=x" in page.evaluate("document.body.textContent")
