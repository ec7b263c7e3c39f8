"""Uzbek word forms to stems and features, in either script.

A form is folded to a Latin *key* by the rules of the 1995 orthography, so that one word list serves
both scripts; the text itself is never rewritten. A key is cut only after a stem that the word lists
know, and what is left must be a chain of suffixes in the order of the grammar (Bodrogligeti, *An
Academic Reference Grammar of Modern Literary Uzbek*, 2003); unknown words are only guessed at by
their last suffix.
"""

from __future__ import annotations

import re

from elchi.model import Analysis, Features

_APOSTROPHES = re.compile("[ʻʼ‘’`´ʹʽ′＇]")
_LETTERS = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "ё": "yo", "ж": "j", "з": "z", "и": "i",
    "й": "y", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s",
    "т": "t", "у": "u", "ф": "f", "х": "x", "ч": "ch", "ш": "sh", "щ": "sh", "ъ": "'", "ы": "i",
    "ь": "", "э": "e", "ю": "yu", "я": "ya", "ў": "o'", "қ": "q", "ғ": "g'", "ҳ": "h",
}  # fmt: skip
_LETTERS |= {"ş": "sh", "ç": "ch", "ö": "o'", "ğ": "g'", "õ": "o'"}
_TABLE = str.maketrans(_LETTERS)
_VOWELS = "аеёиоуэюяўыaeiou"
_YE = re.compile(rf"(?<![^\W{_VOWELS}ьъ])е")  # е is ye at the start and after a vowel or a sign
_TS = re.compile(rf"(?<=[{_VOWELS}])ц")  # ц is ts between vowels, s elsewhere
_MONTHS = re.compile(r"(?<=[тб])я(?=бр)")

_NOMINAL = re.compile(
    r"'?(?P<lik>li[kg])?(?P<plural>lar)?(?P<poss>imiz|ingiz|miz|ngiz|im|ing|si|i)?(?P<plural2>lar)?(?P<poss2>i)?"
    r"(?P<case>ning|niki|ni|gacha|kacha|qacha|ga|ka|qa|dagi|dan|da|tan|ta|cha)?(?P<plural3>lar)?"
    r"(?P<poss3>i)?(?P<case3>ning|ni|ga|dan|da)?(?:dir|mi|chi|dek|day|ku|yu|u)?"
)
_CASES = {
    "ning": "Gen", "niki": "Gen", "ni": "Acc", "ga": "Dat", "ka": "Dat", "qa": "Dat", "gacha": "Ter",
    "kacha": "Ter", "qacha": "Ter", "da": "Loc", "ta": "Loc", "dagi": "Loc", "dan": "Abl", "tan": "Abl",
    "cha": "Equ",
}  # fmt: skip
_VERBAL = re.compile(
    r"(?P<causative>tir|dir|ir|kaz|qaz)?(?P<recip>lash|ish|sh)?(?P<passive>in|il|n|l)?(?P<ability>(?:a|y)ol)?(?P<neg>ma)?"
    r"(?:(?P<past>(?:gan|kan|qan)?(?:di|edi))(?:m|ng|k|ngiz|lar)?"
    r"|(?P<progressive>(?:moqda|yap|ayap|yapti|ayapti|mokda)(?:man|san|miz|siz|lar|ti|dir)*(?:edi|ydi)?)"
    r"|(?P<intent>moqchi(?:man|miz|siz|lar|ligi(?:ni)?|ekan\w*)?)"
    r"|(?P<future>(?:a|y)(?:di|man|san|miz|siz)(?:lar)?|(?:a|ya)jak)"
    r"|(?P<progpart>(?:a|y)?yotgan(?:lig)?(?:i|lar|lari|miz)?(?P<progcase>ni|ning|ga|da|dan|dagi)?)"
    r"|(?P<futpart>(?:a|y)digan(?:lig)?(?:i|lar|lari)?(?P<futcase>ni|ning|ga|da|dan)?)"
    r"|(?P<part>(?:gan|kan|qan)(?:lig|lik)?(?:i|imiz|lar|lari|man|miz|ing)?(?P<partcase>ni|ning|ga|da|dan|dagi|cha|day|dek)?(?:dir|mi)?)"
    r"|(?P<vnoun>(?:ish|sh|uv)(?:lar)?(?:i|imiz|lari)?(?P<vnouncase>ni|ning|ga|da|dan|dagi|cha|gacha)?(?:dir)?)"
    r"|(?P<infinitive>moq(?:lik)?)"
    r"|(?P<conditional>sa(?:m|ng|k|ngiz|lar)?)"
    r"|(?P<optative>(?:a|y)(?:lik|y)|sin(?:lar)?)"
    r"|(?P<converb>(?:i?b)(?:di|man|miz|lar)?|gach|kach|guncha|(?:a|y)?rkan|y|a|mas(?:dan|lik(?:ni|ka|ga)?)|(?:a|y)?r(?:ak|oq)?)"
    r")"
)
_FORMS: tuple[tuple[str, Features], ...] = (
    ("past", frozenset({"VerbForm=Fin", "Tense=Past"})),
    ("progressive", frozenset({"VerbForm=Fin", "Tense=Pres", "Aspect=Prog"})),
    ("intent", frozenset({"VerbForm=Fin", "Mood=Des"})),
    ("future", frozenset({"VerbForm=Fin", "Tense=Fut"})),
    ("progpart", frozenset({"VerbForm=Part", "Tense=Pres", "Aspect=Prog"})),
    ("futpart", frozenset({"VerbForm=Part", "Tense=Fut"})),
    ("part", frozenset({"VerbForm=Part", "Tense=Past"})),
    ("vnoun", frozenset({"VerbForm=Vnoun"})),
    ("infinitive", frozenset({"VerbForm=Inf"})),
    ("conditional", frozenset({"VerbForm=Fin", "Mood=Cnd"})),
    ("optative", frozenset({"VerbForm=Fin", "Mood=Opt"})),
    ("converb", frozenset({"VerbForm=Conv"})),
)
_GUESS_CASE = re.compile(r"(?<=[\w']{3})'?(?P<case>ning|niki|dagi|gacha|dan|ni|ga|da)$")
_GUESS_SHORT = re.compile(r"(?<=\w{3}[kq])(?P<case>ka|qa)$")
_GUESS_VERB = re.compile(r"(?:la|[a-z]{2})(?:n|l|sh|t|tir)?(?:ma)?(?P<form>di|moqda|yapti|gan|adi|ydi|ishdi)(?:lar)?$")
_GUESSED_FORMS: dict[str, Features] = {
    "di": _FORMS[0][1], "ishdi": _FORMS[0][1], "moqda": _FORMS[1][1], "yapti": _FORMS[1][1],
    "gan": _FORMS[6][1], "adi": _FORMS[3][1], "ydi": _FORMS[3][1],
}  # fmt: skip
_SHORTEST_STEM = 2


def key(form: str) -> str:
    """Return the folded Latin key of an Uzbek word form of either script.

    >>> key("Тўқаевнинг"), key("To‘qayevning"), key("Европа"), key("федерация")
    ("to'qayevning", "to'qayevning", 'yevropa', 'federatsiya')
    """
    folded = _APOSTROPHES.sub("'", form.lower().replace("i̇", "i"))
    if folded.isascii():
        return folded
    folded = _MONTHS.sub("а", folded)
    folded = _YE.sub("ye", folded).replace("е", "e")
    folded = _TS.sub("ts", folded).replace("ц", "s")
    return folded.replace("ъe", "ye").replace("ъye", "ye").translate(_TABLE)


def citation(folded: str, pos: str) -> tuple[str, ...]:
    """Return the stems that a listed word may show before a suffix.

    A final k or q is voiced before a possessive: vazirlik, vazirlig-i.

    >>> citation("vazirlik", "noun"), citation("imzola", "verb")
    (('vazirlik', 'vazirlig'), ('imzola',))
    """
    if pos != "verb" and folded[-1:] in {"k", "q"} and len(folded) > 3:
        return folded, folded[:-1] + ("g" if folded[-1] == "k" else "g'")
    return (folded,)


def analyse(form: str, folded: str, nouns: frozenset[str], verbs: frozenset[str]) -> tuple[Analysis, ...]:
    """Return the readings of a form, the longest stem first; guesses only where no stem is known.

    Args:
        form: the form as written.
        folded: its key.
        nouns: known nominal stems (keys).
        verbs: known verb stems (keys).

    >>> [a.features for a in analyse("Туркияга", "turkiyaga", frozenset({"turkiya"}), frozenset())]
    [frozenset({'Case=Dat'})]
    """
    readings: list[Analysis] = []
    for stop in range(len(folded), _SHORTEST_STEM - 1, -1):
        stem, rest = folded[:stop], folded[stop:]
        if stem in nouns and (nominal := _nominal(rest)) is not None:
            readings.append(Analysis(_devoiced(stem, nouns), "NOUN", nominal))
        if stem in verbs and (verbal := _verbal(rest)) is not None:
            readings.append(Analysis(stem, "VERB", verbal))
    return _lexicalised(readings) or _guesses(form, folded)


def _lexicalised(readings: list[Analysis]) -> tuple[Analysis, ...]:
    """Return the readings without verbal nouns that are nouns of their own: «келишув» is no form of «келиш-»."""
    longest = max((len(r.lemma) for r in readings if r.pos == "NOUN"), default=0)
    return tuple(r for r in readings if "VerbForm=Vnoun" not in r.features or len(r.lemma) >= longest)


def _devoiced(stem: str, nouns: frozenset[str]) -> str:
    for ending, full in (("g'", "q"), ("g", "k")):
        if stem.endswith(ending) and stem[: -len(ending)] + full in nouns:
            return stem[: -len(ending)] + full
    return stem


def _nominal(rest: str) -> Features | None:
    found = _NOMINAL.fullmatch(rest)
    if found is None:
        return None
    features = {f"Case={_CASES.get(found['case3'] or found['case'] or '', 'Nom')}"}
    if found["plural"] or found["plural2"] or found["plural3"]:
        features.add("Number=Plur")
    if found["poss"] or found["poss2"]:
        features.add("Poss=Yes")
    if found["case"] == "dagi":
        features.add("Attr=Yes")
    if found["lik"]:
        features.add("Derivation=Lik")
    return frozenset(features)


def _verbal(rest: str) -> Features | None:
    found = _VERBAL.fullmatch(rest)
    if found is None:
        return frozenset({"VerbForm=Imp"}) if not rest else None
    name, features = next((n, f) for n, f in _FORMS if found[n] is not None)
    extra = set()
    if found["causative"]:
        extra.add("Voice=Cau")
    if found["passive"]:
        extra.add("Voice=Pass")
    if found["neg"] or "mas" in (found["converb"] or ""):
        extra.add("Polarity=Neg")
    if found["ability"]:
        extra.add("Mood=Pot")
    if name in {"part", "vnoun", "progpart", "futpart"}:
        group = {
            "part": "partcase",
            "vnoun": "vnouncase",
            "progpart": "progcase",
            "futpart": "futcase",
        }
        case = found[group[name]]
        extra.add(f"Case={_CASES.get(case or '', 'Nom')}")
        if "li" in (found[name] or "") or (name == "part" and re.search(r"gani|kani|qani", rest)):
            extra.add("Nominalised=Yes")
    return features | extra


def _guesses(form: str, folded: str) -> tuple[Analysis, ...]:
    if form[:1].isupper():
        cut = _GUESS_CASE.search(folded) or _GUESS_SHORT.search(folded)
        whole = Analysis(folded, "PROPN", frozenset({"Case=Nom"}))
        if cut is None:
            return (whole,)
        case = frozenset({f"Case={_CASES[cut['case']]}"})
        return whole, Analysis(folded[: cut.start()].rstrip("'"), "PROPN", case)
    verb = _GUESS_VERB.search(folded)
    if verb is not None:
        return (Analysis(folded[: verb.start("form")], "VERB", _GUESSED_FORMS[verb["form"]]),)
    return ()
