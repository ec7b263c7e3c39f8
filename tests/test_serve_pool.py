"""The pool itself: what is served, from memory and from disk, and who is turned away."""

from __future__ import annotations

import asyncio
import json
import shutil
import sys
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path

import psutil
import pyoxigraph as ox
import pytest

from cli_world import elchi
from elchi import store as stores
from elchi import vocab
from elchi.errors import StoreError
from elchi.serve import ahead
from elchi.serve.answers import tag_of
from elchi.serve.failures import RefusedError
from elchi.serve.kept import Kept
from elchi.serve.options import Options
from elchi.serve.workers import BrokenError, Pool
from elchi.store import BOOKS, snapshots
from patience import ENOUGH
from serving import examples

KILLER = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(STR(?a) < STR(?d)) }"
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
LONG = "SELECT * { ?a ?b ?c . ?d ?e ?f }"
HOG = "SELECT (GROUP_CONCAT(CONCAT(STR(?a), STR(?d), STR(?f))) AS ?all) { ?a ?b ?c . ?d ?e ?f }"
ALL = """SELECT ?p (COUNT(*) AS ?n) (MIN(?s) AS ?first) (MAX(STR(?o)) AS ?last) { ?s ?p ?o }
GROUP BY ?p ORDER BY ?p"""
WORDS = "SELECT (COUNT(?t) AS ?n) { { ?s nif:isString ?t } UNION { GRAPH ?g { ?s nif:isString ?t } } }"
TEXTS = "SELECT (COUNT(DISTINCT ?g) AS ?n) { GRAPH ?g { ?s ?p ?o } FILTER(CONTAINS(STR(?g), '/graph/text')) }"
MODES = pytest.mark.parametrize("in_memory", [1_000_000, 0], ids=["memory", "disk"])


def run(asking: Callable[[Pool], Awaitable[None]], options: Options) -> None:
    """Do something with a pool."""

    async def main() -> None:
        async with Pool(options) as pool:
            await asking(pool)

    asyncio.run(main())


async def nothing(pool: Pool) -> None:
    """Ask for nothing."""


def copied(tmp_path: Path) -> Path:
    return Path(shutil.copytree(examples(), tmp_path / "store"))


def asked(sparql: str, format: str = "json") -> dict[str, object]:
    return {
        "sparql": sparql,
        "base": "http://127.0.0.1/sparql",
        "format": format,
        "media_type": "text/plain",
        "default_graphs": (),
        "named_graphs": (),
    }


async def ask(pool: Pool, sparql: str) -> bytes:
    answer = await pool.ask("query", asked(sparql))
    return b"".join([data async for data in answer.chunks])


async def rows(pool: Pool, sparql: str) -> list[dict[str, dict[str, str]]]:
    found: list[dict[str, dict[str, str]]] = json.loads(await ask(pool, sparql))["results"]["bindings"]
    return found


async def number(pool: Pool, sparql: str) -> int:
    [found] = await rows(pool, sparql)
    return int(found["n"]["value"])


async def refused(pool: Pool, sparql: str) -> RefusedError:
    with pytest.raises(RefusedError) as caught:
        await ask(pool, sparql)
    return caught.value


def test_memory_and_disk_serve_the_merge_of_the_named_graphs_as_a_set(tmp_path: Path) -> None:
    store = copied(tmp_path)
    with stores.reader(store) as opened:
        quads = [quad for quad in opened.graph if quad.graph_name != BOOKS and not hidden(quad)]
    triples = {quad.triple for quad in quads}
    assert len(triples) < len(quads)
    answers = set()

    async def check(pool: Pool) -> None:
        assert await number(pool, COUNT) == len(triples)
        assert await number(pool, "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }") == len(quads)
        assert await number(pool, WORDS) == await number(pool, TEXTS) == 0
        answers.add((pool.version, await ask(pool, ALL)))

    for in_memory in (1_000_000, 0):
        run(check, Options(store, in_memory=in_memory))
    assert len(answers) == 1


def hidden(quad: ox.Quad) -> bool:
    return str(quad.graph_name.value).startswith(vocab.text_graph("").value)  # type: ignore[union-attr]


@MODES
def test_the_words_of_the_articles_are_served_when_told(tmp_path: Path, in_memory: int) -> None:
    async def check(pool: Pool) -> None:
        assert await number(pool, WORDS) == 2 * await number(pool, TEXTS) > 0
        versions.append(pool.version)

    versions: list[str] = []
    store = copied(tmp_path)
    run(check, Options(store, in_memory=in_memory, with_text=True))
    assert version_of(store) not in versions


def version_of(store: Path) -> str:
    """Return what a snapshot without words is called."""
    versions: list[str] = []

    async def keep(pool: Pool) -> None:
        versions.append(pool.version)

    run(keep, Options(store))
    return versions[0]


def test_what_is_made_on_disk_is_made_once_and_goes_with_its_snapshot(tmp_path: Path) -> None:
    store = copied(tmp_path)
    options = Options(store, in_memory=0)
    run(nothing, options)
    [made] = store.glob("snapshots/*/served/*/CURRENT")
    before = made.stat().st_mtime_ns
    run(nothing, options)
    assert made.stat().st_mtime_ns == before
    shorten(store)
    assert list(store.glob("snapshots/*/served")) == []
    assert elchi("doctor", "--store", str(store)).exit_code == 0


def test_a_store_that_cannot_be_written_to_is_served(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = copied(tmp_path)
    [(snapshot)] = store.glob("snapshots/0*")
    (snapshot / snapshots.SERVED).write_text("stands in the way, where root may write everywhere")
    monkeypatch.setenv("TMPDIR", str(tmp_path))

    async def check(pool: Pool) -> None:
        assert await rows(pool, ALL)

    run(check, Options(store, in_memory=0))
    assert len(list(tmp_path.glob("elchi-served-*/*/CURRENT"))) == 1


def test_a_store_that_is_not_there_is_told_of(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no store"):
        run(nothing, Options(tmp_path))


@MODES
def test_new_data_are_served_without_a_restart(tmp_path: Path, in_memory: int) -> None:
    store = copied(tmp_path)
    options = Options(store, in_memory=in_memory)

    async def check(pool: Pool) -> None:
        before, there = pool.version, len(psutil.Process().children())
        long = await pool.ask("query", asked(LONG))
        old = await number(pool, COUNT)
        await asyncio.to_thread(shorten, store)
        while pool.version == before:
            assert await number(pool, COUNT) == old or pool.version != before
            await asyncio.sleep(0.05)
        assert await number(pool, COUNT) < old
        assert await anext(long.chunks)
        assert long.version == before
        long.chunks.close()
        assert (await pool.ask("query", asked(ALL))).version == pool.version
        async with asyncio.timeout(ENOUGH):
            while len(psutil.Process().children()) > there:
                await asyncio.sleep(0.05)

    run(check, options)


def test_what_views_ask_first_is_there_before_anybody_asks(tmp_path: Path) -> None:
    store, kept = copied(tmp_path), Kept()

    async def all_kept(pool: Pool) -> None:
        tags = [tag_of(pool.version, "saved", ahead.asked(name, given)) for name, given in ahead.FIRST]
        async with asyncio.timeout(60):
            while not all(map(kept.get, tags)):
                await asyncio.sleep(0.05)

    async def check(pool: Pool) -> None:
        computing, before = asyncio.create_task(ahead.compute(pool, kept)), pool.version
        await all_kept(pool)
        await asyncio.to_thread(shorten, store)
        async with asyncio.timeout(60):
            while pool.version == before:
                await asyncio.sleep(0.05)
        await all_kept(pool)
        computing.cancel()

    run(check, Options(store))


def shorten(store: Path) -> None:
    with stores.Store.open(store, write=True) as opened:
        assert opened.remove(vocab.document(opened.keys()[0]).value)


def test_a_query_that_takes_all_memory_is_turned_away_and_others_go_on() -> None:
    async def check(pool: Pool) -> None:
        hog = asyncio.create_task(refused(pool, HOG))
        while not hog.done():
            assert await rows(pool, "SELECT ?s { ?s ?p ?o } LIMIT 1")
            await asyncio.sleep(0.05)
        assert hog.result().status == 503
        assert "more memory than the 64 MB" in hog.result().message

    run(check, Options(examples(), memory=64 << 20))


def test_who_comes_when_too_many_wait_is_turned_away_at_once() -> None:
    async def check(pool: Pool) -> None:
        await ask(pool, "ASK {}")  # now there is a worker
        waiting = [asyncio.create_task(refused(pool, KILLER)) for _ in range(3)]
        await asyncio.sleep(0)  # now one is computed, and two wait
        with pytest.raises(RefusedError, match="too many requests wait") as turned:
            pool.ask("query", asked("ASK {}")).send(None)  # in its first step, before it waits for anything
        assert (turned.value.status, turned.value.headers) == (503, {"Retry-After": "2"})
        assert {(await each).status for each in waiting} == {503}

    run(check, Options(examples(), workers=1, queue=2, timeout=0.8))


def test_a_failure_is_told_to_the_client_in_short_and_to_the_log_in_full(capfd: pytest.CaptureFixture[str]) -> None:
    async def check(pool: Pool) -> None:
        with pytest.raises(RefusedError) as caught:
            await pool.ask("query", {})
        assert caught.value.status == 500
        assert "KeyError" not in caught.value.message
        assert await rows(pool, "SELECT ?s { ?s ?p ?o } LIMIT 1")

    run(check, Options(examples()))
    assert "KeyError: 'sparql'" in capfd.readouterr().err


def test_a_refusal_in_a_job_reaches_who_asked() -> None:
    async def check(pool: Pool) -> None:
        assert (await refused(pool, "SELEC")).status == 400

    run(check, Options(examples()))


def test_a_worker_whose_client_has_left_is_freed() -> None:
    async def check(pool: Pool) -> None:
        for _ in range(3):
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(pool.ask("query", asked(KILLER)), 0.2)
        left = asyncio.Event()
        asking = asyncio.create_task(pool.ask("query", asked(KILLER), gone=left.wait))  # type: ignore[arg-type]
        await asyncio.sleep(0.3)
        left.set()
        with pytest.raises(RefusedError, match="the client has left"):
            await asking
        assert await ask(pool, "ASK {}")
        async with asyncio.timeout(ENOUGH):
            while any(map(computes, psutil.Process().children(recursive=True))):
                await asyncio.sleep(0.05)

    run(check, Options(examples(), workers=1, timeout=600))


def computes(process: psutil.Process) -> bool:
    with suppress(psutil.NoSuchProcess):
        return process.status() == psutil.STATUS_RUNNING
    return False


def test_a_client_that_reads_slowly_fills_no_memory() -> None:
    async def check(pool: Pool) -> None:
        answer = await pool.ask("query", asked(LONG))
        kept = []
        for _ in range(5):
            await asyncio.sleep(0.1)
            kept.append(len(await anext(answer.chunks)))
        answer.chunks.close()
        assert max(kept) < 1 << 20
        assert sum(kept) > 1 << 20

    run(check, Options(examples()))


def test_a_client_that_does_not_read_is_given_up() -> None:
    async def check(pool: Pool) -> None:
        answer = await pool.ask("query", asked(LONG), timeout=0.5)
        async with asyncio.timeout(ENOUGH):
            while not answer.chunks.ended:
                await asyncio.sleep(0.05)
        with pytest.raises(BrokenError):
            await anext(answer.chunks)

    run(check, Options(examples()))


def test_time_does_not_run_while_the_client_keeps_the_worker_waiting() -> None:
    async def check(pool: Pool) -> None:
        answer = await pool.ask("query", asked("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", "ttl"))
        await asyncio.sleep(3.5)
        assert len(b"".join([data async for data in answer.chunks])) > 1 << 20

    run(check, Options(examples(), timeout=3))


SERVICE = """
import sys, pyoxigraph as ox
from elchi.serve.workers import confine
assert confine.isolate()
store = ox.Store.read_only(sys.argv[2]) if sys.argv[2] else ox.Store()
if not sys.argv[2]:
    confine.close_up()
try:
    print(list(store.query(f"SELECT * {{ SERVICE <http://127.0.0.1:{sys.argv[1]}/> {{ ?s ?p ?o }} }}")))
except OSError as error:
    print(error)
print(next(iter(store.query("SELECT ?g { GRAPH ?g { ?s ?p ?o } } LIMIT 1")), None) is not None)
"""


@pytest.mark.parametrize("on_disk", [False, True], ids=["memory", "disk"])
def test_the_kernel_lets_no_query_out(on_disk: bool) -> None:
    async def listened() -> None:
        calls: list[object] = []
        server = await asyncio.start_server(lambda *call: calls.append(call), "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        [snapshot] = examples().glob("snapshots/0*")
        arguments = [str(port), str(snapshot) if on_disk else ""]
        child = await asyncio.create_subprocess_exec(
            sys.executable, "-c", SERVICE, *arguments, stdout=asyncio.subprocess.PIPE
        )
        said, _ = await child.communicate()
        assert said.decode().splitlines() == ["Permission denied (os error 13)", str(on_disk)]
        server.close()
        assert calls == []

    asyncio.run(listened())
