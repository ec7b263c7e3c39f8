"""The workers behind the server: killed, starved, abandoned, overtaken by new snapshots."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil
import pytest
import requests

from serving import examples

KILLER = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(STR(?a) < STR(?d)) }"
"""Joins each statement with each, and again: 10^13 rows."""
HOG = "SELECT (GROUP_CONCAT(CONCAT(STR(?a), STR(?d), STR(?f))) AS ?all) { ?a ?b ?c . ?d ?e ?f }"
"""Makes one string of all of them."""
LONG = "SELECT * { ?a ?b ?c . ?d ?e ?f }"
TRIVIAL = "ASK { ?a ?b ?c }"


def ask(address: str, sparql: str, **more: object) -> requests.Response:
    return requests.get(f"{address}/sparql", params={"query": sparql}, timeout=30, **more)  # type: ignore[arg-type]


@contextmanager
def process(*flags: str, store: Path | None = None) -> Iterator[tuple[psutil.Process, str]]:
    """Run a server; yield its process and its address."""
    command = [sys.executable, "-m", "elchi", "serve", "--store", str(store or examples()), "--port", "0", *flags]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as running:
        assert running.stderr is not None
        line = next(line for line in running.stderr if " at http" in line)
        drained = threading.Thread(target=running.stderr.read)
        drained.start()
        try:
            yield psutil.Process(running.pid), line.split(" at ")[1].split("/ ")[0]
        finally:
            running.kill()
            running.wait()
            drained.join()


@pytest.fixture(scope="module")
def short() -> Iterator[tuple[psutil.Process, str]]:
    """A server that gives a query two seconds and 200 MB."""
    with process("--timeout", "2") as found:
        yield found


def lost(address: str) -> None:
    """Ask for what never comes."""
    with pytest.raises(requests.RequestException):
        ask(address, KILLER)


def eventually(true: object, seconds: float = 5) -> None:
    stop = time.monotonic() + seconds
    while not true():  # type: ignore[operator]
        assert time.monotonic() < stop
        time.sleep(0.02)


def descendants(running: psutil.Process) -> list[psutil.Process]:
    return running.children(recursive=True)


def busy(running: psutil.Process) -> psutil.Process | None:
    """Return a worker that computes."""
    workers = set(descendants(running)) - set(running.children())
    return next(filter(computes, workers), None)


def computes(worker: psutil.Process) -> bool:
    with suppress(psutil.NoSuchProcess):
        return worker.status() == psutil.STATUS_RUNNING and worker.cpu_times().user > 0.1
    return False


def gone(process: psutil.Process) -> bool:
    with suppress(psutil.NoSuchProcess):
        return not process.is_running() or process.status() == psutil.STATUS_ZOMBIE
    return True


def all_gone(processes: list[psutil.Process]) -> bool:
    return all(map(gone, processes))


def test_a_query_is_stopped_at_its_timeout_and_the_next_is_answered(short: tuple[psutil.Process, str]) -> None:
    _, address = short
    began = time.monotonic()
    answer = ask(address, KILLER)
    took = time.monotonic() - began
    assert answer.status_code == 503
    assert "took more than 2 s" in answer.text
    assert answer.headers["Retry-After"] == "2"
    assert 1.5 < took < 2.5
    began = time.monotonic()
    assert ask(address, TRIVIAL).json() == {"head": {}, "boolean": True}
    assert time.monotonic() - began < 1


def test_an_answer_that_has_begun_breaks_off_at_its_timeout(short: tuple[psutil.Process, str]) -> None:
    with pytest.raises(requests.exceptions.ChunkedEncodingError), ask(short[1], LONG, stream=True) as answer:
        assert answer.status_code == 200
        for _ in answer.iter_content(1 << 20):
            pass


def test_short_answers_come_while_long_ones_are_computed(short: tuple[psutil.Process, str]) -> None:
    _, address = short
    killers = [threading.Thread(target=ask, args=(address, KILLER)) for _ in range(6)]
    for killer in killers:
        killer.start()
        time.sleep(0.2)
    for _ in range(5):
        began = time.monotonic()
        assert ask(address, TRIVIAL).status_code == 200
        assert time.monotonic() - began < 2.5
    for killer in killers:
        killer.join()


def test_a_worker_that_dies_is_the_matter_of_one_client(short: tuple[psutil.Process, str]) -> None:
    running, address = short
    answers: list[requests.Response] = []
    asking = threading.Thread(target=lambda: answers.append(ask(address, KILLER)))
    asking.start()
    found: list[psutil.Process] = []
    eventually(lambda: found.extend(filter(None, [busy(running)])) or found)
    found[0].kill()
    asking.join()
    assert answers[0].status_code == 503
    assert ask(address, TRIVIAL).status_code == 200


def test_a_zygote_that_dies_is_replaced(short: tuple[psutil.Process, str]) -> None:
    running, address = short
    before = descendants(running)
    running.children()[0].kill()
    eventually(lambda: all_gone(before))
    assert ask(address, TRIVIAL).status_code in (200, 503)
    eventually(lambda: ask(address, TRIVIAL).status_code == 200)


def test_nothing_is_left_of_a_server_that_is_killed() -> None:
    with process() as (running, address):
        asking = threading.Thread(target=lost, args=(address,))
        asking.start()
        eventually(lambda: busy(running))
        below = descendants(running)
        assert len(below) >= 3
        running.kill()
        eventually(lambda: all_gone(below), 2)
        asking.join()


@pytest.mark.parametrize(("told", "code"), [(signal.SIGTERM, 0), (signal.SIGINT, 130)])
def test_a_server_that_is_told_to_stop_answers_to_the_end(told: int, code: int) -> None:
    with process("--timeout", "1") as (running, address):
        answers: list[requests.Response] = []
        asking = threading.Thread(target=lambda: answers.append(ask(address, KILLER)))
        asking.start()
        eventually(lambda: busy(running))
        below = descendants(running)
        running.send_signal(told)
        for each in below:
            with suppress(psutil.NoSuchProcess):
                each.send_signal(told)  # as a terminal and systemd do
        asking.join()
        assert "took more than 1 s" in answers[0].text
        assert running.wait(8) == code
        assert all_gone(below)
