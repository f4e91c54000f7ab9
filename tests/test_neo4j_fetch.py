"""Fetching a lock: only what matches it comes in, what is there is kept, and every failure is told. The repository is a
small one on loopback, given as the mirror."""

import hashlib
import re
import socket
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from time import monotonic

import pytest
from servers import LOCK_2026

from giaoviec.graph.errors import StoreError
from giaoviec.graph.stores.local_server import fetch as fetching
from giaoviec.graph.stores.local_server.fetch import MissingExtraError, Step, UnreachableError, default_cache, fetch
from giaoviec.graph.stores.local_server.lock import COLUMNS, NEO4J_LTS, Artifact, Lock, fault, read_lock


class Repository:
    """A Maven repository on loopback: its files by path, what was asked of it, and what it is told to do wrong."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.asked: Counter[str] = Counter()
        self.break_off: Counter[str] = Counter()  # how many more times an answer stops half way
        self.stall: set[str] = set()  # answers that stop half way and keep the connection open
        self.closing = threading.Event()
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_address[1]}/maven"

    def add(self, name: str, content: bytes, classifier: str = "") -> Artifact:
        digest = hashlib.sha256(content).hexdigest()
        artifact = Artifact("vn.song.van", name, "1.0", classifier, "jar", len(content), digest)
        self.files[f"/maven/{artifact.path}"] = content
        return artifact

    def close(self) -> None:
        self.closing.set()
        self.server.shutdown()
        self.server.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        repository = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                repository.asked[self.path] += 1
                content = repository.files.get(self.path)
                self.send_response(404 if content is None else 200)
                self.send_header("Content-Length", str(len(content or b"")))
                self.end_headers()
                if content and repository.break_off[self.path] > 0:
                    repository.break_off[self.path] -= 1
                    content = content[: len(content) // 2]
                if self.path in repository.stall:
                    self.wfile.write((content or b"")[:1])
                    self.wfile.flush()
                    repository.closing.wait(60)
                    return
                self.wfile.write(content or b"")

            def log_message(self, *_: object) -> None:
                """Quiet."""

        return Handler


@pytest.fixture
def repository(monkeypatch: pytest.MonkeyPatch) -> Iterator[Repository]:
    monkeypatch.setattr(fetching.time, "sleep", lambda seconds: None)
    made = Repository()
    yield made
    made.close()


def lock_of(*artifacts: Artifact) -> Lock:
    return Lock("9.9", "vn.song.van.Main", artifacts)


def jars(cache: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in cache.rglob("*.jar")}


def test_every_artifact_lands_in_the_layout_of_a_maven_repository(repository: Repository, tmp_path: Path) -> None:
    lock = lock_of(repository.add("a", b"one"), repository.add("b", b"two", classifier="linux-x86_64"))
    done = fetch(lock, tmp_path, mirror=repository.url)
    assert (tmp_path / "vn/song/van/a/1.0/a-1.0.jar").read_bytes() == b"one"
    assert (tmp_path / "vn/song/van/b/1.0/b-1.0-linux-x86_64.jar").read_bytes() == b"two"
    assert (done.files, done.size) == (2, 6)


def test_a_second_fetch_asks_for_nothing(repository: Repository, tmp_path: Path) -> None:
    lock = lock_of(repository.add("a", b"one"))
    fetch(lock, tmp_path, mirror=repository.url)
    repository.asked.clear()
    assert fetch(lock, tmp_path, mirror=repository.url).files == 0
    assert not repository.asked


def test_what_is_there_needs_no_network(repository: Repository, tmp_path: Path) -> None:
    lock = lock_of(repository.add("a", b"one"))
    fetch(lock, tmp_path, mirror=repository.url)
    assert fetch(lock, tmp_path, mirror=closed_address()).files == 0


@pytest.mark.parametrize("sent", [b"0ne", b"one and more", b""], ids=["same size", "longer", "empty"])
def test_a_file_that_does_not_match_is_refused_and_removed(repository: Repository, tmp_path: Path, sent: bytes) -> None:
    artifact = repository.add("a", b"one")
    repository.files[f"/maven/{artifact.path}"] = sent
    with pytest.raises(StoreError) as error:
        fetch(lock_of(artifact), tmp_path, mirror=repository.url)
    assert "vn.song.van:a:1.0" in str(error.value)
    assert "refused and removed" in error.value.sentence("en")
    assert "đã từ chối và xóa" in error.value.sentence("vi")
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_a_damaged_file_in_the_cache_is_said_and_fetched_again(repository: Repository, tmp_path: Path) -> None:
    artifact = repository.add("a", b"one")
    place = tmp_path / artifact.path
    place.parent.mkdir(parents=True)
    place.write_bytes(b"0ne")
    steps: list[Step] = []
    fetch(lock_of(artifact), tmp_path, mirror=repository.url, progress=steps.append)
    assert place.read_bytes() == b"one"
    assert str(place) in steps[0].said.en and "damaged" in steps[0].said.en


def test_a_connection_lost_once_is_tried_again(repository: Repository, tmp_path: Path) -> None:
    artifact = repository.add("a", b"one" * 1000)
    repository.break_off[f"/maven/{artifact.path}"] = 1
    fetch(lock_of(artifact), tmp_path, mirror=repository.url)
    assert jars(tmp_path) == {"a-1.0.jar": b"one" * 1000}


def test_after_a_break_only_what_is_missing_is_fetched(repository: Repository, tmp_path: Path) -> None:
    good = [repository.add(f"good{n}", bytes([n]) * 9) for n in range(20)]
    bad = repository.add("bad", b"never whole")
    repository.break_off[f"/maven/{bad.path}"] = fetching.TRIES
    with pytest.raises(UnreachableError):
        fetch(lock_of(*good, bad), tmp_path, mirror=repository.url)
    kept = set(jars(tmp_path))
    assert kept and "bad-1.0.jar" not in kept
    repository.asked.clear()
    assert fetch(lock_of(*good, bad), tmp_path, mirror=repository.url).files == 21 - len(kept)
    asked = {path.rsplit("/", 1)[1] for path in repository.asked if path.endswith(".jar")}
    assert asked == {artifact.path.name for artifact in [*good, bad]} - kept
    assert jars(tmp_path)["bad-1.0.jar"] == b"never whole"


def test_after_a_kill_only_what_is_missing_is_fetched(repository: Repository, tmp_path: Path) -> None:
    good, slow = [repository.add(f"good{n}", bytes([n]) * 9) for n in range(5)], repository.add("slow", b"s" * 5000)
    repository.stall.add(f"/maven/{slow.path}")
    cache = tmp_path / "cache"
    lock = write_lock(tmp_path / "lock.tsv", [*good, slow])
    with subprocess.Popen([sys.executable, "-c", FETCH, str(lock), str(cache), repository.url]) as process:
        wait_until(lambda: repository.asked[f"/maven/{slow.path}"] > 0 and len(jars_in_place(cache)) == len(good))
        process.kill()
    repository.stall.clear()
    repository.asked.clear()
    assert fetch(read_lock(lock), cache, mirror=repository.url).files == 1
    assert set(repository.asked) == {f"/maven/{slow.path}", f"/maven/{slow.path}.sha1"}
    assert len(jars_in_place(cache)) == 6
    assert not list((cache / ".partial").iterdir())


FETCH = """
import sys
from pathlib import Path
from giaoviec.graph.stores.local_server.fetch import fetch
from giaoviec.graph.stores.local_server.lock import read_lock
fetch(read_lock(Path(sys.argv[1])), Path(sys.argv[2]), mirror=sys.argv[3])
"""


def write_lock(path: Path, artifacts: list[Artifact]) -> Path:
    rows = ["\t".join(str(getattr(artifact, column)) for column in COLUMNS) for artifact in artifacts]
    path.write_text("\n".join(["# version\t9.9", "# main\tMain", "\t".join(COLUMNS), *rows]) + "\n", encoding="utf-8")
    return path


def jars_in_place(cache: Path) -> list[Path]:
    return list(cache.glob("vn/**/*.jar"))


def wait_until(true: Callable[[], bool]) -> None:
    end = monotonic() + 30
    while not true():
        assert monotonic() < end, "waited 30 seconds in vain"
        threading.Event().wait(0.02)


@pytest.mark.parametrize("library", ["jgo.maven", "psutil", "platformdirs"])
def test_a_library_of_the_extra_that_is_missing_is_named(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, library: str
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(MissingExtraError, match=rf"{library.split('.')[0]} is not installed: .*\.\[neo4j\]"):
        default_cache()
        fetch(lock_of(repository.add("a", b"one")), tmp_path, mirror=repository.url)


def closed_address() -> str:
    """An address on loopback where nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{probe.getsockname()[1]}/maven"


def test_without_a_network_it_says_what_works_without_one(repository: Repository, tmp_path: Path) -> None:
    with pytest.raises(UnreachableError) as error:
        fetch(lock_of(repository.add("a", b"one")), tmp_path, mirror=closed_address())
    assert "embedded store and all questions work without a network" in error.value.sentence("en")
    assert "vẫn dùng được khi không có mạng" in error.value.sentence("vi")
    assert "--mirror" in error.value.sentence("vi")


def test_a_file_the_repository_lacks_is_named(repository: Repository, tmp_path: Path) -> None:
    artifact = repository.add("a", b"one")
    repository.files.clear()
    with pytest.raises(UnreachableError, match=r"vn\.song\.van:a:1\.0: .*does not have this file"):
        fetch(lock_of(artifact), tmp_path, mirror=repository.url)


@pytest.mark.parametrize("mirror", ["no address", "http://"])
def test_a_mirror_that_is_no_address_is_told(repository: Repository, tmp_path: Path, mirror: str) -> None:
    with pytest.raises(UnreachableError, match="--mirror"):
        fetch(lock_of(repository.add("a", b"one")), tmp_path, mirror=mirror)


def test_a_cache_that_cannot_be_written_is_told(repository: Repository, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="ascii")
    with pytest.raises(StoreError, match="cannot be written"):
        fetch(lock_of(repository.add("a", b"one")), tmp_path / "file" / "cache", mirror=repository.url)


def test_progress_names_the_licence_and_counts_up_to_the_whole(repository: Repository, tmp_path: Path) -> None:
    steps: list[Step] = []
    lock = lock_of(*(repository.add(f"a{n}", b"x" * (n + 1)) for n in range(5)))
    fetch(lock, tmp_path, mirror=repository.url, progress=steps.append)
    assert all("GPL-3.0" in step.said.en and "GPL-3.0" in step.said.vi for step in steps)
    done = [step.done for step in steps]
    assert done == sorted(done) and done[0] == 0 and done[-1] == steps[-1].total == 1 + 2 + 3 + 4 + 5


def test_two_fetches_at_once_do_not_disturb_each_other(repository: Repository, tmp_path: Path) -> None:
    lock = lock_of(*(repository.add(f"a{n}", bytes([n]) * 5000) for n in range(10)))
    failed: list[Exception] = []

    def one() -> None:
        try:
            fetch(lock, tmp_path, mirror=repository.url)
        except StoreError as error:
            failed.append(error)

    threads = [threading.Thread(target=one) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed
    assert all(not fault(artifact, tmp_path / artifact.path) for artifact in lock.artifacts)
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 10


@pytest.mark.parametrize(
    ("path", "version", "main"),
    [
        (NEO4J_LTS, "5.26.31", "org.neo4j.server.CommunityEntryPoint"),
        (LOCK_2026, "2026.08.1", "org.neo4j.server.Neo4jCommunity"),
    ],
    ids=["5.26", "2026.08"],
)
def test_the_committed_locks_are_whole_and_name_no_host(path: Path, version: str, main: str) -> None:
    lock = read_lock(path)
    assert (lock.version, lock.main_class) == (version, main)
    coordinates = [artifact.coordinate for artifact in lock.artifacts]
    wanted = {f"org.neo4j.app:neo4j-server:{version}", f"org.neo4j:neo4j:{version}"}
    assert wanted | {"org.neo4j.client:neo4j-browser:5.24.0"} <= set(coordinates)
    assert len(coordinates) == len(set(coordinates)) > 200
    assert all(re.fullmatch("[0-9a-f]{64}", a.sha256) and a.size > 0 and a.type == "jar" for a in lock.artifacts)
    assert "://" not in path.read_text(encoding="utf-8")


def test_a_lock_with_other_columns_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "lock.tsv"
    path.write_text("# version\t1\n# main\tM\ngroup\tartifact\n", encoding="utf-8")
    with pytest.raises(ValueError, match="columns"):
        read_lock(path)
