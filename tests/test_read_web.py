"""Pages and feeds by their address, from servers on this machine: nothing leaves it."""

from collections.abc import Iterator
from contextlib import ExitStack
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from cli_world import elchi
from elchi import loading, read
from elchi.model import Article
from elchi.read import Failure, Limits, Skipped
from elchi.read.url import public_address
from elchi.read.web import KNOWN
from elchi.shards import Config
from elchi.store import Store

QUICK = Limits(pause=0, backoff=0.001)
STORY = "<p>Посол Норвегии прибыл в Осло вечером в среду, чтобы встретиться с министром иностранных дел."


class Site:
    """A server whose pages a test sets: a body, or a status; ``asked`` are the paths in the order of requests."""

    def __init__(self, server: ThreadingHTTPServer) -> None:
        self.url = f"http://127.0.0.1:{server.server_port}"
        self.pages: dict[str, tuple[str, str] | int] = {"/robots.txt": 404}
        self.asked: list[str] = []

    def feed(self, *items: str, path: str = "/feed", kind: str = "application/rss+xml") -> str:
        """Set a feed of entries, each a path or what stands in its element, and return its address."""
        marked = (item if item.startswith("<") else f"<link>{item}</link>" for item in items)
        body = "".join(f"<item>{item}</item>" for item in marked)
        self.pages[path] = kind, f"<rss version='2.0'><channel><title>Wire</title>{body}</channel></rss>"
        for item in items:
            self.pages.setdefault(item, ("text/html", f"<html><title>About {item}</title>{STORY}"))
        return self.url + path

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        self.asked.append(request.path)
        found = self.pages.get(request.path, 404)
        status, kind, body = (found, "", "") if isinstance(found, int) else (200, *found)
        if kind == "location":
            status, body = 302, ""
            request.send_response(status)
            request.send_header("Location", found[1])
        else:
            request.send_response(status)
            request.send_header("Content-Type", kind)
        request.send_header("Content-Length", str(len(body.encode())))
        request.end_headers()
        request.wfile.write(body.encode())


class _Request(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.server.site.answer(self)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def sites() -> Iterator[list[Site]]:
    """Two servers."""
    with ExitStack() as stack:
        servers = [stack.enter_context(ThreadingHTTPServer(("127.0.0.1", 0), _Request)) for _ in range(2)]
        for server in servers:
            server.site = Site(server)
            Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
            stack.callback(server.shutdown)
        yield [server.site for server in servers]


@pytest.fixture
def site(sites) -> Site:
    return sites[0]


def found(address: str, known=None, limits: Limits = QUICK) -> list[Article | Failure | Skipped]:
    return list(read.articles([address], allow_private=True, limits=limits, known=known))


def test_the_pages_of_a_feed_are_articles_known_by_their_links(site: Site) -> None:
    articles = found(site.feed("/1", "/2"))
    assert [article.id for article in articles] == [f"{site.url}/1", f"{site.url}/2"]
    assert [article.origin for article in articles] == [article.id for article in articles]
    assert all("Посол Норвегии" in article.content for article in articles)
    assert site.asked == ["/feed", "/robots.txt", "/1", "/2"]


@pytest.mark.parametrize("kind", ["application/atom+xml", "text/xml", "application/xml", "text/html", "text/plain", ""])
def test_a_feed_is_one_whatever_its_server_calls_it(site: Site, kind: str) -> None:
    (article,) = found(site.feed("/1", kind=kind))
    assert article.id == f"{site.url}/1"


def test_xml_that_is_no_feed_is_a_failure(site: Site) -> None:
    site.pages["/map"] = (
        "application/xml",
        "<?xml version='1.0'?><urlset><url><loc>http://a.example/</loc></url></urlset>",
    )
    (failure,) = found(f"{site.url}/map")
    assert "no feed" in failure.message


def test_what_a_page_does_not_say_its_entry_does(site: Site) -> None:
    said = "<title>In the feed</title><pubDate>Sat, 30 Mar 2024 23:30:00 +0500</pubDate><author>Ida Holm</author>"
    address = site.feed(f"<link>/bare</link>{said}", f"<link>/full</link>{said}")
    site.pages["/bare"] = "text/html", f"<html>{STORY}"
    own = {"og:site_name": "Herald", "article:published_time": "2024-03-29T10:00:00Z"}
    metas = "".join(f'<meta property="{key}" content="{value}">' for key, value in own.items())
    site.pages["/full"] = "text/html", f"<html>{metas}<meta name=author content='Tom Reed'><h1>On the page</h1>{STORY}"
    bare, full = found(address)
    assert (bare.title, bare.published, bare.author, bare.publisher) == (
        "In the feed",
        "2024-03-30",
        "Ida Holm",
        "Wire",
    )
    assert (full.title, full.published, full.author, full.publisher) == (
        "On the page",
        "2024-03-29",
        "Tom Reed",
        "Herald",
    )


def test_a_date_for_articles_without_one_is_not_for_those_that_the_feed_dates(site: Site) -> None:
    address = site.feed("<link>/1</link><pubDate>2024-03-30</pubDate>", "/2")
    site.pages["/1"] = "text/html", f"<html>{STORY}"
    dated = read.articles([address], published="2020", allow_private=True, limits=QUICK)
    assert [article.published for article in dated] == ["2024-03-30", "2020"]


def test_an_entry_that_is_in_the_store_is_not_fetched(site: Site) -> None:
    old, new = found(site.feed("/old", "/new"), known=lambda id: id == f"{site.url}/old")
    assert old == Skipped(f"{site.url}/old", KNOWN)
    assert isinstance(new, Article)
    assert "/old" not in site.asked


def test_a_feed_with_nothing_new_asks_for_nothing_else(site: Site) -> None:
    found(site.feed("/1", "/2"), known=lambda id: True)
    assert site.asked == ["/feed"]


def test_a_page_that_the_user_names_is_fetched_though_it_is_in_the_store(site: Site) -> None:
    site.feed("/1")
    (article,) = found(f"{site.url}/1", known=lambda id: True)
    assert isinstance(article, Article)


def test_one_bad_entry_loses_no_other(site: Site) -> None:
    address = site.feed("/1", "/gone", "<title>No link</title>", "<link>ftp://a.example/</link>", "/blank", "/2")
    site.pages |= {"/gone": 404, "/blank": ("text/html", "<html>"), "/2": ("text/html", f"<html>{STORY}")}
    items = found(address)
    assert [type(item) for item in items] == [Article, Failure, Failure, Failure, Failure, Article]
    assert [item.origin for item in items[1:3]] == [f"{site.url}/gone", f"{address}#3"]


def test_the_same_link_twice_is_fetched_once(site: Site) -> None:
    items = found(site.feed("/1", "/1"))
    assert [type(item) for item in items] == [Article, Skipped]
    assert site.asked.count("/1") == 1


def test_a_feed_in_a_feed_is_not_followed(site: Site) -> None:
    site.feed("/1", path="/inner")
    (failure,) = found(site.feed("<link>/inner</link>"))
    assert "a feed in a feed" in failure.message
    assert "/1" not in site.asked


def test_a_feed_without_entries_is_passed_over(site: Site) -> None:
    assert found(site.feed()) == [Skipped(f"{site.url}/feed", "a feed without entries")]


def test_a_run_fetches_so_many_pages_and_the_next_one_the_rest(site: Site) -> None:
    address = site.feed("/1", "/2", "/3", "/4", "/5")
    limits = Limits(pause=0, entries=2)
    first = found(address, limits=limits)
    assert [type(item) for item in first] == [Article, Article, Failure]
    assert "load the feed again" in first[-1].message
    loaded = {item.id for item in first[:2]}
    second = found(address, known=lambda id: id in loaded, limits=limits)
    assert [item.id for item in second if isinstance(item, Article)] == [f"{site.url}/3", f"{site.url}/4"]


def test_a_feed_ends_with_its_time(site: Site) -> None:
    items = found(site.feed("/1", "/2"), limits=Limits(pause=0, visit=-1))
    assert [type(item) for item in items] == [Failure]


def test_a_feed_that_is_too_long_is_a_failure(site: Site) -> None:
    (failure,) = found(site.feed("/1"), limits=Limits(feed=20))
    assert "longer than 20 bytes" in failure.message


def test_a_page_that_robots_shall_leave_alone_is_passed_over(site: Site) -> None:
    address = site.feed("/1", "/closed/2", "/moved")
    site.pages["/robots.txt"] = "text/plain", "User-agent: *\nDisallow: /closed"
    site.pages["/moved"] = "location", "/closed/3"
    items = found(address)
    assert [type(item) for item in items] == [Article, Skipped, Skipped]
    assert items[1].message == "robots.txt of its site does not allow it"
    assert not any(path.startswith("/closed") for path in site.asked)


def test_what_the_user_names_is_his_own_request(site: Site) -> None:
    site.feed("/1")
    site.pages["/robots.txt"] = "text/plain", "User-agent: *\nDisallow: /"
    (article,) = found(f"{site.url}/1")
    assert isinstance(article, Article)
    assert site.asked == ["/1"]


def test_each_site_of_a_feed_has_its_own_rules(sites: list[Site]) -> None:
    one, two = sites
    address = one.feed("/1", f"<link>{two.url}/2</link>")
    two.pages |= {"/2": ("text/html", STORY), "/robots.txt": ("text/plain", "User-agent: elchi\nDisallow: /")}
    assert [type(item) for item in found(address)] == [Article, Skipped]


def test_a_site_that_has_had_enough_is_left_alone(sites: list[Site]) -> None:
    one, two = sites
    address = one.feed("/1", "/2", f"<link>{two.url.replace('127.0.0.1', 'localhost')}/3</link>")
    one.pages["/1"] = 429
    two.feed("/3")
    items = found(address)
    assert [type(item) for item in items] == [Failure, Failure, Article]
    assert "too many requests" in items[1].message
    assert "/2" not in one.asked


def test_requests_to_a_host_wait_for_each_other(site: Site, monkeypatch) -> None:
    waits: list[float] = []
    monkeypatch.setattr("elchi.read.robots.sleep", waits.append)
    found(site.feed("/1", "/2"), limits=Limits(pause=5))
    assert [round(wait) for wait in waits] == [5, 5]


def test_a_public_feed_leads_to_no_private_address(sites: list[Site], monkeypatch) -> None:
    def checked(host: str, port: int) -> str:
        return "127.0.0.1" if host.endswith(".example") else public_address(host, port)

    monkeypatch.setattr("elchi.read.url.public_address", checked)
    one, two = sites
    port = one.url.rpartition(":")[2]
    one.feed("/1", "/moved", f"<link>{two.url}/secret</link>")
    one.pages["/moved"] = "location", f"{two.url}/secret"
    items = found(f"http://news.example:{port}/feed")
    assert [type(item) for item in items] == [Article, Failure, Failure]
    assert all("not a public address" in item.message for item in items[1:])
    assert two.asked == []


def test_a_private_feed_is_refused_unless_it_is_allowed(site: Site) -> None:
    (failure,) = read.articles([site.feed("/1")], limits=QUICK)
    assert "not a public address" in failure.message
    assert site.asked == []


def test_ctrl_c_between_entries_leaves_what_came_before(site: Site, tmp_path) -> None:
    def interrupted(id: str) -> bool:
        if id.endswith("/3"):
            raise KeyboardInterrupt
        return False

    address = site.feed("/1", "/2", "/3")
    with Store.open(tmp_path / "store", write=True) as store, pytest.raises(KeyboardInterrupt):
        parts = read.parts([address], spool=store.scratch, allow_private=True, limits=QUICK, known=interrupted)
        list(loading.load(parts, store, config=Config()))
    with Store.open(tmp_path / "store") as store:
        assert [store.has(f"{site.url}/{number}") for number in (1, 2, 3)] == [True, True, False]


def test_a_feed_is_loaded_again_for_what_is_new(site: Site, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr("elchi.read.robots.sleep", lambda seconds: None)
    run = ["load", site.feed("/1"), "--allow-private", "--jobs", "1", "--store", str(tmp_path / "store")]
    first = elchi(*run)
    assert (first.exit_code, first.stderr.startswith("1 loaded")) == (0, True)
    site.feed("/2", "/1")
    site.asked.clear()
    second = elchi(*run)
    assert second.exit_code == 0
    assert "1 loaded" in second.stderr
    assert "1 already in the store" in second.stderr
    assert site.asked == ["/feed", "/robots.txt", "/2"]
    assert elchi(*run, "--quiet").exit_code == 0
    assert site.asked[3:] == ["/feed"]
    elchi(*run, "--reextract")
    assert site.asked[4:] == ["/feed", "/robots.txt", "/2", "/1"]
