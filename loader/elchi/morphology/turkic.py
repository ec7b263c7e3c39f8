"""Forms of a Turkic language to stems and features, by tables of its suffixes.

A form is cut only after a stem that the word lists know, and what is left must be a chain of suffixes in the
order that all Turkic languages share: plural, possessive, case; voice, negation, form, person (Johanson and
Csató, *The Turkic Languages*, 2nd ed., 2021). Which letters a suffix may show is the table's matter: vowel
harmony and assimilation only vary it, so that a table admits every variant and asks no stem for its vowels.
Unknown words are guessed at by their last suffix, and there assimilation does decide.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from elchi.model import Analysis, Features

FINITE = frozenset({"VerbForm=Fin"})
PAST: Features = FINITE | {"Tense=Past"}
PROGRESSIVE: Features = FINITE | {"Tense=Pres", "Aspect=Prog"}
PRESENT: Features = FINITE | {"Tense=Pres"}
FUTURE: Features = FINITE | {"Tense=Fut"}
INTENT: Features = FINITE | {"Mood=Des"}
CONDITIONAL: Features = FINITE | {"Mood=Cnd"}
OPTATIVE: Features = FINITE | {"Mood=Opt"}
PARTICIPLE: Features = frozenset({"VerbForm=Part", "Tense=Past"})
FUTURE_PARTICIPLE: Features = frozenset({"VerbForm=Part", "Tense=Fut"})
VERBAL_NOUN: Features = frozenset({"VerbForm=Vnoun"})
INFINITIVE: Features = frozenset({"VerbForm=Inf"})
CONVERB: Features = frozenset({"VerbForm=Conv"})

_SHORTEST_STEM = 2
_SIGNS = "-'"


@dataclass(frozen=True, slots=True)
class Form:
    """A verb form: what its suffix may look like, what it means, and whether it takes nominal suffixes."""

    name: str
    suffix: str
    features: Features
    nominal: bool = False


@dataclass(frozen=True, slots=True)
class Suffixes:
    """The suffixes of one language, as alternatives of a regular expression without groups of their own."""

    plural: str
    possessive: str
    cases: tuple[tuple[str, str], ...]  # UD value of Case, or ``Attr`` for "that is in", and its suffix
    derived: str  # "of that place, of that quality": -lik and its like
    clitic: str
    voice: str  # causative, reciprocal; passives have a table of their own
    causative: str
    passive: str
    ability: str
    negation: str
    forms: tuple[Form, ...]
    proper: tuple[tuple[str, str], ...] = ()  # cases behind an apostrophe, where they differ
    guesses: tuple[tuple[str, str], ...] = ()  # cases by the end of an unknown capitalised word
    guessed_forms: tuple[tuple[str, Features], ...] = ()  # verb forms by the end of an unknown word
    softened: tuple[tuple[str, str], ...] = ()  # (letter before a vowel, letter of the dictionary)
    softens_verbs: tuple[str, ...] = ()  # endings of the verbs that soften; none: all
    respelt: tuple[tuple[str, str], ...] = ()  # (written, as suffixes are): «ю» for «йу»
    contracted: tuple[tuple[str, str], ...] = ()  # the same, each by itself: «оо» of «баалоо» for «а» and «оо»


@dataclass(frozen=True, slots=True)
class Grammar:
    """Compiled suffixes; immutable."""

    suffixes: Suffixes
    nominal: re.Pattern[str]
    proper: re.Pattern[str]
    verbal: re.Pattern[str]
    passive: re.Pattern[str]
    negation: re.Pattern[str]
    guess: re.Pattern[str] | None
    irregular: Mapping[str, tuple[str, Features]]


def compiled(suffixes: Suffixes, *, irregular: Mapping[str, tuple[str, Features]]) -> Grammar:
    """Return the grammar of a table of suffixes.

    Args:
        suffixes: the table.
        irregular: verb forms that no suffix explains, with their stem and features.
    """
    cases = "|".join(f"(?P<{case}>{suffix})" for case, suffix in suffixes.cases)
    bare = "|".join(suffix for _, suffix in suffixes.cases)
    tail = f"(?:{suffixes.plural})?(?:{suffixes.possessive})?(?:{bare})?"
    forms = "|".join(
        f"(?P<{f.name}>{f.suffix})" + (f"(?P<{f.name}_tail>{tail})" if f.nominal else "") for f in suffixes.forms
    )
    own = suffixes.proper or suffixes.cases
    return Grammar(
        suffixes,
        re.compile(
            f"(?P<derived>{suffixes.derived})?(?P<plural>{suffixes.plural})?(?P<poss>{suffixes.possessive})?"
            f"(?:{cases})?(?:{suffixes.clitic})?"
        ),
        re.compile("|".join(f"(?P<{case}>{suffix})" for case, suffix in own)),
        re.compile(
            f"(?:{suffixes.voice})?(?P<causative>{suffixes.causative})?(?P<passive>{suffixes.passive})?"
            f"(?P<ability>{suffixes.ability})?(?P<neg>{suffixes.negation})?(?:{forms})(?:{suffixes.clitic})?"
        ),
        re.compile(suffixes.passive),
        re.compile(suffixes.negation),
        _guess(suffixes.guesses),
        irregular,
    )  # fmt: skip


def _guess(guesses: tuple[tuple[str, str], ...]) -> re.Pattern[str] | None:
    return re.compile("|".join(f"(?P<{case}>{suffix})$" for case, suffix in guesses)) if guesses else None


def citation(grammar: Grammar, folded: str, pos: str) -> tuple[str, ...]:
    """Return the stems that a listed word may show before a suffix: its own, and the softened one."""
    suffixes = grammar.suffixes
    if len(folded) < 2 or (pos == "verb" and suffixes.softens_verbs and not folded.endswith(suffixes.softens_verbs)):
        return (folded,)
    if pos != "verb" and len(folded) < 4:
        return (folded,)
    return folded, *(folded[:-1] + soft for soft, hard in suffixes.softened if folded[-1] == hard)


def analyse(
    grammar: Grammar, form: str, folded: str, nouns: frozenset[str], verbs: frozenset[str]
) -> tuple[Analysis, ...]:
    """Return the readings of a form, the longest stem first; guesses only where no stem is known.

    Args:
        grammar: the language's grammar.
        form: the form as written.
        folded: its key.
        nouns: known nominal stems (keys).
        verbs: known verb stems (keys).
    """
    if folded in grammar.irregular:
        stem, features = grammar.irregular[folded]
        return (Analysis(stem, "VERB", features),)
    found: list[Analysis] = []
    for stop in range(len(folded), _SHORTEST_STEM - 1, -1):
        stem = folded[:stop]
        if stem in nouns and (nominal := _nominal(grammar, folded, stop)) is not None:
            found.append(Analysis(_hardened(grammar, stem, nouns), "NOUN", nominal))
    found.extend([verb for verb in _verbs(grammar, folded, verbs) if not _is_noun(verb, found)])
    return tuple(found) or _guesses(grammar, form, folded)


def _verbs(grammar: Grammar, folded: str, verbs: frozenset[str]) -> tuple[Analysis, ...]:
    """Return the reading of the longest verb stem, and of the stem that it is the passive or the negation of.

    «келісті» is of «келіс», not of «кел», but «edildi» of a listed «edil» is of «et» as well, and so is «etmedi» of a
    listed «etme».
    """
    best: dict[str, Analysis] = {}
    for spelling in _spellings(grammar, folded):
        for stop in range(len(spelling), _SHORTEST_STEM - 1, -1):
            stem = spelling[:stop]
            if stem in verbs and stem not in best and (features := _verbal(grammar, spelling[stop:])) is not None:
                best[stem] = Analysis(_hardened(grammar, stem, verbs), "VERB", features)
    longest = max(best, key=len, default="")
    kept = [s for s in best if s == longest or (longest.startswith(s) and _is_derived(grammar, longest, len(s)))]
    return tuple(best[stem] for stem in sorted(kept, key=len, reverse=True))


def _is_derived(grammar: Grammar, stem: str, stop: int) -> bool:
    """Return whether a listed stem is a shorter one with a suffix that frames know by its feature."""
    return any(suffix.fullmatch(stem, stop) for suffix in (grammar.passive, grammar.negation))


def _spellings(grammar: Grammar, folded: str) -> tuple[str, ...]:
    spelt = folded
    for written, meant in grammar.suffixes.respelt:
        spelt = spelt.replace(written, meant)
    suffixes = grammar.suffixes
    apart = [spelt.replace(written, meant) for written, meant in suffixes.contracted if written in spelt]
    return tuple(dict.fromkeys((folded, spelt, *apart)))


def _is_noun(verb: Analysis, nouns: list[Analysis]) -> bool:
    """Return whether a verbal noun is a noun of its own: «кездесу» is no form of «кездес»."""
    nominal = verb.features & {"VerbForm=Vnoun", "Aspect=Prog", "VerbForm=Imp"}
    return bool(nominal) and any(len(noun.lemma) > len(verb.lemma) for noun in nouns)


def _hardened(grammar: Grammar, stem: str, known: frozenset[str]) -> str:
    for soft, hard in grammar.suffixes.softened:
        whole = stem.removesuffix(soft) + hard
        if stem.endswith(soft) and whole in known:
            return whole
    return stem


def _nominal(grammar: Grammar, form: str, stop: int) -> Features | None:
    rest = form[stop:]
    if rest[-1:] and rest[-1] in _SIGNS:
        return None
    if rest[:1] and rest[0] in _SIGNS:
        own = grammar.proper.fullmatch(rest[1:])
        if own is not None:
            return frozenset(_case(own))
    found = grammar.nominal.fullmatch(form[:stop] + rest.replace("'", "").replace("-", ""), stop)
    if found is None:
        return None
    features = _case(found)
    if found["plural"]:
        features.add("Number=Plur")
    if found["poss"]:
        features.add("Poss=Yes")
    if found["derived"]:
        features.add("Derivation=Lik")
    return frozenset(features)


def _case(found: re.Match[str]) -> set[str]:
    case = next((name for name, value in found.groupdict().items() if value and name[:1].isupper()), "Nom")
    return {"Case=Loc", "Attr=Yes"} if case == "Attr" else {f"Case={case}"}


def _verbal(grammar: Grammar, rest: str) -> Features | None:
    if not rest:
        return frozenset({"VerbForm=Imp"})
    found = grammar.verbal.fullmatch(rest)
    if found is None:
        return None
    form = next(f for f in grammar.suffixes.forms if found[f.name] is not None)
    features = set(form.features)
    if found["causative"]:
        features.add("Voice=Cau")
    if found["passive"]:
        features.add("Voice=Pass")
    if found["ability"]:
        features.add("Mood=Pot")
    if found["neg"]:
        features.add("Polarity=Neg")
    if form.nominal:
        tail = grammar.nominal.fullmatch(found[f"{form.name}_tail"])
        features |= _case(tail) if tail is not None else {"Case=Nom"}
        if tail is not None and tail["poss"]:
            features.add("Nominalised=Yes")
    return frozenset(features)


def _guesses(grammar: Grammar, form: str, folded: str) -> tuple[Analysis, ...]:
    if form[:1].isupper():
        whole = Analysis(folded, "PROPN", frozenset({"Case=Nom"}))
        sign = max(folded.rfind("'"), folded.rfind("-"))
        if sign > 0:
            own = grammar.proper.fullmatch(folded[sign + 1 :])
            return (whole,) if own is None else (whole, Analysis(folded[:sign], "PROPN", frozenset(_case(own))))
        cut = grammar.guess.search(folded) if grammar.guess is not None else None
        return (whole,) if cut is None else (whole, Analysis(folded[: cut.start()], "PROPN", frozenset(_case(cut))))
    for ending, features in grammar.suffixes.guessed_forms:
        verb = re.search(ending, folded)
        if verb is not None:
            return (Analysis(folded[: verb.start()], "VERB", features),)
    return ()
