"""Companies and bodies without a head noun: Latin names in a Cyrillic text, and what a chief executive heads.

«гендиректор Northvolt», «Northvolt CEO», «Alstom Genel Müdürü»: the capitalised words where an owner is looked for.
Names of one word are taken only beside a chief, or where they are an abbreviation: products and platforms abound.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from elchi.mentions.scene import Scene
from elchi.model import Hit
from elchi.morphology.names import name_key

_LATIN = re.compile("[A-Z]")
_CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
_ROMAN = re.compile("[IVXLC]+")
_NAME_SHAPES = frozenset({"Xx", "XX"})
_INNER = frozenset("&.'’-")
_QUOTES = frozenset('«»“”"„‘’')
_LONGEST = 7
_LEAST_LETTERS = 3  # of an abbreviation: two may be anything


def find(scene: Scene) -> None:
    """Add the bodies of the sentence that have no head noun, where no other mention covers them."""
    for hit in scene.sentence.hits_of("office:executive"):
        _headed(scene, hit)
    span = scene.sentence.span
    if _LATIN.search(scene.content, span.start, span.stop) and _CYRILLIC.search(scene.content, span.start, span.stop):
        for first, last in list(_foreign(scene)):
            _add(scene, first, last, kind="company")


def _add(scene: Scene, first: int, last: int, *, kind: str) -> None:
    name = scene.written(first, last)
    key = f"body:/{name_key(name).replace(' ', '-')}"
    features = frozenset({"Case=Gen"}) if scene.analytic else frozenset()
    scene.add(scene.make("organisation", key, first, last, name=name, features=features, organisation_kind=kind))


def _foreign(scene: Scene) -> Iterator[tuple[int, int]]:
    """Yield the runs of Latin words: two at least, or one abbreviation, not in quotes and no model of a thing."""
    index = 0
    while index < len(scene.tokens):
        last = _run_end(scene, index)
        if last is None:
            index += 1
            continue
        following = scene.word(last + 1)
        numbered = following is not None and following.shape == "9"
        quoted = scene.form(index - 1) in _QUOTES or scene.form(last + 1) in _QUOTES
        if not numbered and not quoted and _is_name(scene, index, last):
            yield index, last
        index = last + 1


def _run_end(scene: Scene, first: int) -> int | None:
    """Return where a run of Latin words that begins at a token ends, ``None`` where none begins."""
    if not _is_latin_word(scene, first):
        return None
    last = first
    for index in range(first + 1, min(len(scene.tokens), first + _LONGEST)):
        if _is_latin_word(scene, index) or _is_latin_letter(scene, index):
            last = index
        elif scene.form(index) not in _INNER | scene.lexicon.listed("foreign-link"):
            break
    return last


def _is_latin_letter(scene: Scene, index: int) -> bool:
    """Return whether a letter stands for a word of a name: «SpA», «S.p.A.»."""
    form = scene.form(index)
    return len(form) == 1 and form.isascii() and form.isalpha() and index not in scene.owners


def _is_latin_word(scene: Scene, index: int) -> bool:
    word = scene.tokens[index].word
    listed = "not-a-name" in scene.concepts(index) or bool(scene.kinds(index) & {"given-name", "surname"})
    return word.shape in _NAME_SHAPES and word.form.isascii() and index not in scene.owners and not listed


def _is_name(scene: Scene, first: int, last: int) -> bool:
    form = scene.form(first)
    if last > first:
        return True
    return scene.tokens[first].word.shape == "XX" and len(form) >= _LEAST_LETTERS and not _ROMAN.fullmatch(form)


def _headed(scene: Scene, hit: Hit) -> None:
    """Add the company whose chief a word names, where the words beside it can be nothing else."""
    run = _before(scene, hit.first - 1) or _behind(scene, hit.last + 1)
    if run is not None:
        _add(scene, *run, kind="company")


def _before(scene: Scene, last: int) -> tuple[int, int] | None:
    if not (scene.turkic or scene.analytic):
        return None
    first = last
    while first >= 0 and last - first < _LONGEST and _may_be_company(scene, first):
        first -= 1
    first += 1
    plain = first == 0 and first == last and scene.tokens[first].word.shape != "XX" and not scene.analytic
    return None if first > last or plain else (first, last)


def _behind(scene: Scene, first: int) -> tuple[int, int] | None:
    """Return the company behind «of», or behind a Russian office where it is written in Latin letters."""
    if scene.turkic:
        return None
    first += scene.analytic
    if scene.analytic and "of" not in scene.concepts(first - 1):
        return None
    last = first
    while last < len(scene.tokens) and last - first < _LONGEST and _may_be_company(scene, last):
        if not scene.analytic and not scene.form(last).isascii():
            break
        last += 1
    return None if last == first else (first, last - 1)


def _may_be_company(scene: Scene, index: int) -> bool:
    word = scene.tokens[index].word
    if index in scene.owners or word.shape not in _NAME_SHAPES or "Case=Gen" in word.verb:
        return False
    if scene.kinds(index) & {"office", "body", "person-title", "not-a-name", "given-name", "surname", "former", "new"}:
        return False
    return not any(a.pos in {"DET", "ADP", "PRON", "CCONJ", "ADV"} for a in word.analyses)
