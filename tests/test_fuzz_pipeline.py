"""Readings, graphs and verdicts keep their promises whatever article comes (``tests/fuzzing.py``)."""

from __future__ import annotations

from hypothesis import given

from elchi.model import Article
from fuzzing import articles, fuzzed
from properties import all_holds, facts_are_plain, graph_is_sound, read_twice


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
