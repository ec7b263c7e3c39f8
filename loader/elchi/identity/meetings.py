"""Which reports tell of one meeting: the sides of one are among those of the other, by person or by state."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set

from elchi.model import Entity, Report, Role


def states_of(entities: Iterable[Entity]) -> dict[str, str]:
    """Return the id of the state that each actor is or speaks for."""
    of = {e.id: e.id if e.kind == "state" else e.of for e in entities}
    found = {actor: of.get(owner, owner) if owner is not None else None for actor, owner in of.items()}
    return {actor: state for actor, state in found.items() if state is not None and state.startswith("state:")}


def same_sides(one: Report, other: Report, states: Mapping[str, str]) -> bool:
    """Return whether the sides of one report are among those of the other.

    A telephone call is no other meeting, but talks of the same persons may be their call.

    Args:
        one: a report of a meeting.
        other: another.
        states: the state of each actor (:func:`states_of`).
    """
    few, many = sorted(({role.entity for role in r.roles} for r in (one, other)), key=len)
    if (one.variety == "call") != (other.variety == "call"):
        return few == many and "talks" in {one.variety, other.variety} and not is_of_states(one)  # «the conversation»
    if one.variety != other.variety:
        return few <= many  # talks of two states need not be the meeting of their leaders
    return all(_is_among(actor, many, states) for actor in few)


def _is_among(actor: str, others: Set[str], states: Mapping[str, str]) -> bool:
    """Return whether an actor is one of some others, by himself or through his state."""
    if actor in others:
        return True
    if actor.startswith("state:"):
        return any(states.get(other) == actor for other in others)
    return states.get(actor) in others


def is_of_states(report: Report) -> bool:
    """Return whether a report of a meeting names states only."""
    return report.kind == "Meeting" and all(role.entity.startswith("state:") for role in report.roles)


def without_states(roles: Iterable[Role], states: Mapping[str, str]) -> tuple[Role, ...]:
    """Return the roles without the states whose persons take part themselves."""
    known = tuple(roles)
    present = {states.get(role.entity) for role in known if not role.entity.startswith("state:")}
    return tuple(role for role in known if role.entity not in present)
