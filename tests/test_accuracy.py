"""The accuracy benchmark: its articles are annotated soundly, its figures keep their floors, its judge can be wrong."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from pkgutil import resolve_name

import pytest

import ablation
import elchi
import gold
import judging
import rivals
import run
from elchi import validate
from elchi.knowledge import known_authority
from gold import Gold
from matching import Row

ROOT = Path(__file__).parents[1]
ARTICLES = gold.read()
LANGUAGES = ("en", "kk", "ky", "ru", "tr", "uz-Cyrl", "uz-Latn")
PARTS = ("agreements", "visits", "meetings", "statements")
NOTHING: dict[str, list[Row]] = {question: [] for question in gold.QUESTIONS}
EDTF = re.compile(r"(\d{3}[\dX]|XXXX)(-(\d\d|XX)(-\d\d)?)?(/(\d{4}|XXXX)(-\d\d(-\d\d)?)?)?")


@pytest.fixture(scope="module")
def verdicts() -> list[tuple[Gold, judging.Verdict]]:
    return [(article, judging.judge(article, gold.rows(article))) for article in ARTICLES]


def test_the_classes_are_of_codes_of_the_ontology() -> None:
    codes = (ROOT / "ontology" / "codes.ttl").read_text(encoding="utf-8")
    known = set(re.findall(r'skos:notation "(\w+)"', codes))
    assert {code for group in judging.classes().values() for code in group} - known == set()


def test_there_are_ten_articles_of_each_language_and_a_third_tell_of_no_event() -> None:
    counts = Counter(article.language.split("-")[0] for article in ARTICLES)
    negative = [article for article in ARTICLES if article.negative]
    assert {language.split("-")[0] for language in LANGUAGES} == set(counts)
    assert min(counts.values()) >= 10
    assert len(negative) * 10 >= len(ARTICLES) * 3
    assert all(not article.entry[part] for article in negative for part in judging.EVENTS.values())


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.name)
def test_an_annotation_is_sound(article: Gold) -> None:
    told = [e for part in PARTS for e in article.entry.get(part, [])]
    assert [e["evidence"] for e in told if e["evidence"] not in article.text] == []
    dates = article.entry.get("dates", [])
    assert [d["text"] for d in dates if d["text"] not in article.text] == []
    assert [d["value"] for d in dates if d["value"] is not None and not EDTF.fullmatch(d["value"])] == []
    families = set(judging.classes()["family"])
    assert {e["kind"] for e in article.entry["agreements"]} <= families
    statuses = set(judging.classes()["status"])
    assert {e["status"] for part in judging.EVENTS.values() for e in article.entry[part]} <= statuses


def test_figures_keep_their_floors(verdicts: list[tuple[Gold, judging.Verdict]]) -> None:
    scores = run.table(verdicts)
    assert run.below(run.figures(scores), run.faults(scores), gold.digest(ARTICLES)) == []


def test_no_article_is_quarantined() -> None:
    shapes, known = validate.load_shapes(), known_authority()
    refused = []
    for article in ARTICLES:
        quads = elchi.extract(article.text, id=article.name, published=article.entry["published"]).quads()
        found = validate.check(quads, shapes, known=known).results
        refused += [(article.name, r.rule, r.focus) for r in found if r.severity == "Violation"]
    assert refused == []


def test_nothing_read_is_nothing_found() -> None:
    article = next(a for a in ARTICLES if not a.negative and a.entry["persons"])
    verdict = judging.judge(article, NOTHING)
    assert verdict.scores["persons"].recall == 0
    assert verdict.scores["persons"].f1 == 0
    assert f"{article.name} persons missed" in verdict.lines[-1] or any(
        "persons missed" in line for line in verdict.lines
    )


def test_a_fact_too_many_is_told() -> None:
    article = next(a for a in ARTICLES if a.negative)
    row = {"kind": "treaty", "parties": "KAZ; TUR", "status": "signed", "spanStart": "0", "spanEnd": "5"}
    verdict = judging.judge(article, NOTHING | {"treaties": [row]})
    assert verdict.scores["events in negatives"].found == 1
    assert "treaties extra" in verdict.lines[0]


def test_a_fallen_figure_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    floors = tmp_path / "floors.json"
    kept = {"articles": "d", "floors": {"ru": {"visits": 0.9}}, "ceilings": {"events in negatives": 0}}
    floors.write_text(json.dumps(kept), encoding="utf-8")
    monkeypatch.setattr(run, "FLOORS", floors)
    assert run.below({"ru": {"visits": 0.9}}, {"events in negatives": 0}, "d") == []
    assert run.below({"ru": {"visits": 0.8}}, {"events in negatives": 0}, "d") == ["ru, visits: 0.800 is below 0.900"]
    assert run.below({"ru": {"visits": 0.9}}, {"events in negatives": 2}, "d") == ["events in negatives: 2 is over 0"]
    assert run.below({"ru": {"visits": 0.9}}, {}, "other")[0].startswith(
        "the articles or their annotation have changed"
    )


@pytest.mark.parametrize("family", ablation.FAMILIES)
def test_a_family_of_rules_that_is_switched_off_is_there(family: str) -> None:
    for place in ablation.FAMILIES[family]:
        resolve_name(place)
    with ablation.without(family):
        gold.rows(next(a for a in ARTICLES if not a.negative))


def test_keywords_find_what_they_name() -> None:
    entry = {"published": None, "agreements": [], "visits": [], "meetings": []}
    text = "Президент Казахстана прибыл с визитом в Турцию, где подписано соглашение."
    found = rivals.keywords(Gold("ru/x", text, entry))
    assert [(row["visitorState"], row["hostState"]) for row in found["visits"]] == [("KAZ", "TUR")]
    assert [(row["kind"], row["parties"]) for row in found["treaties"]] == [("agreement", "KAZ; TUR")]
