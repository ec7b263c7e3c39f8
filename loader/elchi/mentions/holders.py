"""Offices to their holders: who stands in apposition to an office, before it or after it.

Several holders share an office in the plural, each with a state of his own if there are as many.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from elchi.mentions.offices import LOOK_BACK, SKIPPED, owner_of, qualifies
from elchi.mentions.scene import JOINERS, Scene
from elchi.model import Features, Hit, Mention

_UNDECLINED = frozenset("иоэ")
_SHARED = frozenset({
    "president", "prime_minister", "deputy_prime_minister", "foreign_minister", "defence_minister", "minister",
    "deputy_minister", "speaker",
})  # fmt: skip
_RANK = "military_commander"  # a general who is a minister is told by the ministry
_ACCREDITED = frozenset({"ambassador", "envoy"})  # whose host stands between office and name: «посол … в России»


def befriend(scene: Scene) -> None:
    """Give each colleague the state that is said: «россиялик ҳамкасби Сергей Лавров», «Britain's David Lammy».

    A counterpart holds the office of the one before him: «Fidan, Norveçli mevkidaşı Espen Eide ile görüştü».
    """
    for named in [m for m in scene.mentions if scene.analytic and m.kind == "person" and m.office_of is None]:
        before = scene.owners.get(named.first - 1)
        if before is not None and before.kind == "state" and "Case=Gen" in before.features:
            scene.replace(named, replace(named, owner=before.key))
    for hit in scene.sentence.hits:
        if hit.concept != "counterpart":
            continue
        person = scene.owners.get(hit.last + 1 + (scene.form(hit.last + 1) == ","))
        if person is None or person.kind != "person" or person.office_of is not None:
            continue
        owner = owner_of(scene, hit.first, hit.last)
        if owner is not None and owner.kind == "state":
            office = None if person.office is not None else _office_before(scene, hit)
            named = replace(person, owner=owner.key)
            if office is not None:
                span = scene.span(hit.first, hit.last)
                named = replace(named, office=office, office_of=owner.key, office_span=span)
            scene.replace(person, named)


def _office_before(scene: Scene, hit: Hit) -> str | None:
    """Return the office of the person or the official before a counterpart, which both then hold."""
    before = [m for m in scene.mentions if m.kind in {"person", "office"} and m.last < hit.first]
    nearest = max(before, key=lambda m: m.last, default=None)
    return nearest.office if nearest is not None and nearest.office in _SHARED and not nearest.former else None


def attach(scene: Scene) -> None:
    """Give each person the office that stands in apposition, and drop the office mention that said so."""
    for office in [m for m in scene.mentions if m.kind == "office"]:
        holder = _holder(scene, office)
        if holder is not None and (holder.office is None or _outranks(office, holder)):
            whole = replace(
                holder, office=office.office, office_of=office.office_of, former=office.former,
                office_span=office.span, features=_case_of(scene, office, holder),
            )  # fmt: skip
            scene.replace(holder, whole)
            _share(scene, office, holder, whole)
            scene.mentions.remove(office)
    _belittle(scene)


def _outranks(office: Mention, holder: Mention) -> bool:
    """Return whether an office of a state says more than a rank: «Lt Gen Osman Deng, Chad's defence minister»."""
    return holder.office == _RANK and holder.office_of is None and office.office in _SHARED


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
        return [m for m in states if office.first - LOOK_BACK <= m.first < office.first]
    return [m for m in states if office.last < m.first <= office.last + LOOK_BACK]


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
        if m.kind == "person" and holder.last < m.first <= holder.last + 2 + LOOK_BACK and m.office is None
    ]


def _holder(scene: Scene, office: Mention) -> Mention | None:
    if scene.analytic:
        return _apposed_after(scene, office) or _apposed_before(scene, office)
    following = _next_person(scene, office, office.last + 1)
    acting = "acting" in scene.concepts(office.last + 1)  # «мэринин милдетин аткаруучу»
    if following is not None and (not scene.turkic or acting or _nominative(office)):
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
    while _is_title(scene, index) or (scene.form(index) == "." and index > office.last + 1):
        index += 1
    person = scene.owners.get(index)
    if person is None or person.kind != "person":
        return None
    beyond = scene.concepts(person.last + 1)
    return None if comma and ("say" in beyond or _and_more(scene, person.last + 1)) else person


def _is_title(scene: Scene, index: int) -> bool:
    """Return whether a title or a rank stands here, behind which the name comes."""
    rank = scene.owners.get(index)
    return "person-title" in scene.concepts(index) or (rank is not None and rank.office == _RANK)


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
        elif any(a.pos in {"DET", "ADJ", "NUM"} for a in word.analyses) or qualifies(scene, index):
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
    for _ in range(LOOK_BACK):
        index = _past_second_office(scene, index)
        owner = scene.owners.get(index)
        if owner is not None and owner.kind == "person" and (scene.turkic or _agree(scene, office, owner)):
            return owner
        if owner is not None and (
            (scene.turkic and owner.office != _RANK)
            or owner.kind not in {"state", "organisation", "office", "person", "place"}
        ):
            return None
        abroad = office.office in _ACCREDITED and _is_preposition(scene, index)
        if owner is None and not abroad and not _passable(scene, index):
            return None
        index = owner.last + 1 if owner is not None else index + 1
    return None


def _past_second_office(scene: Scene, index: int) -> int:
    """Return the token behind an office that a dash joins to the one before: «бош вазир ўринбосари — молия вазири»."""
    if not scene.turkic or scene.form(index) not in JOINERS:
        return index
    second = next((scene.owners[i] for i in range(index + 1, index + LOOK_BACK) if i in scene.owners), None)
    return second.last + 1 if second is not None and second.kind == "office" else index


def _agree(scene: Scene, office: Mention, person: Mention) -> bool:
    """Return whether office and name stand in one case, as Russian asks of an apposition."""
    ours = {f for f in office.features if f.startswith("Case=")}
    theirs = {f for f in person.features if f.startswith("Case=")}
    acting = "acting" in scene.concepts(office.first - 1)  # «врио министра Мартин Новак»
    return acting or not ours or not theirs or not ours.isdisjoint(theirs) or _is_undeclined(scene, person)


def _is_undeclined(scene: Scene, person: Mention) -> bool:
    """Return whether a full name ends as no Russian case of a surname does: «Моди», «Хирано»."""
    return person.first < person.last and scene.form(person.last)[-1:] in _UNDECLINED


def _passable(scene: Scene, index: int) -> bool:
    word = scene.word(index)
    if word is None:
        return False
    if scene.concepts(index) & SKIPPED or word.form in {"—", "–", "-"}:
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
