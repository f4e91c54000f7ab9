"""Meetings: a day, a meeting noun, who chaired it and whose meeting it was."""

import re
from dataclasses import dataclass, field

from giaoviec.loaders.reading.dates import day_in
from giaoviec.loaders.reading.things import Mention
from giaoviec.loaders.reading.units import Row

NOUN = re.compile(
    r"\b(?:hội nghị|cuộc họp|phiên họp|buổi làm việc|kỳ họp|buổi họp|giao ban|làm việc với|hội thảo|buổi tiếp|họp|"
    r"thị sát|kiểm tra|thông cáo)\b"
)
ORDINAL = re.compile(r"(?:lần thứ|kỳ họp thứ|phiên họp thứ|lần)\s+(?P<n>\d{1,3})\b", re.IGNORECASE)
CHAIRS = re.compile(
    r"chủ trì|kết luận|dẫn đầu|chủ tọa|có (?:buổi|cuộc) (?:làm việc|họp|giao ban)|làm việc với|có cuộc họp|đã họp", re.IGNORECASE
)
LEADS = re.compile(r"chủ trì|kết luận|dẫn đầu|chủ tọa")
AT_MEETING = re.compile(
    r"(?:tại|trong) (?:\S+ )?(?:hội nghị|cuộc họp|phiên họp|buổi làm việc|buổi họp|buổi giao ban|giao ban|cuộc làm việc|đây)",
    re.IGNORECASE,
)
HELD = re.compile(
    r"(?:\([^)]*\)\s*)?(?:cũng |đã |vừa |tiếp tục )*(?:chủ trì|họp\b|nghe |có (?:buổi|cuộc) (?:làm việc|họp)|làm việc với|"
    r"khai mạc|tổ chức (?:hội nghị|phiên họp|cuộc họp|kỳ họp|buổi làm việc|giao ban|họp))",
    re.IGNORECASE,
)
TODAY = re.compile(r"(?:sáng|chiều|tối|trưa|hôm)\s+nay\b(?!\s*[,(]?\s*(?:ngày\s+)?\d)", re.IGNORECASE)
SAME_DAY = re.compile(r"^(?:cũng trong ngày|cùng ngày|cũng trong)", re.IGNORECASE)
OF_BODY = re.compile(
    r"(?:hội nghị|phiên họp|cuộc họp|kỳ họp|họp báo|phiên (?:tái )?chất vấn|phiên thảo luận|buổi làm việc|phiên giải trình)"
    r"(?:\s+lần thứ\s+\d+)?(?:\s+của)?\s*(?:,\s*)?$",
    re.IGNORECASE,
)


LOOK_BACK = 800
HEADS = (
    "Chủ tịch",
    "Phó Chủ tịch",
    "Bí thư",
    "Phó Bí thư",
    "Thủ tướng",
    "Phó Thủ tướng",
    "Bộ trưởng",
    "Thứ trưởng",
    "Tổng Bí thư",
)
FULL_DAY = len("2021-01-07")


@dataclass(slots=True)
class Gathering:
    """A meeting as the text tells it."""

    row: Row
    date: str | None
    chairs: list[Mention] = field(default_factory=list)
    body: Mention | None = None
    ordinal: int | None = None


def gathering(row: Row, year: int | None, before: list[Gathering], today: str | None = None) -> Gathering | None:
    """The meeting that a sentence tells of, if it fixes a day. `today`: the day of publication, for "sáng nay"."""
    text = row.sentence.text[row.sentence.start : row.sentence.end]
    if not NOUN.search(text.lower()):
        return None
    date = day_in(text, year)
    if date is None and SAME_DAY.match(text):
        date = before[-1].date if before else last_day(row, year)
    if date is None and today and len(today) >= FULL_DAY and TODAY.search(text):
        date = today[:FULL_DAY]
    if date is None:
        return None
    chairs = chairs_in(row) or host_in(row)
    if not chairs and not re.search(r"họp|hội nghị|làm việc", text, re.IGNORECASE):
        return None
    ordinal = ORDINAL.search(text)
    return Gathering(row, date, chairs, body_in(row), int(ordinal["n"]) if ordinal else None)


def last_day(row: Row, year: int | None) -> str | None:
    """The day named last before a sentence."""
    start = row.sentence.start
    parts = row.sentence.text[max(0, start - LOOK_BACK) : start].split(". ")
    return next((day for part in reversed(parts) if (day := day_in(part, year))), None)


def host_in(row: Row) -> list[Mention]:
    """Who speaks first at a meeting that nobody is said to chair, if it is the head of a body: then the head held it."""
    if not AT_MEETING.search(row.text(0, len(row.units))):
        return []
    for i, unit in enumerate(row.units):
        mention = unit.mention
        if mention is None or mention.kind not in "PR" or not any(role.title.startswith(HEADS) for role in mention.roles):
            continue
        if re.match(r"[ad]*[SVYQX]", row.letters[i + 1 :]) or (mention.kind == "P" and re.match(r"[ad]*w", row.letters[i + 1 :])):
            return [mention]
    return []


def chairs_in(row: Row) -> list[Mention]:
    """Who chairs: the agents before "chủ trì" with no other clause between, or after "dưới sự chủ trì của"."""
    found: list[Mention] = []
    for i, unit in enumerate(row.units):
        if unit.mention is None or unit.mention.kind not in "PR":
            continue
        j = i + 1 + (row.letters[i + 1 : i + 2] == ",")
        end = next((k for k in range(j, min(len(row.units), i + 9)) if row.letters[k] in ",;:.("), min(len(row.units), i + 9))
        before = row.text(max(0, i - 5), i)
        if row.letters[i - 1 : i] == "p" and row.units[i - 1].form == "của" and not before.endswith("chủ trì của"):
            continue
        if CHAIRS.search(row.text(j, end)) or re.search(r"chủ trì của\s*$|chủ trì cuộc họp là\s*$", before):
            found += [*others_before(row, i), unit.mention]
    return found


def others_before(row: Row, i: int) -> list[Mention]:
    """ "A, chức vụ; B, chức vụ; C chủ trì": the persons of the list that ends at unit i."""
    match = re.search(r"(?:A[;,k]+)+$", row.letters[:i])
    return (
        [unit.mention for unit in row.units[match.start() : i] if unit.mention is not None and unit.mention.kind == "P"]
        if match
        else []
    )


def body_in(row: Row) -> Mention | None:
    """Whose meeting: "hội nghị lần thứ 8 của Ban Thường vụ Tỉnh ủy", "Ban Thường vụ Tỉnh ủy họp"."""
    for i, unit in enumerate(row.units):
        if unit.mention is None or unit.mention.kind != "B":
            continue
        before = row.text(max(0, i - 6), i)
        after = row.text(i + 1, min(len(row.units), i + 6))
        if OF_BODY.search(before) or HELD.match(after):
            return unit.mention
    return None
