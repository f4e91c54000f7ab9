"""Waits until a started server answers HTTP and Bolt, gives it its own password, and says why one did not start."""

import contextlib
import http.client
import json
import socket
import time
from pathlib import Path
from typing import TYPE_CHECKING

from neo4j import GraphDatabase
from neo4j.exceptions import AuthError, DriverError, Neo4jError

from giaoviec.graph.errors import Said, StoreError
from giaoviec.graph.stores.local_server.fetch import Progress, Step
from giaoviec.graph.stores.local_server.launch import CONSOLE_LOG
from giaoviec.graph.stores.local_server.state import PASSWORD, USER, Server

if TYPE_CHECKING:
    from psutil import Process

FIRST_PASSWORD = "neo4j"  # what every new server has until it is changed
# Bolt's opening words: its magic number, then four proposals, of which the first asks for any 5.0 to 5.8.
BOLT_HANDSHAKE = bytes.fromhex("6060b017" + "00080805" + "00000000" * 3)
PAUSE = 0.25  # seconds between two looks
DATA_OPEN = "FileLockException"  # in the log when another process has the data open
PORT_TAKEN = ("Address already in use", "PortBindException")  # of the Bolt port, of the HTTP port


def wait_for(server: Server, process: "Process", home: Path, seconds: float, progress: Progress) -> None:
    """Return once `server` answers. Raises StoreError when its process ends first, or `seconds` pass."""
    import psutil

    said = Said("Chờ Neo4j trả lời", "Waiting for Neo4j to answer")
    progress(Step(said))
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if answers_http(server):
            return
        with contextlib.suppress(psutil.TimeoutExpired):
            raise _died(process.wait(timeout=PAUSE), home)
    raise StoreError(
        vi=f"Neo4j không trả lời sau {seconds:.0f} giây; xem nhật ký, hoặc chạy neo4j down rồi neo4j up.",
        en=f"Neo4j does not answer after {seconds:.0f} seconds; see its log, or run neo4j down, then neo4j up.",
        where=str(home / CONSOLE_LOG),
    )


def answers_http(server: Server) -> bool:
    """Whether what listens on the HTTP port is a Neo4j whose Bolt port is this server's.

    Neo4j opens HTTP last, so this is also the sign that the start is over. Proxies are not asked.
    """
    connection = http.client.HTTPConnection("127.0.0.1", server.http_port, timeout=5)
    try:
        connection.request("GET", "/", headers={"Accept": "application/json"})
        told = json.loads(connection.getresponse().read())
    except (OSError, http.client.HTTPException, ValueError):
        return False
    finally:
        connection.close()
    return isinstance(told, dict) and told.get("bolt_direct") == server.uri


def answers_bolt(server: Server) -> bool:
    """Whether the Bolt port speaks Bolt. No login: three wrong ones would lock the user out for a while."""
    try:
        with socket.create_connection(("127.0.0.1", server.bolt_port), timeout=5) as connection:
            connection.sendall(BOLT_HANDSHAKE)
            return connection.recv(4)[-1:] == b"\x05"
    except OSError:
        return False


def _takes(server: Server, password: str) -> bool:
    """Whether the server takes `password`. Raises what the driver raises for anything else."""
    with GraphDatabase.driver(server.uri, auth=(USER, password), telemetry_disabled=True) as driver:
        try:
            driver.verify_connectivity()
        except AuthError:
            return False
        return True


def give_password(server: Server, password: str, home: Path) -> None:
    """See to it that `password` is the server's: a new server gets it in place of the one that all have at first."""
    try:
        if not _takes(server, password):
            _change_password(server, password)
    except AuthError as error:
        raise StoreError(
            vi="Máy chủ Neo4j không nhận mật khẩu trong tệp này: mật khẩu đã được đổi ở nơi khác. Hãy ghi mật khẩu mới vào tệp.",
            en="The Neo4j server does not take the password in this file: it was changed elsewhere. Write the present "
            "one into the file.",
            where=str(home / PASSWORD),
        ) from error
    except (DriverError, Neo4jError) as error:
        raise StoreError(
            vi=f"Máy chủ Neo4j đã chạy nhưng không trả lời qua Bolt ({error}).",
            en=f"The Neo4j server runs but does not answer over Bolt ({error}).",
            where=server.uri,
        ) from error


def _change_password(server: Server, password: str) -> None:
    with (
        GraphDatabase.driver(server.uri, auth=(USER, FIRST_PASSWORD), telemetry_disabled=True) as driver,
        driver.session(database="system") as session,
    ):
        change = "ALTER CURRENT USER SET PASSWORD FROM $old TO $new"
        session.run(change, old=FIRST_PASSWORD, new=password).consume()


def _died(code: int | None, home: Path) -> StoreError:
    """The error for a server that ended while starting, from its exit code and its log."""
    log = home / CONSOLE_LOG
    told = log.read_text(encoding="utf-8", errors="replace")
    if DATA_OPEN in told:
        return StoreError(
            vi="Một tiến trình khác đang mở dữ liệu của máy chủ này; hãy dừng nó trước.",
            en="Another process has the data of this server open; stop it first.",
            where=str(home),
        )
    if any(word in told for word in PORT_TAKEN):
        return StoreError(
            vi="Một cổng của Neo4j vừa bị chương trình khác chiếm; hãy chạy lại, hoặc chọn cổng khác.",
            en="Another program has just taken a port of Neo4j; run again, or choose another port.",
            where=str(log),
        )
    why = _why([line for line in told.splitlines() if line.strip()])
    return StoreError(
        vi=f"Neo4j không khởi động được (mã thoát {code}): {why}",
        en=f"Neo4j did not start (exit code {code}): {why}",
        where=str(log),
    )


def _why(lines: list[str]) -> str:
    """The line of a log that tells most: the innermost cause, else the first error, else what Java said last."""
    causes = [line for line in lines if line.startswith("Caused by: ")]
    errors = [line for line in lines if " ERROR " in line or line.startswith("Exception ")]
    return " ".join(causes[-1:] or errors[:1] or lines[-2:])
