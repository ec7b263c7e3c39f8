"""Hits of the authority data to mentions of states, places and organisations.

A capital that is not marked as a place (locative, «в», «город …») stands for its government, and so does
a seat such as the Kremlin: the mention is then of the state, its ``literal`` the place.
"""

from __future__ import annotations

from functools import lru_cache, partial

from elchi.lexicon import Authority, Lexicon, Thing
from elchi.mentions.scene import JOINERS, Scene
from elchi.model import Hit, Word
from elchi.morphology.words import words

_PLACE_CASES = frozenset({"Case=Loc", "Case=Abl", "Case=Ter"})
_DIRECTION = "Case=Dat"
_EARLY = 3  # a seat among the first words is what its people say: «В Белом доме сообщили»


def find(scene: Scene) -> None:
    """Add the mentions that the authority data name."""
    for hit in scene.sentence.hits_of("demonym", "state", "place", "organisation"):
        if not scene.is_free(hit.first, hit.last):
            continue
        if hit.kind == "demonym":
            if not _is_base_form(scene, hit):
                _demonym(scene, hit)
            continue
        if hit.kind == "organisation" and _is_within_body(scene, hit):
            continue
        if hit.kind == "place" and {"place-word"} == scene.concepts(hit.first) & {"place-word", "capital"}:
            continue  # «Bursa Limanı»: a harbour, not Lima
        thing = scene.authority.get(hit.concept)
        if thing is not None and not begins_name(scene, hit):
            _named(scene, hit, thing)


def _is_base_form(scene: Scene, hit: Hit) -> bool:
    """Return whether the words of a people are those of its state's plain name: «Türkiye» is no «to the Turk»."""
    return any(
        other.first == hit.first and other.last >= hit.last and "Case=Nom" in other.features
        for other in scene.sentence.hits_of("state")
    )


def begins_name(scene: Scene, hit: Hit) -> bool:
    """Return whether a one-word name is rather somebody's first name: «Раду Мунтяну» is no «Рада»."""
    following = scene.word(hit.last + 1)
    if hit.first != hit.last or following is None or following.shape != "Xx":
        return False
    if "given-name" not in scene.concepts(hit.first) and (
        scene.turkic
        or hit.kind == "state"
        or not any("office" in scene.kinds(i) for i in range(hit.first - 3, hit.first))
    ):
        return False
    return not scene.begins(hit.last + 1)


def _is_within_body(scene: Scene, hit: Hit) -> bool:
    """Return whether a name is only part of a body's: the journal in «Ministry of Foreign Affairs»."""
    return any(
        other.kind == "body" and other.first <= hit.first and hit.last <= other.last
        for other in scene.sentence.hits
        if other.last - other.first > hit.last - hit.first
    )


def _demonym(scene: Scene, hit: Hit) -> None:
    name, key = scene.written(hit.first, hit.last), hit.concept.replace("demonym:", "state:", 1)
    people = scene.analytic and "Number=Plur" in hit.features  # «the Russians» act, «Russian» describes
    scene.add(scene.make("state", key, hit.first, hit.last, name=name, features=hit.features, adjective=not people))


def _named(scene: Scene, hit: Hit, thing: Thing) -> None:
    make = partial(
        scene.make, first=hit.first, last=hit.last, name=_nominative(scene, hit, thing), features=hit.features
    )
    kind, owner = thing.organisation_kind, thing.state or thing.seat_of
    if thing.kind == "state":
        scene.add(make("state", thing.key, adjective="Derivation=Lik" in hit.features))
    elif thing.seat_of is not None:
        spoken = "place" if _is_venue(scene, hit) else "organisation"
        scene.add(make(spoken, thing.key, owner=owner, organisation_kind=kind or "government"))
        scene.add(make("state", thing.seat_of, owner=owner, literal=thing.key), cover=False)
    elif thing.kind == "place" and thing.capital_of is not None and not _is_place(scene, hit):
        scene.add(make("state", thing.capital_of, owner=owner, organisation_kind=kind, literal=thing.key))
    else:
        scene.add(make(thing.kind, thing.key, owner=owner, organisation_kind=kind))


def _is_place(scene: Scene, hit: Hit) -> bool:
    around = scene.concepts(hit.first - 1) | scene.concepts(hit.last + 1)
    if "place-word" in around or scene.form(hit.last + 1) == "(" or _dateline(scene, hit):
        return True
    if scene.turkic:
        return bool(_PLACE_CASES & hit.features) or _DIRECTION in hit.features or "Attr=Yes" in hit.features
    before = scene.concepts(hit.first - 1)
    if scene.analytic and (before & {"to", "via"} or _opens_in_capitals(scene, hit) or _describes(scene, hit)):
        return True
    return bool(before & {"in", "from", "near", "into", "on"}) or _is_preposition_of_place(scene.word(hit.first - 1))


def _is_venue(scene: Scene, hit: Hit) -> bool:
    """Return whether a seat is only where something takes place: «в Кремле прошёл приём», not «в Кремле заявили»."""
    if scene.turkic:
        located = bool(_PLACE_CASES & hit.features) or "Attr=Yes" in hit.features
    else:
        before = scene.concepts(hit.first - 1 - (scene.analytic and _is_determiner(scene.word(hit.first - 1))))
        located = bool(before & {"in", "near"})
    return located and not (hit.first < _EARLY and scene.sentence.hits_of("say"))


def _is_determiner(word: Word | None) -> bool:
    return word is not None and any(a.pos == "DET" for a in word.analyses)


def _is_preposition_of_place(word: Word | None) -> bool:
    """Return whether a word marks a place by itself, whatever longer phrase it stands in."""
    return word is not None and bool({"in", "from", "near"} & word.concepts)


def _describes(scene: Scene, hit: Hit) -> bool:
    """Return whether an English name of a city only describes the noun behind it: «the Paris climate agreement»."""
    following = scene.word(hit.last + 1)
    if following is None or following.shape != "x" or "Case=Gen" in hit.features:
        return False
    kinds = {a.pos for a in following.analyses}
    return bool(kinds & {"NOUN", "ADJ"}) and "VERB" not in kinds


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
    forms = tuple(token.word.form for token in scene.tokens[hit.first : hit.last + 1])
    return _listed(scene.lexicon, scene.authority, thing.key, scene.sentence.language, forms) or written


@lru_cache(maxsize=20_000)
def _listed(lexicon: Lexicon, authority: Authority, key: str, language: str, forms: tuple[str, ...]) -> str | None:
    """Return the name that the authority data list for a thing, if some forms are that name declined."""
    thing = authority.get(key)
    names = [] if thing is None else [n for n, tag, _ in thing.names if _primary(tag) == _primary(language)]
    stems = lexicon.word(forms[-1]).stems
    for name in sorted(names, key=len, reverse=True):
        spelling = [found.group() for found in words(name)]
        same_script = (name[:1] > "ʯ") == (forms[0][:1] > "ʯ")
        if same_script and len(spelling) == len(forms) and lexicon.word(spelling[-1]).key in stems:
            return name
    return None


def _primary(language: str) -> str:
    return language.partition("-")[0].lower()
