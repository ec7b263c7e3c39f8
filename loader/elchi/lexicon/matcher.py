"""Tokens to hits: which entries of a compiled word list stand where in a sentence.

An entry starts where one of its first word's stems is a stem of the token, and goes on as long as each
next word shares a stem with the next token; the longest entry from the left wins. The work is linear in
the tokens: each form's candidates are looked up once and remembered.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from elchi.model import Analysis, Entry, Features, Hit, Token, Word
from elchi.morphology import Morphology

_REMEMBERED_FORMS = 200_000
_LONGEST_WORD = 80  # letters; what is longer is no word, and is not analysed
_NO_FEATURES: Features = frozenset()
_POS_OF_ENTRY = {
    "verb": {"VERB"},
    "noun": {"NOUN", "PROPN", "X", "ADJ", "NUM"},
    "name": {"NOUN", "PROPN", "X", "ADJ"},
    "adj": {"ADJ", "NOUN"},
}


class Lexicon:
    """The compiled words of one language family.

    It remembers the forms it has analysed, up to a bound, and is otherwise immutable.
    """

    def __init__(
        self,
        family: str,
        morphology: Morphology,
        entries: Iterable[Entry],
        nouns: frozenset[str],
        verbs: frozenset[str],
    ) -> None:
        """Compile entries whose words already carry their stems."""
        self.family = family
        self._morphology = morphology
        self._nouns = nouns
        self._verbs = verbs
        starts: dict[str, list[Entry]] = defaultdict(list)
        listed: dict[str, frozenset[str]] = defaultdict(frozenset)
        for entry in entries:
            for stem in entry.words[0]:
                starts[stem].append(entry)
            if len(entry.words) == 1 and entry.pos == "fixed":
                listed[entry.concept] |= entry.words[0]
        self._starts = {stem: tuple(found) for stem, found in starts.items()}
        self._listed = listed
        self._words: dict[str, Word] = {}

    def listed(self, concept: str) -> frozenset[str]:
        """Return the one-word entries of a concept, as keys."""
        return self._listed.get(concept, frozenset())

    def word(self, form: str) -> Word:
        """Return what is known of a form: key, shape, analyses and the entries that it may begin."""
        known = self._words.get(form)
        if known is None:
            if len(self._words) >= _REMEMBERED_FORMS:
                self._words.clear()
            known = self._words[form] = self._analysed(form)
        return known

    def _analysed(self, form: str) -> Word:
        key = self._morphology.key(form)
        shape = shape_of(form)
        if shape in {"9", "."} or len(form) > _LONGEST_WORD:
            analyses: tuple[Analysis, ...] = ()
        else:
            analyses = self._morphology.analyse(form, key, self._nouns, self._verbs)
        stems = frozenset((key, *(analysis.lemma for analysis in analyses)))
        starts = dict.fromkeys(
            e
            for stem in sorted(stems)
            for e in self._starts.get(stem, ())
            if _written_so(form, e) and _derived_so(key, analyses, e)
        )
        longest_first = tuple(sorted(starts, key=lambda entry: -len(entry.words)))
        return Word(form, key, shape, analyses, stems, longest_first)

    def in_context(self, tokens: Sequence[Token]) -> Sequence[Token]:
        """Return the tokens of a sentence with the readings that their context leaves them."""
        told = self._morphology.in_context
        return tokens if told is None else told(tokens)

    def hits(self, tokens: Sequence[Token]) -> tuple[Hit, ...]:
        """Return the entries found, leftmost-longest; entries of equal extent, and names inside phrases, all count."""
        found: list[Hit] = []
        index = 0
        while index < len(tokens):
            length = self._collect(tokens, index, found)
            for inner in range(index + 1, index + length):
                self._collect_names(tokens, inner, index + length, found)
            index += length or 1
        return tuple(found)

    def _collect(self, tokens: Sequence[Token], index: int, found: list[Hit]) -> int:
        """Add the longest entries that start at a token, and shorter names if those are no names."""
        length = 0
        names_too = True
        for entry in tokens[index].word.starts:
            if len(entry.words) < length and not (names_too and entry.pos == "name"):
                continue
            if _fits(entry, tokens, index):
                length = length or len(entry.words)
                names_too = entry.pos != "name"
                found.append(self._hit(entry, tokens, index))
        return length

    def _collect_names(self, tokens: Sequence[Token], index: int, stop: int, found: list[Hit]) -> None:
        """Add the names inside a longer phrase («глава МИД Турции» holds a state)."""
        for entry in tokens[index].word.starts:
            if entry.pos == "name" and index + len(entry.words) <= stop and _fits(entry, tokens, index):
                found.append(self._hit(entry, tokens, index))
                return

    def _hit(self, entry: Entry, tokens: Sequence[Token], index: int) -> Hit:
        last = index + len(entry.words) - 1
        if self._morphology.analytic:
            head = _noun_before_of(entry, tokens, index)
        else:
            head = last if self._morphology.head_last else _first_noun(entry, tokens, index)
        word, stems = tokens[head].word, entry.words[head - index]
        wanted = _POS_OF_ENTRY.get(entry.pos)
        readings = [a for a in word.analyses if a.lemma in stems]
        fitting = [a.features for a in readings if wanted is None or a.pos in wanted] or [a.features for a in readings]
        return Hit(index, last, entry.concept, entry.pos, _NO_FEATURES.union(*fitting), head)


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
        return next((i for i in places if _is_verb(tokens[i].word, entry.words[i - index])), last)
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
    last = index + len(entry.words) - 1
    if last >= len(tokens):
        return False
    for n, stems in enumerate(entry.words):
        word = tokens[index + n].word
        if n and (word.key not in stems if entry.pos == "fixed" else stems.isdisjoint(word.stems)):
            return False
    return entry.pos != "verb" or any(_is_verb(tokens[index + n].word, stems) for n, stems in enumerate(entry.words))


def _is_verb(word: Word, stems: frozenset[str]) -> bool:
    """Return whether a form is a verb of these stems: not bare, and not a causative, which is another verb."""
    return any(
        a.pos == "VERB" and a.lemma in stems and not {"VerbForm=Imp", "Voice=Cau"} & a.features for a in word.analyses
    )


def _written_so(form: str, entry: Entry) -> bool:
    if entry.capitals:
        return form[: entry.capitals].isupper()
    return not entry.proper or form[:1].isupper()


def _derived_so(key: str, analyses: Sequence[Analysis], entry: Entry) -> bool:
    """Return whether a form is more than a derivative of the entry: «ҳамкорлик» is no «ҳамкор»."""
    if key in entry.words[0]:
        return True
    if entry.pos != "noun":
        return entry.pos != "fixed"
    return any(a.lemma in entry.words[0] and "Derivation=Lik" not in a.features for a in analyses)


def shape_of(form: str) -> str:
    """Return the shape of a form.

    >>> [shape_of(f) for f in ("Анқара", "АҚШ", "А", "визит", "14", "«")]
    ['Xx', 'XX', 'X', 'x', '9', '.']
    """
    first = form[:1]
    if first.isdigit():
        return "9"
    if not first.isalpha():
        return "."
    if not first.isupper():
        return "x"
    if len(form) == 1:
        return "X"
    return "XX" if form[1].isupper() else "Xx"
