"""The worst texts that could be thought of, a kind each, of any length.

A kind is a rule that gives its n-th piece; pieces are put together until the text is long enough. Names of
persons, titles and days differ from piece to piece, since rules that compare each with each cost most there;
the kinds called *same* repeat one piece.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import count

_LATIN = ("ba", "de", "ki", "lo", "mu", "ra", "te", "vi", "no", "zu", "sha", "pe", "gi")
_CYRILLIC = ("ба", "де", "ки", "ло", "му", "ра", "те", "ви", "но", "зу", "ша", "пе", "ги")
_STATES = {
    "ru": ("Италия", "Турция", "Китай", "Сербия", "Египет", "Кения", "Канада", "Япония", "Индия", "Норвегия", "Чили"),
    "en": ("Italy", "Turkey", "China", "Serbia", "Egypt", "Kenya", "Canada", "Japan", "India", "Norway", "Chile"),
    "uz": ("Италия", "Туркия", "Хитой", "Сербия", "Миср", "Кения", "Канада", "Япония", "Ҳиндистон", "Норвегия"),
}
OFFICES = {
    "ru": ("президент", "министр иностранных дел", "посол", "премьер-министр", "спикер парламента", "король"),
    "en": ("president", "foreign minister", "ambassador", "prime minister", "speaker of parliament", "king"),
}


@dataclass(frozen=True)
class Kind:
    """How the texts of a kind are made: what opens them, their n-th piece, what closes them."""

    piece: Callable[[int], str]
    before: str = ""
    after: str = ""

    def text(self, size: int) -> str:
        """Return a text of about ``size`` code points."""
        return "".join(self._pieces(size))

    def _pieces(self, size: int) -> Iterator[str]:
        left = size - len(self.before) - len(self.after)
        yield self.before
        for number in count():
            if left <= 0:
                break
            piece = self.piece(number)
            left -= len(piece)
            yield piece
        yield self.after


def _syllables(number: int, of: tuple[str, ...]) -> str:
    word = of[number % len(of)]
    while number := number // len(of):
        word += of[number % len(of)]
    return word


def latin(number: int) -> str:
    """Return the n-th surname in Latin letters: no two are alike."""
    return _syllables(number, _LATIN).title() + "son"


def cyrillic(number: int) -> str:
    """Return the n-th surname in Cyrillic letters: no two are alike."""
    return _syllables(number, _CYRILLIC).title() + "ров"


def vowels(number: int) -> str:
    """Return the n-th of endings that differ in vowels alone: no two are alike, all have one skeleton."""
    return "".join("aeiou"[number // 5**place % 5] + "lmnr"[place % 4] for place in range(8))


def state(number: int, language: str) -> str:
    """Return the n-th of some states, in a language."""
    states = _STATES[language]
    return states[number * 7 % len(states)]


def karim(number: int) -> str:
    """Return the n-th of surnames in Cyrillic letters that differ in vowels alone."""
    return "Карм" + vowels(number).translate(str.maketrans("aeioulmnr", "аеиоулмнр")) + "ов"


def date(number: int) -> tuple[int, int, int]:
    """Return the day, month and year of the n-th of many days."""
    return number % 28 + 1, number // 28 % 12 + 1, 1990 + number // 336 % 40


def _russian(n: int) -> str:
    day, _, year = date(n)
    a, b = state(n, "ru"), state(n + 3, "ru")
    return (
        f"Президент страны {a} Иван {cyrillic(n)} {day} мая {year} года прибыл в Анкару с государственным визитом. "
        f"{a} и {b} подписали соглашение о торговле номер {n}. «Мы будем работать дальше», — заявил министр "
        f"иностранных дел Пётр {cyrillic(n + 1)} на встрече с послом Анной {cyrillic(n + 2)}ой.\n\n"
    )


def english(n: int) -> str:
    """Return the n-th piece of news in English."""
    day, _, year = date(n)
    a, b = state(n, "en"), state(n + 3, "en")
    return (
        f"President John {latin(n)} of {a} arrived in Ankara on a state visit on {day} May {year}. {a} and {b} signed "
        f'trade agreement number {n}. "We will work on," foreign minister Peter {latin(n + 1)} said after talks with '
        f"ambassador Anna {latin(n + 2)}.\n\n"
    )


def _uzbek(n: int) -> str:
    day, _, year = date(n)
    a, b = state(n, "uz"), state(n + 3, "uz")
    return (
        f"{a} президенти Анвар {cyrillic(n)} {year} йил {day} май куни Анқарага давлат ташрифи билан келди. {a} ва {b} "
        f"савдо тўғрисида {n} та битим имзолади. «Ишни давом эттирамиз», — деди ташқи ишлар вазири Олим "
        f"{cyrillic(n + 1)} элчи Нодира {cyrillic(n + 2)}а билан учрашувда.\n\n"
    )


def _uzbek_latin(n: int) -> str:
    day, _, year = date(n)
    return (
        f"Turkiya prezidenti Anvar {latin(n)} {year}-yil {day}-may kuni Toshkentga davlat tashrifi bilan keldi. "
        f"Turkiya va Xitoy savdo to‘g‘risida {n} ta bitim imzoladi. «Ishni davom ettiramiz», — dedi tashqi ishlar "
        f"vaziri Olim {latin(n + 1)} elchi Nodira {latin(n + 2)} bilan uchrashuvda.\n\n"
    )


def _kazakh(n: int) -> str:
    day, _, year = date(n)
    return (
        f"Түркия президенті Ерлан {cyrillic(n)} {year} жылғы {day} мамырда Астанаға мемлекеттік сапармен келді. Түркия "
        f"мен Қытай сауда туралы {n} келісімге қол қойды. «Жұмысты жалғастырамыз», — деді сыртқы істер министрі Асқар "
        f"{cyrillic(n + 1)} елші Дана {cyrillic(n + 2)}амен кездесуде.\n\n"
    )


def _kyrgyz(n: int) -> str:
    day, _, year = date(n)
    return (
        f"Түркиянын президенти Эрлан {cyrillic(n)} {year}-жылдын {day}-майында Бишкекке мамлекеттик сапар менен келди. "
        f"Түркия менен Кытай соода боюнча {n} келишимге кол койду. «Ишти улантабыз», — деди тышкы иштер министри "
        f"Аскар {cyrillic(n + 1)} элчи Айнура {cyrillic(n + 2)}а менен жолугушууда.\n\n"
    )


def _turkish(n: int) -> str:
    day, _, year = date(n)
    return (
        f"İtalya Cumhurbaşkanı Mehmet {latin(n)}, {day} Mayıs {year} tarihinde Ankara'ya devlet ziyareti için geldi. "
        f"İtalya ile Mısır ticaret alanında {n} anlaşma imzaladı. Dışişleri Bakanı Ahmet {latin(n + 1)}, Büyükelçi "
        f'Ayşe {latin(n + 2)} ile görüşmesinde "Çalışmaya devam edeceğiz" dedi.\n\n'
    )


_NEWS = {
    "ru": _russian, "en": english, "uz-Cyrl": _uzbek, "uz-Latn": _uzbek_latin, "kk": _kazakh, "ky": _kyrgyz,
    "tr": _turkish,
}  # fmt: skip
LEADS = {
    "ru": "Президент Турции прибыл в Италию. Министр заявил о переговорах.\n\n",
    "en": "The president of Turkey arrived in Italy. The minister spoke about the talks.\n\n",
    "uz": "Туркия президенти Италияга келди. Вазир бу ҳақда маълум қилди.\n\n",
}


def repeated(*pieces: str, lead: str = "") -> Kind:
    """Return the kind of text that says some pieces again and again, behind a lead in a language."""
    return Kind(lambda n: pieces[n % len(pieces)], before=lead and LEADS[lead])


def within(language: str, piece: Callable[[int], str], after: str = "") -> Kind:
    """Return the kind of text whose pieces stand behind a lead in a language."""
    return Kind(piece, before=LEADS[language], after=after)


def _joined(news: Callable[[int], str]) -> Callable[[int], str]:
    """Return the pieces of news without what ends sentences and paragraphs."""
    return lambda n: news(n).replace(".", ",").replace("\n", " ")


def _one_line(news: Callable[[int], str]) -> Callable[[int], str]:
    return lambda n: news(n).replace("\n\n", " ")


def _same(news: Callable[[int], str], changed: str = "") -> Callable[[int], str]:
    """Return one piece of news again and again, in paragraphs told apart by their first words alone."""
    return lambda n: f"{changed and f'{changed} {n}. '}{news(1)}"


def dots(n: int) -> str:
    """Return the n-th of many days in digits."""
    day, month, year = date(n)
    return f"{day:02}.{month:02}.{year} "


NEWS: Mapping[str, Kind] = {
    **{f"news {tag}": Kind(piece) for tag, piece in _NEWS.items()},
    **{f"same news {tag}": Kind(_same(piece)) for tag, piece in _NEWS.items()},
    **{f"same facts {tag}": Kind(_same(piece, "№")) for tag, piece in _NEWS.items()},
    **{f"one sentence {tag}": Kind(_joined(piece)) for tag, piece in _NEWS.items()},
    **{
        f"one paragraph {tag}": Kind(_one_line(piece)) for tag, piece in _NEWS.items() if tag in ("ru", "en", "uz-Cyrl")
    },
}
"""Ordinary news without end."""
