"""How a store is served."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Options:
    """What ``elchi serve`` is told.

    Attributes:
        store: folder of the store.
        host: address to bind.
        port: port to bind; 0 takes a free one.
        base: address under which clients reach the server, for links out of pages and descriptions; that which is
            bound if ``None``.
        root_path: path before the server's own, where a proxy takes it off.
        timeout: seconds that a request may compute.
        workers: processes that answer.
        queue: requests that may wait for a worker; more are turned away.
        memory: bytes that a worker may take on top of what it has at start.
        in_memory: quads up to which a snapshot is served from memory; larger ones are served from disk.
        cors: origins whose pages may ask; ``*`` is all, ``None`` is all unless the server is private.
        token: what a client has to send as a bearer token, ``None`` if nothing.
        public: whether others than this machine may ask without a token.
        with_text: whether the words of the articles are served.
    """

    store: Path
    host: str = "127.0.0.1"
    port: int = 7878
    base: str | None = None
    root_path: str = ""
    timeout: float = 30.0
    workers: int = 2
    queue: int = 64
    memory: int = 2 << 30
    in_memory: int = 1_000_000
    cors: tuple[str, ...] | None = None
    token: str | None = None
    public: bool = False
    with_text: bool = False

    @property
    def is_private(self) -> bool:
        """Whether nothing but where it is bound says who may ask: no token is asked for, and it is not for everyone."""
        return self.token is None and not self.public

    @property
    def origins(self) -> tuple[str, ...]:
        """The origins whose pages may ask; ``*`` is all."""
        if self.cors is not None:
            return self.cors
        return () if self.is_private else ("*",)

    @property
    def address(self) -> str:
        """The address of the server's root as clients see it, without a slash at its end."""
        if self.base is not None:
            return self.base.rstrip("/")
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}{self.root_path.rstrip('/')}"
