"""Done, under way, planned, proposed, possible, postponed, cancelled, denied: in all three writings."""

import pytest

from core import cyrillic, meetings, read, treaties, visits

VISITS = {
    "done": (
        "Italiya bosh vaziri Germaniyaga tashrif buyurdi.",
        "Премьер-министр Италии посетил Германию.",
    ),
    "ongoing": (
        "Italiya bosh vaziri Germaniyaga tashrif buyurmoqda.",
        "Премьер-министр Италии находится в Германии с визитом.",
    ),
    "planned": (
        "Italiya bosh vaziri Germaniyaga tashrif buyuradi.",
        "Премьер-министр Италии посетит Германию.",
        "Italiya bosh vaziri Germaniyaga tashrif buyurmoqchi.",
        "Премьер-министр Италии планирует посетить Германию.",
        "Italiya bosh vazirining Germaniyaga tashrifi rejalashtirilgan.",
        "Планируется визит премьер-министра Италии в Германию.",
        "Italiya bosh vazirining Germaniyaga tashrifi kutilmoqda.",
        "Ожидается визит премьер-министра Италии в Германию.",
        "Премьер-министр Италии нанесёт визит в Германию.",
        "Премьер-министр Италии собирается посетить Германию.",
    ),
    "proposed": (
        "Italiya bosh vaziri Germaniyaga tashrif buyurishga taklif qilindi.",
        "Премьер-министр Италии приглашён посетить Германию.",
    ),
    "possible": (
        "Italiya bosh vaziri Germaniyaga tashrif buyurishi mumkin.",
        "Премьер-министр Италии может посетить Германию.",
        "Премьер-министр Италии, возможно, посетит Германию.",
    ),
    "postponed": (
        "Italiya bosh vazirining Germaniyaga tashrifi keyinga surildi.",
        "Визит премьер-министра Италии в Германию отложен.",
        "Визит премьер-министра Италии в Германию перенесён на осень.",
    ),
    "cancelled": (
        "Italiya bosh vazirining Germaniyaga tashrifi bekor qilindi.",
        "Визит премьер-министра Италии в Германию отменён.",
        "Премьер-министр Италии отменил визит в Германию.",
        "Italiya bosh vaziri Germaniyaga tashrifini bekor qildi.",
        "Визит премьер-министра Италии в Германию не состоялся.",
    ),
    "denied": (
        "Italiya bosh vaziri Germaniyaga tashrif buyurmadi.",
        "Премьер-министр Италии не посещал Германию.",
        "Italiya bosh vaziri Germaniyaga tashrif buyurmaydi.",
        "Премьер-министр Италии не поедет в Германию.",
        "Премьер-министр Италии отказался посетить Германию.",
        "Italiya bosh vaziri Germaniyaga tashrif buyurishdan bosh tortdi.",
    ),
}
TREATIES = {
    "signed": (
        "Qozog'iston va Xitoy tranzit to'g'risida bitim imzoladi.",
        "Казахстан и Китай подписали соглашение о транзите.",
        "Qozog'iston va Xitoy o'rtasida tranzit to'g'risida bitim imzolandi.",
        "Между Казахстаном и Китаем подписано соглашение о транзите.",
    ),
    "planned": (
        "Qozog'iston va Xitoy tranzit to'g'risida bitim imzolaydi.",
        "Казахстан и Китай подпишут соглашение о транзите.",
        "Подписание соглашения между Казахстаном и Китаем отложено.",
        "Соглашение между Казахстаном и Китаем о транзите вступит в силу 1 июня.",
        "Qozog'iston va Xitoy o'rtasidagi tranzit to'g'risidagi bitim 1-iyunda kuchga kiradi.",
    ),
    "possible": (
        "Qozog'iston va Xitoy tranzit to'g'risida bitim imzolashi mumkin.",
        "Казахстан и Китай могут подписать соглашение о транзите.",
    ),
    "proposed": (
        "Qozog'iston Xitoyga tranzit to'g'risida bitim tuzishni taklif qildi.",
        "Казахстан предложил Китаю заключить соглашение о транзите.",
    ),
    "cancelled": (
        "Qozog'iston va Xitoy tranzit to'g'risidagi bitimni imzolamadi.",
        "Казахстан и Китай не подписали соглашение о транзите.",
        "Подписание соглашения между Казахстаном и Китаем отменено.",
        "Qozog'iston va Xitoy o'rtasidagi bitimni imzolash bekor qilindi.",
    ),
    "under_negotiation": ("Казахстан и Китай ведут переговоры о соглашении о транзите.",),
}
MEETINGS = {
    "done": (
        "Eron prezidenti AQSH prezidenti bilan uchrashdi.",
        "Президент Ирана встретился с президентом США.",
    ),
    "planned": (
        "Eron prezidenti AQSH prezidenti bilan uchrashadi.",
        "Президент Ирана встретится с президентом США.",
        "Президент Ирана намерен встретиться с президентом США.",
    ),
    "possible": (
        "Eron prezidenti AQSH prezidenti bilan uchrashishi mumkin.",
        "Президент Ирана может встретиться с президентом США.",
    ),
    "denied": (
        "Eron prezidenti AQSH prezidenti bilan uchrashmadi.",
        "Президент Ирана не встречался с президентом США.",
        "Eron prezidenti AQSH prezidenti bilan uchrashishdan bosh tortdi.",
        "Президент Ирана отказался встречаться с президентом США.",
    ),
    "cancelled": (
        "Armaniston va Ozarbayjon tashqi ishlar vazirlarining uchrashuvi bekor qilindi.",
        "Встреча министров иностранных дел Армении и Азербайджана отменена.",
    ),
    "postponed": (
        "Hindiston va Pokiston o'rtasidagi muzokaralar boshqa kunga ko'chirildi.",
        "Переговоры между Индией и Пакистаном перенесены.",
    ),
    "ongoing": (
        "Hindiston va Pokiston o'rtasida muzokaralar davom etmoqda.",
        "Между Индией и Пакистаном идут переговоры.",
    ),
    "proposed": (
        "Hindiston Pokistonga muzokara o'tkazishni taklif qildi.",
        "Индия предложила Пакистану провести переговоры.",
    ),
}


def cases(table: dict[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    """Return (text, value) pairs, each Uzbek text in both scripts."""
    pairs = [(text, value) for value, texts in table.items() for text in texts]
    return [*pairs, *((cyrillic(text), value) for text, value in pairs if text.isascii())]


@pytest.mark.parametrize(("text", "value"), cases(VISITS))
def test_a_visit_is_as_its_clause_presents_it(text: str, value: str) -> None:
    assert [line.split()[4] for line in visits(read(text))] == [value]


@pytest.mark.parametrize(("text", "status"), cases(TREATIES))
def test_an_instrument_stands_where_its_verb_says(text: str, status: str) -> None:
    assert [line.split()[4] for line in treaties(read(text))] == [status]


@pytest.mark.parametrize(("text", "value"), cases(MEETINGS))
def test_a_meeting_is_as_its_clause_presents_it(text: str, value: str) -> None:
    assert [line.split()[4] for line in meetings(read(text))] == [value]


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("Премьер-министр Италии может посетить Германию.", "possible"),
        ("Премьер-министр Италии посетил Германию.", "certain"),
        ("Премьер-министр Италии надеется посетить Германию.", "uncommitted"),
        ("Italiya bosh vaziri Germaniyaga tashrif buyurishi mumkin.", "possible"),
    ],
)
def test_the_certainty_of_the_source_is_kept(text: str, certainty: str) -> None:
    assert {r.certainty for r in read(text).reports if r.kind == "Visit"} == {certainty}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Визит премьер-министра Италии в Германию не отменён.", "planned"),
        ("Italiya bosh vazirining Germaniyaga tashrifi bekor qilinmadi.", "done"),
    ],
)
def test_what_is_not_cancelled_is_not_cancelled(text: str, value: str) -> None:
    assert [line.split()[4] for line in visits(read(text))] == [value]


def test_the_words_that_decided_are_cues() -> None:
    reading = read("Визит премьер-министра Италии в Германию отложен из-за погоды.")
    cues = {cue.concept: cue.span.of(reading.text.content) for report in reading.reports for cue in report.cues}
    assert cues["postpone"] == "отложен"
    assert cues["visit"] == "Визит"


def test_what_is_planned_and_what_is_done_stay_apart_in_one_text() -> None:
    text = (
        "Қозоғистон ва Хитой транзит тўғрисида битим имзолади. "
        "Туризм соҳасида ҳамкорлик тўғрисидаги меморандум Қозоғистон ва Хитой ўртасида кузда имзоланади."
    )
    assert [line.split(" ", 3)[3].split()[:2] for line in treaties(read(text))] == [
        ["agreement", "signed"],
        ["memorandum", "planned"],
    ]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The Italian prime minister was the only leader to visit Germany.", "done"),
        ("The Italian prime minister left Germany and is due back in Rome on Monday.", "done"),
        ("Премьер-министр Италии прибыл в Германию и планирует встретиться с рабочими.", "done"),
        ("The Italian prime minister has agreed to visit Germany.", "planned"),
        ("Премьер-министр Италии согласился посетить Германию.", "planned"),
        ("Италия бош вазири Германияга боришга рози бўлди.", "planned"),
        ("The Italian prime minister accepted an invitation to visit Germany.", "planned"),
        ("Премьер-министр Италии принял приглашение посетить Германию.", "planned"),
        ("Ahead of his visit to Germany, the Italian prime minister spoke to reporters.", "planned"),
        ("If the talks succeed, the Italian prime minister will visit Germany.", "possible"),
        ("Если переговоры удадутся, премьер-министр Италии посетит Германию.", "possible"),
        ("Агар музокара муваффақиятли бўлса, Италия бош вазири Германияга боради.", "possible"),
        ("Прилетит ли министр обороны Италии в Берлин?", "possible"),
        ("The ministry denied that the Italian prime minister visited Germany.", "denied"),
        ("The Italian prime minister is on a trip to Germany.", "ongoing"),
        ("Италия бош вазири Германияга (агар айтиш мумкин бўлса) ташриф буюрди.", "done"),
    ],
)
def test_what_stands_farther_off_decides_too(text: str, status: str) -> None:
    assert [visit.split()[4] for visit in visits(read(text)) if "DEU" in visit] == [status]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("There were no talks between Italy and Germany.", "denied"),
        ("Talks between Italy and Germany are under way.", "ongoing"),
        ("Италия и Германия договорились провести переговоры.", "planned"),
    ],
)
def test_talks_that_are_not_are_agreed_or_go_on(text: str, status: str) -> None:
    assert [meeting.split()[-1] for meeting in meetings(read(text))] == [status]
