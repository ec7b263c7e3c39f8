"""Time limits: they end what takes too long, and leave the process as it was."""

import re
import signal
import threading
import time
from collections.abc import Iterator

import pytest

from elchi.errors import LoaderError, TimeLimitError
from elchi.limits import time_limit
from patience import eventually

LONG = 30.0  # seconds that no test waits for


@pytest.fixture(autouse=True)
def _left_as_it_was() -> Iterator[None]:
    handler = signal.getsignal(signal.SIGALRM)
    yield
    assert signal.getsignal(signal.SIGALRM) is handler
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


def test_a_block_that_takes_too_long_ends_with_an_error_that_callers_catch() -> None:
    started = time.monotonic()
    with pytest.raises(TimeLimitError, match=r"took more than 0\.05 s"), time_limit(0.05):
        _spin(LONG)
    assert time.monotonic() - started < LONG / 2
    assert issubclass(TimeLimitError, LoaderError)


def test_a_regular_expression_that_runs_away_is_interrupted() -> None:
    with pytest.raises(TimeLimitError), time_limit(0.05):
        re.match(r"(a|aa)+$", "a" * 60 + "b")


def test_a_block_in_time_is_let_through() -> None:
    with time_limit(LONG):
        kept = [1, 2]
    assert kept == [1, 2]


def test_an_error_of_the_block_stays_that_error() -> None:
    with pytest.raises(KeyError), time_limit(LONG):
        raise KeyError("own")


def test_what_handled_alarms_before_handles_them_again() -> None:
    heard: list[int] = []
    before = signal.signal(signal.SIGALRM, lambda number, frame: heard.append(number))
    try:
        with pytest.raises(TimeLimitError), time_limit(0.02):
            _spin(LONG)
        signal.raise_signal(signal.SIGALRM)
    finally:
        signal.signal(signal.SIGALRM, before)
    assert heard == [signal.SIGALRM]


def test_an_alarm_that_was_set_before_still_comes() -> None:
    heard: list[int] = []
    before = signal.signal(signal.SIGALRM, lambda number, frame: heard.append(number))
    try:
        signal.setitimer(signal.ITIMER_REAL, 1)
        with pytest.raises(TimeLimitError), time_limit(0.02):
            _spin(LONG)
        assert not heard
        eventually(lambda: heard)
    finally:
        signal.signal(signal.SIGALRM, before)
    assert heard == [signal.SIGALRM]


def test_the_earlier_of_two_limits_ends_the_block() -> None:
    with pytest.raises(TimeLimitError, match=r"0\.02 s"), time_limit(LONG), time_limit(0.02):
        _spin(LONG)
    with pytest.raises(TimeLimitError, match=r"0\.02 s"), time_limit(0.02), time_limit(LONG):
        _spin(LONG)


def test_the_outer_limit_holds_after_the_inner_one() -> None:
    with pytest.raises(TimeLimitError, match=r"0\.6 s"), time_limit(0.6):
        for _ in range(1000):
            with time_limit(0.5):
                _spin(0.02)


def test_other_threads_run_without_a_limit() -> None:
    done: list[bool] = []

    def work() -> None:
        with time_limit(0.01):
            _spin(0.05)
        done.append(True)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done == [True]


def test_an_alarm_at_any_moment_leaves_nothing_behind() -> None:
    ended = 0
    for step in range(400):
        try:
            with time_limit(1e-6 + step * 1e-7):
                pass
        except TimeLimitError:
            ended += 1
        assert signal.getsignal(signal.SIGALRM) is signal.SIG_DFL
        assert signal.getitimer(signal.ITIMER_REAL)[0] == 0.0
    assert ended > 0  # so short a limit strikes in and around the block, also while it is being left


@pytest.mark.parametrize("seconds", [0, -1, float("nan")])
def test_a_limit_is_more_than_nothing(seconds: float) -> None:
    with pytest.raises(ValueError, match="more than 0"):
        time_limit(seconds)


def _spin(seconds: float) -> None:
    stop = time.monotonic() + seconds
    while time.monotonic() < stop:
        pass
