"""What becomes of an instrument: the verb or noun that says so, how it is presented, and which event that is.

After the stages of the Vienna Convention on the Law of Treaties (negotiated, adopted, signed, ratified, in force,
extended, suspended, violated, terminated). A participle that only describes the noun («the accord signed in
May») tells a step that lies behind, whatever the clause itself looks ahead to.
"""

from __future__ import annotations

from dataclasses import dataclass

from elchi.events.factuality import Factuality, judge
from elchi.events.view import View
from elchi.model import Hit

# Concept to the event class of ontology/elchi.ttl; of several the first that the clause holds wins.
_CLASSES = {
    "ratify": "Ratification",
    "enter-into-force": "EntryIntoForce",
    "extend": "Extension",
    "suspend": "Suspension",
    "terminate": "Termination",
    "withdraw": "Termination",
    "violate": "Violation",
    "reject": "Rejection",
    "sign": "Signing",
    "initial": "Adoption",
    "adopt": "Adoption",
    "agree": "Adoption",
    "achieve": "Adoption",
    "declare": "Adoption",
    "implement": "Adoption",
    "negotiate": "Negotiation",
    "discuss": "Negotiation",
    "work-on": "Negotiation",
}
ISSUED = frozenset({"statement", "declaration", "communique"})
"""Kinds that are said rather than signed: who issues them is their party."""

_OPEN = frozenset({"planned", "proposed", "possible", "cancelled", "denied", "postponed"})
_BEFORE = 4  # tokens that a participle may stand before its noun
_INTERRUPTED = 2  # clauses in one that a relative clause interrupts
_CLOSE = 3  # tokens between an instrument and its being carried out
_TALK = frozenset({"negotiate", "discuss", "work-on"})
_ABOUT = frozenset({"about", "on-subject"})
_PENDING = frozenset({"meeting:talks", "draft"})
_TALKED = 8  # tokens between talks and the paper that they are about
_AIMS = frozenset({"to", "for", "into"})


@dataclass(frozen=True, slots=True)
class Life:
    """The word that says what becomes of an instrument.

    ``described`` tells that it is a participle with the noun, ``act`` that it is a verb whose subject acts on the
    instrument as one of its parties does.
    """

    hit: Hit
    described: bool = False

    @property
    def act(self) -> bool:
        """Whether who does this is a party, rather than one who only speaks of the instrument."""
        return self.hit.pos == "verb" and self.hit.concept not in {
            "discuss",
            "implement",
            "declare",
            "enter-into-force",
        }

    @property
    def told(self) -> bool:
        """Whether the word tells a step of the life, rather than taking the instrument for granted."""
        return self.hit.concept != "implement"


def life_of(view: View, hit: Hit, first: int, last: int) -> Life | None:
    """Return the word that says what becomes of an instrument.

    Args:
        view: the sentence.
        hit: the instrument's noun.
        first: first token of its clause.
        last: last token of its clause.
    """
    described: Life | None = None
    for concept in (c for c in _CLASSES if c in view.sentence.named):
        found = _after(view, concept, hit, last) if view.turkic else _nearest(view, concept, hit, first, last)
        if found is not None and found.first != hit.first and _bears(view, hit, found):
            if not _describes(view, hit, found, first, last):
                if described is not None and concept in _TALK:
                    return described  # what is signed already is not under negotiation
                return Life(_called_off(view, hit, found) or found)
            described = described or Life(found, described=True)
        before = _participle(view, concept, first, hit.first)
        if before is not None:
            described = described or Life(before, described=True)
    return described


def _bears(view: View, hit: Hit, found: Hit) -> bool:
    """Return whether a word is of this instrument: what is carried out stands close by, and no other between."""
    if found.concept == "withdraw":
        return _is_source(view, hit)
    if found.concept == "work-on":
        return hit.concept != "instrument:ceasefire"  # who works on a truce is not yet talking of one
    if found.concept != "implement":
        return True
    low, high = sorted((hit, found), key=lambda h: h.first)
    gap = range(low.last + 1, high.first)
    return len(gap) <= _CLOSE and not any("instrument" in view.sentence.kinds[i] for i in gap)


def judged(view: View, hit: Hit, life: Life | None, first: int, last: int) -> Factuality:
    """Return how the clause presents what becomes of an instrument."""
    if life is not None and not life.told and hit.concept != "instrument:ceasefire":
        return Factuality("done")
    if life is not None and life.described:
        ahead = "Tense=Fut" in life.hit.features
        return Factuality("planned" if ahead else "done")
    if life is not None and is_of_none(view, hit):
        return Factuality("denied")
    if life is not None and (
        _is_aim(view, life.hit) or _is_awaited(view, life.hit, first, last) or _is_ahead(view, life.hit)
    ):
        return Factuality("planned")
    if not view.turkic and {"until", "condition"} & (view.concepts(first) | view.concepts(first + 1)):
        return Factuality("possible")
    trigger = life.hit if life is not None and life.hit.pos == "verb" else hit
    first, last = _own_part(view, trigger, first, last)
    start = hit.last + 1 if view.turkic and trigger is not hit and trigger.first > hit.last else first
    found = judge(view, trigger, first=start, last=last)
    if life is None:
        return _of_noun(view, found, first, last)
    if life.hit.concept == "violate" and _is_nominal(view, life.hit) and found.value not in {"possible", "denied"}:
        return Factuality("done", cues=found.cues)  # who is to be punished for it has done it
    if found.value == "denied" and life.hit.concept == "reject":
        return Factuality("done", cues=found.cues)
    return found


def is_of_none(view: View, hit: Hit) -> bool:
    """Return whether it is said of no instrument at all: «no treaty was signed», «hech qanday bitim»."""
    if "none" not in view.sentence.named:
        return False
    return any("none" in view.concepts(i) for i in range(max(0, hit.first - _BEFORE), hit.first))


def step_before(view: View, hit: Hit, event: str, first: int, last: int) -> str | None:
    """Return the step that an instrument is left at where the next is not taken, ``None`` where nothing says so.

    What is not ratified is signed, what is not signed may be initialled or under negotiation.
    """
    if event in {"Ratification", "EntryIntoForce"}:
        ahead = any("Tense=Fut" in view.verb_features(sign.head) for sign in view.hits("sign"))
        return None if ahead or hit.concept == "instrument:ceasefire" or is_of_none(view, hit) else "Signing"
    if event == "Signing" and view.has("initial", first, last) is not None:
        return "Adoption"
    talked = view.has("not-yet", first, last) is not None or any(c in view.sentence.named for c in _TALK)
    return "Negotiation" if talked or "meeting:talks" in view.sentence.named else None


def is_talked_of(view: View, hit: Hit) -> bool:
    """Return whether an instrument is what talks or a draft are about: «talks on a treaty», «bitim loyihasi»."""
    if view.turkic:
        behind = hit.last + 1 + _is_about(view, hit.last + 1)
        return not _PENDING.isdisjoint(view.concepts(behind))
    if "draft" in view.concepts(hit.first - 1):
        return True
    about = False
    for index in range(hit.first - 1, max(-1, hit.first - 1 - _TALKED), -1):
        if about and not _PENDING.isdisjoint(view.concepts(index)):
            return True
        if view.is_finite(index) or view.form(index) == ",":
            return False
        about = about or _is_about(view, index)
    return False


def _is_about(view: View, index: int) -> bool:
    return not _ABOUT.isdisjoint(view.concepts(index))


def _own_part(view: View, trigger: Hit, first: int, last: int) -> tuple[int, int]:
    """Return the part of an interrupted clause that a word stands in: «Перемирие, которое …, нарушается»."""
    if view.turkic or view.analytic:
        return first, last
    parts = [c for c in view.clauses if first <= c[0] and c[1] <= last]
    own = next((c for c in parts if c[0] <= trigger.first <= c[1]), (first, last))
    return own if len(parts) > _INTERRUPTED else (first, last)


def _of_noun(view: View, found: Factuality, first: int, last: int) -> Factuality:
    """Return how a noun without a verb of its own is presented: that others are to act says nothing of it."""
    if found.value in {"denied", "cancelled"}:
        return Factuality("done")  # what is refused or called off is what the verb tells of, not the paper
    if found.cues or found.value != "planned" or not view.analytic:
        return found
    ahead = any("Tense=Fut" in view.verb_features(i) for i in range(first, last + 1))
    return found if ahead else Factuality("done")


def _is_nominal(view: View, hit: Hit) -> bool:
    """Return whether a word names an act as a thing: «for violating», «за нарушение», «бузгани учун»."""
    features = view.verb_features(hit.head)
    return hit.pos == "noun" or ("VerbForm=Part" in features and not view.is_finite(hit.head))


def _is_aim(view: View, hit: Hit) -> bool:
    """Return whether an act is only what a paper is ready for: «передан на подписание», «имзолашга тайёр»."""
    if view.turkic:
        return hit.concept in {"sign", "ratify"} and "Case=Dat" in hit.features
    before = (view.concepts(i) for i in range(hit.first - 3, hit.first))
    still = "Case=Loc" in hit.features  # «в нарушении» is where somebody is, «на подписание» what for
    return hit.pos == "noun" and any(not _AIMS.isdisjoint(c) and not (still and "in" in c) for c in before)


def _is_awaited(view: View, hit: Hit, first: int, last: int) -> bool:
    """Return whether an act is what a paper still waits for: «awaits ratification», «ожидает подписания»."""
    return hit.pos == "noun" and view.has("await", first, last) is not None


def _is_ahead(view: View, hit: Hit) -> bool:
    """Return whether something else comes before an act: «кучга киришидан олдин», «before it takes effect»."""
    if view.turkic:
        return "Case=Abl" in hit.features and "before" in view.concepts(hit.last + 1)
    return hit.pos == "noun" and "before" in view.concepts(hit.first - 1)


def event_of(kind: str, life: Life | None, found: Factuality) -> str:
    """Return the class of the event that the clause tells in the life of an instrument of a kind."""
    if life is not None and found.value == "denied" and any(c.concept in {"refuse", "reject"} for c in found.cues):
        return "Rejection"
    if life is not None and life.hit.concept == "agree" and found.value == "ongoing":
        return "Negotiation"
    if life is not None:
        return _CLASSES[life.hit.concept]
    if kind not in ISSUED and kind != "ceasefire" and found.value in _OPEN:
        return "Signing"
    return "Adoption"


def _is_source(view: View, hit: Hit) -> bool:
    """Return whether an instrument is what is left: «вышла из договора», «bitimdan chiqdi», «quit the pact»."""
    if view.turkic:
        return "Case=Abl" in hit.features
    return any("from" in view.concepts(i) for i in range(hit.first - _CLOSE, hit.first))


def _after(view: View, concept: str, hit: Hit, last: int) -> Hit | None:
    if concept == "agree":  # «anlaşma sağlandı»: the verbs of reaching reach much else farther off
        last = min(last, hit.last + _CLOSE)
    return view.has(concept, hit.last + 1, last)


def _nearest(view: View, concept: str, hit: Hit, first: int, last: int) -> Hit | None:
    inside = [h for h in view.hits(concept) if first <= h.first <= last and h.concept == concept]
    if not view.analytic and len(parts := [c for c in view.clauses if first <= c[0] and c[1] <= last]) > _INTERRUPTED:
        # «Пакт, который ждали годами, нарушен»: the clause goes on behind the relative one
        inside = [h for h in inside if not parts[1][0] <= h.first <= parts[1][1]]
    return min(inside, key=lambda h: (abs(h.first - hit.first), h.first), default=None)


def _describes(view: View, hit: Hit, found: Hit, first: int, last: int) -> bool:
    """Return whether a word is a participle of the noun: «the accord signed in May», «договор, подписанный …»."""
    features = view.verb_features(found.head)
    if view.turkic or "VerbForm=Part" not in features:
        return False
    if not view.analytic:
        return not view.is_finite(found.head)
    beside = found.first in {hit.last + 1, hit.last + 2} and view.form(hit.last + 1) != ","
    return beside and any(view.is_finite(i) for i in range(first, last + 1) if i != found.head)


def _participle(view: View, concept: str, first: int, stop: int) -> Hit | None:
    """Return a participle that stands before the noun: «имзоланган декларация»."""
    found = view.has(concept, max(first, stop - _BEFORE), stop - 1) if view.turkic else None
    return found if found is not None and "VerbForm=Part" in found.features else None


def _called_off(view: View, hit: Hit, verb: Hit) -> Hit | None:
    """Return the act that does not come to pass: «битимни имзолаш бекор қилинди» ends no agreement."""
    if "cancel" not in view.concepts(verb.first):
        return None
    inner = (view.has(concept, hit.last + 1, verb.first - 1) for concept in _CLASSES)
    return next((act for act in inner if act is not None), None)
