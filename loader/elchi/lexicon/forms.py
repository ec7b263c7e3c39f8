"""Word forms to words: all that can be told of a form without its context, worked out once.

The forms of a language recur, their contexts do not: so the readings, the entries that a form may begin,
and what the entries of one word say of it are kept with the form, and a sentence only looks them up.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from elchi.model import Analysis, Entry, Features, Label, Word
from elchi.morphology import Morphology
from elchi.morphology.words import words

MARKS = frozenset(
    {
        "not-a-name", "name-link", "foreign-link", "given-name", "surname", "surname-first", "person-particle",
        "clause-opener", "and", "in", "on-subject", "to",
    }
)  # fmt: skip
"""Concepts that are asked of a word and never looked for in a sentence: they make no hits, of which there are many."""

_LONGEST_WORD = 80  # letters; what is longer is no word, and is not analysed
_NO_FEATURES: Features = frozenset()
_POS_OF_ENTRY = {
    "verb": {"VERB"},
    "noun": {"NOUN", "PROPN", "X", "ADJ", "NUM"},
    "name": {"NOUN", "PROPN", "X", "ADJ"},
    "adj": {"ADJ", "NOUN"},
}


class Forms(dict[str, Word]):
    """Words by their form; a form that is asked for the first time is analysed. Forgets all when it is full."""

    def __init__(
        self,
        morphology: Morphology,
        entries: Iterable[Entry],
        nouns: frozenset[str],
        verbs: frozenset[str],
        *,
        most: int,
    ) -> None:
        """Index the entries by the stems of their first words."""
        super().__init__()
        self._morphology = morphology
        self._stems = nouns, verbs
        self._most = most
        self._read: dict[Word, Word] = {}
        self._labels: dict[tuple[str, str, frozenset[str], Word], Label] = {}
        starts: dict[str, list[Entry]] = defaultdict(list)
        for entry in entries:
            for stem in entry.words[0]:
                starts[stem].append(entry)
        self._starts = {stem: tuple(found) for stem, found in starts.items()}

    def __missing__(self, form: str) -> Word:
        """Analyse a form and remember it."""
        if len(self) >= self._most:
            self.clear()
        word = self[form] = self._analysed(form)
        return word

    def _analysed(self, form: str) -> Word:
        key = self._morphology.key(form)
        shape = shape_of(form)
        if shape in {"9", "."} or len(form) > _LONGEST_WORD:
            analyses: tuple[Analysis, ...] = ()
        else:
            analyses = self._morphology.analyse(form, key, *self._stems)
        stems = frozenset((key, *(analysis.lemma for analysis in analyses)))
        return self._told(Word(form, key, shape, analyses, stems, self._begun(form, key, analyses, stems)))

    def read(self, word: Word) -> Word:
        """Return a word whose context left it other readings, with all that follows from them."""
        known = self._read.get(word)
        if known is None:
            if len(self._read) >= self._most:
                self._read.clear()
            known = self._read[word] = self._told(word)
        return known

    def _told(self, word: Word) -> Word:
        """Return a word with all that follows from its analyses and from the entries that it may begin."""
        readings, starts = word.analyses, word.starts
        single = [entry for entry in starts if len(entry.words) == 1]
        labels = [_label(e, 0, readings) for e in single if e.pos != "verb" or is_verb(readings, e.words[0])]
        finite, participle = _finiteness(readings, turkic=self._morphology.turkic)
        verbal = [a.features for a in readings if a.pos == "VERB"]
        return Word(
            word.form, word.key, word.shape, readings, word.stems, starts,
            longer=_longer(starts) if len(single) < len(starts) else {},
            named="name" in [entry.pos for entry in starts],
            alone=tuple([label for label in labels if label.concept not in MARKS]),
            concepts=frozenset([label.concept for label in labels]),
            kinds=frozenset([label.kind for label in labels]),
            abbreviation="abbreviation" in [entry.concept for entry in starts],
            finite=finite,
            participle=participle,
            verb=_NO_FEATURES.union(*verbal[: 2 if self._morphology.turkic else 1]),
        )  # fmt: skip

    def label(self, entry: Entry, place: int, word: Word) -> Label:
        """Return what an entry says of a form that stands in the place of one of its words."""
        key = (entry.concept, entry.pos, entry.words[place], word)
        known = self._labels.get(key)
        if known is None:
            if len(self._labels) >= self._most:
                self._labels.clear()
            known = self._labels[key] = _label(entry, place, word.analyses)
        return known

    def _begun(self, form: str, key: str, analyses: Sequence[Analysis], stems: frozenset[str]) -> tuple[Entry, ...]:
        """Return the entries that a form may begin, the longest first."""
        if self._starts.keys().isdisjoint(stems):
            return ()
        starts = dict.fromkeys(
            e
            for stem in sorted(stems)
            for e in self._starts.get(stem, ())
            if (_written_so(form, e) or _is_of_state(analyses, e)) and _derived_so(key, analyses, e)
        )
        return tuple(sorted(starts, key=lambda entry: -len(entry.words)))


class Pieces(dict[str, tuple[tuple[int, int, Word], ...]]):
    """The words of what stands between two blanks, each with its first code point and the one behind its last.

    A piece is cut alike wherever it stands, so what it was cut into is remembered. Forgets all when it is full.
    """

    def __init__(self, forms: Forms, *, most: int) -> None:
        """Cut into words of these forms."""
        super().__init__()
        self._forms = forms
        self._most = most

    def __missing__(self, piece: str) -> tuple[tuple[int, int, Word], ...]:
        """Cut a piece, and remember it unless it is too long to be met again."""
        cut = tuple((found.start(), found.end(), self._forms[found.group()]) for found in words(piece))
        if len(self) >= self._most:
            self.clear()
        if len(piece) <= _LONGEST_WORD:
            self[piece] = cut
        return cut


def kind_of(concept: str) -> str:
    """Return what stands before the colon of a concept.

    >>> kind_of("state:KAZ"), kind_of("visit")
    ('state', 'visit')
    """
    return concept.partition(":")[0]


def is_verb(analyses: Iterable[Analysis], stems: frozenset[str]) -> bool:
    """Return whether a form is a verb of these stems: not bare, and not a causative, which is another verb."""
    return any(
        a.pos == "VERB" and a.lemma in stems and not {"VerbForm=Imp", "Voice=Cau"} & a.features for a in analyses
    )


def _label(entry: Entry, place: int, analyses: Sequence[Analysis]) -> Label:
    """Return a label with the features of the readings by which a form is a word of the entry.

    Those that have the entry's part of speech count; all, if none has it.
    """
    wanted = _POS_OF_ENTRY.get(entry.pos)
    readings = [a for a in analyses if a.lemma in entry.words[place]]
    fitting = [a.features for a in readings if wanted is None or a.pos in wanted] or [a.features for a in readings]
    return Label(entry.concept, kind_of(entry.concept), entry.pos, _NO_FEATURES.union(*fitting))


def _longer(starts: Sequence[Entry]) -> Mapping[str, tuple[int, ...]]:
    """Return, for each stem of a second word, the places of the entries that go on with it."""
    places: dict[str, list[int]] = defaultdict(list)
    for place, entry in enumerate(starts):
        for stem in entry.words[1] if len(entry.words) > 1 else ():
            places[stem].append(place)
    return {stem: tuple(found) for stem, found in places.items()}


def _finiteness(analyses: Iterable[Analysis], *, turkic: bool) -> tuple[bool, bool]:
    """Return whether a form is a finite verb anywhere, and whether it is one at the end of a clause.

    Of Russian forms the likeliest reading decides, names aside.
    """
    for reading in analyses if turkic else [a for a in analyses if a.pos != "PROPN"][:1]:
        if reading.pos == "VERB" and "VerbForm=Fin" in reading.features:
            return True, False
        if turkic and reading.pos == "VERB" and {"VerbForm=Part", "Case=Nom"} <= reading.features:
            return False, True
    return False, False


def _written_so(form: str, entry: Entry) -> bool:
    if entry.capitals:
        return form[: entry.capitals].isupper()
    return not entry.proper or form[:1].isupper()


def _is_of_state(analyses: Sequence[Analysis], entry: Entry) -> bool:
    """Return whether a form is what a Turkic language derives from a state's name, in small letters: «чадлық»."""
    if entry.pos != "name" or kind_of(entry.concept) != "state" or entry.capitals:
        return False
    return any("Derivation=Lik" in a.features and a.lemma in entry.words[0] for a in analyses)


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
