"""What the doctor finds in a store that something has befallen, and what is left after mending."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pyoxigraph as ox
import pytest

from elchi import vocab
from elchi.errors import StoreError
from elchi.store import BOOKS, Store, layout, reader
from elchi.store.doctor import Finding, Rules, examine
from elchi.store.mend import mend
from elchi.vocab import NIF, SCHEMA
from readings import CALL, EMPTY, STATE_VISIT
from test_store import TURTLE, all_of, lines_of, put

KEY = vocab.key(CALL.article.id)
OTHER = vocab.key(STATE_VISIT.article.id)
DOC, GRAPH, TEXT = vocab.document(KEY), vocab.document_graph(KEY), vocab.text_graph(KEY)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sound") / "store"
    with Store.open(path, write=True) as store:
        store.share(vocab.ONTOLOGY_GRAPH, [TURTLE])
        store.share(vocab.ENTITIES, [TURTLE])
        for reading in (CALL, STATE_VISIT, EMPTY):
            put(store, reading)
        store.quarantine("0bad", b"", "a report")
    return path


@pytest.fixture
def path(sound: Path, tmp_path: Path) -> Path:
    shutil.copytree(sound, tmp_path / "store")
    return tmp_path / "store"


def everything_goes(store: ox.Store) -> Rules:
    return lambda quads: ()


def found(path: Path) -> list[Finding]:
    return list(examine(path, rules=everything_goes))


def changed(update: str) -> Callable[[Path], None]:
    """Return what changes the database of a store, and what readers see, behind the store's back."""

    def change(path: Path) -> None:
        with Store.open(path, write=True) as store:
            store.graph.update(update)
            (path / layout.UNPUBLISHED).touch()

    return change


def made(*parts: str) -> Callable[[Path], None]:
    """Return what makes a file."""

    def make(path: Path) -> None:
        file = path.joinpath(*parts)
        file.parent.mkdir(exist_ok=True)
        file.touch()

    return make


def gone(*parts: str) -> Callable[[Path], None]:
    """Return what removes a file or a folder."""
    return lambda path: layout.durable.remove(path.joinpath(*parts))


def unseen(path: Path) -> None:
    """Change a document without telling readers, as a process does that is killed before it publishes."""
    database = ox.Store(str(path / "live"))
    database.remove(ox.Quad(GRAPH, SCHEMA("sha256"), ox.Literal("1"), BOOKS))
    database.add(ox.Quad(GRAPH, SCHEMA("sha256"), ox.Literal("2"), BOOKS))
    database.flush()


DOCUMENTS = {
    "no note": (changed(f"DELETE WHERE {{ GRAPH {BOOKS} {{ {GRAPH} ?p ?o }} }}"), "has no note"),
    "no graph": (changed(f"DROP GRAPH {GRAPH} ; DROP GRAPH {TEXT}"), "its graph is missing"),
    "no text": (changed(f"DROP GRAPH {TEXT}"), "its text is missing"),
    "only the text": (
        changed(f"DROP GRAPH {GRAPH} ; DELETE WHERE {{ GRAPH {BOOKS} {{ {GRAPH} ?p ?o }} }}"),
        "has no note",
    ),
    "another text": (
        changed(
            f"DELETE {{ GRAPH {TEXT} {{ ?t {NIF('isString')} ?s }} }} INSERT {{ GRAPH {TEXT} {{ ?t {NIF('isString')}"
            f' "other" }} }} WHERE {{ GRAPH {TEXT} {{ ?t {NIF("isString")} ?s }} }}'
        ),
        "not the one that it was read from",
    ),
    "another id": (
        changed(
            f"DELETE WHERE {{ GRAPH {GRAPH} {{ {DOC} {SCHEMA('identifier')} ?i }} }} ; "
            f'INSERT DATA {{ GRAPH {GRAPH} {{ {DOC} {SCHEMA("identifier")} "other" }} }}'
        ),
        "does not give its key",
    ),
    "no provenance": (
        changed(f"DELETE WHERE {{ GRAPH {vocab.PROVENANCE} {{ {GRAPH} ?p ?o }} }}"),
        "its provenance is missing",
    ),
    "only the provenance": (
        changed(f"DROP GRAPH {GRAPH} ; DROP GRAPH {TEXT} ; DELETE WHERE {{ GRAPH {BOOKS} {{ {GRAPH} ?p ?o }} }}"),
        "not its provenance",
    ),
    "two notes": (
        changed(f'INSERT DATA {{ GRAPH {BOOKS} {{ {GRAPH} {SCHEMA("sha256")} "2" }} }}'),
        "noted more than once",
    ),
}
FILES = {
    "a removal cut off": (made("live.old", "CURRENT"), "warning", "leftover", "live.old"),
    "a rewriting cut off": (made("live.new", "CURRENT"), "warning", "leftover", "live.new"),
    "a bulk load cut off": (made("live", "bulk-7.sst"), "warning", "leftover", "bulk-7.sst"),
    "a removal to be ended": (made("removing"), "warning", "leftover", "removing"),
    "a snapshot half made": (made("snapshots", ".00000009", "CURRENT"), "warning", "leftover", ".00000009"),
    "meta.json half written": (made(".meta.json.new"), "warning", "leftover", ".meta.json.new"),
    "a report half written": (made("quarantine", ".1f.report.txt.new"), "warning", "leftover", ".1f.report.txt.new"),
    "a graph without a report": (made("quarantine", "1f.nq"), "warning", "leftover", "1f.nq"),
    "a report without its graph": (gone("quarantine", "0bad.nq"), "warning", "leftover", "0bad.report.txt"),
    "a publication cut off": (made("unpublished"), "warning", "snapshot", "unpublished"),
    "a snapshot that is not the database": (unseen, "error", "snapshot", "snapshots"),
    "no newest snapshot": (gone("snapshots", "current"), "error", "snapshot", "snapshots"),
    "no snapshots": (gone("snapshots"), "error", "snapshot", "snapshots"),
    "no database": (gone("live"), "error", "database", "live"),
    "no manifest": (gone("live", "CURRENT"), "error", "database", "live"),
    "no layout": (lambda path: (path / "meta.json").write_text("{"), "error", "layout", "meta.json"),
}


def test_nothing_is_wrong_with_a_sound_store_and_nothing_is_changed(path: Path) -> None:
    before = sorted((file, file.stat().st_mtime_ns) for file in path.rglob("*"))
    assert found(path) == []
    assert sorted((file, file.stat().st_mtime_ns) for file in path.rglob("*")) == before


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_that_is_not_whole_is_found_and_set_aside(path: Path, name: str) -> None:
    befall, what = DOCUMENTS[name]
    befall(path)
    findings = found(path)
    assert what in " ".join(finding.what for finding in findings)
    assert {(f.severity, f.kind, f.subject, f.mends) for f in findings} == {("error", "document", KEY, True)}
    assert len(list(mend(path, findings))) == 1
    assert found(path) == []
    with Store.open(path, write=True) as store:
        assert (KEY in store.quarantined()) == (name not in ("no graph", "only the provenance"))
        assert store.digest(OTHER) == "1"
        assert put(store, CALL) == "new"
        assert KEY not in store.quarantined()
    assert found(path) == []
    with reader(path) as store:
        assert set(all_of(CALL)) <= set(store.graph)


@pytest.mark.parametrize("name", FILES)
def test_what_has_befallen_the_files_is_found_and_mended(path: Path, name: str) -> None:
    befall, severity, kind, file = FILES[name]
    befall(path)
    findings = found(path)
    assert [(f.severity, f.kind, Path(f.subject).name, f.mends) for f in findings] == [(severity, kind, file, True)]
    assert list(mend(path, findings))
    assert found(path) == []
    for write in (False, True):
        with Store.open(path, write=write) as store:
            assert {KEY, OTHER} <= set(store.keys())
            assert {*all_of(CALL), *all_of(STATE_VISIT)} <= set(store.graph)


@pytest.mark.parametrize("graph", [vocab.ONTOLOGY_GRAPH, vocab.ENTITIES])
def test_a_shared_graph_that_is_missing_is_put_in_by_the_next_load(path: Path, graph: ox.NamedNode) -> None:
    changed(f"DROP GRAPH {graph}")(path)
    (finding,) = found(path)
    assert (finding.kind, finding.subject) == ("shared", graph.value)
    assert list(mend(path, [finding]))
    with Store.open(path, write=True) as store:
        assert store.share(graph, [TURTLE])
    assert found(path) == []


def test_what_can_be_read_of_a_damaged_database_is_kept(path: Path) -> None:
    with Store.open(path, write=True) as store:
        for number in range(60):
            lines = lines_of(CALL).replace(KEY.encode(), f"{number:016d}".encode())
            store.put(f"{number:016d}", lines, "1")
    assert _sound_keys(path) == 63
    (broken,) = _damaged(path)
    assert (broken.severity, broken.kind, broken.mends) == ("error", "database", True)
    assert "could not be read" in " ".join(mend(path, [broken]))
    assert [finding for finding in found(path) if finding.kind == "database"] == []
    assert 30 < _sound_keys(path) < 63


def _damaged(path: Path) -> list[Finding]:
    """Overwrite the middle of a file of the database that is read by whoever reads a graph; return what is found."""
    for file in sorted((path / "live").glob("*.sst"), key=lambda file: file.stat().st_size, reverse=True):
        sound = file.read_bytes()
        middle = len(sound) // 2
        file.write_bytes(sound[:middle] + b"\0" * 50 + sound[middle + 50 :])
        broken = [finding for finding in found(path) if finding.kind == "database"]
        if broken:
            return broken
        file.write_bytes(sound)
    return []


def _sound_keys(path: Path) -> int:
    with Store.open(path) as store:
        return len(store.keys())


def test_documents_that_violate_a_rule_are_told(path: Path) -> None:
    def rules(store: ox.Store) -> Rules:
        def violations(quads: Sequence[ox.Quad]) -> Iterator[str]:
            assert {quad.graph_name for quad in quads} == {quads[0].graph_name, quads[-1].graph_name}
            if quads[0].graph_name == GRAPH:
                yield "violates X1: too long"

        return violations

    (finding,) = examine(path, rules=rules)
    assert (finding.kind, finding.subject, finding.what, finding.mends) == (
        "shape",
        KEY,
        "violates X1: too long",
        False,
    )


def test_authority_data_that_cannot_be_read_are_a_finding(path: Path) -> None:
    def rules(store: ox.Store) -> Rules:
        raise RuntimeError("Corruption: block checksum mismatch")

    (finding,) = examine(path, rules=rules)
    assert (finding.severity, finding.kind, finding.mends) == ("error", "database", True)


def test_beside_a_writer_only_what_readers_see_is_examined(path: Path) -> None:
    changed(f"DROP GRAPH {TEXT}")(path)
    with Store.open(path, write=True) as store:
        put(store, CALL, digest="2")
        findings = found(path)
        assert [(f.severity, f.kind) for f in findings] == [("note", "writer"), *[("error", "document")] * 2]
        with pytest.raises(StoreError, match="another process is writing"):
            list(mend(path, findings))


def test_what_is_no_store_is_said(path: Path, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no store"):
        found(tmp_path / "nowhere")
    assert not (tmp_path / "nowhere").exists()
    (path / "meta.json").write_text('{"layout": 99}')
    with pytest.raises(StoreError, match="has layout 99"):
        found(path)


def test_a_store_of_which_nothing_opens_is_not_mended(path: Path) -> None:
    gone("live")(path)
    gone("snapshots", (path / "snapshots" / "current").read_text(), "CURRENT")(path)
    with pytest.raises(StoreError, match="use a backup"):
        found(path)


def test_a_store_whose_first_load_was_cut_off_is_sound(tmp_path: Path) -> None:
    layout.locked(tmp_path).close()
    layout.prepare(tmp_path)
    assert [(finding.severity, finding.kind) for finding in found(tmp_path)] == [("note", "database")]


def test_a_store_whose_first_publication_was_cut_off_has_something_left_to_do(path: Path) -> None:
    gone("snapshots")(path)
    made("unpublished")(path)
    (finding,) = found(path)
    assert (finding.severity, finding.what) == ("warning", "nothing was published yet")
    assert list(mend(path, [finding]))
    assert found(path) == []
