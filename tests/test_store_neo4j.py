"""The neo4j store passes the one body of tests on both servers, and says in one sentence what is wrong with a server."""

from __future__ import annotations

import http.server
import logging
import socket
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from neo4j import ManagedTransaction
from neo4j.exceptions import IncompleteCommit, Neo4jError
from servers import Neo4j, running, settings_for, wipe
from store_body import RECORDS, Place, StoreBody, case

from giaoviec.graph.errors import StoreError, UsageError
from giaoviec.graph.folder import Case
from giaoviec.graph.mint import Id
from giaoviec.graph.projection import Node, PropertyGraph
from giaoviec.graph.saved import questions
from giaoviec.graph.stores import sync
from giaoviec.graph.stores.base import NO_ACCESS, Access, Statement, open_store
from giaoviec.graph.stores.local_server import server as server_module
from giaoviec.graph.stores.neo4j_errors import explained, version_fault
from giaoviec.graph.stores.sync import schema_of
from giaoviec.graph.vocabulary import ontology

__all__ = ["case"]

MERGE = Statement("MERGE (n:Person {id: 'person/1'})", {})


class _Notified(logging.Handler):
    """Collects what the driver warns of: deprecated words, among others."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


@pytest.fixture(autouse=True)
def no_notifications() -> Iterator[list[str]]:
    """A notification of WARNING or above fails the test that caused it. Gives the list of them, as it grows."""
    handler, logger = _Notified(), logging.getLogger("neo4j.notifications")
    logger.addHandler(handler)
    yield handler.messages
    logger.removeHandler(handler)
    # A query that lacks a parameter is refused, as its test wants; the server warns of it as well.
    assert [message for message in handler.messages if "parameter missing" not in message] == []


def place_on(server: Neo4j) -> Place:
    """An empty place on a server; constraints of an earlier test may stay."""
    with server.driver() as driver:
        driver.execute_query("MATCH (n) DETACH DELETE n", database_=server.database)
    return Place(server.uri, Access(server.user, server.password, server.database))


class TestNeo4j526(StoreBody):
    """The body, on the long-term support version."""

    @pytest.fixture
    def place(self, neo4j_526: Neo4j) -> Place:
        return place_on(neo4j_526)


class TestNeo4j2026(StoreBody):
    """The body, on a calendar version."""

    @pytest.fixture
    def place(self, neo4j_2026: Neo4j) -> Place:
        return place_on(neo4j_2026)


@pytest.fixture
def place(neo4j_526: Neo4j) -> Place:
    return place_on(neo4j_526)


# --- reading and writing on a server -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "LOAD CSV FROM 'http://127.0.0.1:1/x' AS line RETURN line",
        "TERMINATE TRANSACTIONS 'neo4j-transaction-1'",
        "CALL db.createLabel('Other')",
        "CALL dbms.listConfig() YIELD name RETURN name",
        "CREATE USER other SET PASSWORD 'long enough'",
        "CYPHER 5 CREATE (n:Person {id: 'person/2'})",
        "PROFILE CREATE (n:Person {id: 'person/2'})",
        "EXPLAIN CREATE (n:Person {id: 'person/2'})",
        "MATCH (n) RETURN n.id AS id; CREATE (n:Person {id: 'person/2'})",
    ],
)
def test_what_reaches_beyond_reading_is_refused(place: Place, text: str) -> None:
    store = place.open()
    store.write([MERGE])
    with pytest.raises(StoreError):
        store.read(text, {})
    assert store.read("MATCH (n) RETURN n.id AS id", {}) == [{"id": "person/1"}]
    store.close()


def test_prepare_on_an_empty_server_makes_each_constraint_and_index_once(neo4j_526: Neo4j) -> None:
    with neo4j_526.driver() as driver:
        wipe(driver)
    store, schema = place_on(neo4j_526).open(), schema_of(ontology())
    seen = []
    for _ in range(2):
        store.prepare(schema)
        text = "SHOW INDEXES YIELD name, state, type, properties WHERE type = 'RANGE' AND size(properties) > 0 RETURN name, state"
        seen.append(store.read(text + " ORDER BY name", {}))
    store.close()
    assert seen[0] == seen[1]
    assert {row["state"] for row in seen[0]} == {"ONLINE"}
    assert len(seen[0]) == len(schema.kinds) + sum(len(names) for names in schema.indexed.values())


def test_an_empty_server_knows_each_name_of_each_question(neo4j_526: Neo4j, no_notifications: list[str]) -> None:
    store = place_on(neo4j_526).open()
    store.prepare(schema_of(ontology()))
    for question in questions().values():
        store.read(question.text, question.values({}))
    assert no_notifications == []
    store.close()


def test_ids_of_another_program_that_are_not_unique_are_told(neo4j_526: Neo4j) -> None:
    with neo4j_526.driver() as driver:
        wipe(driver)
    place = place_on(neo4j_526)
    place.write("CREATE (:Person {id: 1}) CREATE (:Person {id: 1})")
    store = place.open()
    with pytest.raises(StoreError, match="ids that are not unique; use another database"):
        store.prepare(schema_of(ontology()))
    store.close()


def _neo4j_error(code: str) -> Neo4jError:
    return Neo4jError._hydrate_neo4j(code=code, message="as a server says it")


@pytest.mark.parametrize(
    "raised",
    [
        _neo4j_error("Neo.TransientError.Transaction.DeadlockDetected"),
        _neo4j_error("Neo.ClientError.Cluster.NotALeader"),
        _neo4j_error("Neo.TransientError.General.DatabaseUnavailable"),
    ],
    ids=lambda error: error.code,
)
def test_what_passes_is_tried_again_and_counted(place: Place, monkeypatch: pytest.MonkeyPatch, raised: Neo4jError) -> None:
    run, failures = ManagedTransaction.run, [raised, raised]

    def fails_twice(self: ManagedTransaction, text: str, *parameters: Any) -> Any:
        if failures:
            raise failures.pop()
        return run(self, text, *parameters)  # type: ignore[arg-type]

    store = place.open()
    monkeypatch.setattr(ManagedTransaction, "run", fails_twice)
    store.write([MERGE])
    assert store.retries == 2
    assert store.read("MATCH (n:Person) RETURN count(n) AS n", {}) == [{"n": 1}]
    store.close()


def test_a_commit_whose_answer_was_lost_is_done_again_and_counted(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    store = place.open()
    managed, failures = type(store)._managed, [IncompleteCommit("the answer was lost")]  # type: ignore[attr-defined]

    def loses_the_answer(*arguments: Any) -> Any:
        done = managed(*arguments)
        if failures:
            raise failures.pop()
        return done

    monkeypatch.setattr(type(store), "_managed", loses_the_answer)
    store.write([MERGE])
    assert store.retries == 1
    assert store.read("MATCH (n:Person) RETURN count(n) AS n", {}) == [{"n": 1}]
    store.close()


def test_what_is_made_new_is_not_made_twice_where_the_answer_was_lost(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """Into an empty store nodes and links are made without looking for them first."""
    store = place.open()
    store.prepare(schema_of(ontology()))
    managed, lost = type(store)._managed, []  # type: ignore[attr-defined]

    def loses_each_first_answer(self: Any, mode: str, work: Any) -> Any:
        done = managed(self, mode, work)
        if mode == "WRITE" and work not in lost:
            lost.append(work)
            raise IncompleteCommit("the answer was lost")
        return done

    monkeypatch.setattr(type(store), "_managed", loses_each_first_answer)
    ids = [Id("person/1"), Id("role/1")]
    nodes = {ids[0]: Node("Person", {"id": ids[0], "name": "Tám"}), ids[1]: Node("Role", {"id": ids[1]})}
    sync.apply(store, sync.from_nothing(PropertyGraph(nodes, {("HOLDS", *ids): {"sources": ["s"]}})), ontology())
    monkeypatch.undo()
    rows = store.read("MATCH (a:Person:Agent)-[r:HOLDS]->(b:Role:Agent) RETURN a.name AS name, r.sources AS sources", {})
    store.close()
    assert lost and rows == [{"name": "Tám", "sources": ["s"]}]


def test_two_who_wait_for_each_other_are_tried_again_and_counted(place: Place) -> None:
    """A real deadlock: each has one node and wants the other's."""
    stores = [place.open(), place.open()]
    stores[0].write([Statement("UNWIND ['person/1', 'person/2'] AS id MERGE (n:Person {id: id})", {})])
    both_have_one = threading.Barrier(2, timeout=20)
    first_try = [True, True]

    def work(number: int) -> None:
        ids = ["person/1", "person/2"][:: 1 if number == 0 else -1]
        store = stores[number]
        run = ManagedTransaction.run
        add = "MATCH (n:Person {id: $id}) SET n.count = coalesce(n.count, 0) + 1"

        def transaction(tx: ManagedTransaction) -> None:
            run(tx, add, {"id": ids[0]}).consume()
            if first_try[number]:
                first_try[number] = False
                both_have_one.wait()
            run(tx, add, {"id": ids[1]}).consume()

        store._managed("WRITE", transaction)  # type: ignore[attr-defined]

    threads = [threading.Thread(target=work, args=(number,)) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert stores[0].read("MATCH (n:Person) RETURN n.count AS n", {}) == [{"n": 2}, {"n": 2}]
    assert stores[0].retries + stores[1].retries >= 1
    for store in stores:
        store.close()


# --- bad input: one sentence each ----------------------------------------------------------------------------------------------


def refusal(uri: str, access: Access = NO_ACCESS) -> str:
    """What opening says, in English; it is one sentence in both languages, and shows no password."""
    with pytest.raises((StoreError, UsageError)) as raised:
        open_store(uri, read_only=True, access=access).close()
    for said in (raised.value.sentence("vi"), raised.value.sentence("en")):
        assert "\n" not in said and "Traceback" not in said
        assert not access.password or access.password not in said
    return raised.value.sentence("en")


def test_a_wrong_password(place: Place) -> None:
    assert "does not take this user and password; check NEO4J_USERNAME" in refusal(
        place.uri, replace(place.access, password="not-the-password")
    )
    assert "does not take this user and password" in refusal(place.uri)


def test_a_password_is_not_shown_with_its_access() -> None:
    assert "open sesame" not in repr(Access("neo4j", "open sesame", "neo4j"))


def test_a_database_that_is_not_there(place: Place) -> None:
    assert "has no database of this name; check NEO4J_DATABASE" in refusal(place.uri, replace(place.access, database="khac"))


def test_the_database_is_neo4j_where_none_is_named(place: Place) -> None:
    place.write(MERGE.text)
    store = open_store(place.uri.replace("bolt:", "neo4j:"), read_only=True, access=Access(password=place.access.password))
    assert store.where.endswith("(neo4j)")
    assert store.read("MATCH (n:Person) RETURN count(n) AS n", {}) == [{"n": 1}]
    store.close()


@pytest.mark.parametrize(
    ("uri", "told"),
    [
        ("blot://localhost", "nearest: bolt"),
        ("bolt:localhost:7687", "write it like bolt://localhost:7687"),
        ("bolt:/localhost", "write it like bolt://localhost:7687"),
        ("bolt://", "write it like bolt://localhost:7687"),
        ("bolt://localhost:76x87", "write it like bolt://localhost:7687"),
        ("bolt://localhost:99999", "write it like bolt://localhost:7687"),
        ("neo4j://localhost/giaoviec", "write it like bolt://localhost:7687"),
        ("bolt://[::1", "write it like bolt://localhost:7687"),
        ("bolt://a..b", "write it like bolt://localhost:7687"),
        ("bolt://localhost:7687?policy=x", "write it like bolt://localhost:7687"),
        ("bolt://neo4j:secret@localhost", "do not go into a store's URI; set NEO4J_USERNAME"),
        ("neo4j+s://neo4j@localhost", "do not go into a store's URI; set NEO4J_USERNAME"),
    ],
)
def test_a_uri_with_a_typo(uri: str, told: str) -> None:
    assert told in refusal(uri)
    assert "secret" not in refusal(uri)


@pytest.mark.parametrize("access", [Access("a\udcff"), Access("a", "\udcff"), Access("a", "b", "\udcff")])
def test_a_login_that_is_no_text_is_told(access: Access) -> None:
    with pytest.raises(UsageError, match="is not UTF-8; set it again"):
        open_store("bolt://localhost", read_only=True, access=access)


def test_the_place_of_a_mistake_is_the_one_in_the_query_as_it_was_written(place: Place) -> None:
    with pytest.raises(StoreError, match=r"line 1, column 8 \(offset: 7\)"):
        place.read("RETURN x")
    with pytest.raises(StoreError, match=r"line 2, column 8 \(offset: 22\)"):
        place.read("WITH 1 AS a //\nRETURN x")


def test_a_value_that_json_does_not_know_is_named(place: Place) -> None:
    with pytest.raises(StoreError, match="a value of the kind CartesianPoint"):
        place.read("RETURN point({x: 1, y: 2}) AS a")


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_a_host_that_is_not_there_or_does_not_answer(scheme: str) -> None:
    assert "there is no host 'no-such-host.invalid'" in refusal(f"{scheme}://no-such-host.invalid")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert f"nothing answers at 127.0.0.1:{port}; is the Neo4j server running?" in refusal(f"{scheme}://127.0.0.1:{port}")


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_a_server_that_speaks_no_bolt(scheme: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("giaoviec.graph.stores.neo4j.ANSWER_SECONDS", 2)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), http.server.BaseHTTPRequestHandler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        assert "answers but speaks no Bolt" in refusal(f"{scheme}://127.0.0.1:{server.server_port}")
    finally:
        server.shutdown()
        server.server_close()


def test_a_server_without_encryption(place: Place) -> None:
    assert "does not speak Bolt with encryption" in refusal(place.uri.replace("bolt:", "bolt+s:"), place.access)


def test_neo4j_4_4_is_told_which_versions_are_supported() -> None:
    with _bolt_stub("Neo4j/4.4.48") as uri:
        said = refusal(uri)
    assert "this server is Bolt Protocol 4.4; only Neo4j 5.26 and the calendar versions (2025.01 on) are supported" in said


@pytest.mark.parametrize("agent", ["Neo4j/5.26.0", "Neo4j/5.26.31", "Neo4j/5.27-aura", "Neo4j/2025.01.0", "Neo4j/2026.08.1"])
def test_versions_that_are_supported(agent: str) -> None:
    assert version_fault(agent) is None


@pytest.mark.parametrize("agent", ["Neo4j/4.4.48", "Neo4j/5.4.0", "Other/1.0", ""])
def test_versions_that_are_not(agent: str) -> None:
    assert version_fault(agent) is not None


def test_a_lost_connection_is_told() -> None:
    said = explained(IncompleteCommit("the connection went"), "bolt://localhost", "bolt://localhost").said
    assert "run this again when the server is back" in said.en


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("Neo.DatabaseError.Transaction.TransactionLogError", "check its free space"),
        ("Neo.DatabaseError.Transaction.TransactionCommitFailed", "check its free space"),
        ("Neo.DatabaseError.Transaction.TransactionStartFailed", "check its free space"),
        ("Neo.TransientError.General.DatabaseUnavailable", "can be made anew from the case"),
    ],
)
def test_what_a_server_on_a_full_disk_answers_is_told(code: str, told: str) -> None:
    """The codes that Neo4j 5.26.31 gave on one; test_disk_full.py makes one."""
    said = explained(_neo4j_error(code), "bolt://localhost", "bolt://localhost").said
    assert told in said.en and "logs/debug.log" in said.vi


class _bolt_stub:  # noqa: N801
    """A server that answers Bolt's handshake with version 4.4 and every message with success, and names itself."""

    def __init__(self, agent: str) -> None:
        name, value = b"server", agent.encode()
        meta = b"\xa1" + bytes([0x80 + len(name)]) + name + b"\xd0" + bytes([len(value)]) + value
        body = b"\xb1\x70" + meta
        self._success = len(body).to_bytes(2, "big") + body + b"\x00\x00"
        self._socket = socket.create_server(("127.0.0.1", 0))

    def __enter__(self) -> str:
        threading.Thread(target=self._serve, daemon=True).start()
        return f"bolt://127.0.0.1:{self._socket.getsockname()[1]}"

    def __exit__(self, *_: object) -> None:
        self._socket.close()

    def _serve(self) -> None:
        connection, _ = self._socket.accept()
        with connection:
            connection.recv(20)
            connection.sendall(bytes([0, 0, 4, 4]))
            while connection.recv(4096):
                connection.sendall(self._success)


def test_a_read_only_database(tmp_path: Path, case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "neo4j"
    with running(home, settings_for()) as server:
        place = Place(server.uri, Access(server.user, server.password))
        place.load(case, RECORDS[:1])
    configuration = server_module.launch.configuration
    read_only = "server.databases.read_only=neo4j\n"
    monkeypatch.setattr(server_module.launch, "configuration", lambda *ports: configuration(*ports) + read_only)
    with running(home, settings_for()) as server:
        place = Place(server.uri, Access(server.user, server.password))
        before = place.snapshot()
        with pytest.raises(StoreError, match="this database is read-only"):
            place.load(case)
        assert place.snapshot() == before
