"""The saved questions on a second invented case (tests/data/second), whose expected rows were written by reading its texts, before any run."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from stores import SampleStore, loaded, named

from giaoviec.graph import recordfile
from giaoviec.graph.records import Record
from giaoviec.graph.saved import questions
from giaoviec.graph.stores.base import Row, open_store

SECOND = Path(__file__).resolve().parent / "data" / "second"
EXPECTED: list[dict[str, Any]] = yaml.safe_load((SECOND / "expected.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def second(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SampleStore]:
    """The second case, loaded and opened for reading."""
    case = loaded(tmp_path_factory.mktemp("second") / "case", SECOND / "records", SECOND / "sources")
    store = open_store(case.store, read_only=True)
    try:
        yield named(store, SECOND)
    finally:
        store.close()


def _cases(faults: bool) -> list[Any]:
    """The cases by name; with `faults`, those of which a fault of the program is known must fail, until it is mended."""
    out, seen = [], Counter[str]()
    for case in EXPECTED:
        seen[case["question"]] += 1
        marks = [pytest.mark.xfail(strict=True, reason=case["fault"])] if faults and "fault" in case else []
        out.append(pytest.param(case, id=f"{case['question']}-{seen[case['question']]}", marks=marks))
    return out


def _labels(value: Any, store: SampleStore) -> Any:
    """The value as answers give it: days as ISO text, NAME @RECORD as the label of the person whom that source names, lists sorted."""
    if isinstance(value, list):
        return sorted(_labels(each, store) for each in value)
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, str) and " @" in value:
        name, record = value.split(" @")
        cypher = "MATCH (p:Person {name: $name})-[:STATED_IN]->(:Quote)-[:IN_SOURCE]->(s:Source {file: $file}) RETURN DISTINCT p.label AS label"
        rows = store.store.read(cypher, {"name": name, "file": f"{record}.txt"})
        assert len(rows) == 1, f"{value}: {rows}"
        return rows[0]["label"]
    return value


def _column(row: Row, name: str, store: SampleStore) -> Any:
    if name == "item":
        return store.item(row)
    return sorted(row[name]) if isinstance(row[name], list) else row[name]


def _fits(row: Row, expected: dict[str, Any], store: SampleStore) -> bool:
    for name, value in expected.items():
        if name == "item":
            fits = store.item(row) in ([None] if value is None else value.split(" = "))
        elif name.endswith("~"):
            fits = all(any(part in each for each in row[name[:-1]]) for part in value)
        else:
            fits = _column(row, name, store) == _labels(value, store)
        if not fits:
            return False
    return True


def _asked(case: dict[str, Any], store: SampleStore) -> list[Row]:
    """The rows of the question, without those that the case leaves aside."""
    parameters = {name: _labels(value, store) for name, value in case["parameters"].items()}
    rows = store.ask(questions()[case["question"]], parameters)
    for name, values in case.get("only", {}).items():
        rows = [row for row in rows if row[name] in values]
    return [row for row in rows if store.item(row)] if case.get("items") else rows


def test_nothing_of_the_case_is_refused() -> None:
    """Every record is without fault, and all its evidence stands in its text."""
    for path in sorted((SECOND / "records").glob("*.yaml")):
        (each,) = recordfile.read(path)
        assert isinstance(each.record, Record), path.name
        text = " ".join((SECOND / "sources" / f"{path.stem}.txt").read_text(encoding="utf-8").split())
        parts = [getattr(each.record, name) for name in type(each.record).model_fields]
        evidence = [item.evidence for part in parts if isinstance(part, (list, tuple)) for item in part if item.evidence]
        assert evidence and [words for words in evidence if " ".join(words.split()) not in text] == []


def test_every_question_is_asked() -> None:
    assert {case["question"] for case in EXPECTED} == set(questions())


@pytest.mark.parametrize("case", _cases(faults=True))
def test_the_rows_are_those_that_a_reader_of_the_texts_expects(case: dict[str, Any], second: SampleStore) -> None:
    left, missing = _asked(case, second), []
    columns = list(dict.fromkeys(name.rstrip("~") for row in case["rows"] for name in row)) or ["item"]
    for expected in case["rows"]:
        found = [row for row in left if _fits(row, expected, second)]
        if not found:
            missing.append(expected)
        taken = found if case.get("distinct") else found[:1]
        left = [row for row in left if not any(row is each for each in taken)]
    shown = [{name: _column(row, name, second) for name in columns} for row in left]
    assert (missing, shown) == ([], []), case["why"]


@pytest.mark.parametrize("case", _cases(faults=False))
def test_each_row_rests_on_words_of_its_text(case: dict[str, Any], second: SampleStore) -> None:
    parameters = {name: _labels(value, second) for name, value in case["parameters"].items()}
    for row in second.ask(questions()[case["question"]], parameters):
        text = (SECOND / "sources" / row["file"]).read_text(encoding="utf-8")
        assert text[row["start"] : row["end"]] == row["quote"]
