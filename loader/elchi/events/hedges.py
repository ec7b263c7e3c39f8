"""What stands farther off and still decides whether something happens.

The next predicate of a sentence says nothing of the one before («left Turin and is due in Bern»); a condition, a
denial or a question mark outside the clause does («If …, he will go», «denied that …», «… ?»); and what somebody
commits himself to («agreed to visit», «боришга рози бўлди») is yet to come.
"""

from __future__ import annotations

from elchi.events.view import View
from elchi.model import Hit

_BRACKETS = frozenset("()")
_NEAREST = 2
_NEAR_NOUN = 4
_GOVERNED = 6  # tokens between a commitment and what is committed to
_INFINITE = frozenset({"VerbForm=Inf", "VerbForm=Vnoun"})


def predicate_end(view: View, trigger: Hit, last: int) -> int:
    """Return the last token before the next predicate: «прибыл в Рим и планирует …» plans no arrival."""
    if view.turkic:
        return last
    for index in range(trigger.last + 1, last):
        if "and" in view.concepts(index) or "but" in view.concepts(index):
            following = range(index + 1, min(index + 1 + _NEAREST, last + 1))
            verb = next((i for i in following if view.is_finite(i)), None)
            governed = view.is_finite(trigger.head) or any(view.is_finite(i) for i in range(trigger.first))
            if verb is not None and governed and trigger.pos == "verb":
                return index - 1
    return last


def is_conditional(view: View, first: int) -> bool:
    """Return whether the sentence makes it depend on a condition before the clause: «If …, he will go»."""
    condition = view.has("condition", 0, first - 1)
    return condition is not None and condition.first <= _NEAREST


def is_aside(view: View, hit: Hit) -> bool:
    """Return whether a word stands in brackets: «(если угодно)» makes nothing depend on it."""
    for index in range(hit.first - 1, max(-1, hit.first - 1 - _GOVERNED), -1):
        if view.form(index) in _BRACKETS:
            return view.form(index) == "("
    return False


def is_asked(view: View) -> bool:
    """Return whether the sentence is a question."""
    return view.form(len(view.sentence.tokens) - 1) == "?"


def is_denied(view: View, first: int) -> bool:
    """Return whether the clause is what somebody denies: «denied that …», «опроверг, что …»."""
    if view.turkic or "deny" not in view.sentence.named or first == 0:
        return False
    if not view.concepts(first) & {"that-clause", "clause-opener"}:
        return False
    before = view.clause(first - 1)
    hit = view.has("deny", before[0], first - 1)
    return hit is not None and hit.pos == "verb"


def commitment(view: View, trigger: Hit, first: int, last: int) -> Hit | None:
    """Return the verb that commits somebody to what the trigger names, if an infinitive joins the two."""
    for hit in view.hits("commit"):
        if not first <= hit.first <= last:
            continue
        start, stop = (trigger.last, hit.first) if view.turkic else (hit.last + 1, trigger.last + 1)
        if 0 <= stop - start <= 2 * _GOVERNED and any(_INFINITE & view.verb_features(i) for i in range(start, stop)):
            return hit
    return None


def is_sole(view: View, trigger: Hit, first: int) -> bool:
    """Return whether an infinitive tells of what was done: «the only leader to attend», «the first to go»."""
    sole = view.has("sole", max(first, trigger.first - _GOVERNED), trigger.first)
    return sole is not None and "VerbForm=Inf" in view.verb_features(trigger.head)


def is_on_it(view: View, trigger: Hit, first: int) -> bool:
    """Return whether somebody is somewhere on a visit now: «is on a trip to Cairo», «is in Cairo on a visit»."""
    near = range(max(first, trigger.first - _NEAR_NOUN), trigger.first)
    if not view.analytic or trigger.pos != "noun" or not any("on-subject" in view.concepts(i) for i in near):
        return False
    verbs = (i for i in range(first, trigger.first) if view.is_finite(i))
    return any("Tense=Pres" in view.verb_features(i) and "in" in view.concepts(i + 1) for i in verbs)
