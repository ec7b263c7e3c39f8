"""What a file is: an ending that tells it, else what its first bytes look like."""

from __future__ import annotations

import io
from typing import Any

TEXTS = (".txt", ".html", ".htm")
"""One article each."""

RECORDS = (".jsonl", ".csv", ".tsv", ".parquet", ".warc")
"""Many articles each."""

_PRESSED = (".gz", ".zst")
_BEGINNINGS = ((b"{", ".jsonl"), (b"PAR1", ".parquet"), (b"WARC/", ".warc"))


def is_known(name: str) -> bool:
    """Return whether the ending of a file's name tells that it holds articles.

    >>> is_known("a.HTML"), is_known("a.jsonl.zst"), is_known("a.txt.gz"), is_known("a.json")
    (True, True, False, False)
    """
    ending = name.lower()
    return ending.endswith(TEXTS) or uncompressed(ending).endswith(RECORDS)


def uncompressed(path: str) -> str:
    """Return a path in small letters, without the ending that says how it is compressed.

    >>> uncompressed("A.JSONL.gz")
    'a.jsonl'
    """
    ending = path.lower()
    return next((ending.removesuffix(way) for way in _PRESSED if ending.endswith(way)), ending)


def kind(path: str, stream: io.BufferedReader[Any]) -> str:
    """Return the ending of the kind that a stream is of, one of ``RECORDS`` or ``TEXTS``; empty if nothing tells.

    Args:
        path: what it is called.
        stream: at its beginning, uncompressed; it is only peeked into.
    """
    ending = uncompressed(path)
    named = next((name for name in (*RECORDS, *TEXTS) if ending.endswith(name)), None)
    if named is not None:
        return named
    start = stream.peek(64)[:64].lstrip(b"\xef\xbb\xbf \t\r\n")
    return next((name for beginning, name in _BEGINNINGS if start.startswith(beginning)), "")


def is_page(data: bytes) -> bool:
    """Return whether bytes begin like a page.

    >>> is_page(b"<!DOCTYPE html><title>"), is_page(b"Plain words.")
    (True, False)
    """
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return start.startswith((b"<!doctype html", b"<html", b"<head", b"<body", b"<?xml")) or b"<html" in start
