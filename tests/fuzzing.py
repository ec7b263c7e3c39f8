"""Inputs that nobody would write: texts, pages, records and dates of our own, broken in every way we could think of.

Material are the sentences and pages of the tests, the examples and the benchmark; they are cut up, mixed over
languages and scripts, and signs are put among them that have broken readers before.

In ``make test`` the tests are few and always the same; ``make fuzz`` sets ``ELCHI_FUZZ`` to how many times as
many are tried, other ones each time.
"""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from elchi import read
from elchi.model import Article
from elchi.read.record import KEYS

ROOT = Path(__file__).resolve().parents[1]
TIMES = int(os.environ.get("ELCHI_FUZZ", "1"))
LANGUAGES = ("uz-Cyrl", "uz-Latn", "ru", "en", "kk", "ky", "tr")
_LONGEST = 20_000  # characters or bytes: what a test may cost
ENDINGS = (".txt", ".html", ".jsonl", ".jsonl.gz", ".csv", ".tsv", ".warc", ".warc.gz", ".jsonl.zst", ".parquet", "")

Test = TypeVar("Test", bound=Callable[..., None])

SIGNS = (
    "\ud800", "\udfff", "\udbff\ud800",  # halves of a character
    "\u200e", "\u200f", "\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u2066", "\u2067", "\u2069", "\u061c",
    "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u034f", "\u180e", "\ufe0f",  # not to be seen
    "\u0301", "\u0306", "\u0308", "\u0327", "\u0344", "\u20dd", "\u0301" * 30, "\u0653\u0655", "\u0f71\u0f72\u0f74",
    "\x00", "\x01", "\x08", "\x0b", "\x0c", "\x1b[31m", "\x1c", "\x1f", "\x7f", "\x85", "\x9b", "\u2028", "\u2029",
    "\r", "\r\n", "\n", "\n\n", "\t", " ", "\u00a0", "\u2003", "\u3000", "\u202f", "\u1680", "   ",
    "\ue000", "\uf8ff", "\U000f0000", "\U0010ffff", "\ufffe", "\uffff", "\ufdd0", "\ufffd",  # private, no characters
    "🙂", "👨‍👩‍👧", "🇺🇿", "1️⃣", "𝐓𝐮𝐫𝐤𝐞𝐲", "Ｔｕｒｋｅｙ", "北京", "طهران", "ירושלים", "Τουρκία", "ถนน", "한국",
    "İ", "ı", "I", "ß", "ẞ", "ﬁ", "ŉ", "ǅ", "ſ", "K", "Å", "ΐ", "ς", "Ꭰ", "ⅷ", "①", "²", "½", "٣", "१٢", "𝟙𝟚", "৳",
    "«", "»", "“", "”", "„", "\"", "'", "‘", "’", "ʻ", "ʼ", "`", "(", ")", "[", "]", "{", "}", "<", ">", "&", "&amp;",
    "—", "–", "-", "\u2011", "\u2212", "…", ".", "..", "!", "?", ",", ";", ":", "/", "\\", "|", "#", "%", "@", "№", "$",
    "0", "00", "1", "31", "12", "2022", "9999", "0000", "99999999999999999999", "2022-05-10", "10.05.2022", "5:30",
    "XXI", "IV", "14 та", "14", "II", "-", "1-2", "10–12", "29 февраля", "31 June", "30-фев", "32 май",
)  # fmt: skip
"""What is put among the words."""

ALIKE = str.maketrans("аеорсухАВЕКМНОРСТХіqaecopxyABEHKMOPTX", "aeopcyxABEKMHOPCTXiԛаесорхуАВЕНКМОРТХ")
"""Letters to those of the other script that look like them."""

HOSTILE = (
    "", " ", "a b", '"', "<x>", "{}", "a\nb", "a\\b", "\\u0041", "^`|", "%", "%2", "%zz", "#", "?", "\x00", "\u202e",
    "\ud800", "\ue000", "\U0010fffe", "\U00010000", "é", "e\u0301", "элчи", "http://[", "http://[::1", "http://a:b/",
    "http://a:99999/", "http://ａ/", "http://a b/", "https://example.org/x y", "//x", "x:", ":x", "urn:x",
    "http://example.org/" + "a" * 3000, "mailto:a@b", "http://user:word@host/", "http://xn--/", "http://\u2100/", "..",
    "../../etc", "javascript:0", "C:\\x", "a" * 300, "\ufeff", "'", "@en", "^^xsd:date", "_:b0", "true", "1", "null",
    "]]>", "<!--",
)  # fmt: skip
"""What an id, an address, a title or a name may not have to be."""

TAGS = (
    "ru", "uz", "uz-Cyrl", "uz_Latn", "UZ-CYRL", "en-US", "x-uz", "i-klingon", "ru-RU-u-ca-buddhist", "zh-cmn-Hans-CN",
    "uz-Cyrl-Cyrl", "en-a", "en-aa-bb-cc", "ru-123", "de-1996", "en-abcdefgh-ij", "art-lojban", "qaa-Qaaa", "kk", "ky",
    "tr", "tr-TR", "und", "xx", "", "-", "ru-", "r", "russian", "ру", "ru\n",
)  # fmt: skip
"""Language tags, good and bad."""

DATES = (
    "2022-05-10", "2022-05", "2022", "0001-01-01", "9999-12-31", "0000", "2022-13", "2022-02-30", "20220510", "202205",
    "2022-05-10T23:59:60Z", "2022-05-10 10:00", "10.05.2022", "1/2/2022", "31/31/2022", "٢٠٢٢-٠٥-١٠", "２０２２",
    "२०२२-05", "2022-5-1", "-2022", "+2022-01-01", "2022-W10", "XXXX-05", "yesterday", "", " 2022 ", "2022\n",
    "𝟚𝟘𝟚𝟚", "٣.٥.2022",
)  # fmt: skip
"""Dates of publication, good and bad."""

PUBLISHED = ("2022-05-10", "2022-05", "2022", "0001-01-01", "9999-12-31", "2024-02-29", "1999-12-31")
"""Dates of publication as the readers give them."""


def fuzzed(examples: int) -> Callable[[Test], Test]:
    """Return the decorator of a test that is tried with so many examples, the same ones each time.

    Args:
        examples: how many in ``make test``; with ``ELCHI_FUZZ`` so many times as many, drawn anew.
    """
    slow = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture)
    return settings(max_examples=examples * TIMES, derandomize=TIMES == 1, deadline=None, suppress_health_check=slow)  # type: ignore[return-value]  # a decorator, whatever its stubs say


@lru_cache(maxsize=1)
def passages() -> tuple[str, ...]:
    """Return the paragraphs of our own articles in all languages, and single sentences with dates, sorted."""
    folders = (ROOT / "examples" / "articles", ROOT / "tests" / "negatives", ROOT / "benchmarks/accuracy/articles")
    found = {line for folder in folders for path in folder.rglob("*.txt") for line in _lines(path)}
    found |= {line.split("\t")[2] for line in _lines(ROOT / "tests" / "dates.tsv") if line.count("\t") > 1}
    return tuple(sorted(found))


@lru_cache(maxsize=1)
def pages() -> tuple[bytes, ...]:
    """Return the bytes of our own pages, sorted by name."""
    folders = (ROOT / "examples" / "pages", ROOT / "tests" / "pages")
    return tuple(path.read_bytes() for folder in folders for path in sorted(folder.glob("*.html")))


@lru_cache(maxsize=1)
def records() -> tuple[bytes, ...]:
    """Return our own lines of JSON."""
    return tuple((ROOT / "examples" / "articles" / "wire.jsonl").read_bytes().splitlines(keepends=True))


def _lines(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


class Edit(NamedTuple):
    """One harm done to a text: what, where (any number), over how much of it, with what."""

    kind: str
    at: int
    size: int
    sign: str

    def of(self, text: str) -> str:
        """Return the text with the harm done to it."""
        start = self.at % (len(text) + 1)
        head, middle, tail = text[:start], text[start : start + self.size], text[start + self.size :]
        return head + _HARMS[self.kind](middle, self.sign) + tail

    def of_bytes(self, data: bytes) -> bytes:
        """Return bytes with the harm done to them; what only letters can suffer flips their bits."""
        start = self.at % (len(data) + 1)
        head, middle, tail = data[:start], data[start : start + self.size], data[start + self.size :]
        return head + _BYTE_HARMS.get(self.kind, _flipped)(middle, self.sign.encode("utf-8", "surrogatepass")) + tail


_HARMS: dict[str, Callable[[str, str], str]] = {
    "insert": lambda words, sign: sign + words,
    "repeat": lambda words, sign: sign * 40 + words,
    "between": lambda words, sign: sign.join(words),
    "delete": lambda words, sign: "",
    "double": lambda words, sign: words * 2,
    "alike": lambda words, sign: words.translate(ALIKE),
    "upper": lambda words, sign: words.upper(),
    "lower": lambda words, sign: words.lower(),
    "swap": lambda words, sign: words.swapcase(),
    "shuffle": lambda words, sign: " ".join(sorted(words.split(" "), key=lambda word: word[::-1])),
    "turn": lambda words, sign: words[::-1],
    "join": lambda words, sign: words.replace(" ", ""),
    "split": lambda words, sign: words.replace(" ", "\n\n"),
}
HARMS = tuple(_HARMS)
"""The names of what can be done to a stretch of a text."""
_BYTE_HARMS: dict[str, Callable[[bytes, bytes], bytes]] = {
    "insert": lambda part, sign: sign + part,
    "repeat": lambda part, sign: sign * 40 + part,
    "delete": lambda part, sign: b"",
    "double": lambda part, sign: part * 2,
    "turn": lambda part, sign: part[::-1],
    "shuffle": lambda part, sign: b">".join(reversed(part.split(b">"))),
    "split": lambda part, sign: part.replace(b"</", b"<"),
    "join": lambda part, sign: part.replace(b">", b"> ", 3).replace(b"<", b"", 1),
}


def _flipped(part: bytes, sign: bytes) -> bytes:
    return bytes(byte ^ (1 << (number % 8)) for number, byte in enumerate(part[:8])) + part[8:]


def _any_of(ours: Callable[[], tuple[Any, ...]]) -> st.SearchStrategy[Any]:
    """Return one of our own things; Hypothesis would print them all if they were given to it."""
    return st.integers(0, len(ours()) - 1).map(lambda number: ours()[number])


edits = st.lists(
    st.builds(
        Edit,
        st.sampled_from(HARMS),
        st.integers(0, 20_000),
        st.one_of(st.integers(0, 12), st.integers(0, 400)),
        st.one_of(_any_of(lambda: SIGNS), st.characters(codec=None)),
    ),
    max_size=6,
)
"""Harms to do to a text, one after the other."""


def _harmed(pieces: list[str], glue: str, harms: Iterable[Edit]) -> str:
    text = glue.join(pieces)
    for harm in harms:
        text = harm.of(text)[:_LONGEST]
    return text


def _harmed_bytes(data: bytes, harms: Iterable[Edit]) -> bytes:
    for harm in harms:
        data = harm.of_bytes(data)[:_LONGEST]
    return data


def texts(most: int = 5) -> st.SearchStrategy[str]:
    """Return texts of up to so many of our own paragraphs, mixed and harmed, and of any characters at all."""
    mixed = st.lists(_any_of(passages), min_size=1, max_size=most)
    return st.one_of(
        st.builds(_harmed, mixed, st.sampled_from(("\n\n", "\n", " ")), edits),
        st.lists(st.one_of(_any_of(lambda: SIGNS), _any_of(_words)), max_size=60).map(" ".join),
        st.text(st.characters(codec=None), max_size=200),
    )


def documents() -> st.SearchStrategy[bytes]:
    """Return pages, lines of JSON and plain texts, harmed, in any encoding, and any bytes at all."""
    encoded = st.sampled_from(("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1251", "koi8-r", "utf-32"))
    return st.one_of(
        st.builds(_harmed_bytes, _any_of(pages), edits),
        st.builds(_harmed_bytes, st.builds(_spliced, _any_of(pages), _any_of(pages), _PLACES), edits),
        st.builds(_harmed_bytes, st.lists(_any_of(records), max_size=3).map(b"".join), edits),
        st.lists(lines(), max_size=3).map(b"\n".join),
        st.builds(_harmed_bytes, tables(), edits),
        st.builds(_harmed_bytes, archives(), edits),
        st.builds(lambda text, name: text.encode(name, "replace"), texts(3), encoded),
        st.binary(max_size=300),
    )


def tables() -> st.SearchStrategy[bytes]:
    """Return tables of CSV and TSV with our own passages in them."""
    names = st.lists(st.sampled_from(KEYS), unique=True, max_size=5).map(lambda keys: ["text", *keys])
    rows = st.lists(st.lists(st.one_of(_any_of(passages), _names), max_size=6), max_size=4)
    return st.builds(table, names, rows, st.sampled_from(",;\t"))


def table(names: list[str], rows: list[list[str]], sign: str) -> bytes:
    """Return a table with a header."""
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=sign).writerows([names, *rows])
    return written.getvalue().encode("utf-8", "surrogatepass")


def archives() -> st.SearchStrategy[bytes]:
    """Return web archives of our own pages, in WARC."""
    coded = "text/html\r\nContent-Encoding: gzip"
    sent = st.sampled_from(("text/html", "text/html; charset=utf-8", "image/png", "", coded))
    records = st.builds(archived, _any_of(pages), _names, sent, st.sampled_from(("200 OK", "404 No", "20")))
    return st.lists(records, max_size=3).map(b"".join)


def archived(page: bytes, address: str, media: str, status: str) -> bytes:
    """Return a page as a record of an archive."""
    block = f"HTTP/1.1 {status}\r\nContent-Type: {media}\r\n\r\n".encode() + page
    uri = " ".join(address.split()).encode("utf-8", "surrogatepass")
    head = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: " + uri
    return head + b"\r\nContent-Length: %d\r\n\r\n" % len(block) + block + b"\r\n\r\n"


_PLACES = st.tuples(st.integers(0, 5_000), st.integers(0, 5_000))


def _spliced(first: bytes, second: bytes, places: tuple[int, int]) -> bytes:
    return first[: places[0] % (len(first) + 1)] + second[places[1] % (len(second) + 1) :]


def lines() -> st.SearchStrategy[bytes]:
    """Return lines of JSON whose values are sometimes of the wrong type."""
    return st.dictionaries(st.one_of(_any_of(lambda: KEYS), _words_or_any), _values, max_size=6).map(
        lambda record: json.dumps(record, ensure_ascii=bool(len(record) % 2)).encode("utf-8", "surrogatepass")
    )


def articles(most: int = 5) -> st.SearchStrategy[Article]:
    """Return articles as the readers make them, from records with hostile values."""
    optional = {
        "id": _names, "url": _names, "title": _names, "publisher": _names, "author": _names,
        "published": _any_of(lambda: DATES), "lang": _any_of(lambda: TAGS),
    }  # fmt: skip
    return st.builds(_article, texts(most), st.fixed_dictionaries({}, optional=optional))


def values() -> st.SearchStrategy[dict[str, str]]:
    """Return what :func:`elchi.extract` may be told of a text."""
    optional = {
        "id": _names, "url": _names, "title": _names, "publisher": _names,
        "published": _any_of(lambda: DATES), "language": _any_of(lambda: TAGS),
    }  # fmt: skip
    return st.fixed_dictionaries({}, optional=optional)


def _article(text: str, values: dict[str, str]) -> Article:
    """Return the article of a record; letters are put before a text that has none, which is no article."""
    line = json.dumps({**values, "text": text}).encode()
    found = list(read.articles(["-"], stdin=io.BytesIO(line)))
    if not isinstance(found[0], Article):
        return _article(f"{text} Элчи келди.", values)
    return found[0]


@lru_cache(maxsize=1)
def _words() -> tuple[str, ...]:
    return tuple(sorted({word for passage in passages() for word in passage.split()}))


_names = st.one_of(_any_of(lambda: HOSTILE), st.text(st.characters(codec=None), max_size=20))
_words_or_any = st.text(max_size=10)
_values = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(),
        _names,
        _any_of(lambda: DATES),
        _any_of(lambda: TAGS),
        _any_of(passages),
        texts(1),
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(_names, inner, max_size=3)),
    max_leaves=5,
)
