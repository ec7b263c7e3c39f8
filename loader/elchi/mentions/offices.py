"""Office words to mentions, with the state or body that the office belongs to.

Turkic languages put the owner before («Ўзбекистон ташқи ишлар вазири Санжар Норқулов»), Russian after, or as an
adjective before («президент Турции», «турецкий президент»). A head word such as «раҳбари» or «глава» takes
its office from the body it heads.
"""

from __future__ import annotations

from functools import partial

from elchi.mentions.scene import JOINERS, Scene
from elchi.model import Features, Hit, Mention

LOOK_BACK = 6
_HEAD_OFFICES = {
    "ministry.foreign": "foreign_minister", "ministry.defence": "defence_minister", "ministry": "minister",
    "government": "prime_minister", "parliament": "speaker", "company": "executive", "bank": "head_of_agency",
    "agency": "head_of_agency", "igo": "head_of_agency", "party": "other", "other": "head_of_agency",
    "court": "head_of_agency", "military": "military_commander", "university": "head_of_agency",
    "ngo": "head_of_agency", "media": "executive",
}  # fmt: skip
SKIPPED = frozenset({"former", "acting", "state-words", "person-title", "joint", "deputy", "new"})


def find(scene: Scene) -> None:
    """Add the office words of the sentence as mentions of kind ``office``.

    A bare head word («раҳбар», «глава») is an office only of a stated body, or before a name.
    """
    for hit in scene.sentence.hits_of("office"):
        if not scene.is_free(hit.head, hit.head) or _is_half_of_name(scene, hit):
            continue
        office = _office(scene, hit)
        bare = hit.concept == "office:head" and office.office_of is None
        if not bare or "given-name" in scene.concepts(hit.last + 1):
            scene.add(office)


def _is_half_of_name(scene: Scene, hit: Hit) -> bool:
    """Return whether a title is the second half of somebody's name: «Нұрбек-Сұлтан», not «Вице-Президент»."""
    first = scene.word(hit.first - 2) if scene.form(hit.first - 1) in JOINERS else None
    if first is None or first.shape != "Xx" or scene.tokens[hit.first].word.shape != "Xx":
        return False
    glued = scene.tokens[hit.first - 2].stop + 1 == scene.tokens[hit.first].start
    return glued and not scene.kinds(hit.first - 2) - {"given-name", "surname"}


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
    deputy = _deputy_of(scene, hit)
    last, features = (hit.last, hit.features) if deputy is None else (deputy.last, deputy.features)
    owner = _state_of_ministry(scene, _speaks_for(scene, owner), code)
    features = _features(scene, hit)
    make = partial(scene.make, first=hit.first, last=last, name=scene.written(hit.first, last), features=features)
    of = owner.key if owner is not None else None
    if "Number=Plur" in features and "Number=Sing" not in features and not _names_follow(scene, hit):
        return make("group", f"group:{code}s", owner=of)
    former = any("former" in scene.concepts(i) for i in range(max(0, hit.first - 3), hit.first))
    span = scene.span(hit.first, last)
    return make("office", f"office:{code}", office=code, office_of=of, former=former, office_span=span)


def _features(scene: Scene, hit: Hit) -> Features:
    """Return the features of an office word, in Russian also where it is listed form by form («послом»)."""
    if hit.pos != "fixed" or scene.turkic or scene.analytic:
        return hit.features
    nouns = [a.features for a in scene.tokens[hit.head].word.analyses if a.pos == "NOUN"]
    return hit.features.union(*nouns)


def _deputy_of(scene: Scene, hit: Hit) -> Hit | None:
    """Return the deputy behind an office in a Turkic language, who then shows the case: «министрдин орун басары»."""
    behind = scene.sentence.hits_of("deputy") if scene.turkic else ()
    return next((other for other in behind if other.first == hit.last + 1), None)


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
    if owner is None or owner.organisation_kind not in {"ministry", "parliament"} or not of_state:
        return owner
    return next((m for m in scene.mentions if m.key == owner.owner and owner.owner is not None), None)


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
    while index >= max(0, first - LOOK_BACK):
        owner = scene.owners.get(index)
        if owner is not None and owner.kind in {"place", "state"} and "Attr=Yes" in owner.features:
            index = owner.first - 1
            continue
        if owner is not None and (_is_in_compound(scene, owner) or _is_post(scene, owner)):
            index = owner.first - 1
            continue
        if scene.form(index) == ")":
            index = _opening(scene, index) - 1
            continue
        if owner is not None:
            return owner if _may_own(scene, owner) else None
        word = scene.tokens[index].word
        if word.shape == "." and word.form not in JOINERS and word.form not in '«»“”"':
            return None
        if scene.turkic and (not _is_modifier(scene, index) or _may_be_name(scene, index)):
            return None
        if {"and", "between"} & scene.concepts(index):
            return None
        if not scene.turkic and not any(a.pos in {"ADJ", "NUM"} for a in word.analyses) and not qualifies(scene, index):
            return None
        index -= 1
    return None


def _is_in_compound(scene: Scene, owner: Mention) -> bool:
    """Return whether a name only begins an English compound: «a Moscow-friendly prime minister»."""
    following = scene.word(owner.last + 2) if scene.analytic else None
    return scene.form(owner.last + 1) in JOINERS and following is not None and following.shape == "x"


def _is_post(scene: Scene, city: Mention) -> bool:
    """Return whether a capital is where an embassy of the state before it stands: «ABD'nin Ankara Büyükelçiliği»."""
    before = scene.owners.get(city.first - 1)
    return scene.turkic and city.literal is not None and before is not None and "Case=Gen" in before.features


def _opening(scene: Scene, index: int) -> int:
    """Return where the bracket opens that closes at a token: «the Export Agency's (EXA) chief»; never far away."""
    near = range(index - 1, max(-1, index - LOOK_BACK), -1)
    return next((i for i in near if scene.form(i) == "("), 0)


def qualifies(scene: Scene, index: int) -> bool:
    """Return whether a word may stand between an English owner and the office: «Turkey's newly appointed minister»."""
    if not scene.analytic:
        return False
    word = scene.tokens[index].word
    participle = any(a.pos == "ADV" or "VerbForm=Part" in a.features for a in word.analyses)
    return participle or word.form in JOINERS or bool(scene.concepts(index) & SKIPPED)


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
    if scene.concepts(index) & SKIPPED:
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
    for index in range(last + 2, last + 2 + LOOK_BACK):
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
    while index <= last + LOOK_BACK:
        owner = scene.owners.get(index)
        if owner is not None:
            genitive = "Case=Gen" in owner.features or not any(f.startswith("Case=") for f in owner.features)
            return owner if owner.kind in {"state", "organisation"} and (genitive or owner.adjective) else None
        word = scene.word(index)
        if (
            word is None
            or not any("Case=Gen" in a.features and a.pos in {"ADJ", "NOUN"} for a in word.analyses)
            or word.shape == "Xx"
        ) and (word is None or not scene.concepts(index) & SKIPPED):
            return None
        index += 1
    return None
