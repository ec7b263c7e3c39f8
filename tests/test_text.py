import hashlib
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from elchi import text
from elchi.model import Article


def normalise(content: str) -> text.Text:
    return text.normalise(Article(id="a", content=content, origin="a.txt"))


def test_composes_letters_that_came_in_two_parts():
    assert normalise("Иссык-Куль и\u0306 о\u0308").content == "Иссык-Куль й ӧ"


def test_line_ends_become_line_feeds():
    assert normalise("a\r\nb\rc\n").content == "a\nb\nc\n"


def test_a_byte_order_mark_is_no_part_of_the_text():
    assert normalise("\ufeffЭлчи").content == "Элчи"


def test_spaces_and_invisible_signs_stay_because_offsets_count_them():
    content = "  15\u00a0may\u200b \u00ad–  "
    assert normalise(content).content == content


def test_a_lone_surrogate_is_replaced_one_for_one():
    assert normalise("я\ud800б").content == "я?б"


def test_control_characters_are_replaced_one_for_one():
    assert normalise("Эл\x00чи \x1b[31m\u009b1m\x0c\t\uffff").content == "Эл\ufffdчи \ufffd[31m\ufffd1m \t\ufffd"


def test_marks_without_end_are_parted_so_that_they_can_be_put_in_order():
    content = normalise("и" + "\u0301\u0316" * 100 + "я").content
    assert max(map(len, content.split("\u034f"))) == 31
    assert unicodedata.is_normalized("NFC", content)
    assert content.replace("\u034f", "").count("\u0316") == 100
    assert normalise(content).content == content


def test_signs_that_are_no_marks_stay_together():
    content = "🇺🇿" * 100 + "«" * 100 + "\u200f" * 100
    assert normalise(content).content == content


def test_hash_is_that_of_the_stored_text():
    found = normalise("элчи\r\n")
    assert found.sha256 == hashlib.sha256("элчи\n".encode()).hexdigest()


@given(st.text())
def test_normalising_twice_changes_nothing(content: str):
    once = normalise(content)
    assert normalise(once.content) == once
    assert unicodedata.is_normalized("NFC", once.content)
    assert "\r" not in once.content
