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

``[shared]`` lists beginnings that many patterns have in common: ``<name>`` in a pattern stands for each of them.

``[tense]`` lists endings of verbs in the past and the future, beginnings of words that point ahead, and words
(``future_leads``) after which any verb does; ``verb`` says on which side of a date its verb stands, as a rule.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from elchi.dates.values import DATING
from elchi.errors import LexiconError

_APOSTROPHES = re.compile("[ʻʼ‘’`´]")
_HEAD = 3  # letters that a word is looked up by before any pattern is tried
_REMEMBERED = 50_000  # words, and as many pieces
_LONGEST_PIECE = 80  # code points; what is longer will not be met again
_GAP = r"(?:[^\S\n]{1,3}|\n)"
_JOIN = r"[^\S\n]?[-\u2011\u2013]?[^\S\n]?"
_DASH = r"[^\S\n]{0,2}[-\u2011-\u2014\u2212][^\S\n]{0,2}"
CAPITALS = "A-ZА-ЯЁЎҚҒҲІӘӨҮҰҢҺÇĞİŞÖÜÝŇŽӢӮҶ"
_SMALL = "a-zа-яёўқғҳіәөүұңһçğışöüýňžäӣӯҷə'"
# A capital after a small letter begins a word: a page's line break was lost there.
_START = re.compile(rf"[{_SMALL}]+|[{CAPITALS}](?:(?:'?[{CAPITALS}])+|[{_SMALL}]*)|\d+")
# A capital after a small letter is a lost blank ("13 апреляИран"), not the same word.
_EDGE = rf"(?-i:(?![^\W\d_{CAPITALS}])(?!(?<=[{CAPITALS}])[{CAPITALS}]))(?!')"
_END = re.compile(rf"\Z|(?:{re.escape(_GAP)}|{re.escape(_DASH)})(?![?*{{])")  # in a pattern
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
_SHARED = re.compile(r"(?<!\?P)<([a-z]+)>")
_OPTIONAL = re.compile(r" (~?\{\w+\})\?(?= |$)")
_SLOT = re.compile(r"\{([A-Za-z]+)(\d?)\}")


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern, the parts that it always has, and whether it is a trap: no date at all."""

    regex: re.Pattern[str]
    constants: tuple[tuple[str, int | str], ...] = ()
    trap: bool = False


class Begun(dict[str, tuple[Pattern, ...]]):
    """The patterns that may begin with a word or number: looked for when first asked, then remembered."""

    def __init__(self, heads: Mapping[str, Sequence[tuple[Pattern, tuple[str, ...]]]]) -> None:
        """Take the patterns by the first letters of their first words, or by how many digits a number has.

        Args:
            heads: each pattern with the beginnings that its first word may have, in lower case.
        """
        super().__init__()
        self._heads = heads

    def __missing__(self, word: str) -> tuple[Pattern, ...]:
        """Look for the patterns of a word."""
        if len(self) >= _REMEMBERED:
            self.clear()
        head = str(len(word)) if word.isdigit() else word[:_HEAD].lower()
        found = tuple(p for p, firsts in self._heads.get(head, ()) if word.lower().startswith(firsts))
        self[word] = found
        return found


class Pieces(dict[str, tuple[tuple[int, str], ...]]):
    """Of what stands between two blanks, the words and numbers that a date may begin with, and where; remembered."""

    def __init__(self, begun: Begun) -> None:
        """Look words up here."""
        super().__init__()
        self._begun = begun

    def __missing__(self, piece: str) -> tuple[tuple[int, str], ...]:
        """Look at the words of a piece."""
        found = tuple((start.start(), start.group()) for start in _START.finditer(piece) if self._begun[start.group()])
        if len(self) >= _REMEMBERED:
            self.clear()
        if len(piece) <= _LONGEST_PIECE:
            self[piece] = found
        return found


@dataclass(frozen=True, slots=True)
class Grammar:
    """How one language writes dates: patterns by what they begin with, values of words, tenses.

    ``begun`` are the patterns that may begin with a word or number, ``pieces`` where in a stretch without blanks
    they may.
    """

    language: str
    begun: Begun
    pieces: Pieces
    values: Mapping[str, Mapping[str, int | str]]  # part → folded word → value
    past: tuple[str, ...]
    future: tuple[str, ...]
    future_stems: tuple[str, ...]
    future_leads: frozenset[str]  # words, or two words, before a verb
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
    patterns: dict[str, list[tuple[Pattern, tuple[str, ...]]]] = {}
    for form, heads in _NUMERIC:
        for head in heads:
            patterns.setdefault(head, []).append((Pattern(re.compile(form)), ("",)))
    for entry, trap in _entries(tables["grammar"], tables.get("shared", {})):
        pattern = _pattern(entry, classes, trap=trap)
        for head, firsts in _beginnings(str(entry["form"]), classes).items():
            patterns.setdefault(head, []).append((pattern, firsts))
    tense = tables.get("tense", {})
    begun = Begun(patterns)
    return Grammar(
        language=name,
        begun=begun,
        pieces=Pieces(begun),
        values=values,
        past=_words(tense.get("past_endings", [])),
        future=_words(tense.get("future_endings", [])),
        future_stems=_words(tense.get("future_stems", [])),
        future_leads=frozenset(_words(tense.get("future_leads", []))),
        verb=str(tense["verb"]) if "verb" in tense else None,
    )


def _entries(table: Mapping[str, object], shared: Mapping[str, object]) -> Iterable[tuple[dict[str, object], bool]]:
    for key, trap in (("traps", True), ("patterns", False)):
        listed = table.get(key, [])
        if not isinstance(listed, list):
            raise TypeError(f"{key} is no list")
        for entry in listed:
            whole = {"form": entry} if isinstance(entry, str) else entry
            for form in _spelled(str(whole["form"]), shared):
                yield whole | {"form": form}, trap


def _spelled(form: str, shared: Mapping[str, object]) -> tuple[str, ...]:
    """Return a form once for each meaning of the shared beginning that it names."""
    found = _SHARED.search(form)
    if found is None:
        return (form,)
    return tuple(form.replace(found[0], part) for part in _words(shared[found[1]]))


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
        # An edge costs as much to compile as the words, and where this follows the word ends anyhow.
        edge = "" if _END.match(found.string, found.end()) else _EDGE
        return f"(?:{words}{own.tail}{edge})"

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


def _beginnings(form: str, classes: Mapping[str, _Class]) -> dict[str, tuple[str, ...]]:
    """Return what a text must show where a pattern may begin: by first letters, or number of digits, what a word is."""
    first = _SLOT.match(form)
    if first is None:  # a regular expression: its first letters stand for the word
        head = re.split(r"[^\w']", folded(form).lower())[0][:_HEAD]
        return {head: (head,)}
    if first[1] in _NUMBERS:
        return dict.fromkeys(_DIGITS[first[1]], ("",))
    words = {re.split(r"[^\w']", word.lower())[0] for word in classes[first[1]].forms}
    return {head: tuple(sorted(w for w in words if w[:_HEAD] == head)) for head in sorted({w[:_HEAD] for w in words})}
