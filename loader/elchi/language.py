"""Blocks to languages: a BCP 47 tag for each.

Script first, then letters that only some alphabets have, then function words (``lexicon/languages.toml``).
A statistical identifier (py3langid, Lui and Baldwin 2012) is asked only where these leave a whole document
open: it is slow to load, and calls Uzbek in Cyrillic letters by one name with Uzbek in Latin ones. Short
passages take the language of the document unless they clearly speak another.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from elchi.model import Block, Span, Text

_SAMPLE = 240  # code points of a passage that are looked at; more changes no verdict on the corpus
_SHORT = 40  # letters below which a passage takes the language of its document
_CLEAR = 3  # points by which the best language must lead
_SURE = 9  # points of function words, that is three of them, that need no letters beside them
_MOST = 4  # times that one letter is counted
_CYRILLIC = re.compile("[\u0400-\u04ff]+")
_LATIN = re.compile("[a-zÀ-ɏʻʼ]+")
_EDGES = '.,:;!?()«»“”"—–-…'
_REMEMBERED = 100_000  # words
_APOSTROPHES = "ʼ‘’'`"


class _FunctionWords(dict[str, tuple[int, ...]]):
    """The languages of a word as it stands in a text, signs and all: looked for once, then remembered."""

    def __init__(self, listed: dict[str, tuple[int, ...]]) -> None:
        super().__init__()
        self._listed = listed

    def __missing__(self, word: str) -> tuple[int, ...]:
        if len(self) >= _REMEMBERED:
            self.clear()
        initial = len(word) < 3 and not word.isalpha()  # "в."
        found = self[word] = () if initial else self._listed.get(word.strip(_EDGES), ())
        return found


@dataclass(frozen=True, slots=True)
class _Script:
    """What is known of the languages of one script; points are by language index."""

    tags: tuple[str, ...]
    letters: dict[str, tuple[tuple[int, int], ...]]
    words: _FunctionWords
    endings: tuple[re.Pattern[str], ...]
    shares: tuple[float, ...]
    pairs: tuple[tuple[str, int], ...]


def tag(blocks: Sequence[Block], text: Text, hint: str | None = None) -> tuple[Block, ...]:
    """Return the blocks with their language filled in; boilerplate stays without one.

    Args:
        blocks: the blocks of ``text``.
        text: what they are cut from.
        hint: the language that the source gives (BCP 47); it decides where the words do not.
    """
    content = text.content
    story = [block for block in blocks if block.kind != "boilerplate" and block.repeats is None]
    verdicts = {block.span: _verdict(_sample(content, block.span)) for block in story}
    document = _document(content, story, verdicts, hint)
    tags = {span: _settled(verdict, document) for span, verdict in verdicts.items()}
    return tuple(
        b if b.kind == "boilerplate" else Block(b.span, b.kind, tags.get(b.repeats or b.span), b.repeats)
        for b in blocks
    )


def detect(words: str, *, hint: str | None = None) -> str | None:
    """Return the language of a passage by itself, or ``None`` where it cannot be told.

    >>> detect("Вазир бу ҳақда маълум қилди"), detect("Министр сообщил об этом в среду")
    ('uz-Cyrl', 'ru')
    >>> detect("12:30") is None
    True
    """
    verdict = _verdict(words[:_SAMPLE].lower())
    return verdict.tag or _guess(words[: 2 * _SAMPLE], verdict, hint)


def main(blocks: Sequence[Block]) -> str | None:
    """Return the language that most of the story is written in, or ``None`` where none is known."""
    sizes: dict[str, int] = {}
    for block in blocks:
        if block.language is not None and block.kind != "boilerplate" and block.repeats is None:
            size = block.span.stop - block.span.start
            sizes[block.language] = sizes.get(block.language, 0) + size
    return max(sorted(sizes), key=sizes.__getitem__) if sizes else None


@dataclass(frozen=True, slots=True)
class _Verdict:
    """What a passage says by itself: its script, its letters, and its language where that is clear."""

    script: str | None
    size: int
    tag: str | None


def _sample(content: str, span: Span) -> str:
    return content[span.start : min(span.stop, span.start + _SAMPLE)].lower()


def _verdict(sample: str) -> _Verdict:
    """Return what a sample in lower case says of its language."""
    others = _CYRILLIC.sub("", sample)
    cyrillic, latin = len(sample) - len(others), len(others) - len(_LATIN.sub("", others))
    if not cyrillic and not latin:
        return _Verdict(None, 0, None)
    script = "Cyrl" if cyrillic >= latin else "Latn"
    return _Verdict(script, cyrillic + latin, _clearest(sample, _scripts()[script]))


def _clearest(sample: str, script: _Script, *, lead: int = _CLEAR) -> str | None:
    """Return the language that leads by so many points in letters and words, else with endings."""
    if script.pairs:
        for sign in _APOSTROPHES:
            sample = sample.replace(sign, "ʻ")
    words = sample.split()
    told = [index for word in words for index in script.words[word]]
    hits = [told.count(index) for index in range(len(script.tags))]
    if 3 * max(hits) >= _SURE:
        found = _leader([0] * len(hits), hits, len(words), script, _SURE)
        if found is not None:
            return found
    letters = _letter_points(sample, script)
    found = _leader(letters, hits, len(words), script, lead)
    if found is not None:
        return found
    endings = [len(ending.findall(sample)) for ending in script.endings]
    points = [sum(pair) for pair in zip(letters, endings, strict=True)]
    return _leader(points, hits, len(words), script, lead)


def _letter_points(sample: str, script: _Script) -> list[int]:
    points = [0] * len(script.tags)
    for letter in script.letters.keys() & set(sample):
        times = min(sample.count(letter), _MOST)
        for index, weight in script.letters[letter]:
            points[index] += weight * times
    for pair, index in script.pairs:
        points[index] += 2 * min(sample.count(pair), _MOST)
    return points


def _leader(points: list[int], hits: list[int], words: int, script: _Script, lead: int) -> str | None:
    """Return the language with the most points, if it leads clearly and enough words are its own.

    Args:
        points: from letters and endings, by language.
        hits: function words, by language; three points each.
        words: how many words there are.
        script: the languages.
        lead: the least difference to the second.
    """
    total = [point + 3 * hit for point, hit in zip(points, hits, strict=True)]
    second, most = sorted(total)[-2:]
    best = total.index(most)
    enough = hits[best] >= script.shares[best] * words or points[best] >= max(lead, words // 4)
    return script.tags[best] if most - max(second, 0) >= lead and enough else None


def _document(content: str, story: Sequence[Block], verdicts: dict[Span, _Verdict], hint: str | None) -> str | None:
    """Return the language of a document: that of most of its clear blocks, else a guess."""
    sizes: dict[str, int] = {}
    for span, verdict in verdicts.items():
        if verdict.tag is not None and verdict.size >= _SHORT:
            sizes[verdict.tag] = sizes.get(verdict.tag, 0) + span.stop - span.start
    if sizes:
        return max(sorted(sizes), key=sizes.__getitem__)
    words = " ".join(block.span.of(content)[:_SAMPLE] for block in story[:8])
    return detect(words, hint=hint) if words else None


def _settled(verdict: _Verdict, document: str | None) -> str | None:
    """Return a block's own language where it is clear, else that of its document."""
    if verdict.tag is not None or document is None or verdict.script is None:
        return verdict.tag or document
    uzbek = document.partition("-")[0] == "uz"
    return f"uz-{verdict.script}" if uzbek else document


def _guess(words: str, verdict: _Verdict, hint: str | None) -> str | None:
    """Return the language that the source names, or the one that py3langid takes it for."""
    named = _with_script(hint, verdict.script) if hint else None
    if named is not None or verdict.script is None:
        return named
    if verdict.size < _SHORT:
        return _clearest(words.lower(), _scripts()[verdict.script], lead=1)
    from py3langid import classify  # loads a model: half a second, 70 MB

    return _with_script(classify(words)[0], verdict.script)


def _with_script(tag: str, script: str | None) -> str | None:
    """Return a tag of the languages file for this script, another tag as it is, ``None`` on a clash.

    >>> _with_script("uz", "Cyrl"), _with_script("ru", "Latn"), _with_script("de", "Latn")
    ('uz-Cyrl', None, 'de')
    """
    language = tag.partition("-")[0].lower()
    known = {name: key for key, group in _scripts().items() for name in group.tags}
    if language == "uz":
        return f"uz-{script}" if script else None
    if language in known:
        return language if script in (None, known[language]) else None
    return tag


@lru_cache(maxsize=1)
def _scripts() -> dict[str, _Script]:
    source = files("elchi").joinpath("lexicon", "languages.toml")
    languages = tomllib.loads(source.read_text(encoding="utf-8"))["language"]
    return {
        script: _compile({tag: listed for tag, listed in languages.items() if listed["script"] == script})
        for script in ("Cyrl", "Latn")
    }


def _compile(languages: dict[str, dict[str, Any]]) -> _Script:
    letters: dict[str, list[tuple[int, int]]] = {}
    words: dict[str, list[int]] = {}
    for index, listed in enumerate(languages.values()):
        for letter, weight in _weights(listed):
            letters.setdefault(letter, []).append((index, weight))
        for word in sorted(set(listed["words"].split())):
            words.setdefault(word, []).append(index)
    return _Script(
        tags=tuple(languages),
        letters={letter: tuple(found) for letter, found in letters.items()},
        words=_FunctionWords({word: tuple(found) for word, found in words.items()}),
        endings=tuple(re.compile(rf"(?:{'|'.join(listed['endings'].split())})(?!\w)") for listed in languages.values()),
        shares=tuple(listed.get("share", 0.06) for listed in languages.values()),
        pairs=tuple(
            (pair, index) for index, listed in enumerate(languages.values()) for pair in listed.get("pairs", "").split()
        ),
    )


def _weights(listed: dict[str, Any]) -> Iterator[tuple[str, int]]:
    for name, weight in (("letters", 2), ("shared", 1), ("alien", -3)):
        for letter in listed.get(name, ""):
            yield letter, weight
