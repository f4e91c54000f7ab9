"""How answers and receipts look on a screen: rich tables and lines in either language. Nothing here prints."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from giaoviec.graph.answer import Answer, Coverage, Hit, Originals
from giaoviec.graph.errors import Said
from giaoviec.graph.receipt import Receipt, Refused
from giaoviec.graph.saved import TOTAL, Column
from giaoviec.graph.stores.base import Row
from giaoviec.graph.tables import rows

MOST = 50
"""The most rows on a screen where the user does not say how many."""

# The columns of the table, with short heads; the others are told in the lines under it.
HEADLINE = {
    "state": Said("tình trạng", "state"),
    "gap": Said("còn trống", "missing"),
    "hop": Said("bước", "hop"),
    "from": Said("ai", "who"),
    "how": Said("thế nào", "how"),
    "person": Said("người", "person"),
    "said": Said("nguồn nói", "said"),
    "receiver": Said("nơi nhận", "to"),
    "month": Said("tháng", "month"),
    "first": Said("đầu", "first"),
    "last": Said("cuối", "last"),
    "other_text": Said("nguồn kia", "other source"),
    "date": Said("ngày", "day"),
    "part": Said("vai", "part"),
    "row": Said("là", "what"),
    "kind": Said("loại", "kind"),
    "givers": Said("ai giao", "by"),
    "who": Said("ai", "who"),
    "receivers": Said("nơi nhận", "to"),
    "to": Said("với", "to"),
    "task": Said("việc", "task"),
    "text": Said("nội dung", "text"),
    "what": Said("nội dung", "what"),
    "deadline": Said("hạn", "due"),
    "also": Said("nơi liên quan", "related"),
    "orders": Said("việc", "orders"),
    "requests": Said("đề nghị", "requests"),
    "name": Said("tên", "name"),
    "count_past_due": Said("quá hạn", "past due"),
    "count_due": Said("còn hạn", "due"),
    "count_no_date": Said("không hạn", "no date"),
    "count_answered": Said("có trả lời", "answered"),
    "count_requests": Said("đề nghị", "requests"),
    "count_no_receiver": Said("không nơi nhận", "no receiver"),
    "unsure": Said("không chắc", "not sure"),
}
EVIDENCE = ("quote", "source", "file", "start", "end", "made", "sure", "order", "id", "account", TOTAL)
ASIDE = ("state", "task")  # of rows that count: said under the table, which has no room for them beside so many counts
ALONE = ("told", "sources")  # said only where more than one source tells it
_JOINED = re.compile(r"(: |, )")  # codes may be joined: "gave: order, no receiver"
NOTHING = Said("Không tìm thấy gì trong những nguồn đã nạp.", "Nothing is found in the sources that are loaded.")
STALE = Said(
    "Hồ sơ đã thay đổi sau lần nạp cuối; hãy chạy: giaoviec load",
    "The case has changed since the last load; run: giaoviec load",
)
_SECTIONS = {
    "meetings": Said("cuộc họp", "meetings"),
    "people": Said("người (lần nhắc)", "people (mentions)"),
    "tenures": Said("chức vụ của người", "offices of people"),
    "projects": Said("dự án", "projects"),
    "documents": Said("văn bản", "documents"),
    "decisions": Said("quyết định", "decisions"),
    "assignments": Said("việc có nơi nhận", "orders with receiver"),
    "requirements": Said("việc không nơi nhận", "orders without receiver"),
    "reports": Said("báo cáo", "reports"),
    "bodies": Said("cơ quan (danh sách)", "bodies (rosters)"),
}


def cell(value: Any, lang: str) -> str:
    """One value as text: lists joined, codes in the reader's language, yes and no in words."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return (Said("có", "yes") if value else Said("không", "no"))[lang]
    if isinstance(value, list):
        return "; ".join(cell(each, lang) for each in value)
    return _in_words(str(value), lang)


def reader(made: str, lang: str) -> str:
    """Who read a row: a person, or a rule, whose name stays as it is; and whether a person corrected the rule's record."""
    return ", ".join(cell(part, lang) for part in made.split(", "))


def _in_words(text: str, lang: str) -> str:
    """A code, or codes that are joined, in the reader's language; any other text as it is."""
    known = _codes()
    if text in known:
        return known[text][lang]
    parts = _JOINED.split(text)
    if all(part in known for part in parts[::2]):
        return "".join(known[part][lang] if part in known else part for part in parts)
    return text


@cache
def _codes() -> Mapping[str, Said]:
    """The codes that answers hold, in words (lexicon/codes.tsv)."""
    return {code: Said(vi, en) for code, vi, en in rows("codes", 3)}


def answer(found: Answer, lang: str, most: int | None = MOST) -> Iterator[RenderableType]:
    """An answer: its question, a table, and under it, row by row, the sentence it rests on.

    At most `most` rows are shown (None: all), and how many more there are is said.
    """
    yield Text(found.question.title[lang], style="bold")
    asked = ", ".join(f"{name}: {value}" for name, value in found.values.items() if value is not None)
    if asked:
        yield Text(asked, style="dim")
    if found.stale:
        yield Text(STALE[lang], style="yellow")
    if not found.rows:
        yield from _nothing(found, lang)
    else:
        first = found.rows[:most]
        yield _table(found.question.columns, first, lang)
        for number, row in enumerate(first, 1):
            yield from _evidence(number, row, found.question.columns, lang, found.originals)
        if len(first) < found.total:
            yield Text(_more(found.total - len(first))[lang], style="bold")
    if found.left_out:
        yield Text(left_out(found.left_out)[lang], style="yellow")
    if found.undated:
        yield Text(undated(found)[lang], style="yellow")
    for row in found.also:
        said = Said("Xem thêm", "See also")
        yield Text(f"{said[lang]}: {row.get('also')} ({row.get('orders')}{not_sure(row, lang)})")


def not_sure(row: Row, lang: str) -> str:
    """How many of what a row of `also` counts are not sure; nothing where none is."""
    return f"; {HEADLINE['unsure'][lang]}: {row['unsure']}" if row.get("unsure") else ""


def left_out(count: int) -> Said:
    """That rows were left out because they are not sure."""
    return Said(f"Đã bỏ {count} dòng không chắc (--sure).", f"{count} rows that are not sure are left out (--sure).")


def undated(found: Answer) -> Said:
    """That rows without a day stand in the period that was asked for: they are not known to lie outside it."""
    count, one = found.undated, found.undated == 1
    if found.question.day is None:
        return Said(
            f"{count} dòng có đếm cả việc không rõ ngày: những việc ấy có trong mọi khoảng thời gian.",
            f"{count} {'row counts' if one else 'rows count'} orders without a date too: they stand in every period.",
        )
    return Said(
        f"Trong đó {count} dòng không rõ ngày, nên có trong mọi khoảng thời gian.",
        f"{count} of them {'has' if one else 'have'} no date, and so {'stands' if one else 'stand'} in every period.",
    )


def _more(count: int) -> Said:
    return Said(
        f"Còn {count} dòng nữa: thêm --all, --limit N, --html TỆP, --csv hoặc --json.",
        f"{count} more: add --all, --limit N, --html FILE, --csv or --json.",
    )


def _nothing(found: Answer, lang: str) -> Iterator[RenderableType]:
    """What an empty answer says: that nothing was found, and in how much."""
    yield Text(NOTHING[lang])
    if found.coverage:
        yield Text(covered(found.coverage, lang), style="dim")


def covered(its: Coverage, lang: str) -> str:
    return Said(
        f"Đã nạp {its.sources} nguồn, {its.orders} việc có nơi nhận và {its.without_receiver} việc không nơi nhận, "
        f"kể từ {its.first or '?'} đến {its.last or '?'}.",
        f"Loaded: {its.sources} sources, {its.orders} orders with a receiver and {its.without_receiver} without, "
        f"telling of {its.first or '?'} to {its.last or '?'}.",
    )[lang]


def headline(columns: Iterable[Column], rows: Sequence[Row]) -> list[Column]:
    """The columns of the table: those that say anything; the month only where there is no day."""
    columns = list(columns)
    dated = any(column.name == "date" for column in columns)
    return [
        c
        for c in columns
        if c.name in HEADLINE and not (c.name == "month" and dated) and any(row[c.name] not in (None, [], "") for row in rows)
    ]


def _table(columns: Iterable[Column], rows: list[Row], lang: str) -> Table:
    columns = list(columns)
    shown = [column for column in headline(columns, rows) if column.name not in _aside(columns)]
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    table.add_column("", justify="right")
    for column in shown:
        head, counted = HEADLINE[column.name][lang], column.type == "number"
        least = max(map(len, (*head.split(), *(str(row[column.name]) for row in rows)))) if counted else None
        table.add_column(head, no_wrap=column.type in ("day", "id"), justify="right" if counted else "left", min_width=least)
    for number, row in enumerate(rows, 1):
        table.add_row(str(number), *(Text(cell(row[c.name], lang)) for c in shown))
    return table


def _aside(columns: Iterable[Column]) -> tuple[str, ...]:
    return ASIDE if any(column.name.startswith("count_") for column in columns) else ()


def _evidence(number: int, row: Row, columns: Iterable[Column], lang: str, originals: Originals) -> Iterator[RenderableType]:
    """The evidence of a row and its details, in a few lines beside its number."""
    columns = list(columns)
    hidden = {*HEADLINE, *EVIDENCE, *(ALONE if row.get("told") == 1 else ())} - set(_aside(columns))
    details = [
        f"{c.said[lang]}: {cell(row[c.name], lang)}"
        for c in columns
        if c.name not in hidden and row[c.name] not in (None, [], "")
    ]
    lines = [Text(f"“{row['quote']}”"), Text(place(row, lang, originals), style="dim")] if row.get("quote") else []
    if details:
        lines.append(Text("; ".join(details), style="dim"))
    if lines:
        grid = Table.grid(padding=(0, 1))
        grid.add_row(f"[{number}]", Group(*lines))
        yield grid


def file_of(row: Row, originals: Originals, lang: str) -> str:
    """The file that a quote stands in, with the place in it; where that is the text of another file, that one first."""
    where = f", {Said('ký tự', 'characters')[lang]} {row['start']}–{row['end']}" if row.get("start") is not None else ""
    text, original = f"{row['file']}{where}", originals.get(str(row["file"]))
    return f"{original} ({Said('văn bản', 'its text')[lang]}: {text})" if original else text


def place(row: Row, lang: str, originals: Originals) -> str:
    """Where a quote stands, who read it, and whether that is sure."""
    parts = [str(row["source"])] if row.get("source") else []
    if row.get("file"):
        parts.append(file_of(row, originals, lang))
    if row.get("start") is None:
        parts.append(Said("chưa đối chiếu với văn bản", "not checked against a text")[lang])
    if row.get("made"):
        parts.append(reader(row["made"], lang))
    if row.get("sure") is False:
        parts.append(Said("KHÔNG CHẮC", "NOT SURE")[lang])
    if row.get("order"):
        parts.append(str(row["order"]).rpartition("/")[2])
    return " · ".join(parts)


def receipt(done: Receipt, lang: str, dry_run: bool = False) -> Iterator[RenderableType]:
    """A load's receipt: a table by section, what was refused and why, and what was written."""
    words = {
        "new": Said("mới", "new"),
        "changed": Said("thay", "changed"),
        "unchanged": Said("như cũ", "unchanged"),
        "kept": Said("giữ bản của người", "kept by hand"),
        "refused": Said("bị từ chối", "refused"),
        "dropped": Said("bỏ", "dropped"),
    }
    sources = ", ".join(f"{words[name][lang]} {count}" for name, count in sorted(done.sources.items()) if count)
    yield Text(Said(f"Nguồn: {sources or 0}.", f"Sources: {sources or 0}.")[lang])
    if done.lines:
        yield _receipt_table(done, lang)
    for each in done.refused:
        yield Text(refused(each, lang), style="red")
    for path in done.kept:
        vi, en = "giữ bản ghi do người lập; thay bằng --replace", "the record made by hand stays; --replace replaces it"
        yield Text(f"{path}: {Said(vi, en)[lang]}")
    yield from _receipt_notes(done, lang)
    verb = Said("Sẽ ghi", "Would write") if dry_run else Said("Đã ghi", "Written")
    nodes, links, gone = Said("nút", "nodes")[lang], Said("liên kết", "links")[lang], Said("bỏ", "removed")[lang]
    yield Text(f"{verb[lang]}: {done.nodes} {nodes}, {done.links} {links}; {gone} {done.gone}. {done.store}", style="dim")


def _receipt_table(done: Receipt, lang: str) -> Table:
    heads = (
        Said("đọc", "read"),
        Said("mới", "new"),
        Said("gặp nút đã có", "met another"),
        Said("đổi", "changed"),
        Said("như cũ", "unchanged"),
        Said("từ chối", "refused"),
    )
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    table.add_column("")
    for head in heads:
        table.add_column(head[lang], justify="right")
    for line in done.lines:
        numbers = (line.items, line.new, line.met, line.changed, line.unchanged, line.refused)
        table.add_row(_SECTIONS[line.section][lang], *(str(n) if n else "·" for n in numbers))
    return table


def _receipt_notes(done: Receipt, lang: str) -> Iterator[RenderableType]:
    notes = (
        (done.notes.unchecked, Said("câu trích chưa đối chiếu với văn bản", "quotes not checked against a text")),
        (
            done.notes.repeated,
            Said("câu trích có ở nhiều chỗ, lấy chỗ đầu", "quotes found in several places, the first taken"),
        ),
        (done.notes.meeting_agents, Said("nơi nhận là chính cuộc họp", "agents that are the meeting itself")),
        (done.notes.lost_links, Said("liên kết tới mục bị từ chối", "links to refused items")),
        (done.unsure, Said("cặp có thể là một, chưa gộp", "pairs that may be one, not joined")),
    )
    told = "; ".join(f"{count} {said[lang]}" for count, said in notes if count)
    if told:
        yield Text(told, style="dim")


def refused(each: Refused, lang: str) -> str:
    """A refused item in one sentence: where, the value, and what was expected."""
    value = f": {each.fault.value!r}" if each.fault.value else ""
    if each.fault.whole:
        return f"{each.place}{value}: {each.fault.expected[lang]}"
    return f"{each.place}{value}: {Said('cần', 'expected')[lang]} {each.fault.expected[lang]}"


def hits(found: list[Hit], lang: str) -> Table:
    """What `find` found, as a table."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    table.add_column(Said("loại", "kind")[lang])
    table.add_column(Said("tên", "name")[lang])
    table.add_column(Said("việc", "orders")[lang], justify="right")
    for hit in found:
        table.add_row(cell(hit.kind, lang), Text(hit.shown), str(hit.orders) if hit.orders else "")
    return table
