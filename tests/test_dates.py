"""Dates: calendar expressions of our own making, and what they must read as."""

from __future__ import annotations

import json
import time
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elchi.dates import Grammar, compile_grammar, find
from elchi.errors import LexiconError
from elchi.model import DateMention, Span

SENTENCES = Path(__file__).resolve().parents[2] / "shared" / "design" / "sentences.jsonl"
PRECISIONS = {"d": "day", "w": "week", "m": "month", "y": "year", "r": "interval"}


Case = tuple[str, str | None, str]
"""A text, when it was published, and the values that it must give ("; " between them)."""

WEDNESDAY = "2025-05-14"

CYRILLIC: list[Case] = [
    ("Битим 2022 йил 29 март куни имзоланди.", None, "2022-03-29"),
    ("Шартнома 2022 йилнинг 29 мартида кучга кирди.", WEDNESDAY, "2022-03-29"),
    ("Саммит 2022 йилнинг 15-16 сентябрь кунлари ўтди.", WEDNESDAY, "2022-09-15/2022-09-16"),
    ("Кўргазма 2016 йил 30 май – 2 июнь кунлари ишлайди.", WEDNESDAY, "2016-05-30/2016-06-02"),
    ("Ташриф 10 майдан 12 майгача давом этди.", WEDNESDAY, "2025-05-10/2025-05-12"),
    ("Учрашув май ойининг 10-куни бўлди.", WEDNESDAY, "2025-05-10"),
    ("Музокара шу йил 15 май куни бошланади.", WEDNESDAY, "2025-05-15"),
    ("Ҳужжат жорий йилнинг 20 июнь куни имзоланади.", WEDNESDAY, "2025-06-20"),
    ("Бу ҳақда ўтган йил декабрида келишилган.", WEDNESDAY, "2024-12"),
    ("Келишув ўтган йилнинг май ойида тузилган.", WEDNESDAY, "2024-05"),
    ("1991 йил 31 августдаги баёнот", WEDNESDAY, "1991-08-31"),
    ("Апрелда бўлган учрашув", WEDNESDAY, "2025-04"),
    ("Ташриф июнь ойи бошида бўлади.", WEDNESDAY, "2025-06"),
    ("Март ойи охирида ваколат тугаган.", WEDNESDAY, "2025-03"),
    ("Вазир келаси ҳафта Тошкентга келади.", WEDNESDAY, "2025-05-19/2025-05-25"),
    ("Ўтган жума куни суҳбатлашган эди.", WEDNESDAY, "2025-05-09"),
    ("Йиғилиш душанба куни бўлиб ўтди.", WEDNESDAY, "2025-05-12"),
    ("Йиғилиш жума куни бўлиб ўтади.", WEDNESDAY, "2025-05-16"),
    ("Элчи 3 кун олдин келган.", WEDNESDAY, "2025-05-11"),
    ("Икки йил аввал имзоланган эди.", WEDNESDAY, "2023"),
    ("Бир ой олдин очилган.", WEDNESDAY, "2025-04"),
    ("2017-2021 йилларга мўлжалланган стратегия", WEDNESDAY, "2017/2021"),
    ("1990-йилларда тузилган", WEDNESDAY, "199X"),
    ("Ўтган асрнинг 90-йиллари", WEDNESDAY, "199X"),
    ("2024 ва 2025 йилларда ўтган", WEDNESDAY, "2024; 2025"),
    ("10 ва 12 май кунлари учрашди.", WEDNESDAY, "2025-05-10; 2025-05-12"),
    ("Сана: 10.05.2022, баённома", None, "2022-05-10"),
    ("20 Апрел 2016 131", None, "2016-04-20"),
    ("2025 йилнинг биринчи чорагида ўсди.", None, "2025-33"),
    ("2025 йилнинг иккинчи ярмида бошланади.", None, "2025-07/2025-12"),
    ("2022 йил ёзида учрашган.", None, "2022-22"),
    ("2030 йилгача давом этади.", None, "2030"),
    ("Йил охиригача имзоланади.", WEDNESDAY, "2025"),
    ("Бугунги учрашувда таъкидланди.", WEDNESDAY, "2025-05-14"),
    ("Кечаги мулоқотдан сўнг", WEDNESDAY, "2025-05-13"),
    ("Президент эртага йўл олади.", WEDNESDAY, "2025-05-15"),
    ("11 майга ўтар кечаси", WEDNESDAY, "2025-05-11"),
    ("Меморандум 24 ноябрь куни имзоланган.", WEDNESDAY, "2024-11-24"),
    ("Суҳбат 5 январь куни бўлиб ўтади.", "2025-12-20", "2026-01-05"),
    ("2012 йил охирида кескинлашди.", None, "2012"),
    ("2019 йилдан бери ҳамкор.", None, "2019"),
    ("Шу ой бошида келган эди.", WEDNESDAY, "2025-05"),
    ("Парад 9 май, жума куни ўтди.", WEDNESDAY, "2025-05-09"),
    ("Тантана 9 май куни ўтди.", None, "XXXX-05-09"),
    ("2010 йил 8 апрелда имзоланган, 5 декабрда кучга кирган.", None, "2010-04-08; 2010-12-05"),
    ("2019 йилда сайланди, 9 май куни келди.", None, "2019; XXXX-05-09"),
    ("Келгуси йил баҳорида бўлади.", WEDNESDAY, "2026-21"),
    ("Ўтган ҳафтанинг жума куни", WEDNESDAY, "2025-05-05/2025-05-11; 2025-05-09"),
    ("Вазир кеча ва бугун учрашди.", None, ""),
    ("Йиғилиш душанба куни бўлди.", None, ""),
    ("Ўтган йили келган.", None, ""),
    ("Жами 14 та ҳужжат имзоланди.", WEDNESDAY, ""),
    ("Ғалабанинг 80 йиллиги", WEDNESDAY, ""),
    ("30 кунлик сулҳ", WEDNESDAY, ""),
    ("У 3 марта келган.", WEDNESDAY, ""),
    ("Бугунги кунда 20 та давлат аъзо.", WEDNESDAY, ""),
    ("Бундан 2000 йил олдин", WEDNESDAY, ""),
    ("XX асрда ва XXI асрда", WEDNESDAY, ""),
    ("Телефон: +998 71 202-05-10", WEDNESDAY, ""),
    ("Соат 06:43 да", WEDNESDAY, ""),
    ("Майда ва ўрта бизнес", WEDNESDAY, ""),
    ("Кейинги 20 йил ичида", WEDNESDAY, ""),
    ("Жума намози ўқилди.", WEDNESDAY, ""),
    ("Марта Костова келди.", WEDNESDAY, ""),
    ("Сайловдан 2 кун олдин", WEDNESDAY, ""),
    ("Кеча-ю кундуз ишлашмоқда.", WEDNESDAY, ""),
    ("Ўтган йилларда ва ҳар йили, йилига 2 марта", WEDNESDAY, ""),
    ("Ҳафта давомида 12 ойлик режа", WEDNESDAY, ""),
    ("Шу куни эълон қилинди.", WEDNESDAY, ""),
    ("Ҳар душанба куни йиғилади.", WEDNESDAY, ""),
    ("«Ўзбекистон — 2030» стратегияси", WEDNESDAY, ""),
    ("COVID-19 май", WEDNESDAY, ""),
]
LATIN: list[Case] = [
    ("Uchrashuv 29-mart kuni o‘tdi.", WEDNESDAY, "2025-03-29"),
    ("2022-yil 29-mart kuni imzolandi.", None, "2022-03-29"),
    ("Joriy yilning 15-may kuni boshlanadi.", WEDNESDAY, "2025-05-15"),
    ("Majlis 15-may kuni soat 10:00 da boshlanadi.", WEDNESDAY, "2025-05-15"),
    ("28-may – 3-iyun kunlari safar bo‘ladi.", WEDNESDAY, "2025-05-28/2025-06-03"),
    ("2-may–3-iyun oralig‘ida", WEDNESDAY, "2025-05-02/2025-06-03"),
    ("2022-yilning 29-martida", None, "2022-03-29"),
    ("O'tgan yilning noyabrida tashrif buyurgan.", WEDNESDAY, "2024-11"),
    ("Kelasi yili Toshkentda o‘tadi.", WEDNESDAY, "2026"),
    ("Shu yilning oktabr oyida o‘tkaziladi.", WEDNESDAY, "2025-10"),
    ("Dekabr oyi oxirlarida kelgan edi.", WEDNESDAY, "2024-12"),
    ("Iyul oyi o`rtalarida kutilmoqda.", WEDNESDAY, "2025-07"),
    ("Sentyabrda bo‘lib o‘tadi.", WEDNESDAY, "2025-09"),
    ("2024-yil bahorida ochilgan.", None, "2024-21"),
    ("Uch kun avval e’lon qilingan.", WEDNESDAY, "2025-05-11"),
    ("O‘n yil oldin tuzilgan.", WEDNESDAY, "2015"),
    ("Ikki hafta oldin gaplashgan.", WEDNESDAY, "2025-04-28/2025-05-04"),
    ("Keyingi oyda keladi.", WEDNESDAY, "2025-06"),
    ("Oʻtgan oyda kelgan.", WEDNESDAY, "2025-04"),
    ("Delegatsiya indinga jo‘naydi.", WEDNESDAY, "2025-05-16"),
    ("2021—2025-yillarda", None, "2021/2025"),
    ("2021-yildan 2025-yilgacha davom etgan.", None, "2021/2025"),
    ("2025-yil 1-yanvardan kuchga kirdi.", None, "2025-01-01"),
    ("1-yanvar holatiga ko‘ra", WEDNESDAY, "2025-01-01"),
    ("20-may, seshanba kuni boshlanadi.", WEDNESDAY, "2025-05-20"),
    ("Seshanba, 20-may kuni boshlanadi.", WEDNESDAY, "2025-05-20"),
    ("May-iyun oylarida o‘tadi.", WEDNESDAY, "2025-05/2025-06"),
    ("2025-yil may-iyun oylarida", None, "2025-05/2025-06"),
    ("Shu oyning 25-kuni bo‘ladi.", WEDNESDAY, "2025-05-25"),
    ("2025-yilning 2-choragida", None, "2025-34"),
    ("2025-yilning II choragida", None, "2025-34"),
    ("Bitim 8- va 9-may kunlari muhokama qilindi.", WEDNESDAY, "2025-05-08; 2025-05-09"),
    ("8, 9 va 10 may kunlari", WEDNESDAY, "2025-05-08; 2025-05-09; 2025-05-10"),
    ("O‘tgan haftada imzolandi.", WEDNESDAY, "2025-05-05/2025-05-11"),
    ("Ushbu haftada imzolanadi.", WEDNESDAY, "2025-05-12/2025-05-18"),
    ("Kelasi dushanba kuni keladi.", WEDNESDAY, "2025-05-19"),
    ("Chorshanba kuni aytdi.", WEDNESDAY, "2025-05-14"),
    ("Yil yakuniga qadar kuchga kiradi.", WEDNESDAY, "2025"),
    ("2022-yil 24-fevralda boshlangan", WEDNESDAY, "2022-02-24"),
    ("24-fevralda boshlangan edi.", "2022-12-01", "2022-02-24"),
    ("Bugun, 14-may kuni,", WEDNESDAY, "2025-05-14; 2025-05-14"),
    ("Kecha kechqurun yetib keldi.", WEDNESDAY, "2025-05-13"),
    ("2026 yil Samarqandda o‘tadi.", None, "2026"),
    ("1960-yilgi shartnoma", None, "1960"),
    ("5-iyun (payshanba) kuni", WEDNESDAY, "2025-06-05"),
    ("BUGUN, 15-MAY KUNI", WEDNESDAY, "2025-05-14; 2025-05-15"),
    ("tugadi.11 mayda boshlandi.Bugun", WEDNESDAY, "2025-05-11; 2025-05-14"),
    ("2023-yil kuzida va o‘tgan yil qishida", WEDNESDAY, "2023-23; 2024-24"),
    ("2020-yil oxiri – 2021-yil boshida", None, "2020; 2021"),
    ("1941–1945-yillardagi urush", None, "1941/1945"),
    ("Kecha, bugun, ertaga", None, ""),
    ("Uchrashuv 3 marta qoldirildi, 10 marta ko‘proq.", WEDNESDAY, ""),
    ("59-yillik majlis va 80 yilligi", WEDNESDAY, ""),
    ("Bugungi kunda 5 mingta", WEDNESDAY, ""),
    ("Qosim-Jo‘mart To‘qayev Dushanbega keldi.", WEDNESDAY, ""),
    ("Juma Namangoniy, Juma namozi", WEDNESDAY, ""),
    ("Mayda va o‘rta biznes, maydon, 15 maydon", WEDNESDAY, ""),
    ("XXI asr, 21-asr", WEDNESDAY, ""),
    ("Saylovdan ikki kun oldin", WEDNESDAY, ""),
    ("Bir necha kun oldin, bir kun kelib", WEDNESDAY, ""),
    ("yozda yozilgan 20 yillik kitob", "2025-05-14", "2024-22"),
    ("70 yoshda, 30 kun muddatga, 1 oy davomida", WEDNESDAY, ""),
    ("Kecha-kunduz mehnat", WEDNESDAY, ""),
    ("Narxi 2022 so‘m, 10.05 foiz, 2022 ta", WEDNESDAY, ""),
    ("Har juma kuni o‘qiydi.", WEDNESDAY, ""),
    ("Shu kuni, o‘sha yili, har yili, yil sari", WEDNESDAY, ""),
    ("31-fevral kuni", WEDNESDAY, ""),
    ("15-mayor Karimov", WEDNESDAY, ""),
    ("F-16 may, G20 iyun", WEDNESDAY, ""),
]
RUSSIAN: list[Case] = [
    ("Подписано 29 марта 2022 года.", None, "2022-03-29"),
    ("Подписано 29 марта 2022 г. в Ташкенте", None, "2022-03-29"),
    ("Визит 10–12 мая завершился.", WEDNESDAY, "2025-05-10/2025-05-12"),
    ("С 10 по 12 мая проходил форум.", WEDNESDAY, "2025-05-10/2025-05-12"),
    ("с 30 ноября 2024 года по 5 января 2025 года", None, "2024-11-30/2025-01-05"),
    ("30 декабря – 2 января пройдет", "2025-12-28", "2025-12-30/2026-01-02"),
    ("с 28 мая по 1 июня 2025 года", None, "2025-05-28/2025-06-01"),
    ("с 28 декабря по 3 января 2025 года", None, "2024-12-28/2025-01-03"),
    ("10 и 12 мая прошли встречи.", WEDNESDAY, "2025-05-10; 2025-05-12"),
    ("10, 11 и 12 мая 2022 года", None, "2022-05-10; 2022-05-11; 2022-05-12"),
    ("в мае 2022 года", None, "2022-05"),
    ("Фото: май 2022", None, "2022-05"),
    ("В январе было подписано", WEDNESDAY, "2025-01"),
    ("В ноябре было подписано", WEDNESDAY, "2024-11"),
    ("В ноябре будет подписано", WEDNESDAY, "2025-11"),
    ("в декабре прошлого года", WEDNESDAY, "2024-12"),
    ("в феврале 2025-го", None, "2025-02"),
    ("в конце мая", None, "XXXX-05"),
    ("в первой половине июня", WEDNESDAY, "2025-06"),
    ("К концу года будет готово.", WEDNESDAY, "2025"),
    ("до конца 2025 года", None, "2025"),
    ("в начале 2000-х", None, "200X"),
    ("в 1990-е годы и в 80-х годах", None, "199X; 198X"),
    ("в 2017–2021 годах", None, "2017/2021"),
    ("с 2017 по 2021 год", None, "2017/2021"),
    ("в 2024 и 2025 годах", None, "2024; 2025"),
    ("Вчера вечером прибыл", WEDNESDAY, "2025-05-13"),
    ("Позавчера заявили", WEDNESDAY, "2025-05-12"),
    ("Накануне стороны обменялись нотами.", WEDNESDAY, "2025-05-13"),
    ("Сегодняшняя встреча и завтрашний визит", WEDNESDAY, "2025-05-14; 2025-05-15"),
    ("на прошлой неделе", WEDNESDAY, "2025-05-05/2025-05-11"),
    ("в прошлую пятницу", WEDNESDAY, "2025-05-09"),
    ("в минувший четверг", WEDNESDAY, "2025-05-08"),
    ("в понедельник подписали", WEDNESDAY, "2025-05-12"),
    ("В пятницу состоится встреча.", WEDNESDAY, "2025-05-16"),
    ("Переговоры пройдут в четверг.", WEDNESDAY, "2025-05-15"),
    ("Как сообщили во вторник, встреча состоится летом", WEDNESDAY, "2025-05-13; 2025-22"),
    ("в следующий вторник", WEDNESDAY, "2025-05-20"),
    ("два дня назад", WEDNESDAY, "2025-05-12"),
    ("неделю назад", WEDNESDAY, "2025-05-05/2025-05-11"),
    ("год назад, 10 лет назад", WEDNESDAY, "2024; 2015"),
    ("Через неделю состоится саммит.", WEDNESDAY, "2025-05-19/2025-05-25"),
    ("летом 2022 года", None, "2022-22"),
    ("прошлой осенью", WEDNESDAY, "2024-23"),
    ("второй квартал 2025 года", None, "2025-34"),
    ("в I квартале 2025 года", None, "2025-33"),
    ("в первом полугодии 2025 года", None, "2025-01/2025-06"),
    ("10.05.2022 и 2022-05-11", None, "2022-05-10; 2022-05-11"),
    ("15 числа этого месяца", WEDNESDAY, "2025-05-15"),
    ("5 мая текущего года", WEDNESDAY, "2025-05-05"),
    ("в этом году и в прошлом месяце", WEDNESDAY, "2025; 2025-04"),
    ("в выходные", WEDNESDAY, "2025-05-17/2025-05-18"),
    ("в среду, 14 мая, и 15 мая (четверг)", WEDNESDAY, "2025-05-14; 2025-05-15"),
    ("в ночь на 15 февраля", WEDNESDAY, "2025-02-15"),
    ("соглашение от 8 апреля 2010 г.", None, "2010-04-08"),
    ("к 2030 году", None, "2030"),
    ("с 1 января вступает в силу", "2025-12-20", "2026-01-01"),
    ("29 февраля 2024 года и 29 февраля 2023 года", None, "2024-02-29"),
    ("в 2018-м и с 2019-го", None, "2018; 2019"),
    ("с сентября 2022 года", None, "2022-09"),
    ("К маю планируется, после марта", WEDNESDAY, "2025-05; 2025-03"),
    ("с 12 мая 2025", None, "2025-05-12"),
    ("с мая по июль 2025 года", None, "2025-05/2025-07"),
    ("в мае-июне", WEDNESDAY, "2025-05/2025-06"),
    ("12 МАЯ 2022 ГОДА", None, "2022-05-12"),
    ("Марта Костова, Тереза Мэй, Август Пиночет", WEDNESDAY, ""),
    ("14 документов, 80-летие, 30-дневное перемирие", WEDNESDAY, ""),
    ("МИА «Россия сегодня», на сегодняшний день", WEDNESDAY, ""),
    ("в XXI веке, в 06:43, в G20", WEDNESDAY, ""),
    ("в окружающую среду", WEDNESDAY, ""),
    ("накануне саммита, накануне визита", WEDNESDAY, ""),
    ("не первый год, 1,5 года, 5 лет, сто дней", WEDNESDAY, ""),
    ("каждый понедельник, по пятницам", WEDNESDAY, ""),
    ("в течение года, в последние годы, круглый год", WEDNESDAY, ""),
    ("с 10 по 12 место", WEDNESDAY, ""),
    ("+7 495 202-05-10, 2030 человек", WEDNESDAY, ""),
    ("несколько дней назад", WEDNESDAY, ""),
    ("Вчера, сегодня и завтра", None, ""),
    ("Сегодня, 14:20", WEDNESDAY, ""),
    ("через два дня после визита", WEDNESDAY, ""),
    ("Через два дня он ушел.", WEDNESDAY, ""),
    ("в пятилетний, двухтысячный год", WEDNESDAY, ""),
    ("маршал, маяк, 5 маяков, 3 марток", WEDNESDAY, ""),
    ("IP 10.05.20.22 и версия 1.2.2020.3", WEDNESDAY, ""),
]


@cache
def grammars() -> dict[str, Grammar]:
    return {language: compile_grammar(language) for language in ("en", "kk", "ky", "ru", "tr", "uz")}


def read(text: str, language: str, published: str | None = None) -> tuple[DateMention, ...]:
    return find(text, [(Span(0, len(text)), language)], grammars=grammars(), published=published)


def values(text: str, language: str, published: str | None = None) -> list[str]:
    return [mention.edtf for mention in read(text, language, published)]


def test_a_language_without_a_grammar_is_an_error_that_names_it() -> None:
    with pytest.raises(LexiconError, match="xx: no date grammar"):
        compile_grammar("xx")


def test_a_stretch_in_another_language_is_passed_over() -> None:
    assert read("2022-05-10", "zz") == ()


def test_offsets_are_code_points_of_the_text() -> None:
    text = "Аввал 💬 сўнг: 10 майга ўтар кечаси."
    (mention,) = read(text, "uz-Cyrl", "2022-05-11")
    assert mention.span.of(text) == "10 майга"


def test_only_the_stretches_given_are_read() -> None:
    text = "10 мая 2022 года. 11 мая 2022 года."
    (mention,) = find(text, [(Span(17, 35), "ru")], grammars=grammars(), published=None)
    assert mention.edtf == "2022-05-11"


@pytest.mark.skipif(not SENTENCES.exists(), reason="the reference sentences are not beside this checkout")
@pytest.mark.parametrize("language", ["en", "kk", "ky", "ru", "tr", "uz-Cyrl", "uz-Latn"])
def test_the_reference_sentences_are_read_whole(language: str) -> None:
    for line in SENTENCES.read_text(encoding="utf-8").splitlines():
        sentence = json.loads(line)
        if sentence["lang"] == language:
            found = [(m.edtf, m.precision) for m in read(sentence["text"], language, "2022-05-11")]
            assert found == [(d["value"], PRECISIONS[d["prec"]]) for d in sentence["dates"]], sentence["text"]


@pytest.mark.parametrize(("text", "published", "expected"), CYRILLIC)
def test_uzbek_in_cyrillic(text: str, published: str | None, expected: str) -> None:
    assert "; ".join(values(text, "uz-Cyrl", published)) == expected


@pytest.mark.parametrize(("text", "published", "expected"), LATIN)
def test_uzbek_in_latin(text: str, published: str | None, expected: str) -> None:
    assert "; ".join(values(text, "uz-Latn", published)) == expected


@pytest.mark.parametrize(("text", "published", "expected"), RUSSIAN)
def test_russian(text: str, published: str | None, expected: str) -> None:
    assert "; ".join(values(text, "ru", published)) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "The visit runs from May 20 to May 22, 2025.", "2025-05-20/2025-05-22"),
        ("en", "They met on 10 and 12 May in Ankara.", "2025-05-10; 2025-05-12"),
        ("en", "signed in March 2022, in force since 2023", "2022-03; 2023"),
        ("en", "It will open on Friday; last Friday it rained.", "2025-05-16; 2025-05-09"),
        ("en", "The treaty was signed on November 24.", "2024-11-24"),
        ("en", "in the 1990s, in the second quarter of 2025", "199X; 2025-34"),
        ("en", "Theresa May may march to 10 Downing Street every Monday.", ""),
        ("en", "two years ago, three days ago, next month", "2023; 2025-05-11; 2025-06"),
        ("kk", "Кездесу 2022 жылдың 10 мамырында өтті.", "2022-05-10"),
        ("kk", "Сапар 20-22 мамыр күндері өтеді.", "2025-05-20/2025-05-22"),
        ("kk", "Былтыр және биыл, өткен аптада", "2024; 2025; 2025-05-05/2025-05-11"),
        ("kk", "Жұма күні басталады. Ертең келеді.", "2025-05-16; 2025-05-15"),
        ("kk", "Бүгінгі таңда 14 құжат бар, 5 жылға", ""),
        ("ky", "Жолугушуу 2022-жылдын 10-майында болду.", "2022-05-10"),
        ("ky", "20-22-май күндөрү өтөт.", "2025-05-20/2025-05-22"),
        ("ky", "Былтыр, өткөн жумада, эртең", "2024; 2025-05-05/2025-05-11; 2025-05-15"),
        ("ky", "Дүйшөмбү күнү башталды.", "2025-05-12"),
        ("ky", "14 документ, 5 жылга", ""),
        ("tr", "Görüşme 10 Mayıs 2022'de yapıldı.", "2022-05-10"),
        ("tr", "20-22 Mayıs tarihlerinde yapılacak.", "2025-05-20/2025-05-22"),
        ("tr", "Geçen yıl imzalandı, bu yıl onaylanacak.", "2024; 2025"),
        ("tr", "Cuma günü başlayacak; dün geldi.", "2025-05-16; 2025-05-13"),
        ("tr", "iki gün önce, 2019 yılından beri", "2025-05-12; 2019"),
        ("tr", "14 belge, 5 yıl boyunca, 3 ay", ""),
    ],
)
def test_languages_that_are_data_only(language: str, text: str, expected: str) -> None:
    assert "; ".join(values(text, language, WEDNESDAY)) == expected


@pytest.mark.parametrize(
    ("text", "published", "precision", "basis", "earliest", "latest"),
    [
        ("29 марта 2022 года", None, "day", "stated", "2022-03-29", "2022-03-29"),
        ("29 марта", WEDNESDAY, "day", "inferredYear", "2025-03-29", "2025-03-29"),
        ("29 марта", None, "day", "stated", None, None),
        ("вчера", WEDNESDAY, "day", "relative", "2025-05-13", "2025-05-13"),
        ("на прошлой неделе", WEDNESDAY, "week", "relative", "2025-05-05", "2025-05-11"),
        ("в феврале 2024 года", None, "month", "stated", "2024-02-01", "2024-02-29"),
        ("в 2019 году", None, "year", "stated", "2019-01-01", "2019-12-31"),
        ("в 90-х годах", None, "decade", "stated", "1990-01-01", "1999-12-31"),
        ("летом 2022 года", None, "season", "stated", "2022-06-01", "2022-08-31"),
        ("10–12 мая 2022 года", None, "interval", "stated", "2022-05-10", "2022-05-12"),
        ("во втором квартале 2025 года", None, "interval", "stated", "2025-04-01", "2025-06-30"),
    ],
)
def test_precision_basis_and_bounds(
    text: str, published: str | None, precision: str, basis: str, earliest: str | None, latest: str | None
) -> None:
    (mention,) = read(text, "ru", published)
    assert (mention.precision, mention.basis) == (precision, basis)
    assert (mention.earliest, mention.latest) == (earliest, latest)


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        ("2023-12-05T10:00:00+05:00", ["2023-12-04", "2024", "2023-11"]),
        ("2023-12", ["2024", "2023-11"]),
        ("2023", ["2024", "2023-11"]),
        ("XXXX-12-05", ["XXXX-11"]),
        ("not a date", ["XXXX-11"]),
        ("2023-13-45", ["XXXX-11"]),
    ],
)
def test_a_vague_publication_date_resolves_what_it_can(published: str, expected: list[str]) -> None:
    assert values("Вчера, в следующем году, в ноябре", "ru", published) == expected


@pytest.mark.parametrize("apostrophe", "ʻʼ'‘’`")
def test_every_apostrophe_is_read(apostrophe: str) -> None:
    assert values(f"O{apostrophe}tgan yil", "uz-Latn", WEDNESDAY) == ["2024"]


@given(
    st.lists(st.sampled_from([*"0123456789 .-–,'", "may ", "йил ", "bu ", "мая ", "с ", "по ", "2022 "]), max_size=60)
)
def test_mentions_lie_in_order_within_their_stretch(pieces: list[str]) -> None:
    text = "".join(pieces)
    for language in ("uz-Latn", "ru"):
        mentions = read(text, language, WEDNESDAY)
        ends = [0, *(end for mention in mentions for end in mention.span), len(text)]
        assert ends == sorted(ends)
        assert all(text[m.span.start : m.span.stop].strip() for m in mentions)


@pytest.mark.parametrize("piece", ["10-", "2022, ", "май ", "A'", "1 и ", "с 10 ", "сегодня ", "o'", "\u00a0", "x'x"])
def test_reading_takes_linear_time(piece: str) -> None:
    def seconds(length: int) -> float:
        text = piece * length
        best = float("inf")
        for _ in range(3):
            started = time.process_time()
            read(text, "ru", WEDNESDAY), read(text, "uz-Latn", WEDNESDAY)
            best = min(best, time.process_time() - started)
        return best

    assert seconds(4_000) < 12 * seconds(1_000) + 0.05
