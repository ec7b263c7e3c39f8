"""Authority data to what a document refers to of them, as N-Triples ready to be checked along."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import pyoxigraph as ox

from elchi import vocab


class Known(NamedTuple):
    """What is known of one thing: its N-Triples, and the things that they refer to."""

    lines: bytes
    refers: tuple[bytes, ...]


Authority = Mapping[bytes, Known]
"""What is known of each thing that documents may refer to, by its name in N-Triples, such as ``<IRI>``.

:func:`authority` makes one.
"""


def authority(quads: Iterable[ox.Quad]) -> Authority:
    """Return authority data in the form that documents are checked with.

    Of the names of a thing only one is kept: they are most of the data, and whether they are in
    order is a question to the authority data themselves, not to every document.
    """
    names = {vocab.SKOS("altLabel"), vocab.SKOS("hiddenLabel"), vocab.ELCHI("demonym")}
    label = vocab.SKOS("prefLabel")
    named: set[object] = set()
    kept: dict[bytes, list[ox.Quad]] = defaultdict(list)
    for quad in quads:
        if quad.predicate in names or (quad.predicate == label and quad.subject in named):
            continue
        if quad.predicate == label:
            named.add(quad.subject)
        kept[str(quad.subject).encode()].append(quad)
    return {subject: _known(quads) for subject, quads in kept.items()}


def merged(*parts: Authority) -> Authority:
    """Return all that the parts know, of what each thing is known in several of them included."""
    found: dict[bytes, Known] = {}
    for part in parts:
        for subject, added in part.items():
            before = found.get(subject)
            more = added if before is None else Known(before.lines + added.lines, before.refers + added.refers)
            found[subject] = more
    return found


def about(lines: bytes, known: Authority) -> bytes:
    """Return what is known of the things referred to, and of the things that these refer to, in N-Triples.

    Args:
        lines: N-Quads as pyoxigraph writes them.
        known: authority data.
    """
    return b"".join(_about(lines, known))


def _about(lines: bytes, known: Authority) -> Iterator[bytes]:
    seen: set[bytes] = set()
    # What stands third in a line is its object, or where that is a literal the beginning of it, which is no name.
    objects = {line.split(b" ", 3)[2] for line in lines.split(b"\n")[:-1]}
    frontier = sorted(objects & known.keys())
    for _ in range(2):
        seen.update(frontier)
        yield from (known[name].lines for name in frontier)
        reached = {name for passed in frontier for name in known[passed].refers}
        frontier = sorted(reached & known.keys() - seen)


def _known(quads: Iterable[ox.Quad]) -> Known:
    triples = [quad.triple for quad in quads]
    refers = dict.fromkeys(str(t.object).encode() for t in triples if isinstance(t.object, ox.NamedNode))
    return Known("".join(f"{triple} .\n" for triple in triples).encode(), tuple(refers))
