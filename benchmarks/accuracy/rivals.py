"""What Elchi is compared with in the same run: keywords with the states beside them, and natasha's names."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from elchi import blocks, language, text, tokens
from elchi.lexicon import lexicons
from elchi.model import Article, Sentence
from gold import Gold
from matching import Row

Rows = dict[str, list[Row]]


def keywords(article: Gold) -> Rows:
    """Return what a reader without grammar finds: each sentence with a word for a treaty or a visit and two states.

    The words and the names of states are those of Elchi's own lists, so only the rules differ. The first
    state visits the second; what is spoken of is signed, or done.
    """
    treaties: dict[tuple[str, str], Row] = {}
    visits: dict[tuple[str, str], Row] = {}
    for sentence in _sentences(article):
        states = list(dict.fromkeys(hit.concept.partition(":")[2] for hit in sentence.hits_of("state")))
        if len(states) < 2:
            continue
        span = {"spanStart": str(sentence.span.start), "spanEnd": str(sentence.span.stop)}
        for hit in sentence.hits_of("instrument"):
            kind, parties = hit.concept.partition(":")[2], "; ".join(sorted(states))
            treaties.setdefault((kind, parties), {"kind": kind, "parties": parties, "status": "signed", **span})
        if sentence.hits_of("visit"):
            visitor, host = states[:2]
            row = {"visitorState": visitor, "hostState": host, "kind": "unspecified", "status": "done"}
            visits.setdefault((visitor, host), {**row, **span})
    return {"treaties": list(treaties.values()), "visits": list(visits.values())}


def _sentences(article: Gold) -> Iterable[Sentence]:
    made = Article(article.name, article.text, article.name, published=article.entry["published"])
    stored = text.normalise(made)
    return tokens.tokenise(stored.content, language.tag(blocks.segment(made, stored), stored), lexicons=lexicons())


def natasha() -> Callable[[Gold], Rows] | None:
    """Return a reader of Russian names, those of persons merged by surname; ``None`` where natasha is not installed."""
    try:
        from natasha import Doc, MorphVocab, NewsEmbedding, NewsMorphTagger, NewsNERTagger, Segmenter
    except ImportError:
        return None
    segmenter, vocabulary, embedding = Segmenter(), MorphVocab(), NewsEmbedding()
    morphology, tagger = NewsMorphTagger(embedding), NewsNERTagger(embedding)

    def read(article: Gold) -> Rows:
        doc = Doc(article.text)
        doc.segment(segmenter)
        doc.tag_morph(morphology)
        doc.tag_ner(tagger)
        for span in doc.spans:
            span.normalize(vocabulary)
        people = _by_surname(span.normal for span in doc.spans if span.type == "PER")
        bodies = dict.fromkeys(span.normal for span in doc.spans if span.type == "ORG")
        actors = [{"kind": "person", "name": name} for name in people]
        return {"actors": [*actors, *({"kind": "organisation", "name": name} for name in bodies)]}

    return read


def _by_surname(names: Iterable[str]) -> list[str]:
    """Return the fullest name of each surname, in the order of the text.

    >>> _by_surname(["Иван Петров", "Петров", "Анна Седова"])
    ['Иван Петров', 'Анна Седова']
    """
    fullest: dict[str, str] = {}
    for name in names:
        surname = name.split()[-1].lower()
        fullest[surname] = max(fullest.get(surname, ""), name, key=len)
    return list(fullest.values())
