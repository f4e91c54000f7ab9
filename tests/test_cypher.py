"""`giaoviec cypher`: the user's own query on the embedded store and on a real server, whatever it does."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from servers import Neo4j
from stores import loaded

from giaoviec.graph.cypher import parameters
from giaoviec.graph.errors import InputError, UsageError
from giaoviec.graph.folder import Case
from giaoviec.graph.utf8 import read_utf8_stream

# Computes for hours: 10^12 rows, of which none is left.
ENDLESS = "UNWIND range(1, 1000000) AS a UNWIND range(1, 1000000) AS b WITH a, b WHERE a + b < 0 RETURN count(*) AS endless"


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    return loaded(tmp_path_factory.mktemp("own") / "case")


@pytest.fixture(params=["embedded", "server"])
def where(request: pytest.FixtureRequest, case: Case) -> list[str]:
    """The options of a command on the case's own store, and on an empty server."""
    options = ["--case", str(case.folder)]
    if request.param == "server":
        server: Neo4j = request.getfixturevalue("neo4j_526")
        options += ["--store", server.uri]
    return options


@pytest.fixture(autouse=True)
def login(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIAOVIEC_LANG", "en")
    if "where" in request.fixturenames or "neo4j_526" in request.fixturenames:
        monkeypatch.setenv("NEO4J_USERNAME", "neo4j")
        monkeypatch.setenv("NEO4J_PASSWORD", request.getfixturevalue("neo4j_526").password)


def command(*args: str) -> list[str]:
    return [sys.executable, "-m", "giaoviec.cli", "cypher", *args]


def run(text: str, *args: str) -> subprocess.CompletedProcess[str]:
    """The query, given on standard input."""
    return subprocess.run(
        command("-", *args), input=text, capture_output=True, text=True, encoding="utf-8", timeout=120, check=False
    )


def refusal(text: str, *args: str) -> str:
    """What a refused query says: one sentence on stderr, nothing on stdout, exit code 3."""
    done = run(text, *args)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (3, "", 1), done
    return done.stderr


# --- answers -------------------------------------------------------------------------------------------------------------------


def test_the_answer_as_a_table_json_and_csv(where: list[str]) -> None:
    text = "UNWIND [1, 2] AS i RETURN i AS `thứ tự`, 'Ủy ban' AS name, ['a', 'b'] AS list, null AS none, i > 1 AS yes ORDER BY i"
    shown = run(text, *where).stdout
    assert "thứ tự" in shown and "Ủy ban" in shown and "a; b" in shown and "2 rows." in shown
    found = json.loads(run(text, "--json", *where).stdout)
    first = {"thứ tự": 1, "name": "Ủy ban", "list": ["a", "b"], "none": None, "yes": False}
    assert found == {"columns": list(first), "rows": [first, {**first, "thứ tự": 2, "yes": True}], "more": False}
    rows = list(csv.reader(io.StringIO(run(text, "--csv", *where).stdout.removeprefix("\ufeff"))))
    assert rows == [list(first), ["1", "Ủy ban", "a; b", "", "false"], ["2", "Ủy ban", "a; b", "", "true"]]


def test_no_cell_can_run_in_a_spreadsheet_and_nothing_steers_the_terminal(where: list[str]) -> None:
    text = "RETURN '=1+1' AS `=2+2`, 'a\\u001b[31mb' AS red"
    assert "'=2+2" in run(text, "--csv", *where).stdout and "'=1+1" in run(text, "--csv", *where).stdout
    for options in ([], ["--csv"], ["--json"]):
        assert "\x1b" not in run(text, *options, *where).stdout


def test_a_number_that_is_none_is_still_json(where: list[str]) -> None:
    found = run("RETURN 0.0 / 0.0 AS nothing, [1.0 / 0.0] AS much", "--json", *where).stdout
    assert json.loads(found, parse_constant=lambda word: pytest.fail(word))["rows"] == [{"nothing": "NaN", "much": ["Infinity"]}]


def test_a_file_with_a_header_takes_its_defaults_and_what_is_given(tmp_path: Path, where: list[str]) -> None:
    file = tmp_path / "câu hỏi.cypher"
    header = '//+ param name: text = "Sở Y tế" | tên | name\n//+ param n: number = 7 | số | number\n'
    file.write_text(header + "RETURN $name AS name, $n AS n;", encoding="utf-8-sig")

    def asked(*args: str) -> object:
        done = subprocess.run(command(str(file), "--json", *args, *where), capture_output=True, text=True, timeout=60, check=True)
        return json.loads(done.stdout)["rows"]

    assert asked() == [{"name": "Sở Y tế", "n": 7}]
    assert asked("--param", "name=Lê Văn Tám", "--param", "n=[1, null]") == [{"name": "Lê Văn Tám", "n": [1, None]}]


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("2024-05-14", "2024-05-14"),
        ("007", "007"),
        ("7", 7),
        ('"7"', "7"),
        ("true", True),
        ("null", None),
        ("", ""),
        ("a=b", "a=b"),
        ("NaN", "NaN"),
        ("-Infinity", "-Infinity"),
        ("[1, 2", "[1, 2"),
        ("[" * 100_000, "[" * 100_000),
        ('{"a": ["b"]}', {"a": ["b"]}),
        ("-9223372036854775808", -(2**63)),
    ],
)
def test_a_value_is_json_or_text(typed: str, value: object) -> None:
    assert parameters("RETURN $x", [f"x={typed}"]) == {"x": value}


@pytest.mark.parametrize(
    "typed",
    [
        ["x"],
        ["=1"],
        ["a b=1"],
        ["x=1", "x=2"],
        ["x=9223372036854775808"],
        ["x=[-9223372036854775809]"],
        ['x="\\ud800"'],
        ["x=\udcff"],
    ],
)
def test_a_parameter_that_is_none_is_refused(typed: Sequence[str]) -> None:
    with pytest.raises(UsageError, match="--param"):
        parameters("RETURN $x", typed)


def test_a_parameter_that_the_query_has_not_is_refused_and_no_default_taken_in_silence() -> None:
    text = '//+ param since: day = "2024-01-01" | từ | from\nMATCH (n) WHERE n.date >= $since AND n.name = $`tên` RETURN 1'
    with pytest.raises(UsageError, match="--param Since: the query has no such parameter; it has: since, tên"):
        parameters(text, ["Since=2025-01-01"])
    decomposed = unicodedata.normalize("NFD", "tên=Lê")
    assert parameters(text, [decomposed])["tên"] == unicodedata.normalize("NFD", "Lê")


# --- bad input -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "code", "words"),
    [
        (None, 1, "there is no such file"),
        (b"", 1, "the file is empty"),
        (b"RETURN '\xff' AS a", 1, "is not UTF-8"),
        ("RETURN 1 AS a".encode("utf-16"), 1, "UTF-16"),
        (b"RETURN", 3, "this query cannot be run"),
        (b"RETURN $given AS a", 3, "given"),
        (b"RETURN 1 / 0 AS a", 3, "by zero"),
    ],
)
def test_a_file_that_is_no_query_is_one_sentence(
    tmp_path: Path, where: list[str], content: bytes | None, code: int, words: str
) -> None:
    file = tmp_path / "q.cypher"
    if content is not None:
        file.write_bytes(content)
    done = subprocess.run(command(str(file), *where), capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (code, "", 1), done
    assert words in done.stderr


def test_standard_input_that_is_closed_is_an_empty_file(case: Case) -> None:
    closed = "import sys; sys.stdin = None; sys.argv[0] = 'giaoviec'; from giaoviec.cli import main; main()"
    arguments = [sys.executable, "-c", closed, "cypher", "-", "--case", str(case.folder)]
    done = subprocess.run(arguments, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (1, "-: the file is empty; give one that is not\n")


def test_standard_input_without_end_is_refused() -> None:
    with pytest.raises(InputError, match="is too large"):
        read_utf8_stream(io.BytesIO(b"a" * 11), "-", 10)
    assert read_utf8_stream(io.BytesIO(b"a" * 10), "-", 10) == "a" * 10


def test_an_answer_of_lists_inside_lists_without_end_is_told(case: Case) -> None:
    text = "RETURN reduce(a = [], i IN range(1, 3000) | [a]) AS a"
    assert "too deep inside one another" in refusal(text, "--case", str(case.folder))


def test_time_is_up_for_a_query_that_keeps_python_itself_busy(case: Case) -> None:
    began = time.monotonic()
    text = "RETURN '" + "load /* " * 100_000 + "' AS a"  # looked through 100,000 times for an end of the remark
    assert "longer than it may and was stopped" in refusal(text, "--seconds", "1", "--case", str(case.folder))
    assert time.monotonic() - began < 20


def test_a_query_that_writes_is_refused_and_nothing_is_written(where: list[str]) -> None:
    count = "MATCH (n) RETURN count(n) AS n"
    before = run(count, "--json", *where).stdout
    assert "only reading is allowed" in refusal("MATCH (n) CALL (n) { SET n.x = 1 } IN TRANSACTIONS", *where)
    assert "only reading is allowed" in refusal("CREATE (:Person {id: 'person/x'})", *where)
    assert "LOAD CSV" in refusal("LOAD CSV FROM 'https://example.org/a.csv' AS l RETURN l", *where)
    assert "db.awaitIndexes is not known to only read" in refusal("CALL db.awaitIndexes(1)", *where)
    assert run(count, "--json", *where).stdout == before


def test_a_query_that_never_ends_is_stopped_when_its_time_is_up(where: list[str]) -> None:
    began = time.monotonic()
    assert "longer than it may and was stopped" in refusal(ENDLESS, "--seconds", "3", *where)
    assert time.monotonic() - began < 8


def test_of_a_million_rows_the_first_are_given_and_it_is_said_that_there_are_more(where: list[str]) -> None:
    text = "UNWIND range(1, 1000000) AS i RETURN i"
    done = run(text, "--csv", *where)
    assert done.returncode == 0 and done.stdout.count("\n") == 100_001
    assert done.stderr == "Only the first 100000 rows were taken; there are more: add --limit N.\n"
    shown = run(text, *where)
    assert "50+ rows." in shown.stdout and "Only the first 50 rows" in shown.stderr
    assert json.loads(run(text, "--json", "--limit", "2", *where).stdout) == {
        "columns": ["i"],
        "rows": [{"i": 1}, {"i": 2}],
        "more": True,
    }
    assert run(text.replace("1000000", "150000"), "--csv", "--limit", "150000", *where).stderr == ""


def test_a_store_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert "there is no store yet" in refusal("RETURN 1 AS a", "--case", str(tmp_path / "none"))
    done = run("RETURN 1 AS a", "--store", "blot://localhost")
    assert done.returncode == 2 and "nearest: bolt" in done.stderr


# --- stopped, and servers that go away -----------------------------------------------------------------------------------------


@pytest.mark.skipif(os.name != "posix", reason="another process can be sent Ctrl-C on POSIX only")
def test_ctrl_c_stops_the_query_here_and_on_the_server(where: list[str], neo4j_526: Neo4j) -> None:
    asked = subprocess.Popen(
        command("-", *where),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert asked.stdin
    asked.stdin.write(ENDLESS)
    asked.stdin.close()
    children = [asked.pid]
    if "--store" in where:
        assert wait(lambda: bool(running(neo4j_526)), 20)
    else:
        time.sleep(3)
    children += own_children(asked.pid)
    assert len(children) == 2
    os.killpg(asked.pid, signal.SIGINT)  # as a terminal does: to the command and the process that it started
    assert asked.wait(10) == 130
    assert asked.stderr and asked.stdout
    assert (asked.stderr.read(), asked.stdout.read()) == ("stopped; run the command again to go on\n", "")
    assert wait(lambda: not any(alive(pid) for pid in children), 5)
    assert wait(lambda: not running(neo4j_526), 5)


@pytest.mark.skipif(os.name != "posix", reason="os.kill ends a process without a word on POSIX only")
def test_a_query_does_not_outlive_a_command_that_was_killed(case: Case) -> None:
    asked = subprocess.Popen(
        command("-", "--seconds", "1000", "--case", str(case.folder)),
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert asked.stdin
    asked.stdin.write(ENDLESS)
    asked.stdin.close()
    assert wait(lambda: bool(own_children(asked.pid)), 20)
    time.sleep(3)  # until it computes
    children = own_children(asked.pid)
    assert len(children) == 1
    asked.kill()
    asked.wait(10)
    assert wait(lambda: not alive(children[0]), 10)


def running(server: Neo4j) -> list[str]:
    """The endless queries that the server is at work on."""
    with server.driver() as driver:
        rows = driver.execute_query(
            "SHOW TRANSACTIONS YIELD currentQuery, status WHERE status = 'Running' RETURN currentQuery AS text", database_="neo4j"
        )
    return [row["text"] for row in rows.records if "endless" in row["text"]]


def own_children(pid: int) -> list[int]:
    import psutil

    return [child.pid for child in psutil.Process(pid).children(recursive=True)]


def alive(pid: int) -> bool:
    import psutil

    return psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE


def wait(holds: Callable[[], bool], seconds: float) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.1)
    return False


def test_a_server_that_goes_away_in_mid_answer_is_told(neo4j_526: Neo4j) -> None:
    with between(neo4j_526.uri, 200_000, cut=True) as uri:
        assert "the connection to the server was lost" in refusal(MANY, "--csv", "--store", uri)


def test_a_server_that_falls_silent_in_mid_answer_is_given_up_when_the_time_is_up(neo4j_526: Neo4j) -> None:
    with between(neo4j_526.uri, 200_000, cut=False) as uri:
        assert "longer than it may and was stopped" in refusal(MANY, "--csv", "--seconds", "5", "--store", uri)


MANY = "UNWIND range(1, 1000000) AS i RETURN i, 'một dòng dài để có nhiều byte' AS text"


@contextmanager
def between(uri: str, most: int, *, cut: bool) -> Iterator[str]:
    """An address that hands on to a server, until `most` bytes have come back: then it hangs up, or only falls silent."""
    parts = urlsplit(uri)
    listening = socket.create_server(("127.0.0.1", 0))

    def hand_on(source: socket.socket, target: socket.socket, most: int | None) -> None:
        passed = 0
        try:
            while data := source.recv(65_536):
                passed += len(data)
                if most is not None and passed > most:
                    break
                target.sendall(data)
        except OSError:  # the other side hung up
            return
        if cut:
            for each in (source, target):
                with suppress(OSError):  # not connected any more
                    each.shutdown(socket.SHUT_RDWR)

    def serve() -> None:
        while True:
            try:
                client, _ = listening.accept()
            except OSError:  # closed: the test is over
                return
            server = socket.create_connection((parts.hostname, parts.port))
            threading.Thread(target=hand_on, args=(client, server, None), daemon=True).start()
            threading.Thread(target=hand_on, args=(server, client, most), daemon=True).start()

    threading.Thread(target=serve, daemon=True).start()
    try:
        yield f"bolt://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        listening.close()
