"""Stored texts and dates keep their promises whatever characters come (``tests/fuzzing.py``)."""

from __future__ import annotations

from functools import lru_cache

from hypothesis import given
from hypothesis import strategies as st

from elchi import dates
from elchi.characters import fit
from elchi.model import Span
from fuzzing import DATES, LANGUAGES, fuzzed, texts
from properties import dates_are_sound, text_is_normal


@lru_cache(maxsize=1)
def grammars() -> dict[str, dates.Grammar]:
    return {name: dates.compile_grammar(name) for name in ("uz", "ru", "en", "kk", "ky", "tr")}


@fuzzed(200)
@given(texts())
def test_a_text_is_stored_in_one_form(content: str) -> None:
    text_is_normal(content)


@fuzzed(150)
@given(texts(), st.sampled_from(LANGUAGES), st.sampled_from([None, *DATES]), st.integers(0, 200))
def test_dates_are_values_that_stand_in_the_text(text: str, language: str, published: str | None, cut: int) -> None:
    content = fit(text)
    stretches = [(Span(min(cut, len(content)), len(content)), language)]
    found = dates.find(content, stretches, grammars=grammars(), published=published)
    assert found == dates.find(content, stretches, grammars=grammars(), published=published)
    dates_are_sound(found, content)
