"""Persons: a grammar of names, in every case and script."""

import pytest

from core import cyrillic, mentions, persons, read, tools
from elchi import pipeline
from elchi.model import Article


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Nashrga deputat Alisher Qodirov intervyu berdi.", ["Alisher Qodirov"]),
        ("Нашрга депутат Алишер Қодиров интервью берди.", ["Алишер Қодиров"]),
        ("Депутат Алишер Кадыров дал интервью местному изданию.", ["Алишер Кадыров"]),
        ("Isroil bosh vaziri Benyamin Netanyaxu yig'ilish o'tkazdi.", ["Benyamin Netanyaxu"]),
        ("Министр иностранных дел Китая Ван И ответил на вопросы.", ["Ван И"]),
        ("Xitoy tashqi ishlar vaziri Van I savollarga javob berdi.", ["Van I"]),
        ("Президент Бразилии Луис Инасиу Лула да Силва ответил на вопросы.", ["Луис Инасиу Лула да Силва"]),
        ("Принц Мухаммад ибн Салман ответил на вопросы журналистов.", ["Мухаммад ибн Салман"]),
        ("Президент Сирии Ахмад аш-Шараа ответил на вопросы.", ["Ахмад аш-Шараа"]),
        ("Suriya prezidenti Ahmad ash-Sharaa savollarga javob berdi.", ["Ahmad ash-Sharaa"]),
        ("Президент Республики Корея Ли Чжэ Мён ответил на вопросы.", ["Ли Чжэ Мён"]),
        ("Глава Еврокомиссии Урсула фон дер Ляйен ответила на вопросы.", ["Урсула фон дер Ляйен"]),
        ("Yevropa Komissiyasi rahbari Ursula fon der Lyayen savollarga javob berdi.", ["Ursula fon der Lyayen"]),
    ],
)
def test_a_name_is_found_whole(text: str, names: list[str]) -> None:
    assert persons(read(text)) == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Журналисты задали вопросы министру Сергею Лаврову.", "Сергей Лавров"),
        ("Журналисты говорили с министром Сергеем Лавровым.", "Сергей Лавров"),
        ("Журналисты спросили министра Сергея Лаврова о планах.", "Сергей Лавров"),
        ("Журналисты спросили пресс-секретаря Марию Захарову о планах.", "Мария Захарова"),
        ("Вопрос задали президенту Украины Владимиру Зеленскому.", "Владимир Зеленский"),
        ("Jurnalistlar vazir Sergey Lavrovning javobini kutdi.", "Sergey Lavrov"),
        ("Jurnalistlar vazir Sergey Lavrovdan rejalarni so'radi.", "Sergey Lavrov"),
        ("Журналистлар вазир Сергей Лавровга савол берди.", "Сергей Лавров"),
        ("Журналистлар вазир Сергей Лавровни кутиб турди.", "Сергей Лавров"),
    ],
)
def test_a_name_is_given_in_the_nominative(text: str, name: str) -> None:
    assert persons(read(text)) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "Катта Фарғона канали бўйидаги боғлар гуллади.",
        "Большой Ферганский канал снова наполнился водой.",
        "Alisher Navoiy nomidagi kutubxona ta'mirlandi.",
        "Buyuk Ipak yo'li bo'ylab sayyohlar ko'paydi.",
        "Новый год на Красной площади встретили тысячи гостей.",
        "Birinchi Jahon urushi haqida kitob chiqdi.",
    ],
)
def test_capitals_alone_make_no_person(text: str) -> None:
    found = [name for name in persons(read(text)) if name != "Alisher Navoiy"]
    assert found == []


def test_names_side_by_side_are_two_persons() -> None:
    text = (
        "Prezident Shavkat Mirziyoyev va prezident Sadir Japarov gaplashdi. Mirziyoyev Japarovga minnatdorlik bildirdi."
    )
    assert persons(read(text)) == ["Shavkat Mirziyoyev", "Sadir Japarov"]


def test_a_mention_slices_to_its_words() -> None:
    reading = read("Вазир Ҳакан Фиданнинг сўзларига кўра, Сергей Лавров билан учрашув бўлади.")
    found = [m.span.of(reading.text.content) for m in mentions(reading) if m.kind == "person"]
    assert found == ["Ҳакан Фиданнинг", "Сергей Лавров"]


@pytest.mark.parametrize(
    "latin",
    [
        "Deputat Alisher Qodirovning intervyusi chop etildi.",
        "Vazir Sergey Lavrovdan javob kutilmoqda.",
        "Prezident Ahmad ash-Sharaa va vazir Hakan Fidan suhbatlashdi.",
    ],
)
def test_both_scripts_name_the_same_persons(latin: str) -> None:
    one, other = mentions(read(latin)), mentions(read(cyrillic(latin)))
    assert [(m.kind, m.key) for m in one] == [(m.kind, m.key) for m in other]
    assert any(m.kind == "person" for m in one)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Вчера В.В. Дроздов встретился с соседом.", ["В.В. Дроздов"]),
        ("Встречу провёл И. Каримов утром.", ["И. Каримов"]),
        ("Kecha J.Xolmatov mehmonni kutib oldi.", ["J.Xolmatov"]),
        ("На проспекте Ивана Франко открыли выставку.", []),
        ("Islom Karimov ko'chasi ta'mirlandi.", []),
        ("Ислом Каримов кўчаси таъмирланди.", []),
    ],
)
def test_initials_make_a_name_and_a_street_takes_one(text: str, names: list[str]) -> None:
    assert persons(read(text)) == names


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("en", "Chinese Vice Premier He Wenbo spoke on Sunday.", ["He Wenbo"]),
        ("en", "The foreign minister spoke. He later left.", []),
        ("tr", "Dün Gertrud von der Heyden Ankara'ya geldi. Komisyon Başkanı Ursula von der Leyen konuştu.",
         ["Ursula von der Leyen"]),
    ],
)  # fmt: skip
def test_a_name_is_taken_whole(language: str, text: str, names: list[str]) -> None:
    article = Article(id="t", content=text, origin="t", language=language)
    assert persons(pipeline.extract(article, lexicons=tools())) == names


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("ru", "Министр Абдул Вахид Самадов дал интервью.", ["Абдул Вахид Самадов"]),
        (
            "ru",
            "Интервью дал министр Мирча Продану. Гостя принял премьер Ион Аргеску.",
            ["Мирча Продану", "Ион Аргеску"],
        ),
        ("ru", "Послание передано с министром Ваагном Саркисяном.", ["Ваагн Саркисян"]),
        ("ru", "Посол Эльдар Керим-заде дал интервью. Керим-заде ответил на вопросы.", ["Эльдар Керим-заде"]),
        ("ru", "Пост Кара-Суу закрыт, движение через Спин-Гар остановлено.", []),
        ("kk", "Елшісі Ерлан Нұрбек-Сұлтан сұхбат берді.", ["Ерлан Нұрбек-Сұлтан"]),
        ("kk", "Министр Динара Асқарқызы Орманова келді. Динара Асқарқызы сөз сөйледі.", ["Динара Асқарқызы Орманова"]),
        ("tr", "Romanya Bakanı Anuța-Maria Brătescu konuştu.", ["Anuța-Maria Brătescu"]),
        ("uz", "Vazir Jahongir Karimov keldi. J.Karimov intervyu berdi.", ["Jahongir Karimov"]),
        ("en", "Ambassador Eldar Karim-zade spoke.", ["Eldar Karim-zade"]),
    ],
)
def test_compounds_and_names_of_one_form_are_kept(language: str, text: str, names: list[str]) -> None:
    article = Article(id="t", content=text, origin="t", published="2024-05-01", language=language)
    assert persons(pipeline.extract(article, lexicons=tools())) == names
