"""The workers behind the server: killed, starved, abandoned, overtaken by new snapshots."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import psutil
import pytest
import requests

from patience import ENOUGH, eventually, takes
from serving import examples

KILLER = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(STR(?a) < STR(?d)) }"
"""Joins each statement with each, and again: 10^13 rows."""
HOG = "SELECT (GROUP_CONCAT(CONCAT(STR(?a), STR(?d), STR(?f))) AS ?all) { ?a ?b ?c . ?d ?e ?f }"
"""Makes one string of all of them."""
LONG = "SELECT * { ?a ?b ?c . ?d ?e ?f }"
TRIVIAL = "ASK { ?a ?b ?c }"


def ask(address: str, sparql: str, *, stream: bool = False, **parameters: str) -> requests.Response:
    return requests.get(f"{address}/sparql", {"query": sparql, **parameters}, timeout=ENOUGH, stream=stream)


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
    """A server that gives a query two seconds."""
    with process("--timeout", "2") as found:
        yield found


@pytest.fixture(scope="module")
def patient() -> Iterator[tuple[psutil.Process, str]]:
    """A server that gives a query more than any test waits."""
    with process("--timeout", "600") as found:
        yield found


@contextmanager
def asked(address: str, sparql: str, **parameters: str) -> Iterator[list[requests.Response]]:
    """Ask while a block runs, and have the answer, if one came, when it is left."""
    answers: list[requests.Response] = []

    def wait() -> None:
        with suppress(requests.RequestException):
            answers.append(ask(address, sparql, **parameters))

    asking = threading.Thread(target=wait)
    asking.start()
    yield answers
    asking.join()


def descendants(running: psutil.Process) -> list[psutil.Process]:
    return running.children(recursive=True)


def trivial(address: str) -> None:
    assert ask(address, TRIVIAL).json() == {"head": {}, "boolean": True}


def busy(running: psutil.Process) -> list[psutil.Process]:
    """Return the workers that compute."""
    return [worker for worker in set(descendants(running)) - set(running.children()) if computes(worker)]


def computes(worker: psutil.Process) -> bool:
    with suppress(psutil.NoSuchProcess):
        spent = worker.cpu_times()
        return worker.status() == psutil.STATUS_RUNNING and spent.user + spent.system > 0.04
    return False


def gone(process: psutil.Process) -> bool:
    with suppress(psutil.NoSuchProcess):
        return not process.is_running() or process.status() == psutil.STATUS_ZOMBIE
    return True


def all_gone(processes: list[psutil.Process]) -> bool:
    return all(map(gone, processes))


def test_a_query_is_stopped_at_its_timeout_and_the_next_is_answered(short: tuple[psutil.Process, str]) -> None:
    _, address = short

    def stopped() -> None:
        answer = ask(address, KILLER)
        assert answer.status_code == 503
        assert "took more than 2 s" in answer.text
        assert answer.headers["Retry-After"] == "2"

    assert takes(stopped, 1.5, 2.5)
    assert takes(lambda: trivial(address), 0, 1)


def test_an_answer_that_has_begun_breaks_off_at_its_timeout(short: tuple[psutil.Process, str]) -> None:
    with pytest.raises(requests.exceptions.ChunkedEncodingError), ask(short[1], LONG, stream=True) as answer:
        assert answer.status_code == 200
        for _ in answer.iter_content(1 << 20):
            pass


def test_short_answers_come_while_long_ones_are_computed(patient: tuple[psutil.Process, str]) -> None:
    _, address = patient
    with ExitStack() as asking:
        answers = [asking.enter_context(asked(address, KILLER, timeout="3")) for _ in range(6)]
        for _ in range(5):
            assert takes(lambda: trivial(address), 0, 2.5)
    assert any("took more than 3 s" in answer.text for given in answers for answer in given)


def test_a_worker_that_dies_is_the_matter_of_one_client(patient: tuple[psutil.Process, str]) -> None:
    running, address = patient
    eventually(lambda: not busy(running))  # those of the test before are gone
    with asked(address, KILLER) as answers:
        eventually(lambda: busy(running))
        busy(running)[0].kill()
    assert answers[0].status_code == 503
    assert "more memory" in answers[0].text  # the kernel kills what takes too much
    assert ask(address, TRIVIAL).status_code == 200


def test_a_zygote_that_dies_is_replaced(patient: tuple[psutil.Process, str]) -> None:
    running, address = patient
    before = descendants(running)
    running.children()[0].kill()
    eventually(lambda: all_gone(before))
    assert ask(address, TRIVIAL).status_code in (200, 503)
    eventually(lambda: ask(address, TRIVIAL).status_code == 200)


def test_nothing_is_left_of_a_server_that_is_killed() -> None:
    with process("--timeout", "600") as (running, address), asked(address, KILLER) as answers:
        eventually(lambda: busy(running) and len(descendants(running)) >= 3)
        below = descendants(running)
        running.kill()
        eventually(lambda: all_gone(below))
    assert answers == []


@pytest.mark.parametrize(("told", "code"), [(signal.SIGTERM, 0), (signal.SIGINT, 130)])
def test_a_server_that_is_told_to_stop_answers_to_the_end(told: int, code: int) -> None:
    with process("--timeout", "4") as (running, address):
        with asked(address, KILLER) as answers:
            eventually(lambda: busy(running))
            below = descendants(running)
            running.send_signal(told)
            for each in below:
                with suppress(psutil.NoSuchProcess):
                    each.send_signal(told)  # as a terminal and systemd do
        assert "took more than 4 s" in answers[0].text
        assert running.wait(ENOUGH) == code
        eventually(lambda: all_gone(below))
