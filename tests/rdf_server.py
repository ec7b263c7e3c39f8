"""A SPARQL store behind a small HTTP server in this process: what it was asked is kept, troubles can be ordered.

``/store`` (and ``/sparql-graph-crud-auth``) speaks the Graph Store Protocol, ``/update`` and ``/query`` SPARQL, all on
one pyoxigraph store whose default graph is empty, as real stores have it.
"""

from __future__ import annotations

import base64
import hashlib
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

import pyoxigraph as ox

GSP = ("/store", "/sparql-graph-crud-auth")


class Asked(NamedTuple):
    """A request as it came."""

    method: str
    path: str
    graph: str | None
    headers: dict[str, str]
    body: bytes


class Trouble(NamedTuple):
    """An answer to give in place of the right one."""

    status: int
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = ()


@dataclass
class World:
    """What the server holds, was asked, and is to do wrong.

    ``troubles`` are given first, one each; ``when`` says which requests they are for. ``login`` is a name and a
    password that are asked for by ``scheme``, ``basic`` or ``digest``; or a token, by ``bearer``.
    """

    url: str = ""
    store: ox.Store = field(default_factory=ox.Store)
    asked: list[Asked] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    when: Callable[[Asked], bool] = lambda asked: True
    login: tuple[str, str] | None = None
    scheme: str = "basic"
    then: Callable[[Asked], None] = lambda asked: None

    def writes(self) -> list[tuple[str, str | None]]:
        """Return method and graph of what was to change something."""
        return [(one.method, one.graph) for one in self.asked if one.method != "GET" and one.path != "/query"]

    def graphs(self) -> set[str]:
        return {graph.value for graph in self.store.named_graphs() if isinstance(graph, ox.NamedNode)}


class _Handler(BaseHTTPRequestHandler):
    world: World
    protocol_version = "HTTP/1.1"

    def log_message(self, *args: object) -> None:
        """Say nothing."""

    def _any(self) -> None:
        parts = urlsplit(self.path)
        graph = parse_qs(parts.query).get("graph", [None])[0]
        length = int(self.headers.get("content-length") or 0)
        headers = {name.lower(): value for name, value in self.headers.items()}
        asked = Asked(self.command, parts.path, graph, headers, self.rfile.read(length))
        self.world.asked.append(asked)
        if self.world.troubles and self.world.when(asked):
            trouble = self.world.troubles.pop(0)
            if trouble.status == 0:  # no answer at all
                self.close_connection = True
                return None
            return self._say(*trouble)
        if not self._known(asked):
            challenge = {"basic": 'Basic realm="x"', "digest": 'Digest realm="x", nonce="n", qop="auth"'}
            return self._say(401, b"who are you?", (("WWW-Authenticate", challenge.get(self.world.scheme, "Bearer")),))
        try:
            self._say(*self._done(asked))
        except SyntaxError as error:
            self._say(400, f"malformed: {error}\nsecond line".encode())
        self.world.then(asked)

    do_GET = do_PUT = do_POST = do_DELETE = _any  # noqa: N815 - the names that http.server looks for

    def _known(self, asked: Asked) -> bool:
        if self.world.login is None:
            return True
        given = asked.headers.get("authorization", "")
        name, password = self.world.login
        if self.world.scheme == "digest":
            return given.startswith("Digest ") and _digested(given, asked.method, name, password)
        plain = f"{name}:{password}".encode()
        wanted = f"Bearer {password}" if self.world.scheme == "bearer" else f"Basic {base64.b64encode(plain).decode()}"
        return given == wanted

    def _done(self, asked: Asked) -> tuple[int, bytes, tuple[tuple[str, str], ...]]:
        store = self.world.store
        if asked.path in GSP and asked.graph is not None:
            return self._graph(asked, ox.NamedNode(asked.graph))
        if asked.path == "/update" and asked.method == "POST":
            assert asked.headers["content-type"].startswith("application/sparql-update")
            store.update(asked.body.decode())
            return 204, b"", ()
        if asked.path == "/query" and asked.method == "POST":
            answer = store.query(parse_qs(asked.body.decode())["query"][0])
            if isinstance(answer, ox.QueryTriples):
                return 200, answer.serialize(format=ox.RdfFormat.N_TRIPLES) or b"", (("Content-Type", "text/plain"),)
            body = answer.serialize(format=ox.QueryResultsFormat.JSON) or b""
            return 200, body, (("Content-Type", "application/sparql-results+json"),)
        return (
            404,
            b"<html><head><style>p {}</style></head><h1>No such\x1b[1m page</h1>",
            (("Content-Type", "text/html"),),
        )

    def _graph(self, asked: Asked, name: ox.NamedNode) -> tuple[int, bytes, tuple[tuple[str, str], ...]]:
        store = self.world.store
        there = store.contains_named_graph(name)
        if asked.method in ("GET", "DELETE") and not there:
            return 404, b"no such graph", ()
        if asked.method == "GET":
            body = ox.serialize(store.quads_for_pattern(None, None, None, name), format=ox.RdfFormat.N_QUADS) or b""
            triples = ox.serialize(
                (quad.triple for quad in ox.parse(body, ox.RdfFormat.N_QUADS)), format=ox.RdfFormat.TURTLE
            )
            return 200, triples or b"", (("Content-Type", "text/turtle"),)
        if asked.method in ("PUT", "DELETE"):
            store.remove_graph(name)
        if asked.method in ("PUT", "POST"):
            store.load(asked.body, ox.RdfFormat.TURTLE, to_graph=name)
        return 204, b"", ()

    def _say(self, status: int, body: bytes = b"", headers: tuple[tuple[str, str], ...] = ()) -> None:
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        if status != 204:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if status != 204:
            self.wfile.write(body)


def _digested(given: str, method: str, name: str, password: str) -> bool:
    """Return whether an answer to a digest challenge is right (RFC 7616, MD5, qop=auth)."""
    said = {key: quoted or bare for key, quoted, bare in re.findall(r'(\w+)=(?:"([^"]*)"|([^\s,]+))', given)}
    first = hashlib.md5(f"{name}:{said['realm']}:{password}".encode()).hexdigest()
    second = hashlib.md5(f"{method}:{said['uri']}".encode()).hexdigest()
    whole = ":".join((first, said["nonce"], said["nc"], said["cnonce"], said["qop"], second))
    return hashlib.md5(whole.encode()).hexdigest() == said["response"]


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of clients that went away; what is wrong the tests see by the answer."""


@contextmanager
def rdf_server() -> Iterator[World]:
    """Run the server on a free port of this machine."""
    world = World()
    handler = type("Handler", (_Handler,), {"world": world})
    with _Server(("127.0.0.1", 0), handler) as server:
        world.url = f"http://127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield world
        finally:
            server.shutdown()
            thread.join()
