"""Statements: who says something, in which words."""

import pytest

from core import cyrillic, quotations, read, speakers


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Пресс-секретарь Кремля Дмитрий Песков сообщил, что визит готовится.", "peskov"),
        ("Kreml matbuot kotibi Dmitriy Peskov tashrif tayyorlanayotganini aytdi.", "peskov"),
        ("Кремль матбуот котиби Дмитрий Песков ташриф тайёрланаётганини айтди.", "peskov"),
        ("По словам министра обороны Чехии Яны Черноховой, поставки продолжатся.", "chernohova"),
        ("Chexiya mudofaa vaziri Lubomir Metnarning so'zlariga ko'ra, yetkazib berish davom etadi.", "metnar"),
        ("Chexiya mudofaa vaziri Lubomir Metnarning aytishicha, yetkazib berish davom etadi.", "metnar"),
        ("Чехия мудофаа вазири Любомир Метнарнинг айтишича, етказиб бериш давом этади.", "metnar"),
        ("Белый дом заявил, что санкции останутся.", "Белый дом"),
        ("Oq uy sanksiyalar qolishini ma'lum qildi.", "Oq uy"),
        ("Оқ уй санкциялар қолишини маълум қилди.", "Оқ уй"),
        ("Москва заявила, что ответит на это.", "RUS"),
        ("Moskva bunga javob berishini bildirdi.", "RUS"),
        ("МИД Ирана опроверг сообщения о взрыве на заводе.", "МИД Ирана"),
        ("Reuters xabariga ko'ra, narxlar oshdi.", "Reuters"),
        ("Как сообщает Reuters, цены на нефть выросли.", "Reuters"),
        ("Министерство обороны Турции сообщило о начале учений.", "Министерство обороны Турции"),
        ("Turkiya Mudofaa vazirligi mashg'ulotlar boshlanganini ma'lum qildi.", "Turkiya Mudofaa vazirligi"),
    ],
)
def test_who_says_it_is_the_speaker(text: str, speaker: str) -> None:
    assert speakers(read(text)) == [speaker]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "«Мы готовы к разговору с Варшавой», — заявил премьер-министр Литвы Гинтаутас Палуцкас.",
            "Мы готовы к разговору с Варшавой",
        ),
        (
            "Премьер-министр Литвы Гинтаутас Палуцкас заявил: «Мы готовы к разговору с Варшавой».",
            "Мы готовы к разговору с Варшавой",
        ),
        (
            "«Биз Варшава билан гаплашишга тайёрмиз», — деди Литва бош вазири Гинтаутас Палуцкас.",
            "Биз Варшава билан гаплашишга тайёрмиз",
        ),
        (
            '"Biz Varshava bilan gaplashishga tayyormiz", dedi Litva bosh vaziri Gintautas Palutskas.',
            "Biz Varshava bilan gaplashishga tayyormiz",
        ),
        (
            "“Biz Varshava bilan gaplashishga tayyormiz”, — dedi Litva bosh vaziri Gintautas Palutskas.",
            "Biz Varshava bilan gaplashishga tayyormiz",
        ),
        (
            "„Biz Varshava bilan gaplashishga tayyormiz“, — dedi Litva bosh vaziri Gintautas Palutskas.",
            "Biz Varshava bilan gaplashishga tayyormiz",
        ),
    ],
)
def test_the_words_quoted_are_kept_without_their_marks(text: str, words: str) -> None:
    assert quotations(read(text)) == [f"paluskas: {words}"]


def test_a_quoted_name_is_no_quotation() -> None:
    assert quotations(read("Министр иностранных дел Литвы Кястутис Будрис сообщил о визите на судно «Надежда».")) == []


def test_a_speaker_goes_on_speaking() -> None:
    text = "Министр обороны Латвии Андрис Спрудс прилетел утром. «Границу мы будем охранять вместе», — сказал он."
    assert speakers(read(text)) == ["spruds"]


@pytest.mark.parametrize(
    "latin",
    [
        "Oq uy bunga javob berishini bildirdi.",
        "«Biz gaplashishga doimo tayyormiz», — dedi Turkiya tashqi ishlar vaziri Hakan Fidan.",
        "Hakan Fidanning aytishicha, Turkiya gaplashishga tayyor.",
    ],
)
def test_both_scripts_tell_the_same_speakers(latin: str) -> None:
    one, other = read(latin), read(cyrillic(latin))
    told = [[(r.kind, r.rule, r.roles[0].entity.split(":")[0]) for r in reading.reports] for reading in (one, other)]
    assert told[0] == told[1]
    assert told[0]
