"""Russian passages to names of persons, by natasha's news tagger (slovnet, Kukushkin 2020).

The extra ``elchi[natasha]`` installs it, weights included. It is the example of a tagger: about forty lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from importlib.metadata import version
from typing import TYPE_CHECKING

from elchi.model import NamedSpan, Span

if TYPE_CHECKING:
    from natasha import MorphVocab, NewsMorphTagger, NewsNERTagger, Segmenter


class Natasha:
    """natasha's models, loaded once."""

    def __init__(self) -> None:
        """Load the models.

        Raises:
            ImportError: if natasha is not installed.
        """
        try:
            from natasha import MorphVocab, NewsEmbedding, NewsMorphTagger, NewsNERTagger, Segmenter
        except ImportError as error:
            raise ImportError("natasha is not installed: pip install 'elchi[natasha]'") from error
        embedding = NewsEmbedding()
        self._segmenter: Segmenter = Segmenter()
        self._vocabulary: MorphVocab = MorphVocab()
        self._morphology: NewsMorphTagger = NewsMorphTagger(embedding)
        self._names: NewsNERTagger = NewsNERTagger(embedding)

    @cached_property
    def version(self) -> str:
        """The releases of natasha and of its models."""
        return " ".join(f"{part} {version(part)}" for part in ("natasha", "slovnet", "navec"))

    def __call__(self, content: str, passages: Sequence[tuple[Span, str]]) -> Iterable[NamedSpan]:
        """Yield the persons of the Russian passages."""
        from natasha import Doc

        for span, language in passages:
            if language != "ru":
                continue
            doc = Doc(span.of(content))
            doc.segment(self._segmenter)
            doc.tag_morph(self._morphology)
            doc.tag_ner(self._names)
            for found in doc.spans:
                if found.type == "PER":
                    found.normalize(self._vocabulary)
                    yield NamedSpan(Span(span.start + found.start, span.start + found.stop), "person", found.normal)
