"""Word lists: how entries are written, and where they are found in a sentence."""

import ast
from pathlib import Path

import pytest

import elchi
from core import cyrillic, tools
from elchi.errors import LexiconError
from elchi.lexicon import Lexicon, lexicons
from elchi.lexicon.forms import MARKS, shape_of
from elchi.lexicon.source import LISTS, split_words
from elchi.model import Hit, Token
from elchi.morphology import families
from elchi.morphology.words import words


def tokens(lexicon: Lexicon, text: str) -> list[Token]:
    return [Token(*found.span(), lexicon.word(found.group())) for found in words(text)]


def hits(text: str, language: str) -> list[tuple[str, str]]:
    lexicon = tools().get(language)
    assert lexicon is not None
    cut = tokens(lexicon, text)
    return [(hit.concept, text[cut[hit.first].start : cut[hit.last].stop]) for hit in lexicon.match(cut).hits]


def first(text: str, language: str, concept: str) -> Hit:
    lexicon = tools().get(language)
    assert lexicon is not None
    return next(hit for hit in lexicon.match(tokens(lexicon, text)).hits if hit.concept == concept)


@pytest.mark.parametrize(
    ("text", "concept", "found"),
    [
        ("Tashqi ishlar vazirining", "office:foreign_minister", "Tashqi ishlar vazirining"),
        ("ташқи ишлар вазири", "office:foreign_minister", "ташқи ишлар вазири"),
        ("bosh vazirga", "office:prime_minister", "bosh vazirga"),
        ("memorandumni imzoladi", "instrument:memorandum", "memorandumni"),
        ("memorandumni imzoladi", "sign", "imzoladi"),
        ("qo'shma bayonotda", "instrument:statement", "qo'shma bayonotda"),
        ("шартнома бекор қилинди", "terminate", "бекор қилинди"),
        ("safari davomida", "during", "davomida"),
        ("BMTga", "organisation:UN", "BMTga"),
        ("Avstriyadan", "state:AUT", "Avstriyadan"),
    ],
)
def test_an_uzbek_entry_is_found_in_its_forms(text: str, concept: str, found: str) -> None:
    assert (concept, found) in hits(text, "uz")


@pytest.mark.parametrize(
    ("text", "concept", "found"),
    [
        ("министром иностранных дел", "office:foreign_minister", "министром иностранных дел"),
        ("совместного заявления", "instrument:statement", "совместного заявления"),
        ("вступившее в силу", "enter-into-force", "вступившее в силу"),
        ("подписанного", "sign", "подписанного"),
        ("премьер-министру", "office:prime_minister", "премьер-министру"),
        ("со ссылкой на", "citing", "со ссылкой на"),
        ("Австрией", "state:AUT", "Австрией"),
        ("австрийского", "demonym:AUT", "австрийского"),
    ],
)
def test_a_russian_entry_is_found_in_its_forms(text: str, concept: str, found: str) -> None:
    assert (concept, found) in hits(text, "ru")


@pytest.mark.parametrize(
    "latin",
    [
        "Germaniya bosh vaziri Turkiyaga rasmiy tashrif bilan keldi",
        "muzokaralar yakunida qo'shma bayonot imzolandi",
        "mudofaa vazirligi xabariga ko'ra, uchrashuv keyinga surildi",
    ],
)
def test_both_scripts_of_uzbek_have_the_same_hits(latin: str) -> None:
    assert [concept for concept, _ in hits(cyrillic(latin), "uz")] == [concept for concept, _ in hits(latin, "uz")]


def test_the_longest_entry_wins() -> None:
    found = [
        concept for concept, _ in hits("заместитель министра иностранных дел", "ru") if concept.startswith("office")
    ]
    assert found == ["office:deputy_minister"]


def test_a_state_inside_a_longer_phrase_is_found_too() -> None:
    assert "state:TUR" in [concept for concept, _ in hits("глава МИД Турции", "ru")]


def test_a_phrase_that_only_looks_like_a_trigger_is_none() -> None:
    assert "visit" not in [concept for concept, _ in hits("bu safar hech kim kelmadi", "uz")]


def test_a_name_must_begin_with_a_capital() -> None:
    assert ("state:TCD", "Chad") in hits("Chad prezidenti", "uz")
    assert "state:TCD" not in [concept for concept, _ in hits("chad prezidenti", "uz")]


def test_an_abbreviation_must_stand_in_capitals() -> None:
    assert ("organisation:SCO", "ШОС") in hits("саммит ШОС", "ru")
    assert "organisation:SCO" not in [concept for concept, _ in hits("саммит шос", "ru")]


def test_an_abstract_noun_is_no_form_of_the_person() -> None:
    assert not [concept for concept, _ in hits("elchilik", "uz") if concept == "office:ambassador"]


def test_the_head_of_a_phrase_is_its_last_word_in_uzbek_and_its_first_noun_in_russian() -> None:
    assert first("tashqi ishlar vazirining", "uz", "office:foreign_minister").head == 2
    assert first("министра иностранных дел", "ru", "office:foreign_minister").head == 0


def test_a_hit_stands_in_the_form_of_its_head() -> None:
    assert "Case=Gen" in first("tashqi ishlar vazirining", "uz", "office:foreign_minister").features
    assert "Case=Ins" in first("министром иностранных дел", "ru", "office:foreign_minister").features


def test_one_word_entries_of_a_concept_can_be_listed() -> None:
    lexicon = tools().get("ru")
    assert lexicon is not None
    assert "между" in lexicon.listed("between")
    assert lexicon.listed("no-such-concept") == frozenset()


def test_a_form_that_no_language_could_have_is_not_analysed() -> None:
    lexicon = tools().get("uz")
    assert lexicon is not None
    assert lexicon.word("bitim" * 40).analyses == ()


@pytest.mark.parametrize(
    ("form", "shape"),
    [
        ("Вазир", "Xx"),
        ("БМТ", "XX"),
        ("БМТнинг", "XX"),
        ("Ж", "X"),
        ("вазир", "x"),
        ("2022", "9"),
        ("«", "."),
        ("", "."),
    ],
)
def test_a_form_has_a_shape(form: str, shape: str) -> None:
    assert shape_of(form) == shape


def test_an_entry_is_cut_as_a_text_is() -> None:
    assert split_words("vitse-prezident") == ["vitse", "-", "prezident"]


@pytest.mark.parametrize("family", families())
def test_every_language_has_the_same_lists(family: str) -> None:
    folder = Path(__file__).resolve().parents[1] / "loader" / "elchi" / "lexicon" / family
    irregular = {"forms.toml"}  # a table of irregular forms, where a language needs one
    assert {path.name for path in folder.glob("*.toml")} - irregular == {*LISTS, "dates.toml"}


def test_no_language_is_read_without_a_lexicon() -> None:
    assert tools().get("ja") is None
    assert tools().get(None) is None


def test_a_users_word_is_found(tmp_path: Path) -> None:
    (tmp_path / "uz").mkdir()
    (tmp_path / "uz" / "mine.toml").write_text('["instrument:agreement"]\nnoun = ["ahdlashuv"]\n', encoding="utf-8")
    lexicon = lexicons(folders=(tmp_path,)).get("uz")
    assert lexicon is not None
    assert [h.concept for h in lexicon.match(tokens(lexicon, "Аҳдлашувни")).hits] == ["instrument:agreement"]


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ('["visit"]\nnoun = ["safar"', "not a readable word list"),
        ('["visit"]\nnouns = ["safar"]\n', r"\[visit\] nouns: expected one of noun, verb"),
        ('["visit"]\nnoun = "safar"\n', r"\[visit\] noun: expected one of"),
        ('["visit"]\nnoun = [7]\n', r"\[visit\] noun: 7 is not a text"),
        ('["visit"]\nnoun = [" "]\n', "has no word"),
    ],
)
def test_a_bad_word_list_is_named_with_what_is_wrong(tmp_path: Path, content: str, complaint: str) -> None:
    (tmp_path / "uz").mkdir()
    (tmp_path / "uz" / "bad.toml").write_text(content, encoding="utf-8")
    with pytest.raises(LexiconError, match=complaint):
        lexicons(folders=(tmp_path,))


ASKING = {"hits", "has", "hits_of"}


def looked_for(path: Path) -> set[str]:
    """Return the concepts that a module looks for in a sentence, as far as its calls spell them out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    listed = {
        t.id: n.value for n in tree.body if isinstance(n, ast.Assign) for t in n.targets if isinstance(t, ast.Name)
    }
    calls = [n for n in ast.walk(tree) if isinstance(n, ast.Call) and isinstance(n.func, ast.Attribute)]
    asked = [arg for call in calls if call.func.attr in ASKING for arg in call.args]
    named = [
        listed.get(a.value.id, a) if isinstance(a, ast.Starred) and isinstance(a.value, ast.Name) else a for a in asked
    ]
    leaves = [leaf.value for value in named for leaf in ast.walk(value) if isinstance(leaf, ast.Constant)]
    return {leaf for leaf in leaves if isinstance(leaf, str)}


def test_what_only_marks_a_word_is_never_looked_for_in_a_sentence() -> None:
    asked = set().union(*map(looked_for, Path(elchi.__file__).parent.rglob("*.py")))
    assert {"visit", "agree", "say"} <= asked
    assert asked.isdisjoint(MARKS)
