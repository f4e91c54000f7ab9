"""The invented sample: its records say what its texts say, and the facts that other tests rest on name all its items."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from giaoviec.graph.days import last_day
from giaoviec.graph.names import spelled
from giaoviec.graph.quotes import SourceText
from giaoviec.graph.records import SECTIONS, Record
from giaoviec.graph.validation import parse

HERE = Path(__file__).resolve().parent
SAMPLE = HERE.parent / "sample"
FACTS: dict[str, Any] = yaml.safe_load((HERE / "data" / "sample_facts.yaml").read_text(encoding="utf-8"))


def _record(path: Path) -> Record:
    record, faults = parse(yaml.safe_load(path.read_text(encoding="utf-8")))
    assert record is not None and not faults, f"{path.name}: {faults}"
    return record


RECORDS = {path.stem: _record(path) for path in sorted((SAMPLE / "records").glob("*.yaml"))}
ORDERS = {f"{name}:{order.id}": order for name, record in RECORDS.items() for order in record.assignments}
REFUSED = {entry["item"] for entry in FACTS["refused"]}


def _text(name: str) -> str:
    return (SAMPLE / "sources" / f"{name}.txt").read_text(encoding="utf-8")


def _items(record: Record) -> Iterator[Any]:
    for section in SECTIONS:
        yield from getattr(record, section)


def _references(value: object) -> Iterator[str]:
    """Every RECORD:ID that stands anywhere in the facts, joined accounts taken apart."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _references(name)
            yield from _references(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _references(inner)
    elif isinstance(value, str) and value.split(":")[0] in RECORDS and ":" in value:
        yield from value.split(" = ")


def _accounts(names: object) -> set[str]:
    return set(_references(names))


def test_each_text_has_its_record_and_the_other_way_round() -> None:
    assert {path.stem for path in (SAMPLE / "sources").glob("*.txt")} == set(RECORDS)
    assert all(record.source.file == f"{name}.txt" for name, record in RECORDS.items())
    assert len(RECORDS) == FACTS["counts"]["sources"]


@pytest.mark.parametrize("name", RECORDS)
def test_evidence_is_verbatim_and_spans_stand_in_it(name: str) -> None:
    text, missing = SourceText(_text(name)), set()
    for item in _items(RECORDS[name]):
        if text.find(item.evidence) is None:
            missing.add(f"{name}:{item.id}")
        for field in ("what", "task"):
            assert spelled(getattr(item, field, "")) in spelled(item.evidence), item
    assert missing == {ref for ref in REFUSED if ref.startswith(name + ":")}


@pytest.mark.parametrize("name", RECORDS)
def test_texts_are_composed_and_of_an_article_s_length(name: str) -> None:
    text = _text(name)
    assert unicodedata.is_normalized("NFC", text)
    assert 1200 <= len(text) <= 3500


def test_the_facts_count_the_records() -> None:
    counts = FACTS["counts"]
    assert sum(len(list(_items(record))) for record in RECORDS.values()) == counts["items_in_records"]
    assert len(ORDERS) - len(REFUSED) == counts["accounts_with_receiver"]
    assert len(FACTS["one_order"]) == counts["joined_pairs"]
    assert counts["accounts_with_receiver"] - counts["joined_pairs"] == counts["orders_with_receiver"]


def test_the_facts_name_only_items_that_exist() -> None:
    known = {f"{name}:{item.id}" for name, record in RECORDS.items() for item in _items(record) if hasattr(item, "id")}
    assert _accounts(FACTS) <= known


def test_the_facts_tell_each_order_as_its_record_does() -> None:
    assert set(FACTS["orders"]) == set(ORDERS) - REFUSED
    for name, fact in FACTS["orders"].items():
        order = ORDERS[name]
        assert fact["kind"] == order.kind, name
        assert fact["by"] == [agent.name for agent in order.by], name
        assert fact["to"] == [agent.name for agent in order.to if agent.part == "lead"], name
        assert fact.get("support", []) == [agent.name for agent in order.to if agent.part == "support"], name
        day = last_day(order.deadline.date) if order.deadline else None
        assert (str(fact["deadline"]) if fact["deadline"] else None) == day, name


def test_each_order_falls_to_somebody_or_to_nobody_and_has_one_state() -> None:
    proper = {name for name, fact in FACTS["orders"].items() if fact["kind"] != "requested"}
    duties = FACTS["duties"]
    states = [_accounts(duties[state]) for state in ("answered", "due", "past_due", "no_date", "not_yet_given")]
    assert set(FACTS["falls_to"]) == proper
    assert set().union(*states) == proper
    assert sum(map(len, states)) == len(proper)
