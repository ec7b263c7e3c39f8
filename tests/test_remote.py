"""Stores elsewhere, before a small server in this process: protocol, retries, logging in, errors."""

from __future__ import annotations

import json
import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

import stores
from elchi import graph, query, vocab
from elchi.errors import QueryError, RemoteError
from elchi.remote import asking, session
from elchi.remote.access import Access
from elchi.remote.gsp import GraphStore
from elchi.remote.pushing import Scope, Sent, push
from elchi.remote.session import Session
from elchi.remote.target import NOTES, Target
from elchi.remote.update import Endpoint
from elchi.store.notes import BOOKS, note
from elchi.vocab import SCHEMA
from rdf_server import Trouble, World, rdf_server
from readings import CALL, STATE_VISIT
from test_queries import CASES

METHODS = pytest.mark.parametrize("method", ["gsp", "update"])
CALL_GRAPH, VISIT_GRAPH = (vocab.document_graph(vocab.key(one.article.id)).value for one in (CALL, STATE_VISIT))
TEXTS = {vocab.text_graph(vocab.key(one.article.id)).value for one in (CALL, STATE_VISIT)}
SHARED = {vocab.ENTITIES.value, vocab.ONTOLOGY_GRAPH.value}
OURS = {CALL_GRAPH, VISIT_GRAPH, *SHARED}


@pytest.fixture
def world() -> Iterator[World]:
    with rdf_server() as made:
        yield made


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The seconds that were waited, or would have been."""
    found: list[float] = []
    monkeypatch.setattr(session, "sleep", found.append)
    return found


def local() -> ox.Store:
    """Return a small store of two documents, with notes as the store on disk has them."""
    made = ox.Store()
    made.extend(quad for one in (CALL, STATE_VISIT) for quad in graph.quads(one) + graph.text_quads(one))
    for name in (vocab.ENTITIES, vocab.ONTOLOGY_GRAPH):
        made.add(ox.Quad(name, SCHEMA("name"), ox.Literal("shared"), name))
    made.extend(note(ox.NamedNode(name), "1") for name in sorted(OURS))
    return made


def change(store: ox.Store) -> None:
    """Let the call be told otherwise."""
    name = ox.NamedNode(CALL_GRAPH)
    store.add(ox.Quad(name, SCHEMA("name"), ox.Literal("changed"), name))
    store.remove(note(name, "1"))
    store.add(note(name, "2"))


def remove(store: ox.Store) -> None:
    """Let the call never have been loaded."""
    store.remove_graph(ox.NamedNode(CALL_GRAPH))
    for quad in list(store.quads_for_pattern(ox.NamedNode(CALL_GRAPH), None, None, None)):
        store.remove(quad)


def target(world: World, method: str, opened: Session) -> Target:
    if method == "gsp":
        return GraphStore(opened, f"{world.url}/store")
    return Endpoint(opened, f"{world.url}/update", queries=f"{world.url}/query", batch=50)


def pushed(store: ox.Store, world: World, method: str, scope: Scope | None = None) -> list[Sent]:
    """Push and return what became of each graph; what was asked is forgotten before."""
    world.asked.clear()
    with Session(world.url, Access("me", "secret")) as opened:
        return list(push(store, target(world, method, opened), scope))


def states(sent: list[Sent]) -> Counter[str]:
    return Counter(one.state for one in sent)


def alike(store: ox.Store, world: World) -> bool:
    """Return whether a server holds what a push without texts sends, and nothing but notes beside."""
    wanted = {q for q in store if q.graph_name != BOOKS and getattr(q.graph_name, "value", "") not in TEXTS}
    return {quad for quad in world.store if quad.graph_name != ox.NamedNode(NOTES)} == wanted


@METHODS
def test_a_push_makes_the_other_store_hold_the_same(world: World, method: str) -> None:
    assert states(pushed(local(), world, method)) == {"sent": 4}
    assert alike(local(), world)


@METHODS
def test_no_text_and_no_notes_of_the_store_leave_the_house(world: World, method: str) -> None:
    pushed(local(), world, method)
    said = b"".join(one.body for one in world.asked)
    assert not TEXTS & world.graphs()
    assert b"graph/text/" not in said and BOOKS.value.encode() + b">" not in said
    assert STATE_VISIT.text.content.encode() not in said


@METHODS
def test_texts_go_where_they_are_asked_for(world: World, method: str) -> None:
    assert states(pushed(local(), world, method, Scope(with_text=True))) == {"sent": 6}
    assert world.graphs() >= TEXTS
    assert states(pushed(local(), world, method, Scope(prune=True))) == {"unchanged": 4, "removed": 2}
    assert not TEXTS & world.graphs()
    assert alike(local(), world)


@METHODS
def test_a_second_push_sends_nothing(world: World, method: str) -> None:
    pushed(local(), world, method)
    assert states(pushed(local(), world, method)) == {"unchanged": 4}
    assert world.writes() == []


@METHODS
def test_a_push_again_sends_all(world: World, method: str) -> None:
    pushed(local(), world, method)
    assert states(pushed(local(), world, method, Scope(again=True))) == {"sent": 4}
    assert alike(local(), world)


@METHODS
def test_only_what_has_changed_is_sent(world: World, method: str) -> None:
    store = local()
    pushed(store, world, method)
    change(store)
    assert [one for one in pushed(store, world, method) if one.state == "sent"] == [Sent(CALL_GRAPH, "sent")]
    assert alike(store, world)
    assert states(pushed(store, world, method)) == {"unchanged": 4}


@METHODS
def test_what_was_removed_goes_only_when_asked(world: World, method: str) -> None:
    store = local()
    other = ox.Quad(ox.NamedNode("urn:a"), ox.NamedNode("urn:b"), ox.Literal("c"), ox.NamedNode("urn:of-others"))
    world.store.add(other)
    pushed(store, world, method)
    remove(store)
    assert states(pushed(store, world, method)) == {"unchanged": 3}
    assert CALL_GRAPH in world.graphs()
    assert Sent(CALL_GRAPH, "removed") in pushed(store, world, method, Scope(prune=True))
    assert other in world.store
    world.store.remove(other)
    assert alike(store, world)


@METHODS
def test_one_document_alone(world: World, method: str) -> None:
    assert pushed(local(), world, method, Scope(documents=(CALL.article.id,))) == [Sent(CALL_GRAPH, "sent")]
    assert not SHARED & world.graphs()
    with pytest.raises(QueryError, match="nowhere: the store has no such document"):
        pushed(local(), world, method, Scope(documents=("nowhere",)))


@METHODS
def test_a_push_that_was_stopped_goes_on(world: World, method: str) -> None:
    with Session(world.url) as opened:
        run = push(local(), target(world, method, opened))
        first = [next(run), next(run)]
        run.close()
    second = pushed(local(), world, method)
    assert [one.graph for one in second if one.state == "unchanged"] == [one.graph for one in first]
    assert alike(local(), world)


@METHODS
def test_a_push_that_was_killed_sends_anew_what_is_not_noted(world: World, method: str) -> None:
    with Session(world.url) as opened:
        made = target(world, method, opened)
        made.settle = lambda: None  # type: ignore[method-assign]  # what is killed settles nothing
        run = push(local(), made)
        for _ in range(3):
            next(run)
        run.close()
    pushed(local(), world, method)
    assert alike(local(), world)
    assert states(pushed(local(), world, method)) == {"unchanged": 4}


def test_a_graph_is_noted_with_its_last_triples_only(world: World) -> None:
    world.when = lambda asked: b"INSERT" in asked.body and b"DELETE" not in asked.body
    world.troubles = [Trouble(500, b"torn")]
    sent = pushed(local(), world, "update")
    failed = [one.graph for one in sent if one.state == "failed"]
    assert len(failed) == 1 and failed[0] in world.graphs()
    assert states(pushed(local(), world, "update")) == {"unchanged": 3, "sent": 1}
    assert alike(local(), world)


def test_notes_are_read_a_page_at_a_time(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("elchi.remote.update._PAGE", 2)
    pushed(local(), world, "update")
    with Session(world.url) as opened:
        assert target(world, "update", opened).notes() == dict.fromkeys(OURS, "1")
    assert sum(one.path == "/query" for one in world.asked) >= 3


@METHODS
def test_one_refused_graph_takes_no_other_down(world: World, method: str) -> None:
    world.when = lambda asked: asked.graph == CALL_GRAPH or f"DROP SILENT GRAPH <{CALL_GRAPH}>".encode() in asked.body
    world.troubles = [Trouble(400, b"Parse error at line 3\n\nof your data")]
    failed = [one for one in pushed(local(), world, method) if one.state == "failed"]
    assert [one.graph for one in failed] == [CALL_GRAPH]
    assert "400 Bad Request: Parse error at line 3 / of your data; " in str(failed[0].message)
    assert states(pushed(local(), world, method)) == {"unchanged": 3, "sent": 1}


@METHODS
def test_notes_of_graphs_that_are_not_ours_take_nothing_out(world: World, method: str) -> None:
    pushed(local(), world, method)
    own = ox.Quad(ox.NamedNode("urn:a"), ox.NamedNode("urn:b"), ox.Literal("c"), ox.NamedNode("urn:of-others"))
    world.store.add(own)
    world.store.add(ox.Quad(ox.NamedNode("urn:of-others"), SCHEMA("sha256"), ox.Literal('"'), ox.NamedNode(NOTES)))
    assert states(pushed(local(), world, method, Scope(prune=True))) == {"unchanged": 4}
    assert own in world.store


def test_a_push_that_loses_its_server_says_why_and_waits_no_second_time(world: World, waits: list[float]) -> None:
    with Session(world.url, Access(retries=1)) as opened:
        run = push(local(), GraphStore(opened, f"{world.url}/store"))
        next(run)
        world.when = lambda asked: True
        world.troubles = [Trouble(0)] * 9
        with pytest.raises(RemoteError, match="cannot be reached"):
            list(run)
    assert waits == [1]


def test_three_refused_graphs_in_a_row_end_the_push(world: World) -> None:
    world.when = lambda asked: asked.method == "PUT"
    world.troubles = [Trouble(500, b"disk full")] * 4
    with pytest.raises(RemoteError, match="3 graphs in a row were refused"):
        pushed(local(), world, "gsp")
    assert len(world.troubles) == 1


@pytest.mark.parametrize("status", [408, 429, 502, 503, 504])
def test_what_may_pass_is_tried_again_after_twice_the_time(world: World, waits: list[float], status: int) -> None:
    world.troubles = [Trouble(status)] * 3
    assert states(pushed(local(), world, "gsp")) == {"sent": 4}
    assert waits == [1, 2, 4]


def test_the_server_says_how_long_to_wait(world: World, waits: list[float]) -> None:
    ask = (("Retry-After", "7"),)
    world.troubles = [Trouble(503, headers=ask), Trouble(503, headers=(("Retry-After", "soon"),))]
    pushed(local(), world, "gsp")
    assert waits == [7, 2]


def test_nobody_waits_for_hours(world: World, waits: list[float]) -> None:
    world.troubles = [Trouble(429, headers=(("Retry-After", "7200"),))]
    with pytest.raises(RemoteError, match="asks to wait 7200 seconds"):
        pushed(local(), world, "gsp")
    assert waits == []


def test_the_patience_ends(world: World, waits: list[float]) -> None:
    world.troubles = [Trouble(503, b"<h1>Down for repair</h1>")] * 9
    with pytest.raises(RemoteError, match="503 Service Unavailable: Down for repair"):
        pushed(local(), world, "gsp")
    assert waits == [1, 2, 4, 8, 16]


def test_a_server_that_is_not_there(waits: list[float]) -> None:
    with rdf_server() as gone:
        pass
    with pytest.raises(RemoteError, match=r"cannot be reached: .*refused.*check the address and that the server runs"):
        pushed(local(), gone, "gsp")
    assert len(waits) == 5


def test_a_server_that_says_nothing(world: World, waits: list[float]) -> None:
    silent = threading.Event()
    world.when = lambda asked: silent.wait(60)
    world.troubles = [Trouble(200)]
    with Session(world.url, Access(answer=0.05, retries=0)) as opened, pytest.raises(RemoteError, match="in time"):
        opened.ask("GET", f"{world.url}/store", params={"graph": "urn:a"})
    silent.set()


@pytest.mark.parametrize("scheme", ["basic", "digest"])
@METHODS
def test_a_password_is_sent_when_the_server_asks(world: World, method: str, scheme: str) -> None:
    world.login, world.scheme = ("me", "secret"), scheme
    assert states(pushed(local(), world, method)) == {"sent": 4}
    assert "authorization" not in world.asked[0].headers
    unasked = sum("authorization" not in one.headers for one in world.asked)
    assert unasked == (2 if scheme == "digest" else 1)  # digest needs the server's own number first
    assert alike(local(), world)


def test_a_password_is_not_sent_where_nobody_asks(world: World) -> None:
    pushed(local(), world, "gsp")
    assert not any("authorization" in one.headers for one in world.asked)


@pytest.mark.parametrize("scheme", ["basic", "digest"])
def test_a_wrong_password_is_said(world: World, scheme: str) -> None:
    world.login, world.scheme = ("me", "other"), scheme
    with pytest.raises(
        RemoteError, match=r"401 Unauthorized: who are you.; give --user with ELCHI_PUSH_PASSWORD"
    ) as said:
        pushed(local(), world, "gsp")
    assert "secret" not in str(said.value)


def test_a_token_goes_before_a_password(world: World) -> None:
    world.login, world.scheme = ("", "t0ken"), "bearer"
    with Session(world.url, Access("me", "secret", token="t0ken")) as opened:
        assert list(push(local(), GraphStore(opened, f"{world.url}/store")))
    assert {one.headers["authorization"] for one in world.asked} == {"Bearer t0ken"}


def test_neither_password_nor_token_is_shown() -> None:
    assert "secret" not in repr(Access("me", "secret", "secret"))


def test_the_password_of_netrc(world: World, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login me password secret\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    world.login = ("me", "secret")
    for access, fine in ((Access(), True), (Access("me"), True), (Access("you"), False)):
        with Session(world.url, access) as opened:
            if fine:
                opened.ask("POST", f"{world.url}/query", data={"query": "ASK {}"})
            else:
                with pytest.raises(RemoteError, match="401"):
                    opened.ask("POST", f"{world.url}/query", data={"query": "ASK {}"})


def test_nothing_goes_to_another_host(world: World) -> None:
    with rdf_server() as other:
        world.troubles = [Trouble(307, headers=(("Location", f"{other.url}/store"),))]
        with pytest.raises(RemoteError, match=f"the server sends to {other.url}/store"):
            pushed(local(), world, "gsp")
        assert other.asked == []
        with Session(world.url) as opened, pytest.raises(RemoteError, match="is on another server"):
            opened.ask("GET", f"{other.url}/store")


def test_a_redirect_within_the_server_is_followed_with_its_body(world: World) -> None:
    world.when = lambda asked: asked.method == "PUT" and asked.graph == CALL_GRAPH
    world.troubles = [Trouble(308, headers=(("Location", f"/store?graph={CALL_GRAPH}"),))]
    assert states(pushed(local(), world, "gsp")) == {"sent": 4}
    assert alike(local(), world)


def test_a_redirect_that_would_lose_the_body_is_not_followed(world: World) -> None:
    world.when = lambda asked: asked.method == "PUT"
    world.troubles = [Trouble(302, headers=(("Location", "/elsewhere"),))]
    with pytest.raises(RemoteError, match=r"sends to .*/elsewhere; give that address"):
        pushed(local(), world, "gsp")


def test_redirects_in_a_circle_end(world: World) -> None:
    world.troubles = [Trouble(307, headers=(("Location", "/store?graph=a"),))] * 9
    with pytest.raises(RemoteError, match="more than 5 redirects"):
        pushed(local(), world, "gsp")


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("store.example", "is no address of http or https"),
        ("ftp://store.example/", "is no address of http or https"),
        ("http://me:secret@store.example/", "an address with a password in it is not used"),
        ("http://store.example:eighty/", "is no address"),
    ],
)
def test_addresses_that_are_none(url: str, message: str) -> None:
    with pytest.raises(RemoteError, match=message) as said:
        Session(url)
    assert "secret" not in str(said.value)


def test_no_more_is_taken_of_an_answer_than_is_looked_for(world: World) -> None:
    with Session(world.url, Access(most=100)) as opened, pytest.raises(RemoteError, match="is longer than 100 bytes"):
        asking.evaluate(opened, f"{world.url}/query", "SELECT * { VALUES ?x { " + "1234567890 " * 100 + "} }")


def test_a_wrong_address_is_told_in_the_servers_words_without_markup_or_controls(world: World) -> None:
    with Session(world.url) as opened, pytest.raises(RemoteError) as said:
        asking.evaluate(opened, f"{world.url}/nowhere", "ASK {}")
    assert str(said.value).startswith(
        f"{world.url}/nowhere: the server answered 404 Not Found: No such [1m page; check"
    )


def test_a_page_is_no_answer(world: World) -> None:
    page = Trouble(200, b"<html>hello</html>", (("Content-Type", "text/html"),))
    with Session(world.url) as opened:
        for ask in ("SELECT * {}", "CONSTRUCT WHERE {}"):
            world.troubles = [page]
            with pytest.raises(RemoteError, match=r"answers text/html where .* were asked for"):
                asking.evaluate(opened, f"{world.url}/query", ask)
        world.troubles = [page]
        with pytest.raises(RemoteError, match="answers text/html, which is no RDF graph"):
            GraphStore(opened, f"{world.url}/store").notes()


def test_a_row_of_virtuosos_is_a_truth_value(world: World) -> None:
    kind = (("Content-Type", "application/sparql-results+json"),)
    for value in ("1", "0"):
        row = {"__ASK_RETVAL": {"type": "literal", "value": value}}
        said = {"head": {"vars": ["__ASK_RETVAL"]}, "results": {"bindings": [row]}}
        world.troubles = [Trouble(200, json.dumps(said).encode(), kind)]
        with Session(world.url) as opened:
            assert asking.evaluate(opened, f"{world.url}/query", "ASK {}").truth is (value == "1")


@pytest.fixture(scope="module")
def filled() -> Iterator[World]:
    """A server that holds what the store of the queries' tests holds."""
    with rdf_server() as made:
        made.store.extend(stores.store())
        yield made


@pytest.mark.parametrize(
    ("name", "parameters"), [(case[0], case[2]) for case in CASES], ids=[case[0] for case in CASES]
)
def test_a_saved_query_gives_the_same_answer_elsewhere(filled: World, name: str, parameters: dict[str, str]) -> None:
    with Session(filled.url) as opened:
        found = asking.run(opened, f"{filled.url}/query", name, **parameters)
    assert found == query.run(stores.store(), name, **parameters)


@pytest.mark.parametrize("value", ['"', "\\", '" } # ', "') UNION { ?s ?p ?o } #", "a\nb", "О‘zbekiston\u2028"])
def test_a_value_stays_a_value(filled: World, value: str) -> None:
    with Session(filled.url) as opened:
        for name, parameter in (("visits", "document"), ("person-timeline", "person")):
            found = asking.run(opened, f"{filled.url}/query", name, **{parameter: value})
            assert found == query.run(stores.store(), name, **{parameter: value})
            assert found.rows == ()


def test_an_iri_stays_an_iri(filled: World) -> None:
    thing = "doc/1f> . ?s ?p ?o } #"
    with Session(filled.url) as opened:
        assert asking.run(opened, f"{filled.url}/query", "evidence", thing=thing).rows == ()


def test_the_endpoint_knows_which_states_there_are(filled: World) -> None:
    with Session(filled.url) as opened, pytest.raises(QueryError, match="no state has this three-letter code"):
        asking.run(opened, f"{filled.url}/query", "visits", host="QQQ")


def test_sparql_of_ones_own(filled: World) -> None:
    with Session(filled.url) as opened:
        url = f"{filled.url}/query"
        assert asking.evaluate(opened, url, "ASK { GRAPH ?g { ?v a elchi:Visit } }").truth is True
        rows = asking.evaluate(
            opened, url, "PREFIX e: <https://w3id.org/elchi/ns#> SELECT ?v { GRAPH ?g { ?v a e:Visit } }"
        )
        assert len(rows.table()) == 2
        triples = asking.evaluate(
            opened, url, "CONSTRUCT { ?v a elchi:Visit } { GRAPH ?g { ?v a elchi:Visit } }"
        ).triples
        assert triples is not None and len(triples) == 2
        with pytest.raises(RemoteError, match="400 Bad Request: malformed: error at"):
            asking.evaluate(opened, url, "SELECT nonsense")
        for refused in ("DROP ALL", "SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }"):
            with pytest.raises(QueryError, match="is refused"):
                asking.evaluate(opened, url, refused)
