"""Summits and conferences of international bodies: «саммит НАТО», «BMT Bosh assambleyasi sessiyasi».

The body itself takes part, and with it who is said to attend; where nobody is, the state that is the host.
"""

from __future__ import annotations

from collections.abc import Sequence

from elchi.events.context import Context
from elchi.events.markers import Argument
from elchi.events.view import View
from elchi.model import Entity, Hit

_GATHERINGS = frozenset({"meeting:summit", "meeting:conference"})
_BODIES = frozenset({"igo", "bank", "other"})  # kinds of those that may be international
_NEAR = 5


def gathered(view: View, hit: Hit, inside: Sequence[Argument], around: Context) -> list[str]:
    """Return who takes part in a summit or conference of an international body, empty if it is of none.

    Args:
        view: the sentence.
        hit: the noun of meeting.
        inside: the arguments of its clause.
        around: the document.
    """
    body = next((a for a in inside if _holds(view, hit, a)), None) if hit.concept in _GATHERINGS else None
    if body is None:
        return []
    persons = [a.entity.id for a in inside if a.entity.kind == "person" and a.marker == "subject"]
    attending = [p for p in persons if around.side_of(p) is not None] if _is_attended(view, hit) else []
    hosts = (around.state_of(a.entity.id) for a in inside if a.marker == "in" and a.entity.kind in {"place", "state"})
    host = next((state for state in hosts if state is not None), None)
    return [body.entity.id, *(attending or ([host] if host is not None else []))]


def _holds(view: View, hit: Hit, argument: Argument) -> bool:
    """Return whether a body stands where the owner of the noun does."""
    if not is_international(argument.entity):
        return False
    if view.turkic:
        return 0 < hit.first - argument.last <= _NEAR and argument.marker in {"gen", "subject"}
    if 0 < argument.first - hit.last <= _NEAR and argument.marker == "gen":
        return True
    return view.analytic and 0 < hit.first - argument.last <= 2 and argument.marker != "with"


def is_international(entity: Entity) -> bool:
    """Return whether an entity is a listed body that belongs to no one state."""
    return (
        entity.kind == "organisation" and entity.authority is not None and entity.of is None and entity.code in _BODIES
    )


def _is_attended(view: View, hit: Hit) -> bool:
    first, last = view.clause(hit.first)
    return any(view.has(concept, first, last) is not None for concept in ("attend", "arrive", "visit", "say"))
