"""What the driver's errors mean, in one sentence each: what is wrong with the server or the login, and what to do."""

from __future__ import annotations

import re
import socket
import ssl
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from giaoviec.graph.errors import Said, StoreError
from giaoviec.graph.stores.base import TIME_UP, refused

if TYPE_CHECKING:
    from neo4j.exceptions import DriverError, Neo4jError

FIRST_VERSION = (5, 26)
BOLT_PORT = 7687
_AGENT = re.compile(r"^Neo4j/(\d+)\.(\d+)")
_SELF_SIGNED = "bolt+ssc:// / neo4j+ssc://"
_OLD_BOLT = re.compile(r"not supported for the (Bolt Protocol \d+\.\d+)")  # how the driver refuses a Neo4j before 5
_PLACE = re.compile(r"\(line (\d+), column (\d+) \(offset: (\d+)\)\)")
_SUPPORTED = Said(
    "dùng được Neo4j 5.26 và các bản theo năm (2025.01 trở đi)", "Neo4j 5.26 and the calendar versions (2025.01 on) are"
)

_TOO_MUCH = Said(
    "việc này cần nhiều bộ nhớ hơn máy chủ cho phép; hãy hỏi hẹp hơn",
    "this needs more memory than the server gives; ask for less",
)
_NOT_YET = Said(
    "máy chủ trả lời chưa có lần nạp cuối; hãy chạy lại sau, hoặc xóa bookmarks.json trong hồ sơ nếu cơ sở dữ liệu được lập lại",
    "the server that answered does not have the last load yet; run this again later, or delete bookmarks.json in the case if the "
    "database was made anew",
)
# Seen of Neo4j 5.26 on a full disk: the transaction that finds no room, all after it, and, where the log broke off, each start.
_STOPPED = Said(
    "máy chủ không ghi được dữ liệu của nó nên dừng cơ sở dữ liệu; hãy kiểm tra chỗ trống và logs/debug.log của máy chủ, "
    "khởi động lại nó rồi chạy lại",
    "the server could not write its data and has stopped the database; check its free space and logs/debug.log, start it again, "
    "then run this again",
)
_NOT_RUNNING = Said(
    "máy chủ chạy nhưng cơ sở dữ liệu không chạy; hãy đợi rồi chạy lại, hoặc xem logs/debug.log của máy chủ; máy chủ của "
    "giaoviec neo4j up thì lập lại được từ hồ sơ: giaoviec neo4j down, xóa thư mục neo4j trong hồ sơ, giaoviec neo4j up, "
    "giaoviec load",
    "the server runs, but the database does not; wait and run this again, or see the server's logs/debug.log; a server of "
    "giaoviec neo4j up can be made anew from the case: giaoviec neo4j down, delete the folder neo4j in the case, "
    "giaoviec neo4j up, giaoviec load",
)
# By the code that the server gives, or its beginning.
_SAID = {
    "Neo.ClientError.Security.Unauthorized": Said(
        "máy chủ không nhận tên hoặc mật khẩu này; hãy kiểm tra NEO4J_USERNAME và NEO4J_PASSWORD",
        "the server does not take this user and password; check NEO4J_USERNAME and NEO4J_PASSWORD",
    ),
    "Neo.ClientError.Security.AuthenticationRateLimit": Said(
        "đã sai mật khẩu nhiều lần nên máy chủ tạm khóa; hãy đợi vài giây rồi thử lại với mật khẩu đúng",
        "after several wrong passwords the server refuses to listen; wait some seconds, then use the right one",
    ),
    "Neo.ClientError.Security.CredentialsExpired": Said(
        "mật khẩu này phải được đổi trước khi dùng; hãy đổi trong Neo4j Browser rồi đặt lại NEO4J_PASSWORD",
        "this password must be changed before use; change it in Neo4j Browser, then set NEO4J_PASSWORD",
    ),
    "Neo.ClientError.Security.Forbidden": Said(
        "người dùng này không có quyền làm việc đó trong cơ sở dữ liệu; hãy dùng tên khác (NEO4J_USERNAME)",
        "this user has no right to do that in the database; use another one (NEO4J_USERNAME)",
    ),
    "Neo.ClientError.Database.DatabaseNotFound": Said(
        "máy chủ không có cơ sở dữ liệu tên này; hãy kiểm tra NEO4J_DATABASE",
        "the server has no database of this name; check NEO4J_DATABASE",
    ),
    "Neo.DatabaseError.Schema.ConstraintCreationFailed": Said(
        "dữ liệu của chương trình khác trong cơ sở dữ liệu này dùng trùng mã; hãy dùng một cơ sở dữ liệu khác (NEO4J_DATABASE)",
        "other programs' data in this database has ids that are not unique; use another database (NEO4J_DATABASE)",
    ),
    "Neo.ClientError.Transaction.TransactionTimedOut": TIME_UP,
    "Neo.ClientError.Transaction.InvalidBookmark": _NOT_YET,
    "Neo.TransientError.Transaction.BookmarkTimeout": _NOT_YET,
    "Neo.TransientError.General.MemoryPoolOutOfMemoryError": _TOO_MUCH,
    "Neo.TransientError.General.TransactionOutOfMemoryError": _TOO_MUCH,
    "Neo.DatabaseError.Transaction.TransactionLogError": _STOPPED,
    "Neo.DatabaseError.Transaction.TransactionCommitFailed": _STOPPED,
    "Neo.DatabaseError.Transaction.TransactionStartFailed": _STOPPED,
    "Neo.TransientError.General.DatabaseUnavailable": _NOT_RUNNING,
    "Neo.TransientError": Said(
        "máy chủ bận, đã thử lại nhiều lần không được; hãy chạy lại sau",
        "the server is busy, and trying again did not help; run this again later",
    ),
}
_READ_ONLY = Said(
    "cơ sở dữ liệu này chỉ cho đọc; hãy dùng cơ sở dữ liệu khác, hoặc cho phép ghi trong cấu hình của máy chủ",
    "this database is read-only; use another one, or allow writing in the server's configuration",
)
_LOST = Said(
    "mất kết nối với máy chủ khi đang làm; những gì đã ghi vẫn còn, hãy chạy lại khi máy chủ sẵn sàng",
    "the connection to the server was lost; what was written stays, run this again when the server is back",
)


def version_fault(agent: str) -> Said | None:
    """What is wrong with the version that a server calls itself ("Neo4j/5.26.31"); None where it can be used."""
    match = _AGENT.match(agent)
    if match and (int(match[1]), int(match[2])) >= FIRST_VERSION:
        return None
    return Said(
        f"máy chủ này là {agent or 'không rõ'}; chỉ {_SUPPORTED.vi}",
        f"this server is {agent or 'unknown'}; only {_SUPPORTED.en} supported",
    )


def explained(error: DriverError | Neo4jError, uri: str, where: str, *, ahead: int = 0) -> StoreError:
    """The error for what the driver raised while it used the server at `uri`.

    `ahead`: so many letters were put ahead of the text that people wrote; the place that the server names is told without them.
    """
    from neo4j.exceptions import IncompleteCommit, Neo4jError, ServiceUnavailable, SessionExpired

    if isinstance(error, Neo4jError):
        said = _server_said(error, ahead)
    elif isinstance(error, IncompleteCommit | SessionExpired) or "defunct connection" in str(error):
        said = _LOST
    elif isinstance(error, ServiceUnavailable):
        said = _unreachable(uri)
    else:
        old = _OLD_BOLT.search(str(error))
        said = (version_fault(old[1]) if old else None) or _failed(str(error))
    return refused(where, said.vi, said.en)


def _server_said(error: Neo4jError, ahead: int) -> Said:
    code, message = error.code or "", _PLACE.sub(lambda found: _placed(found, ahead), error.message or str(error))
    if "ReadOnly" in code or "read-only" in message or "WriteOnReadOnly" in code:
        return _READ_ONLY
    known = next((said for start, said in _SAID.items() if code.startswith(start)), None)
    if code.startswith("Neo.ClientError.Statement") and not known:
        first = (message.splitlines() or [""])[0]
        return Said(f"câu hỏi này không chạy được: {first}", f"this query cannot be run: {first}")
    return known or _failed(message)


def _placed(found: re.Match[str], ahead: int) -> str:
    line, column, offset = map(int, found.groups())
    return f"(line {line}, column {column - (ahead if line == 1 else 0)} (offset: {offset - ahead}))"


def _failed(message: str) -> Said:
    first = (message.splitlines() or [""])[0]
    return Said(f"máy chủ Neo4j báo lỗi: {first}", f"the Neo4j server failed: {first}")


def _unreachable(uri: str) -> Said:
    """Why no connection came about: the driver tells it in words only, so the host is looked up and called here."""
    parts = urlsplit(uri)
    host, port = parts.hostname or "", parts.port or BOLT_PORT
    try:
        socket.create_connection((host, port), timeout=5).close()
    except socket.gaierror:
        return Said(f"không tìm thấy máy {host!r}; hãy kiểm tra địa chỉ kho", f"there is no host {host!r}; check the store's URI")
    except OSError:
        return Said(
            f"không có gì trả lời ở {host}:{port}; máy chủ Neo4j có đang chạy không? (giaoviec neo4j up)",
            f"nothing answers at {host}:{port}; is the Neo4j server running? (giaoviec neo4j up)",
        )
    if "+" in parts.scheme:
        return _without_trust(parts.scheme, host, port)
    return Said(
        f"{host}:{port} có trả lời nhưng không nói Bolt; Bolt thường ở cổng 7687 (7474 là Browser), có mã hóa thì dùng bolt+s://",
        f"{host}:{port} answers but speaks no Bolt; Bolt is mostly on port 7687 (7474 is the Browser), with encryption use bolt+s://",
    )


def _without_trust(scheme: str, host: str, port: int) -> Said:
    """Why a host that answers gave no encrypted connection: its certificate is not trusted, or it has none."""
    try:
        with socket.create_connection((host, port), timeout=5) as called:
            if scheme.endswith("+s"):
                ssl.create_default_context().wrap_socket(called, server_hostname=host).close()
    except ssl.SSLCertVerificationError as error:
        return Said(
            f"chứng chỉ của {host}:{port} không được tin ({error.verify_message}); nếu máy chủ tự ký thì dùng {_SELF_SIGNED}",
            f"the certificate of {host}:{port} is not trusted ({error.verify_message}); if the server signed it itself, use "
            f"{_SELF_SIGNED}",
        )
    except OSError:  # hung up, or silent
        pass
    return Said(
        f"{host}:{port} không nói Bolt có mã hóa; máy chủ không mã hóa thì dùng bolt:// hoặc neo4j://",
        f"{host}:{port} does not speak Bolt with encryption; for a server without it use bolt:// or neo4j://",
    )
