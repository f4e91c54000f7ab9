"""Reports: who reports or submits what, to which meeting."""

import re
from dataclasses import dataclass

from giaoviec.loaders.reading.orders import agents, trim
from giaoviec.loaders.reading.things import Mention
from giaoviec.loaders.reading.units import Row

HEARD = re.compile(r"N(?P<by>A(?:(?:,k?|k)A)*)[ad]*[OT]")
DOES = re.compile(r"(?:^|(?<=[,;:.\"h#-]))(?P<by>A(?:(?:,k?|k)A)*)[ad]*O(?![bn])")
OPENS = re.compile(r"^(?:h,?)?O(?P<about>[^,A]*?),?(?P<by>A),?[ad]*S")
CONSIDERED = re.compile(r"N[ad]?n(?P<by>A)(?P<about>[Qp].)")


@dataclass(slots=True)
class Report:
    """A report in a row: units of what it is about."""

    row: Row
    rule: str
    by: list[Mention]
    first: int
    last: int


def reports(row: Row, taken: list[tuple[int, int]]) -> list[Report]:
    """The reports of a row, outside of the tasks `taken` by orders."""
    found: list[Report] = []
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
            if any(a <= match.start() < b for a, b in taken) or any(r.first <= match.start() < r.last for r in found):
                continue
            first, last = trim(row, match.end(), until(row, match.end()))
            first = skip_about(row, first)
            if last > first and not (name == "report.does" and recipient_only(row, first, last)):
                found.append(Report(row, name, agents(row, match.start("by"), match.end("by")), first, last))
    return found


def skip_about(row: Row, first: int) -> int:
    while first < len(row.units) - 1 and row.units[first].form in ("về", "báo cáo", "tóm tắt") and row.letters[first] in "pOT":
        first += 1
    return first


def recipient_only(row: Row, first: int, last: int) -> bool:
    """ "báo cáo UBND tỉnh." tells to whom, not what."""
    return row.letters[first] == "A" and last - first <= 1


def until(row: Row, start: int) -> int:
    match = re.search(r";|\.|,?k?A[ad]*[SVYQXO]|,(?=h?A)", row.letters[start:])
    return start + match.start() if match else len(row.letters)
