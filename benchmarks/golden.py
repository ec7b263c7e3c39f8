"""Compare a load of the sample article with its hand-made reference graph.

For each of fifteen facts of the reference: is there a report of the same kind of event, with the actors
of the fact in its roles, the same class of status, and evidence that overlaps the fact's? A fact is
contradicted where a report on the same words gives its actors another status. Ends with 1 where fewer
than ``--at-least`` facts are found or one is contradicted.

    python benchmarks/golden.py [--show]
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
import road

ELCHI = "https://w3id.org/elchi/ns#"
LABELS = [f"http://www.w3.org/2004/02/skos/core#{name}Label" for name in ("pref", "alt")]
FACTS = {
    "01": "16-signing",
    "02": "84-signing",
    "03": "427-signing",
    "04": "577-signing",
    "05": "577-visit",
    "06": "856-communication",
    "08": "1081-communication",
    "09": "1082-signing",
    "11": "1253-meeting",
    "12": "1286-negotiation",
    "13": "1286-signing",
    "14": "1396-signing",
    "16": "1649-visit",
    "17": "1756-visit",
    "22": "2014-negotiation",
}
ROLES = ("party", "signatory", "visitor", "host", "hostCountry", "speaker", "participant")
RENAMED = {"hostCountry": "host"}
# The reference calls talks a Negotiation; in Elchi that is a stage of an instrument, talks are a Meeting.
TYPES = {"Negotiation": {"Meeting", "Negotiation"}}
CLASSES = {"done": "done", "ongoing": "done", "completed": "done", "actual": "done"}
CLASSES |= dict.fromkeys(("planned", "proposed", "possible", "postponed", "hypothetical"), "open")
CLASSES |= dict.fromkeys(("cancelled", "denied", "notDone"), "negative")
KINDS = {"jointStatement": "statement", "unspecified": "document"}
# Passages word one instrument differently: a treaty in the headline is an agreement in the lead, and the
# joint statement of the caption is a declaration in the body.
ALIKE = {"declaration": "statement", "treaty": "agreement"}


@dataclass(frozen=True)
class Fact:
    """A report, reduced to what is compared."""

    iri: str
    type: str
    actors: frozenset[tuple[str, str]]  # (role, alpha-3 code or surname)
    status: str
    spans: tuple[tuple[int, int], ...]
    kinds: tuple[str, ...]  # of the instruments
    count: str | None


class Graph:
    """The quads of a file, looked up by subject and property name."""

    def __init__(self, quads: Iterable[ox.Quad], surnames: Mapping[str, str] | None = None) -> None:
        """Index the quads; ``surnames`` tells whose a surname is, in any spelling."""
        self.surnames = surnames or {}
        self.values: dict[str, dict[str, list[str]]] = {}
        for quad in quads:
            values = self.values.setdefault(text(quad.subject), {})
            values.setdefault(text(quad.predicate), []).append(text(quad.object))

    def get(self, subject: str, name: str) -> list[str]:
        """Return the values of a property, sorted; of Elchi's namespace unless it is an IRI."""
        predicate = name if "://" in name else ELCHI + name
        return sorted(set(self.values.get(subject, {}).get(predicate, [])))

    def actor(self, iri: str) -> str:
        """Return the code of a state or of the state that a group or body acts for, else the person."""
        if state := re.search(r"/(?:state|country)/([A-Z]{3})$", iri):
            return state[1]
        if "/person/" in iri:
            return next((self.surnames[n] for n in self.last_names(iri) if n in self.surnames), iri)
        owners = self.get(iri, "state") + self.get(iri, "country")
        return self.actor(owners[0]) if owners else iri

    def last_names(self, iri: str) -> list[str]:
        """Return the last word of each name of a person."""
        return [name.lower().split()[-1] for label in LABELS for name in self.get(iri, label)]

    def people(self) -> dict[str, str]:
        """Return which person each surname belongs to, in every spelling of this graph."""
        people = [iri for iri in sorted(self.values) if "/person/" in iri]
        return {name: local(iri) for iri in people for name in self.last_names(iri)}

    def fact(self, iri: str) -> Fact:
        """Return the report ``iri``."""
        instruments = self.get(iri, "instrument")
        roles = [(iri, role) for role in ROLES] + [(instrument, "party") for instrument in instruments]
        actors = {(RENAMED.get(r, r), self.actor(a)) for subject, r in roles for a in self.get(subject, r)}
        kinds = [k for i in instruments for k in self.get(i, "kind") + self.get(i, "instrumentKind")]
        status = self.get(iri, "factuality") or self.get(iri, "status")
        return Fact(
            iri=iri,
            type=local(self.get(iri, "eventType")[0]),
            actors=frozenset(actors),
            status=CLASSES[code(status[0])],
            spans=tuple(span(evidence) for evidence in self.get(iri, "evidence")),
            kinds=tuple(sorted(KINDS.get(code(kind), code(kind)) for kind in kinds)),
            count=next(iter(self.get(iri, "statedCount")), None),
        )

    def reports(self) -> list[Fact]:
        """Return all reports."""
        return [self.fact(iri) for iri in sorted(self.values) if self.get(iri, "eventType")]


def text(term: object) -> str:
    """Return an IRI or the words of a literal."""
    return term.value if isinstance(term, ox.NamedNode | ox.BlankNode | ox.Literal) else str(term)


def local(iri: str) -> str:
    """Return the name after the namespace."""
    return re.split(r"[#/]", iri)[-1]


def code(iri: str) -> str:
    """Return a code without its scheme: ``factuality-done`` is ``done``."""
    return local(iri).rsplit("-", 1)[-1]


def span(iri: str) -> tuple[int, int]:
    """Return the offsets in a mention's IRI."""
    start, stop = re.findall(r"\d+", iri.rsplit("#char=", 1)[1])
    return int(start), int(stop)


def overlaps(one: Fact, other: Fact) -> bool:
    """Return whether the evidence of two reports shares a character."""
    return any(a < d and c < b for a, b in one.spans for c, d in other.spans)


def carries(wanted: Fact, found: list[Fact]) -> bool:
    """Return whether reports together have the actors, the kinds of instrument and the count of a fact."""
    actors = {actor for fact in found for actor in fact.actors}
    kinds = Counter(ALIKE.get(kind, kind) for fact in found for kind in fact.kinds)
    enough = Counter(ALIKE.get(kind, kind) for kind in wanted.kinds) <= kinds
    counted = wanted.count is None or any(fact.count == wanted.count for fact in found)
    return wanted.actors <= actors and enough and counted


def verdict(wanted: Fact, reports: list[Fact]) -> tuple[str, list[Fact]]:
    """Return ``found``, ``missed`` or ``contradicted``, and the reports that this rests on."""
    types = TYPES.get(wanted.type, {wanted.type})
    near = [r for r in reports if r.type in types and overlaps(wanted, r)]
    against = [r for r in near if r.status != wanted.status and r.actors & wanted.actors]
    if against:
        return "contradicted", against
    alone = [r for r in near if carries(wanted, [r])]
    together = near if carries(wanted, near) else []
    return ("found", alone or together) if alone or together else ("missed", near)


def load(command: str, sample: Path, surnames: Mapping[str, str]) -> Graph:
    """Load the sample article into a store of its own and return the graph of the store."""
    with tempfile.TemporaryDirectory() as name:
        road.run(command, "load", sample, "--store", Path(name, "store"))
        exported = road.run(command, "export", "--store", Path(name, "store"), "--format", "nquads")
    return Graph(ox.parse(exported, ox.RdfFormat.N_QUADS), surnames)


def main() -> None:
    options = road.parser(__doc__)
    options.add_argument("--at-least", type=int, default=13, help="facts to be found (%(default)s)")
    options.add_argument("--show", action="store_true", help="say what was compared")
    chosen = options.parse_args()
    golden = road.reference(chosen.shared, "design", "golden.trig")
    reference = Graph(ox.parse(golden.read_bytes(), ox.RdfFormat.TRIG))
    reference.surnames = reference.people()
    document = next(iri for iri in reference.values if re.search(r"/doc/[0-9a-f]{16}$", iri))
    sample = road.reference(chosen.shared, "corpus", "seed", "01.txt")
    reports = load(chosen.elchi, sample, reference.surnames).reports()
    verdicts = []
    for number, name in FACTS.items():
        wanted = reference.fact(f"{document}/report/{name}")
        answer, rests_on = verdict(wanted, reports)
        verdicts.append(answer)
        print(f"{number}  {answer:12s} {name:20s} {', '.join(local(r.iri) for r in rests_on)}")
        if chosen.show and answer != "found":
            print(*(f"    {fact}" for fact in (wanted, *rests_on)), sep="\n")
    found, contradicted = verdicts.count("found"), verdicts.count("contradicted")
    print(f"{found} of {len(FACTS)} found, {contradicted} contradicted")
    sys.exit(found < chosen.at_least or contradicted > 0)


if __name__ == "__main__":
    main()
