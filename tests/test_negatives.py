"""Stories that tell of no diplomacy: no visit, meeting or treaty is read in them, whatever states they name.

The articles in ``negatives/`` are our own, invented and full of tempting words: players sign contracts, storms arrive,
couples negotiate, ministers travel at home. Uzbek ones are read in both scripts.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from core import cyrillic, meetings, read, tools, treaties, visits
from elchi import pipeline
from elchi.model import Article, Reading

_FOLDER = Path(__file__).parent / "negatives"
_BETWEEN = "\n* * *\n"


def _articles() -> list[tuple[str, str]]:
    found = []
    for path in sorted(_FOLDER.glob("*.txt")):
        for text in path.read_text(encoding="utf-8").split(_BETWEEN):
            title = text.strip().split("\n", 1)[0]
            found.append((f"{path.stem}: {title}", text))
            if path.stem == "uz":
                found.append((f"uz-Cyrl: {title}", cyrillic(text)))
    return found


def _told(text: str) -> Reading:
    article = Article(id="t", content=text.strip() + "\n", origin="t", published="2025-05-20")
    return pipeline.extract(article, lexicons=tools())


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in _articles()])
def test_no_diplomacy_is_read_where_none_is_told(text: str) -> None:
    reading = _told(text)
    assert (treaties(reading), visits(reading), meetings(reading)) == ([], [], [])


@pytest.mark.parametrize(
    ("text", "treaty"),
    [
        (
            "Rossiya prezidenti Ivan Petrov Xitoyga keldi. Xitoy raisi Li Van uni kutib oldi. Shartnoma imzolandi.",
            "CHN + RUS treaty signed",
        ),
        (
            "Президент России Иван Петров прибыл в Китай. Его встретил председатель КНР Ли Ван. Договор подписан.",
            "CHN + RUS treaty signed",
        ),
        ("Делегация Китая прибыла в Казахстан. Договор подписан.", "CHN + KAZ treaty signed"),
    ],
)
def test_a_story_of_two_states_lends_its_parties_to_what_is_signed(text: str, treaty: str) -> None:
    assert treaties(read(text)) == [treaty]


@pytest.mark.parametrize(
    "text",
    [
        "Завод в Китае продан. Цена не названа. Рабочие прибыли из Казахстана. Договор подписан.",
        "Xitoydagi zavod sotildi. Narxi aytilmadi. Ishchilar Qozog'istondan keldi. Shartnoma imzolandi.",
    ],
)
def test_names_of_states_alone_make_no_parties(text: str) -> None:
    assert treaties(read(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "Suspects sold a forged agreement between Kenya and Uganda.",
        "Он показывал поддельное соглашение между Кенией и Угандой.",
        "U Keniya va Uganda o'rtasidagi soxta bitimni ko'rsatgan.",
        "Ол Кения мен Уганда арасындағы жалған келісімді көрсетті.",
        "Ал Кения менен Уганданын ортосундагы жасалма келишимди көрсөттү.",
        "Kenya ile Uganda arasında imzalanmış sahte bir anlaşma gösterdi.",
    ],
)
def test_forged_papers_bind_nobody(text: str) -> None:
    assert treaties(_told(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "Вирус убил двоих. Школы закрыты. Министр Болат Ахметов прибыл в Актобе. Врачи ждут помощи.",
        "Sel ikki uyni yuvdi. Yo'llar yopildi. Vazir Anvar Tursunov Termizga bordi. Odamlar yordam kutmoqda.",
    ],
)
def test_a_minister_of_no_stated_state_travels_at_home(text: str) -> None:
    assert visits(_told(text)) == []


# Stories that lend their two states to a paper that names no party.
DIPLOMACY = {
    "en": "The foreign ministers of Malta and Cyprus, Paul Borg and Nikos Savva, met in Valletta. "
    "Malta and Cyprus are islands.",
    "ru": "Министры иностранных дел Мальты и Кипра встретились в Валлетте. Мальта и Кипр — острова.",
    "uz": "Malta va Kipr tashqi ishlar vazirlari Vallettada uchrashdi. Malta va Kipr orollardir.",
    "kk": "Мальта мен Кипрдің сыртқы істер министрлері Валлеттада кездесті. Мальта мен Кипр — аралдар.",
    "ky": "Мальта менен Кипрдин тышкы иштер министрлери Валлеттада жолугушту. Мальта менен Кипр — аралдар.",
    "tr": "Malta ve Kıbrıs dışişleri bakanları Valletta'da bir araya geldi. Malta ve Kıbrıs ada devletidir.",
}
BARGAINS = [
    ("en", "The refiners had signed a contract with a trader in Dubai."),
    ("en", "A court approved the agreement with the director."),
    ("ru", "Фирма заключила договор с торговцем в Дубае."),
    ("uz", "Firma Dubaydagi savdogar bilan shartnoma imzolagan."),
    ("kk", "Фирма Дубайдағы саудагермен келісімшартқа қол қойды."),
    ("ky", "Фирма Дубайдагы соодагер менен келишим түздү."),
    ("tr", "Şirket Dubai'deki bir tüccarla sözleşme imzaladı."),
]


@pytest.mark.parametrize(("language", "text"), BARGAINS)
def test_private_bargains_bind_no_state(language: str, text: str) -> None:
    assert treaties(_told(f"{DIPLOMACY[language]}\n\n{text}")) == []


@pytest.mark.parametrize(("language", "text"), BARGAINS)
def test_without_the_rule_a_private_bargain_takes_the_two_states(
    language: str, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("elchi.events.parties._is_private", lambda *_: False)
    assert len(treaties(_told(f"{DIPLOMACY[language]}\n\n{text}"))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Malta and Cyprus signed an agreement on the rights of investors.",
        "Мальта и Кипр подписали соглашение о защите инвесторов.",
        "Malta va Kipr ishchilarni himoya qilish to'g'risida bitim imzoladi.",
        "Malta ile Kıbrıs yatırımcıların korunmasına ilişkin anlaşma imzaladı.",
    ],
)
def test_states_may_agree_on_what_is_private(text: str) -> None:
    assert treaties(_told(text)) == ["CYP + MLT agreement signed"]


@pytest.mark.parametrize(
    "text",
    [
        "Посол Мальты Пол Борг слушал её. Ей рады. За год певица посетила с концертами Чили, Кению и Перу. Жара.",
        "Посол Мальты Пол Борг слушал её. Ей рады. Прошлой весной Анна Вега ездила с концертом в Перу. Билеты проданы.",
        "Malta's ambassador Paul Borg was there. He left. Anna Vega travelled to Peru for a concert. It is hot.",
    ],
)
def test_where_artists_go_is_no_visit(text: str) -> None:
    assert visits(_told(text)) == []


def test_each_goal_of_a_delegation_is_a_visit_of_its_own() -> None:
    found = visits(_told("Президент Мальты Пол Борг посетил Чили, Кению и Перу. Он доволен."))
    assert len(found) == 3
