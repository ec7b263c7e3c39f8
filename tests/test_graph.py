import hashlib
from dataclasses import replace

import pyoxigraph as ox
import pytest

from core import is_linear
from elchi import graph, vocab
from elchi.model import Entity, Reading, Span, Tenure
from elchi.vocab import ELCHI, NIF, RDF, SKOS
from readings import CALL, EMPTY, STATE_VISIT, VISIT_TEXT

READINGS = (STATE_VISIT, CALL, EMPTY)


def values(quads: list[ox.Quad], subject: ox.NamedNode, predicate: ox.NamedNode) -> list[str]:
    return [q.object.value for q in quads if q.subject == subject and q.predicate == predicate]


def of_class(quads: list[ox.Quad], name: str) -> list[ox.NamedNode]:
    return [q.subject for q in quads if q.predicate == RDF("type") and q.object == ELCHI(name)]


@pytest.mark.parametrize("reading", READINGS, ids=lambda reading: reading.article.id)
def test_no_quad_is_given_twice_and_none_has_a_blank_node(reading: Reading) -> None:
    quads = graph.quads(reading)
    assert len(quads) == len(set(quads))
    assert not [q for q in quads if isinstance(q.subject, ox.BlankNode)]
    assert not [q for q in quads if isinstance(q.object, ox.BlankNode)]


@pytest.mark.parametrize("reading", READINGS, ids=lambda reading: reading.article.id)
def test_the_same_reading_gives_the_same_quads_in_the_same_order(reading: Reading) -> None:
    assert graph.quads(reading) == graph.quads(replace(reading))


@pytest.mark.parametrize("reading", READINGS, ids=lambda reading: reading.article.id)
def test_lines_are_those_of_the_serialiser(reading: Reading) -> None:
    signs = "".join(map(chr, range(0x00, 0xA1))) + '\\ \u2028\ufeff\ufffe\U0001f91d "«»"'
    metadata = (("signs", signs[:100]), ("more", signs[100:]))
    odd = replace(reading, article=replace(reading.article, metadata=metadata, publisher=signs, author=signs))
    written = graph.nquads(odd) + graph.text_nquads(odd)
    assert written == ox.serialize(graph.quads(odd) + graph.text_quads(odd), format=ox.RdfFormat.N_QUADS)
    assert signs in {quad.object.value for quad in graph.quads(odd)}


@pytest.mark.parametrize("reading", READINGS, ids=lambda reading: reading.article.id)
def test_a_store_keeps_every_literal_as_it_was_written(reading: Reading) -> None:
    quads = graph.quads(reading) + graph.text_quads(reading)
    store = ox.Store()
    store.extend(quads)
    assert set(store) == set(quads)


@pytest.mark.parametrize("reading", READINGS, ids=lambda reading: reading.article.id)
def test_mentions_repeat_the_words_at_their_offsets(reading: Reading) -> None:
    quads = graph.quads(reading)
    for mention in of_class(quads, "Mention"):
        (start,) = values(quads, mention, NIF("beginIndex"))
        (stop,) = values(quads, mention, NIF("endIndex"))
        words = reading.text.content[int(start) : int(stop)]
        assert mention.value.endswith(f"/text#char={start},{stop}")
        assert values(quads, mention, NIF("anchorOf")) == ([words] if len(words) <= 120 else [])
        for digest in values(quads, mention, ELCHI("textHash")):
            assert digest == hashlib.sha256(words.encode()).hexdigest()


def test_evidence_longer_than_the_limit_has_a_hash_and_no_words() -> None:
    quads = graph.quads(STATE_VISIT)
    start = VISIT_TEXT.index("Ташриф давомида")
    (sentence,) = [
        mention for mention in of_class(quads, "Mention") if values(quads, mention, NIF("beginIndex")) == [str(start)]
    ]
    assert values(quads, sentence, NIF("anchorOf")) == []
    assert len(values(quads, sentence, ELCHI("textHash"))) == 1


def test_every_node_but_a_cue_that_is_pointed_to_is_described() -> None:
    quads = graph.quads(STATE_VISIT)
    described = {quad.subject for quad in quads}
    document = vocab.document(vocab.key(STATE_VISIT.article.id)).value
    pointed = {
        quad.object
        for quad in quads
        if isinstance(quad.object, ox.NamedNode)
        and quad.object.value.startswith(document)
        and quad.predicate != ELCHI("cue")
    }
    assert pointed - described - {vocab.text(vocab.key(STATE_VISIT.article.id))} == set()


def test_authority_entities_are_referred_to_and_not_described() -> None:
    subjects = {quad.subject.value for quad in graph.quads(STATE_VISIT)}
    assert not [iri for iri in subjects if "/id/state/" in iri or iri.endswith("/organisation/UN")]


def test_a_person_with_a_known_state_has_an_iri_that_other_documents_share() -> None:
    names = graph.name(STATE_VISIT)
    digest = hashlib.sha256(b"demir hasan|TUR").hexdigest()[:12]
    assert names.entities["person:demir hasan"] == vocab.iri(f"person/x-{digest}")
    assert names.entities["person:nosirova lola"].value == (f"{names.document.value}/person/nosirova-lola")


def test_a_state_body_is_named_by_its_state() -> None:
    names = graph.name(STATE_VISIT)
    body = names.entities["organisation:tashqi ishlar vazirligi"]
    assert body == vocab.iri("organisation/UZB-tashqi-ishlar-vazirligi")


def test_things_that_begin_together_are_numbered() -> None:
    names = graph.name(STATE_VISIT)
    start = VISIT_TEXT.index("Ташриф давомида")
    tails = [iri.value.rpartition("/")[2] for iri in names.reports[2:4]]
    assert tails == [f"{start}-signing", f"{start}-signing-2"]


def test_the_innermost_source_asserts_and_the_others_relay() -> None:
    quads, names = graph.quads(STATE_VISIT), graph.name(STATE_VISIT)
    assert values(quads, names.reports[2], ELCHI("assertedBy")) == [
        names.entities["organisation:tashqi ishlar vazirligi"].value
    ]
    assert values(quads, names.reports[2], ELCHI("relayedBy")) == [names.entities["organisation:chinor"].value]
    assert values(quads, names.reports[0], ELCHI("assertedBy")) == [names.outlet.value]


def test_the_outlet_is_called_by_the_publisher_or_by_nobody() -> None:
    label = SKOS("prefLabel")
    named = graph.name(STATE_VISIT).outlet
    assert values(graph.quads(STATE_VISIT), named, label) == ["Кунчиқар"]
    unnamed = graph.name(CALL).outlet
    assert values(graph.quads(CALL), unnamed, label) == ["the document itself"]
    assert of_class(graph.quads(EMPTY), "Organisation") == []


def test_an_address_that_is_none_lends_the_outlet_no_name() -> None:
    article = replace(CALL.article, url="http://[")
    reading = replace(CALL, article=article)
    outlet = graph.name(reading).outlet
    assert values(graph.quads(reading), outlet, SKOS("prefLabel")) == ["the document itself"]


def test_a_metonym_says_what_it_means_and_what_it_names() -> None:
    quads, names = graph.quads(STATE_VISIT), graph.name(STATE_VISIT)
    start = VISIT_TEXT.index("Анқара")
    mention = vocab.mention(names.key, start, start + len("Анқара"))
    assert values(quads, mention, ELCHI("refersTo")) == [vocab.iri("state/TUR").value]
    assert values(quads, mention, ELCHI("literalReferent")) == [vocab.iri("place/ankara").value]
    assert values(quads, mention, ELCHI("figure")) == [vocab.code("figure", "metonymy").value]


def test_all_dates_are_mentions_whether_or_not_something_uses_them() -> None:
    for reading in READINGS:
        assert len(of_class(graph.quads(reading), "DateMention")) == len(reading.dates)


def test_a_date_without_a_year_has_no_bounds() -> None:
    quads = graph.quads(CALL)
    (mention,) = [m for m in of_class(quads, "DateMention") if values(quads, m, ELCHI("edtf")) == ["XXXX-03-05"]]
    assert values(quads, mention, ELCHI("earliest")) == []


def test_sets_say_how_many_as_far_as_the_words_do() -> None:
    quads, names = graph.quads(STATE_VISIT), graph.name(STATE_VISIT)
    fourteen, member, *_, several = names.treaties
    assert values(quads, fourteen, ELCHI("totalMembers")) == ["5"]
    assert values(quads, member, ELCHI("memberOf")) == [fourteen.value]
    assert values(quads, several, ELCHI("minMembers")) == ["2"]
    assert values(quads, several, ELCHI("totalMembers")) == []


def test_a_thing_that_other_documents_name_too_prefers_its_fullest_name_alone() -> None:
    quads, names = graph.quads(STATE_VISIT), graph.name(STATE_VISIT)
    person = names.entities["person:demir hasan"]
    assert values(quads, person, SKOS("prefLabel")) == ["Ҳасан Демир"]
    assert values(quads, person, SKOS("altLabel")) == ["Демир", "Хасан Демир"]


def test_a_report_that_counts_says_how_the_number_is_meant() -> None:
    quads, names = graph.quads(STATE_VISIT), graph.name(STATE_VISIT)
    assert values(quads, names.reports[1], ELCHI("statedCount")) == ["6"]
    assert values(quads, names.reports[1], ELCHI("countQualifier")) == [vocab.code("count", "exact").value]


def test_only_short_metadata_are_kept() -> None:
    quads, names = graph.quads(STATE_VISIT), graph.name(STATE_VISIT)
    kept = values(quads, names.document, vocab.SCHEMA("additionalProperty"))
    assert kept == ["section=dunyo"]


def test_the_words_of_the_text_stand_in_a_graph_of_their_own() -> None:
    text = graph.text_quads(STATE_VISIT)
    assert {quad.graph_name for quad in text} == {vocab.text_graph(graph.name(STATE_VISIT).key)}
    assert VISIT_TEXT in {quad.object.value for quad in text}


def test_provenance_takes_its_time_from_the_caller_or_the_source() -> None:
    def dates(quads: list[ox.Quad]) -> list[str]:
        return [q.object.value for q in quads if q.predicate == vocab.DCTERMS("date")]

    assert dates(graph.quads(STATE_VISIT)) == ["2024-01-30"]
    assert dates(graph.quads(STATE_VISIT, time="2025-01-01")) == ["2025-01-01"]
    assert dates(graph.quads(CALL)) == []


def test_offices_and_reports_without_end_take_linear_time() -> None:
    def work(size: int) -> None:
        holders = tuple(
            Entity(
                f"person:{n}",
                "person",
                "A",
                (),
                (),
                tenures=(Tenure("minister", None, False, Span(20 * n, 20 * n + 3)),),
            )
            for n in range(size)
        )
        told = tuple(
            replace(STATE_VISIT.reports[0], roles=(), sources=(), place=None, evidence=Span(20 * n, 20 * n + 9))
            for n in range(size)
        )
        graph.quads(replace(EMPTY, entities=holders, reports=told))

    assert is_linear(work, 1_500)


def test_things_that_begin_together_are_numbered_in_linear_time() -> None:
    def work(size: int) -> None:
        groups = tuple(Entity(f"group:{n}", "group", "experts", (), ()) for n in range(size))
        graph.quads(replace(EMPTY, entities=groups))

    assert is_linear(work, 2_000)
