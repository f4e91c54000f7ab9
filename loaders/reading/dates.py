"""Days and deadlines in the words of the text, and the day they fix."""

import calendar
import re
from dataclasses import dataclass

DAY = r"(?P<d>\d{1,2})\s?[/.-]\s?(?P<m>\d{1,2})(?:\s?[/.-]\s?(?P<y>\d{4}))?"
LONG = r"(?P<d2>\d{1,2})\s+tháng\s+(?P<m2>\d{1,2})(?:\s+năm\s+(?P<y2>\d{4}))?"
MONTH = r"tháng\s+(?P<m3>\d{1,2})(?:\s?[/.-]\s?(?P<y3>\d{4})|\s+năm\s+(?P<y4>\d{4}))?"
QUARTER = r"quý\s+(?P<q>IV|I{1,3}|[1-4])(?:\s?[/.-]\s?(?P<y5>\d{4})|\s+năm\s+(?P<y6>\d{4}))?"
YEAR = r"năm\s+(?P<y7>\d{4})"
WHEN = re.compile(rf"(?:{LONG}|{DAY}|{MONTH}|{QUARTER}|{YEAR})", re.IGNORECASE)
LEAD = (
    r"(?:chậm nhất|muộn nhất|trước|xong trước|hoàn thành trước|ngay trong|trong|đến hết|hết|đến|vào|từ nay đến|cuối|"
    r"đầu|giữa|trong năm)"
    r"(?:\s+(?:là|vào|trước|trong|đến|hết|cuối|đầu|ngày|tháng này))*"
)
DUE = re.compile(rf"(?P<text>{LEAD}\s+(?:ngày\s+|ngày\s+cuối\s+)?{WHEN.pattern})", re.IGNORECASE)
FIRM = re.compile(
    r"chậm nhất|muộn nhất|trước|(?:từ nay )?đến trước|ngay trong|đến hết|hết|xong|hoàn thành|trong (?:quý|tháng|năm)|"
    r"đến ngày|vào (?:ngày|tháng|quý|trước|\d)|cuối",
    re.IGNORECASE,
)
ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "1": 1, "2": 2, "3": 3, "4": 4}


@dataclass(frozen=True, slots=True)
class Deadline:
    """The words and, where they fix one, the last day as ISO text."""

    text: str
    date: str | None


def last_day(year: int, month: int) -> str:
    return f"{year:04}-{month:02}-{calendar.monthrange(year, month)[1]:02}"


def resolve(match: re.Match[str], year: int | None) -> str | None:
    """The ISO day of a match of WHEN; a missing year is `year`; a day that no calendar has gives None."""
    got = match.groupdict()
    stated = next((int(got[k]) for k in ("y", "y2", "y3", "y4", "y5", "y6", "y7") if got.get(k)), year)
    if stated is None or not 1900 <= stated <= 2100:
        return None
    if got.get("q"):
        return last_day(stated, ROMAN[got["q"].upper()] * 3)
    if got.get("y7"):
        return last_day(stated, 12)
    month = int(got.get("m") or got.get("m2") or got.get("m3") or 0)
    if not 1 <= month <= 12:
        return None
    day = got.get("d") or got.get("d2")
    if day is None:
        return last_day(stated, month)
    return f"{stated:04}-{month:02}-{int(day):02}" if 1 <= int(day) <= calendar.monthrange(stated, month)[1] else None


def deadline(text: str, year: int | None) -> Deadline | None:
    """The deadline in the words of a task: the last one that a word of time limits ("trước ngày 20-2")."""
    found = None
    for match in DUE.finditer(text):
        if FIRM.match(match["text"]):
            date = resolve(match, year)
            if date:
                found = Deadline(match["text"], date)
    return found


# A day that limits something, or that belongs to a numbered paper, is no day of a meeting.
NOT_A_MEETING = re.compile(r"(?:trước|đến|từ|sau|hạn|hết|tới|nhất|kể từ|tính đến)\s*$|\d\S*,?\s*$", re.IGNORECASE)


def day_in(text: str, year: int | None) -> str | None:
    """The first full day named in a text ("Sáng 18.1", "Ngày 2/6")."""
    for match in re.finditer(
        rf"(?:ngày|sáng|chiều|tối|trưa|nay|\()\s*(?:nay\s*)?[,(]?\s*(?:ngày\s+)?(?:{LONG}|{DAY})(?![\d%/])", text, re.IGNORECASE
    ):
        before = text[max(0, match.start() - 24) : match.start()]
        if NOT_A_MEETING.search(before):
            continue
        date = resolve(match, year)
        if date:
            return date
    return None
