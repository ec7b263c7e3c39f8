"""What the engine's parser says against a query to what a person can use: the place, the reason, the line."""

from __future__ import annotations

import re

_PLACE = re.compile(r"error at (\d+):(\d+): expected (?:one of )?(.*)", re.DOTALL)
_REASON = re.compile(r"\b[A-Z][a-z]+(?: \w+){2,}")  # a sentence among the signs that the parser expected
_CLASS = re.compile(r"\['(?:[^'\\]|\\.|'(?!\]))*'\]|\[_\]", re.DOTALL)  # classes of characters, which say little
_NOT_OURS = frozenset({"LATERAL", "SERVICE"})
_SHOWN = 72
"""Characters of a line that are shown."""


def told(sparql: str, message: str) -> str:
    r"""Return a message on a malformed query: line:column, what is wrong there, and the line with a mark below.

    Args:
        sparql: the query.
        message: of the engine.

    >>> print(told("SELECT * {\n ?v ?p }", "error at 2:8: expected one of LATERAL, ['a'..='z'], [_]"))
    2:8: this is not expected here
     ?v ?p }
           ^
    >>> print(told("SELEKT", "error at 1:1: expected SELECT"))
    1:1: expected SELECT
    SELEKT
    ^
    """
    match = _PLACE.match(message)
    if match is None:
        return message
    line, column = int(match[1]), int(match[2])
    return f"{line}:{column}: {_reason(match[3])}{_marked(sparql, line, column)}"


def _reason(expected: str) -> str:
    """Return the sentence that the parser hides among what it expected, else the words and signs of that.

    >>> _reason("one of Prefix not found, ['%'], [':']"), _reason(""), _reason("HAVING, ['0'..='9']")
    ('prefix not found', 'this is not expected here', 'expected HAVING')
    """
    sentence = _REASON.search(expected)
    if sentence is not None:
        return sentence[0][0].lower() + sentence[0][1:]
    signs = [sign.strip() for sign in _CLASS.sub("", expected).split(", ")]
    known = [sign for sign in signs if sign and sign not in _NOT_OURS]
    if not known:
        return "this is not expected here"
    return f"expected {' or '.join(known)}" if len(known) < 9 else "something is missing here, or too much"


def _marked(sparql: str, line: int, column: int) -> str:
    """Return a line of a query with a mark below its column, both after a line's end."""
    lines = sparql.split("\n")
    if line > len(lines) or not lines[line - 1].strip():
        return ""
    start = max(0, column - 1 - _SHOWN // 2)
    shown = "".join(sign if sign.isprintable() else " " for sign in lines[line - 1][start : start + _SHOWN])
    return f"\n{shown.rstrip()}\n{' ' * (column - 1 - start)}^"
