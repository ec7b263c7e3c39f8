"""The words of mentions against the text they stand in: rule M5 in one pass over a long document.

The rule is SPARQL, and the engine counts each offset from the beginning of the text: twice the text takes four times
as long. Here the text is cut at the offsets. This only tells where all is well, and then the rule need not run; what
is wrong, or unusual, is left to it.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import lru_cache

import pyoxigraph as ox

from elchi._resources import resource
from elchi.validate.shapes import Shapes
from elchi.vocab import NIF, SH, SHP, XSD

_PARTS = ("isString", "referenceContext", "anchorOf", "beginIndex", "endIndex")
_OFFSET = re.compile(rf'"([0-9]{{1,9}})"\^\^{XSD("integer")}')


def without(shapes: Shapes) -> Shapes | None:
    """Return shapes without the rule, ``None`` where it is not among them as it ships."""
    lines = shapes.text.splitlines(keepends=True)
    owner = f"{SHP('M5')} {SH('sparql')} "
    rules = [line.removeprefix(owner).split()[0] for line in lines if line.startswith(owner)]
    if len(rules) != 1 or f"{rules[0]} {SH('select')} {_query()} .\n" not in lines:
        return None
    return replace(shapes, text="".join(line for line in lines if not line.startswith(owner)))


def stand(text: str) -> bool:
    """Return whether the rule finds nothing in a document, as far as that is plain; ``False`` where it has to run.

    Args:
        text: N-Quads as pyoxigraph writes them, read as one graph.
    """
    said: dict[str, dict[str, str]] = {str(NIF(part)): {} for part in _PARTS}
    for line in text.split("\n"):
        subject, _, rest = line.partition(" ")
        predicate, _, rest = rest.partition(" ")
        values = said.get(predicate)
        if values is not None:
            given = _object(rest)
            if values.setdefault(subject, given) != given:
                return False
    contents, contexts, anchors, begins, ends = said.values()
    strings = {context: _string(content) for context, content in contents.items()}
    return all(
        _stands(_string(words), strings.get(contexts.get(mention, "")), begins.get(mention), ends.get(mention))
        for mention, words in anchors.items()
    )


def _stands(words: str | None, content: str | None, begin: str | None, end: str | None) -> bool:
    start, stop = _OFFSET.fullmatch(begin or ""), _OFFSET.fullmatch(end or "")
    if words is None or content is None or start is None or stop is None:
        return False
    return int(start[1]) <= int(stop[1]) and content[int(start[1]) : int(stop[1])] == words


def _object(rest: str) -> str:
    """Return the object of a line, the name of its graph cut off if there is one."""
    rest = rest.removesuffix(" .")
    term, found, _ = rest.rpartition(" <") if rest.endswith(">") else ("", "", "")
    return term if found else rest


def _string(literal: str) -> str | None:
    """Return the string that a plain literal writes, ``None`` where it is another term."""
    if len(literal) < 2 or not (literal[0] == literal[-1] == '"'):
        return None
    if "\\" not in literal:
        return literal[1:-1]
    try:
        return str(json.loads(literal, strict=False))  # the escapes that it does not share with N-Quads are errors
    except ValueError:
        return None


@lru_cache(maxsize=1)
def _query() -> str:
    """Return the rule's query as it ships, as N-Triples write it."""
    shipped = resource("shapes", "mention.ttl").read_bytes()
    triples = [quad.triple for quad in ox.parse(shipped, ox.RdfFormat.TURTLE)]
    rules = {triple.object for triple in triples if (triple.subject, triple.predicate) == (SHP("M5"), SH("sparql"))}
    return next(str(t.object) for t in triples if t.subject in rules and t.predicate == SH("select"))
