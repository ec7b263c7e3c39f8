"""Languages of passages and documents; sentences are our own."""

import subprocess
import sys
from pathlib import Path

import pytest

from elchi import language
from elchi.model import Block, Span, Text

SENTENCES = [
    ("uz-Cyrl", "Ташқи ишлар вазири душанба куни Анқарага ташриф билан келди."),
    ("uz-Cyrl", "Путин билан Эрдоган Сочида учрашди, деб хабар берди агентлик."),
    ("uz-Cyrl", "Россия президенти Владимир Путин Москвада делегация билан учрашди."),
    ("uz-Latn", "Tashqi ishlar vaziri dushanba kuni Anqaraga tashrif bilan keldi."),
    ("uz-Latn", "O'zbekiston va Turkiya o'rtasida bitim imzolandi."),
    ("uz-Latn", "O‘zbekiston va Turkiya o‘rtasida bitim imzolandi."),
    ("uz-Latn", "Oʻzbekiston va Turkiya oʻrtasida bitim imzolandi."),
    ("uz-Latn", "O`zbekiston va Turkiya o`rtasida bitim imzolandi."),
    ("uz-Cyrl", "Президент В. Путин билан Анқарада учрашди."),
    ("ru", "Министр иностранных дел прибыл в Анкару с официальным визитом."),
    ("ru", "Президент Узбекистана Шавкат Мирзиёев принял посла Турции."),
    ("kk", "Сыртқы істер министрі дүйсенбі күні Анкараға сапармен келді."),
    ("ky", "Тышкы иштер министри дүйшөмбү күнү Анкарага иш сапары менен келди."),
    ("tg", "Вазири корҳои хориҷӣ рӯзи душанбе ба Анқара омад ва бо президент вохӯрд."),
    ("tr", "Dışişleri bakanı pazartesi günü resmi bir ziyaret için Taşkent'e geldi."),
    ("en", "The foreign minister arrived in Ankara on Monday for an official visit."),
    ("uk", "Міністр закордонних справ прибув до Анкари з офіційним візитом."),
]


@pytest.mark.parametrize(("tag", "sentence"), SENTENCES)
def test_sentence(tag: str, sentence: str):
    assert language.detect(sentence) == tag


@pytest.mark.parametrize("words", ["", "12:30", "—", "2022-05-10", "東京"])
def test_passage_without_letters_that_are_known_has_no_language(words: str):
    assert language.detect(words) is None


def test_a_language_that_is_not_read_keeps_its_own_tag():
    words = "Der Bundeskanzler hat am Mittwoch in Berlin den Präsidenten empfangen und mit ihm gesprochen."
    assert language.detect(words) == "de"


def test_the_hint_of_the_source_decides_where_the_words_do_not():
    assert language.detect("Анкара", hint="uz") == "uz-Cyrl"
    assert language.detect("Ankara", hint="uz-Cyrl") == "uz-Latn"
    assert language.detect("Анкара", hint="ru") == "ru"


def test_the_hint_of_the_source_does_not_outweigh_the_words():
    assert language.detect("Вазир бу ҳақда маълум қилди, деб ёзди нашр.", hint="ru") == "uz-Cyrl"


def test_a_hint_in_another_script_is_not_believed():
    assert language.detect("Ankara", hint="ru") is None


def tagged(*parts: tuple[str, str], hint: str | None = None) -> tuple[Block, ...]:
    content, blocks = "", []
    for kind, words in parts:
        blocks.append(Block(Span(len(content), len(content) + len(words)), kind))
        content += words + "\n"
    return language.tag(blocks, Text(content, ""), hint)


BODY = ("paragraph", "Вазир бу ҳақда душанба куни бўлиб ўтган йиғилишда маълум қилди.")


def test_a_caption_in_another_language_keeps_it():
    caption = ("caption", "Министр иностранных дел и посол на встрече в Ташкенте")
    assert [b.language for b in tagged(caption, BODY)] == ["ru", "uz-Cyrl"]


def test_a_short_title_takes_the_language_of_the_document():
    assert [b.language for b in tagged(("title", "Эрон ва Ироқ"), BODY)] == ["uz-Cyrl", "uz-Cyrl"]
    assert [b.language for b in tagged(("title", "Иран"), BODY)] == ["uz-Cyrl", "uz-Cyrl"]


def test_latin_words_in_an_uzbek_document_are_uzbek():
    assert tagged(BODY, ("paragraph", "Ankara"))[1].language == "uz-Latn"


def test_boilerplate_has_no_language():
    assert [b.language for b in tagged(("boilerplate", "Читайте также"), BODY)] == [None, "uz-Cyrl"]


def test_a_repetition_has_the_language_of_what_it_repeats():
    first = Block(Span(0, len(BODY[1])), "paragraph")
    again = Block(Span(len(BODY[1]) + 1, 2 * len(BODY[1]) + 1), "paragraph", repeats=first.span)
    text = Text(BODY[1] + "\n" + BODY[1], "")
    assert [b.language for b in language.tag([first, again], text)] == ["uz-Cyrl", "uz-Cyrl"]


def test_main_language_is_that_of_most_of_the_story():
    caption = ("caption", "Министр иностранных дел и посол на встрече")
    assert language.main(tagged(caption, BODY)) == "uz-Cyrl"
    assert language.main(()) is None


def test_document_in_unknown_letters_has_no_language():
    assert language.main(tagged(("paragraph", "استقبل الرئيس وزير الخارجية في القصر"))) is None


def test_the_statistical_identifier_is_not_loaded_for_the_languages_that_are_read():
    sentences = [sentence for tag, sentence in SENTENCES if tag not in ("tg", "uk")]
    code = (
        "import sys\nfrom elchi import language\n"
        f"for sentence in {sentences!r}: language.detect(sentence)\n"
        "print('py3langid' in sys.modules)"
    )
    root = Path(language.__file__).parents[1]
    run = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(root), "PYTHONIOENCODING": "utf-8"},
    )
    assert run.stdout.strip() == "False"


CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus"


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the annotated corpus is not beside this checkout")
def test_every_article_of_the_corpus_gets_its_language():
    from elchi import blocks
    from elchi.model import Article

    wrong = []
    for path in sorted(CORPUS.glob("*/*.txt")):
        content = path.read_text(encoding="utf-8")
        text = Text(content, "")
        found = blocks.segment(Article(id="a", content=content, origin="a"), text)
        expected = {"seed": "uz-Cyrl"}.get(path.parent.name, path.parent.name.removesuffix("-derived"))
        if language.main(language.tag(found, text)) != expected:
            wrong.append((path.parent.name, path.stem))
    assert wrong == []
