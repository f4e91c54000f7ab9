"""What a row of an answer does not say, in words: so that an empty cell is never read as "there is none"."""

from __future__ import annotations

from collections.abc import Iterator

from giaoviec.graph.errors import Said
from giaoviec.graph.stores.base import Row

_NO_DAY = Said("nguồn không cho biết ngày", "the source gives no day")
_NO_DAY_GIVEN = Said("nguồn không nói giao vào ngày nào", "the source does not say on which day it was given")
_NO_HOLDER = Said("không rõ lúc đó ai giữ chức vụ nhận việc", "who held the receiving office that day is not known")


def unknown(row: Row) -> Iterator[Said]:
    """What is not known of a row, as far as its columns would tell it."""
    if "date" in row and not row["date"]:
        yield _NO_DAY_GIVEN if row.get("seen") else _NO_DAY
    if "givers" in row and not row["givers"]:
        yield Said("nguồn không nêu ai giao", "the source does not say who gave it")
    if ("receivers" in row and not row["receivers"]) or "no receiver" in str(row.get("row")):
        yield Said("nguồn không nêu nơi nhận", "the source names no receiver")
    yield from _of_deadline(row)
    if row.get("unknown_from") or row.get("unknown_to"):
        first, last = row.get("unknown_from") or "?", row.get("unknown_to") or "?"
        yield Said(f"sau ngày {first} và trước ngày {last} không rõ ai giữ", f"after {first} and before {last} nobody is known")
    if row.get("holders") == [] and not str(row.get("kind")).startswith("requested"):
        yield _NO_HOLDER
    if row.get("quote") and row.get("start") is None:
        yield Said("câu trích chưa đối chiếu với văn bản", "the quote is not checked against a text")
    if row.get("sure") is False:
        yield Said("chỗ đọc này KHÔNG CHẮC", "this reading is NOT SURE")


def _of_deadline(row: Row) -> Iterator[Said]:
    if "deadline" not in row or row["deadline"]:
        return
    if row.get("due"):
        yield Said("lời về hạn không cho ra một ngày", "the words on the deadline give no day")
    elif "task" in row:
        yield Said("nguồn không đặt hạn", "the source sets no deadline")
