"""Who has headed which state, its government or a ministry (``holders.toml``), found by office and family name."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from functools import lru_cache
from importlib.resources import files

from elchi.morphology.names import agree, name_key, skeleton

_LEAST_SKELETON = 3  # consonants: two are shared by too many names


class Holders:
    """The holders of the offices at the head of states; immutable."""

    def __init__(
        self, offices: Mapping[str, Mapping[str, Iterable[str]]], home: Mapping[str, str], family_first: Container[str]
    ) -> None:
        """Index full names by office and family name.

        Args:
            offices: office to state (alpha-3) to full names.
            home: BCP 47 language to the state whose press writes it.
            family_first: the states where the family name stands first.
        """
        self._home = home
        self._known: dict[tuple[str, str], list[tuple[str, frozenset[str]]]] = defaultdict(list)
        for office, states in offices.items():
            for state, names in states.items():
                for words in (name_key(name).split() for name in names):
                    family = {words[-1], words[0] if state in family_first else words[-1]}
                    for handle in sorted({h for word in family for h in _handles(word)}):
                        self._known[office, handle].append((f"state:{state}", frozenset(words)))

    def states(self, office: str, surnames: Iterable[str], given: Iterable[str]) -> frozenset[str]:
        """Return the keys of the states that somebody of a name is known to have held an office of.

        Args:
            office: code of the office.
            surnames: name keys that the family name may have.
            given: name keys of the given names, none if they are not said.
        """
        first = frozenset(given)
        return frozenset(
            state
            for surname in surnames
            for handle in _handles(surname)
            for state, words in self._known.get((office, handle), ())
            if not first or any(agree(one, word) for one in first for word in words)
        )

    def home(self, language: str) -> str | None:
        """Return the key of the state whose press writes a language, ``None`` for a language of many states."""
        state = self._home.get(language.partition("-")[0].lower())
        return None if state is None else f"state:{state}"


def _handles(word: str) -> Iterator[str]:
    yield word
    if len(skeleton(word)) >= _LEAST_SKELETON:
        yield f"~{word[:1]}{skeleton(word)}"


@lru_cache(maxsize=1)
def load_holders() -> Holders:
    """Return the holders that ship with Elchi."""
    source = files("elchi").joinpath("lexicon", "holders.toml")
    tables = tomllib.loads(source.read_text(encoding="utf-8"))
    return Holders(tables["office"], tables["home"], frozenset(tables["names"]["family-first"]))
