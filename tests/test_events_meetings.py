"""Meetings, talks, calls, summits: who meets whom."""

import pytest

from core import apostrophes, cyrillic, meetings, read


@pytest.mark.parametrize(
    ("text", "meeting"),
    [
        ("Rossiya prezidenti Vladimir Putin Xitoy raisi Si Szinpin bilan uchrashdi.", "putin + szinpin meeting done"),
        ("Россия президенти Владимир Путин Хитой раиси Си Цзинпин билан учрашди.", "putin + szinpin meeting done"),
        ("Президент России Владимир Путин встретился с главой КНР Си Цзиньпином.", "putin + szinpin meeting done"),
        ("Misr va Turkiya prezidentlari o'rtasida muzokaralar bo'lib o'tdi.", "EGY + TUR talks done"),
        ("Миср ва Туркия президентлари ўртасида музокаралар бўлиб ўтди.", "EGY + TUR talks done"),
        ("Между президентами Египта и Турции прошли переговоры.", "EGY + TUR talks done"),
        ("Президенты Италии и Германии провели переговоры.", "DEU + ITA talks done"),
        ("Главы МИД Франции и Германии встретились в Париже.", "DEU + FRA meeting done"),
        ("Fransiya va Germaniya tashqi ishlar vazirlari Parijda uchrashdi.", "DEU + FRA meeting done"),
        (
            "Премьер-министр Японии Сигэру Исиба обсудил торговлю с премьер-министром Индии Нарендрой Моди.",
            "isiba + modi talks done",
        ),
        (
            "Yaponiya bosh vaziri Sigeru Isiba Hindiston bosh vaziri Narendra Modi bilan savdoni muhokama qildi.",
            "isiba + modi talks done",
        ),
        ("Встреча министров обороны Индии и Вьетнама прошла в Ханое.", "IND + VNM meeting done"),
        ("Hindiston va Vyetnam mudofaa vazirlarining uchrashuvi Xanoyda bo'lib o'tdi.", "IND + VNM meeting done"),
        ("Саммит лидеров России и США прошёл в Хельсинки.", "RUS + USA summit done"),
    ],
)
def test_those_who_stand_with_or_between_take_part(text: str, meeting: str) -> None:
    assert meetings(read(text)) == [meeting]


@pytest.mark.parametrize(
    "text",
    [
        "Turkiya TIV rahbari Hakan Fidan AQSH davlat kotibi Marko Rubio bilan telefonda gaplashdi.",
        "Туркия ТИВ раҳбари Ҳакан Фидан АҚШ давлат котиби Марко Рубио билан телефонда гаплашди.",
        "Глава МИД Турции Хакан Фидан поговорил по телефону с госсекретарём США Марко Рубио.",
        "Глава МИД Турции Хакан Фидан провёл телефонный разговор с госсекретарём США Марко Рубио.",
        "Глава МИД Турции Хакан Фидан позвонил госсекретарю США Марко Рубио и поздравил его.",
        "Состоялся телефонный разговор главы МИД Турции Хакана Фидана с госсекретарём США Марко Рубио.",
        "Turkiya TIV rahbari Hakan Fidan va AQSH davlat kotibi Marko Rubio o'rtasida telefon suhbati bo'lib o'tdi.",
    ],
)
def test_talking_by_telephone_is_a_call(text: str) -> None:
    assert meetings(read(text)) == ["fidan + rubio call done"]


@pytest.mark.parametrize(
    "text",
    [
        "Serbiya prezidenti Aleksandr Vuchich Norvegiya elchisini qabul qildi.",
        "Сербия президенти Александр Вучич Норвегия элчисини қабул қилди.",
        "Президент Сербии Александр Вучич принял посла Норвегии.",
    ],
)
def test_a_reception_is_a_meeting_with_the_guest(text: str) -> None:
    assert meetings(read(text)) == ["NOR + vuchich meeting done"]


@pytest.mark.parametrize(
    "text",
    [
        "O'zbekiston prezidenti Shavkat Mirziyoyev BMT Bosh kotibi Antoniu Guterrish bilan uchrashdi.",
        "Президент Узбекистана Шавкат Мирзиёев встретился с генеральным секретарём ООН Антониу Гутерришем.",
    ],
)
def test_an_organisations_head_may_take_part(text: str) -> None:
    assert meetings(read(text)) == ["guterish + mirziev meeting done"]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Президенты Италии и Германии встретятся в Париже 3 июня.", "2024-06-03"),
        ("Italiya va Germaniya prezidentlari 3-iyun kuni Parijda uchrashadi.", "2024-06-03"),
        ("Италия ва Германия президентлари 3 июнь куни Парижда учрашади.", "2024-06-03"),
    ],
)
def test_a_meeting_has_its_date_and_place(text: str, date: str) -> None:
    found = [event for event in read(text).events if event.kind == "Meeting"]
    assert [(event.start.edtf, event.place) for event in found if event.start] == [(date, "place:paris")]


@pytest.mark.parametrize(
    "text",
    [
        "Министр внутренних дел встретился с жителями посёлка.",
        "Ichki ishlar vaziri mahalla aholisi bilan uchrashdi.",
        "Ички ишлар вазири маҳалла аҳолиси билан учрашди.",
        "Президент Узбекистана Шавкат Мирзиёев принял министра культуры Узбекистана.",
        "Германия терма жамоаси Испания билан учрашади, деб ёзади спорт нашри.",
    ],
)
def test_a_meeting_within_one_state_or_of_teams_is_none(text: str) -> None:
    assert [line for line in meetings(read(text)) if "DEU" not in line] == []


def test_a_meeting_told_twice_is_one() -> None:
    text = (
        "Президент Кипра Никос Христодулидис встретился с президентом Египта Абдель Фаттахом ас-Сиси. "
        "На встрече с Абдель Фаттахом ас-Сиси Никос Христодулидис говорил о газе."
    )
    assert meetings(read(text)) == ["hristodulidis + sisi meeting done"]


@pytest.mark.parametrize(
    "latin",
    [
        "O'zbekiston va Qirg'iziston prezidentlari o'rtasida muzokara bo'lib o'tdi.",
        "Turkiya tashqi ishlar vaziri Hakan Fidan Mo'g'uliston bosh vaziri bilan uchrashdi.",
        "Hindiston va Pokiston o'rtasidagi muzokaralar keyinga surildi.",
    ],
)
def test_every_writing_of_uzbek_tells_the_same_meeting(latin: str) -> None:
    told = {tuple(meetings(read(text))) for text in (*apostrophes(latin), cyrillic(latin))}
    assert len(told) == 1
    assert told != {()}


@pytest.mark.parametrize(
    ("text", "meeting"),
    [
        (
            "Президент Кипра Никос Христодулидис прибыл в Каир, где его ждал президент Египта Абдель Фаттах ас-Сиси. "
            "Лидеры двух стран провели переговоры.",
            "hristodulidis + sisi talks done",
        ),
        (
            "Kipr prezidenti Nikos Xristodulidis Misr prezidenti Abdulfattoh as-Sisiga xat yubordi. "
            "Ikki davlat rahbarlari kelasi oyda uchrashadi.",
            "hristodulidis + sisi meeting planned 2024-06",
        ),
        ("Misr va Kipr bitim imzoladi. Tomonlar bir kun muzokara o'tkazdi.", "CYP + EGY talks done"),
        ("Переговоры норвежской и шведской делегаций прошли в Осло.", "NOR + SWE talks done"),
    ],
)
def test_sides_may_only_be_pointed_to(text: str, meeting: str) -> None:
    assert meetings(read(text)) == [meeting]


@pytest.mark.parametrize(
    "text",
    [
        "Президент Италии Серджо Маттарелла приехал в Вену. Президент Австрии Александр Ван дер Беллен ждал его. "
        "Встреча президентов Италии и Австрии длилась час.",
        "Italiya prezidenti Serjo Mattarella Venaga keldi. Uni Avstriya prezidenti Aleksandr Van der Bellen kutdi. "
        "Italiya va Avstriya prezidentlarining uchrashuvi bir soat davom etdi.",
    ],
)
def test_presidents_of_two_states_are_the_persons_who_are_named(text: str) -> None:
    assert {line.rsplit(" ", 2)[0] for line in meetings(read(text))} == {"belen + matarela"}


def test_the_company_stands_beside_its_own_meeting() -> None:
    text = (
        "Ghana prezidenti Jon Mahama sammitda qatnashgan yetakchilar bilan birga Germaniya kansleri "
        "Fridrix Merts bilan telefon orqali muloqot qildi."
    )
    assert [line for line in meetings(read(text)) if "summit" in line] == []


@pytest.mark.parametrize(
    "text",
    [
        "Диалог между Италией и Австрией важен для региона.",
        "Italiya va Avstriya o'rtasidagi dialog mintaqa uchun muhim.",
    ],
)
def test_a_dialogue_is_no_meeting(text: str) -> None:
    assert meetings(read(text)) == []


@pytest.mark.parametrize(
    ("text", "meeting"),
    [
        (
            "Министры обсудили повестку саммита НАТО, который пройдёт в Гааге 24 июня.",
            "НАТО summit planned 2024-06-24",
        ),
        (
            "Премьер Испании Педро Санчес рассказал о переговорах с премьером Португалии Луишем Монтенегру, "
            "которые состоялись в Лиссабоне 3 мая.",
            "montenegru + sanches talks done 2024-05-03",
        ),
        (
            "Ispaniya bosh vaziri Pedro Sanches iyun oyida bo'lib o'tadigan Portugaliya bosh vaziri "
            "Luish Montenegru bilan uchrashuvga tayyorlanmoqda.",
            "montenegru + sanches meeting planned 2024-06",
        ),
        (
            "Ispaniya va Portugaliya bosh vazirlarining kelasi oyga rejalashtirilgan uchrashuvi bekor qilindi.",
            "ESP + PRT meeting cancelled 2024-06",
        ),
    ],
)
def test_what_stands_beside_the_noun_tells_whether_and_when(text: str, meeting: str) -> None:
    assert meetings(read(text)) == [meeting]


@pytest.mark.parametrize(
    ("text", "participants"),
    [
        ("Президент Латвии Эдгар Ринкевич принял участие в саммите НАТО в Гааге.", "rinkevich + НАТО"),
        ("Саммит НАТО прошёл в Гааге.", "NLD + НАТО"),
        ("BMT Bosh Assambleyasining sessiyasi Jenevada boshlandi.", "BMT Bosh Assambleyasi + CHE"),
    ],
)
def test_an_international_body_holds_its_summits_and_conferences(text: str, participants: str) -> None:
    assert [line.rsplit(" ", 2)[0] for line in meetings(read(text))] == [participants]


def test_a_conference_of_nobody_is_left_out() -> None:
    assert meetings(read("Конференция пчеловодов прошла в Риге.")) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Премьер Норвегии Йонас Гар Стёре встретился с премьером Японии Сигэру Исибой. "
            "Йонас Гар Стёре и Сигэру Исиба встретятся снова.",
            ["done", "planned"],
        ),
        (
            "Премьер Норвегии Йонас Гар Стёре поговорил по телефону с премьером Японии Сигэру Исибой. "
            "В беседе с Сигэру Исибой Йонас Гар Стёре говорил о рыбе.",
            ["done"],
        ),
    ],
)
def test_what_is_ahead_is_another_meeting_and_the_conversation_is_the_call(text: str, told: list[str]) -> None:
    assert sorted(line.split()[-1] for line in meetings(read(text))) == told


@pytest.mark.parametrize(
    ("text", "meeting"),
    [
        ("Премьер Вьетнама провёл консультации с белорусской стороной.", "BLR + VNM consultation done"),
        ("Qozog'iston delegatsiyasi Xitoy tomoni bilan muzokara o'tkazdi.", "CHN + KAZ talks done"),
        ("Қозоғистон делегацияси Хитой томони билан музокара ўтказди.", "CHN + KAZ talks done"),
    ],
)
def test_the_side_of_a_state_is_the_state(text: str, meeting: str) -> None:
    assert meetings(read(text)) == [meeting]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Премьер Японии Сигэру Исиба и премьер Индии Нарендра Моди договорились встретиться в июле.", "planned"),
        ("Премьер Японии Сигэру Исиба на встрече с премьером Индии Нарендрой Моди договорился о рыбе.", "done"),
        ("Yaponiya va Hindiston bosh vazirlari iyul oyida uchrashishga kelishib oldi.", "planned"),
        ("Yaponiya va Hindiston bosh vazirlari uchrashuvida narxlar kelishib olindi.", "done"),
    ],
)
def test_a_meeting_agreed_on_is_planned(text: str, told: str) -> None:
    assert [line.split()[-2 if "-" in line else -1] for line in meetings(read(text))] == [told]


@pytest.mark.parametrize(
    "text",
    [
        "Министр торговли Чили Клаудиа Санхуэса провела встречу с послом Японии Кэнъити Хирано.",
        "Президент Чили Габриэль Борич был принят президентом Индии Драупади Мурму.",
    ],
)
def test_names_without_cases_stand_in_that_of_their_office(text: str) -> None:
    assert [line.split()[-2:] for line in meetings(read(text))] == [["meeting", "done"]]


def test_the_ministers_of_several_states_are_those_who_are_named() -> None:
    text = (
        "Глава МИД Италии Паоло Бенедетти и глава МИД Греции Гиоргос Герапетритис говорили о миграции. "
        "О встрече министры Италии, Греции и Мальты договорились в Риме."
    )
    assert meetings(read(text)) == ["MLT + benedeti + gerapetritis meeting planned"]


def test_a_condition_in_a_conversation_is_not_its_own() -> None:
    text = (
        "Daniya bosh vaziri Mette Frederiksen va Oslodagi yig'ilishda qatnashgan yetakchilar Kanada bosh vaziri "
        "Mark Karni bilan telefon orqali suhbatda, agar kelishuvga erishilsa, savdo o'sishini aytdi."
    )
    assert "frederiksen + karni call done" in meetings(read(text))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Премьер Мальты Роберт Абела прилетел в Рим. Президент Италии Серджо Маттарелла принял гостя.", 1),
        ("Премьер Мальты Роберт Абела прилетел в Рим. Президент Италии Серджо Маттарелла принял доклад.", 0),
        ("Malta bosh vaziri Robert Abela Rimda. Uni Italiya prezidenti Serjo Mattarella qabul qildi.", 1),
        ("Malta bosh vaziri Robert Abela Rimda. Bu taklifni Italiya prezidenti Serjo Mattarella qabul qildi.", 0),
    ],
)
def test_only_a_guest_is_received(text: str, told: int) -> None:
    assert meetings(read(text)) == ["abela + matarela meeting done"][:told]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Премьер Мальты Роберт Абела пообщался с президентом Италии Серджо Маттареллой.", ["talks done"]),
        ("Премьер Мальты Роберт Абела и президент Италии Серджо Маттарелла говорили о рыбе на форуме.", []),
        ("Malta bosh vaziri Robert Abela Italiya prezidenti Serjo Mattarella bilan gaplashdi.", ["talks done"]),
        ("Malta bosh vaziri Robert Abela va Italiya prezidenti Serjo Mattarella forumda gapirdi.", []),
    ],
)
def test_who_speaks_with_somebody_holds_talks(text: str, told: list[str]) -> None:
    assert [line.split(" ", 3)[3] for line in meetings(read(text))] == told


@pytest.mark.parametrize(
    "text",
    [
        "Мальта и Тунис спорят о рыбе. Мальта готова к переговорам.",
        "Malta va Tunis baliq ustida bahslashmoqda. Malta muzokaraga tayyor.",
    ],
)
def test_who_is_ready_for_talks_means_the_other_of_the_pair(text: str) -> None:
    assert meetings(read(text)) == ["MLT + TUN talks proposed"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Замминистра энергетики встретился с послом Чили. Мальта и Чили торгуют рыбой.", ["CHL + MLT meeting done"]),
        ("Madaniyat vaziri Chili elchisini qabul qildi. Malta va Chili do'st.", ["CHL + MLT meeting done"]),
        ("Замминистра энергетики встретился с президентом Чили. Мальта и Чили торгуют рыбой.", []),
    ],
)
def test_an_ambassador_meets_those_whom_he_is_sent_to(text: str, told: list[str]) -> None:
    assert meetings(read(text)) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("В Осло прошли узбекско-норвежские консультации.", ["NOR + UZB consultation done"]),
        ("Kelasi oy Osiyo yetakchilari Osloda uchrashadi. Malta va Chili tayyor.", []),
        ("Лидеры стран Азии провели встречу. Мальта и Чили готовы.", []),
        (
            "Премьер-министр Роберт Абела встретился с министром культуры Оуэном Бонничи. Мальта и Чили далеко.",
            [],
        ),
    ],
)
def test_who_belongs_to_no_state_that_is_said_does_not_stand_for_the_pair(text: str, told: list[str]) -> None:
    assert meetings(read(text)) == told


@pytest.mark.parametrize(
    "text",
    [
        "Премьер Мальты Роберт Абела в телефонном разговоре 3 мая обсудил цены с президентом Чили Габриэлем Боричем.",
        "Malta bosh vaziri Robert Abela Chili prezidenti Gabriel Borich bilan 3-may kuni telefon suhbatida narxlarni "
        "muhokama qildi.",
    ],
)
def test_what_is_discussed_in_a_call_is_a_call(text: str) -> None:
    assert meetings(read(text)) == ["abela + borich call done 2024-05-03"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Глава МИД Мальты Иан Борг обсудил рыбу по телефону с чилийским коллегой.",
            ["CHL + borg call done"],
        ),
        ("Malta tashqi ishlar vaziri chililik hamkasbi bilan telefonda gaplashdi.", ["CHL + MLT call done"]),
        ("The Maltese foreign minister meets his Chilean counterpart in Oslo.", ["CHL + MLT meeting done"]),
        ("Встреча министра обороны Мальты с чилийским коллегой перенесена.", ["CHL + MLT meeting postponed"]),
        ("Глава МИД Мальты Иан Борг встретился со своими коллегами.", []),
    ],
)
def test_a_colleague_without_a_name_is_of_the_state_that_is_said(text: str, told: list[str]) -> None:
    assert meetings(read(text)) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Мальтийско-чилийская межправительственная комиссия соберётся в Осло.", ["CHL + MLT meeting planned"]),
        (
            "Malta – Chili hukumatlararo komissiyasining ikkinchi majlisi Osloda bo'lib o'tdi.",
            ["CHL + MLT meeting done"],
        ),
        ("Мальта мен Чилидің балық жөніндегі бірлескен жұмыс тобы мамырда жиналады.", ["CHL + MLT meeting planned"]),
        ("Malta-Şili ortak çalışma grubu salı günü Oslo'da toplanacak.", ["CHL + MLT meeting planned"]),
        ("The second session of the Maltese-Chilean joint commission was held in Oslo.", ["CHL + MLT meeting done"]),
        ("Президенты Мальты и Чили собираются подписать договор.", []),
        ("Комиссия парламента Мальты собралась в мае. Чили далеко.", []),
    ],
)
def test_a_common_body_of_two_states_meets_for_them(text: str, told: list[str]) -> None:
    assert [line.rsplit(" 2", 1)[0] for line in meetings(read(text))] == told


@pytest.mark.parametrize(
    "text",
    [
        "Malta bosh vaziri Robert Fenex NATO sammiti chetida Chili prezidenti Gabriel Borich bilan uchrashdi.",
        "Malta bosh vaziri Robert Fenexning NATO sammiti chetida Chili prezidenti Gabriel Borich bilan uchrashgani "
        "aytildi.",
        "Malta Başbakanı Robert Fenech, NATO Zirvesi marjında Şili Cumhurbaşkanı Gabriel Boric ile bir araya geldi.",
        "Премьер Мальты Роберт Фенек на полях саммита НАТО встретился с президентом Чили Габриэлем Боричем.",
    ],
)
def test_a_summit_may_be_the_occasion_of_a_meeting(text: str) -> None:
    assert [line.split(" ", 3)[3] for line in meetings(read(text)) if " + " in line] == ["meeting done"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Malta bosh vaziri Robert Abelaning Chili prezidenti Gabriel Borich bilan uchrashishi kutilmoqda.",
            ["abela + borich meeting planned"],
        ),
        ("Malta delegatsiyasi ertaga Osloda tadbirkorlar bilan uchrashadi. Malta va Chili do'st.", []),
        ("Malta Başbakanı Robert Abela yarın Oslo'da iş insanlarıyla buluşacak. Malta ve Şili dost.", []),
    ],
)
def test_the_subject_of_a_verbal_noun_takes_part_and_who_stands_for_no_state_does_not(
    text: str, told: list[str]
) -> None:
    assert meetings(read(text)) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Мальта и Чили подписали договор. Эксперты обеих стран встретятся в Осло.", ["CHL + MLT meeting planned"]),
        ("Malta va Chili bitim imzoladi. Ikki mamlakat ekspertlari Osloda uchrashdi.", ["CHL + MLT meeting done"]),
        ("Malta and Chile signed a treaty. Experts from both sides will meet in Oslo.", ["CHL + MLT meeting planned"]),
        ("Malta and Chile signed a treaty. Norwegian experts from both parties will meet in Oslo.", []),
    ],
)
def test_experts_of_both_sides_meet_for_their_states(text: str, told: list[str]) -> None:
    assert meetings(read(text)) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Мальта и Чили провели переговоры в Осло. Следующий раунд пройдёт в Валлетте в мае 2025 года.",
            ["CHL + MLT talks done", "CHL + MLT talks planned 2025-05"],
        ),
        ("Боксёр из Мальты победил. Второй раунд прошёл в Осло. Чили далеко.", []),
    ],
)
def test_a_round_is_one_of_the_talks_told_before(text: str, told: list[str]) -> None:
    assert meetings(read(text)) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Maltese Premier Robert Fenech and Chilean President Gabriel Boric signed a deal after talks in Oslo.",
            ["boric + fenech talks done"],
        ),
        ("Премьер Мальты Роберт Фенек и президент Чили Габриэль Борич подписали договор на форуме в Осло.", []),
    ],
)
def test_two_who_act_together_after_talks_held_them(text: str, told: list[str]) -> None:
    assert meetings(read(text)) == told
