"""The explorer's page and files: what they may load, how long browsers keep them, what they are made of."""

import asyncio
import json
import re
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette

from elchi.serve import Options, assets, explorer
from elchi.serve.answers import refused
from elchi.serve.failures import RefusedError

STATIC = Path(explorer.__file__).parent / "static"
MODULES = sorted((STATIC / "js").rglob("*.js"))
KEY = re.compile(r'\bt\(\s*"([^"]+)"')


def get(path: str, root: str = "", **headers: str) -> httpx.Response:
    """Ask the explorer alone, without a server and its workers."""
    app = Starlette(routes=[*explorer.ROUTES, *assets.ROUTES], exception_handlers={RefusedError: refused})
    app.state.options = Options(Path("store"), root_path=root)

    async def answer() -> httpx.Response:
        transport = httpx.ASGITransport(app, root_path=root)
        async with httpx.AsyncClient(transport=transport, base_url="http://explorer.example") as client:
            return await client.get(path, headers={name.replace("_", "-"): value for name, value in headers.items()})

    return asyncio.run(answer())


@pytest.mark.parametrize("path", ["/", "/dyad/KAZ/TUR", "/timeline", "/query"])
def test_each_view_has_an_address(path: str) -> None:
    answer = get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")


@pytest.mark.parametrize("root", ["", "/elchi"])
def test_the_page_loads_nothing_from_elsewhere_and_nothing_inline(root: str) -> None:
    answer = get("/", root)
    assert "script-src 'self';" in answer.headers["content-security-policy"]
    addresses = re.findall(r'(?:src|href)="([^"#]+)"', answer.text)
    assert addresses
    assert all(address.startswith(f"{root}/") for address in addresses)
    assert re.search(r"<script(?![^>]* src=)|<style|\sstyle=|\son\w+=", answer.text) is None


def test_what_the_page_loads_is_there_and_kept_for_good() -> None:
    addresses = re.findall(r'(?:src|href)="(/static/[^"]+)"', get("/").text)
    assert addresses
    for address in addresses:
        answer = get(address)
        assert answer.status_code == 200
        assert "immutable" in answer.headers["cache-control"]


def test_a_file_of_another_version_is_asked_for_again() -> None:
    first = get("/static/before/js/main.js")
    assert first.headers["cache-control"] == "no-cache"
    again = get("/static/before/js/main.js", if_none_match=first.headers["etag"])
    assert (again.status_code, again.content) == (304, b"")
    assert get("/static/before/js/main.js", if_none_match="*").status_code == 304


def test_a_file_comes_compressed_to_who_takes_it() -> None:
    plain = get("/static/x/css/elchi.css", accept_encoding="identity")
    packed = get("/static/x/css/elchi.css", accept_encoding="gzip")
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in get("/static/x/css/elchi.css", accept_encoding="gzip;q=0, *").headers
    assert packed.content == plain.content == (STATIC / "css/elchi.css").read_bytes()


@pytest.mark.parametrize(
    "path",
    [
        "js/none.js",
        "%2e%2e/explorer.py",
        "js/%2e%2e/%2e%2e/explorer.py",
        "%2Fetc/hostname.txt",
        "js",
        f"{'a' * 300}.js",
        "a%00.js",
    ],
)
def test_nothing_but_the_files_is_served(path: str) -> None:
    assert get(f"/static/x/{path}").status_code == 404


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_modules_are_short_and_set_no_markup(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 300
    assert re.search(r"\.(?:inner|outer)HTML\s*=|insertAdjacentHTML|document\.write|\beval\(", text) is None


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_words_of_the_interface_are_there(path: Path) -> None:
    words = json.loads((STATIC / "i18n/en.json").read_text(encoding="utf-8"))
    missing = set(KEY.findall(path.read_text(encoding="utf-8"))) - words.keys()
    assert missing == set()


def test_the_interface_says_the_same_in_both_languages() -> None:
    english, uzbek = (json.loads((STATIC / f"i18n/{code}.json").read_text(encoding="utf-8")) for code in ("en", "uz"))
    plain = {key for key in english if not key.endswith("_one")}  # Uzbek nouns stay singular after a number
    assert plain == {key for key in uzbek if not key.endswith("_one")}
    places = re.compile(r"\{\w+\}")
    assert [key for key in plain if set(places.findall(english[key])) != set(places.findall(uzbek[key]))] == []
    assert [key for key, text in uzbek.items() if re.search("[Ѐ-ӿ]", text)] == []
