"""Blocks to sentences and tokens.

Tokens are cut by ``morphology.words`` and looked up in the lexicon of their block's language. A sentence
ends at a stop that a capital, a digit, a quote or the block's end follows, but not after an initial or an
abbreviation, nor before «— сказал он».
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from elchi.lexicon import Lexicon, Lexicons
from elchi.model import Block, Sentence, Span, Token
from elchi.morphology.words import words

_STOPS = frozenset(".!?…")
_CLOSERS = frozenset('»”“"’)]')
_DASHES = frozenset("-–—")
_LONGEST_SENTENCE = 300  # tokens; what has no stops is cut, so that rules stay linear


def tokenise(content: str, blocks: Sequence[Block], *, lexicons: Lexicons) -> tuple[Sentence, ...]:
    """Return the sentences of the blocks whose language is read, in the order of the text.

    Args:
        content: the stored text.
        blocks: its blocks; boilerplate, repeats and languages without a lexicon are passed over.
        lexicons: the compiled lexicons.
    """
    sentences: list[Sentence] = []
    for block in blocks:
        lexicon = lexicons.get(block.language)
        if lexicon is None or block.kind == "boilerplate" or block.repeats is not None:
            continue
        tokens = _tokens(content, block, lexicon)
        for part in map(lexicon.in_context, _split(tokens)):
            span = Span(part[0].start, part[-1].stop)
            sentences.append(Sentence(span, block, block.language or "", tuple(part), *lexicon.match(part)))
    return tuple(sentences)


def _tokens(content: str, block: Block, lexicon: Lexicon) -> list[Token]:
    tokens: list[Token] = []
    at, stop = _glued(content, block, lexicon, tokens), block.span.stop
    pieces, add = lexicon.pieces, tokens.append
    new = tuple.__new__  # spares the detour that a named tuple's class takes
    for piece in content[at:stop].split(" "):
        for begin, end, word in pieces[piece]:
            add(new(Token, (at + begin, at + end, word)))
        at += len(piece) + 1
    return tokens


def _glued(content: str, block: Block, lexicon: Lexicon, tokens: list[Token]) -> int:
    """Add the words up to the first blank, if what stands before the block touches them; return where they end."""
    start, stop = block.span
    if start == 0 or content[start - 1].isspace() or not content[start:stop].strip():
        return start
    end = content.index(first := content[start:stop].split(maxsplit=1)[0], start) + len(first)
    tokens += [Token(*found.span(), lexicon.word(found.group())) for found in words(content, start, end)]
    return end


def _split(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """Yield the sentences of a block; the lines that it may have are wrapped ones."""
    start = 0
    stops = [index for index, (_, _, word) in enumerate(tokens) if word.form in _STOPS]
    for index in (*stops, len(tokens) - 1):
        while index - start >= _LONGEST_SENTENCE:
            end = _closed(tokens, start + _LONGEST_SENTENCE + 1)
            yield tokens[start:end]
            start = end
        if index < start:
            continue
        end = _closed(tokens, index + 1)
        if _ends(tokens, index, end):
            yield tokens[start:end]
            start = end
    if start < len(tokens):
        yield tokens[start:]


def _closed(tokens: Sequence[Token], index: int) -> int:
    while index < len(tokens) and (tokens[index].word.form in _STOPS or _closes(tokens, index)):
        index += 1
    return index


def _closes(tokens: Sequence[Token], index: int) -> bool:
    sign = tokens[index].word.form
    return sign in _CLOSERS and tokens[index].start == tokens[index - 1].stop


def _ends(tokens: Sequence[Token], stop: int, following: int) -> bool:
    if following >= len(tokens):
        return True
    before = tokens[stop - 1].word if stop else None
    after = tokens[following]
    if before is not None and tokens[stop].word.form == ".":
        if before.abbreviation or (
            len(before.form) == 1 and before.form.isalpha() and after.start == tokens[stop].stop
        ):
            return False  # «S.p.A.», «A.Ş.»
        if before.shape == "X" and after.word.shape in {"Xx", "X"}:
            return False
    if after.word.form in _DASHES and following + 1 < len(tokens):
        return tokens[following + 1].word.shape != "x"
    return after.word.shape != "x"
