"""The worst texts that could be thought of, a kind each: signs, lines, names, dates, events without end."""

from __future__ import annotations

from collections.abc import Mapping

from worst import LEADS, NEWS, OFFICES, Kind, cyrillic, date, dots, karim, latin, repeated, state, within

SIGNS: Mapping[str, Kind] = {
    "letters": repeated("а", lead="ru"),
    "latin letters": repeated("ab", lead="en"),
    "capitals": repeated("А", lead="ru"),
    "capital and small": repeated("Аб", lead="uz"),
    "digits": repeated("7", lead="ru"),
    "digits and stops": repeated("7.", lead="ru"),
    "digits and dashes": repeated("10-", lead="en"),
    "exclamation marks": repeated("!", lead="ru"),
    "full stops": repeated(".", lead="en"),
    "spaced full stops": repeated(". ", lead="en"),
    "letters and stops": repeated("а.", lead="ru"),
    "latin letters and stops": repeated("a.", lead="en"),
    "hyphens": repeated("-", lead="ru"),
    "spaced dashes": repeated("— ", lead="ru"),
    "hyphened words": repeated("Аб-", lead="ru"),
    "commas": repeated(", ", lead="en"),
    "apostrophes": repeated("a’", lead="uz"),
    "apostrophes alone": repeated("'", lead="en"),
    "quotation marks": repeated('"', lead="en"),
    "spaced quotation marks": repeated('" ', lead="en"),
    "opening quotation marks": repeated("«", lead="ru"),
    "spaced opening quotation marks": repeated("« ", lead="uz"),
    "opening curly marks": repeated("“ ", lead="en"),
    "closing quotation marks": repeated("»", lead="ru"),
    "stops and closing marks": repeated(".»", lead="ru"),
    "pairs of marks": repeated("«а» ", lead="ru"),
    "opening brackets": repeated("(", lead="ru"),
    "spaced opening brackets": repeated("( ", lead="en"),
    "bracketed capitals": Kind(lambda n: f"Organisation of {latin(n)} States ({latin(n).upper()[:5]}) ", LEADS["en"]),
    "closing brackets": repeated(")", lead="ru"),
    "colons": repeated("Министр: ", lead="ru"),
    "semicolons": repeated("; и ", lead="ru"),
    "slashes": repeated("a/", lead="en"),
    "addresses": Kind(lambda n: f"https://example.org/{latin(n)}?a=b&c=d ", LEADS["en"]),
    "one address": Kind(lambda n: f"a/{n}", LEADS["en"] + "https://"),
    "percent signs": repeated("% ", lead="en"),
    "combining marks": repeated("\u0301", lead="ru"),
    "marks out of order": repeated("\u0301\u0316", lead="ru"),
    "letters with marks": repeated("и\u0306", lead="ru"),
    "letters with two marks": repeated("a\u0301\u0316", lead="en"),
    "right-to-left marks": repeated("\u202eа\u200f", lead="ru"),
    "soft hyphens": repeated("ми\u00adни\u00adстр ", lead="ru"),
    "soft hyphens alone": repeated("\u00ad", lead="ru"),
    "zero-width joiners": repeated("а\u200d", lead="ru"),
    "surrogates": repeated("\ud800", lead="ru"),
    "control characters": repeated("\x1b[1m", lead="ru"),
    "null characters": repeated("\x00 ", lead="ru"),
    "emoji": repeated("🇺🇿", lead="ru"),
    "mixed scripts": repeated("Президент ", "президенти ", "president ", "大統領 ", "الرئيس ", "πρόεδρος "),
    "mixed letters": repeated("аbгdеfж", lead="ru"),
    "arabic": repeated("وصل الرئيس إلى أنقرة. "),
    "chinese": repeated("总统抵达安卡拉。"),
    "ideographs without end": repeated("总"),
}
"""One token, or one sign, without end."""

LINES: Mapping[str, Kind] = {
    "line feeds": repeated("\n"),
    "line feeds behind words": repeated("\n", lead="ru"),
    "carriage returns": repeated("\r", lead="ru"),
    "blanks": repeated(" ", lead="ru"),
    "blanks and line feeds": repeated(" \n\t", lead="ru"),
    "hard blanks": repeated("\u00a0", lead="ru"),
    "one word a line": repeated("Турция\n", lead="ru"),
    "one letter a line": repeated("а\n", lead="ru"),
    "headings": Kind(lambda n: f"Визит министра {cyrillic(n)}а\n\n"),
    "headings in capitals": Kind(lambda n: f"ВИЗИТ МИНИСТРА {cyrillic(n).upper()}А\n\n"),
    "numbered line again": within("ru", lambda n: f"Президент Турции прибыл в Италию с визитом {n}\n"),
    "one line again": repeated("Президент Турции прибыл в Италию с визитом\n"),
    "two lines again": repeated("Президент Турции прибыл в Италию с визитом\n", "Министр Италии прибыл в Турцию\n"),
    "wrapped lines": Kind(lambda n: f"министр иностранных дел Италии Пётр {cyrillic(n)} прибыл в Анкару\nс визитом и "),
    "numbered lines": Kind(lambda n: f"{n}. Италия и Турция подписали соглашение {n}.\n"),
    "digest": Kind(lambda n: f"• {state(n, 'en')}. Minister {latin(n)} arrived in {state(n + 1, 'en')} for talks.\n\n"),
    "digest in capitals": Kind(
        lambda n: f"{state(n, 'en').upper()} — Minister {latin(n)} arrived in {state(n + 1, 'en')} for talks.\n\n"
    ),
    "parts under headings": Kind(
        lambda n: f"{state(n, 'ru')}\n\nМинистр {cyrillic(n)} прибыл в страну. Стороны подписали договор {n}.\n\n"
    ),
    "menus": repeated("Главная Новости Политика Экономика Общество Спорт ", lead="ru"),
    "menu lines": repeated("Главная\n", "Новости\n", "Политика\n"),
    "share bars": repeated("Facebook 12 Twitter 3 Telegram 5 ", lead="ru"),
    "most read": Kind(lambda n: f"Министр {cyrillic(n)} прибыл в Анкару 12:30 {n} "),
    "most read between stories": Kind(
        lambda n: f"Министр {cyrillic(n)} прибыл в Анкару 12:30 {n} {'Это долгий рассказ. ' * 20 if n % 5 == 4 else ''}"
    ),
    "credits": Kind(lambda n: f"Президент Турции прибыл. Фото: {cyrillic(n)} "),
    "credits glued": repeated("Фото: Reuters", lead="ru"),
    "times ago": Kind(lambda n: f"Министр {cyrillic(n)} прибыл 5 часов назад "),
    "teasers": Kind(lambda n: f"Читайте также: Министр {cyrillic(n)} прибыл "),
    "teasers glued": repeated("Читайте также:", lead="ru"),
    "subscriptions": repeated("Подписывайтесь на наш канал ", lead="ru"),
    "glued sentences": Kind(lambda n: f"Министр {cyrillic(n)} прибыл в Анкару с визитом.", LEADS["ru"]),
    "glued sentences again": repeated("Министр прибыл в Анкару с визитом.", "Посол уехал из Анкары.", lead="ru"),
    "interview": Kind(lambda n: f"— Что скажет {cyrillic(n)}?\n\n— Мы подпишем договор {n} с Италией.\n\n"),
}
"""Lines, blocks and furniture of pages without end."""

NAMES: Mapping[str, Kind] = {
    "persons ru": within("ru", lambda n: f"Иван {cyrillic(n)} "),
    "persons en": within("en", lambda n: f"John {latin(n)} "),
    "persons uz": within("uz", lambda n: f"Анвар {cyrillic(n)} "),
    "listed persons ru": within("ru", lambda n: f"Иван {cyrillic(n)}, "),
    "listed persons en": within("en", lambda n: f"John {latin(n)}, "),
    "persons by paragraphs": within("ru", lambda n: f"Прибыл Иван {cyrillic(n)}.\n\n"),
    "persons of one given name": within("en", lambda n: f"John {latin(n)} left. John came.\n\n"),
    "persons of one surname": within("en", lambda n: f"{latin(n)[:-3]} Johnson left. Johnson came.\n\n"),
    "persons of like surnames": within("ru", lambda n: f"Сказал {cyrillic(n)[:-3]} Каримов{'ауеи'[n % 4]}.\n\n"),
    "persons of one skeleton": within("ru", lambda n: f"Прибыл {cyrillic(n)} {karim(n)}.\n\n"),
    "spellings of one name": within("ru", lambda n: f"Прибыл Иван {karim(n)}.\n\n"),
    "capitalised words": within("en", lambda n: f"{latin(n)[:-3]} "),
    "capitalised words by lines": within("en", lambda n: f"{latin(n)[:-3]} {latin(n * 3)}.\n"),
    "initials": repeated("А. Б. ", lead="ru"),
    "initials and names": within("ru", lambda n: f"А. Б. {cyrillic(n)} "),
    "particles": repeated("ибн ", lead="ru"),
    "hyphened names": within("ru", lambda n: f"{cyrillic(n)}-"),
    "states ru": within("ru", lambda n: f"{state(n, 'ru')} "),
    "states en": within("en", lambda n: f"{state(n, 'en')} "),
    "states uz": within("uz", lambda n: f"{state(n, 'uz')} "),
    "states and ru": within("ru", lambda n: f"{state(n, 'ru')} и "),
    "states and en": within("en", lambda n: f"{state(n, 'en')} and "),
    "states and uz": within("uz", lambda n: f"{state(n, 'uz')} ва ", after="Хитой битим имзолади."),
    "states with commas": within("en", lambda n: f"{state(n, 'en')}, ", after="and China signed an agreement."),
    "cities": repeated("Анкара Рим Пекин Белград ", lead="ru"),
    "organisations": repeated("ООН НАТО ЕС ОБСЕ ", lead="ru"),
    "ministries": within("ru", lambda n: f"Министерство {cyrillic(n).lower()}а "),
    "quoted bodies": within("ru", lambda n: f"компания «{cyrillic(n)}» "),
    "abbreviations": within("ru", lambda n: f"Организация {cyrillic(n)}а ({cyrillic(n).upper()}) прибыла.\n\n"),
    "domains": within("ru", lambda n: f"{latin(n).lower()}.uz "),
    "offices ru": within("ru", lambda n: f"{OFFICES['ru'][n % 6]} "),
    "offices en": within("en", lambda n: f"{OFFICES['en'][n % 6]} "),
    "offices by sentences": within("en", lambda n: f"The {OFFICES['en'][n % 6]} said so. "),
    "offices with owners": within(
        "en", lambda n: f"The {OFFICES['en'][n % 6]} of {state(n, 'en')} said so {n} times.\n\n"
    ),
    "officials": within("en", lambda n: f"{state(n, 'en')}'s {OFFICES['en'][n % 6]} John {latin(n)} left.\n\n"),
    "ministers without a state": within("en", lambda n: f"Minister Hans {latin(n)} left. The minister came.\n\n"),
    "delegations": repeated("делегация ", "стороны ", lead="ru"),
}
"""Names, offices, states without end."""


DATES: Mapping[str, Kind] = {
    "dates ru": within("ru", lambda n: f"{date(n)[0]} мая {date(n)[2]} года "),
    "dates en": within("en", lambda n: f"{date(n)[0]} May {date(n)[2]} "),
    "dates uz": within("uz", lambda n: f"{date(n)[2]} йил {date(n)[0]} май "),
    "days without a year": within("ru", lambda n: f"{n % 28 + 1} мая "),
    "days of the week": repeated("в понедельник ", "вчера ", "завтра ", lead="ru"),
    "days by paragraphs": within("ru", lambda n: f"{n}-й министр прибыл {n % 28 + 1} мая.\n\n"),
    "later days": within("en", lambda n: f"On the same day minister {latin(n)} left. Two days later he came.\n\n"),
    "numeric dates": within("ru", dots),
    "iso dates": within("en", lambda n: "{2}-{1:02}-{0:02} ".format(*date(n))),
    "range of days ru": within("ru", lambda n: f"{n % 28 + 1} мая – "),
    "range of days en": within("en", lambda n: f"{n % 28 + 1} May - "),
    "from to ru": within("ru", lambda n: f"с {n % 28 + 1} по "),
    "days and days": within("en", lambda n: f"{n % 28 + 1} and "),
    "days with commas": within("ru", lambda n: f"{n % 28 + 1}, "),
    "years": within("ru", lambda n: f"{1990 + n % 50} "),
    "years with commas": within("en", lambda n: f"{1990 + n % 50}, "),
    "years and dashes": within("en", lambda n: f"{1990 + n % 50}-"),
    "months": repeated("май ", "июнь ", lead="ru"),
    "months and dashes": repeated("May-", "June-", lead="en"),
    "numbers": within("ru", lambda n: f"{n} "),
    "clocks": repeated("12:30 ", lead="ru"),
    "centuries": repeated("XIX ", "XX века ", lead="ru"),
    "weeks": repeated("недели ", "на прошлой неделе ", lead="ru"),
}
"""Dates and numbers without end."""

EVENTS: Mapping[str, Kind] = {
    "speakers": within("ru", lambda n: f"«Это договор {n}», — сказал Иван {cyrillic(n)}.\n\n"),
    "speakers in a sentence": within("ru", lambda n: f"сказал Иван {cyrillic(n)}, что "),
    "speakers en": within("en", lambda n: f'"This is treaty {n}," said John {latin(n)}.\n\n'),
    "speakers without names": repeated("«Договор подписан», — сказал министр. ", lead="ru"),
    "he said": repeated("Он сказал, что Италия подписала договор. ", lead="ru"),
    "nested quotations": Kind(lambda n: f"«Сказал Иван {cyrillic(n)}: ", LEADS["ru"], "»" * 50),
    "nested quotations closed": Kind(lambda n: "«слово " if n % 200 < 100 else "» ", LEADS["ru"]),
    "long quotations": Kind(
        lambda n: "«" if n % 400 == 0 else "» — сказал он. " if n % 400 == 399 else "слово ", LEADS["ru"]
    ),
    "quotations over paragraphs": within("en", lambda n: f'"We shall sign treaty {n} with {state(n, "en")}.\n\n'),
    "treaties": within(
        "ru", lambda n: f"{state(n, 'ru')} и {state(n // 11, 'ru')} подписали соглашение о торговле {n}.\n\n"
    ),
    "treaties of one pair": within("ru", lambda n: f"Италия и Турция подписали соглашение о {cyrillic(n)}е.\n\n"),
    "numbered treaties": within("en", lambda n: f"Italy and Turkey signed {n} documents in {1990 + n % 40}.\n\n"),
    "treaties en": within("en", lambda n: f"{state(n, 'en')} and {state(n + 1, 'en')} signed a {latin(n)} treaty. "),
    "treaties by days": within("en", lambda n: f"On {dots(n)} Italy and Turkey signed treaty {n}.\n\n"),
    "treaties in a sentence": repeated("a treaty, an agreement and a memorandum on trade, ", lead="en"),
    "treaties in a list": within("ru", lambda n: f"соглашение о {cyrillic(n)}е;\n", after="Стороны разошлись."),
    "bare treaties": repeated("Подписано соглашение. ", lead="ru"),
    "treaties without a party": within("ru", lambda n: f"Подписано соглашение о {cyrillic(n)}е.\n\n"),
    "treaties of companies": within(
        "ru", lambda n: f"Компания «{cyrillic(n)}» и банк «{cyrillic(n + 1)}» подписали договор.\n\n"
    ),
    "visits": within("ru", lambda n: f"Иван {cyrillic(n)} прибыл с визитом в страну {state(n, 'ru')}.\n\n"),
    "visits of one": within("ru", lambda n: f"Президент Турции посетил Италию {dots(n)}({n}).\n\n"),
    "visits without a guest": repeated("Визит состоится. ", lead="ru"),
    "visits en": within("en", lambda n: f"John {latin(n)} visited {state(n, 'en')}. "),
    "journeys in a sentence": repeated("arrived in Rome, flew to Ankara, visited Beijing, ", lead="en"),
    "invitations": within(
        "en", lambda n: f"{state(n, 'en')} invited John {latin(n)} to visit {state(n + 1, 'en')}.\n\n"
    ),
    "meetings": within("ru", lambda n: f"Иван {cyrillic(n)} встретился с послом Кении Петром {cyrillic(n + 1)}ым.\n\n"),
    "meetings of one": repeated("Президент Турции встретился с президентом Италии. ", lead="ru"),
    "meetings of both sides": within("ru", lambda n: f"{n}. Стороны провели переговоры. Оба лидера встретились.\n\n"),
    "meetings of sides en": repeated("The two leaders met. Both sides held talks with the minister. ", lead="en"),
    "meetings in a sentence": repeated("meeting, talks, summit, call, ", lead="en"),
    "meetings by days": within("en", lambda n: f"Italy and Turkey held talks {n} on {dots(n)}.\n\n"),
    "summits": within(
        "en", lambda n: f"The {state(n, 'en')} summit opened. The summit of {latin(n)} will take place.\n\n"
    ),
    "appointments": within(
        "ru", lambda n: f"Иван {cyrillic(n)} назначен послом. Пётр {cyrillic(n + 1)} ушёл в отставку.\n\n"
    ),
    "counterparts": within("en", lambda n: f"Minister John {latin(n)} met his counterpart.\n\n"),
    "truces": within(
        "en", lambda n: f"{state(n, 'en')} and {state(n + 1, 'en')} agreed on truce {n}. The truce holds.\n\n"
    ),
    "commissions": within("ru", lambda n: f"Узбекско-турецкая комиссия провела заседание {n}.\n\n"),
    "adjectives": repeated("турецко-итальянский ", "китайский ", lead="ru"),
    "triggers ru": repeated("визит ", "встреча ", "соглашение ", "заявил ", lead="ru"),
    "triggers en": repeated("visit ", "meeting ", "agreement ", "said ", lead="en"),
    "triggers uz": repeated("ташриф ", "учрашув ", "битим ", "деди ", lead="uz"),
    "verbs": repeated("подписали ", "прибыл ", "заявил ", lead="ru"),
    "clauses": repeated("который прибыл, ", "что подписал, ", lead="ru"),
    "condition": repeated("если он прибудет, ", lead="ru"),
    "lead and bodies": within(
        "ru", lambda n: f"МИД страны {state(n, 'ru')} сообщил об этом. Ведомство назвало встречу {n}.\n\n"
    ),
}
"""Events, speech and their words without end."""

TEXTS: Mapping[str, Kind] = {**NEWS, **SIGNS, **LINES, **NAMES, **DATES, **EVENTS}
"""All kinds of texts by name."""
