"""Mentions to the entities of a document: who is the same as whom.

Names in the authority data meet by their key; persons by surname, with given names that do not contradict
each other, across cases, scripts and languages (``morphology.names``); an office without a name («Туркия
президенти», «глава государства») is the person who holds it in this document, else the state it speaks for.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from elchi.entities import owners
from elchi.lexicon import Authority
from elchi.model import Entity, Mention, Resolved, Tenure
from elchi.morphology.names import agree, name_key, skeleton

_NO_BODY_STATE = "body:/"
_SIDE = "group:side"  # «the Turkish side» is Turkey
_NOMINATIVE = {"Case=Nom"}
_SHORTEST_GIVEN = 4  # letters of a given name that may stand for its bearer: more
_MOST_NAMESAKES = 50  # persons of one name that a mention is compared with; no piece of news has ten
_HEADS = frozenset({"president", "prime_minister", "monarch"})  # who "leader" of a state may be


@dataclass(slots=True)
class _Person:
    keys: set[str]  # surname variants
    given: tuple[str, ...]
    mentions: list[int] = field(default_factory=list)


def resolve(mentions: Sequence[Mention], *, authority: Authority) -> Resolved:
    """Return the entities that the mentions speak of.

    Args:
        mentions: the mentions of one document, in the order of the text.
        authority: the authority data, for preferred names and IRIs.
    """
    links: list[str | None] = [None] * len(mentions)
    owned = _bodies_with_owner(mentions)
    mentions = [replace(m, office_of=owned[m.office_of]) if m.office_of in owned else m for m in mentions]
    for index, mention in enumerate(mentions):
        if mention.kind in {"state", "place"}:
            links[index] = mention.key
        elif mention.kind == "organisation":
            links[index] = owned.get(mention.key, mention.key)
        elif mention.kind == "group":
            links[index] = mention.owner if mention.key == _SIDE else f"{mention.key}@{mention.owner or ''}"
    people = _persons(mentions)
    ids = _person_ids(people, mentions)
    for person, identifier in zip(people, ids, strict=True):
        for index in person.mentions:
            links[index] = identifier
    _link_offices(mentions, links, authority)
    inferred = owners.infer(mentions, links, authority=authority)
    return Resolved(_entities(mentions, links, inferred, authority), tuple(links))


def complete(
    entities: tuple[Entity, ...], identifiers: Iterable[str], *, language: str | None, authority: Authority
) -> tuple[Entity, ...]:
    """Return the entities with the states that events speak of only through a city: «прибыл в Токио».

    Args:
        entities: the entities of a document.
        identifiers: of the entities that play a part in its events.
        language: in which the states are named (BCP 47).
        authority: the authority data.
    """
    known = {entity.id for entity in entities}
    added = sorted({i for i in identifiers if i.startswith("state:")} - known)
    return (*entities, *(_unnamed(identifier, language or "en", authority) for identifier in added))


def _bodies_with_owner(mentions: Iterable[Mention]) -> dict[str, str]:
    """Return, for bodies named without a state, the one body of that name that has one."""
    owned: dict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        if (
            mention.kind == "organisation"
            and mention.key.startswith("body:")
            and not mention.key.startswith(_NO_BODY_STATE)
        ):
            owned[mention.key.split("/", 1)[1]].add(mention.key)
    return {f"{_NO_BODY_STATE}{tail}": next(iter(keys)) for tail, keys in owned.items() if len(keys) == 1}


def _persons(mentions: Sequence[Mention]) -> list[_Person]:
    people: list[_Person] = []
    known: dict[str, set[int]] = defaultdict(set)  # handle -> numbers of the first persons that have it
    named = [i for i, m in enumerate(mentions) if m.kind == "person"]
    for index in sorted(named, key=lambda i: (-len(mentions[i].key.split()), i)):
        mention = mentions[index]
        given = tuple(mention.key.split()[:-1])
        candidates = sorted({n for handle in _handles(mention, (mention.key,)) for n in known.get(handle, ())})
        number = next((n for n in candidates if _is_same(people[n], mention, given)), len(people))
        if number == len(people):
            people.append(_Person(set(mention.variants), given))
        person = people[number]
        person.mentions.append(index)
        if given:
            person.keys |= mention.variants
        for handle in _handles(mention, {*given, " ".join(given)}):
            if len(known[handle]) < _MOST_NAMESAKES:
                known[handle].add(number)
    for person in people:
        person.mentions.sort()
    return sorted(people, key=lambda p: p.mentions[0])


def _handles(mention: Mention, given: Iterable[str]) -> Iterator[str]:
    """Yield what two names must share to be one person's: so that a name is compared with few others.

    The last is the whole name: it finds its person among any number of namesakes.
    """
    for surname in mention.variants:
        yield surname
        yield f"~{skeleton(surname)}"
    for name in given:
        yield f"={name}"
    yield f"!{mention.key}"


def _is_same(person: _Person, mention: Mention, given: tuple[str, ...]) -> bool:
    if not (person.keys & mention.variants or _nearly(person.keys, mention.variants)):
        within = (
            tuple(mention.key.split()) == person.given or mention.key in person.given
        )  # «Динара Асқарқызы» of «Динара Асқарқызы Орманова»
        return within and len(mention.key) > _SHORTEST_GIVEN
    return not given or not person.given or any(agree(a, b) for a in given for b in person.given)


def _nearly(ours: Iterable[str], theirs: Iterable[str]) -> bool:
    return any(
        len(a) > 5 and len(b) > 5 and a[:4] == b[:4] and abs(len(a) - len(b)) <= 1 and skeleton(a) == skeleton(b)
        for a in ours
        for b in theirs
    )


def _person_ids(people: Sequence[_Person], mentions: Sequence[Mention]) -> list[str]:
    ids: dict[str, None] = {}
    for person in people:
        fullest = max(person.mentions, key=lambda i: (len(mentions[i].key), -i))
        identifier = f"person:{mentions[fullest].key}"
        while identifier in ids:
            identifier += "+"
        ids[identifier] = None
    return list(ids)


@dataclass(slots=True)
class _Holders:
    """Who holds which office: by office and owner, by office alone, and the heads of each state or body."""

    of_owner: dict[tuple[str, str | None], set[str]] = field(default_factory=lambda: defaultdict(set))
    of_office: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    heads: dict[str | None, set[str]] = field(default_factory=lambda: defaultdict(set))
    latest: dict[str, str] = field(default_factory=dict)  # office -> who was last spoken of as its holder


def _link_offices(mentions: Sequence[Mention], links: list[str | None], authority: Authority) -> None:
    holders = _Holders()
    free = owners.names(mentions, links)
    home = owners.home(mentions, authority)
    known: dict[str, dict[str | None, str]] = {}  # office -> its holders by state: each is asked for once
    for mention, link in zip(mentions, links, strict=True):
        if mention.kind == "person" and mention.office is not None and link is not None:
            free.pop(link, None)
        if mention.kind == "person" and mention.office is not None and link is not None and not mention.former:
            holders.of_owner[mention.office, mention.office_of].add(link)
            holders.of_office[mention.office].add(link)
            if mention.office in _HEADS:
                holders.heads[mention.office_of].add(link)
    for index, mention in enumerate(mentions):
        if mention.office is None or mention.kind not in {"person", "office"}:
            continue
        link = links[index] if mention.kind == "person" else _holder(mention, mention.office, holders)
        of = mention.office_of or home
        if not mention.former and (
            link is None or link == mention.office_of or (of == home and mention.office_of is None)
        ):
            if mention.office not in known:
                known[mention.office] = owners.holders(mention.office, free, authority=authority)
            link = known[mention.office].get(of, link)
        links[index] = link
        if link is not None:
            holders.latest[mention.office] = link


def _holder(mention: Mention, office: str, holders: _Holders) -> str | None:
    """Return who is meant by an office without a name: its one holder, else the state that it speaks for."""
    if mention.office_of is None:
        named = holders.of_office.get(office, set())
        return holders.latest.get(office) or (next(iter(named)) if len(named) == 1 else None)
    known = holders.of_owner.get((office, mention.office_of)) or set()
    if not known and office == "other":
        known = holders.heads.get(mention.office_of) or set()
    if len(known) == 1:
        return next(iter(known))
    return mention.office_of if mention.office_of.startswith("state:") else None


def _entities(
    mentions: Sequence[Mention], links: Sequence[str | None], inferred: Mapping[str, str], authority: Authority
) -> tuple[Entity, ...]:
    grouped: dict[str, list[Mention]] = defaultdict(list)
    for mention, link in zip(mentions, links, strict=True):
        if link is not None:
            grouped[link].append(mention)
    for owner in sorted({o for m in mentions for o in (m.owner, m.office_of) if o is not None}):
        grouped.setdefault(owner, [])
    found = [_entity(i, tuple(ms), inferred.get(i), authority) for i, ms in grouped.items() if ms]
    unnamed = sorted(set(inferred.values()) - {entity.id for entity in found})
    found.sort(key=lambda e: (e.mentions[0].span.start, e.id))
    return (*found, *(_unnamed(state, mentions[0].language, authority) for state in unnamed))


def _unnamed(identifier: str, language: str, authority: Authority) -> Entity:
    """Return a state that the text does not name, for what is known to be of it."""
    name, code = authority.name(identifier, language), identifier.split(":", 1)[1]
    return Entity(identifier, "state", name, ((name, language),), (), authority=f"state/{code}", code=code)


def _entity(identifier: str, mentions: tuple[Mention, ...], state: str | None, authority: Authority) -> Entity:
    kind = identifier.split(":", 1)[0]
    kind = "organisation" if kind == "body" else kind
    thing = authority.get(identifier)
    if thing is not None and thing.seat_of is not None and any(m.kind == "organisation" for m in mentions):
        kind = "organisation"
    own = [m for m in mentions if m.kind == kind and m.literal is None and not m.adjective]
    introduced = kind == "organisation" and any(m.variants for m in own)  # «… Örgütü (OKİÖ)»: the full name
    names = _names(own, by_use=thing is not None and not introduced)
    language = mentions[0].language
    if thing is not None and kind != "organisation":
        name = names[0][0] if names else authority.name(identifier, language)
    else:
        name = names[0][0] if names else (authority.name(identifier, language) if thing else mentions[0].name)
    tenures = _tenures(mentions, state) if kind == "person" else ()
    return Entity(
        id=identifier, kind=kind, name=name, names=names or ((name, language),), mentions=mentions,
        authority=identifier.replace(":", "/", 1) if thing is not None else None,
        code=_code(identifier, kind, mentions),
        of=_of(kind, mentions, tenures, thing.state if thing else None),
        tenures=tenures,
        sort_key=identifier.split(":", 1)[1] if kind == "person" else name_key(name),
    )  # fmt: skip


def _names(mentions: Sequence[Mention], *, by_use: bool) -> tuple[tuple[str, str], ...]:
    names = [(m.name, m.language) for m in mentions if m.name]
    if len(set(names)) < 2:
        return tuple(names[:1])
    counted = Counter(names)
    length = 0 if by_use else 1
    subjects = {m.name for m in mentions if m.kind == "person" and _cases(m) == _NOMINATIVE}
    ordered = sorted(
        counted, key=lambda n: (-len(n[0].split()) * length, n[0] not in subjects, -counted[n], -len(n[0]), n)
    )
    best: dict[str, tuple[str, str]] = {}
    for name in ordered:
        best.setdefault(name[1], name)
    first = ordered[:1]
    return tuple(dict.fromkeys([*first, *best.values()]))


def _cases(mention: Mention) -> set[str]:
    return {feature for feature in mention.features if feature.startswith("Case=")}


def _code(identifier: str, kind: str, mentions: Sequence[Mention]) -> str | None:
    if kind == "state":
        return identifier.split(":", 1)[1]
    return next((m.organisation_kind for m in mentions if m.organisation_kind is not None), None)


def _of(kind: str, mentions: Sequence[Mention], tenures: Sequence[Tenure], state: str | None) -> str | None:
    if kind == "person":
        states = [*(t.of for t in tenures), *(m.owner for m in mentions)]
        return next((of for of in states if of is not None and of.startswith("state:")), None)
    if kind == "state":
        return None
    return state or next((m.owner for m in mentions if m.owner is not None), None)


def _tenures(mentions: Iterable[Mention], state: str | None) -> tuple[Tenure, ...]:
    found: dict[tuple[str, str | None, bool], Tenure] = {}
    for mention in mentions:
        if mention.office is not None:
            of = mention.office_of or (state if mention.office in owners.OF_STATES else None)
            key = mention.office, of, mention.former
            found.setdefault(key, Tenure(*key, evidence=mention.office_span or mention.span))
    tenures = list(found.values())
    owned = {t.office for t in tenures if t.of is not None}
    kept = [t for t in tenures if t.of is not None or t.office not in owned]
    return tuple(sorted(kept, key=lambda t: (t.office == "other", t.former)))
