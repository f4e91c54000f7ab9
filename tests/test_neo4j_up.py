"""`neo4j up`, `status` and `down` where no server comes up: bad folders, taken ports, stale pids, lost passwords."""

import os
import socket
import stat
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

import psutil
import pytest
from filelock import FileLock

from giaoviec.graph.errors import StoreError
from giaoviec.graph.stores.local_server import launch, state
from giaoviec.graph.stores.local_server.answers import answers_bolt, answers_http
from giaoviec.graph.stores.local_server.fetch import Step
from giaoviec.graph.stores.local_server.lock import NEO4J_LTS, read_lock
from giaoviec.graph.stores.local_server.server import Settings, down, status, up
from giaoviec.graph.stores.local_server.state import Server, process_of, read_server, write_server

NOBODY = "http://127.0.0.1:9/maven"  # the discard port: these tests must fail before they fetch


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "hồ sơ" / "neo4j"
    folder.mkdir(parents=True)
    return folder


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


@pytest.fixture
def empty_lock(tmp_path: Path) -> Path:
    """The lock of a server of no jars, whose start class therefore does not exist."""
    path = tmp_path / "empty.lock.tsv"
    path.write_text(
        "# version\t0.0\n# main\tvn.song.van.Main\ngroup\tartifact\tversion\tclassifier\ttype\tsize\tsha256\n",
        encoding="utf-8",
    )
    return path


def test_a_folder_that_cannot_be_made_is_told_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "case").write_text("a file, not a folder", encoding="ascii")
    with pytest.raises(StoreError) as error:
        up(tmp_path / "case" / "neo4j", Settings(mirror=NOBODY))
    assert "cannot be written" in error.value.sentence("en")
    assert "Không ghi được" in error.value.sentence("vi")


def test_a_folder_that_is_there_but_takes_no_file_is_told(home: Path) -> None:
    (home / ".gitignore").mkdir()  # stands for a folder without the right to write, which root would have
    with pytest.raises(StoreError, match="cannot be written"):
        up(home, Settings(mirror=NOBODY))


@pytest.mark.parametrize("which", ["bolt_port", "http_port"])
def test_a_taken_port_is_told_before_anything_is_fetched(home: Path, taken_port: int, which: str) -> None:
    with pytest.raises(StoreError) as error:
        up(home, Settings(mirror=NOBODY, cache=home / "cache", **{which: taken_port}))
    assert f"Port {taken_port} is in use" in error.value.sentence("en")
    assert f"Cổng {taken_port} đang được chương trình khác dùng" in error.value.sentence("vi")


def test_a_port_of_last_time_that_is_taken_now_is_replaced_and_said(
    home: Path, taken_port: int, empty_lock: Path, tmp_path: Path
) -> None:
    write_server(home, Server("0.0", taken_port, 0))
    steps: list[Step] = []
    with pytest.raises(StoreError, match="did not start"):
        up(home, Settings(lock=empty_lock, cache=tmp_path / "cache", mirror=NOBODY), steps.append)
    assert any(f"Port {taken_port} is taken" in step.said.en for step in steps)
    remembered = read_server(home)
    assert remembered and remembered.bolt_port != taken_port


def test_a_server_that_dies_at_its_start_says_why_and_leaves_no_process(home: Path, empty_lock: Path, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"did not start \(exit code 1\): .*vn\.song\.van\.Main"):
        up(home, Settings(lock=empty_lock, cache=tmp_path / "cache", mirror=NOBODY))
    assert status(home).state == "stopped"


def test_more_memory_than_there_is_is_told_in_the_words_of_java(home: Path, empty_lock: Path, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"Could not reserve enough space|exceeds the maximum"):
        up(home, Settings(lock=empty_lock, cache=tmp_path / "cache", mirror=NOBODY, heap_mb=1_000_000_000))


def test_a_pid_that_another_program_has_now_is_stale(home: Path) -> None:
    write_server(home, Server("5.26.31", 1, 2).at(os.getpid(), "0123456789abcdef"))
    assert status(home).state == "stale"
    assert down(home).found == "stale"
    assert psutil.pid_exists(os.getpid())
    assert status(home).state == "stopped"


def test_a_pid_that_nobody_has_any_more_is_stale(home: Path) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    write_server(home, Server("5.26.31", 1, 2).at(ended.pid, "0123456789abcdef"))
    assert status(home).state == "stale"


def test_a_stale_pid_is_said_at_the_next_start(home: Path, empty_lock: Path, tmp_path: Path) -> None:
    write_server(home, Server("0.0", 0, 0).at(os.getpid(), "0123456789abcdef"))
    steps: list[Step] = []
    with pytest.raises(StoreError, match="did not start"):
        up(home, Settings(lock=empty_lock, cache=tmp_path / "cache", mirror=NOBODY), steps.append)
    assert f"process {os.getpid()}) no longer runs" in steps[0].said.en


def test_a_process_with_the_token_is_ours_and_silent_while_it_does_not_answer(home: Path) -> None:
    token = "0123456789abcdef"
    with subprocess.Popen([sys.executable, "-c", "input()", launch.TOKEN_FLAG + token], stdin=subprocess.PIPE) as ours:
        server = Server("5.26.31", *closed_ports()).at(ours.pid, token)
        write_server(home, server)
        found = process_of(server)
        assert found and found.pid == ours.pid
        assert process_of(server.at(ours.pid, "fedcba9876543210")) is None
        assert status(home).state == "silent"
        ours.kill()


def test_a_running_server_does_not_change_its_ports(home: Path) -> None:
    token = "0123456789abcdef"
    with subprocess.Popen([sys.executable, "-c", "input()", launch.TOKEN_FLAG + token], stdin=subprocess.PIPE) as ours:
        write_server(home, Server("5.26.31", 7001, 7002).at(ours.pid, token))
        with pytest.raises(StoreError, match=r"runs on ports 7001 \(Bolt\) and 7002 \(HTTP\)"):
            up(home, Settings(mirror=NOBODY, bolt_port=7003))
        ours.kill()


def closed_ports() -> tuple[int, int]:
    with socket.socket() as one, socket.socket() as other:
        one.bind(("127.0.0.1", 0))
        other.bind(("127.0.0.1", 0))
        return one.getsockname()[1], other.getsockname()[1]


def test_a_port_that_speaks_something_else_is_no_answer() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        other.settimeout(5)
        server = Server("5.26.31", closed_ports()[0], other.getsockname()[1])
        assert not answers_http(server)
        assert not answers_bolt(server)


def test_where_nothing_was_started_down_and_status_say_so_and_make_nothing(tmp_path: Path) -> None:
    home = tmp_path / "none"
    assert status(home).state == "stopped"
    assert down(home).found == "stopped"
    assert not home.exists()


def test_a_damaged_note_is_told_with_its_place(home: Path) -> None:
    (home / state.STATE).write_text("{", encoding="ascii")
    with pytest.raises(StoreError, match=r"server\.json: .*damaged"):
        status(home)


def test_two_commands_at_once_do_not_mix(home: Path) -> None:
    with FileLock(home / ".lock"), pytest.raises(StoreError, match="Another command"):
        up(home, Settings(mirror=NOBODY, wait_seconds=0.1))


def test_the_password_is_made_once_and_only_the_user_may_read_it(home: Path) -> None:
    first = state.own_password(home)
    assert len(first) >= 16 and first.isalnum()
    assert state.own_password(home) == first
    if os.name == "posix":
        assert stat.S_IMODE((home / state.PASSWORD).stat().st_mode) == 0o600


def test_two_cases_have_two_passwords(tmp_path: Path) -> None:
    homes = [tmp_path / "one", tmp_path / "two"]
    for folder in homes:
        folder.mkdir()
    assert len({state.own_password(folder) for folder in homes}) == 2


def test_data_whose_password_is_lost_is_told(home: Path) -> None:
    (home / "data").mkdir()
    with pytest.raises(StoreError, match="password file is gone"):
        state.own_password(home)


def test_the_server_listens_on_loopback_only_and_sends_nothing_out() -> None:
    settings = dict(line.split("=", 1) for line in launch.configuration(7001, 7002).splitlines())
    listening = {value for name, value in settings.items() if name.endswith("listen_address")}
    assert listening == {"127.0.0.1", "127.0.0.1:7001", "127.0.0.1:7002"}
    assert settings["dbms.security.auth_enabled"] == "true"
    assert settings["dbms.usage_report.enabled"] == settings["client.allow_telemetry"] == "false"


def test_the_class_path_names_every_jar_in_lines_that_a_manifest_may_have(home: Path, tmp_path: Path) -> None:
    lock, cache = read_lock(NEO4J_LTS), tmp_path / "bộ nhớ đệm"
    with zipfile.ZipFile(launch.write_class_path(lock, cache, home)) as jar:
        manifest = jar.read("META-INF/MANIFEST.MF").decode("ascii")
    assert max(len(line) for line in manifest.split("\r\n")) <= 72  # the JAR file specification
    named = manifest.replace("\r\n ", "").split("Class-Path: ")[1].split("\r\n")[0].split(" ")
    assert [Path(url2pathname(urlsplit(url).path)) for url in named] == [cache / a.path for a in lock.artifacts]


def test_the_command_line_holds_no_letter_of_the_case_name(home: Path) -> None:
    assert all(part.isascii() for part in launch.command(Path("java"), "Main", home, "0123", 512))
