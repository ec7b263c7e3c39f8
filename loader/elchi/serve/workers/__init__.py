"""Processes that answer, and can be killed."""

from elchi.serve.workers.pool import Answer, Pool

__all__ = ["Answer", "Pool"]
