"""Meetings, talks, calls, summits: who meets whom.

Frame: a noun or verb of meeting; participants are what stands *between*, *with*, in the genitive of the noun, or
as the subject of the verb; they must come from at least two states or bodies.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from elchi.events import participants as who
from elchi.events.asides import is_agreed, participle, relative
from elchi.events.commissions import members
from elchi.events.context import Context, within
from elchi.events.factuality import Factuality, judge
from elchi.events.gatherings import gathered
from elchi.events.sides import Sides, belongs, speaks
from elchi.events.sides import sides as sides_of
from elchi.events.view import View, having
from elchi.events.when import date_of
from elchi.model import DateMention, Hit, Report, Role

_VERBS = {
    "meet": "meeting",
    "negotiate": "talks",
    "converse-by-phone": "call",
    "host-reception": "meeting",
    "discuss": "talks",
    "converse": "talks",
    "convene": "meeting",
    "round": "talks",
}
_PASSING = ("during", "after", "before")
_TALKS = frozenset({"meeting:talks", "negotiate"})
_REMOTE = ("phone",)
_CALLED_OFF = frozenset({"cancelled", "denied", "postponed"})
_AHEAD = frozenset({"planned", "proposed", "possible"})
_FAR = 6
_OTHERS_FATE = frozenset({"fail", "cancel"})
_NO_TALKS = frozenset({"converse", "convene", "meeting:summit", "meeting:conference"})  # at which others converse
_OPENING = 2  # tokens before a date that still opens its clause


def find(views: Sequence[View], around: Context) -> list[Report]:
    """Return the reports of meetings, without their sources."""
    found: list[Report] = []
    for view in having(views, "meeting", *_VERBS):
        done: set[tuple[int, int]] = set()
        hits = view.hits("meeting", *_VERBS)
        for hit in hits:
            clause = view.clause(hit.first)
            if (clause in done and hit.pos == "verb") or _is_empty(view, hit, hits):
                continue
            reports = list(_meeting(view, hit, around, found))
            if any(report.rule != "meeting.gathering" for report in reports):
                done.add(clause)
            found.extend(reports)
    return found


def _is_empty(view: View, verb: Hit, hits: Sequence[Hit]) -> bool:
    """Return whether a verb means no meeting here: speaking where one is named, too, gathering of no common body."""
    if verb.concept == "convene":
        return not members(view, verb)
    first, last = view.clause(verb.first)
    others = (h for h in hits if h.concept not in _NO_TALKS)
    return verb.concept == "converse" and any(first <= h.first <= last for h in others)


def _meeting(view: View, hit: Hit, around: Context, found: Sequence[Report]) -> Iterable[Report]:
    first, last = clause = view.clause(hit.first)
    noun = _noun_of(view, hit, clause)
    variety = _variety(view, noun, clause)
    aside = relative(view, hit)
    judged = _judged(view, hit, aside)
    participants, sides = _attended(view, hit, judged, around, found)
    participants = _levelled(participants, variety, around)
    if sides.rule == "meeting.joint" and variety == "conference":
        variety = "meeting"
    common = _is_common(hit, sides, judged)
    alone = sides.rule == "meeting.subject" and not (common or _is_held(view, hit))
    if alone or not who.are_two_sided(participants, around):
        inside = within(view.arguments, first, last)
        participants, sides = gathered(view, hit, inside, around), Sides((), "meeting.gathering")
    if not participants:
        return
    yield Report(
        kind="Meeting",
        evidence=view.span(first, last if aside is None else aside[1]),
        cues=(view.cue(hit), *judged.cues),
        rule=sides.rule,
        roles=tuple(Role("participant", p) for p in participants),
        factuality=judged.value,
        certainty=judged.certainty,
        variety=variety,
        start=(_date(view, hit, *aside) if aside else None) or _date(view, noun, first, last),
        place=(_place(view, hit, *aside) if aside else None) or _place(view, noun, first, last),
        presupposed=judged.passing and not common,
        confidence=_confidence(sides, passing=judged.passing),
    )


def _attended(
    view: View, hit: Hit, judged: Factuality, around: Context, found: Sequence[Report]
) -> tuple[list[str], Sides]:
    """Return who takes part, and the sides that say so: by name, else by what was told before."""
    clause = view.clause(hit.first)
    sides = sides_of(view, hit, within(view.arguments, *clause))
    if sides.rule == "meeting.occasion":
        return [], sides
    participants = who.named([a for a in sides.found if speaks(a)], around)
    if judged.passing and sides.company:
        participants = who.resumed(sides.company, around, found) or participants
    if not who.are_two_sided(participants, around) and _is_incomplete(view, sides, clause):
        participants = who.completed(view, participants, around, found)
    if who.are_two_sided(participants, around):
        return participants, sides
    if pointed := who.pointed(view, hit, around, found, ahead=judged.value in _AHEAD):
        return pointed, Sides(sides.found, "meeting.both")
    offered = judged.value == "proposed" and hit.concept in _TALKS
    if offered or who.is_at_home(view, hit, sides):
        return who.partnered(participants, around), Sides(sides.found, "meeting.offered")
    return participants, sides


def _judged(view: View, hit: Hit, aside: tuple[int, int] | None) -> Factuality:
    """Return whether the meeting takes place: what stands beside its noun says so best, unless it was called off."""
    first, last = view.clause(hit.first)
    judged = judge(view, hit, first=first, last=last, presupposed=_is_in_passing(view, hit))
    if judged.value in _CALLED_OFF:
        return replace(judged, value="done") if _has_met(hit, judged) else judged
    if aside is not None:
        return judge(view, hit, first=aside[0], last=aside[1])
    if judged.value == "possible" and not judged.cues and "Case=Loc" in hit.features:
        return replace(judged, value="done")  # «суҳбатда, агар келишилса, …»: the condition is of something else
    shown = "planned" if is_agreed(view, hit) else participle(view, hit)
    return judged if shown is None else replace(judged, value=shown, certainty="certain")


def _has_met(hit: Hit, judged: Factuality) -> bool:
    """Return whether who met did so, whatever failed or was called off: «met in vain», «uchrashib, bekor qildi»."""
    met = {"Tense=Past", "VerbForm=Fin"} <= hit.features or "VerbForm=Conv" in hit.features
    return hit.pos == "verb" and met and any(cue.concept in _OTHERS_FATE for cue in judged.cues)


def _is_in_passing(view: View, hit: Hit) -> bool:
    """Return whether the meeting is only presupposed: «after the talks», «учрашув давомида»."""
    start, stop = (hit.last + 1, hit.last + 2) if view.turkic else (hit.first - 3, hit.first - 1)
    return any(view.has(concept, start, stop) for concept in _PASSING)


def _confidence(sides: Sides, *, passing: bool) -> float:
    if not sides.found:
        return 0.35
    return (0.9 if len(sides.found) > 1 else 0.5) - (0.15 if passing else 0.0)


def _is_incomplete(view: View, sides: Sides, clause: tuple[int, int]) -> bool:
    """Return whether another side is to be looked for: «принял решение» has no guest, «меҳмонни қабул қилди» has."""
    if sides.rule == "meeting.reception":
        return view.has("guest", *clause) is not None
    if sides.company and not any(speaks(a) for a in sides.company):
        return False  # «met journalists»
    return sides.rule != "meeting.subject"


def _is_held(view: View, hit: Hit) -> bool:
    """Return whether the subject of the clause holds the meeting: not if the noun itself is the subject."""
    if hit.pos == "verb" or is_agreed(view, hit):
        return True
    if hit.concept == "meeting:conference":
        return False
    if view.analytic:
        return _held_before(view, hit)
    return "Case=Acc" in hit.features or (
        view.turkic and view.has("take-place", hit.last + 1, hit.last + 3) is not None
    )


def _is_common(hit: Hit, sides: Sides, judged: Factuality) -> bool:
    """Return whether those who act together do so at talks of their own: «A and B signed after talks»."""
    together = len(sides.found) > 1 and sides.found[0].joined == sides.found[-1].joined
    return judged.passing and together and hit.concept in {"meeting:talks", "meeting:meeting"}


def _held_before(view: View, hit: Hit) -> bool:
    """Return whether an English verb of holding governs the noun: «the ministers held (new) talks»."""
    near = range(max(0, hit.first - _FAR), hit.first)
    return any("VERB" in {a.pos for a in view.sentence.tokens[i].word.analyses} for i in near if view.has("hold", i, i))


def _levelled(participants: list[str], variety: str, around: Context) -> list[str]:
    """Return the sides of talks as states if one of them is: who offers talks to a state speaks for his own."""
    if variety != "talks" or not any(p.startswith("state:") for p in participants):
        return participants
    return list(dict.fromkeys(around.state_of(p) or p for p in participants))


def _noun_of(view: View, hit: Hit, clause: tuple[int, int]) -> Hit:
    """Return the meeting at which something is discussed, if the clause names one: «discussed Gaza in a phone call»."""
    if hit.concept != "discuss":
        return hit
    return next((noun for noun in view.hits("meeting") if clause[0] <= noun.first <= clause[1]), hit)


def _variety(view: View, hit: Hit, clause: tuple[int, int]) -> str:
    variety = _VERBS.get(hit.concept) or hit.concept.split(":", 1)[1]
    if variety in {"meeting", "talks"} and any(view.has(c, *clause) for c in _REMOTE):
        return "call"
    return variety


def _date(view: View, hit: Hit, first: int, last: int) -> DateMention | None:
    date = date_of(view, hit, first, last)
    if date is None or date is view.caption_date:
        return date
    index = view.token_at(date.span.start)
    held = index <= first + _OPENING and _is_held(view, hit)  # that date is of all that the clause tells
    return date if held or not first <= index <= last or belongs(view, hit, index, index) else None


def _place(view: View, hit: Hit, first: int, last: int) -> str | None:
    places = [a for a in within(view.arguments, first, last) if a.entity.kind == "place" and a.marker == "in"]
    return next((a.entity.id for a in places if belongs(view, hit, a.first, a.last)), None)
