"""Archives to folders of shards: the same bytes whoever makes them, resumable, taken into a store like the sources."""

from __future__ import annotations

import gzip
import json
import os
import pickle
from collections.abc import Generator, Iterable
from functools import partial
from hashlib import sha256
from pathlib import Path

import pyoxigraph as ox
import pytest

import readings
from cli_world import CALL, VISIT, elchi
from elchi import sharding
from elchi.errors import ShardError
from elchi.model import Outcome
from elchi.read import parts
from elchi.runners import driver, local, spark
from elchi.shards import Config, Manifest, Split, folder
from elchi.shards.keys import keys, table
from elchi.shards.unit import expected
from elchi.store import BOOKS, Store

SIZE = 1_200


@pytest.fixture(autouse=True)
def size(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make shards of some articles only."""
    monkeypatch.setattr(sharding, "SIZE", SIZE)


def _record(number: int) -> dict[str, str]:
    text = (VISIT, CALL)[number % 2].replace("10 май", f"{number + 1} май")
    return {"id": f"a/{number}", "text": text, "published": "2024-06-02"}


def _write(path: Path, *records: object) -> Path:
    lines = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    path.write_bytes(gzip.compress(lines.encode()) if path.suffix == ".gz" else lines.encode())
    return path


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return _write(tmp_path / "archive.jsonl", *map(_record, range(9)))


def _shard(
    archive: Path, out: Path, *, runner: sharding.Runner = local.here, config: Config | None = None
) -> list[Outcome]:
    with folder.locked(out):
        found = parts([str(archive)], size=SIZE, spool=out / folder.SPOOL)
        return list(sharding.shard(found, out, config=config or Config(), runner=runner))


def _bytes(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in out.iterdir()}


def _written(out: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in out.glob("[0-9]*")}


def _hash(store: Path) -> str:
    return sha256(elchi("export", "--store", str(store), "--with-text").stdout_bytes).hexdigest()


def test_a_pool_writes_the_bytes_that_one_process_writes(archive: Path, tmp_path: Path) -> None:
    outcomes = _shard(archive, tmp_path / "one")
    assert [(outcome.id, outcome.state) for outcome in outcomes] == [(f"a/{n}", "loaded") for n in range(9)]
    assert _shard(archive, tmp_path / "two", runner=partial(local.pool, jobs=2)) == outcomes
    made = _bytes(tmp_path / "one")
    assert len([name for name in made if name.endswith(".nq.gz")]) > 2
    assert _bytes(tmp_path / "two") == made


def test_what_is_finished_is_not_made_again(archive: Path, tmp_path: Path) -> None:
    _shard(archive, tmp_path / "out")
    before, content = _written(tmp_path / "out"), _bytes(tmp_path / "out")
    (tmp_path / "out" / "00000001.json").unlink()
    (tmp_path / "out" / "00000002.nq.gz").unlink()
    _shard(archive, tmp_path / "out")
    after = _written(tmp_path / "out")
    assert {name[:8] for name in after if after[name] != before[name]} == {"00000001", "00000002"}
    assert _bytes(tmp_path / "out") == content


def test_what_is_read_otherwise_is_made_again(archive: Path, tmp_path: Path) -> None:
    _shard(archive, tmp_path / "out")
    before = _written(tmp_path / "out")
    _shard(archive, tmp_path / "out", config=Config(languages=("uz",)))
    after = _written(tmp_path / "out")
    assert all(after[name] != before[name] for name in after)


def test_the_shards_of_a_longer_archive_do_not_stay(archive: Path, tmp_path: Path) -> None:
    _shard(archive, tmp_path / "out")
    _write(archive, *map(_record, range(2)))
    _shard(archive, tmp_path / "out")
    assert {path.name[:8] for path in (tmp_path / "out").glob("[0-9]*")} == {"00000000"}
    assert folder.whole(tmp_path / "out").documents == 2


def test_a_compressed_archive_is_not_made_again_either(tmp_path: Path) -> None:
    archive = _write(tmp_path / "archive.jsonl.gz", *map(_record, range(40)))
    _shard(archive, tmp_path / "out")
    before = _written(tmp_path / "out")
    _shard(archive, tmp_path / "out")
    assert len(before) > 2
    assert _written(tmp_path / "out") == before


def test_nothing_but_shards_stays(tmp_path: Path, archive: Path) -> None:
    out = tmp_path / "out"
    _shard(archive, out)
    for name in (".00000001.nq.gz.4711", "00000001.cursor", "00000001.strikes"):
        (out / name).write_text("left by a process that was killed")
    _shard(archive, out)
    names = {path.name.partition(".")[2] for path in out.iterdir()}
    assert names == {"lock", "json", "nq.gz", "keys.tsv.gz"}


def test_what_all_documents_share_is_there_for_other_stores(tmp_path: Path, archive: Path) -> None:
    _shard(archive, tmp_path / "out")
    made = ox.Store()
    for path in (tmp_path / "out").glob("*.nq.gz"):
        made.bulk_load(gzip.decompress(path.read_bytes()), ox.RdfFormat.N_QUADS)
    assert elchi("load", str(archive), "--jobs", "1", "--store", str(tmp_path / "store")).exit_code == 0
    with Store.open(tmp_path / "store") as store:
        assert {*made} == {quad for quad in store.graph if quad.graph_name != BOOKS}


def test_a_bad_record_is_a_dead_letter(tmp_path: Path) -> None:
    archive = tmp_path / "archive.jsonl"
    archive.write_text(json.dumps(_record(0)) + "\n{broken\n", encoding="utf-8")
    assert [outcome.state for outcome in _shard(archive, tmp_path / "out")] == ["loaded", "failed"]
    (letter,) = map(json.loads, (tmp_path / "out" / "00000000.dead.jsonl").read_text().splitlines())
    assert letter["state"] == "failed"
    assert letter["origin"].endswith("archive.jsonl:2")


def test_the_same_id_twice_is_told(tmp_path: Path) -> None:
    other = {**_record(0), "text": CALL}
    archive = _write(tmp_path / "archive.jsonl", *map(_record, range(9)), _record(0), other)
    states = [outcome.state for outcome in _shard(archive, tmp_path / "out")]
    assert states[-2:] == ["skipped", "failed"]


def test_one_process_writes_to_a_folder(archive: Path, tmp_path: Path) -> None:
    with folder.locked(tmp_path / "out"), pytest.raises(ShardError, match="another elchi shard"):
        _shard(archive, tmp_path / "out")


def test_a_folder_of_other_things_is_left_alone(archive: Path, tmp_path: Path) -> None:
    with pytest.raises(ShardError, match="holds no shards"):
        _shard(archive, tmp_path)
    assert archive.exists()


def _breaks(splits: Iterable[Split], config: Config, out: Path) -> Generator[Manifest, None, None]:
    made = local.here(splits, config, out)
    yield next(made)
    raise ShardError("the engine has gone")


def test_half_an_archive_is_not_taken_for_one(archive: Path, tmp_path: Path) -> None:
    with pytest.raises(ShardError, match="has gone"):
        _shard(archive, tmp_path / "out", runner=_breaks)
    result = elchi("load", "--from-shards", str(tmp_path / "out"), "--store", str(tmp_path / "store"))
    assert result.exit_code == 2
    assert "run elchi shard again" in result.stderr


def test_shards_load_as_their_sources_do(archive: Path, tmp_path: Path) -> None:
    _shard(archive, tmp_path / "out")
    taken = elchi("load", "--from-shards", str(tmp_path / "out"), "--store", str(tmp_path / "taken"))
    assert taken.exit_code == 0, taken.output
    assert elchi("load", str(archive), "--jobs", "1", "--store", str(tmp_path / "read")).exit_code == 0
    assert _hash(tmp_path / "taken") == _hash(tmp_path / "read")


@pytest.mark.parametrize("name", ["00000001.nq.gz", "00000001.json"])
@pytest.mark.parametrize("harm", ["cut", "gone"])
def test_a_damaged_shard_is_named_and_those_before_it_are_kept(
    archive: Path, tmp_path: Path, name: str, harm: str
) -> None:
    _shard(archive, tmp_path / "out")
    path, content = tmp_path / "out" / name, _bytes(tmp_path / "out")
    if harm == "cut":
        path.write_bytes(path.read_bytes()[:-9])
    else:
        path.unlink()
    result = elchi("load", "--from-shards", str(tmp_path / "out"), "--store", str(tmp_path / "store"))
    assert result.exit_code == 2
    assert str(path) in result.stderr
    assert "elchi shard" in result.stderr
    with Store.open(tmp_path / "store") as store:
        assert len(store.keys()) == len(Manifest.of(content["00000000.json"].decode()).records)
    path.unlink(missing_ok=True)  # as the message says
    _shard(archive, tmp_path / "out")
    assert _bytes(tmp_path / "out") == content


def test_a_shard_of_other_quads_is_refused(archive: Path, tmp_path: Path) -> None:
    _shard(archive, tmp_path / "out")
    (tmp_path / "out" / "00000000.nq.gz").write_bytes(gzip.compress(b"<a:> <b:> <c:> <d:> .\n"))
    result = elchi("load", "--from-shards", str(tmp_path / "out"), "--store", str(tmp_path / "store"))
    assert result.exit_code == 2
    assert "is not what its manifest tells of" in result.stderr


def test_merge_keys_say_by_what_things_are_the_same() -> None:
    rows = {(row.kind, row.key) for row in keys(readings.STATE_VISIT)}
    assert ("actor", "https://w3id.org/elchi/id/state/TUR") in rows
    assert ("actor", "person|demir hasan|TUR") in rows
    assert ("event", "Visit|TUR,UZB|2024-01-29/2024-01-29") in rows
    assert ("treaty", "memorandum|TUR,UZB|") in rows
    assert keys(readings.EMPTY) == []


def test_the_table_of_keys_is_sorted_and_each_row_has_its_columns() -> None:
    rows = keys(readings.STATE_VISIT)
    lines = table(reversed(rows)).decode().splitlines()
    assert lines[0].split("\t") == ["kind", "key", "iri", "document", "date"]
    assert lines[1:] == sorted(lines[1:])
    assert {len(line.split("\t")) for line in lines} == {5}


def test_the_keys_of_a_shard_are_those_of_its_documents(archive: Path, tmp_path: Path) -> None:
    _shard(archive, tmp_path / "out")
    rows = gzip.decompress((tmp_path / "out" / "00000000.keys.tsv.gz").read_bytes()).decode().splitlines()[1:]
    documents = {row.split("\t")[3] for row in rows}
    records = Manifest.of((tmp_path / "out" / "00000000.json").read_text()).records
    assert documents == {record.outcome.document for record in records}


def test_options_that_do_not_fit_are_wrong_usage(tmp_path: Path, archive: Path) -> None:
    assert elchi("shard", str(archive), "-o", str(tmp_path / "o"), "--master", "yarn").exit_code == 2
    both = elchi("shard", str(archive), "-o", str(tmp_path / "o"), "--runner", "spark", "--master", "y", "--jobs", "2")
    assert "--master says where" in both.stderr
    assert elchi("shard", str(archive), "-o", str(tmp_path / "o"), "--spark-conf", "a").exit_code == 2


def test_spark_without_what_it_needs_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spark, "find_spec", lambda name: None)
    with pytest.raises(ShardError, match=r"pip install 'elchi\[spark\]'"):
        spark.check()
    monkeypatch.setattr(spark, "find_spec", lambda name: object())
    monkeypatch.setattr(spark.shutil, "which", lambda name: None)
    with pytest.raises(ShardError, match="Java 17"):
        spark.check()


def _job(out: Path, **changed: object) -> driver.Job:
    return driver.Job(out, Config(packed=True), "run", 1, "local[2]", {}, os.getpid())._replace(**changed)


@pytest.mark.parametrize(
    ("master", "meant"),
    [("local", "local[1,8]"), ("local[3]", "local[3,8]"), ("local[*]", "local[*,8]"), ("yarn",) * 2],
)
def test_spark_tries_again_on_this_machine_too(tmp_path: Path, master: str, meant: str) -> None:
    assert driver.settings(_job(tmp_path, master=master), tmp_path)["spark.master"] == meant


def test_the_users_settings_of_spark_win(tmp_path: Path) -> None:
    job = _job(tmp_path, settings={"spark.task.maxFailures": "50"})
    assert driver.settings(job, tmp_path)["spark.task.maxFailures"] == "50"


def test_a_worker_makes_a_split_of_the_plan(archive: Path, tmp_path: Path) -> None:
    work, split = _planned(archive, tmp_path)
    (work / driver.PLAN / "0").write_bytes(pickle.dumps((split, expected(split, Config(packed=True)))))
    driver._make(0, work, _job(tmp_path))
    assert (tmp_path / "00000000.json").exists()


def test_a_worker_that_sees_other_sources_says_so(archive: Path, tmp_path: Path) -> None:
    work, split = _planned(archive, tmp_path)
    (work / driver.PLAN / "0").write_bytes(pickle.dumps((split, expected(split, Config(packed=True)))))
    _write(archive, _record(1))
    driver._make(0, work, _job(tmp_path))
    assert "other sources" in (work / driver.ERROR).read_text(encoding="utf-8")
    assert not (tmp_path / "00000000.json").exists()


def _planned(archive: Path, folder: Path) -> tuple[Path, Split]:
    (folder / "work" / driver.PLAN).mkdir(parents=True)
    return folder / "work", Split(0, tuple(parts([str(archive)])))
