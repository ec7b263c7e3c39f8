"""Word lists of page furniture to compiled patterns.

The patterns begin with a letter in a fixed case wherever a whole text is searched, so that the engine
skips from one such letter to the next; nothing in them repeats within a repetition.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

APOSTROPHES = "ʻʼ‘’'`´ʹ"
_APOSTROPHE = f"[{APOSTROPHES}]"
_FOLD = str.maketrans(dict.fromkeys(APOSTROPHES, "ʻ"))
_UPPER = "A-ZА-ЯЁЎҚҒҲӘҢӨҮҰІҺÇĞİÖŞÜ"
_LOWER = "a-zа-яёўқғҳәңөүұіһçğıöşü"

GLUE = re.compile(rf"[.!?…][”»\")]?(?:(?=[{_UPPER}«“])(?<![\s.][{_UPPER}]\.)|(?<=[{_LOWER}][.!?])(?=[0-9—–]))")
"""A sentence end with the next sentence glued to it: paragraphs were joined there (initials aside)."""

LISTED = re.compile(r"\d{1,2}(?::\d\d| [^\W\d_]{3,9} \d{4}) \d{1,7}(?!\S)")
"""Clock or date with a view count after it: how an item of a "most read" list ends."""

DATE = r"\d{1,2} [^\W\d_]{3,9},? \d{4}"
CLOCK = r"\d{1,2}:\d\d"

_CREDITS = ("credits_whole", "credits_phrases", "credits_before_name")


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What is known of menus, share bars, teasers and footers, ready to match."""

    menus: tuple[re.Pattern[str], ...]
    menu_items: frozenset[str]
    dateline: re.Pattern[str]
    share: re.Pattern[str]
    heading: re.Pattern[str]
    headings: frozenset[str]
    teaser: re.Pattern[str]
    teaser_end: re.Pattern[str]
    ago: tuple[str, ...]
    footer: re.Pattern[str]
    lines: frozenset[str]
    line: re.Pattern[str]
    credit: re.Pattern[str]
    credited: re.Pattern[str]
    byline: re.Pattern[str]
    site: re.Pattern[str]


def key(line: str) -> str:
    """Return a line as the word lists are compared with it: case, apostrophes, end signs away.

    >>> key("  Ko'proq  O‘qing: ")
    'koʻproq oʻqing'
    """
    return " ".join(line.translate(_FOLD).casefold().strip(" :.…»|•■\u00a0\t").split())


@lru_cache(maxsize=1)
def knowledge() -> Knowledge:
    """Return the shipped knowledge, compiled once."""
    source = files("elchi").joinpath("lexicon", "sites", "boilerplate.toml")
    return compile_knowledge(tomllib.loads(source.read_text(encoding="utf-8")))


def compile_knowledge(tables: Mapping[str, Mapping[str, list[str]]]) -> Knowledge:
    """Return the patterns that the tables of ``boilerplate.toml`` stand for."""
    lists = {name: _flat(table.values()) for name, table in tables.items()}
    menu, agencies = _any(lists["menu"]), _any(lists["agencies"])
    ago, days = _any(lists["ago"]), _any(lists["days"])
    return Knowledge(
        menus=tuple(_menus(tables["menu"])),
        menu_items=frozenset(key(phrase) for phrase in lists["menu"]),
        dateline=re.compile(rf"(?:{menu}) (?P<when>{DATE}|{CLOCK})(?P<views> \d{{1,7}})(?!\S)"),
        share=_share(_any(lists["networks"])),
        heading=re.compile(rf"(?:{_any(lists['headings'])})(?![^\W\d_])"),
        headings=frozenset(key(phrase) for phrase in lists["headings"]),
        teaser=re.compile(_any(lists["teasers"])),
        teaser_end=re.compile(
            rf"(?:{days}) ?{CLOCK}|{DATE},? {CLOCK}|(?<!\S)\d{{0,3}} ?[^\W\d_]{{3,8}} (?:{ago})(?!\w)"
        ),
        ago=lists["ago"],
        footer=re.compile(_any(lists["footers"])),
        lines=frozenset(key(phrase) for phrase in lists["lines"]),
        line=re.compile("|".join(lists["line_patterns"]), re.IGNORECASE),
        credit=re.compile(_any({first for name in _CREDITS for first in lists[name]})),
        credited=_credited(lists, agencies),
        byline=re.compile(
            rf"(?<=[.!?…»”\"])\s?(?:[{_UPPER}][\w{APOSTROPHES}.-]{{0,20}} ){{0,2}}"
            rf"[{_UPPER}][\w{APOSTROPHES}-]{{1,20}}, (?:{agencies})\.?$"
        ),
        site=re.compile(rf" (?:[—–|-]) (?:{_any(lists['sites'])})$| \| [^|.]{{2,30}}$"),
    )


def _menus(table: Mapping[str, list[str]]) -> Iterator[re.Pattern[str]]:
    """Yield a pattern of menu items for each language: a menu is in one."""
    for language in sorted(table.keys() - {"any"}):
        items = _any(_flat([table["any"], table[language]]))
        yield re.compile(rf"(?P<item>{items})(?=[\s|/•·]|$)")


def _flat(values: Iterable[list[str]]) -> tuple[str, ...]:
    """Return every phrase once, the longest first: the first branch that matches is taken."""
    phrases = {phrase for value in values for phrase in value}
    return tuple(sorted(phrases, key=lambda phrase: (-len(phrase), phrase)))


def _any(phrases: Iterable[str]) -> str:
    """Return an alternation of phrases with free apostrophes and white space."""
    return "|".join(_phrase(phrase) for phrase in phrases)


def _phrase(phrase: str) -> str:
    escaped = re.escape(phrase.translate(_FOLD)).replace("\\ ", r"\s")
    return escaped.replace("ʻ", _APOSTROPHE)


def _share(networks: str) -> re.Pattern[str]:
    """Return what finds a share bar: two names with counters, or three names side by side."""
    name = rf"(?:{networks})(?!\w)"
    counted = rf"{name}[ :]{{1,2}}\d{{1,7}}(?!\S)"
    gap = r"[ |/•·]{1,3}"
    return re.compile(rf"{name}(?:[ :]{{1,2}}\d{{1,7}}(?!\S)(?:{gap}{counted}){{1,15}}|(?:{gap}{name}){{2,15}})")


def _credited(lists: Mapping[str, tuple[str, ...]], agencies: str) -> re.Pattern[str]:
    """Return what matches a picture credit: at most 60 signs of name, up to where the story goes on."""
    ends = rf"\s*$|[“«\"\n]|\.\s|(?<=[{_LOWER}])[{_UPPER}]"
    name = (
        rf"(?:“[^”\n]{{1,60}}”|«[^»\n]{{1,60}}»|\"[^\"\n]{{1,60}}\"|(?:{agencies})(?=[{_UPPER}“«\"])"
        rf"|[^\n“«\"]{{1,60}}?(?={ends}))"
    )
    whole, phrases, before_name = (_any(lists[name]) for name in _CREDITS)
    return re.compile(rf"(?:{whole})(?={ends})|(?:{phrases}) ?{name}|(?:{before_name})\s?[:©]\s?{name}")
