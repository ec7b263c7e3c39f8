"""Findings to a store without them, as far as that can be.

Nothing that can be read is thrown away: of a document that is not whole, what there is goes into the
quarantine with the reason, and out of the database, so that the next load reads its source anew.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pyoxigraph as ox

from elchi import vocab
from elchi.store import Store, durable, layout, snapshots
from elchi.store.backup import copy_database
from elchi.store.doctor import DAMAGE, Finding
from elchi.store.faults import reported
from elchi.store.notes import BOOKS, belonging, key_in, notes
from elchi.vocab import PROV, RDF

_BATCH = 200_000
"""Quads that are written at once: some 100 MB of memory."""


def mend(path: Path, findings: Iterable[Finding]) -> Iterator[str]:
    """Mend what can be mended and yield what was done.

    Args:
        path: folder of the store.
        findings: what :func:`elchi.store.doctor.examine` found; those that cannot be mended are passed over.

    Raises:
        StoreError: if another process is writing to it, or the disk refuses.
    """
    wanted = [finding for finding in findings if finding.mends]
    kinds = {finding.kind for finding in wanted}
    with reported(path):
        with layout.taken(path):
            if "layout" in kinds:
                yield _layout(path)
            if "database" in kinds:
                yield _database(path)
        with Store.open(path, write=True) as store:  # which removes what is left, and ends a removal
            yield from (_leftover(finding) for finding in wanted if finding.kind == "leftover")
            yield from (_shared(store, finding) for finding in wanted if finding.kind == "shared")
            yield from _documents(store, [finding for finding in wanted if finding.kind == "document"])
            if "snapshot" in kinds:
                durable.touch(path / layout.UNPUBLISHED)
                yield f"{path}: published"


def _layout(path: Path) -> str:
    durable.replace(path / layout.META, json.dumps({"layout": layout.LAYOUT}).encode())
    return f"{path / layout.META}: written anew"


def _database(path: Path) -> str:
    """Put a database in place of a damaged one: from what can be read of it, or from the newest snapshot."""
    live, new = path / layout.LIVE, layout.new_database(path)
    durable.remove(new)
    try:
        kept, lost = _salvaged(ox.Store.read_only(str(live)), new)
        done = f"{live}: written anew with {kept} graphs; {lost} could not be read: load their sources again"
    except DAMAGE:
        durable.remove(new)
        snapshot = _from_snapshot(path, new)
        done = f"{live}: taken from the snapshot {snapshot.name}; what was loaded later is loaded anew"
    durable.touch(path / layout.UNPUBLISHED)
    layout.exchange(path)
    return done


def _from_snapshot(path: Path, new: Path) -> Path:
    """Copy the newest snapshot; return its folder."""
    snapshot, lock = snapshots.hold_newest(path / layout.SNAPSHOTS)
    with lock:
        copy_database(snapshot, new)
    return snapshot


def _salvaged(old: ox.Store, new: Path) -> tuple[int, int]:
    """Copy what can be read into a new database; return how many graphs were kept and lost."""
    target, waiting, kept, lost = ox.Store(str(new)), list(_agents(old)), 0, 0
    for graph, _ in notes(old):
        key = key_in(graph)
        try:
            waiting += belonging(old, key) if key is not None else _shared_graph(old, graph)
            kept += 1
        except DAMAGE:
            lost += 1
        if len(waiting) > _BATCH:
            target.bulk_extend(waiting)
            waiting.clear()
    target.bulk_extend(waiting)
    target.flush()
    return kept, lost


def _agents(store: ox.Store) -> Iterator[ox.Quad]:
    """Yield what is said of the programs that made the graphs."""
    for quad in store.quads_for_pattern(None, RDF("type"), PROV("SoftwareAgent"), vocab.PROVENANCE):
        yield from store.quads_for_pattern(quad.subject, None, None, vocab.PROVENANCE)


def _shared_graph(store: ox.Store, graph: ox.NamedNode) -> list[ox.Quad]:
    quads = list(store.quads_for_pattern(None, None, None, graph))
    return [*quads, *store.quads_for_pattern(graph, None, None, BOOKS)]


def _leftover(finding: Finding) -> str:
    durable.remove(Path(finding.subject))
    return f"{finding.subject}: removed"


def _shared(store: Store, finding: Finding) -> str:
    """Forget the note of a graph that is not there, so that the next load puts it in."""
    durable.touch(store.path / layout.UNPUBLISHED)
    store.graph.update(f"DELETE WHERE {{ GRAPH {BOOKS} {{ <{finding.subject}> ?p ?o }} }}")
    return f"{finding.subject}: is put in by the next load"


def _documents(store: Store, findings: Sequence[Finding]) -> Iterator[str]:
    """Put documents that are not whole into the quarantine."""
    reasons: dict[str, list[str]] = defaultdict(list)
    for finding in findings:
        reasons[finding.subject].append(finding.what)
    for key, found in sorted(reasons.items()):
        own = (vocab.document_graph(key), vocab.text_graph(key))
        kept = sorted(f"{quad} .\n" for quad in belonging(store.graph, key) if quad.graph_name in own)
        if kept:
            store.quarantine(
                key, "".join(kept).encode(), f"{'; '.join(found)}: found by elchi doctor; load its source again\n"
            )
        _take_out(store, key)
        yield f"{key}: {'put into the quarantine' if kept else 'forgotten'}; load its source again"


def _take_out(store: Store, key: str) -> None:
    """Take out what goes with a document, in one transaction."""
    graph, text = vocab.document_graph(key), vocab.text_graph(key)
    notes_of = " ; ".join(f"DELETE WHERE {{ GRAPH {g} {{ {graph} ?p ?o }} }}" for g in (vocab.PROVENANCE, BOOKS))
    durable.touch(store.path / layout.UNPUBLISHED)
    store.graph.update(f"DROP SILENT GRAPH {graph} ; DROP SILENT GRAPH {text} ; {notes_of}")
