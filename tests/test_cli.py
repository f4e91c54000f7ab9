"""The command line: what it prints, where it exits, and that an error is one sentence."""

from __future__ import annotations

import json
import os
import re
import shlex
import signal
import subprocess
import sys
from pathlib import Path

import pytest

SAMPLE = Path(__file__).resolve().parents[1] / "sample"


def run(folder: Path, *args: str, lang: str = "en") -> subprocess.CompletedProcess[str]:
    """giaoviec in its own process, as a user runs it."""
    env = {**os.environ, "GIAOVIEC_LANG": lang, "COLUMNS": "100", "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-m", "giaoviec.cli", *args]
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, encoding="utf-8", timeout=120)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a case made from the sample."""
    folder = tmp_path_factory.mktemp("cli")
    done = run(folder, "load", str(SAMPLE / "records"), "--texts", str(SAMPLE / "sources"))
    assert done.returncode == 1, done.stderr  # one item of the sample is refused on purpose
    return folder


def test_demo_prints_one_screen_and_nothing_else(tmp_path: Path) -> None:
    done = run(tmp_path, "demo")
    assert done.returncode == 0 and done.stderr == ""
    lines = done.stdout.splitlines()
    assert len(lines) <= 40
    assert "12 sources" in done.stdout
    for told in ("gave to", "supported by", "task", "deadline", "falls to", "quote", "at"):
        assert any(line.startswith(f"  {told} ") for line in lines), told
    [place] = re.findall(r"([\w-]+\.txt), characters (\d+)–(\d+)", done.stdout)
    text = (SAMPLE / "sources" / place[0]).read_text(encoding="utf-8")
    quoted = re.search("“(.*?)”", done.stdout, re.DOTALL)
    assert quoted and " ".join(quoted[1].split()) == " ".join(text[int(place[1]) : int(place[2])].split())
    commands = [shlex.split(line)[1:] for line in lines if line.startswith("  giaoviec ")]
    assert len(commands) == 3
    for command in commands:
        assert run(tmp_path, *command).returncode == 0, command


def test_ask_without_a_question_lists_them_in_both_languages(folder: Path) -> None:
    assert "given-to" in run(folder, "ask").stdout
    assert "ai giao, hạn đến khi nào?" in run(folder, "ask", lang="vi").stdout


def test_typed_words_need_neither_accents_nor_case(folder: Path) -> None:
    done = run(folder, "ask", "given-to", "--body", "BAN TO CHUC tinh uy song van", "--json")
    leads = [row["receivers"] for row in json.loads(done.stdout)["rows"] if row["part"] == "lead"]
    assert leads == [["Ban Tổ chức Tỉnh ủy Sông Vân"]]


def test_several_matches_are_listed_with_what_tells_them_apart(folder: Path) -> None:
    done = run(folder, "ask", "given-by", "--person", "tran van dinh")
    assert done.returncode == 2
    assert "Trần Văn Định (Chủ tịch Ủy ban nhân dân huyện Khánh Lạc)" in done.stderr
    assert "Trần Văn Định (Giám đốc Sở Tài nguyên và Môi trường tỉnh Sông Vân)" in done.stderr


@pytest.mark.parametrize(
    ("args", "code", "words"),
    [
        (["ask", "given-too"], 2, "nearest: given-to"),
        (["ask", "given-to"], 2, "--body"),
        (["ask", "given-to", "--boddy", "x"], 2, "--body"),
        (["ask", "given-to", "--body", "bộ ngoại giao"], 2, "nothing in the case"),
        (["ask", "assignments", "--since", "2024-02-31"], 2, "is no day"),
        (["load", "nowhere.yaml"], 1, "no such file"),
        (["load", "x", "--case", "other"], 1, "no such file"),
        (["load", "--drop", "nobody"], 1, "no source 'nobody'"),
        (["ask", "assignments", "--case", "other"], 3, "run: giaoviec load"),
        (["ask", "assignments", "--store", "nosuch:thing"], 2, "no store is known"),
        (["find", "xyzzy"], 1, "Nothing is called"),
    ],
)
def test_a_wrong_call_is_one_sentence_and_a_code(folder: Path, args: list[str], code: int, words: str) -> None:
    done = run(folder, *args)
    assert done.returncode == code, done.stderr
    assert words in done.stderr + done.stdout
    assert "Traceback" not in done.stderr and "Traceback" not in done.stdout


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"source: [", "YAML"),
        ("source: {title: Họp}".encode("latin-1", "replace") + b"\xe9", "UTF-8"),
        (b"a: &a [x]\nb: [*a, *a]\nsource: {}\n", ""),
        (b"[" * 5000, ""),
        (b"\x00\x01\x02", ""),
        (b"just words", "a meeting record"),
    ],
)
def test_a_file_that_is_no_record_is_told_and_nothing_is_lost(tmp_path: Path, content: bytes, words: str) -> None:
    good = tmp_path / "good"
    good.mkdir()
    (good / "a.yaml").write_bytes((SAMPLE / "records" / "cong-2023-11-20.yaml").read_bytes())
    assert run(tmp_path, "load", "good").returncode == 0
    (good / "b.yaml").write_bytes(content)
    done = run(tmp_path, "load", "good")
    assert done.returncode == 1 and "b.yaml" in done.stdout + done.stderr and words in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert json.loads(run(tmp_path, "ask", "assignments", "--json").stdout)["rows"]


def test_a_folder_without_records_is_told(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = run(tmp_path, "load", "empty")
    assert (done.returncode, "no records" in done.stderr) == (1, True)


def test_an_empty_answer_says_what_is_loaded(folder: Path) -> None:
    done = run(folder, "ask", "given-to", "--person", "lương đình khoát")
    assert done.returncode == 0
    assert "Nothing is found" in done.stdout and "12 sources" in done.stdout and "2025-09-08" in done.stdout


def test_a_case_that_changed_after_the_load_is_said_to_have_changed(tmp_path: Path) -> None:
    run(tmp_path, "load", str(SAMPLE / "records" / "cong-2023-11-20.yaml"), "--texts", str(SAMPLE / "sources"))
    record = tmp_path / "case" / "records" / "cong-2023-11-20.yaml"
    assert "has changed" not in run(tmp_path, "ask", "assignments").stdout
    record.write_text(record.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert "has changed" in run(tmp_path, "ask", "assignments").stdout


def test_csv_opens_in_a_spreadsheet_with_vietnamese_whole(folder: Path) -> None:
    done = run(folder, "ask", "given-to", "--body", "ban tổ chức tỉnh ủy sông vân", "--csv")
    assert done.stdout.startswith("\ufeffdate,") and "Ban Tổ chức Tỉnh ủy Sông Vân" in done.stdout


def test_a_page_is_written_once_and_overwritten_only_when_told_to(folder: Path) -> None:
    asked = ("ask", "given-to", "--body", "ban tổ chức tỉnh ủy sông vân", "--html", "pages/trả lời.html")
    done = run(folder, *asked)
    page = folder / "pages" / "trả lời.html"
    assert (done.returncode, done.stdout.split("\n")[0]) == (0, str(Path("pages") / "trả lời.html"))
    before = page.read_bytes()
    assert before.startswith(b"<!doctype html>") and "Ban Tổ chức Tỉnh ủy Sông Vân".encode() in before
    again = run(folder, *asked)
    assert again.returncode == 2 and "exists" in again.stderr and page.read_bytes() == before
    assert run(folder, *asked, "--force").returncode == 0 and page.read_bytes() == before
    assert run(folder, *asked, "--force", lang="vi").returncode == 0 and b'lang="vi"' in page.read_bytes()
    assert [path.name for path in page.parent.iterdir()] == ["trả lời.html"]


@pytest.mark.parametrize(
    ("args", "code", "words"),
    [
        (["--html", "x.html", "--json"], 2, "choose one of"),
        (["--json", "--csv"], 2, "choose one of"),
        (["--json", "--limit", "3"], 2, "--limit does not go with"),
        (["--all", "--limit", "3"], 2, "--limit does not go with"),
        (["--limit", "0"], 2, "--limit"),
        (["--html", "."], 2, "exists"),
        (["--html", ".", "--force"], 1, "cannot be written"),
        (["--html", "case/case.id/x.html"], 1, "cannot be written"),
    ],
)
def test_outputs_that_cannot_be_given_are_refused(folder: Path, args: list[str], code: int, words: str) -> None:
    done = run(folder, "ask", "assignments", *args)
    assert (done.returncode, done.stdout) == (code, "") and words in done.stderr and "Traceback" not in done.stderr


def test_what_the_screen_does_not_show_is_counted(folder: Path) -> None:
    whole = len(json.loads(run(folder, "ask", "assignments", "--json").stdout)["rows"])
    done = run(folder, "ask", "assignments", "--limit", "2")
    assert f"{whole - 2} more" in done.stdout and "[2]" in done.stdout and "[3]" not in done.stdout
    assert "more: add" not in run(folder, "ask", "assignments", "--all").stdout


def test_a_province_is_typed_in_any_way_and_an_unknown_one_is_refused(folder: Path) -> None:
    rows = json.loads(run(folder, "ask", "assignments", "--province", "thuong ha", "--json").stdout)
    assert rows["values"]["province"] == "tỉnh Thượng Hà" and len(rows["rows"]) == 4
    wrong = run(folder, "ask", "assignments", "--province", "thuong hai")
    assert wrong.returncode == 2 and "tỉnh Thượng Hà" in wrong.stderr


def test_what_is_counted_by_is_one_of_four(folder: Path) -> None:
    by_month = json.loads(run(folder, "ask", "duties-by", "--by", "month", "--day", "31/7/2024", "--json").stdout)
    assert [row["name"] for row in by_month["rows"]] == ["2023-03", "2023-11", "2024-04", "2024-05", "2024-07", None]
    by_receiver = json.loads(run(folder, "ask", "duties-by", "--day", "31/7/2024", "--json").stdout)
    assert by_receiver["values"]["by"] == "receiver"
    wrong = run(folder, "ask", "duties-by", "--by", "moth")
    assert wrong.returncode == 2 and "month" in wrong.stderr


def test_rows_that_are_not_sure_are_counted_over_the_whole_answer(folder: Path) -> None:
    """--limit bounds what is shown; --sure says how many rows of all were left out."""
    rows = json.loads(run(folder, "ask", "assignments", "--json").stdout)["rows"]
    unsure = sum(row["sure"] is False for row in rows)
    done = run(folder, "ask", "assignments", "--sure", "--limit", "2")
    assert f"{len(rows) - unsure - 2} more" in done.stdout
    assert not unsure or f"{unsure} rows that are not sure" in done.stdout


def test_csv_bytes_have_one_mark_and_plain_line_ends(folder: Path) -> None:
    env = {**os.environ, "GIAOVIEC_LANG": "vi"}
    command = [sys.executable, "-m", "giaoviec.cli", "ask", "assignments", "--csv"]
    out = subprocess.run(command, cwd=folder, env=env, capture_output=True, timeout=120, check=True).stdout
    assert out.startswith(b"\xef\xbb\xbfdate,") and out.count(b"\xef\xbb\xbf") == 1
    assert b"\r\r" not in out and out.endswith(b"\r\n")


def test_the_case_comes_out_as_trig_that_rdflib_reads(folder: Path) -> None:
    import rdflib

    done = run(folder, "export", "trig")
    dataset = rdflib.Dataset()
    dataset.parse(data=done.stdout, format="trig")
    orders = {s for s, _, _, _ in dataset.quads((None, rdflib.RDF.type, rdflib.URIRef("urn:giaoviec:ontology#Assignment"), None))}
    assert len(orders) == 49


def test_every_command_has_help_in_both_languages(folder: Path) -> None:
    for command in ([], ["demo"], ["load"], ["ask"], ["find"], ["export"], ["export", "trig"], ["ask", "order"]):
        english, vietnamese = run(folder, *command, "--help"), run(folder, *command, "--help", lang="vi")
        assert english.returncode == vietnamese.returncode == 0
        assert english.stdout != vietnamese.stdout


def test_words_without_a_letter_match_nothing(folder: Path) -> None:
    assert run(folder, "find", "???").returncode == 1
    assert "nothing in the case is called '/'" in run(folder, "ask", "given-to", "--body", "/").stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_an_output_that_cannot_be_written_is_one_sentence(folder: Path) -> None:
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "giaoviec.cli", "ask", "assignments", "--lang", "en"]
        done = subprocess.run(command, cwd=folder, stdout=full, stderr=subprocess.PIPE, text=True, timeout=120)
    assert (done.returncode, done.stderr) == (1, "the system says: No space left on device; mend it and run again\n")


def test_a_refused_text_is_told_in_one_sentence_without_expected(tmp_path: Path) -> None:
    (tmp_path / "bai.json").write_text('{"made": {"by": "hand"}, "source": {"file": "../x.txt"}}', "utf-8")
    (tmp_path / "khac.json").write_text('{"made": {"by": "hand"}}', "utf-8")
    out = " ".join(run(tmp_path, "load", ".").stdout.split())
    assert "bai.json:1: source.file: '../x.txt': points outside the record's folder; put the text beside" in out
    assert "khac.json:1: source: expected this field, which is required" in out


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT for one process")
def test_a_load_that_the_user_stops_says_so_and_exits_130(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "giaoviec.cli", "load", str(SAMPLE / "records"), "--lang", "en"]
    load = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    while not (tmp_path / "case" / ".lock").exists():
        assert load.poll() is None
    load.send_signal(signal.SIGINT)
    _, said = load.communicate(timeout=120)
    assert (load.returncode, said) == (130, "stopped; run the command again to go on\n")
    assert run(tmp_path, "load", str(SAMPLE / "records")).returncode == 0
