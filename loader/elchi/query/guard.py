r"""A query's text to whether it may run: nothing that changes the store or reaches the network.

``SERVICE`` makes the engine call another server and cannot be switched off. Whether the word is that keyword, or a part
of a string, an IRI, a name or a comment, only the engine's own parser knows for sure; so the engine is asked to parse
the query over an empty store with each "service" misspelt. What is still a query has no such keyword.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

import pyoxigraph as ox

from elchi import vocab
from elchi.errors import QueryError, RefusedQueryError
from elchi.query import faults

LONGEST = 100_000
"""Characters of a query; longer ones are refused."""

DEEPEST = 200
"""Brackets in brackets of a query; the engine's parser needs stack for each, and a process without stack is killed."""

MOST = 2_000
"""Signs and words of a query that hang one thing on another; each takes stack, too, and 2,800 were too many (MINUS)."""

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
    | (?P<word> [^\W\d_][\w.-]{0,80}(?=:) | \w+ )            # prefix of a name; keyword, function, number
      (?P<prefix> (?=:) )?
    | .
    """,
    re.VERBOSE | re.DOTALL,
)
FORMS = frozenset({"SELECT", "CONSTRUCT", "ASK", "DESCRIBE"})
_FLEETING = frozenset({"NOW", "RAND", "UUID", "STRUUID"})
_SIGNS = "|&!+-*/^"
_JOINING = frozenset({*_SIGNS, "UNION", "OPTIONAL", "MINUS", "BIND", "FILTER"})
_UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"})


def _letter(letter: str) -> str:
    """Return a pattern for a letter, however it is written: in either case, by its code point."""
    points = "|".join(f"{ord(case):04x}" for case in (letter, letter.upper()))
    return rf"(?:{letter}|\\u(?:{points})|\\U0000(?:{points}))"


def prepare() -> None:
    """Load what :func:`malformed` needs, for processes that cannot open files later."""
    _parser()


def _parser() -> Callable[[str], object]:
    """Return a parser of updates; it takes half a second to load, and is seldom needed."""
    from rdflib.plugins.sparql.parser import parseUpdate

    return parseUpdate


_SERVICE = re.compile("".join(map(_letter, "servic")) + rf"(?P<last>{_letter('e')})", re.IGNORECASE)
_KEYWORD = re.compile(r"service", re.IGNORECASE)


def check(sparql: str, base: str | None = None) -> None:
    """Return if a query may be given to the engine.

    Args:
        sparql: the query.
        base: what its relative IRIs are resolved against.

    Raises:
        RefusedQueryError: if it asks another server.
        QueryError: if it is too long, too deep or has too many operators, or malformed around that word.

    >>> check('SELECT ?service { ?s ?p "SERVICE" } # SERVICE')
    >>> check("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }")
    Traceback (most recent call last):
    elchi.errors.RefusedQueryError: SERVICE is refused: a query stays within the store
    """
    if len(sparql) > LONGEST:
        raise QueryError(f"the query has {len(sparql)} characters; at most {LONGEST} are read")
    if sum(map(sparql.count, "{([")) > DEEPEST and _depth(sparql) > DEEPEST:
        raise QueryError(f"the query has too many brackets in each other; at most {DEEPEST} are read")
    if sum(map(sparql.upper().count, _JOINING)) > MOST and _joints(sparql) > MOST:
        raise QueryError(f"the query has too long a chain; at most {MOST} of {_SIGNS} UNION OPTIONAL … are read")
    if _SERVICE.search(sparql) is None or _fault(_misspelt(sparql), base) is None:
        return
    error = _fault(_as_graph(sparql), base)
    if error is not None:
        raise malformed(sparql, error)
    raise RefusedQueryError("SERVICE is refused: a query stays within the store")


def malformed(sparql: str, error: SyntaxError) -> QueryError:
    """Return what to raise for a text that the engine cannot parse as a query.

    Args:
        sparql: the text.
        error: of the engine.
    """
    word = form(sparql)
    if word in _UPDATES and _is_update(sparql):
        return RefusedQueryError(f"{word} is refused: a query changes nothing; use load and remove")
    return QueryError(faults.told(sparql, str(error)) + _hint(sparql))


def form(sparql: str) -> str | None:
    r"""Return the word that says what is asked, in capitals; ``None`` if there is none.

    >>> form("PREFIX ask: <http://select.example/> # ASK\nselect * {}"), form("LOAD <a>"), form("?")
    ('SELECT', 'LOAD', None)
    """
    return next((word for word in _words(sparql) if word in FORMS or word in _UPDATES), None)


def is_lasting(sparql: str) -> bool:
    """Return whether a query has the same answer as long as the data stay: it asks neither the clock nor for chance.

    >>> is_lasting("SELECT ?now { ?s ?p 'NOW' }"), is_lasting("SELECT (now() AS ?x) {}")
    (True, False)
    """
    return _FLEETING.isdisjoint(_words(sparql))


def tokens(sparql: str) -> Iterator[str]:
    """Yield the pieces of a query; put together they are the query.

    >>> list(tokens("ASK { ?s a 'it' }"))[2:7]
    ['{', ' ', '?s', ' ', 'a']
    """
    for match in _TOKEN.finditer(sparql):
        yield match[0]


def signs(sparql: str) -> Iterator[tuple[int, str]]:
    """Yield the pieces of a query but spaces and comments, each with its place; a name with a prefix is one.

    >>> list(signs("ASK { my-own:x a :y }"))[2:5]
    [(6, 'my-own:x'), (15, 'a'), (17, ':y')]
    """
    prefix = ""
    for match in _TOKEN.finditer(sparql):
        if match["prefix"] is not None:
            prefix = match[0]
            continue
        text = prefix + match[0]
        if not text.isspace() and not text.startswith("#"):
            yield match.start() - len(prefix), text
        prefix = ""


def _words(sparql: str) -> Iterator[str]:
    """Yield the keywords of a text, and what else is neither name, string, IRI, variable nor comment, in capitals."""
    for match in _TOKEN.finditer(sparql):
        if match["word"] and match["prefix"] is None:
            yield match["word"].upper()


def _depth(sparql: str) -> int:
    """Return how many brackets stand in each other.

    >>> _depth("SELECT * { { ?s ?p ('{' 1) } } # {"), _depth("ASK")
    (3, 0)
    """
    depth = deepest = 0
    for match in _TOKEN.finditer(sparql):
        depth += (match[0] in ("{", "(", "[")) - (match[0] in ("}", ")", "]"))
        deepest = max(deepest, depth)
    return deepest


def _joints(sparql: str) -> int:
    """Return how many operators a query has; those of two signs count twice.

    >>> _joints("ASK { <a/b/c> ?union '||' OPTIONAL { ?s ^a:b/c ?o FILTER(?o || !?s) } } # !")
    7
    """
    return sum(match["skip"] is None and match[0].upper() in _JOINING for match in _TOKEN.finditer(sparql))


def _misspelt(sparql: str) -> str:
    """Return a query with another last letter in each "service", everywhere: names stay those that they are.

    >>> _misspelt("PREFIX service: <http://a/> SELECT ?x { service:a ?p 'SERVICE' }")
    "PREFIX servicz: <http://a/> SELECT ?x { servicz:a ?p 'SERVICz' }"
    """
    return _SERVICE.sub(lambda found: found[0][: -len(found["last"])] + "z", sparql)


def _as_graph(sparql: str) -> str:
    """Return a query with ``GRAPH``, which goes with the same syntax, where ``SERVICE`` is a keyword; places stay.

    >>> _as_graph("ASK { SERVICE SILENT ?x { ?s ?p 'SERVICE' } }")
    "ASK { GRAPH          ?x { ?s ?p 'SERVICz' } }"
    """
    written: list[str] = []
    called = False
    for match in _TOKEN.finditer(sparql):
        text = match[0]
        if match["word"] and match["prefix"] is None and _KEYWORD.search(text):
            text, called = _KEYWORD.sub("GRAPH  ", text), True
        elif called and text.upper() == "SILENT":
            text, called = " " * len(text), False
        elif not text.isspace() and match["skip"] is None:
            called = False
        written.append(_misspelt(text))
    return "".join(written)


def _fault(sparql: str, base: str | None) -> SyntaxError | None:
    """Return what the engine's parser says against a query, ``None`` if nothing."""
    try:
        ox.Store().query(sparql, base_iri=base, prefixes=vocab.PREFIXES)
    except SyntaxError as error:
        return error
    return None


def _is_update(sparql: str) -> bool:
    """Return whether a text is well-formed SPARQL Update; nothing of it is done."""
    try:
        _parser()(sparql)
    except (Exception, RecursionError):
        # pyparsing has errors of many kinds for what it cannot read
        return False
    return True


def _hint(sparql: str) -> str:
    """Return a line on prefixes that are used and not declared, an empty text if there is none."""
    declared: set[str] = set()
    used: set[str] = set()
    after = ""
    for match in _TOKEN.finditer(sparql):
        text = match[0]
        if match["prefix"] is not None:
            (declared if after == "PREFIX" else used).add(text)
        if not text.isspace() and not text.startswith("#"):
            after = text.upper()
    missing = sorted(used - declared - vocab.PREFIXES.keys() - {"_"})
    if not missing:
        return ""
    return f"\nnot declared: {_colons(missing)}; known without PREFIX: {_colons(vocab.PREFIXES)}"


def _colons(prefixes: Iterable[str]) -> str:
    return ", ".join(f"{prefix}:" for prefix in prefixes)
