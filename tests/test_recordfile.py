"""Record files: what is read, what each bad file is told, where each fault stands, and that what is written reads back."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import Real
from hypothesis import given, settings
from hypothesis import strategies as st

from giaoviec.graph.errors import InputError
from giaoviec.graph.plain import DEEPEST
from giaoviec.graph.recordfile import Loaded, dumps, read
from giaoviec.graph.records import Record, dump
from giaoviec.graph.validation import parse
from giaoviec.graph.yaml_text import to_yaml, yaml_documents

HEAD = "made: {by: hand}\nsource: {title: Kết luận}\n"
GOOD = (
    HEAD
    + """\
meetings:
- id: m1
  date: 2021-01-18
assignments:
- id: a1
  meeting: m1
  kind: assigned
  to:
  - name: Sở Xây dựng
  task: kiểm tra cầu
  evidence: giao Sở Xây dựng kiểm tra cầu
- id: a2
  kind: required
  to: [{name: UBND huyện Vân Khánh}]
  task: báo cáo
  evidence: yêu cầu UBND huyện Vân Khánh báo cáo
"""
)


def write(folder: Path, content: str | bytes, name: str = "r.yaml") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def one(folder: Path, content: str | bytes, name: str = "r.yaml") -> Loaded:
    (loaded,) = read(write(folder, content, name))
    return loaded


def record(loaded: Loaded) -> Record:
    assert loaded.record is not None, loaded.faults
    return loaded.record


def line_of(text: str, words: str, times: int = 1) -> int:
    """The line of the n-th place of `words`."""
    at = -1
    for _ in range(times):
        at = text.index(words, at + 1)
    return text.count("\n", 0, at) + 1


def test_a_good_file_gives_its_record_and_no_fault(tmp_path: Path) -> None:
    loaded = one(tmp_path, GOOD)
    assert loaded.faults == ()
    assert [a.id for a in record(loaded).assignments] == ["a1", "a2"]
    assert record(loaded).meetings[0].date == "2021-01-18"
    assert (loaded.path, loaded.number) == (tmp_path / "r.yaml", 1)


def test_the_real_records_are_read_as_yaml_reads_them(reals: list[Real]) -> None:
    for real in reals:
        (loaded,) = read(real.path)
        assert loaded.faults == ()
        expected, _ = parse(yaml.safe_load(real.path.read_text(encoding="utf-8")))
        assert loaded.record == expected


def test_many_records_to_a_file_as_documents_as_a_list_and_both(tmp_path: Path) -> None:
    listed = "".join("- " + line if line.startswith("made") else "  " + line for line in HEAD.splitlines(keepends=True))
    for content in (f"{HEAD}---\n{HEAD}---\n{HEAD}", listed * 3, f"---\n{listed * 2}---\n{HEAD}---\n"):
        assert [loaded.number for loaded in read(write(tmp_path, content))] == [1, 2, 3]
        assert all(loaded.record for loaded in read(tmp_path / "r.yaml"))


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


def test_a_name_that_yaml_takes_for_a_truth_value_stays_a_name(tmp_path: Path) -> None:
    content = HEAD + "bodies:\n- name: No\n  became: Off\n  on: 2025-07-01\n  evidence: y\n"
    (body,) = record(one(tmp_path, content)).bodies
    assert (body.name, body.became, body.on, body.evidence) == ("No", "Off", "2025-07-01", "y")


# Faults: the good items load, each fault says where it stands.


@pytest.mark.parametrize(
    ("old", "new", "path", "line_words", "kept"),
    [
        ("2021-01-18", "2021-02-31", ("meetings", 0, "date"), "2021-02-31", ["a1", "a2"]),  # a1 stays, without its meeting
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


# Files that are refused whole.

BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{b}: &{b} [{', '.join(['*' + a] * 9)}]\n" for a, b in zip("abcdefghi", "bcdefghij", strict=True)
)
MERGED = "a: &a {x: 1}\nb: {<<: *a}\n"

REFUSED: dict[str, tuple[str, bytes | str, str, str]] = {
    # name: (file, content, words of the sentence, what follows the file's name in `where`)
    "broken YAML": ("r.yaml", "made: {by: hand\nsource: x\n", "broken YAML", ":2:"),
    "a colon within text": ("r.yaml", f"{HEAD}jurisdiction: tỉnh: Sông Vân\n", "put the text in quotes", ":3:19"),
    "a tab for blanks": ("r.yaml", "made:\n\tby: hand\n", "indent with blanks", ":2:1"),
    "an open quotation mark": ("r.yaml", 'made: "hand\n', "not closed", ":"),
    "an unknown handle": ("r.yaml", "a: !x!y z\n", "broken YAML", ":1:"),
    "broken JSON": ("r.json", '{"made": {"by": "hand"},\n "source": }', "broken JSON", ":2:12"),
    "two JSON values": ("r.json", "{}\n{}", "broken JSON", ":2:1"),
    "a YAML bomb": ("r.yaml", BOMB, "aliases", ":6"),
    "a bomb of long text": ("r.yaml", f"a: &a {'x' * 9000}\nb: [{', '.join(['*a'] * 2000)}]\n", "aliases", ":2"),
    "an alias in itself": ("r.yaml", "a: &a [*a]\n", "was not set with &", ":1"),
    "an alias of nothing": ("r.yaml", "a: *b\n", "was not set with &", ":1"),
    "deep YAML": ("r.yaml", "[" * 900 + "]" * 900, "nested deeper", ":1"),
    "very deep YAML": ("r.yaml", "[" * 200_000, "nested deeper", ":1"),
    "deep YAML in block style": ("r.yaml", "- " * 5000 + "x\n", "nested deeper", ":1"),
    "deep JSON": ("r.json", '{"a":\n' * 60 + "1" + "}" * 60, "nested deeper", ":41"),
    "very deep JSON": ("r.json", "[" * 200_000, "nested deeper", ""),
    "Latin-1": ("r.yaml", HEAD.encode("utf-8") + "title: Qu\xe9bec\n".encode("latin-1"), f"offset {len(HEAD.encode()) + 9}", ""),
    "UTF-16": ("r.yaml", HEAD.encode("utf-16"), "UTF-16", ""),
    "a binary file": ("r.yaml", b"%PDF-1.7\n\x00\x01\x02", "binary", ""),
    "an empty file": ("r.yaml", b"", "empty", ""),
    "only a byte order mark and blanks": ("r.json", "\ufeff \n".encode(), "empty", ""),
    "only a remark": ("r.yaml", "# nothing\n---\n", "holds no record", ""),
    "an empty list": ("r.json", "[]", "holds no record", ""),
    "a tag that makes an object": ("r.yaml", "a: !!python/object/apply:os.getcwd []\n", "!!python/object/apply:os.getcwd", ":1"),
    "a tag of a type": ("r.yaml", f"{HEAD}x: !!timestamp 2021-01-18\n", "!!timestamp", ":3"),
    "a list for a field's name": ("r.yaml", "? [a, b]\n: c\n", "must be text", ":1"),
    "a control character": ("r.yaml", "a: b\nc: d\x07\n", "U+0007", ":2"),
    "a zero in an escape": ("r.yaml", 'a: "\\0"\n', "U+0000", ":1"),
    "half a letter": ("r.json", '{"source":\n {"title": "\\ud800"}}', "U+D800", ":2"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_bad_file_is_refused_in_one_sentence(case: str, tmp_path: Path) -> None:
    name, content, words, place = REFUSED[case]
    path = write(tmp_path, content, name)
    start = time.perf_counter()
    with pytest.raises(InputError) as caught:
        read(path)
    assert words in caught.value.said.en
    assert caught.value.where.startswith(f"{path}{place}")
    for lang in ("vi", "en"):
        sentence = caught.value.sentence(lang)
        assert "\n" not in sentence
        assert "Traceback" not in sentence
        assert str(path) in sentence
    assert caught.value.said.vi != caught.value.said.en
    assert time.perf_counter() - start < 2


def test_a_file_over_the_limit_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "large.yaml"
    with path.open("wb") as out:
        out.truncate(64 * 1024 * 1024 + 1)
    with pytest.raises(InputError, match="too large"):
        read(path)


def test_a_folder_and_a_missing_file_are_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="this is a folder"):
        read(tmp_path)
    with pytest.raises(InputError, match="no such file"):
        read(tmp_path / "no.yaml")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on this system")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    with pytest.raises(InputError, match="no ordinary file"):
        read(tmp_path / "pipe.yaml")


def test_nesting_up_to_the_limit_is_read() -> None:
    (document,) = yaml_documents("[" * DEEPEST + "]" * DEEPEST, "x")
    depth, value = 0, document.data
    while value:
        depth, value = depth + 1, value[0]
    assert depth == DEEPEST - 1  # the innermost list is empty


def test_an_alias_that_repeats_little_is_written_out(tmp_path: Path) -> None:
    content = GOOD.replace("  - name: Sở Xây dựng\n", "  - &so\n    name: Sở Xây dựng\n").replace(
        "to: [{name: UBND huyện Vân Khánh}]", "to: [*so]"
    )
    loaded = one(tmp_path, content)
    assert loaded.faults == ()
    assert [agent.name for order in record(loaded).assignments for agent in order.to] == ["Sở Xây dựng"] * 2


def test_a_merge_key_is_a_field_that_no_record_has(tmp_path: Path) -> None:
    content = GOOD.replace("- id: a1", "- &a\n  id: a1").replace("- id: a2", "- <<: *a\n  id: a2")
    assert [fault.path for fault in one(tmp_path, content).faults] == [("assignments", 1, "<<")]


def test_no_tag_runs_code(tmp_path: Path) -> None:
    mark = tmp_path / "ran"
    path = write(
        tmp_path, f"a: !!python/object/apply:pathlib.Path.touch [!!python/object/apply:pathlib.Path ['{mark.as_posix()}']]\n"
    )
    with pytest.raises(InputError):
        read(path)
    assert not mark.exists()


def test_it_works_the_same_with_pyyaml_built_without_its_c_parts(tmp_path: Path) -> None:
    write(tmp_path, GOOD)
    write(tmp_path, '{"source": {}}', "r.json")
    code = (
        "import sys, yaml; del yaml.CSafeLoader, yaml.CSafeDumper\n"
        "from pathlib import Path; from giaoviec.graph.recordfile import read, dumps\n"
        "from giaoviec.graph.yaml_text import _SafeLoader; assert _SafeLoader is yaml.SafeLoader\n"
        "r = read(Path(sys.argv[1]))[0].record; Path(sys.argv[2]).write_text(dumps(r), encoding='utf-8')\n"
    )
    subprocess.run([sys.executable, "-c", code, tmp_path / "r.yaml", tmp_path / "again.yaml"], check=True)
    assert read(tmp_path / "again.yaml")[0].record == read(tmp_path / "r.yaml")[0].record


# Writing.


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
awkward = st.sampled_from(
    [
        *"No|on|~|null|true|010|12:30|2021-02-31|- x|a: b|# x| x|x |a\nb|a\n\n b\n|\t|'|\"|=|<<".split("|"),
        *"\x85|\u2028|\ufeff|a\x0cb|&a|*a|!x|%x|@|`|?|---|...|>".split("|"),
        "|x",
        "x" * 300,
        "từ " * 90,
        "\r\n",
        "",
    ]
)  # fmt: skip
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
