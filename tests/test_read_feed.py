"""Feeds to entries: the kinds there are, what publishers get wrong, and what is written to do harm."""

import time
from contextlib import suppress

import pytest

from elchi.errors import ReadError
from elchi.read.feed import Entry, entries, is_feed

AT = "https://news.example/feed/all.xml"

RSS_2 = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"
     xmlns:atom="http://www.w3.org/2005/Atom">
 <channel>
  <title>Вестник дипломата</title><link>https://www.news.example/</link>
  <atom:link rel="self" href="https://news.example/feed/all.xml"/>
  <image><title>Logo</title><link>https://news.example/logo</link></image>
  <item>
   <media:title>A picture</media:title>
   <title>Посол прибыл в Осло</title><link>https://news.example/1</link>
   <pubDate>Sat, 30 Mar 2024 23:30:00 +0500</pubDate><dc:creator>Анна Крылова</dc:creator>
  </item>
  <item>
   <title><![CDATA[<b>Talks</b> at&nbsp;dawn & dusk]]></title><guid>https://other.example/2</guid>
   <author>desk@other.example (Tom Reed)</author><source url="https://other.example/feed">Other Daily</source>
  </item>
 </channel>
</rss>"""

RSS_1 = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
  xmlns:dc="http://purl.org/dc/elements/1.1/">
 <channel rdf:about="https://a.example/"><title>Chronicle</title><link>https://a.example/</link></channel>
 <item rdf:about="https://a.example/1"><title>Talks</title><link>https://a.example/1</link>
  <dc:date>2024-03</dc:date><dc:publisher>Agency A</dc:publisher></item>
 <item rdf:about="https://a.example/2"><title>More talks</title></item>
</rdf:RDF>"""

RSS_091 = """<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/rss-0.91.dtd">
<rss version="0.91"><channel><title>Old</title><item><title>Talks</title><link>/1</link></item></channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://b.example/news/">
 <title>Bulletin</title><link href="https://b.example/"/><author><name>The desk</name></author>
 <entry>
  <title type="html">Talks &amp;amp; &lt;i&gt;tea&lt;/i&gt;</title><id>tag:b.example,2024:1</id>
  <link rel="enclosure" href="1.mp3"/><link rel="alternate" type="application/pdf" href="1.pdf"/><link href="1.html"/>
  <updated>2024-04-02T10:00:00Z</updated><published>2024-03-30T23:30:00-05:00</published>
 </entry>
 <entry><title>Tea</title><link href="/2"/><updated>2024-04-02T10:00:00Z</updated>
  <author><name>Ida Holm</name></author><source><title>Weekly</title></source></entry>
</feed>"""


def read(feed: str, url: str = AT) -> tuple[Entry, ...]:
    return entries(feed.encode(), url=url)


def rss(items: str, head: str = "") -> str:
    return f'{head}<rss version="2.0"><channel><title>News</title>{items}</channel></rss>'


def test_the_entries_of_rss_2() -> None:
    assert read(RSS_2) == (
        Entry("https://news.example/1", "Посол прибыл в Осло", "2024-03-30", "Анна Крылова", "Вестник дипломата"),
        Entry("https://other.example/2", "Talks at dawn & dusk", None, "Tom Reed", "Other Daily"),
    )


def test_the_entries_of_rss_1() -> None:
    assert read(RSS_1, "https://a.example/rss") == (
        Entry("https://a.example/1", "Talks", "2024-03", None, "Agency A"),
        Entry("https://a.example/2", "More talks", None, None, "Chronicle"),
    )


def test_the_entries_of_rss_0_91() -> None:
    assert read(RSS_091) == (Entry("https://news.example/1", "Talks", None, None, "Old"),)


def test_the_entries_of_atom() -> None:
    assert read(ATOM) == (
        Entry("https://b.example/news/1.html", "Talks & tea", "2024-03-30", "The desk", "Bulletin"),
        Entry("https://b.example/2", "Tea", None, "Ida Holm", "Weekly"),
    )


@pytest.mark.parametrize("feed", [RSS_2, RSS_1, RSS_091, ATOM])
def test_a_feed_is_told_by_its_first_element(feed: str) -> None:
    assert is_feed(feed.encode())
    assert is_feed(b"\xef\xbb\xbf\n" + feed.encode())
    assert is_feed(feed.encode("utf-16"))


@pytest.mark.parametrize(
    "data",
    [
        b"<html><body><rss>",
        b"<!doctype html><p>Of feeds: <rss>",
        b"What <rss> means",
        b"<?xml version='1.0'?><!-- <rss> --><urlset>",
        b"<feed>not that of Atom</feed>",
        b"",
    ],
)
def test_what_is_no_feed(data: bytes) -> None:
    assert not is_feed(data)


@pytest.mark.parametrize(
    ("date", "day"),
    [
        ("Mon, 11 Mar 2024 10:00:00 GMT", "2024-03-11"),
        ("11 Mar 2024 23:59 EST", "2024-03-11"),
        ("2024-03-11 10:00:00", "2024-03-11"),
        ("11.03.2024 10:00", "2024-03-11"),
        ("Mon, 41 Mar 2024 10:00:00 GMT", None),
        ("yesterday", None),
    ],
)
def test_a_date_is_the_day_of_its_own_clock(date: str, day: str | None) -> None:
    (entry,) = read(rss(f"<item><link>/1</link><pubDate>{date}</pubDate></item>"))
    assert entry.published == day


def test_a_change_is_not_the_day_of_publication() -> None:
    assert [entry.published for entry in read(ATOM)] == ["2024-03-30", None]


def test_a_mail_address_is_no_author() -> None:
    (entry,) = read(rss("<item><link>/1</link><author>desk@news.example</author></item>"))
    assert entry.author is None


def test_the_title_of_an_aggregator_is_not_the_publisher_of_others() -> None:
    mine, other = read(rss("<item><link>/1</link></item><item><link>https://other.example/2</link></item>"))
    assert (mine.publisher, other.publisher) == ("News", None)


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("<link>https://news.example/?a=1&b=2&copy=3</link>", "https://news.example/?a=1&b=2&copy=3"),
        ("<link>https://news.example/?a=1&amp;b=2</link>", "https://news.example/?a=1&b=2"),
        ("<link><![CDATA[https://news.example/?a=1&b=2]]></link>", "https://news.example/?a=1&b=2"),
        ("<link>\n  https://news.example/1\n</link>", "https://news.example/1"),
        ("<guid isPermaLink='false'>https://news.example/1</guid>", None),
        ("<link>http://[::1</link>", None),
        (f"<link>https://news.example/{'a' * 2_000}</link>", None),
        ("<link/>", None),
    ],
)
def test_links_as_publishers_write_them(link: str, address: str | None) -> None:
    (entry,) = read(rss(f"<item>{link}</item>"))
    assert entry.link == address


def test_the_names_that_html_gives_to_characters_are_known() -> None:
    (entry,) = read(rss("<item><title>&laquo;A&raquo;&nbsp;&mdash; B &LT;b&GT;</title><link>/1</link></item>"))
    assert entry.title == "«A» — B"


def test_a_number_of_no_character_is_none() -> None:
    (entry,) = read(rss("<item><title>&#1042;&#x412;&#60; &#xD800;&#0;&#9999999;</title><link>/&#xD800;</link></item>"))
    assert entry.title == "ВВ< \ufffd\ufffd\ufffd"


def test_an_encoding_is_that_of_the_declaration_or_the_server() -> None:
    declared = rss("<item><title>Посол прибыл</title><link>/1</link></item>", "<?xml version='1.0' encoding='koi8-r'?>")
    (entry,) = entries(declared.encode("koi8-r"), url=AT)
    assert entry.title == "Посол прибыл"
    (entry,) = entries(declared.encode("cp1251"), url=AT, declared="windows-1251")
    assert entry.title == "Посол прибыл"


def test_a_feed_that_breaks_off_gives_what_is_whole() -> None:
    assert read(RSS_2[: RSS_2.index("<guid>")])[0].link == "https://news.example/1"


HALF = "<rss><channel><item><title/><link rel='<![CDATA[&#xD800;' href='/1'/></item></channel></rss>"


@pytest.mark.parametrize("feed", ["", HALF, "no feed", "<html><p>Not today</p></html>", "<rs", "\x00\x01\x02\x03"])
def test_what_cannot_be_read_as_a_feed_is_an_error(feed: str) -> None:
    with pytest.raises(ReadError):
        read(feed)


def test_a_file_that_a_feed_names_is_not_opened(tmp_path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("hidden")
    head = f'<!DOCTYPE rss SYSTEM "{secret.as_uri()}" [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    (entry,) = read(rss("<item><title>&x;</title><link>/1</link></item>", head))
    assert "hidden" not in str(entry)


ITEM = "<item><link>/1</link>"
LAUGHS = "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 10))


@pytest.mark.parametrize(
    "feed",
    [
        rss(f"{ITEM}<title>&l9;</title></item>", f"<!DOCTYPE rss [<!ENTITY l0 'ha'>{LAUGHS}]>"),
        rss(f"{ITEM}<title>{'&a;' * 50_000}</title></item>", f"<!DOCTYPE rss [<!ENTITY a '{'x' * 50_000}'>]>"),
        rss("<item>" * 100_000),
        rss(f"{ITEM}</item>" * 10_000),
        rss(ITEM + "<x>" * 200_000),
        rss(f"{ITEM}<author>{'a.b-' * 200_000}</author></item>"),
        rss(f"{ITEM}<author>{'a@(' * 200_000}</author></item>"),
        rss(f"{ITEM}<pubDate>{'1 ' * 400_000}</pubDate></item>"),
        rss(f"{ITEM}<title>{'&lt;b&gt;' * 100_000}</title></item>"),
        rss(f"{ITEM}<title>{'<![CDATA[' * 100_000}</title></item>"),
        rss(f"{ITEM}<title>{'&' * 800_000}</title></item>"),
        rss(f"{ITEM}<title {'a=1 ' * 200_000}/></item>"),
        "<!--" * 200_000,
        "<!DOCTYPE rss [" + "<!ENTITY " * 100_000,
        "<rss" + " xmlns:a='b'" * 50_000,
    ],
    ids=lambda feed: feed[-24:],
)
def test_a_feed_that_is_written_to_do_harm_costs_little(feed: str) -> None:
    data = feed.encode()
    before = time.process_time()
    is_feed(data)
    with suppress(ReadError):
        entries(data, url=AT)
    assert time.process_time() - before < 2  # 0.1 on a slow machine; what grows with the square takes minutes
