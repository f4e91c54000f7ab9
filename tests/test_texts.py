"""Reports as files: read into records that load again unchanged, corrected by hand, read on all cores in order."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
import yaml
from conftest import SHARED
from test_case import rows

from giaoviec.graph import recordfile
from giaoviec.graph.answer import ask
from giaoviec.graph.answer_data import as_csv, as_json
from giaoviec.graph.case import Options, load
from giaoviec.graph.context import context, texts
from giaoviec.graph.dossier import page
from giaoviec.graph.folder import Case
from giaoviec.graph.receipt import Receipt
from giaoviec.graph.records import by_hand, content_digest, dump
from giaoviec.graph.show import place
from giaoviec.graph.stores.base import open_store
from giaoviec.loaders.paths import expand, read_all, read_texts
from giaoviec.loaders.reading import Hints, read

SOURCES = Path(__file__).resolve().parents[1] / "sample" / "sources"
TEXT = (
    "Ngày 5/3/2024, UBND tỉnh Hải Dương tổ chức cuộc họp. Ông Lê Văn Tám, Chủ tịch UBND tỉnh chủ trì.\n\n"
    "Kết luận cuộc họp, ông Lê Văn Tám giao Sở Y tế lập kế hoạch tiêm chủng trước ngày 30/4/2024.\n"
)


def take(case: Case, *paths: Path, **given: str) -> Receipt:
    return load(case, read_all(expand(paths), given), Options())


def written(tmp_path: Path) -> Path:
    path = tmp_path / "bai.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def unlabelled() -> list[Path]:
    return sorted((SHARED / "corpus" / "unlabelled").glob("*.txt"))[:40]


@pytest.mark.parametrize("path", [*sorted(SOURCES.glob("*.txt")), *unlabelled()], ids=lambda path: path.stem)
def test_a_record_that_the_engine_made_is_read_back_the_same(path: Path, tmp_path: Path) -> None:
    record = read(path.read_text(encoding="utf-8"), Hints(file=path.name, published="2017"))
    file = tmp_path / "r.yaml"
    file.write_text(recordfile.dumps(record), encoding="utf-8")
    [loaded] = recordfile.read(file)
    assert loaded.faults == () and loaded.record is not None
    assert dump(loaded.record) == dump(record)
    assert content_digest(loaded.record) == content_digest(record)


def test_a_report_goes_in_and_a_second_load_changes_nothing(tmp_path: Path) -> None:
    case, path = Case(tmp_path / "case"), written(tmp_path)
    assert take(case, path).sources == {"new": 1}
    [order] = rows(case, "MATCH (a:Assignment)-[:GIVEN_TO]->(r) RETURN a.deadline AS due, r.name AS name, a.rule AS rule")
    assert (order["due"], order["name"]) == ("2024-04-30", "Sở Y tế tỉnh Hải Dương") and order["rule"]
    again = take(case, path)
    assert (again.sources, again.nodes, again.links, again.gone) == ({"unchanged": 1}, 0, 0, 0)


def test_a_record_corrected_by_hand_is_not_overwritten_by_a_later_reading(tmp_path: Path) -> None:
    case, path = Case(tmp_path / "case"), written(tmp_path)
    take(case, path)
    record = case.records / "bai.yaml"
    data = yaml.safe_load(record.read_text(encoding="utf-8"))
    data["assignments"][0]["to"][0]["name"] = "Sở Nội vụ tỉnh Hải Dương"
    record.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
    take(case)
    kept = take(case, path)
    assert kept.sources == {"kept": 1}
    assert rows(case, "MATCH (:Assignment)-[:GIVEN_TO]->(r) RETURN r.name AS name") == [{"name": "Sở Nội vụ tỉnh Hải Dương"}]
    [loaded] = recordfile.read(record)
    assert loaded.record is not None and by_hand(loaded.record)


def test_what_the_text_does_not_tell_is_given_beside_it_or_for_all_files(tmp_path: Path) -> None:
    path = tmp_path / "bai.txt"
    path.write_text(TEXT.replace("/2024", "").replace(" tỉnh Hải Dương", " tỉnh"), encoding="utf-8")
    (tmp_path / "bai.given.yaml").write_text("published: 2017\njurisdiction: tỉnh Hà Nam\n", encoding="utf-8")
    [reading] = read_texts([path], {"publisher": "Báo A", "jurisdiction": "tỉnh Bắc Ninh"}, None)
    record = reading.loaded.record
    assert record is not None
    assert (record.jurisdiction, record.jurisdiction_stated, record.source.publisher) == ("tỉnh Hà Nam", False, "Báo A")
    assert record.meetings[0].date == "2017-03-05"
    assert {"jurisdiction", "published", "publisher"} <= set(record.source.given)


def test_a_wrong_word_beside_a_text_is_told(tmp_path: Path) -> None:
    path = written(tmp_path)
    (tmp_path / "bai.given.yaml").write_text("publisched: 2017\n", encoding="utf-8")
    [reading] = read_texts([path], {}, None)
    assert reading.loaded.record is None and "published" in reading.loaded.faults[0].expected.en


def test_many_files_come_in_the_order_they_were_given(tmp_path: Path) -> None:
    paths = []
    for number in range(20):
        path = tmp_path / f"{number:02}.txt"
        path.write_text(TEXT.replace("Sở Y tế", f"Sở Y tế {number}"), encoding="utf-8")
        paths.append(path)
    assert [reading.loaded.path for reading in read_texts(paths, {}, None)] == paths


def test_a_file_that_cannot_be_read_does_not_stop_the_others(tmp_path: Path) -> None:
    case = Case(tmp_path / "case")
    written(tmp_path)
    (tmp_path / "b.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    receipt = take(case, tmp_path)
    assert receipt.sources == {"new": 1, "refused": 1} and receipt.refused[0].file.name == "b.txt"


def test_items_of_a_case_that_are_wrong_by_now_are_told_and_not_lost_in_silence(tmp_path: Path) -> None:
    case, path = Case(tmp_path / "case"), written(tmp_path)
    take(case, path)
    record = case.records / "bai.yaml"
    record.write_text(record.read_text(encoding="utf-8").replace("kind: assigned", "kind: ordered"), encoding="utf-8")
    receipt = take(case)
    assert [each.fault.field for each in receipt.refused] == ["assignments.1.kind"]


def test_what_was_read_from_a_document_or_a_web_page_is_cited_with_that_file(tmp_path: Path) -> None:
    docx = pytest.importorskip("docx")
    document = docx.Document()
    for line in TEXT.split("\n\n"):
        document.add_paragraph(line.strip())
    document.save(str(tmp_path / "tin.docx"))
    paragraphs = "".join(f"<p>{line}</p>" for line in TEXT.replace("Y tế", "Nội vụ").replace("5/3", "6/3").split("\n\n"))
    (tmp_path / "trang.html").write_text(
        f"<html><body><article><h1>Họp</h1>{paragraphs}</article></body></html>", encoding="utf-8"
    )
    written(tmp_path).write_text(TEXT.replace("Y tế", "Công Thương").replace("5/3", "7/3"), encoding="utf-8")
    case = Case(tmp_path / "case")
    take(case, *(tmp_path / name for name in ("tin.docx", "trang.html", "bai.txt")))
    store = open_store(case.store, read_only=True)
    found = ask(store, "assignments", {}, case.digest())
    written_page = "".join(page(found, context(store, found.rows), texts(case.sources), "vi"))
    store.close()
    assert found.originals == {"tin.txt": "tin.docx", "trang.txt": "trang.html"}
    places = {place(row, "vi", found.originals) for row in found.rows}
    for cited in ("tin.docx (văn bản: tin.txt, ký tự ", "trang.html (văn bản: trang.txt, ký tự ", " · bai.txt, ký tự "):
        assert any(cited in each for each in places), (cited, places)
        assert cited.removeprefix(" · ") in written_page
    assert json.loads(as_json(found))["originals"] == found.originals
    told = {line["file"]: line["original"] for line in csv.DictReader(as_csv(found, "vi").removeprefix("\ufeff").splitlines())}
    assert told == {**found.originals, "bai.txt": ""}
