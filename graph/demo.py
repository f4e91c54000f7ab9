"""The demonstration: what the invented sample holds, one order told in full, and three commands to go on with."""

from __future__ import annotations

from collections.abc import Iterator

from giaoviec.graph.answer import ask, coverage
from giaoviec.graph.errors import Said
from giaoviec.graph.receipt import Receipt
from giaoviec.graph.show import cell
from giaoviec.graph.stores.base import Row, Store

TRIED = 5
NEXT = ('ask given-to --body "so giao thong van tai song van"', "ask orders-without-receiver", 'find "ben tram"')


def told(store: Store, receipt: Receipt, digest: str, call: str, lang: str) -> Iterator[str]:
    """The demonstration, line by line; `call` is how a command is called here, with {} for what it does."""
    yield from _held(store, receipt, lang)
    row = _fullest(store, digest)
    if row is not None:
        yield ""
        yield from _order(row, lang)
    yield ""
    yield Said("Tiếp theo:", "Next:")[lang]
    for question in NEXT:
        yield "  " + call.format(question)


def _fullest(store: Store, digest: str) -> Row | None:
    """The first order that has an office, a support, a deadline and a holder; else the first that has most of these."""
    rows = ask(store, "assignments", {}, digest).rows
    rows.sort(key=lambda row: -sum(bool(row[name]) for name in ("office", "support", "deadline", "report_to")))
    told = [ask(store, "order", {"order": row["order"]}, digest).rows[0] for row in rows[:TRIED]]
    return next((row for row in told if row["holders"]), told[0] if told else None)


def _held(store: Store, receipt: Receipt, lang: str) -> Iterator[str]:
    its = coverage(store)
    counts = {
        kind: store.read(f"MATCH (n:{kind}) RETURN count(n) AS n", {})[0]["n"]
        for kind in ("Person", "Meeting", "Decision", "Report")
    }
    yield Said(
        "Bộ mẫu bịa ra về tỉnh Sông Vân; không ai có thật được nói đến.",
        "An invented sample about tỉnh Sông Vân; no real person is meant.",
    )[lang]
    yield Said(
        f"{its.sources} nguồn, từ {its.first} đến {its.last}: {its.orders + its.without_receiver} việc "
        f"({its.without_receiver} việc không nêu nơi nhận), {counts['Decision']} quyết định, {counts['Report']} báo cáo, "
        f"{counts['Meeting']} cuộc họp, {counts['Person']} người.",
        f"{its.sources} sources, {its.first} to {its.last}: {its.orders + its.without_receiver} orders "
        f"({its.without_receiver} name no receiver), {counts['Decision']} decisions, {counts['Report']} reports, "
        f"{counts['Meeting']} meetings, {counts['Person']} people.",
    )[lang]
    yield Said(f"Bị từ chối: {len(receipt.refused)} mục.", f"Refused: {len(receipt.refused)} items.")[lang]


def _order(row: Row, lang: str) -> Iterator[str]:
    """One order in full."""

    def line(vi: str, en: str, value: object) -> str:
        return f"  {Said(vi, en)[lang]:14}{cell(value, lang)}"

    yield f"{row['date'] or row['seen'] or '?'}  {cell(row['givers'], lang)} ({cell(row['office'], lang)})"
    yield line("giao", "gave to", row["receivers"])
    yield line("phối hợp", "supported by", row["support"])
    yield line("việc", "task", row["task"])
    yield line("hạn", "deadline", f"{row['deadline']} ({row['due']})")
    yield line("báo cáo với", "report to", row["report_to"])
    pairs = zip(row["holders"], row["holder_rules"], strict=True)
    holders = "; ".join(f"{name} ({cell(rule, lang)})" for name, rule in pairs)
    yield line("thuộc về", "falls to", holders or Said("không rõ ai giữ chức vụ ấy", "holder not known")[lang])
    yield line("nguyên văn", "quote", f"“{row['quote']}”")
    yield line("ở", "at", f"{row['file']}, {Said('ký tự', 'characters')[lang]} {row['start']}–{row['end']}: {row['source']}")
