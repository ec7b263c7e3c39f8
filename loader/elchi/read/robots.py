"""What sites ask of robots: pages that they leave alone, and pauses between requests (RFC 9309).

Protego reads robots.txt: it knows wildcards and takes the longest rule, as the standard says, which
:mod:`urllib.robotparser` does not (decision 0013).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from time import monotonic, sleep
from urllib.parse import urlsplit

from protego import Protego

from elchi.errors import DisallowedError, FetchError, NotPublicError, ReadError
from elchi.read.encoding import decode
from elchi.read.url import TOO_MANY, Answer, Gate
from elchi.read.values import Limits

AGENT = "elchi"
"""The name that a site's robots.txt calls Elchi by."""
_LONGEST = 512_000  # bytes of a robots.txt that are read; RFC 9309 asks for 500 kibibytes
_GROUP = re.compile(r"\s*user[-\s]*agent\b[\s:]*(.*)", re.IGNORECASE)


class Robots:
    """The wishes of the sites of one feed, asked for once each; it keeps the times of the last requests, too."""

    def __init__(self, fetch: Callable[[str, Gate], Answer], limits: Limits) -> None:
        """Ask for robots.txt by ``fetch``."""
        self._fetch = fetch
        self._limits = limits
        self._rules: dict[str, Protego | FetchError] = {}
        self._asked: dict[str, float] = {}

    def admit(self, url: str) -> None:
        """Return when a page may be asked for: at once, or after the pause that its host wants.

        Raises:
            DisallowedError: if the site asks robots to leave the page alone.
            FetchError: if its robots.txt cannot be had: then nothing of it is fetched.
        """
        rules = self._of(url)
        if isinstance(rules, FetchError):
            raise rules
        if not rules.can_fetch(url, AGENT):
            raise DisallowedError("robots.txt of its site does not allow it")
        wanted = rules.crawl_delay(AGENT) or 0
        self._pause(url, min(max(wanted, self._limits.pause), max(self._limits.patience, self._limits.pause)))

    def _of(self, url: str) -> Protego | FetchError:
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._rules:
            self._rules[origin] = self._read(f"{origin}/robots.txt")
        return self._rules[origin]

    def _read(self, url: str) -> Protego | FetchError:
        """Return the rules of a site; the error where there may be some that cannot be had now."""
        try:
            return Protego.parse(_ours(decode(self._fetch(url, self._short).data[:_LONGEST])))
        except NotPublicError as error:
            return error
        except FetchError as error:  # RFC 9309: no answer may hide rules, a refusal (4xx) says that there are none
            if error.status is not None and 400 <= error.status < 500 and error.status != TOO_MANY:
                return Protego.parse("")
            return FetchError(f"not fetched, because {url} cannot be had: {error}", error.status)
        except ReadError:
            return Protego.parse("")

    def _short(self, url: str) -> None:
        self._pause(url, self._limits.pause)

    def _pause(self, url: str, seconds: float) -> None:
        """Wait until so many seconds have gone by since the last request to a host, and note this one."""
        host = urlsplit(url).hostname or ""
        last = self._asked.get(host)
        left = 0.0 if last is None else last + seconds - monotonic()
        if left > 0:
            sleep(left)
        self._asked[host] = monotonic()


def _ours(text: str) -> str:
    """Return a robots.txt in which all other robots have one name.

    Reading it costs rules times names: half a megabyte of both took Protego 0.7 six minutes.
    """
    return "\n".join(_named(line) for line in text.splitlines())


def _named(line: str) -> str:
    """Return a line of robots.txt, with another robot's name left out.

    >>> _named("User-agent: Elchi/1.0"), _named("user agent Googlebot"), _named("Disallow: /a")
    ('User-agent: elchi', 'User-agent: other', 'Disallow: /a')
    """
    found = _GROUP.match(line)
    if found is None:
        return line
    name = found[1].partition("#")[0].strip().partition("/")[0].lower()
    return f"User-agent: {name if name in (AGENT, '*') else 'other'}"
