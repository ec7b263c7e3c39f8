"""Offices said without their state to whose they are: «Prime Minister Nakasone», «тышкы иштер министри Казакбаев».

In this order: the state that the holder is known to have served (``lexicon.holders``), the state of the officials
and bodies before it in its sentence, the one state of the text whose holder of the office is not somebody else,
and the home of the text: where a wire report was filed, else the state that the language leaves unsaid.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from elchi.lexicon import Authority
from elchi.model import Mention

OF_STATES = frozenset(
    {
        "president", "vice_president", "monarch", "crown_prince", "prime_minister", "deputy_prime_minister",
        "foreign_minister", "defence_minister", "minister", "deputy_minister", "speaker", "member_of_parliament",
        "ambassador", "spokesperson", "military_commander", "governor", "mayor", "head_of_agency",
    }
)  # fmt: skip
_OF_ONE = OF_STATES & {
    "president", "monarch", "prime_minister", "foreign_minister", "defence_minister", "speaker",
}  # fmt: skip
_OWNED = frozenset({"person", "office", "group", "organisation"})
_HEADLINES = 4  # sentences among which the dateline stands


@dataclass(frozen=True, slots=True)
class Name:
    """What a person may be known by: keys of the family name and of the given names."""

    surnames: frozenset[str]
    given: tuple[str, ...]


def names(mentions: Iterable[Mention], links: Sequence[str | None]) -> dict[str, Name]:
    """Return by what name each person of a document is called, given names after the fullest."""
    called: dict[str, list[Mention]] = defaultdict(list)
    for mention, link in zip(mentions, links, strict=True):
        if mention.kind == "person" and link is not None:
            called[link].append(mention)
    return {person: _name(group) for person, group in called.items()}


def _name(mentions: Sequence[Mention]) -> Name:
    fullest = max(mentions, key=lambda m: len(m.key.split()))
    words = fullest.key.split()
    return Name(frozenset(v for m in mentions for v in m.variants), tuple(words[:-1]))


def infer(mentions: Sequence[Mention], links: Sequence[str | None], *, authority: Authority) -> dict[str, str]:
    """Return the states of offices that are said without one: their holder's id to the state's key.

    Args:
        mentions: the mentions of one document, in the order of the text.
        links: the entity of each, ``None`` for those that speak of none.
        authority: the authority data.
    """
    unsaid = _unsaid(mentions, links)
    if not unsaid:
        return {}
    named, held = names(mentions, links), _held(mentions)
    spoken = {m.key for m in mentions if m.kind == "state"}
    at_home = _home(mentions, spoken, authority)
    beside = _by_sentence(mentions)
    found: dict[str, str] = {}
    for person, mention in unsaid.items():
        name, office = named[person], mention.office or ""
        known = authority.holders.states(office, name.surnames, name.given)
        others = spoken - held[office] if office in _OF_ONE and len(spoken) == 2 else ()
        state = _only(known) or _only(known & spoken) or _before(mention, beside) or _only(others) or at_home
        if state is not None:
            found[person] = state
            held[office].add(state)
    return found


def _unsaid(mentions: Iterable[Mention], links: Iterable[str | None]) -> dict[str, Mention]:
    """Return the persons none of whose offices is said to be of somebody, with the first that is a state's."""
    first: dict[str, Mention] = {}
    said: set[str] = set()
    for mention, link in zip(mentions, links, strict=True):
        if link is not None and link.startswith("person:") and mention.office in OF_STATES:
            first.setdefault(link, mention)
            said |= {link} if mention.office_of is not None else set()
    return {person: mention for person, mention in first.items() if person not in said}


def _held(mentions: Iterable[Mention]) -> dict[str, set[str]]:
    held: dict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        if mention.kind == "person" and mention.office is not None and mention.office_of is not None:
            held[mention.office].add(mention.office_of)
    return held


def _only(states: Iterable[str]) -> str | None:
    found = list(states)
    return found[0] if len(found) == 1 else None


def _by_sentence(mentions: Iterable[Mention]) -> dict[int, list[Mention]]:
    """Return the mentions of persons, offices, groups and bodies by the number of their sentence."""
    beside: dict[int, list[Mention]] = defaultdict(list)
    for mention in mentions:
        if mention.kind in _OWNED:
            beside[mention.sentence].append(mention)
    return beside


def _before(mention: Mention, beside: Mapping[int, Sequence[Mention]]) -> str | None:
    """Return the one state whose officials, groups or bodies stand before an office in its sentence."""
    owners = {
        owner
        for other in beside.get(mention.sentence, ())
        if other.span.start < mention.span.start
        for owner in (other.office_of, other.owner)
        if owner is not None
    }
    return _only(owner for owner in owners if owner.startswith("state:"))


def _home(mentions: Sequence[Mention], spoken: set[str], authority: Authority) -> str | None:
    """Return the state where the text was filed, else the one that its language leaves unsaid, if it is named."""
    filed = next(_datelines(mentions), None)
    if filed is not None or not mentions:
        return filed
    unsaid = home(mentions, authority)
    return unsaid if unsaid in spoken else None


def _datelines(mentions: Iterable[Mention]) -> Iterator[str]:
    for mention in mentions:
        if mention.sentence >= _HEADLINES:
            return
        if mention.kind == "place" and mention.first == 0 and mention.name.isupper() and mention.owner is not None:
            yield mention.owner


def home(mentions: Sequence[Mention], authority: Authority) -> str | None:
    """Return the state that the language of a text leaves unsaid, if there is one."""
    return authority.holders.home(mentions[0].language) if mentions else None


def holders(office: str, free: Mapping[str, Name], *, authority: Authority) -> dict[str | None, str]:
    """Return who of the persons without an office is known to hold one, by state; by ``None`` if of any state at all.

    Args:
        office: code of the office.
        free: the persons of whom the text says no office beside the name.
        authority: the authority data.

    Returns:
        The one person that each state may mean; states that may mean several are left out.
    """
    fitting: dict[str | None, list[str]] = defaultdict(list)
    for person, name in free.items():
        states = authority.holders.states(office, name.surnames, name.given)
        for of in (*states, None) if states else ():
            fitting[of].append(person)
    return {of: persons[0] for of, persons in fitting.items() if len(persons) == 1}
