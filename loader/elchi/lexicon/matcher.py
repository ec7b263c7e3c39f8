"""Tokens to hits: which entries of a compiled word list stand where in a sentence.

An entry starts where one of its first word's stems is a stem of the token, and goes on as long as each
next word shares a stem with the next token; the longest entry from the left wins. The work is linear in
the tokens: what a form may begin is remembered with it (``lexicon.forms``), and entries of several words are
tried only where the next token has a stem of their second word.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from elchi.lexicon.forms import Forms, Pieces, is_verb
from elchi.model import Entry, Hit, Label, Token, Word
from elchi.morphology import Morphology

_REMEMBERED_FORMS = 25_000  # of a language: 1.5 kB each with all that hangs on it, so 40 MB
_NOTHING: frozenset[str] = frozenset()


class Matches(NamedTuple):
    """The hits of a sentence as :class:`elchi.model.Sentence` holds them."""

    hits: tuple[Hit, ...]
    named: Mapping[str, Sequence[Hit]]
    concepts: tuple[frozenset[str], ...]
    kinds: tuple[frozenset[str], ...]


class Lexicon:
    """The compiled words of one language family.

    It remembers the forms it has analysed, up to a bound, and is otherwise immutable.
    """

    def __init__(
        self,
        family: str,
        morphology: Morphology,
        entries: Sequence[Entry],
        nouns: frozenset[str],
        verbs: frozenset[str],
    ) -> None:
        """Compile entries whose words already carry their stems."""
        self.family = family
        self._morphology = morphology
        self._forms = Forms(morphology, entries, nouns, verbs, most=_REMEMBERED_FORMS)
        self.word: Callable[[str], Word] = self._forms.__getitem__
        """What is known of a form: key, shape, analyses and the entries that it may begin."""
        self.pieces: Mapping[str, tuple[tuple[int, int, Word], ...]]
        self.pieces = Pieces(self._forms, most=_REMEMBERED_FORMS)
        """The words of what stands between two blanks, each with where it begins and ends there."""
        self._said: dict[tuple[object, ...], tuple[Label, int] | None] = {}  # by entry and words
        listed: dict[str, frozenset[str]] = defaultdict(frozenset)
        for entry in entries:
            if len(entry.words) == 1 and entry.pos == "fixed":
                listed[entry.concept] |= entry.words[0]
        self._listed = listed

    def listed(self, concept: str) -> frozenset[str]:
        """Return the one-word entries of a concept, as keys."""
        return self._listed.get(concept, frozenset())

    def in_context(self, tokens: Sequence[Token]) -> Sequence[Token]:
        """Return the tokens of a sentence with the readings that their context leaves them."""
        if self._morphology.in_context is None:
            return tokens
        read = zip(tokens, self._morphology.in_context(tokens), strict=True)
        return [t if t.word is word else Token(t.start, t.stop, self._forms.read(word)) for t, word in read]

    def match(self, tokens: Sequence[Token]) -> Matches:
        """Return the entries found, leftmost-longest; entries of equal extent, and names inside phrases, all count."""
        found: list[Hit] = []
        named: defaultdict[str, list[Hit]] = defaultdict(list)
        concepts, kinds = [_NOTHING] * len(tokens), [_NOTHING] * len(tokens)
        last = len(tokens) - 1
        free = 0  # the first token behind the last entry
        new = tuple.__new__  # spares the detour that a named tuple's class takes: most hits are made here
        for index, (_, _, word) in enumerate(tokens):
            if not word.starts or index < free:
                continue
            if word.longer and index < last and not word.longer.keys().isdisjoint(tokens[index + 1].word.stems):
                phrases = self._phrases(tokens, index)
                if phrases:
                    free = phrases[0].last + 1
                    found += phrases
                    _cover(phrases, named, concepts, kinds)
                    continue
            if word.concepts:
                for concept, kind, pos, features in word.alone:
                    hit = new(Hit, (index, index, concept, kind, pos, features, index))
                    found.append(hit)
                    named[concept].append(hit)
                    if kind != concept:
                        named[kind].append(hit)
                concepts[index], kinds[index] = word.concepts, word.kinds
        return Matches(tuple(found), dict(named), tuple(concepts), tuple(kinds))

    def _phrases(self, tokens: Sequence[Token], index: int) -> list[Hit]:
        """Return the longest entries of several words that begin at a token, if any, and the names in them."""
        found: list[Hit] = []
        word, length, names_too = tokens[index].word, 0, True
        following = tokens[index + 1].word.stems
        for place in sorted({place for stem in following for place in word.longer.get(stem, ())}):
            entry = word.starts[place]
            if len(entry.words) < length and not (names_too and entry.pos == "name"):
                continue
            hit = self._hit(tokens, index, place)
            if hit is not None:
                length = length or len(entry.words)
                names_too = entry.pos != "name"
                found.append(hit)
        if length and names_too:
            names = [label for label in word.alone if label.pos == "name"]
            found += [Hit(index, index, *label, index) for label in names[:1]]
        for inner in range(index + 1, index + length):
            if tokens[inner].word.named:
                found += self._names(tokens, inner, index + length)
        return found

    def _names(self, tokens: Sequence[Token], index: int, stop: int) -> list[Hit]:
        """Return the name inside a longer phrase that begins at a token («глава МИД Турции» holds a state)."""
        for place, entry in enumerate(tokens[index].word.starts):
            if entry.pos == "name" and index + len(entry.words) <= stop:
                hit = self._hit(tokens, index, place)
                if hit is not None:
                    return [hit]
        return []

    def _hit(self, tokens: Sequence[Token], index: int, place: int) -> Hit | None:
        """Return the hit of one of the entries that a token may begin, ``None`` if other words follow."""
        size = len(tokens[index].word.starts[place].words)
        key = (place, *[word for _, _, word in tokens[index : index + size]])
        if key in self._said:
            said = self._said[key]
        else:
            if len(self._said) >= _REMEMBERED_FORMS:
                self._said.clear()
            said = self._said[key] = self._read(tokens, index, place)
        return None if said is None else Hit(index, index + size - 1, *said[0], index + said[1])

    def _read(self, tokens: Sequence[Token], index: int, place: int) -> tuple[Label, int] | None:
        """Return what an entry says of the words from a token on, and which of them is its head."""
        entry = tokens[index].word.starts[place]
        if not _fits(entry, tokens, index):
            return None
        if self._morphology.analytic:
            head = _noun_before_of(entry, tokens, index)
        elif self._morphology.head_last:
            head = index + len(entry.words) - 1
        else:
            head = _first_noun(entry, tokens, index)
        return self._forms.label(entry, head - index, tokens[head].word), head - index


def _cover(
    hits: Iterable[Hit], named: dict[str, list[Hit]], concepts: list[frozenset[str]], kinds: list[frozenset[str]]
) -> None:
    """Add hits to those of their names, and to what covers each token."""
    for hit in hits:
        for name in {hit.concept, hit.kind}:
            named[name].append(hit)
        for index in range(hit.first, hit.last + 1):
            concepts[index] |= {hit.concept}
            kinds[index] |= {hit.kind}


def _noun_before_of(entry: Entry, tokens: Sequence[Token], index: int) -> int:
    """Return the head of an English phrase: the verb that opens it, or the last word before «of …»."""
    last = index + len(entry.words) - 1
    if entry.pos == "verb":
        return index
    inner = (i for i in range(index + 1, last) if any(a.pos == "ADP" for a in tokens[i].word.analyses))
    return last if entry.pos == "fixed" else next(inner, last + 1) - 1


def _first_noun(entry: Entry, tokens: Sequence[Token], index: int) -> int:
    """Return the head of a phrase whose head comes first: «министр» of «министр иностранных дел»."""
    last = index + len(entry.words) - 1
    if entry.pos == "verb":
        places = range(index, last + 1)
        return next((i for i in places if is_verb(tokens[i].word.analyses, entry.words[i - index])), last)
    if entry.pos == "fixed":
        return last
    for place in range(index, last):
        nominal = any(
            a.pos in {"NOUN", "PROPN"} and a.lemma in entry.words[place - index] for a in tokens[place].word.analyses
        )
        if nominal and tokens[place + 1].word.form != "-":
            return place
    return last


def _fits(entry: Entry, tokens: Sequence[Token], index: int) -> bool:
    if index + len(entry.words) > len(tokens):
        return False
    for n, stems in enumerate(entry.words):
        word = tokens[index + n].word
        if n and (word.key not in stems if entry.pos == "fixed" else stems.isdisjoint(word.stems)):
            return False
    return entry.pos != "verb" or any(
        is_verb(tokens[index + n].word.analyses, stems) for n, stems in enumerate(entry.words)
    )
