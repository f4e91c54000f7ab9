"""Record files: what is read, where each fault stands, and keys that stand twice."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from conftest import Real
from record_files import GOOD, HEAD, line_of, one, record, write

from giaoviec.graph.recordfile import read
from giaoviec.graph.records import dump
from giaoviec.graph.validation import parse


def test_a_good_file_gives_its_record_and_no_fault(tmp_path: Path) -> None:
    loaded = one(tmp_path, GOOD)
    assert loaded.faults == ()
    assert [a.id for a in record(loaded).assignments] == ["a1", "a2"]
    assert record(loaded).meetings[0].date == "2021-01-18"
    assert loaded.path == tmp_path / "r.yaml"


def test_the_real_records_are_read_as_yaml_reads_them(reals: list[Real]) -> None:
    for real in reals:
        (loaded,) = read(real.path)
        assert loaded.faults == ()
        expected, _ = parse(yaml.safe_load(real.path.read_text(encoding="utf-8")))
        assert loaded.record == expected


def test_many_records_to_a_file_as_documents_as_a_list_and_both(tmp_path: Path) -> None:
    listed = "".join("- " + line if line.startswith("made") else "  " + line for line in HEAD.splitlines(keepends=True))
    for content in (f"{HEAD}---\n{HEAD}---\n{HEAD}", listed * 3, f"---\n{listed * 2}---\n{HEAD}---\n"):
        loaded = read(write(tmp_path, content))
        assert [record(each).source.title for each in loaded] == ["Kết luận"] * 3


def test_json_is_read_as_yaml_is(tmp_path: Path) -> None:
    data = dump(record(one(tmp_path, GOOD)))
    assert record(one(tmp_path, json.dumps(data, indent="\t"), "r.json")) == record(one(tmp_path, GOOD))
    assert len(read(write(tmp_path, json.dumps([data, data]), "r.JSON"))) == 2


@pytest.mark.parametrize("mark", ["\ufeff", ""])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_byte_order_mark_and_line_ends_of_windows_are_fine(mark: str, ending: str, tmp_path: Path) -> None:
    assert record(one(tmp_path, mark + GOOD.replace("\n", ending))) == record(one(tmp_path, GOOD))
    data = json.dumps({"made": {"by": "hand"}, "source": {}}, indent=1).replace("\n", ending)
    assert one(tmp_path, mark + data, "r.json").faults == ()


def test_a_name_that_yaml_takes_for_a_truth_value_stays_a_name(tmp_path: Path) -> None:
    content = HEAD + "bodies:\n- name: No\n  became: Off\n  on: 2025-07-01\n  evidence: y\n"
    (body,) = record(one(tmp_path, content)).bodies
    assert (body.name, body.became, body.on, body.evidence) == ("No", "Off", "2025-07-01", "y")


# Faults: the good items load, each fault says where it stands.


@pytest.mark.parametrize(
    ("old", "new", "path", "line_words", "kept"),
    [
        ("2021-01-18", "2021-02-31", ("meetings", 0, "date"), "2021-02-31", ["a1", "a2"]),
        ("kind: required", "kind: ordered", ("assignments", 1, "kind"), "ordered", ["a1"]),
        ("- name: Sở Xây dựng", "- nam: Sở", ("assignments", 0, "to", 0, "name"), "- nam:", ["a2"]),
        ("  task: báo cáo\n", "", ("assignments", 1, "task"), "- id: a2", ["a1"]),
        ("id: a2", "id: a1", ("assignments", 1, "id"), "id: a1", ["a1"]),
        ("meeting: m1", "meeting: m7", ("assignments", 0, "meeting"), "m7", ["a2"]),
        ("task: báo cáo", "task: báo cáo\n  tsak: x", ("assignments", 1, "tsak"), "tsak", ["a1"]),
    ],
)
def test_a_fault_has_the_line_of_its_field_or_of_its_item(
    old: str, new: str, path: tuple[str | int, ...], line_words: str, kept: list[str], tmp_path: Path
) -> None:
    content = GOOD.replace(old, new)
    loaded = one(tmp_path, content)
    fault = next(fault for fault in loaded.faults if fault.path == path)
    assert fault.line == line_of(content, line_words, 2 if new == "id: a1" else 1)
    assert [a.id for a in record(loaded).assignments] == kept


def test_faults_come_in_the_order_of_lines(tmp_path: Path) -> None:
    content = GOOD.replace("kind: assigned", "kind: x").replace("2021-01-18", "hôm nay").replace("to: [{", "to: [{nam: 1, ")
    lines = [fault.line for fault in one(tmp_path, content).faults]
    assert len(lines) >= 3
    assert lines == sorted(lines, key=lambda line: line or 0)


def test_lines_are_right_in_json_in_lists_and_in_later_documents(tmp_path: Path) -> None:
    bad = {"made": {"by": "hand"}, "source": {}, "projects": [{"name": "Cầu"}, {"name": 'Cầu {[\\"', "evidence": "x", "cots": 5}]}
    text = json.dumps([bad, bad], indent=2)
    first, second = read(write(tmp_path, text, "r.json"))
    for number, loaded in enumerate((first, second), 1):
        assert [f.path for f in loaded.faults] == [("projects", 0, "evidence"), ("projects", 1, "cots")]
        assert loaded.faults[0].line == line_of(text, '"name": "Cầu"'.encode("ascii", "backslashreplace").decode(), number) - 1
        assert loaded.faults[1].line == line_of(text, '"cots"', number)
    later = f"{HEAD}---\n# ghi chú\n{HEAD}projects:\n- name: Cầu\n"
    assert [fault.line for fault in read(write(tmp_path, later))[1].faults] == [line_of(later, "- name: Cầu")]


@pytest.mark.parametrize("content", ["chỉ là chữ\n", "12\n", "- 1\n", HEAD.replace("hand", "foot"), "source: {}\nmade: 5\n"])
def test_what_is_no_record_is_a_fault_with_a_line_and_no_record(content: str, tmp_path: Path) -> None:
    loaded = one(tmp_path, content)
    assert loaded.record is None
    assert loaded.faults
    assert all(fault.line for fault in loaded.faults)
    assert loaded.raw is not None


def test_a_fault_of_an_item_without_id_names_that_item(tmp_path: Path) -> None:
    content = (
        HEAD + "people:\n- {name: A, evidence: x, mood: 1}\n- {name: B, evidence: x, meeting: m9}\n- {name: C, evidence: x}\n"
    )
    loaded = one(tmp_path, content)
    assert [(f.path, f.item["name"], f.line) for f in loaded.faults] == [
        (("people", 0, "mood"), "A", 4),
        (("people", 1, "meeting"), "B", 5),
    ]
    assert [p.name for p in record(loaded).people] == ["C"]


@pytest.mark.parametrize("value", ["5", "true", "chữ", "{a: 1}", "1.5"])
@pytest.mark.parametrize("section", ["meetings", "projects", "decisions", "assignments"])
def test_a_section_that_is_no_list_is_a_fault(section: str, value: str, tmp_path: Path) -> None:
    content = f"{HEAD}{section}: {value}\nreports:\n- {{id: r1, about: x, evidence: y}}\n"
    loaded = one(tmp_path, content)
    assert [(f.path, f.line) for f in loaded.faults] == [((section,), 3)]
    assert [r.id for r in record(loaded).reports] == ["r1"]


def test_an_item_of_the_record_is_located_in_the_file(tmp_path: Path) -> None:
    """The record has fewer items than the file where some were refused; numbers and lines are those of the file."""
    twin = "- {name: Cầu, evidence: x}\n"
    content = GOOD.replace("kind: assigned", "kind: x") + "projects:\n" + twin + "- {evidence: x}\n" + twin
    loaded = one(tmp_path, content)
    (order,) = record(loaded).assignments
    first, second = record(loaded).projects
    assert loaded.locate("assignments", order) == (1, line_of(content, "evidence: yêu cầu"))
    assert loaded.locate("projects", first) == (0, line_of(content, "- {name: Cầu"))
    assert loaded.locate("projects", second) == (2, line_of(content, "- {name: Cầu", 2))


def test_the_line_of_a_field_that_is_missing_is_that_of_what_should_have_it(tmp_path: Path) -> None:
    loaded = one(tmp_path, GOOD)
    assert loaded.line_of(("assignments", 1, "start")) == line_of(GOOD, "- id: a2")
    assert loaded.line_of(("source", "title")) == loaded.line_of(("source", "file")) == 2
    assert loaded.line_of(("jurisdiction",)) == 1


def test_no_line_is_told_of_a_file_that_has_changed(tmp_path: Path) -> None:
    loaded = one(tmp_path, GOOD)
    write(tmp_path, "# another\n" + GOOD)
    assert loaded.line_of(("source", "title")) is None


# Keys that stand twice.


def test_an_item_with_a_key_twice_is_refused_with_both_lines(tmp_path: Path) -> None:
    content = GOOD.replace("  task: kiểm tra cầu\n", "  task: kiểm tra cầu\n  task: sửa cầu\n").replace(
        "kind: required", "kind: x"
    )
    loaded = one(tmp_path, content)
    twice, other = loaded.faults
    assert (twice.path, twice.line) == (("assignments", 0, "task"), line_of(content, "task: sửa"))
    assert f"line {line_of(content, 'task: kiểm')}" in twice.expected.en
    assert twice.item["id"] == "a1"
    assert other.path == ("assignments", 1, "kind")  # the others keep their numbers
    assert record(loaded).assignments == ()


def test_what_points_at_an_item_with_a_key_twice_is_kept(tmp_path: Path) -> None:
    """As with every refused item: an order is not lost because its meeting is."""
    loaded = one(tmp_path, GOOD.replace("  date: 2021-01-18\n", "  date: 2021-01-18\n  date: 2021-01-19\n"))
    assert [fault.path for fault in loaded.faults] == [("meetings", 0, "date")]
    assert record(loaded).meetings == ()
    assert [a.id for a in record(loaded).assignments] == ["a1", "a2"]


def test_a_key_twice_deep_in_an_item_refuses_that_item(tmp_path: Path) -> None:
    loaded = one(tmp_path, GOOD.replace("- name: Sở Xây dựng", "- name: Sở Xây dựng\n    name: Sở Tài chính"))
    assert [fault.path for fault in loaded.faults] == [("assignments", 0, "to", 0, "name")]
    assert [a.id for a in record(loaded).assignments] == ["a2"]


@pytest.mark.parametrize(
    "content", [GOOD + "assignments: []\n", GOOD + "meetings:\n- id: m1\n  id: m2\n", "source: {url: a, url: b}\n"]
)
def test_a_key_twice_outside_items_refuses_the_record(content: str, tmp_path: Path) -> None:
    loaded = one(tmp_path, content)
    assert loaded.record is None
    assert any(fault.item is None for fault in loaded.faults)


def test_a_key_twice_in_a_repeated_item_refuses_each_of_them(tmp_path: Path) -> None:
    content = HEAD + "projects:\n- &p {name: Cầu, name: Cống, evidence: x}\n- *p\n- {name: Đê, evidence: x}\n"
    loaded = one(tmp_path, content)
    assert [fault.path[:2] for fault in loaded.faults] == [("projects", 0), ("projects", 1)]
    assert [p.name for p in record(loaded).projects] == ["Đê"]


def test_a_key_twice_in_json_is_seen_too(tmp_path: Path) -> None:
    content = '{"source": {},\n "projects": [{"name": "Cầu",\n "evidence": "x",\n "name": "Cống"}]}'
    loaded = one(tmp_path, content, "r.json")
    assert [(f.path, f.line) for f in loaded.faults] == [(("projects", 0, "name"), 4)]
    assert record(loaded).projects == ()
