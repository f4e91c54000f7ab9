"""Which files a path stands for, and their records one after another."""

from __future__ import annotations

from pathlib import Path

import pytest

from giaoviec.graph.errors import InputError
from giaoviec.loaders.paths import expand, read_all

RECORD = "source: {{title: {0}}}\n"


def write(path: Path, title: str = "x") -> Path:
    path.write_text(RECORD.format(title) if path.suffix != ".json" else f'{{"source": {{"title": "{title}"}}}}', encoding="utf-8")
    return path


def test_a_folder_stands_for_its_records_then_the_reports_without_one_and_nothing_else(tmp_path: Path) -> None:
    for name in ("b.yaml", "a.json", "c.YML", "note.txt", "a.txt", "picture.png", ".hidden.yaml"):
        write(tmp_path / name)
    (tmp_path / "old").mkdir()
    write(tmp_path / "old" / "d.yaml")
    assert [path.name for path in expand([tmp_path])] == ["a.json", "b.yaml", "c.YML", "note.txt"]


def test_a_file_stands_for_itself_whatever_its_name(tmp_path: Path) -> None:
    assert expand([write(tmp_path / "record.txt")]) == [tmp_path / "record.txt"]


def test_a_path_that_is_not_there_and_a_folder_without_records_are_refused(tmp_path: Path) -> None:
    write(tmp_path / "note.png")
    with pytest.raises(InputError, match="no records"):
        expand([tmp_path])
    with pytest.raises(InputError, match="no such file"):
        expand([tmp_path / "no.yaml"])


def test_records_come_in_the_order_of_their_files(tmp_path: Path) -> None:
    paths = [write(tmp_path / "a.yaml", "một"), write(tmp_path / "b.json", "hai")]
    loaded = list(read_all(reversed(paths)))
    assert [each.record.source.title for each in loaded if each.record] == ["hai", "một"]
    assert [each.path for each in loaded] == [paths[1], paths[0]]


@pytest.mark.parametrize("wrong", ["", "made: {by: robot}\n"])
def test_the_text_of_a_record_under_another_name_is_not_read_as_a_report_too(tmp_path: Path, wrong: str) -> None:
    record = tmp_path / "record-7.yaml"
    record.write_text(f"{wrong}source: {{title: x, file: tin.txt}}\n", encoding="utf-8")
    (tmp_path / "tin.txt").write_text("Sáng 5/3, UBND tỉnh họp.", encoding="utf-8")
    assert [each.path for each in read_all(expand([tmp_path]))] == [record]
