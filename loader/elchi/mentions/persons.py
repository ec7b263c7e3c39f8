"""Capitalised runs to mentions of persons, by a grammar of names over the whole document.

First pass: runs that show they are names (a given name, a patronymic or a surname's ending, an office or a
title beside them). Second pass: single words that are the surname of a person already found, or stand by an
office or a verb of saying.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from elchi.lexicon import Lexicon
from elchi.mentions.naming import Run, base_form, case_of, is_possessive
from elchi.mentions.scene import JOINERS, Scene
from elchi.model import Mention, Word
from elchi.morphology.names import name_key

_LONGEST_NAME = 7
_LATER_WORD = 2
_APPOSED = 5  # words between a comma and the office that explains a name
_POSSESSIVES = frozenset({"'", "’", "s"})
_ACCREDITED = frozenset({"ambassador", "envoy"})
_LONGEST_SYLLABLE = 4  # letters of a family name that stands first: «Chen»
_SHORTEST_SURNAME = 2  # letters behind initials: more
_NOT_NAMES = frozenset({"not-a-name", "month", "weekday"})
_NAME_SHAPES = frozenset({"Xx", "X"})
_CAPITALS = _NAME_SHAPES | {"XX"}
_NAME_TYPES = frozenset({"NameType=Sur", "NameType=Giv", "NameType=Pat"})
_OPENING = frozenset('«“"„')
_CLOSING = frozenset('»”"')


def find(scenes: Sequence[Scene]) -> None:
    """Add the persons of the document to its scenes."""
    capitals = [
        (scene, [(i, word) for i, (_, _, word) in enumerate(scene.tokens) if word.shape in _CAPITALS])
        for scene in scenes
    ]
    attested = Counter([word.key for _, words in capitals for _, word in words if word.shape == "Xx"])
    runs = [(scene, run) for scene, words in capitals for run in _runs(scene, words, attested)]
    certain = {v for scene, run in runs if run.words > 1 and _is_named(scene, run) for v in run.variants}
    runs = [(scene, part) for scene, run in runs for part in _parts(scene, run, certain, attested)]
    surnames: set[str] = set()
    undecided = []
    for scene, run in runs:
        if _shows_itself(scene, run):
            _add(scene, run)
            surnames |= run.variants
        else:
            undecided.append((scene, run))
    for scene, run in undecided:
        if _stands_by(scene, run):
            _add(scene, run)
            surnames |= run.variants
    for scene, run in undecided:
        if scene.is_free(run.first, run.last) and run.variants & surnames:
            _add(scene, run)


def _is_named(scene: Scene, run: Run) -> bool:
    return bool({"given-name"} & scene.concepts(run.first))


def _is_two(scene: Scene, run: Run, surnames: set[str]) -> bool:
    """Return whether a run of two words is two persons side by side («Тўқаев Эрдўған билан»)."""
    if run.last != run.first + 1 or _is_named(scene, run):
        return False
    return name_key(scene.form(run.first)) in surnames or (scene.turkic and _are_surnames(scene, run))


def _are_surnames(scene: Scene, run: Run) -> bool:
    """Return whether both words of a run are known family names, too long to stand first in the Chinese order."""
    pair = [scene.concepts(run.first), scene.concepts(run.last)]
    known = all("surname" in concepts and "given-name" not in concepts for concepts in pair)
    return known and len(scene.form(run.first)) > _LONGEST_SYLLABLE


def _parts(scene: Scene, run: Run, surnames: set[str], attested: Counter[str]) -> list[Run]:
    if not _is_two(scene, run, surnames):
        return [run]
    return [base_form(scene, index, index, attested) for index in (run.first, run.last)]


def _add(scene: Scene, run: Run) -> None:
    key = name_key(run.name)
    scene.add(
        scene.make("person", key, run.first, run.last, name=run.name, features=run.features, variants=run.variants)
    )


def _runs(scene: Scene, capitals: Sequence[tuple[int, Word]], attested: Counter[str]) -> Iterator[Run]:
    shapes = _CAPITALS if scene.analytic else _NAME_SHAPES
    free = 0  # the first token behind the last run
    for index, word in capitals:
        if word.shape in shapes and index >= free and _may_start(scene, index):
            last = _run_end(scene, index, attested)
            yield base_form(scene, index, last, attested)
            free = last + 1


def _may_start(scene: Scene, index: int) -> bool:
    word = scene.tokens[index].word
    if index in scene.owners or (word.shape == "XX" and not _is_pair_of_initials(scene, index)):
        return False
    if word.shape == "X" and scene.form(index + 1) != ".":
        return False
    if _is_initial(scene, index):
        return True
    if not scene.turkic and not scene.analytic and word.form.isascii():
        return False
    kinds = scene.kinds(index)
    if scene.analytic and _is_behind_office(scene, index):  # «Vice Premier He Lifeng»
        return True
    if scene.analytic and _is_no_name(scene, word):
        return bool(kinds & {"given-name", "surname"}) and not _opens_sentence(scene, index)
    if kinds & {"given-name", "surname", "surname-first"}:
        return True
    if kinds - {"abbreviation", "person-particle", "and"}:
        return False
    return not _opens_sentence(scene, index) or _may_be_name(scene, index)


def _is_initial(scene: Scene, index: int) -> bool:
    """Return whether a letter and its full stop stand for a given name, whatever word it is else: «В.В. Путин»."""
    while scene.tokens[index].word.shape == "X" and scene.form(index + 1) == "." and index + 2 < len(scene.tokens):
        index += 2
        if scene.tokens[index].word.shape == "Xx":
            listed = scene.kinds(index) & (_NOT_NAMES | {"body", "office"})
            return index not in scene.owners and len(scene.form(index)) > _SHORTEST_SURNAME and not listed
    return False


def _is_behind_office(scene: Scene, index: int) -> bool:
    """Return whether two capitalised words stand right behind an office, one in the singular."""
    office, following = scene.owners.get(index - 1), scene.word(index + 1)
    named = following is not None and following.shape == "Xx" and index + 1 not in scene.owners
    return named and office is not None and office.kind == "office"


def _is_no_name(scene: Scene, word: Word) -> bool:
    """Return whether an English word, its possessive or its plural is listed as no name: «Sunday's»."""
    listed = scene.lexicon.listed("not-a-name")
    return word.key in listed or any(a.lemma in listed and "Case=Gen" in a.features for a in word.analyses)


def _is_pair_of_initials(scene: Scene, index: int) -> bool:
    """Return whether two capitals stand for given names in English: «JD Vance»."""
    following = scene.word(index + 1)
    word = scene.tokens[index].word
    named = following is not None and "surname" in scene.concepts(index + 1)
    return scene.analytic and word.shape == "XX" and len(word.form) == 2 and named


def _opens_sentence(scene: Scene, index: int) -> bool:
    before = scene.form(index - 1)
    return index == 0 or before in _OPENING or before in {"—", "–", "•", ":", "■"}


def _may_be_name(scene: Scene, index: int) -> bool:
    word = scene.tokens[index].word
    if scene.turkic:
        return not any(a.pos in {"NOUN", "VERB"} for a in word.analyses)
    if any(_NAME_TYPES & a.features for a in word.analyses):
        return True
    return not any(
        a.pos in {"VERB", "ADV", "ADP", "CCONJ", "PART", "PRON", "ADJ", "NUM", "NOUN"} for a in word.analyses
    )


def _run_end(scene: Scene, first: int, attested: Counter[str]) -> int:
    last = first
    index = first
    while index < len(scene.tokens) and index - first < _LONGEST_NAME:
        word = scene.tokens[index].word
        if word.shape == "X" and scene.form(index + 1) == ".":
            last, index = index + 1, index + 2
            continue
        if not _continues(scene, index, first):
            break
        inner = word.shape == "x" and _is_particle(scene, index) and "name-closing" not in word.concepts
        if word.shape != "." and not inner:
            last = index
        if scene.turkic and word.shape == "Xx" and _is_cut(scene, index, attested):
            break
        if scene.analytic and is_possessive(word):
            break
        index += 1
    return last


def _is_cut(scene: Scene, index: int, attested: Counter[str]) -> bool:
    """Return whether a Turkic word carries the case of a name, which so ends here."""
    return not _is_compounded(scene, index) and case_of(scene, index, attested) is not None


def _is_compounded(scene: Scene, index: int) -> bool:
    """Return whether a hyphen joins a word to the next, which then shows the case of both: «Айбек-Мұрат»."""
    following = scene.word(index + 2) if scene.form(index + 1) in JOINERS else None
    return following is not None and scene.tokens[index].stop + 1 == scene.tokens[index + 2].start


def _begins_another(scene: Scene, index: int, first: int) -> bool:
    """Return whether a name after a surname begins a second person: «Путина Дмитрий Песков»."""
    if scene.analytic or index - first < 2 or scene.form(index - 1) in JOINERS:
        return False
    if "surname" in scene.concepts(index) and _ends_name(scene, index - 1, index):
        return True
    if scene.turkic and "given-name" in scene.concepts(first) and _ends_name(scene, index - 1, index + 1):
        return True
    following = scene.word(index + 1)
    more = following is not None and following.shape == "Xx" and index + 1 not in scene.owners
    full = "given-name" in scene.concepts(first) and "surname" in scene.concepts(index - 1)
    if full and more and "surname" not in scene.concepts(index):  # «с Сигэру Исибой Йонас Гар Стёре»
        return True
    if "given-name" not in scene.concepts(index):
        return False
    if "surname" in scene.concepts(index) | scene.concepts(first):  # «Ли Чжэ Мён», «Инасиу Лула да Силва»
        return False
    before = scene.concepts(index - 1)
    if following is None or following.shape not in _NAME_SHAPES:  # a given name that ends a name is its family name
        return False
    return not before & {"given-name", "person-particle"} and scene.tokens[index - 1].word.shape == "Xx"


def _ends_name(scene: Scene, index: int, following: int) -> bool:
    """Return whether a word has a surname's ending and two more capitalised words come: «Йўлдошев Батбаяр …»."""
    endings = tuple(e for e in scene.lexicon.listed("surname-ending") if len(e) > 1)
    after = scene.word(following)
    stem = scene.tokens[index].word.key
    return stem.endswith(endings) and after is not None and after.shape == "Xx" and following not in scene.owners


def _is_one_letter_name(scene: Scene, index: int, first: int) -> bool:
    """Return whether one letter is a given name behind a surname: «Ван И», «Ю У»."""
    return index == first + 1 and "surname" in scene.concepts(first) and scene.form(index + 1) not in JOINERS | {"."}


def _is_second_syllable(scene: Scene, index: int, first: int) -> bool:
    """Return whether a small word behind a hyphen goes on with a name in English: «Lee Jae-myung», not «Trump-led»."""
    word = scene.tokens[index].word
    known = any(a.pos in {"VERB", "ADJ", "ADV", "ADP"} for a in word.analyses)
    return scene.analytic and word.shape == "x" and index - first > _LATER_WORD and not known


def _is_particle(scene: Scene, index: int) -> bool:
    return "person-particle" in scene.concepts(index)


def _continues(scene: Scene, index: int, first: int) -> bool:
    if index == first:
        return True
    if index in scene.owners:
        return False
    word = scene.tokens[index].word
    following = scene.word(index + 1)
    if word.form in JOINERS:
        glued = scene.tokens[index].start == scene.tokens[index - 1].stop
        return (
            glued
            and following is not None
            and (
                following.shape == "Xx"
                or "name-closing" in following.concepts
                or _is_second_syllable(scene, index + 1, first)
            )
            and scene.tokens[index + 1].start == scene.tokens[index].stop
        )
    if _is_particle(scene, index):
        return "name-closing" in word.concepts or (
            following is not None
            and (following.shape == "Xx" or following.form in JOINERS or _is_particle(scene, index + 1))
        )
    if scene.analytic and word.shape == "x" and scene.form(index - 1) in JOINERS:
        return _is_second_syllable(scene, index, first)
    if word.shape == "X":
        return _is_one_letter_name(scene, index, first)
    if word.shape != "Xx" or _begins_another(scene, index, first):
        return False
    kinds = scene.kinds(index)
    return "given-name" in kinds or not (kinds & (_NOT_NAMES | {"office", "body", "person-title", "state-words"}))


def _shows_itself(scene: Scene, run: Run) -> bool:
    if _is_quoted(scene, run) or _names_something(scene, run):
        return False
    beside = _beside_office(scene, run) or _is_explained(scene, run)
    if run.words == 1:
        return beside or (scene.analytic and "surname" in scene.concepts(run.first))
    tokens = range(run.first, run.last + 1)
    named = any({"given-name", "surname"} & scene.concepts(i) for i in tokens) or "surname-first" in scene.concepts(
        run.first
    )
    typed = any(
        _NAME_TYPES & a.features for i in tokens for a in scene.tokens[i].word.analyses if a.pos in {"NOUN", "PROPN"}
    )
    initial = _is_initial(scene, run.first)
    return named or beside or initial or (typed and not scene.turkic) or _has_surname_ending(scene, run)


def _names_something(scene: Scene, run: Run) -> bool:
    """Return whether a street, a theatre or a prize bears the name: «улица Пушкина», «Amir Temur koʻchasi»."""
    before = "named-after" in scene.concepts(run.first - 1) and not scene.turkic
    return before or ("named-after" in scene.concepts(run.last + 1) and (scene.turkic or scene.analytic))


def _has_surname_ending(scene: Scene, run: Run) -> bool:
    endings = _surname_endings(scene.lexicon)
    return any(variant.endswith(endings) for variant in run.variants)


@lru_cache(maxsize=16)
def _surname_endings(lexicon: Lexicon) -> tuple[str, ...]:
    return tuple(sorted(name_key(ending) for ending in lexicon.listed("surname-ending")))


def _is_quoted(scene: Scene, run: Run) -> bool:
    return scene.form(run.first - 1) in _OPENING and scene.form(run.last + 1) in _CLOSING


def _beside_office(scene: Scene, run: Run) -> bool:
    before = scene.owners.get(run.first - 1)
    if before is not None and before.kind == "office":
        return not scene.turkic or "Case=Nom" in before.features or not before.features
    if {"person-title", "counterpart"} & scene.concepts(run.first - 1):
        return True
    if scene.analytic and scene.form(run.first - 1) == "." and "person-title" in scene.concepts(run.first - 2):
        return True
    if before is not None and not scene.turkic and before.kind in {"state", "organisation"}:
        office = next((m for m in scene.mentions if m.last < before.first and _is_office_at(m, before)), None)
        return office is not None and before.first - office.last <= 3
    return False


def _is_office_at(office: Mention, host: Mention) -> bool:
    """Return whether an office is of a state or body, or accredited there: «Dutch ambassador to Kenya Jan Mulder»."""
    return office.kind == "office" and (office.office_of == host.key or office.office in _ACCREDITED)


def _is_explained(scene: Scene, run: Run) -> bool:
    """Return whether an office behind a comma tells who a full name is: «Maarten Visser, the Dutch ambassador»."""
    if run.words == 1 or scene.turkic or scene.form(run.last + 1) != ",":
        return False
    for index in range(run.last + 2, run.last + 2 + _APPOSED):
        owner, word = scene.owners.get(index), scene.word(index)
        if owner is not None and owner.kind == "office":
            return True
        known = owner is not None or (word is not None and any(a.pos in {"DET", "ADJ"} for a in word.analyses))
        if not known and "acting" not in scene.concepts(index) and scene.form(index) not in _POSSESSIVES:
            return False
    return False


def _stands_by(scene: Scene, run: Run) -> bool:
    if (
        _is_quoted(scene, run)
        or _names_something(scene, run)
        or (_opens_sentence(scene, run.first) and not _may_be_name(scene, run.first))
    ):
        return False
    around = scene.concepts(run.first - 1) | scene.concepts(run.last + 1)
    if not around & {"say", "say-act", "according-to"}:
        return False
    return run.words > 1 or scene.tokens[run.last].word.shape == "Xx"
