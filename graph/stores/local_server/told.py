"""What the local server's commands say, in either language."""

from __future__ import annotations

from collections.abc import Iterator

from giaoviec.graph.errors import Said
from giaoviec.graph.stores.local_server.fetch import LICENCE
from giaoviec.graph.stores.local_server.server import Down, Status, Up
from giaoviec.graph.stores.local_server.state import USER

_STATES = {
    "running": Said("đang chạy", "running"),
    "silent": Said(
        "có tiến trình nhưng không trả lời; hãy chạy neo4j down rồi neo4j up",
        "its process lives but does not answer; run neo4j down, then neo4j up",
    ),
    "stale": Said(
        "đã tắt mà không được dừng đúng cách; neo4j up sẽ khởi động lại",
        "ended without being stopped; neo4j up starts it again",
    ),
    "stopped": Said("không chạy", "not running"),
}


def up(found: Up, lang: str) -> Iterator[str]:
    """That the server is up, and the two things to do in the Browser."""
    server = found.server
    name = f"Neo4j Community {server.version}"
    if found.already:
        yield Said(f"{name} đang chạy sẵn.", f"{name} was running already.")[lang]
    else:
        yield Said(
            f"{name} đã chạy sau {found.seconds:.0f} giây. Giấy phép {LICENCE}; giaoviec không phân phối Neo4j.",
            f"{name} is up after {found.seconds:.0f} seconds. Licence {LICENCE}; not distributed with giaoviec.",
        )[lang]
    yield Said(f"1. Mở {server.browser}", f"1. Open {server.browser}")[lang]
    yield Said(
        f"2. Nhập người dùng {USER}, mật khẩu trong {found.password_file}, bấm Connect",
        f"2. Enter user {USER} and the password in {found.password_file}, press Connect",
    )[lang]
    yield Said(f"Địa chỉ cho --store: {server.uri}", f"Address for --store: {server.uri}")[lang]


def status(found: Status, lang: str) -> Iterator[str]:
    yield f"Neo4j: {_STATES[found.state][lang]}"
    if found.server and found.state in ("running", "silent"):
        yield f"{found.server.browser}  {found.server.uri}  pid {found.server.pid}"


def down(found: Down, lang: str) -> Iterator[str]:
    if found.found == "running":
        yield Said(f"Đã dừng sau {found.seconds:.1f} giây.", f"Stopped after {found.seconds:.1f} seconds.")[lang]
    elif found.found == "stale":
        yield Said(
            "Máy chủ đã tắt từ trước mà không được dừng đúng cách.", "The server had ended before, without being stopped."
        )[lang]
    else:
        yield Said("Không có máy chủ nào đang chạy.", "No server is running.")[lang]
