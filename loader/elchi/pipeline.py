"""An article to a reading: the whole method, stage by stage.

Pure and picklable: no file, clock or network; the same article gives the same reading on every machine.
"""

from __future__ import annotations

from functools import lru_cache

from elchi import blocks, dates, entities, events, identity, language, mentions, taggers, text, tokens
from elchi.lexicon import Lexicons
from elchi.model import Article, Block, DateMention, Reading, Span
from elchi.morphology import family

VERSION = "3"
"""Raised whenever a change of the stages or of the words can change a reading: documents are then read anew."""


def extract(article: Article, *, lexicons: Lexicons, tagger: taggers.Named | None = None) -> Reading:
    """Return what an article says.

    Args:
        article: the article as a reader found it.
        lexicons: the compiled lexicons (:func:`elchi.lexicon.lexicons`).
        tagger: a named-entity tagger whose names are added (:func:`elchi.taggers.named`).

    Raises:
        TaggerError: if the tagger's answer cannot be used.
    """
    stored = text.normalise(article)
    cut = language.tag(blocks.segment(article, stored), stored, article.language)
    main = language.main(cut)
    sentences = tokens.tokenise(stored.content, cut, lexicons=lexicons)
    passages = _readable(cut)
    named = () if tagger is None else taggers.tag(tagger, stored.content, passages)
    found = mentions.find(stored.content, sentences, lexicons=lexicons, named=named)
    calendar = dates.find(stored.content, passages, grammars=_grammars(cut), published=article.published)
    resolved = entities.resolve(found, authority=lexicons.authority)
    told = events.extract(stored.content, sentences, found, resolved, calendar)
    acting = [role.entity for report in told.reports for role in report.roles]
    actors = entities.complete(resolved.entities, acting, language=main, authority=lexicons.authority)
    merged = identity.merge(told.reports, told.instruments, actors)
    return Reading(
        article=article, text=stored, blocks=cut, language=main or article.language, title=_title(cut),
        published=_published(article.published), entities=actors, dates=calendar,
        instruments=told.instruments, reports=told.reports, events=merged.events, treaties=merged.treaties,
    )  # fmt: skip


def main_language(article: Article) -> str | None:
    """Return the BCP 47 tag of the language that most of an article is in, ``None`` if it is not known."""
    stored = text.normalise(article)
    return language.main(language.tag(blocks.segment(article, stored), stored, article.language))


def _readable(cut: tuple[Block, ...]) -> list[tuple[Span, str]]:
    return [(b.span, b.language) for b in cut if b.language and b.kind != "boilerplate" and b.repeats is None]


def _grammars(cut: tuple[Block, ...]) -> dict[str, dates.Grammar]:
    return {name: _grammar(name) for name in sorted({family(b.language) or "" for b in cut}) if name}


@lru_cache(maxsize=16)
def _grammar(name: str) -> dates.Grammar:
    return dates.compile_grammar(name)


def _title(cut: tuple[Block, ...]) -> Span | None:
    return next((b.span for b in cut if b.kind == "title"), None)


def _published(date: str | None) -> DateMention | None:
    if date is None:
        return None
    earliest, latest = dates.bounds(date)
    precision = {4: "year", 7: "month"}.get(len(date), "day")
    return DateMention(Span(0, 0), date, precision, "stated", earliest, latest)
