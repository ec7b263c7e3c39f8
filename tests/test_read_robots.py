"""What sites ask of robots, and when a host may be asked again."""

import time

import pytest

from elchi.errors import DisallowedError, FetchError, NotPublicError
from elchi.read import Limits
from elchi.read.robots import Robots
from elchi.read.url import Answer, Gate

SITE = "https://news.example"


class Sites:
    """Sites with a robots.txt each; a number is what a server answers instead, ``None`` that it does not answer."""

    def __init__(self, **rules: str | bytes | int | None) -> None:
        self.rules = {f"https://{name}.example/robots.txt": text for name, text in rules.items()}
        self.asked: list[str] = []

    def fetch(self, url: str, gate: Gate) -> Answer:
        gate(url)
        self.asked.append(url)
        found = self.rules[url]
        if found is None or isinstance(found, int):
            raise FetchError("no answer", found)
        data = found if isinstance(found, bytes) else found.encode()
        return Answer(data, url, "text/plain", None, True)


@pytest.fixture
def slept(monkeypatch) -> list[float]:
    """The waits, in seconds; the clock goes on by them only."""
    waits: list[float] = []
    monkeypatch.setattr("elchi.read.robots.monotonic", lambda: sum(waits))
    monkeypatch.setattr("elchi.read.robots.sleep", waits.append)
    return waits


def allows(text: str | bytes, path: str) -> bool:
    try:
        Robots(Sites(news=text).fetch, Limits(pause=0)).admit(SITE + path)
    except DisallowedError:
        return False
    return True


@pytest.mark.parametrize(
    ("text", "path", "allowed"),
    [
        ("", "/a", True),
        ("User-agent: *\nDisallow: /a", "/a/1", False),
        ("User-agent: *\nDisallow: /a", "/b", True),
        ("User-agent: *\nDisallow: /\n\nUser-agent: Elchi\nDisallow: /a", "/b", True),
        ("User-agent: *\nDisallow:\n\nUser-agent: elchi/1.0\nDisallow: /a", "/a", False),
        ("User-agent: other\nUser-agent: elchi\nDisallow: /a", "/a", False),
        ("User-agent: elchiest\nDisallow: /a", "/a", True),
        ("User-agent: *\nDisallow: /*?print=", "/a?print=1", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/a.pdf", False),
        ("User-agent: *\nDisallow: /a\nAllow: /a/news", "/a/news/1", True),
        ("User-agent: *\n\nDisallow: /a", "/a", False),
        ("User-agent: *\nDisallow: /янги", "/%D1%8F%D0%BD%D0%B3%D0%B8", False),
        ("<html><p>There is no such page", "/a", True),
        (b"\x00\x01\x02\x03", "/a", True),
        ("#" * 600_000 + "\nUser-agent: *\nDisallow: /", "/a", True),
    ],
)
def test_the_rules_of_a_site(text: str | bytes, path: str, allowed: bool) -> None:
    assert allows(text, path) is allowed


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
def test_a_site_that_refuses_its_robots_txt_has_no_rules(slept, status: int) -> None:
    Robots(Sites(news=status).fetch, Limits()).admit(f"{SITE}/a")


@pytest.mark.parametrize("status", [429, 500, 503, None])
def test_a_site_whose_robots_txt_cannot_be_had_is_left_alone(slept, status: int | None) -> None:
    sites = Sites(news=status)
    wishes = Robots(sites.fetch, Limits())
    for _ in range(2):
        with pytest.raises(FetchError, match=r"https://news\.example/robots\.txt cannot be had: no answer"):
            wishes.admit(f"{SITE}/a")
    assert len(sites.asked) == 1


def test_a_private_address_is_told_as_such() -> None:
    def fetch(url: str, gate: Gate) -> Answer:
        raise NotPublicError("10.0.0.1 is private")

    with pytest.raises(NotPublicError):
        Robots(fetch, Limits()).admit(f"{SITE}/a")


def test_robots_txt_is_asked_for_once_a_site(slept) -> None:
    sites = Sites(news="", more="")
    wishes = Robots(sites.fetch, Limits())
    for url in (f"{SITE}/a", f"{SITE}/b", "https://more.example/a"):
        wishes.admit(url)
    assert sites.asked == [f"{SITE}/robots.txt", "https://more.example/robots.txt"]


def test_there_is_a_pause_between_two_requests_to_a_host(slept) -> None:
    wishes = Robots(Sites(news="", more="").fetch, Limits(pause=2))
    wishes.admit(f"{SITE}/a")
    assert slept == [2]  # after its robots.txt
    wishes.admit("https://more.example/a")
    assert slept == [2, 2]
    wishes.admit(f"{SITE}/b")
    assert slept == [2, 2]  # the pause is over
    wishes.admit(f"{SITE}/c")
    assert slept == [2, 2, 2]


@pytest.mark.parametrize(("delay", "pause"), [("10", 10), ("0.5", 1), ("3600", 30), ("-4", 1), ("soon", 1)])
def test_a_site_may_ask_for_a_longer_pause_up_to_a_bound(slept, delay: str, pause: float) -> None:
    Robots(Sites(news=f"User-agent: *\nCrawl-delay: {delay}").fetch, Limits()).admit(f"{SITE}/a")
    assert slept == [pause]


@pytest.mark.parametrize(
    "name", ["User-agent: b{}", "user agent b{}", "USERAGENT:b{}", "User-agent: xelchi{}", " user  agent\tb{}"]
)
def test_rules_for_thousands_of_robots_cost_little(name: str) -> None:
    names = "\n".join(name.format(number) for number in range(5_000))
    rules = "\n".join(f"Disallow: /{number}" for number in range(20_000))
    before = time.process_time()
    assert allows(f"{names}\n{rules}", "/1")
    assert time.process_time() - before < 5  # 0.2 on a slow machine, and minutes where names are told apart
