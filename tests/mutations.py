"""Graphs to graphs with faults in them: what the engines are compared on."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

import pyoxigraph as ox

from elchi import vocab

Mutation = Callable[[list[ox.Quad], random.Random], None]

# Lexical forms that parsers of numbers, days and tags are known to disagree about.
ODD = (
    *(
        "",
        " ",
        "0",
        "-1",
        "+7",
        "007",
        " 5",
        "5 ",
        "1_000",
        "٥",
        "1.0",
        "1.",
        ".5",
        "1e3",
        "INF",
        "NaN",
        "0x10",
        "9" * 18,
    ),
    *("true", "TRUE", "1", "yes", "2022", "2022-02-30", "2022-13-01", "2022-2-1", "0001-01-01", "9999-12-31"),
    *(
        "2022-05-10Z",
        "2022-05-10+05:00",
        "2022-05-10T00:00:00",
        "2022-05-10\n",
        "XXXX-05-09",
        "2022-05/..",
        "2022-05-1X",
    ),
    *("a" * 64, "a" * 64 + "\n", "A" * 64, "a" * 63, "ß" * 121, "Aб", "Ташкент Tashkent", "x\u2028y", "𐐷𐐷", "e\u0301"),
)
KINDS = (
    "string",
    "integer",
    "decimal",
    "boolean",
    "date",
    "gYear",
    "dateTime",
    "double",
    "nonNegativeInteger",
    "anyURI",
)
TAGS = ("en", "EN", "en-GB", "ru", "uz", "uz-Cyrl", "uz-latn", "de", "kk", "x-private")


def mutated(quads: Sequence[ox.Quad], dice: random.Random) -> list[ox.Quad]:
    """Return a copy of a graph with one to four faults in it."""
    changed = list(quads)
    for _ in range(dice.randint(1, 4)):
        dice.choice(MUTATIONS)(changed, dice)
    return changed


def _drop(quads: list[ox.Quad], dice: random.Random) -> None:
    quads.pop(dice.randrange(len(quads)))


def _drop_property(quads: list[ox.Quad], dice: random.Random) -> None:
    gone = dice.choice(quads).predicate
    quads[:] = [quad for quad in quads if quad.predicate != gone]


def _drop_node(quads: list[ox.Quad], dice: random.Random) -> None:
    gone = dice.choice(quads).subject
    quads[:] = [quad for quad in quads if quad.subject != gone]


def _change(quads: list[ox.Quad], dice: random.Random, term: Callable[[ox.Quad], object]) -> None:
    place = dice.randrange(len(quads))
    quads[place] = _with(quads[place], term(quads[place]))


def _with(quad: ox.Quad, term: object) -> ox.Quad:
    return ox.Quad(quad.subject, quad.predicate, term, quad.graph_name)  # type: ignore[arg-type]  # the shape of the quad stays


def _literals(quads: list[ox.Quad]) -> list[int]:
    return [place for place, quad in enumerate(quads) if isinstance(quad.object, ox.Literal)]


def _rewrite(quads: list[ox.Quad], dice: random.Random) -> None:
    """Give a literal another lexical form, of the same kind."""
    place = dice.choice(_literals(quads))
    old = quads[place].object
    value = dice.choice((*ODD, old.value + "\n", old.value + " ", old.value[:-1], old.value.upper()))
    kind = {"language": old.language} if old.language else {"datatype": old.datatype}
    quads[place] = _with(quads[place], ox.Literal(value, **kind))


def _retype(quads: list[ox.Quad], dice: random.Random) -> None:
    """Give a literal another datatype or language."""
    place = dice.choice(_literals(quads))
    value = quads[place].object.value
    tagged = ox.Literal(value, language=dice.choice(TAGS))
    typed = ox.Literal(value, datatype=vocab.XSD(dice.choice(KINDS)))
    quads[place] = _with(quads[place], dice.choice((tagged, typed)))


def _reclass(quads: list[ox.Quad], dice: random.Random) -> None:
    """Make a thing a member of the class of another."""
    typed = [place for place, quad in enumerate(quads) if quad.predicate == vocab.RDF("type")]
    if typed:
        place, other = dice.choice(typed), dice.choice(typed)
        quads[place] = _with(quads[place], quads[other].object)


def _second(quads: list[ox.Quad], dice: random.Random) -> None:
    """Say a property of a thing a second time, with a value that another thing has."""
    quad = dice.choice(quads)
    values = [other.object for other in quads if other.predicate == quad.predicate]
    quads.append(_with(quad, dice.choice(values)))


def _swap(quads: list[ox.Quad], dice: random.Random) -> None:
    one, two = dice.randrange(len(quads)), dice.randrange(len(quads))
    quads[one], quads[two] = _with(quads[one], quads[two].object), _with(quads[two], quads[one].object)


def _swap_alike(quads: list[ox.Quad], dice: random.Random) -> None:
    """Swap the values of a property between two things."""
    predicate = dice.choice(quads).predicate
    places = [place for place, quad in enumerate(quads) if quad.predicate == predicate]
    one, two = dice.choice(places), dice.choice(places)
    quads[one], quads[two] = _with(quads[one], quads[two].object), _with(quads[two], quads[one].object)


def _shift(quads: list[ox.Quad], dice: random.Random) -> None:
    """Move an offset or another number by one."""
    numbers = [place for place in _literals(quads) if quads[place].object.datatype == vocab.XSD("integer")]
    if numbers:
        place = dice.choice(numbers)
        old = quads[place].object.value
        new = str(int(old) + dice.choice((-1, 1))) if old.isascii() and old.isdigit() else "0"
        quads[place] = _with(quads[place], ox.Literal(new, datatype=vocab.XSD("integer")))


def _point(quads: list[ox.Quad], dice: random.Random) -> None:
    """Have a triple point at some other thing of the document."""
    target = dice.choice(quads).subject
    _change(quads, dice, lambda quad: target)


def _strange(quads: list[ox.Quad], dice: random.Random) -> None:
    """Say something that no shape expects: another property, a literal for a thing, a thing for a literal."""
    quad, other = dice.choice(quads), dice.choice(quads)
    quads.append(ox.Quad(quad.subject, other.predicate, other.object, quad.graph_name))


def _same(quads: list[ox.Quad], dice: random.Random) -> None:
    quad = dice.choice(quads)
    quads.append(ox.Quad(quad.subject, vocab.OWL("sameAs"), dice.choice(quads).subject, quad.graph_name))


def _loop(quads: list[ox.Quad], dice: random.Random) -> None:
    """Nest a report in another, or in itself."""
    reports = [quad for quad in quads if quad.predicate == vocab.ELCHI("reportsEvent")]
    if reports:
        inner, outer = dice.choice(reports), dice.choice(reports)
        quads.append(ox.Quad(inner.subject, vocab.ELCHI("nestedIn"), outer.subject, inner.graph_name))


def _anonymous(quads: list[ox.Quad], dice: random.Random) -> None:
    _change(quads, dice, lambda quad: ox.BlankNode("nobody"))


MUTATIONS: tuple[Mutation, ...] = (
    *(_drop, _drop_property, _drop_node, _reclass, _second, _swap, _swap_alike, _shift, _point, _strange, _same, _loop),
    *(_rewrite, _rewrite, _rewrite, _retype, _retype, _anonymous),
)
