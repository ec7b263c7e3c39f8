"""A request to an answer of a SPARQL store: who asks, how patiently, and what the server says when it refuses.

Every request that is made here may be made twice: PUT, DELETE and the updates replace, POST merges triples without
blank nodes. So what may pass (no connection, 429, 502, 503, 504) is tried again, each time after twice the wait, or
after what the server asks for. A password is sent only when the server asks for one, with digest where it
offers that; neither it nor a token ever goes to another host: redirects are followed within one origin only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from time import sleep
from types import TracebackType
from typing import Any, NamedTuple, Self
from urllib.parse import urljoin

import requests
from requests.auth import AuthBase, HTTPBasicAuth, HTTPDigestAuth
from requests.utils import get_netrc_auth

from elchi import __version__
from elchi.errors import RemoteError
from elchi.remote.access import Access
from elchi.replies import PART, Address, UnfitError, body, reason, retry_after

_PASSING = (408, 429, 502, 503, 504)
_REDIRECTS = (301, 302, 303, 307, 308)
_FOLLOWED = 5
_WORDS = 300
_TAGS = re.compile(r"<(?:style|script)\b.*?</(?:style|script)>|<[^>]*>", re.DOTALL | re.IGNORECASE)
_HINTS = {
    400: "the request was not understood",
    401: "give --user with ELCHI_PUSH_PASSWORD or a line in ~/.netrc, or ELCHI_PUSH_TOKEN; check them if you did",
    403: "this user may not do that: have the right to read or to write given to it",
    404: "check the address: it has to be the one of the protocol, such as …/store, …/data, …/update or …/query",
    405: "check the address and --method: this address does not take such requests",
    406: "check the address: it gives no answer in a standard format",
    413: "that is more than the server takes at once: give a smaller --batch, or raise its limit",
    415: "check the address and --method: this address does not take such data",
}


class Reply(NamedTuple):
    """What a server answered: status, media type with its parameters, body."""

    status: int
    media: str
    data: bytes

    @property
    def kind(self) -> str:
        """The media type for a message."""
        return self.media or "no known type"


class Session:
    """Connections to one server; a context manager.

    Args:
        url: an address of the server; the name and the password are for its host only.
        access: who asks.

    Raises:
        RemoteError: if the address is none of HTTP, or holds a password.
    """

    def __init__(self, url: str, access: Access | None = None) -> None:
        """Say who asks; nothing is sent yet."""
        self._access = access or Access()
        self._origin = _address(url)
        self._http = requests.Session()
        self._http.headers["User-Agent"] = f"elchi/{__version__}"
        self._login = _login(url, self._access)
        # Always set, so that requests does not look into ~/.netrc on its own.
        self._http.auth = _Bearer(self._access.token) if self._access.token else _Nobody()

    def __enter__(self) -> Self:
        """Return the session itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let the connections go."""
        self._http.close()

    def ask(self, method: str, url: str, *, missing: bool = False, **request: Any) -> Reply:
        """Return what the server answers, once it does so with a status of success.

        Args:
            method: of HTTP; the request has to be one that may be made twice.
            url: where to ask.
            missing: whether 404 is an answer, too.
            request: ``params``, ``data`` and ``headers`` as requests takes them; ``data`` no iterator.

        Raises:
            RemoteError: if it does not answer, refuses, answers from somewhere else, or more than is taken.
        """
        if _address(url) != self._origin:
            raise RemoteError(f"{url}: is on another server than {self._origin}; give addresses of one server")
        for number in range(self._access.retries):
            try:
                return self._answer(method, url, missing=missing, **request)
            except _PassingError as error:
                self._wait(error, self._access.backoff * 2**number)
        return self._answer(method, url, missing=missing, **request)

    def _wait(self, error: _PassingError, backoff: float) -> None:
        """Wait for the next try: as long as the server asks, else twice as long each time."""
        asked = error.after or 0.0
        if asked > self._access.patience:
            raise RemoteError(f"{error}; it asks to wait {asked:.0f} seconds: try again then", error.status)
        sleep(max(asked, backoff))

    def _answer(self, method: str, url: str, *, missing: bool, **request: Any) -> Reply:
        response = self._followed(method, url, request)
        if response.status_code == 401 and self._choose(response):
            response.close()
            response = self._followed(method, url, request)
        with response:
            if response.ok or (missing and response.status_code == 404):
                return self._read(url, response)
            raise _refusal(url, response)

    def _read(self, url: str, response: requests.Response) -> Reply:
        try:
            data = body(response.iter_content(PART), self._access.most)
        except UnfitError as error:
            raise RemoteError(f"{url}: the answer {error}; ask for less", response.status_code) from error
        except requests.RequestException as error:
            raise _PassingError(f"{url}: the answer broke off: {reason(error)}; try again later") from error
        return Reply(response.status_code, response.headers.get("content-type", ""), data)

    def _followed(self, method: str, url: str, request: dict[str, Any]) -> requests.Response:
        """Return the answer after redirects within the origin that keep method and body."""
        for _ in range(_FOLLOWED):
            response = self._send(method, url, request)
            if response.status_code not in _REDIRECTS or "location" not in response.headers:
                return response
            response.close()
            target = urljoin(response.url, response.headers["location"])
            kept = method == "GET" or response.status_code in (307, 308)
            if not kept or _address(target) != self._origin:
                raise RemoteError(
                    f"{url}: the server sends to {target}; give that address if you trust it", response.status_code
                )
            url, request = target, {**request, "params": None}
        raise RemoteError(f"{url}: more than {_FOLLOWED} redirects; give the final address")

    def _send(self, method: str, url: str, request: dict[str, Any]) -> requests.Response:
        times = (self._access.connect, self._access.answer)
        try:
            return self._http.request(method, url, allow_redirects=False, stream=True, timeout=times, **request)
        except (requests.exceptions.SSLError, requests.exceptions.InvalidURL) as error:
            raise RemoteError(f"{url}: {reason(error)}; check the address") from error
        except requests.Timeout as error:
            raise _PassingError(f"{url}: no answer in time; try again later, or give a longer --timeout") from error
        except requests.RequestException as error:
            raise _PassingError(
                f"{url}: cannot be reached: {reason(error)}; check the address and that the server runs"
            ) from error

    def _choose(self, response: requests.Response) -> bool:
        """Take up the way to log in that the server offers; return whether there is one that was not tried."""
        if self._login is None or not isinstance(self._http.auth, _Nobody):
            return False
        digest = "digest" in response.headers.get("www-authenticate", "").lower()
        name, password = self._login
        # requests would write a name of other letters than Latin ones as no server reads it (RFC 7617).
        basic = HTTPBasicAuth(name.encode(), password.encode())
        self._http.auth = HTTPDigestAuth(name, password) if digest else basic
        return True


class _PassingError(RemoteError):
    """A trouble that may be over soon; ``after`` is the time that the server asks to wait, in seconds."""

    def __init__(self, message: str, status: int | None = None, after: float | None = None) -> None:
        super().__init__(message, status)
        self.after = after


class _Nobody(AuthBase):
    """No name, no password."""

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        return request


class _Bearer(AuthBase):
    """A token that says who asks."""

    def __init__(self, token: str) -> None:
        self._token = token

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers["Authorization"] = f"Bearer {self._token}"
        return request


def _address(url: str) -> Address:
    try:
        return Address.of(url)
    except UnfitError as error:
        raise RemoteError(f"{error}; give one such as http://localhost:7878/store, and --user for who asks") from error


def _refusal(url: str, response: requests.Response) -> RemoteError:
    """Return the error for an answer that is no success."""
    said = f"{url}: the server answered {response.status_code} {response.reason}"
    words = _words(response)
    said = f"{said}: {words}" if words else said
    if response.status_code in _PASSING:
        return _PassingError(said, response.status_code, retry_after(response.headers.get("retry-after", "")))
    hint = _HINTS.get(response.status_code)
    return RemoteError(f"{said}; {hint}" if hint else said, response.status_code)


def _login(url: str, access: Access) -> tuple[str, str] | None:
    """Return name and password, those of ``~/.netrc`` where none are given."""
    name, password = access.user, access.password
    if password is None:
        found = get_netrc_auth(url)
        if found is None or name not in (None, found[0]):
            return None
        name, password = found
    return None if name is None else (name, password)


def _words(response: requests.Response) -> str:
    """Return the first lines of what the server says, in its own words, without markup and without control signs."""
    try:
        text = next(response.iter_content(4000), b"").decode("utf-8", errors="replace")
    except requests.RequestException:  # what it says beside its status never comes
        return ""
    if "html" in response.headers.get("content-type", "") or text.lstrip().startswith("<"):
        text = _TAGS.sub("\n", text)
    lines = (" ".join("".join(c if c.isprintable() else " " for c in line).split()) for line in text.splitlines())
    return " / ".join(_first(lines, 3))[:_WORDS]


def _first(lines: Iterable[str], count: int) -> list[str]:
    return [line for line in lines if line][:count]
