"""What a case's server folder remembers of its server, and whether the process it names is still that server.

A pid alone proves nothing: after a crash the system gives it to another program. So each start has a token of its own
on its command line, and only a process that carries it counts.
"""

import json
import os
import secrets
import socket
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from giaoviec.graph.errors import StoreError
from giaoviec.graph.stores.local_server.fetch import MissingExtraError
from giaoviec.graph.stores.local_server.launch import TOKEN_FLAG

if TYPE_CHECKING:
    from psutil import Process

STATE = "server.json"
PASSWORD = "password"
USER = "neo4j"


@dataclass(frozen=True)
class Server:
    """A server of a case; `pid` is 0 when it was stopped. Ports are kept, so that the next start has them again."""

    version: str
    bolt_port: int
    http_port: int
    pid: int = 0
    token: str = ""
    started: str = ""

    @property
    def uri(self) -> str:
        """The address for a driver."""
        return f"bolt://127.0.0.1:{self.bolt_port}"

    @property
    def browser(self) -> str:
        """The address of Neo4j Browser."""
        return f"http://127.0.0.1:{self.http_port}/browser/"

    def at(self, pid: int, token: str) -> "Server":
        """This server as started just now."""
        return replace(self, pid=pid, token=token, started=datetime.now(UTC).isoformat(timespec="seconds"))

    def stopped(self) -> "Server":
        """This server with no process."""
        return replace(self, pid=0, token="", started="")


def read_server(home: Path) -> Server | None:
    """The server that `home` remembers, or None where there never was one. Raises StoreError on a damaged file."""
    path = home / STATE
    try:
        return Server(**json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return None
    except (ValueError, TypeError) as error:
        raise StoreError(
            vi="Tệp ghi nhớ máy chủ Neo4j bị hỏng; hãy xóa tệp này (dữ liệu không mất) rồi chạy lại.",
            en="The note on the Neo4j server is damaged; remove this file (no data is lost) and run again.",
            where=str(path),
        ) from error


def write_server(home: Path, server: Server) -> None:
    """Keep `server` in `home`, whole or not at all."""
    partial = home / f"{STATE}.{os.getpid()}"
    partial.write_text(json.dumps(asdict(server), indent=1) + "\n", encoding="utf-8")
    partial.replace(home / STATE)


def process_of(server: Server) -> "Process | None":
    """The live process of `server`; None when it ended, or when its pid now belongs to another program."""
    if not server.pid:
        return None
    try:
        import psutil
    except ImportError as error:
        raise MissingExtraError("psutil") from error
    try:
        process = psutil.Process(server.pid)
        ours = TOKEN_FLAG + server.token in process.cmdline()
    except (psutil.NoSuchProcess, psutil.AccessDenied):
        return None
    return process if ours else None


def own_password(home: Path) -> str:
    """The password of this case's server, made at the first call; only the user may read the file where the system
    knows such rights. Raises StoreError where the server has data but its password file is gone."""
    path = home / PASSWORD
    if path.exists():
        return path.read_text(encoding="ascii").strip()
    if (home / "data").exists():
        raise StoreError(
            vi="Máy chủ đã có dữ liệu nhưng tệp mật khẩu không còn. Hãy đặt lại tệp, hoặc xóa thư mục của máy chủ rồi "
            "nạp lại hồ sơ.",
            en="The server has data but its password file is gone. Put it back, or remove the server's folder and load "
            "the case again.",
            where=str(path),
        )
    password = secrets.token_hex(12)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
        file.write(password + "\n")
    return password


def free_port(wanted: int) -> int | None:
    """`wanted`, or any port where it is 0, if a server can listen there on loopback; else None."""
    with socket.socket() as probe:
        if os.name == "posix":  # else a port just left stays taken for a minute; on Windows the option means sharing
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", wanted))
        except OSError:
            return None
        port: int = probe.getsockname()[1]
        return port
