"""Files that are refused whole, each in one sentence, and what is near them and allowed."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from record_files import GOOD, HEAD, one, record, write

from giaoviec.graph.errors import InputError
from giaoviec.graph.plain import DEEPEST
from giaoviec.graph.recordfile import read
from giaoviec.graph.yaml_text import yaml_documents

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
