"""Hits of the authority data to mentions of states, places and organisations.

A capital that is not marked as a place (locative, «в», «город …») stands for its government, and so does
a seat such as the Kremlin: the mention is then of the state, its ``literal`` the place.
"""

from __future__ import annotations

from dataclasses import replace

from elchi.lexicon import Thing
from elchi.mentions.scene import JOINERS, Scene
from elchi.model import Hit
from elchi.morphology.words import words

_PLACE_CASES = frozenset({"Case=Loc", "Case=Abl", "Case=Ter"})
_DIRECTION = "Case=Dat"


def find(scene: Scene) -> None:
    """Add the mentions that the authority data name."""
    for hit in scene.sentence.hits:
        kind = hit.concept.split(":", 1)[0]
        if kind == "demonym":
            _demonym(scene, hit)
        elif kind in {"state", "place", "organisation"} and scene.is_free(hit.first, hit.last):
            thing = scene.authority.get(hit.concept)
            if thing is not None and not _is_given_name(scene, hit):
                _named(scene, hit, thing)


def _is_given_name(scene: Scene, hit: Hit) -> bool:
    """Return whether a one-word name is rather somebody's first name: «Раду Мунтяну» is no «Рада»."""
    following = scene.word(hit.last + 1)
    if hit.first != hit.last or following is None:
        return False
    behind = {c.split(":", 1)[0] for i in range(hit.first - 3, hit.first) for c in scene.concepts(i)}
    if "given-name" not in scene.concepts(hit.first) and (
        scene.turkic or hit.concept[:5] == "state" or "office" not in behind
    ):
        return False
    return following.shape == "Xx" and not scene.begins(hit.last + 1)


def _demonym(scene: Scene, hit: Hit) -> None:
    if not scene.is_free(hit.first, hit.last):
        return
    name = scene.written(hit.first, hit.last)
    mention = scene.make(
        "state", hit.concept.replace("demonym:", "state:", 1), hit.first, hit.last, name=name, features=hit.features
    )
    people = scene.analytic and "Number=Plur" in hit.features  # «the Russians» act, «Russian» describes
    scene.add(replace(mention, adjective=not people))


def _named(scene: Scene, hit: Hit, thing: Thing) -> None:
    name = _nominative(scene, hit, thing)
    mention = scene.make(thing.kind, thing.key, hit.first, hit.last, name=name, features=hit.features)
    if thing.kind == "state":
        scene.add(replace(mention, adjective="Derivation=Lik" in hit.features))
        return
    mention = replace(mention, owner=thing.state or thing.seat_of, organisation_kind=thing.organisation_kind)
    if thing.seat_of is not None:
        body = replace(mention, kind="organisation", organisation_kind=thing.organisation_kind or "government")
        scene.add(body)
        scene.add(
            replace(body, kind="state", key=thing.seat_of, literal=thing.key, organisation_kind=None), cover=False
        )
        return
    if thing.kind == "place" and thing.capital_of is not None and not _is_place(scene, hit):
        mention = replace(mention, kind="state", key=thing.capital_of, literal=thing.key)
    scene.add(mention)


def _is_place(scene: Scene, hit: Hit) -> bool:
    around = scene.concepts(hit.first - 1) | scene.concepts(hit.last + 1)
    if "place-word" in around or scene.form(hit.last + 1) == "(" or _dateline(scene, hit):
        return True
    if scene.turkic:
        return bool(_PLACE_CASES & hit.features) or _DIRECTION in hit.features or "Attr=Yes" in hit.features
    before = scene.concepts(hit.first - 1)
    if scene.analytic and (before & {"to", "via"} or _opens_in_capitals(scene, hit)):
        return True
    return bool(before & {"in", "from", "near", "into", "on"}) or scene.form(hit.first - 1).lower() in {
        "в",
        "из",
        "под",
    }


def _opens_in_capitals(scene: Scene, hit: Hit) -> bool:
    """Return whether a city in capitals opens the sentence as a dateline: «PARIS, March 27 -», «ANKARA (Reuters)»."""
    return hit.first == 0 and scene.form(0).isupper() and scene.form(hit.last + 1) in JOINERS | {",", "("}


def _dateline(scene: Scene, hit: Hit) -> bool:
    following = scene.word(hit.last + 1)
    return (
        hit.first == 0
        and following is not None
        and following.form in JOINERS | {",", "."}
        and scene.sentence.block.kind == "dateline"
    )


def _nominative(scene: Scene, hit: Hit, thing: Thing) -> str:
    written = scene.written(hit.first, hit.last)
    if "Case=Nom" in hit.features and not ({"Case=Gen", "Case=Dat"} & hit.features):
        return written
    tag = scene.sentence.language.lower()
    names = [name for name, language, _ in thing.names if language.split("-")[0] == tag.split("-")[0]]
    folded = [scene.lexicon.word(token.word.form) for token in scene.tokens[hit.first : hit.last + 1]]
    stems = folded[-1].stems
    for name in sorted(names, key=len, reverse=True):
        spelling = [found.group() for found in words(name)]
        last = scene.lexicon.word(spelling[-1]) if spelling else None
        same_script = (name[:1] > "ʯ") == (written[:1] > "ʯ")
        if last is not None and same_script and len(spelling) == hit.last - hit.first + 1 and last.key in stems:
            return name
    return written
