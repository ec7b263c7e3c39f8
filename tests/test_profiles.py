"""The formats of others: what is written, that it is what their vocabularies allow, and what must not be counted."""

from __future__ import annotations

import csv
import io
import json
import re
import socket
import zipfile
from collections.abc import Iterator
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pyoxigraph as ox
import pytest
import rdflib

from elchi import profiles, query, vocab
from elchi.errors import QueryError
from elchi.profiles import plover, tables
from elchi.profiles.told import Told
from elchi.store import Store
from serving import examples

pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")  # rdflib's own

ONE_FILE = [name for name in profiles.PROFILES if name != profiles.TABLES]
UNREAL = {"planned", "proposed", "possible", "postponed", "cancelled", "denied"}
FACTUALITY = vocab.ELCHI("factuality")


@lru_cache(maxsize=1)
def store() -> ox.Store:
    """Return the examples, in memory."""
    with Store.open(examples()) as opened:
        made = ox.Store()
        made.bulk_extend(opened.graph)
    return made


@lru_cache(maxsize=8)
def written(profile: str, document: str | None = None) -> str:
    file = io.BytesIO()
    profiles.write(store(), file, profile, document)
    return file.getvalue().decode()


@lru_cache(maxsize=1)
def texts() -> dict[str, str]:
    """Return the words of each document by its key."""
    found = store().quads_for_pattern(None, vocab.NIF("isString"), None, None)
    return {quad.subject.value.split("/")[-2]: quad.object.value for quad in found}  # type: ignore[union-attr]  # no triple terms here


@pytest.fixture
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **options: object) -> None:
        raise AssertionError("nothing may be fetched")

    monkeypatch.setattr(socket.socket, "connect", refuse)


def pieces(text: str, length: int = 200) -> Iterator[str]:
    return (text[at : at + length] for at in range(0, max(1, len(text) - length), length // 2))


def test_no_profile_holds_the_words_of_a_text(tmp_path: Path) -> None:
    profiles.write_tables(store(), tmp_path / "tables")
    csvs = "".join(path.read_text(encoding="utf-8") for path in sorted((tmp_path / "tables").iterdir()))
    everything = [csvs, *(json.dumps(json.loads(line), ensure_ascii=False) for line in _values())]
    assert len(texts()) == 11
    for text in texts().values():
        assert not any(piece in one for piece in pieces(text) if len(piece) == 200 for one in everything)


def _values() -> Iterator[str]:
    yield written("schema-org")
    yield written("web-annotation")
    yield from written("plover").splitlines()


@pytest.mark.parametrize("profile", ONE_FILE)
def test_equal_stores_give_equal_bytes(profile: str) -> None:
    other, file = ox.Store(), io.BytesIO()
    other.extend(sorted(store(), key=hash))
    profiles.write(other, file, profile)
    assert file.getvalue().decode() == written(profile)


@pytest.mark.parametrize("profile", ONE_FILE)
def test_one_document_alone(profile: str) -> None:
    key = vocab.key("phone-call.txt")
    others = set(texts()) - {key}
    alone = written(profile, "phone-call.txt")
    assert key in alone and not any(other in alone for other in others)
    with pytest.raises(QueryError, match="nowhere: the store has no such document"):
        profiles.write(store(), io.BytesIO(), profile, "nowhere")


@pytest.mark.parametrize("profile", ONE_FILE)
def test_an_empty_store_gives_an_empty_file_of_the_kind(profile: str) -> None:
    file = io.BytesIO()
    profiles.write(ox.Store(), file, profile)
    lines = file.getvalue().decode()
    assert lines == "" if profile == "plover" else json.loads(lines)["@graph"] is not None


# --- schema.org


def nodes(value: object) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if "@type" in value and "@vocab" not in value:
            yield value
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from nodes(one)


@lru_cache(maxsize=1)
def schema() -> rdflib.Graph:
    """Return schema.org as a package that describes research data ships it."""
    spec = find_spec("rocrate")
    assert spec is not None and spec.origin is not None
    file = Path(spec.origin).parent / "data" / "schema.jsonld"
    return rdflib.Graph().parse(file, format="json-ld")


SDO = rdflib.Namespace(vocab.SCHEMA.iri)


@lru_cache(maxsize=64)
def classes(name: str) -> frozenset[str]:
    """Return a class of schema.org with all above it."""
    found = schema().transitive_objects(SDO[name], rdflib.RDFS.subClassOf)
    return frozenset(str(one).removeprefix(str(SDO)) for one in found)


@lru_cache(maxsize=64)
def allowed(term: str, what: str) -> frozenset[str]:
    return frozenset(str(one).removeprefix(str(SDO)) for one in schema().objects(SDO[term], SDO[what]))


def test_schema_org_allows_every_property_where_it_stands() -> None:
    wrong = set()
    for node in nodes(json.loads(written("schema-org"))["@graph"]):
        kinds = classes(node["@type"])
        assert "Thing" in kinds, node["@type"]
        for name, value in node.items():
            if name.startswith("@"):
                continue
            if not allowed(name, "domainIncludes") & kinds:
                wrong.add((node["@type"], name))
            for one in value if isinstance(value, list) else [value]:
                if (
                    isinstance(one, dict)
                    and "@type" in one
                    and not allowed(name, "rangeIncludes") & classes(one["@type"])
                ):
                    wrong.add((node["@type"], name, one["@type"]))
    assert wrong == set()


def test_schema_org_is_read_without_the_network(offline: None) -> None:
    graph = rdflib.Graph().parse(data=written("schema-org"), format="json-ld")
    article = rdflib.URIRef(vocab.document(vocab.key("cancelled-visit.txt")).value)
    visit = article + "/event/68-visit"
    assert (article, rdflib.RDF.type, SDO.NewsArticle) in graph
    assert (article, SDO.identifier, rdflib.Literal("cancelled-visit.txt")) in graph
    assert (article, SDO.about, visit) in graph
    assert (visit, SDO.eventStatus, SDO.EventCancelled) in graph
    assert (visit, SDO.startDate, rdflib.Literal("2025-02-20")) in graph
    assert (visit, SDO.location, rdflib.URIRef(vocab.iri("state/AZE").value)) in graph
    assert (
        visit,
        rdflib.URIRef(vocab.SCHEMA("additionalType").value),
        rdflib.URIRef(vocab.ELCHI("Visit").value),
    ) in graph
    assert (rdflib.URIRef(vocab.iri("place/baku").value), rdflib.RDF.type, SDO.City) in graph


def factuality() -> dict[str, str]:
    """Return for each event how real it is told to be."""
    found = {}
    for quad in store().quads_for_pattern(None, FACTUALITY, None, None):
        name = quad.subject.value  # type: ignore[union-attr]  # no triple terms here
        if "/event/" in name:
            found[name] = quad.object.value.rpartition("-")[2]  # type: ignore[union-attr]  # no triple terms here
    return found


def test_schema_org_has_no_event_that_did_not_happen_without_saying_so() -> None:
    told = factuality()
    assert set(told.values()) >= {"denied", "planned", "cancelled", "postponed", "done"}
    for node in nodes(json.loads(written("schema-org"))["@graph"]):
        if node["@type"] == "Event":
            status = told[node["@id"]]
            assert status in ("done", "ongoing") or node["eventStatus"].rpartition("/Event")[2] in (
                {"planned": "Scheduled", "cancelled": "Cancelled", "postponed": "Postponed"}[status],
            )
        if node["@type"] == "Claim":
            assert node["name"].startswith(told[node["@id"]] + ": ")
            assert set(node["appearance"]) == {"@id"}


def test_every_event_is_told_of_once() -> None:
    named = [
        node["@id"]
        for node in nodes(json.loads(written("schema-org"))["@graph"])
        if node["@type"] in ("Event", "Claim")
    ]
    assert sorted(named) == sorted(factuality())


# --- Web Annotation

ANNOTATION = {
    "oa": "http://www.w3.org/ns/oa#",
    "as": "http://www.w3.org/ns/activitystreams#",
    "id": "@id",
    "type": "@type",
    **{name: f"oa:{name}" for name in ("Annotation", "SpecificResource", "TextualBody", "TextPositionSelector",
                                       "TextQuoteSelector", "exact", "start", "end")},
    **{name: {"@id": f"oa:{short}", "@type": "@id"} for name, short in (("body", "hasBody"), ("target", "hasTarget"),
                                                                        ("source", "hasSource"),
                                                                        ("selector", "hasSelector"))},
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
    "describing": "oa:describing",
    "identifying": "oa:identifying",
    "value": "http://www.w3.org/1999/02/22-rdf-syntax-ns#value",
    "AnnotationPage": "as:OrderedCollectionPage",
    "AnnotationCollection": "as:OrderedCollection",
    "items": {"@id": "as:items", "@type": "@id", "@container": "@list"},
    "partOf": {"@id": "as:partOf", "@type": "@id"},
    "next": {"@id": "as:next", "@type": "@id"},
    "total": "as:totalItems",
}  # fmt: skip
"""What the context of Web Annotation says of the terms that we use; the context itself would be fetched."""
OA = rdflib.Namespace("http://www.w3.org/ns/oa#")


def pages() -> tuple[list[dict[str, Any]], dict[str, Any]]:
    *found, collection = json.loads(written("web-annotation"))["@graph"]
    return found, collection


def test_the_places_of_annotations_are_those_of_their_words() -> None:
    quoted = 0
    for page in pages()[0]:
        text = texts()[page["id"].split("/")[-2]]
        for item in page["items"]:
            targets = item["target"] if isinstance(item["target"], list) else [item["target"]]
            for target in targets:
                place, *quote = target["selector"]
                assert 0 <= place["start"] < place["end"] <= len(text)
                for selector in quote:
                    assert text[place["start"] : place["end"]] == selector["exact"]
                    quoted += 1
    assert quoted > 400


def test_annotation_pages_make_a_collection() -> None:
    found, collection = pages()
    assert collection["type"] == "AnnotationCollection"
    assert (collection["first"], collection["last"]) == (found[0]["id"], found[-1]["id"])
    assert collection["total"] == sum(len(page["items"]) for page in found)
    assert [page.get("next") for page in found] == [*(page["id"] for page in found[1:]), None]
    assert [page["startIndex"] for page in found] == [
        sum(len(before["items"]) for before in found[:number]) for number in range(len(found))
    ]
    names = [item["id"] for page in found for item in page["items"]]
    assert len(names) == len(set(names))
    assert all(page["partOf"] == collection["id"] for page in found)


def test_annotations_are_read_without_the_network(offline: None) -> None:
    whole = json.loads(written("web-annotation"))
    assert whole["@context"] == vocab.ANNOTATION_CONTEXT
    graph = rdflib.Graph().parse(data=json.dumps({**whole, "@context": ANNOTATION}), format="json-ld")
    text = vocab.text(vocab.key("cancelled-visit.txt")).value
    assert (None, OA.hasSource, rdflib.URIRef(text)) in graph
    state = rdflib.URIRef(vocab.iri("state/SRB").value)
    naming = set(graph.subjects(OA.hasBody, state)) & set(graph.subjects(OA.motivatedBy, OA.identifying))
    assert len(naming) > 3
    reports = {quad.subject for quad in store().quads_for_pattern(None, vocab.RDF("type"), vocab.ELCHI("Report"), None)}
    told = {str(body) for body in graph.objects(None, OA.hasBody)}
    assert {report.value for report in reports} <= told  # type: ignore[union-attr]  # no triple terms here


# --- event data


def records() -> list[dict[str, Any]]:
    return [json.loads(line) for line in written("plover").splitlines()]


FIELDS = {
    "id", "has_event", "date", "enddate", "source", "recipient", "event", "event_loc", "quad_code", "mode", "link",
    "text_info", "cite_info", "coder",
}  # fmt: skip
"""The fields of PLOVER's manual that are filled; ours begin with ``elchi_``."""


def test_event_records_have_the_fields_of_plover() -> None:
    for record in records():
        assert {name for name in record if not name.startswith("elchi_")} <= FIELDS
        assert {"id", "date", "source", "event"} <= record.keys()
        assert set(record["event"]) <= {"AGREE", "CONSULT", "SUPPORT", "REJECT"}
        assert record["quad_code"] == (3 if record["event"] == ["REJECT"] else 1)
        assert record["source"]
        assert record["date"] is None or re.fullmatch(r"\d{4}-\d{2}-\d{2}", record["date"])
    assert len({record["id"] for record in records()}) == len(records()) > 20


def test_what_is_not_told_as_real_is_no_event_record() -> None:
    told = factuality()
    assert {told[record["id"]] for record in records()} <= {"done", "ongoing"}
    assert len(UNREAL & set(told.values())) > 3


def test_every_real_event_with_a_category_and_an_actor_is_a_record() -> None:
    counted = {record["id"] for record in records()}
    for key in texts():
        told = Told(store(), key)
        for event in told.things("Event"):
            if told.kind(event) in ("Visit", "Meeting", "Signing") and told.roles(
                event, "visitor", "participant", "party"
            ):
                assert (event in counted) == (told.code(event, "factuality") in ("done", "ongoing"))


def test_the_visitor_is_the_source_and_the_host_the_recipient() -> None:
    (visit,) = (
        one for one in records() if one["elchi_type"] == "Visit" and "state-visit.txt" in one["cite_info"].values()
    )
    assert (visit["event"], visit["mode"]) == (["CONSULT"], ["visit"])
    assert [(one["code"], one.get("sector"), one.get("office")) for one in visit["source"]] == [
        ("KAZ", "GOV", "president")
    ]
    assert [one["code"] for one in visit["recipient"]] == ["TUR"]


def test_a_call_is_a_consultation_by_phone_without_a_recipient() -> None:
    calls = [one for one in records() if one.get("mode") == ["phone"]]
    assert calls and all("recipient" not in one and len(one["source"]) > 1 for one in calls)


def test_the_categories_are_those_of_the_ontology() -> None:
    known = plover.categories()
    assert {value.partition("/")[0] for value in known.values()} == {"AGREE", "CONSULT", "SUPPORT", "REJECT"}


# --- tables


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tables") / "package"
    profiles.write_tables(store(), folder)
    return folder


def rows(package: Path, name: str) -> list[dict[str, str]]:
    with (package / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_rows_are_those_of_the_saved_queries(package: Path) -> None:
    for name in tables.TABLES:
        result = query.run(store(), name)
        assert [tuple(row.values()) for row in rows(package, name)] == result.table()
        assert tuple(rows(package, name)[0]) == result.columns
    assert [row["id"] for row in rows(package, "documents")] == sorted(row["id"] for row in rows(package, "documents"))


def test_a_part_of_the_documents_at_a_time_gives_the_same(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "_AT_ONCE", 2)
    profiles.write_tables(store(), tmp_path / "again")
    for name in tables.files():
        assert (tmp_path / "again" / name).read_bytes() == (package / name).read_bytes()


def test_the_archive_holds_the_folder_and_is_always_the_same(package: Path, tmp_path: Path) -> None:
    for name in ("a.zip", "b.zip"):
        profiles.write_tables(store(), tmp_path / name)
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert archive.namelist() == list(tables.files())
        assert all(archive.read(name) == (package / name).read_bytes() for name in tables.files())
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.zip", "b.zip"]


def test_the_tables_are_what_their_description_says(package: Path) -> None:
    described = json.loads((package / "datapackage.json").read_text(encoding="utf-8"))
    assert re.fullmatch(r"[-a-z0-9._/]+", described["name"])
    ids = {row["id"] for row in rows(package, "documents")}
    for resource in described["resources"]:
        assert resource["path"] == f"{resource['name']}.csv" and (package / resource["path"]).is_file()
        fields = {field["name"]: field for field in resource["schema"]["fields"]}
        found = rows(package, resource["name"])
        assert found and list(found[0]) == list(fields)
        for row in found:
            for name, value in row.items():
                _check(fields[name], value)
        key = resource["schema"]["primaryKey"]
        keys = [tuple(row[name] for name in key) for row in found]
        assert len(keys) == len(set(keys)), resource["name"]
        for foreign in resource["schema"].get("foreignKeys", ()):
            assert foreign == {"fields": ["document"], "reference": {"resource": "documents", "fields": ["id"]}}
            assert {row["document"] for row in found} <= ids


def _check(field: dict[str, Any], value: str) -> None:
    constraints = field.get("constraints", {})
    assert field["type"] in ("string", "integer") and field["description"]
    if value == "":
        assert not constraints.get("required"), field["name"]
        return
    assert field["type"] == "string" or re.fullmatch(r"-?\d+", value), (field["name"], value)
    assert field.get("format") != "uri" or urlsplit(value).scheme == "https"
    assert "enum" not in constraints or value in constraints["enum"], (field["name"], value)


def test_tables_into_a_folder_replace_those_of_before(package: Path, tmp_path: Path) -> None:
    (tmp_path / "visits.csv").write_text("old")
    (tmp_path / "own.txt").write_text("kept")
    profiles.write_tables(store(), tmp_path)
    assert (tmp_path / "visits.csv").read_bytes() == (package / "visits.csv").read_bytes()
    assert (tmp_path / "own.txt").read_text() == "kept"
