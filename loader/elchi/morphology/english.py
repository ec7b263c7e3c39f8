"""English word forms to lemmas and features, by rules and a table of irregular forms.

A form gets every reading that its ending allows; which one holds is told by the words around it
(``english_context``), since English marks verbs by auxiliaries and nouns by where they stand.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from elchi.model import Analysis, Features

_APOSTROPHES = re.compile("[ʻʼ‘’`´ʹʽ′＇]")
_POSSESSIVE = "'s"
_GENITIVE = frozenset({"Case=Gen"})
_PLURAL = frozenset({"Number=Plur"})
_SINGULAR = frozenset({"Number=Sing"})
BASE = frozenset({"VerbForm=Inf"})
PRESENT = frozenset({"VerbForm=Fin", "Tense=Pres"})
PAST = frozenset({"VerbForm=Fin", "Tense=Past"})
PARTICIPLE = frozenset({"VerbForm=Part", "Tense=Past"})
GERUND = frozenset({"VerbForm=Part", "Tense=Pres"})
_ADJECTIVES = re.compile(r"\w{2,}(?:al|ive|ous|ful|less|ic|ary|able|ible|ish|ese|wide|backed|led|based|ory)")
_VOWELS = "aeiou"
_SHORTEST_STEM = 2
_REMEMBERED = 50_000  # forms


@dataclass(frozen=True, slots=True)
class Forms:
    """What ``lexicon/en/forms.toml`` lists."""

    closed: Mapping[str, frozenset[str]]  # word -> parts of speech
    auxiliaries: Mapping[str, tuple[str, str]]  # form -> kind, tense
    contracted: Mapping[str, str]
    irregular: Mapping[str, tuple[tuple[str, Features], ...]]  # form -> lemma, features
    plurals: Mapping[str, str]
    invariable: frozenset[str]
    verbs: frozenset[str]
    names: frozenset[str]  # auxiliaries that are names with a capital


@lru_cache(maxsize=1)
def forms() -> Forms:
    """Return the table of forms that no rule gives."""
    source = files("elchi").joinpath("lexicon", "en", "forms.toml")
    table = tomllib.loads(source.read_text(encoding="utf-8"))
    closed: dict[str, set[str]] = {}
    for pos, listed in table["closed"].items():
        for word in listed:
            closed.setdefault(word, set()).add(pos)
    irregular: dict[str, list[tuple[str, Features]]] = {}
    for lemma, (past, participle) in table["irregular"].items():
        irregular.setdefault(past, []).append((lemma, PAST))
        irregular.setdefault(participle, []).append((lemma, PARTICIPLE))
    return Forms(
        closed={word: frozenset(found) for word, found in closed.items()},
        auxiliaries={form: (kind, tense) for form, (kind, tense) in table["auxiliaries"].items()},
        contracted=table["contracted"],
        irregular={form: tuple(found) for form, found in irregular.items()},
        plurals=table["plurals"],
        invariable=frozenset(table["invariable"]["noun"]),
        verbs=frozenset(table["verbs"]["base"]) | frozenset(table["irregular"]),
        names=frozenset(table["names"]["auxiliary"]),
    )


def key(form: str) -> str:
    """Return the folded key of an English word form.

    >>> key("Turkey’s"), key("Memorandum")
    ("turkey's", 'memorandum')
    """
    return _APOSTROPHES.sub("'", form.lower())


def citation(folded: str, pos: str) -> tuple[str, ...]:
    """Return a listed word as it is: rules find it from its forms."""
    return (folded,)


@lru_cache(maxsize=_REMEMBERED)
def auxiliary(folded: str) -> tuple[str, str, bool] | None:
    """Return kind, tense and negation of an auxiliary, also of one that is contracted with its subject.

    >>> auxiliary("didn't"), auxiliary("we'll"), auxiliary("signed")
    (('do', 'Past', True), ('future', '', False), None)
    """
    table = forms()
    negative = folded.endswith("n't") or folded == "cannot"
    plain = folded.removesuffix("n't")
    if "'" in plain:
        tail = "'" + plain.rsplit("'", 1)[1]
        plain = table.contracted.get(plain) or table.contracted.get(tail) or plain
    found = table.auxiliaries.get(plain)
    return (*found, negative) if found is not None else None


def names_rather(form: str, folded: str) -> bool:
    """Return whether a form is no auxiliary but a name, being written with a capital: the month of May.

    >>> names_rather("May", "may"), names_rather("MAY", "may")
    (True, False)
    """
    return folded in forms().names and form[:1].isupper() and not form.isupper()


def analyse(form: str, folded: str, nouns: frozenset[str], verbs: frozenset[str]) -> tuple[Analysis, ...]:
    """Return the readings of a form: those of the words that are known before those that are guessed.

    Args:
        form: the form as written.
        folded: its key.
        nouns: the words that the lists know as nouns, adjectives or parts of phrases.
        verbs: the verbs that the lists know.

    >>> [(a.lemma, a.pos) for a in analyse("visits", "visits", frozenset({"visit"}), frozenset({"visit"}))]
    [('visit', 'VERB'), ('visit', 'NOUN')]
    """
    if not folded or not folded[0].isalpha():
        return ()
    found = auxiliary(folded) if not names_rather(form, folded) else None
    if found is not None:
        return (Analysis(folded, "VERB", _auxiliary_features(*found)),)
    stem = folded.removesuffix(_POSSESSIVE)
    if stem != folded:
        return tuple(Analysis(a.lemma, a.pos, a.features | _GENITIVE) for a in _nominal(form, stem, nouns))
    parts = forms().closed.get(folded)
    if parts is not None:
        if "PRON" in parts and len(form) > 1 and form.isupper():  # the US, the WHO
            return (Analysis(folded, "PROPN", _SINGULAR),)
        readings = [Analysis(folded, _universal(pos), _closed_features(pos)) for pos in sorted(parts)]
        return tuple(dict.fromkeys([*_verbal(folded, verbs | forms().verbs), *readings]))
    verbal = [
        a for a in _verbal(folded, verbs | forms().verbs) if form[:1].islower() or a.lemma in verbs | forms().verbs
    ]
    is_verb_form = bool(verbal) and folded.endswith(("ed", "ing")) and folded not in nouns
    only_verb = is_verb_form or any(a.features != BASE and folded in forms().irregular for a in verbal)
    if only_verb and folded not in nouns:
        return tuple(verbal)
    return (*verbal, *_nominal(form, folded, nouns))


def _auxiliary_features(kind: str, tense: str, negative: bool) -> Features:
    features = {"VerbForm=Fin"} if tense or kind not in {"be", "have"} else {"VerbForm=Inf"}
    features |= {f"Tense={tense}"} if tense else set()
    features |= {"future": {"Tense=Fut"}, "potential": {"Mood=Pot"}, "necessity": {"Mood=Nec"}}.get(kind, set())
    return frozenset(features | ({"Polarity=Neg"} if negative else set()))


def _universal(pos: str) -> str:
    return "DET" if pos == "POSS" else pos


def _closed_features(pos: str) -> Features:
    return frozenset({"Poss=Yes"}) if pos == "POSS" else frozenset()


def _verbal(folded: str, known: frozenset[str]) -> Iterator[Analysis]:
    irregular = forms().irregular.get(folded, ())
    for lemma, features in irregular:
        yield Analysis(lemma, "VERB", features)
    if folded in known:
        yield Analysis(folded, "VERB", BASE)
    if irregular or folded in forms().invariable:
        return
    for ending, allowed in (("ed", (PAST, PARTICIPLE)), ("ing", (GERUND,)), ("s", (PRESENT,))):
        if folded.endswith(ending) and len(folded) > len(ending) + 1:
            lemmas = [s for s in _stems(folded.removesuffix(ending), ending) if s in known]
            if not lemmas and ending != "s" and len(folded) > len(ending) + 3:
                lemmas = [folded.removesuffix(ending)]
            yield from (Analysis(lemma, "VERB", found) for lemma in lemmas[:2] for found in allowed)


def _stems(stem: str, ending: str) -> Iterator[str]:
    """Yield what a verb may be without its ending: visit-ed, arriv-ed, plann-ed, ratifi-ed, agre-ed.

    >>> list(_stems("plann", "ed")), list(_stems("ratifi", "ed"))
    (['plann', 'planne', 'plan'], ['ratifi', 'ratifie', 'ratify'])
    """
    yield stem
    if ending != "s":
        yield stem + "e"
    if len(stem) > _SHORTEST_STEM and stem[-1] == stem[-2] and stem[-1] not in _VOWELS:
        yield stem[:-1]
    if ending == "ed" and stem.endswith("i"):
        yield stem[:-1] + "y"
    if ending == "s" and stem.endswith("ie"):
        yield stem[:-2] + "y"
    if ending == "s" and stem.endswith(("she", "che", "sse", "xe", "oe", "ze")):
        yield stem[:-1]


def _nominal(form: str, folded: str, nouns: frozenset[str]) -> tuple[Analysis, ...]:
    is_name = form[:1].isupper() and folded not in nouns
    readings = []
    singular = None if form[:1].isupper() and folded in nouns else _singular(folded, nouns)
    if singular is not None:
        readings += [Analysis(singular, "NOUN", _PLURAL)]
    if singular is None or folded in nouns:
        readings += [Analysis(folded, "PROPN" if is_name else _kind(folded), _SINGULAR)]
    return tuple(readings)


def _kind(folded: str) -> str:
    if folded.endswith("ly") and len(folded) > 4:
        return "ADV"
    return "ADJ" if _ADJECTIVES.fullmatch(folded) else "NOUN"


def _singular(folded: str, nouns: frozenset[str]) -> str | None:
    """Return the singular of a plural, ``None`` of what is none."""
    table = forms()
    if folded in table.plurals:
        return table.plurals[folded]
    if not folded.endswith("s") or folded.endswith(("ss", "us", "is")) or folded in table.invariable:
        return None
    stem = folded[:-1]
    if len(stem) <= _SHORTEST_STEM:
        return None
    options = [stem]
    if stem.endswith("ie"):
        options.insert(0, stem[:-2] + "y")
    if stem.endswith(("she", "che", "sse", "xe", "oe", "ze")):
        options.insert(0, stem[:-1])
    return next((o for o in options if o in nouns), options[0])
