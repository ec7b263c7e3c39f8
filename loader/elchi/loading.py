"""Articles to a store: read, extract, validate, store, one outcome for each.

A bad article is an outcome, never the end of the run. Documents whose source and knowledge have not
changed are told by a digest before anything is extracted. After each batch a snapshot is published, so
that a run that is stopped leaves whole documents only.
"""

from __future__ import annotations

import signal
import threading
import traceback
from collections import Counter
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import astuple, dataclass, replace
from functools import lru_cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import chain
from pathlib import Path

import pyoxigraph as ox

from elchi import __version__, graph, pipeline, taggers, text, validate, vocab
from elchi._resources import resource
from elchi.errors import LexiconError, LoaderError, TaggerError
from elchi.lexicon import Lexicons, lexicons
from elchi.model import Article, Outcome, Reading
from elchi.morphology import family
from elchi.read import Failure, Skipped
from elchi.store import Store

BATCH = 500
"""Articles between two snapshots."""

STATES = ("loaded", "unchanged", "replaced", "quarantined", "failed", "skipped")
"""What can become of an article, in the order of summaries."""


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
    """Return a digest of the software's version, the authority data, all word lists and the tagger."""
    lists = chain(_lists(files("elchi").joinpath("lexicon")), *(_lists(folder) for folder in folders))
    hashed = sha256(f"{__version__} {pipeline.VERSION} {tagger}".encode())
    for source in chain(sources, (path.read_bytes() for path in lists)):
        hashed.update(sha256(source).digest())
    return hashed.hexdigest()


def _lists(folder: Traversable) -> Iterator[Traversable]:
    """Yield the TOML files below a folder, sorted."""
    for path in sorted(folder.iterdir(), key=lambda path: path.name):
        if path.is_dir():
            yield from _lists(path)
        elif path.name.endswith(".toml"):
            yield path


def load(
    found: Iterable[Article | Failure | Skipped],
    store: Store,
    *,
    knowledge: Knowledge,
    time: str | None = None,
    batch: int = BATCH,
) -> Generator[Outcome, None, None]:
    """Put articles into a store and yield what became of each, in their order.

    Closing the iterator, or Ctrl-C, ends the run after the article in work; what was taken in is
    published, nothing is half there.

    Args:
        found: what the readers found; consumed one by one.
        store: open for writing.
        knowledge: what to read with.
        time: ISO 8601 time of the run, for the provenance; the day of publication if ``None``.
        batch: articles between two snapshots.

    Raises:
        StoreError: if the store cannot be written.
    """
    _prepare(store, knowledge)
    try:
        for number, item in enumerate(found, start=1):
            yield _outcome(item, store, knowledge, time)
            if number % batch == 0:
                with undisturbed():
                    store.publish()
    finally:
        with undisturbed():
            store.publish()


def summary(outcomes: Iterable[Outcome]) -> dict[str, int]:
    """Return how many outcomes there are of each state, in the order of :data:`STATES`.

    >>> summary([Outcome("a", "a.txt", "loaded"), Outcome("b", "b.txt", "failed")])["failed"]
    1
    """
    counts = Counter(outcome.state for outcome in outcomes)
    return {state: counts[state] for state in STATES}


@contextmanager
def undisturbed() -> Iterator[None]:
    """Hold Ctrl-C back until the block is done, then let it through."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    pressed: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, frame: pressed.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if pressed:
        raise KeyboardInterrupt


def _outcome(item: Article | Failure | Skipped, store: Store, knowledge: Knowledge, time: str | None) -> Outcome:
    if isinstance(item, Article):
        return _article(item, store, knowledge, time)
    state = "failed" if isinstance(item, Failure) else "skipped"
    return Outcome(item.origin, item.origin, state, message=item.message)


def _article(article: Article, store: Store, knowledge: Knowledge, time: str | None) -> Outcome:
    key = vocab.key(article.id)
    document = vocab.document(key).value
    digest = _digest(article, knowledge)
    if store.digest(key) == digest:
        return Outcome(article.id, article.origin, "unchanged", document)
    try:
        reading = pipeline.extract(article, lexicons=knowledge.lexicons, tagger=knowledge.tagger)
        quads, words = graph.quads(reading, time=time), graph.text_quads(reading)
        report = validate.check([*quads, *words], knowledge.shapes, known=knowledge.known)
    except TaggerError as error:
        return Outcome(article.id, article.origin, "failed", document, str(error))
    except LoaderError:
        raise
    except Exception as error:  # one article that trips a fault of ours must not end a run of thousands
        return Outcome(article.id, article.origin, "failed", document, _fault(error))
    if not report.conforms:
        with undisturbed():
            path = store.quarantine(key, quads, _refusal(report))
        kept = "; what was read from it earlier stays" if store.digest(key) is not None else ""
        message = f"{_violations(report)}; see {path}{kept}"
        return Outcome(article.id, article.origin, "quarantined", document, message)
    with undisturbed():
        state = store.put(key, [*quads, *words], digest)
    state = "loaded" if state == "new" else state
    return Outcome(article.id, article.origin, state, document, _remark(reading), _counts(reading))


def _digest(article: Article, knowledge: Knowledge) -> str:
    """Return a digest of all that the document's graph is made from."""
    content = text.normalise(article).sha256
    # Where it was read is for messages only: a file that was moved, or given by another path, is the same article.
    rest = astuple(replace(article, content="", origin=""))
    return sha256(repr((content, rest, knowledge.digest)).encode()).hexdigest()


def _fault(error: Exception) -> str:
    """Return what went wrong in our own code, and where."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{Path(place.filename).name}:{place.lineno}"
    return f"a fault in Elchi ({type(error).__name__}: {error}, {where}); please report it"


def _violations(report: validate.Report) -> str:
    """Return the violations of a report in a line: rule and message of the first, how many more."""
    found = [r for r in report.results if r.severity == "Violation"]
    more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
    return f"{found[0].rule}: {found[0].message}{more}"


def _refusal(report: validate.Report) -> str:
    """Return a report as Turtle, with what a person needs to know in comments on top."""
    lines = [f"# {r.severity} {r.rule}: {r.message} {r.focus}" for r in report.results]
    return "\n".join((*lines, "", report.graph()))


def _remark(reading: Reading) -> str | None:
    """Return what the user should know of a document that was loaded without facts."""
    languages = sorted({block.language for block in reading.blocks if block.kind != "boilerplate" and block.language})
    if any(family(language) for language in languages):
        return None
    if languages:
        return f"in {', '.join(languages)}, which is not read; loaded without facts"
    if any(letter.isalpha() for letter in reading.text.content):
        return "language not known; loaded without facts"
    return "no letters in it; loaded without facts"


def _counts(reading: Reading) -> tuple[tuple[str, int], ...]:
    kinds = Counter(event.kind for event in reading.events)
    return (
        ("actors", len(reading.entities)),
        ("treaties", len(reading.treaties)),
        ("visits", kinds["Visit"]),
        ("meetings", kinds["Meeting"]),
        ("statements", kinds["Communication"]),
        ("dates", len(reading.dates)),
    )


def _prepare(store: Store, knowledge: Knowledge) -> None:
    """Put the ontology and the authority data into the store, unless they are there."""
    ontology = [resource("ontology", name).read_bytes() for name in ("elchi.ttl", "codes.ttl")]
    with undisturbed():
        store.share(vocab.ONTOLOGY_GRAPH, ontology)
        store.share(vocab.ENTITIES, knowledge.authority)
