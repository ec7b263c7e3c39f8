"""Texts to short lines that say what was read in them, for tables of (text, lines).

A person is shown by the last word of its name key, a state by its code, another actor by its name; what is
not known is «?». So «tokaev > TUR state done 2024-05-10» is a visit.
"""

from __future__ import annotations

import gc
import re
import time
from collections.abc import Callable

from elchi import pipeline
from elchi.lexicon import Lexicons, lexicons
from elchi.model import Article, DateMention, Entity, Event, Mention, Reading

APOSTROPHES = "ʻʼ‘’'`"
PUBLISHED = "2024-05-20"

_DIGRAPHS = {
    "o'": "ў", "g'": "ғ", "sh": "ш", "ch": "ч", "ts": "ц", "yo": "ё", "yu": "ю", "ya": "я", "ye": "е",
}  # fmt: skip
_SINGLE = dict(zip("abdefghijklmnopqrstuvxyz'", "абдефгҳижклмнопқрстувхйзъ", strict=True))
_FOREIGN = {  # words whose Cyrillic spelling keeps what the Latin one dropped
    "aprel": "апрель", "iyun": "июнь", "iyul": "июль", "oktabr": "октябрь", "sentabr": "сентябрь",
    "noyabr": "ноябрь", "dekabr": "декабрь", "yanvar": "январь", "fevral": "февраль",
    "fransiya": "франция", "konferensiya": "конференция", "konvensiya": "конвенция",
}  # fmt: skip

_RUSSIAN = re.compile(r"[ыщ]|\b(?:в|во|с|и|на|о|об|не|из|за|как|по)\b|(?:ии|ого)\b")
_UZBEK = re.compile("[ўқғҳ]")


def tools() -> Lexicons:
    return lexicons()


def read(text: str, *, published: str | None = PUBLISHED, title: str | None = None) -> Reading:
    """Return what a text says; one sentence may be too short to tell its language, so the source names it."""
    language = "ru" if _RUSSIAN.search(text) and not _UZBEK.search(text.lower()) else "uz"
    article = Article(id="t", content=text, origin="t", published=published, title=title, language=language)
    return pipeline.extract(article, lexicons=tools())


def cyrillic(latin: str) -> str:
    """Return an Uzbek text, in Latin letters with the straight apostrophe, in Cyrillic letters."""
    foreign = re.compile("|".join(_FOREIGN), re.IGNORECASE)
    latin = foreign.sub(lambda m: _cased(_FOREIGN[m.group().lower()], m.group()), latin)
    latin = re.sub(r"\b(E)(?!')|\b(e)", lambda m: "Э" if m.group() == "E" else "э", latin)
    pieces = re.sub(
        r"o'|g'|sh|ch|ts|y[oeua](?!')|.", lambda m: _letter(m.group()), latin, flags=re.IGNORECASE | re.DOTALL
    )
    return pieces


def _letter(signs: str) -> str:
    letter = _DIGRAPHS.get(signs.lower()) or _SINGLE.get(signs.lower())
    return signs if letter is None else _cased(letter, signs)


def _cased(word: str, like: str) -> str:
    return word[:1].upper() + word[1:] if like[:1].isupper() else word


def apostrophes(latin: str) -> list[str]:
    """Return a text with each of the signs that are written for the Uzbek apostrophe."""
    return [latin.replace("'", sign) for sign in APOSTROPHES]


def actor(reading: Reading, identifier: str | None) -> str:
    if identifier is None:
        return "?"
    kind, _, tail = identifier.partition(":")
    if kind == "person":
        return tail.split()[-1]
    if kind == "state":
        return tail
    return _named(reading)[identifier].name if kind != "group" else tail.rstrip("@")


def _named(reading: Reading) -> dict[str, Entity]:
    return {entity.id: entity for entity in reading.entities}


def _day(start: DateMention | None, end: DateMention | None = None) -> str:
    days = [date.edtf for date in (start, end) if date is not None]
    return " " + "..".join(days) if days else ""


def _roles(reading: Reading, event: Event, name: str) -> list[str]:
    return [actor(reading, role.entity) for role in event.roles if role.name == name]


def visits(reading: Reading) -> list[str]:
    return sorted(
        f"{''.join(_roles(reading, e, 'visitor')) or '?'} > {''.join(_roles(reading, e, 'host')) or '?'}"
        f" {e.variety} {e.factuality}{_day(e.start, e.end)}"
        for e in reading.events
        if e.kind == "Visit"
    )


def meetings(reading: Reading) -> list[str]:
    return sorted(
        f"{' + '.join(sorted(_roles(reading, e, 'participant')))} {e.variety} {e.factuality}{_day(e.start)}"
        for e in reading.events
        if e.kind == "Meeting"
    )


def treaties(reading: Reading) -> list[str]:
    return sorted(
        f"{' + '.join(sorted(actor(reading, p) for p in t.parties))} {t.kind} {t.status}{_day(t.date)}"
        for t in reading.treaties
    )


def subjects(reading: Reading) -> list[str | None]:
    return [t.subject for t in reading.treaties]


def counts(reading: Reading) -> list[tuple[int | None, str | None]]:
    return [(t.count, t.count_qualifier) for t in reading.treaties]


def speakers(reading: Reading) -> list[str]:
    found = [actor(reading, r.roles[0].entity) for r in reading.reports if r.kind == "Communication"]
    return list(dict.fromkeys(found))


def quotations(reading: Reading) -> list[str]:
    return [
        f"{actor(reading, r.roles[0].entity)}: {r.quotation.of(reading.text.content)}"
        for r in reading.reports
        if r.kind == "Communication" and r.quotation is not None
    ]


def offices(reading: Reading) -> list[str]:
    """Return who holds which office of whom."""
    return [
        f"{actor(reading, e.id)} {'former ' if t.former else ''}{t.office} {actor(reading, t.of)}"
        for e in reading.entities
        for t in e.tenures
    ]


def states(reading: Reading) -> list[str]:
    return sorted({e.code or "" for e in reading.entities if e.kind == "state"})


def persons(reading: Reading) -> list[str]:
    return [e.name for e in reading.entities if e.kind == "person"]


def organisations(reading: Reading) -> list[str]:
    return [f"{e.name} ({e.code}) {actor(reading, e.of)}" for e in reading.entities if e.kind == "organisation"]


def mentions(reading: Reading) -> list[Mention]:
    return [m for e in reading.entities for m in e.mentions]


def told(reading: Reading) -> tuple[list[str], ...]:
    """Return all that was read, without what depends on the writing: offsets, names, words."""
    return (
        states(reading), sorted(offices(reading)), [d.edtf for d in reading.dates],
        visits(reading), meetings(reading), treaties(reading), speakers_by_id(reading),
    )  # fmt: skip


def speakers_by_id(reading: Reading) -> list[str]:
    return [r.roles[0].entity for r in reading.reports if r.kind == "Communication"]


def seconds(work: Callable[[], object]) -> float:
    """Return the CPU time of some work, at its best of three, without the collector: memory is not its own."""
    best = float("inf")
    for _ in range(3):
        gc.disable()
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
        gc.enable()
    return best


def is_linear(work: Callable[[int], object], size: int, *, least: float = 0.05) -> bool:
    """Return whether twice the size takes less than three times as long, in one of three tries.

    Less than ``least`` seconds is noise; so is one try on a busy machine.
    """
    work(size // 10)
    return any(seconds(lambda: work(2 * size)) < 3 * max(seconds(lambda: work(size)), least) for _ in range(3))
