"""Names to IRIs."""

import pytest

from elchi import vocab


def test_a_term_of_the_ontology_is_minted_once():
    assert vocab.ELCHI("Visit") is vocab.ELCHI("Visit")
    assert vocab.ELCHI("Visit").value == "https://w3id.org/elchi/ns#Visit"


@pytest.mark.parametrize("mint", [lambda: vocab.ELCHI("Vist"), lambda: vocab.code("visit", "done")])
def test_a_misspelt_term_fails_and_says_where_it_was_looked_for(mint):
    with pytest.raises(KeyError, match=r"ontology/(elchi|codes)\.ttl"):
        mint()


def test_terms_of_other_vocabularies_are_minted_as_written():
    assert vocab.NIF("anchorOf").value.endswith("nif-core#anchorOf")


@pytest.mark.parametrize(
    ("tail", "expected"),
    [
        ("state/KAZ", "state/KAZ"),
        ("doc/1f/actor/айрим экспертлар", "doc/1f/actor/айрим%20экспертлар"),
        ("doc/1f/actor/<a>", "doc/1f/actor/%3Ca%3E"),
        ("doc/1f/text#char=0,5", "doc/1f/text#char=0,5"),
    ],
)
def test_signs_that_an_iri_may_not_hold_are_encoded(tail, expected):
    assert vocab.iri(tail).value == vocab.BASE + expected


def test_an_iri_knows_its_vocabulary():
    assert vocab.ELCHI("Visit") in vocab.ELCHI
    assert vocab.RDF("type") not in vocab.ELCHI


def test_what_belongs_to_a_document_is_named_after_its_key():
    assert vocab.document_graph("1f").value == vocab.BASE + "graph/doc/1f"
    assert vocab.text_graph("1f").value == vocab.BASE + "graph/text/1f"
    assert vocab.mention("1f", 3, 9).value == vocab.text("1f").value + "#char=3,9"
