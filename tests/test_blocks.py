"""Blocks of pages and texts in our own words, in the shapes that real ones have."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from elchi import blocks
from elchi.model import Article, Block, Text

MENU = "Ўз O`z Ру En Жамият Спорт Ўзбекистон Маданият Иқтисодиёт Жаҳон Технология Lifestyle"
SHARE = "Фейсбук 0 Твиттер 0 Одноклассники 0 Вконтакте 0"
LISTED = (
    "Кун янгиликлари Шаҳарда янги боғ очилди 01:45 2153 Терма жамоа финалга чиқди 01:33 993 "
    "Олимлар янги сайёра топди 01:10 1313 Пахта терими бошланди 00:58 604 Кўпроқ янгиликлар: "
    "Энг кўп ўқилган Бензин нархи ошди 09 Июнь 2016 30431 Хонанда уйланди 09 Июнь 2016 20486 "
    "© 2012 - 2016 Сайт материалларидан фойдаланилганда манзил кўрсатилиши шарт!"
)


def segment(content: str, title: str | None = None) -> tuple[Block, ...]:
    article = Article(id="a", content=content, origin="a.txt", title=title)
    return blocks.segment(article, Text(content, ""))


def read(content: str, *kinds: str, title: str | None = None) -> list[str]:
    """Return the words of the blocks of these kinds."""
    return [b.span.of(content) for b in segment(content, title) if b.kind in kinds]


def test_first_line_is_the_title():
    content = "Вазир Анқарага борди\n\nВазир душанба куни Анқарага етиб борди."
    assert read(content, "title") == ["Вазир Анқарага борди"]


def test_a_text_that_begins_with_a_sentence_has_no_title():
    content = "Вазир душанба куни Анқарага етиб борди.\nУ ерда музокара ўтказди."
    assert [b.kind for b in segment(content)] == ["paragraph", "paragraph"]


def test_a_text_of_one_line_has_no_title():
    assert [b.kind for b in segment("Вазир Анқарага борди")] == ["paragraph"]


def test_the_title_that_the_source_gave_is_found_below_a_line_of_something_else():
    content = "Бугун\nВазир Анқарага борди\nВазир душанба куни Анқарага етиб борди."
    assert read(content, "title", title="Вазир  Анқарага борди") == ["Вазир Анқарага борди"]


def test_the_name_of_the_site_is_no_part_of_the_title():
    content = "Министр прибыл в Ташкент — Meduza\n\nМинистр прибыл в Ташкент вечером 3 мая."
    assert read(content, "title") == ["Министр прибыл в Ташкент"]
    assert read(content, "boilerplate") == ["— Meduza"]


def test_a_trail_of_links_above_the_headline_is_left_out():
    content = (
        "Haberler\nEkonomi Haberleri\nBakan Taşkent'e gitti, yeni metin imzalandı\n\n"
        "Güncelleme: 3.5.2022\nBakan Taşkent'e gitti, yeni metin imzalandı\nBakan dün gitti."
    )
    assert read(content, "title") == ["Bakan Taşkent'e gitti, yeni metin imzalandı"]
    assert read(content, "boilerplate") == ["Haberler", "Ekonomi Haberleri"]


def test_header_of_a_corpus_record_is_left_out():
    content = "ru-17\nru\n2018-07-10\nhttps://news.example/1\nВстреча в Осло\n\nМинистры говорили."
    assert read(content, "boilerplate") == ["ru-17", "ru", "2018-07-10", "https://news.example/1"]
    assert read(content, "title") == ["Встреча в Осло"]


def test_leftovers_of_a_page_layout_are_left_out():
    content = "\nСсылки доступа\n\nВазир келди\n\nВазир кеча келди.\n\nXS\nSM\nMD\nLG"
    assert read(content, "boilerplate") == ["Ссылки доступа", "XS", "SM", "MD", "LG"]
    assert read(content, "title", "paragraph") == ["Вазир келди", "Вазир кеча келди."]


def test_a_caption_printed_twice_is_a_caption_and_its_repetition():
    caption = "Министр и посол подписывают документ. 3 мая 2021 года"
    content = f"Ҳужжат имзоланди\n\n{caption}\n{caption}\n\nҲужжат Тошкентда имзоланди."
    _, first, second, _ = segment(content)
    assert (first.kind, second.kind) == ("caption", "caption")
    assert second.repeats == first.span
    assert first.repeats is None


def test_a_short_open_line_below_the_title_is_a_caption():
    content = "Суд открылся\nЗдание суда в Гааге\nМеждународный суд открылся в среду."
    assert read(content, "caption") == ["Здание суда в Гааге"]


def test_a_lead_sentence_below_the_title_is_a_paragraph():
    content = "Суд открылся\n\nЗаседание было коротким.\n\nМеждународный суд открылся в среду."
    assert read(content, "caption") == []


def test_page_in_one_line_is_cut_into_menu_title_date_story_and_lists():
    content = (
        f"{MENU} Вазир Анқарада музокара ўтказди Жаҳон 20 Апрел 2016 131 Вазир Анқарада ҳамкасби "
        f"билан учрашди. Томонлар савдо ҳақида гаплашди. {SHARE} {LISTED}"
    )
    assert read(content, "title") == ["Вазир Анқарада музокара ўтказди"]
    assert read(content, "paragraph") == [
        "20 Апрел 2016",
        "Вазир Анқарада ҳамкасби билан учрашди. Томонлар савдо ҳақида гаплашди.",
    ]
    assert read(content, "boilerplate") == [MENU, "Жаҳон", "131", f"{SHARE} {LISTED}"]


def test_a_headline_may_begin_with_the_word_of_a_menu():
    story = "Ташриф уч кун давом этади. " * 14
    content = f"{MENU} Ўзбекистон вазири Анқарага борди Жаҳон 21 Апрел 2016 90 {story}{SHARE}"
    assert read(content, "title") == ["Ўзбекистон вазири Анқарага борди"]


def test_a_menu_is_in_one_language():
    story = "Ташриф уч кун давом этади. " * 14
    content = f"{MENU} Business Asia делегацияси келади Жаҳон 21 Апрел 2016 90 {story}"
    assert read(content, "title") == ["Business Asia делегацияси келади"]


def test_menu_in_lines_of_its_own_is_left_out():
    content = "Главная\nНовости\nПолитика\nЭкономика\nСпорт\nПосол уехал\nПосол уехал домой."
    assert read(content, "boilerplate") == ["Главная", "Новости", "Политика", "Экономика", "Спорт"]
    assert read(content, "title") == ["Посол уехал"]


def test_menu_between_bars_is_left_out():
    content = "Главная | Новости мира | Политика | Спорт\nПосол уехал\nПосол уехал домой."
    assert read(content, "boilerplate") == ["Главная | Новости мира | Политика | Спорт"]


def test_a_share_bar_above_the_story_ends_nothing():
    story = "Вазир Анқарада ҳамкасби билан учрашди. " * 20
    assert read(f"{SHARE} {story}", "paragraph") == [story.strip()]


def test_networks_in_a_sentence_are_no_share_bar():
    content = "В стране закрыли Facebook, Twitter и Telegram, сообщает министерство связи.\nИ всё."
    assert read(content, "boilerplate") == []


def test_share_bar_at_the_end_is_left_out():
    content = "Посол прибыл\n\nПосол прибыл в Осло. Телеграм Фейсбук Твиттер PDF Напишите нам"
    assert read(content, "boilerplate") == ["Телеграм Фейсбук Твиттер PDF Напишите нам"]


def test_a_box_printed_twice_is_left_out():
    box = "Спор о границе Почему соседи не могут договориться? 3 дня назад"
    content = f"Посол прибыл\n\nПосол прибыл в Осло. Он дал интервью. {box} {box} Напишите нам"
    assert read(content, "paragraph") == ["Посол прибыл в Осло. Он дал интервью."]


def test_two_sentences_with_ago_are_no_box():
    content = "Посол прибыл\n\nОн приехал два дня назад. Министр приехал три дня назад. Они рады."
    assert read(content, "boilerplate") == []


def test_a_teaser_glued_between_sentences_is_left_out():
    teaser = "Продолжение■Какие страны открыли границуВчера 06:43"
    content = f"Груз прибыл\n\nГруз прибыл в Алматы, передает агентство.{teaser}Его встретили."
    assert read(content, "boilerplate") == [teaser]
    assert read(content, "paragraph") == [
        "Груз прибыл в Алматы, передает агентство.",
        "Его встретили.",
    ]


@pytest.mark.parametrize("heading", ["Мавзуга доир", "Mavzuga oid:", "Ko‘proq o'qing", "Читайте также", "ПО ТЕМЕ"])
def test_a_list_of_other_stories_is_left_out_up_to_the_next_sentence(heading: str):
    content = f"Посол уехал\n\nПосол уехал.\n\n{heading}\nШторм на юге\nНовый мост\n\nОн вернётся."
    assert read(content, "boilerplate") == [heading, "Шторм на юге", "Новый мост"]
    assert read(content, "paragraph") == ["Посол уехал.", "Он вернётся."]


@pytest.mark.parametrize(
    ("before", "credit", "after"),
    [
        ("Vazir keldi, dedi u.", "Foto: arabic.rt", "“Biz tayyormiz”, dedi vazir."),
        ("Vazir keldi, dedi u.", "Foto: “Russpass”", "Agar kelishilsa, imzolanadi."),
        ("Посол прибыл вечером.", "Фото: Синьхуа", "Глава ведомства встретил его."),
        ("Посол прибыл вечером.", "Фото пресс-службы Акорды", '"Мы рады", - сказал он.'),
        ("Посол прибыл вечером.", "Кадр из видео", "Как сообщает ведомство, он рад."),
        ("Посол прибыл вечером.", "Фото: AFP", "Президент встретил его."),
    ],
)
def test_a_picture_credit_between_glued_sentences_is_left_out(before: str, credit: str, after: str):
    padding = "Ўтган йили ҳам шундай бўлган эди. " * 9
    content = f"Сарлавҳа\n\n{padding}{before}{credit}{after}"
    assert read(content, "boilerplate") == [credit]
    assert read(content, "paragraph") == [padding + before, after]


def test_the_name_before_a_glued_credit_is_its_caption():
    padding = "O‘tgan yili ham shunday bo‘lgan edi. " * 9
    content = f"Sarlavha\n\n{padding}Vazir keldi. Anvar KarimovFoto: xabar.uz“Biz tayyormiz”."
    assert read(content, "caption") == ["Anvar Karimov"]
    assert read(content, "paragraph") == [f"{padding}Vazir keldi.", "“Biz tayyormiz”."]


def test_a_line_that_ends_in_a_credit_is_a_caption():
    content = "Посол уехал\n\nПосол прощается с коллегами. Фото: Reuters\n\nПосол уехал в среду."
    assert read(content, "caption") == ["Посол прощается с коллегами."]


def test_a_byline_at_the_end_is_left_out():
    content = "Vazir keldi\n\nVazir Toshkentga keldi. Nodira Aliyeva, O‘zA"
    assert read(content, "boilerplate") == ["Nodira Aliyeva, O‘zA"]


@pytest.mark.parametrize(
    "footer",
    [
        "Telegram kanalimizga obuna bo‘ling!",
        "Подписывайтесь на наш канал: t.me/example",
        "Все права защищены.",
        "© 2020 Example",
    ],
)
def test_a_footer_is_left_out(footer: str):
    content = f"Сарлавҳа\n\nБиринчи гап шу ерда.\n\n{footer}"
    assert read(content, "boilerplate") == [footer]


def test_sentences_told_again_are_marked_as_repetitions():
    lead = "Vazir seshanba kuni Anqaraga yetib keldi, deya xabar berdi agentlik."
    quote = "“Biz bu safarni uzoq kutdik”, degan vazir."
    content = f"Sarlavha\n\n{lead}{quote}Safar uch kun davom etadi.{lead}"
    found = segment(content)
    assert [b.span.of(content) for b in found][1:] == [
        lead,
        f"{quote}Safar uch kun davom etadi.",
        lead,
    ]
    assert found[3].repeats == found[1].span


def test_lines_wrapped_at_a_width_are_one_paragraph():
    content = (
        "TWO STATES SIGN ACCORD\n"
        "OSLO, March 27 - The two states have signed a bilateral\n"
        "agreement on fishing in the northern sea, officials said\n"
        "on Tuesday after talks that went on through the night in\n"
        "the capital.\n"
        "    The accord was signed by the ministers of the fisheries\n"
        "and will enter into force next year once both of the\n"
        "parliaments have approved it.\n"
    )
    assert len(read(content, "paragraph")) == 2


def test_a_list_of_short_lines_is_not_taken_for_wrapped_text():
    names = [f"— {n} министри Анвар Каримов;" for n in ("ташқи", "ички", "мудофаа", "молия")]
    content = "Делегация келди.\nУнинг таркибида:\n" + "\n".join(names)
    assert len(segment(content)) == 6


@pytest.mark.parametrize("content", ["", "   \n\n ", "***", "12345"])
def test_a_text_without_a_story_has_none(content: str):
    assert read(content, "paragraph", "title", "caption") == []


def _covered(content: str) -> Iterator[str]:
    """Yield what lies between the blocks; fail where blocks overlap or are empty."""
    at = 0
    for block in segment(content):
        assert at <= block.span.start < block.span.stop
        yield content[at : block.span.start]
        at = block.span.stop
    yield content[at:]


PIECES = st.sampled_from(
    [
        "Вазир Анқарага борди.", "Foto: AFP", "Читайте также", "Фейсбук 0 Твиттер 0", "\n", "\n\n", " ",
        "3 дня назад", "Продолжение■", "Вчера 06:43", "01:45 2153", "20 Апрел 2016 131", MENU, "XS", "“Biz”",
        "Nodira Aliyeva, O‘zA", "© ", "Все права защищены", "\u00a0", "\ufeff", "https://a.example", "ru", "ABC",
    ]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES | st.text(max_size=30), max_size=40))
def test_every_character_is_in_one_block_or_white_space_between(pieces: list[str]):
    assert not "".join(_covered("".join(pieces))).strip()


@pytest.mark.parametrize(
    "piece", ["Foto: ", "Читайте также ", "01:45 1 ", "назад ", ".А", "Фейсбук 0 ", "© ", "a\n", MENU, "«"]
)
def test_hostile_repetition_takes_linear_time(piece: str):
    content = piece * (100_000 // len(piece))
    assert segment(content)


CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus"


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the annotated corpus is not beside this checkout")
def test_gold_evidence_of_the_corpus_stays_in_the_story():
    import json

    outside = []
    for path in sorted(CORPUS.glob("*/*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        content = path.with_suffix(".txt").read_text(encoding="utf-8")
        story = [b.span.of(content) for b in segment(content) if b.kind != "boilerplate"]
        for part in ("agreements", "visits", "meetings", "statements"):
            for fact in gold.get(part, ()):
                words = fact.get("evidence")
                if words and words in content and not any(words in block for block in story):
                    outside.append((path.parent.name, path.stem, words))
    assert outside == []
