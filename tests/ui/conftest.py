"""A browser for the tests of the explorer, and pages that fail the test by what goes wrong in them."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

ROOT = Path(__file__).resolve().parents[2]
SHOTS = ROOT / "build" / "screenshots"
PATIENCE = 90_000
"""Milliseconds after which what has not come will not come."""
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


def _chromium() -> str:
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: pip install 'elchi[ui]'")
    assert sync_api
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        pytest.skip("there is no Chromium: apt-get install chromium")
    return found


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    path = _chromium()
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=list(FLAGS), timeout=PATIENCE)
        yield opened
        opened.close()


@pytest.fixture
def pages(browser: Any) -> Callable[..., Any]:
    """Return what opens pages: a context manager whose end fails if the page complained or asked another host."""

    @contextmanager
    def opened(width: int = 1280, scheme: str = "light", **more: Any) -> Iterator[Any]:
        size = {"width": width, "height": 800}
        context = browser.new_context(
            viewport=size, color_scheme=scheme, locale="en-GB", reduced_motion="reduce", **more
        )
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        faults: list[str] = []
        page.on(
            "console", lambda said: said.type in ("error", "warning") and faults.append(f"{said.type}: {said.text}")
        )
        page.on("pageerror", lambda error: faults.append(f"error: {error}"))
        page.on("request", lambda request: _foreign(request.url) and faults.append(f"asked {request.url}"))
        try:
            yield page
            assert faults == []
        finally:
            context.close()

    return opened


def _foreign(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme not in ("data", "blob") and parts.hostname != "127.0.0.1"
