"""A backup: a store of its own, whole or not there."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from elchi import vocab
from elchi.errors import StoreError
from elchi.store import Store, reader
from elchi.store import backup as module
from elchi.store.backup import Size, back_up
from readings import CALL, EMPTY, STATE_VISIT
from test_store import all_of, put, without_books

KEY = vocab.key(CALL.article.id)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "store"
    with Store.open(path, write=True) as store:
        put(store, CALL)
        put(store, STATE_VISIT)
        store.quarantine("0bad", b"", "a report")
    return path


def _inodes(folder: Path) -> set[int]:
    return {file.stat().st_ino for file in folder.rglob("*.sst")}


def test_a_backup_is_a_store_that_the_first_one_does_not_change(path: Path, tmp_path: Path) -> None:
    back_up(path, tmp_path / "backup")
    with Store.open(path, write=True) as store:
        store.remove(CALL.article.id)
        put(store, EMPTY)
    for write in (False, True):
        with Store.open(tmp_path / "backup", write=write) as store:
            assert without_books(store) == {*all_of(CALL), *all_of(STATE_VISIT)}
            assert store.quarantined() == {"0bad": "a report"}


def test_what_is_written_to_a_backup_leaves_the_first_store_alone(path: Path, tmp_path: Path) -> None:
    back_up(path, tmp_path / "backup")
    with Store.open(tmp_path / "backup", write=True) as store:
        store.remove(CALL.article.id)
        store.graph.optimize()
        put(store, EMPTY)
    with Store.open(path, write=True) as store:
        assert without_books(store) == {*all_of(CALL), *all_of(STATE_VISIT)}


def test_files_are_shared_on_one_disk_unless_copies_are_asked_for(path: Path, tmp_path: Path) -> None:
    linked, copied = back_up(path, tmp_path / "linked"), back_up(path, tmp_path / "copied", real=True)
    assert linked.bytes == copied.bytes > linked.linked > 0 == copied.linked
    assert _inodes(tmp_path / "linked") & _inodes(path)
    assert not _inodes(tmp_path / "copied") & _inodes(path)


def test_files_are_copied_where_they_cannot_be_shared(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def link(source: Path, target: Path) -> None:
        raise OSError(errno.EXDEV, os.strerror(errno.EXDEV))

    monkeypatch.setattr(os, "link", link)
    assert back_up(path, tmp_path / "backup").linked == 0
    with reader(tmp_path / "backup") as store:
        assert without_books(store) == {*all_of(CALL), *all_of(STATE_VISIT)}


def test_a_backup_beside_a_writer_holds_what_was_published(path: Path, tmp_path: Path) -> None:
    with Store.open(path, write=True) as writer:
        put(writer, CALL, digest="2")
        put(writer, EMPTY)
        writer.flush()
        back_up(path, tmp_path / "backup")
    with reader(tmp_path / "backup") as store:
        assert store.digest(KEY) == "1"
        assert store.digest(vocab.key(EMPTY.article.id)) is None


def test_a_document_that_leaves_the_quarantine_meanwhile_is_left_out(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module.quarantine, "keys", lambda folder: ["0bad", "gone"])
    back_up(path, tmp_path / "backup")
    assert sorted(file.name for file in (tmp_path / "backup" / "quarantine").iterdir()) == [
        "0bad.nq",
        "0bad.report.txt",
    ]


def test_the_size_is_told_as_it_grows(path: Path, tmp_path: Path) -> None:
    told: list[Size] = []
    size = back_up(path, tmp_path / "backup", told=told.append)
    assert [step.files for step in told] == list(range(1, len(told) + 1))
    assert told[-1].bytes <= size.bytes


@pytest.mark.parametrize("step", [1, 4, 12])
def test_a_disk_that_is_full_leaves_nothing(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    steps, sync = iter(range(1, step)), os.fsync

    def fsync(descriptor: int) -> None:
        if next(steps, None) is None:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        sync(descriptor)

    with monkeypatch.context() as patch, pytest.raises(StoreError, match=r"disk is full|No space left"):
        patch.setattr(os, "fsync", fsync)
        back_up(path, tmp_path / "backup", real=True)
    assert [file.name for file in tmp_path.iterdir()] == ["store"]


def test_what_a_killed_backup_left_is_replaced(path: Path, tmp_path: Path) -> None:
    (tmp_path / ".backup.new" / "live").mkdir(parents=True)
    (tmp_path / ".backup.new" / "live" / "CURRENT").touch()
    back_up(path, tmp_path / "backup")
    assert sorted(file.name for file in tmp_path.iterdir()) == ["backup", "store"]


def test_what_is_there_is_not_overwritten(path: Path, tmp_path: Path) -> None:
    (tmp_path / "letters.txt").touch()
    for target, message in (
        (tmp_path / "letters.txt", "is there already"),
        (path, "is there already"),
        (path / "backup", "lies in the store"),
    ):
        with pytest.raises(StoreError, match=message):
            back_up(path, target)
    with pytest.raises(StoreError, match="there is no store"):
        back_up(tmp_path / "nowhere", tmp_path / "backup")
    assert not (tmp_path / "backup").exists()
