"""Office words to mentions, with the state or body that the office belongs to, and their holders.

Turkic languages put the owner before («Ўзбекистон ташқи ишлар вазири Санжар Норқулов»), Russian after, or as an
adjective before («президент Турции», «турецкий президент»). A head word such as «раҳбари» or «глава» takes
its office from the body it heads.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from elchi.mentions.scene import JOINERS, Scene
from elchi.model import Features, Hit, Mention

_LOOK_BACK = 6
_HEAD_OFFICES = {
    "ministry.foreign": "foreign_minister", "ministry.defence": "defence_minister", "ministry": "minister",
    "government": "prime_minister", "parliament": "speaker", "company": "executive", "bank": "head_of_agency",
    "agency": "head_of_agency", "igo": "head_of_agency", "party": "other", "other": "head_of_agency",
    "court": "head_of_agency", "military": "military_commander", "university": "head_of_agency",
    "ngo": "head_of_agency", "media": "executive",
}  # fmt: skip
_ACCREDITED = frozenset({"ambassador", "envoy"})  # whose host stands between office and name: «посол … в России»
_SKIPPED = frozenset({"former", "acting", "state-words", "person-title", "joint", "deputy", "new"})


def find(scene: Scene) -> None:
    """Add the office words of the sentence as mentions of kind ``office``.

    A bare head word («раҳбар», «глава») is an office only of a stated body, or before a name.
    """
    for hit in scene.sentence.hits_of("office"):
        if not scene.is_free(hit.head, hit.head):
            continue
        office = _office(scene, hit)
        bare = hit.concept == "office:head" and office.office_of is None
        if not bare or "given-name" in scene.concepts(hit.last + 1):
            scene.add(office)


def _office(scene: Scene, hit: Hit) -> Mention:
    code = hit.concept.split(":", 1)[1]
    owner = _inside(scene, hit) or owner_of(scene, hit.first, hit.last)
    if owner is not None and owner.kind == "organisation" and code in {"head_of_agency", "head", "other"}:
        code = _headed(owner, code)
    elif code in {"head", "head_of_agency"} and owner is not None and owner.kind == "state":
        code = "other"
    code = "other" if code == "head" else code
    if "deputy" in scene.concepts(hit.last + 1) | scene.concepts(hit.first - 1):
        code = _deputy(code)
    last = hit.last + 1 if scene.turkic and "deputy" in scene.concepts(hit.last + 1) else hit.last
    owner = _state_of_ministry(scene, _speaks_for(scene, owner), code)
    make = partial(scene.make, first=hit.first, last=last, name=scene.written(hit.first, last), features=hit.features)
    of = owner.key if owner is not None else None
    if "Number=Plur" in hit.features and "Number=Sing" not in hit.features and not _names_follow(scene, hit):
        return make("group", f"group:{code}s", owner=of)
    former = any("former" in scene.concepts(i) for i in range(max(0, hit.first - 3), hit.first))
    span = scene.span(hit.first, last)
    return make("office", f"office:{code}", office=code, office_of=of, former=former, office_span=span)


def _names_follow(scene: Scene, hit: Hit) -> bool:
    """Return whether names follow a plural: «министрами … Сергеем Лавровым и Павлом Климкиным»."""
    return any("given-name" in scene.concepts(i) for i in range(hit.last + 1, hit.last + 8))


def _speaks_for(scene: Scene, owner: Mention | None) -> Mention | None:
    """Return the state in the place of its seat: the Kremlin's spokesman is Russia's."""
    if owner is None or not owner.key.startswith("place:"):
        return owner
    return next((m for m in scene.mentions if m.kind == "state" and m.span == owner.span), owner)


def _inside(scene: Scene, hit: Hit) -> Mention | None:
    """Return the owner that the office phrase itself names («глава Пентагона»)."""
    found = [scene.owners[i] for i in range(hit.first, hit.last) if i in scene.owners]
    states = [m for m in scene.mentions if m.kind == "state" and hit.first <= m.first <= hit.last]
    return next(iter([*states, *found]), None)


def _state_of_ministry(scene: Scene, owner: Mention | None, code: str) -> Mention | None:
    """Return the state whose ministry is headed: ministers are of states, and so are speakers."""
    of_state = code.endswith("minister") or code in {"spokesperson", "speaker"}
    if (
        owner is None
        or owner.organisation_kind not in {"ministry", "parliament"}
        or not of_state
        or owner.owner is None
    ):
        return owner
    return next((m for m in scene.mentions if m.key == owner.owner), owner)


def _headed(owner: Mention, code: str) -> str:
    specific = owner.key.rsplit("/", 1)[-1] if owner.key.startswith("body:") else ""
    return _HEAD_OFFICES.get(specific) or _HEAD_OFFICES.get(owner.organisation_kind or "", code)


def _deputy(code: str) -> str:
    if code == "prime_minister":
        return "deputy_prime_minister"
    return "deputy_minister" if code.endswith("minister") else code


def owner_of(scene: Scene, first: int, last: int) -> Mention | None:
    """Return the mention of the state or organisation that owns what stands at these tokens, if it is said."""
    before = _before(scene, first)
    if scene.turkic or (scene.analytic and before is not None):
        return before
    if before is not None and before.adjective:
        return before
    return _after(scene, last)


def _before(scene: Scene, first: int) -> Mention | None:
    index = first - 1
    while index >= max(0, first - _LOOK_BACK):
        owner = scene.owners.get(index)
        if owner is not None and owner.kind in {"place", "state"} and "Attr=Yes" in owner.features:
            index = owner.first - 1
            continue
        if owner is not None and scene.analytic and _is_in_compound(scene, owner):
            index = owner.first - 1
            continue
        if owner is not None:
            return owner if _may_own(scene, owner) else None
        word = scene.tokens[index].word
        if word.shape == "." and word.form not in JOINERS and word.form not in '«»“”"':
            return None
        if scene.turkic and (not _is_modifier(scene, index) or _may_be_name(scene, index)):
            return None
        if (
            not scene.turkic
            and not any(a.pos in {"ADJ", "NUM"} for a in word.analyses)
            and not _qualifies(scene, index)
        ):
            return None
        index -= 1
    return None


def _is_in_compound(scene: Scene, owner: Mention) -> bool:
    """Return whether a name only begins an English compound: «a Moscow-friendly prime minister»."""
    following = scene.word(owner.last + 2)
    return scene.form(owner.last + 1) in JOINERS and following is not None and following.shape == "x"


def _qualifies(scene: Scene, index: int) -> bool:
    """Return whether a word may stand between an English owner and the office: «Turkey's newly appointed minister»."""
    if not scene.analytic:
        return False
    word = scene.tokens[index].word
    participle = any(a.pos == "ADV" or "VerbForm=Part" in a.features for a in word.analyses)
    return participle or word.form in JOINERS or bool(scene.concepts(index) & _SKIPPED)


def _may_be_name(scene: Scene, index: int) -> bool:
    """Return whether a capitalised word stands here that nothing explains: it may be somebody's name."""
    return scene.tokens[index].word.shape == "Xx" and not scene.concepts(index) - {"given-name", "surname"}


def _may_own(scene: Scene, owner: Mention) -> bool:
    if owner.kind not in {"state", "organisation"}:
        return False
    if not scene.turkic or owner.adjective:
        return True
    return bool({"Case=Gen", "Case=Nom"} & owner.features) or not owner.features


def _is_modifier(scene: Scene, index: int) -> bool:
    if scene.concepts(index) & _SKIPPED:
        return True
    word = scene.tokens[index].word
    if any(a.pos == "VERB" for a in word.analyses):
        return False
    cases = {f for a in word.analyses for f in a.features if f.startswith("Case=")}
    return not cases or bool(cases & {"Case=Nom", "Case=Gen"})


def _after_of(scene: Scene, last: int) -> Mention | None:
    """Return the owner behind «of (the)» in English: «president of the European Council»."""
    if "of" not in scene.concepts(last + 1):
        return None
    for index in range(last + 2, last + 2 + _LOOK_BACK):
        owner = scene.owners.get(index)
        if owner is not None:
            return owner if owner.kind in {"state", "organisation"} else None
        word = scene.word(index)
        if word is None or not any(a.pos in {"DET", "ADJ"} for a in word.analyses):
            return None
    return None


def _after(scene: Scene, last: int) -> Mention | None:
    if scene.analytic:
        return _after_of(scene, last)
    index = last + 1
    while index <= last + _LOOK_BACK:
        owner = scene.owners.get(index)
        if owner is not None:
            genitive = "Case=Gen" in owner.features or not any(f.startswith("Case=") for f in owner.features)
            return owner if owner.kind in {"state", "organisation"} and (genitive or owner.adjective) else None
        word = scene.word(index)
        if (
            word is None
            or not any("Case=Gen" in a.features and a.pos in {"ADJ", "NOUN"} for a in word.analyses)
            or word.shape == "Xx"
        ) and (word is None or not scene.concepts(index) & _SKIPPED):
            return None
        index += 1
    return None


def befriend(scene: Scene) -> None:
    """Give each colleague the state that is said: «россиялик ҳамкасби Сергей Лавров», «Rus mevkidaşı Lavrov»."""
    for hit in scene.sentence.hits:
        person = scene.owners.get(hit.last + 1) if hit.concept == "counterpart" else None
        if person is None or person.kind != "person" or person.office_of is not None:
            continue
        owner = owner_of(scene, hit.first, hit.last)
        if owner is not None and owner.kind == "state":
            scene.replace(person, replace(person, owner=owner.key))


def attach(scene: Scene) -> None:
    """Give each person the office that stands in apposition, and drop the office mention that said so."""
    for office in [m for m in scene.mentions if m.kind == "office"]:
        holder = _holder(scene, office)
        if holder is not None and holder.office is None:
            whole = replace(
                holder, office=office.office, office_of=office.office_of, former=office.former,
                office_span=office.span, features=_case_of(scene, office, holder),
            )  # fmt: skip
            scene.replace(holder, whole)
            _share(scene, office, holder, whole)
            scene.mentions.remove(office)
    _belittle(scene)


def _belittle(scene: Scene) -> None:
    """Take a palace that only says whose an office is for the building: its people are told by the office."""
    seats = [m for m in scene.mentions if m.kind == "organisation" and m.key.startswith("place:")]
    offices = [(m.office_of, m.office_span) for m in scene.mentions if m.office_span is not None] if seats else []
    for seat in seats:
        spans = [span for of, span in offices if of == seat.owner]
        gaps = [min(abs(seat.span.start - span.stop), abs(span.start - seat.span.stop)) for span in spans]
        if seat.organisation_kind == "government" and 1 in gaps:
            scene.replace(seat, replace(seat, kind="place"))


def _share(scene: Scene, office: Mention, holder: Mention, whole: Mention) -> None:
    """Give an office in the plural to all its holders, each with a state of his own if there are as many."""
    holders = [holder, *_others(scene, office, holder)]
    if len(holders) == 1:
        return
    owners = _owners(scene, office)
    for place, one in enumerate(holders):
        owner = owners[place].key if len(owners) == len(holders) else office.office_of
        scene.replace(
            whole if one is holder else one,
            replace(whole, **_own(one), features=_case_of(scene, office, one), office_of=owner),
        )


def _case_of(scene: Scene, office: Mention, holder: Mention) -> Features:
    """Return the features of a holder; where the office stands before, the noun shows the case better than a name."""
    cased = any(f.startswith("Case=") for f in office.features)
    return office.features if cased and not scene.turkic and office.last < holder.first else holder.features


def _owners(scene: Scene, office: Mention) -> list[Mention]:
    """Return the states of an office in the plural: «президенты Казахстана и Турции»."""
    if "Number=Plur" not in office.features:
        return []
    states = [m for m in scene.mentions if m.kind == "state" and not m.adjective]
    if scene.turkic:
        return [m for m in states if office.first - _LOOK_BACK <= m.first < office.first]
    return [m for m in states if office.last < m.first <= office.last + _LOOK_BACK]


def _is_plural(office: Mention) -> bool:
    return "Number=Plur" in office.features and "Number=Sing" not in office.features


def _own(mention: Mention) -> dict[str, Any]:
    """Return what is a person's own when an office is shared."""
    names = ("span", "key", "name", "first", "last", "variants")
    return {name: getattr(mention, name) for name in names}


def _others(scene: Scene, office: Mention, holder: Mention) -> list[Mention]:
    """Return the further holders of an office in the plural."""
    if "Number=Plur" not in office.features or (not _is_plural(office) and len(_owners(scene, office)) < 2):
        return []
    return [
        m
        for m in scene.mentions
        if m.kind == "person" and holder.last < m.first <= holder.last + 2 + _LOOK_BACK and m.office is None
    ]


def _holder(scene: Scene, office: Mention) -> Mention | None:
    if scene.analytic:
        return _apposed_after(scene, office) or _apposed_before(scene, office)
    following = _next_person(scene, office, office.last + 1)
    if following is not None and (not scene.turkic or _nominative(office)):
        return following
    return _person_before(scene, office)


def _apposed_after(scene: Scene, office: Mention) -> Mention | None:
    """Return the person whom an English office names, also behind its owner and a comma."""
    index = office.last + 1
    if "of" in scene.concepts(index):
        owner = next((m for m in scene.mentions if m.key == office.office_of and 0 < m.first - index <= 4), None)
        index = owner.last + 1 if owner is not None else index
    if office.office in _ACCREDITED and "to" in scene.concepts(index):
        host = scene.owners.get(index + 1) or scene.owners.get(index + 2)
        index = host.last + 1 if host is not None else index
    comma = scene.form(index) == ","
    index += comma
    while "person-title" in scene.concepts(index) or (scene.form(index) == "." and index > office.last + 1):
        index += 1
    person = scene.owners.get(index)
    if person is None or person.kind != "person":
        return None
    beyond = scene.concepts(person.last + 1)
    return None if comma and ("say" in beyond or _and_more(scene, person.last + 1)) else person


def _and_more(scene: Scene, index: int) -> bool:
    return "and" in scene.concepts(index)


def _apposed_before(scene: Scene, office: Mention) -> Mention | None:
    """Return the person before a comma whom an English office explains: «Kaja Kallas, the bloc's chief diplomat»."""
    index = office.first - 1
    while index > 0 and scene.form(index) not in {",", "(", "—", "–"}:
        owner = scene.owners.get(index)
        word = scene.tokens[index].word
        if owner is not None and owner.kind in {"state", "organisation"}:
            index = owner.first - 1
        elif any(a.pos in {"DET", "ADJ", "NUM"} for a in word.analyses) or _qualifies(scene, index):
            index -= 1
        else:
            return None
    person = scene.owners.get(index - 1)
    if person is None or person.kind != "person" or "Case=Gen" in person.features:
        return None
    return person


def _nominative(office: Mention) -> bool:
    return "Case=Nom" in office.features or not office.features


def _next_person(scene: Scene, office: Mention, index: int) -> Mention | None:
    for _ in range(_LOOK_BACK):
        owner = scene.owners.get(index)
        if owner is not None and owner.kind == "person" and (scene.turkic or _agree(office, owner)):
            return owner
        if owner is not None and (scene.turkic or owner.kind not in {"state", "organisation", "office", "person"}):
            return None
        abroad = office.office in _ACCREDITED and _is_preposition(scene, index)
        if owner is None and not abroad and not _passable(scene, index):
            return None
        index = owner.last + 1 if owner is not None else index + 1
    return None


def _agree(office: Mention, person: Mention) -> bool:
    """Return whether office and name stand in one case, as Russian asks of an apposition."""
    ours = {f for f in office.features if f.startswith("Case=")}
    theirs = {f for f in person.features if f.startswith("Case=")}
    return not ours or not theirs or not ours.isdisjoint(theirs)


def _passable(scene: Scene, index: int) -> bool:
    word = scene.word(index)
    if word is None:
        return False
    if scene.concepts(index) & _SKIPPED or word.form in {"—", "–", "-"}:
        return not scene.turkic or word.form not in {"—", "–"}
    if scene.turkic or word.shape != "x" or _is_preposition(scene, index):
        return False
    return any("Case=Gen" in a.features or a.pos == "ADJ" for a in word.analyses)


def _is_preposition(scene: Scene, index: int) -> bool:
    word = scene.word(index)
    return word is not None and any(a.pos == "ADP" for a in word.analyses)


def _person_before(scene: Scene, office: Mention) -> Mention | None:
    index = office.first - 1
    if office.office_of is not None:
        owner = next((m for m in scene.mentions if m.key == office.office_of and m.last < office.first), None)
        if owner is not None and scene.turkic:
            index = owner.first - 1
    if scene.form(index) not in {",", "—", "–", "-", "("}:
        return None
    person = scene.owners.get(index - 1)
    return person if person is not None and person.kind == "person" else None
