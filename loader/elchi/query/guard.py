r"""A query's text to whether it may run: nothing that changes the store or reaches the network.

``SERVICE`` makes the engine call another server and cannot be switched off, so the text is cut into the
tokens of the SPARQL grammar and a query with that keyword is refused; inside strings, IRIs, comments and
names it is harmless. Where a lexer might cut a word in two (``1SERVICE``, ``SERVICE:x``), the query is refused
too. Escapes such as ``\u0053`` are undone first, as the grammar says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from elchi.errors import QueryError

LONGEST = 100_000
"""Characters of a query; longer ones are refused."""

_TOKEN = re.compile(
    r"""
    (?P<skip> \#[^\n\r]*                                     # comment
      | <[^<>"{}|^`\\\x00-\x20]*>                            # IRI
      | \"{3}(?:\"{0,2}(?:[^"\\]|\\.))*(?:\"{3}|\"{0,2}\Z)   # long strings, an unclosed one to the end
      | '{3}(?:'{0,2}(?:[^'\\]|\\.))*(?:'{3}|'{0,2}\Z)
      | "(?:[^"\\\n\r]|\\.)*"?                               # short strings, an unclosed one to the line's end
      | '(?:[^'\\\n\r]|\\.)*'?
      | @[A-Za-z0-9-]+                                       # language tag
      | [?$]\w+                                              # variable
      | :(?:[\w.:%-]|\\.)* )                                 # colon and local part of a name
    | (?P<word> \w+ ) (?P<prefix> (?=:) )?                   # keyword, function, number; prefix of a name
    | .
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"})
_FORMS = frozenset({"SELECT", "CONSTRUCT", "ASK", "DESCRIBE"})


def check(sparql: str) -> None:
    """Return if a query may run.

    Raises:
        QueryError: if it is an update, asks another server, or is too long.

    >>> check('SELECT ?service { ?s ?p "SERVICE" } # SERVICE')
    >>> check("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }")
    Traceback (most recent call last):
    elchi.errors.QueryError: SERVICE is refused: a query stays within the store
    """
    if len(sparql) > LONGEST:
        raise QueryError(f"the query has {len(sparql)} characters; at most {LONGEST} are read")
    for text in {sparql, _ESCAPE.sub(_unescape, sparql)}:
        words = [match for match in _TOKEN.finditer(text) if match["word"]]
        _check_form([word["word"].upper() for word in words if word["prefix"] is None])
        if any("SERVICE" in word["word"].upper() for word in words):
            raise QueryError("SERVICE is refused: a query stays within the store")


def tokens(sparql: str) -> Iterator[str]:
    """Yield the pieces of a query; put together they are the query.

    >>> list(tokens("ASK { ?s a 'it' }"))[2:7]
    ['{', ' ', '?s', ' ', 'a']
    """
    for match in _TOKEN.finditer(sparql):
        yield match[0]


def names_graphs(sparql: str) -> bool:
    """Return whether a query says by FROM which graphs it is about.

    >>> names_graphs("SELECT * FROM <http://a/> { ?s ?p ?o }"), names_graphs("SELECT * { ?s from:x 'FROM' }")
    (True, False)
    """
    found = (match for match in _TOKEN.finditer(sparql) if match["word"] and match["prefix"] is None)
    return any(match["word"].upper() == "FROM" for match in found)


def _check_form(words: list[str]) -> None:
    form = next((word for word in words if word in _FORMS or word in _UPDATES), None)
    if form in _UPDATES:
        raise QueryError(f"{form} is refused: a query changes nothing; use load and remove")


def _unescape(escape: re.Match[str]) -> str:
    point = int(escape[1] or escape[2], 16)
    return chr(point) if point < 0x110000 else "�"
