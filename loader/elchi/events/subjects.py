"""What an instrument is about: the words before its «бўйича» or after its «о»."""

from __future__ import annotations

from elchi.events.view import View
from elchi.model import Entity, Hit, Mention

_LONGEST = 16
_NEAR = 3
_BOUNDS = frozenset(
    {"between", "with", "by", "sides", "leaders", "after", "during", "before", "among-them"}
)  # what a subject does not reach across


def subject_of(view: View, hit: Hit, first: int, last: int) -> str | None:
    """Return the subject of an instrument as written, ``None`` where none is stated.

    Args:
        view: the sentence.
        hit: the instrument's noun.
        first: first token of its clause.
        last: last token of its clause.
    """
    return _before(view, hit, first) if view.turkic else _after(view, hit, last)


def _before(view: View, hit: Hit, first: int) -> str | None:
    marker = next(
        (
            i
            for i in range(hit.first - 1, max(first, hit.first - 1 - _NEAR) - 1, -1)
            if "on-subject" in view.concepts(i)
        ),
        None,
    )
    if marker is None or marker == first:
        return None
    start = marker
    while start - 1 >= max(first, marker - _LONGEST) and not _stops(view, start - 1):
        start -= 1
    return _words(view, start, marker - 1)


def _stops(view: View, index: int) -> bool:
    if view.form(index) in {",", ";", ":", "(", ")", "«", "»", "“", "”", "—", "–"}:
        return True
    concepts = view.concepts(index)
    if concepts & _BOUNDS or _is_signed(view, index) or any(c.startswith("instrument:") for c in concepts):
        return True
    return view.is_finite(index) or any(m.first <= index <= m.last and _is_side(m, e) for m, e in view.mentions)


def _is_signed(view: View, index: int) -> bool:
    """Return whether a participle of signing stands here: «2023 йилда имзоланган савдо битими»."""
    return "sign" in view.concepts(index) and "VerbForm=Part" in view.verb_features(index)


def _is_side(mention: Mention, entity: Entity) -> bool:
    """Return whether a mention is of one who agrees, or of where that is done, not part of the subject."""
    if entity.kind == "place":
        return "Case=Loc" in mention.features
    if mention.key == "group:official-media":
        return False  # the mass media are what many a memorandum is about
    return entity.kind in {"person", "state", "group"} or mention.organisation_kind == "igo"


def _after(view: View, hit: Hit, last: int) -> str | None:
    marker = next((i for i in range(hit.last + 1, min(last, hit.last + 8) + 1) if _is_about(view, i)), None)
    if marker is None or marker == last:
        return None
    stop = marker
    while stop + 1 <= min(last, marker + _LONGEST) and not _ends(view, stop + 1):
        stop += 1
    return _words(view, marker + 1, stop)


def _is_about(view: View, index: int) -> bool:
    if view.concepts(index).isdisjoint({"on-subject", "about"}):
        return False
    following = index + 1
    return following == len(view.sentence.tokens) or not view.dates_in(following, following)  # «signed on Tuesday»


def _ends(view: View, index: int) -> bool:
    return (
        view.form(index) in {",", ".", ";", ":", "(", ")", "«", "»", "—", "–"}
        or view.is_finite(index)
        or _is_subject(view, index)
        or any(c.startswith("instrument:") for c in view.concepts(index))
        or bool(view.concepts(index) & {"between", "negation"})
    )


def _is_subject(view: View, index: int) -> bool:
    """Return whether an actor in the nominative begins here: the next part of the sentence."""
    return any(m.first == index and "Case=Nom" in m.features and "Case=Gen" not in m.features for m, _ in view.mentions)


def _words(view: View, first: int, last: int) -> str | None:
    while first < last and "and" in view.concepts(first):
        first += 1
    while first < last and "and" in view.concepts(last):
        last -= 1
    if last < first:
        return None
    words = view.span(first, last).of(view.content).strip(' «»“”"')
    return words if any(c.isalpha() for c in words) else None
