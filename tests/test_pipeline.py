"""An article to a reading: whole texts, properties that hold for any text, determinism, hostile input."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core import apostrophes, cyrillic, is_linear, meetings, mentions, read, states, told, tools, treaties, visits
from elchi import pipeline
from elchi.model import Article, Reading, Span

ROOT = Path(__file__).resolve().parents[1]

LATIN = (
    "Qozog'iston prezidenti Qosim-Jomart To'qayev 12-mart kuni Turkiyaga davlat tashrifi bilan keldi.\n\n"
    "Turkiya prezidenti Rajab Toyyib Erdo'g'an mehmonni Anqarada kutib oldi. Muzokaralar yakunida Qozog'iston va "
    "Turkiya 12 ta hujjat imzoladi, jumladan, energetika sohasida hamkorlik to'g'risida memorandum bor.\n\n"
    "«Ikki davlat o'rtasidagi savdo besh yilda ikki baravar oshadi», — dedi To'qayev. Turkiya tashqi ishlar vaziri "
    "Hakan Fidanning so'zlariga ko'ra, Erdo'g'an kuzda Qozog'istonga boradi."
)
RUSSIAN = (
    "Премьер-министр Словакии Роберт Фицо 12 марта прибыл в Сербию с официальным визитом.\n\n"
    "Фицо встретился с президентом Сербии Александром Вучичем. Словакия и Сербия подписали соглашение о торговле. "
    "Визит министра обороны Словакии в Сербию перенесён на осень.\n\n"
    "«Мы продолжим этот разговор в Братиславе», — сказал Вучич. Как сообщает Reuters, Сербия предложила Словакии "
    "заключить договор о дружбе."
)


def spans(reading: Reading) -> list[Span]:
    """Return every span that a reading holds."""
    found = [block.span for block in reading.blocks] + [m.span for m in mentions(reading)]
    found += [date.span for date in reading.dates] + [i.span for i in reading.instruments]
    for report in reading.reports:
        found += [report.evidence, *(cue.span for cue in report.cues)]
        found += [span for span in (report.quotation, report.ordinal) if span is not None]
    return found


def links(reading: Reading) -> None:
    """Assert that everything that a reading points to is in it."""
    known = {entity.id for entity in reading.entities}
    for entity in reading.entities:
        assert {tenure.of for tenure in entity.tenures} <= known | {None}
    for report in reading.reports:
        assert {role.entity for role in report.roles} <= known
        assert set(report.sources) <= known
        assert report.place is None or report.place in known
        assert report.instrument is None or report.instrument < len(reading.instruments)
        if report.nested_in is not None:
            assert reading.reports[report.nested_in].kind == "Communication"
    for event in reading.events:
        assert {role.entity for role in event.roles} <= known
        assert all(index < len(reading.reports) for index in event.reports)
        assert all(index < len(reading.treaties) for index in event.instruments)
    for treaty in reading.treaties:
        assert set(treaty.parties) <= known
        assert treaty.member_of is None or treaty.member_of < len(reading.treaties)


def test_an_uzbek_article_is_read() -> None:
    reading = read(LATIN)
    assert states(reading) == ["KAZ", "TUR"]
    assert visits(reading) == ["erdogan > KAZ unspecified planned 2024-23", "tokaev > TUR state done 2024-03-12"]
    assert "KAZ + TUR document signed 2024-03-12" in treaties(reading)
    assert "KAZ + TUR memorandum signed 2024-03-12" in treaties(reading)


def test_a_russian_article_is_read() -> None:
    reading = read(RUSSIAN)
    assert states(reading) == ["SRB", "SVK"]
    assert visits(reading) == ["SVK > SRB unspecified postponed", "fiso > SRB official done 2024-03-12"]
    assert len(meetings(reading)) == 1
    assert treaties(reading) == ["SRB + SVK agreement signed", "SRB + SVK treaty proposed"]


@pytest.mark.parametrize("text", [LATIN, cyrillic(LATIN), RUSSIAN], ids=["uz-Latn", "uz-Cyrl", "ru"])
def test_every_span_slices_to_its_words(text: str) -> None:
    reading = read(text)
    content = reading.text.content
    for mention in mentions(reading):
        assert mention.span.of(content).strip() == mention.span.of(content)
    for span in spans(reading):
        assert 0 <= span.start < span.stop <= len(content)


@pytest.mark.parametrize("text", [LATIN, cyrillic(LATIN), RUSSIAN], ids=["uz-Latn", "uz-Cyrl", "ru"])
def test_everything_pointed_to_is_there(text: str) -> None:
    links(read(text))


def test_a_medium_that_is_told_something_is_not_the_body_behind_it() -> None:
    reading = read("Бу ҳақда «Тонг» агентлигига компания бош директори Ван Цзянмин айтди.")
    links(reading)
    assert "«Тонг» агентлиги" in {e.name for e in reading.entities if e.kind == "organisation"}


def test_both_scripts_of_an_article_tell_the_same() -> None:
    assert told(read(cyrillic(LATIN))) == told(read(LATIN))


@pytest.mark.parametrize("writing", apostrophes(LATIN))
def test_every_apostrophe_tells_the_same(writing: str) -> None:
    assert told(read(writing)) == told(read(LATIN))


def test_an_article_is_read_alike_after_any_other() -> None:
    before = read(LATIN)
    read(RUSSIAN)
    assert read(LATIN) == before


@pytest.mark.parametrize(
    "text",
    [
        "Футбольный клуб подписал контракт с нападающим из Бразилии. Игрок прилетел в столицу и прошёл медосмотр.",
        "Futbol klubi braziliyalik hujumchi bilan uch yillik shartnoma imzoladi. Murabbiy bundan mamnun.",
        "Бугун ҳаво очиқ бўлади, шамол шимолдан эсади, ҳарорат йигирма даражага етади.",
        "Завтра в столице ожидается дождь, температура опустится до пяти градусов.",
        "Президент қарори билан маҳалла раисларининг ойлиги оширилди, янги мактаб қурилади.",
        "Президент подписал указ о повышении зарплаты учителям и строительстве трёх школ.",
        "Dollar kursi pasaydi, oltin narxi esa ko'tarildi, deb yozadi bank sayti.",
    ],
)
def test_a_text_without_diplomacy_has_no_events(text: str) -> None:
    assert [event for event in read(text).events if event.kind != "Communication"] == []


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n\n", "…", "12345", "🙂🙂", "北京和东京", "a", "«", "\u200b\ufeff", "Ж."]
)
def test_a_text_that_says_nothing_gives_nothing(text: str) -> None:
    reading = read(text)
    assert reading.reports == ()
    assert reading.events == ()


def test_an_unknown_language_is_a_document_without_facts() -> None:
    text = (
        "O presidente da França chegou ontem a Lisboa para uma visita oficial de três dias, disse o governo português."
    )
    assert read(text).reports == ()


def test_offsets_count_code_points_of_the_stored_text() -> None:
    reading = read("🙂 Кеча ҳаво очиқ эди.\r\n🙂 Туркия президенти Германияга расмий ташриф билан келди.\r\n")
    (visit,) = (report for report in reading.reports if report.kind == "Visit")
    assert visit.evidence.of(reading.text.content).endswith("келди.")


VOCABULARY = (
    "Туркия Хитой Германияга prezidenti президент России с билан va и ташриф visit визит посетил imzoladi не"
    " подписали соглашение bitim Эрдўған Лавров Лаврову деди заявил 14 та hujjat документов 10 май мая emas"
    ' ўртасида между Москва в Анқарада бош вазири МИД глава О‘zbekiston I Ван « » , . — ( ) - ; "'
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=400))
def test_any_text_can_be_read(text: str) -> None:
    reading = read(text)
    assert all(0 <= span.start <= span.stop <= len(reading.text.content) for span in spans(reading))
    links(reading)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from([*VOCABULARY.split(), "\n\n"]), max_size=60))
def test_any_order_of_the_fields_words_can_be_read(chosen: list[str]) -> None:
    reading = read(" ".join(chosen))
    assert all(0 <= span.start < span.stop <= len(reading.text.content) for span in spans(reading))
    links(reading)


def test_a_reading_does_not_depend_on_the_hash_seed() -> None:
    script = (
        "import hashlib, json, sys; from elchi import pipeline; from elchi.lexicon import lexicons;"
        "from elchi.model import Article;"
        "texts = json.load(sys.stdin);"
        "found = [pipeline.extract(Article(id='t', content=t, origin='t', published='2024-05-20'), lexicons=lexicons())"
        " for t in texts];"
        "told = [(r.reports, r.instruments, r.events, r.treaties, r.dates, [(e.id, e.name, e.of, e.tenures, e.names,"
        " [m.span for m in e.mentions]) for e in r.entities]) for r in found];"
        "print(hashlib.sha256(repr(told).encode()).hexdigest())"
    )
    texts = json.dumps([LATIN, cyrillic(LATIN), RUSSIAN])
    paths = os.pathsep.join([str(ROOT / "loader"), *sys.path])
    digests = {
        subprocess.run(
            [sys.executable, "-c", script],
            input=texts,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": paths},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(digests) == 1


HOSTILE = {
    "one long word": ("Туркия президенти келди ", "а", " деди."),
    "one long name": ("Туркия вазири Эрд", "а", "нинг сўзларига кўра, битим имзоланди."),
    "apostrophes": ("Turkiya prezidenti ", "o'", " keldi."),
    "no full stops": ("", "Туркия президенти Германияга ташриф билан келди ва битим имзолади деди ", ""),
    "no full stops in Russian": ("", "Президент Турции посетил Германию и подписал договор о торговле сообщил он ", ""),
    "open quotation marks": ("Туркия ва Хитой битим имзолади, деди у. ", "« ", ""),
    "nested quotation marks": ("Туркия ва Хитой битим имзолади. ", "«а ", " деди Эрдўған."),
    "names": ("Туркия президенти ", "Али ", "келди."),
    "names with initials": ("Туркия президенти ", "А. ", "келди."),
    "particles": ("Президент Турции Али ", "ибн ", "Салман прибыл."),
    "coordination": ("Битим ", "Туркия ва ", "Хитой ўртасида имзоланди."),
    "sentences": ("", "Туркия ва Хитой битим имзолади, деди Эрдўған. ", ""),
    "hyphens": ("Туркия ", "Али-", "Вали келди."),
    "stops": ("Туркия ва Хитой битим имзолади", ".", ""),
    "lines": ("", "Туркия ва Хитой битим имзолади\n", ""),
    "white space": ("Туркия ва Хитой", " \n\t", "битим имзолади."),
    "digits": ("Туркия ва Хитой ", "1", " та битим имзолади."),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_takes_linear_time(name: str) -> None:
    before, piece, after = HOSTILE[name]

    def work(size: int) -> None:
        article = Article(id="t", content=before + piece * size + after, origin="t", language="uz")
        pipeline.extract(article, lexicons=tools())

    assert is_linear(work, max(100, 6_000 // len(piece)))


def test_a_long_text_of_many_names_and_treaties_takes_linear_time() -> None:
    def work(size: int) -> None:
        read(
            "\n\n".join(
                f"Вазир Иброҳим{chr(0x430 + n % 32)}{chr(0x430 + n // 32)}ов Туркия ва Хитой {n} та битим"
                " имзолаганини айтди."
                for n in range(size)
            )
        )

    assert is_linear(work, 250)


def test_a_long_text_of_many_officials_takes_linear_time() -> None:
    def work(size: int) -> None:
        names = ("".join(chr(0x61 + n // 26**k % 26) for k in range(3)) for n in range(size))
        content = "".join(f"Minister Hans Gru{name}er left. Anna Ro{name}ni came.\n\n" for name in names)
        pipeline.extract(Article(id="t", content=content, origin="t", language="en"), lexicons=tools())

    assert is_linear(work, 600)
