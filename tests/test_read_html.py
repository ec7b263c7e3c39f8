"""Pages to articles. The pages in tests/pages are our own words in the shapes of real sites."""

from pathlib import Path

import pytest

from elchi import read
from elchi.errors import ReadError
from elchi.model import Article
from elchi.read import Failure, Limits, html

PAGES = Path(__file__).parent / "pages"


def page(name: str) -> Article:
    return html.read((PAGES / name).read_bytes(), id=name, origin=name)


def made(body: str, head: str = "") -> Article:
    return html.read(f"<html><head>{head}</head><body>{body}</body></html>".encode(), id="a", origin="a")


STORY = "<article><p>" + "Посол прибыл в Осло и встретился с министром. " * 5 + "</p></article>"


def test_a_page_of_a_known_site_gives_title_captions_and_paragraphs():
    assert page("radio.html").content.split("\n\n") == [
        "Тожикистон ва Эрон божхона битимини имзолади",
        "Министры двух стран в Душанбе, 3 марта 2021 года",
        "Тожикистон ва Эрон 3 март куни Душанбеда божхона ҳамкорлиги бўйича битим имзолади.",
        "Ҳужжатга икки давлат молия вазирлари имзо чекди, дея хабар қилди Тожикистон ҳукумати.",
        "Битим икки йилга тузилган.",
        "Имзолаш маросими",
        "Томонлар кузда яна учрашади.",
    ]


def test_the_head_of_a_page_says_what_it_knows():
    article = page("radio.html")
    assert (article.title, article.published, article.language, article.publisher, article.author, article.url) == (
        "Тожикистон ва Эрон божхона битимини имзолади",
        "2021-03-04",
        "uz",
        "Намуна радиоси",
        "Нодира Каримова",
        "https://radio.example/a/100.html",
    )


def test_a_page_without_a_date_in_its_head_keeps_the_one_that_it_shows():
    article = page("office.html")
    assert article.published is None
    assert article.content.split("\n\n")[:3] == [
        "Бош вазир элчини қабул қилди",
        "5 апрель 2021",
        "Бош вазир бугун Ҳиндистон элчисини қабул қилди ва савдо ҳақида суҳбатлашди.",
    ]


def test_a_page_laid_out_in_tables_gives_its_story():
    article = page("table.html")
    assert article.published == "2019-09-12"
    assert article.content.startswith("Посол Норвегии вручил верительные грамоты\n\nПосол Норвегии в четверг вручил")
    assert "портовых города" in article.content


def test_a_page_of_an_unknown_site_gives_title_caption_and_paragraphs():
    article = page("generic.html")
    parts = article.content.split("\n\n")
    assert parts[:2] == ["Ministers meet in Oslo", "The ministers at the city hall in Oslo"]
    assert len(parts) == 5
    assert (article.title, article.author, article.publisher) == ("Ministers meet in Oslo", "Ann Lee", "Sample News")
    assert "rights" not in article.content


def test_a_page_without_a_story_is_a_failure():
    (item,) = read.articles([str(PAGES / "menu.html")])
    assert isinstance(item, Failure)
    assert "no article was found" in item.message


def test_scripts_are_not_run_and_not_read():
    assert "ҳеч қачон" not in page("radio.html").content


@pytest.mark.parametrize("encoding", ["windows-1251", "koi8-r", "utf-8"])
def test_the_encoding_that_a_page_names_is_believed(encoding: str):
    text = f'<html><head><meta charset="{encoding}"></head><body>{STORY}</body></html>'
    assert "Посол прибыл" in html.read(text.encode(encoding), id="a", origin="a").content


def test_the_name_of_the_site_is_no_part_of_the_title():
    head = '<title>Посол прибыл - Намуна</title><meta property="og:site_name" content="Намуна">'
    assert made(STORY, head).title == "Посол прибыл"


@pytest.mark.parametrize(
    "block",
    [
        "{broken",
        "[" * 100_000,
        "null",
        '"NewsArticle"',
        '[{"@type": "Organization", "name": "Намуна"}]',
        '{"@type": "NewsArticle", "headline": ["Сарлавҳа"], "datePublished": 5, "publisher": [], "author": {}}',
    ],
)
def test_odd_metadata_hurts_nothing(block: str):
    article = made(STORY, f'<script type="application/ld+json">{block}</script>')
    assert "Посол прибыл" in article.content
    assert article.published is None


@pytest.mark.parametrize(
    ("written", "kept"), [("https://a.example/&#27;[1m", "https://a.example/\ufffd[1m"), (" ", None), ("", None)]
)
def test_an_address_in_the_head_holds_what_every_syntax_can_hold(written: str, kept: str | None):
    assert made(STORY, f'<link rel="canonical" href="{written}">').url == kept


def test_a_title_that_a_rule_finds_holds_what_every_syntax_can_hold():
    changed = (PAGES / "radio.html").read_text().replace("Тожикистон ва Эрон\n", "&#27;[1mТожикистон ва Эрон\n")
    article = html.read(changed.encode(), id="p", origin="p")
    assert article.title == "\ufffd[1mТожикистон ва Эрон божхона битимини имзолади"


def test_metadata_in_a_graph_is_found():
    block = '{"@graph": [{"@type": "WebSite"}, {"@type": ["NewsArticle"], "datePublished": "2020-05-06T01:00:00Z"}]}'
    assert made(STORY, f'<script type="application/ld+json">{block}</script>').published == "2020-05-06"


def test_deep_pages_cost_no_recursion():
    depth = 5000
    body = '<div id="article-content"><div class="wsw">' + "<div>" * depth + STORY + "</div>" * depth + "</div></div>"
    assert "Посол прибыл" in made(body).content


def test_a_page_that_only_opens_elements_is_a_failure():
    with pytest.raises(ReadError, match="nested too deeply"):
        made("<div>" * 50_000 + STORY)


def test_a_page_beyond_the_limit_is_a_failure():
    (item,) = read.articles([str(PAGES / "radio.html")], limits=Limits(page=100))
    assert isinstance(item, Failure)
    assert "longer than 100 bytes" in item.message


def test_two_line_breaks_part_paragraphs_and_one_does_not():
    body = '<div class="wordclick">' + "Биринчи гап шу ерда ёзилган.<br>Иккинчи гап.<br>\n<br>Учинчи гап шу.</div>"
    assert made(body).content == "Биринчи гап шу ерда ёзилган. Иккинчи гап.\n\nУчинчи гап шу."


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("<p " + "".join(f" a{n}='1'" for n in range(3_000)) + ">", "too many attributes"),
        ("".join(f"<b id={n}><p>" for n in range(1_500)), "formatting in this page is not closed"),
    ],
)
def test_pages_that_cost_far_more_than_their_length_are_refused(body: str, fault: str):
    with pytest.raises(ReadError, match=fault):
        made(STORY + body)


def test_a_long_value_is_no_number_of_attributes():
    assert made(f"<img alt='{'word ' * 5_000}' src='x'>" + STORY).content.startswith("Посол прибыл")


def test_a_page_of_more_tags_than_news_has_is_read_where_most_text_stands():
    words = "".join(f"<p>Посол {n} прибыл</p>" for n in range(16_000))
    assert made(f"<div><p>Меню</p></div><article>{words}</article>").content.count("\n\n") == 15_999
