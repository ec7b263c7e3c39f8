"""Names of a named-entity tagger to mentions, where the rules have found none."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from operator import attrgetter

from elchi.mentions.naming import base_form
from elchi.mentions.scene import Scene
from elchi.model import NamedSpan
from elchi.morphology.names import name_key

_START = attrgetter("sentence.span.start")


def add(scenes: Sequence[Scene], named: Sequence[NamedSpan]) -> None:
    """Add names to the scenes that they lie in; what touches a mention of the rules is left out.

    Args:
        scenes: the sentences, in the order of the text.
        named: what the tagger found; a span is widened to whole tokens and ends with its sentence.
    """
    for name in named:
        place = bisect_right(scenes, name.span.start, key=_START) - 1
        if place < 0:
            continue
        scene = scenes[place]
        first = bisect_right(scene.tokens, name.span.start, key=attrgetter("stop"))
        last = bisect_left(scene.tokens, name.span.stop, key=attrgetter("start")) - 1
        if first <= last and scene.is_free(first, last):
            _add(scene, name, first, last)


def _add(scene: Scene, name: NamedSpan, first: int, last: int) -> None:
    run = base_form(scene, first, last, Counter())
    called = name.name or run.name
    key = name_key(called)
    if not key:
        return
    if name.kind == "person":
        variants = run.variants | {key.split()[-1]}
        scene.add(scene.make("person", key, first, last, name=called, features=run.features, variants=variants))
        return
    key = f"body:/{key.replace(' ', '-')}"
    scene.add(
        scene.make("organisation", key, first, last, name=called, features=run.features, organisation_kind="other")
    )
