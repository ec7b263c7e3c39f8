"""Processes that answer, and can be killed.

The server (``pool``, on one event loop) never reads the store. For each snapshot it starts one process (``zygote``)
that prepares what is served (``dataset``) and then does nothing but fork: a fork has the store in memory at once,
shared with its siblings as long as nobody writes, so a worker (``worker``) that was killed is replaced in milliseconds.
Each worker has a socket of its own to the server (``frames``); ``generation`` is the server's end of a zygote, and
``line`` that of a worker. Whoever dies takes those below with it: a worker goes with its zygote, a zygote with the
server, however that ends (``confine``).
"""

from elchi.serve.workers.pool import Pool
from elchi.serve.workers.question import Answer, BrokenError

__all__ = ["Answer", "BrokenError", "Pool"]
