"""Guests: visits that no word of travel tells, and who is meant by those that name nobody."""

import pytest

from core import read, visits


@pytest.mark.parametrize(
    "text",
    [
        "The prime minister of Norway, Jonas Berg, attended the Independence Day parade in Nairobi.",
        "Премьер-министр Норвегии Йонас Берг присутствовал на параде в Найроби.",
        "Норвегия бош вазири Йонас Берг Найробидаги парадда қатнашди.",
        "Norvegiya bosh vaziri Yonas Berg Nayrobidagi paradda ishtirok etdi.",
        "Норвегия премьер-министрі Йонас Берг Найробидегі парадқа қатысты.",
        "Бүгүн Норвегиянын премьер-министри Йонас Берг Найробидеги аскердик парадга катышты деп билдирди өкмөт.",
        "Norveç Başbakanı Jonas Berg Nairobi'deki geçit törenine katıldı.",
    ],
)
def test_who_attends_another_states_parade_is_its_guest(text: str) -> None:
    assert [visit[:25] for visit in visits(read(text))] == ["berg > KEN unspecified do"]


def test_guests_of_an_occasion_that_the_sentence_before_names() -> None:
    text = (
        "The president's funeral was held in Lima. Several leaders attended, among them the Chilean president, "
        "Carlos Vera, and Norway's Jonas Berg."
    )
    assert visits(read(text)) == ["berg > PER unspecified done", "vera > PER unspecified done"]


@pytest.mark.parametrize(
    "text",
    [
        "The prime minister of Norway, Jonas Berg, attended a parade in Oslo.",
        "The prime minister of Norway, Jonas Berg, attended a conference in Nairobi.",
        "Norvegiya bosh vaziri Yonas Berg Oslodagi paradda qatnashdi.",
    ],
)
def test_no_guest_is_read_at_home_or_at_a_conference(text: str) -> None:
    assert visits(read(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "Norwegian Prime Minister Jonas Berg was welcomed in Nairobi by a guard of honour.",
        "В аэропорту Найроби премьер-министра Норвегии Йонаса Берга встретил губернатор.",
        "Норвегия бош вазири Йонас Бергни Найроби аэропортида губернатор кутиб олди.",
        "Найроби әуежайында Норвегия премьер-министрі Йонас Бергті губернатор қарсы алды.",
    ],
)
def test_who_is_welcomed_abroad_is_a_guest(text: str) -> None:
    told = visits(read(text))
    assert [visit.startswith("berg") and visit.endswith("> KEN unspecified done") for visit in told] == [True]


def test_who_receives_a_guest_at_home_tells_of_no_visit_of_his_own() -> None:
    assert visits(read("Kenyan President William Otieno welcomed the agreement in Nairobi.")) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "The leaders of Italy and Greece are due in Cairo on Saturday.",
            ["GRC > EGY", "group:others@state:ITA > EGY"],
        ),
        (
            "Италия ва Греция президентларининг Қоҳирага келиши кутилмоқда.",
            ["ITA > EGY", "group:presidents@state:GRC > EGY"],
        ),
        (
            "Ожидается прибытие в Каир президентов Италии и Греции.",
            ["GRC > EGY", "group:presidents@state:ITA > EGY"],
        ),
    ],
)
def test_leaders_of_several_states_are_a_visit_each(text: str, told: list[str]) -> None:
    found = [visit.removeprefix("state:") for visit in visits(read(text))]
    assert len(found) == len(told)
    assert all("planned" in visit and "EGY" in visit for visit in found)


def test_leaders_named_by_their_states_and_by_name_are_the_same() -> None:
    text = (
        "The leaders of Italy and Greece are due in Cairo on Saturday. "
        "Marco Bruni and Nikos Pavlou are expected to arrive in Cairo early."
    )
    assert [v.split()[0] for v in visits(read(text))] == ["bruni", "pavlou"]


@pytest.mark.parametrize(
    "text",
    [
        "Kenyan President William Otieno, who is heading to the Middle East next week, spoke to reporters.",
        "Президент Кении Уильям Отиено на следующей неделе отправится на Ближний Восток.",
        "Кения президенти Уилям Отиено келаси ҳафта Яқин Шарққа боради.",
    ],
)
def test_a_journey_to_a_part_of_the_world_has_no_host(text: str) -> None:
    reading = read(text)
    told = [e for e in reading.events if e.kind == "Visit"]
    assert [(e.factuality, [r.name for r in e.roles]) for e in told] == [("planned", ["visitor"])]


def test_a_visit_of_nobody_named_is_that_of_whom_the_document_sends_there() -> None:
    text = (
        "Norwegian Prime Minister Jonas Berg will travel to Cairo on Monday. "
        "Kenyan President William Otieno said nothing. The visit to Cairo is planned for two days."
    )
    assert [v.split()[0] for v in visits(read(text))] == ["berg"]


def test_an_aircraft_that_lands_is_no_visit_of_its_owner() -> None:
    assert visits(read("Сербия президенти Драган Петричнинг учоғи Бокуга қўнишга мажбур бўлди.")) == []


@pytest.mark.parametrize(
    "text",
    [
        "FIFA president Gianni Infantino attended the opening ceremony in Doha.",
        "Солдаты Северной Кореи участвовали в параде в Москве.",
        "Storm Boris is due in Poland on Monday, forecasters from Germany said.",
        "Граждане Казахстана вернулись из Турции.",
        "Президент Узбекистана Шавкат Мирзиёев принял участие в церемонии открытия завода в Ташкенте.",
    ],
)
def test_who_speaks_for_no_state_is_no_guest(text: str) -> None:
    assert visits(read(text)) == []


def test_a_comma_ends_the_phrase_of_place_before_the_visitor() -> None:
    text = "During his trip to Cairo, Norwegian Prime Minister Jonas Berg said the talks went well."
    assert visits(read(text)) == ["berg > EGY unspecified done"]
