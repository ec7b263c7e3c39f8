"""Ministries, agencies, media and other bodies to mentions, by their head nouns.

A head that the word lists know whole («мудофаа вазирлиги») is a name by itself; a bare head («… агентлиги»,
«Комитет …») takes the words that belong to it: before it in Turkic languages, after it in Russian. Names in
quotes next to a head, and domain names, are names of media or companies.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from elchi.mentions.gazetteer import begins_name
from elchi.mentions.naming import is_possessive
from elchi.mentions.offices import owner_of
from elchi.mentions.scene import JOINERS, Scene
from elchi.model import Hit, Mention
from elchi.morphology.names import name_key

_LONGEST_NAME = 9
_STATE_BODIES = frozenset({"government", "parliament", "military", "ministry"})
_BODIES_BY_STATE = frozenset({"agency", "bank", "court"})  # where two words say which: «центральный банк Турции»
_OTHER_CASES = frozenset({"Case=Dat", "Case=Abl", "Case=Acc", "Case=Loc"})
_PLURAL_BODIES = frozenset({"military", "government"})  # armed forces, authorities
_LONGEST_FORM = 3  # words: «ҰК» АҚ
_OPENING = frozenset('«“"„‘')
_CLOSING = frozenset('»”"’')
_QUOTES = _OPENING | _CLOSING


def find(scene: Scene) -> None:
    """Add the bodies that the sentence names."""
    span = scene.sentence.span
    dotted = scene.content.find(".", span.start, span.stop - 1) >= 0  # before the full stop
    for index, (_, _, word) in enumerate(scene.tokens if dotted else ()):
        if "." in word.form and len(word.form) > 3 and not word.form[0].isdigit():
            _domain(scene, index)
    for hit in scene.sentence.hits_of("body", "body-part"):
        if not scene.is_free(hit.first, hit.last) or begins_name(scene, hit):
            continue
        if not _widen(scene, hit) and hit.kind == "body":
            _body(scene, hit)


def _widen(scene: Scene, hit: Hit) -> bool:
    """Take a head noun into the name of the medium before it: «Озодлик» радиосининг қозоқ хизмати."""
    before = next((m for m in reversed(scene.mentions) if m.kind == "organisation" and m.last < hit.first), None)
    if not scene.turkic or before is None or before.organisation_kind != "media":
        return False
    if _OTHER_CASES & before.features:  # «… агентлигига компания раҳбари айтди»
        return False
    gap = range(before.last + 1, hit.first)
    if len(gap) > 2 or any(scene.form(i) not in '«»“”"' and not _is_adjective(scene, i) for i in gap):
        return False
    name = _name(scene, before.first, hit.last, hit)
    key = before.key
    if gap or not key.startswith("organisation:"):
        key = f"body:/{name_key(name).replace(' ', '-')}"
    span = scene.span(before.first, hit.last)
    whole = replace(before, key=key, span=span, last=hit.last, name=name, features=hit.features)
    scene.replace(before, whole)
    for index in range(before.last + 1, hit.last + 1):
        scene.owners.setdefault(index, whole)
    return True


def _is_adjective(scene: Scene, index: int) -> bool:
    owner = scene.owners.get(index)
    return owner is not None and owner.adjective


def _domain(scene: Scene, index: int) -> None:
    name = scene.form(index)
    if scene.is_free(index, index):
        scene.add(
            scene.make(
                "organisation",
                f"body:/{name.lower()}",
                index,
                index,
                name=name,
                features=frozenset(),
                organisation_kind="media",
            )
        )


def _has_state(scene: Scene, hit: Hit) -> bool:
    """Return whether a state is named beside a head noun, which makes it a name: «конгресс США»."""
    owner = owner_of(scene, hit.first, hit.last)
    return owner is not None and owner.kind == "state"


def _body(scene: Scene, hit: Hit) -> None:
    code = hit.concept.split(":", 1)[1]
    kind = code.split(".", 1)[0]
    if _is_generic(scene, hit, kind):
        return
    first, last = (hit.first, hit.last) if "." in code else _extent(scene, hit)
    worded = kind in _BODIES_BY_STATE and hit.last > hit.first and not scene.analytic
    by_state = kind in _STATE_BODIES or worded
    if first < 0 and by_state and _has_state(scene, hit):
        first, last = hit.first, hit.last
    if first < 0 or not scene.is_free(first, last) or (kind == "company" and _is_form(scene, first, last)):
        return
    owner = owner_of(scene, first, last)
    name = _name(scene, first, last, hit)
    tail = code if "." in code else name_key(name).replace(" ", "-")
    whole = _name(scene, *_with_host(scene, *_with_owner(scene, first, last, owner), code), hit)
    make = partial(scene.make, "organisation", first=first, last=last, features=hit.features, organisation_kind=kind)
    scene.add(make(_key(owner, tail), name=whole, owner=owner.key if owner is not None else None))
    other = _other_owner(scene, owner) if owner is not None and _is_plural(hit) else None
    if other is not None:
        scene.add(make(_key(other, tail), name=name, owner=other.key), cover=False)


def _key(owner: Mention | None, tail: str) -> str:
    state = owner.key.split(":", 1)[1] if owner is not None and owner.kind == "state" else ""
    return f"body:{state}/{tail}"


def _is_plural(hit: Hit) -> bool:
    return "Number=Plur" in hit.features and "Number=Sing" not in hit.features


def _other_owner(scene: Scene, owner: Mention) -> Mention | None:
    """Return the second state whose bodies a plural names: «Болгария ва Греция транспорт вазирликлари»."""
    for joint, beyond in ((owner.last + 1, owner.last + 2), (owner.first - 1, owner.first - 2)):
        other = scene.owners.get(beyond) if "and" in scene.concepts(joint) else None
        if other is not None and other.kind == "state":
            return other
    return None


def _is_generic(scene: Scene, hit: Hit, kind: str) -> bool:
    """Return whether a head noun names no one body: several of them, or what only describes the noun behind."""
    if _is_plural(hit) and kind not in _PLURAL_BODIES:
        owner = owner_of(scene, hit.first, hit.last) if kind == "ministry" else None
        return owner is None or _other_owner(scene, owner) is None
    if not scene.turkic or "Case=Nom" not in hit.features or scene.form(hit.last + 1) in _QUOTES:
        return False
    behind = scene.word(hit.last + 1)  # «Yönetim Sistemleri», «Gümrük Birliği Anlaşması»
    if behind is None or behind.shape != "Xx" or not scene.form(hit.last)[:1].isupper():
        return False
    return bool(scene.kinds(hit.last + 1) & {"instrument"})


def _is_form(scene: Scene, first: int, last: int) -> bool:
    """Return whether only the form of a company stands here beside its name: «KazMunayGas» АҚ."""
    before = next((i for i in range(first - 1, max(-1, first - 4), -1) if scene.form(i) not in _QUOTES), -1)
    owner = scene.owners.get(before)
    return owner is not None and owner.organisation_kind == "company" and last - first < _LONGEST_FORM


def _unquoted(name: str) -> str:
    """Return a name without the quotation marks that enclose all of it."""
    inner = name[1:-1]
    return inner if name[:1] in _OPENING and name[-1:] in _CLOSING and not (_OPENING | _CLOSING) & set(inner) else name


def _with_owner(scene: Scene, first: int, last: int, owner: Mention | None) -> tuple[int, int]:
    """Return the extent of a body's name with the state that stands beside it: «МИД Казахстана»."""
    if owner is None or owner.kind not in {"state", "place"}:
        return first, last
    if owner.last < first:
        return owner.first, last
    return first, owner.last


def _with_host(scene: Scene, first: int, last: int, code: str) -> tuple[int, int]:
    """Return the extent of an embassy's name with where it stands: «посольство США в Казахстане»."""
    if code != "agency.embassy" or scene.turkic or "in" not in scene.concepts(last + 1):
        return first, last
    host = scene.owners.get(last + 2)
    return (first, host.last) if host is not None and host.kind in {"place", "state"} else (first, last)


def _name(scene: Scene, first: int, last: int, hit: Hit) -> str:
    if scene.analytic and is_possessive(scene.tokens[last].word):
        stem = next(a.lemma for a in scene.tokens[last].word.analyses if "Case=Gen" in a.features)
        return scene.written(first, last, stem=stem)
    if last != hit.last or not scene.turkic or "Case=Nom" in hit.features:
        return _unquoted(scene.written(first, last))
    form = scene.form(last)
    for stop in range(len(form) - 1, 2, -1):
        known = scene.lexicon.word(form[:stop])
        if any(
            a.pos == "NOUN" and "Case=Nom" in a.features and a.lemma in scene.lexicon.word(form).stems
            for a in known.analyses
        ):
            return scene.written(first, last)[: stop - len(form)]
    return scene.written(first, last)


def _extent(scene: Scene, hit: Hit) -> tuple[int, int]:
    quoted = None if scene.analytic else _quoted(scene, hit)
    if quoted is not None:
        return quoted
    if scene.analytic:
        return _around(scene, hit)
    return _leftwards(scene, hit) if scene.turkic else _rightwards(scene, hit)


def _around(scene: Scene, hit: Hit) -> tuple[int, int]:
    """Return the capitalised words around an English head: «National Retail Federation», «Bank of England»."""
    if not scene.form(hit.first)[:1].isupper():
        named = hit.concept == "body:government" and "surname" in scene.concepts(hit.first - 1)
        return (hit.first - 1, hit.last) if named else (-1, -1)  # «the Trump administration»
    first, last = hit.first, hit.last
    if all(token.word.shape != "x" for token in scene.tokens):  # a headline in capitals shows no names
        return -1, -1
    while first > 0 and first > hit.first - _LONGEST_NAME and _is_part(scene, first - 1):
        first -= 1
    if first == 0 and first < hit.first and any(a.pos in {"DET", "ADP", "PRON"} for a in scene.tokens[0].word.analyses):
        first += 1
    stop = last + 1
    while stop < min(len(scene.tokens), hit.last + _LONGEST_NAME) and _is_inner(scene, stop, hit):
        last = stop if scene.tokens[stop].word.shape in {"Xx", "XX"} else last
        stop += 1
    capitals = hit.last > hit.first and all(t.word.shape == "Xx" for t in scene.tokens[hit.first : hit.last + 1])
    named = first < hit.first or last > hit.last or capitals or _is_abbreviation(scene, hit) or _has_state(scene, hit)
    return (first, last) if named else (-1, -1)


def _is_part(scene: Scene, index: int) -> bool:
    word = scene.tokens[index].word
    if index in scene.owners or word.shape not in {"Xx", "XX"} or any("Case=Gen" in a.features for a in word.analyses):
        return False
    return not {c.split(":", 1)[0] for c in scene.concepts(index)} & {"office", "person-title"}


def _is_inner(scene: Scene, index: int, hit: Hit) -> bool:
    if index in scene.owners:
        return False
    word = scene.tokens[index].word
    if "name-link" in word.concepts:
        return index > hit.last
    before = scene.tokens[index - 1].word
    joined = word.key == "and" and index > hit.last + 1 and before.shape == "Xx"
    return joined or (word.shape == "Xx" and index > hit.last + 1)


def _quoted(scene: Scene, hit: Hit) -> tuple[int, int] | None:
    if scene.form(hit.first - 1) in _CLOSING:
        for index in range(hit.first - 2, max(-1, hit.first - _LONGEST_NAME), -1):
            if scene.form(index) in _OPENING:
                return index, hit.last
    if scene.form(hit.last + 1) in _OPENING:
        for index in range(hit.last + 2, min(len(scene.tokens), hit.last + _LONGEST_NAME)):
            if scene.form(index) in _CLOSING:
                return hit.first, index
    return None


def _leftwards(scene: Scene, hit: Hit) -> tuple[int, int]:
    first = hit.first if scene.form(hit.first)[:1].isupper() else -1
    index = hit.first
    for index in _words_before(scene, hit.first):
        opens = index == 0 and (first > 1 or first < 0) and index + 1 != hit.first and not _is_introduced(scene, hit)
        if scene.form(index)[:1].isupper() and not opens:
            first = index
    city = scene.owners.get(index - 1)
    if hit.concept == "body:university" and city is not None and city.kind in {"place", "state"}:
        return index, hit.last  # «Toshkent davlat iqtisodiyot universiteti»
    return (first, hit.last) if 0 <= first < hit.last or _is_abbreviation(scene, hit) else (-1, -1)


def _is_introduced(scene: Scene, hit: Hit) -> bool:
    """Return whether an abbreviation in brackets shows that the words before it are a name: «… tashkiloti (SHTT)»."""
    inside = scene.word(hit.last + 2) if scene.form(hit.last + 1) == "(" else None
    return inside is not None and inside.shape == "XX"


def _is_abbreviation(scene: Scene, hit: Hit) -> bool:
    return scene.tokens[hit.first].word.shape == "XX"


def _words_before(scene: Scene, start: int) -> Iterator[int]:
    for index in range(start - 1, max(-1, start - _LONGEST_NAME), -1):
        word = scene.tokens[index].word
        if index in scene.owners or (word.shape in {".", "9"} and word.form not in JOINERS):
            return
        if _is_of_person(scene, index) or {"and", "sides"} & scene.concepts(index):
            return
        if index == 0 and any("Case=Nom" not in a.features for a in word.analyses[1:]):
            return
        if word.shape == "x" and (_is_verbal(scene, index) or _is_cased(scene, index)):
            return
        if word.shape == "Xx" and _is_cased(scene, index) and not _is_genitive(scene, index):
            return
        yield index


def _is_of_person(scene: Scene, index: int) -> bool:
    """Return whether a word is a name or an office, or a capitalised word behind an office."""
    if scene.kinds(index) & {"given-name", "office", "person-title", "count-word", "number"}:
        return True
    if scene.tokens[index].word.shape != "Xx":
        return False
    return any(scene.kinds(i) & {"office", "given-name"} for i in range(max(0, index - 3), index))


def _is_verbal(scene: Scene, index: int) -> bool:
    word = scene.tokens[index].word
    finite = any(a.pos == "VERB" and not {"VerbForm=Vnoun", "VerbForm=Imp"} & a.features for a in word.analyses)
    return finite or bool(scene.kinds(index) & {"with", "and", "by", "between", "after", "before", "office", "say"})


def _is_cased(scene: Scene, index: int) -> bool:
    cases = [f for a in scene.tokens[index].word.analyses[:1] for f in a.features if f.startswith("Case=")]
    return bool(cases) and cases[0] not in {"Case=Nom", "Case=Acc"}


def _is_genitive(scene: Scene, index: int) -> bool:
    return any("Case=Gen" in a.features for a in scene.tokens[index].word.analyses[:1])


def _rightwards(scene: Scene, hit: Hit) -> tuple[int, int]:
    first = hit.first
    while first > 0 and _is_capital_adjective(scene, first - 1):
        first -= 1
    last = hit.last
    for index in range(hit.last + 1, min(len(scene.tokens), hit.last + _LONGEST_NAME)):
        if index in scene.owners or not _continues(scene, index):
            break
        last = index
    while last > hit.last and "name-link" in scene.tokens[last].word.concepts:
        last -= 1
    capital = scene.form(first)[:1].isupper() and first > 0
    opens = first == 0 and (last > hit.last or _has_state(scene, hit))
    return (first, last) if capital or opens or _is_abbreviation(scene, hit) else (-1, -1)


def _is_capital_adjective(scene: Scene, index: int) -> bool:
    word = scene.tokens[index].word
    return index not in scene.owners and word.shape == "Xx" and any(a.pos == "ADJ" for a in word.analyses)


def _continues(scene: Scene, index: int) -> bool:
    word = scene.tokens[index].word
    if "name-link" in word.concepts:
        return True
    if word.shape not in {"x", "Xx"} or scene.concepts(index) & {"say"}:
        return False
    return any(
        a.pos in {"ADJ", "NOUN"} and {"Case=Gen", "Case=Dat"} & a.features and "NameType=Sur" not in a.features
        for a in word.analyses
    )
