"""Treaties and other instruments: kind, parties, subject, count, and where in its life each stands."""

import pytest

from core import apostrophes, counts, cyrillic, read, subjects, treaties


@pytest.mark.parametrize(
    "text",
    [
        "Qozog'iston va Xitoy o'rtasida tranzit to'g'risida bitim imzolandi.",
        "Қозоғистон ва Хитой ўртасида транзит тўғрисида битим имзоланди.",
        "Qozog'iston va Xitoy tranzit to'g'risida bitim imzoladi.",
        "Qozog'iston Xitoy bilan tranzit to'g'risida bitim imzoladi.",
        "Qozog'iston-Xitoy bitimi imzolandi.",
        "Между Казахстаном и Китаем подписано соглашение о транзите.",
        "Казахстан и Китай подписали соглашение о транзите.",
        "Казахстан подписал с Китаем соглашение о транзите.",
        "Подписано казахстанско-китайское соглашение о транзите.",
        "Президенты Казахстана и Китая подписали соглашение о транзите.",
    ],
)
def test_parties_stand_between_with_together_or_as_adjectives(text: str) -> None:
    assert treaties(read(text)) == ["CHN + KAZ agreement signed"]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Парламент Казахстана ратифицировал соглашение с Китаем о транзите.", "ratified"),
        ("Qozog'iston parlamenti Xitoy bilan tranzit to'g'risidagi bitimni ratifikatsiya qildi.", "ratified"),
        ("Соглашение между Казахстаном и Китаем о транзите вступило в силу.", "in_force"),
        ("Qozog'iston va Xitoy o'rtasidagi tranzit to'g'risidagi bitim kuchga kirdi.", "in_force"),
        ("Казахстан и Китай продлили соглашение о транзите.", "extended"),
        ("Qozog'iston va Xitoy tranzit to'g'risidagi bitimni uzaytirdi.", "extended"),
        ("Казахстан приостановил соглашение с Китаем о транзите.", "suspended"),
        ("Qozog'iston Xitoy bilan tranzit to'g'risidagi bitimni to'xtatib turdi.", "suspended"),
        ("Казахстан денонсировал соглашение с Китаем о транзите.", "terminated"),
        ("Qozog'iston Xitoy bilan tranzit to'g'risidagi bitimni bekor qildi.", "terminated"),
        ("Казахстан нарушил соглашение с Китаем о транзите.", "violated"),
        ("Qozog'iston Xitoy bilan tranzit to'g'risidagi bitimni buzdi.", "violated"),
        ("Казахстан отклонил соглашение с Китаем о транзите.", "rejected"),
        ("Казахстан и Китай согласовали соглашение о транзите.", "agreed"),
        ("Qozog'iston va Xitoy tranzit to'g'risidagi bitimni kelishib oldi.", "agreed"),
    ],
)
def test_the_life_of_an_instrument_is_told_by_its_verb(text: str, status: str) -> None:
    for writing in (text, cyrillic(text)) if text.isascii() else (text,):
        assert treaties(read(writing)) == [f"CHN + KAZ agreement {status}"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Узбекистан и Турция подписали меморандум о туризме.", "memorandum"),
        ("O'zbekiston va Turkiya turizm to'g'risida memorandum imzoladi.", "memorandum"),
        ("Узбекистан и Турция подписали договор о дружбе.", "treaty"),
        ("O'zbekiston va Turkiya do'stlik to'g'risida shartnoma imzoladi.", "treaty"),
        ("Президенты Узбекистана и Турции подписали совместное заявление.", "statement"),
        ("O'zbekiston va Turkiya prezidentlari qo'shma bayonot imzoladi.", "statement"),
        ("Узбекистан и Турция подписали декларацию о партнёрстве.", "declaration"),
        ("O'zbekiston va Turkiya sheriklik to'g'risida deklaratsiya imzoladi.", "declaration"),
        ("Узбекистан и Турция подписали протокол о границе.", "protocol"),
        ("Узбекистан и Турция подписали дорожную карту о торговле.", "roadmap"),
        ("O'zbekiston va Turkiya yo'l xaritasini imzoladi.", "roadmap"),
        ("Узбекистан и Турция подписали конвенцию о правах детей.", "convention"),
        ("Узбекистан и Турция подписали контракт о поставках газа.", "contract"),
    ],
)
def test_the_noun_says_the_kind(text: str, kind: str) -> None:
    for writing in (text, cyrillic(text)) if text.isascii() else (text,):
        assert treaties(read(writing)) == [f"TUR + UZB {kind} signed"]


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Между Узбекистаном и Таджикистаном подписано соглашение о водных ресурсах.", "водных ресурсах"),
        (
            "O'zbekiston va Tojikiston o'rtasida turizm sohasida hamkorlik bo'yicha memorandum imzolandi.",
            "turizm sohasida hamkorlik",
        ),
        ("Ўзбекистон ва Тожикистон ўртасида сув ресурслари тўғрисида битим имзоланди.", "сув ресурслари"),
        ("O'zbekiston va Yevropa Ittifoqi sheriklik to'g'risidagi bitimni imzoladi.", "sheriklik"),
        ("Узбекистан и Таджикистан подписали соглашение.", None),
    ],
)
def test_the_subject_stands_by_its_marker(text: str, subject: str | None) -> None:
    assert subjects(read(text)) == [subject]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("По итогам переговоров Узбекистан и Турция подписали 14 документов.", (14, "exact")),
        ("Muzokaralar yakunida O'zbekiston va Turkiya 14 ta hujjat imzoladi.", (14, "exact")),
        ("Музокаралар якунида Ўзбекистон ва Туркия 14 та ҳужжат имзолади.", (14, "exact")),
        ("Узбекистан и Турция подписали ряд документов.", (None, "several")),
        ("O'zbekiston va Turkiya bir qator hujjatlarni imzoladi.", (None, "several")),
        ("Ўзбекистон ва Туркия бир қатор ҳужжатларни имзолади.", (None, "several")),
        ("Узбекистан и Турция подписали соглашение о торговле.", (1, None)),
    ],
)
def test_a_count_makes_a_set(text: str, count: tuple[int | None, str | None]) -> None:
    assert counts(read(text)) == [count]


@pytest.mark.parametrize(
    "text",
    [
        "O'zbekiston va Turkiya 14 ta hujjat imzoladi, jumladan, energetika to'g'risida memorandum bor.",
        "Ўзбекистон ва Туркия 14 та ҳужжат имзолади, жумладан, энергетика тўғрисида меморандум бор.",
        "Узбекистан и Турция подписали 14 документов, среди которых меморандум о сотрудничестве в энергетике.",
    ],
)
def test_what_is_listed_among_a_set_is_its_member(text: str) -> None:
    reading = read(text)
    assert treaties(reading) == ["TUR + UZB document signed", "TUR + UZB memorandum signed"]
    whole, member = reading.treaties
    assert (whole.kind, whole.count, whole.member_of) == ("document", 14, None)
    assert (member.kind, member.member_of) == ("memorandum", 0)


@pytest.mark.parametrize(
    ("text", "treaty"),
    [
        ("Россия, Турция и Азербайджан подписали меморандум о газе.", "AZE + RUS + TUR memorandum signed"),
        ("Rossiya, Turkiya va Ozarbayjon gaz bo'yicha memorandum imzoladi.", "AZE + RUS + TUR memorandum signed"),
        ("Узбекистан и Евросоюз парафировали соглашение о партнёрстве.", "UZB + Евросоюз agreement agreed"),
        (
            "Договор о дружбе между Монголией и Лаосом был подписан 4 мая 1991 года.",
            "LAO + MNG treaty signed 1991-05-04",
        ),
        (
            "Mo'g'uliston va Laos o'rtasidagi do'stlik to'g'risidagi shartnoma 1991-yil 4-mayda imzolangan.",
            "LAO + MNG treaty signed 1991-05-04",
        ),
        ("Ереван и Баку согласовали текст мирного договора.", "ARM + AZE treaty agreed"),
        ("Yerevan va Boku tinchlik shartnomasi matnini kelishib oldi.", "ARM + AZE treaty agreed"),
        ("Россия и Украина договорились о перемирии между Россией и Украиной.", "RUS + UKR ceasefire agreed"),
    ],
)
def test_instruments_of_several_sides_and_of_other_days(text: str, treaty: str) -> None:
    assert treaties(read(text)) == [treaty]


def test_who_signs_for_a_state_is_a_signatory() -> None:
    text = "Президент Литвы Гитанас Науседа и президент Латвии Эдгар Ринкевич подписали договор о границе."
    reading = read(text)
    roles = {
        (role.name, role.entity) for report in reading.reports if report.kind == "Signing" for role in report.roles
    }
    assert {("party", "state:LTU"), ("party", "state:LVA")} <= roles
    assert {entity.rsplit(" ", 1)[-1] for name, entity in roles if name == "signatory"} == {"nauseda", "rinkevich"}


def test_a_treaty_told_twice_is_one() -> None:
    text = (
        "Между Узбекистаном и Таджикистаном подписано соглашение о водных ресурсах. "
        "Соглашение о водных ресурсах подписали министры двух стран."
    )
    assert treaties(read(text)) == ["TJK + UZB agreement signed"]


def test_what_happens_last_to_a_treaty_is_its_status() -> None:
    text = (
        "Узбекистан и Таджикистан подписали соглашение о границе 3 мая 2018 года. "
        "Парламент Таджикистана ратифицировал соглашение с Узбекистаном о границе."
    )
    reading = read(text)
    assert [treaty.status for treaty in reading.treaties] == ["ratified"]
    assert {event.kind for event in reading.events if event.instruments} == {"Signing", "Ratification"}


@pytest.mark.parametrize(
    "text",
    [
        "Футбольный клуб подписал контракт с нападающим из Бразилии до 2026 года.",
        "Futbol klubi braziliyalik hujumchi bilan shartnoma imzoladi.",
        "Президент Узбекистана подписал указ о развитии туризма.",
        "O'zbekiston prezidenti turizmni rivojlantirish to'g'risidagi qonunni imzoladi.",
        "Квартирант и хозяин квартиры заключили договор аренды.",
        "Банк подписал соглашение с застройщиком о льготной ипотеке.",
    ],
)
def test_domestic_papers_are_no_instruments_between_states(text: str) -> None:
    assert treaties(read(text)) == []


@pytest.mark.parametrize(
    "latin",
    [
        "O'zbekiston va Qirg'iziston chegara to'g'risida shartnoma imzoladi.",
        "O'zbekiston va Afg'oniston o'rtasida 5 ta hujjat imzolandi.",
        "Mo'g'uliston parlamenti O'zbekiston bilan savdo to'g'risidagi bitimni ratifikatsiya qildi.",
    ],
)
def test_every_writing_of_uzbek_tells_the_same_treaty(latin: str) -> None:
    told = {(tuple(treaties(read(t))), tuple(counts(read(t)))) for t in (*apostrophes(latin), cyrillic(latin))}
    assert len(told) == 1
    assert told != {((), ())}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Выполнение соглашения между Чили и Перу обсудили послы.", ["CHL + PER agreement agreed"]),
        ("Договор между Чили и Перу передан на подписание.", ["CHL + PER treaty planned"]),
        ("Чили и Перу обсудили договор, подписанный в 1999 году.", ["CHL + PER treaty signed 1999"]),
        (
            "Chili va Peru o'rtasidagi shartnoma kuchga kirishidan oldin vazirlar uchrashdi.",
            ["CHL + PER treaty planned"],
        ),
        ("Chili va Peru o'rtasida 3 kunlik sulh imzolandi.", ["CHL + PER ceasefire signed"]),
    ],
)
def test_what_is_taken_for_granted_or_lies_ahead(text: str, told: list[str]) -> None:
    assert treaties(read(text)) == told


def test_the_items_of_a_list_are_signed_as_its_head_says() -> None:
    text = (
        "Делегации Чили и Перу обменялись документами: меморандум между компаниями Andes Copper и Lima Rail; "
        "соглашение между правительствами двух стран о визах."
    )
    assert treaties(read(text)) == ["Andes Copper + Lima Rail memorandum signed", "CHL + PER agreement signed"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("O'zbekiston va Chili vazirligi o'rtasida dasturni amalga oshirish to'g'risida memorandum imzolandi.", 1),
        ("Чили и Перу подписали меморандум о реализации договора.", 1),
        ("Чили и Перу подписали меморандум о визах и договор о границе.", 2),
    ],
)
def test_what_a_paper_is_about_is_no_other_paper(text: str, told: int) -> None:
    assert len(treaties(read(text))) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Чили и Перу договорились снизить пошлины.", ["CHL + PER deal agreed"]),
        ("Чили и Перу договорились провести переговоры в мае.", []),
        ("Chili va Peru bojlarni pasaytirishga kelishib oldi.", ["CHL + PER deal agreed"]),
        ("Chili va Peru may oyida muzokara o'tkazishga kelishib oldi.", []),
    ],
)
def test_to_agree_to_talk_is_no_agreement(text: str, told: list[str]) -> None:
    assert treaties(read(text)) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Чили и Перу воюют третий год. Бразилия призвала к прекращению огня.",
            ["CHL + PER ceasefire proposed"],
        ),
        (
            "Chili va Peru urushi davom etmoqda. Braziliya prezidenti o't ochishni to'xtatishni taklif qildi.",
            ["CHL + PER ceasefire proposed"],
        ),
        (
            "Война между Чили и Перу продолжается. Чили в одностороннем порядке объявила перемирие.",
            ["CHL ceasefire agreed"],
        ),
        ("Речь идёт о нарушении Чили Устава ООН.", [" treaty violated"]),
        ("Чили ратифицировала Женевскую конвенцию о пленных.", ["CHL convention ratified"]),
        ("Чили, Перу и Боливия соседи. Лидеры трёх стран подписали соглашение.", ["BOL + CHL + PER agreement signed"]),
    ],
)
def test_parties_that_are_not_named_beside_the_noun(text: str, told: list[str]) -> None:
    assert treaties(read(text)) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Chile and Peru initialled an agreement on visas.", ["CHL + PER agreement agreed"]),
        ("Чили мен Перу виза туралы келісімді парафтады.", ["CHL + PER agreement agreed"]),
        ("Şili ile Peru vize anlaşmasını paraf etti.", ["CHL + PER agreement agreed"]),
        (
            "The agreement on visas between Chile and Peru has been signed but not yet ratified.",
            ["CHL + PER agreement signed"],
        ),
        ("Соглашение между Чили и Перу о визах ожидает ратификации.", ["CHL + PER agreement signed"]),
        ("Чили менен Перу кол койгон виза жөнүндө келишим али ратификациялана элек.", ["CHL + PER agreement signed"]),
        ("Şili ile Peru'nun imzaladığı protokol bugüne dek onaylanmadı.", ["CHL + PER protocol signed"]),
        ("A visa agreement between Chile and Peru is awaiting signature.", ["CHL + PER agreement planned"]),
        ("Парламент Чили отказался ратифицировать соглашение с Перу о визах.", ["CHL + PER agreement rejected"]),
    ],
)
def test_an_instrument_stays_where_its_next_step_is_not_taken(text: str, told: list[str]) -> None:
    assert treaties(read(text)) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("No document was signed by Chile and Peru.", []),
        ("Чили и Перу не подписали никаких документов.", []),
        ("Chili va Peru hech qanday bitim imzolamadi.", []),
        ("Şili ile Peru hiçbir belge imzalamadı.", []),
        ("Чили мен Перу ешқандай хаттамаға қол қойған жоқ.", []),
        ("Чили менен Перу эч кандай документке кол койгон жок.", []),
    ],
)
def test_where_none_is_signed_there_is_none(text: str, told: list[str]) -> None:
    assert treaties(read(text)) == told


@pytest.mark.parametrize(
    "text",
    [
        "Negotiations between Chile and Peru on an agreement on visas continue.",
        "Work on an agreement between Chile and Peru on visas goes on.",
        "Идёт работа над соглашением между Чили и Перу о визах.",
        "Чили и Перу подготовили проект соглашения о визах.",
        "Chili va Peru o'rtasidagi viza bitimi matni ustida ish davom etmoqda.",
        "Чили мен Перу арасында виза туралы келісім бойынша келіссөз жүріп жатыр.",
        "Чили менен Перунун келишими али сүйлөшүлүүдө.",
        "Şili ile Peru arasında vize anlaşması müzakereleri sürüyor.",
    ],
)
def test_what_talks_work_or_a_draft_are_about_is_under_negotiation(text: str) -> None:
    assert treaties(read(text)) == ["CHL + PER agreement under_negotiation"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Şili ile Peru dokuz belge imzaladı. Bunların arasında denizcilik anlaşması ve tarım alanında "
            "mutabakat zaptı da var.",
            ["CHL + PER agreement signed", "CHL + PER document signed", "CHL + PER memorandum signed"],
        ),
        (
            "Чили и Перу подписали девять документов. Среди них протокол о визах и меморандум между Andes Copper и "
            "Lima Rail.",
            ["Andes Copper + Lima Rail memorandum signed", "CHL + PER document signed", "CHL + PER protocol signed"],
        ),
    ],
)
def test_what_is_among_them_has_the_parties_of_the_set_or_its_own(text: str, told: list[str]) -> None:
    assert treaties(read(text)) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "«Andes Copper» и «Lima Rail» подписали соглашение о поставках. Чили и Перу соседи.",
            ["Andes Copper + Lima Rail agreement signed"],
        ),
        ("Город Ош и город Бурса подписали меморандум о побратимстве.", ["Бурса + Ош memorandum signed"]),
        (
            "Türkiye Ticaret Odası ile Peru Sanayi Odası ayrı bir protokole imza attı.",
            ["Peru Sanayi Odası + Türkiye Ticaret Odası protocol signed"],
        ),
        (
            "Bursa Limanı ile Andes Holding terminal için protokol imzaladı. Türkiye ve Şili bakanları görüştü.",
            ["Andes Holding + Bursa Limanı protocol signed"],
        ),
        (
            "Peru ile Şili bakanları görüştü. Şili ile Peru vize anlaşmasını imzaladı.",
            ["CHL + PER agreement signed"],
        ),
        ("Джонс и Смит подписали контракт с клубом.", []),
    ],
)
def test_bodies_and_cities_sign_in_their_own_names(text: str, told: list[str]) -> None:
    assert treaties(read(text)) == told
