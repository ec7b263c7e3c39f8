"""What the server does for those who mean it ill."""

from __future__ import annotations

import asyncio
import http.client
import re
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
from starlette.responses import PlainTextResponse
from starlette.types import Message

from elchi.serve import Options, validation
from elchi.serve.hosts import Known
from elchi.serve.workers import Pool
from serving import examples, running, server

PAGE = {"Origin": "https://page.example"}
ASK = {"query": "ASK { ?visit a elchi:Visit }"}


def answered(options: Options, *hosts: bytes) -> int:
    """Return the status with which a request that names these hosts is answered."""
    statuses: list[int] = []

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            statuses.append(message["status"])

    async def receive() -> Message:
        return {"type": "http.request"}

    scope = {"type": "http", "headers": [(b"accept", b"*/*"), *((b"host", host) for host in hosts)]}
    asyncio.run(Known(PlainTextResponse("here"), options)(scope, receive, send))
    (status,) = statuses
    return status


@pytest.mark.parametrize(
    ("host", "status"),
    [
        (b"127.0.0.1:7878", 200),
        (b"localhost:7878", 200),
        (b"LocalHost", 200),
        (b"localhost:9999", 200),  # a tunnel
        (b"[::1]:7878", 200),
        (b"[::1]", 200),
        (b"127.0.0.7:7878", 200),
        (b"data.example.org", 200),
        (b"Data.Example.org:443", 200),
        (b"evil.example:7878", 421),
        (b"data.example.org.evil.example", 421),
        (b"evil.example/localhost", 421),
        (b"localhost@evil.example", 421),
        (b"localhost:7878@evil.example", 421),
        (b"localhost:evil.example", 421),
        (b"127.0.0.1.evil.example:7878", 421),
        (b"0.0.0.0:7878", 421),
        (b":7878", 421),
        (b"", 421),
    ],
)
def test_a_private_server_knows_its_names(host: bytes, status: int) -> None:
    options = Options(Path("store"), host="127.0.0.7", base="https://data.example.org/elchi")
    assert answered(options, host) == status


def test_a_client_that_names_no_host_is_no_browser() -> None:
    assert answered(Options(Path("store"))) == 200


def test_names_in_any_script_are_known() -> None:
    assert answered(Options(Path("store"), base="https://маълумот.example"), b"xn--80awbckye8c.example") == 200


def test_a_page_that_calls_itself_this_machine_reads_nothing() -> None:
    for path in ("/sparql", "/", "/healthz", "/dump.nq.gz", "/static/icon.svg"):
        answer = requests.get(running() + path, ASK, headers={"Host": "evil.example:7878"}, timeout=20)
        assert answer.status_code == 421, path
        assert "--base" in answer.text
    port = running().rpartition(":")[2]
    assert requests.get(f"http://localhost:{port}/sparql", ASK, timeout=20).json()["boolean"] is True


def test_pages_of_other_origins_read_nothing_of_a_private_server() -> None:
    answer = requests.get(f"{running()}/sparql", ASK, headers=PAGE, timeout=20)
    assert not [name for name in answer.headers if name.startswith("Access-Control-")]
    asked = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type"}
    preflight = requests.options(f"{running()}/sparql", headers=PAGE | asked, timeout=20)
    assert not [name for name in preflight.headers if name.startswith("Access-Control-")]


@pytest.fixture(scope="module")
def public() -> Iterator[str]:
    with server(examples(), "--public") as address:
        yield address


def test_the_host_header_changes_nothing(public: str) -> None:
    evil = {"Host": "evil.example"}
    said = requests.get(f"{public}/sparql", headers=evil, timeout=20)
    assert said.content == requests.get(f"{public}/sparql", timeout=20).content
    assert "evil" not in said.text
    page = evil | {"Accept": "text/html"}
    led = requests.get(f"{public}/sparql/", headers=page, timeout=20, allow_redirects=False)
    assert led.headers["Location"].startswith(public)


def test_pages_of_all_origins_may_ask_a_public_server(public: str) -> None:
    answer = requests.get(f"{public}/sparql", ASK, headers=PAGE, timeout=20)
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "ETag" in answer.headers["Access-Control-Expose-Headers"]
    for query in (ASK, {"query": "SELEC"}):  # caches give the one answer for the other
        plain = requests.get(f"{public}/sparql", query, timeout=20)
        assert plain.headers["Access-Control-Allow-Origin"] == "*"
    asked = {
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "authorization,content-type",
    }
    preflight = requests.options(f"{public}/sparql", headers=PAGE | asked, timeout=20)
    assert preflight.status_code == 200
    assert "POST" in preflight.headers["Access-Control-Allow-Methods"]


def test_a_check_that_fails_says_so_and_is_not_tried_again_at_once(tmp_path: Path) -> None:
    check = validation.Check("one")
    asyncio.run(validation._run(check, tmp_path / "none"))
    assert (check.state, check.failures) == ("failed", 1)
    assert "its process ended with status 1" in str(check.told()["failure"])
    pauses = [re.findall(r"for (\d+) s", str(check.failure))]
    for _ in range(7):
        check.fail(-9)
        pauses.append(re.findall(r"for (\d+) s", str(check.failure)))
    assert pauses == [[str(seconds)] for seconds in (10, 20, 40, 80, 160, 320, 600, 600)]
    assert not check.is_due
    assert check.wait > 500
    check.due = 0
    assert check.is_due


@pytest.mark.parametrize(("status", "told"), [(-signal.SIGSEGV, 500), (1, 500), (-signal.SIGKILL, 503), (None, 503)])
def test_a_death_that_nobody_can_explain_is_the_servers_fault(status: int | None, told: int) -> None:
    assert Pool(Options(Path("store")))._reason(status).status == told


def raw(path: str, accept: str = "*/*") -> http.client.HTTPResponse:
    """Ask for a path as it stands; what programs do to paths before they send them does not happen."""
    connection = http.client.HTTPConnection(running().removeprefix("http://"), timeout=60)
    connection.request("GET", path, headers={"Accept": accept, "Connection": "close"})
    return connection.getresponse()


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/static/..%2fapp.py",
        "/static/%252e%252e/app.py",
        "/static//etc/passwd",
        "/static/%2fetc/passwd",
        "/static/js/../../app.py",
        "/static/..%5capp.py",
        "/static/%00",
        "/static/js",
        "/static/" + "a" * 5000,
        "/dump.%2e%2e/x",
        "/queries/../../../README.md",
        "/queries/%2e%2e%2f%2e%2e%2fREADME",
        "/annotations/%2e%2e%2fx",
        "/shapes/../x",
    ],
)
def test_no_path_leads_out_of_what_is_served(path: str) -> None:
    assert raw(path).status == 404


EVIL = "a%0d%0aX-Evil:%201%0d%0a%0d%0a<script>alert(1)</script>"


@pytest.mark.parametrize("accept", ["text/html", "*/*"])
@pytest.mark.parametrize(
    "path",
    [
        f"/sparql?query=ASK{{}}&format={EVIL}",
        f"/sparql?query={EVIL}",
        f"/sparql?default-graph-uri={EVIL}&query=ASK{{}}",
        f"/sparql/?a={EVIL}",
        "/sparql?query=ASK{}&callback=alert&format=json",
        f"/store?graph={EVIL}",
        f"/id/{EVIL}",
        f"/page/{EVIL}",
        f"/data/{EVIL}",
        "/data/x.ttl%0d%0aX-Evil:1",
        f"/queries/{EVIL}",
        f"/queries/{EVIL}.rq",
        f"/queries/actors?format={EVIL}",
        f"/annotations/{EVIL}",
        f"/validation?format={EVIL}",
        f"/ns/{EVIL}",
        "/<script>alert(1)</script>",
        "//evil.example/",
        "//evil.example/sparql/",
        "/id//evil.example/",
        "/id/%2f%2fevil.example",
        "/%5cevil.example",
        "/id/%ff%fe",
    ],
)
def test_what_a_client_sends_becomes_no_header_no_script_and_no_way_elsewhere(path: str, accept: str) -> None:
    answer = raw(path, accept)
    assert answer.status < 500
    assert "X-Evil" not in answer.headers
    said = answer.read()
    if answer.headers.get_content_type() == "text/html":
        assert b"<script>alert" not in said
    assert not said.startswith(b"alert")
    assert answer.headers.get("Location", f"{running()}/").startswith(f"{running()}/")
