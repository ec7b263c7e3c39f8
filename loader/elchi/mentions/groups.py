"""Descriptions of groups to mentions: experts, officials, a delegation; and colleagues without a name."""

from __future__ import annotations

from elchi.mentions.offices import owner_of
from elchi.mentions.scene import Scene
from elchi.model import Hit

_SIDE = "group:side"
_COLLEAGUES = "group:allies"
_COLLECTIVES = frozenset({"group:delegation", "group:official-media", _SIDE})


def find(scene: Scene) -> None:
    """Add the groups that the sentence speaks of, with the state that they belong to if it is said."""
    for hit in scene.sentence.hits_of("group"):
        if not scene.is_free(hit.first, hit.last):
            continue
        if "Number=Plur" not in hit.features and hit.concept not in _COLLECTIVES:
            continue
        _add(scene, hit, hit.concept)
    for hit in scene.sentence.hits_of("counterpart"):
        if scene.is_free(hit.first, hit.last) and not _is_named(scene, hit):
            _add(scene, hit, _COLLEAGUES if "Number=Plur" in hit.features else _SIDE, owned=True)


def _add(scene: Scene, hit: Hit, key: str, *, owned: bool = False) -> None:
    """Add a group; what stands for its state, or is only known by it, needs an owner."""
    owner = owner_of(scene, hit.first, hit.last)
    if key == _SIDE and "Number=Plur" in hit.features:
        return
    if owner is None and (owned or key == _SIDE):
        return
    scene.add(
        scene.make(
            "group",
            key,
            hit.first,
            hit.last,
            name=scene.written(hit.first, hit.last),
            features=hit.features,
            owner=owner.key if owner is not None else None,
        )
    )


def _is_named(scene: Scene, hit: Hit) -> bool:
    """Return whether a name stands behind a colleague: «his Cambodian counterpart, Hun Manet»."""
    following = scene.owners.get(hit.last + 1 + (scene.form(hit.last + 1) == ","))
    return following is not None and following.kind == "person"
