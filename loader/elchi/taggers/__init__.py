"""Named-entity taggers that others write: names that Elchi's own rules did not find.

A tagger is an installed package's entry point in the group ``elchi.taggers``: a function without arguments
that returns a :class:`Tagger`. None is used unless it is asked for by name. What it finds goes the way of
every mention: evidence, shapes, quarantine. Elchi's own names win where the two overlap.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.metadata import entry_points
from typing import Protocol

from elchi.errors import TaggerError
from elchi.model import NamedSpan, Span

__all__ = ["GROUP", "Tagger", "named", "names", "tag"]

GROUP = "elchi.taggers"
"""The entry-point group."""

_KINDS = frozenset({"person", "organisation"})
_MOST = 10_000  # names of one article: more is a fault of the tagger


class Tagger(Protocol):
    """What finds names in passages. The same passages must give the same names on every machine."""

    @property
    def version(self) -> str:
        """Return what is known of the tagger and its weights: documents are read anew when it changes."""

    def __call__(self, content: str, passages: Sequence[tuple[Span, str]]) -> Iterable[NamedSpan]:
        """Yield the names found.

        Args:
            content: the stored text.
            passages: the stretches that are read, each with its BCP 47 tag.
        """


@dataclass(frozen=True, slots=True)
class Named:
    """A tagger and the name that it was asked for by."""

    name: str
    tagger: Tagger

    @property
    def digest(self) -> str:
        """What tells this tagger from another, or from another version of itself."""
        return f"{self.name} {self.tagger.version}"


def names() -> list[str]:
    """Return the names of the installed taggers, sorted."""
    return sorted({point.name for point in entry_points(group=GROUP)})


def named(name: str) -> Named:
    """Return an installed tagger, its weights loaded.

    Raises:
        TaggerError: if there is none of this name, or it cannot be loaded.
    """
    found = [point for point in entry_points(group=GROUP) if point.name == name]
    if not found:
        raise TaggerError(f"{name}: no such tagger; installed: {', '.join(names()) or 'none'}")
    try:
        return Named(name, found[0].load()())
    except ImportError as error:
        raise TaggerError(f"{name}: cannot be loaded: {error}") from error


def tag(chosen: Named, content: str, passages: Sequence[tuple[Span, str]]) -> tuple[NamedSpan, ...]:
    """Return the names that a tagger finds, in the order of the text, each once.

    Args:
        chosen: the tagger.
        content: the stored text.
        passages: the stretches that are read, each with its BCP 47 tag.

    Raises:
        TaggerError: if a span lies outside the text or names nothing, a kind is unknown, or there is no end of names.
    """
    found: set[NamedSpan] = set()
    for name in chosen.tagger(content, passages):
        span = name.span
        if name.kind not in _KINDS:
            raise TaggerError(f"{chosen.name}: {name.kind!r} is no kind of name; expected one of {sorted(_KINDS)}")
        if not 0 <= span.start < span.stop <= len(content) or not span.of(content).strip():
            raise TaggerError(f"{chosen.name}: {span} slices no words of a text of {len(content)} characters")
        found.add(name)
        if len(found) > _MOST:
            raise TaggerError(f"{chosen.name}: more than {_MOST} names in one article")
    return tuple(sorted(found, key=lambda name: (name.span, name.kind, name.name or "")))
