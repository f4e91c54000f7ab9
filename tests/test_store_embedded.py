"""The embedded store passes the one body of tests, and says what is wrong with its folder."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from store_body import RECORDS, Place, StoreBody, case

from giaoviec.graph.errors import StoreError
from giaoviec.graph.folder import Case
from giaoviec.graph.stores import embedded
from giaoviec.graph.stores.base import Statement, open_store
from giaoviec.graph.stores.sync import schema_of
from giaoviec.graph.vocabulary import ontology

__all__ = ["case"]

OPEN_AND_WAIT = """
import sys
from giaoviec.graph.stores.base import open_store
store = open_store(sys.argv[1], read_only=False)
print("open", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(f"embedded:{tmp_path / 'kho dữ liệu'}")


class TestEmbedded(StoreBody):
    """The body, on whichever build of the engine is installed here."""


def test_a_procedure_of_the_engine_alone_is_refused_right_behind_a_name_in_backquotes(place: Place) -> None:
    place.write("MERGE (n:Person {id: 'person/1'})")
    with pytest.raises(StoreError, match=r"algo\.degree is not known to only read"):
        place.read("WITH 1 AS `a`CALL algo.degree() YIELD node RETURN 1 AS b")


@pytest.mark.parametrize("words", ["No space left on device", "Permission denied"])
def test_a_wrong_query_about_a_full_disk_is_a_wrong_query(place: Place, words: str) -> None:
    """What the system says of a disk may stand in a query, which the engine repeats where it tells a fault."""
    place.write("MERGE (n:Person {id: 'person/1'})")
    with pytest.raises(StoreError, match="this query cannot be run"):
        place.read(f"RETURN '{words}' AS")


@pytest.mark.parametrize("read_only", [True, False])
def test_a_second_process_gets_a_clear_word(place: Place, case: Case, tmp_path: Path, read_only: bool) -> None:
    place.load(case, RECORDS[:1])
    other = subprocess.Popen(
        [sys.executable, "-c", OPEN_AND_WAIT, place.uri],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=tmp_path,
    )
    assert other.stdin and other.stdout
    try:
        while b"open" not in other.stdout.readline():
            assert other.poll() is None
        with pytest.raises(StoreError, match="in use by another process; wait until it ends"):
            place.open(read_only=read_only)
    finally:
        other.communicate()
    place.open(read_only=read_only).close()


def test_a_folder_of_other_files_is_not_taken_for_a_store(tmp_path: Path) -> None:
    (tmp_path / "thư").mkdir()
    (tmp_path / "thư" / "đơn.txt").write_text("đơn", encoding="utf-8")
    with pytest.raises(StoreError, match="is no store of giaoviec"):
        Place(f"embedded:{tmp_path / 'thư'}").open()
    assert [path.name for path in (tmp_path / "thư").iterdir()] == ["đơn.txt"]


def test_a_making_killed_before_its_schema_is_made_anew(tmp_path: Path) -> None:
    (tmp_path / "kho").mkdir()
    for name in ("database.lck", "dictionary.0.65536.v1.dict", "txlog_0.wal", "schema.json.17.tmp"):
        (tmp_path / "kho" / name).write_bytes(b"")
    store = Place(f"embedded:{tmp_path / 'kho'}").open()
    assert store.read("MATCH (n) RETURN count(n) AS n", {}) == [{"n": 0}]
    store.close()


def test_a_store_that_lost_its_schema_keeps_its_records(tmp_path: Path) -> None:
    (tmp_path / "kho").mkdir()
    for name in ("database.lck", "Person_0.1.65536.v0.bucket"):
        (tmp_path / "kho" / name).write_bytes(b"x")
    with pytest.raises(StoreError, match="is no store of giaoviec"):
        Place(f"embedded:{tmp_path / 'kho'}").open()
    assert sorted(path.name for path in (tmp_path / "kho").iterdir()) == ["Person_0.1.65536.v0.bucket", "database.lck"]


def test_reading_a_store_that_is_not_there_makes_none(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no store yet"):
        Place(f"embedded:{tmp_path / 'kho'}").open(read_only=True)
    assert not (tmp_path / "kho").exists()


@pytest.mark.parametrize("uri", ["{}/đơn.txt", "{}/đơn.txt/kho"])
def test_a_file_in_the_way_of_a_store_is_named(tmp_path: Path, uri: str) -> None:
    (tmp_path / "đơn.txt").write_text("đơn", encoding="utf-8")
    with pytest.raises(StoreError, match=r"đơn\.txt.*(is no store of giaoviec|cannot be written)"):
        Place(f"embedded:{uri.format(tmp_path)}").open()


def test_a_database_of_another_program_is_left_as_it_is(tmp_path: Path, case: Case) -> None:
    engine = embedded._engine()
    folder = tmp_path / "kho khác"
    with engine.create_database(str(folder)) as database, database.transaction():
        database.command("sql", "CREATE VERTEX TYPE Person")
        database.command("opencypher", "CREATE (:Person {id: 'x', name: 'An'})", {})
    with pytest.raises(StoreError, match="another program made this store"):
        Place(f"embedded:{folder}").load(case, RECORDS[:1])
    with engine.open_database(str(folder)) as database:
        assert [row["name"] for row in database.query("sql", "SELECT name FROM schema:types").to_list()] == ["Person"]


def test_a_load_killed_while_the_types_were_made_is_finished_by_the_next(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    database = embedded._engine().create_database(str(folder))
    for name in ("Agent", "Claim", "Assignment"):  # the last without what it extends, as a kill leaves it
        database.command("sql", f"CREATE VERTEX TYPE {name}")
    database.close()
    store = open_store(f"embedded:{folder}", read_only=False)
    store.prepare(schema_of(ontology()))
    store.write([Statement("MERGE (n:Assignment {id: 'assignment/1'}) SET n.task = 'x' SET n:Claim", {})])
    assert store.read("MATCH (n:Claim) RETURN n.task AS task, labels(n) AS labels", {}) == [
        {"task": "x", "labels": ["Assignment", "Claim"]}
    ]
    store.close()
