"""What stands beside a noun and tells of it alone: «бўлиб ўтадиган саммит», «саммит, который пройдёт в мае».

The clause around such a noun tells of something else; whether and when the meeting takes place is said here.
"""

from __future__ import annotations

from elchi.events.view import View
from elchi.model import Hit

_FURTHEST = 9
_LONGEST_PHRASE = 12


def participle(view: View, hit: Hit) -> str | None:
    """Return the factuality that a Turkic participle before its noun shows, ``None`` where there is none."""
    if not view.turkic or hit.pos == "verb":
        return None
    for verb in reversed(view.hits("take-place", "plan")):
        between = range(verb.last + 1, hit.first)
        if not hit.first - _FURTHEST <= verb.last < hit.first or any(_parts(view, i) for i in between):
            continue
        features = view.verb_features(verb.last) | (view.verb_features(verb.last + 1) if between else frozenset())
        if "Tense=Fut" in features or (verb.concept == "plan" and "VerbForm=Part" in features):
            return "planned"
        if "VerbForm=Part" in features:
            return "ongoing" if "Aspect=Prog" in features else "done"
    return None


def _parts(view: View, index: int) -> bool:
    """Return whether a word keeps a participle from the noun behind it."""
    return view.form(index) in {",", ";", ":", "—", "–"} or view.is_finite(index)


def is_agreed(view: View, hit: Hit) -> bool:
    """Return whether a meeting is what was agreed on: «договорились встретиться», «uchrashishga kelishib oldi»."""
    for verb in view.hits("agree"):
        if verb.pos != "verb":
            continue
        if view.turkic:
            looks = "Case=Dat" in hit.features or _looks_on(view, hit.last, verb.first)
            if 0 < verb.first - hit.last <= _FURTHEST and looks:
                return True
        elif abs(hit.first - verb.last) <= _FURTHEST and _leads_to(view, verb.last + 1, hit):
            return True
    return False


def _looks_on(view: View, first: int, stop: int) -> bool:
    """Return whether a Turkic word is what the verb behind it is about: in the dative, or before "about"."""
    return any("Case=Dat" in view.verb_features(i) or "about" in view.concepts(i) for i in range(first, stop))


def _leads_to(view: View, first: int, hit: Hit) -> bool:
    """Return whether an infinitive or an "on" joins a verb to the meeting behind it."""
    if view.concepts(hit.first - 1) & {"about", "on-subject"}:
        return True
    return any("VerbForm=Inf" in view.verb_features(i) for i in range(first, hit.last + 1))


def relative(view: View, hit: Hit) -> tuple[int, int] | None:
    """Return the relative clause of a noun, elsewhere than in Turkic languages: its first and last token."""
    if view.turkic or hit.pos == "verb":
        return None
    after = next((c for c in view.clauses if c[0] > hit.last), None)
    if after is None or after[0] - hit.last > _LONGEST_PHRASE or not _opens_relative(view, after[0]):
        return None
    others = [h for h in view.hits("meeting", "instrument", "visit") if hit.last < h.first < after[0]]
    return None if others else after


def _opens_relative(view: View, index: int) -> bool:
    return any("relative" in view.concepts(i) for i in (index, index + 1))
