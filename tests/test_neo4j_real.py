"""A real Neo4j from the locked jars: started, found again, stopped, killed, started again; nothing committed is lost."""

import http.client
import socket
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from neo4j import GraphDatabase
from neo4j.exceptions import AuthError
from servers import Neo4j, running, settings_for

from giaoviec.graph.errors import StoreError
from giaoviec.graph.stores.local_server import server as server_module
from giaoviec.graph.stores.local_server import state
from giaoviec.graph.stores.local_server.fetch import Step
from giaoviec.graph.stores.local_server.server import down, status, up
from giaoviec.graph.stores.local_server.state import process_of


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A server's folder with a Vietnamese name, holding one node, its server running; tests may stop and start it."""
    folder = tmp_path_factory.mktemp("up") / "hồ sơ Sông Vân" / "neo4j"
    with running(folder, settings_for()) as server, server.driver() as driver:
        driver.execute_query("CREATE (:Body {id: 'b1', name: 'Sở Xây dựng tỉnh Sông Vân'})", database_="neo4j")
        yield folder


def names(home: Path) -> list[str]:
    known = state.read_server(home)
    assert known
    with GraphDatabase.driver(known.uri, auth=(state.USER, state.own_password(home))) as driver:
        return driver.execute_query("MATCH (n) RETURN n.name", database_="neo4j").records[0].values()


def test_a_second_up_finds_the_running_server(home: Path) -> None:
    first = up(home, settings_for())
    again = up(home, settings_for())
    assert again.already
    assert again.server == first.server
    assert status(home).state == "running"


def test_the_first_password_of_all_servers_no_longer_opens_this_one(home: Path) -> None:
    uri = up(home, settings_for()).server.uri
    with pytest.raises(AuthError), GraphDatabase.driver(uri, auth=("neo4j", "neo4j")) as driver:
        driver.verify_connectivity()


def test_the_browser_page_is_served(home: Path) -> None:
    server = up(home, settings_for()).server
    connection = http.client.HTTPConnection("127.0.0.1", server.http_port, timeout=30)
    connection.request("GET", server.browser.split(str(server.http_port), 1)[1])
    answer = connection.getresponse()
    assert answer.status == 200
    assert b"Neo4j Browser" in answer.read()
    connection.close()


def test_down_stops_in_order_and_the_next_up_has_the_data_and_the_ports(home: Path) -> None:
    before = up(home, settings_for()).server
    stopped = down(home)
    assert stopped.found == "running"
    assert process_of(before) is None
    assert status(home).state == "stopped"
    assert (home / "logs" / "console.log").read_text(encoding="utf-8").rstrip().endswith("Stopped.")
    after = up(home, settings_for())
    assert not after.already
    assert (after.server.bolt_port, after.server.http_port) == (before.bolt_port, before.http_port)
    assert names(home) == ["Sở Xây dựng tỉnh Sông Vân"]


def test_a_killed_server_is_stale_and_the_next_up_has_what_was_committed(home: Path) -> None:
    server = up(home, settings_for()).server
    process = process_of(server)
    assert process
    process.kill()
    process.wait(30)
    assert status(home).state == "stale"
    steps: list[Step] = []
    assert not up(home, settings_for(), steps.append).already
    assert "no longer runs" in steps[0].said.en
    assert names(home) == ["Sở Xây dựng tỉnh Sông Vân"]


def test_data_that_a_forgotten_server_has_open_is_not_opened_twice(home: Path) -> None:
    server = up(home, settings_for()).server
    note = home / state.STATE
    kept = note.read_text(encoding="utf-8")
    note.unlink()
    try:
        with pytest.raises(StoreError, match="Another process has the data of this server open"):
            up(home, settings_for())
    finally:
        note.write_text(kept, encoding="utf-8")
    assert process_of(server)
    assert names(home) == ["Sở Xây dựng tỉnh Sông Vân"]


@pytest.mark.parametrize("which", ["bolt_port", "http_port"])
def test_a_port_taken_while_the_server_starts_is_told(home: Path, monkeypatch: pytest.MonkeyPatch, which: str) -> None:
    down(home)
    monkeypatch.setattr(server_module, "free_port", lambda wanted: wanted)  # free when it was looked at
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with pytest.raises(StoreError, match="Another program has just taken a port"):
            up(home, replace(settings_for(), **{which: other.getsockname()[1]}))
    assert status(home).state == "stopped"


def test_a_start_broken_off_with_ctrl_c_leaves_no_process(home: Path) -> None:
    down(home)
    started: list[state.Server] = []

    def break_off(step: Step) -> None:
        known = state.read_server(home)
        if known and known.pid:
            started.append(known)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        up(home, settings_for(), break_off)
    assert process_of(started[0]) is None
    assert status(home).state == "stopped"


def test_a_password_changed_elsewhere_is_told(home: Path) -> None:
    down(home)
    password = home / state.PASSWORD
    own = password.read_text(encoding="ascii")
    password.write_text("not-the-password", encoding="ascii")
    try:
        with pytest.raises(StoreError, match="does not take the password in this file"):
            up(home, settings_for())
    finally:
        password.write_text(own, encoding="ascii")
    assert status(home).state == "stopped"
    up(home, settings_for())
    assert names(home) == ["Sở Xây dựng tỉnh Sông Vân"]


@pytest.mark.parametrize(("fixture", "version"), [("neo4j_526", "5.26."), ("neo4j_2026", "2026.08.1")])
def test_the_fixtures_are_the_servers_they_say(request: pytest.FixtureRequest, fixture: str, version: str) -> None:
    server: Neo4j = request.getfixturevalue(fixture)
    with server.driver() as driver:
        told = driver.execute_query(
            "CALL dbms.components() YIELD name, versions, edition WHERE name = 'Neo4j Kernel' "
            "RETURN versions[0] AS version, edition",
            database_=server.database,
        ).records[0]
    assert told["version"].startswith(version)
    assert told["edition"] == "community"
