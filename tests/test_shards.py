"""The unit of work: the same bytes for the same split, whole or not there, and what it passes over."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace
from pathlib import Path

import pytest

from cli_world import CALL, VISIT
from elchi.errors import ReadError
from elchi.model import Article, Outcome
from elchi.read import Failure, parts
from elchi.shards import Config, Manifest, Record, Split, files, process_split, splits
from elchi.shards.guard import Guard

ENGLISH = "Weather\n\nRain fell on the hills all day and the river rose by a metre."
RECORDS = (
    {"id": "visit", "text": VISIT, "published": "2022-05-11"},
    {"id": "call", "text": CALL, "published": "2021-03"},
    {"id": "rain", "text": ENGLISH},
)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "archive.jsonl"
    lines = [*(json.dumps(record, ensure_ascii=False) for record in RECORDS), "{"]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


@pytest.fixture
def split(archive: Path) -> Split:
    (only,) = splits(parts([str(archive)]))
    return only


def made(split: Split, folder: Path, **options: object) -> Manifest:
    folder.mkdir(exist_ok=True)
    return process_split(split, Config(**options), folder, hard=False)  # type: ignore[arg-type]  # options as a table gives them


def states(manifest: Manifest) -> dict[str, str]:
    return {record.outcome.id.rpartition("/")[2]: record.outcome.state for record in manifest.records}


def messages(manifest: Manifest) -> dict[str, str | None]:
    return {record.outcome.id.rpartition("/")[2]: record.outcome.message for record in manifest.records}


def test_a_shard_is_quads_dead_letters_and_a_manifest(split: Split, tmp_path: Path) -> None:
    manifest = made(split, tmp_path / "out", packed=True)
    assert {path.name for path in (tmp_path / "out").iterdir()} == {
        "00000000.nq.gz",
        "00000000.dead.jsonl",
        "00000000.keys.tsv.gz",
        "00000000.json",
    }
    assert states(manifest) == {"visit": "loaded", "call": "loaded", "rain": "loaded", "archive.jsonl:4": "failed"}
    (letter,) = (json.loads(line) for line in (tmp_path / "out/00000000.dead.jsonl").read_text().splitlines())
    assert letter["origin"].endswith("archive.jsonl:4") and "not JSON" in letter["reason"]
    assert files.manifest(tmp_path / "out", "00000000") == manifest


def test_every_document_stands_where_its_record_says(split: Split, tmp_path: Path) -> None:
    manifest = made(split, tmp_path / "out")
    data = files.quads(tmp_path / "out", manifest)
    keys = [record.key for record in manifest.records if record.key]
    assert (len(data), data.count(b"\n")) == (manifest.size, manifest.quads)
    for record in manifest.records:
        lines = data[record.start : record.stop].decode()
        assert [key for key in keys if f"doc/{key}" in lines] == [record.key] * (record.outcome.state == "loaded")


def test_the_same_split_gives_the_same_bytes(split: Split, tmp_path: Path) -> None:
    for name in ("one", "other"):
        made(split, tmp_path / name, packed=True)
    one, other = ([path.read_bytes() for path in sorted((tmp_path / name).iterdir())] for name in ("one", "other"))
    assert one == other


def test_a_shard_that_is_there_is_not_made_again(split: Split, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    manifest = made(split, tmp_path / "out")
    monkeypatch.setattr("elchi.shards.unit.made", None)
    assert made(split, tmp_path / "out") == manifest


def test_another_source_or_configuration_makes_it_again(split: Split, archive: Path, tmp_path: Path) -> None:
    before = made(split, tmp_path / "out")
    after = made(split, tmp_path / "out", since="2022")
    assert after.config != before.config
    with archive.open("a", encoding="utf-8") as file:
        file.write("\n" + json.dumps({"id": "new", "text": CALL}, ensure_ascii=False))
    assert "new" in states(made(split, tmp_path / "out"))


def test_without_its_manifest_a_shard_is_not_there(split: Split, tmp_path: Path) -> None:
    manifest = made(split, tmp_path / "out")
    (tmp_path / "out/00000000.nq").write_bytes(b"half")
    (tmp_path / "out/00000000.json").unlink()
    assert made(split, tmp_path / "out") == manifest
    assert files.quads(tmp_path / "out", manifest)


def test_a_shard_that_was_changed_is_refused(split: Split, tmp_path: Path) -> None:
    manifest = made(split, tmp_path / "out", packed=True)
    path = tmp_path / "out/00000000.nq.gz"
    path.write_bytes(gzip.compress(b"<a:a> <a:a> <a:a> .\n"))
    with pytest.raises(ReadError, match=r"00000000\.nq\.gz: is not what its manifest tells of"):
        files.quads(tmp_path / "out", manifest)
    path.write_bytes(path.read_bytes()[:-9])
    with pytest.raises(ReadError, match="cannot be read"):
        files.quads(tmp_path / "out", manifest)


def test_a_shard_of_a_load_that_was_cut_is_refused(split: Split, tmp_path: Path) -> None:
    manifest = made(split, tmp_path / "out")
    path = tmp_path / "out/00000000.nq"
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(ReadError, match=r"00000000\.nq: is not what its manifest tells of"):
        files.quads(tmp_path / "out", manifest)


@pytest.mark.parametrize(
    ("options", "skipped"),
    [
        (
            {"since": "2022"},
            {"call": "published before the day asked for", "rain": "the date of publication is not known"},
        ),
        ({"since": "2021-03-15"}, {"rain": "the date of publication is not known"}),
        ({"languages": ("uz", "ru")}, {"rain": "in another language"}),
        ({"languages": ("uz-Latn",)}, dict.fromkeys(("visit", "call", "rain"), "in another language")),
        ({"only_diplomacy": True}, {"rain": "nothing of diplomacy in it"}),
    ],
)
def test_what_is_not_wanted_is_passed_over_and_said(
    split: Split, tmp_path: Path, options: dict[str, object], skipped: dict[str, str]
) -> None:
    manifest = made(split, tmp_path / "out", **options)
    assert {id for id, state in states(manifest).items() if state == "skipped"} == set(skipped)
    assert {id: messages(manifest)[id] for id in skipped} == skipped


def test_what_a_store_has_is_passed_over(split: Split, tmp_path: Path) -> None:
    there = {record.key: record.digest for record in made(split, tmp_path / "out").records if record.key}
    del there[next(iter(there))]
    (tmp_path / "again").mkdir()
    manifest = process_split(split, Config(), tmp_path / "again", hard=False, digest_of=there.get)
    assert [record.outcome.state for record in manifest.records] == ["loaded", "unchanged", "unchanged", "failed"]


def test_an_article_that_takes_too_long_is_a_failure(split: Split, tmp_path: Path) -> None:
    manifest = made(split, tmp_path / "out", seconds=1e-5)
    assert states(manifest)["visit"] == "failed"
    assert "took more than" in (messages(manifest)["visit"] or "")


def test_a_manifest_is_what_its_json_says() -> None:
    outcome = Outcome("a", "a.txt:1", "loaded", "https://a.example/", None, (("visits", 1), ("dates", 2)))
    manifest = Manifest("00000001", "s", "c", "h", 3, 40, True, (Record(outcome, "k", "d", "t", 0, 40),))
    assert Manifest.of(manifest.json()) == manifest


def test_places_without_an_article_keep_their_order(archive: Path) -> None:
    broken = Failure("gone.txt", ReadError("no such file"))
    whole = [*parts([str(archive)])]
    assert [split.parts for split in splits([broken, *whole, broken])] == [(broken, *whole, broken)]


def test_many_small_files_are_put_together_and_big_ones_stand_alone(tmp_path: Path) -> None:
    for number in range(450):
        (tmp_path / f"{number:03}.txt").write_text("сўз", encoding="utf-8")
    assert [len(split.parts) for split in splits(parts([str(tmp_path)]))] == [200, 200, 50]
    assert {len(split.parts) for split in splits(parts([str(tmp_path)]), size=1)} == {1}


def test_only_deaths_of_the_same_run_count(tmp_path: Path) -> None:
    def die(run: str) -> frozenset[int]:
        guard = Guard(tmp_path / "00000000", run=run, seconds=None)
        guard.__enter__().at(7)
        guard._map.close()
        guard._log.close()
        return guard.blamed

    assert [die("one"), die("one"), die("one")] == [frozenset(), frozenset(), frozenset({7})]
    assert die("two") == frozenset()
    with Guard(tmp_path / "00000000", run="two", seconds=None) as guard:
        guard.at(1)
    assert [*tmp_path.iterdir()] == []


def test_an_article_is_known_by_all_that_its_graph_is_made_from(split: Split, tmp_path: Path) -> None:
    from elchi.shards.making import made, tools

    article = Article(id="a", content=CALL, origin="a.txt")
    digests = {
        made(one, Config(), tools(Config())).record.digest
        for one in (
            article,
            replace(article, origin="b.txt"),
            replace(article, publisher="B"),
            replace(article, id="b"),
        )
    }
    assert len(digests) == 3
