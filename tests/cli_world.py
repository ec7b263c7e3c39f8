"""A folder to run commands in: articles of our own, a store made from them, queries and shapes."""

from __future__ import annotations

import atexit
import csv
import gzip
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from click.testing import CliRunner, Result

from elchi.cli import main
from elchi.loading import load
from elchi.shards import Config
from elchi.store import Store

VISIT = """Қозоғистон президенти Туркияга борди

Қозоғистон президенти Қасим-Жўмарт Тўқаев 10 май куни Туркияга давлат ташрифи билан келди. \
Анқарада Қозоғистон ва Туркия савдо бўйича меморандум имзолади.
"""
CALL = """Главы МИД Казахстана и Турции поговорили по телефону

Министр иностранных дел Казахстана Алия Сапарова 5 марта провела телефонный разговор \
с министром иностранных дел Турции Эмре Кайя.
"""
PAGE = """<!doctype html><html lang="ru"><head><title>Визит президента Сербии</title></head><body><article>
<h1>Визит президента Сербии</h1>
<p>Президент Сербии Драган Милович 12 апреля прибыл с официальным визитом в Азербайджан. В Баку он провёл
переговоры с президентом Азербайджана, после которых стороны подписали соглашение о торговле.</p>
<p>Делегация пробудет в Баку два дня. Министры договорились продолжить консультации в мае.</p>
</article></body></html>
"""
SHAPES = """@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix elchi: <https://w3id.org/elchi/ns#> .
@prefix schema: <http://schema.org/> .
@prefix own: <https://example.org/shapes#> .

own:Author a sh:NodeShape ; sh:targetClass elchi:Document ;
  sh:property [ sh:path schema:author ; sh:minCount 1 ; sh:severity sh:Warning ;
    sh:message "OWN1 the author is not known" ] .
"""
QUERY = "SELECT DISTINCT ?visit WHERE { GRAPH ?graph { ?visit a elchi:Visit } } ORDER BY ?visit\n"


@lru_cache(maxsize=1)
def _empty_store() -> Path:
    """Return a store that holds what all documents share, to be copied: making one takes a second."""
    folder = Path(tempfile.mkdtemp(prefix="elchi-test-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    with Store.open(folder / "store", write=True) as store:
        assert list(load([], store, config=Config())) == []
    return folder / "store"


def make(folder: Path, *, store: bool = True) -> Path:
    """Write the articles, a query, shapes and a store without documents into ``folder``; return it."""
    if store:
        shutil.copytree(_empty_store(), folder / "elchi-store")
    (folder / "article.txt").write_text(VISIT, encoding="utf-8")
    (folder / "page.html").write_text(PAGE, encoding="utf-8")
    record = {"id": "call/1", "text": CALL, "published": "2024-03-06", "publisher": "Own words"}
    lines = json.dumps(record, ensure_ascii=False) + "\n"
    (folder / "corpus.jsonl").write_text(lines, encoding="utf-8")
    with (folder / "archive.csv").open("w", encoding="utf-8", newline="") as table:
        csv.writer(table).writerows([("body", "date"), (VISIT, "2024-05-11")])
    (folder / "folder").mkdir()
    (folder / "folder" / "call.txt").write_text(CALL, encoding="utf-8")
    (folder / "folder" / "notes.md").write_text("no article", encoding="utf-8")
    with gzip.open(folder / "folder" / "more.jsonl.gz", "wt", encoding="utf-8") as packed:
        packed.write(json.dumps({"id": "call/2", "text": CALL}, ensure_ascii=False) + "\n")
    (folder / "own.ttl").write_text(SHAPES, encoding="utf-8")
    (folder / "q.rq").write_text(QUERY, encoding="utf-8")
    return folder


@contextmanager
def inside(folder: Path) -> Iterator[Path]:
    """Work in ``folder`` for a while."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield folder
    finally:
        os.chdir(before)


def elchi(*arguments: str, stdin: str | bytes | None = None) -> Result:
    """Run a command in this process; exceptions other than exits are not swallowed."""
    result = CliRunner().invoke(main, list(arguments), input=stdin, prog_name="elchi")
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result
