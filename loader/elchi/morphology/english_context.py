"""Which reading of an English word holds, told by the words around it.

Auxiliaries lend their tense, mood and negation to the verb that they stand with («will not be visiting»), an
infinitive is told by its «to», and a word that is noun and verb alike by what stands before and after it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from elchi.model import Analysis, Features, Token, Word
from elchi.morphology.english import BASE, GERUND, PARTICIPLE, PAST, PRESENT, auxiliary, names_rather

_APOSTROPHES = frozenset("'’")
_NEGATIONS = frozenset({"not", "never"})
_LONGEST_GROUP = 9
_REMEMBERED = 50_000  # words, and as many readings of them
_BEFORE_NOUN = frozenset({"DET", "ADJ", "NUM", "ADP"})
_OPENS_OBJECT = frozenset({"DET", "PRON", "NUM"})
_NOMINAL_ENTRIES = frozenset({"noun", "adj", "name"})


@dataclass(slots=True)
class _Group:
    """A verb group while it is being read: its auxiliaries, then its main verb."""

    kinds: list[tuple[str, str]]
    parts: list[int]
    negative: bool
    main: int | None = None


def in_context(tokens: Sequence[Token]) -> list[Word]:
    """Return the words of a sentence, each with the readings that its place allows.

    Args:
        tokens: the tokens with all readings of their forms.
    """
    words = [token.word for token in tokens]
    index = 0
    while index < len(words):
        if _is_settled(words[index]):
            index += 1
            continue
        group = _group(words, index)
        if group is None:
            words[index] = _alone(words, index, _is_genitive_plural(tokens, index))
            index += 1
            continue
        _tell(words, group)
        index = max([*group.parts, group.main or 0]) + 1
    return words


@lru_cache(maxsize=_REMEMBERED)
def _is_settled(word: Word) -> bool:
    """Return whether a form reads alike wherever it stands: it opens no verb group, is no verb and no plural."""
    if word.key == "to" or auxiliary(word.key) is not None:
        return False
    return not any(a.pos == "VERB" or "Number=Plur" in a.features for a in word.analyses)


def _group(words: Sequence[Word], start: int) -> _Group | None:
    """Return the verb group that an auxiliary or «to» begins."""
    first = auxiliary(words[start].key) if not names_rather(words[start].form, words[start].key) else None
    infinitive = words[start].key == "to"
    if first is None and not infinitive:
        return None
    group = _Group([("to", "")] if first is None else [first[:2]], [start], first is not None and first[2])
    for index in range(start + 1, min(len(words), start + _LONGEST_GROUP)):
        word = words[index]
        further = auxiliary(word.key)
        if word.key in _NEGATIONS:
            group.negative = True
        elif further is not None and _may_follow(group, word):
            group.kinds.append(further[:2])
            group.parts.append(index)
            group.negative = group.negative or further[2]
        elif (word.key == "to" and group.kinds[-1][0] in {"be", "have", "going"}) or (
            word.key == "going" and group.kinds[-1][0] == "be" and _next(words, index) == "to"
        ):
            group.kinds.append((word.key, ""))
            group.parts.append(index)
        elif _fitting(word, group):
            group.main = index
            break
        elif not any(a.pos == "ADV" for a in word.analyses):
            break
    return None if infinitive and group.main is None and len(group.parts) == 1 else group


def _may_follow(group: _Group, word: Word) -> bool:
    """Return whether an auxiliary can stand behind the last one: «will have been», not «is will»."""
    return group.kinds[-1][0] in {"to", "future", "potential", "necessity", "have", "be"} and word.key in {
        "be", "been", "being", "have", "had",
    }  # fmt: skip


def _next(words: Sequence[Word], index: int) -> str:
    return words[index + 1].key if index + 1 < len(words) else ""


def _fitting(word: Word, group: _Group) -> list[Analysis]:
    """Return the readings of a verb that its last auxiliary asks for."""
    kind = group.kinds[-1][0]
    if kind == "be":
        wanted: tuple[Features, ...] = (PARTICIPLE, GERUND)
    elif kind == "have":
        wanted = (PARTICIPLE,)
    else:
        wanted = (BASE,)
    return [a for a in word.analyses if a.pos == "VERB" and a.features in wanted]


def _tell(words: list[Word], group: _Group) -> None:
    """Give the parts of a verb group the features of the whole."""
    readings = _fitting(words[group.main], group) if group.main is not None else []
    features = _features(group, readings)
    if "VerbForm=Fin" in features:
        head = words[group.parts[0]]
        words[group.parts[0]] = _read(head, (Analysis(head.key, "VERB", features - {"Voice=Pass"}),))
    if group.main is not None:
        whole = tuple(Analysis(a.lemma, "VERB", features) for a in readings)
        words[group.main] = _verb(words[group.main], whole)


def _features(group: _Group, readings: Sequence[Analysis]) -> Features:
    kinds = [kind for kind, _ in group.kinds]
    progressive = any(a.features == GERUND for a in readings)
    passive = kinds[-1] == "be" and bool(readings) and not progressive
    features = {"Voice=Pass"} if passive else set()
    if group.negative:
        features.add("Polarity=Neg")
    if kinds[0] == "to" or (kinds[0] == "be" and group.kinds[0][1] == ""):
        return frozenset(features | {"VerbForm=Inf"} | ({"Tense=Past"} if "have" in kinds else set()))
    features.add("VerbForm=Fin")
    if kinds[0] in {"future", "potential", "necessity"}:
        return frozenset(features | {{"future": "Tense=Fut", "potential": "Mood=Pot"}.get(kinds[0], "Mood=Nec")})
    if "to" in kinds:
        return frozenset(features | {"Mood=Nec" if kinds[0] == "have" else "Tense=Fut"})
    if kinds[0] == "have" and (len(kinds) > 1 or readings):
        return frozenset(features | {"Tense=Past", "Aspect=Perf"})
    tense = group.kinds[0][1]
    if progressive and tense == "Pres":
        features.add("Aspect=Prog")
    return frozenset(features | {f"Tense={tense}"})


@lru_cache(maxsize=_REMEMBERED)
def _read(word: Word, readings: tuple[Analysis, ...]) -> Word:
    """Return a word with the readings that its place leaves it: always the same one, so that more can hang on it."""
    return replace(word, analyses=readings)


@lru_cache(maxsize=_REMEMBERED)
def _verb(word: Word, readings: tuple[Analysis, ...]) -> Word:
    """Return a word that is a verb here: what lists know of it as a single noun does not count."""
    starts = tuple(e for e in word.starts if e.pos not in _NOMINAL_ENTRIES or len(e.words) > 1)
    return replace(word, analyses=readings, starts=starts)


def _noun(word: Word) -> Word:
    readings = tuple(a for a in word.analyses if a.pos != "VERB")
    return _read(word, readings) if readings else word


def _alone(words: Sequence[Word], index: int, genitive: bool) -> Word:
    word = words[index]
    if genitive:
        marked = (Analysis(a.lemma, a.pos, a.features | {"Case=Gen"}) for a in word.analyses if a.pos != "VERB")
        return _read(word, tuple(marked))
    verbal = [a for a in word.analyses if a.pos == "VERB"]
    if not verbal:
        return word
    nominal = len(verbal) < len(word.analyses)
    if word.key.endswith("ing") and all(a.features == GERUND for a in verbal):
        return _ing(words, index, verbal, nominal=nominal)
    past = [a for a in verbal if a.features in {PAST, PARTICIPLE}]
    if past:
        return _past(words, index, past)
    if nominal and not _is_verb_here(words, index):
        return _noun(word)
    return _verb(word, tuple(Analysis(a.lemma, "VERB", PRESENT) for a in verbal))


def _ing(words: Sequence[Word], index: int, verbal: list[Analysis], *, nominal: bool) -> Word:
    word = words[index]
    before = words[index - 1] if index else None
    if nominal and (not _object_follows(words, index) or (before is not None and _calls_for_noun(before))):
        return _noun(word)
    if before is not None and before.key == ",":
        converb = tuple(Analysis(a.lemma, "VERB", frozenset({"VerbForm=Conv"})) for a in verbal)
        return _verb(word, converb)
    return _verb(word, tuple(verbal))


def _past(words: Sequence[Word], index: int, past: list[Analysis]) -> Word:
    """Return a form in -ed as a verb of the past, or as a participle where it stands before its noun."""
    word = words[index]
    before = words[index - 1] if index else None
    attributive = before is not None and any(
        a.pos in {"DET", "ADJ"} or "Case=Gen" in a.features for a in before.analyses
    )
    if attributive or all(a.features == PARTICIPLE for a in past):
        return _read(word, tuple(Analysis(a.lemma, "VERB", PARTICIPLE) for a in past[:1]))
    finite = tuple(dict.fromkeys(Analysis(a.lemma, "VERB", PAST) for a in past if a.features == PAST))
    return _verb(word, finite)


def _calls_for_noun(before: Word) -> bool:
    return any(a.pos in _BEFORE_NOUN or "Case=Gen" in a.features for a in before.analyses)


def _is_verb_here(words: Sequence[Word], index: int) -> bool:
    """Return whether a word that is noun and verb alike is the verb: behind its subject, before its object.

    Behind a noun in the singular only what agrees with it is: «the minister meets his colleagues».
    """
    if index == 0 or _calls_for_noun(words[index - 1]):
        return False
    before = words[index - 1]
    if any(a.pos == "PRON" for a in before.analyses) or _only_says(words[index]):
        return True
    if before.shape in {"Xx", "XX"} or any("Number=Plur" in a.features for a in before.analyses):
        return _object_follows(words, index) or _adverbial_follows(words, index)
    agrees = words[index].key.endswith("s") and any(a.pos == "NOUN" for a in before.analyses)
    return agrees and index + 1 < len(words) and any(a.pos == "DET" for a in words[index + 1].analyses)


def _only_says(word: Word) -> bool:
    """Return whether a form in -s is a verb of saying and in no list a noun: «the envoy insists», «warns Rossi»."""
    alone = [e for e in word.starts if len(e.words) == 1]
    if not word.key.endswith("s") or any(e.pos in _NOMINAL_ENTRIES for e in alone):
        return False
    return any(e.pos == "verb" and e.concept == "say" for e in alone)


def _adverbial_follows(words: Sequence[Word], index: int) -> bool:
    """Return whether a form that no list has as a noun stands before a preposition: «Rossi arrives in Cairo»."""
    word = words[index]
    if index + 1 >= len(words) or any(e.pos in _NOMINAL_ENTRIES for e in word.starts):
        return False
    return any(a.pos == "ADP" for a in words[index + 1].analyses) or words[index + 1].key == "to"


def _object_follows(words: Sequence[Word], index: int) -> bool:
    if index + 1 >= len(words):
        return False
    after = words[index + 1]
    if any(a.pos in _OPENS_OBJECT for a in after.analyses):
        return True
    return after.shape in {"Xx", "XX"} and words[index].shape == "x"


def _is_genitive_plural(tokens: Sequence[Token], index: int) -> bool:
    """Return whether a plural is followed by its apostrophe: «the sides' talks»."""
    if index + 1 >= len(tokens) or tokens[index + 1].word.form not in _APOSTROPHES:
        return False
    mark, plural = tokens[index + 1], tokens[index]
    glued = mark.span.start == plural.span.stop
    open_after = index + 2 < len(tokens) and tokens[index + 2].span.start > mark.span.stop
    return glued and open_after and any("Number=Plur" in a.features for a in plural.word.analyses)
