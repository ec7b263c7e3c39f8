"""The verbs around a trigger to its factuality: done, planned, proposed, denied and so on.

After FactBank (Saurí and Pustejovsky 2009) and ISO-TimeML, simplified to one value: what the words near the
trigger say outweighs tense, negation outweighs both, and what is only presupposed («ташриф давомида») counts
as done unless the clause looks ahead.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from elchi.events import hedges
from elchi.events.view import View
from elchi.model import Cue, Features, Hit

# Concept to factuality, in order of weight; what stands first wins.
_BY_CONCEPT: tuple[tuple[str, str], ...] = (
    ("cancel", "cancelled"),
    ("was-to", "cancelled"),
    ("postpone", "postponed"),
    ("refuse", "denied"),
    ("deny", "denied"),
    ("fail", "cancelled"),
    ("accept-invitation", "planned"),
    ("propose", "proposed"),
    ("invite", "proposed"),
    ("ready", "proposed"),
    ("wish", "possible"),
    ("condition", "possible"),
    ("possible", "possible"),
    ("probable", "possible"),
    ("plan", "planned"),
    ("must", "planned"),
    ("future-word", "planned"),
    ("under-way", "ongoing"),
)
_REAL = frozenset({"done", "ongoing"})
_OPEN = frozenset({"planned", "proposed", "possible"})
_WEAK = frozenset({"ongoing", "possible"})  # what a verb says of itself, not of what it takes for granted
_CONDITION_WINDOW = 8
_CERTAINTY = {"possible": "possible", "probable": "probable", "wish": "uncommitted", "condition": "uncommitted"}


@dataclass(frozen=True, slots=True)
class Factuality:
    """A factuality, the source's certainty, and the words that showed them."""

    value: str
    certainty: str = "certain"
    cues: tuple[Cue, ...] = ()
    passing: bool = False  # whether the event is only presupposed («ташриф давомида»)


def judge(view: View, trigger: Hit, *, first: int, last: int, presupposed: bool = False) -> Factuality:
    """Return how the clause presents what the trigger names.

    Args:
        view: the sentence.
        trigger: the hit that names the event.
        first: first token of the clause.
        last: last token of the clause.
        presupposed: whether the clause only mentions the event in passing («during the visit»).
    """
    judged = _in_clause(view, trigger, first, last, presupposed=presupposed)
    if judged.value in {"planned", *_REAL} and hedges.is_denied(view, first):
        return replace(judged, value="denied")
    if (judged.value == "planned" and hedges.is_conditional(view, first)) or (
        judged.value in {"planned", *_REAL} and not presupposed and hedges.is_asked(view)
    ):
        return replace(judged, value="possible", certainty="uncommitted")
    return judged


def _in_clause(view: View, trigger: Hit, first: int, last: int, *, presupposed: bool) -> Factuality:
    start = trigger.last + 1 if view.turkic and trigger.pos != "verb" else first
    named = view.sentence.named
    near = hedges.predicate_end(view, trigger, last)
    for concept, value in _BY_CONCEPT:
        if concept not in named:
            continue
        hit = view.has(concept, *_reach(view, concept, trigger, start, near if value in _OPEN else last))
        if (
            hit is None
            or hit.first == trigger.first
            or (presupposed and value in _OPEN)
            or _is_kind(view, hit)
            or hedges.is_aside(view, hit)
            or "at-invitation" in view.concepts(hit.first)  # who comes «at the invitation of» has been invited
        ):
            continue
        if value == "planned" and _may_be(view, trigger, first, last):  # «may visit later this year»
            continue
        if hit.pos in {"verb", "fixed"} and concept != "must" and _is_negated(view, hit.head, hit.features):
            return Factuality(_negated(value, hit), cues=(view.cue(hit),), passing=presupposed)
        return Factuality(value, _CERTAINTY.get(concept, "certain"), (view.cue(hit),), presupposed)
    committed = hedges.commitment(view, trigger, first, last) if "commit" in named else None
    if committed is not None and not _is_negated(view, committed.head, committed.features):
        return Factuality("planned", cues=(view.cue(committed),), passing=presupposed)
    if trigger.pos == "noun" and not view.turkic and _has_no(view, trigger):
        return Factuality("denied", passing=presupposed)
    return _by_verb(view, trigger, first, last, presupposed=presupposed)


def _has_no(view: View, trigger: Hit) -> bool:
    """Return whether a noun is negated itself: «no (new) talks», «переговоров не было»."""
    return any("negation" in view.concepts(i) for i in range(trigger.first - 2, trigger.first)) and view.analytic


def _by_verb(view: View, trigger: Hit, first: int, last: int, *, presupposed: bool) -> Factuality:
    """Return what tense, mood and negation of the governing verb say."""
    if hedges.is_on_it(view, trigger, first):
        return Factuality("ongoing", passing=presupposed)
    verbs = list(_verbs(view, trigger, first, last))
    if any(_is_negated(view, index, features) for index, features in verbs[:1]):
        return Factuality("denied", passing=presupposed)
    for index, features in verbs:
        shown = "ongoing" if "stative" in view.concepts(index) else _by_tense(view, features)
        if shown is not None and not (presupposed and shown in _WEAK and "stative" not in view.concepts(index)):
            return Factuality(shown, passing=presupposed)
    return Factuality("done", passing=presupposed)


def _may_be(view: View, trigger: Hit, first: int, last: int) -> bool:
    """Return whether the verb that governs the trigger only says what may be."""
    return any("Mood=Pot" in features for _, features in _verbs(view, trigger, first, last))


def _is_kind(view: View, hit: Hit) -> bool:
    """Return whether a word only says what kind of visit it is: «кутилмаганда келди» is no plan."""
    return any(concept.startswith("visit-kind:") for concept in view.concepts(hit.first))


def _negated(value: str, hit: Hit) -> str:
    """Return what it comes to when the word itself is negated: what was not cancelled took place."""
    if value in {"cancelled", "postponed"}:
        return "done" if "Tense=Past" in hit.features else "planned"
    return "done" if value == "proposed" else "denied"


def _reach(view: View, concept: str, trigger: Hit, start: int, last: int) -> tuple[int, int]:
    """Return the tokens in which a concept bears on the trigger: an «агар» only if it stands before it."""
    if concept == "condition" and view.turkic:
        return max(0, trigger.first - _CONDITION_WINDOW), trigger.first
    return start, last


def _verbs(view: View, trigger: Hit, first: int, last: int) -> Iterable[tuple[int, Features]]:
    """Yield the verbs that may govern the trigger, the likeliest first."""
    if trigger.pos == "verb" and not (view.analytic and hedges.is_sole(view, trigger, first)):
        yield trigger.head, trigger.features if view.turkic else view.verb_features(trigger.head)
    order = range(trigger.last + 1, last + 1) if view.turkic else _outwards(view, trigger, first, last)
    for index in order:
        features = view.verb_features(index)
        embedded = view.turkic and "VerbForm=Part" in features and "Nominalised=Yes" in features
        embedded = embedded or (view.analytic and "VerbForm=Inf" in features)
        if view.is_finite(index) or "Mood=Pot" in features or embedded:
            yield index, features
            if not view.turkic:
                return


def _outwards(view: View, trigger: Hit, first: int, last: int) -> list[int]:
    """Return the words that may be verbs, the nearest to the trigger first."""
    outside = [i for i in range(first, last + 1) if not trigger.first <= i <= trigger.last and view.verb_features(i)]
    return sorted(outside, key=lambda i: (min(abs(i - trigger.first), abs(i - trigger.last)), i))


def _is_negated(view: View, index: int, features: Features) -> bool:
    if view.turkic:
        return "Polarity=Neg" in features or "negation" in view.concepts(index + 1)
    return "negation" in view.concepts(index - 1) or (view.analytic and "Polarity=Neg" in features)


def _by_tense(view: View, features: Features) -> str | None:
    if {"Mood=Des", "Mood=Opt", "Mood=Nec"} & features:
        return "planned"
    if "Mood=Pot" in features or "Mood=Cnd" in features:
        return "possible"
    if "Aspect=Prog" in features:
        return "ongoing"
    if "Tense=Past" in features:
        return "done"
    if "Tense=Fut" in features:
        return "planned"
    if view.analytic:
        return "planned" if "VerbForm=Inf" in features else None
    if not view.turkic and "Tense=Pres" in features:
        return "ongoing"
    return None
