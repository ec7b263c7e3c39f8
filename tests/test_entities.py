"""Mentions to entities: who is the same as whom."""

from itertools import cycle, islice, product

import pytest

from core import is_linear, mentions, offices, persons, read, tools
from elchi.entities import resolve
from elchi.model import Mention, Span
from elchi.morphology.names import name_key


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Министр Сергей Лавров прилетел утром. Лавров выступит завтра. Речь Лаврова ждут.", ["Сергей Лавров"]),
        ("Vazir Sergey Lavrov ertalab keldi. Lavrov ertaga gapiradi. Lavrovning nutqi kutilmoqda.", ["Sergey Lavrov"]),
        ("Вазир Сергей Лавров эрталаб келди. Лавров эртага гапиради. Лавровнинг нутқи кутилмоқда.", ["Сергей Лавров"]),
    ],
)
def test_a_surname_is_the_person_of_that_surname(text: str, names: list[str]) -> None:
    assert persons(read(text)) == names


def test_a_person_is_one_across_scripts_and_languages() -> None:
    text = (
        "Тошкентда Ўзбекистон ва Қирғизистон делегациялари учрашди.\n\n"
        "Президент Узбекистана Шавкат Мирзиёев и президент Киргизии Садыр Жапаров. Фото: пресс-служба\n\n"
        "Ўзбекистон президенти Шавкат Мирзиёев меҳмонни кутиб олди. Садир Жапаров ҳам нутқ сўзлади."
    )
    found = [e for e in read(text).entities if e.kind == "person"]
    assert len(found) == 2
    assert {tag for entity in found for _, tag in entity.names} == {"ru", "uz-Cyrl"}


def test_two_persons_of_one_surname_stay_two() -> None:
    text = "Президент Дональд Трамп прилетел утром. Советник Эрик Трамп остался дома с семьёй."
    assert len(persons(read(text))) == 2


def test_an_initial_stands_for_a_given_name() -> None:
    text = "Вазир Ҳакан Фидан эрталаб келди. Ҳ. Фидан кечқурун нутқ сўзлади."
    assert len(persons(read(text))) == 1


def test_the_fullest_name_is_the_name() -> None:
    text = "Вазир Фидан эрталаб келди. Туркия вазири Ҳакан Фидан кечқурун нутқ сўзлади."
    assert persons(read(text)) == ["Ҳакан Фидан"]


def test_an_office_without_a_name_is_its_holder() -> None:
    reading = read("Туркия президенти Режеп Тоййип Эрдўған нутқ сўзлади. Туркия президенти режаларни айтди.")
    person = next(e for e in reading.entities if e.kind == "person")
    assert "Туркия президенти режаларни" not in person.name
    assert any(m.kind == "office" for m in person.mentions)


def test_an_office_without_a_holder_speaks_for_its_state() -> None:
    reading = read("Президент Аргентины объявил о новых реформах в экономике.")
    state = next(e for e in reading.entities if e.kind == "state")
    assert any(m.kind == "office" for m in state.mentions)


def test_a_former_holder_is_not_meant_by_the_office() -> None:
    text = "Бывший президент Польши Бронислав Коморовский дал интервью. Президент Польши молчит."
    person = next(e for e in read(text).entities if e.kind == "person")
    assert all(m.kind == "person" for m in person.mentions)


def test_an_office_with_its_owner_is_kept_and_the_bare_one_dropped() -> None:
    text = "Президент Петр Павел прилетел утром. Президент Чехии Петр Павел выступит завтра."
    assert offices(read(text)) == ["pavel president CZE"]


def test_one_person_may_hold_two_offices() -> None:
    text = "Бывший президент Молдавии Игорь Додон выступил утром. Лидер партии Игорь Додон ответил на вопросы."
    assert "dodon former president MDA" in offices(read(text))


@pytest.mark.parametrize(
    "text",
    [
        "Польша ТИВи баёнот берди. Қиролликнинг ТИВ раҳбари Одил ал-Жобир эса уни ўқиб берди.",
        "Польша Марказий банки баёнот берди. Марказий банк раҳбари Анвар Каримов уни ўқиб берди.",
    ],
)
def test_what_an_office_is_of_is_an_entity_of_the_document(text: str) -> None:
    reading = read(text)
    known = {entity.id for entity in reading.entities}
    owners = [t.of for entity in reading.entities for t in entity.tenures]
    assert len(owners) == 1
    assert set(owners) <= known


def test_entities_stand_in_the_order_of_the_text() -> None:
    reading = read("Xitoy, Yaponiya, Koreya va Mo'g'uliston vakillari shartnoma loyihasini ko'rib chiqdi.")
    starts = [entity.mentions[0].span.start for entity in reading.entities]
    assert starts == sorted(starts)


def test_every_mention_is_of_one_entity() -> None:
    reading = read("Туркия ташқи ишлар вазири Ҳакан Фидан Бокуда Озарбайжон президенти Илҳом Алиев билан учрашди.")
    spans = [(m.span, m.kind) for m in mentions(reading)]
    assert len(spans) == len(set(spans))


def test_a_listed_entity_has_the_tail_of_its_iri() -> None:
    reading = read("НАТО ва Туркия вакиллари Анқарада учрашиб, режаларни муҳокама қилди.")
    assert {e.authority for e in reading.entities} >= {"state/TUR", "organisation/NATO", "place/ankara"}


def test_an_unlisted_person_has_a_key_that_is_neutral_of_script() -> None:
    latin = read("Vazir Otabek Sodiqov yig'ilishda nutq so'zladi.")
    other = read("Вазир Отабек Содиқов йиғилишда нутқ сўзлади.")
    assert [e.sort_key for e in latin.entities] == [e.sort_key for e in other.entities] == ["otabek sodikov"]


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("Министр иностранных дел Сергей Лавров выступит завтра.", ["lavrov foreign_minister RUS"]),
        ("Bosh vazir Narendra Modi ertaga nutq so'zlaydi.", ["modi prime_minister IND"]),
        ("Президент Дональд Трамп ответил президенту Украины.", ["tramp president USA"]),
    ],
)
def test_an_office_without_its_state_is_of_the_state_whose_office_its_holder_is_known_to_hold(
    text: str, held: list[str]
) -> None:
    assert offices(read(text)) == held


def test_an_office_without_its_state_is_of_the_officials_before_it() -> None:
    text = "Премьер-министр Эстонии Юхан Тамм и министр обороны Яан Мяги прилетели в Осло."
    assert offices(read(text)) == ["tam prime_minister EST", "magi defence_minister EST"]


def test_an_office_without_its_state_is_of_the_state_that_the_language_leaves_unsaid() -> None:
    text = "O'zbekiston delegatsiyasi keldi. Fransiya va Italiya rozi. Madaniyat vaziri Botir Zokirov nutq so'zladi."
    assert offices(read(text)) == ["zokirov minister UZB"]


def test_a_state_is_not_made_up_for_an_office() -> None:
    text = "Польша и Литва спорят с Чехией. Министр культуры Иван Сидоров промолчал."
    assert offices(read(text)) == ["sidorov minister ?"]


def test_an_office_named_without_its_holder_is_the_person_known_to_hold_it() -> None:
    text = "Путин выступил утром. Позже президент России ответил журналистам."
    assert offices(read(text)) == ["putin president RUS"]


def test_namesakes_without_end_take_linear_time() -> None:
    assert is_linear(lambda size: resolve(_johnsons(size), authority=tools().authority), 700)


def test_one_of_many_namesakes_is_the_same_each_time_he_is_named() -> None:
    once, twice = _johnsons(400), [*_johnsons(400), *_johnsons(400)]
    people = [len(resolve(named, authority=tools().authority).entities) for named in (once, twice)]
    assert people[0] == people[1] > 300


def _johnsons(size: int) -> list[Mention]:
    """Return so many persons of one surname whose given names share neither beginning nor consonants, as a rule."""
    begun = ("".join(found) for found in product("abdefgilmnor", repeat=3) if found[0] != found[1] != found[2])
    ends = product("bdfglmnr", repeat=2)
    names = [f"{given}{''.join(end)}a Johnson" for given, end in zip(islice(begun, size), cycle(ends), strict=False)]
    return [_named(name, 20 * n) for n, name in enumerate(names)]


def _named(name: str, at: int) -> Mention:
    key = name_key(name)
    span = Span(at, at + len(name))
    return Mention(span, "person", key, name, "en", 0, 0, 1, frozenset(), variants=frozenset({key.split()[-1]}))
