"""The server's end of a zygote: one snapshot, and the workers that serve it."""

from __future__ import annotations

import asyncio
import os
import pickle
import socket
import subprocess
import sys
from collections.abc import Callable
from typing import Self

from elchi.errors import StoreError
from elchi.serve.options import Options
from elchi.serve.workers.line import Line
from elchi.serve.workers.zygote import LONGEST

_START = "import sys; from elchi.serve.workers.zygote import main; main(int(sys.argv[1]), int(sys.argv[2]))"
_END = 3.0
"""Seconds that a zygote has to end; it does nothing but kill its workers."""


class Generation:
    """A zygote and its workers.

    Attributes:
        version: of the snapshot.
        lines: to the workers, by their numbers.
        idle: lines to workers that can be asked, the one that was used last at the end.
        starting: lines to workers that cannot be asked yet.
        closed: whether the zygote has ended.
        retired: whether it serves only what was asked already.
    """

    def __init__(self, options: Options, changed: Callable[[], None], died: Callable[[Line, int | None], None]) -> None:
        """Say what is served; nothing is started yet.

        Args:
            options: how.
            changed: is called when a worker can be asked, and when the zygote has ended.
            died: is called with the line of a worker that has ended, and how: its exit status, the negative
                signal, or ``None`` if its zygote has ended.
        """
        self.version = ""
        self.lines: dict[int, Line] = {}
        self.idle: list[Line] = []
        self.starting: set[Line] = set()
        self.closed = False
        self.retired = False
        self._options = options
        self._changed = changed
        self._died = died
        self._number = 0
        self._process: subprocess.Popen[bytes] | None = None
        self._connecting: set[asyncio.Task[object]] = set()
        self._ready: asyncio.Future[str] = asyncio.get_running_loop().create_future()

    async def start(self) -> Self:
        """Start the zygote; return when it has prepared what is served.

        Raises:
            StoreError: if it cannot.
        """
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            command = [sys.executable, "-P", "-c", _START, str(theirs.fileno()), str(os.getpid())]
            self._process = subprocess.Popen(
                command,
                pass_fds=(theirs.fileno(),),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
            )
        self._control.setblocking(False)
        self._control.send(pickle.dumps(self._options))
        asyncio.get_running_loop().add_reader(self._control.fileno(), self._heard)
        try:
            self.version = await self._ready
        except BaseException:
            await self.close()
            raise
        return self

    def fork(self) -> None:
        """Have a worker forked; it says itself when it can be asked."""
        self._number += 1
        line = Line(self._number, self._free)
        ours, theirs = socket.socketpair()
        with theirs:
            if not self._tell(f"fork {line.number}", theirs.fileno()):
                ours.close()
                return
        self.lines[line.number] = line
        self.starting.add(line)
        loop = asyncio.get_running_loop()
        connecting = loop.create_task(loop.connect_accepted_socket(lambda: line, ours))
        self._connecting.add(connecting)
        connecting.add_done_callback(self._connecting.discard)

    def slow(self, line: Line) -> None:
        """Let others have the processors before a worker."""
        self._tell(f"slow {line.number}")

    def kill(self, line: Line) -> None:
        """Kill a worker, whatever it does."""
        self._forget(line)
        self._tell(f"kill {line.number}")

    def retire(self) -> None:
        """Let go workers that have nothing to do, and each other one when it is done."""
        self.retired = True
        for line in [*self.idle, *self.starting]:
            self.kill(line)

    async def close(self) -> None:
        """End the zygote, and with it the workers."""
        if self._process is None:
            return
        process, self._process = self._process, None
        self._lose()
        try:
            await asyncio.to_thread(process.wait, _END)
        except subprocess.TimeoutExpired:
            process.kill()
            await asyncio.to_thread(process.wait)

    def _tell(self, message: str, *descriptors: int) -> bool:
        """Tell the zygote something; return whether it is there."""
        try:
            socket.send_fds(self._control, [message.encode()], descriptors)
        except OSError:
            return False
        return True

    def _heard(self) -> None:
        """Take what the zygote says."""
        try:
            message = self._control.recv(LONGEST).decode()
        except BlockingIOError:
            return
        except OSError:
            message = ""
        verb, _, rest = message.partition(" ")
        if verb == "dead":
            number, status = map(int, rest.split())
            if number in self.lines:
                self._end(self.lines[number], status)
        elif not message:
            self._lose()
        elif not self._ready.done():
            if verb == "ready":
                self._ready.set_result(rest)
            else:
                self._ready.set_exception(StoreError(rest))

    def _lose(self) -> None:
        """Take note that the zygote is no more, or shall not be."""
        if not self.closed:
            self.closed = True
            asyncio.get_running_loop().remove_reader(self._control.fileno())
            self._control.close()
            if not self._ready.done():
                self._ready.set_exception(StoreError("the process that prepares the store has ended; try again"))
            for line in list(self.lines.values()):
                self._end(line, None)
            if self.version:
                self._changed()

    def _end(self, line: Line, status: int | None) -> None:
        self._forget(line)
        self._died(line, status)

    def _forget(self, line: Line) -> None:
        self.lines.pop(line.number, None)
        self.starting.discard(line)
        if line in self.idle:
            self.idle.remove(line)
        line.close()

    def _free(self, line: Line) -> None:
        """Take note that a worker can be asked."""
        self.starting.discard(line)
        if self.retired:
            self.kill(line)
        elif line.number in self.lines:
            self.idle.append(line)
        self._changed()
