"""Beyond one plain server: Aura's file of variables, TLS with a certificate made here, routing, database names, bookmarks."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from servers import Neo4j, cannot, running, settings_for
from store_body import RECORDS, case
from store_body import Place as Body

from giaoviec.graph.case import Options, load
from giaoviec.graph.errors import InputError, StoreError
from giaoviec.graph.folder import Case
from giaoviec.graph.stores.base import Access, Statement, open_store
from giaoviec.graph.stores.local_server import server as server_module
from giaoviec.graph.stores.place import Place, after_load, keep_bookmarks, place, variables

__all__ = ["case"]

# As Aura's console hands it out, but for the names.
AURA = """# Wait 60 seconds before connecting using these details, or login to https://console.neo4j.io to validate the Aura Instance is available
NEO4J_URI=neo4j+s://0a1b2c3d.databases.neo4j.io
NEO4J_USERNAME=0a1b2c3d
NEO4J_PASSWORD=a=b#c-"d" e
NEO4J_DATABASE=0a1b2c3d
AURA_INSTANCEID=0a1b2c3d
AURA_INSTANCENAME=Instance01
"""
LOGIN = {"NEO4J_USERNAME": "neo4j", "NEO4J_PASSWORD": "from outside", "NEO4J_DATABASE": "elsewhere"}


# --- Aura's file ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", [AURA, AURA.replace("\n", "\r\n"), "\ufeff" + AURA], ids=["as it comes", "Windows", "with a mark"]
)
def test_auras_file_is_read_as_it_comes_and_beats_the_environment(tmp_path: Path, text: str) -> None:
    file = tmp_path / "Neo4j-0a1b2c3d-Created-2026-11-27.txt"
    file.write_bytes(text.encode())
    found = place(str(file), LOGIN)
    assert found == Place("neo4j+s://0a1b2c3d.databases.neo4j.io", Access("0a1b2c3d", 'a=b#c-"d" e', "0a1b2c3d"))


def test_what_a_file_does_not_say_comes_from_the_environment(tmp_path: Path) -> None:
    file = tmp_path / "kho.env"
    file.write_text("export NEO4J_URI='bolt://localhost:7687'\n\n# NEO4J_PASSWORD=none\n", encoding="utf-8")
    assert place(str(file), LOGIN) == Place("bolt://localhost:7687", Access("neo4j", "from outside", "elsewhere"))
    assert variables("a = b\nnothing\n=x\n") == {"a": "b", "": "x"}


@pytest.mark.parametrize("name", ["Neo4j-0a1b2c3d-Created-2026-11-27.txt", "kho/aura.env", "C:\\kho\\aura.env"])
def test_a_file_that_is_not_there_is_told(name: str) -> None:
    with pytest.raises(InputError, match="there is no such file"):
        place(name, LOGIN)


def test_a_uri_is_a_uri(tmp_path: Path) -> None:
    assert place("bolt://localhost", LOGIN) == Place("bolt://localhost", Access("neo4j", "from outside", "elsewhere"))
    assert place(f"embedded:{tmp_path}", {}) == Place(f"embedded:{tmp_path}", Access())


@pytest.mark.parametrize(("content", "told"), [("NEO4J_PASSWORD=x\n", "no line NEO4J_URI"), ("", "empty"), ("\0", "binary")])
def test_a_file_that_names_no_store_is_refused_without_its_password(tmp_path: Path, content: str, told: str) -> None:
    file = tmp_path / "x.txt"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=told):
        place(str(file), {})


def test_a_command_takes_the_file_for_a_store(tmp_path: Path, neo4j_526: Neo4j) -> None:
    file = tmp_path / "aura.txt"
    file.write_text(
        f"NEO4J_URI={neo4j_526.uri}\nNEO4J_USERNAME=neo4j\nNEO4J_PASSWORD={neo4j_526.password}\nNEO4J_DATABASE=neo4j\n",
        encoding="utf-8",
    )
    done = subprocess.run(
        [sys.executable, "-m", "giaoviec.cli", "cypher", "-", "--json", "--store", str(file)],
        input="RETURN 1 AS one",
        env={name: value for name, value in os.environ.items() if not name.startswith("NEO4J_")},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert json.loads(done.stdout)["rows"] == [{"one": 1}]
    assert neo4j_526.password not in done.stdout + done.stderr


# --- TLS and another database ---------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a key and a certificate for this machine that nobody else signed."""
    openssl = shutil.which("openssl")
    if not openssl:
        cannot("no openssl here to make a certificate")
    folder = tmp_path_factory.mktemp("tls")
    names = "subjectAltName=DNS:localhost,IP:127.0.0.1"
    made = ["-keyout", str(folder / "private.key"), "-out", str(folder / "public.crt")]
    asked = [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost", "-addext", names]
    subprocess.run([*asked, *made], check=True, capture_output=True, timeout=60)
    return folder


@pytest.fixture(scope="module")
def secured(certificate: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Neo4j]:
    """A server that also speaks with encryption, whose database has a name of its own."""
    settings = {
        "server.bolt.tls_level": "OPTIONAL",  # `up` itself speaks without
        "dbms.ssl.policy.bolt.enabled": "true",
        "dbms.ssl.policy.bolt.base_directory": certificate.as_posix(),
        "dbms.ssl.policy.bolt.private_key": "private.key",
        "dbms.ssl.policy.bolt.public_certificate": "public.crt",
        "dbms.ssl.policy.bolt.client_auth": "NONE",
        "initial.dbms.default_database": "ho-so",
    }
    plain = server_module.launch.configuration
    patch = pytest.MonkeyPatch()
    more = "".join(f"{name}={value}\n" for name, value in settings.items())
    patch.setattr(server_module.launch, "configuration", lambda *ports: plain(*ports) + more)
    try:
        with running(tmp_path_factory.mktemp("secured") / "neo4j", settings_for()) as server:
            yield Neo4j(server.uri, server.password, database="ho-so")
    finally:
        patch.undo()


def at(server: Neo4j, scheme: str) -> str:
    return server.uri.replace("bolt:", f"{scheme}:")


@pytest.mark.parametrize("scheme", ["bolt", "bolt+ssc", "neo4j", "neo4j+ssc"])
def test_a_certificate_of_the_servers_own_is_taken_where_that_is_asked_for(secured: Neo4j, case: Case, scheme: str) -> None:
    with secured.driver() as driver:
        driver.execute_query("MATCH (n) DETACH DELETE n", database_="ho-so")
    body = Body(at(secured, scheme), Access("neo4j", secured.password, "ho-so"))
    body.load(case, RECORDS[:2])
    assert body.read("MATCH (n:Source) RETURN count(n) AS n") == [{"n": 2}]


@pytest.mark.parametrize("scheme", ["bolt+s", "neo4j+s"])
def test_a_certificate_that_is_not_trusted_is_told_and_one_that_is_serves(
    secured: Neo4j, certificate: Path, monkeypatch: pytest.MonkeyPatch, scheme: str
) -> None:
    access = Access("neo4j", secured.password, "ho-so")
    monkeypatch.setattr("giaoviec.graph.stores.neo4j.ANSWER_SECONDS", 5)
    with pytest.raises(
        StoreError, match=r"is not trusted \(self-signed certificate\); if the server signed it itself, use bolt\+ssc"
    ):
        open_store(at(secured, scheme), read_only=True, access=access)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate / "public.crt"))
    store = open_store(at(secured, scheme), read_only=True, access=access)
    assert store.read("RETURN 1 AS one", {}) == [{"one": 1}]
    store.close()


def test_a_database_of_another_name_is_used_where_it_is_named_and_only_there(secured: Neo4j) -> None:
    with pytest.raises(StoreError, match="no database of this name; check NEO4J_DATABASE"):
        open_store(secured.uri, read_only=True, access=Access("neo4j", secured.password))
    store = open_store(secured.uri, read_only=True, access=Access("neo4j", secured.password, "ho-so"))
    assert store.where.endswith("(ho-so)")
    store.close()


# --- bookmarks -----------------------------------------------------------------------------------------------------------------


def test_a_read_after_a_load_waits_for_what_was_written(neo4j_526: Neo4j, case: Case) -> None:
    """One server cannot lag, so it is seen that each session, and the next program's, is told what the last one wrote."""
    access = Access("neo4j", neo4j_526.password)
    with neo4j_526.driver() as driver:
        driver.execute_query("MATCH (n) DETACH DELETE n", database_="neo4j")
    located = Place(at(neo4j_526, "neo4j"), access)
    load(case, [], Options(store=located.uri, access=access))
    kept = after_load(case.folder, located)
    assert kept.access.bookmarks and kept.uri == located.uri
    store = open_store(kept.uri, read_only=False, access=kept.access)
    assert store.bookmarks == kept.access.bookmarks
    store.write([Statement("MERGE (n:Person {id: 'person/1'})", {})])
    written = store.bookmarks
    assert written != kept.access.bookmarks
    assert store.read("MATCH (n:Person) RETURN n.id AS id", {}) == [{"id": "person/1"}]
    keep_bookmarks(case.folder, located, store)
    store.close()
    assert after_load(case.folder, located).access.bookmarks == written
    assert after_load(case.folder, Place("neo4j://other", access)).access.bookmarks == ()
    assert after_load(case.folder, Place(neo4j_526.uri, access)).access.bookmarks == (), "one server has one copy"


def test_a_bookmark_that_the_server_does_not_know_is_told(neo4j_526: Neo4j) -> None:
    access = Access("neo4j", neo4j_526.password, bookmarks=("not a bookmark",))
    with pytest.raises(StoreError, match="does not have the last load yet"):
        open_store(at(neo4j_526, "neo4j"), read_only=True, access=access)


@pytest.mark.parametrize("content", [b"", b"\xff", b"[1]", b"{"])
def test_a_damaged_file_of_bookmarks_is_as_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "bookmarks.json").write_bytes(content)
    assert after_load(tmp_path, Place("neo4j://a", Access())).access.bookmarks == ()
