"""Descriptions of groups to mentions: experts, officials, a delegation."""

from __future__ import annotations

from elchi.mentions.offices import owner_of
from elchi.mentions.scene import Scene

_COLLECTIVES = frozenset({"group:delegation", "group:official-media", "group:side"})


def find(scene: Scene) -> None:
    """Add the groups that the sentence speaks of, with the state that they belong to if it is said."""
    for hit in scene.sentence.hits_of("group"):
        if not scene.is_free(hit.first, hit.last):
            continue
        if "Number=Plur" not in hit.features and hit.concept not in _COLLECTIVES:
            continue
        name = scene.written(hit.first, hit.last)
        owner = owner_of(scene, hit.first, hit.last)
        if hit.concept == "group:side" and (owner is None or "Number=Plur" in hit.features):
            continue
        scene.add(
            scene.make(
                "group",
                hit.concept,
                hit.first,
                hit.last,
                name=name,
                features=hit.features,
                owner=owner.key if owner is not None else None,
            )
        )
