"""Real SPARQL stores on free ports of this machine, in folders of their own, and what they are asked."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest
import requests

from elchi import query

QUESTIONS: list[tuple[str, dict[str, str]]] = [
    *((name, {}) for name in query.names() if not any(one.required for one in query.saved(name).parameters)),
    ("actors", {"kind": "person"}),
    ("attribution-chains", {"document": "denial.txt"}),
    ("dates", {"document": "denial.txt"}),
    ("dyad", {"one": "KAZ", "other": "TUR"}),
    ("evidence", {"thing": "doc/5b855dc4206326a8/event/68-visit"}),
    ("meetings", {"kind": "call"}),
    ("members-of-a-set", {"document": "state-visit.txt"}),
    ("metonyms", {"state": "RUS"}),
    ("office-holders", {"state": "KAZ"}),
    ("one-sided", {"state": "UZB"}),
    ("person-timeline", {"person": "Dragan Milovich"}),
    ("person-timeline", {"person": "person/x-e520fb811a70"}),
    ("planned-not-done", {"until": "2023"}),
    ("quotes-of-a-person", {"person": "person/x-74e8e5563391"}),
    ("sources-per-event", {"least": "2"}),
    ("state-timeline", {"state": "UZB", "since": "2020", "until": "2024"}),
    ("statements", {"document": "denial.txt"}),
    ("treaties", {"party": "UZB"}),
    ("visits", {"guest": "KAZ", "status": "done"}),
    ("visits", {"host": "TUR"}),
]
"""Each saved query, with and without parameters, on the examples."""
VIRTUOSO = """[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
TempStorage = TempDatabase
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = {sql}
DirsAllowed = .
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = .
ServerThreads = 5
Charset = UTF-8
"""
"""No file of the package's own is touched; user and password are dba, as it comes."""


class Server(NamedTuple):
    """Where a store takes graphs, updates and queries, and who may."""

    name: str
    gsp: str
    update: str
    query: str
    user: str | None = None
    password: str | None = None


def _port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def _wait(url: str, running: subprocess.Popen[bytes], seconds: float = 180) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        assert running.poll() is None, f"the server ended with {running.returncode}"
        try:
            requests.get(url, timeout=5)
            return
        except requests.ConnectionError:
            time.sleep(0.1)
    raise AssertionError(f"{url}: no answer for {seconds} seconds")


@contextmanager
def _running(command: list[str], folder: Path, url: str) -> Iterator[None]:
    with (
        (folder / "output").open("wb") as output,
        subprocess.Popen(command, cwd=folder, stdout=output, stderr=subprocess.STDOUT) as running,
    ):
        try:
            _wait(url, running)
            yield
        finally:
            running.terminate()
            try:
                running.wait(timeout=60)
            except subprocess.TimeoutExpired:
                running.kill()


@contextmanager
def oxigraph(folder: Path) -> Iterator[Server]:
    """Run the Oxigraph server, or skip the test."""
    beside = Path(sys.executable).parent / "oxigraph"
    binary = str(beside) if beside.exists() else shutil.which("oxigraph")
    if binary is None:
        pytest.skip("there is no oxigraph server: pip install 'elchi[integration]'")
    port = _port()
    url = f"http://127.0.0.1:{port}"
    with _running([binary, "serve", "--location", "data", "--bind", f"127.0.0.1:{port}"], folder, f"{url}/query"):
        yield Server("oxigraph", f"{url}/store", f"{url}/update", f"{url}/query")


@contextmanager
def virtuoso(folder: Path) -> Iterator[Server]:
    """Run Virtuoso, or skip the test."""
    binary = shutil.which("virtuoso-t")
    if binary is None:
        pytest.skip("there is no virtuoso-t: apt-get install virtuoso-opensource, as root")
    http = _port()
    (folder / "virtuoso.ini").write_text(VIRTUOSO.format(http=http, sql=_port()))
    url = f"http://127.0.0.1:{http}"
    command = [binary, "+foreground", "+configfile", "virtuoso.ini"]
    with _running(command, folder, f"{url}/sparql"):
        yield Server(
            "virtuoso", f"{url}/sparql-graph-crud-auth", f"{url}/sparql-auth", f"{url}/sparql-auth", "dba", "dba"
        )


STORES: dict[str, Callable[[Path], object]] = {"oxigraph": oxigraph, "virtuoso": virtuoso}
ASKED_FOR = pytest.mark.skipif("ELCHI_INTEGRATION" not in os.environ, reason="make integration runs the real servers")
