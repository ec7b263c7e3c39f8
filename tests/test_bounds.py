"""No rule grows faster than the text: all kinds of ``worst_texts.py`` and ``worst_pages.py``, some at two lengths.

``make bounds`` measures all of them at 5 MB.
"""

import gc
import time
from collections.abc import Callable, Iterable
from contextlib import suppress

import pytest

import worst
import worst_pages
import worst_texts
from core import tools
from elchi import graph, pipeline
from elchi.errors import ReadError
from elchi.model import Article, Mention, Resolved
from elchi.read import html

TIMES = 8  # as long a text
MOST = 16  # times as much time it may take: it takes 8 where work is linear, 64 where it is quadratic
LEAST = 0.03  # seconds that count as such: less is noise
SHORT = 6_000  # code points; eight times as many show a rule that compares each with each
PLANTED = "persons by paragraphs"

STEEP = (
    PLANTED, "news ru", "one sentence en", "glued sentences", "digest in capitals", "marks out of order",
    "one address", "persons of one skeleton", "officials", "dates ru", "speakers", "treaties of one pair",
    "treaties by days", "visits", "meetings",
)  # fmt: skip
PAGES = {
    "formatting elements": 4_000, "attributes": 40_000, "nested lists": 40_000, "breaks": 30_000, "captions": 30_000,
    "unclosed paragraphs": 30_000, "nested elements closed": 20_000, "classes": 20_000,
}  # fmt: skip


def read(content: str) -> bytes:
    article = Article(id="a", content=content, origin="a", published="2024-05-20")
    return graph.nquads(pipeline.extract(article, lexicons=tools()))


def open_page(page: str) -> None:
    with suppress(ReadError):
        html.read(page.encode(), id="a", origin="a")


def seconds(work: Callable[[str], object], text: str) -> float:
    gc.disable()  # what it looks through is all that the other tests left behind
    start = time.process_time()
    work(text)
    spent = time.process_time() - start
    gc.enable()
    return spent


def is_bounded(work: Callable[[str], object], kind: worst.Kind, size: int, *, tries: int = 3) -> bool:
    """Return whether a text that is longer takes longer in proportion, in one of some tries."""
    short, long = kind.text(size), kind.text(TIMES * size)
    work(short)
    return any(seconds(work, long) < MOST * max(seconds(work, short), LEAST) for _ in range(tries))


@pytest.mark.parametrize("name", worst_texts.TEXTS)
def test_the_worst_texts_are_read(name: str) -> None:
    assert read(worst_texts.TEXTS[name].text(1_000))


@pytest.mark.parametrize("name", worst_pages.PAGES)
def test_the_worst_pages_are_read_or_refused(name: str) -> None:
    open_page(worst_pages.PAGES[name].text(2_000))


@pytest.mark.parametrize("name", STEEP)
def test_the_worst_texts_take_linear_time(name: str) -> None:
    assert is_bounded(read, worst_texts.TEXTS[name], SHORT)


@pytest.mark.parametrize("name", PAGES)
def test_the_worst_pages_take_linear_time_or_are_refused(name: str) -> None:
    assert is_bounded(open_page, worst_pages.PAGES[name], PAGES[name])


def test_a_rule_that_compares_each_with_each_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    resolve = pipeline.entities.resolve

    def pairwise(mentions: Iterable[Mention], **given: object) -> Resolved:
        listed = list(mentions)
        assert sum(one == other for one in listed for other in listed) >= len(listed)
        return resolve(listed, **given)  # type: ignore[arg-type]  # options as a table gives them

    monkeypatch.setattr(pipeline.entities, "resolve", pairwise)
    assert not is_bounded(read, worst_texts.TEXTS[PLANTED], SHORT, tries=1)
