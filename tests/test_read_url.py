"""URLs to articles, from a server on this machine: nothing leaves it."""

import ipaddress
import socket
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from elchi import read
from elchi.errors import FetchError
from elchi.model import Article
from elchi.read import Failure, Limits
from elchi.read.url import fetch, public_address

PAGE = (Path(__file__).parent / "pages" / "radio.html").read_bytes()
TEXT = "Посол прибыл в Осло\n\nПосол прибыл в Осло вечером в среду.\n"


class _Site(BaseHTTPRequestHandler):
    asked: list[str]

    def do_GET(self) -> None:
        self.asked.append(self.path)
        if self.path.startswith("/first/"):  # /first/503/2/-: twice 503, then the page; Retry-After behind it
            _, _, status, times, after = self.path.split("/")
            if self.asked.count(self.path) <= int(times):
                return self._troubled(status, after)
        if self.path.startswith("/to/"):
            self._answer(302, "", b"", location=self.path.removeprefix("/to/"))
        elif self.path == "/loop":
            self._answer(302, "", b"", location="/loop")
        elif self.path == "/text":
            self._answer(200, "text/plain; charset=koi8-r", TEXT.encode("koi8-r"))
        elif self.path == "/picture":
            self._answer(200, "image/png", b"\x89PNG")
        elif self.path == "/big":
            self._answer(200, "text/html", PAGE * 100)
        elif self.path == "/missing":
            self._answer(404, "text/html", b"<p>no</p>")
        else:
            self._answer(200, "text/html", PAGE)

    def _troubled(self, status: str, after: str) -> None:
        if status == "cut":
            self.send_response(200)
            self.send_header("Content-Length", "100")
            self.end_headers()
            self.wfile.write(b"<html>")
        elif status != "hang-up":
            self.send_response(int(status))
            if after != "-":
                self.send_header("Retry-After", after.replace("_", " "))
            self.send_header("Content-Length", "0")
            self.end_headers()
        self.close_connection = True

    def _answer(self, status: int, kind: str, data: bytes, location: str | None = None) -> None:
        self.send_response(status)
        if kind:
            self.send_header("Content-Type", kind)
        if location is not None:
            self.send_header("Location", location)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def site() -> Iterator[ThreadingHTTPServer]:
    handler = type("Site", (_Site,), {"asked": []})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture
def slept(monkeypatch) -> list[float]:
    """The waits, in seconds; none of them takes place."""
    waits: list[float] = []
    monkeypatch.setattr("elchi.read.url.sleep", waits.append)
    return waits


def at(site: ThreadingHTTPServer, path: str) -> str:
    return f"http://127.0.0.1:{site.server_port}{path}"


def test_a_page_is_fetched_and_known_by_its_address(site):
    (article,) = read.articles([at(site, "/a")], allow_private=True)
    assert isinstance(article, Article)
    assert article.id == article.url == at(site, "/a")
    assert article.published == "2021-03-04"


def test_a_plain_text_is_fetched_in_the_encoding_that_the_server_names(site):
    (article,) = read.articles([at(site, "/text")], allow_private=True)
    assert article.content == TEXT


def test_redirects_are_followed_and_the_asked_address_stays_the_identity(site):
    (article,) = read.articles([at(site, "/to//a")], allow_private=True)
    assert (article.id, article.url) == (at(site, "/to//a"), at(site, "/a"))


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("/picture", "image/png"),
        ("/missing", "404"),
        ("/loop", "redirects"),
        ("/big", "longer than"),
        ("/to/ftp://a.example/x", "is no address of http or https"),
        ("/to/file:///etc/passwd", "is no address of http or https"),
    ],
)
def test_what_is_no_page_is_a_failure(site, path: str, message: str):
    (item,) = read.articles([at(site, path)], allow_private=True, limits=Limits(page=50_000))
    assert isinstance(item, Failure)
    assert isinstance(item.error, FetchError)
    assert message in item.message


def test_a_private_address_is_refused_before_anything_is_sent(site):
    for host in ("127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "2130706433", "0x7f.1"):
        with pytest.raises(FetchError, match=r"not a public address|cannot be fetched|no address"):
            fetch(f"http://{host}:{site.server_port}/a")
    assert site.RequestHandlerClass.asked == []


def test_a_public_name_that_leads_to_a_private_address_is_refused(site, monkeypatch):
    def resolved(host, port, *rest, **options):
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

    monkeypatch.setattr(socket, "getaddrinfo", resolved)
    with pytest.raises(FetchError, match="not a public address"):
        fetch(f"http://news.example:{site.server_port}/a")
    assert site.RequestHandlerClass.asked == []


def test_a_redirect_from_a_public_to_a_private_address_is_refused(site, monkeypatch):
    from elchi.read import url

    public = public_address

    def checked(host: str, port: int) -> str:
        return "127.0.0.1" if host == "news.example" else public(host, port)

    monkeypatch.setattr(url, "public_address", checked)
    with pytest.raises(FetchError, match="not a public address"):
        fetch(f"http://news.example:{site.server_port}/to/{at(site, '/secret')}")
    assert len(site.RequestHandlerClass.asked) == 1


@pytest.mark.parametrize(
    "address",
    ["10.1.2.3", "192.168.0.1", "172.16.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1", "::1", "fc00::1",
     "fe80::1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:a00:1::1"],
)  # fmt: skip
def test_addresses_that_are_not_public(address: str):
    assert ipaddress.ip_address(address)
    with pytest.raises(FetchError, match="not a public address"):
        public_address(address, 80)


def test_an_address_with_a_password_is_refused():
    with pytest.raises(FetchError, match="password"):
        fetch("http://user:secret@news.example/a")


@pytest.mark.parametrize("address", ["http://", "http://a.example:port/", "http://[::1"])
def test_an_address_that_is_none_is_a_failure(address: str):
    (item,) = read.articles([address])
    assert isinstance(item, Failure)


def test_an_address_in_bytes_that_are_no_utf8_is_a_failure_that_can_be_written():
    (failure,) = read.articles(["http://\udcff.example/"])
    assert failure.origin == "http://\\udcff.example/"
    failure.message.encode()


def test_proxies_of_the_environment_are_not_used(site, monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    assert fetch(at(site, "/a"), allow_private=True).is_page


@pytest.mark.parametrize("trouble", ["429", "500", "502", "503", "504", "hang-up", "cut"])
def test_a_trouble_that_passes_is_waited_out_longer_each_time(site, slept, trouble: str):
    answer = fetch(at(site, f"/first/{trouble}/3/-"), allow_private=True)
    assert answer.data == PAGE
    assert slept == [1.0, 2.0, 4.0]


def test_a_trouble_that_stays_is_a_failure_after_the_last_retry(site, slept):
    with pytest.raises(FetchError, match=r"503.*try again later"):
        fetch(at(site, "/first/503/9/-"), allow_private=True, limits=Limits(retries=2))
    assert (len(slept), len(site.RequestHandlerClass.asked)) == (2, 3)


@pytest.mark.parametrize("status", ["400", "403", "404", "410", "501"])
def test_a_refusal_is_final(site, slept, status: str):
    with pytest.raises(FetchError, match=status):
        fetch(at(site, f"/first/{status}/1/-"), allow_private=True)
    assert (slept, len(site.RequestHandlerClass.asked)) == ([], 1)


def test_a_server_that_asks_to_wait_is_given_its_time(site, slept, monkeypatch):
    monkeypatch.setattr("elchi.replies.wall_clock", lambda: 1_700_000_000.0)
    fetch(at(site, "/first/429/1/7"), allow_private=True)
    fetch(at(site, "/first/503/1/Tue,_14_Nov_2023_22:13:29_GMT"), allow_private=True)
    fetch(at(site, "/first/503/1/Tue,_14_Nov_2023_22:00:00_GMT"), allow_private=True)
    fetch(at(site, "/first/503/1/soon"), allow_private=True)
    assert slept == [7.0, 9.0, 1.0, 1.0]


def test_a_server_that_asks_to_wait_too_long_is_not_asked_again(site, slept):
    with pytest.raises(FetchError, match="429"):
        fetch(at(site, "/first/429/1/31"), allow_private=True)
    assert (slept, len(site.RequestHandlerClass.asked)) == ([], 1)


def test_retries_end_with_the_time_of_the_fetch(site, slept):
    with pytest.raises(FetchError, match="503"):
        fetch(at(site, "/first/503/9/-"), allow_private=True, limits=Limits(whole=1.5))
    assert slept == [1.0]


def test_a_name_that_is_not_there_is_not_asked_for_again(slept, monkeypatch):
    def unknown(host, port, *rest, **options):
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(FetchError, match="not known"):
        fetch("http://news.example/a")
    assert slept == []


def test_a_connection_that_is_refused_is_tried_again(slept):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{free.getsockname()[1]}/a"
    with pytest.raises(FetchError, match="refused"):
        fetch(address, allow_private=True)
    assert slept == [1.0, 2.0, 4.0]


def test_the_address_is_checked_at_each_retry(site, slept, monkeypatch):
    answers = iter(["127.0.0.1"])

    def checked(host: str, port: int) -> str:
        return next(answers, None) or public_address("127.0.0.1", port)

    monkeypatch.setattr("elchi.read.url.public_address", checked)
    with pytest.raises(FetchError, match="not a public address"):
        fetch(f"http://news.example:{site.server_port}/first/503/1/-")
    assert (slept, len(site.RequestHandlerClass.asked)) == ([1.0], 1)


def test_an_answer_says_whether_it_came_from_a_public_address(site, monkeypatch):
    assert not fetch(at(site, "/a"), allow_private=True).is_public
    monkeypatch.setattr("elchi.read.url.public_address", lambda host, port: "127.0.0.1")
    assert fetch(at(site, "/a"), allow_private=True).is_public


def test_the_gate_is_asked_before_each_address_and_may_take_its_time(site, monkeypatch):
    now = [0.0]
    asked: list[str] = []

    def gate(address: str) -> None:
        asked.append(address)
        now[0] += 50

    for module in ("read.url", "replies"):
        monkeypatch.setattr(f"elchi.{module}.monotonic", lambda: now[0])
    assert fetch(at(site, "/to//a"), allow_private=True, gate=gate).data == PAGE
    assert asked == [at(site, "/to//a"), at(site, "/a")]
