import errno
import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest

from elchi import graph, vocab
from elchi.errors import StoreError
from elchi.model import Reading
from elchi.store import BOOKS, Store, key_of, reader
from readings import CALL, CALL_TEXT, STATE_VISIT

TURTLE = b'<https://w3id.org/elchi/id/state/TUR> <http://www.w3.org/2004/02/skos/core#notation> "TUR" .'


def all_of(reading: Reading) -> list[ox.Quad]:
    return graph.quads(reading) + graph.text_quads(reading)


def put(store: Store, reading: Reading, digest: str = "1") -> str:
    return store.put(vocab.key(reading.article.id), lines_of(reading), digest)


def lines_of(reading: Reading) -> bytes:
    return ox.serialize(all_of(reading), format=ox.RdfFormat.N_QUADS) or b""


def without_books(store: Store) -> set[ox.Quad]:
    return {quad for quad in store.graph if quad.graph_name != BOOKS}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "store"


def test_readers_see_what_was_published(path: Path) -> None:
    with Store.open(path, write=True) as store:
        assert put(store, STATE_VISIT) == "new"
        assert put(store, CALL) == "new"
        assert store.keys() == sorted(vocab.key(r.article.id) for r in (STATE_VISIT, CALL))
    with reader(path) as store:
        assert without_books(store) == {*all_of(STATE_VISIT), *all_of(CALL)}


def test_a_reader_keeps_its_snapshot_while_others_are_published(path: Path) -> None:
    with Store.open(path, write=True) as writer:
        put(writer, CALL)
        writer.publish()
        with reader(path) as old:
            for number in range(3):
                put(writer, STATE_VISIT, digest=str(number))
                writer.publish()
            assert without_books(old) == set(all_of(CALL))
            assert len([p for p in (path / "snapshots").iterdir() if p.is_dir()]) == 2
        writer.publish()
        assert len([p for p in (path / "snapshots").iterdir() if p.is_dir()]) == 1


def test_the_same_digest_changes_nothing(path: Path) -> None:
    with Store.open(path, write=True) as store:
        put(store, CALL)
        assert put(store, CALL) == "unchanged"
        store.publish()
        assert put(store, CALL) == "unchanged"
        store.publish()
    before = (path / "snapshots" / "current").read_text()
    with Store.open(path, write=True) as store:
        assert put(store, CALL) == "unchanged"
    assert (path / "snapshots" / "current").read_text() == before


@pytest.mark.parametrize("published", [False, True])
def test_another_digest_replaces_all_that_the_document_said(path: Path, published: bool) -> None:
    changed = replace(CALL, reports=(), events=(), language="uz-Latn")
    with Store.open(path, write=True) as store:
        put(store, CALL)
        put(store, STATE_VISIT)
        if published:
            store.publish()
        assert put(store, changed, digest="2") == "replaced"
        assert store.digest(vocab.key(CALL.article.id)) == "2"
    with reader(path) as store:
        assert without_books(store) == {*all_of(changed), *all_of(STATE_VISIT)}


@pytest.mark.parametrize("name", ["call/2", graph.name(CALL).document.value])
def test_nothing_of_a_removed_document_stays_on_the_disk(path: Path, name: str) -> None:
    with Store.open(path, write=True) as store:
        put(store, CALL)
        put(store, STATE_VISIT)
        store.publish()
        assert store.remove(name)
        assert not store.remove(name)
        assert put(store, STATE_VISIT) == "unchanged"
    with reader(path) as store:
        assert without_books(store) == set(all_of(STATE_VISIT))
    words = CALL_TEXT[:20].encode()
    assert not [file for file in path.rglob("*") if file.is_file() and words in file.read_bytes()]


def test_a_second_writer_is_refused_at_once(path: Path) -> None:
    with Store.open(path, write=True), pytest.raises(StoreError, match="another process is writing"):
        Store.open(path, write=True)
    script = f"from elchi.store import Store; Store.open({str(path)!r}, write=True)"
    with Store.open(path, write=True):
        process = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert "another process is writing" in process.stderr


def test_a_writer_is_refused_while_another_puts_a_database_in_place(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While a removal swaps the databases none is open, so RocksDB's own lock keeps nobody out."""
    swaps: list[str] = []

    def rename(self: Path, target: Path) -> Path:
        if self.name.startswith("live"):
            with pytest.raises(StoreError, match="another process is writing"):
                Store.open(path, write=True)
            swaps.append(self.name)
        return original(self, target)

    with Store.open(path, write=True) as store:
        put(store, STATE_VISIT)
        put(store, CALL)
        original = Path.rename
        monkeypatch.setattr(Path, "rename", rename)
        assert store.remove(CALL.article.id)
    assert swaps == ["live", "live.new"]
    with reader(path) as store:
        assert without_books(store) == set(all_of(STATE_VISIT))


def test_a_removal_makes_no_store(tmp_path: Path) -> None:
    for folder in (tmp_path / "none", tmp_path):
        with pytest.raises(StoreError, match="there is no store"):
            Store.open(folder, write=True, create=False)
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_read_is_said(path: Path) -> None:
    with pytest.raises(StoreError, match="there is no store"):
        reader(path)
    Store.open(path, write=True).close()
    meta = path / "meta.json"
    meta.write_text(json.dumps({"layout": 99}))
    for write in (False, True):
        with pytest.raises(StoreError, match="has layout 99"):
            Store.open(path, write=write)
    meta.write_text("{")
    with pytest.raises(StoreError, match=r"meta\.json is damaged"):
        reader(path)


def test_a_folder_of_other_files_is_not_taken_for_a_store(tmp_path: Path) -> None:
    (tmp_path / "letters.txt").touch()
    with pytest.raises(StoreError, match="is not empty and no store"):
        Store.open(tmp_path, write=True)


def test_a_full_disk_is_said_and_leaves_no_half_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store.open(path, write=True) as store:
        store.quarantine("k", b"", "the first report")
        with monkeypatch.context() as patch, pytest.raises(StoreError, match="disk is full"):
            patch.setattr(os, "fsync", _full)
            store.quarantine("k", b"", "the second report")
    with Store.open(path, write=True) as store:
        assert store.quarantined() == {"k": "the first report"}
    assert sorted(file.name for file in (path / "quarantine").iterdir()) == ["k.nq", "k.report.txt"]


def _full(descriptor: int) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_quarantined_document_leaves_when_it_is_put(path: Path) -> None:
    key = vocab.key(CALL.article.id)
    with Store.open(path, write=True) as store:
        file = store.quarantine(key, graph.nquads(CALL), "M2 begins after its end")
        assert file.read_text() == "M2 begins after its end"
        assert store.quarantined() == {key: "M2 begins after its end"}
        assert store.keys() == []
        put(store, CALL)
        assert store.quarantined() == {}
        store.quarantine(key, graph.nquads(CALL), "again")
        assert store.remove(CALL.article.id)
        assert store.quarantined() == {}


def test_shared_graphs_change_with_their_sources(path: Path) -> None:
    with Store.open(path, write=True) as store:
        assert store.share(vocab.ENTITIES, [TURTLE])
        assert not store.share(vocab.ENTITIES, [TURTLE])
    with Store.open(path, write=True) as store:
        assert not store.share(vocab.ENTITIES, [TURTLE])
        assert store.share(vocab.ENTITIES, [TURTLE.replace(b'"TUR"', b'"TUZ"')])
        assert [quad.object.value for quad in without_books(store)] == ["TUZ"]
        assert store.keys() == []


@pytest.mark.parametrize("source", [b"<a> <b>", b"<http://a/> <http://b/> [] ."])
def test_shared_graphs_are_turtle_without_blank_nodes(path: Path, source: bytes) -> None:
    with Store.open(path, write=True) as store, pytest.raises(StoreError):
        store.share(vocab.ENTITIES, [source])


def test_an_interruption_keeps_what_was_put(path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), Store.open(path, write=True) as store:
        put(store, CALL)
        raise KeyboardInterrupt
    with reader(path) as store:
        assert without_books(store) == set(all_of(CALL))


def test_what_a_killed_writer_had_flushed_is_published_by_the_next(path: Path) -> None:
    Store.open(path, write=True).close()
    script = (
        "import os, signal, sys; sys.path.insert(0, sys.argv[2]);"
        "from test_store import put, CALL, Store;"
        "store = Store.open(sys.argv[1], write=True); put(store, CALL); store.flush();"
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    subprocess.run([sys.executable, "-c", script, str(path), str(Path(__file__).parent)], check=False)
    with reader(path) as store:
        assert without_books(store) == set()
    Store.open(path, write=True).close()
    with reader(path) as store:
        assert without_books(store) == set(all_of(CALL))


def test_a_removal_that_was_cut_off_is_put_right(path: Path) -> None:
    with Store.open(path, write=True) as store:
        put(store, CALL)
    (path / "live").rename(path / "live.old")
    shutil.copytree(path / "live.old", path / "live.new")
    with Store.open(path, write=True) as store:
        assert without_books(store) == set(all_of(CALL))
    assert not (path / "live.old").exists()
    assert not (path / "live.new").exists()


def test_a_snapshot_that_vanishes_while_it_is_opened_is_looked_for_again(path: Path) -> None:
    Store.open(path, write=True).close()
    (path / "snapshots" / "current").write_text("00000099")
    with pytest.raises(StoreError, match="there is no store"):
        reader(path)


def test_ids_and_iris_name_the_same_document() -> None:
    assert key_of(CALL.article.id) == key_of(graph.name(CALL).document.value)
