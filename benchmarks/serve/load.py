"""Whether the server holds under load, and what a request costs beside two other servers.

First 64 clients ask for a minute, trivial and heavy queries by turns, and one query a second that would compute for
hours; each answer is compared with that of the first time. Then each server answers the same requests, one server
after the other, and the CPU time of all its processes is counted. Ends with 1 if an answer is wrong, something is left
over, or a bar is missed.

The others: the native oxigraph server (of the package ``oxigraph``) and rdflib-endpoint, over rdflib's own store in
memory and over oxrdflib, whichever is faster. Where they are not installed, they are left out.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from statistics import quantiles
from urllib.parse import quote

import psutil

ROOT = Path(__file__).parents[2]
PREFIXES = "PREFIX elchi: <https://w3id.org/elchi/ns#>\nPREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\n"
TRIVIAL = [
    PREFIXES + "ASK { GRAPH ?g { ?visit a elchi:Visit } }",
    PREFIXES + "SELECT ?visit { GRAPH ?g { ?visit a elchi:Visit } } ORDER BY ?visit LIMIT 10",
    PREFIXES + "SELECT ?p ?o { elchi:Visit ?p ?o } ORDER BY ?p ?o LIMIT 20",
]
HEAVY = [
    PREFIXES + "SELECT ?p (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?p ORDER BY DESC(?n) ?p",
    PREFIXES + "SELECT ?g (COUNT(?o) AS ?n) { GRAPH ?g { ?s a ?c ; ?p ?o } } GROUP BY ?g ORDER BY ?g",
]
KILLER = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(STR(?a) < STR(?d)) }"
MIX = [*TRIVIAL * 6, *HEAVY]
BARS = {"rdflib-endpoint": 2.0, "oxigraph": 0.15}
"""How many times as many requests a CPU second as another server."""
RIVAL = """
import sys, uvicorn, rdflib
from rdflib_endpoint import SparqlEndpoint
graph = rdflib.Dataset(store=sys.argv[1], default_union=True)
graph.parse(sys.argv[2], format="nquads")
uvicorn.run(SparqlEndpoint(graph=graph, path="/"), host="127.0.0.1", port=int(sys.argv[3]), log_level="error")
"""


@dataclass
class Found:
    """What clients met."""

    first: dict[str, bytes] = field(default_factory=dict)
    statuses: Counter[int] = field(default_factory=Counter)
    wrong: int = 0
    trivial: list[float] = field(default_factory=list)


class Client:
    """A connection that stays."""

    def __init__(self, port: int, path: str) -> None:
        self._port, self._path = port, path
        self._reader: asyncio.StreamReader | None = None

    async def ask(self, sparql: str) -> tuple[int, bytes]:
        """Return status and body."""
        if self._reader is None:
            self._reader, self._writer = await asyncio.open_connection("127.0.0.1", self._port)
        accept = "Accept: application/sparql-results+json"
        line = f"GET {self._path}?query={quote(sparql)} HTTP/1.1\r\nHost: 127.0.0.1\r\n{accept}\r\n\r\n"
        self._writer.write(line.encode())
        head = (await self._reader.readuntil(b"\r\n\r\n")).lower()
        return int(head.split()[1]), await self._body(self._reader, head)

    async def _body(self, reader: asyncio.StreamReader, head: bytes) -> bytes:
        if b"content-length:" in head:
            return await reader.readexactly(int(head.split(b"content-length:")[1].split(b"\r\n")[0]))
        body = b""
        while size := int(await reader.readline(), 16):
            body += (await reader.readexactly(size + 2))[:-2]
        await reader.readexactly(2)
        return body


async def work(client: Client, queries: Iterator[str], found: Found) -> None:
    """Ask queries, and compare the answers with those of the first time."""
    for sparql in queries:
        started = time.perf_counter()
        status, body = await client.ask(sparql)
        found.statuses[status] += 1
        if status == 200:
            found.wrong += found.first.setdefault(sparql, body) != body
        else:
            found.wrong += status != 503
        if sparql in TRIVIAL:
            found.trivial.append(time.perf_counter() - started)


def until(stop: float, shift: int) -> Iterator[str]:
    """Yield the queries of the mix over and over until a moment."""
    while time.monotonic() < stop:
        shift += 1
        yield MIX[shift % len(MIX)]


async def kill(port: int, stop: float) -> None:
    """Ask one query a second that never ends."""
    asked = []
    while time.monotonic() < stop:
        asked.append(asyncio.create_task(Client(port, "/sparql").ask(KILLER)))
        await asyncio.sleep(1)
    assert {status for status, _ in await asyncio.gather(*asked)} <= {503}


def held(server: psutil.Process) -> tuple[int, int, int]:
    """Return how many processes, open files and bytes of memory a server has."""
    below = server.children(recursive=True)
    return 1 + len(below), server.num_fds() + below[0].num_fds(), server.memory_info().rss


async def soak(port: int, server: psutil.Process, seconds: float) -> bool:
    """Load a server; return whether it held."""
    found = Found()
    await work(Client(port, "/sparql"), iter(MIX), found)
    before, stop = held(server), time.monotonic() + seconds
    found.trivial.clear()
    clients = (work(Client(port, "/sparql"), until(stop, number), found) for number in range(64))
    await asyncio.gather(kill(port, stop), *clients)
    await asyncio.sleep(3)
    after = held(server)
    cuts = quantiles(found.trivial, n=100)
    print(f"64 clients, {seconds:g} s: {found.statuses[200]} answers, {found.statuses[503]} turned away, ", end="")
    print(f"{found.wrong} wrong; trivial queries p50 {cuts[49] * 1000:.0f} ms, p99 {cuts[98] * 1000:.0f} ms")
    print(f"processes, open files, bytes of the server: {before} before, {after} after")
    leaks = after[0] > before[0] or after[1] > before[1] + 5 or after[2] > before[2] + (64 << 20)
    return not (found.wrong or leaks)


def spent(server: psutil.Process) -> float:
    """Return the CPU seconds of a server's processes that are there."""
    return sum(sum(process.cpu_times()[:2]) for process in [server, *server.children(recursive=True)])


async def rate(port: int, path: str, server: psutil.Process, queries: Sequence[str], rounds: int) -> float:
    """Return requests a CPU second."""
    found = Found()
    await work(Client(port, path), iter(queries), found)
    before = spent(server)
    await asyncio.gather(*(work(Client(port, path), iter(list(queries) * rounds), found) for _ in range(4)))
    assert set(found.statuses) == {200}, found.statuses
    return 4 * rounds * len(queries) / (spent(server) - before)


@contextmanager
def started(command: Sequence[str | Path], port: int) -> Iterator[psutil.Process]:
    """Run a server that listens on a port."""
    with subprocess.Popen(list(map(str, command)), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
        try:
            for _ in range(600):
                if running.poll() is not None:
                    raise SystemExit(f"{command} ended with {running.returncode}")
                if asyncio.run(answers(port)):
                    break
                time.sleep(0.1)
            yield psutil.Process(running.pid)
        finally:
            running.terminate()
            running.wait()


async def answers(port: int) -> bool:
    """Return whether somebody listens on a port."""
    try:
        _, writer = await asyncio.open_connection("127.0.0.1", port)
    except OSError:
        return False
    writer.close()
    return True


def rivals(folder: Path, quads: Path, port: int) -> dict[str, tuple[list[str | Path], str]]:
    """Return the commands of other servers that are installed, and the paths of their endpoints."""
    found: dict[str, tuple[list[str | Path], str]] = {}
    native = shutil.which("oxigraph", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    if native is not None:
        subprocess.run([native, "load", "-l", folder / "native", "-f", quads], check=True, capture_output=True)
        bind = ["--bind", f"127.0.0.1:{port}"]
        found["oxigraph"] = [native, "serve-read-only", "-l", folder / "native", *bind], "/query"
    if find_spec("rdflib_endpoint") is not None:
        for store in ("default", "Oxigraph"):
            found[f"rdflib-endpoint {store}"] = [sys.executable, "-c", RIVAL, store, quads, str(port)], "/"
    return found


def compare(elchi: list[str], folder: Path, quads: Path, port: int, rounds: int) -> bool:
    """Print the rates of all servers; return whether the bars are held."""
    servers: dict[str, tuple[list[str | Path], str]] = {"elchi": ([*elchi], "/sparql"), **rivals(folder, quads, port)}
    good = True
    for label, queries in (("trivial", TRIVIAL), ("mixed", MIX)):
        rates: dict[str, float] = {}
        for name, (command, path) in servers.items():
            with started(command, port) as server:
                number = rounds if name in ("elchi", "oxigraph") else max(1, rounds // 20)
                rates[name] = asyncio.run(rate(port, path, server, queries, number * len(MIX) // len(queries)))
        print(f"{label}, requests a CPU second: " + ", ".join(f"{name} {each:.0f}" for name, each in rates.items()))
        for name, bar in BARS.items():
            beside = max((each for other, each in rates.items() if other.split()[0] == name), default=None)
            if beside is not None:
                good &= rates["elchi"] >= bar * beside
                print(f"{label}: {rates['elchi'] / beside:.2f} times {name}; bar {bar}")
    return good


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=60, help="how long 64 clients ask (60)")
    parser.add_argument("--rounds", type=int, default=40, help="how often each client asks the mix (40)")
    parser.add_argument("--port", type=int, default=17878, help="a free port (17878)")
    given = parser.parse_args()
    elchi = [sys.executable, "-m", "elchi"]
    with tempfile.TemporaryDirectory() as name:
        store, quads = Path(name, "store"), Path(name, "all.nq")
        sources = [ROOT / "examples" / source for source in ("articles", "pages")]
        assert subprocess.run([*elchi, "load", *sources, "--store", store, "-q"]).returncode in (0, 3)
        subprocess.run([*elchi, "export", "--store", store, "-o", quads], check=True, capture_output=True)
        serve = [*elchi, "serve", "--store", str(store), "--port", str(given.port), "--timeout", "3", "-q"]
        with started(serve, given.port) as server:
            good = asyncio.run(soak(given.port, server, given.seconds))
        good &= compare(serve, Path(name), quads, given.port, given.rounds)
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
