"""A load that is killed, at any moment, and then done again leaves the graph that it leaves without the kill.

So does a load during which the server is killed; and of two loads at once one is refused.
"""

from __future__ import annotations

import multiprocessing
import random
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest
from made_up import write_records
from servers import Neo4j, settings_for
from store_body import Place
from test_store_neo4j import place_on

from giaoviec.graph.errors import StoreError
from giaoviec.graph.folder import Case
from giaoviec.graph.receipt import Receipt
from giaoviec.graph.stores import mark, sync
from giaoviec.graph.stores.base import Access
from giaoviec.graph.stores.local_server.server import Up, down, up
from giaoviec.graph.stores.local_server.state import process_of

SEED, SOURCES, ORDERS = 20240305, 12, 25  # 300 orders
KILLS = 25  # on each of the two stores: 50 in all
ROWS = 150  # a transaction: small, so that there are many to be killed between and in
START = "spawn" if "forkserver" not in multiprocessing.get_all_start_methods() else "forkserver"
PROCESSES = multiprocessing.get_context(START)
if START == "forkserver":  # imports once, so that a child begins to load at once; the engine is not among them
    PROCESSES.set_forkserver_preload(["giaoviec.graph.case", "giaoviec.graph.stores.neo4j", "neo4j", "test_store_killed"])


def load_all(place: Place, folder: Path, records: list[Path]) -> Receipt:
    sync.BATCH = ROWS
    return place.load(Case(folder), records)


def child(place: Place, folder: Path, records: list[Path]) -> BaseProcess:
    """A process that loads; it ends with 0, or 3 where the load was refused."""
    process = PROCESSES.Process(target=_load_in_child, args=(place, folder, records))
    process.start()
    return process


def _load_in_child(place: Place, folder: Path, records: list[Path]) -> None:
    try:
        load_all(place, folder, records)
    except StoreError as error:
        raise SystemExit(error.exit_code) from error


@dataclass(frozen=True)
class Expected:
    """The digest of an undisturbed load, and how long one takes in a child process, in seconds."""

    digest: str
    seconds: float


def undisturbed(place: Place, folder: Path, records: list[Path]) -> Expected:
    began = time.monotonic()
    process = child(place, folder, records)
    process.join()
    seconds = time.monotonic() - began
    assert process.exitcode == 0
    return Expected(place.digest(), seconds)


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return write_records(tmp_path_factory.mktemp("made-up"), SEED, SOURCES, ORDERS)


def kill(process: BaseProcess, seconds: float) -> bool:
    """Kills a process after some seconds (SIGKILL; on Windows TerminateProcess). False where it had ended by then."""
    process.join(seconds)
    alive = process.is_alive()
    process.kill()
    process.join()
    return alive


def kill_and_load_again(empty: Callable[[Path], Place], expected: Expected, records: list[Path], work: Path) -> None:
    """Kills loads until KILLS of them were caught alive; after each kill the same load makes the expected graph."""
    chance, killed = random.Random(SEED), 0
    for number in range(3 * KILLS):
        folder = work / str(number)
        place = empty(folder)
        killed += kill(child(place, folder, records), chance.uniform(0, expected.seconds))
        load_all(place, folder, records)
        assert place.digest() == expected.digest, number
        shutil.rmtree(folder)
        if killed == KILLS:
            return
    pytest.fail(f"only {killed} of {3 * KILLS} loads were caught alive")


@pytest.mark.timeout(900)
def test_a_load_killed_at_25_moments_is_finished_by_the_next_embedded(records: list[Path], tmp_path: Path) -> None:
    expected = undisturbed(Place(f"embedded:{tmp_path / 'first' / 'store'}"), tmp_path / "first", records)
    kill_and_load_again(lambda folder: Place(f"embedded:{folder / 'store'}"), expected, records, tmp_path)


@pytest.mark.timeout(900)
def test_a_load_killed_at_25_moments_is_finished_by_the_next_neo4j(records: list[Path], neo4j_526: Neo4j, tmp_path: Path) -> None:
    place = place_on(neo4j_526)
    undisturbed(place, tmp_path / "cold", records)  # the first load on a server is slower than those that follow
    expected = undisturbed(place_on(neo4j_526), tmp_path / "first", records)
    kill_and_load_again(lambda folder: place_on(neo4j_526), expected, records, tmp_path)


def test_the_graph_is_the_same_on_both(records: list[Path], neo4j_526: Neo4j, tmp_path: Path) -> None:
    embedded, server = Place(f"embedded:{tmp_path / 'store'}"), place_on(neo4j_526)
    load_all(embedded, tmp_path / "a", records)
    load_all(server, tmp_path / "b", records)
    assert embedded.digest() == server.digest()


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[Up]:
    """A server of this test alone, which it may kill."""
    home = tmp_path / "neo4j"
    yield up(home, settings_for())
    down(home)


def place_of(started: Up) -> Place:
    return Place(started.server.uri, Access("neo4j", started.password_file.read_text(encoding="ascii").strip()))


@pytest.mark.timeout(600)
def test_a_server_killed_in_mid_load_and_started_again(records: list[Path], own_server: Up, tmp_path: Path) -> None:
    place, home = place_of(own_server), own_server.password_file.parent
    load_all(embedded := Place(f"embedded:{tmp_path / 'store'}"), tmp_path / "embedded", records)
    expected = embedded.digest()
    process = child(place, tmp_path / "case", records)
    wait_until_half_written(place)
    server = process_of(own_server.server)
    assert server
    server.kill()
    server.wait(30)
    again = up(home, settings_for())
    assert again.server.uri == own_server.server.uri
    process.join()
    assert process.exitcode in (0, 3)  # it went on when the server was back, or said that the connection was lost
    load_all(place, tmp_path / "case", records)
    assert place.digest() == expected


@pytest.mark.timeout(600)
def test_a_server_that_stays_away_is_told_and_the_case_keeps_its_records(
    records: list[Path], own_server: Up, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place, home = place_of(own_server), own_server.password_file.parent
    monkeypatch.setattr("giaoviec.graph.stores.neo4j.RETRY_SECONDS", 2)
    batches = []

    def kills_the_server(stage: str, done: int, total: int) -> None:
        batches.append(done)
        server = process_of(own_server.server)
        if stage == "write" and done == total // 2 and server:
            server.kill()
            server.wait(30)

    monkeypatch.setattr(sync, "BATCH", ROWS)
    case = Case(tmp_path / "case")
    with pytest.raises(StoreError) as raised:
        place.load(case, records, progress=kills_the_server)
    said = raised.value.said.en
    assert "is the Neo4j server running?" in said or "run this again when the server is back" in said
    assert len(list(case.records.glob("*.yaml"))) == SOURCES
    up(home, settings_for())
    place.load(case, [])
    store = place.open(read_only=True)
    found = mark.read_mark(store)
    orders = store.read("MATCH (a:Assignment) RETURN count(a) AS n", {})
    store.close()
    assert found and found.state == mark.READY and orders == [{"n": SOURCES * ORDERS}]


def wait_until_half_written(place: Place) -> None:
    """Until another process has written orders, and is not done yet."""
    store = place.open(read_only=True)
    end = time.monotonic() + 120
    while not store.read("MATCH (a:Assignment) RETURN count(a) > 100 AS some", {})[0]["some"]:
        assert time.monotonic() < end
        time.sleep(0.02)
    store.close()


def test_of_two_loads_of_copies_at_once_one_is_refused(records: list[Path], neo4j_526: Neo4j, tmp_path: Path) -> None:
    """Two folders, as on two machines, that hold the same case."""
    place = place_on(neo4j_526)
    one, two = tmp_path / "one", tmp_path / "two"
    load_all(place, one, records[:1])
    shutil.copytree(one, two)
    processes = [child(place, folder, records) for folder in (one, two)]
    for process in processes:
        process.join()
    assert sorted(process.exitcode or 0 for process in processes) in ([0, 3], [0, 0])  # or one had ended when the other began
    after_both = place.digest()
    load_all(embedded := Place(f"embedded:{tmp_path / 'store'}"), tmp_path / "embedded", records)
    assert after_both == embedded.digest()


def test_two_loads_of_one_case_at_once_are_not_mixed(records: list[Path], tmp_path: Path) -> None:
    place, folder = Place(f"embedded:{tmp_path / 'store'}"), tmp_path / "case"
    processes = [child(place, folder, records) for _ in range(2)]
    for process in processes:
        process.join()
    assert sorted(process.exitcode or 0 for process in processes) in ([0, 3], [0, 0])
    load_all(other := Place(f"embedded:{tmp_path / 'other'}"), tmp_path / "other-case", records)
    assert place.digest() == other.digest()
