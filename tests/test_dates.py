"""Dates: calendar expressions of our own making, and what they must read as."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from elchi.dates import Grammar, compile_grammar, find
from elchi.errors import LexiconError
from elchi.model import DateMention, Span

SENTENCES = Path(__file__).resolve().parents[2] / "shared" / "design" / "sentences.jsonl"
PRECISIONS = {"d": "day", "w": "week", "m": "month", "y": "year", "r": "interval"}


@cache
def grammars() -> dict[str, Grammar]:
    return {language: compile_grammar(language) for language in ("uz", "ru")}


def read(text: str, language: str, published: str | None = None) -> tuple[DateMention, ...]:
    return find(text, [(Span(0, len(text)), language)], grammars=grammars(), published=published)


def values(text: str, language: str, published: str | None = None) -> list[str]:
    return [mention.edtf for mention in read(text, language, published)]


def test_a_language_without_a_grammar_is_an_error_that_names_it() -> None:
    with pytest.raises(LexiconError, match="xx: no date grammar"):
        compile_grammar("xx")


def test_a_stretch_in_another_language_is_passed_over() -> None:
    assert read("2022-05-10", "zz") == ()


def test_offsets_are_code_points_of_the_text() -> None:
    text = "Аввал 💬 сўнг: 10 майга ўтар кечаси."
    (mention,) = read(text, "uz-Cyrl", "2022-05-11")
    assert mention.span.of(text) == "10 майга"


def test_only_the_stretches_given_are_read() -> None:
    text = "10 мая 2022 года. 11 мая 2022 года."
    (mention,) = find(text, [(Span(17, 35), "ru")], grammars=grammars(), published=None)
    assert mention.edtf == "2022-05-11"


@pytest.mark.skipif(not SENTENCES.exists(), reason="the reference sentences are not beside this checkout")
@pytest.mark.parametrize("language", ["uz-Cyrl", "uz-Latn", "ru"])
def test_the_reference_sentences_are_read_whole(language: str) -> None:
    for line in SENTENCES.read_text(encoding="utf-8").splitlines():
        sentence = json.loads(line)
        if sentence["lang"] == language:
            found = [(m.edtf, m.precision) for m in read(sentence["text"], language, "2022-05-11")]
            assert found == [(d["value"], PRECISIONS[d["prec"]]) for d in sentence["dates"]], sentence["text"]
