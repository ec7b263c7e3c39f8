"""What articles are read with: words, authority data, shapes, a tagger; and a digest of all of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import chain
from pathlib import Path

import pyoxigraph as ox

from elchi import __version__, pipeline, taggers, validate
from elchi._resources import resource
from elchi.errors import LexiconError
from elchi.lexicon import Lexicons, lexicons


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What articles are read with: words, authority data, shapes, a tagger if one is wanted.

    ``digest`` changes whenever any of it does, or the software: documents are then read anew.
    """

    lexicons: Lexicons
    shapes: validate.Shapes
    authority: tuple[bytes, ...]  # Turtle
    known: validate.Authority
    digest: str
    tagger: taggers.Named | None = None


def knowledge(*, authority: Iterable[Path] = (), folders: Iterable[Path] = (), tagger: str | None = None) -> Knowledge:
    """Return what a run reads with: what ships with Elchi, and what the user adds.

    Args:
        authority: Turtle files of actors and places.
        folders: folders of word lists.
        tagger: name of an installed named-entity tagger.

    Raises:
        LexiconError: if a file does not parse.
        TaggerError: if there is no such tagger.
    """
    own, lists = tuple(authority), tuple(folders)
    words = lexicons(authority_files=own, folders=lists)
    sources = (*_shipped(), *(path.read_bytes() for path in own))
    named = None if tagger is None else taggers.named(tagger)
    digest = _digest_of(sources, lists, "" if named is None else named.digest)
    return Knowledge(words, validate.load_shapes(), sources, known_authority(own), digest, named)


def known_authority(own: Iterable[Path] = ()) -> validate.Authority:
    """Return the authority data that ship with Elchi, and those of the user's Turtle files, for validation.

    Raises:
        LexiconError: if a file is not Turtle.
    """
    known = _shipped_authority()
    for path in own:
        try:
            added = validate.authority(ox.parse(path.read_bytes(), ox.RdfFormat.TURTLE))
        except SyntaxError as error:
            raise LexiconError(f"{path}:{error.lineno}: not readable as Turtle: {error.msg}") from error
        known = validate.merged(known, added)
    return known


@lru_cache(maxsize=1)
def _shipped() -> tuple[bytes, ...]:
    """Return the Turtle documents of the authority data that ship with Elchi."""
    found = sorted(resource("ontology", "authority").iterdir(), key=str)
    return tuple(path.read_bytes() for path in found if path.name.endswith(".ttl"))


@lru_cache(maxsize=1)
def _shipped_authority() -> validate.Authority:
    return validate.authority(quad for source in _shipped() for quad in ox.parse(source, ox.RdfFormat.TURTLE))


def _digest_of(sources: Iterable[bytes], folders: Iterable[Path], tagger: str) -> str:
    """Return a digest of the software's version, ontology, shapes, authority data, all word lists and the tagger."""
    lists = chain(_lists(files("elchi").joinpath("lexicon")), *(_lists(folder) for folder in folders))
    rules = (file for file in sorted(resource("shapes").iterdir(), key=str) if file.name.endswith(".ttl"))
    terms = (resource("ontology", name) for name in ("elchi.ttl", "codes.ttl"))
    hashed = sha256(f"{__version__} {pipeline.VERSION} {tagger}".encode())
    for source in chain(sources, (path.read_bytes() for path in chain(terms, rules, lists))):
        hashed.update(sha256(source).digest())
    return hashed.hexdigest()


def _lists(folder: Traversable) -> Iterator[Traversable]:
    """Yield the TOML files below a folder, sorted."""
    for path in sorted(folder.iterdir(), key=lambda path: path.name):
        if path.is_dir():
            yield from _lists(path)
        elif path.name.endswith(".toml"):
            yield path
