"""Who asks a store elsewhere: a value without what sends it, so that a command's help comes at once."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Access:
    """Who asks, and how patiently.

    ``password`` belongs to ``user``, or to the one that ``~/.netrc`` names; a ``token`` goes before both. Times are
    in seconds: ``connect`` to be connected, ``answer`` between two bytes of an answer, ``backoff`` before the first
    of ``retries`` tries, ``patience`` the longest wait that a server may ask for. An answer has ``most`` bytes.
    """

    user: str | None = None
    password: str | None = field(default=None, repr=False)
    token: str | None = field(default=None, repr=False)
    connect: float = 10.0
    answer: float = 300.0
    retries: int = 5
    backoff: float = 1.0
    patience: float = 300.0
    most: int = 1 << 30
