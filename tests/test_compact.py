"""JSON-LD that is compacted says what the triples said, whatever they are."""

import json

import pyoxigraph as ox
from hypothesis import given
from hypothesis import strategies as st

from elchi import vocab
from elchi._resources import resource
from elchi.serve.compact import compacted
from elchi.vocab import CODE, ELCHI, NIF, RDF, SCHEMA, SKOS, XSD

CONTEXT = json.loads(resource("ontology", "context.jsonld").read_bytes())["@context"]
IRIS = st.sampled_from(
    [vocab.iri("state/KAZ"), CODE("visit-state"), ELCHI("Visit"), CODE.iri, "urn:x", "http://schema.org/"]
).map(lambda iri: iri if isinstance(iri, ox.NamedNode) else ox.NamedNode(iri))
PREDICATES = st.sampled_from(
    [RDF("type"), SKOS("prefLabel"), SKOS("notation"), NIF("beginIndex"), ELCHI("confidence"), ELCHI("former"),
     ELCHI("edtf"), ELCHI("host"), SCHEMA("identifier"), SCHEMA("url"), ox.NamedNode("http://a.example/p")]
)  # fmt: skip
WORDS = st.sampled_from(["", "5", "05", "-3", "²", "0.80", "true", "1", "2024-01", "Ўзбекистон", '"</script>'])
LITERALS = st.one_of(
    WORDS.map(ox.Literal),
    st.builds(lambda word, tag: ox.Literal(word, language=tag), WORDS, st.sampled_from(["en", "uz-cyrl"])),
    st.builds(
        lambda word, name: ox.Literal(word, datatype=name),
        WORDS,
        st.sampled_from(
            [XSD("integer"), XSD("decimal"), XSD("boolean"), XSD("date"), vocab.EDTF("EDTF"), XSD("anyURI")]
        ),
    ),
)


@given(st.sets(st.builds(ox.Triple, IRIS, PREDICATES, st.one_of(IRIS, LITERALS)), max_size=12))
def test_compaction_loses_nothing(triples: set[ox.Triple]) -> None:
    told = json.loads(compacted(triples, "http://a.example/context.jsonld"))
    assert told["@context"] == "http://a.example/context.jsonld"
    data = json.dumps(told | {"@context": CONTEXT}).encode()
    assert {quad.triple for quad in ox.parse(data, ox.RdfFormat.JSON_LD)} == triples


def test_values_are_short_where_the_context_knows_them() -> None:
    thing = vocab.iri("doc/1f/event/0-visit")
    triples = [
        ox.Triple(thing, RDF("type"), ELCHI("Visit")),
        ox.Triple(thing, ELCHI("host"), vocab.iri("state/KAZ")),
        ox.Triple(thing, ELCHI("visitKind"), CODE("visit-state")),
        ox.Triple(thing, NIF("beginIndex"), ox.Literal("5", datatype=XSD("integer"))),
        ox.Triple(thing, SKOS("prefLabel"), ox.Literal("visit", language="en")),
    ]
    (node,) = json.loads(compacted(triples, "c"))["@graph"]
    assert node == {
        "id": thing.value,
        "type": "Visit",
        "host": vocab.iri("state/KAZ").value,
        "visitKind": "code:visit-state",
        "beginIndex": 5,
        "prefLabel": {"en": ["visit"]},
    }
