"""A store to a service: SPARQL, linked data and an explorer over HTTP."""

from __future__ import annotations

import asyncio
import gc
import socket
from collections.abc import Callable
from dataclasses import replace

from elchi.serve.middleware import Entry
from elchi.serve.options import Options

__all__ = ["Entry", "Options", "serve"]

Tell = Callable[[Entry], None]

CONNECTIONS = 500
"""Connections at a time; more are turned away. Most systems let a process have 1,024 files and sockets."""


_GARBAGE = 20_000
"""Objects between two looks for those that only hold each other; a request leaves few, so looks are seldom worth it."""


def serve(options: Options, ready: Callable[[str], None], tell: Tell) -> None:
    """Serve a store until the process is told to stop.

    Args:
        options: how.
        ready: is called with the address that is bound as soon as clients are answered.
        tell: is called with each request that was answered.

    Raises:
        StoreError: if there is no store.
        OSError: if the address cannot be bound.
        KeyboardInterrupt: if it was told so with Ctrl-C; answers have ended, and the workers are gone.
    """
    import uvloop

    with _bound(options) as listening:
        bound = replace(options, port=listening.getsockname()[1])
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            runner.run(_serve(bound, listening, ready, tell))


async def _serve(options: Options, listening: socket.socket, ready: Callable[[str], None], tell: Tell) -> None:
    import uvicorn

    from elchi.serve import ahead
    from elchi.serve.app import application
    from elchi.serve.connections import Patient
    from elchi.serve.stopping import GRACE, Server
    from elchi.serve.workers import Pool

    async with Pool(options) as pool:
        app = application(options, pool, tell)
        settings = uvicorn.Config(
            app,
            http=Patient,
            ws="none",
            root_path=options.root_path,
            log_config=None,
            log_level="error",
            access_log=False,
            server_header=False,
            limit_concurrency=CONNECTIONS,
            timeout_graceful_shutdown=GRACE,
        )
        ready(f"{replace(options, base=None, root_path='').address}/")
        server = Server(settings)
        gc.set_threshold(_GARBAGE)
        computing = asyncio.create_task(ahead.compute(pool, app.state.kept))
        await server.serve(sockets=[listening])
        computing.cancel()
    if server.interrupted:
        raise KeyboardInterrupt


def _bound(options: Options) -> socket.socket:
    """Return a socket that listens where the server shall be reached."""
    family = socket.AF_INET6 if ":" in options.host else socket.AF_INET
    listening = socket.create_server((options.host, options.port), family=family)
    # Or else the body of an answer waits 40 ms for the client to say that it has its head.
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listening
