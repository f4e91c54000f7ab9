"""YAML: words without quotes, and that what is written reads back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import Real
from hypothesis import given, settings
from hypothesis import strategies as st
from record_files import GOOD, one, record, write

from giaoviec.graph.errors import InputError
from giaoviec.graph.recordfile import dumps, read
from giaoviec.graph.records import SECTIONS, dump
from giaoviec.graph.validation import parse
from giaoviec.graph.yaml_text import to_yaml, yaml_documents


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("No", "No"),
        ("yes", "yes"),
        ("on", "on"),
        ("True", "True"),
        ("010", "010"),
        ("0x1F", "0x1F"),
        ("12:30", "12:30"),
        ("1_000", "1_000"),
        ("+84", "+84"),
        ("1.10", "1.10"),
        ("1e3", "1e3"),
        (".inf", ".inf"),
        ("2021-02-31", "2021-02-31"),
        ("2021-01-18", "2021-01-18"),
        ("2021-01-18 07:30:00", "2021-01-18 07:30:00"),
        ("Null", "Null"),
        ("=", "="),
        ("<<", "<<"),
        ("1234567890123456789012", "1234567890123456789012"),
        ("'true'", "true"),
        ('"12"', "12"),
        ("!!str 12", "12"),
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("12", 12),
        ("0", 0),
        ("-3", -3),
    ],
)
def test_words_without_quotes_are_taken_as_written(written: str, value: object) -> None:
    (document,) = yaml_documents(f"a: {written}\n", "x")
    assert document.data == {"a": value}
    assert type(document.data["a"]) is type(value)


@pytest.mark.parametrize("written", ["on", "yes", "1", "2021-01-18", "null", "~", "true", "010"])
def test_names_of_fields_are_text_as_written(written: str) -> None:
    (document,) = yaml_documents(f"{written}: x\n", "x")
    assert document.data == {written: "x"}


def test_real_records_written_and_read_are_equal(reals: list[Real], tmp_path: Path) -> None:
    for real in reals:
        again = one(tmp_path, dumps(real.record))
        assert again.faults == ()
        assert again.record == real.record
        assert dump(record(again)) == dump(real.record)


def test_what_is_written_is_readable_and_in_order() -> None:
    made, _ = parse(yaml.safe_load(GOOD))
    assert made is not None
    text = dumps(made)
    assert "date: 2021-01-18\n" in text
    assert "name: Sở Xây dựng\n" in text
    places = [
        text.index(word) for word in ("made:", "source:", "meetings:", "assignments:", "- id: a1", "task: kiểm", "evidence: giao")
    ]
    assert places == sorted(places)
    assert max(map(len, text.splitlines())) <= 130


def test_other_readers_of_yaml_read_the_same(reals: list[Real]) -> None:
    for real in reals:
        again, faults = parse(yaml.safe_load(dumps(real.record)))
        assert not faults
        assert again == real.record


anything = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=300)
LIKE_OTHER_TYPES = ["No", "on", "~", "null", "true", "010", "12:30", "2021-02-31", "=", "<<", ""]
LIKE_SYNTAX = ["- x", "a: b", "# x", " x", "x ", "'", '"', "&a", "*a", "!x", "%x", "@", "`", "?", "---", "...", "|x", ">"]
BROKEN_LINES = ["a\nb", "a\n\n b\n", "\t", "\r\n", "\x85", "\u2028", "\ufeff", "a\x0cb", "x" * 300, "từ " * 90]
awkward = st.sampled_from(LIKE_OTHER_TYPES + LIKE_SYNTAX + BROKEN_LINES)
scalars = st.none() | st.booleans() | st.integers(-(10**17), 10**17) | anything | awkward
data = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(anything | awkward, inner, max_size=4), max_leaves=12
)


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(anything | awkward, data, max_size=4))
def test_any_data_written_as_yaml_reads_back_the_same(value: dict[str, Any]) -> None:
    (document,) = yaml_documents(to_yaml(value), "x")
    assert document.data == value
    assert document.twice == []


fields = st.sampled_from([*SECTIONS, *(name for shape in SECTIONS.values() for name in shape.model_fields), "made", "source"])
like_records = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(fields, inner, max_size=6), max_leaves=20
)


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(st.sampled_from(list(SECTIONS)), like_records, max_size=6))
def test_any_data_in_the_fields_of_a_record_is_taken_or_a_fault_with_its_line(
    tmp_path_factory: pytest.TempPathFactory, value: dict[str, Any]
) -> None:
    loaded = one(tmp_path_factory.mktemp("any"), to_yaml({**value, "made": {"by": "hand"}, "source": {}}))
    assert loaded.record is not None
    assert all(fault.line for fault in loaded.faults)
    items = {name: [*value[name]] for name in SECTIONS if isinstance(value.get(name), list)}
    refused = {fault.path[:2] for fault in loaded.faults if len(fault.path) > 1}
    for name, all_given in items.items():
        assert len(getattr(loaded.record, name)) == sum((name, at) not in refused for at in range(len(all_given)))


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200) | st.text("[]{}:,-&*!|>'\"%@`?# \n\tab01", max_size=60), st.sampled_from(["r.yaml", "r.json"]))
def test_any_text_is_read_or_refused_in_a_sentence(tmp_path_factory: pytest.TempPathFactory, text: str, name: str) -> None:
    path = write(tmp_path_factory.mktemp("any"), text.encode("utf-8", "surrogatepass"), name)
    try:
        for loaded in read(path):
            assert loaded.faults or loaded.record
            assert all(fault.line for fault in loaded.faults)
    except InputError as error:
        assert error.where.startswith(str(path))
        assert "\n" not in error.sentence("vi")
