"""bench/: the generated records are the same for a seed, sound, and mixed as asked; the measuring runs and leaves nothing out."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from giaoviec.graph.grammar import agent_kind
from giaoviec.graph.identity import identify
from giaoviec.graph.keys import source_keys
from giaoviec.graph.quotes import SourceText
from giaoviec.graph.rdf import source_graph
from giaoviec.graph.recordfile import read
from giaoviec.graph.records import SECTIONS, Record
from giaoviec.graph.saved import questions

BENCH = Path(__file__).resolve().parents[1] / "bench"
ORDERS = 2000


def _generate(folder: Path, orders: int, seed: int) -> Path:
    command = [sys.executable, BENCH / "generate.py", "--orders", str(orders), "--seed", str(seed), "-o", folder]
    subprocess.run(command, check=True, capture_output=True)
    return folder


def _bytes(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.*")}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _generate(tmp_path_factory.mktemp("bench") / "made", ORDERS, 1)


@pytest.fixture(scope="module")
def records(folder: Path) -> list[Record]:
    """All generated records, each without fault and with its source's key."""
    found = []
    for path in sorted((folder / "records").iterdir()):
        (loaded,) = read(path)
        assert loaded.record is not None and loaded.faults == (), path.name
        source = loaded.record.source.model_copy(update={"key": f"url:{loaded.record.source.url}"})
        found.append(loaded.record.model_copy(update={"source": source}))
    return found


def test_a_seed_gives_the_same_bytes_and_another_seed_others(tmp_path: Path) -> None:
    one, again, other = (_bytes(_generate(tmp_path / name, 200, seed)) for name, seed in (("a", 1), ("b", 1), ("c", 2)))
    assert one and one == again and one.keys() != other.keys()


def test_each_evidence_stands_in_its_text(folder: Path, records: list[Record]) -> None:
    for record in records:
        text = SourceText((folder / "sources" / (record.source.file or "")).read_text(encoding="utf-8"))
        items = [item for section in SECTIONS for item in getattr(record, section)]
        assert items and all(text.find(item.evidence) for item in items), record.source.file


def test_there_are_as_many_orders_as_asked_for_five_or_six_a_record(records: list[Record]) -> None:
    orders = sum(len(record.assignments) + len(record.requirements) for record in records)
    assert orders == ORDERS
    assert 5 <= orders / len(records) <= 6


def test_the_mix_is_the_one_asked_for(records: list[Record]) -> None:
    """A third of the orders to groups, a sixth each requests, without receiver and with a deadline."""
    orders = [order for record in records for order in (*record.assignments, *record.requirements)]
    seen = Counter[str]()
    for order in orders:
        seen["group"] += any(agent_kind(agent.name) == "group" for agent in order.to)
        seen["requested"] += order.kind == "requested"
        seen["no receiver"] += not order.to
        seen["deadline"] += order.deadline is not None
        seen["under"] += order.under is not None
    for name, share in (("group", 1 / 3), ("requested", 1 / 6), ("no receiver", 1 / 6), ("deadline", 1 / 6)):
        assert seen[name] / ORDERS == pytest.approx(share, abs=0.03), name
    assert seen["under"] and all(
        any(getattr(record, kind) for record in records) for kind in ("decisions", "reports", "projects")
    )


def test_some_meetings_and_orders_are_told_more_than_once_and_meet(folder: Path, records: list[Record]) -> None:
    identity = identify([source_keys(source_graph(record, None)) for record in records])
    # A seventh of the meetings has a second or third telling, with four fifths of the orders.
    tellings = Counter(record.meetings[0].name for record in records if record.meetings)
    again = sum(count - 1 for count in tellings.values())
    meetings = sum(len(ids) - 1 for first, ids in identity.ids.items() if first.startswith("meeting/"))
    assert again > 20 and meetings == again
    accounts = Counter(identity.order.values())
    assert sum(count - 1 for count in accounts.values()) > 2 * again


def test_people_recur_and_many_are_met_once(records: list[Record]) -> None:
    names = Counter(person.name for record in records for person in record.people)
    assert sum(count == 1 for count in names.values()) > len(names) / 2
    assert max(names.values()) > 20
    assert all(len(person.roles) <= 3 for record in records for person in record.people)


@pytest.mark.timeout(600)
def test_the_measuring_names_every_stage_and_every_question(tmp_path: Path) -> None:
    made = _generate(tmp_path / "made", 60, 1)
    table = tmp_path / "table.md"
    subprocess.run([sys.executable, BENCH / "run.py", made, "-o", table], check=True, capture_output=True, timeout=500)
    text = table.read_text(encoding="utf-8")
    stages = (
        "records read and checked, graphs made and kept",
        "records and texts",
        "identity",
        "merged and written",
        "derived links",
        "counted",
        "the whole",
    )
    commands = ("load, the first time", "load, the same again", "load, one changed record", "ask given-to", "export trig")
    assert [name for name in (*stages, *commands, *questions()) if f"| {name}" not in text] == []
