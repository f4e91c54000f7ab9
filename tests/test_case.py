"""The case: its files, the order of its stages, and what bad input does to it."""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import signal
import sys
import time
import unicodedata
from pathlib import Path

import pytest
import yaml

from giaoviec.graph.case import Options, load
from giaoviec.graph.errors import GiaoviecError, InputError, StoreError
from giaoviec.graph.folder import Case
from giaoviec.graph.home import SAMPLE
from giaoviec.graph.receipt import Receipt
from giaoviec.graph.staging import held
from giaoviec.graph.stores.base import open_store
from giaoviec.loaders.paths import expand, read_all

TEXT = (
    "Ngày 5/3/2024, UBND tỉnh Sông Vân họp. Ông Lê Văn Tám, Chủ tịch UBND tỉnh, "
    "giao Sở Y tế lập kế hoạch tiêm chủng trước ngày 30/4."
)
RECORD = """\
made: {by: hand}
source: {file: bai.txt, title: Họp, published: 2024-03-05}
jurisdiction: tỉnh Sông Vân
meetings:
- {id: m1, name: Cuộc họp, body: Ủy ban nhân dân tỉnh Sông Vân, date: 2024-03-05, chairs: [Lê Văn Tám]}
people:
- name: Lê Văn Tám
  part: [chair]
  roles: [{label: Chủ tịch Ủy ban nhân dân tỉnh Sông Vân}]
  evidence: Ông Lê Văn Tám, Chủ tịch UBND tỉnh
assignments:
- id: a1
  meeting: m1
  kind: assigned
  by: [{name: Lê Văn Tám}]
  to: [{name: Sở Y tế}]
  task: lập kế hoạch tiêm chủng
  deadline: {text: trước ngày 30/4, date: 2024-04-30}
  evidence: giao Sở Y tế lập kế hoạch tiêm chủng trước ngày 30/4
"""


def write(folder: Path, record: str = RECORD, text: str | None = TEXT, name: str = "bai") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    if text is not None:
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    path = folder / f"{name}.yaml"
    path.write_text(record.replace("bai.txt", f"{name}.txt"), encoding="utf-8")
    return path


def take(case: Case, *paths: Path, **options: object) -> Receipt:
    return load(case, read_all(expand(paths)), Options(**options))  # type: ignore[arg-type]


def rows(case: Case, text: str) -> list[dict[str, object]]:
    store = open_store(case.store, read_only=True)
    try:
        return store.read(text, {})
    finally:
        store.close()


def everything(case: Case) -> str:
    """A digest over all nodes and links of a case's store."""
    nodes = rows(case, "MATCH (n) WHERE n.id <> 'mark' RETURN n.id AS id, labels(n) AS labels, properties(n) AS p")
    links = rows(case, "MATCH (a)-[r]->(b) RETURN a.id AS a, type(r) AS t, b.id AS b, properties(r) AS p")
    told = sorted(repr((r["id"], sorted(r["labels"]), sorted(r["p"].items()))) for r in nodes)  # type: ignore[call-overload,attr-defined]
    told += sorted(repr((r["a"], r["t"], r["b"], sorted(r["p"].items()))) for r in links)  # type: ignore[attr-defined]
    return hashlib.sha256("\n".join(told).encode()).hexdigest()


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return Case(tmp_path / "case")


def test_a_record_goes_in_with_its_text_and_the_store_answers(case: Case, tmp_path: Path) -> None:
    receipt = take(case, write(tmp_path / "in"))
    assert receipt.sources == {"new": 1}
    assert (case.sources / "bai.txt").read_text(encoding="utf-8") == TEXT
    assert yaml.safe_load((case.records / "bai.yaml").read_text(encoding="utf-8"))["source"]["key"].startswith("text:")
    found = rows(
        case, "MATCH (a:Assignment)-[:STATED_IN]->(q:Quote) RETURN a.deadline AS deadline, q.start AS start, q.end AS end"
    )
    assert [(r["deadline"], TEXT[r["start"] : r["end"]]) for r in found] == [  # type: ignore[misc]
        ("2024-04-30", "giao Sở Y tế lập kế hoạch tiêm chủng trước ngày 30/4")
    ]


def test_the_same_file_twice_changes_nothing(case: Case, tmp_path: Path) -> None:
    path = write(tmp_path / "in")
    take(case, path)
    before = everything(case), case.digest()
    receipt = take(case, path)
    assert (receipt.sources, receipt.nodes, receipt.links, receipt.gone) == ({"unchanged": 1}, 0, 0, 0)
    assert (everything(case), case.digest()) == before
    assert all(line.items == line.unchanged for line in receipt.lines)


def test_the_receipt_reconciles_on_the_sample(case: Case) -> None:
    receipt = take(case, SAMPLE / "records", texts=(SAMPLE / "sources",))
    for line in receipt.lines:
        assert line.items == line.new + line.met + line.changed + line.unchanged + line.refused, line
    assert {line.section: line.items for line in receipt.lines if line.section != "tenures"} == {
        "meetings": 11,
        "people": 37,
        "projects": 17,
        "documents": 13,
        "decisions": 11,
        "assignments": 44,
        "requirements": 6,
        "reports": 10,
        "bodies": 3,
    }
    [refused] = receipt.refused
    lines = (SAMPLE / "records" / "bao-2024-07-12.yaml").read_text(encoding="utf-8").splitlines()
    assert refused.file.name == "bao-2024-07-12.yaml"
    assert "evidence:" in lines[(refused.fault.line or 0) - 1]


def test_a_corrected_giver_keeps_the_order_and_moves_the_old_record(case: Case, tmp_path: Path) -> None:
    path = write(tmp_path / "in")
    take(case, path)
    before = rows(case, "MATCH (a:Assignment) RETURN a.id AS id")
    write(tmp_path / "in", RECORD.replace("by: [{name: Lê Văn Tám}]", "by: [{name: Chủ tịch UBND tỉnh}]"))
    receipt = take(case, path)
    assert receipt.sources == {"changed": 1}
    assert rows(case, "MATCH (a:Assignment) RETURN a.id AS id") == before
    giver = rows(case, "MATCH (:Assignment)-[:GIVEN_BY]->(g) RETURN g.name AS name")
    assert giver == [{"name": "Chủ tịch Ủy ban nhân dân tỉnh Sông Vân"}]
    assert len(list((case.records / "old").iterdir())) == 1


def test_a_machine_record_never_replaces_one_made_by_hand(case: Case, tmp_path: Path) -> None:
    path = write(tmp_path / "in")
    take(case, path)
    write(tmp_path / "in", RECORD.replace("{by: hand}", "{by: machine}").replace("lập kế hoạch tiêm chủng\n", "lập kế hoạch\n"))
    receipt = take(case, path)
    assert receipt.sources == {"kept": 1} and receipt.kept == (path,)
    assert rows(case, "MATCH (a:Assignment) RETURN a.task AS t") == [{"t": "lập kế hoạch tiêm chủng"}]
    take(case, path, replace=True)
    assert rows(case, "MATCH (a:Assignment) RETURN a.task AS t") == [{"t": "lập kế hoạch"}]


def test_a_removed_source_takes_exactly_its_own(tmp_path: Path) -> None:
    both, one = Case(tmp_path / "both"), Case(tmp_path / "one")
    records = sorted((SAMPLE / "records").glob("*.yaml"))
    for dropped in records:
        rest = [path for path in records if path != dropped]
        take(one, *rest, texts=(SAMPLE / "sources",))
        break
    take(both, *records, texts=(SAMPLE / "sources",))
    take(both, drop=(records[0].stem,))
    assert everything(both) == everything(one)
    assert not (both.records / records[0].name).exists()
    assert (both.records / "old" / records[0].name).exists()


def test_the_order_of_loading_changes_nothing(tmp_path: Path) -> None:
    records = sorted((SAMPLE / "records").glob("*.yaml"))
    forward, backward = Case(tmp_path / "f"), Case(tmp_path / "b")
    take(forward, *records, texts=(SAMPLE / "sources",))
    for path in reversed(records):
        take(backward, path, texts=(SAMPLE / "sources",))
    assert everything(forward) == everything(backward)


def test_a_dry_run_writes_nothing_and_says_what_it_would(case: Case, tmp_path: Path) -> None:
    receipt = take(case, write(tmp_path / "in"), dry_run=True)
    assert receipt.nodes > 5 and receipt.sources == {"new": 1}
    assert not case.folder.exists()


def test_without_a_text_the_record_loads_and_its_quotes_are_counted_as_not_checked(case: Case, tmp_path: Path) -> None:
    receipt = take(case, write(tmp_path / "in", text=None))
    assert receipt.notes.unchecked == 2 and not receipt.refused
    assert {r["c"] for r in rows(case, "MATCH (q:Quote) RETURN q.checked AS c")} == {False}


def test_a_quote_that_is_not_in_its_text_is_refused_with_its_line_and_kept(case: Case, tmp_path: Path) -> None:
    path = write(tmp_path / "in", RECORD.replace("tiêm chủng trước ngày 30/4", "tiêm chủng trước ngày 31/4"))
    receipt = take(case, path)
    [refused] = receipt.refused
    assert refused.place == f"{path}:19: assignments.1.evidence"
    kept = yaml.safe_load(case.refused.read_text(encoding="utf-8"))
    assert [(k["line"], k["item"]["id"]) for k in kept] == [(19, "a1")]
    assert rows(case, "MATCH (p:Person) RETURN p.name AS n") == [{"n": "Lê Văn Tám"}]
    write(tmp_path / "in")
    take(case, path)
    assert yaml.safe_load(case.refused.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("name", ["../bai.txt", "/etc/hostname", "C:\\x.txt", "a/../../bai.txt"])
def test_a_text_outside_the_records_folder_is_refused(case: Case, tmp_path: Path, name: str) -> None:
    write(tmp_path)
    folder = tmp_path / "in"
    folder.mkdir()
    path = folder / "r.yaml"
    path.write_text(RECORD.replace("bai.txt", repr(name)[1:-1]), encoding="utf-8")
    receipt = take(case, path)
    assert receipt.sources == {"refused": 1}
    [refused] = receipt.refused
    assert refused.fault.field == "source.file" and refused.fault.line == 2


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege on Windows")
def test_a_link_that_leads_out_of_the_folder_is_refused(case: Case, tmp_path: Path) -> None:
    outside = tmp_path / "secret.txt"
    outside.write_text(TEXT, encoding="utf-8")
    path = write(tmp_path / "in", text=None)
    (tmp_path / "in" / "bai.txt").symlink_to(outside)
    assert take(case, path).sources == {"refused": 1}


def test_two_records_of_one_source_in_a_load_are_told(case: Case, tmp_path: Path) -> None:
    one = write(tmp_path / "a")
    other = write(tmp_path / "b", RECORD.replace("tiêm chủng\n", "tiêm\n"))
    receipt = take(case, one, other)
    assert receipt.sources == {"new": 1, "refused": 1}
    assert str(one) in receipt.refused[0].fault.expected.en


def test_two_sources_with_one_file_name_stay_two(case: Case, tmp_path: Path) -> None:
    one = write(tmp_path / "a")
    other = write(tmp_path / "b", text=TEXT.replace("Sở Y tế", "Sở Y tế ") + " Hết.")
    assert take(case, one, other).sources == {"new": 2}
    assert len(list(case.sources.iterdir())) == 2 and len(list(case.records.glob("*.yaml"))) == 2


def test_a_broken_record_in_the_case_stops_the_load_and_loses_nothing(case: Case, tmp_path: Path) -> None:
    take(case, write(tmp_path / "in"))
    before = everything(case)
    (case.records / "bai.yaml").write_text("source: [", encoding="utf-8")
    with pytest.raises(InputError) as error:
        take(case)
    assert "bai.yaml" in error.value.sentence("en")
    assert everything(case) == before


def test_a_folder_of_another_program_is_no_store(case: Case, tmp_path: Path) -> None:
    (case.folder / "store").mkdir(parents=True)
    (case.folder / "store" / "data.db").write_bytes(b"x")
    with pytest.raises(StoreError) as error:
        take(case, write(tmp_path / "in"))
    assert "store" in error.value.where
    assert (case.folder / "store" / "data.db").read_bytes() == b"x"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may write everywhere")
def test_a_case_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o500)
    with pytest.raises(GiaoviecError):
        take(Case(locked / "case"), write(tmp_path / "in"))


def test_a_case_whose_name_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "case").write_text("x", encoding="utf-8")
    with pytest.raises(GiaoviecError) as error:
        take(Case(tmp_path / "case"), write(tmp_path / "in"))
    assert error.value.said.vi and "case" in error.value.where


def _hold(folder: str, ready: multiprocessing.synchronize.Event) -> None:
    from giaoviec.graph.files import locked

    with locked(Path(folder)):
        ready.set()
        time.sleep(60)


def test_a_second_load_is_refused_with_a_clear_word_and_a_dead_one_does_not_block(case: Case, tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    ready = context.Event()
    process = context.Process(target=_hold, args=(str(case.folder), ready))
    process.start()
    assert ready.wait(30)
    with pytest.raises(StoreError) as error:
        take(case, write(tmp_path / "in"))
    assert "another giaoviec" in error.value.said.en
    process.kill()
    process.join()
    assert take(case, write(tmp_path / "in")).sources == {"new": 1}


def _load_sample(folder: str) -> None:
    load(Case(Path(folder)), read_all(expand([SAMPLE / "records"])), Options(texts=(SAMPLE / "sources",)))


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is POSIX")
def test_a_killed_load_leaves_a_case_that_loads(tmp_path: Path) -> None:
    whole = Case(tmp_path / "whole")
    _load_sample(str(whole.folder))
    for delay in (0.25, 0.4, 0.55, 0.7, 0.9):
        case = Case(tmp_path / f"killed-{delay}")
        process = multiprocessing.get_context("spawn").Process(target=_load_sample, args=(str(case.folder),))
        process.start()
        time.sleep(delay)
        if process.pid and process.is_alive():
            os.kill(process.pid, signal.SIGKILL)
        process.join()
        _load_sample(str(case.folder))
        assert everything(case) == everything(whole), delay


def test_nothing_of_a_case_changes_while_it_is_asked(case: Case, tmp_path: Path) -> None:
    take(case, write(tmp_path / "in"))
    files = {path: path.read_bytes() for path in case.records.rglob("*") if path.is_file()}
    store = open_store(case.store, read_only=True)
    with pytest.raises(StoreError):
        store.read("MATCH (a:Assignment) SET a.task = 'x' RETURN a.task AS t", {})
    store.close()
    assert {path: path.read_bytes() for path in case.records.rglob("*") if path.is_file()} == files
    assert Case(case.folder).digest() == case.digest()


def test_dropping_and_loading_a_source_in_one_command_keeps_the_loaded_record(tmp_path: Path) -> None:
    case = Case(tmp_path / "case")
    path = write(tmp_path / "in")
    take(case, path)
    before = everything(case)
    done = take(case, path, drop=("bai",))
    assert (done.sources["dropped"], done.sources["new"]) == (1, 1)
    take(case)
    assert everything(case) == before
    assert [each.name for each in (case.records / "old").iterdir()] == ["bai.yaml"]


def test_a_new_source_may_take_the_name_of_a_dropped_one(tmp_path: Path) -> None:
    case = Case(tmp_path / "case")
    take(case, write(tmp_path / "one"))
    take(case, write(tmp_path / "two", RECORD.replace("title: Họp", "title: Khác"), TEXT + " Hết."), drop=("bai",))
    assert [held.record.source.title for held in held(case.records, case.sources).values()] == ["Khác"]


def test_a_bad_item_in_a_record_of_the_case_is_refused_and_named_not_left_out_in_silence(tmp_path: Path) -> None:
    case = Case(tmp_path / "case")
    take(case, write(tmp_path / "in"))
    path = case.records / "bai.yaml"
    path.write_text(path.read_text("utf-8").replace("kind: assigned", "kind: ordered"), "utf-8")
    done = take(case)
    assert [(each.file, each.fault.field) for each in done.refused] == [(path, "assignments.1.kind")]
    assert yaml.safe_load(case.refused.read_text("utf-8"))[0]["item"]["kind"] == "ordered"
    assert rows(case, "MATCH (m:Meeting) RETURN count(m) AS n") == [{"n": 1}]


def test_two_records_of_one_source_in_a_case_are_an_error_that_names_both(tmp_path: Path) -> None:
    case = Case(tmp_path / "case")
    take(case, write(tmp_path / "in"))
    (case.records / "copy.yaml").write_bytes((case.records / "bai.yaml").read_bytes())
    with pytest.raises(InputError, match=r"copy\.yaml: one record for a source; .*bai\.yaml"):
        take(case)


def test_a_text_that_comes_later_gives_the_same_case_as_one_that_was_there_at_once(tmp_path: Path) -> None:
    late, at_once = Case(tmp_path / "late"), Case(tmp_path / "at-once")
    bare = write(tmp_path / "bare", text=None)
    take(late, bare)
    done = take(late, write(tmp_path / "in"))
    assert done.sources == {"changed": 1}
    take(at_once, tmp_path / "in" / "bai.yaml")
    assert everything(late) == everything(at_once)


def test_a_source_is_not_read_against_the_text_of_another_whose_file_has_the_same_name(tmp_path: Path) -> None:
    case = Case(tmp_path / "case")
    take(case, write(tmp_path / "one"))
    other = (
        RECORD.replace("title: Họp", "title: Khác")
        .replace("evidence: Ông Lê Văn Tám, Chủ tịch UBND tỉnh", "evidence: Lời của bài khác")
        .replace("evidence: giao Sở Y tế lập kế hoạch tiêm chủng trước ngày 30/4", "evidence: Lời giao của bài khác")
    )
    done = take(case, write(tmp_path / "two", other, text=None))
    assert (done.sources, done.refused, done.notes.unchecked) == ({"new": 1}, (), 2)
    assert sorted(str(held.record.source.title) for held in held(case.records, case.sources).values()) == ["Họp", "Khác"]
    assert take(case).refused == ()


def test_sources_whose_long_titles_begin_alike_keep_their_own_files(tmp_path: Path) -> None:
    case = Case(tmp_path / "case")
    for number in range(3):
        record = RECORD.replace("file: bai.txt, title: Họp", f"title: {'ế' * 200}{number}")
        take(case, write(tmp_path / str(number), record, text=None))
    assert len(held(case.records, case.sources)) == 3
    assert all(len(path.name.encode()) < 200 for path in case.records.iterdir())


def test_names_that_differ_in_case_or_composition_only_get_files_of_their_own(tmp_path: Path) -> None:
    case = Case(tmp_path / "case")
    for name in ("Hội", "hội", "Ho\u0302\u0323i"):
        take(
            case,
            write(
                tmp_path / name,
                RECORD.replace("title: Họp", f"url: http://a.example/{len(held(case.records, case.sources))}"),
                name=name,
            ),
        )
    assert len({unicodedata.normalize("NFC", path.name).casefold() for path in case.sources.iterdir()}) == 3


def test_refused_yaml_that_a_person_changed_is_named_and_nothing_is_written(tmp_path: Path) -> None:
    case = Case(tmp_path / "case")
    take(case, write(tmp_path / "one"))
    for content in (b"x: [", b"hello", b"- 1\n", b"\xe9"):
        case.refused.write_bytes(content)
        with pytest.raises(InputError, match=r"refused\.yaml"):
            take(case, write(tmp_path / "two", RECORD.replace("title: Họp", "url: http://a.example/2")))
        assert len(held(case.records, case.sources)) == 1


def test_a_file_given_from_here_and_from_the_root_is_refused_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case = Case(tmp_path / "case")
    path = write(tmp_path / "in", RECORD.replace("kind: assigned", "kind: ordered"))
    monkeypatch.chdir(tmp_path)
    take(case, path)
    take(case, path.relative_to(tmp_path))
    assert len(yaml.safe_load(case.refused.read_text("utf-8"))) == 1


def test_a_name_too_long_for_a_file_is_refused_with_its_line(tmp_path: Path) -> None:
    done = take(Case(tmp_path / "case"), write(tmp_path / "in", RECORD.replace("bai.txt", "x" * 300), text=None))
    assert [each.place for each in done.refused] == [f"{tmp_path / 'in' / 'bai.yaml'}:2: source.file"]


@pytest.mark.skipif(sys.platform != "linux", reason="file names are bytes on Linux only")
def test_a_file_name_that_is_no_utf8_is_taken(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"caf\xe9.yaml")
    path.write_text(RECORD.replace("file: bai.txt, title: Họp, ", ""), "utf-8")
    case = Case(tmp_path / "case")
    assert take(case, path).sources == {"new": 1}
    assert take(case, path).sources == {"unchanged": 1}


def test_a_folder_of_texts_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="nowhere: there is no such folder"):
        take(Case(tmp_path / "case"), write(tmp_path / "in"), texts=(tmp_path / "nowhere",))
