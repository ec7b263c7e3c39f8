"""Print what each family of rules brings: the figures without it, against those with all.

    python benchmarks/accuracy/ablation.py
    python benchmarks/accuracy/ablation.py --articles FOLDER    # another folder annotated alike

A family is switched off by putting something simpler in the place of one function or table of its module; the
rest stays as it is, so what two families do together is counted for both.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from pkgutil import resolve_name
from typing import Any
from unittest import mock

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests"))

import gold
import judging
import run

_COLUMNS = ("treaties", "visits", "meetings", "persons", "organisations", "states", "statements")


def _whole_sentence(view: Any) -> list[tuple[int, int]]:
    return [(0, len(view.sentence.tokens) - 1)]


def _alone(indices: Any, same: Any) -> list[list[int]]:
    return [[index] for index in indices]


def _forgetful(views: Any, resolved: Any) -> Any:
    known = resolve_name("elchi.events.context:context")
    before = {view.index: () for view in views}
    return replace(known(views, resolved), persons_before=tuple(before.values()), pairs=())


def _as_found(found: Any, *rest: Any) -> Any:
    return found


FAMILIES: dict[str, dict[str, Any]] = {
    "capitals and seats that stand for governments": {"elchi.mentions.gazetteer:_is_place": lambda *_: True},
    "offices that mean their holder": {"elchi.entities:_holder": lambda *_: None},
    "what the text before tells: persons, main pair": {"elchi.events:context": _forgetful},
    "visits completed from the document": {"elchi.events.visits:complete": _as_found},
    "guests of parades, at airports, due somewhere": {"elchi.events.guests:find": lambda *_: ()},
    "stories of digests": {"elchi.events.stories:split": lambda views: [tuple(views)]},
    "clauses": {"elchi.events.view:clauses": _whole_sentence},
    "words of factuality": {"elchi.events.factuality:_BY_CONCEPT": ()},
    "tense and mood": {"elchi.events.factuality:_by_tense": lambda *_: None},
    "what makes a paper domestic": {"elchi.events.papers:_is_domestic": lambda *_: False},
    "merging within a document": {"elchi.identity:clusters": _alone, "elchi.identity.treaties:clusters": _alone},
}


@contextmanager
def without(family: str) -> Iterator[None]:
    """Switch a family of rules off."""
    with ExitStack() as stack:
        for place, simpler in FAMILIES[family].items():
            module, _, name = place.partition(":")
            stack.enter_context(mock.patch.object(resolve_name(module), name, simpler))
        yield


def figures(articles: list[gold.Gold]) -> dict[str, float]:
    """Return the mean F1, the F1 of some kinds, and how many open events are taken for done or stand in negatives."""
    scores = run.table((a, judging.judge(a, gold.rows(a))) for a in articles)
    everywhere = scores["all"]
    found = {"mean": run.mean(everywhere)}
    found |= {kind: everywhere[kind].f1 for kind in _COLUMNS if kind in everywhere}
    return found | {kind: float(count) for kind, count in run.faults(scores).items()}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--articles", type=Path, default=gold.ARTICLES, help="annotated folder (%(default)s)")
    articles = gold.read(options.parse_args().articles)
    every = figures(articles)
    print(f"{'with all rules':50s} " + "  ".join(f"{kind} {value:.3f}" for kind, value in every.items()))
    for family in FAMILIES:
        with without(family):
            found = figures(articles)
        changed = (f"{k} {found[k] - v:+.3f}" for k, v in every.items() if abs(found[k] - v) >= 0.0005)
        print(f"without {family:42s} " + "  ".join(changed))


if __name__ == "__main__":
    main()
