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
    ("text", "speaker"),
    [
        ("Министр обороны Латвии Андрис Спрудс встретил посла Юхана Берга. «Мы едины», — сказал он.", "spruds"),
        ("Latviya mudofaa vaziri Andris Spruds elchini kutib oldi. «Biz birgamiz va kuchlimiz», — dedi u.", "spruds"),
        ("Министр обороны Латвии Андрис Спрудс прилетел. По его словам, Эстония согласна.", "spruds"),
        ("Latviya mudofaa vaziri Andris Spruds keldi. Uning so'zlariga ko'ra, Estoniya bunga rozi.", "spruds"),
    ],
)
def test_a_pronoun_means_the_last_speaker_or_subject(text: str, speaker: str) -> None:
    assert speakers(read(text)) == [speaker]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Latviya rasmiylari Estoniya bu ishda qatnashayotganini ta'kidladi.", "officials@state:LVA"),
        ("Latvian Defence Minister Andris Spruds told reporters that the border was safe.", "spruds"),
        ("The border is safe with President Berg, Defence Minister Andris Spruds told reporters.", "spruds"),
        ("Между тем министр обороны Латвии Андрис Спрудс назвал это ошибкой.", "spruds"),
    ],
)
def test_the_subject_of_the_verb_of_saying_speaks(text: str, speaker: str) -> None:
    assert speakers(read(text)) == [speaker]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("В МИД Латвии заявили, что переговоры продолжатся.", "МИД Латвии"),
        ("The agency quoted Defence Minister Andris Spruds as saying talks were over.", "spruds"),
        ('Letonya Savunma Bakanı Andris Spruds, "Görüşmelere hazırız ve bekliyoruz" dedi.', "spruds"),
    ],
)
def test_bodies_those_quoted_and_turkish_speakers(text: str, speaker: str) -> None:
    assert speaker in speakers(read(text))


def test_a_heading_before_a_colon_names_the_speaker() -> None:
    text = "Андрис Спрудс: граница под защитой\n\nМинистр обороны Латвии Андрис Спрудс посетил заставу."
    assert speakers(read(text, title=None)) == ["spruds"]


def test_what_a_statement_says_is_said_by_whose_it_is() -> None:
    text = "МИД Латвии обнародовал документ. «Граница под защитой», — говорится в заявлении МИД Эстонии."
    assert "МИД Эстонии" in speakers(read(text))


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


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Latvia's envoy Andris Ozols insists that the talks went well.", ["ozols"]),
        ("Latvia may leave the talks, warns Andris Ozols, a former Latvian ambassador to India.", ["ozols"]),
        ("Riga says drought has emptied the lakes.", ["LVA"]),
        ('Riga called it "a long and winding road".', ["LVA"]),
        (
            "Latvian minister Andris Ozols, who led the team in talks with Georgian envoy Nino Beridze, "
            "told reporters a text was ready.",
            ["ozols"],
        ),
        ("В МИД Латвии эти сведения корреспонденту не подтвердили.", ["МИД Латвии"]),
    ],
)
def test_the_subject_of_a_verb_of_saying_speaks(text: str, speaker: list[str]) -> None:
    assert speakers(read(text)) == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Reuters manbalariga ko'ra, hujjat bahorda imzolanadi.", "Reuters"),
        ("Reuters манбаларига кўра, ҳужжат баҳорда имзоланади.", "Reuters"),
        ("Reuters kaynaklarına göre anlaşma baharda imzalanacak.", "Reuters"),
        ("Dışişleri Bakanlığı kaynaklarından alınan bilgiye göre heyet yola çıktı.", "Dışişleri Bakanlığı"),
        ("Бул тууралуу Кыргызстандын Тышкы иштер министрлигинен кабарлашты.", "Кыргызстандын Тышкы иштер министрлиги"),
        ("Бұл туралы Қазақстан Сыртқы істер министрлігінен хабарлады.", "Қазақстан Сыртқы істер министрлігі"),
        ("Bu haqda Turkiya tashqi ishlar vazirligidan xabar berishdi.", "Turkiya tashqi ishlar vazirligi"),
        ("Президент Сербии Вучич: «Мы готовы к переменам».", "vuchich"),
        ("Ақ үйдің хабарлауынша, президент келіссөзге дайын.", "Ақ үй"),
    ],
)
def test_where_words_come_from_speaks(text: str, speaker: str) -> None:
    assert speakers(read(text)) == [speaker]


@pytest.mark.parametrize(
    "text",
    [
        "Польша Президенті Анджей Дуда Анкарадағы саммитке шақырылды.",
        "Состав делегации Сербии: министры и депутаты.",
    ],
)
def test_who_is_called_or_listed_says_nothing(text: str) -> None:
    assert speakers(read(text)) == []


def test_who_gives_an_interview_says_what_answers_its_questions() -> None:
    text = (
        "Latvian envoy Andris Ozols received us in Tbilisi to tell how the talks stand.\n\n"
        "When will the treaty be signed?\nNot before June. The text is still being negotiated.\n\n"
        "And what of the airline?\nAsk the airline.\n\n"
        "Will Georgian Minister Nino Beridze come?\nShe has been invited.\n"
    )
    assert quotations(read(text))[0] == "ozols: Not before June. The text is still being negotiated."


def test_one_question_makes_no_interview() -> None:
    text = "Latvian envoy Andris Ozols left Tbilisi.\n\nWill the treaty be signed?\nNobody in the city knows.\n"
    assert speakers(read(text)) == []
