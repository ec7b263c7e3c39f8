"""One article to the quads of its document, or to the reason why there are none."""

from __future__ import annotations

import traceback
from collections import Counter
from collections.abc import Callable
from dataclasses import astuple, dataclass, replace
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from elchi import graph, pipeline, text, validate, vocab
from elchi.errors import LoaderError, TaggerError, TimeLimitError
from elchi.knowledge import Knowledge, knowledge
from elchi.limits import time_limit
from elchi.model import Article, Outcome, Reading
from elchi.morphology import family
from elchi.read import Failure, Item, Skipped, fields
from elchi.shards.keys import Key, keys
from elchi.shards.values import Config, Record
from elchi.store import Store

_BLAMED = "the process that read it was killed or hung, twice; it is left aside: read it by itself to see why"
_NO_DATE = "the date of publication is not known"
_TOO_OLD = "published before the day asked for"
_OTHER_LANGUAGE = "in another language"
_NO_FACT = "nothing of diplomacy in it"


class Made(NamedTuple):
    """What one article has become: its record, its quads as lines of N-Quads, its dead letter, its merge keys."""

    record: Record
    lines: bytes = b""
    dead: dict[str, str | None] | None = None
    keys: tuple[Key, ...] = ()


Digests = Callable[[str], str | None]
"""Key of a document to the digest that a store has of it, ``None`` where it is not there."""


@dataclass(frozen=True, slots=True)
class Tools:
    """What a process needs to read articles with; made once for a configuration."""

    knowledge: Knowledge
    checker: validate.Checker
    digest_of: Digests | None


@lru_cache(maxsize=1)
def tools(config: Config) -> Tools:
    """Return what articles are read with.

    Raises:
        LoaderError: if a word list does not parse, a date is none, there is no such tagger, or no such store.
    """
    for date in (config.published, config.since):
        fields.given(date)
    found = knowledge(authority=config.authority, folders=config.folders, tagger=config.tagger)
    digest_of = None if config.store is None else Store.open(config.store).digest
    return Tools(found, validate.Checker(found.shapes, found.known, engine=config.engine), digest_of)


def known(config: Config) -> Knowledge:
    """Return the words, authority data and shapes of a configuration.

    Raises:
        LoaderError: if a word list does not parse, a date is none, or there is no such tagger.
    """
    return tools(config).knowledge


def made(item: Item, config: Config, using: Tools) -> Made:
    """Return what becomes of an article, or of what is none.

    Raises:
        LoaderError: if no article can be read, this one or another.
    """
    if isinstance(item, Failure):
        return _failed(Outcome(item.origin, item.origin, "failed", message=item.message))
    if isinstance(item, Skipped):
        return Made(Record(Outcome(item.origin, item.origin, "skipped", message=item.message)))
    outcome = Outcome(item.id, item.origin, "loaded", vocab.document(vocab.key(item.id)).value)
    try:
        with time_limit(config.seconds):
            return _article(item, outcome, config, using)
    except (TaggerError, TimeLimitError) as error:
        return _failed(replace(outcome, state="failed", message=str(error)))
    except LoaderError:
        raise
    except Exception as error:  # one article that trips a fault of ours must not end a run of thousands
        return _failed(replace(outcome, state="failed", message=_fault(error)))


def blamed(item: Item) -> Made:
    """Return what becomes of an item that has taken two processes with it."""
    id = item.id if isinstance(item, Article) else item.origin
    return _failed(Outcome(id, item.origin, "failed", message=_BLAMED))


def _article(article: Article, outcome: Outcome, config: Config, using: Tools) -> Made:
    reason = _unwanted(article, config)
    if reason is not None:
        return Made(Record(replace(outcome, state="skipped", message=reason)))
    record = _record(article, outcome, using.knowledge.digest)
    if using.digest_of is not None and using.digest_of(record.key) == record.digest:
        return Made(record._replace(outcome=replace(outcome, state="unchanged")))
    reading = pipeline.extract(article, lexicons=using.knowledge.lexicons, tagger=using.knowledge.tagger)
    if config.only_diplomacy and not reading.reports:
        return Made(record._replace(outcome=replace(outcome, state="skipped", message=_NO_FACT)))
    lines = graph.nquads(reading, time=config.time) + graph.text_nquads(reading)
    report = using.checker.check(lines)
    if not report.conforms:
        return _quarantined(record, lines, report)
    told = replace(outcome, message=_remark(reading), counts=_counts(reading))
    return Made(record._replace(outcome=told), lines, keys=tuple(keys(reading)) if config.packed else ())


def _record(article: Article, outcome: Outcome, knowledge: str) -> Record:
    """Return the record of a document, with the digest of all that its graph is made from."""
    content = text.normalise(article).sha256
    # Where it was read is for messages only: a file that was moved, or given by another path, is the same article.
    rest = astuple(replace(article, content="", origin=""))
    digest = sha256(repr((content, rest, knowledge)).encode()).hexdigest()
    return Record(outcome, vocab.key(article.id), digest, content)


def _unwanted(article: Article, config: Config) -> str | None:
    """Return why an article is passed over, ``None`` if it is wanted."""
    if config.since is not None and article.published is None:
        return _NO_DATE
    if config.since is not None and (article.published or "") < config.since[: len(article.published or "")]:
        return _TOO_OLD
    if config.languages and not _speaks(pipeline.main_language(article), config.languages):
        return _OTHER_LANGUAGE
    return None


def _speaks(tag: str | None, wanted: tuple[str, ...]) -> bool:
    """Return whether a language tag is one of those wanted, or a narrower one.

    >>> _speaks("uz-Cyrl", ("ru", "uz")), _speaks("uz-Latn", ("uz-Cyrl",)), _speaks(None, ("uz",))
    (True, False, False)
    """
    return tag is not None and any(f"{tag}-".lower().startswith(f"{one}-".lower()) for one in wanted)


def _failed(outcome: Outcome) -> Made:
    return Made(Record(outcome), dead=_letter(outcome))


def _quarantined(record: Record, lines: bytes, report: validate.Report) -> Made:
    outcome = replace(record.outcome, state="quarantined", message=_violations(report))
    letter = {**_letter(outcome), "report": _refusal(report), "quads": lines.decode()}
    return Made(record._replace(outcome=outcome), dead=letter)


def _letter(outcome: Outcome) -> dict[str, str | None]:
    return {"id": outcome.id, "origin": outcome.origin, "state": outcome.state, "reason": outcome.message}


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
