"""Visits: who travels where, in what rank, when, and whether it comes to pass."""

import pytest

from core import apostrophes, cyrillic, read, visits


@pytest.mark.parametrize(
    ("text", "visit"),
    [
        ("Italiya bosh vaziri Germaniyaga rasmiy tashrif bilan keldi.", "ITA > DEU official done"),
        ("Италия бош вазири Германияга расмий ташриф билан келди.", "ITA > DEU official done"),
        ("Премьер-министр Италии прибыл в Германию с официальным визитом.", "ITA > DEU official done"),
        ("Туркманистон президенти Тожикистонга давлат ташрифи билан келди.", "TKM > TJK state done"),
        ("Президент Туркмении прибыл в Таджикистан с государственным визитом.", "TKM > TJK state done"),
        ("Iordaniya qiroli Abdulla Misrga ish safari bilan keldi.", "abdula > EGY working done"),
        ("Король Иордании Абдалла совершил рабочую поездку в Египет.", "abdala > EGY working done"),
        ("Министр обороны Германии прибыл в Киев с необъявленным визитом.", "DEU > UKR unannounced done"),
        ("Germaniya mudofaa vaziri Kiyevga kutilmaganda yetib keldi.", "DEU > UKR unannounced done"),
        ("Германия мудофаа вазири Киевга кутилмаганда етиб келди.", "DEU > UKR unannounced done"),
        ("Премьер-министр Италии находится в Германии с рабочим визитом.", "ITA > DEU working ongoing"),
        ("Премьер-министр Кипра побывал в Анкаре с визитом.", "CYP > TUR unspecified done"),
        ("Qatar delegatsiyasi Kobulga keldi.", "delegation@state:QAT > AFG unspecified done"),
        ("Делегация Катара прибыла в Кабул.", "delegation@state:QAT > AFG unspecified done"),
    ],
)
def test_a_visit_has_a_visitor_a_host_and_a_rank(text: str, visit: str) -> None:
    assert visits(read(text)) == [visit]


@pytest.mark.parametrize(
    ("text", "visit"),
    [
        (
            "Qozog'iston prezidenti Qosim-Jomart To'qayev 10-may kuni Turkiyaga davlat tashrifi bilan keldi.",
            "tokaev > TUR state done 2024-05-10",
        ),
        (
            "Президент Казахстана Касым-Жомарт Токаев 10 мая прибыл в Турцию с государственным визитом.",
            "tokaev > TUR state done 2024-05-10",
        ),
        ("3-5-may kunlari Latviya prezidenti Tojikistonga keldi.", "LVA > TJK unspecified done 2024-05-03..2024-05-05"),
        ("3–5 май кунлари Латвия президенти Тожикистонга келди.", "LVA > TJK unspecified done 2024-05-03..2024-05-05"),
        (
            "Президент Латвии с 3 по 5 мая находился с визитом в Таджикистане.",
            "LVA > TJK unspecified done 2024-05-03..2024-05-05",
        ),
        ("Премьер-министр Италии посетит Германию в июне.", "ITA > DEU unspecified planned 2024-06"),
        ("Italiya bosh vaziri iyun oyida Germaniyaga boradi.", "ITA > DEU unspecified planned 2024-06"),
    ],
)
def test_a_visit_has_the_dates_that_stand_by_it(text: str, visit: str) -> None:
    assert visits(read(text)) == [visit]


@pytest.mark.parametrize(
    "text",
    [
        "Министр иностранных дел Китая Ван Тао посетил Казахстан и Узбекистан.",
        "Xitoy tashqi ishlar vaziri Van Tao Qozog'iston va O'zbekistonga tashrif buyurdi.",
        "Хитой ташқи ишлар вазири Ван Тао Қозоғистон ва Ўзбекистонга ташриф буюрди.",
    ],
)
def test_a_journey_to_two_states_is_two_visits(text: str) -> None:
    assert visits(read(text)) == ["tao > KAZ unspecified done", "tao > UZB unspecified done"]


@pytest.mark.parametrize(
    ("text", "host", "place"),
    [
        ("Президент Франции Эмманюэль Макрон прилетел в Токио.", "JPN", "place:tokyo"),
        ("Fransiya prezidenti Emmanuel Makron Tokioga yetib keldi.", "JPN", "place:tokyo"),
        ("Франция президенти Эммануэл Макрон Токиога етиб келди.", "JPN", "place:tokyo"),
    ],
)
def test_who_arrives_in_a_city_visits_its_state(text: str, host: str, place: str) -> None:
    reading = read(text)
    assert visits(reading) == [f"makron > {host} unspecified done"]
    assert [event.place for event in reading.events] == [place]
    assert f"state:{host}" in {entity.id for entity in reading.entities}


@pytest.mark.parametrize(
    "text",
    [
        "Министр иностранных дел Ирака пригласил министра иностранных дел Сирии посетить Багдад.",
        "Iroq tashqi ishlar vaziri Suriya tashqi ishlar vazirini Bag'dodga taklif qildi.",
        "Ироқ ташқи ишлар вазири Сурия ташқи ишлар вазирини Бағдодга таклиф қилди.",
    ],
)
def test_an_invitation_is_a_proposed_visit_of_the_guest(text: str) -> None:
    assert visits(read(text)) == ["SYR > IRQ unspecified proposed"]


def test_a_visit_told_twice_is_one() -> None:
    text = "Италия бош вазири Жоржа Мелони 10 май куни Германияга келди. Мелони Германияга расмий ташриф билан келди."
    assert visits(read(text)) == ["meloni > DEU official done 2024-05-10"]


def test_visits_on_other_days_are_two() -> None:
    text = "Президент Кипра посетил Катар 3 мая 2019 года. В Катар президент Кипра прибыл и 7 мая 2024 года."
    assert len(visits(read(text))) == 2


def test_the_first_visit_since_a_year_keeps_that_claim() -> None:
    reading = read("Suriya prezidenti Ahmad ash-Sharaa 2011-yildan beri ilk bor Rossiyaga tashrif buyurdi.")
    claims = [r.ordinal.of(reading.text.content) for r in reading.reports if r.ordinal is not None]
    assert claims
    assert "ilk bor" in claims[0]


@pytest.mark.parametrize(
    "text",
    [
        "Туристы из Китая посетили Германию.",
        "Президент Кипра посетил школу в пригороде столицы.",
        "Italiya bosh vaziri Rimga qaytdi.",
        "Bu safar musobaqada hech kim g'olib bo'lmadi.",
        "Сотрудники компании из Японии приехали в Узбекистан на ярмарку.",
    ],
)
def test_no_visit_is_read_where_nobody_visits_a_state(text: str) -> None:
    assert visits(read(text)) == []


@pytest.mark.parametrize(
    "latin",
    [
        "Malayziya bosh vaziri Anvar Ibrohim Ruminiyaga rasmiy tashrif bilan keldi.",
        "O'zbekiston prezidenti Shavkat Mirziyoyev Mo'g'ulistonga davlat tashrifi bilan boradi.",
        "Norvegiya tashqi ishlar vazirining Hindistonga tashrifi bekor qilindi.",
        "Polsha prezidenti Moskvaga bormaydi.",
    ],
)
def test_every_writing_of_uzbek_tells_the_same_visit(latin: str) -> None:
    told = {tuple(visits(read(text))) for text in (*apostrophes(latin), cyrillic(latin))}
    assert len(told) == 1
    assert told != {()}


def test_a_date_before_everything_else_is_that_of_the_sentence() -> None:
    text = "10-may kuni, kun yarmida, Italiya bosh vaziri Germaniyaga keldi."
    assert visits(read(text)) == ["ITA > DEU unspecified done 2024-05-10"]


@pytest.mark.parametrize(
    ("text", "visit"),
    [
        (
            "Latviya bosh vaziri Andris Ozols 30-may – 2-iyun kunlari Tojikistonga boradi.",
            "ozols > TJK unspecified planned 2024-05-30..2024-06-02",
        ),
        (
            "Латвия премьері Андрис Озолс 30 мамыр – 2 маусым аралығында Тәжікстанға ресми сапармен барды.",
            "ozols > TJK official done 2024-05-30..2024-06-02",
        ),
    ],
)
def test_a_dash_between_two_days_parts_no_clauses(text: str, visit: str) -> None:
    assert visits(read(text)) == [visit]


@pytest.mark.parametrize(
    ("text", "visit"),
    [
        ("Katar heyeti yarın bakanlarla buluşacak, salı günü de Tiflis'e geçecek.", "delegation@state:QAT > GEO"),
        ("Делегация Катара прилетела утром, а в среду приземлилась в Тбилиси.", "delegation@state:QAT > GEO"),
        ("Resmi ziyaret için geldiği Tiflis'te Letonya Başbakanı Andris Ozols konuştu.", "ozols > GEO"),
    ],
)
def test_the_next_stop_and_a_goal_behind_its_participle_are_read(text: str, visit: str) -> None:
    assert [found.startswith(visit) for found in visits(read(text))] == [True]


@pytest.mark.parametrize(
    ("text", "visit"),
    [
        (
            "The palace denied that Latvian President Andris Ozols will fly to Tbilisi.",
            "ozols > GEO unspecified denied",
        ),
        (
            "Латвия президенті Андрис Озолс Тбилисиге үкіметтің шақыруымен келді.",
            "ozols > GEO unspecified done",
        ),
    ],
)
def test_what_is_denied_is_not_planned_and_who_came_by_invitation_has_come(text: str, visit: str) -> None:
    assert visits(read(text)) == [visit]


@pytest.mark.parametrize(
    ("text", "visit"),
    [
        (
            "Prezident Mirziyoyev rasmiy tashrif bilan Toshkentga kelgan Chexiya prezidenti Petr Pavelni qabul qildi.",
            "pavel > UZB official done",
        ),
        (
            "Президент Садыр Жапаров расмий сапары менен Бишкекке келген Чехиянын Президенти Петр Павел менен жолукту.",
            "pavel > KGZ official done",
        ),
        (
            "Cumhurbaşkanı Erdoğan, Türkiye'ye resmi ziyarette bulunan Çekya Cumhurbaşkanı Petr Pavel'i kabul etti.",
            "pavel > TUR official done",
        ),
    ],
)
def test_who_stands_behind_a_participle_of_coming_has_come(text: str, visit: str) -> None:
    assert visits(read(text)) == [visit]


@pytest.mark.parametrize(
    ("text", "visit"),
    [
        (
            "Президент Чехии Павел прибыл в Грузию с официальным визитом по приглашению президента Кавелашвили.",
            "pavel > GEO official done",
        ),
        ("Каир посетил президент Чехии Петр Павел.", "pavel > EGY unspecified done"),
        ("Варшаву посетил президент Чехии Петр Павел.", "pavel > POL unspecified done"),
    ],
)
def test_russian_tells_the_visitor_by_case_not_by_place(text: str, visit: str) -> None:
    assert visits(read(text)) == [visit]


def test_who_goes_in_a_chain_of_turkic_verbs_owns_the_last() -> None:
    text = "Türkiye Dışişleri Bakanı Hakan Fidan'ın Kahire'ye giderek toplantıya katılması bekleniyor."
    assert visits(read(text)) == ["fidan > EGY unspecified planned"]


@pytest.mark.parametrize(
    ("text", "visit"),
    [
        ("Latvian President Andris Ozols will be in Tbilisi on 24 and 25 May.", "ozols > GEO unspecified planned"),
        ("Президент Латвии Андрис Озолс 24 мая будет в Тбилиси.", "ozols > GEO unspecified planned 2024-05-24"),
        ("Делегация Катара ожидается в Тбилиси в среду.", "delegation@state:QAT > GEO unspecified planned"),
        ("Латвия президенти Андрис Озолс 24 май куни Тбилисида бўлади.", "ozols > GEO unspecified planned 2024-05-24"),
        ("Латвия президенті Андрис Озолс 24 мамырда Тбилисиде болады.", "ozols > GEO unspecified planned 2024-05-24"),
        ("Латвиянын президенти Андрис Озолс 24-майда Тбилисиде болот.", "ozols > GEO unspecified planned 2024-05-24"),
        (
            "Letonya Cumhurbaşkanı Andris Ozols 24 Mayıs'ta Tiflis'te olacak.",
            "ozols > GEO unspecified planned 2024-05-24",
        ),
        (
            "Letonya Cumhurbaşkanı Andris Ozols'un haziranda Tiflis'e gidebileceği yazıldı.",
            "ozols > GEO unspecified possible",
        ),
        ("Letonya Cumhurbaşkanı Andris Ozols, Gürcistan ziyaretini tamamladı.", "ozols > GEO unspecified done"),
        (
            "Georgian Prime Minister Nino Beridze has accepted an invitation from Latvian President Andris Ozols "
            "to visit Riga in June.",
            "beridze > LVA unspecified planned 2024-06",
        ),
        (
            "Georgian Prime Minister Nino Beridze met officials in Tallinn on Friday. She will fly to Riga on Tuesday.",
            "beridze > LVA unspecified planned",
        ),
    ],
)
def test_who_will_be_abroad_visits(text: str, visit: str) -> None:
    assert [found.startswith(visit) for found in visits(read(text))] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "Президент Латвии Андрис Озолс заявил, что саммит будет в Тбилиси.",
        "Latvian President Andris Ozols said the summit will be in Tbilisi.",
        "Latvian President Andris Ozols will be in good health.",
    ],
)
def test_who_speaks_of_a_venue_does_not_visit(text: str) -> None:
    assert visits(read(text)) == []


@pytest.mark.parametrize(
    ("text", "visit"),
    [
        ("Туркия президенти Эрдоған ўтган йили Бишкекда бўлган эди.", "erdogan > KGZ unspecified done 2023"),
        ("Чехия Президенті Павел Астанада болды.", "pavel > KAZ unspecified done"),
        ("Чехиянын Президенти Павел Бишкекте болгон.", "pavel > KGZ unspecified done"),
        ("Ўзбекистонда бўлиб турган Чехия президенти Павел билан Шавкат Мирзиёев учрашди.", "pavel > UZB unspecified"),
        ("Қазақстанда ресми сапармен жүрген Чехия Президенті Петр Павел сөз сөйледі.", "pavel > KAZ official"),
        ("Türkiye'de çalışma ziyaretinde bulunan Çekya Cumhurbaşkanı Petr Pavel konuştu.", "pavel > TUR working"),
        ("Ankara'da bulunan Çekya Cumhurbaşkanı Petr Pavel, Erdoğan ile görüştü.", "pavel > TUR unspecified"),
    ],
)
def test_who_was_or_is_abroad_visits(text: str, visit: str) -> None:
    assert [found.startswith(visit) for found in visits(read(text))] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "Чехия президенти Павел Прагада бўлди.",
        "Парламент депутати Каримов Бишкекда бўлган эди.",
        "Чехия ва Латвия президентлари учрашуви Бишкекда бўлди.",
        "Чехия президенті Павел Астанада болған жиын туралы айтты.",
    ],
)
def test_what_took_place_abroad_is_nobody_s_visit(text: str) -> None:
    assert visits(read(text)) == []
