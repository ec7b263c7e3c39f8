"""A language's ``dates.toml`` to a compiled grammar.

``[classes.NAME]`` lists words. A class in lower case has values: ``5 = ["may", "май"]``; what a pattern
catches with it is a part of the date (``month``, ``weekday``, ``shift``, …; ``group`` names another part).
A class in upper case has ``forms`` and no value. ``endings`` names the list of ``[endings]`` that may
follow the words; ``required`` says that one must, ``capital`` that the word begins with a capital letter.

A pattern is words and ``{class}`` slots; a digit tells a second slot apart (``{month2}``). Built in are
``{day}``, ``{year}``, ``{decade}``, ``{n}`` (a count) and ``{any}`` (one to four digits, not caught). A blank is
a blank or one line break, ``~`` a blank, a hyphen or nothing, ``–`` a dash; `` {…}?`` makes slot and blank optional.
The rest is a regular expression. A pattern may be a table: ``form``, constant parts (``sign = -1``), and ``after`` or
``not_after``: regular expressions, each of one width, for what stands before it.

``[tense]`` lists endings of verbs in the past and the future, and beginnings of words that point ahead;
``verb`` says on which side of a date its verb stands, as a rule.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from elchi.dates.values import DATING
from elchi.errors import LexiconError

_APOSTROPHES = re.compile("[ʻʼ‘’`´]")
HEAD = 3  # letters that a word is looked up by before any pattern is tried
_GAP = r"(?:[^\S\n]{1,3}|\n)"
_JOIN = r"[^\S\n]?[-\u2011\u2013]?[^\S\n]?"
_DASH = r"[^\S\n]{0,2}[-\u2011-\u2014\u2212][^\S\n]{0,2}"
CAPITALS = "A-ZА-ЯЁЎҚҒҲІӘӨҮҰҢҺÇĞİŞÖÜÝŇŽӢӮҶ"
# A capital after a small letter is a lost blank ("13 апреляИран"), not the same word.
_EDGE = rf"(?-i:(?![^\W\d_{CAPITALS}])(?!(?<=[{CAPITALS}])[{CAPITALS}]))(?!')"
_NUMBERS = {
    "day": r"(?:3[01]|[12]\d|0?[1-9])(?!\d)",
    "year": r"(?:1[5-9]|20)\d\d(?!\d)",
    "decade": r"(?:(?:1[5-9]|20)\d|[2-9])0(?!\d)",
    "n": r"\d{1,2}(?!\d)",
    "any": r"\d{1,4}(?!\d)",  # within a pattern only
}
_DIGITS = {"day": "12", "year": "4", "decade": "24", "n": "12", "any": "1234"}
_NUMERIC = (
    (r"(?P<day>0?[1-9]|[12]\d|3[01])([./])(?P<month>0?[1-9]|1[0-2])\2(?P<year>(?:19|20)\d\d)(?![./-]?\d)", "12"),
    (r"(?P<year>(?:19|20)\d\d)-(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])(?![-\d])", "4"),
)
_OPTIONS = ("group", "endings", "required", "capital")
_OPTIONAL = re.compile(r" (~?\{\w+\})\?(?= |$)")
_SLOT = re.compile(r"\{([A-Za-z]+)(\d?)\}")


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern, the parts that it always has, and whether it is a trap: no date at all."""

    regex: re.Pattern[str]
    constants: tuple[tuple[str, int | str], ...] = ()
    trap: bool = False


@dataclass(frozen=True, slots=True)
class Grammar:
    """How one language writes dates: patterns by what they begin with, values of words, tenses.

    ``patterns`` are kept by the first letters of their first word, or by ``1``, ``2``, ``4``: the digits of
    their first number.
    """

    language: str
    patterns: Mapping[str, tuple[Pattern, ...]]
    values: Mapping[str, Mapping[str, int | str]]  # part → folded word → value
    past: tuple[str, ...]
    future: tuple[str, ...]
    future_stems: tuple[str, ...]
    verb: str | None  # where the verb of a date stands: before, after, or at either side


@dataclass(frozen=True, slots=True)
class _Class:
    part: str | None
    forms: tuple[str, ...]
    words: str
    tail: str


def folded(text: str) -> str:
    """Return the text with one apostrophe for all and Turkish i with or without its dot alike, as long as before.

    >>> folded("oʻtgan yil")
    "o'tgan yil"
    """
    return _APOSTROPHES.sub("'", text).replace("İ", "I").replace("ı", "i")


def compile_grammar(language: str, *, folders: Iterable[Path] = ()) -> Grammar:
    """Read and compile the date grammar of a language.

    Args:
        language: BCP 47 tag; both scripts of Uzbek have one grammar.
        folders: further folders of word lists; the last that has ``<language>/dates.toml`` is read instead.

    Returns:
        The grammar. Compiling takes some milliseconds: keep it.

    Raises:
        LexiconError: if there is none for the language, or it does not parse; the message names the entry.

    >>> compile_grammar("uz-Latn").language
    'uz'
    """
    name = language.partition("-")[0].lower()
    source: Traversable = files("elchi").joinpath("lexicon", name, "dates.toml")
    for folder in folders:
        own = folder / name / "dates.toml"
        source = own if own.is_file() else source
    try:
        tables = tomllib.loads(source.read_text(encoding="utf-8"))
        return _compiled(name, tables)
    except FileNotFoundError as error:
        raise LexiconError(f"{name}: no date grammar ({source})") from error
    except (KeyError, TypeError, ValueError) as error:
        raise LexiconError(f"{source}: not a readable date grammar: {error!r}") from error


def _compiled(name: str, tables: dict[str, dict[str, object]]) -> Grammar:
    endings = {k: _alternatives(_words(v)) for k, v in tables.get("endings", {}).items()}
    values: dict[str, dict[str, int | str]] = {}
    classes = {k: _class(k, v, endings, values) for k, v in tables["classes"].items()}
    patterns: dict[str, list[Pattern]] = {}
    for form, heads in _NUMERIC:
        for head in heads:
            patterns.setdefault(head, []).append(Pattern(re.compile(form)))
    for entry, trap in _entries(tables["grammar"]):
        pattern = _pattern(entry, classes, trap=trap)
        for head in _heads(str(entry["form"]), classes):
            patterns.setdefault(head, []).append(pattern)
    tense = tables.get("tense", {})
    return Grammar(
        language=name,
        patterns={head: tuple(patterns[head]) for head in sorted(patterns)},
        values=values,
        past=_words(tense.get("past_endings", [])),
        future=_words(tense.get("future_endings", [])),
        future_stems=_words(tense.get("future_stems", [])),
        verb=str(tense["verb"]) if "verb" in tense else None,
    )


def _entries(table: dict[str, object]) -> Iterable[tuple[dict[str, object], bool]]:
    for key, trap in (("traps", True), ("patterns", False)):
        listed = table.get(key, [])
        if not isinstance(listed, list):
            raise TypeError(f"{key} is no list")
        for entry in listed:
            yield ({"form": entry} if isinstance(entry, str) else entry), trap


def _words(listed: object) -> tuple[str, ...]:
    if not isinstance(listed, list) or not all(isinstance(word, str) for word in listed):
        raise TypeError(f"{listed!r} is no list of words")
    return tuple(folded(word) for word in listed)


def _alternatives(words: Iterable[str]) -> str:
    """Return a regular expression for any of the words, the longest first."""
    escaped = (re.escape(w).replace(r"\ ", _GAP) for w in sorted(words, key=lambda w: (-len(w), w)))
    return f"(?:{'|'.join(escaped)})"


def _class(name: str, table: object, endings: Mapping[str, str], values: dict[str, dict[str, int | str]]) -> _Class:
    if not isinstance(table, dict):
        raise TypeError(f"[classes.{name}] is no table")
    part = None if name.isupper() else str(table.get("group", name))
    listed = {k: _words(v) for k, v in table.items() if k not in _OPTIONS}
    forms = tuple(form for words in listed.values() for form in words)
    if part is not None:
        known = values.setdefault(part, {})
        for key, words in listed.items():
            value = int(key) if key.lstrip("-").isdigit() else key
            known.update((" ".join(word.lower().split()), value) for word in words)
    tail = endings[str(table["endings"])] + ("" if table.get("required") else "?") if "endings" in table else ""
    capital = f"(?-i:(?=[{CAPITALS}]))" if table.get("capital") else ""
    return _Class(part, forms, capital + _alternatives(forms), tail)


def _pattern(entry: Mapping[str, object], classes: Mapping[str, _Class], *, trap: bool) -> Pattern:
    def slot(found: re.Match[str]) -> str:
        name, number = found.groups()
        if name in _NUMBERS:
            part = {"n": "count", "any": None}.get(name, name)
            return _NUMBERS[name] if part is None else f"(?P<{part}{number}>{_NUMBERS[name]})"
        own = classes[name]
        words = own.words if own.part is None else f"(?P<{own.part}{number}>{own.words})"
        return f"(?:{words}{own.tail}{_EDGE})"

    form = _OPTIONAL.sub(r"(?: \1)?", folded(str(entry["form"])))
    for sign, meaning in ((" ", _GAP), ("~", _JOIN), ("–", _DASH)):
        form = form.replace(sign, meaning)
    form = _SLOT.sub(slot, form)
    before = "".join(f"(?<!{word})" for word in _words(entry.get("not_after", [])))
    after = "|".join(f"(?<={word})" for word in _words(entry.get("after", [])))
    constants = tuple(
        (key, value)
        for key, value in sorted(entry.items())
        if key not in ("form", "after", "not_after") and isinstance(value, int | str)
    )
    try:
        regex = re.compile(f"{before}(?:{after}){form}{_EDGE}", re.IGNORECASE)
    except re.error as error:
        raise ValueError(f"{entry['form']!r}: {error}") from error
    if not trap and DATING.isdisjoint((*regex.groupindex, *dict(constants))):
        raise ValueError(f"{entry['form']!r}: catches none of {', '.join(sorted(DATING))}")
    return Pattern(regex, constants, trap)


def _heads(form: str, classes: Mapping[str, _Class]) -> tuple[str, ...]:
    """Return the first letters, or numbers of digits, that a text must show where a pattern may begin."""
    first = _SLOT.match(form)
    if first is None:
        words: tuple[str, ...] = (re.split(r"[^\w']", folded(form))[0],)
    elif first[1] in _NUMBERS:
        return tuple(_DIGITS[first[1]])
    else:
        words = classes[first[1]].forms
    return tuple(sorted({re.split(r"[^\w']", word.lower())[0][:HEAD] for word in words}))
