"""`neo4j up`, `status` and `down`: the real Neo4j of one case, on loopback, with a password of its own.

All of a server lies in one folder of its case and may be removed whole; the jars lie in a cache that cases share.
"""

import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from giaoviec.graph.errors import Said, StoreError
from giaoviec.graph.stores.local_server import launch
from giaoviec.graph.stores.local_server.answers import answers_bolt, answers_http, give_password, wait_for
from giaoviec.graph.stores.local_server.fetch import (
    Fetched,
    MissingExtraError,
    Progress,
    Step,
    default_cache,
    fetch,
    silent,
)
from giaoviec.graph.stores.local_server.lock import NEO4J_LTS, Lock, read_lock
from giaoviec.graph.stores.local_server.state import (
    PASSWORD,
    Server,
    free_port,
    own_password,
    process_of,
    read_server,
    write_server,
)

if TYPE_CHECKING:
    from psutil import Process

STOP_SECONDS = 120  # Neo4j writes out its pages before it goes


@dataclass(frozen=True)
class Settings:
    """What a start may be told; the defaults suit a user who tells nothing. A port of 0 is the last one or any free."""

    lock: Path = NEO4J_LTS
    cache: Path | None = None
    mirror: str | None = None
    java: Path | None = None
    bolt_port: int = 0
    http_port: int = 0
    heap_mb: int = 1024
    wait_seconds: float = 180


@dataclass(frozen=True)
class Up:
    """A server that answers; `already` when it ran before the call, `seconds` from its start to its first answer."""

    server: Server
    password_file: Path
    already: bool
    fetched: Fetched
    seconds: float


@dataclass(frozen=True)
class Status:
    """running: answers HTTP and Bolt. silent: its process lives, but does not answer. stale: ended without being
    stopped, or its pid is another program's now. stopped: not started, or stopped in order."""

    state: Literal["running", "silent", "stale", "stopped"]
    server: Server | None


@dataclass(frozen=True)
class Down:
    """What was found, and how long the stop took in seconds; the data stays."""

    found: Literal["running", "stale", "stopped"]
    server: Server | None
    seconds: float


def up(home: Path, settings: Settings | None = None, progress: Progress = silent) -> Up:
    """The server of the folder `home`, started if it does not run, once it answers HTTP and Bolt.

    Raises StoreError: `home` cannot be written, the jars cannot be had, a port is taken, the server does not start.
    """
    settings = settings or Settings()
    home = home.absolute()
    _make(home)
    with _alone(home, settings.wait_seconds):
        known = read_server(home)
        process = process_of(known) if known else None
        if known and process:
            _same_ports(known, settings)
            wait_for(known, process, home, settings.wait_seconds, progress)
            return Up(known, home / PASSWORD, True, Fetched(0, 0, 0.0), 0.0)
        if known and known.pid:
            progress(Step(_stale(known)))
        return _start(home, known, settings, progress)


def status(home: Path) -> Status:
    """How the server of the folder `home` is; changes nothing."""
    server = read_server(home)
    if server is None or not server.pid:
        return Status("stopped", server)
    if process_of(server) is None:
        return Status("stale", server)
    return Status("running" if answers_http(server) and answers_bolt(server) else "silent", server)


def down(home: Path, progress: Progress = silent) -> Down:
    """Stop the server of the folder `home`, keeping its data. Raises StoreError when it does not stop in time."""
    if read_server(home) is None:
        return Down("stopped", None, 0.0)
    began = time.monotonic()
    with _alone(home, STOP_SECONDS):
        server = read_server(home)
        if server is None or not server.pid:
            return Down("stopped", server, 0.0)
        process = process_of(server)
        if process:
            progress(Step(Said("Dừng Neo4j; dữ liệu được giữ lại", "Stopping Neo4j; its data stays")))
            _end(process, home)
        write_server(home, server.stopped())
        return Down("running" if process else "stale", server, time.monotonic() - began)


def _make(home: Path) -> None:
    """The folder of the server, for the user alone, and left out by git: it holds a password and names of persons."""
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        (home / ".gitignore").write_text("*\n", encoding="ascii")
    except OSError as error:
        raise StoreError(
            vi=f"Không ghi được vào thư mục của máy chủ Neo4j ({error.strerror}); hãy chọn hồ sơ ở nơi ghi được.",
            en=f"The folder for the Neo4j server cannot be written ({error.strerror}); use a case that can be.",
            where=str(home),
        ) from error


@contextmanager
def _alone(home: Path, seconds: float) -> Iterator[None]:
    """Only one program starts or stops this server at a time; the system frees the lock of one that died."""
    try:
        from filelock import FileLock, Timeout
    except ImportError as error:
        raise MissingExtraError("filelock") from error
    lock = FileLock(home / ".lock")
    try:
        lock.acquire(timeout=seconds)
    except Timeout as error:
        raise StoreError(
            vi="Một lệnh khác đang khởi động hoặc dừng máy chủ Neo4j này; hãy đợi nó xong.",
            en="Another command is starting or stopping this Neo4j server; wait for it.",
            where=str(home),
        ) from error
    try:
        yield
    finally:
        lock.release()


def _start(home: Path, known: Server | None, settings: Settings, progress: Progress) -> Up:
    lock = read_lock(settings.lock)
    password = own_password(home)
    java = settings.java or launch.bundled_java()
    cache = (settings.cache or default_cache()).absolute()
    server = _with_ports(lock, known, settings, progress)
    fetched = fetch(lock, cache, mirror=settings.mirror, progress=progress)
    began = time.monotonic()
    server, process = _spawn(home, server, lock, cache, java, settings.heap_mb)
    try:
        wait_for(server, process, home, settings.wait_seconds, progress)
        give_password(server, password, home)
    except BaseException:  # Ctrl+C too: what did not come up must not stay behind
        _end(process, home)
        write_server(home, server.stopped())
        raise
    return Up(server, home / PASSWORD, False, fetched, time.monotonic() - began)


def _spawn(home: Path, server: Server, lock: Lock, cache: Path, java: Path, heap_mb: int) -> "tuple[Server, Process]":
    """The server as started, with its process; it is written down at once, so that a broken-off start is found."""
    import psutil

    conf = home / "conf" / "neo4j.conf"
    conf.parent.mkdir(exist_ok=True)
    conf.write_text(launch.configuration(server.bolt_port, server.http_port), encoding="ascii")
    token = secrets.token_hex(8)
    launch.write_class_path(lock, cache, home)
    pid = launch.spawn(launch.command(java, lock.main_class, home, token, heap_mb), home)
    server = server.at(pid, token)
    write_server(home, server)
    return server, psutil.Process(pid)


def _with_ports(lock: Lock, known: Server | None, settings: Settings, progress: Progress) -> Server:
    last = known or Server(lock.version, 0, 0)
    bolt = _port(settings.bolt_port, last.bolt_port, progress)
    http = _port(settings.http_port, last.http_port, progress)
    return Server(lock.version, bolt, http)


def _same_ports(running: Server, settings: Settings) -> None:
    asked = (settings.bolt_port or running.bolt_port, settings.http_port or running.http_port)
    if asked != (running.bolt_port, running.http_port):
        raise StoreError(
            vi=f"Máy chủ đang chạy ở cổng {running.bolt_port} (Bolt) và {running.http_port} (HTTP); muốn đổi cổng, hãy "
            "chạy neo4j down trước.",
            en=f"The server runs on ports {running.bolt_port} (Bolt) and {running.http_port} (HTTP); to change a port, "
            "run neo4j down first.",
        )


def _port(wanted: int, last: int, progress: Progress) -> int:
    """The port asked for, else the one of the last time, else any that is free."""
    port = free_port(wanted or last)
    if port is None and not wanted:
        progress(Step(Said(f"Cổng {last} đã bị chiếm; dùng cổng khác", f"Port {last} is taken now; using another")))
        port = free_port(0)
    if port is None:
        raise StoreError(
            vi=f"Cổng {wanted} đang được chương trình khác dùng; hãy chọn cổng khác hoặc để trống.",
            en=f"Port {wanted} is in use by another program; choose another, or leave it out.",
        )
    return port


def _end(process: "Process", home: Path) -> None:
    """Ask the process to stop, and wait. Windows knows no such asking: there it ends at once, and the next start reads
    what was committed back from the transaction log."""
    import psutil

    try:
        process.terminate()
        process.wait(STOP_SECONDS)
    except psutil.NoSuchProcess:
        return
    except psutil.TimeoutExpired as error:
        raise StoreError(
            vi=f"Neo4j (tiến trình {process.pid}) chưa dừng sau {STOP_SECONDS} giây; xem nhật ký rồi thử lại.",
            en=f"Neo4j (process {process.pid}) did not stop within {STOP_SECONDS} seconds; see its log and try again.",
            where=str(home / launch.CONSOLE_LOG),
        ) from error


def _stale(server: Server) -> Said:
    return Said(
        f"Máy chủ lần trước (tiến trình {server.pid}) không còn chạy, dù không được dừng đúng cách; khởi động lại",
        f"The server of the last time (process {server.pid}) no longer runs, though it was not stopped; starting again",
    )
