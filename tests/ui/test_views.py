"""Each view in a real browser: what it shows, in light and dark, on a desk and in a hand, for keyboard and paper."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlsplit

import pytest
import requests

from elchi.serve import ahead
from serving import examples, running, server

pytestmark = pytest.mark.ui
ROOT = Path(__file__).resolve().parents[2]
SHOTS = ROOT / "build" / "screenshots"
AXE = Path(__file__).parent / "vendor" / "axe-core-4.14.1" / "axe.min.js"

DOCUMENT = "/page/doc/5b855dc4206326a8"
COMPLETED = """() => !!document.querySelector('.CodeMirror-hints')
  || document.querySelector('.CodeMirror').innerText.includes('elchi:Visit')"""
STILL = """() => new Promise((done) => {
  const still = () => { watcher.disconnect(); done(); };
  let waiting = setTimeout(still, 250);
  const watcher = new MutationObserver(() => { clearTimeout(waiting); waiting = setTimeout(still, 250); });
  watcher.observe(document.body, { subtree: true, childList: true, attributes: true });
})"""


class View(NamedTuple):
    """A view: its address, an element that it has, and how many of them at least."""

    path: str
    selector: str
    least: int = 1


VIEWS = {
    "search": View("/", ".result", 11),
    "document": View(DOCUMENT, "main .badge", 2),
    "actor": View("/page/state/KAZ", "main .badge", 3),
    "place": View("/page/place/samarkand", ".event a.fact-kind", 1),
    "dyad": View("/dyad/KAZ/TUR", "main .badge", 1),
    "timeline": View("/timeline", ".lanes a.mark", 25),
    "network": View("/network", "a.node", 12),
    "network-actors": View("/network?among=actors", "a.node", 3),
    "map": View("/map", "a.place", 8),
    "map-signings": View("/map?kind=Signing", ".arc.between", 5),
    "query": View("/query", ".CodeMirror-line", 4),
    "validation": View("/validation", "main h1"),
}


@pytest.fixture(scope="module")
def texts() -> Iterator[str]:
    """Return the address of a server that has the texts of the documents, too."""
    with server(examples(), "--with-text") as address:
        yield address


def ready(page: Any, view: View, address: str | None = None) -> None:
    """Open a view and wait until it shows what it has."""
    page.goto((address or running()) + view.path)
    page.wait_for_selector(view.selector, state="attached")
    settled(page)


def settled(page: Any) -> None:
    """Wait until nothing is loaded any more, and nothing is drawn anew."""
    page.wait_for_selector("[aria-busy]", state="detached")
    page.evaluate(STILL)


@lru_cache(maxsize=1)
def axe() -> str:
    return AXE.read_text(encoding="utf-8")


def findings(page: Any) -> list[str]:
    """Return what axe-core finds: rule, and where."""
    page.evaluate(axe())
    found = page.evaluate(
        "async () => (await axe.run(document)).violations.map((one) => [one.id, one.nodes.map((node) => node.html)])"
    )
    return [f"{rule}: {place[:200]}" for rule, places in found for place in places]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("name", VIEWS)
def test_a_view_opens_and_is_accessible(pages: Callable[..., Any], name: str, width: int, scheme: str) -> None:
    view = VIEWS[name]
    with pages(width, scheme) as page:
        ready(page, view)
        assert page.locator(view.selector).count() >= view.least
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        SHOTS.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=SHOTS / f"{name}-{scheme}-{width}.png", full_page=True)
        assert findings(page) == []


def test_what_is_computed_ahead_is_what_views_ask_first(pages: Callable[..., Any]) -> None:
    asked: set[tuple[str, frozenset[tuple[str, str]]]] = set()
    with pages() as page:
        page.on("request", lambda request: asked.add(_asked(request.url)))
        for view in (*(VIEWS[name] for name in ("search", "timeline", "network", "map")), View("/?lang=uz", ".result")):
            ready(page, view)
            page.wait_for_load_state("networkidle")
    assert {(name, frozenset(given.items())) for name, given in ahead.FIRST} <= asked


def _asked(url: str) -> tuple[str, frozenset[tuple[str, str]]]:
    """Return the name and the parameters of a query that a page asks."""
    parts = urlsplit(url)
    given = dict(parse_qsl(parts.query))
    given.pop("format", None)
    return parts.path.removeprefix("/queries/explorer/"), frozenset(given.items())


@pytest.mark.parametrize("name", ["timeline", "network", "map"])
def test_arrow_keys_walk_through_a_drawing(pages: Callable[..., Any], name: str) -> None:
    view = VIEWS[name]
    with pages() as page:
        ready(page, view)
        page.locator(f"{view.selector}[tabindex='0']").focus()
        first = page.locator(".told").inner_text()
        page.keyboard.press("ArrowRight")
        page.wait_for_function("first => document.querySelector('.told').innerText !== first", arg=first)
        assert page.locator(f"{view.selector}[tabindex='0']").count() == 1
        href = page.evaluate("document.activeElement.getAttribute('href')")
        page.keyboard.press("Enter")
        page.wait_for_url(lambda url: url.endswith(href))


def test_everything_can_be_reached_by_the_tab_key(pages: Callable[..., Any]) -> None:
    with pages() as page:
        ready(page, VIEWS["timeline"])
        reached = set()
        for _ in range(40):
            page.keyboard.press("Tab")
            reached.add(
                page.evaluate(
                    "`${document.activeElement.localName} ${document.activeElement.getAttribute('class') ?? ''}`.trim()"
                )
            )
        assert {
            "a skip",
            "a brand",
            "select",
            "input",
            "button tool",
            "button tool square",
            "a mark chosen",
            "summary",
        } <= reached


def test_a_click_on_a_column_of_the_overview_comes_nearer(pages: Callable[..., Any]) -> None:
    with pages() as page:
        ready(page, VIEWS["timeline"])
        before = page.locator(".lanes a.mark").count()
        for _ in range(3):
            page.locator(".zoom-buttons button").nth(2).click()
        page.wait_for_function("before => document.querySelectorAll('.lanes a.mark').length < before", arg=before)
        page.wait_for_url(lambda url: "from=" in url)


def test_the_same_stands_in_a_table(pages: Callable[..., Any]) -> None:
    with pages() as page:
        for name in ("timeline", "network", "map"):
            ready(page, VIEWS[name])
            page.locator(".as-table summary").click()
            page.locator(".as-table tbody tr").first.wait_for(state="visible")


def test_a_filter_stands_in_the_address_and_back_takes_it_off(pages: Callable[..., Any]) -> None:
    with pages() as page:
        ready(page, VIEWS["map"])
        page.get_by_label("Kind of event").select_option("Signing")
        page.wait_for_selector(".arc.between", state="attached")
        page.wait_for_url(lambda url: "kind=Signing" in url)
        page.go_back()
        page.wait_for_selector(".arc.towards", state="attached")


def test_what_finds_nothing_says_so(pages: Callable[..., Any]) -> None:
    with pages() as page:
        for path in ("/timeline?since=2090", "/network?since=2090", "/map?since=2090"):
            page.goto(running() + path)
            page.wait_for_selector(".state-title")
            settled(page)
            assert findings(page) == []


def test_paper_has_the_drawing_without_what_one_clicks_on(pages: Callable[..., Any]) -> None:
    with pages() as page:
        ready(page, VIEWS["timeline"])
        page.emulate_media(media="print")
        assert page.locator(".lanes svg").is_visible()
        assert not any(
            page.locator(hidden).first.is_visible() for hidden in (".top", ".filters", ".tools", ".zoom-buttons")
        )


@pytest.mark.parametrize("name", ["timeline", "network", "map"])
def test_the_sparql_behind_a_view_gives_rows(pages: Callable[..., Any], name: str) -> None:
    with pages() as page:
        ready(page, VIEWS[name])
        page.get_by_role("button", name="SPARQL behind this view").click()
        text = page.locator("dialog pre").first.inner_text()
    answer = requests.post(
        f"{running()}/sparql", data={"query": text}, headers={"Accept": "application/sparql-results+json"}, timeout=60
    )
    assert answer.json()["results"]["bindings"]


def test_the_editor_asks_our_endpoint_and_opens_saved_queries(pages: Callable[..., Any]) -> None:
    with pages() as page:
        ready(page, VIEWS["query"])
        page.locator(".yasqe_queryButton").first.click()
        page.wait_for_selector(".yasr table tbody td")
        page.get_by_label("Saved queries").select_option("visits")
        page.wait_for_selector(".tabPanel.active .cm-comment")
        page.locator(".tabPanel.active .yasqe_queryButton").click()
        page.wait_for_selector(".tabPanel.active .yasr table tbody td")
        page.wait_for_function("document.querySelectorAll('.tabPanel.active .yasr table tbody tr').length === 11")


def test_the_editor_completes_classes_from_the_store(pages: Callable[..., Any]) -> None:
    with pages() as page:
        page.goto(f"{running()}/query?query=SELECT%20*%20%7B%20%3Fx%20a%20")
        page.locator(".CodeMirror").first.click()
        page.keyboard.press("Control+End")
        page.keyboard.type("elchi:Vis")
        for _ in range(100):  # what can be completed is still being loaded
            page.keyboard.press("Control+Space")
            page.wait_for_timeout(200)
            if page.evaluate(COMPLETED):
                break
        assert page.evaluate(COMPLETED)


def test_way_into_the_editor_and_out_is_a_new_page(pages: Callable[..., Any]) -> None:
    with pages() as page:
        ready(page, VIEWS["timeline"])
        page.evaluate("window.before = true")
        page.get_by_role("link", name="SPARQL", exact=True).click()
        page.wait_for_selector(".CodeMirror")
        assert page.evaluate("window.before") is None
        page.get_by_role("link", name="Map", exact=True).click()
        page.wait_for_selector("a.place", state="attached")
        assert page.evaluate("typeof window.Yasgui") == "undefined"


@pytest.mark.parametrize("asked", ["text=a", "state=KAZ", "state=KAZ&text=о", "kind=Visit", "language=ru", ""])
def test_each_facet_counts_what_it_leads_to(pages: Callable[..., Any], asked: str) -> None:
    with pages() as page:
        for number in range(4):
            page.goto(f"{running()}/?{asked}")
            page.locator(".facets section").nth(number).wait_for()
            page.wait_for_selector("[aria-busy]", state="detached")
            facet = page.locator(".facets section").nth(number).locator("a:not([aria-current])").last
            if facet.count() == 0:
                continue
            count = int(facet.locator(".count").inner_text())
            page.goto(page.evaluate("link => link.href", facet.element_handle()))
            page.wait_for_selector(".facets a[aria-current]")
            settled(page)
            assert page.locator(".result").count() == count


def test_words_and_a_status_narrow_together(pages: Callable[..., Any]) -> None:
    with pages() as page:
        page.goto(f"{running()}/?text=a&status=planned")
        page.wait_for_selector(".result .badge")
        for found in page.locator(".result .facts").all():
            found.locator(".badge[data-status='planned']").first.wait_for()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_a_document_with_its_text_is_accessible(pages: Callable[..., Any], texts: str, width: int, scheme: str) -> None:
    with pages(width, scheme) as page:
        ready(page, View(DOCUMENT, ".evidence"), texts)
        page.locator(".card").first.focus()
        page.screenshot(path=SHOTS / f"document-text-{scheme}-{width}.png", full_page=True)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert findings(page) == []


def test_a_fact_leads_to_its_words_and_they_lead_back(pages: Callable[..., Any], texts: str) -> None:
    with pages() as page:
        ready(page, View(DOCUMENT, ".evidence"), texts)
        page.locator(".card[data-fact]").first.focus()
        assert page.locator(".evidence.lit").count() > 0
        fact = page.evaluate("document.activeElement.dataset.fact")
        page.keyboard.press("Enter")
        assert fact in page.evaluate("document.activeElement.dataset.facts").split()
        page.keyboard.press("ArrowRight")
        other = page.evaluate("document.activeElement.dataset.facts").split()
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.dataset.fact") in other
        assert page.locator(".evidence[tabindex='0']").count() == 1


def test_marked_words_say_how_far_their_event_has_come(pages: Callable[..., Any], texts: str) -> None:
    with pages() as page:
        ready(page, View(DOCUMENT, ".evidence"), texts)
        assert page.locator(".evidence[title^='done: ']").count() > 0


def test_a_line_of_the_search_leads_to_the_words_of_that_fact(pages: Callable[..., Any], texts: str) -> None:
    with pages() as page:
        page.goto(f"{texts}/?kind=Signing")
        line = page.locator(".result a.fact-kind").first
        line.wait_for()
        name = page.evaluate("link => link.hash.slice(1)", line.element_handle())
        line.click()
        page.wait_for_function("name => document.activeElement.id === name", arg=name)
        assert page.locator(".card.lit").get_attribute("id") == name
        assert page.locator(".evidence.lit").count() > 0


def test_the_table_that_is_saved_has_all_rows_and_opens_in_spreadsheets(pages: Callable[..., Any]) -> None:
    with pages(accept_downloads=True) as page:
        ready(page, VIEWS["search"])
        with page.expect_download() as coming:
            page.get_by_role("button", name="CSV").click()
        data = Path(coming.value.path()).read_bytes()
        titles = page.locator(".result h2").all_inner_texts()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(data.decode("utf-8-sig").splitlines()))
    assert {row["title"] for row in rows} == set(titles)


def test_the_timeline_begins_where_most_events_are(pages: Callable[..., Any]) -> None:
    with pages() as page:
        ready(page, VIEWS["timeline"])
        assert " of " in page.locator(".status").inner_text()
        first = page.locator(".lanes a.mark").count()
        page.get_by_role("button", name="Show all").click()
        page.wait_for_function("first => document.querySelectorAll('.lanes a.mark').length > first", arg=first)


@pytest.mark.parametrize("width", [1280, 360])
def test_names_of_the_network_lie_neither_on_each_other_nor_outside(pages: Callable[..., Any], width: int) -> None:
    with pages(width) as page:
        for name in ("network", "network-actors"):
            ready(page, VIEWS[name])
            boxes = page.evaluate("""() => [...document.querySelectorAll(".node text")]
                .filter((one) => getComputedStyle(one).visibility === "visible")
                .map((one) => one.getBoundingClientRect())
                .map(({ left, right, top, bottom }) => [left, right, top, bottom])""")
            frame = page.locator(".network").bounding_box()
            assert len(boxes) > 2
            assert all(frame["x"] <= box[0] and box[1] <= frame["x"] + frame["width"] for box in boxes)
            assert not [1 for i, one in enumerate(boxes) for other in boxes[:i] if _cover(one, other)]


def _cover(one: list[float], other: list[float]) -> bool:
    """Whether two boxes have more than their rims in common."""
    wide = min(one[1], other[1]) - max(one[0], other[0])
    tall = min(one[3], other[3]) - max(one[2], other[2])
    return wide > 6 and tall > 6


def test_lines_far_below_are_filled_without_scrolling(pages: Callable[..., Any]) -> None:
    with pages() as page:
        page.set_viewport_size({"width": 1280, "height": 300})
        ready(page, VIEWS["actor"])
        page.locator(".events").wait_for()
        page.wait_for_function(
            "() => [...document.querySelectorAll('.event')].every((one) => one.querySelector('a.fact-kind'))"
        )
        assert page.evaluate("window.scrollY") == 0


def test_the_bar_shows_the_view_that_is_open(pages: Callable[..., Any]) -> None:
    with pages(360) as page:
        ready(page, VIEWS["query"])
        link = page.locator("nav a[aria-current]").bounding_box()
        assert link["x"] >= 0
        assert link["x"] + link["width"] <= 360


def test_who_came_to_a_city_in_a_time(pages: Callable[..., Any]) -> None:
    with pages() as page:
        page.goto(f"{running()}/?text=Самарқанд")
        page.locator(".people a", has_text="Samarkand").click()
        page.wait_for_selector(".event a.fact-kind")
        dates = page.locator(".event-date").all_inner_texts()
        page.goto(f"{page.url}?since=2090")
        page.wait_for_selector(".state-title")
        assert dates


def test_the_description_that_is_saved_is_compacted(pages: Callable[..., Any]) -> None:
    with pages(accept_downloads=True) as page:
        ready(page, VIEWS["dyad"])
        with page.expect_download() as coming:
            page.get_by_role("button", name="JSON-LD").click()
        found = json.loads(Path(coming.value.path()).read_bytes())
    assert found["@context"] == f"{running()}/context.jsonld"
    assert any("Event" in str(node.get("type")) or "Visit" in str(node.get("type")) for node in found["@graph"])


def test_the_validation_page_completes_itself(pages: Callable[..., Any], texts: str) -> None:
    drawn = requests.get(f"{texts}/validation", headers={"Accept": "text/html"}, timeout=60).text
    running_check = drawn.replace('tabindex="-1"', 'tabindex="-1" data-again="0.1"').replace(
        "<h1>Validation", "<h1>Not yet"
    )
    with pages() as page:
        answers = iter([running_check])
        page.route("**/validation", lambda route: route.fulfill(body=next(answers, drawn), content_type="text/html"))
        page.goto(f"{texts}/validation")
        page.wait_for_function("() => document.querySelector('main h1').textContent === 'Validation'")


def test_a_treaty_leads_to_its_words(pages: Callable[..., Any], texts: str) -> None:
    with pages() as page:
        page.goto(f"{texts}/page/state/KAZ")
        link = page.locator(".lines a[href*='#event-']").first
        link.wait_for()
        name = page.evaluate("link => link.hash.slice(1)", link.element_handle())
        link.click()
        page.wait_for_function("name => document.activeElement.id === name", arg=name)
