"""Names that nothing is known of but that a paper is signed with: companies, banks, bodies.

Where a sentence speaks of an instrument, what stands between or with («X мен Y арасындағы меморандум», «an accord
with Y») is a side to it; a run of capitalised words there that no list or head noun explains is the name of one.
"""

from __future__ import annotations

from elchi.mentions.scene import Scene
from elchi.model import Hit
from elchi.morphology.names import name_key

_LONGEST_NAME = 10
_APPOSED = 5  # words between «and» and the name that they describe
_SIGNING = ("sign", "initial", "extend", "terminate")
_MOST = 4  # names in one row
_QUOTES = frozenset('«»“”"„')
_APOSTROPHES = frozenset("'’‘ʼ")
_SHAPES = frozenset({"Xx", "XX", "X"})
_UNNAMED = frozenset({"not-a-name", "month", "weekday", "person-title", "say", "given-name", "office", "group"})


def find(scene: Scene) -> None:
    """Add the unknown names that stand between or with, in a sentence that speaks of an instrument."""
    if "instrument" not in scene.sentence.named:
        return
    for hit in scene.sentence.hits_of("between", "with"):
        if scene.turkic:
            _behind(scene, hit)
        elif hit.first > scene.sentence.named["instrument"][0].first and "meeting" not in scene.kinds(hit.first - 1):
            _ahead(scene, hit)
    for verb in scene.sentence.hits_of(*_SIGNING)[:1]:
        for index in range(1, verb.first - 1):
            if "and" in scene.concepts(index):
                _beside(scene, index)


def _beside(scene: Scene, joint: int) -> None:
    """Take the unknown name that signs together with a known body: «KTZ и Andes Rail подписали …»."""
    before, after = scene.owners.get(joint - 1), scene.owners.get(joint + 1)
    if before is not None and before.kind == "organisation":
        start = next((i for i in range(joint + 1, joint + 1 + _APPOSED) if not _is_apposed(scene, i)), joint + 1)
        first, last = _run_from(scene, start)
    elif after is not None and after.kind == "organisation":
        first, last = _run_to(scene, joint - 1)
    else:
        _both_unknown(scene, joint)
        return
    if first <= last:
        _add(scene, first, last)


def _both_unknown(scene: Scene, joint: int) -> None:
    """Take two unknown names that sign together, if quotes or a description show that they are no persons'."""
    start = next((i for i in range(joint + 1, joint + 1 + _APPOSED) if not _is_apposed(scene, i)), joint + 1)
    before, after = _run_to(scene, joint - 1), _run_from(scene, start)
    shown = start > joint + 1 or scene.form(joint - 1) in _QUOTES or scene.form(joint + 1) in _QUOTES
    if shown and before[0] <= before[1] and after[0] <= after[1]:
        _add(scene, *before)
        _add(scene, *after)


def _is_apposed(scene: Scene, index: int) -> bool:
    """Return whether a word only says what the name behind it is: «the Slovak trader»."""
    word = scene.word(index)
    return word is not None and (word.shape == "x" or (index in scene.owners and scene.owners[index].adjective))


def _behind(scene: Scene, hit: Hit) -> None:
    """Take the names before a postposition, and those that are coordinated with the last one."""
    stop = hit.first - 1
    for _ in range(_MOST if hit.concept == "between" else 1):
        first, last = _run_to(scene, stop)
        if first <= last:
            _add(scene, first, last)
        else:
            owner = scene.owners.get(_inside(scene, stop))
            if owner is None:
                return
            first = owner.first - (scene.form(owner.first - 1) in _QUOTES)
        if hit.concept == "with":
            _signing_with(scene, hit.last + 1, first, last)
        if not _joins(scene, first - 1):
            return
        stop = first - 2


def _signing_with(scene: Scene, start: int, first: int, last: int) -> None:
    """Take the unknown name that signs with a body: «Andes Bank ile Lima Rail … imzaladı»."""
    partner = scene.owners.get(last if first <= last else first)
    if partner is None or partner.kind != "organisation" or not scene.sentence.hits_of(*_SIGNING):
        return
    begin = next((i for i in range(start, start + _APPOSED) if not _is_apposed(scene, i)), start)
    first, last = _run_from(scene, begin)
    if first <= last:
        _add(scene, first, last)


def _ahead(scene: Scene, hit: Hit) -> None:
    """Take the names after a preposition, and those that are coordinated with the first one."""
    start = hit.last + 1
    for _ in range(_MOST if hit.concept == "between" else 1):
        first, last = _run_from(scene, start)
        if first <= last:
            _add(scene, first, last)
        else:
            owner = scene.owners.get(start)
            if owner is None:
                return
            last = owner.last
        if not _joins(scene, last + 1):
            return
        start = last + 2


def _run_to(scene: Scene, stop: int) -> tuple[int, int]:
    """Return the capitalised words that end at a token, brackets and quotes behind them passed over."""
    last = _inside(scene, stop)
    first = last + 1
    while first > max(0, last + 1 - _LONGEST_NAME) and _is_part(scene, first - 1):
        first -= 1
    place = scene.owners.get(first - 1)
    if scene.turkic and first <= last and place is not None and place.kind == "place" and not place.adjective:
        first = place.first  # «Bursa Limanı»
    return (first, last) if first > 0 or scene.turkic else (last + 1, last)


def _inside(scene: Scene, stop: int) -> int:
    """Return the last token of a name that brackets or a quote end: «International Group (IG)»."""
    if scene.form(stop) == ")":
        opening = next((i for i in range(stop - 1, max(-1, stop - 5), -1) if scene.form(i) == "("), stop)
        stop = opening - 1 if opening != stop else stop
    return stop - 1 if scene.form(stop) in _QUOTES else stop


def _run_from(scene: Scene, start: int) -> tuple[int, int]:
    start += start not in scene.owners and "body" in scene.kinds(start)  # «между компаниями …»
    start += scene.analytic and _is_link(scene, start)  # «between the Port of …»
    first = start + (scene.form(start) in _QUOTES)
    last = first - 1
    while last + 1 < min(len(scene.tokens), first + _LONGEST_NAME):
        if _is_part(scene, last + 1):
            last += 1
        elif last >= first and _is_link(scene, last + 1) and _is_part(scene, last + 2):
            last += 2
        else:
            break
    return first, last


def _is_link(scene: Scene, index: int) -> bool:
    """Return whether a small word may join the parts of a name: «Port of Rotterdam», but no «and»."""
    word = scene.word(index)
    return (
        word is not None and word.shape == "x" and "name-link" in word.concepts and "and" not in scene.concepts(index)
    )


def _is_part(scene: Scene, index: int) -> bool:
    word = scene.tokens[index].word
    if index in scene.owners or not _UNNAMED.isdisjoint(scene.kinds(index)) or _is_suffix(scene, index):
        return False
    return word.shape in _SHAPES


def _is_suffix(scene: Scene, index: int) -> bool:
    """Return whether capitals are only the suffix of a number or a name: «FUAR 24’TE ORMAN İLE …»."""
    glued = index > 1 and scene.tokens[index].start == scene.tokens[index - 1].stop
    return glued and scene.form(index - 1) in _APOSTROPHES


def _joins(scene: Scene, index: int) -> bool:
    return scene.form(index) == "," or "and" in scene.concepts(index)


def _add(scene: Scene, first: int, last: int) -> None:
    name = scene.written(first, last)
    mention = scene.make(
        "organisation",
        f"body:/{name_key(name).replace(' ', '-')}",
        first,
        last,
        name=name,
        features=frozenset(),
        organisation_kind="company",
    )
    scene.add(mention)
