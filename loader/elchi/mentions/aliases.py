"""Abbreviations that a text introduces in brackets, to the body that they stand for throughout it.

«Orta Koridor İşbirliği Örgütü (OKİÖ)» names one body twice; «OKİÖ» alone, in any case, is that body from then on.
Where the authority data know one of the two names, both are what they know.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from elchi.mentions.scene import Scene
from elchi.model import Features, Mention
from elchi.morphology.names import name_key

_QUOTES = frozenset('«»“”"„’‘')
_LEAST = 2  # letters of an abbreviation
_ABBREVIATED = "XX"


def find(scenes: Sequence[Scene]) -> None:
    """Give the bodies of a document that have an abbreviation of their own one key for both names."""
    introduced: dict[str, Mention] = {}
    for scene in scenes:
        for body, index in _introduced(scene) if "(" in scene.content[slice(*_extent(scene))] else ():
            inside = scene.owners.get(index)
            key = inside.key if inside is not None and inside.key.startswith("organisation:") else body.key
            name = f"{body.name} ({scene.form(index)})"
            whole = replace(body, key=key, name=name, variants=frozenset({name_key(scene.form(index))}))
            scene.replace(body, whole)
            introduced.setdefault(scene.form(index), whole)
    for scene in scenes if introduced else ():
        _rename(scene, introduced)


def _extent(scene: Scene) -> tuple[int, int]:
    return scene.sentence.span.start, scene.sentence.span.stop


def _introduced(scene: Scene) -> Iterator[tuple[Mention, int]]:
    """Yield the bodies behind whose name an abbreviation stands in brackets, with its token."""
    for body in [m for m in scene.mentions if m.kind == "organisation" and m.first < m.last]:
        opening = body.last + 1 + (scene.form(body.last + 1) in _QUOTES)
        word = scene.word(opening + 1)
        if word is None or scene.form(opening) != "(" or scene.form(opening + 2) not in {")", ","}:
            continue
        inside = scene.owners.get(opening + 1)
        if word.shape == _ABBREVIATED and (inside is None or inside.kind == "organisation"):
            yield body, opening + 1


def _rename(scene: Scene, introduced: dict[str, Mention]) -> None:
    """Give the mentions of an abbreviation the key of its body, and add those that nothing else has seen."""
    for index, token in enumerate(scene.tokens):
        if token.word.form[:_LEAST].isupper():
            body = next((introduced[a] for a in (token.word.form, _stem(token.word.form)) if a in introduced), None)
            if body is not None:
                _rename_at(scene, index, body)


def _rename_at(scene: Scene, index: int, body: Mention) -> None:
    known = scene.owners.get(index)
    if known is not None and (known.first, known.last, known.kind) == (index, index, "organisation"):
        scene.replace(known, replace(known, key=body.key, owner=body.owner))
    elif known is None:
        name, features = _stem(scene.form(index)), _features(scene, index)
        alias = scene.make("organisation", body.key, index, index, name=name, features=features)
        scene.add(replace(alias, owner=body.owner, organisation_kind=body.organisation_kind))


def _stem(form: str) -> str:
    """Return an abbreviation without the suffix that a text hangs on it: «OKİÖ'nün», «ОКУга».

    >>> _stem("OKİÖ’nün"), _stem("ОКУга"), _stem("ОКУ")
    ('OKİÖ', 'ОКУ', 'ОКУ')
    """
    stop = next((i for i, c in enumerate(form) if not c.isupper()), len(form))
    return form[:stop]


def _features(scene: Scene, index: int) -> Features:
    form = scene.form(index)
    if _stem(form) == form:
        return frozenset({"Case=Nom"}) if scene.turkic else frozenset()
    return next((a.features for a in scene.tokens[index].word.analyses if "Case=Nom" not in a.features), frozenset())
