"""Word lists in TOML and names in the authority data to compiled lexicons."""

from __future__ import annotations

import gc
import tomllib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from elchi.errors import LexiconError
from elchi.lexicon.authority import Authority, Thing, load_authority
from elchi.lexicon.matcher import Lexicon
from elchi.model import Analysis, Entry
from elchi.morphology import Morphology, families, family, morphology
from elchi.morphology.words import words

LISTS = ("actors.toml", "attribution.toml", "events.toml", "factuality.toml", "markers.toml")
_PARTS_OF_SPEECH = ("noun", "verb", "adj", "adv", "adp", "fixed")
_LONGEST_ABBREVIATION = 6


class Lexicons:
    """The lexicons by family, each compiled when it is first asked for, and the authority data they share."""

    def __init__(self, authority: Authority, folders: tuple[Path, ...] = ()) -> None:
        """Compile nothing yet, unless the user adds words: what is wrong with those is to be said at once."""
        self.authority = authority
        self._folders = folders
        self._compiled: dict[str, Lexicon] = {}
        for name in families() if folders else ():
            self._lexicon(name)

    def get(self, language: str | None) -> Lexicon | None:
        """Return the lexicon that reads a language (BCP 47), or ``None``."""
        name = family(language)
        return None if name is None else self._lexicon(name)

    def _lexicon(self, name: str) -> Lexicon:
        found = self._compiled.get(name)
        if found is None:
            found = self._compiled[name] = _compile(name, self.authority, self._folders)
            # The words stay as long as the process: a collection of garbage need not walk over them ever again,
            # which costs 50 to 100 ms each time.
            gc.freeze()
        return found


@lru_cache(maxsize=4)
def lexicons(*, authority_files: tuple[Path, ...] = (), folders: tuple[Path, ...] = ()) -> Lexicons:
    """Return the lexicons of the languages that Elchi reads.

    Args:
        authority_files: further Turtle files with states, places and organisations.
        folders: further folders of word lists, laid out ``<language>/<any>.toml``.

    Raises:
        LexiconError: if a file of the user's does not parse or has an entry that is not text.
    """
    return Lexicons(load_authority(*authority_files), folders)


def _compile(name: str, authority: Authority, folders: Iterable[Path]) -> Lexicon:
    grammar = morphology(name)
    raw = [*_listed(name, folders), *_named(name, authority)]
    nouns: set[str] = set()
    verbs: set[str] = set()
    inner: set[str] = set()  # words that only stand within an entry, or in no other form
    spelt: list[tuple[str, str, list[str]]] = []
    for concept, pos, text in raw:
        spelling = split_words(text)
        if not spelling:
            raise LexiconError(f"{name}: the entry {text!r} of {concept!r} has no word")
        spelt.append((concept, pos, spelling))
        for index, word in enumerate(spelling):
            is_verb = pos == "verb" and index == (0 if grammar.analytic else len(spelling) - 1)
            kept = verbs if is_verb else nouns if index == len(spelling) - 1 and pos != "fixed" else inner
            kept.update(grammar.citation(grammar.key(word), "verb" if is_verb else "noun"))
    known_verbs = frozenset(verbs)
    nouns |= {word for word in inner if not _is_action(word, grammar, known_verbs)} if grammar.turkic else inner
    entries = [_entry(concept, pos, spelling, grammar) for concept, pos, spelling in spelt]
    return Lexicon(name, grammar, entries, frozenset(nouns), known_verbs)


def _is_action(word: str, grammar: Morphology, verbs: frozenset[str]) -> bool:
    """Return whether a word is a form of a listed verb: «имзолаш» stays one beside «имзолаш маросими»."""
    readings = grammar.analyse(word, word, frozenset(), verbs)
    return any("VerbForm=Vnoun" in reading.features for reading in readings)


def split_words(text: str) -> list[str]:
    """Return the words and signs of a lexicon entry, as the tokeniser would.

    >>> split_words("bosh vazir"), split_words("премьер-министр")
    (['bosh', 'vazir'], ['премьер', '-', 'министр'])
    """
    return [found.group() for found in words(text)]


def _entry(concept: str, pos: str, spelling: list[str], grammar: Morphology) -> Entry:
    single = len(spelling) == 1
    if pos == "name" and not grammar.head_last:  # names are declined with the nouns that they are made of
        alternatives = tuple(_name_stems(word, grammar, single=single) for word in spelling)
    else:
        alternatives = tuple(frozenset((grammar.key(word),)) for word in spelling)
    proper = (pos == "name" or concept.startswith("demonym:")) and spelling[0][:1].isupper()
    first = spelling[0]
    abbreviated = proper and single and first.isupper() and 1 < len(first) <= _LONGEST_ABBREVIATION
    return Entry(concept, pos, alternatives, proper, len(first) if abbreviated else 0)


def _name_stems(word: str, grammar: Morphology, *, single: bool) -> frozenset[str]:
    key = grammar.key(word)
    readings = grammar.analyse(word, key, frozenset(), frozenset()) if key.isalpha() else ()
    return frozenset((key, *(a.lemma for a in readings if a.pos != "VERB" and _is_name(a, single))))


def _is_name(analysis: Analysis, single: bool) -> bool:
    """Return whether a reading may lend a name its lemma: «Буча» is not to be found in «бу»."""
    return "NameType=Geo" in analysis.features or (not single and analysis.pos in {"ADJ", "NOUN", "X"})


def _listed(name: str, folders: Iterable[Path]) -> Iterator[tuple[str, str, str]]:
    shipped = files("elchi").joinpath("lexicon", name)
    sources: list[Traversable] = [shipped.joinpath(f) for f in LISTS if shipped.joinpath(f).is_file()]
    for folder in folders:
        sources.extend(sorted((folder / name).glob("*.toml")))
    for source in sources:
        yield from _concepts(source)


def _concepts(source: Traversable) -> Iterator[tuple[str, str, str]]:
    try:
        tables = tomllib.loads(source.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise LexiconError(f"{source}: not a readable word list: {error}") from error
    for concept, lists in tables.items():
        if not isinstance(lists, dict):
            continue
        for pos, entries in lists.items():
            if pos not in _PARTS_OF_SPEECH or not isinstance(entries, list):
                raise LexiconError(
                    f"{source}: [{concept}] {pos}: expected one of {', '.join(_PARTS_OF_SPEECH)} with a list of words"
                )
            for entry in entries:
                if not isinstance(entry, str):
                    raise LexiconError(f"{source}: [{concept}] {pos}: {entry!r} is not a text")
                yield concept, pos, entry


def _named(name: str, authority: Authority) -> Iterator[tuple[str, str, str]]:
    for key in sorted(authority.things):
        thing = authority.things[key]
        for label, tag, _ in thing.names:
            if _is_for(name, tag, thing):
                yield key, "name", label
        for label, tag in thing.demonyms:
            if family(tag) == name:
                yield key.replace("state:", "demonym:", 1), "adj", label
        for label, tag in thing.compounds:
            if family(tag) == name:
                yield key.replace("state:", "demonym:", 1), "fixed", label


def _is_for(name: str, tag: str, thing: Thing) -> bool:
    return family(tag) == name or (thing.kind == "organisation" and tag in {"en", "mul", ""})
