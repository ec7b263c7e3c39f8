"""Offices: which one, of whom, held by whom."""

import pytest

from core import cyrillic, offices, organisations, read, tools
from elchi import pipeline
from elchi.model import Article


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("Прага: президент Чехии Петр Павел выступил перед студентами.", "pavel president CZE"),
        ("Chexiya prezidenti Petr Pavel talabalar oldida nutq so'zladi.", "pavel president CZE"),
        ("Чешский президент Петр Павел выступил перед студентами.", "pavel president CZE"),
        ("Бывший президент Грузии Михаил Саакашвили выступил перед студентами.", "sakashvili former president GEO"),
        ("Gruziyaning sobiq prezidenti Mixail Saakashvili nutq so'zladi.", "sakashvili former president GEO"),
        ("Заместитель министра иностранных дел России Сергей Рябков дал интервью.", "rabkov deputy_minister RUS"),
        ("Rossiya tashqi ishlar vaziri o'rinbosari Sergey Ryabkov intervyu berdi.", "rabkov deputy_minister RUS"),
        ("Вице-премьер Казахстана Серик Жумангарин был на открытии завода.", "jumangarin deputy_prime_minister KAZ"),
        (
            "Qozog'iston bosh vaziri o'rinbosari Serik Jumangarin zavodni ko'rdi.",
            "jumangarin deputy_prime_minister KAZ",
        ),
        ("Глава МИД Латвии Байба Браже дала интервью изданию.", "braje foreign_minister LVA"),
        ("Latviya TIV rahbari Bayba Braje nashrga intervyu berdi.", "braje foreign_minister LVA"),
        ("Глава Пентагона Пит Хегсет дал интервью изданию.", "hegset defence_minister USA"),
        ("Pentagon rahbari Pit Xegset nashrga intervyu berdi.", "hegset defence_minister USA"),
        ("Пресс-секретарь Кремля Дмитрий Песков ответил журналистам.", "peskov spokesperson RUS"),
        ("Kreml matbuot kotibi Dmitriy Peskov jurnalistlarga javob berdi.", "peskov spokesperson RUS"),
        ("Канцлер Германии Фридрих Мерц открыл выставку в Ганновере.", "mers prime_minister DEU"),
        ("Germaniya kansleri Fridrix Merts ko'rgazmani ochdi.", "mers prime_minister DEU"),
        ("Министр энергетики Саудовской Аравии Абдель Азиз бин Сальман дал интервью.", "salman minister SAU"),
        ("Saudiya Arabistoni energetika vaziri Abdulaziz bin Salmon intervyu berdi.", "salmon minister SAU"),
        ("Король Иордании Абдалла открыл новую больницу в столице.", "abdala monarch JOR"),
        ("Генеральный секретарь НАТО Марк Рютте дал интервью изданию.", "rute secretary_general НАТО"),
        ("NATO Bosh kotibi Mark Ryutte nashrga intervyu berdi.", "rute secretary_general NATO"),
        ("Спикер парламента Венгрии Ласло Кёвер дал интервью изданию.", "kever speaker HUN"),
        ("Министр обороны Сингапура Чан Чун Синг дал интервью изданию.", "sing defence_minister SGP"),
        ("Singapur mudofaa vaziri Chan Chun Sing nashrga intervyu berdi.", "sing defence_minister SGP"),
        ("Госсекретарь США Марко Рубио ответил журналистам в аэропорту.", "rubio foreign_minister USA"),
        ("AQSH davlat kotibi Marko Rubio jurnalistlarga javob berdi.", "rubio foreign_minister USA"),
        ("Посол Индии в России Винай Кумар дал интервью изданию.", "kumar ambassador IND"),
        ("Hindistonning Rossiyadagi elchisi Vinay Kumar intervyu berdi.", "kumar ambassador IND"),
        ("Петр Павел, президент Чехии, выступил перед студентами.", "pavel president CZE"),
    ],
)
def test_a_named_person_holds_the_office_beside_the_name(text: str, held: str) -> None:
    assert offices(read(text)) == [held]


@pytest.mark.parametrize(
    "latin",
    [
        "Turkiya tashqi ishlar vaziri Hakan Fidan nutq so'zladi.",
        "Gruziyaning sobiq bosh vaziri Irakli Garibashvili nashrga intervyu berdi.",
        "Ozarbayjon bosh vaziri o'rinbosari Shohin Mustafoyev zavodni ko'rdi.",
        "Vengriya parlamenti spikeri Laslo Kyover nutq so'zladi.",
    ],
)
def test_both_scripts_tell_the_same_offices(latin: str) -> None:
    one, other = offices(read(latin)), offices(read(cyrillic(latin)))
    assert [line.split()[:-1] for line in one] == [line.split()[:-1] for line in other]
    assert one


def test_an_office_of_one_person_is_not_given_to_the_next() -> None:
    text = "Министр обороны Турции Яшар Гюлер принял Гвидо Крозетто, министра обороны Италии."
    assert offices(read(text)) == ["guler defence_minister TUR", "krozeto defence_minister ITA"]


def test_two_officials_keep_their_own_states() -> None:
    text = "Fransiya bosh vaziri Fransua Bayru Kanada bosh vaziri Mark Karni bilan suhbatlashdi."
    assert offices(read(text)) == ["bairu prime_minister FRA", "karni prime_minister CAN"]


def test_ministers_named_after_a_plural_share_the_office() -> None:
    text = "Министры иностранных дел Армении и Азербайджана Арарат Мирзоян и Джейхун Байрамов провели переговоры."
    assert [line.split()[1] for line in offices(read(text))] == ["foreign_minister", "foreign_minister"]


@pytest.mark.parametrize(
    ("text", "body"),
    [
        (
            "Министерство иностранных дел Казахстана сообщило подробности.",
            "Министерство иностранных дел Казахстана (ministry) KAZ",
        ),
        (
            "Qozog'iston Tashqi ishlar vazirligi tafsilotlarni ma'lum qildi.",
            "Qozog'iston Tashqi ishlar vazirligi (ministry) KAZ",
        ),
        (
            "Қозоғистон Ташқи ишлар вазирлиги тафсилотларни маълум қилди.",
            "Қозоғистон Ташқи ишлар вазирлиги (ministry) KAZ",
        ),
        ("Минобороны Турции сообщило подробности учений в море.", "Минобороны Турции (ministry) TUR"),
        ("Агентство Reuters сообщило подробности учений в море.", "Reuters (media) GBR"),
        ("ООН призвала стороны к сдержанности в этом вопросе.", "ООН (igo) ?"),
        ("BMT tomonlarni vazminlikka chaqirdi.", "BMT (igo) ?"),
        ("БМТ томонларни вазминликка чақирди.", "БМТ (igo) ?"),
        ("Yevropa Ittifoqi yangi sanksiyalarni e'lon qildi.", "Yevropa Ittifoqi (igo) ?"),
        ("Хабар gazeta.uz сайтида эълон қилинди.", "gazeta.uz (media) ?"),
    ],
)
def test_a_body_is_named_with_its_kind_and_state(text: str, body: str) -> None:
    assert organisations(read(text)) == [body]


def test_a_ministry_named_again_without_its_state_is_the_same() -> None:
    text = "Министерство обороны Японии опубликовало доклад. Минобороны ждёт роста расходов."
    assert len(organisations(read(text))) == 1


@pytest.mark.parametrize(
    ("language", "text", "held"),
    [
        ("en", "Northvolt CEO Peter Carlsson spoke to reporters.", "carlson executive Northvolt"),
        ("en", "Jane Holloway, chief executive of Northvolt, spoke to reporters.", "holovai executive Northvolt"),
        ("ru", "Гендиректор Northvolt Петер Карлссон ответил журналистам.", "karlson executive Northvolt"),
        ("tr", "Fuarda Karsan Genel Müdürü Okan Baş konuştu.", "bash executive Karsan"),
        ("ky", "Ош шаарынын мэринин милдетин аткаруучу Бакыт Жетигенов сүйлөдү.", "jetigenov mayor ?"),
        (
            "ky",
            "Вице-премьер-министр — каржы министри Бакыт Төрөбаев келди.",
            "torobaev deputy_prime_minister ?",
        ),
        ("tr", "Rusya'nın Ankara Büyükelçisi Aleksey Yerhov konuştu.", "erhov ambassador RUS"),
        (
            "en",
            "The Export Guarantee Agency's (EGA) director Paul Carter spoke.",
            "carter head_of_agency Export Guarantee Agency (EGA)",
        ),
    ],
)  # fmt: skip
def test_an_office_finds_whose_it_is(language: str, text: str, held: str) -> None:
    article = Article(id="t", content=text, origin="t", published="2024-05-20", language=language)
    assert offices(pipeline.extract(article, lexicons=tools())) == [held]


@pytest.mark.parametrize(
    ("language", "text", "named"),
    [
        ("kk", "Келісімге Alstom Transport пен OICE қол қойды.", ["Alstom Transport (company) ?", "OICE (company) ?"]),
        ("ru", "Модель Dacia Logan 2 и закон «Build Back Better» обсудили в мае.", []),
        ("ru", "Елизавета II и Brexit обсудили в мае.", []),
        ("ru", "Верховный суд Индии отклонил жалобу.", ["Верховный суд Индии (court) IND"]),
        ("ru", "Посольство Бельгии в Казахстане закрыто.", ["Посольство Бельгии в Казахстане (agency) BEL"]),
        (
            "uz",
            "Adliya vazirligi va Transport vazirligi javob berdi.",
            ["Adliya vazirligi (ministry) ?", "Transport vazirligi (ministry) ?"],
        ),
    ],
)  # fmt: skip
def test_a_body_is_named_as_far_as_its_name_goes(language: str, text: str, named: list[str]) -> None:
    article = Article(id="t", content=text, origin="t", published="2024-05-20", language=language)
    assert organisations(pipeline.extract(article, lexicons=tools())) == named


@pytest.mark.parametrize(
    ("language", "text", "held"),
    [
        ("ru", "Врио министра иностранных дел Чехии Мартин Новак прибыл в Вену.", ["novak foreign_minister CZE"]),
        (
            "ru",
            "Министр обороны Латвии Андрис Спрудс беседовал с чешским коллегой Мартином Новаком.",
            ["novak defence_minister CZE", "spruds defence_minister LVA"],
        ),
        (
            "tr",
            "Letonya Savunma Bakanı Andris Spruds, Norveçli mevkidaşı Tore Sandvik ile görüştü.",
            ["sandvik defence_minister NOR", "spruds defence_minister LVA"],
        ),
        (
            "uz",
            "Latviya mudofaa vaziri Andris Spruds norvegiyalik hamkasbi Tore Sandvik bilan uchrashdi.",
            ["sandvik defence_minister NOR", "spruds defence_minister LVA"],
        ),
        (
            "kk",
            "Латвия қорғаныс министрі Андрис Спрудс сербиялық әріптесі Братислав Гашичпен кездесті.",
            ["gashich defence_minister SRB", "spruds defence_minister LVA"],
        ),
        ("en", "Lt Gen Osman Deng Akol, Chad's defence minister, arrived.", ["akol defence_minister TCD"]),
        ("en", "Marijke van der Veen, the Dutch ambassador to Peru, spoke.", ["ven ambassador NLD"]),
        ("en", "The Dutch ambassador to Peru Maarten Visser spoke.", ["viser ambassador NLD"]),
        ("en", "Jan Mulder, a Dutch farmer, spoke of his colleague Piet Bos.", []),
        ("ky", "Коргоо министри генерал-майор Марат Асанов келди.", ["asanov defence_minister ?"]),
    ],
)
def test_colleagues_generals_and_acting_ministers_hold_their_offices(language: str, text: str, held: list[str]) -> None:
    article = Article(id="t", content=text, origin="t", published="2024-05-01", language=language)
    assert sorted(line.strip() for line in offices(pipeline.extract(article, lexicons=tools()))) == held
