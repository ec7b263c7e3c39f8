"""Named-entity taggers: what they find is added where the rules found nothing, and is checked first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib.metadata import EntryPoint
from itertools import count
from pathlib import Path
from typing import Any

import pytest

import elchi
from cli_world import elchi as command
from elchi import taggers
from elchi.errors import TaggerError
from elchi.knowledge import knowledge
from elchi.lexicon import lexicons
from elchi.loading import load
from elchi.model import Article, NamedSpan, Span
from elchi.pipeline import extract
from elchi.read import Part, spool
from elchi.shards import Config
from elchi.store import Store

TEXT = "Вечером гостям показали город. Документ передали Хоферу из общества Ромашка."
HOFER, SOCIETY = "Хоферу", "общества Ромашка"


class Words:
    """A tagger that knows some words, and what they name."""

    def __init__(self, *known: tuple[str, str, str | None], version: str = "1") -> None:
        self.known, self.version = known, version

    def __call__(self, content: str, passages: Sequence[tuple[Span, str]]) -> Iterable[NamedSpan]:
        for word, kind, name in self.known:
            start = content.find(word)
            if start >= 0 and any(span.holds(Span(start, start + len(word))) for span, _ in passages):
                yield NamedSpan(Span(start, start + len(word)), kind, name)


class Fixed:
    """A tagger that always answers the same."""

    version = "1"

    def __init__(self, *answer: NamedSpan) -> None:
        self.answer = answer

    def __call__(self, content: str, passages: Sequence[tuple[Span, str]]) -> Iterable[NamedSpan]:
        return self.answer


def _named(tagger: taggers.Tagger) -> taggers.Named:
    return taggers.Named("test", tagger)


def _actors(tagger: taggers.Tagger | None, text: str = TEXT) -> list[tuple[str, str, str]]:
    made = Article("a", text, "a.txt")
    reading = extract(made, lexicons=lexicons(), tagger=None if tagger is None else _named(tagger))
    return [(e.kind, e.name, e.mentions[0].span.of(reading.text.content)) for e in reading.entities if e.mentions]


def test_without_a_tagger_only_the_rules_read() -> None:
    assert _actors(None) == []


def test_a_name_is_added_with_its_words() -> None:
    assert _actors(Words((HOFER, "person", "Хофер"))) == [("person", "Хофер", HOFER)]


def test_a_body_is_added_as_it_is_written_where_its_nominative_is_not_told() -> None:
    assert _actors(Words((SOCIETY, "organisation", None)))[0][2] == SOCIETY


def test_the_names_of_the_rules_win() -> None:
    text = "Президент Казахстана Касым-Жомарт Токаев прибыл в Анкару."
    assert _actors(Words(("Жомарт Токаев", "organisation", "Жомарт")), text) == _actors(None, text)


def test_a_name_outside_of_what_is_read_is_left_out() -> None:
    assert _actors(Fixed(NamedSpan(Span(0, 1), "person", "В")), "XS SM\n\n") == []


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (NamedSpan(Span(-1, 4), "person"), "slices no words"),
        (NamedSpan(Span(4, 4), "person"), "slices no words"),
        (NamedSpan(Span(0, 10_000), "person"), "slices no words"),
        (NamedSpan(Span(7, 8), "person"), "slices no words"),
        (NamedSpan(Span(0, 4), "river"), "'river' is no kind of name"),
    ],
)
def test_an_answer_that_cannot_be_used_is_refused(answer: NamedSpan, said: str) -> None:
    with pytest.raises(TaggerError, match=said):
        _actors(Fixed(answer))


def test_there_is_an_end_of_names() -> None:
    with pytest.raises(TaggerError, match="more than"):
        _actors(Fixed(*_endless()))


def _endless() -> Iterable[NamedSpan]:
    return (NamedSpan(Span(0, 7), "person", f"Хофер {n}") for n in range(10_001))


def test_the_order_of_the_answer_does_not_matter() -> None:
    one, other = (HOFER, "person", "Хофер"), (SOCIETY, "organisation", "Ромашка")
    assert _actors(Words(one, other)) == _actors(Words(other, one, one))


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let three taggers be installed: one works, one lacks its library, one answers nonsense."""
    points = [
        EntryPoint("words", f"{__name__}:_words_tagger", taggers.GROUP),
        EntryPoint("broken", f"{__name__}:_broken_tagger", taggers.GROUP),
        EntryPoint("wild", f"{__name__}:_wild_tagger", taggers.GROUP),
    ]
    made: dict[str, Any] = {"words": _words_tagger, "broken": _broken_tagger, "wild": _wild_tagger}
    monkeypatch.setattr(taggers, "entry_points", lambda group: points if group == taggers.GROUP else [])
    monkeypatch.setattr(EntryPoint, "load", lambda point: made[point.name])


def _words_tagger() -> Words:
    return Words((HOFER, "person", "Хофер"))


def _broken_tagger() -> Words:
    raise ImportError("its library is missing")


def _wild_tagger() -> Fixed:
    return Fixed(NamedSpan(Span(0, 10_000), "person"))


@pytest.mark.usefixtures("installed")
def test_taggers_are_found_by_name() -> None:
    assert taggers.names() == ["broken", "wild", "words"]
    assert taggers.named("words").digest == "words 1"
    with pytest.raises(TaggerError, match="none-such: no such tagger; installed: broken, wild, words"):
        taggers.named("none-such")
    with pytest.raises(TaggerError, match="broken: cannot be loaded: its library is missing"):
        taggers.named("broken")


@pytest.mark.usefixtures("installed")
def test_the_python_face_takes_a_tagger() -> None:
    assert [actor["name"] for actor in elchi.extract(TEXT, tagger="words").actors] == ["Хофер"]


@pytest.mark.usefixtures("installed")
def test_commands_take_a_tagger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("article.txt").write_text(TEXT, encoding="utf-8")
    assert "Хофер" in command("extract", "article.txt", "--tagger", "words").stdout
    assert command("load", "article.txt", "--tagger", "words", "-q").exit_code == 0
    assert "Хофер" in command("query", "actors").stdout
    refused = command("load", "article.txt", "--tagger", "none-such")
    assert refused.exit_code == 2
    assert "no such tagger" in refused.stderr


@pytest.mark.usefixtures("installed")
def test_a_bad_answer_fails_its_article_and_no_other(tmp_path: Path) -> None:
    long = Article("long", TEXT * 200, "long.txt")
    with Store.open(tmp_path / "store", write=True) as store:
        parts = spool.write(
            [Article("a", TEXT, "a.txt"), long], store.scratch, Part("-", "-"), size=10**6, numbers=count(1)
        )
        outcomes = list(load(parts, store, config=Config(tagger="wild")))
    assert [outcome.state for outcome in outcomes] == ["failed", "loaded"]
    assert "wild" in (outcomes[0].message or "")


@pytest.mark.usefixtures("installed")
def test_another_tagger_reads_documents_anew() -> None:
    assert knowledge(tagger="words").digest != knowledge().digest


@pytest.mark.filterwarnings("ignore")
def test_natasha_finds_a_russian_name_that_shows_itself_to_no_rule() -> None:
    natasha_names = pytest.importorskip("elchi.taggers.natasha_names")
    pytest.importorskip("natasha", reason="natasha is not installed: pip install 'elchi[natasha]'")
    tagger = natasha_names.Natasha()
    assert "natasha 1." in tagger.version
    assert ("person", "Хофер", HOFER) in _actors(tagger)
    assert _actors(tagger, "Ҳужжатни Хоферга беришди.") == _actors(None, "Ҳужжатни Хоферга беришди.")
