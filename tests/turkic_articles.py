"""Articles of the Turkic languages to what was read in them: names by kind, roles by event."""

from __future__ import annotations

from elchi import pipeline
from elchi.lexicon import lexicons
from elchi.model import Article, Resolved


def read(content: str) -> Resolved:
    """Return what an article says; its language is told by its words."""
    return pipeline.extract(
        Article(id="a", content=content, origin="test", published="2025-05-15"), lexicons=lexicons()
    )


def names(found: Resolved, kind: str) -> set[str]:
    """Return the names of the entities of a kind."""
    return {entity.name for entity in found.entities if entity.kind == kind}


def roles(found: Resolved, kind: str) -> set[tuple[str, ...]]:
    """Return who stands in the roles of each event of a kind: states by code, others by name."""
    by_id = {entity.id: entity.name for entity in found.entities if entity.kind != "state"}
    return {tuple(by_id.get(r.entity, r.entity) for r in e.roles) for e in found.events if e.kind == kind}
