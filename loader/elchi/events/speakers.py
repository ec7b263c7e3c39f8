"""Whose words they are: the speaker of a verb of saying, of «according to», of a heading before a colon.

The subject of the verb speaks. What an embedded clause has for its subject does not («вазир Эстония қатнашмаётганини
айтди»), nor whom the words are told to («told reporters»). A pronoun, and a verb without a subject, point back to
the last speaker, or to a later subject that is a person.
"""

from __future__ import annotations

from collections.abc import Sequence

from elchi.events.context import Context, within
from elchi.events.markers import Argument
from elchi.events.view import View
from elchi.model import Hit

ACCORDING = ("according-to", "citing")
_SPEAKERS = frozenset({"person", "organisation", "state", "group"})
_WITHIN = ("in", "to")  # «в МИД» shows no case
_OUT_OF = (*_WITHIN, "from")  # «министрлигинен кабарлашты»
_QUOTES = frozenset('«“"„')
_OWNERS = frozenset({"gen", "subject", "to", "from"})  # «МИД маълумотига кўра», «kaynaklarından alınan bilgiye göre»
_AGENTS = ("subject", "by")
_SOURCES = "group:sources"
_FURTHEST = 5  # sentences back in which the person meant by a pronoun is looked for
_NEXT = 2  # tokens between a pronoun and its verb: «он также отметил»
_OWNED = 4  # tokens between «говорится в сообщении» and its owner


class Speakers:
    """The speakers of a document in the order of its sentences: what a pronoun points back to."""

    def __init__(self, views: Sequence[View], around: Context) -> None:
        """Begin before the first sentence."""
        self._views = views
        self._around = around
        self._last: tuple[int, str] | None = None

    def of(self, view: View, hit: Hit) -> str | None:
        """Return the id of the entity that speaks, ``None`` where the text names nobody."""
        found = self._source(view, hit) if hit.concept in ACCORDING else self._subject(view, hit)
        if found is not None:
            self._last = view.index, found
        return found

    def heading(self, view: View) -> str | None:
        """Return who is named before a colon that his words follow: «Премьер: бюджет примут весной».

        Below a headline what follows the colon must be in quotation marks.
        """
        able = [a for a in view.arguments if a.entity.kind in _SPEAKERS - {"group"} and a.first == 0]
        if not able or view.form(able[0].last + 1) != ":" or able[0].last + 2 >= len(view.sentence.tokens):
            return None
        if able[0].entity.kind == "state" and able[0].mention.literal is None:
            return None
        if view.sentence.block.kind != "title" and view.form(able[0].last + 2) not in _QUOTES:
            return None
        self._last = view.index, able[0].entity.id
        return able[0].entity.id

    def _source(self, view: View, hit: Hit) -> str | None:
        able = [a for a in view.arguments if a.entity.kind in _SPEAKERS]
        if view.turkic:
            if "points-back" in view.concepts(hit.first - 1):
                return self._antecedent(view)
            owners = [a for a in able if a.mention.last < hit.first and a.marker in _OWNERS]
            nearest = max(owners, key=lambda a: (a.mention.last, a.entity.kind != "state"), default=None)
            return self._voice(nearest) if nearest is not None else None  # «Ақ үй» stands for a state as well
        if any("points-back" in view.concepts(i) for i in (hit.first, hit.last)):
            return self._antecedent(view)
        after = [a for a in able if a.mention.first > hit.last]
        return after[0].entity.id if after else None

    def _voice(self, source: Argument) -> str:
        """Return whose the sources are that are cited: «Reuters manbalariga ko'ra» is what Reuters says."""
        of = source.entity.of if source.entity.kind == "group" and source.entity.id.startswith(_SOURCES) else None
        return of if of in self._around.entities else source.entity.id

    def _subject(self, view: View, hit: Hit) -> str | None:
        if hit.concept == "say-act" and view.turkic and "Voice=Pass" in hit.features:
            return None  # «саммитке шақырылды»
        if hit.concept == "quote-verb" and hit.pos == "fixed":
            return self._owner(view, hit) or self._antecedent(view)
        if view.analytic and hit.concept == "quote-verb" and (quoted := _object(view, hit)) is not None:
            return quoted
        if _is_pronoun_beside(view, hit):
            return self._antecedent(view)
        everywhere = [a for a in view.arguments if a.entity.kind in _SPEAKERS]
        subjects = [a for a in everywhere if a.marker == "subject"]
        subjects = [a for a in subjects if a is subjects[0] or not _is_spoken_of(view, a, hit)]
        inside = within(subjects, *view.clause(hit.first))
        if view.analytic:
            inside = _in_english(view, inside, hit) or _carried(view, hit)
        able = inside or self._bodies(view, everywhere, hit) or subjects or _opening_body(view, everywhere, hit)
        nearest = min(able, key=lambda a: (a.entity.kind == "state", _gap(a, hit), a.mention.first), default=None)
        return nearest.entity.id if nearest is not None else self._antecedent(view)

    def _bodies(self, view: View, everywhere: Sequence[Argument], hit: Hit) -> list[Argument]:
        """Return the body in which something is said: «в министерстве сообщили», «вазирликда маълум қилишди»."""
        near = within(everywhere, *view.clause(hit.first))
        wanted = _OUT_OF if view.turkic else _WITHIN
        return [a for a in near if a.marker in wanted and a.entity.kind == "organisation" and _gap(a, hit) <= _NEXT]

    def _owner(self, view: View, hit: Hit) -> str | None:
        """Return whose statement it is that something is said in: «говорится в сообщении МИД», «вазирлик баёнотида»."""
        able = [a for a in view.arguments if a.entity.kind in _SPEAKERS]
        if view.turkic:
            near = [a for a in able if a.last < hit.first and a.marker in {"gen", "subject", "attribute", "from"}]
            return near[-1].entity.id if near else None
        near = [a for a in able if hit.last < a.first <= hit.last + _OWNED and a.marker in {"gen", "in", "subject"}]
        return near[0].entity.id if near else None

    def _antecedent(self, view: View) -> str | None:
        """Return the last speaker, or the person who was the subject of a sentence after he spoke."""
        spoke = self._last[0] if self._last is not None else -1
        for index in range(view.index - 1, max(view.index - 1 - _FURTHEST, -1), -1):
            if index == spoke:
                break
            people = [a for a in self._views[index].arguments if a.entity.kind == "person" and a.marker in _AGENTS]
            if people:
                return people[0].entity.id
        if self._last is not None and view.index - spoke <= _FURTHEST:
            return self._last[1]
        before = self._around.persons_before[view.index]
        return before[0] if before else None


def _opening_body(view: View, everywhere: Sequence[Argument], hit: Hit) -> list[Argument]:
    """Return the body that a sentence without a subject opens with: «В МИД эти сведения нам не подтвердили»."""
    first = [a for a in everywhere if a.marker in _WITHIN and a.entity.kind == "organisation"]
    return [a for a in first if a.first <= 1 and a.last < hit.first] if not view.turkic else []


def _is_pronoun_beside(view: View, hit: Hit) -> bool:
    """Return whether a pronoun is the subject: «деди у», «он также отметил», and first of a Turkic sentence."""
    beside = range(hit.first - _NEXT, hit.first if view.analytic else hit.last + 2)  # «he called it …»
    return any(
        "pronoun" in view.concepts(i)
        for i in (*beside, *((0,) if view.turkic else ()))
        if not hit.first <= i <= hit.last
    )


def _is_spoken_of(view: View, argument: Argument, hit: Hit) -> bool:
    """Return whether a Turkic subject is that of a clause within what is said: a nominal verb stands between."""
    if not view.turkic or argument.last >= hit.first:
        return False
    between = (view.verb_features(i) for i in range(argument.last + 1, hit.first))
    return any("Case=Acc" in f and bool({"VerbForm=Part", "VerbForm=Vnoun"} & f) for f in between)


def _object(view: View, hit: Hit) -> str | None:
    """Return the person right behind an English verb: «the agency quoted Rossi as saying»."""
    return next((a.entity.id for a in view.arguments if a.first == hit.last + 1 and a.entity.kind == "person"), None)


def _in_english(view: View, inside: Sequence[Argument], hit: Hit) -> list[Argument]:
    """Return who stands before an English verb of saying, else right behind it: «said Rossi», not «told reporters»."""
    before = [a for a in inside if a.last < hit.first]
    return before or [a for a in inside if a.first == hit.last + 1 and a.entity.kind != "group"]


def _carried(view: View, hit: Hit) -> list[Argument]:
    """Return the subject that a clause cut off it goes on with: «Rossi, who led the team, told reporters …»."""
    carried = view.carried(view.clause(hit.first)[0])
    return [carried] if carried is not None and carried.entity.kind in _SPEAKERS else []


def _gap(argument: Argument, hit: Hit) -> int:
    return max(argument.mention.first - hit.last, hit.first - argument.mention.last)
