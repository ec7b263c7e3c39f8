"""«Столица Кении», «the Georgian capital» to mentions of the city that is meant: a place, whatever its case."""

from __future__ import annotations

from elchi.mentions.offices import owner_of
from elchi.mentions.scene import Scene
from elchi.model import Hit


def find(scene: Scene) -> None:
    """Add the capitals that are called so, with their state beside them."""
    for hit in scene.sentence.hits_of("capital"):
        key = _capital(scene, hit)
        if key is None:
            continue
        name, owner = scene.authority.name(key, scene.sentence.language), scene.authority.things[key].state
        scene.add(scene.make("place", key, hit.first, hit.last, name=name, features=hit.features, owner=owner))


def _capital(scene: Scene, hit: Hit) -> str | None:
    """Return the key of the capital whose state stands beside the word; none for a name: «Астана»."""
    if not scene.is_free(hit.first, hit.last) or scene.form(hit.first)[:1].isupper():
        return None
    owner = owner_of(scene, hit.first, hit.last)
    return scene.authority.capital(owner.key) if owner is not None and owner.kind == "state" else None
