"""What was read of a report, for people: a summary by file, and sentence by sentence with the rules that made something of it."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from giaoviec.graph.case import Kept
from giaoviec.graph.errors import Said
from giaoviec.graph.records import Record
from giaoviec.loaders.reading import Told
from giaoviec.loaders.texts import Reading, counts

_NAMES = {
    "meetings": Said("cuộc họp", "meetings"),
    "people": Said("người", "people"),
    "projects": Said("dự án", "projects"),
    "documents": Said("văn bản", "documents"),
    "decisions": Said("quyết định", "decisions"),
    "assignments": Said("việc có nơi nhận", "orders with receiver"),
    "requirements": Said("việc không nơi nhận", "orders without receiver"),
    "reports": Said("báo cáo", "reports"),
}
SHOWN = 160
LEGEND = Said(
    "Mỗi câu: từ ký tự nào đến ký tự nào, loại dòng, những quy tắc đã đọc ra điều gì trong câu: meeting (cuộc họp), person (lần "
    "đầu nêu ai), project (dự án), document (văn bản), decision (quyết định), order (việc giao), report (báo cáo); sau dấu "
    "chấm là cách nói. “-”: không đọc ra gì. “!”: có từ chỉ đạo mà không đọc ra việc nào.",
    "Each sentence: its characters, the kind of its line, and the rules that read something in it: meeting, person (where first "
    "named), project, document, decision, order, report; after the point stands the way it is said. “-”: nothing was read. "
    "“!”: a directive word, but no order was read.",
)


def summary(reading: Reading, lang: str) -> Iterator[Text]:
    """A file in a few lines: what was found, what is doubtful, and which sentences with a directive word gave no order."""
    name = reading.loaded.path.name
    record = reading.loaded.record
    if record is None or reading.trace is None:
        for fault in reading.loaded.faults:
            yield Text(f"{reading.loaded.path}: {fault.expected[lang]}", style="red")
        return
    found = ", ".join(f"{count} {_NAMES[section][lang]}" for section, count in counts(record).items() if count)
    nothing = Said("không thấy gì: không giống báo cáo cuộc họp", "nothing found: this does not look like a report")
    yield Text(f"{name}: {found or nothing[lang]}")
    if found and not record.assignments:
        yield Text("  " + Said("không có việc nào được giao cho ai", "no order with a receiver")[lang], style="yellow")
    for item in _doubtful(record):
        yield Text(f"  {Said('không chắc', 'not sure')[lang]}: {_short(item)}", style="yellow")
    text = reading.loaded.text or ""
    for told in reading.trace.silent:
        yield Text(
            f"  {Said('không đọc ra việc nào', 'gave no order')[lang]}: {_short(text[told.start : told.end])}", style="dim"
        )


def _doubtful(record: Record) -> list[str]:
    items = (*record.decisions, *record.assignments, *record.requirements, *record.reports)
    return [f"{item.id} ({item.rule}) {item.evidence}" for item in items if not item.sure]


def sentences(reading: Reading, lang: str) -> Iterator[Text]:
    """Each sentence of a file with the rules that read something in it, and where it stands."""
    if reading.trace is None:
        yield from summary(reading, lang)
        return
    text, silent = reading.loaded.text or "", reading.trace.silent
    yield Text(reading.loaded.path.name, style="bold")
    yield Text(LEGEND[lang], style="dim")
    for told in reading.trace.sentences:
        rules = dict.fromkeys((*_named(reading.loaded.record, told), *told.rules, *("!" for _ in silent if _ is told)))
        yield Text(f"{told.start:6}–{told.end:<6} {told.kind:10} {', '.join(rules) or '-'}")
        yield Text(f"       {' '.join(text[told.start : told.end].split())}", style="dim")


def _named(record: Record | None, told: Told) -> Iterator[str]:
    """The rules that found a meeting, a person, a project or a document first named in a sentence."""
    for section in ("meetings", "people", "projects", "documents") if record else ():
        for item in getattr(record, section):
            if item.rule and item.start is not None and told.start <= item.start < told.end:
                yield item.rule


def kept(done: Kept, lang: str) -> Iterator[Text]:
    """What became of the files read."""
    for path in done.written:
        yield Text(f"{Said('đã ghi', 'written')[lang]}: {path}")
    for path in done.kept:
        vi, en = "giữ bản ghi đã có người sửa", "the record that a person corrected stays"
        yield Text(f"{path}: {Said(vi, en)[lang]}", style="yellow")
    unchanged = done.outcomes["unchanged"]
    if unchanged:
        yield Text(Said(f"{unchanged} tệp như cũ", f"{unchanged} files unchanged")[lang])


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= SHOWN else words[: SHOWN - 1].rsplit(" ", 1)[0] + " …"
