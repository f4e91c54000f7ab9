"""The receipt of a load tells of the sources that stand in the case too: what a person corrected there, or `read` took in."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest
from test_case import TEXT, take, write

from giaoviec.graph.answer import Answer, ask
from giaoviec.graph.answer_data import as_csv
from giaoviec.graph.case import Options, keep
from giaoviec.graph.folder import Case
from giaoviec.graph.receipt import Line, Receipt
from giaoviec.graph.show import place
from giaoviec.graph.stores.base import open_store
from giaoviec.loaders.paths import expand, read_all

BAD = TEXT.replace("Sở Y tế", "Sở Nội vụ")


def report(folder: Path, name: str = "bai", text: str = TEXT) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.txt"
    path.write_text(text, encoding="utf-8")
    return path


def correct(case: Case, old: str, new: str, name: str = "bai") -> None:
    """What a person does: the record of the case, edited where it lies."""
    path = case.records / f"{name}.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def orders(receipt: Receipt) -> Line:
    [line] = [line for line in receipt.lines if line.section == "assignments"]
    return line


def answered(case: Case) -> Answer:
    store = open_store(case.store, read_only=True)
    try:
        return ask(store, "assignments", {}, case.digest())
    finally:
        store.close()


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return Case(tmp_path / "case")


@pytest.fixture
def loaded(case: Case, tmp_path: Path) -> Case:
    take(case, report(tmp_path / "in"))
    return case


def test_what_was_read_into_the_case_is_new_when_it_is_loaded_and_as_it_was_after(case: Case, tmp_path: Path) -> None:
    keep(case, read_all(expand([report(tmp_path / "in")])), Options())
    assert take(case, dry_run=True).sources == {"new": 1}
    first, second = take(case), take(case)
    assert (first.sources, orders(first).items, orders(first).new) == ({"new": 1}, 1, 1)
    assert (second.sources, orders(second).items, orders(second).unchanged) == ({"unchanged": 1}, 1, 1)


def test_a_giver_corrected_in_the_case_is_one_changed_order_and_nothing_else(loaded: Case) -> None:
    correct(loaded, "by:\n  - name: Lê Văn Tám", "by:\n  - name: Trần Thị Bốn")
    for receipt in (take(loaded, dry_run=True), take(loaded)):
        assert receipt.sources == {"changed": 1}
        assert {line.section: line.changed for line in receipt.lines if line.changed} == {"assignments": 1}
    assert take(loaded).sources == {"unchanged": 1}


def test_an_order_taken_out_in_the_case_makes_a_changed_source(loaded: Case) -> None:
    path = loaded.records / "bai.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: text.index("assignments:")], encoding="utf-8")
    receipt = take(loaded)
    assert receipt.sources == {"changed": 1} and not [line for line in receipt.lines if line.section == "assignments"]


def test_a_correction_is_told_too_where_another_file_comes_in(loaded: Case, tmp_path: Path) -> None:
    correct(loaded, "by:\n  - name: Lê Văn Tám", "by:\n  - name: Trần Thị Bốn")
    receipt = take(loaded, report(tmp_path / "in", "khac", BAD.replace("5/3", "6/3")))
    assert receipt.sources == {"new": 1, "changed": 1}
    assert (orders(receipt).items, orders(receipt).new, orders(receipt).changed) == (2, 1, 1)


def test_sources_that_stand_as_they_were_are_not_told_of_where_another_comes_in(loaded: Case, tmp_path: Path) -> None:
    receipt = take(loaded, report(tmp_path / "in", "khac", BAD.replace("5/3", "6/3")))
    assert (receipt.sources, orders(receipt).items) == ({"new": 1}, 1)


def test_a_corrected_record_that_stays_against_the_machine_s_is_counted_once(loaded: Case, tmp_path: Path) -> None:
    correct(loaded, "by:\n  - name: Lê Văn Tám", "by:\n  - name: Trần Thị Bốn")
    path = report(tmp_path / "in")
    receipt = take(loaded, path)
    assert (receipt.sources, receipt.kept) == ({"kept": 1}, (path,))
    assert orders(receipt).changed == 1  # the correction went into the store by this load


def test_a_store_of_which_nothing_is_remembered_is_compared_by_what_it_holds(loaded: Case) -> None:
    loaded.kept.unlink()
    assert take(loaded).sources == {"unchanged": 1}
    loaded.kept.unlink()
    correct(loaded, "by:\n  - name: Lê Văn Tám", "by:\n  - name: Trần Thị Bốn")
    receipt = take(loaded)
    assert (receipt.sources, orders(receipt).changed) == ({"changed": 1}, 1)
    shutil.rmtree(loaded.folder / "store")
    assert take(loaded).sources == {"new": 1}


def test_rows_of_a_corrected_record_say_so_beside_the_rule(loaded: Case) -> None:
    assert [row["made"] for row in answered(loaded).rows] == ["order.receiver"]
    correct(loaded, "by:\n  - name: Lê Văn Tám", "by:\n  - name: Trần Thị Bốn")
    take(loaded)
    found = answered(loaded)
    [row] = found.rows
    assert row["made"] == "order.receiver, corrected"
    assert " · order.receiver, bản ghi có người sửa · " in place(row, "vi", {})
    [told] = csv.DictReader(as_csv(found, "en").removeprefix("\ufeff").splitlines())
    assert told["made"] == "order.receiver, in a record corrected by hand"


def test_rows_of_a_record_that_a_person_typed_say_by_hand(case: Case, tmp_path: Path) -> None:
    take(case, write(tmp_path / "in"))
    assert [row["made"] for row in answered(case).rows] == ["hand"]
