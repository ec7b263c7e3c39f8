"""A load run: what becomes of good, bad and unchanged articles, and of a run that is stopped."""

from __future__ import annotations

import signal
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest

import readings
from elchi import knowledge, loading, pipeline, shards, taggers, vocab
from elchi.errors import ReadError
from elchi.lexicon import Lexicons
from elchi.loading import Plan, load, undisturbed
from elchi.model import Article, Outcome, Reading
from elchi.read import Failure, Item, Part, Skipped, spool
from elchi.shards import Config
from elchi.store import Store
from elchi.text import normalise

VISIT, EMPTY = readings.STATE_VISIT.article, readings.EMPTY.article
STRANGE = Article(id="strange", content="Ipsum lorem.", origin="strange.txt")


@pytest.fixture(autouse=True)
def extract(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Let the readings made by hand stand for the pipeline; return the ids that it is asked for."""
    asked: list[str] = []
    by_hand = {reading.article.id: reading for reading in (readings.STATE_VISIT, readings.EMPTY)}

    def extract(article: Article, *, lexicons: Lexicons, tagger: taggers.Named | None) -> Reading:
        asked.append(article.id)
        reading = by_hand.get(article.id) or Reading(article, normalise(article))
        return replace(reading, article=article)

    monkeypatch.setattr(pipeline, "extract", extract)
    return asked


def _parts(items: Iterable[Item], store: Store, *, size: int = 1_000_000) -> Iterator[Part]:
    """Yield items as parts, as what comes over standard input is."""
    return spool.write(items, store.scratch, Part("-", "-"), size=size, numbers=count(1))


def _load(folder: Path, *found: Item, config: Config | None = None, plan: Plan | None = None) -> list[Outcome]:
    with Store.open(folder / "store", write=True) as store:
        return list(load(_parts(found, store), store, config=config or Config(), plan=plan))


def _states(outcomes: list[Outcome]) -> list[str]:
    return [outcome.state for outcome in outcomes]


def _keys(folder: Path) -> list[str]:
    with Store.open(folder / "store") as store:
        return store.keys()


def test_each_article_has_an_outcome_in_its_order(tmp_path: Path) -> None:
    outcomes = _load(tmp_path, VISIT, EMPTY)
    assert [(o.id, o.state) for o in outcomes] == [(VISIT.id, "loaded"), (EMPTY.id, "loaded")]
    assert outcomes[0].document == vocab.document(vocab.key(VISIT.id)).value
    assert dict(outcomes[0].counts)["visits"] == 1


def test_loading_twice_changes_nothing_and_reads_nothing(tmp_path: Path, extract: list[str]) -> None:
    _load(tmp_path, VISIT)
    assert _states(_load(tmp_path, VISIT)) == ["unchanged"]
    assert extract == [VISIT.id]


def test_an_article_that_was_read_elsewhere_is_the_same(tmp_path: Path) -> None:
    assert _states(_load(tmp_path, VISIT)) == ["loaded"]
    assert _states(_load(tmp_path, replace(VISIT, origin="moved/file.jsonl:7"))) == ["unchanged"]


def test_a_changed_article_replaces_its_document(tmp_path: Path) -> None:
    _load(tmp_path, VISIT)
    assert _states(_load(tmp_path, replace(VISIT, publisher="Another"))) == ["replaced"]
    assert len(_keys(tmp_path)) == 1


def test_other_knowledge_reads_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _load(tmp_path, VISIT)
    monkeypatch.setattr(pipeline, "VERSION", "other")
    shards.making.tools.cache_clear()
    assert _states(_load(tmp_path, VISIT)) == ["replaced"]
    shards.making.tools.cache_clear()


def test_what_has_not_changed_is_read_anew_where_that_is_asked_for(tmp_path: Path, extract: list[str]) -> None:
    _load(tmp_path, VISIT)
    assert _states(_load(tmp_path, VISIT, plan=Plan(reextract=True))) == ["replaced"]
    assert extract == [VISIT.id, VISIT.id]


def test_the_same_article_twice_is_one_and_another_of_its_id_is_a_failure(tmp_path: Path) -> None:
    other = replace(VISIT, content="Another text.", origin="b.txt")
    outcomes = _load(tmp_path, VISIT, VISIT, other)
    assert _states(outcomes) == ["loaded", "skipped", "failed"]
    assert "an id stands for one article" in (outcomes[2].message or "")


def test_a_limit_ends_the_load(tmp_path: Path) -> None:
    broken = Failure("lines.jsonl:3", ReadError("not JSON"))
    outcomes = _load(tmp_path, VISIT, broken, EMPTY, STRANGE, plan=Plan(limit=2))
    assert _states(outcomes) == ["loaded", "failed", "loaded"]
    assert len(_keys(tmp_path)) == 2


def test_one_text_under_two_ids_is_two_documents(tmp_path: Path) -> None:
    assert _states(_load(tmp_path, STRANGE, replace(STRANGE, id="again"))) == ["loaded", "loaded"]
    assert len(_keys(tmp_path)) == 2


def test_a_failure_is_an_outcome_and_the_rest_goes_on(tmp_path: Path) -> None:
    broken = Failure("lines.jsonl:3", ReadError("not JSON"))
    other = Skipped("photo.png", "not an article")
    outcomes = _load(tmp_path, broken, other, VISIT)
    assert _states(outcomes) == ["failed", "skipped", "loaded"]
    assert (outcomes[0].origin, outcomes[0].message) == ("lines.jsonl:3", "not JSON")


def test_an_article_in_no_known_language_is_loaded_and_said(tmp_path: Path) -> None:
    (outcome,) = _load(tmp_path, STRANGE)
    assert (outcome.state, outcome.message) == ("loaded", "language not known; loaded without facts")


def test_a_text_without_letters_is_loaded_and_said(tmp_path: Path) -> None:
    (outcome,) = _load(tmp_path, replace(STRANGE, content="12 34 …"))
    assert outcome.message == "no letters in it; loaded without facts"


def test_what_violates_a_shape_is_quarantined_and_the_rest_goes_on(tmp_path: Path) -> None:
    good = readings.STATE_VISIT
    wrong = replace(good.reports[0], confidence=7.0)

    def extract(article: Article, *, lexicons: Lexicons, tagger: taggers.Named | None) -> Reading:
        reports = (wrong, *good.reports[1:]) if article.id == "wrong" else good.reports
        return replace(good, article=article, reports=reports)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline, "extract", extract)
        outcomes = _load(tmp_path, replace(VISIT, id="wrong"), VISIT)
    assert _states(outcomes) == ["quarantined", "loaded"]
    assert "see " in (outcomes[0].message or "")
    assert _keys(tmp_path) == [vocab.key(VISIT.id)]
    with Store.open(tmp_path / "store") as store:
        assert "sh:conforms false" in store.quarantined()[vocab.key("wrong")]


def test_a_fault_of_ours_costs_one_article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def extract(article: Article, *, lexicons: Lexicons, tagger: taggers.Named | None) -> Reading:
        if article.id == VISIT.id:
            raise KeyError("state:XXX")
        return Reading(article, normalise(article))

    monkeypatch.setattr(pipeline, "extract", extract)
    outcomes = _load(tmp_path, VISIT, EMPTY)
    assert _states(outcomes) == ["failed", "loaded"]
    assert "KeyError: 'state:XXX', test_loading.py" in (outcomes[0].message or "")


def test_readers_see_what_is_there_while_the_run_goes_on(tmp_path: Path) -> None:
    with Store.open(tmp_path / "store", write=True) as store:
        run = load(_parts([VISIT, EMPTY, STRANGE], store, size=1), store, config=Config(), plan=Plan(publish=0))
        next(run)
        next(run)
        assert _keys(tmp_path) == [vocab.key(VISIT.id)]
        run.close()
    assert len(_keys(tmp_path)) == 2


def test_a_run_that_is_stopped_leaves_whole_documents(tmp_path: Path) -> None:
    def found(store: Store) -> Iterator[Part]:
        yield from _parts([VISIT, EMPTY, STRANGE], store, size=1)
        raise KeyboardInterrupt

    with Store.open(tmp_path / "store", write=True) as store, pytest.raises(KeyboardInterrupt):
        list(load(found(store), store, config=Config()))
    assert set(_keys(tmp_path)) == {vocab.key(article.id) for article in (VISIT, EMPTY, STRANGE)}


def test_nothing_is_left_in_the_scratch_folder(tmp_path: Path) -> None:
    with Store.open(tmp_path / "store", write=True) as store:
        run = load(_parts([VISIT, EMPTY, STRANGE], store, size=1), store, config=Config())
        for _ in run:
            pass
        assert [path.name for path in store.scratch.iterdir() if path.name != "seen.db"] == []
    assert not (tmp_path / "store" / "work").exists()


def test_ctrl_c_waits_for_what_must_not_be_cut() -> None:
    steps = []
    with pytest.raises(KeyboardInterrupt), undisturbed():
        signal.raise_signal(signal.SIGINT)
        steps.append("done")
    assert steps == ["done"]


def test_words_of_the_user_change_the_digest(tmp_path: Path) -> None:
    (tmp_path / "ru").mkdir()
    (tmp_path / "ru" / "own.toml").write_text('["VISIT"]\nnoun = ["поездка"]\n', encoding="utf-8")
    assert knowledge.knowledge(folders=[tmp_path]).digest != knowledge.knowledge().digest


def test_the_summary_counts_every_state() -> None:
    assert list(loading.summary([])) == list(loading.STATES)
