"""What the embedded engine says when something fails, in plain words of both languages."""

from __future__ import annotations

import re

from giaoviec.graph.errors import StoreError
from giaoviec.graph.stores.base import refused
from giaoviec.graph.stores.reading import WRITES

# What the engine says where the query is at fault, not the store: its syntax, names, parameters, a division by zero.
_WRONG_QUERY = re.compile(
    r"(?:\.Command\w+|\.ArithmeticError|\.opencypher\.\S+?|"
    r"\blang\.(?:Arithmetic|ClassCast|IllegalArgument|NumberFormat))Exception: (.*)"
)
# What the system says through the engine where it cannot write: the disk is full, or files may not be written.
_NO_WRITING = re.compile(
    r"\bjava\.(?:io|nio\.file)\.\w+Exception: [^\n]*?"
    r"(No space left on device|There is not enough space on the disk|Disk quota exceeded|Permission denied|Read-only file system)"
)


def explained(where: str, message: str) -> StoreError:
    """What went wrong in the store at `where`, by the words of the engine's error."""
    if "locked by another process" in message or "LockException" in message:
        return refused(
            where,
            "kho dữ liệu đang được một tiến trình khác dùng; hãy đợi nó xong rồi chạy lại",
            "the store is in use by another process; wait until it ends and run this again",
        )
    if "not idempotent" in message or "read only" in message:
        return refused(where, WRITES.vi, WRITES.en)
    reason = _NO_WRITING.search(message)  # before the query, in which it may be told as what made it fail
    if reason:
        return no_room(where, reason[1])
    wrong = _WRONG_QUERY.search(message)
    if wrong:
        return refused(where, f"câu hỏi này không chạy được: {wrong[1]}", f"this query cannot be run: {wrong[1]}")
    first = message.splitlines()[0]
    return refused(
        where,
        f"kho dữ liệu báo lỗi ({first}); kho được lập từ hồ sơ: hãy xóa thư mục này rồi chạy giaoviec load",
        f"the store failed ({first}); it is made from the case: delete this folder, then run giaoviec load",
    )


def no_room(where: str, reason: str) -> StoreError:
    """The store's folder takes no writing, for a reason in the system's own words."""
    return refused(
        where,
        f"không ghi được kho dữ liệu ({reason}); hãy kiểm tra chỗ trống và quyền ghi rồi chạy lại",
        f"the store cannot be written ({reason}); check free space and permissions, then run this again",
    )
