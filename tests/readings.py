"""Readings made by hand: what the stages before the graph would say of three short articles of our own.

People and events are invented. ``STATE_VISIT`` is Uzbek Cyrillic with a Russian caption, ``CALL`` Russian,
``EMPTY`` an article with nothing to say.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from elchi.model import (
    Article,
    Block,
    Cue,
    DateMention,
    Entity,
    Event,
    Instrument,
    Mention,
    Reading,
    Report,
    Role,
    Span,
    Tenure,
    Text,
    Treaty,
)

VISIT_TEXT = """Бош саҳифа

Тошкентда олтита ҳужжат имзоланди

Президент Турции Хасан Демир подписал совместное заявление. 29 января 2024 года

Туркия президенти Ҳасан Демир 29 январь куни Тошкентга давлат ташрифи билан келди. \
Ташриф давомида бешта ҳужжат имзоланди, улар орасида энергетика бўйича меморандум бор, \
деб хабар берди Ташқи ишлар вазирлиги «Чинор» агентлигига таяниб.

«Савдо битимини 2025 йилда имзолаймиз», — деди Демир. Айрим экспертлар музокара бўлмаганини айтди. \
Музокарада БМТ вакили, собиқ вазир Лола Носирова иштирок этди. Анқара эски шартномадан чиқмайди.
"""

CALL_TEXT = """Главы МИД обсудили визит

Министр иностранных дел Казахстана Алия Сапарова 5 марта провела телефонный разговор с \
главой МИД Турции Эмре Кайя. Визит Сапаровой в Турцию отложен на май 2024 года, сообщили в Акорде.
"""


class _Words:
    """Finds spans of a text by their words."""

    def __init__(self, content: str) -> None:
        self.content = content

    def __call__(self, words: str, nth: int = 0) -> Span:
        start = -1
        for _ in range(nth + 1):
            start = self.content.index(words, start + 1)
        return Span(start, start + len(words))

    def mention(self, words: str, kind: str, key: str, nth: int = 0, **more: object) -> Mention:
        mention = Mention(
            span=self(words, nth),
            kind=kind,
            key=key,
            name=words,
            language="uz-Cyrl",
            sentence=0,
            first=0,
            last=0,
        )
        return replace(mention, **more)  # type: ignore[arg-type]  # fields by name


def _state(code: str, name: str, language: str, mentions: Sequence[Mention]) -> Entity:
    return Entity(
        id=f"state:{code}",
        kind="state",
        name=name,
        names=((name, language),),
        mentions=tuple(mentions),
        authority=f"state/{code}",
        code=code,
    )


def _text(content: str) -> Text:
    return Text(content, hashlib.sha256(content.encode()).hexdigest())


def _state_visit() -> Reading:
    words = _Words(VISIT_TEXT)
    lead = words("Туркия президенти Ҳасан Демир 29 январь куни Тошкентга давлат ташрифи билан келди.")
    second = Span(words("Ташриф давомида").start, words("«Чинор» агентлигига таяниб.").stop)
    headline = words("Тошкентда олтита ҳужжат имзоланди")
    caption = words("Президент Турции Хасан Демир подписал совместное заявление.")
    quote = words("«Савдо битимини 2025 йилда имзолаймиз», — деди Демир.")
    doubt = words("Айрим экспертлар музокара бўлмаганини айтди.")
    talks = words("Музокарада БМТ вакили, собиқ вазир Лола Носирова иштирок этди.")
    old = words("Анқара эски шартномадан чиқмайди.")

    day = DateMention(words("29 январь куни"), "2024-01-29", "day", "inferredYear", "2024-01-29", "2024-01-29")
    caption_day = DateMention(words("29 января 2024 года"), "2024-01-29", "day", "caption", "2024-01-29", "2024-01-29")
    year = DateMention(words("2025 йилда"), "2025", "year", "stated", "2025-01-01", "2025-12-31")

    entities = (
        _state(
            "TUR",
            "Туркия",
            "uz-Cyrl",
            [
                words.mention("Турции", "state", "state:TUR", language="ru"),
                words.mention("Туркия", "state", "state:TUR"),
                words.mention("Анқара", "state", "state:TUR", literal="place:ankara"),
            ],
        ),
        _state(
            "UZB",
            "Ўзбекистон",
            "uz-Cyrl",
            [words.mention("Тошкентга", "state", "state:UZB", literal="place:tashkent")],
        ),
        Entity(
            id="person:demir hasan",
            kind="person",
            name="Ҳасан Демир",
            names=(("Ҳасан Демир", "uz-Cyrl"), ("Демир", "uz-Cyrl"), ("Хасан Демир", "ru")),
            mentions=(
                words.mention("Хасан Демир", "person", "hasan demir", language="ru"),
                words.mention("Ҳасан Демир", "person", "hasan demir"),
                words.mention("Демир", "person", "demir", nth=2),
            ),
            of="state:TUR",
            tenures=(Tenure("president", "state:TUR", False, words("Туркия президенти Ҳасан Демир")),),
            sort_key="demir hasan",
        ),
        Entity(
            id="person:nosirova lola",
            kind="person",
            name="Лола Носирова",
            names=(("Лола Носирова", "uz-Cyrl"),),
            mentions=(words.mention("Лола Носирова", "person", "lola nosirova"),),
            tenures=(
                Tenure("envoy", "organisation:UN", False, words("БМТ вакили")),
                Tenure("minister", None, True, words("собиқ вазир Лола Носирова")),
            ),
            sort_key="nosirova lola",
        ),
        Entity(
            id="organisation:UN",
            kind="organisation",
            name="БМТ",
            names=(("БМТ", "uz-Cyrl"),),
            mentions=(words.mention("БМТ", "organisation", "organisation:UN"),),
            authority="organisation/UN",
            code="igo",
        ),
        Entity(
            id="organisation:tashqi ishlar vazirligi",
            kind="organisation",
            name="Ташқи ишлар вазирлиги",
            names=(("Ташқи ишлар вазирлиги", "uz-Cyrl"),),
            mentions=(words.mention("Ташқи ишлар вазирлиги", "organisation", "tashqi ishlar"),),
            code="ministry",
            of="state:UZB",
            sort_key="tashqi ishlar vazirligi",
        ),
        Entity(
            id="organisation:chinor",
            kind="organisation",
            name="Чинор",
            names=(("Чинор", "uz-Cyrl"),),
            mentions=(words.mention("Чинор", "organisation", "chinor"),),
            code="media",
            sort_key="chinor",
        ),
        Entity(
            id="group:ekspertlar",
            kind="group",
            name="айрим экспертлар",
            names=(("айрим экспертлар", "uz-Cyrl"),),
            mentions=(words.mention("Айрим экспертлар", "group", "ekspertlar"),),
            sort_key="ayrim ekspertlar",
        ),
        Entity(
            id="place:tashkent",
            kind="place",
            name="Тошкент",
            names=(("Тошкент", "uz-Cyrl"),),
            mentions=(words.mention("Тошкентда", "place", "place:tashkent"),),
            authority="place/tashkent",
            of="state:UZB",
        ),
    )

    sides = ("state:TUR", "state:UZB")
    instruments = (
        Instrument("document", words("олтита ҳужжат"), sides, count=6, count_qualifier="exact"),
        Instrument("document", words("бешта ҳужжат"), sides, count=5, count_qualifier="exact"),
        Instrument(
            "memorandum",
            words("энергетика бўйича меморандум"),
            sides,
            subject="энергетика",
            subject_language="uz-Cyrl",
            member_of=1,
        ),
        Instrument("statement", words("совместное заявление"), ("state:TUR",)),
        Instrument("agreement", words("Савдо битимини"), (), "савдо", "uz-Cyrl"),
        Instrument("treaty", words("эски шартномадан"), ("state:TUR",)),
    )

    parties = tuple(Role("party", side) for side in sides)
    demir = "person:demir hasan"
    reports = (
        Report(
            "Visit",
            lead,
            (Cue(words("давлат ташрифи"), "visit-state"), Cue(words("келди"), "come")),
            "visit.come",
            (Role("visitor", demir), Role("host", "state:UZB")),
            "done",
            variety="state",
            start=day,
            place="place:tashkent",
            confidence=0.9,
        ),
        Report(
            "Signing",
            headline,
            (Cue(words("имзоланди"), "sign"),),
            "signing.passive",
            parties,
            "done",
            instrument=0,
            place="place:tashkent",
            stated_count=6,
            confidence=0.8,
        ),
        Report(
            "Signing",
            second,
            (Cue(words("имзоланди", 1), "sign"),),
            "signing.passive",
            parties,
            "done",
            voice="indirectSpeech",
            sources=("organisation:tashqi ishlar vazirligi", "organisation:chinor"),
            instrument=1,
            stated_count=5,
            confidence=0.85,
        ),
        Report(
            "Signing",
            second,
            (Cue(words("меморандум"), "memorandum"),),
            "signing.member",
            parties,
            "done",
            voice="indirectSpeech",
            sources=("organisation:tashqi ishlar vazirligi", "organisation:chinor"),
            instrument=2,
        ),
        Report(
            "Adoption",
            caption,
            (Cue(words("подписал"), "sign"),),
            "signing.active",
            (Role("signatory", demir),),
            "done",
            instrument=3,
            start=caption_day,
        ),
        Report(
            "Communication",
            quote,
            (Cue(words("деди"), "say"),),
            "statement.quote",
            (Role("speaker", demir),),
            "done",
            quotation=words("«Савдо битимини 2025 йилда имзолаймиз»"),
        ),
        Report(
            "Signing",
            words("«Савдо битимини 2025 йилда имзолаймиз»"),
            (Cue(words("имзолаймиз"), "sign"),),
            "signing.active",
            (),
            "planned",
            voice="directSpeech",
            sources=(demir,),
            nested_in=5,
            instrument=4,
            start=year,
        ),
        Report(
            "Meeting",
            doubt,
            (Cue(words("бўлмаганини"), "be"),),
            "meeting.talks",
            (Role("participant", "state:TUR"),),
            "denied",
            certainty="possible",
            voice="indirectSpeech",
            sources=("group:ekspertlar",),
            variety="talks",
        ),
        Report(
            "Meeting",
            talks,
            (Cue(words("иштирок этди"), "take part"),),
            "meeting.talks",
            (Role("participant", "person:nosirova lola"), Role("participant", "state:TUR")),
            "done",
            variety="talks",
        ),
        Report(
            "Termination",
            old,
            (Cue(words("чиқмайди"), "leave"),),
            "termination.leave",
            (Role("party", "state:TUR"),),
            "denied",
            instrument=5,
            ordinal=words("эски"),
        ),
    )
    events = (
        Event(
            "Visit",
            (0,),
            "done",
            (Role("visitor", demir), Role("host", "state:UZB")),
            variety="state",
            start=day,
            place="place:tashkent",
        ),
        Event("Signing", (2, 1), "done", parties, instruments=(1, 0), place="place:tashkent"),
        Event("Signing", (3,), "done", parties, instruments=(2,)),
        Event("Adoption", (4,), "done", reports[4].roles, instruments=(3,), start=caption_day),
        Event("Communication", (5,), "done", reports[5].roles),
        Event("Signing", (6,), "planned", (), instruments=(4,), start=year),
        Event("Meeting", (8, 7), "done", reports[8].roles, variety="talks", contested=True),
        Event("Termination", (9,), "denied", reports[9].roles, instruments=(5,)),
    )
    treaties = (
        Treaty((1, 0), (2, 1), "document", sides, "signed", count=5, count_qualifier="exact"),
        Treaty(
            (2,),
            (3,),
            "memorandum",
            sides,
            "signed",
            subject="энергетика",
            subject_language="uz-Cyrl",
            member_of=0,
        ),
        Treaty((3,), (4,), "statement", ("state:TUR",), "signed", date=caption_day),
        Treaty((4,), (6,), "agreement", (), "planned", "савдо", "uz-Cyrl", date=year),
        Treaty((5,), (9,), "treaty", ("state:TUR",), "in_force", count=None, count_qualifier="several"),
    )
    return Reading(
        article=Article(
            id="https://chinor.example/1",
            content=VISIT_TEXT,
            origin="chinor.jsonl:1",
            url="https://chinor.example/1",
            published="2024-01-30",
            publisher="Кунчиқар",
            author="А. Ёзувчи",
            metadata=(("section", "dunyo"), ("lead", "узун матн " * 30)),
        ),
        text=_text(VISIT_TEXT),
        blocks=(
            Block(words("Бош саҳифа"), "boilerplate"),
            Block(headline, "title", "uz-Cyrl"),
            Block(Span(caption.start, caption_day.span.stop), "caption", "ru"),
            Block(Span(lead.start, second.stop), "paragraph", "uz-Cyrl"),
            Block(Span(quote.start, old.stop), "paragraph", "uz-Cyrl"),
        ),
        language="uz-Cyrl",
        title=headline,
        published=DateMention(Span(0, 0), "2024-01-30", "day", "stated", "2024-01-30", "2024-01-30"),
        entities=entities,
        dates=(caption_day, day, year),
        instruments=instruments,
        reports=reports,
        events=events,
        treaties=treaties,
    )


def _call() -> Reading:
    words = _Words(CALL_TEXT)
    headline = words("Главы МИД обсудили визит")
    talk = Span(words("Министр иностранных").start, words("Эмре Кайя.").stop)
    delay = Span(words("Визит Сапаровой").start, words("Акорде.").stop)
    day = DateMention(words("5 марта"), "XXXX-03-05", "day", "stated")
    may = DateMention(words("май 2024 года"), "2024-05", "month", "stated", "2024-05-01", "2024-05-31")
    entities = (
        _state(
            "KAZ",
            "Казахстан",
            "ru",
            [
                words.mention("Казахстана", "state", "state:KAZ", language="ru"),
                words.mention("Акорде", "state", "state:KAZ", language="ru", literal="place:akorda"),
            ],
        ),
        _state(
            "TUR",
            "Турция",
            "ru",
            [words.mention("Турции", "state", "state:TUR", language="ru")],
        ),
        Entity(
            id="person:saparova aliya",
            kind="person",
            name="Алия Сапарова",
            names=(("Алия Сапарова", "ru"),),
            mentions=(
                words.mention("Алия Сапарова", "person", "aliya saparova", language="ru"),
                words.mention("Сапаровой", "person", "saparova", language="ru"),
            ),
            tenures=(
                Tenure(
                    "foreign_minister",
                    "state:KAZ",
                    False,
                    words("Министр иностранных дел Казахстана Алия Сапарова"),
                ),
            ),
            sort_key="saparova aliya",
        ),
        Entity(
            id="person:kaya emre",
            kind="person",
            name="Эмре Кайя",
            names=(("Эмре Кайя", "ru"),),
            mentions=(words.mention("Эмре Кайя", "person", "emre kaya", language="ru"),),
            tenures=(Tenure("foreign_minister", "state:TUR", False, words("главой МИД Турции Эмре Кайя")),),
            sort_key="kaya emre",
        ),
    )
    both = (
        Role("participant", "person:saparova aliya"),
        Role("participant", "person:kaya emre"),
    )
    trip = (Role("visitor", "person:saparova aliya"), Role("host", "state:TUR"))
    reports = (
        Report(
            "Meeting",
            talk,
            (Cue(words("телефонный разговор"), "call"),),
            "meeting.call",
            both,
            "done",
            variety="call",
            start=day,
        ),
        Report(
            "Visit",
            delay,
            (Cue(words("отложен"), "postpone"),),
            "visit.noun",
            trip,
            "postponed",
            voice="indirectSpeech",
            sources=("state:KAZ",),
            variety="unspecified",
            start=may,
        ),
    )
    return Reading(
        article=Article(id="call/2", content=CALL_TEXT, origin="call.txt", title="Разговор министров"),
        text=_text(CALL_TEXT),
        blocks=(
            Block(headline, "title", "ru"),
            Block(Span(talk.start, delay.stop), "paragraph", "ru"),
        ),
        language="ru",
        title=headline,
        entities=entities,
        dates=(day, may),
        reports=reports,
        events=(
            Event("Meeting", (0,), "done", both, variety="call", start=day),
            Event("Visit", (1,), "postponed", trip, variety="unspecified", start=may),
        ),
    )


STATE_VISIT = _state_visit()
CALL = _call()
EMPTY = Reading(article=Article(id="empty", content="12345\n", origin="empty.txt"), text=_text("12345\n"))
