"""States, places and the governments that a capital or a seat stands for."""

import pytest

from core import apostrophes, cyrillic, mentions, organisations, read, states


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Avstriya va Vengriya temir yo'l loyihasini muhokama qildi.", ["AUT", "HUN"]),
        ("Австрия ва Венгрия темир йўл лойиҳасини муҳокама қилди.", ["AUT", "HUN"]),
        ("Австрия и Венгрия обсудили проект железной дороги.", ["AUT", "HUN"]),
        ("AQSH va Janubiy Koreya o'rtasida savdo hajmi oshdi.", ["KOR", "USA"]),
        ("АҚШ ва Жанубий Корея ўртасида савдо ҳажми ошди.", ["KOR", "USA"]),
        ("Товарооборот между США и Южной Кореей вырос на треть.", ["KOR", "USA"]),
        ("BAA va Saudiya Arabistoni yangi loyihani boshladi.", ["ARE", "SAU"]),
        ("ОАЭ и Саудовская Аравия начали новый совместный проект.", ["ARE", "SAU"]),
        ("Afg'onistonda zilzila yuz berdi, deb yozadi nashr.", ["AFG"]),
        ("Чешские и словацкие железнодорожники открыли новую линию.", ["CZE", "SVK"]),
        ("Португальский премьер выступил перед студентами университета.", ["PRT"]),
        ("Yaponiyalik mutaxassislar zavodga kelib, uskunalarni ko'rdi.", ["JPN"]),
    ],
)
def test_a_state_is_known_by_its_names_and_adjectives(text: str, codes: list[str]) -> None:
    assert states(read(text)) == codes


@pytest.mark.parametrize(
    "text", apostrophes("O'zbekiston va Afg'oniston o'rtasida savdo hajmi oshgani ma'lum qilindi.")
)
def test_a_state_is_known_with_every_apostrophe(text: str) -> None:
    assert states(read(text)) == ["AFG", "UZB"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Moskva bu taklifga hali javob bermadi.", "RUS"),
        ("Москва бу таклифга ҳали жавоб бермади.", "RUS"),
        ("Москва пока не ответила на это предложение.", "RUS"),
        ("Toshkent bu masalada o'z pozitsiyasini o'zgartirmadi.", "UZB"),
        ("Анкара не изменила свою позицию по этому вопросу.", "TUR"),
    ],
)
def test_a_capital_stands_for_its_government(text: str, code: str) -> None:
    found = [m for m in mentions(read(text)) if m.kind == "state"]
    assert [m.key for m in found] == [f"state:{code}"]
    assert found[0].literal is not None


@pytest.mark.parametrize(
    "text",
    [
        "Moskvada qor yog'di, transport qatnovi to'xtadi.",
        "Москвада қор ёғди, транспорт қатнови тўхтади.",
        "В Москве выпал снег, движение транспорта остановилось.",
        "Из Анкары вылетел самолёт с гуманитарным грузом на борту.",
        "Parijdagi ko'rgazmaga ming kishi keldi.",
        "Poyezd Astanadan kechqurun yo'lga chiqdi.",
    ],
)
def test_a_capital_where_something_happens_is_a_place(text: str) -> None:
    found = [m for m in mentions(read(text)) if m.kind in {"state", "place"}]
    assert [m.kind for m in found] == ["place"]


@pytest.mark.parametrize(
    ("text", "seat", "code"),
    [
        ("Oq uy bu xabarni izohlashdan bosh tortdi.", "Oq uy", "USA"),
        ("Оқ уй бу хабарни изоҳлашдан бош тортди.", "Оқ уй", "USA"),
        ("Белый дом отказался комментировать это сообщение.", "Белый дом", "USA"),
        ("Kreml bu xabarni izohlashdan bosh tortdi.", "Kreml", "RUS"),
        ("Кремль отказался комментировать это сообщение.", "Кремль", "RUS"),
        ("В Акорде отказались комментировать это сообщение.", "Акорда", "KAZ"),
    ],
)
def test_a_seat_is_a_body_and_stands_for_its_state(text: str, seat: str, code: str) -> None:
    reading = read(text)
    assert states(reading) == [code]
    assert organisations(reading) == [f"{seat} (government) {code}"]


def test_a_mention_slices_to_its_words() -> None:
    reading = read("Qirg'iziston va Mo'g'uliston vakillari Ulan-Batorda uchrashdi.")
    words = {m.span.of(reading.text.content) for m in mentions(reading)}
    assert {"Qirg'iziston", "Mo'g'uliston"} <= words


@pytest.mark.parametrize(
    "latin",
    [
        "Turkiya va Misr o'rtasidagi savdo hajmi Qohirada e'lon qilindi.",
        "Germaniya hukumati Parijning taklifini o'rganmoqda.",
        "Oq uy Tokioga javob berdi.",
    ],
)
def test_both_scripts_mention_the_same(latin: str) -> None:
    one, other = mentions(read(latin)), mentions(read(cyrillic(latin)))
    assert [(m.kind, m.key, m.literal) for m in one] == [(m.kind, m.key, m.literal) for m in other]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Белый дом опроверг эти сведения в понедельник.", ["Белый дом (government) USA"]),
        ("Oq uy bu ma'lumotni rad etdi.", ["Oq uy (government) USA"]),
        ("Оқ уй бу маълумотни рад этди.", ["Оқ уй (government) USA"]),
        ("В Кремле сообщили подробности разговора.", ["Кремль (government) RUS"]),
        ("Гости обедали в Кремле и осмотрели сад.", []),
        ("Mehmonlar Oq uyda tushlik qildi.", []),
        ("Пресс-секретарь Кремля Дмитрий Песков ответил журналистам.", []),
    ],
)
def test_a_palace_is_a_body_where_it_acts(text: str, named: list[str]) -> None:
    assert organisations(read(text)) == named


def test_a_palace_that_acts_stands_for_its_state_too() -> None:
    assert states(read("Белый дом опроверг эти сведения в понедельник.")) == ["USA"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Делегация прилетела в столицу Кении вчера утром.", "place:nairobi"),
        ("Делегация прилетела в кенийскую столицу вчера утром.", "place:nairobi"),
        ("Делегация Кения пойтахтига кеча эрталаб учиб келди.", "place:nairobi"),
        ("Delegatsiya Gruziya poytaxtiga kecha ertalab uchib keldi.", "place:tbilisi"),
    ],
)
def test_a_capital_that_is_called_so_is_the_city(text: str, place: str) -> None:
    assert place in {entity.id for entity in read(text).entities}


def test_a_capital_whose_state_is_not_beside_it_is_no_city() -> None:
    assert [
        e for e in read("Делегация прилетела в столицу вчера утром, заявили в Кении.").entities if e.kind == "place"
    ] == []
