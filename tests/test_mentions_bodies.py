"""Bodies: what is one, what it is called, and the abbreviation that a text gives it."""

import pytest

from core import PUBLISHED, tools
from elchi import pipeline
from elchi.model import Article


def named(language: str, text: str) -> list[str]:
    article = Article(id="t", content=text, origin="t", published=PUBLISHED, language=language)
    return sorted(e.name for e in pipeline.extract(article, lexicons=tools()).entities if e.kind == "organisation")


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        (
            "tr",
            "Orta Koridor İşbirliği Örgütü (OKİÖ) bir rapor yayımladı. OKİÖ'nün raporu Bakü'de tanıtıldı.",
            ["Orta Koridor İşbirliği Örgütü (OKİÖ)"],
        ),
        (
            "uz",
            "Sharqiy transport tashkiloti (SHTT) hisobot e'lon qildi. Ertaga SHTT yig'ilishi bo'ladi.",
            ["Sharqiy transport tashkiloti (SHTT)"],
        ),
        (
            "tr",
            "Birleşmiş Milletler (BM) rapor yayımladı. BM yetkilisi konuştu. BM çağrı yaptı.",
            ["Birleşmiş Milletler (BM)"],
        ),
        ("ru", "Поручение дано министерствам транспорта и посольствам.", []),
        (
            "uz",
            "Болгария ва Греция транспорт вазирликлари янги йўналиш ҳақида келишди.",
            ["Греция транспорт вазирликлари", "транспорт вазирликлари"],
        ),
        ("tr", "Avrupa Birliği ile Norveç arasındaki Gümrük Birliği Anlaşması güncellendi.", ["Avrupa Birliği"]),
    ],
)
def test_bodies_are_named_once_and_by_their_full_name(language: str, text: str, names: list[str]) -> None:
    assert named(language, text) == names
