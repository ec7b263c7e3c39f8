"""Readings, graphs and verdicts keep their promises whatever article comes (``tests/fuzzing.py``)."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given

import elchi
from elchi import pipeline
from elchi.errors import ReadError
from elchi.lexicon import lexicons
from elchi.model import Article
from fuzzing import articles, fuzzed, texts, values
from properties import all_holds, facts_are_plain, graph_conforms, graph_is_sound, read_twice, reading_is_sound


@fuzzed(120)
@given(articles())
def test_any_article_is_read_and_written(article: Article) -> None:
    reading = read_twice(article)
    facts_are_plain(reading)
    graph_is_sound(reading)


@fuzzed(15)
@given(articles(3))
def test_the_graph_of_any_article_conforms_in_every_syntax(article: Article) -> None:
    all_holds(article)


@fuzzed(25)
@given(texts(2), values())
def test_any_text_given_in_python_is_read_or_refused(text: str, given: dict[str, str]) -> None:
    with suppress(ReadError):
        reading = elchi.extract(text, **given).reading
        reading_is_sound(reading)
        graph_conforms(graph_is_sound(reading))


TOKENS = {
    "letters": "а",
    "letters of two scripts": "аa",
    "apostrophes": "o'",
    "digits": "1",
    "fractions": "1.",
    "accents": "\u0301",
    "marks of direction": "\u202e",
    "nothing to be seen": "\u200b",
    "soft hyphens": "т\u00ad",
    "private use": "\ue000",
    "capitals": "Ж",
}


@pytest.mark.parametrize("name", TOKENS)
def test_a_token_of_100_000_characters_is_read_around(name: str) -> None:
    token = TOKENS[name] * (100_000 // len(TOKENS[name]))
    content = f"Президент Турции прибыл в Германию с визитом.\n\nМинистр {token} подписал договор. Визит был 5 мая."
    reading = pipeline.extract(Article(id="t", content=content, origin="t"), lexicons=lexicons())
    reading_is_sound(reading)
    graph_is_sound(reading)
    assert any(report.kind == "Visit" for report in reading.reports)
