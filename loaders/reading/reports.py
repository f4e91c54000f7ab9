"""Reports: who reports or submits what, to which meeting."""

import re
from dataclasses import dataclass

from giaoviec.loaders.reading.givers import agents
from giaoviec.loaders.reading.orders import trim
from giaoviec.loaders.reading.things import Mention
from giaoviec.loaders.reading.units import Row

HEARD = re.compile(r"N(?P<by>A(?:(?:,k?|k)A)*)[ad]*[OT]")
DOES = re.compile(r"(?:^|(?<=[,;:.\"h#-]))(?P<by>A(?:(?:,k?|k)A)*)[ad]*O(?![bn])")
OPENS = re.compile(r"^(?:h,?)?O(?P<about>[^,A]*?),?(?P<by>A),?[ad]*S")
# "Bộ Tài chính vừa có báo cáo gửi Thủ tướng Chính phủ về ..."
SENDS = re.compile(
    r"(?:^|(?<=[,;:.\"h#-]))(?P<by>A(?:(?:,k?|k)A)*)[ad]*(?P<has>[pdTw]{1,2})?(?P<what>[OTn])w{0,2}(?:p|T|w)?A(?P<about>[pz])"
)
# "Theo báo cáo của Sở Y tế, ..."
ACCORDING = re.compile(r"^(?:h,?)*(?:np?|p[OT]p|pn)(?P<by>A),(?P<about>.)")
SENT = re.compile(
    r"\bcó (?:văn bản |tờ trình |công văn )?(?:báo cáo|tờ trình|trình)\b|\bgửi báo cáo|\btrình tờ trình", re.IGNORECASE
)
CONSIDERED = re.compile(r"N[ad]?n(?P<by>A)(?P<about>[Qp].)")


@dataclass(slots=True)
class Report:
    """A report in a row: units of what it is about."""

    row: Row
    rule: str
    by: list[Mention]
    first: int
    last: int


def reports(row: Row, taken: list[tuple[int, int]], met: bool = False) -> list[Report]:
    """The reports of a row, outside of the tasks `taken` by orders. `met`: whether the text has told of a meeting before."""
    found: list[Report] = []
    told = ACCORDING.match(row.letters) if met else None
    if told and re.match(r"(?:cũng )?theo báo cáo của", row.text(0, told.start("by")), re.IGNORECASE):
        first, last = trim(row, told.start("about"), until(row, told.start("about") + 1))
        if last > first:
            return [Report(row, "report.according", agents(row, told.start("by"), told.end("by")), first, last)]
    for match in SENDS.finditer(row.letters):
        what = row.text(match.end("by"), match.start("about"))
        if SENT.search(what) and not any(a <= match.start() < b for a, b in taken):
            first, last = trim(row, match.start("about"), until(row, match.start("about") + 1))
            by = agents(row, match.start("by"), match.end("by"))
            found.append(Report(row, "report.sends", by, skip_about(row, first), last))
    opening = OPENS.match(row.letters)
    if opening:
        about = (opening.start("about"), opening.end("about"))
        saying = opening.end()
        about_text = row.text(*about)
        first, last = about if about_text.startswith(("về", "tình hình", "kết quả", "tiến độ")) else (saying, len(row.letters))
        first, last = trim(row, first, last)
        if last > first:
            found.append(
                Report(row, "report.opening", agents(row, opening.start("by"), opening.end("by")), skip_about(row, first), last)
            )
            return found
    for match in CONSIDERED.finditer(row.letters):
        if "báo cáo" in row.units[match.start("by") - 1].form:
            first, last = trim(row, match.start("about"), until(row, match.start("about") + 1))
            found.append(
                Report(row, "report.considered", agents(row, match.start("by"), match.end("by")), skip_about(row, first), last)
            )
    for name, shape in (("report.heard", HEARD), ("report.does", DOES)):
        for match in shape.finditer(row.letters):
            if any(a <= match.start() < b for a, b in taken) or any(
                r.first <= match.start() < r.last or r.first <= match.end() + 3 <= r.last for r in found
            ):
                continue
            first, last = trim(row, match.end(), until(row, match.end()))
            first = skip_about(row, past_receiver(row, first))
            if last > first and not (name == "report.does" and recipient_only(row, first, last)):
                found.append(Report(row, name, agents(row, match.start("by"), match.end("by")), first, last))
    return found


def skip_about(row: Row, first: int) -> int:
    while first < len(row.units) - 1 and row.units[first].form in ("về", "báo cáo", "tóm tắt") and row.letters[first] in "pOT":
        first += 1
    return first


def past_receiver(row: Row, first: int) -> int:
    """ "báo cáo Quốc hội về ...": past the one who is told."""
    match = re.match(r"(?:[cp])?A(?=p)", row.letters[first:])
    if match and row.units[first + match.end()].form in ("về", "về việc"):
        return first + match.end()
    return first


def recipient_only(row: Row, first: int, last: int) -> bool:
    """ "báo cáo UBND tỉnh." tells to whom, not what."""
    return row.letters[first] == "A" and last - first <= 1


def until(row: Row, start: int) -> int:
    match = re.search(r";|\.|,?k?A[ad]*[SVYQXO]|,(?=h?A)", row.letters[start:])
    return start + match.start() if match else len(row.letters)
