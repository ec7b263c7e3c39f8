"""The ontology is complete, and nothing else uses a term that it does not have."""

import json
import re
from collections import defaultdict
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from elchi import validate, vocab
from elchi.vocab import CODE, ELCHI, OWL, RDF, RDFS, SCHEMA, SH, SKOS

ROOT = Path(__file__).resolve().parents[1]
ONTOLOGY = ROOT / "ontology"
WRITINGS = {"en", "ru", "uz-cyrl", "uz-latn"}
PROPERTIES = ("ObjectProperty", "DatatypeProperty", "AnnotationProperty")


def parsed(path):
    return list(ox.parse(path=str(path), format=ox.RdfFormat.TURTLE))


def described(*names):
    """Return subject to predicate to objects of files of the ontology."""
    found = defaultdict(lambda: defaultdict(list))
    for name in names:
        for triple in parsed(ONTOLOGY / name):
            found[triple.subject][triple.predicate].append(triple.object)
    return found


TERMS = {t: facts for t, facts in described("elchi.ttl").items() if t in ELCHI}
CODES = {t: facts for t, facts in described("codes.ttl").items() if t in CODE}


def is_property(facts):
    return any(OWL(kind) in facts[RDF("type")] for kind in PROPERTIES)


@pytest.mark.parametrize("term", [*TERMS, *CODES], ids=lambda t: re.split("[#]", t.value)[1])
def test_a_term_has_labels_in_four_writings_one_definition_and_a_home(term):
    facts = {**TERMS, **CODES}[term]
    label = RDFS("label") if term in ELCHI else SKOS("prefLabel")
    assert sorted(name.language for name in facts[label]) == sorted(WRITINGS)
    assert [text.language for text in facts[SKOS("definition")]] == ["en"]
    assert facts[RDFS("isDefinedBy")] == [ox.NamedNode(term.value.split("#")[0])]


def test_the_uzbek_labels_stand_in_the_script_that_they_are_tagged_with():
    for facts in (*TERMS.values(), *CODES.values()):
        for name in (*facts[RDFS("label")], *facts[SKOS("prefLabel")]):
            cyrillic = re.search("[\u0400-\u04ff]", name.value) is not None
            assert cyrillic == (name.language in ("ru", "uz-cyrl")), name


@pytest.mark.parametrize(("file", "space"), [("elchi.ttl", "elchi"), ("codes.ttl", "code"), ("alignments.ttl", None)])
def test_an_ontology_says_what_it_is(file, space):
    (facts,) = [f for f in described(file).values() if OWL("Ontology") in f[RDF("type")]]
    assert OWL("imports") not in facts
    needed = {"title", "license", "creator"}
    if space is not None:
        needed |= {"description", "created", "issued", "publisher", "bibliographicCitation"}
        vann = "http://purl.org/vocab/vann/"
        assert facts[ox.NamedNode(f"{vann}preferredNamespacePrefix")] == [ox.Literal(space)]
        uri = vocab.PREFIXES[space]
        assert facts[ox.NamedNode(f"{vann}preferredNamespaceUri")] == [ox.Literal(uri)]
        (version,) = facts[OWL("versionInfo")]
        assert facts[OWL("versionIRI")] == [ox.NamedNode(f"{uri[:-1]}/{version.value}")]
        assert facts[ox.NamedNode("http://purl.org/ontology/bibo/status")]
    assert [n for n in sorted(needed) if not facts[vocab.DCTERMS(n)]] == []
    assert "licenses/by/4.0" in facts[vocab.DCTERMS("license")][0].value


def test_classes_begin_with_a_capital_and_properties_do_not():
    for term, facts in TERMS.items():
        name = term.value.removeprefix(ELCHI.iri)
        assert name.isalnum()
        assert name[0].islower() == is_property(facts), name


def test_a_property_hints_at_domain_and_range():
    for term, facts in TERMS.items():
        if is_property(facts) and OWL("AnnotationProperty") not in facts[RDF("type")]:
            assert facts[SCHEMA("domainIncludes")], term
            assert facts[SCHEMA("rangeIncludes")], term
            assert not facts[RDFS("domain")] and not facts[RDFS("range")], term


def test_a_property_that_takes_codes_names_their_list():
    for term, facts in TERMS.items():
        if SKOS("Concept") in facts[SCHEMA("rangeIncludes")]:
            (scheme,) = facts[RDFS("seeAlso")]
            assert SKOS("ConceptScheme") in CODES[scheme][RDF("type")], term


def test_the_ontology_passes_its_own_shapes():
    shapes = validate.load_shapes(ROOT / "shapes" / "ontology.ttl")
    quads = [quad for name in ("elchi.ttl", "codes.ttl") for quad in parsed(ONTOLOGY / name)]
    assert validate.check(quads, shapes).results == ()


@pytest.mark.parametrize(
    ("rule", "update"),
    [
        ("B1", "DELETE WHERE { elchi:Visit rdfs:label ?label }"),
        ("B2", "INSERT DATA { elchi:Visit skos:definition 'A journey.'@en }"),
        ("B3", "DELETE WHERE { elchi:Visit rdfs:isDefinedBy ?ontology }"),
        ("B4", "DELETE WHERE { code:visit-state skos:prefLabel ?label }"),
        ("B5", "INSERT DATA { code:visit-state skos:notation 'grand' }"),
        (
            "B6",
            "DELETE { ?c skos:notation ?n } INSERT { ?c skos:notation 'grand' }"
            " WHERE { ?c skos:notation ?n FILTER (?c = code:visit-state) }",
        ),
        ("B7", "INSERT DATA { code:visit-state skos:inScheme code:meeting }"),
        ("B8", "INSERT { ?o owl:imports ?o } WHERE { ?o a owl:Ontology ; rdfs:seeAlso ?codes }"),
    ],
)
def test_a_fault_of_the_ontology_is_found(rule, update):
    store = ox.Store()
    for name in ("elchi.ttl", "codes.ttl"):
        store.load(path=str(ONTOLOGY / name), format=ox.RdfFormat.TURTLE)
    prologue = "".join(f"PREFIX {p}: <{iri}>\n" for p, iri in vocab.PREFIXES.items())
    store.update(prologue + update)
    shapes = validate.load_shapes(ROOT / "shapes" / "ontology.ttl")
    rules = {result.rule for result in validate.check(store, shapes).results}
    # a second list makes the IRI of the code wrong for it as well
    assert rules - ({"B6"} if rule in ("B5", "B7") else set()) == {rule}


def turtle_files():
    folders = (ONTOLOGY, ONTOLOGY / "authority", ROOT / "shapes", ROOT / "tests" / "shapes")
    return [file for folder in folders for file in sorted(folder.glob("*.ttl"))]


@pytest.mark.parametrize("file", turtle_files(), ids=lambda file: file.name)
def test_a_turtle_file_uses_only_terms_that_exist(file):
    used = {term for triple in parsed(file) for term in triple if term in ELCHI or term in CODE}
    assert used - set(TERMS) - set(CODES) == set()


def prefixed(text):
    """Yield the terms of Elchi that a query or a rule in SPARQL names."""
    for prefix, name in re.findall(r"\b(elchi|code):([A-Za-z][\w-]*)", text):
        yield ox.NamedNode(vocab.PREFIXES[prefix] + name)


@pytest.mark.parametrize(
    "file",
    [*sorted((ROOT / "queries").rglob("*.rq")), *sorted((ROOT / "shapes").glob("*.ttl"))],
    ids=lambda file: file.name,
)
def test_a_query_or_rule_names_only_terms_that_exist(file):
    code = re.sub(r"(?m)^\s*#.*$|\ssh:message .*$", "", file.read_text(encoding="utf-8"))
    assert set(prefixed(code)) - set(TERMS) - set(CODES) == set()


def test_the_codes_that_a_shape_allows_are_all_codes_of_one_list():
    lists = defaultdict(set)
    for term, facts in CODES.items():
        for scheme in facts[SKOS("inScheme")]:
            lists[scheme].add(term)
    for file in sorted((ROOT / "shapes").glob("*.ttl")):
        graph = rdflib.Graph().parse(file)
        for shape, head in graph.subject_objects(rdflib.URIRef(SH("in").value)):
            allowed = {ox.NamedNode(str(item)) for item in graph.items(head) if ":" in item}
            if allowed and all(term in CODE for term in allowed) and isinstance(shape, rdflib.URIRef):
                assert allowed in lists.values(), shape


def test_every_class_of_events_that_is_not_divided_may_be_reported():
    parents = {t: set(facts[RDFS("subClassOf")]) for t, facts in TERMS.items()}
    divided = {parent for found in parents.values() for parent in found}

    def is_event(term):
        return term == ELCHI("Event") or any(is_event(p) for p in parents.get(term, ()))

    leaves = {t for t in parents if is_event(t) and t not in divided}
    graph = rdflib.Graph().parse(ROOT / "shapes" / "report.ttl")
    head = graph.value(rdflib.URIRef(vocab.PREFIXES["shp"] + "R1"), rdflib.URIRef(SH("in").value))
    assert {ox.NamedNode(str(item)) for item in graph.items(head)} == leaves


def test_the_prefixes_are_those_that_the_code_uses():
    declared = {
        facts[SH("prefix")][0].value: facts[SH("namespace")][0].value
        for facts in described("prefixes.ttl").values()
        if facts[SH("prefix")]
    }
    assert declared == vocab.PREFIXES


def context():
    return json.loads((ONTOLOGY / "context.jsonld").read_text(encoding="utf-8"))["@context"]


def test_the_context_has_every_class_and_property():
    meta = {ELCHI("RoleProperty"), ELCHI("EventRelation"), ELCHI("plover"), ELCHI("cameo")}
    named = {
        definition if isinstance(definition, str) else definition["@id"]
        for key, definition in context().items()
        if not key.startswith("@")
    }
    assert {f"elchi:{t.value.removeprefix(ELCHI.iri)}" for t in TERMS if t not in meta} <= named


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")  # rdflib's own, in its writer
def test_the_context_compacts_and_loses_nothing():
    file = ROOT / "tests" / "shapes" / "valid.ttl"
    compact = rdflib.Graph().parse(file).serialize(format="json-ld", context=context())
    again = set(ox.parse(compact, format=ox.RdfFormat.JSON_LD))
    assert again == set(parsed(file))
    visits = [n for n in json.loads(compact)["@graph"] if "Visit" in n.get("type", ())]
    assert [visit["visitKind"] for visit in visits] == ["code:visit-state"]
