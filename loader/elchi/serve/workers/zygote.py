"""A process that prepares what is served and forks workers.

Told by the server, over a socket that keeps messages apart:

* ``fork N`` with one end of a socket pair: fork worker N, which answers there;
* ``kill N``, ``slow N``: kill worker N, or let others have the processors before it.

It tells the server: ``ready VERSION`` or ``refused REASON``, once; ``dead N STATUS`` for each worker that ends. Only
this process knows the workers by their process ids, so nobody else can be hit.
"""

from __future__ import annotations

import gc
import os
import pickle
import select
import signal
import socket
import sys
from contextlib import suppress
from typing import NoReturn

from elchi.errors import LoaderError
from elchi.serve.jobs import Served, learn
from elchi.serve.options import Options
from elchi.serve.workers import confine, worker
from elchi.serve.workers.dataset import Prepared, let_go, prepare

LONGEST = 1 << 16
"""Bytes of a message."""
_SLOW = 10


def main(descriptor: int, server: int) -> None:
    """Do what the server says until it goes.

    Args:
        descriptor: of the socket; the first message is the pickled options.
        server: process id.
    """
    confine.die_with(server)
    confine.deaf()
    with socket.socket(fileno=descriptor) as control:
        options: Options = pickle.loads(control.recv(LONGEST))
        try:
            prepared = prepare(options.store, with_text=options.with_text, in_memory=options.in_memory)
        except LoaderError as error:
            control.send(f"refused {error}".encode())
            return
        learn()
        gc.collect()
        gc.freeze()  # the collector would write to what workers share
        _Zygote(control, prepared, options).run()
        let_go(prepared)


class _Zygote:
    """Forks workers, and knows which are there."""

    def __init__(self, control: socket.socket, prepared: Prepared, options: Options) -> None:
        self._control = control
        self._prepared = prepared
        self._options = options
        self._workers: dict[int, int] = {}
        """Number to process id."""

    def run(self) -> None:
        """Obey until the server goes, then take the workers along."""
        woken, wakes = socket.socketpair()
        wakes.setblocking(False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(wakes.fileno(), warn_on_full_buffer=False)
        self._control.send(f"ready {self._prepared.version}".encode())
        while True:
            heard, _, _ = select.select([self._control, woken], [], [])
            if woken in heard:
                woken.recv(LONGEST)
                self._bury()
            if self._control in heard and not self._obey():
                break
        for process in self._workers.values():
            os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)

    def _obey(self) -> bool:
        """Do what one message says; return whether the server is still there."""
        message, lines, _, _ = socket.recv_fds(self._control, LONGEST, 1)
        if not message:
            return False
        verb, number = message.decode().split()
        if verb == "fork":
            self._fork(int(number), lines[0])
        elif int(number) in self._workers:
            process = self._workers[int(number)]
            if verb == "kill":
                os.kill(process, signal.SIGKILL)
            else:
                os.setpriority(os.PRIO_PROCESS, process, _SLOW)
        return True

    def _fork(self, number: int, line: int) -> None:
        me = os.getpid()
        process = os.fork()
        if process == 0:
            _work(line, me, self._prepared, self._options)
        os.close(line)
        self._workers[number] = process

    def _bury(self) -> None:
        """Tell the server of workers that have ended."""
        for number, process in list(self._workers.items()):
            found, status = os.waitpid(process, os.WNOHANG)
            if found:
                del self._workers[number]
                with suppress(BrokenPipeError):  # a server that has gone is noticed where it is listened to
                    self._control.send(f"dead {number} {os.waitstatus_to_exitcode(status)}".encode())


def _work(line: int, parent: int, prepared: Prepared, options: Options) -> NoReturn:
    """Be a worker; whatever happens, do not go on as a zygote."""
    status = 1
    try:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        os.closerange(3, line)
        os.closerange(line + 1, os.sysconf("SC_OPEN_MAX"))
        confine.die_with(parent)
        confine.isolate()
        graph = prepared.opened()
        confine.starve(options.memory)
        if not prepared.on_disk:
            confine.close_up()
        worker.answer_all(socket.socket(fileno=line), Served(graph, options.store, prepared.version))
        status = 0
    except BaseException as error:
        sys.excepthook(type(error), error, error.__traceback__)
    finally:
        sys.stderr.flush()
        os._exit(status)
