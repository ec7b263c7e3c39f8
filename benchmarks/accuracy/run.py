"""Print how well Elchi reads the annotated articles of this folder, by language and kind of fact.

    python benchmarks/accuracy/run.py                  # the figures, against their floors; 1 if one is below
    python benchmarks/accuracy/run.py --show           # and every fact missed, added or wrong
    python benchmarks/accuracy/run.py --language ru    # one language
    python benchmarks/accuracy/run.py --write-floors   # keep the figures as floors and in the documentation

A floor goes down only in a commit that says so. Rivals stand in the same table: a reader of keywords for
treaties and visits, and natasha's names for Russian persons and organisations where it is installed
(benchmarks/requirements-speed.txt).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests"))

import gold
import judging
import rivals
from gold import Gold
from judging import Score, Verdict
from matching import Row

FLOORS = Path(__file__).with_name("floors.json")
PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "accuracy.md"
NEGATIVES = "events in negatives"
OPEN = "open taken for done"

Table = dict[str, dict[str, Score]]  # language, or "all", to kind to score


def table(verdicts: Iterable[tuple[Gold, Verdict]]) -> Table:
    """Return the scores added up by language, and over all."""
    added: Table = {"all": {}}
    for article, verdict in verdicts:
        for kind, score in verdict.scores.items():
            for language in ("all", article.language):
                added.setdefault(language, {}).setdefault(kind, Score()).add(score)
    return added


def figures(scores: Table) -> dict[str, dict[str, float]]:
    """Return what has a floor: F1 by language and kind, the details over all, the faults that have a ceiling."""
    found = {
        language: {kind: round(score.f1, 3) for kind, score in sorted(kinds.items()) if kind != NEGATIVES}
        for language, kinds in sorted(scores.items())
    }
    for kind, score in scores["all"].items():
        for detail in judging.SHARES:
            if score.asked[detail] and detail != OPEN:
                found["all"][f"{kind}: {detail}"] = round(score.right[detail] / score.asked[detail], 3)
    return found


def faults(scores: Table) -> dict[str, int]:
    """Return how many events stand in negative articles, and how many open ones are taken for done."""
    everywhere = scores["all"]
    taken = sum(score.right[OPEN] for score in everywhere.values())
    return {NEGATIVES: everywhere[NEGATIVES].found if NEGATIVES in everywhere else 0, OPEN: taken}


def mean(kinds: dict[str, Score]) -> float:
    """Return the mean F1 of the kinds that occur."""
    f1 = [kinds[k].f1 for k in judging.KINDS if k in kinds and (kinds[k].wanted or kinds[k].found)]
    return sum(f1) / len(f1) if f1 else 1.0


def lines(scores: Table) -> Iterable[str]:
    """Yield the table, a line for each language and kind."""
    for language, kinds in scores.items():
        yield f"\n{language}  mean F1 {mean(kinds):.3f}"
        for kind, score in kinds.items():
            if kind == NEGATIVES:
                yield f"  {kind:20s} {score.found}"
                continue
            shares = [f"{d} {score.right[d] / n:.3f}" for d in judging.SHARES if (n := score.asked[d])]
            counts = f"{score.hit:4d} of {score.wanted:4d}, {score.found - score.hit:3d} extra"
            rates = f"P {score.precision:.3f}  R {score.recall:.3f}  F1 {score.f1:.3f}"
            yield f"  {kind:20s} {counts}  {rates}  {'  '.join(shares)}".rstrip()


def page(scores: Table) -> str:
    """Return the table of the documentation: F1 by language and kind."""
    head = ["", *judging.KINDS, "mean"]
    rows = [" | ".join(head), "|".join("---" for _ in head)]
    for language, kinds in scores.items():
        cells = [f"{kinds[k].f1:.2f}" if k in kinds else "" for k in judging.KINDS]
        rows.append(" | ".join([language, *cells, f"{mean(kinds):.2f}"]))
    return "".join(f"| {row} |\n" for row in rows)


def write_page(scores: Table) -> None:
    """Put the table into the page that shows it."""
    before, begin, rest = PAGE.read_text(encoding="utf-8").partition("<!-- table: begin -->\n")
    _, end, after = rest.partition("<!-- table: end -->")
    PAGE.write_text(f"{before}{begin}\n{page(scores)}\n{end}{after}", encoding="utf-8")


def against(articles: list[Gold], reader: Callable[[Gold], dict[str, list[Row]]], kinds: Iterable[str]) -> str:
    """Return the F1 of a rival by kind, on the articles that have everything annotated."""
    whole = [a for a in articles if not a.negative]
    nothing: dict[str, list[Row]] = {question: [] for question in gold.QUESTIONS}
    scores = table((a, judging.judge(a, nothing | reader(a))) for a in whole)["all"]
    return "  ".join(
        f"{kind} P {scores[kind].precision:.3f} R {scores[kind].recall:.3f} F1 {scores[kind].f1:.3f}" for kind in kinds
    )


def compare(articles: list[Gold]) -> Iterable[str]:
    """Yield a line for each rival, and Elchi's own on the same articles."""
    events, names = ("treaties", "visits"), ("persons", "organisations")
    yield "\nrivals, on the articles with events"
    yield f"  keywords      {against(articles, rivals.keywords, events)}"
    yield f"  elchi         {against(articles, gold.rows, events)}"
    russian, tagger = [a for a in articles if a.language == "ru"], rivals.natasha()
    if russian and tagger is not None:
        yield f"  natasha, ru   {against(russian, tagger, names)}"
        yield f"  elchi, ru     {against(russian, gold.rows, names)}"
    elif russian:
        yield "  natasha is not installed here: nothing to compare names with"


def below(found: dict[str, dict[str, float]], counted: dict[str, int], digest: str) -> list[str]:
    """Return what falls short of the floors, or that they are of other articles."""
    kept = json.loads(FLOORS.read_text(encoding="utf-8"))
    if kept["articles"] != digest:
        return ["the articles or their annotation have changed: look at the figures, then --write-floors"]
    short = [
        f"{language}, {kind}: {found.get(language, {}).get(kind, 0.0):.3f} is below {floor:.3f}"
        for language, kinds in kept["floors"].items()
        for kind, floor in kinds.items()
        if found.get(language, {}).get(kind, 0.0) < floor
    ]
    over = [
        f"{what}: {n} is over {kept['ceilings'][what]}" for what, n in counted.items() if n > kept["ceilings"][what]
    ]
    return short + over


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--show", action="store_true", help="list every difference from the annotation")
    options.add_argument("--articles", type=Path, default=gold.ARTICLES, help="annotated folder (%(default)s)")
    options.add_argument("--language", help="one language folder only; nothing is compared with the floors")
    options.add_argument("--write-floors", action="store_true", help="keep the figures of this run as the floors")
    chosen = options.parse_args()
    articles = [a for a in gold.read(chosen.articles) if chosen.language in (None, a.language)]
    if not articles:
        sys.exit(f"no article in {chosen.articles / (chosen.language or '')}")
    verdicts = [(a, judging.judge(a, gold.rows(a))) for a in articles]
    if chosen.show:
        print("\n".join(line for _, verdict in verdicts for line in verdict.lines))
    scores = table(verdicts)
    print("\n".join([*lines(scores), *compare(articles)]))
    if chosen.language is None and chosen.articles == gold.ARTICLES:
        sys.exit(_floors(scores, gold.digest(articles), write=chosen.write_floors))


def _floors(scores: Table, digest: str, *, write: bool) -> int:
    """Keep the figures as floors, or return 1 if one is below its floor."""
    found, counted = figures(scores), faults(scores)
    if write:
        kept = {"articles": digest, "floors": found, "ceilings": counted}
        FLOORS.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        write_page(scores)
    short = below(found, counted, digest)
    print("\n" + ("\n".join(short) if short else "every figure is at its floor or above"))
    return int(bool(short))


if __name__ == "__main__":
    main()
