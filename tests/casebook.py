"""Golden cases to differences: what Elchi reads in the examples, against what a careful reader finds.

Each folder of ``tests/cases`` holds ``expected.json``, annotated by hand before there were rules. All
examples are loaded into one store and read back through the six contract queries; each difference is a
line. What Elchi is known to miss stands under ``known_misses`` of the case, line for line.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path

import pyoxigraph as ox
from click.testing import CliRunner

from elchi.cli import main
from elchi.vocab import NIF
from matching import Entry, Row, fold, names, overlap, pairs, parts, touches

ROOT = Path(__file__).resolve().parents[1]
CASES = sorted(path.parent for path in (ROOT / "tests" / "cases").glob("*/expected.json"))
QUERIES = ("actors", "treaties", "visits", "meetings", "statements", "dates")


def treaty_likeness(entry: Entry, row: Row, text: str) -> float:
    score = overlap(entry["parties"], parts(row.get("parties")))
    fits = (entry["kind"] == row.get("kind")) + (entry["status"] == row.get("status"))
    fits += touches(entry, row, text) + (count(entry) == row.get("count"))
    return score + fits if entry["kind"] == row.get("kind") or fits >= 2 else 0.0


def visit_likeness(entry: Entry, row: Row, text: str) -> float:
    visitor = names(entry["visitor"] or "?", row.get("visitor", ""))
    host = entry["host_state"] == row.get("hostState")
    return visitor + host + 0.5 * touches(entry, row, text) if visitor and host else 0.0


def meeting_likeness(entry: Entry, row: Row, text: str) -> float:
    score = overlap(entry["participants"], parts(row.get("participants")))
    return score + (entry["kind"] == row.get("kind")) + touches(entry, row, text) if score > 0 else 0.0


def count(entry: Entry) -> str | None:
    return None if entry["count"] is None else str(entry["count"])


def set_of(value: str | None) -> list[str]:
    return sorted(fold(part) if len(part) > 3 else part for part in parts(value))


def compare(label: str, expected: dict[str, str | None], row: Row) -> Iterator[str]:
    for field, value in expected.items():
        if value != row.get(field):
            yield f"{label} {field}: {value}, got {row.get(field)}"


def treaty_misses(wanted: list[Entry], rows: list[Row], text: str) -> Iterator[str]:
    for entry, row in pairs(wanted, rows, lambda e, r: treaty_likeness(e, r, text)):
        if row is None and entry:
            yield f"treaty missing: {entry['kind']}, {entry['subject']}"
        elif entry is None and row:
            yield f"treaty extra: {row.get('kind')}, {row.get('parties')}, {row.get('status')}"
        elif entry and row:
            label = f"treaty ({entry['kind']}, {entry['subject']})"
            same = {"kind": entry["kind"], "status": entry["status"], "count": count(entry)}
            yield from compare(label, {**same, "date": entry["date"]}, row)
            if overlap(entry["parties"], parts(row.get("parties"))) < 1:
                yield f"{label} parties: {'; '.join(entry['parties'])}, got {row.get('parties')}"
            if not touches(entry, row, text):
                yield f"{label} evidence is elsewhere"


def visit_misses(wanted: list[Entry], rows: list[Row], text: str) -> Iterator[str]:
    for entry, row in pairs(wanted, rows, lambda e, r: visit_likeness(e, r, text)):
        if row is None and entry:
            yield f"visit missing: {entry['visitor']} to {entry['host_state']}"
        elif entry is None and row:
            yield f"visit extra: {row.get('visitor')} to {row.get('hostState')}, {row.get('status')}"
        elif entry and row:
            label = f"visit of {entry['visitor']} to {entry['host_state']}"
            same = {field: entry[field] for field in ("kind", "status", "start", "end")}
            yield from compare(label, {"visitorState": entry["visitor_state"], **same}, row)
            if not touches(entry, row, text):
                yield f"{label} evidence is elsewhere"


def meeting_misses(wanted: list[Entry], rows: list[Row], text: str) -> Iterator[str]:
    for entry, row in pairs(wanted, rows, lambda e, r: meeting_likeness(e, r, text)):
        if row is None and entry:
            yield f"meeting missing: {entry['kind']}, {'; '.join(entry['participants'])}"
        elif entry is None and row:
            yield f"meeting extra: {row.get('kind')}, {row.get('participants')}, {row.get('status')}"
        elif entry and row:
            label = f"meeting ({entry['kind']}, {'; '.join(entry['participants'])})"
            yield from compare(label, {field: entry[field] for field in ("kind", "status", "date")}, row)
            if overlap(entry["participants"], parts(row.get("participants"))) < 1:
                yield f"{label} participants: got {row.get('participants')}"
            if not touches(entry, row, text):
                yield f"{label} evidence is elsewhere"


def actor_misses(case: Entry, rows: list[Row]) -> Iterator[str]:
    states = {row.get("of", "?") for row in rows if row.get("kind") == "state"}
    yield from (f"state missing: {code}" for code in sorted(set(case["states"]) - states))
    yield from (f"state extra: {code}" for code in sorted(states - set(case["states"])))
    people = [row for row in rows if row.get("kind") == "person"]
    for entry, row in pairs(case["persons"], people, lambda e, r: float(names(e["surname"], r["name"]))):
        if row is None and entry:
            yield f"person missing: {entry['name']}"
        elif entry is None and row:
            yield f"person extra: {row['name']}"
        elif entry and row:
            if not (names(entry["name"], row["name"]) and names(row["name"], entry["name"])):
                yield f"{entry['name']} name: got {row['name']}"
            yield from compare(entry["name"], {"office": entry["office"]}, row)
            if set_of(entry["of"]) != set_of(row.get("of")):
                yield f"{entry['name']} of: {entry['of']}, got {row.get('of')}"
    bodies = [row for row in rows if row.get("kind") == "organisation"]
    for entry, row in pairs(case["organisations"], bodies, body_likeness):
        if row is None and entry:
            yield f"organisation missing: {entry['name']}"
        elif entry is None and row:
            yield f"organisation extra: {row['name']}"


def body_likeness(entry: Entry, row: Row) -> float:
    """Return how like a body is to a row: its name may lack the state, which ``of`` then gives."""
    wanted, found = fold(entry["name"]).split(), fold(row["name"]).split()
    shared = len(set(wanted) & set(found)) / max(1, min(len(wanted), len(found)))
    same_state = entry["of"] is None or entry["of"] == row.get("of")
    return shared + same_state if shared > 0.5 and same_state else 0.0


def statement_misses(case: Entry, rows: list[Row]) -> Iterator[str]:
    """Return the speakers that are missed: the annotation names the main ones only."""
    heard = [row.get("speaker", "") for row in rows]
    for speaker in dict.fromkeys(entry["speaker"] for entry in case["statements"]):
        if not any(names(speaker, found) or names(found, speaker) for found in heard if found):
            yield f"statement missing: {speaker}"


def date_misses(case: Entry, rows: list[Row]) -> Iterator[str]:
    wanted, found = {d["value"] for d in case["dates"]}, {row.get("value", "") for row in rows}
    yield from (f"date missing: {value}" for value in sorted(wanted - found))
    yield from (f"date extra: {value}" for value in sorted(found - wanted))


def misses(case: Entry, rows: dict[str, list[Row]], text: str) -> list[str]:
    """Return how the rows of a document differ from its annotation, a line for each difference."""
    if not text:
        return ["not loaded"]
    found = [*treaty_misses(case["agreements"], rows["treaties"], text)]
    found += visit_misses(case["visits"], rows["visits"], text)
    found += meeting_misses(case["meetings"], rows["meetings"], text)
    if "states" in case:  # the others are articles in which there is nothing to find
        found += actor_misses(case, rows["actors"])
        found += statement_misses(case, rows["statements"])
        found += date_misses(case, rows["dates"])
    return sorted(found)


def expected(folder: Path) -> Entry:
    case: Entry = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    return case


def document(case: Entry) -> str:
    """Return the id that the document of a case has in the store."""
    return str(case.get("record") or Path(case["source"]).name)


def elchi(*arguments: str | Path, fine: Sequence[int] = (0,)) -> str:
    """Run a command of Elchi and return what it writes to standard output."""
    words = [str(argument) for argument in arguments]
    result = CliRunner().invoke(main, words)
    assert result.exit_code in fine, f"elchi {' '.join(words)}: {result.output}\n{result.stderr}"
    return result.stdout


def stored_texts(store: Path) -> dict[str, str]:
    """Return the stored text of each document key."""
    quads = ox.parse(elchi("export", "--store", store, "--format", "nquads", "--with-text"), ox.RdfFormat.N_QUADS)
    words = {q.subject.value: q.object.value for q in quads if q.predicate == NIF("isString")}
    return {iri.removesuffix("/text").rsplit("/", 1)[-1]: text for iri, text in words.items()}


Reading = tuple[dict[str, list[Row]], str]  # the rows of the contract queries, and the stored text


def read_all(store: Path) -> dict[str, Reading]:
    """Load the examples into a new store; return what each document gives, by its id."""
    elchi("load", ROOT / "examples" / "articles", ROOT / "examples" / "pages", "--store", store, fine=(0, 3))
    texts = stored_texts(store)
    ids = [document(case) for case in map(expected, CASES)]
    rows: dict[str, dict[str, list[Row]]] = {name: {query: [] for query in QUERIES} for name in ids}
    for query in QUERIES:
        answer = json.loads(elchi("query", query, "--store", store, "--format", "json"))
        for binding in answer["results"]["bindings"]:
            row = {name: value["value"] for name, value in binding.items()}
            rows[row["document"]][query].append(row)
    return {name: (rows[name], texts.get(sha256(name.encode()).hexdigest()[:16], "")) for name in ids}
