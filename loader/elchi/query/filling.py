r"""A saved query and the terms of its parameters to SPARQL that any engine can run.

Each variable that is given a value is replaced by it, so that the engine sees a constant and can begin there: bound
from outside (``substitutions`` of pyoxigraph) it is known neither to sub-selects nor when the order of joins is chosen.
Terms are written as in N-Triples, a syntax that SPARQL shares; nothing that a user writes is pasted.
A variable that the query itself computes (``AS``, ``VALUES``) cannot be replaced: there the rows are compared.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from elchi.query.guard import tokens
from elchi.query.parameters import Term
from elchi.query.saved import PAGING, Saved

_UNDONE = re.compile(r"(?<!\\)((?:\\\\)+)([uU])")
"""Escaped backslashes before a letter that, with one more, would begin an escape."""


def filled(query: Saved, bound: Mapping[ox.Variable, Term]) -> str:
    r"""Return the text of a query with its parameters filled in; it answers with the columns of its header.

    Args:
        query: a saved query.
        bound: parameter to value; those that are missing stay variables without one.

    >>> from elchi.query.saved import parse
    >>> text = "# What?\n# param a iri: one\n# column b: other\nSELECT ?b ?a { ?a ?p ?b }"
    >>> filled(parse("x", text), {ox.Variable("a"): ox.NamedNode("http://a.example/")}).splitlines()[-1]
    'SELECT ?b { <http://a.example/> ?p ?b }'
    """
    signs = list(_signs(query.sparql))
    values = {variable.value: spelt(term) for variable, term in bound.items() if variable.value not in PAGING}
    pages = {
        name.upper(): str(term.value) for name in PAGING if isinstance(term := bound.get(ox.Variable(name)), ox.Literal)
    }
    computed = sorted(values.keys() & set(_computed(signs)))
    compared = "".join(f"  FILTER (?{name} = {values.pop(name)})\n" for name in computed)
    shown = {column for column, _ in query.columns}
    written: list[str] = []
    for sign in signs:
        if sign.text == "}" and sign.depth == 0:
            written.append(compared)
        text = pages[sign.before] if sign.before in pages and sign.text.isdigit() else _written(sign, values, shown)
        if not text and written and written[-1].isspace():
            written.pop()
        written.append(text)
    return "".join(written)


def spelt(term: Term) -> str:
    r"""Return a term as SPARQL writes it.

    SPARQL undoes ``\\u`` before it looks for strings, N-Triples only in them: a backslash before a "u" is kept apart.

    >>> print(spelt(ox.Literal("a\\u0022b")))
    "a\\\u00750022b"
    """
    return _UNDONE.sub(lambda match: f"{match[1]}\\u{ord(match[2]):04x}", str(term))


@dataclass(frozen=True, slots=True)
class _Sign:
    """A piece of a query and where it stands.

    Attributes:
        text: the piece.
        place: ``SELECT``, ``GROUP`` or ``ORDER`` where it is a member of such a list, else empty.
        depth: how many braces are open, one that it closes itself not counted.
        before: the sign before it in capitals, without spaces and comments.
    """

    text: str
    place: str
    depth: int
    before: str

    @property
    def variable(self) -> str | None:
        """Name of the variable that it is."""
        return self.text[1:] if self.text[0] in "?$" and len(self.text) > 1 else None


def _signs(sparql: str) -> Iterator[_Sign]:
    clause, before = "", ""
    braces = brackets = 0
    for text in tokens(sparql):
        word = text.upper()
        if word in ("SELECT", "GROUP", "ORDER"):
            clause, brackets = word, 0
        elif word in ("{", "}", "WHERE", "HAVING", "LIMIT", "OFFSET", "FROM"):
            clause = ""
        braces -= text == "}"
        yield _Sign(text, "" if brackets else clause, braces, before)
        braces += text == "{"
        brackets += (text == "(") - (text == ")")
        if not text.isspace() and not text.startswith("#"):
            before = word


def _computed(signs: Iterable[_Sign]) -> Iterator[str]:
    """Yield the variables whose values the query makes itself."""
    listed = False
    for sign in signs:
        if sign.text.upper() == "VALUES" or sign.text == "{":
            listed = sign.text != "{"
        elif sign.variable is not None and (listed or sign.before == "AS"):
            yield sign.variable


def _written(sign: _Sign, values: Mapping[str, str], shown: Collection[str]) -> str:
    """Return a sign as it stands in the text with the values filled in."""
    name = sign.variable
    top = sign.place == "SELECT" and sign.depth == 0
    if name is None or (name not in values and not top):
        return sign.text
    if top and name not in shown:
        return ""
    value = values.get(name)
    if value is None:
        return sign.text
    if sign.place == "SELECT":
        return f"({value} AS {sign.text})" if top else ""
    return f"({value})" if sign.place else value
